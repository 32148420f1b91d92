// A house's logo, and the names that it leaves out; in the page only if it has a house's style.
(function (geozone) {
  "use strict";

  const NAMES = new Set(["place", "listed", "town", "country", "side", "river"]);
  const { start, labels, make } = geozone;

  geozone.labels = (map, pane, wanted) => {
    const unnamed = new Set(geozone.data.house.unnamed);
    return labels(map, pane, wanted.filter(({ kind, text }) => !(NAMES.has(kind) && unnamed.has(text))));
  };

  geozone.start = (id, options) => {
    const map = start(id, options);
    const { logo } = geozone.data.house;
    if (logo) {
      document.getElementById("heading").prepend(
        make("img", { class: "house-logo", src: logo.src, alt: logo.alt }));
      map.invalidateSize({ animate: false });
    }
    return map;
  };
})((window.geozone ??= {}));
