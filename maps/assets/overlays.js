// Layers that others drew, beneath the zones: lines and hatching, switched each by itself.
(function (geozone) {
  "use strict";

  const { shapes, tooltip, makeSvg } = geozone;

  function drawn(overlay, renderers, open) {
    const { scale, words } = geozone.data;
    const group = L.layerGroup();
    const look = { pane: "overlays", renderer: renderers.overlays, smoothFactor: 0.7 };
    const add = (layer, name) => {
      tooltip(layer, name || overlay.title, { sticky: true, offset: [0, -8] });
      layer.on("click", (event) => {
        L.DomEvent.stopPropagation(event);
        open(name ? { ...overlay, rows: [[words.name, name], ...overlay.rows] } : overlay);
      });
      group.addLayer(layer);
    };
    for (const { name, shape } of overlay.areas) {
      const { color, weight } = overlay.hatch;
      const fill = { color, weight, opacity: 0.9, fillColor: overlay.fill, fillOpacity: 0.75 };
      add(L.polygon(shapes.lines(shape, scale), { ...look, ...fill }), name);
    }
    for (const part of overlay.lines) {
      part.drawn = shapes.lines(part.shape, scale);
      add(L.polyline(part.drawn, { ...look, ...overlay.line }), part.name);
    }
    return group;
  }

  /** A sample for the list beside the map. */
  function marks(overlay) {
    const found = [];
    if (overlay.hatch) {
      found.push(makeSvg("rect", { x: 1, y: 2, width: 28, height: 14, fill: overlay.fill,
        stroke: overlay.hatch.color, "stroke-width": overlay.hatch.weight }));
    }
    if (overlay.line) {
      found.push(makeSvg("line", { x1: 1, y1: 9, x2: 29, y2: 9, stroke: overlay.line.color,
        "stroke-width": overlay.line.weight }));
    }
    return found;
  }

  function setUp(map, renderers, open) {
    const groups = new Map();
    // Areas are drawn first, so that roads lie above the land that they cross.
    const order = [...geozone.data.overlays].sort((a, b) => Boolean(b.hatch) - Boolean(a.hatch));
    for (const overlay of order) {
      if (overlay.hatch) overlay.fill = geozone.base.hatch(`${overlay.id}-hatch`, overlay.hatch);
      groups.set(overlay.id, drawn(overlay, renderers, open).addTo(map));
    }

    const isOn = (id) => map.hasLayer(groups.get(id));
    function turn(id, on) {
      groups.get(id).remove();
      // Add all layers again in their order: a layer that is switched on would otherwise lie on top.
      for (const { id: each } of order) {
        if (each !== id && isOn(each)) groups.get(each).remove().addTo(map);
        else if (each === id && on) groups.get(each).addTo(map);
      }
      map.fire("geozone:layers", { id, on });
    }

    /** Labels along lines, such as the number of a road. */
    const labels = order.flatMap((overlay) => overlay.lines.filter(({ name }) => name).map((part) => ({
      text: part.name, kind: "overlay", bend: 5, gap: 3, colour: overlay.line.color,
      line: part.drawn.map((line) => line.map((at) => L.latLng(at))), shown: () => isOn(overlay.id),
    })));
    return { isOn, turn, labels: labels.slice(0, geozone.data.style.overlayLabels) };
  }

  geozone.overlays = { setUp, marks };
})((window.geozone ??= {}));
