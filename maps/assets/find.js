// A search box over the places and zones of the page, in any script and spelling.
(function (geozone) {
  "use strict";

  const { make, makeSvg, said, fill } = geozone;
  const ROWS_AT_MOST = 10;
  const ONE_SLIP_FROM = 4; // letters typed from which on one typing error is allowed
  const TWO_SLIPS_FROM = 8;
  const SAME = 0, BEGINS = 1, WORD = 2, WITHIN = 3, SLIPPED = 4;

  /** A town as a place for the card, unpacked from the data of the search. */
  function town(i) {
    const { data } = geozone;
    const { find, towns } = data;
    const [country, distance, nearest, letters, margins, source] = find.towns[i];
    const { name, at } = towns[i];
    const { rows } = find;
    return {
      name, title: name, kicker: country, country, at, nearest, onMap: true, marked: true, notes: [],
      rows: [
        [rows.border, distance && fill(find.ofPoint, { distance, uncertainty: find.uncertainty })],
        [rows.country, country], [rows.point, source],
      ].filter(([, text]) => text),
      verdicts: find.zones.map((zone, nth) => {
        const [verdict, word] = find.verdicts[letters[nth]];
        return { zone, verdict, word, margin: margins.length === 1 ? margins[0] : margins[nth] };
      }),
    };
  }

  /** All entries of the search with their spellings, the important ones first. */
  function entries(open, state, crowd) {
    const { data } = geozone;
    const { find, words } = data;
    const away = (distance) => (distance ? fill(words.findToBorder, { distance: distance.split(" (")[0] }) : "");
    const meta = (...parts) => parts.filter(Boolean).join(" · ");
    const openZone = (zone, from) => {
      state.set("mode", "proposals"); // other modes may hide the zone
      open.zone(zone, from);
    };
    return [
      ...data.places.map((place, i) => ({
        title: place.title, spellings: [place.title, place.name, ...place.title.split(" / "), ...find.places[i].split("|")],
        meta: meta(place.country, away(place.distance[0])), act: (from) => open.place(place, from), dot: true,
      })),
      ...data.zones.map((zone) => ({
        title: zone.title, spellings: [zone.title], meta: meta(words.zone, zone.depth[0]), act: (from) => openZone(zone, from), zone: zone.id,
      })),
      ...data.listed.map((proposal) => ({
        title: proposal.title, spellings: [proposal.title], meta: proposal.meta, act: (from) => open.listed(proposal, from),
      })),
      ...data.towns.map((each, i) => ({
        title: each.name, spellings: [each.name, ...find.towns[i][6].split("|")],
        meta: meta(words.findTown, find.towns[i][0], away(find.towns[i][1])), act: (from) => open.place(town(i), from), dot: true,
      })),
      // Thousands of names are not compared for typing errors: it would take too long at each letter.
      ...(data.crowd?.names ?? []).map((name, i) => ({
        title: name, spellings: [name], meta: meta(data.crowd.countries[data.crowd.country[i]], away(data.crowd.distances[i])),
        act: (from) => open.place(crowd.place(i), from), dot: true, isExact: data.crowd.canvas,
      })),
    ];
  }

  /** Add both search keys of every spelling; done at the first use of the box. */
  function keyed(list) {
    const { fold, loosen } = geozone.names;
    return list.map((entry) => ({
      ...entry,
      keys: entry.spellings.filter(Boolean).flatMap((spelling) => {
        const strict = fold(spelling);
        const loose = loosen(strict);
        return loose === strict ? [[strict, spelling]] : [[strict, spelling], [loose, spelling]];
      }).filter(([key]) => key),
    }));
  }

  function closeness(text, key) {
    if (key === text) return SAME;
    if (key.startsWith(text)) return BEGINS;
    if (key.includes(` ${text}`)) return WORD;
    return key.includes(text) ? WITHIN : Infinity;
  }

  function slipped(text, key) {
    const length = [...text].length;
    const most = length >= TWO_SLIPS_FROM ? 2 : length >= ONE_SLIP_FROM ? 1 : 0;
    return most ? SLIPPED + geozone.names.slips(text, key, most) : Infinity;
  }

  /** The entries that match a text, the likeliest first, each with the spelling that matched. */
  function matching(list, typed) {
    const { fold, loosen } = geozone.names;
    const strict = fold(typed);
    if (!strict) return [];
    const texts = [...new Set([strict, loosen(strict)])];
    const best = (entry, rank) => {
      let found = { rank: Infinity };
      for (const [key, spelling] of entry.keys) {
        for (const text of texts) {
          const here = rank(text, key);
          if (here < found.rank) found = { rank: here, spelling, entry };
        }
      }
      return found;
    };
    const near = list.map((entry) => best(entry, closeness));
    const all = near.map((found, i) => (found.rank < Infinity || list[i].isExact ? found : best(list[i], slipped)));
    return all.filter(({ rank }) => rank < Infinity).sort((a, b) => a.rank - b.rank).slice(0, ROWS_AT_MOST);
  }

  /** The spelling that matched, if the title does not contain it. */
  function also({ entry, spelling }) {
    const { fold } = geozone.names;
    if (fold(entry.title).includes(fold(spelling))) return null;
    return make("span", { class: "find-also", dir: geozone.flow() }, fill(geozone.data.words.findAlso, { name: spelling }));
  }

  function mark(entry) {
    if (entry.zone) return geozone.swatch(entry.zone);
    if (!entry.dot) return geozone.svg();
    return geozone.svg(makeSvg("circle", { cx: 15, cy: 9, r: 4, fill: "#1a1a1a" }));
  }

  function find({ state, crowd }, open) {
    const { words } = geozone.data;
    let known = null;
    let shown = [];
    let active = -1;
    const input = make("input", {
      id: "find", type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": "find-list", "aria-autocomplete": "list",
      "aria-label": words.find, placeholder: words.find, autocomplete: "off", autocapitalize: "none", spellcheck: "false",
      maxlength: 200, oninput: () => search(), onkeydown: (event) => keys(event), onclick: () => { if (list.hidden) search(); },
    });
    const clearer = make("button", {
      type: "button", class: "find-clear", "aria-label": words.findClear, title: words.findClear, hidden: true,
      onclick: () => { clear(); input.focus(); },
    }, make("span", { "aria-hidden": "true" }, "×"));
    const list = make("ul", { id: "find-list", role: "listbox", tabindex: -1, "aria-label": words.find, hidden: true });
    const nothing = make("p", { class: "find-nothing", hidden: true });
    const told = make("p", { class: "unseen", role: "status" });
    const glass = makeSvg("svg", { class: "find-glass", width: 18, height: 18, viewBox: "0 0 18 18", "aria-hidden": "true" },
      makeSvg("path", { d: "M12 12L16 16M7.500 2.500a5 5 0 1 1 0 10a5 5 0 1 1 0-10", fill: "none", stroke: "currentColor", "stroke-width": 1.7 }));
    const host = make("div", { class: "find", role: "search", onfocusout: (event) => {
      if (!host.contains(event.relatedTarget)) shut();
    } }, make("div", { class: "find-box" }, glass, input, clearer), list, nothing, told);

    /** Set the direction: that of the typed letters; in an empty box that of the page. */
    function showText() {
      clearer.hidden = !input.value;
      input.dir = input.value ? "auto" : "";
    }

    function shut() {
      list.hidden = true;
      nothing.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function clear() {
      input.value = "";
      showText();
      told.replaceChildren();
      shut();
    }

    function search() {
      known ??= keyed(entries(open, state, crowd));
      const typed = input.value.trim();
      showText();
      shut();
      shown = matching(known, typed);
      if (!geozone.names.fold(typed)) {
        told.replaceChildren();
        return;
      }
      if (!shown.length) {
        const text = `${fill(words.findNothing, { text: typed })} ${words.findScope}`;
        nothing.replaceChildren(geozone.phrase(text));
        nothing.hidden = false;
        told.replaceChildren(text);
        return;
      }
      told.replaceChildren(fill(words.findCount, { n: shown.length }));
      list.replaceChildren(...shown.map((found, i) => make("li", {
        role: "option", id: `find-${i}`, "aria-selected": "false",
        onpointerdown: (event) => event.preventDefault(), // so that the box keeps the focus
        onclick: () => choose(i),
      }, mark(found.entry), make("span", { class: "find-text" },
        make("span", { class: "find-title" }, said(found.entry.title)), " ", also(found),
        make("span", { class: "find-meta", dir: geozone.flow() }, found.entry.meta)))));
      list.hidden = false;
      list.scrollTop = 0;
      list.scrollIntoView({ block: "nearest" }); // the list may open below the window's edge
      input.setAttribute("aria-expanded", "true");
    }

    function point(to) {
      list.children[active]?.setAttribute("aria-selected", "false");
      active = to;
      if (to < 0) {
        input.removeAttribute("aria-activedescendant");
        return;
      }
      list.children[to].setAttribute("aria-selected", "true");
      list.children[to].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", `find-${to}`);
    }

    function choose(i) {
      const { entry } = shown[i];
      input.value = entry.title;
      showText();
      shut();
      told.replaceChildren();
      entry.act(input);
    }

    function keys(event) {
      if (event.isComposing) return;
      const isOpen = !list.hidden;
      if (event.key === "Escape" && (input.value || isOpen)) {
        event.stopPropagation(); // Escape must not close the card too
        clear();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!isOpen) search();
        if (list.hidden) return;
        const count = shown.length + 1; // the entries, and the box itself
        point(((active + 1 + (event.key === "ArrowDown" ? 1 : -1) + count) % count) - 1);
      } else if (event.key === "Enter" && isOpen) {
        event.preventDefault();
        choose(Math.max(active, 0));
      }
    }

    return host;
  }

  geozone.find = find;
})((window.geozone ??= {}));
