"""The nearest point of a line, for many points at once.

Candidates come from bounding spheres over runs of consecutive edges, in earth-centred
coordinates; the distance is then the geodesic to the foot on the nearest edge. Knows no depth
and no side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from geozone import geodesy
from geozone.geodesy import Floats

_EDGE_SLACK = 1e-3  # pieces of an edge straight in lon/lat are not quite equal
_MAX_EDGE_M = 1_000.0  # geodesic and straight in lon/lat then differ by less than 0.1 m
_CELLS_AT_ONCE = 400_000  # points × edges worked on together: about 30 MB
_ROUNDING_M = 0.5  # slack for distances to spheres, which lose digits at 6,400 km from the centre


@dataclass(frozen=True, slots=True)
class Nearest:
    """For each point asked: where the line is nearest.

    Parameters
    ----------
    distance_m
        Geodesic distance, shape (n,).
    lonlat
        The foot on the line, shape (n, 2), degrees.
    chainage_m
        Where the foot lies along the line, shape (n,); parts follow each other.
    """

    distance_m: Floats
    lonlat: Floats
    chainage_m: Floats


class NearestIndex:
    """Edges of a line, ready to be asked for nearest points.

    Parameters
    ----------
    parts
        Vertices of each part, shape (n, 2) with n ≥ 2: lon, lat in degrees. Edges are at most
        about 1 km long, so that geodesics and straight lines in lon/lat do not differ (0.1 m).

    Examples
    --------
    >>> index = NearestIndex([np.array([[0.0, 0.0], [0.005, 0.0], [0.01, 0.0]])])
    >>> near = index.query([[0.004, 0.001]])
    >>> near.distance_m.round(3).tolist(), near.chainage_m.round(3).tolist()
    ([110.574], [445.278])
    """

    def __init__(self, parts: Sequence[Floats]) -> None:
        self._parts = parts

    @cached_property
    def _edges(self) -> _Edges:
        return _Edges.of(self._parts)

    @cached_property
    def _chainage(self) -> tuple[Floats, Floats]:
        """Chainage of the start of each edge, and its length."""
        length = geodesy.distance_m(self._edges.start, self._edges.start + self._edges.step)
        return np.cumsum(length) - length, length

    def query(self, lonlat: ArrayLike) -> Nearest:
        """Nearest points of the line.

        Parameters
        ----------
        lonlat
            Shape (n, 2): longitude, latitude, degrees.

        Returns
        -------
        Nearest
            Distances good to 1 mm up to 100 km from the line, to 1 cm on the line itself.
        """
        points = np.asarray(lonlat, dtype=float).reshape(-1, 2)
        edge, fraction, foot = self._nearest(points)
        start, length = self._chainage
        chainage = start[edge] + fraction * length[edge]
        return Nearest(geodesy.distance_m(points, foot), foot, chainage)

    def foot(self, lonlat: ArrayLike) -> tuple[Floats, Floats]:
        """The nearest points, shape (n, 2), and the geodesic distances to them, metres."""
        points = np.asarray(lonlat, dtype=float).reshape(-1, 2)
        foot = self._nearest(points)[2]
        return foot, geodesy.distance_m(points, foot)

    def located(self, lonlat: ArrayLike) -> tuple[NDArray[np.intp], Floats, Floats]:
        """Edges with the nearest points, the fractions along them, and these points.

        Edges are counted through all parts; shapes (n,), (n,) and (n, 2).
        """
        return self._nearest(np.asarray(lonlat, dtype=float).reshape(-1, 2))

    def distance_m(self, lonlat: ArrayLike) -> Floats:
        """Geodesic distances to the line, metres, shape (n,)."""
        return self.foot(lonlat)[1]

    def _nearest(self, points: Floats) -> tuple[NDArray[np.intp], Floats, Floats]:
        """The nearest edge, the fraction along it, and that point in lon/lat."""
        edges = self._edges
        edge, fraction = edges.nearest(geodesy.earth_centred(points))
        return edge, fraction, edges.start[edge] + fraction[:, None] * edges.step[edge]


@dataclass(frozen=True, slots=True)
class MeasuredLine:
    """Vertices of a line's parts, no edge over 1 km, and the index of their nearest points.

    A part may be a single vertex.
    """

    parts: tuple[Floats, ...]
    index: NearestIndex

    @classmethod
    def of(cls, lines: Sequence[Floats]) -> MeasuredLine:
        """From vertices of shape (n, 2), lon/lat in degrees; long edges get vertices inserted."""
        parts = tuple(densify(line) for line in lines)
        edges = [part if len(part) > 1 else np.repeat(part, 2, axis=0) for part in parts]
        return cls(parts, NearestIndex(edges))


def densify(lonlat: Floats, max_edge_m: float = _MAX_EDGE_M) -> Floats:
    """Insert points, straight in lon/lat, until no edge is longer than `max_edge_m`.

    Examples
    --------
    >>> densify(np.array([[0.0, 0.0], [0.02, 0.0]])).round(4).tolist()
    [[0.0, 0.0], [0.0067, 0.0], [0.0133, 0.0], [0.02, 0.0]]
    """
    if len(lonlat) < 2:
        return lonlat
    lengths = geodesy.distance_m(lonlat[:-1], lonlat[1:]) / max_edge_m
    pieces = np.maximum(np.ceil(lengths - _EDGE_SLACK).astype(int), 1)
    if pieces.max() == 1:
        return lonlat
    edge = np.repeat(np.arange(len(pieces)), pieces)
    step = np.arange(len(edge)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    fraction = (step / pieces[edge])[:, None]
    inserted = lonlat[edge] + fraction * (lonlat[edge + 1] - lonlat[edge])
    return np.concatenate([inserted, lonlat[-1:]])


def distance_km(points: ArrayLike, line: BaseGeometry) -> Floats:
    """Geodesic distances of points from a line.

    Parameters
    ----------
    points
        Shape (n, 2): longitude, latitude, degrees.
    line
        A point, a line, or several; lon/lat in degrees, edges straight in lon/lat.

    Returns
    -------
    array of shape (n,)
        Kilometres, good to 1 mm up to 100 km from the line.

    Examples
    --------
    >>> line = shapely.LineString([(36, 36.7), (42, 37.1)])
    >>> distance_km([[37.955, 36.528]], line).round(2).tolist()
    [33.44]
    """
    lines = [shapely.get_coordinates(part) for part in shapely.get_parts(line)]
    return MeasuredLine.of(lines).index.distance_m(points) / 1000


@dataclass(frozen=True, slots=True)
class _Edges:
    """Edges in runs of equal number (the last edge repeated), each run inside a sphere."""

    start: Floats  # (m, 2) lon, lat
    step: Floats  # (m, 2) to the end of the edge
    origin: Floats  # (runs, size, 3) earth-centred start of the edges
    vector: Floats  # (runs, size, 3)
    inverse_square: Floats  # (runs, size) 1 / |vector|², 0 for an edge without length
    centre: Floats  # (runs, 3)
    radius: Floats  # (runs,)
    number: NDArray[np.intp]  # (runs, size) → edge

    @classmethod
    def of(cls, parts: Sequence[Floats]) -> _Edges:
        start = np.concatenate([part[:-1] for part in parts])
        step = np.concatenate([np.diff(part, axis=0) for part in parts])
        count = len(start)
        size = int(np.clip(np.sqrt(count / 4), 4, 256))
        number = np.minimum(np.arange(-(-count // size) * size), count - 1).reshape(-1, size)
        origin = geodesy.earth_centred(start)
        vector = geodesy.earth_centred(start + step) - origin
        square = (vector**2).sum(axis=1)
        inverse_square = np.divide(1.0, square, out=np.zeros_like(square), where=square > 0)
        ends = np.concatenate([origin[number], (origin + vector)[number]], axis=1)
        centre = (ends.max(axis=1) + ends.min(axis=1)) / 2
        radius = np.sqrt(((ends - centre[:, None]) ** 2).sum(axis=2).max(axis=1))
        spheres = (centre, radius)
        return cls(
            start, step, origin[number], vector[number], inverse_square[number], *spheres, number
        )

    def nearest(self, points: Floats) -> tuple[NDArray[np.intp], Floats]:
        """Edge and fraction along it, for points in earth-centred coordinates."""
        edge = np.empty(len(points), dtype=np.intp)
        fraction = np.empty(len(points))
        at_once = max(1, _CELLS_AT_ONCE // max(len(self.centre), self.number.shape[1]))
        for first in range(0, len(points), at_once):
            these = slice(first, first + at_once)
            edge[these], fraction[these] = self._nearest(points[these])
        return edge, fraction

    def _nearest(self, points: Floats) -> tuple[NDArray[np.intp], Floats]:
        lower = self._sphere_distance(points) - self.radius - _ROUNDING_M
        rows = np.arange(len(points))
        first_run = lower.argmin(axis=1)
        square, edge, fraction = self._in_runs(points, rows, first_run)
        lower[rows, first_run] = np.inf
        row, run = np.nonzero(lower < np.sqrt(square)[:, None])
        for chunk in _chunks(len(row), max(1, _CELLS_AT_ONCE // self.number.shape[1])):
            their_square, their_edge, their_fraction = self._in_runs(points, row[chunk], run[chunk])
            # The last of equal rows wins an assignment: sort so that the nearest comes last.
            order = np.argsort(-their_square, kind="stable")
            rows_by_distance = row[chunk][order]
            better = their_square[order] < square[rows_by_distance]
            chosen, taken = rows_by_distance[better], order[better]
            square[chosen] = their_square[taken]
            edge[chosen] = their_edge[taken]
            fraction[chosen] = their_fraction[taken]
        return edge, fraction

    def _sphere_distance(self, points: Floats) -> Floats:
        # Three outer differences: a matrix product of so few columns only wakes BLAS threads.
        square = np.square(points[:, :1] - self.centre[:, 0])
        for axis in (1, 2):
            square += np.square(points[:, axis, None] - self.centre[:, axis])
        return np.asarray(np.sqrt(square, out=square))

    def _in_runs(
        self, points: Floats, row: NDArray[np.intp], run: NDArray[np.intp]
    ) -> tuple[Floats, NDArray[np.intp], Floats]:
        """Squared distance, edge and fraction of the nearest edge in one run, a pair a row."""
        offset = points[row][:, None, :] - self.origin[run]
        vector = self.vector[run]
        along = np.einsum("ijk,ijk->ij", offset, vector) * self.inverse_square[run]
        np.clip(along, 0, 1, out=along)
        offset -= along[:, :, None] * vector
        square = np.einsum("ijk,ijk->ij", offset, offset)
        best = square.argmin(axis=1)
        pairs = np.arange(len(row))
        return square[pairs, best], self.number[run, best], along[pairs, best]


def _chunks(count: int, size: int) -> list[slice]:
    return [slice(first, first + size) for first in range(0, count, size)]
