// The popup: one card for a zone, a place or a proposal without extent; Escape closes it.
(function (geozone) {
  "use strict";

  const { make, phrase, said, told, link } = geozone;

  function facts(rows) {
    return make("dl", { class: "facts" }, rows.map(([term, text, lang]) =>
      make("div", {}, make("dt", {}, term),
        lang ? told("dd", {}, { text, lang }) : make("dd", { dir: geozone.flow() }, phrase(text)))));
  }

  function notes(texts) {
    return texts.map((text) => told("p", { class: "note" }, text));
  }

  /** Sources as a list: title, publisher, date. */
  function sources(ids) {
    const { data } = geozone;
    if (!ids.length) return null;
    const items = ids.map((id) => data.sources.find((source) => source.id === id)).filter(Boolean);
    return [
      make("h3", {}, data.words.sources),
      make("ul", { class: "sources" }, items.map((source) =>
        make("li", { dir: geozone.flow() }, link(source.title, source.url), source.after))),
    ];
  }

  function zoneBody(zone) {
    return [facts(zone.rows), notes(zone.notes), sources(zone.sources)];
  }

  function verdicts(place) {
    const { data } = geozone;
    if (!place.verdicts.length) return null;
    const head = [data.words.zone, data.words.verdict, data.words.margin];
    return [
      make("h3", {}, data.words.verdicts),
      make("table", { class: "verdicts" },
        make("thead", {}, make("tr", {}, head.map((word, i) =>
          make("th", { scope: "col", class: i === 2 ? "number" : "" }, word)))),
        make("tbody", {}, place.verdicts.map(({ zone, verdict, word, margin }) => {
          const { title } = data.zones.find(({ id }) => id === zone);
          return make("tr", { class: `verdict-${verdict}` },
            make("th", { scope: "row", dir: geozone.flow() },
              make("div", { class: "with-swatch" }, geozone.swatch(zone), said(title))),
            make("td", {}, word), make("td", { class: "number" }, margin));
        }))),
      make("p", { class: "fine" }, data.words.marginNote),
    ];
  }

  function placeBody(place) {
    return [facts(place.rows), verdicts(place), notes(place.notes)];
  }

  /** The card itself: show(what, others, opener) and close(). */
  function card(host, { onShow, onClose }) {
    const { words } = geozone.data;
    let opener = null;
    let current = null;
    const heading = make("h2", { id: "card-title", dir: geozone.flow(), tabindex: -1 });
    const kicker = make("p", { class: "kicker" });
    // `tabindex` lets users of a keyboard scroll the card.
    const body = make("div", { class: "card-body", tabindex: 0, role: "group", "aria-labelledby": "card-title" });
    const closer = make("button", { type: "button", class: "card-close", onclick: () => close() },
      make("span", { "aria-hidden": "true" }, "×"), make("span", { class: "unseen" }, words.close));
    const element = make("section",
      { id: "card", role: "dialog", "aria-labelledby": "card-title", hidden: true },
      make("div", { class: "card-head" }, make("div", {}, kicker, heading), closer), body);
    host.append(element);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && current) close();
    });

    function show(what, others = [], from = null) {
      if (from) opener = from;
      current = what;
      kicker.replaceChildren(what.swatch ? geozone.swatch(what.id) : "", phrase(what.kicker));
      heading.replaceChildren(said(what.title));
      body.replaceChildren(
        ...[what.verdicts ? placeBody(what) : zoneBody(what), also(what, others)].flat(Infinity)
          .filter((part) => part != null));
      element.hidden = false;
      body.scrollTop = 0;
      onShow(what);
      heading.focus({ preventScroll: true });
    }

    function also(what, others) {
      if (!others.length) return null;
      const all = [what, ...others];
      return [
        make("h3", {}, words.alsoHere),
        make("ul", { class: "also" }, others.map((zone) => make("li", {}, make("button",
          { type: "button", onclick: () => show(zone, all.filter((other) => other !== zone)) },
          geozone.swatch(zone.id), said(zone.title))))),
      ];
    }

    function close() {
      element.hidden = true;
      current = null;
      onClose();
      const back = opener?.isConnected ? opener : document.querySelector(".folium-map");
      back.focus({ preventScroll: opener === null });
      opener = null;
    }

    return { show, close, isOpen: () => current !== null };
  }

  geozone.card = card;
})((window.geozone ??= {}));
