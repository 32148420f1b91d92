// What the reader has chosen: one store, kept in the page's fragment so that it can be sent on.
(function (geozone) {
  "use strict";

  const EMBED = "embed";
  const WRITE_MS = 250;

  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  /** Whether a fragment is a state: "embed", or with a value. Others are ids of parts of the page. */
  const isState = (text) => text === EMBED || text.includes("=");

  function pieces(fragment) {
    const text = fragment.replace(/^#/, "");
    if (!isState(text)) return null;
    return text.split("&").map((piece) => {
      const at = piece.indexOf("=");
      if (at < 0) return [piece, ""];
      try {
        return [piece.slice(0, at), decodeURIComponent(piece.slice(at + 1))];
      } catch {
        return [piece.slice(0, at), null]; // a broken percent escape is ignored
      }
    });
  }

  /**
   * The store of the page's state. Each key is declared once, with its initial value and two functions.
   * `decode` turns a text of the fragment into a value; undefined means that the text is ignored.
   * `encode` turns a value into text; null means that the fragment needs no entry.
   */
  function store() {
    const keys = new Map();
    const listeners = new Map();
    let timer = null;
    let embedded = false;

    function declare(key, { initial, encode, decode }) {
      keys.set(key, { initial, value: initial, encode, decode });
      listeners.set(key, []);
    }

    const get = (key) => keys.get(key).value;

    /** Call a listener with the value, now and after every change. */
    function watch(key, listener) {
      listeners.get(key).push(listener);
      listener(get(key));
    }

    function set(key, value) {
      const entry = keys.get(key);
      if (same(entry.value, value)) return;
      entry.value = value;
      for (const listener of listeners.get(key)) listener(value);
      clearTimeout(timer);
      timer = setTimeout(write, WRITE_MS);
    }

    /** The fragment, with "#", that restores the state; empty if nothing was chosen. */
    function fragment({ embed = embedded } = {}) {
      const said = [...keys].flatMap(([key, { initial, value, encode }]) => {
        const text = same(initial, value) ? null : encode(value);
        return text === null ? [] : [`${key}=${encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%2F", "/")}`];
      });
      const all = embed ? [EMBED, ...said] : said;
      return all.length ? `#${all.join("&")}` : "";
    }

    function write() {
      const here = location.hash.replace(/^#/, "");
      if (here && !isState(here) && !fragment()) return;
      // A page in a frame without an address may not change its fragment.
      try {
        history.replaceState(null, "", fragment() || location.pathname + location.search);
      } catch { /* the link can still be copied */ }
    }

    function read() {
      const found = pieces(location.hash);
      if (!found) return;
      embedded = found.some(([key]) => key === EMBED);
      document.documentElement.classList.toggle("embedded", embedded);
      const said = new Map(found);
      for (const [key, { initial, decode }] of keys) {
        const text = said.get(key);
        const value = text == null ? initial : decode(text);
        set(key, value === undefined ? initial : value);
      }
    }

    /** Read the fragment, now and whenever it changes. Call this after all keys are declared. */
    function begin() {
      read();
      clearTimeout(timer); // the state comes from the fragment, so it need not be written
      window.addEventListener("hashchange", read);
    }

    return { declare, get, set, watch, fragment, begin, isEmbedded: () => embedded };
  }

  geozone.store = store;
})((window.geozone ??= {}));
