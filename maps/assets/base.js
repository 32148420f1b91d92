// The ground: land, lakes, rivers, borders, and the hatching of disputed areas.
(function (geozone) {
  "use strict";

  const { shapes, makeSvg } = geozone;
  const PANES = [
    ["ground", 210], ["water", 220], ["tiles", 225], ["borders", 230], ["disputed", 240],
    ["overlays", 300], ["zones", 410], ["pair-a", 414], ["pair-b", 416], ["depth", 420], ["measured", 430],
    ["towns", 440], ["crowd", 445], ["places", 450], ["reached", 455], ["labels", 610],
  ];

  /** Give each level its own SVG, so that the order of drawing does not depend on what is switched on. */
  function panes(map) {
    const renderers = {};
    for (const [name, level] of PANES) {
      const pane = map.createPane(name);
      pane.style.zIndex = level;
      if (name === "labels") pane.classList.add("leaflet-zoom-hide");
      else if (name !== "tiles") renderers[name] = L.svg({ pane: name, padding: 0.4 });
    }
    return renderers;
  }

  /** Make a hatch as a fill; its pattern stands in a small SVG of its own in the page. */
  function hatch(id, { color, gap = 7, line = 2, turn = 45 }) {
    const pattern = makeSvg("pattern",
      { id, width: gap, height: gap, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${turn})` },
      makeSvg("line", { x1: gap / 2, y1: 0, x2: gap / 2, y2: gap, stroke: color, "stroke-width": line }));
    document.body.append(makeSvg("svg",
      { width: 0, height: 0, class: "hatch", "aria-hidden": "true" }, makeSvg("defs", {}, pattern)));
    return `url(#${id})`;
  }

  function draw(map, renderers) {
    const { base, lines, scale, style } = geozone.data;
    const quiet = { interactive: false, smoothFactor: 0.8 };
    const add = (kind, shape, pane, look) =>
      L[kind](shape, { ...quiet, pane, renderer: renderers[pane], ...look }).addTo(map);

    const [west, south, east, north] = geozone.data.extent;
    add("rectangle", [[south, west], [north, east]], "ground", style.sea);
    for (const country of base.countries) {
      country.drawn = shapes.polygons(country.shape, scale);
      add("polygon", country.drawn, "ground", country.side ? style.side : style.land);
    }
    for (const lake of base.lakes) {
      add("polygon", shapes.polygons(lake.shape, scale), "water", style.lake);
    }
    for (const river of base.rivers) {
      river.drawn = shapes.lines(river.lines, scale);
      add("polyline", river.drawn, "water", style.river);
    }
    add("polyline", shapes.lines(base.coast, scale), "borders", style.coast);
    add("polyline", shapes.lines(base.borders, scale), "borders", style.border);
    for (const line of base.named) {
      line.drawn = shapes.lines(line.lines, scale);
      add("polyline", line.drawn, "borders", style.named);
    }
    base.overlaps.forEach((overlap, i) => {
      overlap.drawn = shapes.polygons(overlap.shape, scale);
      const fillColor = hatch(`hatch-${i}`, style.disputed);
      add("polygon", overlap.drawn, "disputed", { ...style.disputed, fillColor });
    });
    // Tiles lie over the base map, which stays visible where a tile does not load.
    const { tiles } = geozone.data;
    if (tiles) L.tileLayer(tiles.url, { pane: "tiles", maxNativeZoom: tiles.maxZoom, maxZoom: map.getMaxZoom() }).addTo(map);
    for (const line of lines) {
      const shape = shapes.lines(line.shape, scale);
      add("polyline", shape, "measured", style.casing);
      add("polyline", shape, "measured", style[line.named ? "measured-named" : "measured"]);
    }
  }

  geozone.base = { panes, draw, hatch };
})((window.geozone ??= {}));
