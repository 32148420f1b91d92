// Everything beside the map: switches that are the legend too, tables, events, notes, sources.
(function (geozone) {
  "use strict";

  const { make, makeSvg, said, told, link, fill } = geozone;

  /** A sample of how a zone is drawn. */
  function swatch(zoneId) {
    const { data } = geozone;
    const zone = data.zones.find(({ id }) => id === zoneId);
    const proposal = data.proposals.find(({ id }) => id === zone.proposal);
    return sample(proposal, zone);
  }

  function sample(proposal, zone) {
    const { style } = geozone.data;
    const look = zone.draw === "outline" ? style.outline : style.zone;
    const mark = zone.point
      ? makeSvg("path", { d: "M15 2L22 9L15 16L8 9Z", fill: proposal.colour, "fill-opacity": 0.25 })
      : makeSvg("rect", { x: 2, y: 3, width: 26, height: 12, fill: proposal.colour,
        "fill-opacity": look.fillOpacity ? 0.2 : 0 });
    mark.setAttribute("stroke", proposal.colour);
    mark.setAttribute("stroke-width", 2);
    if (!zone.point) mark.setAttribute("stroke-dasharray", proposal.dash);
    return svg(mark);
  }

  const svg = (...marks) =>
    makeSvg("svg", { class: "swatch", width: 30, height: 18, viewBox: "0 0 30 18", "aria-hidden": "true" },
      ...marks);

  function section(id, title, ...content) {
    return make("section", { "aria-labelledby": `${id}-title`, id },
      make("h2", { id: `${id}-title` }, title), ...content);
  }

  // -- proposals: the switches are the legend too

  function switchOf(proposal, zones, state) {
    const { data } = geozone;
    const first = data.zones.find((zone) => zone.proposal === proposal.id);
    const box = make("input", {
      type: "checkbox", id: `layer-${proposal.nth}`,
      onchange: () => zones.turn(proposal.id, box.checked),
    });
    state.watch("on", (ids) => { box.checked = ids.includes(proposal.id); });
    return make("li", { class: proposal.variantOf ? "variant" : "" },
      make("label", { for: box.id }, box, sample(proposal, first),
        make("span", { class: "switch-text" },
          make("span", { class: "switch-title", dir: geozone.flow() }, said(proposal.title)),
          make("span", { class: "switch-meta", dir: geozone.flow() }, proposal.meta))));
  }

  /** The first mode: all proposals, each of which can be switched on or off. */
  function proposalsMode({ zones, state }) {
    const { data } = geozone;
    return { id: "proposals", title: data.words.proposals, content: [
      make("p", { class: "hint" }, data.words.proposalsHint),
      make("ul", { class: "switches" }, data.proposals.map((proposal) => switchOf(proposal, zones, state))),
    ] };
  }

  function lookSection(context) {
    const modes = [proposalsMode, ...Object.values(geozone.features)].map((mode) => mode(context)).filter(Boolean);
    context.state.declare("mode", {
      initial: "proposals", encode: (id) => id,
      decode: (text) => (modes.some(({ id }) => id === text) ? text : undefined),
    });
    const place = make("section", { id: "proposals", "aria-label": geozone.data.words.proposals });
    geozone.modes(place, modes, context.state);
    return place;
  }

  // -- overlays (drawn by others): the switches are the legend too

  function overlaysSection(overlays, openOverlay) {
    const { data } = geozone;
    if (!data.overlays.length) return null;
    return section("overlays", data.words.overlays,
      make("p", { class: "hint" }, data.words.overlaysHint),
      make("ul", { class: "switches" }, data.overlays.map((overlay) => {
        const box = make("input", {
          type: "checkbox", id: `shown-${overlay.nth}`, checked: true,
          onchange: () => overlays.turn(overlay.id, box.checked), "aria-labelledby": `shown-title-${overlay.nth}`,
        });
        return make("li", {}, make("div", { class: "switch" }, box, svg(...geozone.overlays.marks(overlay)),
          make("span", { class: "switch-text" },
            opener(make("span", { class: "switch-title", id: `shown-title-${overlay.nth}` }, said(overlay.title)),
              (from) => openOverlay(overlay, from)),
            make("span", { class: "switch-meta", dir: geozone.flow() }, overlay.meta))));
      })));
  }

  // -- key of the base map: only the classes that are on the map

  function stroke(style, extra = {}) {
    return makeSvg("line", {
      x1: 1, y1: 9, x2: 29, y2: 9, stroke: style.color, "stroke-width": style.weight,
      ...(style.dashArray ? { "stroke-dasharray": style.dashArray } : {}),
      ...(style.lineCap ? { "stroke-linecap": style.lineCap } : {}), ...extra,
    });
  }

  function dot(style) {
    return makeSvg("circle", { cx: 15, cy: 9, r: style.radius, fill: style.fillColor, stroke: style.color,
      "stroke-width": style.weight });
  }

  function keyMarks() {
    const { lines, style } = geozone.data;
    const dotted = lines.length && lines.every(({ named }) => named);
    return {
      measured: () => [stroke(style[dotted ? "measured-named" : "measured"])],
      border: () => [stroke(style.border)],
      named: () => [stroke(style.named)],
      river: () => [stroke({ ...style.river, weight: 2 })],
      place: () => [dot(style.place)],
      listed: () => [dot(style.listed)],
      town: () => [dot(style.town)],
      band: () => [makeSvg("rect", { x: 1, y: 3, width: 28, height: 12, fill: "#555", "fill-opacity": 0.28 })],
      outline: () => [makeSvg("rect", { x: 2, y: 3, width: 26, height: 12, fill: "none", stroke: "#555",
        "stroke-width": style.outline.weight, "stroke-dasharray": "5 3" })],
      disputed: () => [makeSvg("rect", { x: 1, y: 3, width: 28, height: 12, fill: "url(#hatch-0)",
        stroke: style.disputed.color })],
    };
  }

  function keySection() {
    const { data } = geozone;
    const marks = keyMarks();
    return section("key", data.words.key, make("ul", { class: "key" },
      data.key.map(({ mark, text }) => make("li", {}, svg(...marks[mark]()), make("span", { dir: geozone.flow() }, text)))));
  }

  // -- tables

  function table(kind, caption, head, rows) {
    return make("table", { class: kind },
      make("caption", { class: "unseen" }, caption),
      make("thead", {}, make("tr", {}, head.map(([word, type]) =>
        make("th", { scope: "col", class: type ?? "" }, word)))),
      make("tbody", {}, rows));
  }

  /** A table cell with a figure, and below it the figure in its other unit. */
  const figure = (units) =>
    make("td", { class: "number" }, units.map((text) => make("span", {}, text)));

  function opener(text, act) {
    const button = make("button", { type: "button", class: "opener", dir: geozone.flow(), onclick: () => act(button) },
      text);
    return button;
  }

  function zonesSection(openZone) {
    const { data } = geozone;
    const { words } = data;
    const rows = data.zones.map((zone) => make("tr", {},
      make("th", { scope: "row" }, opener([swatch(zone.id), said(zone.title)], (from) => openZone(zone, from))),
      [zone.depth, zone.length, zone.area].map((text) => figure(text))));
    return section("zones", words.zones,
      table("figures", words.zones,
        [[words.zone], [words.depth, "number"], [words.length, "number"], [words.area, "number"]], rows),
      make("p", { class: "fine" }, data.zonesNote));
  }

  function listedSection(openListed) {
    const { data } = geozone;
    if (!data.listed.length) return null;
    return section("listed", data.words.listed, make("ul", { class: "listed" },
      data.listed.map((proposal) => make("li", {},
        opener(said(proposal.title), (from) => openListed(proposal, from)),
        make("span", { class: "switch-meta", dir: geozone.flow() }, proposal.meta)))));
  }

  function chips(place) {
    const { data } = geozone;
    const main = new Set(data.proposals.filter(({ on }) => on).map(({ id }) => id));
    const shown = place.verdicts.filter(({ zone, verdict }) =>
      verdict !== "outside" && main.has(data.zones.find(({ id }) => id === zone).proposal));
    return shown.map(({ zone, verdict, word }) => {
      const { title, proposal } = data.zones.find(({ id }) => id === zone);
      const { colour } = data.proposals.find(({ id }) => id === proposal);
      const text = fill(data.words.colon, { term: title, text: word });
      return make("span", { class: "chip", title: text },
        makeSvg("svg", { width: 11, height: 11, viewBox: "0 0 11 11", "aria-hidden": "true" },
          makeSvg("circle", { cx: 5.5, cy: 5.5, r: 4, stroke: colour, "stroke-width": 2,
            fill: verdict === "inside" ? colour : "none" })),
        make("span", { class: "unseen" }, `${text}. `));
    });
  }

  function placesSection(openPlace) {
    const { data } = geozone;
    const { words } = data;
    if (!data.places.length) return null;
    const rows = data.places.map((place) => make("tr", {},
      make("th", { scope: "row" }, opener([said(place.name)], (from) => openPlace(place, from)),
        make("span", { class: "country", dir: geozone.flow() }, place.country)),
      figure(place.distance),
      make("td", {}, place.verdicts.length ? chips(place) : null)));
    return section("places", words.places,
      table("figures places", words.places,
        [[words.place], [words.toBorder, "number"], [words.inside]], rows),
      make("p", { class: "fine" }, data.placesNote));
  }

  // -- the other sections, in reading order

  function reference(ids) {
    const { data } = geozone;
    return ids.map((id) => {
      const nth = data.sources.findIndex((source) => source.id === id) + 1;
      return nth ? make("a", { class: "ref", href: `#source-${nth}`,
        "aria-label": fill(data.words.sourceNumber, { n: nth }) }, String(nth)) : null;
    });
  }

  function eventsSection() {
    const { data } = geozone;
    if (!data.events.length) return null;
    return section("events", data.words.events, make("ol", { class: "events" },
      data.events.map((event) => make("li", { class: event.planned ? "planned" : "" },
        make("time", { datetime: event.date }, event.when),
        make("div", { dir: geozone.flow() }, said(event.title), " ",
          event.planned ? make("span", { class: "tag" }, data.words.planned) : null,
          reference(event.sources))))));
  }

  function notesSection() {
    const { data } = geozone;
    return section("notes", data.words.notes,
      make("ul", { class: "notes" }, data.notes.map((note) => told("li", {}, note))));
  }

  function sourcesSection() {
    const { data } = geozone;
    return section("sources", data.words.sources, make("ol", { class: "sources" },
      data.sources.map((source, i) => make("li", { id: `source-${i + 1}`, dir: geozone.flow() },
        link(source.title, source.url), source.after))));
  }

  /** Attributions. All are in English except the last, which is about the page's own parts. */
  function attributions() {
    const { attributions: lines, computedIn } = geozone.data;
    return lines.map((text, i) => (computedIn && i < lines.length - 1 ? { text, lang: computedIn } : text));
  }

  function licencesSection() {
    const { data } = geozone;
    return section("licences", data.words.licences,
      make("ul", { class: "notes" }, geozone.attributions().map((line) => told("li", {}, line))));
  }

  function panel(host, context, open) {
    host.append(...[
      geozone.find(context, open), lookSection(context), overlaysSection(context.overlays, open.overlay), keySection(), zonesSection(open.zone),
      placesSection(open.place), listedSection(open.listed), eventsSection(), notesSection(), sourcesSection(),
      licencesSection(),
    ].filter(Boolean));
  }

  // Functions that make modes, in the order of their tabs. Each file of a mode adds one: context → mode or null.
  geozone.features = {};
  Object.assign(geozone, { swatch, sample, svg, section, table, figure, opener, attributions, panel });
})((window.geozone ??= {}));
