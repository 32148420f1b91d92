"""Languages of the interface: `words` gives the words of one language.

Each language has a module with the names, keys and gaps of `maps.words.text.en`. Texts of a
scenario are not translated: they stay as its file has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Literal

from geozone.errors import Refused
from geozone.notes import Kind, Pattern

# The languages by code, each with its own name for itself.
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
        Texts that the page's script shows, and those that replace them in other forms of a scenario
        (`maps.words.wording.form`).
    months, dates
        Names of months; patterns of a ``day``, the ``first`` of a month, a ``month``, a ``year``,
        each also as it follows a verb (``on_day`` and so on).
    digits
        Signs for the decimal ``point``, the separator of thousands (``group``) and the ``minus``.
    units
        Patterns of a number with a unit (``km``, ``sq mi``…), by the unit in English; of a
        ``range`` and of ``about``. A unit with 1 behind it is its singular.
    capitals
        Letters whose capital is not Unicode's usual one.
    datasets, rivers
        Names of the atlas' parts and of rivers by their English names. A name that is missing stays
        English.
    notes
        Patterns of the notes of `geozone`, by kind (`geozone.notes`).
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
    """The words of a page that was read back; English if it names an unknown language.

    Examples
    --------
    >>> of_page("de").lang, of_page(None).lang
    ('de', 'en')
    """
    return words(lang) if isinstance(lang, str) and lang in LANGUAGES else ENGLISH
