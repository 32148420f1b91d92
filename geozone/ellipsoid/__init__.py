"""Geometry on the WGS84 ellipsoid, from bare coordinates: distances, buffers, cuts.

This room knows no country, no file and no zone; every length is geodesic.
"""
