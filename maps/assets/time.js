// The time line: what was proposed, agreed or in force by a date, and what had happened.
(function (geozone) {
  "use strict";

  const { make, phrase, said, fill } = geozone;
  const REST_MS = 700;

  const titles = (events) => events.map(({ title }) => title).join(geozone.data.words.semicolon);

  /** The events of a moment; those that were only planned are marked. */
  function eventItems(moment, words) {
    return moment.events.map(({ title, planned }) => make("li", { class: planned ? "planned" : "" },
      make("div", { dir: geozone.flow() }, said(title), " ", planned ? make("span", { class: "tag" }, words.planned) : null)));
  }

  /** A proposal's name, its stage at the moment, and a bar of its stages. */
  function rowOf(row, nth, time, { state, open }) {
    const { data } = geozone;
    const { placed } = geozone.stops;
    const proposal = data.proposals.find(({ id }) => id === row.proposal);
    const zone = proposal && data.zones.find((each) => each.proposal === row.proposal);
    const stage = make("span", { class: "time-stage", dir: geozone.flow() });
    const colour = proposal?.colour ?? "#6f6a62";
    const bars = row.bars.map(({ status, from, sure, to }) => {
      const bar = placed(make("i", { class: `time-bar time-${status}` }), from);
      bar.style.setProperty("--to", to.toFixed(5));
      bar.style.setProperty("--sure", to > from ? ((sure - from) / (to - from)).toFixed(5) : "0");
      bar.style.setProperty("--colour", colour);
      return bar;
    });
    const from = (button) => (zone ? open.zone(zone, button) : open.listed(data.listed.find(({ id }) => id === row.proposal), button));
    const element = make("li", { class: "time-row" },
      make("div", { class: "time-head" }, proposal ? geozone.sample(proposal, zone) : geozone.svg(),
        make("span", { class: "time-title", dir: geozone.flow() }, geozone.opener(said(row.title), from)), stage),
      make("div", { class: "time-bars", "aria-hidden": "true" }, bars));

    function show(at) {
      const moment = time.moments[at];
      const text = moment.stages[nth];
      const hidden = zone && moment.shown[nth] && !state.get("on").includes(row.proposal);
      stage.textContent = hidden ? `${text} · ${data.words.timeSwitchedOff}` : text ?? data.words.timeNotYet;
      element.classList.toggle("time-hidden", Boolean(hidden));
      element.classList.toggle("time-off", !moment.shown[nth]);
      element.classList.toggle("time-new", text !== null && text !== (time.moments[at - 1]?.stages[nth] ?? null));
    }

    return { element, show };
  }

  /** The time line: the slider, a mark for each event, and the years. */
  function lineOf(time, choose) {
    const { placed } = geozone.stops;
    const moved = geozone.stops.slider({
      values: time.moments.map(({ at }) => at), label: geozone.data.words.timeLabel, choose,
    });
    const marks = time.moments.map((moment) => placed(make("i", {
      class: `time-mark${moment.events.length ? " time-event" : ""}${moment.planned ? " time-planned" : ""}` }), moment.at));
    const years = time.years.map(([at, text]) => placed(make("span", { class: "time-year" }, text), at));
    const element = make("div", { class: "time-line" }, moved.input,
      make("div", { class: "time-marks", "aria-hidden": "true" }, marks),
      make("div", { class: "time-years", "aria-hidden": "true" }, years));
    return { element, show: moved.show };
  }

  function timeMode({ zones, state, open }) {
    const { data } = geozone;
    const { time, words } = data;
    if (!time) return null;
    const { moments, rows } = time;
    state.declare("date", {
      initial: time.start,
      encode: (nth) => moments[nth].date,
      decode: (text) => {
        const nth = moments.findIndex(({ date }) => date === text);
        return nth < 0 ? undefined : nth;
      },
    });
    const choose = (nth) => state.set("date", nth);
    const step = (by, word, sign) => make("button", { type: "button", class: "time-step", "aria-label": word, title: word,
      onclick: () => choose(Math.min(Math.max(state.get("date") + by, 0), moments.length - 1)) },
    make("span", { "aria-hidden": "true" }, sign));
    const previous = step(-1, words.timePrevious, "‹");
    const next = step(1, words.timeNext, "›");
    const when = make("p", { class: "time-when" });
    const latest = make("ul", { class: "time-latest", hidden: !moments.some(({ events }) => events.length) });
    const earlier = make("ol", { class: "events" });
    const earlierTitle = make("p", { class: "fine" }, words.timeEarlier);
    const line = lineOf(time, choose);
    const parts = rows.map((row, nth) => rowOf(row, nth, time, { state, open }));
    const lanes = make("ul", { class: "time-rows" }, parts.map(({ element }) => element));
    const live = make("p", { class: "unseen", "aria-live": "polite" });
    let on = false;
    let timer = null;

    function show(nth) {
      const moment = moments[nth];
      when.replaceChildren(make("time", { datetime: moment.date }, phrase(moment.when)),
        ...(moment.planned ? [" ", make("span", { class: "tag" }, words.planned)] : []));
      latest.replaceChildren(...eventItems(moment, words));
      latest.classList.toggle("time-none", !moment.events.length);
      if (!moment.events.length) latest.append(make("li", {}, words.timeNoEvent));
      const before = moments.slice(0, nth).filter(({ events }) => events.length).reverse();
      earlier.replaceChildren(...before.map((each) => make("li", {},
        make("time", { datetime: each.date }, phrase(each.when)), make("ul", {}, eventItems(each, words)))));
      earlierTitle.hidden = !before.length;
      line.show(nth, [moment.when, titles(moment.events)].filter(Boolean).join(": "));
      geozone.stops.placed(lanes, moment.at);
      for (const part of parts) part.show(nth);
      previous.setAttribute("aria-disabled", String(nth === 0)); // `disabled` would take the focus away
      next.setAttribute("aria-disabled", String(nth === moments.length - 1));
    }

    /** The changes at a moment in one sentence. */
    function told(nth) {
      const moment = moments[nth];
      const changed = rows.flatMap(({ title }, i) =>
        (moment.stages[i] !== (moments[nth - 1]?.stages[i] ?? null) ? [fill(words.colon, { term: title, text: moment.stages[i] })] : []));
      const count = rows.filter(({ isDrawn }, i) => isDrawn && moment.shown[i]).length;
      return [moment.when, titles(moment.events), changed.join(words.semicolon), fill(words.timeShown, { n: count })]
        .filter(Boolean).join(". ");
    }

    function hide(nth) {
      const shown = new Set(rows.filter((_, i) => moments[nth].shown[i]).map(({ proposal }) => proposal));
      zones.filter("time", (id) => shown.has(id));
    }

    state.watch("date", (nth) => {
      show(nth);
      if (!on) return;
      hide(nth);
      clearTimeout(timer);
      timer = setTimeout(() => { live.textContent = told(nth); }, REST_MS);
    });
    state.watch("on", () => { for (const part of parts) part.show(state.get("date")); });
    return {
      id: "time", title: words.time,
      content: [
        make("div", { class: "time-readout" }, previous, when, next), line.element, latest, lanes,
        earlierTitle, earlier, make("p", { class: "fine" }, words.timeNote), live,
      ],
      enter() {
        on = true;
        hide(state.get("date"));
      },
      leave() {
        on = false;
        clearTimeout(timer);
        live.textContent = "";
        zones.filter("time", null);
      },
    };
  }

  geozone.features.time = timeMode;
})((window.geozone ??= {}));
