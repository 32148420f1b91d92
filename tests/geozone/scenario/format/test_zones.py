"""What can be wrong with a zone of a scenario file."""

from __future__ import annotations

import pytest

from geozone.scenario.format import check
from tests.geozone.minimal import EVENT, GOOD, LINE, ZONE, faults, zone


def strip(*lines: str) -> str:
    """A good file with more keys in its zone, which lies on a stretch."""
    return zone('stretch = "east"', 'into = ["SYR"]', 'depth = "15 km"', *lines)


def two_zones(first: str, second: str) -> str:
    zones = f"{ZONE}{first}\n{ZONE}{second}\n"
    return GOOD.replace(ZONE, zones)


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ('"0 km"', "a depth from 0.01 to 500 km"),
        ('"-5 km"', "a distance above 0"),
        ('"30000 km"', "a depth from 0.01 to 500 km"),
        ('"nan km"', "a distance such as"),
        ("nan", 'a quantity with its unit, in quotes: "15 km"'),
        ("inf", 'a quantity with its unit, in quotes: "15 km"'),
        ("15", 'a quantity with its unit, in quotes: "15 km"'),
        ("-5.0", 'a quantity with its unit, in quotes: "15 km"'),
        ('"15"', 'a unit, km or mi, such as "15 km"'),
        ('"14-5 km"', 'the lower number of a range first: "5-14 km"'),
        ('"15 metres"', "a distance in km or mi, such as"),
    ],
)
def test_a_depth_that_cannot_be_is_refused(value: str, right: str) -> None:
    (found,) = faults(GOOD.replace('depth = "15 km"', f"depth = {value}"))
    assert found.startswith(f's.toml: zone "a": depth = {value.strip(chr(34))}: expected {right}')


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('part = "2/3"', 'part = 2/3: expected "2 of 3" (with a slash it reads as a fraction'),
        ('part = "4 of 3"', 'part = 4 of 3: expected a part that exists: "1 of 3" to "3 of 3"'),
        ('part = "0 of 3"', 'part = 0 of 3: expected a part that exists: "1 of 3" to "3 of 3"'),
        ('part = "1 of 0"', "part = 1 of 0: expected from 1 to 1,000 parts"),
        ("part = 2", 'part = 2: expected a part in quotes, such as "2 of 3"'),
        ('part = "middle"', 'part = middle: expected a part such as "2 of 3"'),
        ('length = "100-140 km"', "length = 100-140 km: expected one length, not a range"),
        ('length = "0 km"', "length = 0 km: expected a length from 0.01 to 40,000 km"),
        ('length = "1 km"\nanchor = "left"', "anchor = left: expected one of centre, from, to"),
        ('anchor = "from"', "anchor = from: expected a length, which it would place"),
        ('draw = "dashed"', "draw = dashed: expected one of fill, outline"),
        ('assumed = ["all"]', "assumed = all: expected one of border, stretch, position, length"),
        ('assumed = "depth"', 'assumed = depth: expected a list, such as ["depth"]'),
        ('bank = "left"', 'bank = left: expected "left of river:NAME" or "right of river:NAME"'),
        ('bank = "left of river:"', "bank = left of river:: expected a named river"),
        ('bank = "up of river:Nile"', 'bank = up of river:Nile: expected "left of river:NAME"'),
        ("bank = 5", 'bank = 5: expected "left of river:NAME"'),
        ('label = "5"', "label = 5: expected not a bare number, which would read as a depth"),
        ('label = "A/b"', "label = A/b: expected small letters a-z, digits and hyphens"),
        ('minus = "x"', "minus = x: expected the label of a zone of this proposal, but there is"),
    ],
)
def test_a_zone_says_which_of_its_keys_is_wrong(line: str, expected: str) -> None:
    (found,) = faults(strip(line))
    assert expected in found


def test_a_zone_needs_one_base() -> None:
    (found,) = faults(zone('into = ["SYR"]', 'depth = "15 km"'))
    assert found == (
        's.toml: zone "a": none of them: expected exactly one of line, stretch, place, area'
    )


def test_a_zone_has_no_two_bases() -> None:
    (found,) = faults(strip('line = "border"'))
    assert "line and stretch: expected exactly one of line, stretch, place, area" in found


