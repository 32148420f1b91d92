"""``geozone compare``: zones and pairs side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from geozone.cli import adhoc, output

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable

    from geozone.study import Study
    from geozone.verdict import Verdict


@click.command("compare")
@adhoc.zones
@output.format_option
def command(load: Callable[[], Study], form: str) -> None:
    """Compare the zones of a SCENARIO: depth, length, area, listed places, overlaps.

    SCENARIO is a shipped name (default: turkey-syria) or a file; --border and its companions ask
    for zones without one.

    \b
    geozone compare
    geozone compare --border TUR-SYR --into SYR --depth 5-14 --depth 32
    """  # noqa: D301  (click wants the backspace)
    study = load()
    if form == "json":
        _print_json(study)
    else:
        _print_text(study)


def _print_json(study: Study) -> None:
    from geozone import records  # noqa: PLC0415  (numpy and shapely)

    output.print_json(
        {
            **records.heading(study),
            "zones": records.compared_zones(study),
            "pairs": [records.pair(each) for each in study.pairs],
        }
    )


def _print_text(study: Study) -> None:
    from geozone import quantities as q  # noqa: PLC0415
    from geozone.errors import printable  # noqa: PLC0415
    from geozone.study_places import counted  # noqa: PLC0415

    own = counted(each for each in study.places if each.place.list is not None)
    rows = []
    for zone in study.zones:
        listed = study.listed.get(zone.id)
        rows.append(
            [
                zone.id,
                f"{zone.stage.status} {zone.stage.start}",
                q.both_units(zone.depth) if zone.depth is not None else "–",
                q.km_text(zone.length_km) if zone.length_km is not None else "–",
                q.area_text(zone.area_km2, zone.area_step_km2) if zone.area_km2 else "–",
                str(listed.places) if listed else "–",
                _population(listed.population_known_for, listed.places, listed.population)
                if listed
                else "–",
                *([_own(own.get(zone.id))] if study.scenario.lists else []),
            ]
        )
    click.echo(f"{study.scenario.title} (as of {study.scenario.as_of})\n")
    header = ["zone", "stage", "depth", "length", "area", "listed places", "their population"]
    files = ", ".join(each.file for each in study.scenario.lists)
    output.print_table([*header, f"of {files}"] if files else header, rows, right="lllrrrrr")
    click.echo("\nListed places: towns of the embedded GeoNames list; most villages are not in it.")
    if files:
        click.echo(printable(f"Of {files}: places inside by their verdicts; ? too close to call."))
    if study.pairs:
        of = "proposals" if study.scenario.is_published else "depths"
        click.echo(f"\nOverlaps of zones of different {of}:\n")
        output.print_table(
            ["zone", "and zone", "both", "only the first", "only the second"],
            [
                [
                    pair.a,
                    pair.b,
                    q.area_text(pair.overlap_km2, pair.step_km2),
                    q.area_text(pair.only_a_km2, pair.step_km2),
                    q.area_text(pair.only_b_km2, pair.step_km2),
                ]
                for pair in study.pairs
            ],
            right="llrrr",
        )
    output.print_footer(study)


def _own(counts: Counter[Verdict] | None) -> str:
    """How many places of the user's list are inside, and how many too close to call."""
    if counts is None:
        return "–"
    close = counts["too-close"]
    return f"{counts['inside']:,}" + (f" + {close:,}?" if close else "")


def _population(known: int, places: int, population: int | None) -> str:
    from geozone.quantities import count_text  # noqa: PLC0415

    said = f"known for {known} of {places}"
    return said if population is None else f"{count_text(population)} ({said})"
