"""Report as one web page that holds everything and loads nothing.

The interactive page stands in a sandboxed frame (`srcdoc`), which cannot change the report. Such a
frame inherits the content-security policy of the report. So the policy allows exactly the scripts
of the page.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Iterator

from geozone.tables.sheets import Sheet
from maps.page import parts
from maps.page.compose import policy
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
    held,
    is_web,
    is_wide,
    shown,
)
from maps.reports.files import GENERATOR
from maps.words.text import report_en

# A table with more columns than the first is wider than the text; with more than the second its
# print is smaller.
_COLUMNS, _MANY = 5, 8


def page(report: Report, foot: str) -> str:
    """The whole page as text. The same report gives the same text.

    Parameters
    ----------
    foot
        The last line.
    """
    frames = "".join(block.page for block in report.blocks if isinstance(block, Frame))
    head = (
        f'<!DOCTYPE html>\n<html lang="{_escaped(report.lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="generator" content="{GENERATOR}">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(frames)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_escaped(report.title)}</title>\n"
        f"<style>\n{parts.asset('report.css')}</style>\n</head>\n"
    )
    body = "\n".join(piece for block in report.blocks for piece in _block(block))
    return (
        f"{head}<body>\n<header>\n<h1>{_escaped(report.title)}</h1>\n"
        f'<p class="below">{_escaped(report.below)}</p>\n{_contents(report)}</header>\n'
        f"<main>\n{body}\n</main>\n<footer><p>{_escaped(foot)}</p></footer>\n</body>\n</html>\n"
    )


def _contents(report: Report) -> str:
    headings = [each for each in report.blocks if isinstance(each, Heading) and each.level == 2]
    items = "\n".join(
        f'<li><a href="#{_escaped(each.id)}">{_escaped(each.text)}</a></li>' for each in headings
    )
    title = report_en.CONTENTS
    return (
        f'<nav aria-labelledby="contents">\n<h2 id="contents">{title}</h2>\n'
        f"<ol>\n{items}\n</ol>\n</nav>\n"
    )


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        tag = f"h{block.level}"
        yield f'<{tag} id="{_escaped(block.id)}">{_escaped(block.text)}</{tag}>'
    elif isinstance(block, Paragraph):
        yield f"<p{_LEAD * block.is_lead}>{_inline(block.text)}</p>"
    elif isinstance(block, Listing):
        yield from _listing(block)
    elif isinstance(block, Facts):
        rows = "\n".join(
            f"<dt>{_escaped(name)}</dt><dd>{_inline(text)}</dd>" for name, text in block.rows
        )
        yield f"<dl>\n{rows}\n</dl>"
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Picture):
        yield _picture(block)
    else:
        yield _frame(block)


_LEAD = ' class="lead"'


def _listing(block: Listing) -> Iterator[str]:
    tag = "ol" if block.is_numbered else "ul"
    items = "\n".join(
        f"<li{_target(nth) if block.is_numbered else ''}>{_inline(item)}</li>"
        for nth, item in enumerate(block.items, 1)
    )
    yield f"<{tag}>\n{items}\n</{tag}>"


def _target(nth: int) -> str:
    return f' id="source-{nth}"'


def _table(block: Table) -> Iterator[str]:
    sheet = block.sheet
    caption = _escaped(f"{report_en.TABLE} {block.number}. {sheet.caption}")
    head = "".join(
        f'<th scope="col"{_class(sheet, at)}>{_escaped(name)}</th>'
        for at, name in enumerate(sheet.header)
    )
    rows = "\n".join(f"<tr>{_row(sheet, row)}</tr>" for row in sheet.rows)
    wide = " wide" * is_wide(sheet, _COLUMNS) + " dense" * is_wide(sheet, _MANY)
    # A wide table scrolls in its own box. `tabindex` lets users of a keyboard reach and scroll it.
    yield (
        f'<div class="table{wide}" role="region" tabindex="0" aria-label="{caption}">\n<table>\n'
        f"<caption>{caption}</caption>\n<thead>\n<tr>{head}</tr>\n</thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )
    if sheet.notes:
        notes = "\n".join(f"<p>{_escaped(note)}</p>" for note in sheet.notes)
        yield f'<div class="notes">\n{notes}\n</div>'


def _row(sheet: Sheet, row: tuple[str, ...]) -> str:
    first, *others = row
    cells = "".join(
        f"<td{_class(sheet, at)}>{html.escape(held(cell))}</td>"
        for at, cell in enumerate(others, 1)
    )
    return f'<th scope="row">{_escaped(first)}</th>{cells}'


def _class(sheet: Sheet, column: int) -> str:
    return ' class="n"' if sheet.numbers[column : column + 1] == "r" else ""


def _picture(block: Picture) -> str:
    data = base64.b64encode(block.png).decode("ascii")
    return (
        f'<figure>\n<img src="data:image/png;base64,{data}" alt="{_escaped(block.alternative)}">\n'
        f"<figcaption>{report_en.FIGURE} 1. {_escaped(block.caption)}</figcaption>\n</figure>"
    )


def _frame(block: Frame) -> str:
    return (
        # Escaped as an attribute, the whole page is one value: nothing in it can end the frame.
        f'<figure class="map">\n<iframe srcdoc="{html.escape(block.page)}" '
        f'title="{_escaped(block.title)}" sandbox="{parts.SANDBOX}" referrerpolicy="no-referrer">'
        f"</iframe>\n<figcaption>{_escaped(block.caption)}</figcaption>\n</figure>"
    )


def _inline(text: Text) -> str:
    return "".join(map(_run, text))


def _run(run: Run) -> str:
    text = _escaped(run.text)
    if run.is_strong:
        text = f"<strong>{text}</strong>"
    if run.url.startswith("#"):
        return f'<a href="{_escaped(run.url)}">{text}</a>'
    if is_web(run.url):
        return f'<a href="{_escaped(run.url)}" rel="noopener noreferrer">{text}</a>'
    return text


def _escaped(text: str) -> str:
    return html.escape(shown(text))
