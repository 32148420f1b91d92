// Elements made from text. Nothing here or elsewhere in this folder parses a string as HTML:
// whatever a scenario says is shown as exactly those characters.
(function (geozone) {
  "use strict";

  /** An element with attributes and children; strings among the children become text nodes. */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (name === "class") element.className = value;
      else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value != null) element.setAttribute(name, String(value));
    }
    element.append(...children.flat(Infinity).filter((child) => child != null));
    return element;
  }

  /** The same for SVG. */
  function makeSvg(tag, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /** A name isolated so that its direction spoils nothing around it. */
  const isolated = (text) => make("bdi", {}, text);

  /** The same for the scenario's own words, with their language where the page has another. */
  const said = (text) => make("bdi", { lang: geozone.data.saidIn }, text);

  /** Whether the page runs from right to left. */
  const isTurned = () => geozone.data.dir === "rtl";

  /** Which way a text of the page runs: from left to right each may have its own. */
  const flow = () => geozone.data.dir ?? "auto";

  /** A phrase of the page, whatever names it begins with. */
  const phrase = (text) => make("bdi", { dir: flow() }, text);

  /** A text of the page, or one of another language: {text, lang}. */
  function told(tag, attributes, words) {
    if (typeof words === "string") return make(tag, { ...attributes, dir: flow() }, words);
    return make(tag, { ...attributes, dir: "auto", lang: words.lang }, words.text);
  }

  /** A link only for http and https; anything else stays text. */
  function link(text, url) {
    if (typeof url !== "string" || !/^https?:\/\//i.test(url)) return said(text);
    return make("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, said(text));
  }

  /** A tooltip that is text; and the shape that bears it stays out of the order of tabbing. */
  function tooltip(layer, text, options) {
    layer.bindTooltip(() => phrase(text), { direction: "top", className: "tip", ...options });
    // Chromium lets one tab to any shape that listens for focus, as Leaflet's tooltips do.
    layer.on("add", () => layer.getElement().setAttribute("tabindex", "-1"));
  }

  /** Words of the interface with their gaps filled: fill("{n} of {m}", {n: 1, m: 2}). */
  function fill(pattern, values) {
    const apart = (value) => (isTurned() && /\p{L}/u.test(value) ? `\u2068${value}\u2069` : value);
    return pattern.replace(/\{(\w+)\}/g, (gap, name) => (name in values ? apart(values[name]) : gap));
  }

  Object.assign(geozone, { make, makeSvg, isolated, phrase, said, told, isTurned, flow, link, tooltip, fill });
})((window.geozone ??= {}));
