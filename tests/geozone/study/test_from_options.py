"""Zones from options: the same as from a file, and every fault by the name of its option."""

from __future__ import annotations

import pytest

import geozone
from geozone import Study
from geozone.errors import ScenarioError
from geozone.quantities import parse
from geozone.scenario.option_words import depth_id
from geozone.scenario.reading import Scenario
from geozone.study.from_options import Piece
from geozone.study.study import compute

pytestmark = pytest.mark.one_in(3)

MIDDLE = Piece(start="river:Euphrates", end="IRQ", part="2 of 3", length="140 km")


@pytest.fixture(scope="module")
def middle() -> Study:
    return geozone.along(
        "TUR-SYR",
        into="SYR",
        depth=["15 km"],
        piece=MIDDLE,
        places=["Ra's al-Ayn, SYR", "Tall Abyad, SYR", "Manbij"],
    )


# --- the same as from a file ----------------------------------------------------------------------


def test_a_zone_from_options_is_the_zone_of_the_file(middle: Study, study: Study) -> None:
    asked, filed = middle.zones["15"], study.zones["us-section/first"]
    assert asked.area_km2 == pytest.approx(filed.area_km2, rel=1e-9)
    assert asked.geometry.equals(filed.geometry)
    assert asked.sections == filed.sections
    assert (asked.sides, asked.depth_km) == (filed.sides, filed.depth_km)


def test_a_bank_from_options_is_the_bank_of_the_file(study: Study) -> None:
    asked = geozone.along(
        "TUR-SYR",
        into="SYR",
        depth="about 32 km",
        piece=Piece(bank="left of river:Euphrates"),
    )
    filed = study.zones["east-of-euphrates"]
    assert asked.zones["32"].area_km2 == pytest.approx(filed.area_km2, rel=1e-9)
    assert asked.zones["32"].depth.about


def test_a_place_has_the_verdict_and_margin_of_the_file(middle: Study, study: Study) -> None:
    filed = {place.place.asked: place for place in study.places}
    for place in middle.places:
        same = filed[place.place.asked]
        assert place.verdicts["15"] == same.verdicts["us-section/first"]
        assert place.margins_km["15"] == pytest.approx(same.margins_km["us-section/first"])
    assert [place.verdicts["15"] for place in middle.places] == ["inside", "outside", "outside"]


@pytest.mark.parametrize(
    "border", ["TUR-SYR", "TR-SY", "tur-syr", "SYR-TUR", "TUR–SYR", ["TUR-SYR"]], ids=str
)
def test_a_border_may_be_written_in_several_ways(border: str | list[str]) -> None:
    (zone,) = geozone.along(border, into="sy", depth=5).zones
    assert zone.sides == ("SYR",)
    assert zone.area_km2 == pytest.approx(4005, abs=5)


def test_several_pairs_make_one_line() -> None:
    study = geozone.along(["TUR-SYR", "IRQ-SYR"], into="SYR", depth=2)
    (border,) = study.lines.values()
    assert border.pairs == (("TUR", "SYR"), ("IRQ", "SYR"))
    assert study.zones["2"].length_km == pytest.approx(907 + 604, abs=1)


def test_two_sides_at_once() -> None:
    study = geozone.along("TUR-SYR", into=["SYR", "TUR"], depth=2)
    assert study.zones["2"].sides == ("SYR", "TUR")
    assert study.scenario.title.endswith("into Syria and Turkey")


def test_one_end_given_leaves_the_other_at_the_line_s() -> None:
    study = geozone.along("TUR-SYR", into="SYR", depth=2, piece=Piece(start="km 800"))
    ((start, end),) = study.zones["2"].sections
    assert start == 800
    assert end == pytest.approx(907.152, abs=0.001)


def test_the_anchor_follows_the_names_as_written() -> None:
    piece = Piece(start="IRQ", end="km 800", length=10, anchor="from")
    study = geozone.along("TUR-SYR", into="SYR", depth=2, piece=piece)
    ((start, end),) = study.zones["2"].sections
    assert (start, end) == pytest.approx((897.152, 907.152), abs=0.001)


# --- ids and words --------------------------------------------------------------------------------


def test_ids_are_the_depths() -> None:
    study = geozone.along("TUR-SYR", into="SYR", depth=[2, "5-14", "2.5 km", "2 mi", "about 3"])
    assert [zone.id for zone in study.zones] == ["2", "5-14/5", "5-14/14", "2.5", "2-mi", "3"]
    assert [(band.inner, band.outer) for band in study.bands] == [("5-14/5", "5-14/14")]


@pytest.mark.parametrize(
    ("said", "id_"),
    [("15 km", "15"), ("about 20 mi", "20-mi"), ("5–14 km", "5-14"), ("3-9 mi", "3-9-mi")],
)
def test_an_id_is_the_numbers_as_said(said: str, id_: str) -> None:
    assert depth_id(parse(said)) == id_


