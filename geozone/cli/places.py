"""``geozone places``: each place of a scenario, its distance and its verdicts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from geozone.cli.shared import output, zone_options

if TYPE_CHECKING:
    from geozone.study.study import Study


@click.command("places")
@zone_options.zones
@output.table_format_option
def command(load: Callable[[], Study], form: str) -> None:
    """Show each place of a SCENARIO: distance to the border, and in which zones it lies.

    SCENARIO is a shipped name (default: turkey-syria) or a file; --border and its companions ask
    for zones without one, --place for the places; --places adds a list of your own to either.

    \b
    geozone places
    geozone places --format csv > places.csv    # a row for each place and zone
    geozone places --places villages.csv
    geozone places --border TUR-SYR --into SYR --depth 32 --place Manbij --place Tadif
    """  # noqa: D301  (click wants the backspace)
    from geozone.tables import records  # noqa: PLC0415  (numpy and shapely)

    study = load()
    if form == "json":
        places = [records.place(each) for each in study.places]
        output.print_json({**records.heading(study), "places": places})
        return
    if form == "csv":
        _print_csv(study)
        return
    if form == "md":
        from geozone.tables import place_sheets  # noqa: PLC0415

        output.print_sheets(form, _title(study), [place_sheets.by_id(study)], study)
        return
    click.echo(f"{_title(study)}\n")
    if study.places:
        _print_places(study)
    else:
        click.echo("No places: --place NAME names one, and so do the `places` of a scenario file.")
    output.print_footer(study)


def _title(study: Study) -> str:
    return f"{study.scenario.title} (as of {study.scenario.as_of})"


def _print_csv(study: Study) -> None:
    from geozone.tables import records  # noqa: PLC0415  (numpy and shapely)

    provenance = records.provenance(study)
    rows = [row for place in study.places for row in records.place_zones(place)]
    columns = tuple(rows[0]) if rows else ("name", "lon", "lat", "zone", "verdict", "margin_km")
    output.print_csv([{**row, **provenance} for row in rows], (*columns, *provenance))


def _print_places(study: Study) -> None:
    from geozone.tables import place_sheets  # noqa: PLC0415  (numpy and shapely)

    zones = place_sheets.judging(study)
    numbers = [str(number) for number in range(1, len(zones) + 1)]
    ids = [zone.id for zone in zones]
    header = [*place_sheets.COLUMNS, *numbers]
    rows = [place_sheets.row(study, place, ids) for place in study.places]
    if study.scenario.lists:  # tells places of a list from the scenario's places of the same name
        header.append("list")
        rows = [
            [*row, found.place.list or "–"] for row, found in zip(rows, study.places, strict=True)
        ]
    output.print_table(header, rows, right="llrr" + "r" * len(zones))
    click.echo("\nMargin in km to the zone's nearest edge (depth, section end, river, own line):")
    click.echo(
        "+ inside, − outside, ? too close to call; – where the place is not on the zone's side."
    )
    click.echo("Distances and margins are those of the listed point, which may be off by ± km.\n")
    for number, zone in zip(numbers, zones, strict=True):
        click.echo(f"{number:>3}  {zone.id} ({zone.title})")
