"""Layers of a figure as named groups, and geometry as matplotlib's paths.

In SVG a layer is a group with its name as id, which Illustrator and Inkscape show. In PDF it is a
layer that can be switched off (`maps.figures.file`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib.artist import Artist
from matplotlib.path import Path
from matplotlib.transforms import Bbox

if TYPE_CHECKING:
    from matplotlib.backend_bases import RendererBase
    from matplotlib.figure import Figure
    from matplotlib.transforms import Transform
    from shapely.geometry.base import BaseGeometry


LAYER = "layer"  # the kind of group that renderers get; matplotlib has other kinds


class Layer(Artist):
    """Artists that are drawn together, as one named group.

    Parameters
    ----------
    figure
        The figure to which the layer is added.
    name
        The group's id, unique in the figure: lower case, digits and hyphens.
    """

    def __init__(self, figure: Figure, name: str, zorder: float) -> None:
        super().__init__()
        self.set_gid(name)
        self.set_zorder(zorder)
        self._members: list[Artist] = []
        figure.add_artist(self)

    @property
    def name(self) -> str:
        """The group's id."""
        return str(self.get_gid())

    def add(self, artist: Artist, transform: Transform, clip: Artist | None = None) -> None:
        """Add an artist; outside the patch `clip` it is not drawn."""
        figure = self.get_figure()
        assert figure is not None  # noqa: S101 - `__init__` has set it
        artist.set_figure(figure)
        artist.set_transform(transform)
        if clip is not None:
            artist.set_clip_path(clip)  # type: ignore[arg-type]  # a patch is an Artist
        self._members.append(artist)

    def draw(self, renderer: RendererBase) -> None:
        """Draw all members between the marks of the group."""
        if not self.get_visible() or not self._members:
            return
        renderer.open_group(LAYER, gid=self.name)
        for artist in self._members:
            artist.draw(renderer)
        renderer.close_group(LAYER)

    def get_children(self) -> list[Artist]:
        """The members, bottom first."""
        return list(self._members)

    def get_tightbbox(self, renderer: RendererBase | None = None) -> Bbox:  # noqa: ARG002
        """The box of the whole figure, so that Jupyter does not crop the margins."""
        figure = self.get_figure()
        assert figure is not None  # noqa: S101
        return Bbox(figure.bbox.get_points())


def layers(figure: Figure) -> dict[str, Layer]:
    """The layers of a figure by name, bottom first."""
    found = [artist for artist in figure.get_children() if isinstance(artist, Layer)]
    return {layer.name: layer for layer in sorted(found, key=lambda layer: layer.get_zorder())}


def path_of(geometry: BaseGeometry) -> Path | None:
    """Polygons or lines as one path, rings closed, holes in the opposite direction; None if empty.

    Examples
    --------
    >>> path_of(shapely.box(0, 0, 1, 1)).codes.tolist()
    [1, 2, 2, 2, 79]
    """
    pieces = list(_pieces(geometry))
    if not pieces:
        return None
    codes = [_codes(len(points), closed=closed) for points, closed in pieces]
    return Path(np.concatenate([points for points, _ in pieces]), np.concatenate(codes))


def _pieces(geometry: BaseGeometry) -> Iterator[tuple[Any, bool]]:
    for part in shapely.get_parts(geometry):
        if part.is_empty:
            continue
        if part.geom_type == "Polygon":
            # Outer rings and holes in opposite directions: renderers then leave holes empty.
            ring = shapely.orient_polygons(part)
            yield from ((shapely.get_coordinates(each), True) for each in [ring.exterior])
            yield from ((shapely.get_coordinates(each), True) for each in ring.interiors)
        elif part.geom_type in ("LineString", "LinearRing"):
            yield shapely.get_coordinates(part), False
        elif part.geom_type != "Point":
            yield from _pieces(part)


def _codes(count: int, *, closed: bool) -> Any:
    codes = np.full(count, Path.LINETO, dtype=Path.code_type)
    codes[0] = Path.MOVETO
    if closed:
        codes[-1] = Path.CLOSEPOLY
    return codes
