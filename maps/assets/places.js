// The scenario's places and, more quietly, the towns around them.
(function (geozone) {
  "use strict";

  const { said, tooltip } = geozone;

  function setUp(map, renderers, open) {
    const { data } = geozone;
    const labels = [];
    const listed = []; // places of a user's list, which are named if there is room
    let foot = null;
    let marked = null;

    for (const place of data.places.filter(({ onMap }) => onMap)) {
      const dot = L.circleMarker(place.at, {
        ...data.style[place.listed ? "listed" : "place"], pane: "places", renderer: renderers.places, bubblingMouseEvents: false,
      });
      tooltip(dot, place.tip, { offset: [0, -6] });
      dot.addTo(map);
      dot.on("click", () => open(place));
      (place.listed ? listed : labels).push({
        text: place.name, kind: place.listed ? "listed" : "place", at: [place.at], reach: 7,
        shown: () => true, open: () => open(place),
      });
    }
    const towns = data.towns.map((town) => {
      const dot = L.circleMarker(town.at, {
        ...data.style.town, pane: "towns", renderer: renderers.towns, interactive: false,
      }).addTo(map);
      return {
        text: town.name, kind: "town", at: [town.at], reach: 5, gap: 5, shown: () => marked?.at !== town.at,
        dot: (on) => dot.setStyle({ opacity: on ? 1 : 0, fillOpacity: on ? 1 : 0 }),
      };
    });

    /** Draw the shortest line to the border while the card of a place is open. */
    function showWay(place) {
      foot?.remove();
      foot = null;
      marked = place?.marked ? place : null;
      if (!place?.onMap) return;
      foot = L.layerGroup().addTo(map);
      if (place.nearest) {
        foot.addLayer(L.polyline([place.at, place.nearest], {
          ...data.style.way, pane: "measured", renderer: renderers.measured, interactive: false,
        }));
      }
      if (!marked) return;
      // Mark and name a town that was searched for: its label may have had no room.
      foot.addLayer(L.circleMarker(place.at, {
        ...data.style.place, pane: "places", renderer: renderers.places, interactive: false,
      }).bindTooltip(() => said(place.name), { permanent: true, direction: "top", className: "tip over-map", offset: [0, -6] }));
    }

    return { labels, listed, towns, showWay };
  }

  geozone.places = { setUp };
})((window.geozone ??= {}));
