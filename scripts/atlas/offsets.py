"""How far borders lie from other lines: those of an earlier extract, and those of time zones.

Distances are planar, in the scale of the latitude of each stretch: good to about 1 %, which is
enough to tell 20 m from 200 m. Nothing that is shipped as geometry depends on them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from atlas.earth import DEGREE_M, lengths_m

STEP_DEG = 0.0025  # about 250 m: a border is compared at its vertices and at points between them
STRETCH = 200  # points that share one plane, and one search for lines near them
REACH_DEG = 0.3  # lines farther away are not looked for
CHUNK = 100  # vertices of a piece of the lines in the search tree
FAR_M = 200.0


@dataclass(frozen=True, slots=True)
class Offset:
    """Distances of a border from other lines, weighted by length.

    `far_percent` is the share of the border that lies over `FAR_M` from them.
    """

    p50_m: float
    p90_m: float
    most_m: float
    far_percent: float


class Lines:
    """Lines that borders are compared with."""

    def __init__(self, rings: Iterable[BaseGeometry]) -> None:
        pieces = [
            shapely.linestrings(points[start : start + CHUNK + 1])
            for points in map(shapely.get_coordinates, rings)
            for start in range(0, len(points) - 1, CHUNK)
        ]
        self._pieces = np.array(pieces, dtype=object)
        self._tree = shapely.STRtree(self._pieces)

    def offset(self, border: Iterable[BaseGeometry]) -> Offset:
        """Compare all parts of a border."""
        found = [self._along(line) for line in border]
        metres = np.concatenate([each for each, _ in found])
        weight = np.concatenate([each for _, each in found])
        order = np.argsort(metres)
        share = np.cumsum(weight[order]) / weight.sum()
        p50, p90 = (float(metres[order][np.searchsorted(share, at)]) for at in (0.5, 0.9))
        far = float(weight[metres > FAR_M].sum() / weight.sum() * 100)
        return Offset(p50, p90, float(metres.max()), far)

    def _along(self, line: BaseGeometry) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Distance of the middle of each short step of a line, and the length of the step (m)."""
        points = shapely.get_coordinates(shapely.segmentize(line, STEP_DEG))
        middles = (points[1:] + points[:-1]) / 2
        distances = [
            self._nearest(middles[at : at + STRETCH]) for at in range(0, len(middles), STRETCH)
        ]
        return np.concatenate(distances), lengths_m(points[:-1], points[1:])

    def _nearest(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        scale = np.array([np.cos(np.radians(points[:, 1].mean())), 1.0]) * DEGREE_M
        reach = np.array([REACH_DEG * DEGREE_M / scale[0], REACH_DEG])
        box = shapely.box(*(points.min(axis=0) - reach), *(points.max(axis=0) + reach))
        near = self._pieces[self._tree.query(box)]
        if not len(near):
            return np.full(len(points), REACH_DEG * DEGREE_M)
        lines = shapely.transform(shapely.multilinestrings(near), lambda xy: xy * scale)
        shapely.prepare(lines)
        return np.minimum(
            shapely.distance(lines, shapely.points(points * scale)), REACH_DEG * DEGREE_M
        )
