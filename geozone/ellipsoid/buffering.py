"""All that lies within a geodesic distance of a geometry, to a stated tolerance.

A rough outline (`geozone.ellipsoid.outlines`) is made exact (`geozone.ellipsoid.correction`),
rid of slivers, and cut at the antimeridian. This module knows no border and no side.

GEOS buffers in a plane only. No projection keeps all distances from a long line true, so its buffer
can serve as the rough outline and no more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import overload

import numpy as np
import shapely
from shapely import MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid import antimeridian, geodesy
from geozone.ellipsoid.accepted_geometry import Measurable, as_float, is_real, measurable
from geozone.ellipsoid.faces import polygons
from geozone.ellipsoid.geodesy import Floats
from geozone.ellipsoid.nearest import MeasuredLine
from geozone.ellipsoid.outlines import DEGREE_M, check_holds, farthest_north, outlines
from geozone.errors import GeozoneError, printable

MIN_DISTANCE_M, MAX_DISTANCE_M = 10.0, 500_000.0
_MIN_TOLERANCE_M, _MAX_TOLERANCE_M = 0.1, 1_000.0
_ROUND_THE_WORLD = 350.0  # an outline over more degrees of longitude is made in two halves


@overload
def buffer(
    geometry: BaseGeometry, distance_m: float, *, tolerance_m: float = 1.0
) -> Polygon | MultiPolygon: ...
@overload
def buffer(
    geometry: BaseGeometry, distance_m: Sequence[float], *, tolerance_m: float = 1.0
) -> list[Polygon | MultiPolygon]: ...
def buffer(
    geometry: BaseGeometry, distance_m: float | Sequence[float], *, tolerance_m: float = 1.0
) -> Polygon | MultiPolygon | list[Polygon | MultiPolygon]:
    """All that lies within a geodesic distance of a geometry.

    Parameters
    ----------
    geometry
        Any shapely geometry of points, lines and polygons, lon/lat in degrees on WGS84. Heights
        are left out. Edges are straight in lon/lat. An edge of a line that spans more than 180
        degrees crosses the antimeridian; polygons are cut there (RFC 7946).
    distance_m
        10 m to 500 km, or a sequence of distances: a list of geometries comes back.
    tolerance_m
        0.1 to 1,000 m: the outline's edges (straight in lon/lat) lie within this of the exact
        distance, and within a tenth of the distance whatever it is.

    Returns
    -------
    Polygon or MultiPolygon, or a list of them
        lon/lat on WGS84, valid, cut at the antimeridian, exterior rings counter-clockwise
        (RFC 7946), without height. Holes up to about four tolerances wide are left out.

    Raises
    ------
    GeozoneError
        If a number or a coordinate cannot be right, the geometry is empty or not valid, or a pole
        is near.

    Examples
    --------
    >>> import shapely
    >>> disc = buffer(shapely.Point(38, 36.8), 15_000)
    >>> round(geodesy.area_m2(disc) / 1e6)
    707
    >>> [round(geodesy.area_m2(each) / 1e6) for each in buffer(disc, [5_000, 10_000])]
    [1257, 1963]
    """
    given = measurable(geometry)
    _check("tolerance_m", tolerance_m, _MIN_TOLERANCE_M, _MAX_TOLERANCE_M)
    distances = _distances(distance_m)
    if not distances:
        return []
    lines = _measured_lines(given.lines, max(distances))
    ascending = sorted(set(distances))
    zones = dict(zip(ascending, _buffers(lines, given, ascending, tolerance_m), strict=True))
    return [zones[each] for each in distances] if _are_many(distance_m) else zones[distances[0]]


def _distances(distance_m: float | Sequence[float]) -> list[float]:
    """The distances as a list of numbers, each checked to be in range."""
    given = distance_m if _are_many(distance_m) else [distance_m]
    numbers = []
    for each in given:  # type: ignore[union-attr]
        _check("distance_m", each, MIN_DISTANCE_M, MAX_DISTANCE_M)
        numbers.append(float(each))  # type: ignore[arg-type]
    return numbers


def _are_many(distance_m: object) -> bool:
    """Whether distances are a sequence, not a number; `_distances` checks each element."""
    return isinstance(distance_m, list | tuple) or np.ndim(distance_m) > 0  # type: ignore[arg-type]


def _buffers(
    lines: Sequence[MeasuredLine],
    given: Measurable,
    distances_m: Sequence[float],
    tolerance_m: float,
) -> list[Polygon | MultiPolygon]:
    """The zones of ascending distances."""
    if len(lines) == 1:
        (line,) = lines
        west, east = antimeridian.span(line.parts)
        filled = antimeridian.joined(MultiPolygon(given.faces), west, east)
        return [
            antimeridian.cut(whole)
            for whole in outlines(line, distances_m, tolerance_m, filled=filled)
        ]
    # The two halves overlap by the distance; their union is the whole.
    halves = [outlines(line, distances_m, tolerance_m) for line in lines]
    zones = []
    for distance_m, *both in zip(distances_m, *halves, strict=True):
        pieces = [antimeridian.cut(half) for half in both]
        zone = polygons(shapely.union_all([*pieces, *given.faces]))
        check_holds(zone, given.lines, distance_m)
        zones.append(zone)
    return zones


def _measured_lines(lines: Sequence[Floats], distance_m: float) -> list[MeasuredLine]:
    """The lines in one frame of longitude, or in two halves where they go round the world.

    An outline over 360 degrees or more would overlap itself in lon/lat.
    """
    whole = MeasuredLine.of(lines)
    west, east = antimeridian.span(whole.parts)
    # Near a pole a distance spans many longitudes, and at the pole all. `outlines` refuses that;
    # here the cosine must only not become 0.
    narrowest = max(math.cos(math.radians(farthest_north(whole) + distance_m / DEGREE_M)), 0.01)
    if east - west + 2 * distance_m / DEGREE_M / narrowest < _ROUND_THE_WORLD:
        return [whole]
    halves = [_half(whole.parts, west) for west in (-180.0, 0.0)]
    return [MeasuredLine.of(half) for half in halves if half]


def _half(parts: Sequence[Floats], west: float) -> list[Floats]:
    """The parts of lines and points within 180 degrees to the east of a longitude."""
    box = shapely.box(west, -90, west + 180, 90)
    lines = MultiLineString([part for part in parts if len(part) > 1])
    pieces = shapely.get_parts(shapely.intersection(antimeridian.cut(lines), box))
    half = [shapely.get_coordinates(piece) for piece in pieces if shapely.length(piece) > 0]
    for part in parts:
        turned = np.column_stack([geodesy.nearest_turn(part[:, 0], west + 90), part[:, 1]])
        is_point = bool((part == part[0]).all())  # a line without length counts as a point
        if is_point and abs(turned[0, 0] - west - 90) <= 90:
            half.append(turned)
    return half


def _check(name: str, value: object, low: float, high: float) -> None:
    number = as_float(value) if is_real(value) else None
    if number is None or not low <= number <= high:
        got = printable(repr(value)[:40]) if number is None else f"{number:.10g}"
        raise GeozoneError(f"{name} must be from {low:g} to {high:g} m, got {got}")


def around(
    line: MeasuredLine,
    distance_m: float,
    *,
    tolerance_m: float,
    within: BaseGeometry | None = None,
) -> Polygon | MultiPolygon:
    """The area within a distance of a measured line, with edges close to geodesics.

    Parameters
    ----------
    line
        What the distance is measured from.
    distance_m, tolerance_m
        As in `buffer`.
    within
        Only this region (lon/lat, prepared) is wanted: the outline elsewhere stays rough.

    Raises
    ------
    GeozoneError
        If the distance is out of range.
    """
    _check("distance_m", distance_m, MIN_DISTANCE_M, MAX_DISTANCE_M)
    (area,) = outlines(line, [distance_m], tolerance_m, within=within, is_near_geodesics=True)
    return area
