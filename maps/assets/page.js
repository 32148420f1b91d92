// Puts the page together from the data block; called by the map's own script.
(function (geozone) {
  "use strict";

  const { make, fill } = geozone;
  const CALM = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** Keep words with a dash on one line: no "2016–" at the end of a line. */
  const unbroken = (text) => text.split(/(\s+)/).map((word) =>
    /[-–]/.test(word) && word.length < 24 ? make("span", { class: "unbroken" }, word) : word);

  /** A corner of the map; mirrored in a right-to-left page. */
  function corner(position) {
    const sides = { left: "right", right: "left" };
    return geozone.isTurned() ? position.replace(/left|right/, (side) => sides[side]) : position;
  }

  /** Leaflet's scale bar with the page's texts. */
  const Scale = L.Control.Scale.extend({
    _updateScale(scale, text, ratio) {
      const { words } = geozone.data;
      const [n, unit] = text.split(" ");
      const pattern = { km: words.scaleKm, m: words.scaleM, mi: words.scaleMi, ft: words.scaleFt }[unit];
      scale.style.width = `${Math.round(this.options.maxWidth * ratio)}px`;
      scale.textContent = fill(pattern, { n });
    },
  });

  function heading(host) {
    const { data } = geozone;
    document.title = data.title;
    host.append(
      make("p", { class: "kicker" }, data.kicker),
      make("h1", { dir: geozone.flow() }, make("bdi", { lang: data.saidIn }, unbroken(data.title))),
      make("p", { class: "as-of" }, make("time", { datetime: data.asOf.date }, data.asOf.text)));
  }

  function leaflet(id, options) {
    const { extent, words } = geozone.data;
    const [west, south, east, north] = extent;
    const map = L.map(id, {
      zoomSnap: 0.25, zoomDelta: 0.75, wheelPxPerZoomLevel: 90, maxZoom: 12, attributionControl: false,
      maxBounds: [[south, west], [north, east]], maxBoundsViscosity: 1,
      zoomAnimation: !CALM, fadeAnimation: !CALM, markerZoomAnimation: !CALM, inertia: !CALM,
      zoomControl: false, ...options,
    });
    // Leaflet animates the way back into its bounds. Do not animate for readers who prefer reduced
    // motion, nor during a fit, which must end at once.
    const { panBy } = map;
    map.panBy = (offset, how) =>
      panBy.call(map, offset, CALM || geozone.fitting ? { ...how, animate: false } : how);
    L.control.zoom({ position: corner("topleft"), zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
    new Scale({ position: corner("bottomleft"), maxWidth: 140 }).addTo(map);
    return map;
  }

  /** Show all lines and zones, and set the least zoom. */
  function fit(map) {
    const { bounds } = geozone.data;
    const [west, south, east, north] = bounds;
    const box = L.latLngBounds([south, west], [north, east]);
    geozone.fitting = true;
    geozone.chosen = false;
    map.stop(); // a running animation would continue from the new position
    map.setMinZoom(0);
    map.fitBounds(box, { animate: false, padding: [8, 8] });
    geozone.fitZoom = map.getZoom();
    // Limit the zoom, so that the end of the map is not visible on all sides.
    const [w, s, e, n] = geozone.data.extent;
    const whole = map.getBoundsZoom(L.latLngBounds([s, w], [n, e]), true);
    map.setMinZoom(Math.min(geozone.fitZoom, Math.max(geozone.fitZoom - 0.75, whole)));
    geozone.fitting = false;
  }

  /** After a change of size show the whole again, unless the reader has chosen a view. */
  function refit(map) {
    map.invalidateSize({ animate: false });
    if (!geozone.chosen) fit(map);
  }

  function home(map) {
    const Home = L.Control.extend({
      onAdd: () => make("div", { class: "leaflet-bar" }, make("button", {
        type: "button", class: "home", title: geozone.data.words.home,
        "aria-label": geozone.data.words.home, onclick: () => fit(map),
      }, "⤢")),
    });
    new Home({ position: corner("topleft") }).addTo(map);
  }

  function credit(map) {
    const Credit = L.Control.extend({
      onAdd: () => make("div", { class: "credit" },
        geozone.data.tiles ? make("span", { dir: geozone.flow() }, geozone.data.tiles.attribution, " · ") : null,
        make("a", { href: "#licences" }, geozone.data.credit)),
    });
    new Credit({ position: corner("bottomright") }).addTo(map);
  }

  /** Labels along lines: of rivers, and of lines that are no agreed border. */
  function labelsAlong(kind, lines) {
    const names = new Map();
    for (const { name, drawn } of lines) {
      if (!name) continue;
      names.set(name, [...(names.get(name) ?? []), ...drawn]);
    }
    return [...names].map(([text, line]) => ({
      text, kind, bend: 7, line: line.map((part) => part.map((at) => L.latLng(at))), gap: 3,
      shown: () => true,
    }));
  }

  function countryLabels() {
    const { countries } = geozone.data.base;
    return [...countries].sort((a, b) => Number(b.side) - Number(a.side)).map((country) => ({
      text: country.name, kind: country.side ? "side" : "country", gap: 6, shown: () => true,
      at: geozone.shapes.line(country.anchors, geozone.data.scale), land: country.drawn,
    }));
  }

  /** Labels of filled zones, along the edge away from the border, outside the zone. */
  function zoneLabels(map, zones) {
    const { data, shapes } = geozone;
    const lands = data.base.countries.filter(({ side }) => side).map(({ drawn }) => drawn);
    return data.zones.filter((zone) => zone.drawn && zone.draw === "fill").map((zone) => {
      const home = lands.find((land) => shapes.covers(land, zone.inside));
      const outside = ({ x, y, angle }, width) => [-0.5, 0, 0.5].every((at) => {
        const [dx, dy] = [at * width * Math.cos(angle), at * width * Math.sin(angle)];
        const spot = map.layerPointToLatLng([x + dx, y + dy]);
        return !shapes.covers(zone.drawn, spot) && shapes.covers(home, spot);
      });
      return {
        text: zone.title, kind: "zone", bend: 20, line: zone.drawn.map(([ring]) => ring.map((at) => L.latLng(at))),
        colour: data.proposals.find(({ id }) => id === zone.proposal).colour, gap: 3,
        shown: () => home && zones.shows(zone), fits: outside,
      };
    });
  }

  /** Padding for a movement of the map, so that its target is not under the card. */
  function flight(map) {
    const frame = map.getContainer().getBoundingClientRect();
    const card = document.getElementById("card").getBoundingClientRect();
    const beside = card.width < frame.width * 0.7;
    const turned = geozone.isTurned();
    const aside = beside ? Math.max(0, turned ? card.right - frame.left : frame.right - card.left) : 0;
    const below = beside ? 0 : Math.max(0, Math.min(frame.bottom - card.top, frame.height * 0.7));
    return {
      animate: !CALM, duration: 0.6, maxZoom: 10,
      paddingTopLeft: [turned ? aside + 24 : 56, 24], paddingBottomRight: [turned ? 56 : aside + 24, below + 24],
    };
  }

  /** Keep the reader's view in the state: "lat,lon,zoom", null for the whole. */
  function keepView(map, state) {
    const [west, south, east, north] = geozone.data.extent;
    const now = () => {
      const { lat, lng } = map.getCenter();
      return [Number(lat.toFixed(4)), Number(lng.toFixed(4)), Number(map.getZoom().toFixed(2))];
    };
    state.declare("view", {
      initial: null,
      encode: (view) => view.join(","),
      decode: (text) => {
        const [lat, lon, zoom, ...more] = text.split(",").map((part) => (part.trim() ? Number(part) : NaN));
        const inside = lat >= south && lat <= north && lon >= west && lon <= east;
        return inside && zoom >= map.getMinZoom() - 3 && zoom <= map.getMaxZoom() && !more.length
          ? [lat, lon, zoom] : undefined;
      },
    });
    state.watch("view", (view) => {
      if (!view || String(view) === String(now())) return;
      geozone.chosen = true;
      map.setView(view.slice(0, 2), view[2], { animate: false });
    });
    map.on("moveend", () => state.set("view", geozone.chosen ? now() : null));
    return now;
  }

  function start(id, options) {
    geozone.data = JSON.parse(document.getElementById("study").textContent);
    const { data } = geozone;
    document.documentElement.lang = data.lang;
    if (data.dir) document.documentElement.dir = data.dir;
    heading(document.getElementById("heading"));
    const state = geozone.store();
    const map = leaflet(id, options);
    map.getContainer().setAttribute("aria-label", fill(data.words.mapLabel, { title: data.title }));
    fit(map);
    home(map);
    credit(map);
    const renderers = geozone.base.panes(map);
    geozone.base.draw(map, renderers);

    const overlays = geozone.overlays.setUp(map, renderers, (overlay) => card.show(overlay));
    const zones = geozone.zones.setUp(map, renderers, state, (hits) => card.show(hits[0], hits.slice(1)));
    const places = geozone.places.setUp(map, renderers, (place) => card.show(place));
    const crowd = geozone.crowd.setUp(map, renderers, (place) => card.show(place));
    const card = geozone.card(document.getElementById("stage"), {
      onShow: (what) => {
        zones.highlight(what.swatch ? what.id : null);
        places.showWay(what.verdicts ? what : null);
        names.place();
      },
      onClose: () => {
        zones.highlight(null);
        places.showWay(null);
        names.place();
      },
    });

    geozone.map = map;
    geozone.zonesAt = (latlng) => zones.under(latlng, null);

    function show(what, from, bounds) {
      card.show(what, [], from);
      if (!bounds) return;
      document.getElementById("stage").scrollIntoView({ block: "start" });
      map.flyToBounds(bounds, flight(map));
    }

    function openZone(zone, from) {
      zones.turn(zone.proposal, true);
      show(zone, from, zones.bounds(zone.id));
    }

    function openPlace(place, from) {
      const reach = L.latLngBounds([place.at, place.nearest ?? place.at]).pad(0.5);
      show(place, from, place.onMap ? reach : null);
    }

    const open = {
      overlay: (overlay, from) => card.show(overlay, [], from), zone: openZone, place: openPlace,
      listed: (proposal, from) => card.show(proposal, [], from),
    };
    geozone.panel(document.getElementById("panel"), { map, renderers, state, zones, overlays, places, crowd, card, open }, open);

    // Tiles have names of countries and rivers themselves.
    const ground = data.tiles ? [] : [...countryLabels(), ...labelsAlong("river", data.base.rivers)];
    const names = geozone.labels(map, map.getPane("labels"), [
      ...labelsAlong("line", data.base.named),
      ...ground.filter(({ kind }) => kind !== "river"), ...places.labels, ...zoneLabels(map, zones),
      ...ground.filter(({ kind }) => kind === "river"),
      ...overlays.labels, ...places.listed, ...places.towns,
    ]);
    names.place();
    map.on("geozone:layers", names.place);
    window.addEventListener("resize", () => refit(map));
    map.on("dragstart zoomstart", () => { geozone.chosen ||= !geozone.fitting; });
    geozone.share.copier(map, state, keepView(map, state));
    document.getElementById("stage").after(geozone.print.caption(map, zones));
    document.getElementById("page").append(geozone.share.strip());
    state.begin();
    refit(map); // the size of a map in a frame may have changed meanwhile
    window.matchMedia("print").addEventListener("change", ({ matches }) => {
      map.invalidateSize({ animate: false });
      if (matches) fit(map);
    });
    document.documentElement.classList.add("ready");
    return map;
  }

  Object.assign(geozone, { start, corner });
})((window.geozone ??= {}));
