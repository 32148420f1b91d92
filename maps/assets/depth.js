// A depth of the reader's own choice: its outline, and which listed places lie inside.
(function (geozone) {
  "use strict";

  const { make, makeSvg, phrase, said, fill, shapes, tooltip } = geozone;
  const REST_MS = 700; // after so long a movement has ended, and screen readers are told
  const NARROW_PX = 500; // on a map of this width dots are smaller
  const SMALLER = 0.78;
  const of = (term, text) => fill(geozone.data.words.colon, { term, text });

  /** Draw one slider on the map: the outline, the zones that have the depth, and the places. */
  function drawing(map, renderers, slider) {
    const { style, scale } = geozone.data;
    const quiet = { pane: "depth", renderer: renderers.depth, interactive: false, smoothFactor: 0.5 };
    const casing = L.polyline([], { ...quiet, ...style.depthCasing });
    const outline = L.polyline([], { ...quiet, ...style.depth });
    const group = L.layerGroup([casing, outline]);
    const small = map.getSize().x < NARROW_PX ? SMALLER : 1;
    const dots = slider.places.map((place) => {
      const listed = !place.isOurs; // the scenario's own places have a mark and open a card already
      const look = (inside) => {
        const kind = style[inside ? "reached" : "farther"];
        return { ...kind, radius: kind.radius * small + (listed ? 0 : 0.8) };
      };
      const dot = L.circleMarker(place.at, {
        pane: "reached", renderer: renderers.reached, ...look(false), interactive: listed,
      });
      if (listed) tooltip(dot, place.tip, { offset: [0, -6] });
      group.addLayer(dot);
      return { dot, look, from: place.from ?? Infinity, inside: false };
    });
    let own = null;

    function zonesOf(stop) {
      stop.layer ??= L.layerGroup((stop.zones ?? []).map((id) => {
        const zone = geozone.data.zones.find((each) => each.id === id);
        const { colour, dash } = geozone.data.proposals.find((each) => each.id === zone.proposal);
        return L.polygon(zone.drawn, { ...quiet, ...style.depthOwn, color: colour, fillColor: colour, dashArray: dash });
      }));
      return stop.layer;
    }

    function show(nth) {
      const stop = slider.stops[nth];
      stop.drawn ??= shapes.lines(stop.shape, scale);
      casing.setLatLngs(stop.drawn);
      outline.setLatLngs(stop.drawn);
      own?.remove();
      own = stop.zones && map.hasLayer(group) ? zonesOf(stop).addTo(map) : null;
      if (own) for (const line of [casing, outline]) line.bringToFront();
      for (const place of dots) {
        const inside = nth >= place.from;
        if (inside === place.inside) continue;
        place.inside = inside;
        place.dot.setStyle(place.look(inside));
      }
    }

    function hide() {
      own?.remove();
      own = null;
      group.remove();
    }

    return { show, hide, begin: () => group.addTo(map) };
  }

  const dotOf = (look) => geozone.svg(makeSvg("circle", { cx: 15, cy: 9, r: look.radius, fill: look.fillColor,
    stroke: look.color, "stroke-width": look.weight }));

  /** The colours of the proposals that have a depth, as a mark. */
  function coloursOf(stop) {
    const { zones, proposals } = geozone.data;
    const ids = stop.zones.map((id) => zones.find((zone) => zone.id === id).proposal);
    return [...new Set(ids.map((id) => proposals.find((each) => each.id === id).colour))];
  }

  const coloured = (stop) => coloursOf(stop).map((colour) => {
    const piece = make("i");
    piece.style.background = colour;
    return piece;
  });

  /** The slider with the depths that proposals name, and with some numbers below it. */
  function scaleOf(slider, choose) {
    const { stops, deepest } = slider;
    const { placed } = geozone.stops;
    const moved = geozone.stops.slider({
      values: stops.map(({ km }) => km), label: geozone.data.words.depthLabel, choose,
    });
    const ticks = stops.filter(({ zones }) => zones).map((stop) =>
      placed(make("span", { class: "depth-tick" }, coloured(stop)), stop.km / deepest));
    const marks = slider.marks.map(([km, text]) => placed(make("span", { class: "depth-mark" }, phrase(text)), km / deepest));
    const element = make("div", {}, moved.input, make("div", { class: "depth-ticks", "aria-hidden": "true" }, ticks),
      make("div", { class: "depth-marks", "aria-hidden": "true" }, marks));
    return { element, show: moved.show };
  }

  /** The controls beside the map for one line and side. */
  function controls(slider, choose, open) {
    const { data } = geozone;
    const { words } = data;
    const depth = make("p", { class: "depth-now" });
    const count = make("p", { class: "depth-count" });
    const last = make("p", { class: "depth-last", dir: geozone.flow() });
    const scale = scaleOf(slider, choose);
    const marked = slider.stops.flatMap((stop, nth) => (stop.zones ? [{ stop, nth }] : []));
    const buttons = marked.map(({ stop, nth }) => make("button", { type: "button", class: "depth-said", onclick: () => choose(nth) },
      make("span", { class: "depth-colours", "aria-hidden": "true" }, coloured(stop)), phrase(stop.said)));
    const whose = make("div", { class: "depth-whose" });
    const element = make("div", {}, make("div", { class: "depth-readout" }, depth, count), scale.element, last,
      make("p", { class: "fine depth-buttons-title", id: "depth-marks-title" }, words.depthMarks),
      make("div", { class: "depth-buttons", role: "group", "aria-labelledby": "depth-marks-title" }, buttons), whose,
      make("ul", { class: "key depth-key" },
        make("li", {}, dotOf(data.style.reached), words.depthKey), make("li", {}, dotOf(data.style.farther), words.depthKeyOut)),
      make("p", { class: "fine", dir: geozone.flow() }, slider.note));

    function zonesOf(stop) {
      if (!stop.zones) return [];
      const zones = stop.zones.map((id) => data.zones.find((zone) => zone.id === id));
      return [make("p", { class: "fine" }, words.depthWhose),
        make("ul", {}, zones.map((zone) => make("li", {},
          geozone.opener([geozone.swatch(zone.id), said(zone.title)], (from) => open.zone(zone, from)))))];
    }

    function show(nth) {
      const stop = slider.stops[nth];
      depth.textContent = stop.depth;
      count.textContent = stop.count;
      last.textContent = stop.last;
      scale.show(nth, of(stop.depth, stop.count));
      marked.forEach((each, i) => buttons[i].setAttribute("aria-pressed", String(each.nth === nth)));
      whose.replaceChildren(...zonesOf(stop));
    }

    /** The state of the slider in one sentence, for screen readers. */
    function told(nth) {
      const stop = slider.stops[nth];
      const titles = (stop.zones ?? []).map((id) => data.zones.find((zone) => zone.id === id).title);
      const whole = [`${of(stop.depth, stop.count)}.`, stop.last];
      if (titles.length) whole.push(`${of(words.depthWhose, titles.join(words.comma))}.`);
      return whole.join(" ");
    }

    return { element, show, told };
  }

  /** The state as "32" or "32,1": the depth in km, and the number of the slider unless it is 0. */
  function declare(state, sliders) {
    state.declare("depth", {
      initial: [0, sliders[0].start],
      encode: ([which, nth]) => [sliders[which].stops[nth].km, ...(which ? [which] : [])].join(","),
      decode: (text) => {
        const found = /^(\d{1,3}(?:\.\d{1,9})?)(?:,(\d{1,2}))?$/.exec(text);
        const which = Number(found?.[2] ?? 0);
        const nth = sliders[which]?.stops.findIndex(({ km }) => Math.abs(km - Number(found?.[1])) < 1e-6) ?? -1;
        return nth < 0 ? undefined : [which, nth];
      },
    });
  }

  function depthMode({ map, renderers, state, open }) {
    const sliders = geozone.data.depth;
    const { words } = geozone.data;
    if (!sliders.length) return null;
    declare(state, sliders);
    const choose = (which) => (nth) => state.set("depth", [which, nth]);
    const parts = sliders.map((slider, which) => ({
      map: drawing(map, renderers, slider), controls: controls(slider, choose(which), open),
    }));
    const select = make("select", { id: "depth-side", onchange: () => choose(select.selectedIndex)(sliders[select.selectedIndex].start) },
      sliders.map(({ title }) => make("option", { dir: geozone.flow() }, title)));
    const live = make("p", { class: "unseen", "aria-live": "polite" });
    let on = false;
    let shown = null;
    let timer = null;

    function draw([which, nth], told) {
      const part = parts[which];
      if (shown !== part) {
        shown?.map.hide();
        parts.forEach((each) => { each.controls.element.hidden = each !== part; });
        select.selectedIndex = which;
        shown = part;
        if (on) part.map.begin();
      }
      part.controls.show(nth);
      if (!on) return;
      part.map.show(nth);
      clearTimeout(timer);
      if (told) timer = setTimeout(() => { live.textContent = part.controls.told(nth); }, REST_MS);
    }

    state.watch("depth", (value) => draw(value, true));
    return {
      id: "depth", title: words.depth,
      content: [
        make("label", { class: "depth-choice", for: "depth-side", hidden: sliders.length < 2 }, words.depthSide, select),
        parts.map(({ controls: { element } }) => element), live,
      ],
      enter() {
        on = true;
        map.getContainer().classList.add("looks-depth");
        shown.map.begin();
        draw(state.get("depth"), false);
      },
      leave() {
        on = false;
        clearTimeout(timer);
        live.textContent = "";
        map.getContainer().classList.remove("looks-depth");
        shown.map.hide();
      },
    };
  }

  geozone.features.depth = depthMode;
})((window.geozone ??= {}));
