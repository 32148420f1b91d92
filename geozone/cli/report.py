"""``geozone report``: a study as a document with map, tables, method and sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from geozone.cli.shared import early_imports, missing_letters, target, zone_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from geozone.study.study import Study


@click.command("report")
@zone_options.zones
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file: .html (one file, with the interactive map), .md (figure and map beside it), or "
    ".docx (wants pip install 'geozone[report]').",
)
@click.option(
    "--style",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A TOML file with a house's fonts, colours, labels and logo, for figure and map.",
)
@click.option(
    "--force", is_flag=True, help="Replace files that geozone did not make or that were changed."
)
def command(load: Callable[[], Study], file: Path, style: Path | None, *, force: bool) -> None:
    """Write a report on a SCENARIO: summary, map, tables, what was said, method, sources.

    It says how exact its figures are, how to cite it, and whether it may be published. SCENARIO is
    a shipped name (default: turkey-syria) or a file; --border and its companions ask for zones
    without one. The last line printed is the report's full path. What you have changed is not
    replaced without --force.

    \b
    geozone report -o talks.html
    geozone report korea-dmz -o dmz.docx
    geozone report -o talks.md
    geozone report --border NOR-RUS --into NOR --depth 10 -o strip.html
    """  # noqa: D301  (click wants the backspace)
    _check_report(file, force=force)
    from maps import house_style  # noqa: PLC0415  (only what --help does not need)

    house = house_style.read(style) if style is not None else None
    # Importing matplotlib takes as long as making the zones: do both at once.
    early_imports.imported("maps.figures.figure")
    study = load()

    from maps.reports.report import report  # noqa: PLC0415  (matplotlib)

    with missing_letters.missing_told(file):
        *beside, own = report(study, file, style=house)
    if beside:
        names = " and ".join(each.name for each in beside)
        click.echo(f"{names}: to be kept beside {own.name}", err=True)
    click.echo(f"{study.scenario.title}: as of {study.scenario.as_of}")
    click.echo(str(own.resolve()))


def _check_report(file: Path, *, force: bool) -> None:
    """Refuse files that cannot or must not be written, before anything is computed."""
    from maps.reports import files  # noqa: PLC0415  (only what --help does not need)

    for each in files.files(file):
        target.check_target(each, "report", force=force)
    if file.suffix.lower() == ".docx":
        files.check_docx(file)
