"""The door for geometries handed over in Python: what can be measured, or one line why not.

Every point, line and polygon in it, however deep collections are nested, in lon/lat on WGS84.
Heights are left out: distances run along the ellipsoid. Knows no distance.
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

_TURN, _HALF_TURN, _QUARTER = 360.0, 180.0, 90.0
_COLLECTED = (
    shapely.GeometryType.MULTIPOINT,
    shapely.GeometryType.MULTILINESTRING,
    shapely.GeometryType.MULTIPOLYGON,
    shapely.GeometryType.GEOMETRYCOLLECTION,
)


@dataclass(frozen=True, slots=True)
class Measurable:
    """What distances are measured from.

    Parameters
    ----------
    lines
        Vertices of every point, line and ring, shape (n, 2): lon, lat in degrees.
    faces
        The polygons that the rings bound, valid: what lies in one of them is at no distance.
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
        If it is empty, in metres, swapped, off the globe or no number, if a polygon is not valid or
        if an edge does not say which way round the earth it goes.

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
    """What a geometry consists of, collections opened, without what is empty."""
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
    except ValueError:
        raise GeozoneError(
            "points must have shape (n, 2): give longitude and latitude of each"
        ) from None
    if given.dtype == object and given.size and shapely.is_geometry(given).all():
        given = _coordinates_of_points(given.reshape(-1))
    if np.ma.is_masked(points) or not _are_real(given):
        raise GeozoneError("points must be numbers: longitude and latitude of each")
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
    """Whether all are real numbers: no texts, dates, complex numbers, no True and False."""
    if given.dtype == object:
        return all(is_real(each) or isinstance(each, Decimal) for each in given.flat)
    return given.dtype.kind in "iuf"


def is_real(value: object) -> TypeGuard[SupportsFloat]:
    """Whether it is a real number, which True and numpy's spans of time only claim to be.

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
    for line in lines:
        if len(line) > 1 and np.abs(np.diff(line[:, 0])).max() >= _TURN:
            raise GeozoneError(
                "geometry has an edge over 360 degrees of longitude: add vertices on its way "
                "round the earth"
            )
