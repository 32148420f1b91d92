"""The bounds by which edges are shown to keep within the tolerance, and that nothing is missed."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geozone import buffer, distance_km
from geozone.ellipsoid.correction import Correction, in_step_m
from geozone.ellipsoid.nearest import MeasuredLine
from geozone.ellipsoid.outlines import rough
from tests.geozone import oracle, outline_error

COUNT = 5_000


def test_two_points_in_step_never_get_further_apart_than_the_bound() -> None:
    rng = np.random.default_rng(3)
    lat, distance_m = rng.uniform(-80, 80, COUNT), 10 ** rng.uniform(3, 5.7, COUNT)
    azimuth, length_m = rng.uniform(0, 360, COUNT), 10 ** rng.uniform(2, 4.2, COUNT)
    foot_a = np.column_stack([np.zeros(COUNT), lat])
    foot_b = oracle.moved(
        foot_a, rng.uniform(0, 360, COUNT), length_m * rng.choice([0, 0.5, 1], COUNT)
    )
    turned = rng.choice([0, 1], COUNT) * rng.normal(size=COUNT) * np.degrees(length_m / distance_m)
    start = oracle.moved(foot_a, azimuth, distance_m)
    end = oracle.moved(foot_b, azimuth + turned, distance_m)
    worst_m = np.full(COUNT, -np.inf)
    for share in np.linspace(0.05, 0.95, 19):
        there = start + share * (end - start), foot_a + share * (foot_b - foot_a)
        apart_m = oracle.WGS84.inv(*there[0].T, *there[1].T)[2]
        worst_m = np.maximum(worst_m, apart_m - distance_m)
    bound_m = np.concatenate(
        [
            in_step_m(np.array([[p], [q]]), np.array([[a], [b]]), metres)
            for p, q, a, b, metres in zip(start, end, foot_a, foot_b, distance_m, strict=True)
        ]
    )
    assert (worst_m > 0.01).sum() > 100  # it does happen
    assert (worst_m <= bound_m + 1e-6).all()


def _highest(line: shapely.LineString) -> tuple[float, float]:
    """A point within a bend of a line that is further from it than all around."""
    sites = oracle.sampled(shapely.get_coordinates(line), 200)
    edges = shapely.voronoi_polygons(shapely.MultiPoint(sites), only_edges=True)
    points = shapely.get_coordinates(edges)
    points = points[shapely.contains_xy(line.convex_hull, *points.T)]
    best = points[distance_km(points, line).argmax()]
    step_m = 200.0
    while step_m > 0.01:
        around = oracle.moved(np.tile(best, (12, 1)), np.arange(0, 360, 30.0), step_m)
        there = distance_km(np.concatenate([[best], around]), line)
        if there.argmax():
            best = around[there.argmax() - 1]
        else:
            step_m /= 2
    return float(best[0]), float(best[1])


@pytest.mark.parametrize("seed", range(8))
def test_no_pocket_of_a_few_metres_is_filled(seed: int) -> None:
    rng = np.random.default_rng(seed)
    count = int(rng.integers(6, 60))
    angle = np.linspace(0, rng.uniform(5, 6.28), count)
    radius = 0.12 * (1 + 0.1 * rng.normal(size=count))
    ring = np.column_stack([38 + radius * np.cos(angle) / 0.8, 36.5 + radius * np.sin(angle)])
    line = shapely.LineString(ring)
    top = _highest(line)
    deepest_m = float(distance_km([top], line)[0]) * 1000
    for below_m in (5.0, 20.0, 0.005 * deepest_m):
        assert not buffer(line, deepest_m - below_m).contains(shapely.Point(top))
        assert buffer(line, deepest_m + below_m).contains(shapely.Point(top))


@pytest.mark.parametrize(("lat", "apart"), [(0.0, 5.3957), (45.0, 12.0818), (80.0, 31.0)])
def test_the_notch_of_two_discs_keeps_within_the_tolerance_however_far_off(
    lat: float, apart: float
) -> None:
    """Chords of two directions differ by 2 m at 500 km where their geodesics are as long."""
    points = shapely.MultiPoint([(0.0, lat), (apart, lat - 0.3)])
    area = buffer(points, 499_000, tolerance_m=0.1)
    assert outline_error.keeps_to(area, oracle.of_line(points), 499_000, 0.1)


def test_a_vertex_that_must_go_does_no_harm_beside_those_that_nobody_wants() -> None:
    """One on the line has no way to go; its edges then start at a vertex that was not measured."""
    along = np.linspace(0, 1, 40)
    winding = np.column_stack([38 + along, 36.5 + 0.02 * np.sin(9 * along)])
    line, region = MeasuredLine.of([winding]), shapely.box(38.4, 36.4, 38.6, 36.8)
    shapely.prepare(region)
    correction = Correction(line.fine(10_000, 1).index, 10_000, 1, region)
    outline = shapely.get_coordinates(rough(line, 10_000, 1))[:-1]
    measured = oracle.of_line(shapely.LineString(winding))
    reaches = shapely.intersects(
        region, shapely.linestrings(oracle.outline(shapely.Polygon(outline)))
    )
    first = np.flatnonzero(reaches & ~np.roll(reaches, 1))
    for at in (first[:, None] + np.arange(-4, 2)).ravel():
        spoilt = outline.copy()
        spoilt[at] = winding[0]
        (corrected,) = correction.rings(np.array([shapely.LinearRing(spoilt)]))
        assert corrected is not None
        edges = oracle.outline(shapely.Polygon(corrected))
        wanted = edges[shapely.contains_xy(region, *edges.mean(axis=1).T)]
        assert outline_error.off_m(oracle.fifteen_inside(wanted), measured, 10_000).max() <= 1
