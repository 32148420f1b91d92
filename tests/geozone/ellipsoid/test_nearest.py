"""The nearest point of a line against an independent oracle."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geozone import distance_km
from geozone.ellipsoid import geodesy
from geozone.ellipsoid.edge_tree import Span
from geozone.ellipsoid.nearest import MeasuredLine, NearestIndex, densify
from geozone.lines.border import Border
from tests.geozone import oracle
from tests.sampling import examples

LINE = [(37.0, 36.6), (37.4, 36.9), (37.8, 36.5), (38.6, 36.8)]


@pytest.fixture(scope="module")
def border() -> Border:
    return Border.between("TUR", "SYR")


def test_distances_to_the_border_are_exact_to_a_millimetre_up_to_100_km(border: Border) -> None:
    points = np.random.default_rng(1).uniform((35.5, 35.0), (42.6, 38.3), (20_000, 2))
    exact = oracle.of_line(border.line).find(points)
    near = border.nearest(points)
    within = exact.distance_m < 100_000
    assert within.sum() > 10_000
    assert np.abs(near.distance_m - exact.distance_m)[within].max() < 0.001


def test_feet_and_chainages_are_those_of_the_oracle_where_only_one_is_nearest() -> None:
    line = MeasuredLine.of([np.array([(37.0, 36.6), (38.6, 36.7)])])
    points = np.random.default_rng(2).uniform((37.1, 36.3), (38.5, 37.0), (2000, 2))
    exact = oracle.Oracle([[(37.0, 36.6), (38.6, 36.7)]]).find(points)
    near = line.index.query(points)
    assert oracle.WGS84.inv(*near.lonlat.T, *exact.foot.T)[2].max() < 3
    assert np.abs(near.chainage_m - exact.chainage_m).max() < 3


@examples(30)
@given(
    st.lists(st.tuples(st.floats(36, 38), st.floats(36, 38)), min_size=2, max_size=12, unique=True),
    st.integers(0, 2**32 - 1),
)
def test_any_line_is_measured_to_a_millimetre(line: list[tuple[float, float]], seed: int) -> None:
    points = np.random.default_rng(seed).uniform((35.8, 35.8), (38.2, 38.2), (300, 2))
    exact = oracle.Oracle([line]).distance_m(points)
    found = MeasuredLine.of([np.array(line)]).index.distance_m(points)
    within = exact < 100_000
    # Two stretches as near as each other: the wrong one by the sagitta of 1 km, 2 cm at most.
    assert np.abs(found - exact)[within].max(initial=0) < 0.02
    assert np.quantile(np.abs(found - exact)[within], 0.95) < 0.001 if within.any() else True


def test_points_on_the_line_are_at_no_distance_to_a_centimetre() -> None:
    on = oracle.sampled(np.array(LINE))
    # Along an edge of 1 km the foot may be 8 mm off; away from the line that does not show.
    assert MeasuredLine.of([np.array(LINE)]).index.distance_m(on).max() < 0.01


def test_chainage_goes_on_through_the_parts() -> None:
    parts = [np.array(LINE[:2]), np.array(LINE[2:])]
    first = oracle.Oracle([LINE[:2]]).length_m
    near = MeasuredLine.of(parts).index.query([LINE[2], LINE[0]])
    assert near.chainage_m.tolist() == pytest.approx([first, 0], abs=0.01)


def test_distance_and_foot_belong_together(border: Border) -> None:
    points = np.random.default_rng(3).uniform((36, 35), (42, 38), (500, 2))
    near = border.nearest(points)
    assert oracle.WGS84.inv(*points.T, *near.lonlat.T)[2] == pytest.approx(near.distance_m)


def test_many_points_at_once_are_as_good_as_one_by_one(border: Border) -> None:
    points = np.random.default_rng(4).uniform((36, 35), (42, 38), (50, 2))
    alone = [float(border.nearest(point).distance_m[0]) for point in points]
    assert border.nearest(points).distance_m.tolist() == alone


@pytest.mark.parametrize("radius_m", [50.0, 500.0, 5_000.0])
def test_where_no_other_place_may_be_nearest_within_a_radius_none_is(
    border: Border, radius_m: float
) -> None:
    rng = np.random.default_rng(6)
    index = border.measured.index
    points = rng.uniform((37, 36), (42, 38), (400, 2))
    near = index.by_chord(points)
    apart = rng.normal(0, np.sqrt(radius_m) / 10, len(points))  # edges
    place = np.clip(near.edge + apart, 1, 2400)
    is_after = near.edge + near.fraction >= place
    span = Span(np.where(is_after, -np.inf, place), np.where(is_after, place, np.inf))
    may = index.may_be_nearest(points, near, span, radius_m)
    assert 10 < may.sum() < 390
    for azimuth in range(0, 360, 30):
        moved = oracle.WGS84.fwd(*points.T, np.full(400, azimuth), np.full(400, radius_m * 0.99))
        there = index.by_chord(np.column_stack(moved[:2]))
        crossed = (there.edge + there.fraction >= place) != is_after
        assert not (crossed & ~may).any()


def test_distances_that_rank_are_as_long_as_geodesics_to_a_few_centimetres(border: Border) -> None:
    points = np.random.default_rng(7).uniform((35.5, 35.0), (42.6, 38.3), (2_000, 2))
    found = border.measured.index
    assert np.abs(found.ranking_m(points) - found.distance_m(points)).max() < 0.03


def test_a_place_known_to_be_near_changes_no_distance(border: Border) -> None:
    rng = np.random.default_rng(8)
    index = border.measured.index
    vertices = np.concatenate(border.measured.parts)
    places = vertices[rng.integers(0, len(vertices), 2_000)]
    points = places + rng.normal(0, 0.1, (2_000, 2))
    near = geodesy.earth_centred(places)
    for asked in (points, points + np.array([0, 3])):
        space = geodesy.earth_centred(asked)
        known, unknown = (index.foot_near(asked, space, each) for each in (near, None))
        assert known.distance_m.max() > 30_000
        assert known.at.tolist() == unknown.at.tolist() == index.foot(asked).at.tolist()
        assert np.abs(known.distance_m - index.distance_m(asked)).max() < 1e-3
        assert np.abs(known.space - geodesy.earth_centred(known.lonlat)).max() < 1e-6


def test_no_points_have_no_distances(border: Border) -> None:
    assert border.nearest(np.empty((0, 2))).distance_m.shape == (0,)


def test_distance_km_takes_points_lines_and_several_of_them() -> None:
    point = [(37.9, 36.5)]
    alone = distance_km(point, shapely.Point(38, 36.5))[0]
    assert alone == pytest.approx(oracle.WGS84.inv(37.9, 36.5, 38, 36.5)[2] / 1000)
    both = shapely.MultiPoint([(38, 36.5), (37.95, 36.5)])
    assert distance_km(point, both)[0] < alone
    assert distance_km(point, shapely.LineString(LINE))[0] == pytest.approx(
        oracle.Oracle([LINE]).distance_m(point)[0] / 1000, abs=1e-6
    )


def test_an_edge_without_length_does_no_harm() -> None:
    index = NearestIndex([np.array([(37.0, 36.6), (37.0, 36.6), (37.005, 36.6)])])
    assert np.isfinite(index.distance_m([(37.0, 36.61)])).all()


def test_no_edge_is_longer_than_about_a_kilometre_after_points_are_inserted() -> None:
    fine = densify(np.array(LINE))
    assert oracle.WGS84.inv(*fine[:-1].T, *fine[1:].T)[2].max() <= 1001
    assert {tuple(point) for point in LINE} <= {tuple(point) for point in fine}


def test_a_line_with_short_edges_stays_as_it_is() -> None:
    short = np.array([(37.0, 36.6), (37.005, 36.6)])
    assert densify(short) is short
