"""Distances of many points from a geometry, exact to a millimetre up to 500 km.

Opens the geometry, asks its index, and gives kilometres. Knows no border and no side.

References
----------
Karney, C. F. F. (2013), Algorithms for geodesics, Journal of Geodesy 87, 43-55,
doi:10.1007/s00190-012-0578-z.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import ArrayLike
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid import geodesy
from geozone.ellipsoid.accepted_geometry import measurable, measurable_points
from geozone.ellipsoid.geodesy import Floats
from geozone.ellipsoid.nearest import MeasuredLine
from geozone.errors import GeozoneError

_HALF_TURN = 180.0  # degrees


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
        Any shapely geometry, lon/lat in degrees; edges straight in lon/lat. What lies in a polygon
        is at no distance from it; for that from its outline give its ``boundary``.

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
        As `distance_km`, and for a polygon: of points inside it, which point is meant?

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
    beyond = np.abs(lonlat[:, 0]) > _HALF_TURN  # in the frame of a line over the antimeridian
    lonlat[beyond, 0] = geodesy.nearest_turn(lonlat[beyond, 0], 0.0)
    return NearestPoints(lonlat, found.distance_m / 1000)
