"""Zones of sections and banks: that they make up the whole, and laws that any line obeys."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import shapely
from hypothesis import Phase, given
from hypothesis import strategies as st

from geozone.ellipsoid import geodesy
from geozone.lines.border import Border
from geozone.zones.side import Side
from geozone.zones.zone import Zone
from tests.geozone import made, oracle
from tests.geozone.made_zones import PARTED_M, Ground, polygonal
from tests.sampling import examples

pytestmark = pytest.mark.one_in(3)

# Without shrinking: a failure here is dear, and any example of it will do.
few = examples(10, phases=[Phase.explicit, Phase.generate])


# Parts


@pytest.fixture(scope="module")
def thirds(border: Border, side: Side) -> list[Zone]:
    northeast = border.section("river:Euphrates", "IRQ")
    return [side.zone(32, northeast.piece(part=(number, 3))) for number in (1, 2, 3)]


def test_the_areas_of_the_three_parts_add_up_to_their_zone(
    thirds: list[Zone], border: Border, side: Side
) -> None:
    whole = side.zone(32, border.section("river:Euphrates", "IRQ"))
    assert sum(part.area_km2 for part in thirds) == pytest.approx(whole.area_km2, rel=1e-9)


def test_no_two_of_the_three_parts_overlap_by_more_than_a_square_metre(thirds: list[Zone]) -> None:
    for one, other in itertools.combinations(thirds, 2):
        common = shapely.intersection(one.geometry, other.geometry)
        assert geodesy.area_m2(polygonal(common)) <= 1


def test_a_section_and_the_two_pieces_beside_it_make_the_zone_of_the_whole_line(
    border: Border, side: Side
) -> None:
    ends = [("start", "km 500"), ("km 500", "km 640.5"), ("km 640.5", "end")]
    pieces = [side.zone(15, border.section(*pair)) for pair in ends]
    assert sum(piece.area_km2 for piece in pieces) == pytest.approx(
        side.zone(15).area_km2, rel=1e-9
    )


def test_a_part_of_the_whole_line_is_cut_from_the_zone_of_the_whole_line(
    border: Border, side: Side
) -> None:
    piece = side.zone(15, border.section("km 500", "km 600")).geometry
    beyond = shapely.difference(piece, side.zone(15).geometry)
    assert geodesy.area_m2(polygonal(beyond)) <= 1


@pytest.mark.parametrize("km", [80, 210, 258.37, 330, 400, 882])
def test_a_cut_anywhere_puts_every_point_on_the_side_of_its_nearest_border_point(
    km: float, border: Border, side: Side, ground: Ground
) -> None:
    piece = side.zone(32, border.section("start", f"km {km}")).geometry
    rest = side.zone(32, border.section(f"km {km}", "end")).geometry
    points = np.random.default_rng(7).uniform((35.7, 35.4), (42.4, 37.2), (20_000, 2))
    inside = shapely.contains_xy(side.zone(32).geometry, *points.T)
    chainage = ground.line.find(points[inside]).chainage_m - km * 1000
    sure = np.abs(chainage) > PARTED_M
    for zone, belongs in ((piece, chainage < 0), (rest, chainage > 0)):
        found = shapely.contains_xy(zone, *points[inside].T)
        assert (found[sure] == belongs[sure]).all()


@pytest.mark.parametrize(
    ("low", "high"),
    [(60, 80), (110, 130), (140, 145), (400, 420), (520, 525), (760, 765)],
)
def test_a_section_and_what_lies_beside_it_partition_the_zone_anywhere(
    low: float, high: float, border: Border, side: Side
) -> None:
    ends = [("start", f"km {low}"), (f"km {low}", f"km {high}"), (f"km {high}", "end")]
    pieces = [side.zone(32, border.section(*pair)) for pair in ends]
    whole = side.zone(32).area_km2
    assert sum(piece.area_km2 for piece in pieces) == pytest.approx(whole, rel=1e-9)
    for one, other in itertools.combinations(pieces, 2):
        common = shapely.intersection(one.geometry, other.geometry)
        assert geodesy.area_m2(polygonal(common)) <= 1


# Banks


def test_the_two_banks_of_the_euphrates_add_up_to_the_zone(side: Side) -> None:
    left, right = (side.zone(32, bank=f"{word} of river:Euphrates") for word in ("left", "right"))
    assert left.area_km2 + right.area_km2 == pytest.approx(side.zone(32).area_km2, rel=1e-9)
    common = shapely.intersection(left.geometry, right.geometry)
    assert geodesy.area_m2(polygonal(common)) <= 1


@pytest.mark.parametrize(("compass", "word"), [("east", "left"), ("west", "right")])
def test_a_compass_word_means_the_bank_that_lies_there(side: Side, compass: str, word: str) -> None:
    by_compass = side.zone(32, bank=f"{compass} of river:Euphrates")
    by_word = side.zone(32, bank=f"{word} of river:Euphrates")
    assert by_compass.geometry.equals(by_word.geometry)


def test_a_bank_is_not_the_cut_at_the_crossing_they_differ_by_a_hundred_km2(
    side: Side, border: Border
) -> None:
    bank = side.zone(32, bank="left of river:Euphrates").geometry
    section = side.zone(32, border.section("river:Euphrates", "IRQ")).geometry
    differ = geodesy.area_m2(shapely.symmetric_difference(bank, section)) / 1e6
    assert differ == pytest.approx(105, abs=10)


def test_a_bank_has_the_stretch_of_its_piece(side: Side, border: Border, ground: Ground) -> None:
    left, right = (side.zone(32, bank=f"{word} of river:Euphrates") for word in ("left", "right"))
    assert left.sections[0] == pytest.approx((ground.euphrates_m / 1000, border.length_km))
    assert right.sections[0] == pytest.approx((0, ground.euphrates_m / 1000))


def test_a_bank_of_a_section_is_the_common_part(side: Side, border: Border) -> None:
    section = border.section("km 400", "km 500")
    both = side.zone(15, section, bank="left of river:Euphrates")
    bank = side.zone(15, bank="left of river:Euphrates")
    common = shapely.intersection(side.zone(15, section).geometry, bank.geometry)
    assert both.area_km2 == pytest.approx(geodesy.area_m2(common) / 1e6, rel=1e-9)
    assert both.sections[0] == pytest.approx((bank.sections[0][0], 500))


# Laws


@st.composite
def lines(draw: st.DrawFn) -> list[tuple[float, float]]:
    """A line of sharp corners from west to east, 3 to 8 vertices over about 100 km."""
    count = draw(st.integers(3, 8))
    lats = st.floats(36.5, 37.0, allow_nan=False)
    return [(38.0 + number / (count - 1), draw(lats)) for number in range(count)]


def _differ_m2(one: Zone, other: Zone) -> float:
    return geodesy.area_m2(polygonal(shapely.symmetric_difference(one.geometry, other.geometry)))


@few
@given(lines(), st.floats(0.5, 20), st.floats(1.05, 2))
def test_a_deeper_zone_contains_a_shallower_one(
    line: list[tuple[float, float]], depth_km: float, deeper: float
) -> None:
    side = made.side(made.border(line), reach_km=40)
    beyond = shapely.difference(side.zone(depth_km).geometry, side.zone(depth_km * deeper).geometry)
    assert geodesy.area_m2(polygonal(beyond)) <= 1


@few
@given(lines(), st.floats(0.5, 30))
def test_a_reversed_line_gives_the_same_zone(
    line: list[tuple[float, float]], depth_km: float
) -> None:
    zone, back = (
        made.side(made.border(way), reach_km=30).zone(depth_km) for way in (line, line[::-1])
    )
    assert _differ_m2(zone, back) <= 2 * 1000 * zone.outline_km  # both within 1 m


@few
@given(lines(), st.floats(0.5, 30))
def test_a_line_in_two_parts_gives_the_same_zone(
    line: list[tuple[float, float]], depth_km: float
) -> None:
    zone, parted = (
        made.side(made.border(*parts), reach_km=30).zone(depth_km)
        for parts in ([line], [line[:2], line[1:]])
    )
    assert _differ_m2(zone, parted) <= 2 * 1000 * zone.outline_km


@few
@given(lines(), st.floats(0.05, 0.95), st.floats(1, 20))
def test_a_cut_through_a_line_of_sharp_corners_puts_every_point_on_the_right_side(
    line: list[tuple[float, float]], share: float, depth_km: float
) -> None:
    border = made.border(line)
    at_km = share * border.length_km
    side = made.side(border, reach_km=20)
    before = side.zone(depth_km, border.section("start", f"km {at_km:.6f}")).geometry
    after = side.zone(depth_km, border.section(f"km {at_km:.6f}", "end")).geometry
    rng = np.random.default_rng(5)
    points = rng.uniform((37.7, 36.2), (39.3, 37.3), (2000, 2))
    measured = oracle.of_line(border.line)
    found = measured.find(points)
    one, other = (half.distance_m(points) for half in measured.parted(at_km * 1000))
    near = found.distance_m < depth_km * 1000 - 1
    for zone, belongs in ((before, one < other - 2), (after, other < one - 2)):
        assert shapely.contains_xy(zone, *points[near & belongs].T).all()
    assert geodesy.area_m2(polygonal(shapely.intersection(before, after))) <= 1


@few
@given(lines(), st.lists(st.floats(0.02, 0.98), min_size=2, max_size=2, unique=True))
def test_the_parts_of_a_line_of_sharp_corners_partition_its_zone(
    line: list[tuple[float, float]], shares: list[float]
) -> None:
    border = made.border(line)
    side = made.side(border, reach_km=15)
    low, high = (f"km {share * border.length_km:.3f}" for share in sorted(shares))
    ends = [("start", low), (low, high), (high, "end")]
    parts = [side.zone(15, border.section(*pair)) for pair in ends]
    assert sum(part.area_km2 for part in parts) == pytest.approx(side.zone(15).area_km2, rel=1e-9)
    for one, other in itertools.combinations(parts, 2):
        common = shapely.intersection(one.geometry, other.geometry)
        assert geodesy.area_m2(polygonal(common)) <= 1


# Banks elsewhere


@pytest.mark.parametrize(("pair", "river"), [("IRQ-TUR", "Tigris"), ("HUN-SRB", "Danube")])
def test_banks_of_a_river_that_crosses_at_the_lines_end_have_a_stretch_each(
    pair: str, river: str
) -> None:
    border = Border.between(*pair.split("-"))
    side = Side(border, [pair[:3]], reach_km=15)
    left, right = (side.zone(15, bank=f"{word} of river:{river}") for word in ("left", "right"))
    assert left.length_km + right.length_km == pytest.approx(border.length_km)
    assert left.area_km2 + right.area_km2 == pytest.approx(side.zone(15).area_km2, rel=1e-9)


# At the antimeridian


def _across(lon: float, *, jumps: bool) -> Side:
    """A side of a line over a meridian; at 180 the line jumps as a file's does."""
    east = lon + 0.4 - (360 if jumps else 0)
    border = made.border([(lon - 0.5, -16.5), (east, -16.2)])
    return made.side(border, reach_km=15, land=shapely.box(lon - 2, -18, lon + 2, -15))


