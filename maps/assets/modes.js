// What the reader does with the proposals: one tab each, beside or under the map.
(function (geozone) {
  "use strict";

  const { make } = geozone;

  /**
   * Tabs by the pattern of WAI-ARIA; arrow keys choose at once. A mode is {id, title, content, enter(),
   * leave()}; `state` keeps the chosen one under the key "mode".
   */
  function modes(host, list, state) {
    const tabs = list.map((mode) => make("button", {
      type: "button", role: "tab", id: `mode-${mode.id}`, class: "tab", "aria-controls": `panel-${mode.id}`,
      onclick: () => state.set("mode", mode.id), onkeydown: (event) => step(event),
    }, mode.title));
    const panels = list.map((mode) => make("div", {
      role: "tabpanel", id: `panel-${mode.id}`, class: "mode", "aria-labelledby": `mode-${mode.id}`, hidden: true,
    }, mode.content));
    let current = null;

    function step(event) {
      const from = list.findIndex(({ id }) => id === state.get("mode"));
      const rtl = getComputedStyle(host).direction === "rtl";
      const by = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
      const to = { Home: 0, End: list.length - 1 }[event.key] ?? (by && (from + by + list.length) % list.length);
      if (to === undefined) return;
      event.preventDefault();
      state.set("mode", list[to].id);
      tabs[to].focus();
    }

    host.append(
      make("div", { role: "tablist", class: "tabs", "aria-label": geozone.data.words.modes,
        hidden: list.length < 2 }, tabs), ...panels);
    state.watch("mode", (id) => {
      const mode = list.find((each) => each.id === id);
      if (current === mode) return;
      current?.leave?.();
      current = mode;
      list.forEach((each, nth) => {
        const on = each === mode;
        tabs[nth].setAttribute("aria-selected", String(on));
        tabs[nth].tabIndex = on ? 0 : -1;
        panels[nth].hidden = !on;
      });
      mode.enter?.();
    });
  }

  geozone.modes = modes;
})((window.geozone ??= {}));
