"""Borders of several pairs as one line: joined at tripoints, closed to rings, named there."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely import LineString

from geozone.atlas.values import BorderPart
from geozone.errors import Refused
from geozone.lines.border import Border
from geozone.lines.tripoints import joined_at_tripoints
from geozone.zones.side import Side
from tests.geozone import oracle, world

LIECHTENSTEIN = [("CHE", "LIE"), ("AUT", "LIE")]
KOSOVO = [("SRB", "XKX"), ("MNE", "XKX")]


def _line(*lonlat: tuple[float, float], ends: tuple[str, str] = ("", "")) -> BorderPart:
    return BorderPart(LineString(lonlat), *ends)


def test_two_borders_that_meet_at_a_tripoint_are_one_line() -> None:
    border = Border.joined(KOSOVO)
    assert border.line.geom_type == "LineString"
    assert [(part.start_at, part.end_at) for part in border.parts] == [("ALB", "MKD")]
    alone = sum(Border.between(*pair).length_km for pair in KOSOVO)
    assert border.length_km == pytest.approx(alone, abs=1e-6)


def test_a_joined_line_starts_at_the_end_nearest_its_westernmost_point() -> None:
    forth, back = Border.joined(KOSOVO), Border.joined(KOSOVO[::-1])
    assert forth.line.equals(back.line)
    west, east = shapely.get_coordinates(forth.line)[[0, -1], 0]
    assert west < east


@pytest.mark.parametrize("name", ["SRB", "MNE"])
def test_the_tripoint_between_is_still_an_end_by_its_name(name: str) -> None:
    border = Border.joined(KOSOVO)
    section = border.section("start", name)
    alone = Border.between("MNE", "XKX").length_km
    assert section.end_km == pytest.approx(alone, abs=1e-3)


def test_a_section_over_the_joint_is_one_piece_of_its_length() -> None:
    border = Border.joined(KOSOVO)
    at = border.section("start", "MNE").end_km
    section = border.section(f"km {at - 10}", f"km {at + 10}")
    assert section.line.geom_type == "LineString"
    assert oracle.of_line(section.line).length_m == pytest.approx(20_000, abs=0.1)


def test_a_zone_beside_a_joint_has_no_cut_there() -> None:
    side = Side(Border.joined(KOSOVO), ["XKX"], reach_km=5)
    at = side.border.section("start", "MNE").end_km
    assert list(world.section_faults(side, at - 30, at + 30, 5)) == []
    cuts = [e for e in side.zone(5).edges if e.kind == "cut"]
    assert cuts == []


def test_two_borders_round_a_country_close_to_a_clockwise_ring() -> None:
    border = Border.joined(LIECHTENSTEIN)
    ring = shapely.LinearRing(shapely.get_coordinates(border.line))
    assert [(part.start_at, part.end_at) for part in border.parts] == [("ring", "ring")]
    assert not shapely.is_ccw(ring)
    assert shapely.get_coordinates(ring)[0, 0] == shapely.bounds(ring)[0]
    assert len(border.joints) == 2


def test_a_tripoint_that_a_ring_meets_twice_is_refused_with_its_chainages() -> None:
    with pytest.raises(Refused, match=r'^from = AUT: expected one place: .* "km .*", "km '):
        Border.joined(LIECHTENSTEIN).section("AUT", "km 20")


def test_three_lines_that_meet_stay_apart() -> None:
    star = [_line((0, 0), (1, 0)), _line((0, 0), (-1, 0)), _line((0, 0), (0, 1))]
    parts, joints = joined_at_tripoints(star)
    assert [part.line for part in parts] == [part.line for part in star]
    assert joints == ()


def test_lines_that_do_not_meet_stay_as_they_are() -> None:
    apart = [_line((3, 0), (2, 0), ends=("sea", "ABC")), _line((0, 0), (1, 0))]
    parts, joints = joined_at_tripoints(apart)
    assert parts == tuple(apart)
    assert joints == ()


@pytest.mark.parametrize("turns", [(0, 0, 0), (1, 0, 0), (0, 1, 0), (1, 1, 0), (0, 1, 1)])
def test_lines_are_joined_whichever_way_they_run(turns: tuple[int, ...]) -> None:
    lines = [[(0, 0), (1, 0)], [(1, 0), (2, 1)], [(2, 1), (3, 0)]]
    ends = [("W", "A"), ("B", "C"), ("D", "E")]
    parts = [
        _line(*(line[::-1] if turn else line), ends=end[::-1] if turn else end)  # type: ignore[arg-type]
        for line, end, turn in zip(lines, ends, turns, strict=True)
    ]
    (whole,), joints = joined_at_tripoints(parts)
    assert shapely.get_coordinates(whole.line).tolist() == [[0, 0], [1, 0], [2, 1], [3, 0]]
    assert (whole.start_at, whole.end_at) == ("W", "E")
    assert {frozenset(joint.names) for joint in joints} == {frozenset("AB"), frozenset("CD")}


def test_a_pair_that_comes_twice_is_refused() -> None:
    with pytest.raises(Refused, match=r"^between = XKX-SRB: expected each pair of countries once$"):
        Border.joined([("SRB", "XKX"), ("XKX", "SRB")])


# Both sides at once


def test_both_sides_of_a_line_together_are_as_large_as_each_alone() -> None:
    border = Border.joined(KOSOVO)
    alone = [Side(border, [code], reach_km=10).zone(10).area_km2 for code in ("XKX", "SRB")]
    both = Side(border, ["XKX", "SRB"], reach_km=10).zone(10)
    assert both.sides == ("XKX", "SRB")
    assert both.area_km2 == pytest.approx(sum(alone), rel=1e-6)
    assert np.abs(shapely.get_coordinates(both.geometry)).max() < 180
