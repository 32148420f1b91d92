"""Names of countries in the languages of the interface, from CLDR (`maps/words/text/README.md`).

English names come from the atlas.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from geozone.atlas import world
from maps.words.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maps.words.language import Words


ATTRIBUTION = "Country names: Unicode CLDR 47, © Unicode, Inc. (Unicode-3.0)"


def name(code: str, english: str, say: Words = ENGLISH) -> str:
    """A country's name.

    Parameters
    ----------
    code
        Alpha-3.
    english
        Its English name, which also serves if the language has no name for it.

    Examples
    --------
    >>> from maps.words.language import words
    >>> name("TUR", "Turkey"), name("TUR", "Turkey", words("de"))
    ('Turkey', 'Türkei')
    """
    if say.is_english:
        return english
    return _names()[say.lang].get(code, english)


def code_of(english: str) -> str | None:
    """The alpha-3 code of a country by the atlas' name for it; None for anything else.

    Examples
    --------
    >>> code_of("Turkey"), code_of("Anadolu")
    ('TUR', None)
    """
    return _codes().get(english)


@cache
def _codes() -> Mapping[str, str]:
    """English name → alpha-3 code, of all countries that have a name in another language."""
    return {world.country_name(code): code for names in _names().values() for code in names}


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    """Language → alpha-3 code → name."""
    text = files("maps").joinpath("words", "text", "territories.json").read_text(encoding="utf-8")
    names: dict[str, dict[str, str]] = json.loads(text)
    return names
