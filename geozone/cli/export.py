"""``geozone export``: files for a GIS."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from geozone import quantities
from geozone.cli.shared import early_imports, target, zone_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from geozone.study.study import Study


@click.command("export")
@zone_options.zones
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file: .geojson, .gpkg, .fgb, .parquet, .kml or .shp.zip.",
)
@click.option("--force", is_flag=True, help="Replace an existing file, whoever made it.")
def command(load: Callable[[], Study], file: Path, *, force: bool) -> None:
    """Write the zones of a SCENARIO as a file for a GIS, by the ending of its name.

    SCENARIO is a shipped name (default: turkey-syria) or a file; --border and its companions ask
    for zones without one. .gpkg and .kml also hold sections, places and sources. What a format
    cannot hold is said on stderr. The last line printed is the file's full path.

    \b
    geozone export -o talks.gpkg
    geozone export --border TUR-SYR --into SYR --depth "15 km" -o zone.geojson
    """  # noqa: D301  (click wants the backspace)
    from geozone.export import writing  # noqa: PLC0415  (numpy and shapely)

    writing.check(file)
    target.check_target(file, force=force)
    if not file.name.lower().endswith(writing.WITHOUT_FRAMES):
        # Importing geopandas and pyogrio takes half as long as making the zones: do both at once.
        early_imports.imported(writing.FRAMES)
    study = load()
    for line in writing.write(study, file):
        click.echo(f"{file.name}: {line}", err=True)
    zones = quantities.counted(len(study.zones), "zone")
    click.echo(f"{study.scenario.title}: {zones}, as of {study.scenario.as_of}")
    click.echo(str(file.resolve()))
