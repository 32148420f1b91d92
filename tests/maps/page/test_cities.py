"""Which towns a map names: those around the zones, and the cities that a reader looks for."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

import geozone
import maps
from geozone import Study
from maps.look import style
from maps.look.ground import ground_of
from maps.page.data import page_data
from maps.words.place_choice import towns_on

FIGURES = Path(__file__).parents[1] / "figures"
boxes = SimpleNamespace(**runpy.run_path(str(FIGURES / "boxes.py")))


@pytest.mark.parametrize(
    ("border", "into", "city"),
    [("IND-PAK", "PAK", "Karachi"), ("KOR-PRK", "KOR", "Seoul"), ("TUR-SYR", "SYR", "Diyarbakır")],
)
def test_the_large_cities_of_the_map_are_named_also_outside_the_study(
    border: str, into: str, city: str
) -> None:
    study = geozone.along(border, into=into, depth=5)
    assert city not in {town.name for town in study.towns}
    assert city in {town["name"] for town in page_data(study)["towns"]}


def test_the_towns_around_the_zones_are_all_kept(study: Study) -> None:
    found = towns_on(study, ground_of(study).extent)
    assert set(study.towns) <= set(found)
    assert len(found) - len(study.towns) <= 2 * style.CITIES_AT_MOST


def test_a_city_goes_before_its_own_district_however_large(study: Study) -> None:
    ukraine = geozone.along("RUS-UKR", into="UKR", depth=50)
    names = [town["name"] for town in page_data(ukraine)["towns"]]
    assert names.index("Mariupol") < names.index("Pravyi Bereh")


def test_the_capital_stands_first() -> None:
    korea = geozone.along("KOR-PRK", into="KOR", depth=5)
    assert page_data(korea)["towns"][0]["name"] == "Seoul"


def test_a_figure_names_the_cities_inside_its_frame() -> None:
    study = geozone.along("IND-PAK", into="PAK", depth=50)
    said = {text for text, _ in boxes.texts(maps.figure(study), "town-names")}
    assert "Islamabad" in said
    korea = {text for text, _ in boxes.texts(maps.figure(geozone.load("korea-dmz")), "town-names")}
    assert "Uijeongbu-si" in korea
    assert "Seoul" not in korea  # its frame ends north of the city
