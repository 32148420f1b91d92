"""Buffers in a plane: those of GEOS, without its fault about lines that close upon themselves.

Knows no longitude and no line's meaning.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry


def buffered(
    geometries: Sequence[BaseGeometry] | NDArray[np.object_], distance: float, *, quad_segs: int
) -> NDArray[np.object_]:
    """All that lies within a distance of each of some geometries.

    GEOS takes a closed line for a ring, and buffers its left and its right by what its direction
    says of inside and outside. A closed line that crosses or retraces itself has no such direction,
    and a part of its buffer, or all of it, is then missing. Such a line is buffered as two open
    lines. Rings that are simple, and open lines however they run, GEOS buffers rightly.

    Parameters
    ----------
    geometries
        Points, lines and polygons in a plane.
    distance
        In the plane's unit, above 0.
    quad_segs
        Edges of a quarter circle.

    Examples
    --------
    >>> crosses_itself = LineString([(4, -8), (2, 0), (0, -2), (0, 4), (4, -8)])
    >>> (area,) = buffered([crosses_itself], 30, quad_segs=8)
    >>> area.covers(crosses_itself)
    True
    """
    given = np.asarray(geometries, dtype=object)
    lines = np.flatnonzero(shapely.get_type_id(given) == shapely.GeometryType.LINESTRING)
    tangled = lines[shapely.is_closed(given[lines])]
    tangled = tangled[~shapely.is_simple(given[tangled])]
    if len(tangled):
        given = given.copy()
        given[tangled] = [_opened(line) for line in given[tangled]]
    return np.asarray(shapely.buffer(given, distance, quad_segs=quad_segs))


def _opened(line: LineString) -> BaseGeometry:
    """A closed line as two open ones, parted at the vertex farthest from its start."""
    vertices = shapely.get_coordinates(line)
    far = int(((vertices - vertices[0]) ** 2).sum(axis=1).argmax())
    return MultiLineString([vertices[: far + 1], vertices[far:]]) if far else line
