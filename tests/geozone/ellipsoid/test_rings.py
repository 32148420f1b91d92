"""Sections and parts where a line is a ring, or several: the ring's start is an end too."""

from __future__ import annotations

import pytest

from geozone.lines.border import Border
from geozone.zones.side import Side
from tests.geozone import world

pytestmark = pytest.mark.one_in(3)

ENCLAVED = {"LSO-ZAF": ("ZAF", 15), "ITA-SMR": ("SMR", 5), "BEL-NLD": ("BEL", 5)}
STRETCHES = [(0, 0.02), (0.98, 1), (0.1, 0.6), (0.7, 1)]


@pytest.fixture(scope="module")
def sides() -> dict[str, Side]:
    return {
        pair: Side(Border.between(*pair.split("-")), [into], reach_km=depth_km)
        for pair, (into, depth_km) in ENCLAVED.items()
    }


@pytest.mark.parametrize("stretch", STRETCHES)
@pytest.mark.parametrize("pair", ENCLAVED)
def test_a_section_holds_what_is_nearer_to_it_than_to_the_rest_of_the_ring(
    pair: str, stretch: tuple[float, float], sides: dict[str, Side]
) -> None:
    side = sides[pair]
    start_km, end_km = (share * side.border.length_km for share in stretch)
    assert list(world.section_faults(side, start_km, end_km, ENCLAVED[pair][1])) == []


@pytest.mark.parametrize("of", [2, 3])
def test_the_parts_of_a_ring_make_up_its_zone(of: int, sides: dict[str, Side]) -> None:
    assert list(world.parts_faults(sides["ITA-SMR"], 5, of)) == []


def test_the_parts_of_a_joined_ring_make_up_its_zone() -> None:
    side = Side(Border.joined([("CHE", "LIE"), ("AUT", "LIE")]), ["LIE"], reach_km=15)
    assert list(world.parts_faults(side, 15, 7)) == []


def test_the_parts_of_a_line_in_28_pieces_make_up_its_zone(sides: dict[str, Side]) -> None:
    assert list(world.parts_faults(sides["BEL-NLD"], 5, 3)) == []


def test_the_wedge_before_a_rings_start_is_halved() -> None:
    """West of the start, at the westernmost vertex, all points have the same nearest one."""
    side = Side(Border.between("LSO", "ZAF"), ["ZAF"], reach_km=15)
    border = side.border
    first, last = (
        side.zone(15, border.section(f"km {a}", f"km {b}")).geometry
        for a, b in ((0, 20), (border.length_km - 20, border.length_km))
    )
    both = first.boundary.intersection(last.boundary)
    assert both.length * 100 > 10  # a common cut of at least 10 km
    assert first.intersection(last).area < 1e-9


def test_a_length_as_it_is_printed_is_the_end() -> None:
    border = Border.between("LSO", "ZAF")
    printed = f"km {border.length_km:.1f}"
    assert border.section("km 0", printed).end_km == pytest.approx(border.length_km, abs=0.05)
