// Two zones on the map: their difference cut out of the outlines that the page has, or a swipe between them.
(function (geozone) {
  "use strict";

  const { makeSvg, tooltip, fill } = geozone;

  /** A polygon that reports its path in the map's pixels whenever Leaflet draws it again. */
  const Told = L.Polygon.extend({
    _updatePath() {
      L.Polygon.prototype._updatePath.call(this);
      this.options.told(this._path.getAttribute("d"), this._renderer._bounds);
    },
  });

  /** A clip path: an outline, or everything outside it. */
  function clip(id) {
    const path = makeSvg("path", { "clip-rule": "evenodd" });
    return { element: makeSvg("clipPath", { id }, path), path };
  }

  const frame = ({ min, max }) =>
    `M${min.x - 9} ${min.y - 9}H${max.x + 9}V${max.y + 9}H${min.x - 9}Z`;

  /** Stripes of two colours for the common part of two zones, so that it differs without colours too. */
  function stripes(id, { gap, line, turn }) {
    const strokes = [0.25, 0.75].map((at) => makeSvg("line",
      { x1: 2 * gap * at, y1: 0, x2: 2 * gap * at, y2: gap, "stroke-width": line }));
    const paper = makeSvg("rect", { width: 2 * gap, height: gap, fill: "#fff", "fill-opacity": 0.55 });
    const element = makeSvg("pattern", {
      id, width: 2 * gap, height: gap, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${turn})`,
    }, paper, ...strokes);
    return { element, colour: (colours) => strokes.forEach((stroke, i) => stroke.setAttribute("stroke", colours[i])) };
  }

  /**
   * Drawing of two zones. `colours(a, b)` gives their colours; `difference(a, b)` and `swipe(a, b)` draw
   * them; `part(share)` sets the share of the map's width that shows the first; `clear()` removes them.
   */
  function pairMap({ map, renderers, zones, card }) {
    const { data } = geozone;
    const { style } = data.pair;
    const shown = L.layerGroup().addTo(map);
    const clips = { inA: clip("pair-in-a"), inB: clip("pair-in-b"), notA: clip("pair-not-a"), notB: clip("pair-not-b") };
    const both = stripes("pair-both", style.stripes);
    document.body.append(makeSvg("svg", { width: 0, height: 0, class: "hatch", "aria-hidden": "true" },
      makeSvg("defs", {}, both.element, ...Object.values(clips).map(({ element }) => element))));
    let share = null; // percent of the width that shows the first zone; null without a swipe

    function colours(a, b) {
      const [first, second] = [a, b].map((zone) =>
        data.proposals.find(({ id }) => id === zone.proposal).colour);
      return [first, first === second ? style.second : second];
    }

    const dash = (zone) => data.proposals.find(({ id }) => id === zone.proposal).dash;

    /** A click opens the zone that was hit; the card lists others at that point. */
    function opens(layer, zone, others, tip) {
      tooltip(layer, tip, { sticky: true, offset: [0, -8] });
      layer.on("click", (event) => {
        L.DomEvent.stopPropagation(event);
        card.show(zone, others);
      });
    }

    function outline(zone, colour, pane, told = () => {}) {
      return new Told(zone.drawn, {
        ...style.outline, color: colour, dashArray: dash(zone), interactive: false, smoothFactor: 0.5,
        pane, renderer: renderers[pane], told,
      });
    }

    function part(zone, look, cut, hits, tip) {
      const layer = L.polygon(zone.drawn, {
        ...look, smoothFactor: 0.5, pane: "pair-a", renderer: renderers["pair-a"], bubblingMouseEvents: false,
      });
      layer.on("add", () => { if (cut) layer.getElement().setAttribute("clip-path", `url(#${cut})`); });
      opens(layer, hits[0], hits.slice(1), tip);
      return layer;
    }

    function difference(a, b) {
      clear();
      const [first, second] = colours(a, b);
      both.colour([first, second]);
      const { words } = data;
      const only = (zone) => fill(words.pairOnly, { zone: zone.title });
      const told = (inside, outside) => (path, bounds) => {
        inside.path.setAttribute("d", path);
        outside.path.setAttribute("d", frame(bounds) + (path === "M0 0" ? "" : path));
      };
      for (const layer of [
        part(a, { ...style.part, fillColor: first }, "pair-not-b", [a], only(a)),
        part(b, { ...style.part, fillColor: second }, "pair-not-a", [b], only(b)),
        part(a, { ...style.both, fillColor: "url(#pair-both)" }, "pair-in-b", [a, b], words.pairBoth),
        outline(a, first, "pair-a", told(clips.inA, clips.notA)),
        outline(b, second, "pair-a", told(clips.inB, clips.notB)),
      ]) shown.addLayer(layer);
      zones.stand([a.id, b.id]);
    }

    function swipe(a, b) {
      clear();
      const pairs = [[a, "pair-a"], [b, "pair-b"]];
      pairs.forEach(([zone, pane], i) => {
        const color = colours(a, b)[i];
        const layer = L.polygon(zone.drawn, {
          ...style.outline, ...style.part, stroke: true, fill: true, color, fillColor: color, dashArray: dash(zone), smoothFactor: 0.5,
          pane, renderer: renderers[pane], bubblingMouseEvents: false,
        });
        opens(layer, zone, [], zone.tip);
        shown.addLayer(layer);
      });
    }

    /** Cut the panes at the divider, in pixels of their common pane, which moves with the map. */
    function cut() {
      if (share === null) return;
      const { min, max } = L.bounds(
        map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(map.getSize()));
      const rtl = geozone.isTurned();
      const x = min.x + ((max.x - min.x) * (rtl ? 100 - share : share)) / 100;
      const inset = (left, right) => `inset(${min.y}px ${-right}px ${-max.y}px ${left}px)`;
      const [left, right] = [inset(min.x, x), inset(x, max.x)];
      map.getPane("pair-a").style.clipPath = rtl ? right : left;
      map.getPane("pair-b").style.clipPath = rtl ? left : right;
    }

    function divide(percent) {
      share = percent;
      cut();
    }

    function clear() {
      shown.clearLayers();
      share = null;
      for (const name of ["pair-a", "pair-b"]) map.getPane(name).style.clipPath = "";
      zones.stand([]);
    }

    map.on("move zoom zoomend viewreset resize", cut);
    return { colours, difference, swipe, divide, clear };
  }

  geozone.pairMap = pairMap;
})((window.geozone ??= {}));
