// A link to what is seen, and the strip under a map that stands in someone else's page.
(function (geozone) {
  "use strict";

  const { make, makeSvg, said, phrase, told } = geozone;
  const TOLD_MS = 6000;
  const HERE = location.href.replace(/#.*/s, "");
  const ON_WEB = /^https?:/.test(location.protocol);

  /** The link to a view. Of a page on disk only the fragment: its path could show the owner's name. */
  const link = (fragment) => `${ON_WEB ? HERE : ""}${fragment}`;

  /** Copy a text, if the browser allows it; otherwise readers copy it from the note. */
  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = make("textarea", { class: "unseen" });
      area.value = text;
      document.body.append(area);
      const focused = document.activeElement;
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      focused?.focus({ preventScroll: true });
      return done;
    }
  }

  function copier(map, state, view) {
    const { words } = geozone.data;
    const note = make("div", { class: "told", role: "status" });
    let timer = null;

    function tell(...content) {
      note.replaceChildren(...content);
      clearTimeout(timer);
      timer = setTimeout(() => note.replaceChildren(), TOLD_MS);
    }

    async function copy() {
      const fragment = state.fragment({ embed: false }) || `#view=${view().join(",")}`;
      const text = link(fragment);
      if (await copied(text)) tell(phrase(ON_WEB ? words.linkCopied : words.fragmentCopied));
      else tell(phrase(words.linkByHand), make("input", { readonly: true, value: text, "aria-label": words.copyLink, dir: "ltr" }));
    }

    const icon = makeSvg("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true", fill: "none",
      stroke: "currentColor", "stroke-width": 1.6, "stroke-linecap": "round" },
    makeSvg("path", { d: "M6.5 9.5l3-3M7 4.6l1.6-1.6a3 3 0 0 1 4.3 4.3L11.3 8.9M9 11.4l-1.6 1.6a3 3 0 0 1-4.3-4.3L4.7 7.1" }));
    const Copier = L.Control.extend({
      onAdd: () => make("div", { class: "leaflet-bar" }, make("button", {
        type: "button", class: "copy-link", title: words.copyLink, "aria-label": words.copyLink, onclick: copy,
      }, icon)),
    });
    new Copier({ position: geozone.corner("topleft") }).addTo(map);
    document.getElementById("stage").append(note);
  }

  /** The strip of a page in a frame: title, date, and a link to the whole page. */
  function strip() {
    const { data } = geozone;
    const title = make("bdi", { class: "strip-title", lang: data.saidIn }, data.title);
    return make("footer", { id: "strip" },
      make("p", {},
        ON_WEB ? make("a", { href: HERE, target: "_blank", rel: "noopener" }, title) : title, " ",
        make("span", { dir: geozone.flow() }, data.asOf.text)),
      make("details", {},
        make("summary", {}, data.words.stripNotes),
        told("p", {}, data.boundaryNote),
        geozone.attributions().map((line) => told("p", {}, line))));
  }

  geozone.share = { copier, strip };
})((window.geozone ??= {}));
