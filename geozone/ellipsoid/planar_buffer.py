"""Buffers in a plane: those of GEOS, without its fault about lines that close upon themselves.

The functions work in any plane. They know no longitude, and nothing of what a line means.
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
    """The area within a distance of each geometry.

    GEOS takes a closed line for a ring. It takes one side of the ring for its inside, by the
    direction in which the ring runs. A closed line that crosses or retraces itself has no inside in
    that sense, and then a part of its buffer, or all of it, is missing. So such a line is buffered
    as two open lines. GEOS buffers simple rings and all open lines correctly.

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
    """A closed line as two open lines, divided at the vertex farthest from its start."""
    # At the farthest vertex neither half is closed. A line of one repeated point has none.
    vertices = shapely.get_coordinates(line)
    far = int(((vertices - vertices[0]) ** 2).sum(axis=1).argmax())
    return MultiLineString([vertices[: far + 1], vertices[far:]]) if far else line
