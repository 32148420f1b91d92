"""The antimeridian: geometry in one piece to work with, cut at ±180 to hand out (RFC 7946).

Work is done in a frame of longitude that may run past 180 (179 to 183) and holds all of a
geometry without a jump. Planar, in lon/lat; knows no distance.
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
_ROUNDING = 1e-9  # of a turn
_NARROW = 180.0  # what spans no more needs no other frame


def one_frame(lines: Sequence[Floats]) -> list[Floats]:
    """Lines turned so that none jumps at ±180 and all together span least.

    An edge of more than 180 degrees goes the other, shorter way.

    Parameters
    ----------
    lines
        Vertices of each, shape (n, 2), lon/lat in degrees.

    Returns
    -------
    list of arrays
        The very same where nothing has to be turned.

    Examples
    --------
    >>> [line.tolist() for line in one_frame([np.array([[179.5, 0], [-179.5, 1]])])]
    [[[179.5, 0.0], [180.5, 1.0]]]
    """
    steady = [_unwrapped(line) for line in lines]
    spans = np.array([(line[:, 0].min(), line[:, 0].max()) for line in steady])
    if spans[:, 1].max() - spans[:, 0].min() <= _NARROW and np.abs(spans).max() <= _NARROW:
        return steady
    west = _west_of(spans)
    turns = -np.floor((spans[:, 0] - west) / _TURN + _ROUNDING)
    turns -= np.floor((west + _NARROW) / _TURN)  # a frame that starts at -180 to 180
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
    """A polygon or lines of any frame, cut at ±180 and turned to between them.

    An edge of a line that runs along the antimeridian belongs to both sides, and is kept at -180.
    Points stay as they are: theirs is a longitude from -180 to 180.

    Examples
    --------
    >>> [part.bounds for part in cut(shapely.box(179, 0, 181, 1)).geoms]
    [(-180.0, 0.0, -179.0, 1.0), (179.0, 0.0, 180.0, 1.0)]
    """
    west, _, east, _ = geometry.bounds  # nan, if it is empty
    if not (west < -_NARROW or east > _NARROW):
        return geometry
    first, last = np.floor((np.array([west, east]) + _NARROW) / _TURN)
    pieces: list[BaseGeometry] = []
    for turn in np.arange(first, last + 1) * _TURN:
        frame = shapely.box(turn - _NARROW, -90, turn + _NARROW, 90)
        piece = shapely.intersection(geometry, frame)
        if turn < last * _TURN and piece.length:
            piece = _without_edges_at(piece, turn + _NARROW)
        pieces.append(_turned(piece, -turn))
    if isinstance(geometry, Polygon | MultiPolygon):
        return polygons(shapely.union_all(pieces))
    parts = shapely.get_parts(shapely.get_parts(pieces))
    lines = [part for part in parts if part.geom_type == "LineString"]
    is_one = len(lines) == 1 and isinstance(geometry, LineString)
    return lines[0] if is_one else MultiLineString(lines)


def _without_edges_at(geometry: BaseGeometry, longitude: float) -> BaseGeometry:
    """What lines are besides the edges that run along a meridian; polygons as they are."""
    meridian = LineString([(longitude, -90), (longitude, 90)])
    if geometry.area or not shapely.intersection(geometry, meridian).length:
        return geometry
    return shapely.difference(geometry, meridian)


def joined(area: Polygon | MultiPolygon, west: float, east: float) -> Polygon | MultiPolygon:
    """A polygon that was cut at ±180 in the frame of its working; the inverse of `cut`.

    Parameters
    ----------
    area
        Between -180 and 180.
    west, east
        The frame.

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
    step = np.diff(line[:, 0])
    if not (np.abs(step) > _NARROW).any():
        return line
    turns = np.concatenate([[0.0], np.cumsum(np.round(step / _TURN))])
    return line - np.column_stack([turns * _TURN, np.zeros(len(line))])


def _west_of(spans: Floats) -> float:
    """Where the widest gap between some spans ends; they may lie in different turns."""
    start = np.mod(spans[:, 0], _TURN)
    order = np.argsort(start)
    start, end = start[order], (start + spans[:, 1] - spans[:, 0])[order]
    reached = np.maximum.accumulate(end)
    # What runs past 360 also covers the beginning of the circle.
    before = np.concatenate([[reached[-1] - _TURN], reached[:-1]])
    return float(start[(start - before).argmax()])
