"""How far the outline of an area is off: both ends and fifteen points inside every edge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from shapely.geometry.base import BaseGeometry

from tests.geozone.oracle import WGS84, Floats, Oracle, fifteen_inside, outline

AT_ONCE = 20_000  # edges


class Error(NamedTuple):
    """Metres: at worst, and on average along the outline."""

    worst_m: float
    mean_m: float


def of(area: BaseGeometry, line: Oracle, distance_m: float) -> Error:
    """How far the outline is off a distance from a line; edges are straight in lon/lat."""
    edges = free(area)
    off = np.concatenate([off_m(fifteen_inside(some), line, distance_m) for some in in_turn(edges)])
    length = WGS84.inv(*edges[:, 0].T, *edges[:, 1].T)[2]
    return Error(float(off.max()), float(np.average(off.mean(axis=1), weights=length)))


def keeps_to(area: BaseGeometry, line: Oracle, distance_m: float, most_m: float) -> bool:
    """Whether the worst error is at most this; soon told where it is not."""
    edges = free(area)
    if off_m(edges.mean(axis=1, keepdims=True), line, distance_m).max() > most_m:
        return False
    return all(
        off_m(fifteen_inside(some), line, distance_m).max() <= most_m for some in in_turn(edges)
    )


def free(area: BaseGeometry) -> Floats:
    """The edges of an outline but for those on the antimeridian, where RFC 7946 cuts."""
    edges = outline(area)
    return edges[~(np.abs(edges[:, :, 0]) == 180).all(axis=1)]


def off_m(points: Floats, line: Oracle, distance_m: float) -> Floats:
    """For points of shape (n, k, 2)."""
    found = line.distance_m(points.reshape(-1, 2)) - distance_m
    return np.asarray(np.abs(found).reshape(points.shape[:2]))


def in_turn(edges: Floats) -> Iterator[Floats]:
    """As many at once as memory is no worry."""
    yield from np.array_split(edges, len(edges) // AT_ONCE + 1)