def test_a_bare_number_is_km() -> None:
    study = geozone.along("TUR-SYR", into="SYR", depth=[2, "3"], piece=Piece(length=40))
    assert [zone.depth_km for zone in study.zones] == [2, 3]
    assert {round(zone.length_km, 3) for zone in study.zones} == {40}


@pytest.mark.parametrize(
    ("depth", "title"),
    [
        (5, "Zone of 5 km along the border Turkey–Syria, into Syria"),
        ([5, 14, 32], "Zones of 5, 14 and 32 km along the border Turkey–Syria, into Syria"),
        ([5, "2 mi"], "Zones of 5 km and 2 mi along the border Turkey–Syria, into Syria"),
    ],
    ids=str,
)
def test_the_title_says_what_was_asked_for(depth: float | list[float | str], title: str) -> None:
    assert geozone.along("TUR-SYR", into="SYR", depth=depth).scenario.title == title


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        (Piece(start="river:Euphrates", end="IRQ"), "from the Euphrates to Iraq"),
        (Piece(end="Manbij", part="1 of 2"), "from its start to Manbij, part 1 of 2"),
        (Piece(length=20), "20 km long"),
        (Piece(bank="left of river:Euphrates"), "left of the Euphrates"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_title_says_which_piece(piece: Piece, words: str) -> None:
    title = geozone.along("TUR-SYR", into="SYR", depth=5, piece=piece).scenario.title
    assert title == f"Zone of 5 km along the border Turkey–Syria, into Syria, {words}"


def test_nothing_pretends_to_be_a_proposal(middle: Study) -> None:
    scenario = middle.scenario
    (proposal,) = scenario.proposals
    (source,) = scenario.sources
    assert not scenario.is_published
    assert proposal.by == ("No proposal",)
    assert middle.zones["15"].stage.status == "drawn"
    assert proposal.said.startswith("No proposal: drawn from the options ")
    assert "no proposal" in source.title
    assert "not from a published proposal" in middle.boundary_note
    assert any("not from a published proposal" in str(note) for note in middle.notes)


def test_a_published_scenario_still_says_so(study: Study) -> None:
    assert study.scenario.is_published
    assert "from proposals and agreements as published" in study.boundary_note


def test_the_date_is_that_of_the_border_data_and_the_notes_say_so(middle: Study) -> None:
    assert middle.scenario.as_of == middle.scenario.sources[0].date == "2024"
    assert any("2024 is about the date of the border data" in str(note) for note in middle.notes)


def test_what_was_said_gives_the_zone_again(middle: Study) -> None:
    assert middle.zones["15"].proposal.said.endswith(
        "--border TUR-SYR --into SYR --depth '15 km' --from river:Euphrates --to IRQ "
        "--part '2 of 3' --length '140 km'"
    )


def test_depths_are_compared_with_each_other() -> None:
    study = geozone.along("TUR-SYR", into="SYR", depth=[2, 5])
    (pair,) = study.pairs
    assert (pair.a, pair.b) == ("2", "5")
    assert pair.overlap_km2 == pytest.approx(study.zones["2"].area_km2, rel=1e-6)


def test_a_scenario_that_was_read_can_be_computed(study: Study) -> None:
    assert isinstance(study.scenario, Scenario)
    again = compute(study.scenario)
    assert [zone.area_km2 for zone in again.zones] == [zone.area_km2 for zone in study.zones]


# --- faults ---------------------------------------------------------------------------------------

PIECE = {"start", "end", "part", "length", "anchor", "bank"}
FAULTS = [
    ({"border": []}, "border: expected two neighbours, such as TUR-SYR .it is missing"),
    ({"border": "TURSYR"}, "border = TURSYR: expected two neighbours"),
    ({"border": "TUR-"}, "border = TUR-: expected two neighbours"),
    ({"border": "TUR-SIR"}, 'border = TUR-SIR: .*unknown country "SIR".* SYR'),
    ({"border": "TUR-JOR"}, "border = TUR-JOR: .*no land border.*; TUR borders ARM, .*SYR"),
    ({"border": "TUR-TUR"}, "border = TUR-TUR: .*two countries"),
    ({"border": ["TUR-SYR", "SY-TR"]}, "border = SY-TR: expected each pair of countries once"),
    ({"border": ["TUR-SYR", "TUR-SYR"]}, "border = TUR-SYR: expected each pair of countries once"),
    ({"into": "IRN"}, "into = IRN: expected a country at this line: TUR, SYR"),
    ({"into": "SIR"}, 'into = SIR: .*unknown country "SIR".* SYR'),
    ({"into": []}, "into: expected the country it extends into"),
    ({"into": ["SY", "SYR"]}, "into = SYR: expected each only once"),
    ({"depth": []}, 'depth: expected a depth such as "15 km"'),
    ({"depth": -5}, "depth = -5: expected a distance above 0"),
    ({"depth": 0}, "depth = 0: expected a depth from 0.01 to 500 km"),
    ({"depth": "600"}, "depth = 600: expected a depth from 0.01 to 500 km"),
    ({"depth": float("nan")}, "depth = NaN: expected a distance"),
    ({"depth": "14-5"}, "depth = 14-5: expected the lower number of a range first"),
    ({"depth": "15 furlongs"}, "depth = 15 furlongs: expected a distance"),
    ({"depth": ["15", "15 km"]}, "depth = 15 km: expected each depth once"),
    ({"depth": range(1, 99)}, "depth = 98 depths: expected at most 50"),
    ({"start": "IRN"}, "from = IRN: expected an end of TUR-SYR: .*sea, IRQ"),
    ({"start": "XYZ"}, "from = XYZ: expected a country code that exists"),
    ({"start": "Manbji"}, "from = Manbji: expected a place .*Manbij"),
    ({"end": "Manbji"}, "to = Manbji: expected a place .*Manbij"),
    ({"end": "km 9999"}, "to = km 9999: expected a chainage from 0 to 907.2 km"),
    ({"end": "river:Orontes"}, "to = river:Orontes: expected a river that crosses .* 33 times"),
    ({"end": "river:Eufrates"}, "to = river:Eufrates: .*did you mean Euphrates"),
    ({"end": "start"}, "from = start to start: expected two different ends"),
    ({"part": "2/3"}, 'part = 2/3: expected "2 of 3"'),
    ({"part": "4 of 3"}, "part = 4 of 3: expected a part that exists"),
    ({"length": "900", "end": "km 100"}, "length = 900 km: expected a length above 0 and at most"),
    ({"length": "1-2"}, "length = 1-2: expected one length, not a range"),
    ({"anchor": "from"}, "anchor = from: expected a length, which it would place"),
    ({"anchor": "left"}, "anchor = left: expected one of centre, from, to"),
    ({"anchor": "left", "length": 9}, "anchor = left: expected one of centre, from, to"),
    ({"bank": "left of Euphrates"}, 'bank = left of Euphrates: expected "left of river:NAME"'),
    ({"bank": "left of river:Tigris"}, "bank = river:Tigris: expected a river that crosses"),
    ({"bank": "left of river:Nile"}, "bank = river:Nile: .*the atlas holds"),
    ({"bank": "north of river:Euphrates"}, "bank = north of .*not clearly one bank"),
    ({"places": "Manbji"}, "place = Manbji: expected a place .*Manbij"),
    ({"places": "Tripoli"}, 'place = Tripoli: .*such as "Tripoli, LBY"'),
    ({"places": "Manbij, XX"}, "place = XX: expected a country code that exists"),
    ({"places": ["Manbij", "Manbij"]}, "place = Manbij: expected each place only once"),
    ({"places": "Syria"}, "place = Syria: expected a town, not a country"),
]


def asked(**options: object) -> Study:
    """A good question but for these options."""
    piece = {key: value for key, value in options.items() if key in PIECE}
    rest = {key: value for key, value in options.items() if key not in PIECE}
    good = {"border": "TUR-SYR", "into": "SYR", "depth": 5}
    given = {**good, **rest}
    return geozone.along(given.pop("border"), piece=Piece(**piece), **given)


@pytest.mark.parametrize(("options", "line"), FAULTS, ids=lambda value: str(value)[:40])
def test_a_fault_is_one_line_by_the_name_of_its_option(
    options: dict[str, object], line: str
) -> None:
    with pytest.raises(ScenarioError, match=f"^{line}") as refused:
        asked(**options)
    assert len(refused.value.faults) == 1
    assert not any(word in str(refused.value) for word in ('zone "', "stretch", "[[", "table"))


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(ScenarioError) as refused:
        asked(border="TUR-SIR", into="XX", depth="x", part="2/3", places=["Manbji"])
    keys = [fault.key for fault in refused.value.faults]
    assert sorted(keys) == ["border", "depth", "into", "part", "place"]


def test_a_fault_of_several_depths_is_told_once() -> None:
    with pytest.raises(ScenarioError) as refused:
        asked(depth=[5, 10, 15], bank="left of river:Tigris")
    assert len(refused.value.faults) == 1


def test_control_characters_of_an_option_become_escapes() -> None:
    with pytest.raises(ScenarioError) as refused:
        asked(places=["a\x1b[31m"], start="b\n")
    assert "\x1b" not in str(refused.value)
    assert len(str(refused.value).splitlines()) == len(refused.value.faults)
