"""Notes that `geozone` computes, in the reader's language where their form is known here.

The forms are those of `maps.words.text.en`; a note of another form stays English and is marked so.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from maps.words.language import ENGLISH
from maps.words.numerals import figure

if TYPE_CHECKING:
    from maps.words.language import Words

# What stands in a page's data for a text in another language than the page's.
Marked = dict[str, Any]
_GAP = re.compile(r"\\\{([a-z]+)\\\}")


def note(text: str, say: Words = ENGLISH) -> str | Marked:
    """A note of `geozone`: in the reader's language, or as it is with its language.

    Examples
    --------
    >>> note("Its border is winding.", ENGLISH)
    'Its border is winding.'
    """
    if say.is_english:
        return text
    for kind, form in _forms().items():
        if found := form.fullmatch(text):
            figures = {name: figure(value, say) for name, value in found.groupdict().items()}
            return say.notes[kind].format(**figures)
    return {"text": text, "lang": ENGLISH.lang}


def in_language(text: str, lang: str, say: Words = ENGLISH) -> str | Marked:
    """A text of a given language, marked with it where the page has another.

    Examples
    --------
    >>> in_language("Not drawn.", "en"), in_language("Çizilmedi.", "tr")
    ('Not drawn.', {'text': 'Çizilmedi.', 'lang': 'tr'})
    """
    return text if lang == say.lang else {"text": text, "lang": lang}


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    """The English patterns, each gap a figure."""
    return {
        kind: re.compile(_GAP.sub(r"(?P<\1>[0-9.]+ km²?)", re.escape(pattern)))
        for kind, pattern in ENGLISH.notes.items()
    }
