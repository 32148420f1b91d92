"""Output that commands share: format options, tables as text, CSV, JSON, and progress."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from geozone.study.study import Study
    from geozone.tables.sheets import Sheet

Progress = Callable[[str], None]
Computed = TypeVar("Computed")

_ROWS_TOLD = 5  # unusable rows of a list that are reported one by one; the others are counted

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def formats(*names: str) -> Decorator:
    """The option --format with these names; the command gets its value as `form`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="How to print it.",
    )


format_option = formats("text", "json")
table_format_option = formats("text", "json", "csv", "md")


def load(scenario: str, places_file: str | None = None) -> Study:
    """Compute a study, with progress on a terminal."""
    from geozone.study.study import load as load_study  # noqa: PLC0415  (numpy and shapely)

    return watched(
        lambda progress: load_study(scenario, places_file=places_file, progress=progress)
    )


def watched(compute: Callable[[Progress | None], Study]) -> Study:
    """Compute a study with progress on a terminal, then report the rows left out of its lists."""
    study = with_progress(compute)
    for line in left_out(study):
        click.echo(line, err=True)
    return study


def with_progress(compute: Callable[[Progress | None], Computed]) -> Computed:
    """Compute something, and show the id of the zone in progress on a terminal."""
    progress = _progress()
    try:
        return compute(progress)
    finally:
        if progress is not None:
            _status("")


def with_status(compute: Callable[[Progress | None], Computed]) -> Computed:
    """Compute something that writes its own status line on a terminal."""
    if not sys.stderr.isatty():
        return compute(None)
    try:
        return compute(_status)
    finally:
        _status("")


def left_out(study: Study) -> Iterator[str]:
    """Lines about the rows of the user's lists that are no places."""
    for own in study.scenario.lists:
        yield from rows_left_out(own.file, own.places, len(own.left_out), own.left_out)


def rows_left_out(
    file: str, places: int, count: int, rows: Sequence[tuple[int, str]]
) -> Iterator[str]:
    """Lines with the number of rows that are no places, and the faults of the first ones."""
    from geozone.errors import printable  # noqa: PLC0415  (keeps --help light)

    if count:
        first = f", the first {_ROWS_TOLD}" if count > _ROWS_TOLD else ""
        yield printable(f"{file}: {count:,} of {places + count:,} rows left out{first}:")
        for row, text in rows[:_ROWS_TOLD]:
            yield printable(f"{file}: row {row}: {text}")


def _progress() -> Progress | None:
    if not sys.stderr.isatty():
        return None
    return lambda zone: _status(f"making {zone} …")


def _status(text: str) -> None:
    """Replace the status line on a terminal; an empty text clears it."""
    sys.stderr.write(f"\r\x1b[K{text}")
    sys.stderr.flush()


def print_json(value: dict[str, Any]) -> None:
    """Print one JSON object in UTF-8 (RFC 8259), whatever the encoding of stdout."""
    print_whole(f"{json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)}\n")


def print_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Print some columns of records as CSV (RFC 4180)."""
    from geozone.tables.sheets import csv_text  # noqa: PLC0415  (keeps --help light)

    print_whole(csv_text(rows, columns))


def print_sheets(form: str, title: str, sheets: Iterable[Sheet], study: Study) -> None:
    """Print tables as ``text``, ``md`` or ``html``, with sources and licences below them."""
    from geozone.tables import records  # noqa: PLC0415  (numpy and shapely)
    from geozone.tables.sheets import html_page, markdown  # noqa: PLC0415

    heading = records.heading(study)
    if form == "md":
        print_whole(markdown(title, sheets, footer(heading)))
    elif form == "html":
        print_whole(html_page(title, sheets, footer(heading), lang="en"))
    else:
        click.echo(f"{title}\n")
        for sheet in sheets:
            _print_sheet(sheet)
        print_heading(heading)


def print_plain_table(
    form: str, title: str, header: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    """Print a table of texts as ``text``, ``csv`` or ``md``."""
    from geozone.tables.sheets import Sheet, csv_text, markdown  # noqa: PLC0415  (keeps --help light)

    cells = [tuple(row) for row in rows]
    if form == "csv":
        print_whole(csv_text((dict(zip(header, row, strict=True)) for row in cells), header))
    elif form == "md":
        sheet = Sheet(title, tuple(header), tuple(cells), "l" * len(header))
        print_whole(markdown(title, [sheet], []))
    else:
        print_table(header, cells)


def print_whole(text: str) -> None:
    """Print the text of a file as UTF-8, without changing its line ends.

    `print` would use the encoding of the terminal, and on Windows another line end. A lone
    surrogate, which UTF-8 cannot encode, becomes an escape, which has the same meaning in JSON.
    """
    data = text.encode("utf-8", "backslashreplace")
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(text)


def _print_sheet(sheet: Sheet) -> None:
    """Print a table under its caption, with its notes below."""
    click.echo(f"{sheet.caption}:\n")
    print_table(sheet.header, sheet.rows, right=sheet.numbers)
    if sheet.notes:
        click.echo()
    for note in sheet.notes:
        click.echo(note)
    click.echo()


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]], *, right: str = "") -> None:
    """Print aligned columns under their headings.

    Parameters
    ----------
    header, rows
        Cells; control characters in them are printed as escapes, so that no text from a file can
        control the terminal.
    right
        One letter for each column: ``r`` to align it right.
    """
    from geozone.errors import printable  # noqa: PLC0415  (keeps --help light)

    table = [[printable(cell) for cell in row] for row in [header, *rows]]
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = []
        for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
            space = " " * (width - _width(cell))
            cells.append(space + cell if right[number : number + 1] == "r" else cell + space)
        click.echo("  ".join(cells).rstrip())


def print_footer(study: Study) -> None:
    """Print the footer of every output: date, border data, boundary note, licences."""
    from geozone.tables import records  # noqa: PLC0415  (numpy and shapely)

    print_heading(records.heading(study))


def print_heading(heading: Mapping[str, Any]) -> None:
    """Print the footer from the heading of a JSON form."""
    click.echo()
    for line in footer(heading):
        click.echo(line)


def footer(heading: Mapping[str, Any]) -> Iterator[str]:
    """The lines below every table: date, notes, sources, licences."""
    yield f"As of {heading['as_of']}. {heading['boundary_note']}"
    for note in heading["notes"]:
        yield f"Note: {note}"
    for source in heading["sources"]:
        cited = (source[key] for key in ("title", "publisher", "date", "url"))
        yield f"Source {source['id']}: {', '.join(part for part in cited if part)}"
    yield from heading["attributions"]


def _width(text: str) -> int:
    """Width of a text in columns of a terminal.

    Combining characters take no column, and wide characters (Chinese, Japanese, Korean) take two.
    """
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
