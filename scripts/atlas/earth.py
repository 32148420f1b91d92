"""Lengths and areas on the WGS84 ellipsoid."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

GEOD = Geod(ellps="WGS84")
RADIUS_M = 6_371_000.0
DEGREE_M = 111_200.0  # of latitude, roughly


def area_km2(geometry: BaseGeometry) -> float:
    """Area of a polygon in lon/lat."""
    return abs(GEOD.geometry_area_perimeter(shapely.orient_polygons(geometry))[0]) / 1e6


def length_km(geometry: BaseGeometry) -> float:
    """Length of a line in lon/lat."""
    return float(GEOD.geometry_length(geometry)) / 1e3


def lengths_m(start: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.float64]:
    """Distance between pairs of points, each an array of (n, 2)."""
    return np.asarray(GEOD.inv(start[:, 0], start[:, 1], end[:, 0], end[:, 1])[2])


def earth_centred_m(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points on a sphere, shape (n, 3): for finding what is near, not for measuring."""
    lon, lat = np.radians(lonlat).T
    xyz = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    return np.asarray(xyz * RADIUS_M)
