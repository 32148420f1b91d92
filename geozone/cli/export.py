"""``geozone export``: files for a GIS."""

from __future__ import annotations

from pathlib import Path

import click

from geozone.cli import output


@click.command("export")
@output.scenario_argument
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file: .geojson, .gpkg, .fgb, .parquet, .kml or .shp.zip.",
)
@click.option("--force", is_flag=True, help="Replace an existing file, whoever made it.")
def command(scenario: str, file: Path, *, force: bool) -> None:
    """Write the zones of a SCENARIO as a file for a GIS, by the ending of its name.

    .gpkg and .kml also hold sections, places and sources. What a format cannot hold is said on
    stderr. The last line printed is the file's full path.
    """
    from geozone import export  # noqa: PLC0415  (geopandas)

    export.check(file)
    if file.exists() and not force:
        raise click.UsageError(f"{file} exists: --force replaces it")
    study = output.load(scenario)
    for line in export.write(study, file):
        click.echo(f"{file.name}: {line}", err=True)
    click.echo(f"{study.scenario.title}: {len(study.zones)} zones, as of {study.scenario.as_of}")
    click.echo(str(file.resolve()))
