"""The shipped scenario says what its sources say, and keeps that apart from our reading."""

from __future__ import annotations

import pytest

from geozone.lines.border import Border
from geozone.scenario import reading as scenario
from geozone.scenario.reading import Proposal, Scenario


@pytest.fixture(scope="module")
def talks() -> Scenario:
    found, faults = scenario.read("turkey-syria")
    assert faults == ()
    return found


def proposal(talks: Scenario, id_: str) -> Proposal:
    return next(one for one in talks.proposals if one.id == id_)


def test_it_ends_on_8_september_2019_and_says_so(talks: Scenario) -> None:
    assert talks.as_of == "2019-09-08"
    assert any("8 September 2019" in note and "proposed" in note for note in talks.notes)


def test_it_holds_every_proposal_of_the_four_reports(talks: Scenario) -> None:
    told = {
        one.id: (one.sources, one.stages[0].status, one.stages[0].start) for one in talks.proposals
    }
    assert told == {
        "turkish-demand": (("r2019a",), "proposed", "2019-07-23"),
        "turkish-demand-northeast": (("r2019a",), "proposed", "2019-07-23"),
        "us-position": (("r2019a",), "proposed", "2019-07-23"),
        "us-position-tiers": (("r2019a",), "proposed", "2019-07-23"),
        "us-section": (("r2019a",), "proposed", "2019-08-05"),
        "east-of-euphrates": (("r2019b",), "proposed", "2019-09-08"),
        "manbij-first": (("r2018",), "proposed", "2018-02-16"),
        "manbij-roadmap": (("r2019a",), "agreed", "2018"),
        "refugee-zone": (("r2016",), "proposed", "2016-09-07"),
        "joint-deployment": (("r2018",), "proposed", "2018-02-16"),
    }


def test_what_has_no_extent_is_listed_and_not_drawn(talks: Scenario) -> None:
    unmapped = [one.id for one in talks.proposals if not one.zones]
    assert unmapped == ["refugee-zone", "joint-deployment"]


def test_zones_are_as_deep_as_was_said(talks: Scenario) -> None:
    depths = {zone.id: str(zone.depth) for one in talks.proposals for zone in one.zones}
    assert depths == {
        "turkish-demand": "about 32 km",
        "turkish-demand-northeast": "about 32 km",
        "us-position": "5–14 km",
        "us-position-tiers/near": "5 km",
        "us-position-tiers/far": "14 km",
        "us-section/first": "15 km",
        "us-section/later": "15 km",
        "us-section/third": "15 km",
        "east-of-euphrates": "about 32 km",
        "manbij-first": "None",
        "manbij-roadmap": "None",
    }


def test_what_the_reports_do_not_say_is_marked_as_assumed(talks: Scenario) -> None:
    assumed = {zone.id: zone.assumed for one in talks.proposals for zone in one.zones}
    assert assumed["turkish-demand"] == assumed["us-position"] == ("stretch",)
    assert assumed["us-section/first"] == ("position",)
    assert assumed["us-section/later"] == assumed["east-of-euphrates"] == ("depth",)


def test_the_us_section_leaves_no_strip_out_and_draws_the_third(talks: Scenario) -> None:
    first, later, third = proposal(talks, "us-section").zones
    assert (first.part, str(first.length), first.draw) == ((2, 3), "140 km", "fill")
    assert (later.minus, later.part, later.stretch) == ("first", None, first.stretch)
    assert (third.part, third.length, third.draw) == ((2, 3), None, "outline")


def test_the_reading_of_the_us_section_names_the_towns_that_it_decides_about(
    talks: Scenario,
) -> None:
    reading = proposal(talks, "us-section").reading or ""
    assert "Tall Abyad and Suluk lie outside" in reading
    assert "Ra's al-Ayn lies inside" in reading


def test_the_length_of_a_third_in_the_reading_is_the_measured_one(talks: Scenario) -> None:
    third = Border.between("TUR", "SYR").section("river:Euphrates", "IRQ", part=(2, 3))
    reading = proposal(talks, "us-section").reading or ""
    assert f"A third of that border is about {third.length_km:.0f} km" in reading


def test_one_million_people_are_those_of_the_report(talks: Scenario) -> None:
    assert proposal(talks, "east-of-euphrates").people == (1_000_000, 1_000_000)


def test_variants_stand_beside_what_they_read_otherwise(talks: Scenario) -> None:
    variants = {one.id: one.variant_of for one in talks.proposals if one.variant_of}
    assert variants == {
        "turkish-demand-northeast": "turkish-demand",
        "us-position-tiers": "us-position",
    }
    for id_, of in variants.items():
        assert proposal(talks, id_).said == proposal(talks, of).said


def test_every_zone_has_a_reading(talks: Scenario) -> None:
    assert all(one.reading for one in talks.proposals)


def test_the_events_are_those_of_the_reports(talks: Scenario) -> None:
    assert [(event.date, event.sources) for event in talks.events] == [
        ("2016-08-24", ("r2016",)),
        ("2018-01-20", ("r2018",)),
        ("2018-02-16", ("r2018",)),
        ("2018", ("r2019a",)),
        ("2019-07-23", ("r2019a",)),
        ("2019-08-04", ("r2019a",)),
        ("2019-08-05", ("r2019a",)),
        ("2019-08-07", ("r2019b",)),
        ("2019-09-08", ("r2019b",)),
        ("2019-09-30", ("r2019b",)),
    ]


def test_only_the_deadline_was_merely_announced(talks: Scenario) -> None:
    assert [event.date for event in talks.events if event.planned] == ["2019-09-30"]


def test_the_sources_carry_title_and_date_only(talks: Scenario) -> None:
    assert [(source.id, source.date) for source in talks.sources] == [
        ("r2016", "2016-09-07"),
        ("r2018", "2018-02-16"),
        ("r2019a", "2019-08-05"),
        ("r2019b", "2019-09-08"),
    ]
    assert all(source.publisher is None and source.url is None for source in talks.sources)


def test_all_places_lie_in_turkey_or_syria(talks: Scenario) -> None:
    turkish = [place.asked for place in talks.places if place.country == "TUR"]
    assert turkish == [
        *["Gaziantep", "Ankara", "Istanbul"],
        *["Karkamış", "Akçakale", "Ceylanpınar", "Nusaybin", "Cizre"],
    ]
    assert {place.country for place in talks.places} == {"TUR", "SYR"}


def test_towns_of_two_names_show_both(talks: Scenario) -> None:
    shown = [place.shown for place in talks.places if place.other]
    assert "Kobani / Ayn al-Arab" in shown
    assert "Ra's al-Ayn / Serêkaniyê" in shown
    assert "Tall Abyad / Girê Spî" in shown
