"""The scenario of published proposals holds its sources' figures and owns up to its readings."""

from __future__ import annotations

import re

import pytest

import geozone
from geozone.lines.border import Border
from geozone.scenario.reading import Proposal
from geozone.study.study import Study


@pytest.fixture(scope="module")
def published() -> Study:
    return geozone.load("turkey-syria-published")


@pytest.fixture(scope="module")
def lengths(published: Study) -> dict[str, float]:
    rows = published.zones.to_frame()
    return dict(zip(rows["id"], rows["length_km"], strict=True))


@pytest.fixture(scope="module")
def areas(published: Study) -> dict[str, float]:
    rows = published.zones.to_frame()
    return dict(zip(rows["id"], rows["area_km2"], strict=True))


@pytest.fixture(scope="module")
def verdicts(published: Study) -> dict[str, dict[str, str]]:
    return {one.place.asked: dict(one.verdicts) for one in published.places}


def proposal(published: Study, id_: str) -> Proposal:
    return next(one for one in published.scenario.proposals if one.id == id_)


def test_it_ends_with_the_sochi_memorandum_and_says_so(published: Study) -> None:
    assert published.scenario.as_of == "2019-10-22"
    assert "22 October 2019" in published.scenario.notes[0]


def test_every_proposal_has_its_date_and_its_source(published: Study) -> None:
    told = {
        one.id: (one.sources, one.stages[0].status, one.stages[0].start)
        for one in published.scenario.proposals
    }
    assert told == {
        "analyst-sketch": (("sketch-2015",), "proposed", "2015-08-31"),
        "turkish-zone-2016": (("president-2016",), "proposed", "2016-09"),
        "twenty-miles": (("call-2019",), "proposed", "2019-01-15"),
        "agency-map": (("map-2019",), "claimed", "2019-01-16"),
        "us-nine-miles": (("us-2019",), "proposed", "2019-08-04"),
        "sdf-five": (("sdf-2019",), "claimed", "2019"),
        "sdf-most": (("sdf-2019",), "claimed", "2019"),
        "un-speech": (("un-2019",), "proposed", "2019-09-24"),
        "un-speech-480": (("un-2019",), "proposed", "2019-09-24"),
        "tall-abyad-ras-al-ayn": (("military-2019",), "claimed", "2019-10"),
        "sochi": (("sochi-2019",), "agreed", "2019-10-22"),
        "sochi-whole-border": (("sochi-2019",), "agreed", "2019-10-22"),
        "us-vice-president": (("vice-president-2019",), "claimed", "2019-10-17"),
    }


def test_every_source_is_cited_and_dated_as_its_proposal(published: Study) -> None:
    dates = {source.id: source.date for source in published.scenario.sources}
    cited = {one.sources[0]: one.stages[0].start for one in published.scenario.proposals}
    assert cited == dates


def test_zones_are_as_deep_as_was_said(published: Study) -> None:
    depths = {
        zone.id: str(zone.depth) for one in published.scenario.proposals for zone in one.zones
    }
    assert depths == {
        "analyst-sketch": "about 45 km",
        "turkish-zone-2016": "45 km",
        "twenty-miles": "20 mi",
        "agency-map": "32 km",
        "us-nine-miles": "about 9 mi",
        "sdf-five": "5 km",
        "sdf-most/nine": "9 km",
        "sdf-most/fourteen": "14 km",
        "un-speech": "30 km",
        "un-speech-480": "30 km",
        "tall-abyad-ras-al-ayn": "30–32 km",
        "sochi/status-quo": "32 km",
        "sochi/withdrawal": "30 km",
        "sochi/patrols": "10 km",
        "sochi-whole-border/status-quo": "32 km",
        "sochi-whole-border/withdrawal": "30 km",
    }


def test_what_the_sources_do_not_say_is_marked_as_assumed(published: Study) -> None:
    assumed = {zone.id: zone.assumed for one in published.scenario.proposals for zone in one.zones}
    assert {id_: set(what) for id_, what in assumed.items() if what} == {
        "analyst-sketch": {"depth", "position"},
        "twenty-miles": {"stretch"},
        "us-nine-miles": {"stretch", "position"},
        "sdf-most/nine": {"stretch"},
        "sdf-most/fourteen": {"stretch"},
        "un-speech": {"stretch", "length"},
        "un-speech-480": {"stretch"},
        "tall-abyad-ras-al-ayn": {"length"},
        "sochi/withdrawal": {"stretch"},
        "sochi/patrols": {"stretch"},
        "sochi-whole-border/withdrawal": {"stretch"},
    }


def test_boundaries_that_were_not_public_are_not_drawn(published: Study) -> None:
    assert [one.id for one in published.scenario.proposals if not one.zones] == [
        "us-vice-president"
    ]


def test_every_proposal_says_how_it_was_read_and_what_that_leaves_out(published: Study) -> None:
    assert all(one.reading and one.note for one in published.scenario.proposals)


