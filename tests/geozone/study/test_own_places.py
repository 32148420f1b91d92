"""A user's list beside a scenario or options: judged like its places, told apart, never turned."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import numpy as np
import pytest
from geopandas import GeoDataFrame
from shapely import MultiPoint, Point, box

from geozone import GeozoneError, Study, along, load
from geozone.errors import PlacesError
from geozone.study import own_places
from geozone.study.places import StudyPlace
from tests.geozone.cli.test_commands import run
from tests.sampling import is_sampling

ASKED = ["--border", "TUR-SYR", "--into", "SYR", "--depth", "32"]
TOWNS = "name,lon,lat\nManbij,37.955,36.528\nTadif,37.53,36.35\nQamishli,41.226,37.052\n"
SWAPPED = "name,lat,lon\nManbij,37.955,36.528\nTadif,37.53,36.35\nQamishli,41.226,37.052\n"


SWAPPED_JSON = (
    '{"type": "Feature", "properties": {"name": "Manbij"}, '
    '"geometry": {"type": "Point", "coordinates": [36.528, 37.955]}}'
)


def saved(folder: Path, text: str, name: str = "towns.csv") -> str:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def judged(text: str, folder: Path) -> tuple[StudyPlace, ...]:
    return along("TUR-SYR", into="SYR", depth=32, places_file=saved(folder, text)).places


# --- verdicts -------------------------------------------------------------------------------------


def test_a_list_is_added_to_the_places_of_a_scenario(study: Study, tmp_path: Path) -> None:
    found = load("turkey-syria", places_file=saved(tmp_path, TOWNS))
    own = found.places[: len(study.places)]
    assert [each.place for each in own] == [each.place for each in study.places]
    brought = found.places[len(study.places) :]
    assert [each.place.asked for each in brought] == ["Manbij", "Tadif", "Qamishli"]
    assert {each.place.list for each in own} == {None}
    assert {each.place.list for each in brought} == {"towns.csv"}


def test_a_listed_point_gets_the_verdicts_of_the_scenarios_own(tmp_path: Path) -> None:
    text = TOWNS.replace("37.955,36.528", "37.95495,36.52815")
    found = load("turkey-syria", places_file=saved(tmp_path, text))
    own, brought = (each for each in found.places if each.place.asked == "Manbij")
    assert brought.verdicts == own.verdicts
    assert brought.margins_km == own.margins_km
    assert brought.distance_km == own.distance_km
    assert (brought.nearest_lon, brought.chainage_km) == (own.nearest_lon, own.chainage_km)


def test_an_uncertainty_of_the_list_decides_what_is_too_close(tmp_path: Path) -> None:
    text = "name,lon,lat,uncertainty_km\nA,37.53,36.35,0.01\nB,37.53,36.35,5\nC,37.53,36.35,\n"
    sure, unsure, plain = judged(text, tmp_path)
    assert 0.05 < sure.margins_km["32"] < 1
    assert [each.verdicts["32"] for each in (sure, unsure, plain)] == [
        "inside", "too-close", "too-close",
    ]  # fmt: skip


def test_a_country_of_the_list_that_is_no_side_is_outside(tmp_path: Path) -> None:
    rows = "A,37.95,36.7,TUR\nAntep,37.38,37.06,TUR\n"
    place, _ = judged(f"name,lon,lat,country\n{rows}", tmp_path)
    assert (place.verdicts["32"], place.margins_km["32"]) == ("outside", None)


def test_a_study_says_that_places_were_brought_and_left_out(tmp_path: Path) -> None:
    found = load("turkey-syria", places_file=saved(tmp_path, TOWNS + "Bad,x,36\n"))
    said = "towns.csv: 3 places of a list brought to this study, not of the scenario. 1 row was"
    assert any(str(note).startswith(said) for note in found.notes)
    (own,) = found.scenario.lists
    assert own.left_out == ((5, 'lon = "x": expected degrees, such as 37.95'),)


def test_very_many_places_are_judged_as_few_are(tmp_path: Path) -> None:
    count = 20_000 if is_sampling() else 200_000
    lonlat = np.random.default_rng(7).uniform((36, 35.5), (42, 37.3), (count, 2)).round(5)
    rows = "".join(f"P{row},{lon},{lat}\n" for row, (lon, lat) in enumerate(lonlat.tolist()))
    begun = time.process_time()
    many = judged(f"name,lon,lat\n{rows}", tmp_path)
    assert time.process_time() - begun < 60
    assert len(many) == count
    some = range(0, count, count // 40)
    few = judged(
        "name,lon,lat\n" + "".join(f"P{row},{lonlat[row, 0]},{lonlat[row, 1]}\n" for row in some),
        tmp_path,
    )
    for row, alone in zip(some, few, strict=True):
        assert many[row].verdicts == alone.verdicts
        assert many[row].margins_km == alone.margins_km
        assert many[row].distance_km == alone.distance_km
    assert {each.verdicts["32"] for each in many} == {"inside", "outside", "too-close"}


# --- vector files ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "crs"),
    [
        *(("l.geojson", 4326), ("l.gpkg", 4326), ("l.gpkg", 32637), ("l.fgb", 3857)),
        *(("l.shp", 4326), ("l.shp.zip", 4326), ("l.kml", 4326)),
    ],
)
def test_points_of_a_vector_file_are_places(name: str, crs: int, tmp_path: Path) -> None:
    shapes = [Point(37.955, 36.528), Point(41.226, 37.052)]
    fields = {"Name": ["Manbij", "Qamishli"], "secret": ["a", "b"]}
    if name != "l.kml":  # which knows names only
        fields |= {"country": ["SY", "SYR"], "population": [99497, None], "x": [0.0, 0.0]}
    frame = GeoDataFrame(fields, geometry=shapes, crs=4326).to_crs(crs)
    frame.to_file(tmp_path / name, driver="KML" if name == "l.kml" else None)
    places = along("TUR-SYR", into="SYR", depth=32, places_file=tmp_path / name).places
    found = sorted(places, key=lambda each: each.place.asked)  # .fgb has an order of its own
    assert [each.place.asked for each in found] == ["Manbij", "Qamishli"]
    assert [each.place.source for each in found] == [name, name]
    for each, shape in zip(found, shapes, strict=True):
        assert each.place.point == pytest.approx((shape.x, shape.y), abs=1e-7)
    if name != "l.kml":
        assert [each.place.population for each in found] == [99_497, None]
        assert {each.place.country for each in found} == {"SYR"}


def test_what_is_no_point_is_left_out_and_told(tmp_path: Path) -> None:
    shapes = [Point(38, 36.5), box(38, 36, 39, 37), MultiPoint([(39, 36.5)]), None]
    GeoDataFrame({"name": list("abcd")}, geometry=shapes, crs=4326).to_file(tmp_path / "l.geojson")
    found = along("TUR-SYR", into="SYR", depth=32, places_file=tmp_path / "l.geojson")
    assert [each.place.asked for each in found.places] == ["a", "c"]
    (own,) = found.scenario.lists
    assert [row for row, _ in own.left_out] == [2, 4]
    assert own.left_out[0][1] == 'lon = "a polygon": expected degrees, such as 37.95'


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("l.geojson", "{", "GeoJSON: it is no JSON"),
        ("l.geojson", '{"type": "FeatureCollection", "features": []}', "no rows"),
        ("l.gpkg", "text", "GeoPackage, as the name says"),
        ("l.geojson", SWAPPED_JSON, "lon under lon and lat under lat"),
    ],
)
def test_a_vector_file_without_places_is_one_line(
    name: str, content: str, said: str, tmp_path: Path
) -> None:
    ran = run("places", "--places", saved(tmp_path, content, name))
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert said in ran.err


# --- longitude and latitude -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        SWAPPED,
        "name,lat,lon\nManbij,37.95,36.53\n",  # one town, in Turkey when swapped
        "name,lat,lon\nAntep,37.38,37.06\nUrfa,38.79,37.16\n",  # of the other side
        "name,lat,lon,country\nA,37.95,36.53,SYR\nB,40.14,35.33,SYR\n",  # by their country
        "name,lat,lon\nq1,40.1,35.4\nq2,39.0,35.95\nq3,40.7,36.5\n",  # by the side's land
        "name,lat,lon\nPanmunjom,126.68,37.95\nKaesong,126.55,37.97\n",  # by the range
    ],
)
def test_a_list_with_longitude_and_latitude_swapped_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(PlacesError, match="lon under lon and lat under lat") as caught:
        judged(text, tmp_path)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    "text",
    [
        TOWNS,
        "name,lon,lat\nAntakya,36.16,36.2\nIskenderun,36.17,36.58\n",  # on Syria's land swapped
        "name,lon,lat,country\nA,36.17,36.58,TR\nB,36.2,36.5,TR\n",  # the same without a known name
        "name,lon,lat\nBerlin,13.4,52.52\n",
        "name,lon,lat\nin the sea,34,36\n",
    ],
)
def test_a_list_that_is_right_is_taken_wherever_it_lies(text: str, tmp_path: Path) -> None:
    assert len(judged(text, tmp_path)) == text.count("\n") - 1


# --- the command line -----------------------------------------------------------------------------


@pytest.mark.parametrize("given", [[], ["turkey-syria"], ASKED], ids=" ".join)
def test_places_takes_a_list_beside_anything(given: list[str], tmp_path: Path) -> None:
    ran = run("places", *given, "--places", saved(tmp_path, TOWNS), "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    last = ran.json["places"][-3:]
    assert [each["asked"] for each in last] == ["Manbij", "Tadif", "Qamishli"]
    assert {each["source"] for each in last} == {"towns.csv"}


def test_the_table_tells_the_list_from_the_scenario(tmp_path: Path) -> None:
    out = run("places", "--places", saved(tmp_path, TOWNS)).out
    own, brought = (line for line in out.splitlines() if line.startswith("Manbij "))
    assert own.endswith("–")
    assert brought.endswith("towns.csv")


def test_compare_counts_the_places_of_the_list_in_each_zone(tmp_path: Path) -> None:
    ran = run("compare", *ASKED, "--depth", "5", "--places", saved(tmp_path, TOWNS))
    assert "of towns.csv" in ran.out
    assert "Of towns.csv: places inside by their verdicts; ? too close to call." in ran.out
    rows = [line for line in ran.out.splitlines() if " drawn 2024 " in line]
    assert [row.split("  ")[-1].strip() for row in rows] == ["2 + 1?", "1"]
    found = run("compare", *ASKED, "--places", saved(tmp_path, TOWNS), "--format", "json").json
    (zone,) = found["zones"]
    assert (zone["own_places"], zone["own_places_too_close"]) == (2, 1)


def test_rows_left_out_are_counted_and_the_first_told_on_stderr(tmp_path: Path) -> None:
    bad = "".join(f"B{row},x\x1b[31m,36\n" for row in range(7))
    ran = run("compare", *ASKED, "--places", saved(tmp_path, TOWNS + bad))
    assert ran.code == 0
    first, *rows = ran.err.splitlines()
    assert first == "towns.csv: 7 of 10 rows left out, the first 5:"
    assert rows[0] == r'towns.csv: row 5: lon = "x\x1b[31m": expected degrees, such as 37.95'
    assert len(rows) == 5


@pytest.mark.parametrize("command", ["map", "compare", "places", "export"])
@pytest.mark.parametrize("given", [[], ASKED], ids=["scenario", "options"])
@pytest.mark.parametrize(
    ("text", "line"),
    [("", "towns.csv: an empty file: expected places"), (SWAPPED, "towns.csv: row 2 lies at")],
    ids=["empty", "swapped"],
)
def test_a_list_that_cannot_be_used_is_one_line(
    command: str, given: list[str], text: str, line: str, tmp_path: Path
) -> None:
    made = tmp_path / ("zones.gpkg" if command == "export" else "zones.html")
    file = ["-o", str(made)] if command in ("map", "export") else []
    ran = run(command, *given, "--places", saved(tmp_path, text), *file)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"geozone: {line}")
    assert len(ran.err.splitlines()) == 1
    assert not made.exists()


@pytest.mark.parametrize(
    ("name", "reason"), [("none.csv", "No such file"), (".", "a folder"), ("a\x1b", r"a\\x1b")]
)
def test_a_list_that_cannot_be_opened_is_one_line(name: str, reason: str) -> None:
    ran = run("places", "--places", name)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert reason.replace("\\\\", "\\") in ran.err


def test_a_broken_list_is_an_error_of_geozone(tmp_path: Path) -> None:
    with pytest.raises(GeozoneError, match=r"towns\.csv: no rows"):
        load("turkey-syria", places_file=saved(tmp_path, "name\n"))


# --- dumps of GeoNames as they are downloaded -----------------------------------------------------


def test_a_zipped_dump_is_read_and_a_zipped_shapefile_still_is(tmp_path: Path) -> None:
    cells = ["7", "Camp", "", "", "36.6", "37.9", "P", "PPL", "SY", *[""] * 10]
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as packed:
        packed.writestr("readme.txt", "words")
        packed.writestr("SY.txt", "\t".join(cells) + "\n")
    (found,) = own_places.read(tmp_path / "SY.zip").places
    assert (found.name, found.lon, found.source) == ("Camp", 37.9, "GeoNames 7 (SY.zip)")
    frame = GeoDataFrame({"name": ["Camp"]}, geometry=[Point(37.9, 36.6)], crs="EPSG:4326")
    frame.to_file(tmp_path / "camps.shp.zip", driver="ESRI Shapefile")
    assert [each.name for each in own_places.read(tmp_path / "camps.shp.zip").places] == ["Camp"]
