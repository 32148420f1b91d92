"""Make borders from the edges that two countries of a land coverage share."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from atlas.coverage import LONGEST_EDGE_M
from atlas.earth import DEGREE_M, GEOD, area_km2, earth_centred_m, length_km, lengths_m

JOIN_M = 1000.0
# An end this near to a third country or to the sea lies on it; the distance is a rounding error.
TOUCH_M = 50.0
# An end this near to a third country or to the sea belongs to it, with a gap in the source.
REACH_M = 2000.0

# A ring around less land is a mistake of the source, whose tolerance is 10 m: two countries drew
# their line a little differently. The smallest parcel of Baarle has 1,800 m².
SMALLEST_RING_M2 = 1000.0

Line = NDArray[np.float64]
Find = Callable[[float, float, float], str]


@dataclass(frozen=True, slots=True)
class Part:
    """One row of the table `borders`."""

    line: LineString
    start_at: str
    end_at: str
    length_km: float
    bridges: tuple[dict[str, float], ...]


class Near:
    """A set of edges that can be searched by the distance from a point.

    Parameters
    ----------
    edges
        Rows of lon, lat, lon, lat. No edge is longer than `LONGEST_EDGE_M`, since only the start
        points are indexed.
    """

    def __init__(self, edges: Line) -> None:
        self._edges = edges
        self._tree = cKDTree(earth_centred_m(edges[:, :2]))

    def within(
        self, lon: float, lat: float, reach_m: float
    ) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """The edges within a distance of a point, nearest first, and their distances (m)."""
        # The tree holds start points, so the search radius is larger by the longest edge.
        at = earth_centred_m(np.array([[lon, lat]]))[0]
        found = self._tree.query_ball_point(at, reach_m + LONGEST_EDGE_M, return_sorted=True)
        which = np.array(found, dtype=np.intp)
        flat = (self._edges[which].reshape(-1, 2, 2) - (lon, lat)) * DEGREE_M
        flat[..., 0] *= math.cos(math.radians(lat))
        distance = np.asarray(shapely.distance(shapely.linestrings(flat), shapely.Point(0, 0)))
        order = np.argsort(distance, kind="stable")
        order = order[distance[order] <= reach_m]
        return which[order], distance[order]


def edges_of(rings: Iterable[BaseGeometry]) -> Line:
    """Edges of rings as rows of lon, lat, lon, lat."""
    points = [shapely.get_coordinates(ring) for ring in rings]
    return np.concatenate([np.hstack([each[:-1], each[1:]]) for each in points])


class Segments:
    """All edges of a land coverage; an edge occurs once for each country that has it."""

    def __init__(self, land: dict[str, BaseGeometry]) -> None:
        self._codes = np.array(sorted(land))
        each = [edges_of(shapely.get_rings(shapely.get_parts(land[code]))) for code in self._codes]
        owner = np.repeat(np.arange(len(each)), [len(edges) for edges in each])
        # Neighbours run through a common edge in opposite directions. Once all edges have one
        # direction, sorting puts equal edges next to each other.
        edges = _upright(np.concatenate(each))
        order = np.lexsort((owner, *edges.T[::-1]))
        self._edges, self._owner = edges[order], owner[order]
        same = (self._edges[1:] == self._edges[:-1]).all(axis=1)
        self._twin = np.flatnonzero(same & (self._owner[1:] != self._owner[:-1]))

    def shared(self) -> dict[tuple[str, str], list[Line]]:
        """Merged lines of each pair of countries that have edges in common."""
        pairs = np.stack([self._owner[self._twin], self._owner[self._twin + 1]], axis=1)
        edges = self._edges[self._twin]
        number = pairs[:, 0] * len(self._codes) + pairs[:, 1]
        result = {}
        for each in np.unique(number):
            a, b = (str(self._codes[i]) for i in divmod(int(each), len(self._codes)))
            chosen = edges[number == each].reshape(-1, 2, 2)
            merged = shapely.line_merge(shapely.multilinestrings(chosen))
            result[a, b] = [shapely.get_coordinates(part) for part in shapely.get_parts(merged)]
        return result

    def vertices(self) -> Line:
        """Every vertex that two countries share, lon/lat."""
        return np.unique(self._edges[self._twin].reshape(-1, 2), axis=0)

    @cached_property
    def _near(self) -> Near:
        return Near(self._edges)

    def third(self, pair: tuple[str, str], lon: float, lat: float, reach_m: float) -> str:
        """The nearest country within a distance of a point that is not of the pair, or ``""``."""
        owner = self._codes[self._owner[self._near.within(lon, lat, reach_m)[0]]]
        others = owner[~np.isin(owner, pair)]
        return str(others[0]) if len(others) else ""


def _upright(edges: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn every segment so that its smaller end comes first."""
    a, b = edges[:, :2], edges[:, 2:]
    swap = (a[:, 0] > b[:, 0]) | ((a[:, 0] == b[:, 0]) & (a[:, 1] > b[:, 1]))
    return np.where(swap[:, None], np.hstack([b, a]), edges)


