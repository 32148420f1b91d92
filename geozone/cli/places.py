"""``geozone places``: each place of a scenario, its distance and its verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from geozone.cli import output

if TYPE_CHECKING:
    from geozone.study import Study, StudyPlace


@click.command("places")
@output.scenario_argument
@output.format_option
def command(scenario: str, form: str) -> None:
    """Show each place of a SCENARIO: distance to the border, and in which zones it lies."""
    study = output.load(scenario)
    if form == "json":
        from geozone import records  # noqa: PLC0415  (numpy and shapely)

        places = [records.place(each) for each in study.places]
        output.print_json({**records.heading(study), "places": places})
        return
    click.echo(f"{study.scenario.title} (as of {study.scenario.as_of})\n")
    output.print_table(
        ["place", "country", "to border", "± km", "inside", "too close to call"],
        [_row(study, place) for place in study.places],
        right="llrr",
    )
    click.echo(
        "\nDistance of the listed point. In brackets the margin: how far to the zone's nearest "
        "edge\n(depth, section end or river). Outside every zone that is not named in a row."
    )
    output.print_footer(study)


def _row(study: Study, found: StudyPlace) -> list[str]:
    from geozone.quantities import km_text, number_text  # noqa: PLC0415

    place = found.place
    name = f"{place.name} / {place.other}" if place.other else place.name
    on_side = any(margin is not None for margin in found.margins_km.values())
    country = study.country_names.get(place.country or "", place.country or "–")
    return [
        name,
        country,
        km_text(found.distance_km) if found.distance_km is not None else "–",
        number_text(place.uncertainty_km),
        _zones(found, "inside") if on_side else f"–, in {country}",
        _zones(found, "too-close"),
    ]


def _zones(found: StudyPlace, verdict: str) -> str:
    from geozone.quantities import km_text  # noqa: PLC0415

    named = [
        f"{id_} ({km_text(margin)})" if margin is not None else id_
        for id_, margin in found.margins_km.items()
        if found.verdicts[id_] == verdict
    ]
    return ", ".join(named) or "–"
