"""A zone cut in two by a river."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely import LineString

from geozone.atlas import world
from geozone.ellipsoid import faces
from geozone.ellipsoid.nearest import MeasuredLine, NearestIndex
from geozone.errors import Refused
from geozone.lines.border import Border
from geozone.lines.said import Bank
from geozone.zones.bank import divide, is_left
from geozone.zones.side import Side
from tests.geozone import oracle

STRIP = shapely.box(37, 36, 38, 36.3)
SOUTHWARD = LineString([(37.4, 36.8), (37.4, 35.8)])
INDEX: NearestIndex = MeasuredLine.of([np.array([(37.0, 36.3), (38.0, 36.3)])]).index


@pytest.mark.parametrize(
    ("text", "word", "river"),
    [
        ("left of river:Euphrates", "left", "Euphrates"),
        ("right of river:Khabur", "right", "Khabur"),
        ("east of river: Euphrates", "east", "Euphrates"),
    ],
)
def test_a_bank_is_a_word_and_a_river(text: str, word: str, river: str) -> None:
    assert Bank.parse(text) == Bank(word, river)


@pytest.mark.parametrize(
    "text", ["left", "left of Euphrates", "northeast of river:Euphrates", "LEFT of river:X", ""]
)
def test_another_form_of_words_is_refused(text: str) -> None:
    with pytest.raises(
        Refused, match=r'^bank.*: expected "left of river:NAME" or "right of river:NAME"'
    ):
        Bank.parse(text)


def test_the_left_bank_is_on_the_left_looking_downstream() -> None:
    left, right = divide(STRIP, SOUTHWARD, crossing_km=36, border=INDEX)
    assert left.contains(shapely.Point(37.8, 36.1))
    assert right.contains(shapely.Point(37.2, 36.1))


def test_a_river_that_runs_the_other_way_swaps_its_banks() -> None:
    left, right = divide(STRIP, SOUTHWARD, crossing_km=36, border=INDEX)
    other_left, other_right = divide(STRIP, SOUTHWARD.reverse(), crossing_km=36, border=INDEX)
    assert left.equals(other_right)
    assert right.equals(other_left)


def test_a_sliver_goes_to_the_neighbour_it_touches_most() -> None:
    # A meander crosses the strip's southern edge twice more and cuts off half a square kilometre.
    river = LineString(
        [
            (37.4, 36.8),
            (37.4, 35.99),
            (37.41, 35.99),
            (37.41, 36.003),
            (37.42, 36.003),
            (37.42, 35.9),
        ]
    )
    left, right = divide(STRIP, river, crossing_km=36, border=INDEX)
    together = shapely.union_all([left, right])
    assert shapely.symmetric_difference(together, STRIP).area < 1e-12
    assert left.geom_type == "Polygon"


def test_a_part_that_the_river_does_not_touch_goes_by_its_stretch_of_the_border() -> None:
    strip = shapely.union_all(
        [STRIP, shapely.box(38.1, 36, 38.2, 36.3), shapely.box(36.8, 36, 36.9, 36.3)]
    )
    left, right = divide(strip, SOUTHWARD, crossing_km=36, border=INDEX)
    assert left.contains(shapely.Point(38.15, 36.1))
    assert right.contains(shapely.Point(36.85, 36.1))


def test_a_river_that_does_not_reach_through_is_refused() -> None:
    with pytest.raises(
        Refused, match=r"^bank = .*: expected a river that cuts the zone into exactly two"
    ):
        divide(STRIP, LineString([(37.4, 36.8), (37.4, 36.1)]), crossing_km=36, border=INDEX)


def test_a_river_that_cuts_the_zone_in_three_is_refused() -> None:
    river = LineString([(37.4, 36.8), (37.4, 35.8), (37.7, 35.8), (37.7, 36.8)])
    with pytest.raises(
        Refused, match=r"^bank = .*: expected a river that cuts the zone into exactly two"
    ):
        divide(STRIP, river, crossing_km=36, border=INDEX)


def test_a_bank_of_less_than_a_hundredth_is_refused() -> None:
    river = LineString([(37.005, 36.8), (37.005, 35.8)])
    with pytest.raises(
        Refused, match=r"^bank = 99\.50 % on the left: expected a river that leaves at least 1 %"
    ):
        divide(STRIP, river, crossing_km=0.4, border=INDEX)


@pytest.mark.parametrize(
    ("word", "left"), [("left", True), ("right", False), ("east", True), ("west", False)]
)
def test_a_word_is_the_left_bank_or_not(word: str, left: bool) -> None:
    assert is_left(Bank(word, "R"), STRIP, SOUTHWARD) is left


@pytest.mark.parametrize("word", ["north", "south"])
def test_a_compass_word_along_the_river_is_refused(word: str) -> None:
    with pytest.raises(
        Refused,
        match=rf"^bank = {word} of river:R: expected left or right: the R runs through this zone "
        rf"at 180°, so {word} is not clearly one bank$",
    ):
        is_left(Bank(word, "R"), STRIP, SOUTHWARD)


def test_the_bank_of_the_euphrates_cuts_the_32_km_zone_into_exactly_two_faces() -> None:
    border = Border.between("TUR", "SYR")
    strip = Side(border, ["SYR"], reach_km=32).zone(32).geometry
    parts = faces.split(strip, [world.river("Euphrates").line])
    large = [part for part in parts if oracle.area_m2(part) >= 1e6]
    beside = [part for part in large if part.distance(world.river("Euphrates").line) == 0]
    assert len(beside) == 2
