r"""A report as Markdown that GitHub and Quarto read, with its pictures beside it.

Every sign that either reads as markup is escaped by `geozone.tables.sheets`.
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
    """A line; what begins it cannot begin anything else."""
    return "".join(_run(run, is_first=not nth) for nth, run in enumerate(text))


def _run(run: Run, *, is_first: bool) -> str:
    text = _line(run.text) if is_first else markdown_inside(shown(run.text))
    if run.is_strong and text.strip():
        text = f"**{text}**"
    return f"[{text}](<{quote(run.url, safe=_ADDRESS)}>)" if is_web(run.url) else text


def _line(text: str) -> str:
    return markdown_line(shown(text))


def _file(name: str) -> str:
    """The address of a file beside this one."""
    return quote(name, safe="-._~", errors="replace")
