"""Interface words, one module a language; `words` gives those of one.

Every module has the names and keys of `maps.words.text.en` and fills the same gaps. What a scenario
says is nobody's to translate: it stays as its file has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Literal

from geozone.errors import Refused
from geozone.notes import Kind, Pattern

# By code, with the language's own name.
LANGUAGES: Mapping[str, str] = {
    "ar": "العربية",
    "de": "Deutsch",
    "en": "English",
    "fr": "français",
    "tr": "Türkçe",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The interface words of a language; gaps in braces are filled by `wording` or the page.

    Parameters
    ----------
    lang
        BCP 47 tag.
    direction
        In which it is written.
    page, page_forms
        What the page's script shows, and what it says instead in other forms
        (`maps.words.wording.form`).
    months, dates
        Names of months; patterns of a ``day``, the ``first`` of a month, a ``month``, a ``year``,
        each also as it follows a verb (``on_day`` and so on).
    digits
        What stands for the ``point``, the comma between thousands (``group``) and the ``minus`` of
        an English number.
    units
        Patterns of a number with a unit (``km``, ``sq mi``…), by the unit in English; of a
        ``range`` and of ``about``. A unit with 1 behind it is its singular.
    capitals
        Letters whose capital is not Unicode's usual one.
    datasets, rivers
        Names of the atlas' parts and of rivers by their English ones; one that is missing keeps
        that.
    notes
        Patterns of what `geozone` notes, by kind (`geozone.notes`).
    atlas
        Names of places that the atlas has for land that two countries claim, by their English ones.
    """

    lang: str
    direction: Literal["ltr", "rtl"]
    page: Mapping[str, str]
    page_forms: Mapping[str, Mapping[str, str]]
    months: tuple[str, ...]
    dates: Mapping[str, str]
    digits: Mapping[str, str]
    units: Mapping[str, str]
    capitals: Mapping[str, str]
    status: Mapping[str, str]
    verdict: Mapping[str, str]
    overlay_kind: Mapping[str, str]
    assumed: Mapping[str, str]
    key: Mapping[str, str]
    key_unpublished: Mapping[str, str]
    rows: Mapping[str, str]
    text: Mapping[str, str]
    notes: Mapping[Kind, Pattern]
    atlas: Mapping[str, str]
    datasets: Mapping[str, str]
    rivers: Mapping[str, str]

    @property
    def is_english(self) -> bool:
        """Whether these are the words that `geozone` itself uses."""
        return self.lang == "en"


@cache
def words(lang: str) -> Words:
    """The interface words of a language.

    Parameters
    ----------
    lang
        A code of `LANGUAGES`.

    Raises
    ------
    Refused
        If there is no such language.

    Examples
    --------
    >>> words("tr").verdict["inside"]
    'içinde'
    >>> words("xx")
    Traceback (most recent call last):
    geozone.errors.Refused: language = xx: expected one of ar, de, en, fr, tr
    """
    if lang not in LANGUAGES:
        raise Refused("language", lang, f"one of {', '.join(LANGUAGES)}")
    module = import_module(f"maps.words.text.{lang}")
    return Words(
        lang=module.LANG,
        direction=module.DIRECTION,
        page=module.PAGE,
        page_forms=module.PAGE_FORMS,
        months=module.MONTHS,
        dates=module.DATES,
        digits=module.DIGITS,
        units=module.UNITS,
        capitals=module.CAPITALS,
        status=module.STATUS,
        verdict=module.VERDICT,
        overlay_kind=module.OVERLAY_KIND,
        assumed=module.ASSUMED,
        key=module.KEY,
        key_unpublished=module.KEY_UNPUBLISHED,
        rows=module.ROWS,
        text=module.TEXT,
        notes=module.NOTES,
        atlas=module.ATLAS,
        datasets=module.DATASETS,
        rivers=module.RIVERS,
    )


ENGLISH = words("en")


def of_page(lang: object) -> Words:
    """The words of a page that was read back; English where it names a language unknown here.

    Examples
    --------
    >>> of_page("de").lang, of_page(None).lang
    ('de', 'en')
    """
    return words(lang) if isinstance(lang, str) and lang in LANGUAGES else ENGLISH
