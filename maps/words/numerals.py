"""Figures in the reader's language: those of `geozone.quantities`, taken apart and said anew.

Changes digits' signs, units and "about", never a number. Text that is no such figure is refused, so
that none slips through untold.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from maps.words.language import ENGLISH

if TYPE_CHECKING:
    from maps.words.language import Words

_NUMBER = r"−?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_FIGURE = re.compile(
    rf"(?P<about>about )?(?P<low>{_NUMBER})(?:–(?P<high>{_NUMBER}))?"
    r"(?: (?P<unit>km²|sq mi|km|mi|m|%))?"
)


def figure(text: str, say: Words = ENGLISH) -> str:
    """A figure of `geozone.quantities`, with its other unit in brackets or without.

    Parameters
    ----------
    text
        What a function of `geozone.quantities` gave, or ``str`` of a quantity; may be empty.

    Raises
    ------
    ValueError
        If it is anything else.

    Examples
    --------
    >>> from maps.words.language import words
    >>> figure("1,461.0 km (907.8 mi)", words("de")).replace("\N{NO-BREAK SPACE}", " ")
    '1.461,0 km (907,8 Meilen)'
    >>> figure("about 5–14 km", words("tr")).replace("\N{NO-BREAK SPACE}", " ")
    'yaklaşık 5–14 km'
    """
    if say.is_english or not text:
        return text
    first, bracket, second = text.partition(" (")
    if not bracket:
        return _said(first, say)
    return f"{_said(first, say)} ({_said(second.removesuffix(')'), say)})"


def _said(text: str, say: Words) -> str:
    found = _FIGURE.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no figure of geozone.quantities")
    number = _number(found["low"], say)
    if found["high"]:
        number = say.units["range"].format(low=number, high=_number(found["high"], say))
    unit = found["unit"]
    if unit:
        is_one = found["low"] == "1" and not found["high"]
        pattern = say.units.get(f"{unit}1") if is_one else None
        number = (pattern or say.units[unit]).format(n=number)
    return say.units["about"].format(n=number) if found["about"] else number


def _number(text: str, say: Words) -> str:
    signs = {".": say.digits["point"], ",": say.digits["group"], "−": say.digits["minus"]}
    return "".join(signs.get(character, character) for character in text)
