r"""A report as Markdown that GitHub and Quarto read, with its pictures beside it.

Every sign that either reads as markup is escaped, also what Pandoc adds (mathematics, citations,
attributes, definition lists) and GitHub (links without markup, emoji).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from geozone.tables.sheets import Sheet
from maps.reports.blocks import (
    Block,
    Facts,
    Frame,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Report,
    Run,
    Table,
    Text,
    is_web,
    shown,
)
from maps.words.text import report_en

_MARKUP = re.compile(
    r"[\\`*_{}\[\]<>#|~&$^@]"  # anywhere
    r"|-(?=-)|(?<=-)-"  # two hyphens are a dash to Pandoc
    r"|\.(?=\.)|(?<=\.)\."
    r"|:(?=[^\s])"  # an address, an emoji
    r"|(?<=www)\."
    r"|!(?=\[)",
    re.IGNORECASE,
)
# What begins a list, a heading's rule, a definition or a title block, at the start of a line.
_START = re.compile(r"^()([-+=:%])(?=[\s=-]|$)|^(\(?(?:[0-9]{1,9}|[A-Za-z]{1,6}))([.)])(?=\s|$)")
_ADDRESS = "/:?&=%~+,;!$-._"


def text_of(report: Report, foot: str, *, picture: str, page: str) -> str:
    """The whole text.

    Parameters
    ----------
    foot
        The line at its end.
    picture, page
        Names of the files beside it: the figure, and the interactive map.
    """
    blocks = [f"# {_line(report.title)}", f"*{_line(report.below)}*"]
    for block in report.blocks:
        blocks += _block(block, picture, page)
    return "\n\n".join([*blocks, "---", _line(foot)]) + "\n"


def _block(block: Block, picture: str, page: str) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {_line(block.text)}"
    elif isinstance(block, Paragraph):
        yield _text(block.text)
    elif isinstance(block, Listing):
        marks = (
            (f"{nth}. " for nth, _ in enumerate(block.items, 1))
            if block.is_numbered
            else ("- " for _ in block.items)
        )
        yield "\n".join(
            f"{mark}{_text(item)}" for mark, item in zip(marks, block.items, strict=True)
        )
    elif isinstance(block, Facts):
        yield "\n".join(f"- **{_line(name)}:** {_text(text)}" for name, text in block.rows)
    elif isinstance(block, Table):
        yield from _table(block.sheet, block.number)
    elif isinstance(block, Picture):
        yield f"![{_line(block.alternative)}]({_file(picture)})"
        yield f"*{report_en.FIGURE} 1. {_line(block.caption)}*"
    elif isinstance(block, Frame):
        yield f"{report_en.BODY['frame_file']}[{_line(page)}]({_file(page)})"


def _table(sheet: Sheet, number: int) -> Iterator[str]:
    yield f"**{report_en.TABLE} {number}.** {_line(sheet.caption)}"
    rule = [
        "---:" if sheet.numbers[at : at + 1] == "r" else ":---" for at, _ in enumerate(sheet.header)
    ]
    rows = [_cells(sheet.header), rule, *map(_cells, sheet.rows)]
    yield "\n".join(f"| {' | '.join(row)} |" for row in rows)
    yield from map(_line, sheet.notes)


def _cells(row: tuple[str, ...]) -> list[str]:
    return [_line(cell) for cell in row]


def _text(text: Text) -> str:
    """A line; what begins it cannot begin anything else."""
    return "".join(_run(run, is_first=not nth) for nth, run in enumerate(text))


def _run(run: Run, *, is_first: bool) -> str:
    text = _line(run.text) if is_first else _escaped(run.text)
    if run.is_strong and text.strip():
        text = f"**{text}**"
    return f"[{text}](<{quote(run.url, safe=_ADDRESS)}>)" if is_web(run.url) else text


def _line(text: str) -> str:
    r"""Text at the start of a line.

    Examples
    --------
    >>> print(_line("+ inside, <b>1 * 2</b> --- www.example.org"))
    \+ inside, \<b\>1 \* 2\</b\> \-\-\- www\.example.org
    >>> print(_line("1. first"))
    1\. first
    """
    stripped = _escaped(text).strip()
    return _START.sub(
        lambda found: f"{found[1] or found[3] or ''}\\{found[2] or found[4]}", stripped
    )


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda found: f"\\{found[0]}", shown(text))


def _file(name: str) -> str:
    """The address of a file beside this one."""
    return quote(name, safe="-._~", errors="replace")
