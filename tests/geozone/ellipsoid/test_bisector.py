"""The cut at a section's end: as far from what lies before it as from what lies after."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely import MultiLineString

from geozone.ellipsoid.bisector import PartedLine, bisectors
from geozone.ellipsoid.geodesy import LngLat
from tests.geozone import oracle

STRAIGHT = ([(37.0, 36.6), (37.5, 36.6)], [(37.5, 36.6), (38.0, 36.6)])
CORNER = ([(37.0, 36.6), (37.5, 36.6)], [(37.5, 36.6), (37.5, 36.1)])
ZIGZAG = (
    [(37.0, 36.6), (37.2, 36.7), (37.3, 36.55), (37.5, 36.6)],
    [(37.5, 36.6), (37.55, 36.7), (37.7, 36.5), (38.0, 36.6)],
)
LINES = {"straight": STRAIGHT, "corner": CORNER, "zigzag": ZIGZAG}


def _cut(name: str, reach_m: float = 15_000) -> MultiLineString:
    before, after = (oracle.sampled(np.array(half)) for half in LINES[name])
    line = PartedLine.of([np.concatenate([before, after[1:]])])
    partings = line.at([oracle.Oracle([before]).length_m])
    (cut,) = bisectors(partings, LngLat(*LINES[name][1][0]), reach_m=reach_m, tolerance_m=1)
    return cut


def _points(cut: MultiLineString) -> np.ndarray:
    edges = [shapely.get_coordinates(part) for part in cut.geoms]
    pairs = np.concatenate([np.stack([part[:-1], part[1:]], axis=1) for part in edges])
    return oracle.nine_points(pairs).reshape(-1, 2)


@pytest.mark.parametrize("name", LINES)
def test_every_point_of_a_cut_is_as_far_from_one_side_as_from_the_other(name: str) -> None:
    points = _points(_cut(name))
    one, other = (oracle.Oracle([half]).distance_m(points) for half in LINES[name])
    near = np.minimum(one, other) <= 15_000
    assert np.abs(one - other)[near].max() <= 2.0


@pytest.mark.parametrize("name", LINES)
def test_a_cut_crosses_the_line_at_its_point(name: str) -> None:
    at = oracle.of_line(_cut(name)).distance_m([LINES[name][1][0]])[0]
    assert at < 0.5


@pytest.mark.parametrize("name", LINES)
def test_a_cut_runs_out_to_the_reach_on_both_sides(name: str) -> None:
    points = _points(_cut(name))
    whole = oracle.Oracle(LINES[name])
    ends = shapely.get_coordinates([part.boundary for part in _cut(name).geoms])
    assert (whole.distance_m(ends) > 14_990).sum() >= 2
    assert whole.distance_m(points).max() > 14_990


def test_the_cut_of_a_straight_line_stands_square_on_it() -> None:
    points = _points(_cut("straight"))
    assert np.abs(points[:, 0] - 37.5).max() * 89_000 < 20


def test_the_wedge_beyond_a_corner_is_halved() -> None:
    points = _points(_cut("corner"))
    azimuth, _, metres = oracle.WGS84.inv(*np.tile([37.5, 36.6], (len(points), 1)).T, *points.T)
    outside = (metres > 1000) & (points[:, 0] > 37.5)
    assert outside.any()
    assert np.abs(azimuth[outside] - 45).max() < 0.5
