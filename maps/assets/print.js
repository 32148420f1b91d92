// What stands under the map on the first printed page, so that it can stand alone.
(function (geozone) {
  "use strict";

  const { make, said, told } = geozone;

  /** The caption of a print: key, note on borders, data. It is updated when proposals are switched. */
  function caption(map, zones) {
    const { data } = geozone;
    const signs = make("ul", { class: "print-key" });

    function refresh() {
      const shown = data.proposals.filter(({ id }) => zones.isOn(id));
      signs.replaceChildren(...shown.map((proposal) => make("li", {},
        geozone.sample(proposal, data.zones.find((zone) => zone.proposal === proposal.id)), said(proposal.title))));
    }

    map.on("geozone:layers", refresh);
    refresh();
    return make("div", { id: "printed" }, signs,
      told("p", {}, data.boundaryNote),
      make("p", { dir: data.computedIn ? "auto" : geozone.flow(), lang: data.computedIn }, data.attributions.slice(0, -1).join(" · ")));
  }

  geozone.print = { caption };
})((window.geozone ??= {}));