def ordered(lines: list[Line], third: Find, sea: Find) -> list[Part]:
    """Join, orient and order the lines of one border, and find what each end touches.

    `third` and `sea` give the name of what lies within a distance (m) of a point, else `""`.
    """
    rings = [line for line in lines if _closed(line) and _area_m2(line) >= SMALLEST_RING_M2]
    joined, gaps = _joined([line for line in lines if not _closed(line)])
    rings += [line for line in joined if _closed(line)]
    # Chainage counts from the west, or from the north for a border that runs north–south.
    eastward = _runs_east(np.concatenate(lines))
    turned = [_turned(line, eastward=eastward) for line in joined if not _closed(line)]
    turned += [_clockwise(ring) for ring in rings]
    turned.sort(key=lambda line: tuple(line[0]) if eastward else (-line[0][1], line[0][0]))
    parts = []
    for line in turned:
        geometry = LineString(line)
        ends = ("ring", "ring")
        if not _closed(line):
            ends = (_end(line[0], third, sea), _end(line[-1], third, sea))
        bridges = tuple(gap for point, gap in gaps if (line == point).all(axis=1).any())
        parts.append(Part(geometry, *ends, length_km(geometry), bridges))
    return parts


def _closed(line: Line) -> bool:
    return bool((line[0] == line[-1]).all())


def _area_m2(ring: Line) -> float:
    return area_km2(shapely.Polygon(ring)) * 1e6


def _joined(lines: list[Line]) -> tuple[list[Line], list[tuple[Line, dict[str, float]]]]:
    """Join ends of different lines, the nearest first, while two of them lie within `JOIN_M`."""
    lines, gaps = list(lines), []
    while len(lines) > 1:
        ends = np.array([point for line in lines for point in (line[0], line[-1])])
        i, j = np.triu_indices(len(ends), 1)
        other = i // 2 != j // 2
        i, j = i[other], j[other]
        gap = lengths_m(ends[i], ends[j])
        best = int(gap.argmin())
        if gap[best] > JOIN_M:
            break
        first, second = int(i[best]), int(j[best])
        a, b = lines[first // 2], lines[second // 2]
        # Ends are numbered start, end of each line: an odd number is an end. The first line must
        # end at the joint, and the second must start there.
        a = a if first % 2 else a[::-1]
        b = b[::-1] if second % 2 else b
        if gap[best] > 0:
            lon, lat = (round(float(degrees), 4) for degrees in a[-1])
            bridge = {"lon": lon, "lat": lat, "length_km": round(float(gap[best]) / 1000, 3)}
            gaps.append((a[-1], bridge))
        lines = [line for k, line in enumerate(lines) if k not in {first // 2, second // 2}]
        lines.append(np.concatenate([a, b if gap[best] > 0 else b[1:]]))
    return lines, gaps


def _runs_east(points: Line) -> bool:
    """Whether a border runs more west–east than north–south."""
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    return bool((east - west) * math.cos(math.radians((south + north) / 2)) >= north - south)


def _turned(line: Line, *, eastward: bool) -> Line:
    """Orient a line to start at the end nearest to its westernmost (or northernmost) point."""
    extreme = line[line[:, 0].argmin() if eastward else line[:, 1].argmax()]
    to_start, to_end = (GEOD.inv(*extreme, *line[k])[2] for k in (0, -1))
    return line if to_start <= to_end else line[::-1]


def _clockwise(ring: Line) -> Line:
    """Start a ring at its westernmost vertex (the southernmost of several), clockwise."""
    if shapely.is_ccw(shapely.linearrings(ring)):
        ring = ring[::-1]
    start = int(np.lexsort((ring[:-1, 1], ring[:-1, 0]))[0])
    return np.concatenate([ring[start:-1], ring[: start + 1]])


def _end(point: Line, third: Find, sea: Find) -> str:
    """What an end of a border touches; a country comes before the sea at the same reach."""
    for reach in (TOUCH_M, REACH_M):
        for find in (third, sea):
            if found := find(float(point[0]), float(point[1]), reach):
                return found
    return ""
