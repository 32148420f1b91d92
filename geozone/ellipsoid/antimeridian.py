"""The antimeridian: geometry in one piece to work with, cut at ±180 to hand out (RFC 7946).

Work is done in a frame of longitude that may run past 180 (such as 179 to 183), so that a geometry
has no jump in it. This module works in lon/lat as in a plane, and measures no distance.

It is written by hand for two reasons. GEOS, which shapely calls, knows no longitude and has no such
cut. And zones, borders and rasters of one study must all be cut by the same rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import numpy as np
import shapely
from shapely import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid.faces import polygons
from geozone.ellipsoid.geodesy import Floats

_TURN = 360.0
_ROUNDING = 1e-9  # of a turn: a longitude so little below the frame still belongs to it
_NARROW = 180.0  # a geometry that spans no more, between -180 and 180, stays in its frame


def one_frame(lines: Sequence[Floats]) -> list[Floats]:
    """Lines turned so that none jumps at ±180 and together they span the fewest degrees.

    An edge of more than 180 degrees is taken to go the shorter way, over the antimeridian.

    Parameters
    ----------
    lines
        Vertices of each, shape (n, 2), lon/lat in degrees.

    Returns
    -------
    list of arrays
        The same arrays where nothing has to be turned.

    Examples
    --------
    >>> [line.tolist() for line in one_frame([np.array([[179.5, 0], [-179.5, 1]])])]
    [[[179.5, 0.0], [180.5, 1.0]]]
    """
    steady = [_unwrapped(line) for line in lines]
    spans = np.array([(line[:, 0].min(), line[:, 0].max()) for line in steady])
    if spans[:, 1].max() - spans[:, 0].min() <= _NARROW and np.abs(spans).max() <= _NARROW:
        return steady
    # The frame starts where the widest gap between the lines ends: then all together span least.
    west = _west_of(spans)
    turns = -np.floor((spans[:, 0] - west) / _TURN + _ROUNDING)
    turns -= np.floor((west + _NARROW) / _TURN)  # the frame starts between -180 and 180
    return [
        np.add(line, (turn * _TURN, 0.0)) if turn else line
        for line, turn in zip(steady, turns, strict=True)
    ]


def span(lines: Sequence[Floats]) -> tuple[float, float]:
    """The least and the largest longitude of some lines."""
    longitudes = [line[:, 0] for line in lines]
    return min(float(lon.min()) for lon in longitudes), max(float(lon.max()) for lon in longitudes)


@overload
def cut(geometry: Polygon | MultiPolygon) -> Polygon | MultiPolygon: ...
@overload
def cut(geometry: MultiLineString) -> MultiLineString: ...
@overload
def cut(geometry: LineString | MultiLineString) -> LineString | MultiLineString: ...
@overload
def cut(geometry: BaseGeometry) -> BaseGeometry: ...
def cut(geometry: BaseGeometry) -> BaseGeometry:
    """A polygon or lines of any frame, cut at ±180 and turned to longitudes from -180 to 180.

    An edge of a line that runs along the antimeridian belongs to both sides; it is kept at -180.
    Points do not change: their longitudes already lie between -180 and 180.

    Examples
    --------
    >>> [part.bounds for part in cut(shapely.box(179, 0, 181, 1)).geoms]
    [(-180.0, 0.0, -179.0, 1.0), (179.0, 0.0, 180.0, 1.0)]
    """
    west, _, east, _ = geometry.bounds  # nan, if it is empty
    if not (west < -_NARROW or east > _NARROW):
        return geometry
    # Each turn of 360 degrees is one piece: the frame -180 to 180, that to its east, and so on.
    first, last = np.floor((np.array([west, east]) + _NARROW) / _TURN)
    pieces: list[BaseGeometry] = []
    for turn in np.arange(first, last + 1) * _TURN:
        frame = shapely.box(turn - _NARROW, -90, turn + _NARROW, 90)
        piece = shapely.intersection(geometry, frame)
        # Neighbouring frames share a meridian. An edge on it is kept in the eastern frame only.
        if turn < last * _TURN and piece.length:
            piece = _without_edges_at(piece, turn + _NARROW)
        pieces.append(_turned(piece, -turn))
    if isinstance(geometry, Polygon | MultiPolygon):
        return polygons(shapely.union_all(pieces))
    parts = shapely.get_parts(shapely.get_parts(pieces))
    lines = [part for part in parts if part.geom_type == "LineString"]
    # A line stays a line if one piece is left; lines stay several in type even then.
    is_one = len(lines) == 1 and isinstance(geometry, LineString)
    return lines[0] if is_one else MultiLineString(lines)


def _without_edges_at(geometry: BaseGeometry, longitude: float) -> BaseGeometry:
    """Lines without their edges along a meridian; polygons unchanged."""
    meridian = LineString([(longitude, -90), (longitude, 90)])
    if geometry.area or not shapely.intersection(geometry, meridian).length:
        return geometry
    return shapely.difference(geometry, meridian)


def joined(area: Polygon | MultiPolygon, west: float, east: float) -> Polygon | MultiPolygon:
    """A polygon that was cut at ±180, put together in a frame; the inverse of `cut`.

    Parameters
    ----------
    area
        The polygon, with longitudes from -180 to 180.
    west, east
        The frame's limits of longitude.

    Examples
    --------
    >>> joined(cut(shapely.box(179, 0, 181, 1)), 178, 182).bounds
    (179.0, 0.0, 181.0, 1.0)
    """
    if west >= -_NARROW and east <= _NARROW:
        return area
    frame = shapely.box(west, -90, east, 90)
    turned = [_turned(area, turn) for turn in (-_TURN, 0.0, _TURN)]
    return polygons(shapely.union_all([shapely.intersection(part, frame) for part in turned]))


def _turned(geometry: BaseGeometry, degrees: float) -> BaseGeometry:
    return shapely.transform(geometry, lambda lonlat: np.add(lonlat, (degrees, 0.0)))


def _unwrapped(line: Floats) -> Floats:
    # A step of about 360 degrees is a jump at the antimeridian: turn the vertices after it back.
    step = np.diff(line[:, 0])
    if not (np.abs(step) > _NARROW).any():
        return line
    turns = np.concatenate([[0.0], np.cumsum(np.round(step / _TURN))])
    return line - np.column_stack([turns * _TURN, np.zeros(len(line))])


def _west_of(spans: Floats) -> float:
    """The longitude where the widest gap between some spans ends, going east.

    The spans may lie in different turns, so they are first moved to starts from 0 to 360.
    """
    start = np.mod(spans[:, 0], _TURN)
    order = np.argsort(start)
    start, end = start[order], (start + spans[:, 1] - spans[:, 0])[order]
    reached = np.maximum.accumulate(end)
    # A span that runs past 360 also covers the beginning of the circle.
    before = np.concatenate([[reached[-1] - _TURN], reached[:-1]])
    return float(start[(start - before).argmax()])
