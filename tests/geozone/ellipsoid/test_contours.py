"""Outlines at many distances at once: coarse, but never by more than they say."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid.contours import contours
from geozone.ellipsoid.nearest import MeasuredLine
from geozone.lines.border import Border
from geozone.zones.side import Side
from tests.geozone import oracle
from tests.geozone.oracle import Floats

pytestmark = pytest.mark.one_in(2)

SHARES = np.arange(8)[:, None, None] / 8
CASES = (
    ("TUR", "SYR", "SYR", (1, 2, 5, 9, 16, 32, 40), 100.0),
    ("ERI", "ETH", "ERI", (1, 4, 13, 16, 31), 100.0),
    ("PRK", "KOR", "KOR", (0.1, 0.5, 1, 2.5), 40.0),
    ("RUS", "KAZ", "KAZ", (10, 40), 250.0),
)


def sampled(lines: BaseGeometry) -> Floats:
    """Eight points of every edge."""
    points = []
    for line in shapely.get_parts(lines):
        lonlat = shapely.get_coordinates(line)
        points.append((lonlat[:-1] + SHARES * (lonlat[1:] - lonlat[:-1])).reshape(-1, 2))
    return np.concatenate(points)


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def drawn(request: pytest.FixtureRequest):
    a, b, into, depths_km, tolerance_m = request.param
    border = Border.between(a, b)
    side = Side(border, [into], reach_km=max(depths_km))
    lines = contours(
        border.measured,
        [depth_km * 1000 for depth_km in depths_km],
        tolerance_m=tolerance_m,
        within=side.land,
    )
    return border, side, depths_km, lines, tolerance_m


def test_every_point_is_within_the_tolerance_by_another_route(drawn) -> None:
    border, _, depths_km, lines, tolerance_m = drawn
    ground = oracle.of_line(border.line)
    for depth_km, line in zip(depths_km, lines, strict=True):
        error_m = np.abs(ground.distance_m(sampled(line)) - depth_km * 1000)
        assert error_m.max() <= tolerance_m


def test_nothing_of_the_exact_depth_edge_is_left_out(drawn) -> None:
    _, side, depths_km, lines, tolerance_m = drawn
    for depth_km, line in zip(depths_km[::2], lines[::2], strict=True):
        exact = [edge.geometry for edge in side.zone(depth_km).edges if edge.kind == "depth"]
        points = shapely.points(shapely.get_coordinates(shapely.segmentize(exact[0], 0.005)))
        far_m = shapely.distance(points, line) * 111_000
        # A narrow channel that closes within the tolerance may be closed in the drawing.
        assert (far_m <= 2 * tolerance_m).mean() > 0.999


def test_they_lie_on_the_side_s_land(drawn) -> None:
    _, side, _, lines, _ = drawn
    land = shapely.buffer(side.land, 1e-9)
    assert all(shapely.covers(land, line) for line in lines)


def test_they_are_light(drawn) -> None:
    border, _, _, lines, _ = drawn
    for line in lines:
        assert shapely.get_num_coordinates(line) < 20 * border.length_km


def test_a_region_out_of_reach_has_none() -> None:
    line = MeasuredLine.of([np.array([[0.0, 0.0], [1.0, 0.0]])])
    far = shapely.box(0, 5, 1, 6)
    assert [each.is_empty for each in contours(line, [1e4, 2e4], tolerance_m=100, within=far)] == [
        True,
        True,
    ]


def test_a_ring_of_land_around_a_lake_has_an_inner_outline() -> None:
    # A closed line of 40 km across: at 10 km an outline inside it, at 30 km none.
    angle = np.linspace(0, 2 * np.pi, 200)
    ring = np.column_stack([0.18 * np.cos(angle), 0.18 * np.sin(angle)])
    inside = shapely.Polygon(ring)
    shapely.prepare(inside)
    near, far = contours(MeasuredLine.of([ring]), [1e4, 3e4], tolerance_m=100, within=inside)
    assert shapely.length(near) > 0.4
    assert far.is_empty
