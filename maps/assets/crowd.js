// Thousands of places of a user's list: dots that find out for themselves which one is meant.
(function (geozone) {
  "use strict";

  const { make, said } = geozone;
  const REACH_PX = 8; // greatest distance of a click from the dot that it means
  const CELL_PX = 32; // side of the cells by which dots are found

  /** A dot's place for the card, without margins. */
  function placeOf(crowd, i, at) {
    const country = crowd.countries[crowd.country[i]];
    const verdicts = crowd.verdicts[crowd.verdict[i]];
    return {
      title: crowd.names[i], name: crowd.names[i], kicker: country, at, onMap: true, nearest: null,
      rows: [[crowd.rows.country, country], [crowd.rows.border, crowd.distances[i]]].filter(([, text]) => text),
      verdicts: verdicts.map((verdict, nth) => ({ zone: crowd.zones[nth], verdict, word: crowd.words[verdict], margin: "" })),
      notes: [crowd.note],
    };
  }

  function setUp(map, renderers, open) {
    const { crowd, scale, style } = geozone.data;
    if (!crowd) return null;
    const spots = geozone.shapes.line(crowd.at, scale);
    const pane = map.getPane("crowd");
    const renderer = crowd.canvas ? L.canvas({ pane: "crowd", padding: 0.2 }) : renderers.crowd;
    for (const at of spots) {
      L.circleMarker(at, { ...(crowd.canvas ? style.crowdOnCanvas : style.crowd), pane: "crowd", renderer, interactive: false }).addTo(map);
    }
    pane.classList.add("crowd");

    /** The dots by cells of the screen; made again at each zoom. */
    let cells = null;
    map.on("zoomend viewreset", () => { cells = null; });
    const key = (x, y) => `${Math.floor(x / CELL_PX)},${Math.floor(y / CELL_PX)}`;
    function squares() {
      if (cells) return cells;
      cells = new Map();
      spots.forEach((at, i) => {
        const { x, y } = map.project(at);
        const where = key(x, y);
        if (!cells.has(where)) cells.set(where, []);
        cells.get(where).push([i, x, y]);
      });
      return cells;
    }

    function nearest(event) {
      const at = map.project(map.mouseEventToLatLng(event));
      let best = null;
      let least = REACH_PX;
      for (const dx of [-CELL_PX, 0, CELL_PX]) {
        for (const dy of [-CELL_PX, 0, CELL_PX]) {
          for (const [i, x, y] of squares().get(key(at.x + dx, at.y + dy)) ?? []) {
            const away = Math.hypot(x - at.x, y - at.y);
            if (away < least) [best, least] = [i, away];
          }
        }
      }
      return best;
    }

    // Dots on a canvas get no events. So clicks are caught before shapes get them, and the dots under
    // the pointer are found by hand.
    const host = map.getContainer();
    const onMap = ({ target }) => !target.closest(".leaflet-control, .label, .leaflet-places-pane path");
    host.addEventListener("click", (event) => {
      const hit = onMap(event) && !map.dragging?.moved?.() ? nearest(event) : null;
      if (hit === null) return;
      event.stopPropagation();
      tip.remove();
      open(placeOf(crowd, hit, spots[hit]));
    }, true);
    const tip = L.tooltip({ direction: "top", className: "tip", offset: [0, -4] });
    let told = null;
    host.addEventListener("mousemove", (event) => {
      const hit = onMap(event) ? nearest(event) : null;
      host.classList.toggle("over-dot", hit !== null);
      if (hit === told) return;
      told = hit;
      if (hit === null) tip.remove();
      else tip.setLatLng(spots[hit]).setContent(make("span", {}, said(crowd.names[hit]))).addTo(map);
    });
    return { count: spots.length, place: (i) => placeOf(crowd, i, spots[i]) };
  }

  geozone.crowd = { setUp };
})((window.geozone ??= {}));
