r"""Report as Markdown for GitHub and Quarto, with its pictures in files beside it.

`geozone.tables.sheets` escapes every character that GitHub or Quarto reads as markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from geozone.tables.sheets import Sheet, markdown_inside, markdown_line, markdown_table
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

_ADDRESS = "/:?&=%~+,;!$-._"  # kept as they are in an address; others are percent-encoded


def text_of(report: Report, foot: str, *, picture: str, page: str) -> str:
    """The whole text.

    Parameters
    ----------
    foot
        The last line.
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
        yield _inline(block.text)
    elif isinstance(block, Listing):
        marks = (
            (f"{nth}. " for nth, _ in enumerate(block.items, 1))
            if block.is_numbered
            else ("- " for _ in block.items)
        )
        yield "\n".join(
            f"{mark}{_inline(item)}" for mark, item in zip(marks, block.items, strict=True)
        )
    elif isinstance(block, Facts):
        yield "\n".join(f"- **{_line(name)}:** {_inline(text)}" for name, text in block.rows)
    elif isinstance(block, Table):
        yield from _table(block.sheet, block.number)
    elif isinstance(block, Picture):
        yield f"![{_line(block.alternative)}]({_file(picture)})"
        yield f"*{report_en.FIGURE} 1. {_line(block.caption)}*"
    elif isinstance(block, Frame):
        yield f"{report_en.BODY['frame_file']}[{_line(page)}]({_file(page)})"


def _table(sheet: Sheet, number: int) -> Iterator[str]:
    yield f"**{report_en.TABLE} {number}.** {_line(sheet.caption)}"
    yield markdown_table(sheet, _line)
    yield from map(_line, sheet.notes)


def _inline(text: Text) -> str:
    """A line of text. Its first run is escaped so that it cannot begin a list or a heading."""
    return "".join(_run(run, is_first=not nth) for nth, run in enumerate(text))


def _run(run: Run, *, is_first: bool) -> str:
    text = _line(run.text) if is_first else markdown_inside(shown(run.text))
    if run.is_strong and text.strip():
        text = f"**{text}**"
    return f"[{text}](<{quote(run.url, safe=_ADDRESS)}>)" if is_web(run.url) else text


def _line(text: str) -> str:
    return markdown_line(shown(text))


def _file(name: str) -> str:
    """The relative address of a file in the same folder."""
    return quote(name, safe="-._~", errors="replace")
