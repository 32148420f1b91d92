"""Lengths, areas and distances on the ellipsoid, under the name that users import.

The module is `geozone.ellipsoid.geodesy`; this name of it is promised to users and stays.
"""

from geozone.ellipsoid.geodesy import LngLat, area_m2, direct, distance_m, inverse, length_m

__all__ = ["LngLat", "area_m2", "direct", "distance_m", "inverse", "length_m"]
