"""What a report consists of, whatever file it becomes: headings, texts, tables, pictures.

Values only. Texts are as the study has them: whoever writes a form makes them safe for it by
`shown` and its own escapes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from geozone.tables.sheets import Sheet

# What orders the letters of all that follows it.
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = {"Cc", "Cs", "Zl", "Zp"}  # controls, halves of pairs, ends of lines and paragraphs
_NO_XML = frozenset("\ufffe\uffff")
_UNIT = re.compile(r"(?<=[0-9]) (?=(?:km²?|mi)(?!\w)|%)")
_SPACES = re.compile("[\t\n\v\f\r]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one kind.

    Parameters
    ----------
    url
        Where it leads: http or https, or ``#source-3`` within the report; empty: nowhere.
    is_strong
        Whether it names what follows it.
    """

    text: str
    url: str = ""
    is_strong: bool = False


Text = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 2 for a part of the report, 3 for what is in it; its id is unique in the report."""

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
    """What is known of a thing: a name and a text each."""

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
    """The interactive page, whole, as what is written needs it."""

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
    r"""Text as a reader sees it: what has no sign becomes an escape, an end of line a space.

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
    r"""A table's cell as a reader sees it, in which no unit stands on another line than its number.

    Examples
    --------
    >>> held("4,010 km² (17.3 %, about 3 mi)")
    '4,010\xa0km² (17.3\xa0%, about 3\xa0mi)'
    """
    return _UNIT.sub("\N{NO-BREAK SPACE}", shown(cell))


def is_web(url: str) -> bool:
    """Whether an address is one of http or https that can stand in a link as it is.

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
