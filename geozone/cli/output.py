"""What the commands share: options, tables as text, JSON, and progress. Knows no command."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from geozone.study import Study

Progress = Callable[[str], None]

_ROWS_TOLD = 5  # of a list of places, that could not be used

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print it.",
)


def load(scenario: str, places_file: str | None = None) -> Study:
    """A study, with progress on a terminal."""
    from geozone.study import load as load_study  # noqa: PLC0415  (numpy and shapely)

    return watched(
        lambda progress: load_study(scenario, places_file=places_file, progress=progress)
    )


def watched(compute: Callable[[Progress | None], Study]) -> Study:
    """What is computed, with progress on a terminal, and which rows of a list were left out."""
    with_progress = _progress()
    try:
        study = compute(with_progress)
    finally:
        if with_progress is not None:
            _status("")
    for line in left_out(study):
        click.echo(line, err=True)
    return study


def left_out(study: Study) -> Iterator[str]:
    """The rows of the user's lists that are no places: how many, and the first of them."""
    from geozone.errors import printable  # noqa: PLC0415  (keeps --help light)

    for own in study.scenario.lists:
        count = len(own.left_out)
        if not count:
            continue
        first = f", the first {_ROWS_TOLD}" if count > _ROWS_TOLD else ""
        rows = f"{count:,} of {own.places + count:,} rows"
        yield printable(f"{own.file}: {rows} left out{first}:")
        for row, text in own.left_out[:_ROWS_TOLD]:
            yield printable(f"{own.file}: row {row}: {text}")


def _progress() -> Progress | None:
    if not sys.stderr.isatty():
        return None
    return lambda zone: _status(f"making {zone} …")


def _status(text: str) -> None:
    """Replace the status line on a terminal."""
    sys.stderr.write(f"\r\x1b[K{text}")
    sys.stderr.flush()


def print_json(value: dict[str, Any]) -> None:
    """One object, keys in order, text as it is."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]], *, right: str = "") -> None:
    """Columns under their headings.

    Parameters
    ----------
    header, rows
        Cells; control characters in them are shown as escapes.
    right
        A letter a column: ``r`` to set it flush right.
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
    """What every output says: date, border data, boundary note, licences."""
    from geozone import records  # noqa: PLC0415  (numpy and shapely)

    print_heading(records.heading(study))


def print_heading(heading: Mapping[str, Any]) -> None:
    """The same, from what stands in every JSON form."""
    click.echo()
    click.echo(f"As of {heading['as_of']}. {heading['boundary_note']}")
    for note in heading["notes"]:
        click.echo(f"Note: {note}")
    for source in heading["sources"]:
        cited = (source[key] for key in ("title", "publisher", "date", "url"))
        click.echo(f"Source {source['id']}: {', '.join(part for part in cited if part)}")
    for attribution in heading["attributions"]:
        click.echo(attribution)


def _width(text: str) -> int:
    """Columns of a terminal that a text takes."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
