"""``geozone compare``: zones and their overlaps side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from geozone.cli.shared import output, zone_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from geozone.study.curve import DepthCurve
    from geozone.study.population import Counted
    from geozone.study.sensitivity import Doubt
    from geozone.study.study import Study
    from geozone.tables.comparison import Comparison

_TABLES = ("zones", "pairs", "sensitivity", "curve", "thresholds")


@click.command("compare")
@zone_options.zones
@output.formats("text", "json", "csv", "md", "html")
@click.option(
    "--table",
    type=click.Choice(_TABLES),
    help="Which table, with --format csv: a CSV holds one. Default: zones.",
)
@click.option(
    "--curve",
    is_flag=True,
    help="Add area and listed places of the whole line's zone at 0 to 40 km, and from which depth "
    "on it contains each place (some seconds).",
)
@click.option(
    "--sensitivity",
    is_flag=True,
    help="Add how far area and counts move with the border's line, the points of places, and a "
    'depth said with "about".',
)
@click.option(
    "--population",
    metavar="FILE.tif",
    help="Add the people of each zone by a GeoTIFF of people per cell (WorldPop, GHS-POP, "
    "LandScan); wants pip install 'geozone[population]'.",
)
def command(  # noqa: PLR0913  (an argument an option)
    *,
    load: Callable[[], Study],
    form: str,
    table: str | None,
    curve: bool,
    sensitivity: bool,
    population: str | None,
) -> None:
    """Compare the zones of a SCENARIO: depth, length, area, listed places, overlaps.

    SCENARIO is a shipped name (default: turkey-syria) or a file; --border and its companions ask
    for zones without one.

    \b
    geozone compare
    geozone compare --format csv --table pairs > pairs.csv
    geozone compare --sensitivity --population syr_ppp_2019.tif --format html > zones.html
    geozone compare --border TUR-SYR --into SYR --depth 5-14 --depth 32
    """  # noqa: D301  (click wants the backspace)
    from geozone.tables.comparison import Comparison  # noqa: PLC0415  (numpy and shapely)

    if table is not None and form != "csv":
        raise click.UsageError(f"--table {table} needs --format csv: the other formats hold all")
    study = load()
    compared = Comparison(
        study,
        curves=_curves(study) if curve or table in ("curve", "thresholds") else (),
        doubts=_doubts(study) if sensitivity or table == "sensitivity" else (),
        counted=_counted(study, population) if population is not None else None,
    )
    _print(compared, form, table or "zones")


def _counted(study: Study, file: str) -> Counted:
    from geozone.study.population import count_people  # noqa: PLC0415  (only when asked for)

    return count_people(study, file)


def _curves(study: Study) -> tuple[DepthCurve, ...]:
    from geozone.study.curve import curves  # noqa: PLC0415  (only when asked for)

    return output.with_progress(lambda progress: curves(study, progress=progress))


def _doubts(study: Study) -> tuple[Doubt, ...]:
    from geozone.study.sensitivity import doubts  # noqa: PLC0415  (only when asked for)

    return output.with_progress(lambda progress: doubts(study, progress=progress))


def _print(compared: Comparison, form: str, table: str) -> None:
    from geozone.tables import comparison  # noqa: PLC0415  (numpy and shapely)
    from geozone.tables.sheets import csv_text  # noqa: PLC0415

    if form == "json":
        output.print_json(comparison.record(compared))
    elif form == "csv":
        output.print_whole(csv_text(*comparison.table(compared, table)))
    else:
        title = comparison.title(compared.study)
        output.print_sheets(form, title, comparison.sheets(compared), compared.study)
