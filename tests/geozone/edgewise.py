"""Outlines by the plainest way that reaches any error: what the fewest vertices are judged by.

A point's disc is a ring of geodesics of one length. A line is buffered edge by edge, each in its
own azimuthal equidistant plane (GEOS simplifies what it buffers, but a single edge cannot be), and
the pieces are united. Nothing here imports geozone.
"""

from __future__ import annotations

import math

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tests.geozone.oracle import WGS84, Floats, Oracle, of_line

DEGREE_M = 111_320.0  # the longest, so that degrees are never too many for metres


def exact(geometry: BaseGeometry) -> Oracle:
    """Distances from what a buffer is measured from: a polygon's outline, else all of it."""
    has_faces = shapely.get_dimensions(geometry) == 2
    return of_line(shapely.boundary(geometry) if has_faces else geometry)


def segments(distance_m: float, worst_m: float) -> float:
    """Vertices of a quarter circle whose chords lie no further inside it than this."""
    return math.pi / 4 * math.sqrt(distance_m / worst_m / 2)


def around(geometry: BaseGeometry, distance_m: float, quad_segs: int) -> BaseGeometry:
    """All within a distance of a point, or of lines or polygons with short edges."""
    if geometry.geom_type == "Point":
        return circle(geometry.x, geometry.y, distance_m, 4 * quad_segs)
    return _edge_by_edge(geometry, distance_m, quad_segs)


def circle(lon: float, lat: float, distance_m: float, count: int) -> shapely.Polygon:
    """A geodesic circle of so many vertices, each on it."""
    azimuth = -np.arange(count) * (360 / count)
    ends = WGS84.fwd(np.full(count, lon), np.full(count, lat), azimuth, np.full(count, distance_m))
    return shapely.Polygon(np.column_stack(ends[:2]))


def _edge_by_edge(geometry: BaseGeometry, distance_m: float, quad_segs: int) -> BaseGeometry:
    has_faces = shapely.get_dimensions(geometry) == 2
    lines = shapely.boundary(geometry) if has_faces else geometry
    parts = [shapely.get_coordinates(part) for part in shapely.get_parts(lines)]
    edges = np.concatenate([np.stack([part[:-1], part[1:]], axis=1) for part in parts])
    capsules = _capsules(edges, distance_m, quad_segs)
    return shapely.union_all([*capsules, geometry] if has_faces else capsules)


def _capsules(edges: Floats, distance_m: float, quad_segs: int) -> list[BaseGeometry]:
    middle = edges.mean(axis=1)
    planes = np.stack([_to_plane(middle, edges[:, end]) for end in (0, 1)], axis=1)
    flat = shapely.buffer(shapely.linestrings(planes), distance_m, quad_segs=quad_segs)
    metres, number = shapely.get_coordinates(flat, return_index=True)
    azimuth = np.degrees(np.arctan2(*metres.T))
    ends = WGS84.fwd(*middle[number].T, azimuth, np.hypot(*metres.T))
    return list(shapely.set_coordinates(flat, np.column_stack(ends[:2])))


def _to_plane(middle: Floats, lonlat: Floats) -> Floats:
    azimuth, _, metres = WGS84.inv(*middle.T, *lonlat.T)
    turn = np.radians(azimuth)
    return np.column_stack([np.sin(turn), np.cos(turn)]) * np.asarray(metres)[:, None]
