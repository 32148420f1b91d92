"""The option --places: lists of the user's that a gazetteer searches before its own places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geozone.cli.shared import output

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from gazetteer.lists.layers import Layer

_TEXT_ENDINGS = {"", ".csv", ".tsv", ".txt"}  # files that the gazetteer reads itself, without GDAL
ATTRIBUTION = "Places: GeoNames (geonames.org), CC BY 4.0"

option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--places",
    "lists",
    multiple=True,
    metavar="FILE",
    help="Look in a list of your own first: CSV, a dump of GeoNames (.txt or .zip), or points of a "
    "vector file. May be given several times, the last first.",
)


def gazetteer_with(lists: Sequence[str]) -> Gazetteer:
    """The gazetteer that searches the user's lists first, indexed with progress on a terminal."""
    from gazetteer import Gazetteer  # noqa: PLC0415  (keeps --help light)

    found = Gazetteer()
    for said in lists:
        found = output.with_status(partial(_laid, found, said))
        for line in _remarks(found.lists[0]):
            click.echo(line, err=True)
    return found


def country_in(places: Gazetteer, said: str) -> str:
    """The alpha-3 code of a country that is given by its code or its name."""
    from gazetteer.lists.lookup import country_of  # noqa: PLC0415  (keeps --help light)

    return country_of(said, places) or places.country(said)


def _laid(found: Gazetteer, said: str, say: output.Progress | None) -> Gazetteer:
    from gazetteer.lists.text import is_zipped_text  # noqa: PLC0415  (keeps --help light)

    if Path(said).suffix.lower() in _TEXT_ENDINGS or is_zipped_text(said):
        if say is None:
            return found.with_places(said)
        text = f"indexing {Path(said).name} …"
        return found.with_places(said, progress=lambda share: say(f"{text} {share:.0%}"))

    from geozone.study import own_places  # noqa: PLC0415  (numpy, shapely, GDAL)

    return found.with_places(own_places.read(said))


def attributions(places: Gazetteer, sources: Iterable[str | None] = ()) -> list[str]:
    """Attribution lines for the places of an output; `sources` are those of its answers."""
    own = [each.file for each in places.lists]
    others = sorted({each for each in sources if each} - {"GeoNames", *own})
    return [
        ATTRIBUTION,
        *(f"Places: {file}, a list of yours" for file in own),
        *(f"Points of waters: {source}" for source in others),
    ]


def _remarks(layer: Layer) -> Iterator[str]:
    """Messages about a list: why its index is not kept, and which rows are no places."""
    from geozone.errors import printable  # noqa: PLC0415  (keeps --help light)

    if layer.note:
        yield printable(f"{layer.file}: {layer.note}")
    rows = [(trouble.row, trouble.text) for trouble in layer.troubles]
    yield from output.rows_left_out(layer.file, layer.places, layer.left_out, rows)
