"""The WGS84 ellipsoid: lengths, areas, distances, and the direct and inverse problems.

Only it, `geozone.files.crs` and `geozone.ellipsoid.plane` know pyproj. Degrees in (longitude,
latitude), metres out; no border.

References
----------
Karney, C. F. F. (2013), Algorithms for geodesics, Journal of Geodesy 87, 43-55,
doi:10.1007/s00190-012-0578-z. Distances are good to 15 nm.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]
Flags = NDArray[np.bool_]

_WGS84 = Geod(ellps="WGS84")
EQUATORIAL_RADIUS_M = 6_378_137.0  # WGS84, by definition
_FLATTENING = 1 / 298.257223563  # WGS84, by definition
_ECCENTRICITY_SQUARED = _FLATTENING * (2 - _FLATTENING)
LEAST_RADIUS_M = EQUATORIAL_RADIUS_M * (1 - _ECCENTRICITY_SQUARED)  # of curvature: at the equator
SAME_DEGREES = 1e-9  # a tenth of a millimetre: vertices nearer than that are one
LONGEST_DEGREE_M = 111_700.0  # of latitude, at a pole, rounded up
# Gauss-Legendre nodes and weights on -1 to 1: exact to 1e-15 for edges up to a degree, and two of
# them up to a kilometre or two.
_QUADRATURE = (
    np.array([-0.9061798459386640, -0.5384693101056831, 0, 0.5384693101056831, 0.9061798459386640]),
    np.array([0.2369268850561891, 0.4786286704993665, 128 / 225, 0.4786286704993665,
              0.2369268850561891]),
)  # fmt: skip
_QUADRATURE_OF_SHORT = (np.array([-1, 1]) / np.sqrt(3), np.ones(2))
_SHORT = np.radians(0.02)  # of latitude


class LngLat(NamedTuple):
    """A place on earth: longitude and latitude on WGS84, degrees."""

    lon: float
    lat: float


class Inverse(NamedTuple):
    """Solutions of the inverse problem: azimuth at the first point (degrees), distance (m)."""

    azimuth: Floats
    distance_m: Floats


def inverse(from_lonlat: ArrayLike, to_lonlat: ArrayLike) -> Inverse:
    """Azimuth and length of the geodesic between points.

    Parameters
    ----------
    from_lonlat, to_lonlat
        Shape (n, 2) or (2,), broadcast against each other: longitude, latitude, degrees.

    Returns
    -------
    Inverse
        Arrays of shape (n,): azimuth in degrees clockwise from north, distance in metres.

    Examples
    --------
    >>> azimuth, distance_m = inverse([0, 0], [[0, 1], [1, 0]])
    >>> azimuth.round(6).tolist(), distance_m.round(3).tolist()
    ([0.0, 90.0], [110574.389, 111319.491])
    """
    start, end = np.broadcast_arrays(*map(_lonlat, (from_lonlat, to_lonlat)))
    azimuth, _, distance_m = _WGS84.inv(*for_pyproj(*start.T, *end.T))
    return Inverse(np.atleast_1d(azimuth), np.atleast_1d(distance_m))


def direct(from_lonlat: ArrayLike, azimuth: ArrayLike, distance_m: ArrayLike) -> Floats:
    """Points reached from a start along geodesics.

    Parameters
    ----------
    from_lonlat
        Shape (n, 2) or (2,): longitude, latitude, degrees.
    azimuth, distance_m
        Degrees clockwise from north and metres; broadcast to shape (n,).

    Returns
    -------
    array of shape (n, 2)
        Longitude, latitude; the longitude is the one nearest the start's, so a path over the
        antimeridian goes beyond 180.

    Examples
    --------
    >>> direct([179.5, 0], 90, 111319.491).round(6).tolist()
    [[180.5, 0.0]]
    """
    start = _lonlat(from_lonlat)
    lon, lat, azimuths, metres = np.broadcast_arrays(
        start[:, 0], start[:, 1], np.asarray(azimuth, float), np.asarray(distance_m, float)
    )
    end_lon, end_lat, _ = _WGS84.fwd(*for_pyproj(lon, lat, azimuths, metres))
    return np.column_stack([nearest_turn(end_lon, lon), np.atleast_1d(end_lat)])


def for_pyproj(*columns: Floats) -> list[Any]:
    """Columns as pyproj takes them: it reads an array of one value as a number.

    numpy below 2.4 warns of that, and from 2.4 on refuses it.

    Examples
    --------
    >>> for_pyproj(np.array([38.5]), np.array([36.5]))
    [38.5, 36.5]
    """
    return [float(each[0]) if len(each) == 1 else each for each in columns]


def nearest_turn(lon: ArrayLike, reference_lon: ArrayLike) -> Floats:
    """Longitudes moved by whole turns to within 180 degrees of a reference.

    Examples
    --------
    >>> nearest_turn([-179.0, 10.0], 179.0).tolist()
    [181.0, 10.0]
    """
    reference = np.asarray(reference_lon, float)
    turns = np.round((np.asarray(lon, float) - reference) / 360.0)
    return np.asarray(np.asarray(lon, float) - 360.0 * turns)


def distance_m(from_lonlat: ArrayLike, to_lonlat: ArrayLike) -> Floats:
    """Geodesic distance between points, metres; shapes as in `inverse`.

    Examples
    --------
    >>> distance_m([0, 0], [1, 0]).round(3).tolist()
    [111319.491]
    """
    return inverse(from_lonlat, to_lonlat).distance_m


def chainage_m(lonlat: ArrayLike) -> Floats:
    """Distance along a line at each of its vertices, metres, starting at 0.

    Parameters
    ----------
    lonlat
        Shape (n, 2): the vertices; edges are geodesics.

    Examples
    --------
    >>> chainage_m([[0, 0], [1, 0], [2, 0]]).round(3).tolist()
    [0.0, 111319.491, 222638.982]
    """
    points = _lonlat(lonlat)
    return np.concatenate([[0.0], np.cumsum(distance_m(points[:-1], points[1:]))])


def parted(line: Floats, length_m: float, rounding: Callable[[float], int]) -> list[Floats]:
    """A line's vertices as runs of about equal length; each starts where the one before it ends.

    Parameters
    ----------
    line
        Shape (n, 2).
    length_m
        How long a run should be.
    rounding
        How the number of runs becomes a whole one: `math.ceil` for runs of at most that length.

    Examples
    --------
    >>> line = np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 0.0], [3.0, 0.0]])
    >>> [len(run) for run in parted(line, 200_000, round)]
    [3, 2]
    """
    chainage = chainage_m(line)
    count = max(1, rounding(chainage[-1] / length_m))
    ends = np.searchsorted(chainage, np.linspace(0, chainage[-1], count + 1))
    ends[0], ends[-1] = 0, len(line) - 1
    return [line[i : j + 1] for i, j in itertools.pairwise(ends) if j > i]


def chord_m(a: Floats, b: Floats) -> Floats:
    """Straight distances between points in space, as `earth_centred` gives them.

    Examples
    --------
    >>> one, other = earth_centred(np.array([[0.0, 0.0], [180.0, 0.0]]))[:, None]
    >>> chord_m(one, other).round().tolist()
    [12756274.0]
    """
    return np.asarray(np.sqrt(((a - b) ** 2).sum(axis=1)))


def length_m(geometry: BaseGeometry) -> float:
    """Length of a line, or of a polygon's outline, in metres; edges are geodesics.

    Examples
    --------
    >>> round(length_m(shapely.LineString([(0, 0), (1, 0)])), 3)
    111319.491
    """
    lines = shapely.get_parts(geometry)
    rings = [shapely.boundary(part) if part.geom_type == "Polygon" else part for part in lines]
    return float(
        sum(
            chainage_m(shapely.get_coordinates(part))[-1]
            for part in shapely.get_parts(np.array(rings, dtype=object))
            if not part.is_empty
        )
    )


def area_m2(geometry: BaseGeometry) -> float:
    """Area of a (multi)polygon on the ellipsoid in square metres, holes taken off.

    Edges are straight in lon/lat, as RFC 7946 reads them, so areas of parts add up exactly to
    that of the whole. For edges up to 1 km, read as geodesics the area would differ by 1 part
    in 10 million at most. The polygon must not go round a pole.

    References
    ----------
    The area between the equator and a parallel, Snyder (1987), Map Projections: A Working Manual,
    USGS Professional Paper 1395, eq. 3-12; integrated along each edge by Gauss-Legendre quadrature.

    Examples
    --------
    >>> round(area_m2(shapely.box(0, 0, 1, 1)) / 1e6, 3)
    12308.464
    """
    parts = shapely.get_parts(shapely.get_parts(geometry))
    polygons = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    rings, polygon = shapely.get_rings(polygons, return_index=True)
    is_hole = np.append(False, polygon[1:] == polygon[:-1])[: len(rings)]
    areas = _ring_areas_m2(rings)
    return float(areas[~is_hole].sum() - areas[is_hole].sum())


def _ring_areas_m2(rings: NDArray[np.object_]) -> Floats:
    lonlat, ring = shapely.get_coordinates(rings, return_index=True)
    if not len(lonlat):
        return np.zeros(len(rings))
    lon, lat = np.radians(lonlat).T
    same = ring[1:] == ring[:-1]
    low, high = lat[:-1][same], lat[1:][same]
    # Measured from a parallel of the ring itself: from the equator, digits would cancel.
    starts = np.flatnonzero(np.append(True, ~same))
    base = _zonal_area_m2(lat[starts])[np.cumsum(np.append(True, ~same))[:-1][same] - 1]
    strips = np.empty(len(low))
    short = np.abs(high - low) <= _SHORT
    for here, (nodes, weights) in ((short, _QUADRATURE_OF_SHORT), (~short, _QUADRATURE)):
        along = low[here, None] + (high - low)[here, None] * (nodes + 1) / 2
        strips[here] = (_zonal_area_m2(along) - base[here, None]) @ weights / 2
    strips *= np.diff(lon)[same]
    return np.abs(np.bincount(ring[1:][same], weights=strips, minlength=len(rings)))


def _zonal_area_m2(latitude: Floats) -> Floats:
    """Area from the equator to a latitude (radians) on one radian of longitude."""
    e = np.sqrt(_ECCENTRICITY_SQUARED)
    sine = np.sin(latitude)
    bulge = sine / (1 - _ECCENTRICITY_SQUARED * sine**2) + np.arctanh(e * sine) / e
    return np.asarray(EQUATORIAL_RADIUS_M**2 * (1 - _ECCENTRICITY_SQUARED) / 2 * bulge)


def earth_centred(lonlat: ArrayLike) -> Floats:
    """Earth-centred cartesian coordinates of points on the ellipsoid, metres, shape (n, 3).

    The straight chord between two points grows with their geodesic distance (up to direction
    effects of 0.2 mm at 32 km and 0.9 m at 500 km), so the nearest point in space is the
    nearest on the ground.

    Examples
    --------
    >>> earth_centred([[0, 0], [90, 0]]).round(3).tolist()
    [[6378137.0, 0.0, 0.0], [0.0, 6378137.0, 0.0]]
    """
    lon, lat = np.radians(_lonlat(lonlat)).T
    normal = EQUATORIAL_RADIUS_M / np.sqrt(1 - _ECCENTRICITY_SQUARED * np.sin(lat) ** 2)
    return np.column_stack(
        [
            normal * np.cos(lat) * np.cos(lon),
            normal * np.cos(lat) * np.sin(lon),
            normal * (1 - _ECCENTRICITY_SQUARED) * np.sin(lat),
        ]
    )


def metres_a_degree(latitude: ArrayLike) -> Floats:
    """Lengths of a degree of longitude and of one of latitude, metres, shape (n, 2).

    Examples
    --------
    >>> metres_a_degree([0, 60]).round(1).tolist()
    [[111319.5, 110574.3], [55800.0, 111412.3]]
    """
    angle = np.radians(np.asarray(latitude, float))
    bulge = 1 - _ECCENTRICITY_SQUARED * np.sin(angle) ** 2
    east = EQUATORIAL_RADIUS_M / np.sqrt(bulge) * np.cos(angle)
    north = LEAST_RADIUS_M / bulge**1.5
    return np.asarray(np.radians(np.column_stack([east, north])))


def to_plane(lonlat: ArrayLike, centre: LngLat | Floats) -> Floats:
    """Azimuthal equidistant plane about a centre: metres east and north, shape (n, 2).

    Exact in distance and direction from the centre. With centres of shape (n, 2), each point is in
    the plane about its own.

    Examples
    --------
    >>> to_plane([[1, 0]], LngLat(0, 0)).round(3).tolist()
    [[111319.491, 0.0]]
    """
    azimuth, metres = inverse(centre, lonlat)
    angle = np.radians(azimuth)
    return np.column_stack([metres * np.sin(angle), metres * np.cos(angle)])


def from_plane(metres: ArrayLike, centre: LngLat | Floats) -> Floats:
    """The inverse of `to_plane`: longitude and latitude, shape (n, 2).

    With centres of shape (n, 2), each point is in the plane about its own.

    Examples
    --------
    >>> from_plane([[111319.491, 0.0]], LngLat(0, 0)).round(6).tolist()
    [[1.0, 0.0]]
    """
    east, north = np.asarray(metres, float).reshape(-1, 2).T
    return direct(centre, np.degrees(np.arctan2(east, north)), np.hypot(east, north))


def _lonlat(points: ArrayLike) -> Floats:
    return np.asarray(points, dtype=float).reshape(-1, 2)
