"""Which places of a user's list a page shows, and that it says how many it does not."""

from __future__ import annotations

import json
import re

import pytest

import geozone
from maps.look import style
from maps.page import folium_page
from maps.page.data import page_data
from maps.page.folium_map import draw

TOWNS = "name,lon,lat,population\nManbij,37.955,36.528,1\nBerlin,13.4,52.5,1\nHasaka,40.75,36.5,9\n"


@pytest.fixture
def brought(tmp_path):
    def page_of(text, name="towns.csv"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return page_data(
            geozone.along("TUR-SYR", into="SYR", depth=15, places=["Ankara"], places_file=str(file))
        )

    return page_of


def rows(count):
    """In the zone, beside it, and the largest of all outside: one after another."""
    return "name,lon,lat,population\n" + "".join(
        f"in {row},{38 + row / 1000},36.8,5\nout {row},38,{35.5 + row / 1000},9\n"
        for row in range(count)
    )


def test_a_short_list_is_shown_where_the_map_holds_it(brought):
    data = brought(TOWNS)
    assert [place["name"] for place in data["places"]] == ["Ankara", "Manbij", "Hasaka"]
    (note,) = [note for note in data["notes"] if note.startswith("Of the 3 places of towns.csv")]
    assert "this page lists 2" in note


def test_a_list_that_is_all_shown_leaves_nothing_to_say(brought):
    data = brought("name,lon,lat\nManbij,37.955,36.528\n")
    assert not [note for note in data["notes"] if note.startswith("Of the")]


def test_of_a_long_list_those_in_a_zone_are_shown_first(brought):
    data = brought(rows(style.LISTED_AT_MOST // 2 + 50))
    names = [place["name"].split()[0] for place in data["places"]]
    assert names.count("in") == style.LISTED_AT_MOST // 2 + 50
    assert names.count("out") == style.LISTED_AT_MOST // 2 - 50
    assert names[0] == "Ankara"
    shown = [place["name"] for place in data["places"][1:]]
    listed = [line.split(",")[0] for line in rows(style.LISTED_AT_MOST).splitlines()]
    assert shown == [name for name in listed if name in set(shown)]


def test_a_place_beyond_those_listed_takes_few_bytes(brought):
    few, many = (len(str(brought(rows(count)))) for count in (style.LISTED_AT_MOST, 2_000))
    assert many - few < 110 * (2_000 - style.LISTED_AT_MOST)


@pytest.mark.parametrize("places", [(), ("Manbij",)])
def test_the_key_tells_dots_of_the_list_from_the_scenarios(tmp_path, places):
    file = tmp_path / "towns.csv"
    file.write_text(TOWNS, encoding="utf-8")
    study = geozone.along("TUR-SYR", into="SYR", depth=15, places=places, places_file=file)
    data = page_data(study)
    key = {row["mark"]: row["text"] for row in data["key"]}
    assert key["listed"] == "Place of towns.csv"
    assert key.get("place") == ("Place that was named" if places else None)
    assert [place["listed"] for place in data["places"]] == [False] * len(places) + [True] * 2
    assert style.PATHS["listed"]["radius"] < style.PATHS["place"]["radius"]


@pytest.mark.parametrize("hostile", ["{{7*7}}", "{% raw", "</script><b>", "`${1}`", "a\u202eb"])
def test_a_name_of_a_list_never_reaches_a_template(tmp_path, hostile):
    file = tmp_path / "towns.csv"
    file.write_text(f"name,lon,lat,source\n{hostile},38,36.7,{hostile}\n", encoding="utf-8")
    study = geozone.along("TUR-SYR", into="SYR", depth=15, places_file=file)
    text = folium_page.html(draw(study))
    block = re.search(r'<script type="application/json" id="study">(.*?)</script>', text, re.DOTALL)
    (place,) = json.loads(block[1])["places"]
    assert place["name"] == hostile
    assert ["Position from", f"{hostile} (towns.csv)"] in place["rows"]
    assert hostile not in text.replace(block[0], "")
