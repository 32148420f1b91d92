"""Zones beside a user's own line: the strip parted in left and right, exactly."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import assume, example, given
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from geozone.atlas import world
from geozone.ellipsoid.nearest import MeasuredLine
from geozone.errors import Refused
from geozone.lines import left_and_right, own_line
from geozone.lines.border import Border
from geozone.lines.left_and_right import Handedness
from geozone.zones.own_side import OwnSide, side
from geozone.zones.zone import Zone
from tests.geozone import oracle
from tests.geozone.oracle import WGS84, Floats
from tests.geozone.vector_made import geojson, line
from tests.sampling import examples

LONLAT = [(36.5, 36.3), (37.0, 36.6), (37.8, 36.5), (38.6, 36.9), (39.5, 36.6)]
BEHIND_M = 100_000.0  # further than any depth here
DOUBT_M = 1.5  # nearer than this to an edge, a point is not asked about


def along(folder: Path, *geometries: Any, **sides: str) -> Border:
    file = str(geojson(folder / "own.geojson", *geometries))
    return Border.along(own_line.read_own_line(file, **sides))


def zone(border: Border, *into: str, depth_km: float = 15.0) -> Zone:
    return OwnSide(border, into, reach_km=depth_km).zone(depth_km)


@pytest.fixture(scope="module")
def border(tmp_path_factory: pytest.TempPathFactory) -> Border:
    return along(tmp_path_factory.mktemp("own"), line(*LONLAT), left="TUR", right="SYR")


@pytest.fixture(scope="module")
def land() -> BaseGeometry:
    both = shapely.union_all([world.land("TUR"), world.land("SYR")])
    shapely.prepare(both)
    return both


def on(end: Sequence[float], before: Sequence[float]) -> Floats:
    """The straight way on from an end of a line, a vertex every 500 m."""
    here = np.asarray(end) + (np.asarray(before) - end) * 1e-3  # edges are straight in lon/lat
    azimuth = WGS84.inv(*end, *here)[0] + 180
    metres = np.arange(0, BEHIND_M, 500.0)
    return oracle.moved(np.tile(end, (len(metres), 1)), azimuth, metres)


def left_half(lonlat: Sequence[Sequence[float]]) -> BaseGeometry:
    """All that is left of a line that runs east, by a polygon that is closed far in the north."""
    way = np.concatenate([on(lonlat[0], lonlat[1])[::-1], lonlat, on(lonlat[-1], lonlat[-2])])
    around = [(way[-1][0], 50.0), (way[0][0], 50.0)]
    return shapely.Polygon(np.concatenate([way, around]))


@pytest.mark.parametrize(("into", "is_left"), [("TUR", True), ("right", False)])
def test_it_holds_what_is_near_on_its_side_on_the_land_of_both(
    border: Border, land: BaseGeometry, into: str, is_left: bool
) -> None:
    found = zone(border, into).geometry
    rng = np.random.default_rng(7)
    west, south, east, north = shapely.box(*border.line.bounds).buffer(0.25).bounds
    points = np.column_stack([rng.uniform(west, east, 20_000), rng.uniform(south, north, 20_000)])
    near_m = oracle.of_line(shapely.LineString(LONLAT)).distance_m(points)
    half = left_half(LONLAT)
    inside = (near_m <= 15_000) & shapely.contains_xy(land, *points.T)
    inside &= shapely.contains_xy(half, *points.T) == is_left
    edges = shapely.union_all([land.boundary, half.exterior])
    sure = np.abs(near_m - 15_000) > DOUBT_M
    sure &= ~shapely.dwithin(edges, shapely.points(points), 2e-5)
    assert sure.sum() > 19_900
    assert inside.sum() > 1_000
    assert (shapely.contains_xy(found, *points.T) == inside)[sure].all()


@pytest.mark.parametrize("into", ["TUR", "SYR"])
def test_every_edge_lies_at_the_depth_on_the_line_or_on_the_land_s_edge(
    border: Border, land: BaseGeometry, into: str
) -> None:
    edges = oracle.outline(zone(border, into).geometry)
    fixed = shapely.union_all(
        [
            shapely.clip_by_rect(land.boundary, 36, 36, 40, 37.5),
            shapely.LineString(np.concatenate([on(LONLAT[0], LONLAT[1])[::-1], LONLAT])),
            shapely.LineString(on(LONLAT[-1], LONLAT[-2])),
        ]
    )
    shapely.prepare(fixed)
    free = edges[~shapely.dwithin(fixed, shapely.points(edges.mean(axis=1)), 1e-6)]
    length_m = WGS84.inv(*free[:, 0].T, *free[:, 1].T)[2].sum()
    assert length_m > 250_000
    points = oracle.nine_points(free).reshape(-1, 2)
    near_m = oracle.of_line(shapely.LineString(LONLAT)).distance_m(points)
    assert np.abs(near_m - 15_000).max() < 1


def check_partition(border: Border, *, depth_km: float) -> tuple[Zone, Zone]:
    left, right = zone(border, "left", depth_km=depth_km), zone(border, "right", depth_km=depth_km)
    both = zone(border, "left", "right", depth_km=depth_km)
    areas = [oracle.area_m2(each.geometry) for each in (left, right, both)]
    assert left.area_km2 + right.area_km2 == pytest.approx(both.area_km2, rel=1e-9)
    assert areas[0] + areas[1] == pytest.approx(areas[2], rel=1e-6)
    common = shapely.intersection(left.geometry, right.geometry)
    assert common.area * 1.2e10 < 1  # m²
    return left, right


def test_left_and_right_are_the_whole_strip(border: Border) -> None:
    left, right = check_partition(border, depth_km=15)
    assert (left.sides, right.sides) == (("TUR",), ("SYR",))
    assert zone(border, "TUR", "SYR").sides == ("TUR", "SYR")
    assert zone(border, "TUR").geometry.equals(left.geometry)


def test_the_border_of_the_atlas_does_not_cut_it(border: Border) -> None:
    into_syria = zone(border, "SYR").geometry
    in_turkey = shapely.intersection(into_syria, world.land("TUR"))
    assert in_turkey.area > 0.02
    third = shapely.union_all([world.land(code) for code in ("IRQ", "LBN")])
    assert shapely.intersection(into_syria, third).area == 0


def test_a_third_country_is_left_out(tmp_path: Path) -> None:
    near_iraq = line((41.0, 36.9), (41.6, 36.7), (42.2, 36.9))
    found = zone(along(tmp_path, near_iraq, left="TUR", right="SYR"), "SYR")
    open_ = zone(along(tmp_path, near_iraq), "right")
    assert shapely.intersection(found.geometry, world.land("IRQ")).area < 1e-12
    assert set(open_.sides) == {"SYR", "IRQ"}
    assert open_.area_km2 > found.area_km2 + 100


def test_sides_that_seem_exchanged_are_noted(tmp_path: Path) -> None:
    near_the_border = line((38.2, 36.9), (39.0, 36.7), (40.0, 36.84))
    right = along(tmp_path, near_the_border, left="TUR", right="SYR")
    wrong = along(tmp_path, near_the_border, left="SYR", right="TUR")
    for hand in ("left", "right"):
        assert not any("exchanged" in str(note) for note in zone(right, hand).notes)
        assert any(
            "Left and right may be exchanged" in str(note) for note in zone(wrong, hand).notes
        )
    inland = along(tmp_path, line((38.2, 35.4), (39.0, 35.4)), left="TUR", right="SYR")
    assert not any("exchanged" in str(note) for note in zone(inland, "left").notes)


def test_within_one_country_left_and_right_part_its_land(tmp_path: Path) -> None:
    ceasefire = line((36.7, 35.9), (37.0, 35.5), (36.8, 35.2))
    named = along(tmp_path, ceasefire, left="SYR", right="SYR")
    left, right = check_partition(named, depth_km=10)
    assert left.sides == right.sides == ("SYR",)
    unnamed = along(tmp_path, ceasefire)
    assert zone(unnamed, "left", depth_km=10).geometry.equals(left.geometry)
    assert zone(unnamed, "left", depth_km=10).sides == ("SYR",)


def test_turning_the_line_round_exchanges_left_and_right(border: Border, tmp_path: Path) -> None:
    turned = along(tmp_path, line(*LONLAT[::-1]), left="SYR", right="TUR")
    assert turned.own is not None
    assert turned.own.turned == (True,)
    for hand, other in (("left", "right"), ("SYR", "SYR")):
        found, same = zone(turned, hand), zone(border, other)
        assert found.area_km2 == pytest.approx(same.area_km2, rel=1e-9)
        assert shapely.symmetric_difference(found.geometry, same.geometry).area < 1e-9


def test_sections_of_one_side_add_up_to_it(border: Border) -> None:
    beside = OwnSide(border, ["SYR"], reach_km=15)
    parts = [beside.zone(15, border.section(part=(each, 3))) for each in (1, 2, 3)]
    whole = beside.zone(15)
    assert sum(part.area_km2 for part in parts) == pytest.approx(whole.area_km2, rel=1e-9)
    assert {edge.kind for edge in parts[1].edges} == {"depth", "cut", "line"}


def test_a_bank_cuts_one_side(border: Border) -> None:
    beside = OwnSide(border, ["SYR"], reach_km=15)
    west, east = (beside.zone(15, bank=f"{word} of river:Euphrates") for word in ("west", "east"))
    assert west.area_km2 + east.area_km2 == pytest.approx(beside.zone(15).area_km2, rel=1e-9)


def test_the_line_counts_as_an_edge_and_says_whose_it_is(border: Border) -> None:
    found = zone(border, "SYR")
    (edge,) = [each for each in found.edges if each.kind == "line"]
    assert edge.uncertainty_km == 0.01
    middle = shapely.get_coordinates(border.line)[100]
    assert edge.index.distance_m([middle])[0] < 1
    assert tuple(map(str, found.notes)) == (
        "Right of the line of own.geojson, as that file draws it.",
    )
    assert {each.kind for each in zone(border, "left", "right").edges} == {"depth"}


def test_a_deeper_zone_holds_a_shallower_one(border: Border) -> None:
    beside = OwnSide(border, ["SYR"], reach_km=15)
    deep, shallow = beside.zone(15).geometry, beside.zone(4).geometry
    assert shapely.difference(shallow, deep).area < 1e-9


def test_two_parts_with_a_gap_are_parted_between_them(tmp_path: Path) -> None:
    gap = along(tmp_path, line((37.0, 36.0), (37.3, 36.05)), line((37.4, 36.0), (37.7, 36.1)))
    left, right = check_partition(gap, depth_km=8)
    index = gap.measured.index
    rng = np.random.default_rng(3)
    points = np.column_stack([rng.uniform(36.8, 37.9, 5_000), rng.uniform(35.8, 36.3, 5_000)])
    points = points[index.distance_m(points) < 7_990]
    is_left = Handedness(gap.measured, (False, False)).is_left(points)
    edge = shapely.union_all([left.geometry.boundary, right.geometry.boundary])
    sure = ~shapely.dwithin(edge, shapely.points(points), 2e-5)
    assert sure.sum() > 1_000
    assert (shapely.contains_xy(left.geometry, *points.T) == is_left)[sure].all()


def test_parts_that_face_each_other_part_what_is_between_them(tmp_path: Path) -> None:
    one, other = line((37.0, 36.0), (37.5, 36.0)), line((37.0, 36.1), (37.5, 36.1))
    left, right = check_partition(along(tmp_path, one, other), depth_km=8)
    # Between them it is left of the one up to half-way, then right of the other.
    assert shapely.contains_xy(left.geometry, 37.25, 36.045)
    assert shapely.contains_xy(right.geometry, 37.25, 36.055)
    assert shapely.contains_xy(right.geometry, 37.25, 35.95)
    assert shapely.contains_xy(left.geometry, 37.25, 36.15)


def test_a_ring_parts_inside_from_outside(tmp_path: Path) -> None:
    ring = [(37.0, 36.0), (37.4, 36.0), (37.4, 36.3), (37.0, 36.3), (37.0, 36.0)]
    left, right = check_partition(along(tmp_path, line(*ring)), depth_km=5)
    assert shapely.Polygon(ring).buffer(1e-6).contains(left.geometry)
    assert right.area_km2 > left.area_km2


def curl() -> Any:
    angle = np.linspace(0, 3.5 * math.pi, 60)
    radius = 0.02 + 0.012 * angle
    return line(*np.column_stack([37.5 + radius * np.cos(angle), 36.0 + radius * np.sin(angle)]))


@pytest.mark.parametrize("depth_km", [1, 4, 10])
def test_a_line_that_curls_back_on_itself_is_parted_half_way(
    tmp_path: Path, depth_km: float
) -> None:
    curled = along(tmp_path, curl())
    left, right = check_partition(curled, depth_km=depth_km)
    check_hands(curled, left, right, depth_km=depth_km)


def test_where_no_cut_parts_left_from_right_it_is_refused_with_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(left_and_right, "_MORE_CUTS", ())
    match = r"left and right of this line do not run into each other: they do near 37\.\d+, 3"
    with pytest.raises(Refused, match=match):
        zone(along(tmp_path, curl()), "left", depth_km=10)


def check_hands(border: Border, left: Zone, right: Zone, *, depth_km: float) -> None:
    """Random points in reach of the line lie on the side from which their nearest point is seen."""
    lonlat = shapely.get_coordinates(border.line)
    edges = np.stack([lonlat[:-1], lonlat[1:]], axis=1)
    rng = np.random.default_rng(1)
    near = oracle.beside(edges, rng.uniform(5, depth_km * 990, 500), rng)
    found_m = border.measured.index.distance_m(near)
    assert border.own is not None
    is_left = Handedness(border.measured, border.own.turned).is_left(near)
    for each, hand in ((left, True), (right, False)):
        inside = shapely.contains_xy(each.geometry, *near.T)
        sure = np.abs(found_m - depth_km * 1000) > DOUBT_M
        sure &= ~shapely.dwithin(each.geometry.boundary, shapely.points(near), 2e-5)
        assert sure.sum() > 300
        assert (inside == ((is_left == hand) & (found_m < depth_km * 1000)))[sure].all()


@pytest.mark.parametrize(
    ("into", "match"),
    [(["IRQ"], "into = IRQ: expected TUR or SYR, or left or right"), (["XX"], "unknown country")],
)
def test_a_side_that_is_none_is_refused(border: Border, into: list[str], match: str) -> None:
    with pytest.raises(Exception, match=match):
        OwnSide(border, into, reach_km=5)


@pytest.mark.parametrize("word", ["left", "right"])
def test_a_border_of_the_atlas_has_no_left_and_right(word: str) -> None:
    atlas_border = Border.between("TUR", "SYR")
    with pytest.raises(Refused, match=f"into = {word}: expected a country at this line: TUR, SYR"):
        side(atlas_border, [word], reach_km=5)
    with pytest.raises(Refused, match="a line of the user's own"):
        OwnSide(atlas_border, ["SYR"], reach_km=5)


def test_where_there_is_no_land_a_zone_is_refused(tmp_path: Path) -> None:
    at_sea = along(tmp_path, line((34.5, 34.0), (34.6, 33.9)))
    with pytest.raises(Refused, match="a zone with land in it"):
        zone(at_sea, "left", depth_km=2)


# Which side a point is on, by bare coordinates.


def hands(lonlat: Sequence[Sequence[float]], points: Any, *, turned: bool = False) -> list[bool]:
    measured = MeasuredLine.of([np.array(lonlat, dtype=float)])
    return Handedness(measured, (turned,)).is_left(points).tolist()


def test_behind_a_sharp_corner_all_is_on_its_outer_side() -> None:
    spike = [(0.0, 0.0), (0.1, 0.0), (0.0, 0.01)]  # turns back to the left, so its tip is outside
    beyond = [(0.11, -0.003), (0.11, 0.0), (0.11, 0.004), (0.105, 0.005)]
    assert hands(spike, beyond) == [False] * 4
    assert hands(spike, beyond, turned=True) == [True] * 4


def test_beyond_its_ends_a_line_goes_straight_on() -> None:
    slanted = [(0.0, 0.0), (0.01, 0.0), (0.02, 0.01)]
    assert hands(slanted, [(0.04, 0.031), (0.04, 0.029), (-0.01, 0.001), (-0.01, -0.001)]) == [
        True, False, True, False,
    ]  # fmt: skip


@examples(15)
@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9), st.booleans()),
        min_size=2,
        max_size=4,
        unique_by=lambda at: at[:2],
    ),
    st.sampled_from([2.0, 6.0]),
)
def test_left_and_right_of_any_few_lines_are_their_whole_strip(
    tmp_path_factory: pytest.TempPathFactory, starts: list[tuple[int, int, bool]], depth_km: float
) -> None:
    few = [
        ((38.2 + x / 20, 35.4 + y / 20), (38.2 + (x + 0.7) / 20, 35.4 + (y + 0.4 * x % 1) / 20))
        for x, y, _ in starts
    ]
    lines = [
        line(*(ends[::-1] if back else ends))
        for ends, (_, _, back) in zip(few, starts, strict=True)
    ]
    made = along(tmp_path_factory.mktemp("few"), *lines)
    left, right = check_partition(made, depth_km=depth_km)
    assert len(made.parts) == len(few)
    check_hands(made, left, right, depth_km=depth_km)


small = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=2, max_size=5, unique=True
)


@examples(10)
@example([(0, 0), (1, 3), (0, 1)], 0.5)  # a spike, through whose tip the sides are parted
@given(small, st.sampled_from([0.5, 3.0]))
def test_left_and_right_of_any_small_line_are_its_whole_strip(
    tmp_path_factory: pytest.TempPathFactory, points: list[tuple[int, int]], depth_km: float
) -> None:
    assume(shapely.LineString(points).is_simple)  # of whole numbers: a touch is not rounded away
    lonlat = [(38.2 + x / 100, 35.4 + y / 100) for x, y in points]
    made = along(tmp_path_factory.mktemp("small"), line(*lonlat))
    left, right = check_partition(made, depth_km=depth_km)
    check_hands(made, left, right, depth_km=depth_km)
