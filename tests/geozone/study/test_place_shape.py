"""From a place of the gazetteer to its shape in the atlas."""

from __future__ import annotations

import csv

import pytest
import shapely

import geozone
from gazetteer import Gazetteer
from gazetteer.index_file.index import INDEX_PATH
from geozone.atlas import world
from geozone.study.place_shape import NoShape

GAZETTEER = Gazetteer()


def waters(name: str) -> list[str]:
    with (INDEX_PATH.parent / name).open(encoding="utf-8", newline="") as file:
        return [row["name"] for row in csv.DictReader(file) if row["kind"] in {"river", "lake"}]


def test_a_country_has_its_land() -> None:
    assert geozone.geometry_of(GAZETTEER.resolve("Suriye")).equals(world.land("SYR"))


@pytest.mark.parametrize("name", waters("waters-lgpl.csv"))
def test_the_point_of_a_river_lies_on_its_line(name: str) -> None:
    place = GAZETTEER.resolve(name)
    line = geozone.geometry_of(place)
    assert line.geom_type == "LineString"
    assert line.distance(shapely.Point(place.lon, place.lat)) < 0.001  # three decimals


@pytest.mark.parametrize("name", waters("waters-odbl.csv"))
def test_the_point_of_a_lake_lies_in_it(name: str) -> None:
    place = GAZETTEER.resolve(name)
    assert geozone.geometry_of(place).contains(shapely.Point(place.lon, place.lat))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Manbij", r'^the atlas has no shape of "Manbij" \(town\): use its point$'),
        ("Jazira", r'"Jazira" \(region\)'),
        ("Black Sea", r'"Black Sea" \(sea\)'),
        ("Europe", r'"Europe" \(continent\)'),
        ("Raqqa Governorate", r'"Raqqa" \(division\)'),
    ],
)
def test_what_has_no_shape_says_so(name: str, said: str) -> None:
    with pytest.raises(NoShape, match=said):
        geozone.geometry_of(GAZETTEER.resolve(name))
