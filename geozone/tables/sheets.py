r"""Tables as text in the formats that people paste, print and compute with: CSV, Markdown, HTML.

Texts from a file or a list stay data in every format: no cell can become a formula, markup or a new
row. That is why the formats are written here: the csv module escapes no formulas, and the escaping
for Markdown must suit both GitHub and Pandoc. This module depends on no study and writes no file.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geozone.errors import printable

# A cell that begins with one of these signs is a formula to a spreadsheet; an apostrophe before it
# makes it text (OWASP, "CSV Injection"). A spreadsheet that expects another separator than the
# comma, as Excel does in much of Europe, may begin a new cell inside ours: after a semicolon, a
# tab, a bar or the end of a line. Spaces, quotation marks and zero-width characters before the sign
# do not stop it. The last four signs are full-width forms.
_UNSEEN = '[\\s"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]*'
_FORMULA = re.compile(
    rf"^(?={_UNSEEN}[=+\-@＝＋－＠]|[\t\r])|(?<=[;|\t\r\n])(?={_UNSEEN}[=+\-@＝＋－＠])"
)
# Characters that are markup in GitHub's Markdown (also links without markup, and emoji) or in
# Pandoc's (mathematics, citations, attributes). The colon of an address has a pattern of its own,
# since links to sources must stay links.
_MARKUP = re.compile(
    r"[\\`*_{}\[\]<>#|~&$^@]"  # markup at any position
    r"|-(?=-)|(?<=-)-"  # Pandoc turns two hyphens into a dash,
    r"|\.(?=\.)|(?<=\.)\."  # and dots in a row into an ellipsis
    r"|:(?=[^\s/])"  # the start of an emoji such as :cat:
    r"|(?<=www)\."  # an address without a scheme, which GitHub makes a link of
    r"|!(?=\[)",  # an image
    re.IGNORECASE,
)
_LINK = re.compile(r":(?=/)")  # GitHub makes a link of "https://…"
# At the start of a line these begin a list, the underline of a heading, a definition (Pandoc) or a
# title block (Pandoc).
_START = re.compile(r"^()([-+=:%])(?=[\s=-]|$)|^(\(?(?:[0-9]{1,9}|[A-Za-z]{1,6}))([.)])(?=\s|$)")
NONE = "–"  # text of a cell without a value
_STYLE = (
    "body{font:16px/1.4 system-ui,sans-serif;margin:2em auto;max-width:75em;padding:0 1em}"
    "div{overflow-x:auto}table{border-collapse:collapse;margin:1.5em 0}"
    "caption{font-weight:bold;text-align:left;padding:.3em 0}"
    "th,td{border-bottom:1px solid #999;padding:.25em .6em;text-align:left;vertical-align:top}"
    ".n{text-align:right;font-variant-numeric:tabular-nums}td.n{white-space:nowrap}"
    "@media print{body{max-width:none;font-size:10pt}}"
)
# The page needs no script and no other file. The policy forbids both, should some text get past the
# escaping.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table for people: words and numbers with their units, as text.

    Parameters
    ----------
    caption
        Title of the table, in one line.
    header
        Names of the columns.
    rows
        Rows with as many cells as the header; the first cell names the row.
    numbers
        One letter for each column: ``r`` for numbers, which are aligned right, else ``l``.
    notes
        What a reader must know, one line for each note.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: str
    notes: tuple[str, ...] = ()


def csv_text(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    r"""Records as CSV (RFC 4180): a header, CRLF, plain numbers, empty cells for unknown values.

    A list of texts becomes one text, joined by "; "; a nested value becomes JSON. A text that a
    spreadsheet would compute gets an apostrophe before it, also after a semicolon or a tab that
    would begin a new cell. A number never gets one.

    Parameters
    ----------
    rows
        Records; a cell is empty if its record lacks the column.
    columns
        Names of the columns, in order.

    Examples
    --------
    >>> csv_text([{"name": "=1+1", "area_km2": -1.5, "by": ["a", "b"]}], ["name", "area_km2", "by"])
    "name,area_km2,by\r\n'=1+1,-1.5,a; b\r\n"
    """
    lines = (csv_line(row.get(column) for column in columns) for row in rows)
    return "".join((csv_line(columns), *lines))


def csv_line(values: Iterable[Any]) -> str:
    r"""One row of `csv_text`, for tables that are written row by row.

    Examples
    --------
    >>> csv_line(["a, b", -1.5, None, "-x"])
    '"a, b",-1.5,,\'-x\r\n'
    """
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow([_plain(value) for value in values])
    return text.getvalue()


class Verbatim(str):
    """A number in the spelling of a file; it is no formula, although it may begin with a sign."""

    __slots__ = ()


def _plain(value: Any) -> str:
    if isinstance(value, Verbatim):
        return value
    if value is None:
        return ""
    # bool comes first, since it is an int in Python. `repr` gives the shortest digits of a float
    # that read back as the same number.
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value).removesuffix(".0")
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        value = "; ".join(value)
    if not isinstance(value, str):
        value = json.dumps(value, ensure_ascii=False, allow_nan=False)
    # Many programs that read CSV end a text at a NUL.
    text = _encodable(value.replace("\0", "\N{REPLACEMENT CHARACTER}"))
    return _FORMULA.sub("'", text)


def markdown(title: str, sheets: Iterable[Sheet], footer: Iterable[str]) -> str:
    r"""Tables as Markdown (GitHub's), with every character of its markup escaped.

    Examples
    --------
    >>> sheet = Sheet("A table", ("name", "km"), (("a|b", "1"),), "lr")
    >>> print(markdown("Title", [sheet], ["A note."]))
    # Title
    <BLANKLINE>
    ## A table
    <BLANKLINE>
    | name | km |
    | :--- | ---: |
    | a\|b | 1 |
    <BLANKLINE>
    - A note.
    <BLANKLINE>
    """
    blocks = [f"# {_markdown_cell(title)}"]
    for sheet in sheets:
        blocks += [f"## {_markdown_cell(sheet.caption)}", markdown_table(sheet, _markdown_cell)]
        blocks += [_markdown_cell(note) for note in sheet.notes]
    lines = [f"- {_markdown_cell(line)}" for line in footer]
    blocks += ["\n".join(lines)] if lines else []
    return "\n\n".join(blocks) + "\n"


def markdown_table(sheet: Sheet, line: Callable[[str], str]) -> str:
    """The rows of one table as Markdown; `line` escapes a cell."""
    rule = ["---:" if _is_number(sheet, at) else ":---" for at in range(len(sheet.header))]
    rows = [[line(cell) for cell in row] for row in (sheet.header, *sheet.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))


def markdown_line(text: str) -> str:
    r"""A text as a whole line of Markdown that displays the same text.

    The text must have no control characters.

    Examples
    --------
    >>> print(markdown_line("+ inside, <b>1 * 2</b> --- www.example.org"))
    \+ inside, \<b\>1 \* 2\</b\> \-\-\- www\.example.org
    >>> print(markdown_line("1. first"))
    1\. first
    """
    return _not_started(markdown_inside(text).strip())


def markdown_inside(text: str) -> str:
    """As `markdown_line`, for a text in the middle of a line."""
    return _LINK.sub(r"\:", _escaped(text))


def _markdown_cell(text: str) -> str:
    """A text as a cell or a line, in which the addresses of sources stay links."""
    return _not_started(_escaped(_encodable(printable(text))))


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda found: f"\\{found[0]}", text)


def _not_started(line: str) -> str:
    """A line whose start is escaped, so that it begins no list, heading or definition."""
    return _START.sub(lambda found: f"{found[1] or found[3] or ''}\\{found[2] or found[4]}", line)


def html_page(title: str, sheets: Iterable[Sheet], footer: Iterable[str], *, lang: str) -> str:
    """Tables as one page that needs no other file and runs nothing.

    Each table has a caption, and each of its headings says whether it is a row's or a column's.

    Parameters
    ----------
    title
        Title of the page.
    sheets, footer
        The tables, and the lines below them.
    lang
        Language of the page, such as ``en``.
    """
    body = "\n".join(map(_html_table, sheets))
    notes = "\n".join(f"<li>{_html(line)}</li>" for line in footer)
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_html(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{_html(title)}</h1>\n{body}\n<ul>\n{notes}\n</ul>\n</main>\n</body>\n</html>\n"
    )


def _html_table(sheet: Sheet) -> str:
    head = "".join(
        f'<th scope="col"{_class(sheet, at)}>{_html(name)}</th>'
        for at, name in enumerate(sheet.header)
    )
    rows = "\n".join(f"<tr>{_html_row(sheet, row)}</tr>" for row in sheet.rows)
    notes = "".join(f"\n<p>{_html(note)}</p>" for note in sheet.notes)
    # A wide table scrolls in its own box. Without tabindex the keyboard could not scroll it.
    return (
        f'<div role="region" tabindex="0" aria-label="{_html(sheet.caption)}">\n<table>\n'
        f"<caption>{_html(sheet.caption)}</caption>\n<thead>\n<tr>{head}</tr>\n</thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>\n</div>{notes}"
    )


def _html_row(sheet: Sheet, row: Sequence[str]) -> str:
    first, *others = row
    cells = "".join(
        f"<td{_class(sheet, at)}>{_html(cell)}</td>" for at, cell in enumerate(others, 1)
    )
    return f'<th scope="row">{_html(first)}</th>{cells}'


def _class(sheet: Sheet, column: int) -> str:
    return ' class="n"' if _is_number(sheet, column) else ""


def _is_number(sheet: Sheet, column: int) -> bool:
    return sheet.numbers[column : column + 1] == "r"


def _html(text: str) -> str:
    return html.escape(_encodable(printable(text)))


def _encodable(text: str) -> str:
    """The text with � for each lone surrogate, which UTF-8 cannot encode."""
    return text.encode("utf-8", "replace").decode("utf-8")
