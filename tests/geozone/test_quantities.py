"""Distances as they are said, and figures with no more digits than are known."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geozone import quantities
from geozone.errors import GeozoneError, QuantityError
from geozone.quantities import Quantity, parse, parse_depth, parse_length

NUMBERS = st.integers(1, 999_999_999).map(lambda millionths: millionths / 1000)
UNITS = st.sampled_from(["km", "mi"])


@st.composite
def said(draw: st.DrawFn) -> Quantity:
    low, high = sorted(draw(st.lists(NUMBERS, min_size=2, max_size=2, unique=True)))
    return Quantity(low, draw(st.sampled_from([high, None])), draw(UNITS), draw(st.booleans()))


@given(said())
def test_what_is_written_is_read_back(quantity: Quantity) -> None:
    assert parse(str(quantity)) == quantity


@given(st.text(max_size=40))
def test_any_text_is_a_quantity_or_refused_in_one_line(text: str) -> None:
    try:
        quantity = parse(text)
    except QuantityError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017 - both outcomes are right
    else:
        assert parse(str(quantity)) == quantity


@given(said())
def test_zone_id_endings_hold_only_what_ids_may(quantity: Quantity) -> None:
    for end in quantity.ends():
        text = quantities.number_text(end.low)
        assert re.fullmatch(r"[0-9]+(\.[0-9]+)?", text)
        assert float(text) == end.low


@pytest.mark.parametrize("text", ["20 m\u0131", "20 m\u0130", "15 \u212am", "ab\u00f6ut 15 km"])
def test_letters_that_only_look_like_a_unit_are_none(text: str) -> None:
    with pytest.raises(QuantityError, match="expected a distance such as"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("32 km", Quantity(32, None, "km")),
        ("20 mi", Quantity(20, None, "mi")),
        ("about 20 mi", Quantity(20, None, "mi", about=True)),
        ("around 32 km", Quantity(32, None, "km", about=True)),
        ("5-14 km", Quantity(5, 14, "km")),
        ("5–14 km", Quantity(5, 14, "km")),
        ("about 30 – 32 km", Quantity(30, 32, "km", about=True)),
        ("2.5km", Quantity(2.5, None, "km")),
        ("  15 km ", Quantity(15, None, "km")),
    ],
)
def test_reads_the_forms_of_a_distance(text: str, quantity: Quantity) -> None:
    assert parse(text) == quantity


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("14-5 km", 'the lower number of a range first: "5-14 km"'),
        ("5-5 km", 'two different numbers in a range, or one: "5 km"'),
        ("-5 km", "a distance above 0"),
        ("15", 'a unit, km or mi, such as "15 km"'),
        ("1,500 km", 'a decimal point and no commas, such as "2.5 km" or "1500 km"'),
        ("2,5 km", "a decimal point and no commas"),
        ("20 miles", 'the unit as "km" or "mi"'),
        ("15 kilometres", 'the unit as "km" or "mi"'),
        ("10 m", "a distance in km or mi, such as"),
        ("1234567 km", "a distance such as"),
        ("nan km", "a distance such as"),
        ("inf km", "a distance such as"),
        ("1e3 km", "a distance such as"),
        ("٣٢ km", "a distance such as"),
        ("", "a distance such as"),
        ("deep", "a distance such as"),
    ],
)
def test_refuses_what_is_no_distance_and_says_what_would_be(text: str, right: str) -> None:
    with pytest.raises(QuantityError, match=re.escape(right)):
        parse(text)


def test_its_error_is_ours_and_a_value_error() -> None:
    assert issubclass(QuantityError, GeozoneError)
    assert issubclass(QuantityError, ValueError)


def test_its_error_cannot_steer_a_terminal() -> None:
    with pytest.raises(QuantityError, match=re.escape(r'"\x1b[31m" cannot be used')):
        parse("\x1b[31m")


def test_a_bare_number_takes_the_unit_that_the_caller_allows() -> None:
    assert parse("5-14", bare="km") == Quantity(5, 14, "km")
    assert parse("20 mi", bare="km") == Quantity(20, None, "mi")


@pytest.mark.parametrize("text", ["0 km", "0.009 km", "501 km", "30000 km", "400 mi", "0-5 km"])
def test_a_depth_lies_between_10_metres_and_500_km(text: str) -> None:
    with pytest.raises(QuantityError, match=r"a depth from 0\.01 to 500 km"):
        parse_depth(text)


def test_the_limits_of_a_depth_are_depths() -> None:
    assert parse_depth("0.01-500 km").high_km == 500


def test_a_length_is_one_number() -> None:
    with pytest.raises(QuantityError, match='one length, not a range: "120 km"'):
        parse_length("120-140 km")


def test_a_length_is_above_nothing() -> None:
    with pytest.raises(QuantityError, match=r"a length from 0\.01 to 40,000 km"):
        parse_length("0 km")


def test_miles_are_international_miles() -> None:
    assert parse("20 mi").low_km == pytest.approx(32.18688, abs=1e-12)
    assert parse("20 mi").high_km == parse("20 mi").low_km


def test_a_range_has_two_ends_and_a_number_one() -> None:
    assert [end.low_km for end in parse("5-14 km").ends()] == [5, 14]
    assert parse("about 32 km").ends() == (parse("about 32 km"),)


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("20 mi", "20 mi (32.2 km)"),
        ("about 20 mi", "about 20 mi (about 32 km)"),
        ("about 5 km", "about 5 km (about 3.1 mi)"),
        ("about 300 mi", "about 300 mi (about 480 km)"),
        ("32 km", "32 km (19.9 mi)"),
        ("5-14 km", "5–14 km (3.1–8.7 mi)"),
        ("0.01 km", "0.01 km (0.0062 mi)"),
        ("0 km", "0 km (0.0 mi)"),
    ],
)
def test_the_unit_that_was_said_comes_first(text: str, both: str) -> None:
    assert str(quantities.both_units(parse(text))) == both


@pytest.mark.parametrize(
    ("km", "text"),
    [(905.04, "905.0 km"), (-29.04, "−29.0 km"), (-0.01, "0.0 km"), (12345.6, "12,345.6 km")],
)
def test_computed_distances_are_given_to_100_metres(km: float, text: str) -> None:
    assert str(quantities.in_km(km)) == text


@pytest.mark.parametrize(
    ("outline_km", "tolerance_m", "step"),
    [(1900, 10, 10), (999, 10, 1), (1000, 10, 10), (100, 10, 1), (99.9, 10, 0.1), (1900, 0.1, 0.1)],
)
def test_an_area_is_known_to_the_power_of_ten_at_or_below_its_error(
    outline_km: float, tolerance_m: float, step: float
) -> None:
    assert quantities.area_step_km2(outline_km, tolerance_m) == step


@given(st.floats(1e-3, 1e5), st.integers(-3, 4))
def test_a_rounded_area_is_within_half_a_step(area_km2: float, exponent: int) -> None:
    step = 10.0**exponent
    rounded = quantities.rounded_area_km2(area_km2, step)
    assert abs(rounded - area_km2) <= step * 0.5000001
    assert rounded / step == pytest.approx(round(rounded / step), rel=1e-12)


@pytest.mark.parametrize(
    ("area", "step", "text"),
    [
        (23203.7, 10, "23,200 km²"),
        (23203.7, 1, "23,204 km²"),
        (23203.7, 0.1, "23,203.7 km²"),
        (4.0, 0.01, "4.00 km²"),
        (3.0, 10, "0 km²"),
    ],
)
def test_an_area_shows_its_known_digits_only(area: float, step: float, text: str) -> None:
    assert str(quantities.in_km2(area, step)) == text


def test_square_miles_are_no_more_precise_than_the_square_kilometres() -> None:
    assert str(quantities.in_km2_and_mi2(23203.7, 100)) == "23,200 km² (9,000 sq mi)"
    assert str(quantities.in_km2_and_mi2(13046.9, 1)) == "13,047 km² (5,037 sq mi)"


def test_an_area_that_is_not_nothing_is_not_0_square_miles() -> None:
    assert str(quantities.in_km2_and_mi2(1.1, 1)) == "1 km² (0.4 sq mi)"


@pytest.mark.parametrize("area_km2", [0.0, 1e-9, 0.4])
def test_an_area_of_0_km2_is_0_square_miles(area_km2: float) -> None:
    assert str(quantities.in_km2_and_mi2(area_km2, 1)) == "0 km² (0 sq mi)"


@pytest.mark.parametrize("outline_km", [0, -1, float("nan"), float("inf")])
def test_no_outline_no_step(outline_km: float) -> None:
    with pytest.raises(ValueError, match="a finite number above 0"):
        quantities.area_step_km2(outline_km, 10)
