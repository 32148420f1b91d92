"""``geozone map``: the comparison page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from geozone import quantities
from geozone.cli.shared import target, zone_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from geozone.study.study import Study


@click.command("map")
@zone_options.zones
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("safe-zones.html"),
    show_default=True,
    help="The page to write.",
)
@click.option(
    "--style",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A TOML file with a house's fonts, colours, labels and logo.",
)
@click.option(
    "--tiles",
    metavar="PROVIDER",
    help="A ground of tiles, by a name of xyzservices such as OpenStreetMap.Mapnik; the page then "
    "asks their host when it is opened.",
)
@click.option(
    "--language",
    type=click.Choice(("ar", "de", "en", "fr", "tr")),
    default="en",
    show_default=True,
    help="Of the page's own words, dates, figures and countries; what the scenario says stays.",
)
@click.option(
    "--force", is_flag=True, help="Replace a file that geozone did not make or that was changed."
)
def command(  # noqa: PLR0913  (one for each option)
    load: Callable[[], Study],
    file: Path,
    style: Path | None,
    tiles: str | None,
    language: str,
    *,
    force: bool,
) -> None:
    """Make the comparison map of a SCENARIO: one file that works without a network.

    SCENARIO is a shipped name (default: turkey-syria) or a file; --border and its companions ask
    for zones without one. The last line printed is the page's full path.

    \b
    geozone map -o zones.html
    geozone map -o zones.html --style house.toml
    geozone map -o gorusmeler.html --language tr
    geozone map --border TUR-SYR --into SYR --depth "15 km" --from river:Euphrates --to IRQ
    """  # noqa: D301  (click wants the backspace)
    if file.suffix.lower() not in (".html", ".htm"):
        raise click.UsageError(f"the map is a web page: name it {file.stem}.html, got {file}")
    target.check_target(file, "map", force=force)
    from maps import house_style  # noqa: PLC0415  (only what --help does not need)

    house = house_style.read(style) if style is not None else None
    ground = None
    if tiles is not None:
        from maps.page.tiles import tiles as named  # noqa: PLC0415

        ground = named(tiles)  # a mistyped name is refused before the zones are made
    study = load()

    from maps.page import compose  # noqa: PLC0415  (without folium, which takes longer than the zones)

    compose.save(study, file, style=house, tiles=ground, language=language)
    if ground is not None:
        click.echo(f"{file.name} asks {ground.host} for its ground when it is opened", err=True)
        if ground.wants_site:
            click.echo(
                f"{ground.host} answers a page on a web site only: not a file opened from a disk "
                "or a mail, nor one in the frame of geozone embed",
                err=True,
            )
    zones = quantities.counted(len(study.zones), "zone")
    click.echo(f"{study.scenario.title}: {zones}, as of {study.scenario.as_of}")
    click.echo(str(file.resolve()))
