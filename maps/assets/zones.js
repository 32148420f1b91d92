// The proposals: what is drawn of each, switched on and off as one, and what lies under a click.
(function (geozone) {
  "use strict";

  const { shapes, tooltip } = geozone;

  function look(proposal, zone) {
    const { style } = geozone.data;
    const base = zone.draw === "outline" ? style.outline : style.zone;
    return { ...base, color: proposal.colour, fillColor: proposal.colour, dashArray: proposal.dash };
  }

  /** A lozenge for a zone without an extent, sized in pixels. */
  const Lozenge = L.CircleMarker.extend({
    _updatePath() {
      const { x, y } = this._point;
      const r = this._radius;
      this._renderer._setPath(this, `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`);
    },
  });

  function drawZone(zone, proposal, renderers) {
    const options = { pane: "zones", renderer: renderers.zones, ...look(proposal, zone) };
    if (zone.point) {
      return new Lozenge(zone.point, {
        ...options, ...geozone.data.style.marker, pane: "places", renderer: renderers.places,
        radius: 9 + 5 * zone.nth, color: proposal.colour,
      });
    }
    zone.drawn = shapes.polygons(zone.shape, geozone.data.scale);
    return L.polygon(zone.drawn, { ...options, smoothFactor: 0.5 });
  }

  function setUp(map, renderers, state, open) {
    const { data } = geozone;
    declare(state);
    const groups = new Map();
    const layers = new Map();
    for (const proposal of data.proposals) groups.set(proposal.id, L.layerGroup());
    for (const band of data.bands) {
      const proposal = data.proposals.find(({ id }) => id === band.proposal);
      groups.get(band.proposal).addLayer(L.polygon(shapes.polygons(band.shape, data.scale), {
        ...data.style.band, fillColor: proposal.colour, interactive: false,
        pane: "zones", renderer: renderers.zones,
      }));
    }
    for (const zone of [...data.zones].sort((a, b) => b.rank - a.rank)) {
      const proposal = data.proposals.find(({ id }) => id === zone.proposal);
      const layer = drawZone(zone, proposal, renderers);
      tooltip(layer, zone.tip, { sticky: true, offset: [0, -8] });
      layer.on("click", (event) => {
        L.DomEvent.stopPropagation(event);
        open(under(event.latlng, zone), event.latlng);
      });
      groups.get(zone.proposal).addLayer(layer);
      layers.set(zone.id, layer);
    }

    const isOn = (id) => map.hasLayer(groups.get(id));
    function turn(id, on) {
      const chosen = new Set(state.get("on"));
      if (on) chosen.add(id);
      else chosen.delete(id);
      state.set("on", data.proposals.map((proposal) => proposal.id).filter((each) => chosen.has(each)));
    }

    const filters = new Map();

    /** Let a mode hide proposals, whatever is switched on: test(id), or null to end it. */
    function filter(name, test) {
      if (test) filters.set(name, test);
      else filters.delete(name);
      refresh();
    }

    function refresh() {
      const chosen = new Set(state.get("on"));
      const wanted = ({ id }) => chosen.has(id) && [...filters.values()].every((test) => test(id));
      const changed = data.proposals.filter((proposal) => wanted(proposal) !== isOn(proposal.id));
      for (const proposal of changed) {
        if (wanted(proposal)) groups.get(proposal.id).addTo(map);
        else groups.get(proposal.id).remove();
      }
      if (!changed.length) return;
      order();
      map.fire("geozone:layers");
    }

    /** Put the largest zone lowest, so that smaller zones can be clicked. */
    function order() {
      for (const zone of [...data.zones].sort((a, b) => b.rank - a.rank)) {
        if (isOn(zone.proposal)) layers.get(zone.id).bringToFront();
      }
    }

    let elsewhere = [];

    /** Zones that a mode draws itself, by id; labels and clicks work as for all others. */
    function stand(ids) {
      elsewhere = ids;
      map.fire("geozone:layers");
    }

    const shows = (zone) => isOn(zone.proposal) || elsewhere.includes(zone.id);

    /** Visible zones at a point, the one that was hit first. */
    function under(latlng, hit) {
      const covering = data.zones
        .filter((zone) => zone !== hit && zone.drawn && shows(zone))
        .filter((zone) => shapes.covers(zone.drawn, latlng))
        .sort((a, b) => a.rank - b.rank);
      return hit ? [hit, ...covering] : covering;
    }

    let lit = null;
    function highlight(id) {
      if (lit) layers.get(lit.id).setStyle(lit.style);
      lit = null;
      if (!id) return;
      const layer = layers.get(id);
      const { weight, fillOpacity, dashArray } = layer.options;
      lit = { id, style: { weight, fillOpacity, dashArray } };
      layer.setStyle({ weight: weight + 1.5, fillOpacity: fillOpacity ? 0.22 : 0 });
    }

    state.watch("on", refresh);
    return { isOn, turn, filter, stand, shows, under, highlight, bounds: (id) => boundsOf(layers.get(id)) };
  }

  /** The ids of the proposals that are switched on. */
  function declare(state) {
    const known = geozone.data.proposals;
    state.declare("on", {
      initial: known.filter(({ on }) => on).map(({ id }) => id),
      encode: (ids) => ids.join(","),
      decode: (text) => known.map(({ id }) => id).filter((id) => text.split(",").includes(id)),
    });
  }

  const boundsOf = (layer) => (layer.getBounds ? layer.getBounds() : layer.getLatLng().toBounds(60_000));

  geozone.zones = { setUp };
})((window.geozone ??= {}));
