"""The check of geometries handed over in Python: what can be measured, or one line why not.

The result has every point, line and polygon of a geometry, however deep its collections are nested,
in lon/lat on WGS84. Heights are dropped, because distances run along the ellipsoid. This module
measures no distance.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from numbers import Real
from typing import Any, SupportsFloat, TypeGuard

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid.geodesy import Floats
from geozone.errors import GeozoneError, printable

_TURN, _HALF_TURN, _QUARTER = 360.0, 180.0, 90.0  # degrees
_COLLECTED = (
    shapely.GeometryType.MULTIPOINT,
    shapely.GeometryType.MULTILINESTRING,
    shapely.GeometryType.MULTIPOLYGON,
    shapely.GeometryType.GEOMETRYCOLLECTION,
)


@dataclass(frozen=True, slots=True)
class Measurable:
    """The parts of a geometry from which distances are measured.

    Parameters
    ----------
    lines
        Vertices of every point, line and ring, shape (n, 2): lon, lat in degrees.
    faces
        The valid polygons that the rings bound: a point in one of them has a distance of 0.
    """

    lines: tuple[Floats, ...]
    faces: tuple[Polygon, ...]


def measurable(geometry: BaseGeometry) -> Measurable:
    """The points, lines, rings and polygons of a geometry.

    Parameters
    ----------
    geometry
        Any shapely geometry, lon/lat in degrees on WGS84.

    Raises
    ------
    GeozoneError
        If the geometry is empty, in metres, has longitude and latitude swapped, lies off the globe
        or has a coordinate that is not a number; if a polygon is not valid; or if an edge could go
        either way round the earth.

    Examples
    --------
    >>> found = measurable(shapely.box(37, 36, 38, 37))
    >>> len(found.lines), len(found.faces)
    (1, 1)
    >>> measurable(shapely.Point(36.5, 137.9))
    Traceback (most recent call last):
    geozone.errors.GeozoneError: geometry has a latitude of 137.9: give longitude first
    """
    if not isinstance(geometry, BaseGeometry):
        raise GeozoneError(_what_instead(geometry))
    parts = _parts(shapely.force_2d(geometry))
    if not len(parts):
        raise GeozoneError("geometry must not be empty: nothing lies near it")
    _check_coordinates(shapely.get_coordinates(parts))
    is_face = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    _check_faces(parts[is_face])
    lines = [shapely.get_coordinates(each) for each in parts[~is_face]]
    _check_lines(lines)
    rings = [shapely.get_coordinates(each) for each in shapely.get_rings(parts[is_face])]
    return Measurable((*lines, *rings), tuple(parts[is_face]))


def _what_instead(thing: object) -> str:
    kind = type(thing).__name__
    if kind in {"GeoSeries", "GeoDataFrame"}:
        way = "take its .to_crs(4326).union_all(), or its geometries one by one"
    elif isinstance(thing, str):
        way = "read text with shapely.from_wkt or shapely.from_geojson"
    elif isinstance(thing, dict):
        way = "make it one with shapely.geometry.shape"
    else:
        way = "make it one, for many a shapely.GeometryCollection"
    return f"geometry must be a shapely geometry, got {printable(kind)}: {way}"


def _parts(geometry: BaseGeometry) -> NDArray[np.object_]:
    """The single geometries that a geometry consists of, without empty ones."""
    # Collections may hold collections, so open them until none is left.
    parts = np.array([geometry], dtype=object)
    while np.isin(shapely.get_type_id(parts), _COLLECTED).any():
        parts = shapely.get_parts(parts)
    return np.asarray(parts[~shapely.is_empty(parts)])


def measurable_points(points: ArrayLike | BaseGeometry) -> Floats:
    """Longitude and latitude of many points, shape (n, 2).

    Parameters
    ----------
    points
        An array of shape (n, 2) or (2,), a shapely Point or MultiPoint, or a sequence of Points
        (a GeoSeries of them, too).

    Raises
    ------
    GeozoneError
        If they have another shape, or a coordinate is no number or no longitude or latitude.

    Examples
    --------
    >>> measurable_points([shapely.Point(38, 36.5), shapely.Point(39, 36.5)]).tolist()
    [[38.0, 36.5], [39.0, 36.5]]
    """
    try:
        given = np.asarray(points)
    except ValueError:  # rows of different lengths
        raise GeozoneError(
            "points must have shape (n, 2): give longitude and latitude of each"
        ) from None
    if given.dtype == object and given.size and shapely.is_geometry(given).all():
        given = _coordinates_of_points(given.reshape(-1))
    # A masked array hides its missing values from the checks below, so it is refused.
    if np.ma.is_masked(points) or not _are_real(given):
        raise GeozoneError("points must be numbers: longitude and latitude of each")
    # Decimals, fractions and very large integers come as objects.
    if given.dtype == object:
        given = np.frompyfunc(as_float, 1, 1)(given)
    lonlat = given.astype(float)
    if not lonlat.size:
        return np.empty((0, 2))
    if lonlat.ndim not in {1, 2} or lonlat.shape[-1] != 2:
        raise GeozoneError(
            f"points must have shape (n, 2), got {lonlat.shape}: give longitude and latitude of "
            "each, without height"
        )
    lonlat = lonlat.reshape(-1, 2)
    _check_coordinates(lonlat, "points")
    return lonlat


def _are_real(given: NDArray[Any]) -> bool:
    """Whether all values are real numbers: no texts, dates, complex numbers, True or False."""
    if given.dtype == object:
        # A Decimal is a number, though Python does not count it among the real ones.
        return all(is_real(each) or isinstance(each, Decimal) for each in given.flat)
    return given.dtype.kind in "iuf"


def is_real(value: object) -> TypeGuard[SupportsFloat]:
    """Whether a value is a real number. True and numpy's spans of time only claim to be one.

    Examples
    --------
    >>> is_real(np.float32(5)), is_real(True), is_real(np.timedelta64(5, "s")), is_real(5j)
    (True, False, False, False)
    """
    return isinstance(value, Real) and not isinstance(value, bool | np.timedelta64)


def as_float(value: Any) -> float:
    """A real number as a float; infinite if it is too large for one.

    Examples
    --------
    >>> as_float(5), as_float(10**400), as_float(-(10**400))
    (5.0, inf, -inf)
    """
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _coordinates_of_points(geometries: NDArray[np.object_]) -> Floats:
    parts = shapely.get_parts(geometries)
    wrong = np.flatnonzero(
        (shapely.get_type_id(parts) != shapely.GeometryType.POINT) | shapely.is_empty(parts)
    )
    if len(wrong):
        raise GeozoneError(
            f"points must be points that are not empty, got {printable(parts[wrong[0]].wkt[:40])}"
        )
    return np.asarray(shapely.get_coordinates(parts))


def _check_coordinates(lonlat: Floats, whose: str = "geometry") -> None:
    # First the known mistakes, each with its own remedy: longitudes from 0 to 360, and latitude
    # first. Any other coordinate is in no degrees at all.
    has, after = ("has", "") if whose == "geometry" else ("have", ": expected degrees")
    if not np.isfinite(lonlat).all():
        raise GeozoneError(f"{whose} {has} a coordinate that is not a finite number{after}")
    lon, lat = np.abs(lonlat).T
    wrong = np.flatnonzero((lon > _HALF_TURN) | (lat > _QUARTER))
    if not len(wrong):
        return
    first = lonlat[wrong[0]]
    if lat.max() <= _QUARTER and lon.max() <= _TURN:
        raise GeozoneError(
            f"{whose} {has} a longitude of {first[0]:.10g}: give them from -180 to 180, "
            "cut at the antimeridian"
        )
    if lon.max() <= _QUARTER and lat.max() <= _HALF_TURN:
        raise GeozoneError(f"{whose} {has} a latitude of {first[1]:.10g}: give longitude first")
    raise GeozoneError(
        f"{whose} must be in degrees of longitude and latitude, got {first.tolist()}: "
        "reproject it to EPSG:4326 first"
    )


def _check_faces(faces: NDArray[np.object_]) -> None:
    # The inside of such a ring depends on which way round the earth the edge goes. Check this
    # before validity, since GEOS would take the edge as it is drawn in the plane.
    for ring in shapely.get_rings(faces):
        step = np.abs(np.diff(shapely.get_coordinates(ring)[:, 0])).max()
        if step > _HALF_TURN:
            raise GeozoneError(
                f"geometry has a polygon with an edge over {step:g} degrees of longitude: "
                "cut it at the antimeridian, ±180"
            )
    wrong = np.flatnonzero(~shapely.is_valid(faces))
    if len(wrong):
        reason = shapely.is_valid_reason(faces[wrong[0]])
        raise GeozoneError(
            f"geometry has a polygon that is not valid ({reason}): "
            "repair it with shapely.make_valid first"
        )


def _check_lines(lines: list[Floats]) -> None:
    # An edge of a line over 180 degrees is taken to go the shorter way. One of 360 degrees would
    # then go nowhere, though it is drawn round the earth.
    for line in lines:
        if len(line) > 1 and np.abs(np.diff(line[:, 0])).max() >= _TURN:
            raise GeozoneError(
                "geometry has an edge over 360 degrees of longitude: add vertices on its way "
                "round the earth"
            )
