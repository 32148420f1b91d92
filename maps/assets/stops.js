// A slider that stops at given values only, wherever they stand on its line.
(function (geozone) {
  "use strict";

  const { make } = geozone;
  const PAGE_STOPS = 5;

  /** Place an element below a position (0 to 1) of a slider's thumb. */
  function placed(element, part) {
    element.style.setProperty("--at", part.toFixed(5));
    return element;
  }

  /**
   * A slider that stops at given values, which ascend. `choose(nth)` is called when the reader moves it;
   * show(nth, text) moves it, and screen readers read the text; `label` is its name.
   */
  function slider({ values, label, choose }) {
    const last = values.length - 1;
    const [low, high] = [values[0], values[last]];
    let at = 0;
    let held = false;
    const within = (nth) => Math.min(Math.max(nth, 0), last);
    const nearest = (wanted) => values.reduce((best, value, nth) =>
      (Math.abs(value - wanted) < Math.abs(values[best] - wanted) ? nth : best), 0);

    function moved() {
      const value = Number(input.value);
      let to = nearest(value);
      // Voice and switch control move a slider by its smallest step: that means the next stop.
      if (!held && to === at) to = within(at + Math.sign(value - values[at]));
      choose(to);
      input.value = values[at];
    }

    function key(event) {
      const ahead = getComputedStyle(input).direction === "rtl" ? -1 : 1;
      const by = { ArrowRight: ahead, ArrowLeft: -ahead, ArrowUp: 1, ArrowDown: -1, PageUp: PAGE_STOPS, PageDown: -PAGE_STOPS,
        Home: -values.length, End: values.length }[event.key];
      if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      choose(within(at + by));
    }

    const release = () => { held = false; };
    const input = make("input", {
      type: "range", class: "stops-range", min: low, max: high, step: "any", "aria-label": label,
      oninput: moved, onkeydown: key, onpointerdown: () => { held = true; }, onpointerup: release, onpointercancel: release,
    });

    function show(nth, text) {
      at = nth;
      input.value = values[nth];
      placed(input, (values[nth] - low) / (high - low));
      input.setAttribute("aria-valuetext", text);
    }

    return { input, show };
  }

  geozone.stops = { slider, placed };
})((window.geozone ??= {}));
