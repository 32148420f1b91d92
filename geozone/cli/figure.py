"""``geozone figure``: a map for print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geozone.cli.shared import early_imports, missing_letters, output, target, zone_options

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matplotlib.figure import Figure

    from geozone.study.study import Study


@click.command("figure")
@zone_options.zones
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file: .png (300 dpi), or .svg and .pdf with live text in named layers.",
)
@click.option(
    "--width",
    type=click.Choice(["column", "page", "slide"]),
    default="page",
    show_default=True,
    help="For a column of 89 mm, a page of 183 mm, or a slide of 16:9.",
)
@click.option("--panels", is_flag=True, help="A small map for each proposal, other readings too.")
@click.option("--curve", is_flag=True, help="Area and places against depth, 0 to 40 km.")
@click.option(
    "--proposal",
    "proposals",
    multiple=True,
    metavar="ID",
    help="Draw this proposal only (--curve: mark its depths only); may be repeated.",
)
@click.option(
    "--style",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A TOML file with a house's fonts, colours, labels and logo.",
)
@click.option(
    "--force", is_flag=True, help="Replace a file that geozone did not make or that was changed."
)
def command(load: Callable[[], Study], file: Path, *, force: bool, **manner: Any) -> None:
    """Draw the zones of a SCENARIO as a figure for print.

    SCENARIO is a shipped name (default: turkey-syria) or a file; --border and its companions ask
    for zones without one. The last line printed is the figure's full path.

    \b
    geozone figure -o talks.png
    geozone figure -o talks.svg --width column
    geozone figure -o readings.pdf --panels
    """  # noqa: D301  (click wants the backspace)
    if manner["panels"] and manner["curve"]:
        raise click.UsageError("--panels or --curve, not both")
    _check_figure(file, force=force)
    # Importing matplotlib takes as long as making the zones: do both at once.
    early_imports.imported("maps.figures.figure")
    with missing_letters.missing_told(file):
        study, drawn = _drawn(load, manner)

        from maps.figures import file as figure_file  # noqa: PLC0415

        figure_file.save(drawn, file)
    click.echo(f"{study.scenario.title}: as of {study.scenario.as_of}")
    click.echo(str(file.resolve()))


def _check_figure(file: Path, *, force: bool) -> None:
    """Refuse a file that cannot or must not be written, before anything is computed."""
    from geozone.files import whole_file  # noqa: PLC0415  (only what --help does not need)
    from maps.look.print_style import ENDINGS  # noqa: PLC0415

    whole_file.ending_of(file, ENDINGS)
    target.check_target(file, "figure", force=force)


def _drawn(load: Callable[[], Study], manner: Mapping[str, Any]) -> tuple[Study, Figure]:
    """The study and its figure. A faulty style file is refused before anything is computed."""
    from maps import house_style  # noqa: PLC0415

    style, width = manner["style"], manner["width"]
    house = house_style.read(style) if style is not None else None
    study = load()

    from maps.figures import figure, panels  # noqa: PLC0415  (matplotlib)
    from maps.figures.chart import curve  # noqa: PLC0415  (matplotlib)

    options = {"width": width, "proposals": manner["proposals"], "style": house}
    if manner["curve"]:
        from geozone.study.curve import curves  # noqa: PLC0415

        found = output.with_progress(lambda progress: curves(study, progress=progress))
        return study, curve.curve(study, found, **options)
    draw = panels.panels if manner["panels"] else figure.figure
    return study, draw(study, **options)
