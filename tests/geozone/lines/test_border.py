"""A border, its chainage, the ends of its sections, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geozone import GeozoneError
from geozone.atlas import world
from geozone.ellipsoid.geodesy import LngLat
from geozone.errors import Refused
from geozone.lines.border import Border, Section
from geozone.lines.summary import survey
from tests.geozone import made, oracle
from tests.sampling import examples

BORDER = Border.between("TUR", "SYR")
KM = st.floats(0, 906.5)


# Figures


def test_the_land_border_is_between_904_and_908_km_long() -> None:
    assert 904 <= BORDER.length_km <= 908


def test_its_length_is_that_of_the_oracle() -> None:
    assert BORDER.length_km == pytest.approx(oracle.of_line(BORDER.line).length_m / 1000, abs=1e-5)


def test_from_the_euphrates_to_iraq_it_is_461_km_or_5_more_or_less() -> None:
    assert BORDER.section("river:Euphrates", "IRQ").length_km == pytest.approx(461, abs=5)


def test_the_us_section_is_140_km_long_in_the_centre_of_the_middle_third() -> None:
    whole = BORDER.section("river:Euphrates", "IRQ")
    section = BORDER.section("river:Euphrates", "IRQ", part=(2, 3), length_km=140)
    assert section.length_km == pytest.approx(140.0)
    middle = (whole.start_km + whole.end_km) / 2
    assert (section.start_km + section.end_km) / 2 == pytest.approx(middle)


# The line


def test_codes_may_have_two_letters_and_stand_in_either_order() -> None:
    assert Border.between("SY", "tr").line.equals(BORDER.line)
    assert Border.between("SY", "tr").pairs == (("SYR", "TUR"),)


def test_no_edge_is_longer_than_a_kilometre() -> None:
    for part in BORDER.measured.parts:
        assert oracle.WGS84.inv(*part[:-1].T, *part[1:].T)[2].max() <= 1001


def test_chainage_starts_in_the_west_at_the_sea() -> None:
    assert BORDER.section("sea", "km 10").start_km == 0
    assert shapely.get_coordinates(BORDER.line)[0, 0] == pytest.approx(35.92, abs=0.05)


def test_several_pairs_make_one_line_in_their_order() -> None:
    both = Border.joined([("TUR", "SYR"), ("IRQ", "SYR")])
    assert both.name == "TUR-SYR + IRQ-SYR"
    assert both.countries == ("TUR", "SYR", "IRQ")
    alone = Border.between("IRQ", "SYR").length_km
    assert both.length_km == pytest.approx(BORDER.length_km + alone)


@pytest.mark.parametrize(
    ("pair", "match"),
    [
        (("TUR", "JOR"), "^TUR and JOR share no land border in the atlas; TUR borders .*SYR"),
        (("TUR", "TUR"), "^a border needs two countries, got TUR twice$"),
        (("TUR", "XXX"), '^unknown country "XXX": give a code'),
    ],
)
def test_what_is_no_border_is_refused(pair: tuple[str, str], match: str) -> None:
    with pytest.raises(GeozoneError, match=match):
        Border.between(*pair)


# Chainage


@examples(60)
@given(KM)
def test_a_chainage_gives_a_point_whose_nearest_chainage_it_is(km: float) -> None:
    (piece,) = BORDER.substring(km, km + 0.4)
    near = BORDER.nearest([LngLat(*piece[0])])
    assert near.distance_m[0] < 0.01
    assert near.chainage_m[0] / 1000 == pytest.approx(km, abs=2e-5)


@examples(40)
@given(KM, KM)
def test_the_line_of_a_section_has_its_length(a: float, b: float) -> None:
    if abs(a - b) < 0.02:
        return
    section = BORDER.section(f"km {a:.6f}", f"km {b:.6f}")
    length_km = oracle.of_line(section.line).length_m / 1000
    assert section.length_km == pytest.approx(length_km, abs=1e-4)


def test_a_section_over_two_parts_has_a_line_of_two_parts() -> None:
    border = made.border([(37.0, 36.6), (37.2, 36.6)], [(37.5, 36.6), (37.7, 36.6)])
    section = border.section("km 10", "km 30")
    assert section.line.geom_type == "MultiLineString"
    assert oracle.of_line(section.line).length_m == pytest.approx(20_000, abs=0.1)


# Ends


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("start", "end", (0, BORDER.length_km)),
        ("sea", "IRQ", (0, BORDER.length_km)),
        ("km 120", "km 200.5", (120, 200.5)),
        ("km 0", "km 5", (0, 5)),
        ("river:Euphrates", "end", (443.221, BORDER.length_km)),
        ("river:FIRAT", "end", (443.221, BORDER.length_km)),
    ],
)
def test_an_end_is_found_at_its_chainage(
    start: str, end: str, expected: tuple[float, float]
) -> None:
    section = BORDER.section(start, end)
    assert (section.start_km, section.end_km) == pytest.approx(expected, abs=0.05)
    assert section.notes == ()


def test_the_river_end_is_where_the_river_crosses_the_border() -> None:
    crossing = shapely.intersection(BORDER.line, world.river("Euphrates").line)
    exact = oracle.of_line(BORDER.line).find(shapely.get_coordinates(crossing)).chainage_m
    km = BORDER.section("river:Euphrates", "IRQ").start_km
    assert km == pytest.approx(exact.mean() / 1000, abs=1e-4)


def test_a_place_ends_a_section_at_its_nearest_border_point() -> None:
    kobani = LngLat(38.35479, 36.8908)
    section = BORDER.section(kobani, "IRQ")
    exact = oracle.of_line(BORDER.line).find([kobani]).chainage_m[0] / 1000
    assert section.start_km == pytest.approx(exact, abs=1e-4)
    assert section.notes == ()
    assert (section.start_uncertainty_km, section.end_uncertainty_km) == (1.0, 0.0)


def test_a_place_over_5_km_from_the_border_is_noted() -> None:
    manbij = LngLat(37.95495, 36.52815)
    (note,) = BORDER.section("start", manbij).notes
    assert str(note) == (
        "The place that ends the section lies 29.0 km from the border; "
        "its nearest border point is taken."
    )


def test_the_ends_may_come_in_either_order() -> None:
    there = BORDER.section("river:Euphrates", "IRQ", part=(2, 3))
    back = BORDER.section("IRQ", "river:Euphrates", part=(2, 3))
    assert (there.start_km, there.end_km) == (back.start_km, back.end_km)


@given(
    st.lists(
        st.sampled_from(["start", "km 120", "river:Euphrates", "km 500.25", "IRQ"]),
        min_size=2,
        max_size=2,
        unique=True,
    )
)
def test_naming_the_ends_the_other_way_changes_no_section(ends: list[str]) -> None:
    one, other = BORDER.section(*ends), BORDER.section(*ends[::-1])
    assert (one.start_km, one.end_km) == (other.start_km, other.end_km)


# Parts, lengths, anchors


@pytest.mark.parametrize(
    ("part", "expected"),
    [((1, 3), (100, 200)), ((2, 3), (200, 300)), ((3, 3), (300, 400)), ((1, 1), (100, 400))],
)
def test_a_part_is_one_of_equal_lengths(
    part: tuple[int, int], expected: tuple[float, float]
) -> None:
    section = BORDER.section("km 100", "km 400", part=part)
    assert (section.start_km, section.end_km) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("ends", "anchor", "expected"),
    [
        (("km 100", "km 400"), "centre", (220, 280)),
        (("km 100", "km 400"), "from", (100, 160)),
        (("km 100", "km 400"), "to", (340, 400)),
        (("km 400", "km 100"), "centre", (220, 280)),
        (("km 400", "km 100"), "from", (340, 400)),
        (("km 400", "km 100"), "to", (100, 160)),
    ],
)
def test_a_length_is_anchored_at_the_end_that_was_named(
    ends: tuple[str, str], anchor: str, expected: tuple[float, float]
) -> None:
    section = BORDER.section(*ends, length_km=60, anchor=anchor)  # type: ignore[arg-type]
    assert (section.start_km, section.end_km) == pytest.approx(expected)


def test_a_length_is_taken_of_the_part() -> None:
    section = BORDER.section("km 100", "km 400", part=(2, 3), length_km=40, anchor="from")
    assert (section.start_km, section.end_km) == pytest.approx((200, 240))


def test_a_length_as_long_as_the_stretch_is_the_stretch() -> None:
    section = BORDER.section("km 100", "km 400", length_km=300)
    assert (section.start_km, section.end_km) == pytest.approx((100, 400))


def test_both_ends_of_a_part_inherit_the_larger_uncertainty() -> None:
    section = BORDER.section("river:Euphrates", "IRQ")
    assert (section.start_uncertainty_km, section.end_uncertainty_km) == (1.0, 0.0)
    part = section.piece(part=(3, 3))
    assert (part.start_uncertainty_km, part.end_uncertainty_km) == (1.0, 1.0)


def test_a_note_about_an_end_stays_with_the_parts() -> None:
    section: Section = BORDER.section("start", LngLat(37.95495, 36.52815))
    assert section.piece(part=(1, 2)).notes == section.notes


# Refusals


def _refusal(*ends: str | LngLat, **options: object) -> str:
    with pytest.raises(Refused) as caught:
        BORDER.section(*ends, **options)  # type: ignore[arg-type]
    return str(caught.value)


def test_a_river_that_crosses_many_times_is_refused_with_its_chainages() -> None:
    message = _refusal("river:Orontes", "IRQ")
    assert message.startswith(
        "from = river:Orontes: expected a river that crosses TUR-SYR at one place: "
        "the Orontes runs along it for 61 km and crosses it 33 times "
        '(name one as "km …": 81, 82, 83, 87, '
    )
    assert message.endswith(", 126, 134)")


def test_a_river_that_is_the_border_is_refused() -> None:
    assert _refusal("river:Euphrates", "river:Tigris").startswith(
        "to = river:Tigris: expected a river that crosses TUR-SYR at one place: "
        "the Tigris runs along it for 43 km"
    )


def test_a_river_that_does_not_cross_is_refused() -> None:
    with pytest.raises(Refused, match=r"^from = river:Tigris: .*: the Tigris does not cross it$"):
        Border.between("SYR", "JOR").section("river:Tigris", "end")


def test_a_river_that_the_atlas_does_not_hold_is_refused() -> None:
    with pytest.raises(GeozoneError, match=r'^from = .*unknown river "Amazon": the atlas holds A'):
        BORDER.section("river:Amazon", "IRQ")


@pytest.mark.parametrize("part", [(4, 3), (0, 3), (-1, 3)])
def test_a_part_that_does_not_exist_is_refused(part: tuple[int, int]) -> None:
    assert _refusal("start", "end", part=part) == (
        f'part = {part[0]} of 3: expected a part that exists: "1 of 3" to "3 of 3"'
    )


@pytest.mark.parametrize(("length_km", "shown"), [(1000, "1000"), (0, "0"), (-3, "-3")])
def test_a_length_that_does_not_fit_is_refused(length_km: float, shown: str) -> None:
    assert _refusal("km 100", "km 400", length_km=length_km) == (
        f"length = {shown} km: expected a length above 0 and at most the 300.0 km there"
    )


def test_a_length_that_is_no_number_is_refused() -> None:
    assert _refusal("km 100", "km 400", length_km=float("nan")) == (
        "length = nan: expected a number of km"
    )


@pytest.mark.parametrize(
    "ends", [("km 100", "km 100"), ("start", "sea"), ("IRQ", "end"), ("km 100", "km 100.005")]
)
def test_an_empty_section_is_refused(ends: tuple[str, str]) -> None:
    assert _refusal(*ends) == (
        f"from = {ends[0]} to {ends[1]}: expected two different ends: this section is empty"
    )


def test_a_chainage_beyond_the_end_is_refused() -> None:
    assert _refusal("start", "km 2000") == (
        "to = km 2000: expected a chainage from 0 to 907.2 km of TUR-SYR"
    )


@pytest.mark.parametrize("end", ["LBN", "nonsense", "km -5", "km", "KM 5"])
def test_an_end_that_the_line_does_not_have_is_refused_with_those_it_has(end: str) -> None:
    assert _refusal("start", end) == (
        f"to = {end}: expected an end of TUR-SYR: start, end, sea, IRQ, "
        '"km 120", "river:NAME" or a place'
    )


def test_a_tripoint_at_two_places_is_refused_with_their_chainages() -> None:
    line = made.border(
        [(37.0, 36.6), (37.2, 36.6)], [(37.5, 36.6), (37.7, 36.6)], ends=("IRQ", "sea")
    )
    with pytest.raises(
        Refused,
        match=r'^from = IRQ: expected one place: .* meets it at "km 0\.0", "km 17\.9"; name one',
    ):
        line.section("IRQ", "end")


def test_crossings_are_in_ascending_order_and_lie_on_both_lines() -> None:
    river = world.river("Orontes")
    crossings = BORDER.at_river(river).crossings_km
    assert list(crossings) == sorted(crossings)
    at = oracle.of_line(BORDER.line).at(np.array(crossings) * 1000)
    assert oracle.of_line(river.line).distance_m(at).max() < 1


# Surveys of other borders


@pytest.mark.parametrize("pair", ["JOR-SYR", "BEL-NLD", "CAN-USA", "ITA-VAT"])
def test_any_border_can_be_surveyed(pair: str) -> None:
    found = survey(Border.between(*pair.split("-")))
    assert found.parts[-1].end_km == pytest.approx(found.border.length_km)
    assert all(0 <= end.km <= found.border.length_km for end in found.ends)
