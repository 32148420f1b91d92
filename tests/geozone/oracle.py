"""Distances to a line by another route than geozone's: what the geometry tests compare with.

The line is cut into samples at most 50 m apart; those that can be nearest come from a KD-tree over
earth-centred coordinates (made by PROJ); the foot beside each sample follows from the triangle of
three distances, and the geodesic to every such foot is solved exactly. Nothing here imports
geozone. `brute_force_m` is the check on the oracle itself: every sample, geographiclib, and a
golden section search.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from geographiclib.geodesic import Geodesic
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod, Transformer
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

Floats = NDArray[np.float64]

WGS84 = Geod(ellps="WGS84")
CART = Transformer.from_pipeline("+proj=cart +ellps=WGS84")
SPACING_M = 50.0
CANDIDATES = 16
# Chords against geodesics: by direction 7 mm at 100 km, and with the cube of the distance.
CHORD_SLACK_M, CHORD_SLACK_SHARE = 0.05, 1.4e-17


@dataclass(frozen=True)
class Found:
    """Distance to the line, the foot, and the foot's distance along the line, a row a point."""

    distance_m: Floats
    foot: Floats
    chainage_m: Floats


class Oracle:
    """The nearest point of a line, exactly.

    Parts are arrays of shape (n, 2), lon/lat in degrees; edges are straight in lon/lat.
    """

    def __init__(self, parts: Sequence[ArrayLike]) -> None:
        samples, chainage, last, offset = [], [], [], 0.0
        for part in parts:
            lonlat = sampled(np.asarray(part, float))
            steps = WGS84.inv(*lonlat[:-1].T, *lonlat[1:].T)[2] if len(lonlat) > 1 else []
            samples.append(lonlat)
            chainage.append(offset + np.concatenate([[0.0], np.cumsum(steps)]))
            offset = chainage[-1][-1]
            last.append(np.arange(len(lonlat)) == len(lonlat) - 1)
        self.samples = np.concatenate(samples)
        self.chainage_m = np.concatenate(chainage)
        self._last = np.concatenate(last)
        self._tree = cKDTree(earth_centred(self.samples))

    @property
    def length_m(self) -> float:
        return float(self.chainage_m[-1])

    def at(self, chainage_m: ArrayLike) -> Floats:
        """Points at distances along the line (a line of one part), shape (n, 2)."""
        wanted = np.asarray(chainage_m, float)
        columns = [np.interp(wanted, self.chainage_m, axis) for axis in self.samples.T]
        return np.column_stack(columns)

    def piece(self, start_m: float, end_m: float) -> Floats:
        """The samples between two distances along the line, shape (n, 2)."""
        inner = (self.chainage_m > start_m) & (self.chainage_m < end_m)
        return np.concatenate([self.at([start_m]), self.samples[inner], self.at([end_m])])

    def parted(self, at_m: float) -> tuple[Oracle, Oracle]:
        """The line before and after a distance along it."""
        return Oracle([self.piece(0, at_m)]), Oracle([self.piece(at_m, self.length_m)])

    def find(self, lonlat: ArrayLike) -> Found:
        """Nearest points of the line for points of shape (n, 2)."""
        points = np.asarray(lonlat, float).reshape(-1, 2)
        row, sample = self._candidates(earth_centred(points))
        # The foot lies on the edge before the nearest sample or on the one after it.
        before = np.maximum(sample - 1, 0)
        start = np.concatenate([np.where(self._last[before], sample, before), sample])
        row = np.concatenate([row, row])
        foot, chainage = self._feet(points[row], start)
        distance = WGS84.inv(*points[row].T, *foot.T)[2]
        order = np.lexsort([distance, row])
        best = order[np.unique(row[order], return_index=True)[1]]
        return Found(distance[best], foot[best], chainage[best])

    def distance_m(self, lonlat: ArrayLike) -> Floats:
        return self.find(lonlat).distance_m

    def _candidates(self, points: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Rows and samples that can hold the nearest point.

        A sample is at most 25 m from the foot beside it, so none beyond the hypotenuse of 25 m
        and the least distance can be the winner; where 16 do not reach so far, more are asked for.
        """
        rows, samples = [], []
        asked = np.arange(len(points))
        count = CANDIDATES
        while len(asked):
            count = min(count, len(self.samples))
            distance, sample = self._tree.query(points[asked], k=[*range(1, count + 1)], workers=2)
            slack = CHORD_SLACK_M + CHORD_SLACK_SHARE * distance[:, 0] ** 3
            reach = np.hypot(distance[:, 0], SPACING_M / 2) + slack
            done = (distance[:, -1] > reach) | (count == len(self.samples))
            here, rank = np.nonzero((distance <= reach[:, None]) & done[:, None])
            rows.append(asked[here])
            samples.append(sample[here, rank])
            asked = asked[~done]
            count *= 4
        return np.concatenate(rows), np.concatenate(samples)

    def _feet(self, points: Floats, start: NDArray[np.intp]) -> tuple[Floats, Floats]:
        """The foot on the edge that follows a sample (that sample, at a part's end)."""
        end = np.where(self._last[start], start, np.minimum(start + 1, len(self.samples) - 1))
        a, b = self.samples[start], self.samples[end]
        to_a, to_b = (WGS84.inv(*points.T, *ends.T)[2] for ends in (a, b))
        length = self.chainage_m[end] - self.chainage_m[start]
        along = (length**2 + to_a**2 - to_b**2) / (2 * np.where(length > 0, length, 1))
        along = np.clip(np.where(length > 0, along, 0), 0, length)
        share = along / np.where(length > 0, length, 1)
        return a + share[:, None] * (b - a), self.chainage_m[start] + along


def two_metres_beside(edges: Floats) -> Floats:
    """Points 2 m to the left and to the right of eight points of every edge."""
    azimuth = WGS84.inv(*edges[:, 0].T, *edges[:, 1].T)[0].repeat(8)
    base = nine_points(edges)[:, :-1].reshape(-1, 2)
    return np.concatenate([moved(base, azimuth + turn, 2.0) for turn in (-90, 90)])


def of_line(line: BaseGeometry) -> Oracle:
    """The oracle of a shapely line."""
    return Oracle([shapely.get_coordinates(part) for part in shapely.get_parts(line)])


def outline(area: BaseGeometry) -> Floats:
    """The edges of an area's rings, shape (n, 2, 2)."""
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(shapely.get_parts(area))]
    return np.concatenate([np.stack([ring[:-1], ring[1:]], axis=1) for ring in rings])


def nine_points(edges: Floats) -> Floats:
    """Both ends of each edge and seven points inside it, shape (n, 9, 2)."""
    share = (np.arange(9) / 8)[None, :, None]
    return edges[:, :1] + share * (edges[:, 1:] - edges[:, :1])


def fifteen_inside(edges: Floats) -> Floats:
    """Both ends of each edge and fifteen points inside it, shape (n, 17, 2)."""
    share = (np.arange(17) / 16)[None, :, None]
    return edges[:, :1] + share * (edges[:, 1:] - edges[:, :1])


def beside(edges: Floats, metres: Floats, rng: np.random.Generator) -> Floats:
    """A point so many metres beside an edge for each distance; long edges are taken oftener."""
    azimuth, _, length = WGS84.inv(*edges[:, 0].T, *edges[:, 1].T)
    pick = rng.choice(len(edges), len(metres), p=length / length.sum())
    share = rng.uniform(size=(len(metres), 1))
    base = edges[pick, 0] + share * (edges[pick, 1] - edges[pick, 0])
    return moved(base, azimuth[pick] + rng.choice([-90, 90], len(metres)), metres)


def sampled(lonlat: Floats, spacing_m: float = SPACING_M) -> Floats:
    """Vertices and points between them, straight in lon/lat, at most 50 m apart."""
    if len(lonlat) < 2:
        return lonlat
    pieces = []
    for a, b, metres in zip(
        lonlat[:-1],
        lonlat[1:],
        WGS84.inv(*lonlat[:-1].T, *lonlat[1:].T)[2],
        strict=True,
    ):
        count = max(math.ceil(metres / spacing_m), 1)
        pieces.append(a + (b - a) * (np.arange(count) / count)[:, None])
    return np.concatenate([*pieces, lonlat[-1:]])


def earth_centred(lonlat: Floats) -> Floats:
    lon, lat = lonlat.T
    return np.column_stack(CART.transform(lon, lat, np.zeros(len(lon)), radians=False))


def moved(lonlat: Floats, azimuth: ArrayLike, metres: ArrayLike) -> Floats:
    """Points that lie some way off, shape (n, 2)."""
    lon, lat = lonlat.T
    lon, lat, azimuths, lengths = np.broadcast_arrays(lon, lat, azimuth, metres)
    return np.column_stack(WGS84.fwd(lon, lat, azimuths, lengths)[:2])


def area_m2(area: BaseGeometry) -> float:
    """Area of polygons by geographiclib, holes taken off."""
    rings = [
        (sign, ring)
        for polygon in shapely.get_parts(area)
        for sign, ring in [(1, polygon.exterior), *((-1, hole) for hole in polygon.interiors)]
    ]
    return sum(sign * _ring_area_m2(ring) for sign, ring in rings)


def length_m(area: BaseGeometry) -> float:
    """The length of an area's outline."""
    edges = outline(area)
    return float(WGS84.inv(*edges[:, 0].T, *edges[:, 1].T)[2].sum())


def _ring_area_m2(ring: BaseGeometry) -> float:
    polygon = Geodesic.WGS84.Polygon()
    for lon, lat in shapely.get_coordinates(ring)[:-1]:
        polygon.AddPoint(lat, lon)
    return abs(float(polygon.Compute(False, True)[2]))


def brute_force_m(point: Sequence[float], parts: Sequence[ArrayLike]) -> float:
    """Distance of one point by trying everything: slow, and too plain to be wrong."""
    best = math.inf
    for part in parts:
        lonlat = sampled(np.asarray(part, float))
        metres = np.array([_geodesic_m(point, sample) for sample in lonlat])
        for near in np.flatnonzero(metres <= metres.min() + SPACING_M):
            for a, b in ((near - 1, near), (near, near + 1)):
                if a >= 0 and b < len(lonlat):
                    best = min(best, _golden_section_m(point, lonlat[a], lonlat[b]))
        best = min(best, float(metres.min()))
    return best


def _golden_section_m(point: Sequence[float], a: Floats, b: Floats) -> float:
    ratio = (math.sqrt(5) - 1) / 2
    low, high = 0.0, 1.0
    while high - low > 1e-8:
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        if _geodesic_m(point, a + left * (b - a)) < _geodesic_m(point, a + right * (b - a)):
            high = right
        else:
            low = left
    return _geodesic_m(point, a + (low + high) / 2 * (b - a))


def _geodesic_m(a: Sequence[float], b: Sequence[float]) -> float:
    distance = Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0], Geodesic.DISTANCE)["s12"]
    return float(distance)
