"""The slider's stops: ready words, exact counts, outlines as light as they say."""

from __future__ import annotations

import numpy as np
import pytest

import geozone
from maps.look.style import COORDINATE_SCALE
from maps.page.data_depth import depth_data
from tests.geozone import oracle

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
SHARES = np.arange(8)[:, None, None] / 8


@pytest.fixture(scope="module")
def slider(study):
    (found,) = depth_data(study)
    return found


def decoded(text):
    """Points of an encoded line, by another route than the page's."""
    numbers, number, shift = [], 0, 0
    for digit in map(ALPHABET.index, text):
        number |= (digit & 31) << shift
        shift += 5
        if not digit & 32:
            numbers.append(-(number + 1) // 2 if number & 1 else number // 2)
            number = shift = 0
    return np.cumsum(np.reshape(numbers, (-1, 2)), axis=0) / COORDINATE_SCALE


def test_what_the_page_draws_is_within_what_it_says(study, slider):
    assert "within 100 m of the depth" in slider["note"]
    ground = oracle.of_line(study.lines["border"].line)
    for stop in slider["stops"][1::6]:
        for text in stop["shape"]:
            lonlat = decoded(text)
            points = lonlat[:-1] + SHARES * (lonlat[1:] - lonlat[:-1])
            error_m = np.abs(ground.distance_m(points.reshape(-1, 2)) - stop["km"] * 1000)
            assert error_m.max() <= 100


def test_forty_outlines_take_less_than_a_hundred_kilobytes(slider):
    assert 10_000 < sum(len(text) for stop in slider["stops"] for text in stop["shape"]) < 100_000


def test_words_and_counts_are_those_of_exact_distances(study, slider):
    stops = {stop["km"]: stop for stop in slider["stops"]}
    for id_ in ("us-position/5", "us-position/14", "turkish-demand"):
        zone = study.zones[id_]
        assert stops[zone.depth_km]["count"] == f"{study.listed[id_].places} listed places inside"
    assert stops[0]["depth"] == "0 km"
    assert stops[0]["count"] == "no listed place inside"
    assert stops[20]["depth"] == "20 km (12.4 mi)"
    assert stops[20]["last"] == "The last one taken in: Māri‘, at 19.5 km."
    assert stops[32]["depth"] == "about 32 km (about 20 mi)"


def test_dots_and_counts_agree(slider):
    assert any(place["tip"].startswith("Manbij · 29.0 km") for place in slider["places"])
    for nth, stop in enumerate(slider["stops"][1:], 1):
        inside = sum(
            place["from"] is not None and place["from"] <= nth and place["isListed"]
            for place in slider["places"]
        )
        assert stop["count"].split()[0] == (str(inside) if inside else "no")


def test_a_place_on_the_other_side_is_reached_by_no_stop(slider):
    (gaziantep,) = (place for place in slider["places"] if place["tip"] == "Gaziantep")
    assert gaziantep["from"] is None


def test_the_said_depths_are_stops_with_their_zones(study, slider):
    said = {stop["said"]: stop["zones"] for stop in slider["stops"] if "said" in stop}
    assert list(said) == ["5 km", "14 km", "15 km", "about 32 km"]
    assert said["5 km"] == ["us-position/5", "us-position-tiers/near"]
    assert slider["stops"][slider["start"]]["zones"][0] == study.zones["turkish-demand"].id


def test_a_depth_said_in_miles_is_a_stop_of_its_own():
    (slider,) = depth_data(geozone.along("TUR-SYR", into="SYR", depth=["5 km", "9 mi"]))
    said = {stop["said"]: stop for stop in slider["stops"] if "said" in stop}
    assert said["9 mi"]["km"] == pytest.approx(14.484096)
    assert said["9 mi"]["depth"] == "9 mi (14.5 km)"
    assert slider["start"] == slider["stops"].index(said["5 km"])


def test_each_side_has_a_slider_and_a_name():
    sliders = depth_data(geozone.load("iraq-kuwait-dmz"))
    assert [each["title"] for each in sliders] == [
        "Iraq–Kuwait, into Iraq",
        "Iraq–Kuwait, into Kuwait",
    ]
    assert [each["deepest"] for each in sliders] == [12.5, 7]


def test_the_numbers_below_the_slider_are_few(slider):
    assert [text for _, text in slider["marks"]][-3:] == ["30", "35", "40 km"]


def test_a_study_without_strips_has_none(handmade):
    study = handmade()
    bare = type(study)(**{**vars(study), "zones": type(study.zones)([study.zones["town"]])})
    assert depth_data(bare) == []