def test_variants_read_the_same_words(published: Study) -> None:
    variants = {one.id: one.variant_of for one in published.scenario.proposals if one.variant_of}
    assert variants == {
        "sdf-most": "sdf-five",
        "un-speech-480": "un-speech",
        "sochi-whole-border": "sochi",
    }
    for id_, of in variants.items():
        assert proposal(published, id_).said == proposal(published, of).said


def test_the_zone_of_2016_is_as_long_as_was_said_and_nearly_as_large(
    published: Study, lengths: dict[str, float], areas: dict[str, float]
) -> None:
    assert lengths["turkish-zone-2016"] == pytest.approx(95, abs=1e-3)
    # A strip inside a bend of the border is smaller than the rectangle of 95 by 45 km.
    assert areas["turkish-zone-2016"] == pytest.approx(4275, rel=0.15)
    note = proposal(published, "turkish-zone-2016").note or ""
    assert f"{95 * 45:,} km²" in note
    assert f"about {round(areas['turkish-zone-2016'], -1):,.0f}" in note


def test_the_zone_of_2016_runs_west_from_jarabulus_and_ends_short_of_azaz(
    published: Study, verdicts: dict[str, dict[str, str]]
) -> None:
    km = {one.place.asked: one.chainage_km or 0.0 for one in published.places}
    short = km["Jarabulus"] - 95 - km["Azaz"]
    assert f"about {short:.0f} km of border short of Azaz" in (
        proposal(published, "turkish-zone-2016").reading or ""
    )
    inside = {name for name, of in verdicts.items() if of["turkish-zone-2016"] == "inside"}
    assert inside == {"Al-Bab", "Manbij"}


def test_the_sketch_of_2015_holds_marea(verdicts: dict[str, dict[str, str]]) -> None:
    assert verdicts["Marea"]["analyst-sketch"] == "inside"


def test_87_miles_are_140_km(lengths: dict[str, float]) -> None:
    assert lengths["us-nine-miles"] == pytest.approx(87 * 1.609344, abs=1e-3)


def test_a_depth_without_a_stretch_is_drawn_along_the_whole_border(
    lengths: dict[str, float],
) -> None:
    whole = Border.between("TUR", "SYR").length_km
    assert lengths["twenty-miles"] == pytest.approx(whole)


def test_the_north_east_is_longer_than_460_and_shorter_than_480_km_and_the_readings_say_so(
    published: Study, lengths: dict[str, float]
) -> None:
    measured = lengths["agency-map"]
    assert lengths["un-speech"] == lengths["sdf-five"] == measured
    assert 460 < measured < 480
    for id_ in ("agency-map", "un-speech"):
        assert f"{measured:.1f} km" in (proposal(published, id_).reading or "")
    assert f"{measured:.1f} km" in " ".join(published.scenario.notes)


def test_the_full_480_km_begin_at_iraq_and_cross_the_euphrates(
    published: Study, lengths: dict[str, float], verdicts: dict[str, dict[str, str]]
) -> None:
    assert lengths["un-speech-480"] == pytest.approx(480, abs=1e-3)
    beyond = 480 - lengths["un-speech"]
    assert f"about {beyond:.0f} km of border west" in (
        proposal(published, "un-speech-480").reading or ""
    )
    assert verdicts["Jarabulus"]["un-speech-480"] == "inside"
    assert verdicts["Jarabulus"]["un-speech"] == "outside"


def test_one_to_two_million_people_are_those_of_the_speech(published: Study) -> None:
    people = {one.id: one.people for one in published.scenario.proposals if one.people}
    assert people == dict.fromkeys(["un-speech", "un-speech-480"], (1_000_000, 2_000_000))


def test_tall_abyad_to_ras_al_ayn_is_measured_within_the_published_lengths(
    published: Study, lengths: dict[str, float]
) -> None:
    measured = lengths["tall-abyad-ras-al-ayn/32"]
    assert 88 < measured < 120
    told = proposal(published, "tall-abyad-ras-al-ayn")
    assert f"about {measured:.0f} km by our measurement" in (told.reading or "")
    assert re.findall(r"\d+", told.note or "") == ["88", "100", "115", "120"]


def test_the_areas_of_the_memorandum_lie_side_by_side(
    lengths: dict[str, float], areas: dict[str, float]
) -> None:
    rest = lengths["agency-map"] - lengths["sochi/status-quo"]
    assert lengths["sochi/withdrawal"] == pytest.approx(rest)
    assert lengths["sochi/patrols"] == pytest.approx(rest)
    assert areas["sochi/status-quo"] == pytest.approx(areas["tall-abyad-ras-al-ayn/32"])
    assert areas["sochi/withdrawal"] + areas["tall-abyad-ras-al-ayn/30"] == pytest.approx(
        areas["un-speech"], rel=1e-3
    )


def test_qamishli_is_named_since_its_exception_cannot_be_drawn(
    published: Study, verdicts: dict[str, dict[str, str]]
) -> None:
    assert verdicts["Qamishli"]["sochi/patrols"] == "inside"
    told = proposal(published, "sochi")
    assert "without the city of Qamishli" in told.said
    assert "Qamishli is excepted" in (told.note or "")
