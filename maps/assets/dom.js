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

  /** A name or a sentence from the scenario, isolated so that its direction spoils nothing around it. */
  const said = (text) => make("bdi", {}, text);

  /** A link only for http and https; anything else stays text. */
  function link(text, url) {
    if (typeof url !== "string" || !/^https?:\/\//i.test(url)) return said(text);
    return make("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, said(text));
  }

  /** A tooltip that is text; and the shape that bears it stays out of the order of tabbing. */
  function tooltip(layer, text, options) {
    layer.bindTooltip(() => said(text), { direction: "top", className: "tip", ...options });
    // Chromium lets one tab to any shape that listens for focus, as Leaflet's tooltips do.
    layer.on("add", () => layer.getElement().setAttribute("tabindex", "-1"));
  }

  /** Words of the interface with their gaps filled: fill("{n} of {m}", {n: 1, m: 2}). */
  function fill(pattern, values) {
    return pattern.replace(/\{(\w+)\}/g, (gap, name) => (name in values ? values[name] : gap));
  }

  Object.assign(geozone, { make, makeSvg, said, link, tooltip, fill });
})((window.geozone ??= {}));
