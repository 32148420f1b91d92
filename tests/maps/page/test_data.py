from __future__ import annotations

import pytest

import geozone
from maps.look import style
from maps.page.data import page_data


@pytest.fixture(scope="module")
def data(study):
    return page_data(study)


def test_every_proposal_is_drawn_or_listed(study, data):
    shown = {row["id"] for row in (*data["proposals"], *data["listed"])}
    assert shown == {proposal.id for proposal in study.scenario.proposals}
    assert {row["title"] for row in data["listed"]} == {"Refugee zone", "Joint deployment"}


def test_other_readings_are_off_and_follow_what_they_read(data):
    order = [proposal["id"] for proposal in data["proposals"]]
    for proposal in data["proposals"]:
        assert proposal["on"] == (proposal["variantOf"] is None)
        if proposal["variantOf"]:
            assert order.index(proposal["id"]) == order.index(proposal["variantOf"]) + 1


def test_one_colour_a_proposal_and_another_dash_for_its_other_reading(data):
    looks = {row["id"]: row for row in data["proposals"]}
    own = [row["colour"] for row in looks.values() if not row["variantOf"]]
    assert len(set(own)) == len(own)
    for row in looks.values():
        if row["variantOf"]:
            assert row["colour"] == looks[row["variantOf"]]["colour"]
            assert row["dash"] != looks[row["variantOf"]]["dash"]


def test_every_proposal_has_a_broken_outline():
    assert all(len(dash.split()) > 1 for dash in style.DASHES)
    assert "dashArray" in style.PATHS["marker"]


def test_the_key_names_only_what_is_shown(study, data):
    marks = {row["mark"] for row in data["key"]}
    assert ("disputed" in marks) == bool(study.overlaps)
    assert marks >= {"measured", "border", "band", "outline", "place", "town", "river"}


def test_the_key_of_another_study_has_other_classes(handmade):
    data = page_data(handmade())
    marks = {row["mark"] for row in data["key"]}
    assert "disputed" in marks
    assert "listed" not in marks


def test_places_outside_the_view_stand_in_the_panel_only(data):
    away = {place["name"] for place in data["places"] if not place["onMap"]}
    assert {"Ankara", "Istanbul"} <= away
    assert any("Ankara" in note for note in data["notes"])


def test_a_place_has_both_its_names(data):
    kobani = next(place for place in data["places"] if place["name"] == "Kobani")
    assert kobani["title"] == "Kobani / Ayn al-Arab"


def test_figures_are_those_of_the_study(study, data):
    for row, zone in zip(data["zones"], study.zones, strict=True):
        assert row["id"] == zone.id
        if zone.length_km is not None:
            assert row["length"][0] == f"{zone.length_km:,.1f} km"


def test_a_place_on_the_other_side_says_so(data):
    gaziantep = next(place for place in data["places"] if place["name"] == "Gaziantep")
    assert {row["margin"] for row in gaziantep["verdicts"]} == {"–, in Turkey"}


def test_vintage_tolerance_boundary_note_and_licences_are_on_the_page(study, data):
    notes = " ".join(data["notes"])
    assert "about 2024" in notes
    assert "within 1 m" in notes
    assert "lightened to within 50 m" in notes
    assert study.boundary_note in notes
    for line in (*study.attributions, "Leaflet"):
        assert line in " ".join(data["attributions"])


def test_planned_events_are_marked_and_all_are_in_order(data):
    dates = [event["date"] for event in data["events"]]
    assert dates == sorted(dates)
    assert [event["date"] for event in data["events"] if event["planned"]] == ["2019-09-30"]


def test_what_was_agreed_is_not_called_a_proposal() -> None:
    data = page_data(geozone.load("iraq-kuwait-dmz"))
    assert data["kicker"] == "Agreed on paper, not control"
    assert "What was agreed" in data["asOf"]["text"]
    assert data["words"]["proposals"] == "Agreements"