@pytest.mark.parametrize("base", ['line = "border"', 'stretch = "east"'])
def test_a_strip_without_a_depth_is_an_area(base: str) -> None:
    (found,) = faults(zone(base, 'into = ["SYR"]'))
    assert found == (
        's.toml: zone "a": depth: expected a depth such as "15 km" (no constant depth: use `area`)'
    )


def test_a_strip_extends_into_some_country() -> None:
    (found,) = faults(zone('line = "border"', 'depth = "15 km"'))
    assert 'zone "a": into: expected the countries it extends into' in found


@pytest.mark.parametrize("key", ['part = "1 of 2"', 'length = "5 km"', 'bank = "left of river:A"'])
def test_a_place_zone_has_no_keys_of_a_line(key: str) -> None:
    (found,) = faults(zone('place = "Manbij"', key))
    assert f"expected no {key.split(maxsplit=1)[0]} in a zone with `place`" in found


def test_an_area_has_no_depth() -> None:
    (found,) = faults(zone('area = "a.geojson"', 'depth = "5 km"'))
    assert "depth = 5 km: expected no depth in a zone with `area`" in found


def test_a_range_cannot_be_subtracted_from() -> None:
    text = GOOD.replace('depth = "15 km"', 'depth = "5-14 km"\nlabel = "x"\nminus = "y"')
    text = text.replace(EVENT, ZONE + 'label = "y"\n' + EVENT)
    (found,) = faults(text)
    assert 'zone "a/x": depth = 5–14 km: expected one depth, not a range, beside minus' in found


def test_a_range_cannot_be_subtracted() -> None:
    text = two_zones('label = "x"', 'label = "y"\nminus = "x"')
    (found,) = faults(text.replace('depth = "15 km"', 'depth = "5-14 km"', 1))
    assert 'zone "a/y": minus = x: expected a zone with one depth, not a range' in found


def test_only_a_zone_of_the_same_line_is_subtracted() -> None:
    text = two_zones('label = "x"', 'label = "y"\nminus = "x"')
    text = text.replace(LINE, LINE + '[line.other]\nbetween = [["SYR", "IRQ"]]\n')
    (found,) = faults(text.replace('line = "border"\ninto', 'line = "other"\ninto', 1))
    assert 'minus = x: expected a zone of the same line, "border" and not "other"' in found


def test_a_stretch_lies_on_the_line_that_it_names() -> None:
    text = two_zones('label = "x"', 'label = "y"\nminus = "x"')
    assert faults(text.replace('line = "border"\ninto', 'stretch = "east"\ninto', 1)) == []


def test_a_place_zone_cannot_be_subtracted() -> None:
    text = two_zones('label = "y"\nminus = "x"', "")
    place = '[[proposal.zone]]\nlabel = "x"\nplace = "Manbij"\n'
    (found,) = faults(text.replace(f"{ZONE}\n", place))
    assert "minus = x: expected a zone of a line or stretch" in found


def test_minus_makes_no_circle() -> None:
    found = faults(two_zones('label = "x"\nminus = "y"', 'label = "y"\nminus = "x"'))
    assert found == [
        's.toml: zone "a/x": minus = y: expected no circle: x minus y minus x',
        's.toml: zone "a/y": minus = x: expected no circle: y minus x minus y',
    ]


def test_a_zone_is_not_subtracted_from_itself() -> None:
    (found,) = faults(strip('label = "x"\nminus = "x"'))
    assert "minus = x: expected no circle: x minus x" in found


def test_several_zones_need_labels() -> None:
    found = faults(two_zones('label = "x"', ""))
    assert found == [
        's.toml: zone "a"[2]: label: expected a label, since the proposal has several zones'
    ]


def test_labels_differ() -> None:
    (found,) = faults(two_zones('label = "x"', 'label = "x"'))
    assert found == (
        's.toml: zone "a/x": label = x: expected a label of its own: another zone has it'
    )


def test_a_zone_without_a_sound_stretch_is_not_handed_on() -> None:
    text = strip().replace('to = "IRQ"', "to = 5")
    (proposal,) = check.check_text(text.encode(), "s.toml").file.proposal
    assert [zone.sound for zone in proposal.zone] == [False]
