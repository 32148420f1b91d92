"""What the page's search is told agrees with what the study says of the same towns."""

from __future__ import annotations

import json
import time

import numpy as np
import pytest

from gazetteer.names import fold
from geozone import quantities
from geozone.atlas import world
from geozone.ellipsoid import geodesy
from geozone.zones.verdict import judge
from maps.look import style
from maps.look.ground import ground_of
from maps.page.data import page_data
from maps.page.data_find import find_data
from maps.words.place_choice import shown_places, shown_towns

LETTER = {"inside": "i", "outside": "o", "too-close": "c"}


@pytest.fixture(scope="module")
def data(study):
    return page_data(study)


@pytest.fixture(scope="module")
def towns(study):
    return shown_towns(study, shown_places(study), ground_of(study).extent)


def test_there_is_a_row_for_every_town_and_place_of_the_page(data, towns):
    assert [town["name"] for town in data["towns"]] == [town.name for town in towns]
    assert len(data["find"]["towns"]) == len(towns)
    assert len(data["find"]["places"]) == len(data["places"])


def test_verdicts_on_towns_are_those_of_the_rule_one_by_one(study, data, towns):
    """Each town alone, by `judge`, with its side asked of the country's land."""
    zones = [study.zones[id_] for id_ in data["find"]["zones"]]
    for town, row in list(zip(towns, data["find"]["towns"], strict=True))[::5]:
        for zone, letter in zip(zones, row[3], strict=True):
            land = world.land(zone.sides[0])
            on_side = town.country in zone.sides and land.covers(point(town))
            found = judge(
                zone.zone,
                [(town.lon, town.lat)],
                on_side=[on_side],
                about=zone.depth.about,
            )[0]
            assert letter == LETTER[found.verdict], (town.name, zone.id)


def point(town):
    import shapely  # noqa: PLC0415

    return shapely.Point(town.lon, town.lat)


def test_distances_are_those_to_the_nearest_border_point(study, data, towns):
    for town, row in zip(towns, data["find"]["towns"], strict=True):
        lat, lon = row[2]
        metres = geodesy.distance_m(np.array([[town.lon, town.lat]]), np.array([[lon, lat]]))[0]
        km = float(row[1].split(" km")[0].replace(",", ""))
        assert km == pytest.approx(metres / 1000, abs=0.06)
        assert row[1] == str(quantities.in_km_and_mi(km)) or abs(km - metres / 1000) < 0.06


def test_a_town_that_the_scenario_has_too_would_be_judged_alike(study):
    """The scenario's own places, taken from the list again, get the same verdicts."""
    own = {found.place.source: found for found in study.places}
    listed = [town for town in study.towns if f"GeoNames {town.source_id}" in own]
    assert len(listed) > 10
    for found in study.judged_towns(listed):
        mine = own[found.place.source]
        assert dict(found.verdicts) == dict(mine.verdicts)
        assert found.distance_km == pytest.approx(mine.distance_km, abs=1e-9)


def test_kurdish_arabic_and_turkish_spellings_are_there(data):
    by_name = {place["name"]: text for place, text in
               zip(data["places"], data["find"]["places"], strict=True)}  # fmt: skip
    for name, spelling in {
        "Kobani": "Kobanê", "Manbij": "منبج", "Azaz": "اعزاز", "Afrin": "Efrîn",
        "Raqqa": "Ar Raqqah", "Aleppo": "Halep", "Gaziantep": "Antep",
    }.items():  # fmt: skip
        assert fold(spelling) in map(fold, by_name[name].split("|")), name


def test_margins_are_written_once_where_they_are_all_the_same(study, data, towns):
    for town, row in zip(towns, data["find"]["towns"], strict=True):
        if town.country == "TUR":
            assert row[4] == ["–, in Turkey"]
        assert len(row[4]) in (1, len(data["find"]["zones"]))


def test_it_stays_small(data):
    text = json.dumps(data["find"], ensure_ascii=False, separators=(",", ":"))
    assert len(text.encode("utf-8")) < 60_000


def test_spellings_stop_where_there_is_no_more_room(study, monkeypatch):
    monkeypatch.setattr(style, "SPELLINGS_AT_MOST", 500)
    places = shown_places(study)
    found = find_data(study, places, ())
    assert 300 < sum(map(len, found["places"])) <= 500


def test_judging_some_hundred_towns_takes_a_moment(study):
    towns = study.towns[:250]
    study.judged_towns(towns)  # what is prepared once
    spent = []
    for _ in range(3):
        begun = time.perf_counter()
        study.judged_towns(towns)
        spent.append(time.perf_counter() - begun)
    assert min(spent) < 0.2


def test_a_study_without_towns_has_rows_of_the_map_s_cities_alone(handmade):
    data = page_data(handmade())
    assert not handmade().towns
    assert len(data["find"]["towns"]) == len(data["towns"]) <= 2 * style.CITIES_AT_MOST
    assert len(data["find"]["places"]) == 3
