"""What the names in a scenario file stand for: places, countries, ends; and their faults."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from geozone.ellipsoid.geodesy import LngLat
from geozone.errors import ScenarioError
from geozone.lines.said import End
from geozone.quantities import Quantity
from geozone.scenario import reading
from geozone.scenario.reading import Line, Overlay, Scenario

TOP = 'format = 1\ntitle = "T"\nas_of = "2019-09-08"\n'
LINE = '[line.border]\nbetween = [["TR", "SYR"]]\n'
STRETCH = '[stretch.east]\nline = "border"\nfrom = "river:  Euphrates"\nto = "IQ"\n'
SOURCE = '[[source]]\nid = "r1"\ntitle = "Report"\ndate = "2019-08-05"\n'
PROPOSAL = """[[proposal]]
id = "a"
title = "A"
by = ["Turkey"]
stages = [{ status = "proposed", from = "2018" }, { status = "agreed", from = 2019-08-05 }]
said = "A zone."
source = ["r1"]
"""
ZONE = '[[proposal.zone]]\nstretch = "east"\ninto = ["sy"]\ndepth = "5-14 km"\n'
EVENT = '[[event]]\ndate = "2019-08-07"\ntitle = "Talks"\nsource = ["r1"]\n'
OVERLAY = """[[overlay]]
file = "a.geojson"
kind = "road"
title = "Roads"
date = "2019"
source = ["r1"]
"""
GOOD = TOP + LINE + STRETCH + SOURCE + PROPOSAL + ZONE + EVENT
TWO_ZONES = """[[proposal.zone]]
label = "x"
line = "border"
into = ["SY"]
depth = "5 km"
[[proposal.zone]]
label = "y"
line = "border"
minus = "x"
into = ["SY"]
depth = "9 km"
"""

Reader = Callable[[str], tuple[Scenario, list[str]]]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def read(text: str) -> tuple[Scenario, list[str]]:
        path = tmp_path / "my-talks.toml"
        path.write_text(text, encoding="utf-8")
        found, faults = reading.read(path)
        return found, [fault.line("s.toml") for fault in faults]

    return read


def with_places(places: str) -> str:
    return GOOD.replace(TOP, f"{TOP}places = [{places}]\n")


def test_a_good_file_is_understood(read: Reader) -> None:
    found, faults = read(GOOD)
    assert faults == []
    assert (found.name, found.title, found.as_of) == ("my-talks", "T", "2019-09-08")
    assert found.source("r1").title == "Report"
    (proposal,) = found.proposals
    assert [(stage.status, stage.start) for stage in proposal.stages] == [
        ("proposed", "2018"),
        ("agreed", "2019-08-05"),
    ]
    (zone,) = proposal.zones
    assert (zone.id, zone.depth, zone.anchor, zone.draw) == (
        "a",
        Quantity(5, 14, "km"),
        "centre",
        "fill",
    )


@pytest.mark.parametrize(
    ("said", "meant"),
    [("", "en"), ("tr", "tr"), ("ZH-hant-tw", "zh-Hant-TW"), ("es-419", "es-419")],
)
def test_a_file_may_say_its_language(read: Reader, said: str, meant: str) -> None:
    line = f'language = "{said}"\n' if said else ""
    found, faults = read(GOOD.replace(TOP, TOP + line))
    assert faults == []
    assert found.language == meant


@pytest.mark.parametrize("said", ['"english"', '"e"', '"tr_TR"', "1", '""', '"tr\\n"', '["tr"]'])
def test_what_is_no_language_is_a_fault(read: Reader, said: str) -> None:
    _, faults = read(GOOD.replace(TOP, f"{TOP}language = {said}\n"))
    assert len(faults) == 1
    assert "expected a language by BCP 47" in faults[0]


def test_country_codes_become_alpha_3(read: Reader) -> None:
    found, _ = read(GOOD)
    assert found.lines == (Line("border", (("TUR", "SYR"),)),)
    assert found.proposals[0].zones[0].into == ("SYR",)
    assert found.stretches[0].end == End("country", "IRQ")


def test_the_ends_of_a_stretch_have_one_spelling_beside_what_was_said(read: Reader) -> None:
    (stretch,) = read(GOOD)[0].stretches
    assert stretch.start == stretch.start_said == End("river", "Euphrates")
    text = GOOD.replace('"river:  Euphrates"', '"km120.5"').replace('"IQ"', '"Jarablus"')
    (stretch,) = read(text)[0].stretches
    assert stretch.start == End("km", "120.5")
    assert isinstance(stretch.end, LngLat)
    assert stretch.end_said == End("place", "Jarablus")


@pytest.mark.parametrize("word", ["start", "end", "sea"])
def test_words_for_ends_are_no_places(read: Reader, word: str) -> None:
    (stretch,) = read(GOOD.replace('"IQ"', f'"{word}"'))[0].stretches
    assert str(stretch.end) == word


def test_a_name_is_looked_up(read: Reader) -> None:
    found, faults = read(with_places('"منبج"'))
    assert faults == []
    (place,) = found.places
    assert (place.asked, place.name, place.country) == ("منبج", "Manbij", "SYR")
    assert (place.uncertainty_km, place.source) == (1.0, "GeoNames 167357")


def test_a_place_is_shown_by_the_spelling_of_the_file_and_its_second_name(read: Reader) -> None:
    found, _ = read(with_places('"Manbij", { name = "Kobani", other = "Ayn al-Arab" }'))
    assert [place.shown for place in found.places] == ["Manbij", "Kobani / Ayn al-Arab"]


def test_a_country_decides_between_places_of_one_name(read: Reader) -> None:
    found, faults = read(with_places('{ name = "Tripoli", country = "LB", uncertainty_km = 2 }'))
    assert faults == []
    assert (found.places[0].country, found.places[0].uncertainty_km) == ("LBN", 2)


def test_a_point_nearby_decides_between_places_of_one_name(read: Reader) -> None:
    found, faults = read(with_places('{ name = "Tripoli", near = [13, 33] }'))
    assert faults == []
    assert found.places[0].country == "LBY"


def test_a_place_with_a_point_of_its_own_is_not_looked_up(read: Reader) -> None:
    name = "{{7*7}} <img src=x onerror=alert(1)> \U0001f600"
    found, faults = read(
        with_places(f'{{ name = "{name}", lon = 38, lat = 36.5, country = "SY", source = ["r1"] }}')
    )
    assert faults == []
    (place,) = found.places
    assert (place.name, place.point, place.country) == (name, LngLat(38, 36.5), "SYR")
    assert place.source == "Report, 2019-08-05"


def test_a_source_in_words_is_kept(read: Reader) -> None:
    found, _ = read(with_places('{ name = "Camp", lon = 38, lat = 36, source = "A survey" }'))
    assert found.places[0].source == "A survey"
    assert found.places[0].country is None


def test_zones_ends_and_events_mean_the_place_of_the_list(read: Reader) -> None:
    text = with_places('{ name = "Camp", lon = 38, lat = 36.8, source = "A survey" }')
    text = text.replace('"IQ"', '"Camp"').replace(EVENT, EVENT + 'place = "Camp"\n')
    text = text.replace(ZONE, '[[proposal.zone]]\nplace = "Camp"\n')
    found, faults = read(text)
    assert faults == []
    assert found.stretches[0].end == LngLat(38, 36.8)
    assert found.proposals[0].zones[0].place == found.places[0] == found.events[0].place


@pytest.mark.parametrize(
    ("places", "line"),
    [
        (
            '"Manbji"',
            "s.toml: places[1]: name = Manbji: expected a place that the gazetteer knows: Manbij",
        ),
        (
            '"Tripoli"',
            "s.toml: places[1]: name = Tripoli: expected one place, by a table with name and",
        ),
        (
            '"Xqzkwv"',
            "s.toml: places[1]: name = Xqzkwv: expected a place that the gazetteer knows (",
        ),
        (
            '"Syria"',
            "s.toml: places[1]: name = Syria: expected a town, not a country; or its lon and lat",
        ),
        (
            '{ name = "Manbij", country = "XX" }',
            "s.toml: places[1]: country = XX: expected a country code that exists",
        ),
        (
            '{ name = "Manbij", country = "TR" }',
            "s.toml: places[1]: name = Manbij: expected a place that the gazetteer knows: Manbij",
        ),
    ],
)
def test_a_name_that_means_no_one_place_is_a_fault(read: Reader, places: str, line: str) -> None:
    found, faults = read(with_places(places))
    assert len(faults) == 1
    assert faults[0].startswith(line)
    assert found.places == ()


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('"TR"', '"XX"', 'line "border": between = XX: expected a country code that exists'),
        ('"TR"', '"SY"', 'line "border": between: expected two different countries'),
        (
            '[["TR", "SYR"]]',
            '[["TR", "SYR"], ["SY", "TUR"]]',
            'line "border": between: expected each pair of countries once',
        ),
        ('"sy"', '"XX"', 'zone "a": into = XX: expected a country code that exists'),
        ('"IQ"', '"XX"', 'stretch "east": to = XX: expected a country code that exists'),
        ('"IQ"', '"Jarabluz"', 'stretch "east": to = Jarabluz: expected a place that the gazet'),
        (
            'title = "Talks"',
            'title = "Talks"\nplace = "Ankra"',
            'event "Talks": place = Ankra: expected a place that the gazetteer knows: Ankara',
        ),
        (
            'stretch = "east"\ninto = ["sy"]\ndepth = "5-14 km"',
            'place = "Manbji"',
            'zone "a": place = Manbji: expected a place that the gazetteer knows: Manbij',
        ),
        (
            'stretch = "east"\ninto = ["sy"]\ndepth = "5-14 km"',
            'area = "litani.geojson"\ninto = ["left"]',
            'zone "a": into = left: expected a country code: an area lies beside no line',
        ),
        (
            'between = [["TR", "SYR"]]',
            'file = "mdl.geojson"\nleft = "PRX"\nright = "KOR"',
            'line "border": left = PRX: expected a country code that exists',
        ),
    ],
)
def test_a_fault_of_meaning_is_one_line(read: Reader, old: str, new: str, line: str) -> None:
    assert old in GOOD
    (found,) = read(GOOD.replace(old, new, 1))[1]
    assert found.startswith(f"s.toml: {line}")


def test_an_overlay_is_handed_on_with_its_sources(read: Reader) -> None:
    found, faults = read(GOOD + OVERLAY)
    assert faults == []
    assert found.overlays == (Overlay("a.geojson", "road", "Roads", "2019", ("r1",)),)


def test_only_a_zone_of_the_same_side_is_subtracted(read: Reader) -> None:
    zones = TWO_ZONES.replace('into = ["SY"]\ndepth = "9', 'into = ["TR"]\ndepth = "9')
    (found,) = read(GOOD.replace(ZONE, zones))[1]
    assert 'zone "a/y": minus = x: expected a zone into the same countries, TUR' in found
    assert read(GOOD.replace(ZONE, zones.replace('"TR"', '"SYR"')))[1] == []


def test_faults_of_form_and_of_meaning_come_together(read: Reader) -> None:
    text = with_places('"Manbji", "Afrin"').replace('title = "Report"', "title = 5")
    text = text.replace('"5-14 km"', '"14-5 km"').replace('"IQ"', '"XX"')
    found, faults = read(text)
    assert [fault.split(": expected")[0] for fault in faults] == [
        's.toml: source "r1": title = 5',
        's.toml: zone "a": depth = 14-5 km',
        "s.toml: places[1]: name = Manbji",
        's.toml: stretch "east": to = XX',
    ]
    assert [place.asked for place in found.places] == ["Afrin"]


def test_a_faulty_place_of_the_list_is_told_once(read: Reader) -> None:
    text = with_places('"Manbji"').replace(EVENT, EVENT + 'place = "Manbji"\n')
    assert len(read(text)[1]) == 1


def test_a_zone_is_handed_on_without_a_minus_that_is_lost(read: Reader) -> None:
    found, faults = read(GOOD.replace(ZONE, TWO_ZONES.replace("5 km", "0 km")))
    assert len(faults) == 1
    assert [(zone.id, zone.minus) for zone in found.proposals[0].zones] == [("a/y", None)]


def test_a_faulty_proposal_still_has_a_stage_and_zones_to_try(read: Reader) -> None:
    text = GOOD.replace('id = "a"', 'id = "A!"').replace("stages = [", "stage = [")
    found, faults = read(text)
    assert len(faults) == 2
    assert found.proposals[0].stages[0].start == "0001"
    assert len(found.proposals[0].zones) == 1


def test_of_two_proposals_with_one_id_the_first_is_kept(read: Reader) -> None:
    found, faults = read(GOOD + PROPOSAL.replace('title = "A"', 'title = "B"'))
    assert len(faults) == 1
    assert [proposal.title for proposal in found.proposals] == ["A"]


def test_an_unknown_scenario_is_told_with_its_near_miss() -> None:
    expected = '^turkey-siria: no such file: expected a file, or a shipped scenario: "turkey-syria"'
    with pytest.raises(ScenarioError, match=expected):
        reading.read("turkey-siria")


def test_an_unknown_file_is_told_with_what_is_shipped() -> None:
    with pytest.raises(ScenarioError, match=r"shipped scenario: .*turkey-syria"):
        reading.read("no/such/thing.toml")


def test_a_name_with_a_nul_is_no_file() -> None:
    with pytest.raises(ScenarioError, match="no such file"):
        reading.read("a\0b")


def test_a_folder_is_no_scenario(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="a folder: expected a scenario file in TOML"):
        reading.read(tmp_path)


def test_the_shipped_scenarios_are_listed_with_their_titles() -> None:
    assert ("turkey-syria", "Turkey–Syria safe-zone talks, 2016–2019") in reading.shipped()


@pytest.mark.parametrize("name", [name for name, _ in reading.shipped()])
def test_every_shipped_scenario_is_without_fault(name: str) -> None:
    assert reading.read(name)[1] == ()


@pytest.mark.parametrize(
    ("as_of", "status"),
    [("2018-06", "proposed"), ("2019-08-04", "proposed"), ("2019", "agreed"), ("2017", "proposed")],
)
def test_a_proposal_is_what_it_had_become_by_a_date(read: Reader, as_of: str, status: str) -> None:
    (proposal,) = read(GOOD)[0].proposals
    assert proposal.stage_at(as_of).status == status
