// Two zones at a time: choose any two, see what only one has and what both have, or swipe between them.
(function (geozone) {
  "use strict";

  const { make, makeSvg, phrase, said, fill, isTurned, svg, table, figure } = geozone;
  const VIEWS = ["difference", "swipe"];
  const NAMES_AT_MOST = 300; // names in the panel for one part
  const DIGIT = 4; // places in one hexadecimal digit: a bit each

  /** The listed places in a zone, decoded from one bit for each place. */
  function inside(zoneId) {
    const { zones, listed, names } = geozone.data.pair;
    const bits = listed[zones.indexOf(zoneId)];
    return names.map((_, i) => (parseInt(bits[Math.floor(i / DIGIT)], 16) >> (DIGIT - 1 - (i % DIGIT))) & 1);
  }

  /** The study's figures of two zones, in either order. */
  function figures(a, b) {
    const { zones, pairs } = geozone.data.pair;
    const [i, j] = [zones.indexOf(a), zones.indexOf(b)];
    const [, , areas, counts, shares] = pairs.find(([x, y]) => (x === i && y === j) || (x === j && y === i));
    if (i < j) return { areas, counts, shares };
    const turned = ([both, first, second]) => [both, second, first];
    return { areas: turned(areas), counts: turned(counts), shares: [...shares].reverse() };
  }

  /** The state: two ids, the view, and the percent of the width for the first zone: "a~b~swipe~50". */
  function declare(state) {
    const { zones, first } = geozone.data.pair;
    state.declare("pair", {
      initial: [...first, "difference", 50],
      encode: (value) => value.join("~"),
      decode: (text) => {
        const [a, b, view = "difference", percent = "50", ...more] = text.split("~");
        const share = /^\d{1,3}(\.\d)?$/.test(percent) ? Number(percent) : NaN;
        const meant = zones.includes(a) && zones.includes(b) && a !== b && VIEWS.includes(view) && share <= 100;
        return meant && !more.length ? [a, b, view, share] : undefined;
      },
    });
  }

  /** A list of zones, grouped by proposal; a proposal with one zone is no group. */
  function choice(id, label, act) {
    const { data } = geozone;
    const known = data.pair.zones.map((zone) => data.zones.find((each) => each.id === zone));
    const option = (zone) => make("option", { value: zone.id }, zone.title);
    const select = make("select", { id, onchange: () => act(select.value) },
      data.proposals.map((proposal) => {
        const own = known.filter((zone) => zone.proposal === proposal.id);
        return own.length > 1 ? make("optgroup", { label: proposal.title }, own.map(option)) : own.map(option);
      }));
    const mark = make("span", { class: "pair-mark", "aria-hidden": "true" });
    return { select, mark, row: make("div", { class: "pair-choice" }, mark, make("label", { for: id, class: "unseen" }, label), select) };
  }

  /** A sample of a part in the style of the map. */
  function mark(fillColour, stroke, dash) {
    return svg(makeSvg("rect", {
      x: 2, y: 3, width: 26, height: 12, fill: fillColour, "fill-opacity": fillColour.startsWith("url") ? 1 : 0.34,
      stroke, "stroke-width": stroke === "none" ? 0 : 2, ...(dash ? { "stroke-dasharray": dash } : {}),
    }));
  }

  /** The divider of the swipe: a slider for keyboards that can also be dragged. */
  function divider(host, slide) {
    const { words } = geozone.data;
    const names = ["first", "second"].map((which) => make("span", { class: `divider-name ${which} over-map` }));
    const grip = make("div", {
      class: "divider-grip over-map", role: "slider", tabindex: 0, "aria-label": words.pairSlider, "aria-orientation": "horizontal",
      "aria-valuemin": 0, "aria-valuemax": 100,
    }, makeSvg("svg", { width: 26, height: 18, viewBox: "0 0 26 18", "aria-hidden": "true" },
      makeSvg("path", { d: "M9 3L3 9L9 15M17 3L23 9L17 15", fill: "none", stroke: "currentColor", "stroke-width": 2 })));
    const hold = make("div", { class: "divider-hold" });
    const element = make("div", { class: "divider", hidden: true }, hold, names, grip);
    host.append(element);
    let now = 50;

    function at(event) {
      const { left, width } = host.getBoundingClientRect();
      const share = (100 * (event.clientX - left)) / width;
      const kept = Math.min(100, Math.max(0, isTurned() ? 100 - share : share));
      slide(Math.round(kept * 10) / 10);
    }

    for (const part of [hold, grip]) {
      part.addEventListener("pointerdown", (event) => {
        if (event.button) return;
        event.preventDefault(); // dragging must not select text
        part.setPointerCapture(event.pointerId);
        grip.focus({ preventScroll: true });
      });
      part.addEventListener("pointermove", (event) => {
        if (part.hasPointerCapture(event.pointerId)) at(event);
      });
    }
    grip.addEventListener("keydown", (event) => {
      const on = isTurned() ? -1 : 1;
      const by = { ArrowRight: on, ArrowLeft: -on, ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
      const to = { Home: 0, End: 100 }[event.key] ?? (by && Math.min(100, Math.max(0, Math.round(now) + by)));
      if (to === undefined) return;
      event.preventDefault();
      slide(to);
    });

    function show(share, titles, colours) {
      now = share;
      const from = isTurned() ? 100 - share : share;
      element.hidden = false;
      element.style.left = `${from}%`;
      names.forEach((name, i) => {
        name.replaceChildren(said(titles[i]));
        name.style.color = colours[i];
        const room = (i === 0 ? share : 100 - share) / 100;
        name.style.maxWidth = `calc(${(host.clientWidth * room).toFixed(0)}px - 40px)`;
        name.hidden = host.clientWidth * room < 90;
      });
      const percent = Math.round(share);
      grip.setAttribute("aria-valuenow", percent);
      grip.setAttribute("aria-valuetext",
        fill(words.pairSlid, { a: percent, first: titles[0], b: 100 - percent, second: titles[1] }));
    }

    return { show, hide: () => { element.hidden = true; } };
  }

  /** The scenario's places by their verdicts in two zones, without those outside both. */
  function byVerdict(a, b) {
    const found = { both: [], first: [], second: [], close: [] };
    for (const place of geozone.data.places) {
      const [inA, inB] = [a, b].map(({ id }) => place.verdicts.find(({ zone }) => zone === id)?.verdict);
      if (!inA || !inB) continue; // areas drawn by others have no verdicts
      if (inA === "too-close" || inB === "too-close") found.close.push(place);
      else if (inA === "inside") (inB === "inside" ? found.both : found.first).push(place);
      else if (inB === "inside") found.second.push(place);
    }
    return found;
  }

  function nameList(names) {
    const { words } = geozone.data;
    const list = names.slice(0, NAMES_AT_MOST).map((name, i) => [i ? words.comma : "", said(name)]);
    const more = names.length - NAMES_AT_MOST;
    return make("p", { class: "pair-names" }, list, more > 0 ? ` ${fill(words.pairMore, { n: more })}` : null);
  }

  function placeList(places, open) {
    const { comma } = geozone.data.words;
    return make("p", { class: "pair-names" }, places.map((place, i) =>
      [i ? comma : "", geozone.opener(said(place.name), (from) => open(place, from))]));
  }

  /** The lists of places: the scenario's by their verdicts, then the listed ones. */
  function which(a, b, titles, open) {
    const { data } = geozone;
    const { words } = data;
    const [inA, inB] = [inside(a.id), inside(b.id)];
    const listed = (test) => data.pair.names.filter((_, i) => test(inA[i], inB[i]));
    const own = byVerdict(a, b);
    const parts = [
      [titles[0], own.first, listed((x, y) => x && !y)],
      [titles[1], own.both, listed((x, y) => x && y)],
      [titles[2], own.second, listed((x, y) => y && !x)],
      [words.pairTooClose, own.close, []],
    ].filter(([title, places]) => title !== words.pairTooClose || places.length);
    return parts.map(([title, places, names]) => make("div", { class: "pair-part" },
      make("h4", {}, phrase(title)),
      places.length ? [make("p", { class: "pair-kind" }, words.pairScenario), placeList(places, open)] : null,
      names.length ? [make("p", { class: "pair-kind" }, words.pairListed), nameList(names)] : null,
      places.length || names.length ? null : make("p", { class: "pair-names" }, words.pairNone)));
  }

  function pair(context) {
    const { data } = geozone;
    if (!data.pair) return null;
    const { state, zones, open } = context;
    const { words } = data;
    declare(state);
    const drawing = geozone.pairMap(context);
    const parts = divider(document.getElementById("stage"), (share) => {
      const [a, b, view] = state.get("pair");
      state.set("pair", [a, b, view, share]);
    });
    let active = false;
    let drawn = null;

    /** Choose a zone; if the other side has it already, the two sides are swapped. */
    function choose(nth, id) {
      const now = state.get("pair");
      const [a, b] = nth === 0 ? [id, now[1] === id ? now[0] : now[1]] : [now[0] === id ? now[1] : now[0], id];
      state.set("pair", [a, b, ...now.slice(2)]);
    }

    const choices = [
      choice("pair-first", words.pairFirst, (id) => choose(0, id)),
      choice("pair-second", words.pairSecond, (id) => choose(1, id)),
    ];
    const swap = make("button", {
      type: "button", class: "pair-swap", title: words.pairSwap, "aria-label": words.pairSwap,
      onclick: () => {
        const [a, b, ...rest] = state.get("pair");
        state.set("pair", [b, a, ...rest]);
      },
    }, makeSvg("svg", { width: 18, height: 18, viewBox: "0 0 18 18", "aria-hidden": "true" },
      makeSvg("path", { d: "M6 15V3M2.5 6.5L6 3L9.500 6.500M12 3V15M8.500 11.500L12 15L15.500 11.500", fill: "none",
        stroke: "currentColor", "stroke-width": 1.6 })));
    const views = VIEWS.map((view) => {
      const box = make("input", {
        type: "radio", name: "pair-view", id: `pair-${view}`,
        onchange: () => state.set("pair", [...state.get("pair").slice(0, 2), view, state.get("pair")[3]]),
      });
      const word = view === "swipe" ? words.pairSwipe : words.pairDifference;
      return { view, box, label: make("label", { for: box.id, class: "pair-view" }, box, make("span", {}, word)) };
    });
    const numbers = make("div", { class: "pair-figures" });
    const told = make("p", { class: "unseen", role: "status" });

    function describe(a, b) {
      const { areas, counts, shares } = figures(a.id, b.id);
      const [first, second] = drawing.colours(a, b);
      const titles = [fill(words.pairOnly, { zone: a.title }), words.pairBoth, fill(words.pairOnly, { zone: b.title })];
      const marks = [mark(first, "none"), mark("url(#pair-both)", "none"), mark(second, "none")];
      const rows = [1, 0, 2].map((at, nth) => make("tr", {},
        make("th", { scope: "row" }, make("div", { class: "with-swatch" }, marks[nth], phrase(titles[nth]))),
        figure(areas[at]), make("td", { class: "number" }, counts[at])));
      const sharing = fill(words.pairShares, { a: shares[0], first: a.title, b: shares[1], second: b.title });
      numbers.replaceChildren(
        table("figures", words.pair, [[words.pairPart], [words.area, "number"], [words.pairListed, "number"]], rows),
        make("p", { class: "fine", dir: geozone.flow() }, sharing),
        make("h3", {}, words.pairWhich), ...which(a, b, titles, open.place),
        make("p", { class: "fine" }, `${words.pairListedNote} ${words.pairHint}`));
      return [1, 0, 2].map((at, nth) =>
        fill(words.pairSaid, { part: titles[nth], area: areas[at][0], n: counts[at] })).join(" ");
    }

    function render([a, b, view, share]) {
      if (!active) return;
      const [first, second] = [a, b].map((id) => data.zones.find((zone) => zone.id === id));
      const colours = drawing.colours(first, second);
      const now = [a, b, view].join("~");
      if (now !== drawn) {
        choices.forEach(({ select, mark: spot }, i) => {
          select.value = [a, b][i];
          const { dash } = data.proposals.find(({ id }) => id === [first, second][i].proposal);
          spot.replaceChildren(mark(colours[i], colours[i], dash));
        });
        for (const each of views) each.box.checked = each.view === view;
        const text = describe(first, second);
        if (drawn !== null) told.replaceChildren(text);
        document.documentElement.classList.toggle("swiping", view === "swipe");
        drawing[view](first, second);
        parts.hide();
        drawn = now;
      }
      if (view !== "swipe") return;
      drawing.divide(share);
      parts.show(share, [first.title, second.title], colours);
    }

    state.watch("pair", render);
    context.map.on("resize", () => render(state.get("pair")));
    return {
      id: "pair", title: words.pair,
      content: [
        make("div", { class: "pair-choices" }, make("div", { class: "pair-selects" }, choices.map(({ row }) => row)), swap),
        make("div", { class: "pair-views", role: "radiogroup", "aria-label": words.pairView }, views.map(({ label }) => label)),
        told, numbers,
      ],
      enter() {
        active = true;
        zones.filter("pair", () => false);
        render(state.get("pair"));
      },
      leave() {
        active = false;
        drawn = null;
        drawing.clear();
        parts.hide();
        told.replaceChildren();
        document.documentElement.classList.remove("swiping");
        zones.filter("pair", null);
      },
    };
  }

  geozone.features.pair = pair;
})((window.geozone ??= {}));
