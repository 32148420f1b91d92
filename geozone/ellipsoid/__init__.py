"""Geometry on the WGS84 ellipsoid, from bare coordinates: distances, buffers, cuts.

Knows no country, no file and no zone; every length is geodesic.
"""
