"""Blocks of a report, independent of the file format: headings, texts, tables, pictures.

The texts are those of the study, unescaped. Each writer makes them safe for its format, by `shown`
and by escapes of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from geozone.tables.sheets import Sheet

# Invisible characters that set a writing direction: in a text of others they could make the text
# after them read in another order.
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Unicode categories: controls, halves of surrogate pairs, line and paragraph separators.
_UNSEEN = {"Cc", "Cs", "Zl", "Zp"}
_NO_XML = frozenset("\ufffe\uffff")  # XML 1.0 forbids these two, and a .docx is XML
# The space between a number and its unit.
_UNIT = re.compile(r"(?<=[0-9]) (?=(?:km²?|mi)(?!\w)|%)")
_SPACES = re.compile("[\t\n\v\f\r]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one kind.

    Parameters
    ----------
    url
        The target of a link: http or https, or ``#source-3`` within the report; empty for no link.
    is_strong
        Whether it is the name of the text after it, and so in bold.
    """

    text: str
    url: str = ""
    is_strong: bool = False


Text = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 2 for a part of the report, 3 inside a part. Its id is unique."""

    level: int
    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a lead stands out."""

    text: Text
    is_lead: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Items, a line each; with numbers each is the target of ``#source-N``."""

    items: tuple[Text, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts about one proposal or zone, each with a name and a text."""

    rows: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its number."""

    sheet: Sheet
    number: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The figure: a PNG, its width on paper, and its words."""

    png: bytes
    width_mm: float
    alternative: str
    caption: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The interactive page, in the form that the file needs, with its title and caption."""

    page: str
    title: str
    caption: str


Block = Heading | Paragraph | Listing | Facts | Table | Picture | Frame


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its title, the line below it, and its blocks in order."""

    title: str
    below: str
    lang: str
    blocks: tuple[Block, ...]


def plain(text: str) -> Text:
    """Text of one run."""
    return (Run(text),)


def shown(text: str) -> str:
    r"""Text for readers: invisible characters become escapes, and ends of lines become spaces.

    Examples
    --------
    >>> shown("a\nb\x1b[31m \u202e\ud800 \u200d")
    'a b\\x1b[31m \\u202e\\ud800 \u200d'
    """
    return "".join(
        char.encode("unicode_escape").decode("ascii") if _is_unseen(char) else char
        for char in _SPACES.sub(" ", text)
    )


def _is_unseen(char: str) -> bool:
    return char in _TURNS or char in _NO_XML or unicodedata.category(char) in _UNSEEN


def held(cell: str) -> str:
    r"""The text of a table's cell, with no-break spaces between numbers and units.

    Examples
    --------
    >>> held("4,010 km² (17.3 %, about 3 mi)")
    '4,010\xa0km² (17.3\xa0%, about 3\xa0mi)'
    """
    return _UNIT.sub("\N{NO-BREAK SPACE}", shown(cell))


def is_web(url: str) -> bool:
    """Whether a text is an address of http or https that is safe in a link.

    Examples
    --------
    >>> is_web("https://example.org/a?b=1"), is_web("javascript:alert(1)"), is_web("https://[")
    (True, False, False)
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and shown(url) == url


def is_wide(sheet: Sheet, columns: int) -> bool:
    """Whether a table has more columns than stand on an upright page."""
    return len(sheet.header) > columns


def words(text: Sequence[Run]) -> str:
    """A text without its links, as one string."""
    return "".join(run.text for run in text)
