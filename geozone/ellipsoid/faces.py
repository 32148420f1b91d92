"""Polygons cut by lines into faces, and put together again. Planar, in lon/lat.

`shapely.ops.split` cuts one polygon by one line. Here several lines, which may cross or end within
the area, cut a multipolygon.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

# Where two outlines coincide except for rounding, they enclose needles. A face whose area is below
# this width times its length is such a needle.
_SLIVER_DEGREES = 1e-9  # a tenth of a millimetre
Faces = NDArray[Any]  # of shapely Polygons


def polygons(geometry: BaseGeometry) -> Polygon | MultiPolygon:
    """The polygons of a geometry, exterior rings counter-clockwise (RFC 7946).

    Examples
    --------
    >>> mixed = shapely.GeometryCollection([shapely.Point(0, 0), shapely.box(0, 0, 1, 1)])
    >>> polygons(mixed).geom_type
    'Polygon'
    """
    flat = shapely.get_parts(shapely.get_parts(geometry))  # collections may hold collections
    parts = [part for part in flat if part.geom_type == "Polygon"]
    oriented = shapely.orient_polygons(np.array(parts, dtype=object))
    return oriented[0] if len(oriented) == 1 else MultiPolygon(list(oriented))


def split(area: Polygon | MultiPolygon, lines: Sequence[BaseGeometry]) -> Faces:
    """The faces into which lines cut an area, without the needles that rounding leaves.

    Examples
    --------
    >>> len(split(shapely.box(0, 0, 2, 2), [shapely.LineString([(1, -1), (1, 3)])]))
    2
    """
    # Only the parts of the lines in the area's box can cut it; the rest would slow the union down.
    inside = [shapely.intersection(line, shapely.box(*area.bounds)) for line in lines]
    linework = shapely.union_all([shapely.boundary(area), *inside])
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(linework)))
    faces = faces[shapely.area(faces) > _SLIVER_DEGREES * shapely.length(faces)]
    # Polygonizing makes faces of the area's holes too; an inner point tells which are in the area.
    shapely.prepare(area)
    return np.asarray(faces[shapely.contains(area, shapely.point_on_surface(faces))])


def assemble(faces: Iterable[BaseGeometry]) -> Polygon | MultiPolygon:
    """Faces united to one area; their common edges disappear.

    Examples
    --------
    >>> assemble([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]).area
    2.0
    """
    return polygons(shapely.union_all(list(faces)))


def segments(area: BaseGeometry) -> NDArray[np.float64]:
    """The edges of an area's outline, shape (n, 2, 2), the inside on their left.

    Examples
    --------
    >>> segments(shapely.box(0, 0, 1, 1)).shape
    (4, 2, 2)
    """
    rings = shapely.get_rings(shapely.orient_polygons(shapely.get_parts(area)))
    coordinates, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    return np.stack([coordinates[:-1][same], coordinates[1:][same]], axis=1)


def joined(segments_: NDArray[np.float64]) -> MultiLineString:
    """Segments, shape (n, 2, 2), joined to lines where exactly two of them meet.

    Examples
    --------
    >>> len(joined(segments(shapely.box(0, 0, 1, 1))).geoms)
    1
    """
    if not len(segments_):
        return MultiLineString()
    # Segments of an outline mostly follow each other in the array. Join such runs here, which is
    # quick, and leave only the rest to `line_merge` of GEOS.
    goes_on = (segments_[1:, 0] == segments_[:-1, 1]).all(axis=1)
    last = np.flatnonzero(np.append(~goes_on, True))
    run = np.insert(np.cumsum(np.insert(~goes_on, 0, False)), last + 1, np.arange(len(last)))
    lonlat = np.insert(segments_[:, 0], last + 1, segments_[last, 1], axis=0)
    lines = np.asarray(shapely.linestrings(lonlat, indices=run))
    merged = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(lines)))
    return MultiLineString(list(merged))


def edge_tree(lines: BaseGeometry) -> shapely.STRtree:
    """A search tree of the edges of lines, each edge a geometry of its own.

    Examples
    --------
    >>> len(edge_tree(shapely.box(0, 0, 1, 1).boundary).geometries)
    4
    """
    flat = shapely.get_parts(shapely.get_parts(lines))
    lonlat, line = shapely.get_coordinates(flat, return_index=True)
    same = line[1:] == line[:-1]
    edges = np.stack([lonlat[:-1][same], lonlat[1:][same]], axis=1)
    return shapely.STRtree(np.asarray(shapely.linestrings(edges)))