def test_a_zone_over_the_antimeridian_is_cut_there_and_as_large_as_elsewhere() -> None:
    here, there = _across(180, jumps=True).zone(15), _across(0, jumps=False).zone(15)
    assert here.area_km2 == pytest.approx(there.area_km2, abs=0.5)
    assert np.abs(shapely.get_coordinates(here.geometry)[:, 0]).max() == 180
    assert here.geometry.is_valid
    west, east = sorted(part.bounds for part in shapely.get_parts(here.geometry))
    assert (west[0], east[2]) == (-180, 180)


def test_the_cut_at_the_antimeridian_is_no_edge_that_counts() -> None:
    here, there = _across(180, jumps=True).zone(15), _across(0, jumps=False).zone(15)
    lengths = [geodesy.length_m(zone.edges[0].geometry) for zone in (here, there)]
    assert [edge.kind for edge in here.edges] == ["depth"]
    assert lengths[0] == pytest.approx(lengths[1], rel=1e-4)


def test_a_section_over_the_antimeridian_is_the_same_as_elsewhere() -> None:
    zones = []
    for lon, jumps in ((180, True), (0, False)):
        side = _across(lon, jumps=jumps)
        zones.append(side.zone(15, side.border.section("km 30", "km 70")))
    here, there = zones
    assert here.area_km2 == pytest.approx(there.area_km2, abs=0.2)
    assert [edge.kind for edge in here.edges] == ["depth", "cut", "cut"]


def test_land_across_the_antimeridian_is_noted_like_elsewhere() -> None:
    for lon, jumps in ((180, True), (0, False)):
        side = _across(lon, jumps=jumps)
        assert side.annotated(side.zone(15)).notes == ()


def test_a_line_over_the_antimeridian_is_handed_out_cut() -> None:
    line = _across(180, jumps=True).border.line
    assert line.geom_type == "MultiLineString"
    assert np.abs(shapely.get_coordinates(line)[:, 0]).max() == 180
