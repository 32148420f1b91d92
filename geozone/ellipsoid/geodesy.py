"""The WGS84 ellipsoid: lengths, areas, distances, and the direct and inverse problems.

Points are longitude, latitude in degrees; lengths are metres. Besides this module only
`geozone.files.crs` and `geozone.ellipsoid.plane` import pyproj. This module knows no border.

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
# The least radius of curvature on WGS84: that of the meridian at the equator.
LEAST_RADIUS_M = EQUATORIAL_RADIUS_M * (1 - _ECCENTRICITY_SQUARED)
SAME_DEGREES = 1e-9  # a tenth of a millimetre: vertices nearer to each other count as one
LONGEST_DEGREE_M = 111_700.0  # the longest degree of latitude (at a pole), rounded up
# Gauss-Legendre nodes and weights on -1 to 1. Five nodes integrate an edge of up to a degree with
# an error of 1e-15, and two nodes do so for an edge of up to two kilometres.
_QUADRATURE = (
    np.array([-0.9061798459386640, -0.5384693101056831, 0, 0.5384693101056831, 0.9061798459386640]),
    np.array([0.2369268850561891, 0.4786286704993665, 128 / 225, 0.4786286704993665,
              0.2369268850561891]),
)  # fmt: skip
_QUADRATURE_OF_SHORT = (np.array([-1, 1]) / np.sqrt(3), np.ones(2))
_SHORT = np.radians(0.02)  # difference in latitude up to which an edge gets two nodes


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
    # Shapes are made equal first, since pyproj does not broadcast.
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
    """Columns of numbers in the form that pyproj takes: an array of one value as a number.

    pyproj turns such an array into a number itself, which numpy warns of below 2.4 and refuses from
    2.4 on.

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
    # `np.unwrap` would compare each longitude with the one before it, not with a reference.
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
    """Runs of a line's vertices of about equal length; each begins with the last vertex before it.

    Parameters
    ----------
    line
        The vertices, shape (n, 2).
    length_m
        The wanted length of a run.
    rounding
        Function that makes the number of runs whole: `math.ceil` for runs of at most that length.

    Examples
    --------
    >>> line = np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 0.0], [3.0, 0.0]])
    >>> [len(run) for run in parted(line, 200_000, round)]
    [3, 2]
    """
    chainage = chainage_m(line)
    count = max(1, rounding(chainage[-1] / length_m))
    ends = np.searchsorted(chainage, np.linspace(0, chainage[-1], count + 1))
    # Rounding in the chainage must not lose the last vertex. A long edge may leave a run empty.
    ends[0], ends[-1] = 0, len(line) - 1
    return [line[i : j + 1] for i, j in itertools.pairwise(ends) if j > i]


def chord_m(a: Floats, b: Floats) -> Floats:
    """Straight distances, metres, between points in space that `earth_centred` gives.

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
    """Area of a (multi)polygon on the ellipsoid in square metres, without its holes.

    Edges are straight in lon/lat, as RFC 7946 defines them, so the areas of parts add up exactly to
    the area of the whole. `pyproj.Geod` takes edges for geodesics instead; for edges up to 1 km the
    area differs by 1 part in 10 million at most. The polygon must not go round a pole.

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
    # The first ring of each polygon is its shell, all further ones are holes.
    rings, polygon = shapely.get_rings(polygons, return_index=True)
    is_hole = np.append(False, polygon[1:] == polygon[:-1])[: len(rings)]
    areas = _ring_areas_m2(rings)
    return float(areas[~is_hole].sum() - areas[is_hole].sum())


def _ring_areas_m2(rings: NDArray[np.object_]) -> Floats:
    """The area inside each ring: the sum of signed strips between its edges and a parallel."""
    lonlat, ring = shapely.get_coordinates(rings, return_index=True)
    if not len(lonlat):
        return np.zeros(len(rings))
    lon, lat = np.radians(lonlat).T
    same = ring[1:] == ring[:-1]
    low, high = lat[:-1][same], lat[1:][same]
    # The strips end at a parallel through the ring itself. Strips down to the equator would be much
    # larger than the ring, and their sum would lose digits.
    starts = np.flatnonzero(np.append(True, ~same))
    base = _zonal_area_m2(lat[starts])[np.cumsum(np.append(True, ~same))[:-1][same] - 1]
    strips = np.empty(len(low))
    short = np.abs(high - low) <= _SHORT
    for here, (nodes, weights) in ((short, _QUADRATURE_OF_SHORT), (~short, _QUADRATURE)):
        along = low[here, None] + (high - low)[here, None] * (nodes + 1) / 2
        strips[here] = (_zonal_area_m2(along) - base[here, None]) @ weights / 2
    strips *= np.diff(lon)[same]  # the longitude changes evenly along an edge
    return np.abs(np.bincount(ring[1:][same], weights=strips, minlength=len(rings)))


def _zonal_area_m2(latitude: Floats) -> Floats:
    """Area from the equator to a latitude (radians) on one radian of longitude."""
    e = np.sqrt(_ECCENTRICITY_SQUARED)
    sine = np.sin(latitude)
    bulge = sine / (1 - _ECCENTRICITY_SQUARED * sine**2) + np.arctanh(e * sine) / e
    return np.asarray(EQUATORIAL_RADIUS_M**2 * (1 - _ECCENTRICITY_SQUARED) / 2 * bulge)


def earth_centred(lonlat: ArrayLike) -> Floats:
    """Earth-centred cartesian coordinates of points on the ellipsoid, metres, shape (n, 3).

    The straight chord between two points grows with their geodesic distance, except for effects of
    direction (0.2 mm at 32 km, 0.9 m at 500 km). So the nearest point in space is the nearest point
    on the ground.

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

    Distances and directions from the centre are exact. With centres of shape (n, 2), each point is
    projected to the plane about its own centre.

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

    With centres of shape (n, 2), each point lies in the plane about its own centre.

    Examples
    --------
    >>> from_plane([[111319.491, 0.0]], LngLat(0, 0)).round(6).tolist()
    [[1.0, 0.0]]
    """
    east, north = np.asarray(metres, float).reshape(-1, 2).T
    return direct(centre, np.degrees(np.arctan2(east, north)), np.hypot(east, north))


def _lonlat(points: ArrayLike) -> Floats:
    return np.asarray(points, dtype=float).reshape(-1, 2)
