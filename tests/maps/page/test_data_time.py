"""The time line's words and places."""

from __future__ import annotations

import itertools

import pytest

import geozone
from maps.page.data import page_data


@pytest.fixture(scope="module")
def data(study):
    return page_data(study)


@pytest.fixture(scope="module")
def time(data):
    return data["time"]


def moment(time, date):
    return next(each for each in time["moments"] if each["date"] == date)


def stages(time, date):
    rows = [row["proposal"] for row in time["rows"]]
    return dict(zip(rows, moment(time, date)["stages"], strict=True))


def shown(time, date):
    there = zip(time["rows"], moment(time, date)["shown"], strict=True)
    return {row["proposal"] for row, is_shown in there if is_shown}


def test_it_begins_where_the_page_is_today(study, time):
    assert time["moments"][time["start"]]["date"] == study.scenario.as_of
    for row, stage in zip(time["rows"], time["moments"][time["start"]]["stages"], strict=True):
        own = next(each for each in study.scenario.proposals if each.id == row["proposal"])
        assert stage.startswith(own.stage_at(study.scenario.as_of).status.replace("-", " "))
    assert all(time["moments"][time["start"]]["shown"])


def test_dates_are_as_they_were_said(time):
    assert moment(time, "2018")["when"] == "2018"
    assert moment(time, "2019-08-05")["when"] == "5 August 2019"
    assert stages(time, "2019-09-08")["manbij-roadmap"] == "agreed 2018"


def test_what_comes_later_is_not_yet_there(time):
    assert stages(time, "2019-08-04")["us-section"] is None
    assert "us-section" not in shown(time, "2019-08-04")
    assert stages(time, "2019-08-05")["us-section"] == "proposed 5 August 2019"
    assert "us-section" in shown(time, "2019-08-05")
    assert shown(time, "2016-08-24") == set()


def test_rows_are_the_page_s_proposals_then_those_without_extent(data, time):
    ids = [row["id"] for row in (*data["proposals"], *data["listed"])]
    assert [row["proposal"] for row in time["rows"]] == ids
    assert [row["isDrawn"] for row in time["rows"]].count(False) == len(data["listed"])


def test_moments_keep_apart_and_stay_on_the_line(time):
    places = [each["at"] for each in time["moments"]]
    assert (places[0], places[-1]) == (0, 1)
    narrowest_px = min(b - a for a, b in itertools.pairwise(places)) * 330
    assert narrowest_px > 15


def test_a_longer_time_has_a_longer_way(time):
    at = {each["date"]: each["at"] for each in time["moments"]}
    assert at["2018-01-20"] - at["2016-09-07"] > 2 * (at["2019-08-05"] - at["2019-08-04"])


def test_year_numbers_have_room_at_390_pixels(time):
    places = [at for at, _ in time["years"]]
    assert all(b - a >= 0.13 for a, b in itertools.pairwise(places))
    assert [text for _, text in time["years"]] == ["2016", "2018", "2019"], time["years"]


def test_a_bar_is_pale_where_only_the_year_is_known(time):
    (roadmap,) = (row for row in time["rows"] if row["proposal"] == "manbij-roadmap")
    (bar,) = roadmap["bars"]
    assert bar["from"] < bar["sure"] < bar["to"] == time["asOf"]
    assert bar["from"] == moment(time, "2018")["at"]
    assert moment(time, "2018-02-16")["at"] < bar["sure"] < moment(time, "2019-07-23")["at"]


def test_only_what_was_announced_is_planned(time):
    assert [each["date"] for each in time["moments"] if each["planned"]] == ["2019-09-30"]
    assert moment(time, "2019-09-30")["events"][0]["planned"]


def test_what_ended_has_bars_to_its_end_and_is_no_longer_shown():
    time = page_data(geozone.load("kosovo-ground-safety-zone"))["time"]
    assert shown(time, "1999-06-10") == {"ground-safety-zone", "air-safety-zone"}
    assert shown(time, "2001-05-31") == set()
    assert set(stages(time, "2001-05-31").values()) == {"ended 31 May 2001"}
    assert [bar["status"] for bar in time["rows"][0]["bars"]] == ["agreed", "in-force"]


def test_a_scenario_with_vague_dates_begins_at_what_it_knows():
    time = page_data(geozone.load("turkey-syria-published"))["time"]
    assert time["moments"][time["start"]]["date"] == "2019-10-22"
    assert all(time["moments"][time["start"]]["shown"])
    assert time["start"] == len(time["moments"]) - 1


@pytest.mark.parametrize("name", ["korea-dmz", "along"])
def test_where_nothing_changes_there_is_no_time(name):
    study = geozone.along("TUR-SYR", into="SYR", depth=5) if name == "along" else geozone.load(name)
    assert page_data(study)["time"] is None
