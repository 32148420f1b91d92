"""Distances of many points from a geometry, exact to a millimetre up to 500 km.

This module checks a geometry, asks its index of nearest points, and gives kilometres. It knows no
border and no side.

`nearer_than` tells of very many points which are near a line, and measures few of them. The
distance from the line changes by no more than a point moves. So if the centre of a cell is farther
away than the reach plus the cell's radius, no point of the cell is near. If it is nearer than the
reach minus the radius, all points of the cell are near.

References
----------
Karney, C. F. F. (2013), Algorithms for geodesics, Journal of Geodesy 87, 43-55,
doi:10.1007/s00190-012-0578-z.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid import geodesy
from geozone.ellipsoid.accepted_geometry import measurable, measurable_points
from geozone.ellipsoid.geodesy import Floats
from geozone.ellipsoid.nearest import MeasuredLine, NearestIndex
from geozone.errors import GeozoneError

_HALF_TURN = 180.0  # degrees
_CELLS_DEG = (0.5, 0.125, 0.03125, 0.0078125)  # sides; halves and quarters are exact in binary
_WORTH_CELLS = 2_000  # points; fewer are measured directly
_WORTH_PARTING = 3  # points for each cell; with fewer, measuring the centres would save nothing
_SLACK_M = 1.0  # more than the errors of distances and radii


class NearestPoints(NamedTuple):
    """For each point asked: the nearest point of a line, and how far off it is.

    Parameters
    ----------
    lonlat
        Shape (n, 2), degrees, longitudes from -180 to 180.
    distance_km
        Geodesic distance, shape (n,).
    """

    lonlat: Floats
    distance_km: Floats


def distance_km(points: ArrayLike | BaseGeometry, line: BaseGeometry) -> Floats:
    """Geodesic distances of points from a line, or from any other geometry.

    Parameters
    ----------
    points
        Shape (n, 2): longitude, latitude, degrees on WGS84; or shapely Points.
    line
        Any shapely geometry, lon/lat in degrees; edges straight in lon/lat. A point in a polygon
        has a distance of 0 from it. For the distance from its outline give its ``boundary``.

    Returns
    -------
    array of shape (n,)
        Kilometres, good to 1 mm up to 500 km.

    Raises
    ------
    GeozoneError
        If points or line are no longitudes and latitudes, empty or not valid.

    Examples
    --------
    >>> line = shapely.LineString([(36, 36.7), (42, 37.1)])
    >>> distance_km([[37.955, 36.528]], line).round(2).tolist()
    [33.44]
    """
    given, lonlat = measurable(line), measurable_points(points)
    kilometres = MeasuredLine.of(given.lines).index.exact(lonlat).distance_m / 1000
    for face in given.faces:
        shapely.prepare(face)
        kilometres[shapely.contains_xy(face, *lonlat.T)] = 0.0
    return kilometres


def nearest_points(points: ArrayLike | BaseGeometry, line: BaseGeometry) -> NearestPoints:
    """The nearest points of a line to many points, and how far off they are.

    Parameters
    ----------
    points
        Shape (n, 2): longitude, latitude, degrees on WGS84; or shapely Points.
    line
        Points and lines, lon/lat in degrees; edges straight in lon/lat.

    Returns
    -------
    NearestPoints
        In the order of the points; distances good to 1 mm up to 500 km.

    Raises
    ------
    GeozoneError
        As for `distance_km`, and for a polygon, since a point inside has no one nearest point.

    Examples
    --------
    >>> line = shapely.LineString([(36, 36.7), (42, 37.1)])
    >>> found = nearest_points([[37.955, 36.528]], line)
    >>> found.lonlat.round(3).tolist(), found.distance_km.round(2).tolist()
    ([[37.924, 36.828]], [33.44])
    """
    given, lonlat = measurable(line), measurable_points(points)
    if given.faces:
        raise GeozoneError("line must not be a polygon: give its boundary")
    found = MeasuredLine.of(given.lines).index.exact(lonlat)
    lonlat = found.lonlat.copy()
    beyond = np.abs(lonlat[:, 0]) > _HALF_TURN  # a line over the antimeridian runs past 180
    lonlat[beyond, 0] = geodesy.nearest_turn(lonlat[beyond, 0], 0.0)
    return NearestPoints(lonlat, found.distance_m / 1000)


def nearer_than(index: NearestIndex, lonlat: Floats, reach_m: Floats) -> NDArray[np.bool_]:
    """Whether each point lies nearer to a line than a distance given for that point.

    The result equals that of comparing exact distances, but is quicker where most points are far
    from the line.

    Parameters
    ----------
    index
        The line.
    lonlat
        Shape (n, 2), degrees.
    reach_m
        Shape (n,), metres.

    Examples
    --------
    >>> index = NearestIndex([np.array([[0.0, 0.0], [0.01, 0.0]])])
    >>> nearer_than(index, np.array([[0.0, 0.01], [0.0, 1.0]]), np.array([2_000, 2_000])).tolist()
    [True, False]
    """
    nearer = np.zeros(len(lonlat), dtype=bool)
    left = np.arange(len(lonlat))
    for side_deg in _CELLS_DEG:
        if len(left) < _WORTH_CELLS:
            break
        cell, of_cell = _cells(lonlat[left], side_deg)
        if len(cell) * _WORTH_PARTING > len(left):
            continue
        centre = (cell + 0.5) * side_deg
        distance_m = index.distance_m(np.clip(centre, [-np.inf, -90], [np.inf, 90]))
        radius_m = _radius_m(centre, side_deg) + _SLACK_M
        # Cells that neither test decides are divided: the points in them go on to the next size.
        surely_off = (distance_m - radius_m)[of_cell] > reach_m[left]
        surely_near = (distance_m + radius_m)[of_cell] < reach_m[left]
        nearer[left[surely_near]] = True
        left = left[~(surely_off | surely_near)]
    nearer[left] = index.distance_m(lonlat[left]) < reach_m[left]
    return nearer


def _cells(lonlat: Floats, side_deg: float) -> tuple[Floats, NDArray[np.intp]]:
    """The cells that hold points, counted from 0° east and north, and the cell of each point."""
    # One integer for a cell, so that `unique` sorts single numbers instead of rows.
    east, north = np.floor(lonlat / side_deg).astype(np.int64).T
    rows = round(360 / side_deg)  # more than lie between the poles
    number, of_cell = np.unique(east * rows + north, return_inverse=True)
    north = (number + rows // 2) % rows - rows // 2
    return np.column_stack([(number - north) // rows, north]).astype(float), of_cell


def _radius_m(centre: Floats, side_deg: float) -> Floats:
    """An upper bound of the distance of a cell's points from its centre, metres.

    It is the sum of half the length of the cell's widest parallel and half its height.
    """
    widest = np.maximum(np.abs(centre[:, 1]) - side_deg / 2, 0)
    half_m = geodesy.metres_a_degree(widest)[:, 0] * side_deg / 2
    return np.asarray(half_m + geodesy.LONGEST_DEGREE_M * side_deg / 2)
