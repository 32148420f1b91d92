// One spelling for many: the same two keys of a name that the gazetteer makes (gazetteer/names.py says
// why each rule is there; a test runs both over the same names).
(function (geozone) {
  "use strict";

  const LETTERS = new Map(Object.entries({
    "ı": "i", "ə": "e", "ǝ": "e", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "þ": "th",
    "ŧ": "t", "æ": "ae", "œ": "oe", "ŋ": "n", "ß": "ss",
    "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ێ": "ي", "ے": "ي", "ۍ": "ي",
    "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۃ": "ه", "ک": "ك", "ڪ": "ك", "ۆ": "و", "ۇ": "و",
    "ۋ": "و", "ڕ": "ر", "ڵ": "ل", "ء": "", "ـ": "",
  }));
  const SILENT = new Set("'`´‘’‛ʻʼʽʾʿʹʺˈ′″՚ꞌ＇");
  const MARK = new RegExp("[\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06ed" +
    "\\u0711\\u0730-\\u074a\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f]", "u");
  const FORMAT = /\p{Cf}/u;
  const KEPT = /[\p{L}\p{M}\p{N}]/u;
  const CHEROKEE = /[\u13a0-\u13fd\uab70-\uabbf]/u; // Unicode folds Cherokee to its capitals

  const ARTICLES = new Map(Object.entries({
    the: "", al: "", el: "", il: "", ul: "", ar: "r", er: "r", ur: "r", as: "s",
    es: "s", us: "s", ash: "sh", esh: "sh", ush: "sh", ech: "ch", ach: "ch",
    ad: "d", ed: "d", adh: "dh", an: "n", en: "n", at: "t", et: "t", ath: "th",
    eth: "th", az: "z", ez: "z",
  }));
  const SAME_WORD = new Map(Object.entries({
    tell: "tall", tel: "tall", tal: "tall", til: "tall", till: "tall",
    ain: "ayn", ein: "ayn", aen: "ayn", eyn: "ayn", ayin: "ayn",
    rass: "ras", raas: "ras",
  }));
  const ARABIC_ARTICLE = "ال";

  /** Case folding as in Unicode, which is more than lower case ("ς", "ß"). */
  const folded = (char) => (CHEROKEE.test(char) ? char.toUpperCase() : char.toUpperCase().toLowerCase());

  const known = new Map();

  function foldChar(char) {
    if (!known.has(char)) known.set(char, foldedChar(char));
    return known.get(char);
  }

  function foldedChar(char) {
    if (SILENT.has(char) || FORMAT.test(char)) return "";
    if (!KEPT.test(char)) return " ";
    const apart = [...char.normalize("NFKD")].map(folded).join("").normalize("NFKD");
    const plain = [...apart].filter((part) => !MARK.test(part)).map((part) => LETTERS.get(part) ?? part).join("");
    return [...plain].filter((part) => !SILENT.has(part)).join("").normalize("NFC");
  }

  const foldOnce = (name) =>
    [...name.normalize("NFKC")].map(foldChar).join("").split(" ").filter(Boolean).join(" ");

  /** The search key of a name; the same rule as `fold` in gazetteer/names.py. */
  function fold(name) {
    let now = foldOnce(name);
    for (let next = foldOnce(now); next !== now || now.normalize("NFKC") !== now; next = foldOnce(now)) now = next;
    return now;
  }

  function loosenWord(word) {
    if (/^[\0-\x7f]*$/.test(word)) {
      if (word.length > 4 && word.endsWith("ah")) return word.slice(0, -1);
      return SAME_WORD.get(word) ?? word;
    }
    let rest = word;
    while (rest.startsWith(ARABIC_ARTICLE) && [...rest].length > 3) rest = rest.slice(2);
    return rest;
  }

  /** The looser key; the same rule as `loosen` in gazetteer/names.py. */
  function loosen(name) {
    if (!name.includes(" ")) return loosenWord(name);
    const kept = [];
    for (const word of name.split(" ").reverse()) {
      const opening = ARTICLES.get(word);
      if (opening === undefined || !kept.length || !kept[0].startsWith(opening)) kept.unshift(loosenWord(word));
    }
    return kept.join(" ");
  }

  /** The typing errors between a text and the beginning of a name: letters missing, added, wrong or swapped. */
  function slips(text, name, most) {
    const [a, b] = [[...text], [...name].slice(0, [...text].length + most)];
    if (b.length < a.length - most) return Infinity;
    let [before, last] = [null, b.map((_, j) => j)];
    last.push(b.length);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (before && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return Infinity;
      [before, last] = [last, row];
    }
    const least = Math.min(...last);
    return least <= most ? least : Infinity;
  }

  geozone.names = { fold, loosen, slips };
})((window.geozone ??= {}));
