"""Phonetic keys of names in any script: transliterations of one name get similar keys.

`sounds` writes a folded name in 20 letters: vowels become ``a``, ``i`` or ``u``, and a sound that
is written in several ways (sh, sch, ش, ш) becomes one letter. `skeleton` keeps the consonants only.
Both keys serve to compare names with each other; they are not meant to be read.

Written by hand: a library for transliteration keeps letters apart (b and p, sh and sch) that this
module must merge, because different writers choose different ones.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from typing import Any

from gazetteer.names import loosen

_ARABIC = {
    "ا": "a", "ب": "b", "پ": "b", "ت": "t", "ث": "s", "ج": "J", "چ": "S", "ح": "h", "خ": "h",
    "د": "d", "ذ": "z", "ر": "r", "ز": "z", "ژ": "J", "س": "s", "ش": "S", "ص": "s", "ض": "d",
    "ط": "t", "ظ": "z", "ع": "a", "غ": "g", "ف": "f", "ڤ": "f", "ق": "k", "ك": "k", "گ": "g",
    "ڭ": "n", "ل": "l", "م": "m", "ن": "n", "ں": "n", "ه": "h", "و": "u", "ي": "i", "ٹ": "t",
    "ڈ": "d", "ڑ": "r",
}  # fmt: skip
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "ғ": "g", "д": "d", "ђ": "J", "ѓ": "J",
    "е": "e", "є": "ie", "ж": "J", "җ": "J", "з": "z", "ѕ": "z", "и": "i", "і": "i", "ј": "i",
    "й": "i", "к": "k", "қ": "k", "л": "l", "љ": "l", "м": "m", "н": "n", "њ": "n", "ң": "n",
    "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "S", "у": "u", "ў": "u",
    "ү": "u", "ұ": "u", "ф": "f", "х": "h", "һ": "h", "ц": "s", "ч": "S", "џ": "J", "ш": "S",
    "щ": "S", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "ӏ": "", "ә": "a",
    "ӣ": "i", "ѣ": "e", "ѡ": "o",
}  # fmt: skip
_GREEK = dict(zip("αβγδεζηθικλμνξοπρστυφχψως", (
    "a", "v", "g", "d", "e", "z", "i", "t", "i", "k", "l", "m", "n", "ks", "o", "p", "r", "s",
    "t", "u", "f", "h", "ps", "o", "s",
), strict=True))  # fmt: skip
_HEBREW = dict(zip("אבגדהוזחטיכךלמםנןסעפףצץקרשת", (
    "a", "b", "g", "d", "h", "u", "z", "h", "t", "i", "k", "k", "l", "m", "m", "n", "n", "s", "a",
    "p", "p", "s", "s", "k", "r", "S", "t",
), strict=True))  # fmt: skip
_SYRIAC = dict(zip("ܐܒܓܕܗܘܙܚܛܝܟܠܡܢܣܥܦܨܩܪܫܬ", (
    "a", "b", "g", "d", "h", "u", "z", "h", "t", "i", "k", "l", "m", "n", "s", "a", "p", "s", "k",
    "r", "S", "t",
), strict=True))  # fmt: skip
_ARMENIAN = dict(zip("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև", (
    "a", "b", "g", "d", "e", "z", "e", "e", "t", "J", "i", "l", "h", "s", "k", "h", "z", "g", "J",
    "m", "i", "n", "S", "o", "S", "p", "J", "r", "s", "v", "t", "r", "s", "u", "p", "k", "o", "f",
    "ev",
), strict=True))  # fmt: skip
_GEORGIAN = dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", (
    "a", "b", "g", "d", "e", "v", "z", "t", "i", "k", "l", "m", "n", "o", "p", "J", "r", "s", "t",
    "u", "p", "k", "g", "k", "S", "S", "s", "z", "s", "S", "h", "J", "h",
), strict=True))  # fmt: skip
# Groups of letters for one sound. The longest come first, because they contain shorter ones.
_DIGRAPHS = (
    ("tsch", "S"), ("dsch", "J"), ("tch", "S"), ("sch", "S"), ("dzh", "J"), ("dsh", "J"),
    ("dj", "J"), ("dz", "J"), ("zh", "J"), ("sh", "S"), ("ch", "S"), ("cz", "S"), ("sz", "S"),
    ("kh", "h"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("ck", "k"), ("qu", "k"),

)  # fmt: skip
_SINGLE = str.maketrans(
    {
        "p": "b", "q": "k", "j": "J", "v": "u", "w": "u", "o": "u", "e": "i", "y": "i", "x": "ks",
        " ": "",
    }
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_FINAL_H = re.compile(r"(?<=[aeiou])h(?= |$)")
_FINAL_HA = re.compile(r"(?<=\w)ه(?= |$)")  # the ending ta marbuta, which `fold` writes as ha
_LATIN = re.compile("[a-z]")
_SIBILANT_C = re.compile("c(?=[eiy])")
_VOWELS = str.maketrans("", "", "aiu")
# Words for a kind of place (district, city, village). Some lists write them and others do not, so
# phonetic keys leave them out.
_GENERIC = frozenset(
    (
        "nahiyat", "nahiya", "nahyt", "qaryat", "qarya", "kariat", "madinat", "madina", "markaz",
        "mrkz", "qada", "qadha", "district", "city", "vilaiati", "gund", "koi", "mintakat",
        "ناحيه", "مركز", "قضا", "قضاء", "قريه", "مدينه", "محافظه", "منطقه", "بلده",
    )
)  # fmt: skip
# Countries where Turkish, Kurdish or Azerbaijani spelling is common: there "c" is the sound "j".
_SOFT_C = frozenset(("TR", "TUR", "SY", "SYR", "IQ", "IRQ", "IR", "IRN", "AZ", "AZE", "CY", "CYP"))
_SCRIPTS = {"LATIN": "Latin", "ARABIC": "Arabic", "CYRILLIC": "Cyrillic"}


def script(name: str) -> str:
    """The script that most letters of a name are of: Latin, Arabic, Cyrillic or other.

    Examples
    --------
    >>> script("Manbij"), script("منبج"), script("Манбидж"), script("マンビジ")
    ('Latin', 'Arabic', 'Cyrillic', 'other')
    """
    if name.isascii():
        return "Latin"
    scripts = [kind for kind in map(_SCRIPT_OF.__getitem__, name) if kind]
    return max(_KINDS, key=scripts.count) if scripts else "Latin"


def is_c_soft(country: str | None) -> bool:
    """Whether names of a country (alpha-2 or alpha-3) are written with c for j."""
    return country in _SOFT_C


def sounds(folded: str, *, is_c_soft: bool = False) -> str:
    """Write a folded name by its sounds.

    Parameters
    ----------
    folded
        What `gazetteer.names.fold` returned.
    is_c_soft
        Whether c is read as in Turkish and Kurdish, where it stands for j.

    Examples
    --------
    >>> sounds("djerablous"), sounds("carablus", is_c_soft=True), sounds("جرابلس")
    ('Jirablus', 'Jarablus', 'Jrabls')
    """
    plain = " ".join(word for word in folded.split(" ") if word not in _GENERIC) or folded
    is_latin = bool(_LATIN.search(plain))
    if not plain.isascii():
        plain = _FINAL_HA.sub("ا", loosen(plain)).translate(_ROMAN)
    text = _FINAL_H.sub("", loosen(" ".join(plain.split())))
    # Only in names that came in Latin letters: s and h that stood side by side in another script
    # are two sounds and not "sh".
    if is_latin:
        for letters, sound in _DIGRAPHS:
            if letters in text:
                text = text.replace(letters, sound)
    text = text.replace("dJ", "J").replace("tS", "S")
    if "c" in text:
        text = text.replace("c", "J") if is_c_soft else _SIBILANT_C.sub("s", text).replace("c", "k")
    text = text.translate(_SINGLE)
    return _DOUBLED.sub(r"\1", text)


def skeleton(sounded: str) -> str:
    """Leave the consonants of what `sounds` returned.

    Examples
    --------
    >>> skeleton(sounds("djerablous")), skeleton(sounds("جرابلس"))
    ('Jrbls', 'Jrbls')
    """
    return _DOUBLED.sub(r"\1", sounded.translate(_VOWELS))


def share_consonants(one: str, other: str, country: str | None) -> bool:
    """Whether two folded names, read as in a country, have the same skeleton.

    Examples
    --------
    >>> share_consonants("триполи", "tripoli", None), share_consonants("halab", "aleppo", "SYR")
    (True, False)
    """
    is_soft = is_c_soft(country)
    first, second = (skeleton(sounds(name, is_c_soft=is_soft)) for name in (one, other))
    return first == second


def signature(bones: str) -> int:
    """Give 64 bits that skeletons alike have in common: 16 of their letters, 48 of pairs of them.

    Examples
    --------
    >>> one, other = signature("Jrbls"), signature("Jrbs")
    >>> (one & other).bit_count(), one.bit_count()
    (8, 11)
    """
    bits = 0
    for letter in bones:
        bits |= _LETTER_BITS[letter]
    for pair in zip(f"^{bones}", f"{bones}$", strict=True):
        bits |= _PAIR_BITS[pair]
    return bits


class _Bits(dict[Any, int]):
    """One bit for each text. CRC-32 gives the same bit in every process; `hash` would not."""

    def __init__(self, first: int, count: int) -> None:
        self._first, self._count = first, count

    def __missing__(self, text: Any) -> int:
        place = zlib.crc32("".join(text).encode()) % self._count
        self[text] = bit = 1 << (self._first + place)
        return bit


_LETTER_BITS = _Bits(0, 16)
_PAIR_BITS = _Bits(16, 48)


def _roman(char: str) -> str:
    """A letter of any script in Latin letters: by the tables, else by its name in Unicode."""
    for table in (_ARABIC, _CYRILLIC, _GREEK, _HEBREW, _SYRIAC, _ARMENIAN, _GEORGIAN):
        if char in table:
            return table[char]
    if char == " " or (char.isascii() and char.isalnum()):
        return char
    # Unicode names of letters end in their sound: "KATAKANA LETTER MA", "DEVANAGARI VOWEL SIGN I".
    # A virama only says that a vowel is missing.
    full_name = unicodedata.name(char, "")
    kind, _, sound = full_name.rpartition(" ")
    if "VIRAMA" in full_name or not kind or (not char.isalpha() and "VOWEL SIGN" not in full_name):
        return ""
    return sound.lower() if sound.isascii() and sound.isalpha() else ""


class _Scripts(dict[str, str]):
    """The script of each character; "" for a character that is no letter."""

    def __missing__(self, char: str) -> str:
        kind = unicodedata.name(char, "").partition(" ")[0] if char.isalpha() else ""
        self[char] = name = kind and _SCRIPTS.get(kind, "other")
        return name


_SCRIPT_OF = _Scripts()
_KINDS = ("Latin", "Arabic", "Cyrillic", "other")


class _Romanizing(dict[int, str]):
    """A table for `str.translate` that computes each character at its first use and keeps it."""

    def __missing__(self, code: int) -> str:
        self[code] = letters = _roman(chr(code))
        return letters


_ROMAN = _Romanizing()
