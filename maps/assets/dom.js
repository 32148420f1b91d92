// Elements made from text. Nothing here or elsewhere in this folder parses a string as HTML:
// whatever a scenario says is shown as exactly those characters.
(function (geozone) {
  "use strict";

  /** Make an element. Strings among its children become text nodes, never HTML. */
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

  /** Make an SVG element. */
  function makeSvg(tag, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /** A name, isolated so that its writing direction does not reorder the text around it. */
  const isolated = (text) => make("bdi", {}, text);

  /** A text of the scenario, isolated, with its language if the page has another. */
  const said = (text) => make("bdi", { lang: geozone.data.saidIn }, text);

  /** Whether the page's language is written from right to left. */
  const isTurned = () => geozone.data.dir === "rtl";

  /** The writing direction of texts: in a left-to-right page each text may have its own. */
  const flow = () => geozone.data.dir ?? "auto";

  /** A phrase in the page's direction, even if it begins with a name in another script. */
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

  /** Bind a tooltip of text to a shape, and keep the shape out of the tab order. */
  function tooltip(layer, text, options) {
    layer.bindTooltip(() => phrase(text), { direction: "top", className: "tip", ...options });
    // Leaflet's tooltips listen for focus, and Chromium puts shapes that do so into the tab order.
    layer.on("add", () => layer.getElement().setAttribute("tabindex", "-1"));
  }

  /** Fill the gaps of an interface text: fill("{n} of {m}", {n: 1, m: 2}). */
  function fill(pattern, values) {
    const apart = (value) => (isTurned() && /\p{L}/u.test(value) ? `\u2068${value}\u2069` : value);
    return pattern.replace(/\{(\w+)\}/g, (gap, name) => (name in values ? apart(values[name]) : gap));
  }

  Object.assign(geozone, { make, makeSvg, isolated, phrase, said, told, isTurned, flow, link, tooltip, fill });
})((window.geozone ??= {}));
