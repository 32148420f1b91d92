"""Inside, outside, too close to call: on a made border of which every metre is known."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geozone.ellipsoid.distances import nearer_than
from geozone.ellipsoid.geodesy import LngLat
from geozone.ellipsoid.nearest import MeasuredLine
from geozone.errors import GeozoneError
from geozone.study.study import Study
from geozone.zones.verdict import Judgement, judge, judge_all
from geozone.zones.zone import Edge, Zone, disc
from tests.geozone import made, oracle

LINE = [(37.0, 37.0), (38.0, 37.0)]
LAND = shapely.box(36.0, 36.0, 39.0, 37.0)  # all that lies south of the line
BORDER = made.border(LINE)
SIDE = made.side(BORDER, reach_km=40, land=LAND)
WHOLE = SIDE.zone(20)
SECTION = SIDE.zone(20, BORDER.section("km 30", "km 60"))


def south(chainage_km: float, distance_km: float) -> np.ndarray:
    """The point so far south of a point of the line."""
    at = oracle.of_line(BORDER.line).at([chainage_km * 1000])
    return oracle.moved(at, 180, distance_km * 1000)[0]


def one(zone: Zone, lonlat: np.ndarray, *, on_side: bool = True, **options: object) -> Judgement:
    (found,) = judge(zone, lonlat, on_side=on_side, **options)  # type: ignore[arg-type]
    return found


# Margins


@pytest.mark.parametrize("distance_km", [2, 10, 18.5, 25, 40])
def test_a_margin_is_the_distance_to_the_edge_positive_inside(distance_km: float) -> None:
    found = one(WHOLE, south(45, distance_km))
    assert found.margin_km == pytest.approx(20 - distance_km, abs=0.001)
    assert found.verdict == ("inside" if distance_km < 20 else "outside")


def test_a_margin_counts_the_nearest_of_depth_edge_and_section_cut() -> None:
    assert one(SECTION, south(35, 10)).margin_km == pytest.approx(5, abs=0.01)
    assert one(SECTION, south(45, 18)).margin_km == pytest.approx(2, abs=0.001)


def test_beyond_the_end_of_a_section_the_margin_is_the_distance_to_the_cut() -> None:
    found = one(SECTION, south(70, 5))
    assert found.verdict == "outside"
    assert found.margin_km == pytest.approx(-10, abs=0.02)


def test_the_border_itself_is_no_edge() -> None:
    found = one(WHOLE, south(45, 0.1))
    assert found == Judgement("inside", found.margin_km)
    assert found.margin_km == pytest.approx(19.9, abs=0.001)


def test_margins_on_real_land_are_the_distances_to_the_counting_edges(study: Study) -> None:
    for place in study.places:
        margin = place.margins_km["us-position/14"]
        if margin is None or place.distance_km is None:
            continue
        # Nearer to the edge than the difference of depth and distance no place can be.
        assert abs(margin) >= abs(14 - place.distance_km) - 0.001
        assert (margin > 0) == (place.distance_km < 14)


@settings(max_examples=30)
@given(st.floats(31, 59), st.floats(0.5, 39))
def test_a_margin_is_never_more_than_to_any_edge(chainage_km: float, distance_km: float) -> None:
    point = south(chainage_km, distance_km)
    found = one(SECTION, point)
    exact = min(
        oracle.of_line(shapely.line_merge(edge.geometry)).distance_m([point])[0]
        for edge in SECTION.edges
    )
    assert found.margin_km is not None
    assert abs(found.margin_km) == pytest.approx(exact / 1000, abs=1e-5)


# Too close to call


@pytest.mark.parametrize(
    ("distance_km", "verdict"),
    [
        (18.98, "inside"),
        (19.02, "too-close"),
        (20.5, "too-close"),
        (20.98, "too-close"),
        (21.02, "outside"),
    ],
)
def test_a_town_within_a_kilometre_of_a_depth_edge_is_too_close(
    distance_km: float, verdict: str
) -> None:
    assert one(WHOLE, south(45, distance_km)).verdict == verdict


@pytest.mark.parametrize(
    ("distance_km", "verdict"),
    [(19.957, "inside"), (19.96, "too-close"), (20.04, "too-close"), (20.043, "outside")],
)
def test_the_doubts_of_a_point_and_of_the_line_add_as_squares(
    distance_km: float, verdict: str
) -> None:
    # The border is good to 10 m and the point to 40 m: 41.2 m together.
    assert one(WHOLE, south(45, distance_km), uncertainty_km=0.04).verdict == verdict


@pytest.mark.parametrize(
    ("about", "distance_km", "verdict"),
    [
        (False, 21.3, "outside"),
        (True, 21.3, "too-close"),
        (True, 21.42, "outside"),
        (True, 18.7, "too-close"),
        (True, 18.5, "inside"),
    ],
)
def test_a_depth_said_with_about_is_off_by_5_per_cent_at_most(
    about: bool, distance_km: float, verdict: str
) -> None:
    # 5 % of 20 km and a town's kilometre: 1.414 km.
    assert one(WHOLE, south(45, distance_km), about=about).verdict == verdict


@pytest.mark.parametrize(
    ("chainage_km", "verdict"),
    [(28.9, "outside"), (29.1, "too-close"), (30.9, "too-close"), (31.1, "inside")],
)
def test_at_a_cut_given_by_a_chainage_only_the_place_is_in_doubt(
    chainage_km: float, verdict: str
) -> None:
    assert one(SECTION, south(chainage_km, 10)).verdict == verdict
    assert one(SECTION, south(chainage_km, 10), about=True).verdict == verdict


@pytest.mark.parametrize(
    ("chainage_km", "verdict"),
    [(28.5, "outside"), (28.7, "too-close"), (31.3, "too-close"), (31.5, "inside")],
)
def test_a_cut_given_by_a_place_is_a_kilometre_in_doubt_itself(
    chainage_km: float, verdict: str
) -> None:
    end = LngLat(*oracle.of_line(BORDER.line).at([30_000])[0])
    zone = SIDE.zone(20, BORDER.section(end, "km 60"))
    assert one(zone, south(chainage_km, 10)).verdict == verdict


def test_any_edge_that_is_near_makes_a_place_too_close_not_only_the_nearest() -> None:
    # The depth edge is nearest and sure; the cut behind it is in doubt by 3 km.
    depth, cut = (
        next(edge for edge in SECTION.edges if edge.kind == kind) for kind in ("depth", "cut")
    )
    doubtful = Zone(
        SECTION.sides,
        SECTION.depth_km,
        SECTION.sections,
        SECTION.geometry,
        (depth, Edge(cut.kind, cut.geometry, 3.0)),
        SECTION.tolerance_m,
    )
    point = south(32.5, 18.5)
    assert one(SECTION, point).verdict == "inside"
    assert one(doubtful, point).verdict == "too-close"
    assert one(doubtful, point).margin_km == pytest.approx(1.5, abs=0.01)


# Off the side


def test_a_place_off_the_side_is_outside_without_a_margin() -> None:
    assert one(WHOLE, south(45, 20), on_side=False) == Judgement("outside", None)


def test_a_zone_without_a_counting_edge_gives_no_margin() -> None:
    island = shapely.box(37.4, 36.9, 37.6, 37.0)
    zone = made.side(BORDER, reach_km=40, land=island).zone(40)
    assert zone.edges == ()
    assert one(zone, south(45, 5)) == Judgement("inside", None)


# Many


def test_verdicts_are_in_the_order_of_the_places_each_with_its_own_doubt() -> None:
    points = np.array([south(45, 5), south(45, 19.5), south(45, 19.5), south(45, 5)])
    found = judge(WHOLE, points, on_side=[True, True, True, False], uncertainty_km=[1, 1, 0.1, 1])
    assert [each.verdict for each in found] == ["inside", "too-close", "inside", "outside"]


def test_very_many_verdicts_are_those_of_few(study: Study) -> None:
    zone = study.zones["turkish-demand-northeast"].zone
    assert zone is not None
    assert {edge.kind for edge in zone.edges} == {"depth", "cut"}
    rng = np.random.default_rng(3)
    points = np.column_stack([rng.uniform(35.7, 42.5, 20_000), rng.uniform(34.5, 37.4, 20_000)])
    doubt_km = rng.choice([0.0, 1.0, 5.0], len(points))
    many = judge_all(zone, points, on_side=True, uncertainty_km=doubt_km)
    few = [
        judge_all(zone, points[these], on_side=True, uncertainty_km=doubt_km[these])
        for these in np.array_split(np.arange(len(points)), 11)
    ]
    np.testing.assert_array_equal(many.verdict, np.concatenate([each.verdict for each in few]))
    assert len(np.unique(many.verdict)) == 3
    np.testing.assert_array_equal(many.margin_km, np.concatenate([each.margin_km for each in few]))


@pytest.mark.parametrize("middle", [0.0, 180.0, -179.9, 37.5])
@pytest.mark.parametrize("latitude", [0.0, 60.0, 89.0])
def test_points_nearer_than_a_distance_are_those_that_exact_distances_say(
    middle: float, latitude: float
) -> None:
    rng = np.random.default_rng(5)
    line = MeasuredLine.of([np.array([[middle - 1, latitude - 0.2], [middle + 1, latitude + 0.3]])])
    points = np.column_stack(
        [
            rng.uniform(middle - 4, middle + 4, 20_000),
            rng.uniform(latitude - 3, min(latitude + 3, 90), 20_000),
        ]
    )
    reach_m = rng.uniform(0, 200_000, len(points))
    np.testing.assert_array_equal(
        nearer_than(line.index, points, reach_m), line.index.distance_m(points) < reach_m
    )


def test_verdicts_of_a_million_places_take_a_second_or_two(study: Study) -> None:
    zone = study.zones["us-position/14"].zone
    assert zone is not None
    rng = np.random.default_rng(3)
    points = np.column_stack([rng.uniform(35.7, 42.5, 10**6), rng.uniform(34.5, 37.4, 10**6)])
    start = time.process_time()
    judge_all(zone, points, on_side=True)
    assert time.process_time() - start < 2


def test_a_disc_is_as_doubtful_as_its_place() -> None:
    centre = LngLat(37.5, 36.5)
    zone = disc(centre, 10, LAND, sides=("SYR",), uncertainty_km=2)
    at = oracle.moved(
        np.array([centre]),
        90,
        [
            8_000,
        ],
    )[0]
    assert one(zone, at).verdict == "too-close"
    assert one(zone, at).margin_km == pytest.approx(2, abs=0.001)
    assert one(zone, np.array(centre)).verdict == "inside"


@pytest.mark.parametrize("place", [(np.nan, 36.5), (37.5, np.inf), (397.5, 36.9), (37.5, 91.0)])
@pytest.mark.parametrize("count", [1, 3_000])
def test_places_off_the_globe_are_refused_be_they_few_or_many(
    place: tuple[float, float], count: int
) -> None:
    with pytest.raises(GeozoneError, match=r"^points (have a|must be in degrees)"):
        judge_all(WHOLE, [place] * count, on_side=True)


@pytest.mark.parametrize("uncertainty_km", [np.nan, np.inf, -0.1, [1.0, np.nan], "1", 1 + 0j, True])
def test_an_uncertainty_that_is_no_length_is_refused(uncertainty_km: Any) -> None:
    points = np.array([south(50, 5), south(50, 25)])
    with pytest.raises(
        GeozoneError, match=r"^uncertainty_km = .*: expected a number of km, 0 or m"
    ):
        judge_all(WHOLE, points, on_side=True, uncertainty_km=uncertainty_km)


def test_uncertainties_of_other_places_are_refused() -> None:
    points = np.array([south(50, 5), south(50, 25)])
    with pytest.raises(GeozoneError, match=r"^uncertainty_km = 3 values for 2 places: expected a"):
        judge_all(WHOLE, points, on_side=True, uncertainty_km=[1.0, 1.0, 1.0])
