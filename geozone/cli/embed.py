"""``geozone embed``: the HTML or Markdown that shows a page of geozone inside another page."""

from __future__ import annotations

from pathlib import Path

import click

from geozone.cli.shared import output, target


@click.command("embed")
@click.argument("page", metavar="FILE.html", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--src", help="Where the page will be: an address or a path. [default: its name]")
@click.option(
    "--image",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a still picture of the map too (.svg), shown where a frame cannot be.",
)
@click.option("--image-src", help="Where the picture will be. [default: its name]")
@click.option("--view", default="", help="The fragment of a copied link: what is shown first.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("html", "md", "quarto")),
    default="html",
    show_default=True,
    help="A frame; a picture with a link; or a frame in HTML and the picture in print.",
)
@click.option(
    "--force", is_flag=True, help="Replace a picture that geozone did not make or that was changed."
)
def command(  # noqa: PLR0913, PLR0917  (one for each option)
    page: Path,
    src: str | None,
    image: Path | None,
    image_src: str | None,
    view: str,
    form: str,
    *,
    force: bool,
) -> None:
    """Print what embeds FILE.html, a page that geozone made, in a web page or a document.

    The frame shows the map with its switches and a strip with date, sources and the note on
    borders. It may run its own script, and nothing of the page around it.

    \b
    geozone map                  # makes safe-zones.html
    geozone embed safe-zones.html --image safe-zones.svg
    geozone embed safe-zones.html --format quarto --image safe-zones.svg
    geozone embed safe-zones.html --src https://example.org/maps/zones.html --view "#mode=depth"
    """  # noqa: D301  (click wants the backspace)
    from geozone.files import signed, whole_file  # noqa: PLC0415  (only what --help does not need)
    from maps.page import embed, still  # noqa: PLC0415

    if image is not None:
        _check_image(image, force=force)
    data = embed.data_of(page)
    picture = image_src or (image.name if image is not None else None)
    try:
        text = embed.snippet(data, src or page.name, form=form, image=picture, view=view)
        drawn = still.svg(data) if image is not None else b""
    # The page may come from an older version or have been edited: its data can have any shape.
    except (KeyError, TypeError, ValueError, IndexError, OverflowError) as error:
        raise embed.NotOurPage(
            f"{page}: its data cannot be used; make it again with geozone map"
        ) from error
    if image is not None:
        whole_file.write(image, signed.signed(drawn, "still picture", ".svg"))
        click.echo(f"{image.name}: the still picture, to be put beside the page", err=True)
    output.print_whole(f"{text}\n")


def _check_image(image: Path, *, force: bool) -> None:
    if image.suffix.lower() != ".svg":
        raise click.UsageError(
            f"the still picture is an SVG: name it {image.stem}.svg, got {image}"
        )
    target.check_target(image, "still picture", force=force)
