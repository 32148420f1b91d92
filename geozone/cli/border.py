"""``geozone border``: length, parts, ends and rivers of a border, to plan zones along it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from geozone.cli.shared import output

if TYPE_CHECKING:
    from geozone.lines.summary import RiverAtBorder, Survey


@click.command("border")
@click.argument("countries", nargs=-1, required=True, metavar="A B")
@output.table_format_option
def command(countries: Sequence[str], form: str) -> None:
    """Show the border of countries A and B: length, parts, ends, rivers, notes.

    A and B are alpha-2 or alpha-3 codes; A-B in one word will do.

    \b
    geozone border TUR SYR
    geozone border TUR SYR --format csv > parts.csv   # a row for each part
    """  # noqa: D301  (click wants the backspace)
    from geozone.lines.border import Border  # noqa: PLC0415
    from geozone.lines.summary import survey  # noqa: PLC0415
    from geozone.tables import records  # noqa: PLC0415  (numpy and shapely)

    found = survey(Border.between(*_pair(countries)))
    record = records.border(found)
    if form == "json":
        output.print_json(record)
    elif form == "csv":
        _print_parts(record)
    elif form == "md":
        _print_markdown(found, record)
    else:
        _print_text(found, record)


def _pair(countries: Sequence[str]) -> tuple[str, str]:
    """Two country codes, from two words or from one such as TUR-SYR.

    A single country is refused, and the message names its neighbours.
    """
    from geozone.atlas import world  # noqa: PLC0415  (numpy and shapely)

    words = list(countries)
    if len(words) == 1:
        words = [word for word in words[0].replace("–", "-").split("-") if word.strip()]
    if len(words) == 1:
        one = world.code(words[0])
        known = ", ".join(world.neighbours(one)) or "none in the atlas"
        raise click.UsageError(f"a border needs two countries; neighbours of {one}: {known}")
    if len(words) != 2:
        raise click.UsageError(f"a border needs two countries, got {' '.join(countries)}")
    return words[0], words[1]


def _print_text(found: Survey, record: dict[str, Any]) -> None:
    click.echo(f"{_heading(found, record)}\n")
    output.print_table(_PARTS, _part_rows(found), right="rrrrll")
    if found.border.named:
        click.echo()
        output.print_table(_STRETCHES, _stretch_rows(found), right="rrll")
    if found.rivers:
        click.echo()
        output.print_table(_RIVERS, _river_rows(found), right="lr")
    click.echo(f"\n{_named_ends(found)}")
    output.print_heading(record)


def _print_parts(record: dict[str, Any]) -> None:
    """The parts as CSV, each row with the border that it belongs to."""
    whole = {key: record[key] for key in ("a", "b", "tolerance_m", "as_of", "attributions")}
    rows = [
        {"part": number, **part, **whole, "boundary_note": record["boundary_note"]}
        for number, part in enumerate(record["parts"], 1)
    ]
    output.print_csv(rows, tuple(rows[0]))


def _print_markdown(found: Survey, record: dict[str, Any]) -> None:
    from geozone.tables.sheets import Sheet, markdown  # noqa: PLC0415  (keeps --help light)

    sheets = [Sheet("Parts", _PARTS, tuple(map(tuple, _part_rows(found))), "rrrrll")]
    if found.border.named:
        rows = tuple(map(tuple, _stretch_rows(found)))
        sheets.append(Sheet("Stretches", _STRETCHES, rows, "rrll"))
    if found.rivers:
        sheets.append(Sheet("Rivers", _RIVERS, tuple(map(tuple, _river_rows(found))), "lrl"))
    footer = [_named_ends(found), *output.footer(record)]
    output.print_whole(markdown(_heading(found, record), sheets, footer))


_LEAST_KM = 0.05  # a shorter gap between two stretches would be printed as 0.0 or 0.1 km
_PARTS = ("part", "from km", "to km", "length", "starts at", "ends at")
_STRETCHES = ("from km", "to km", "what it is", "ends known to")
_RIVERS = ("river", "border within 3 km", "crosses at km")


def _heading(found: Survey, record: dict[str, Any]) -> str:
    from geozone.quantities import in_km_and_mi  # noqa: PLC0415

    return f"{record['title']} ({found.border.name}): {in_km_and_mi(found.border.length_km)}"


def _part_rows(found: Survey) -> list[list[str]]:
    from geozone.quantities import in_km  # noqa: PLC0415

    return [
        [
            str(number),
            _km_number(part.start_km),
            _km_number(part.end_km),
            str(in_km(part.length_km)),
            _where(part.start_at),
            _where(part.end_at),
        ]
        for number, part in enumerate(found.parts, 1)
    ]


def _stretch_rows(found: Survey) -> list[list[str]]:
    """The whole border from start to end: its stretches with a name, and the rest as border."""
    from geozone.quantities import in_km  # noqa: PLC0415

    rows, at_km = [], 0.0
    for stretch in found.border.named:
        if stretch.start_km - at_km > _LEAST_KM:
            rows.append((at_km, stretch.start_km, "border", ""))
        known = f"{in_km(stretch.line.off_km)}" if stretch.line.off_km else "–"
        rows.append((stretch.start_km, stretch.end_km, stretch.line.name, known))
        at_km = max(at_km, stretch.end_km)
    if found.border.length_km - at_km > _LEAST_KM:
        rows.append((at_km, found.border.length_km, "border", ""))
    return [[_km_number(start), _km_number(end), *words] for start, end, *words in rows]


def _river_rows(found: Survey) -> list[list[str]]:
    from geozone.quantities import in_km  # noqa: PLC0415

    return [[river.name, str(in_km(river.along_km)), _crossings(river)] for river in found.rivers]


def _named_ends(found: Survey) -> str:
    return f'Ends for --from and --to: {_ends(found)}, "km …" or a place.'


def _ends(found: Survey) -> str:
    """The names that can stand for an end of a section of this border."""
    only = [end.at for end in found.ends if end.is_only]
    only += [f'"{stretch.line.name}"' for stretch in found.border.named]
    rivers = [f"river:{river.name}" for river in found.rivers if not river.no_end]
    return ", ".join(["start", "end", *only, *rivers])


def _crossings(river: RiverAtBorder) -> str:
    if river.no_end:
        return f"no one place: it {river.no_end}"
    return ", ".join(map(_km_number, river.crossings_km))


def _where(at: str) -> str:
    from geozone.atlas import world  # noqa: PLC0415  (numpy and shapely)

    if at in ("sea", "ring", ""):
        return {"sea": "the sea", "ring": "itself (a ring)", "": "–"}[at]
    return f"{world.country_name(at)} ({at})"


def _km_number(km: float) -> str:
    from geozone.quantities import in_km  # noqa: PLC0415

    return str(in_km(km).bare)
