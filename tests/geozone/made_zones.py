"""What zones are measured against, and what their outlines must consist of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tests.geozone import oracle
from tests.geozone.oracle import Floats, Oracle

SAME_DEGREES = 1e-9  # a tenth of a millimetre
PARTED_M = 0.5  # nearer than this to a section's end, a foot belongs to neither side for sure
WHOLE = ("whole/5", "whole/14", "whole/15", "whole/32")
CUT = (
    "turkish-demand-northeast",
    "us-section/first",
    "us-section/later",
    "us-section/third",
)
SCENARIO = (
    "turkish-demand",
    *CUT,
    "us-position/5",
    "us-position/14",
    "us-position-tiers/near",
    "us-position-tiers/far",
    "east-of-euphrates",
)


@dataclass(frozen=True)
class Ground:
    """What the zones are measured against, all of it from the atlas and the oracle."""

    line: Oracle
    syria: BaseGeometry
    turkey: BaseGeometry
    river: BaseGeometry

    @cached_property
    def euphrates_m(self) -> float:
        """Where the river crosses the border."""
        (crossing,) = oracle.of_line(shapely.MultiPoint(self._crossings)).samples
        return float(self.line.find(crossing).chainage_m[0])

    @property
    def _crossings(self) -> Floats:
        line = shapely.LineString(self.line.samples)
        return shapely.get_coordinates(shapely.intersection(line, self.river))

    @cached_property
    def sections_m(self) -> dict[str, list[tuple[float, float]]]:
        """The stretches of the scenario's words."""
        start, end = self.euphrates_m, self.line.length_m
        third = (end - start) / 3
        middle = (start + end) / 2
        first = (middle - 70_000, middle + 70_000)
        return {
            "turkish-demand-northeast": [(start, end)],
            "us-section/third": [(start + third, end - third)],
            "us-section/first": [first],
            "us-section/later": [(start, first[0]), (first[1], end)],
        }

    def parted(self, at_m: float) -> tuple[Oracle, Oracle]:
        return _parted(self.line, at_m)

    def east_of_river(self, points: Floats) -> np.ndarray:
        """Whether points lie left of the Euphrates, which runs south here: by rays to the west."""
        rays = shapely.linestrings([[(30.0, lat), (lon, lat)] for lon, lat in points])
        crossings = shapely.intersection(rays, self.river)
        return np.asarray(shapely.get_num_coordinates(crossings) % 2 == 1)


@cache
def _parted(line: Oracle, at_m: float) -> tuple[Oracle, Oracle]:
    return line.parted(at_m)


@dataclass(frozen=True)
class Subject:
    """A zone to be tested, and what its outline must consist of."""

    geometry: BaseGeometry
    depth_m: float
    depths_m: tuple[float, ...]
    sections_m: list[tuple[float, float]]
    bank: bool
    ground: Ground

    @property
    def cuts_m(self) -> list[float]:
        ends = {at for section in self.sections_m for at in section}
        return sorted(at for at in ends if 0 < at < self.ground.line.length_m)

    @cached_property
    def edges(self) -> Floats:
        """The outline's edges that lie on no border, coast, river or other boundary."""
        lines = [shapely.boundary(self.ground.syria)]
        if self.bank:
            lines.append(self.ground.river)
        edges = oracle.outline(self.geometry)
        fixed = shapely.union_all([_near(line, self.geometry) for line in lines])
        shapely.prepare(fixed)
        middles = shapely.points(edges.mean(axis=1))
        return edges[~shapely.dwithin(fixed, middles, SAME_DEGREES)]

    @cached_property
    def depth_error_m(self) -> Floats:
        """How far nine points of each edge are from the nearest of the depths, shape (n, 9)."""
        distance = self.ground.line.distance_m(oracle.nine_points(self.edges).reshape(-1, 2))
        errors = [np.abs(distance - depth_m) for depth_m in self.depths_m]
        return np.min(errors, axis=0).reshape(-1, 9)

    @cached_property
    def cut_errors_m(self) -> dict[float, Floats]:
        """By cut: |distance to the line before it - distance to the line after it|, (n, 9)."""
        points = oracle.nine_points(self.edges).reshape(-1, 2)
        errors = {}
        for cut_m in self.cuts_m:
            before, after = self.ground.parted(cut_m)
            difference = before.distance_m(points) - after.distance_m(points)
            errors[cut_m] = np.abs(difference).reshape(-1, 9)
        return errors

    @cached_property
    def cut_error_m(self) -> Floats:
        """The same for the cut that fits each edge best; infinite without a cut."""
        if not self.cuts_m:
            return np.full_like(self.depth_error_m, np.inf)
        return np.min([*self.cut_errors_m.values()], axis=0)

    @cached_property
    def is_cut(self) -> np.ndarray:
        return np.asarray(self.cut_error_m[:, 4] < self.depth_error_m[:, 4])

    def holds(self, points: Floats) -> tuple[np.ndarray, np.ndarray]:
        """Whether points belong to the zone by definition, and whether that is beyond doubt.

        In doubt: within 1 m of a depth, or with a foot within 0.5 m of a section's end.
        """
        found = self.ground.line.find(points)
        inside = shapely.contains_xy(self.ground.syria, *points.T)
        inside &= (found.distance_m <= self.depth_m) & (found.distance_m > self._taken_m)
        sure = np.min([np.abs(found.distance_m - each) for each in self.depths_m], axis=0) > 1
        along = found.chainage_m
        inside &= np.any(
            [(low <= along) & (along <= high) for low, high in self.sections_m], axis=0
        )
        for cut_m in self.cuts_m:
            sure &= np.abs(along - cut_m) > PARTED_M
        if self.bank:
            inside &= self.ground.east_of_river(points)
        return inside, sure

    @property
    def _taken_m(self) -> float:
        """The depth of the zone that was subtracted."""
        return min(self.depths_m) if len(self.depths_m) > 1 else -1.0


def _near(line: BaseGeometry, area: BaseGeometry) -> BaseGeometry:
    return shapely.clip_by_rect(line, *shapely.box(*area.bounds).buffer(0.01).bounds)


def polygonal(geometry: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])
