"""Layers that others drew: read as their files have them, said in every output, never measured."""

from __future__ import annotations

import json
from pathlib import Path

import pyogrio
import pytest
import shapely
from geopandas import GeoDataFrame

from geozone import Study, load
from geozone.errors import ScenarioError
from geozone.export import writing
from geozone.tables import records
from tests.geozone import minimal
from tests.geozone.cli.test_commands import run

pytestmark = pytest.mark.one_in(3)

ROADS = [[(38, 36.5), (38.2, 36.6)], [(38.2, 36.6), (38.5, 36.55)], [(39, 36), (39, 36.5)]]
BOX = shapely.box(38, 36, 38.5, 36.4)
OVERLAPPING = shapely.box(38.2, 36.2, 38.8, 36.6)


def overlay(file: str, kind: str, title: str = "A layer", date: str = "2019-07") -> str:
    return (
        f'[[overlay]]\nfile = "{file}"\nkind = "{kind}"\ntitle = "{title}"\n'
        f'date = "{date}"\nsource = ["r1"]\n'
    )


def files(folder: Path) -> None:
    roads = [shapely.LineString(line) for line in ROADS]
    fields = {"Name": ["M4", "M4", None], "secret": ["s3cret"] * 3}
    GeoDataFrame(fields, geometry=roads, crs=4326).to_file(folder / "roads.gpkg")
    areas = {"name": ["A\x1b[31m", "B"]}
    GeoDataFrame(areas, geometry=[BOX, OVERLAPPING], crs=4326).to_file(folder / "held.geojson")
    GeoDataFrame(geometry=[shapely.Point(38, 36)], crs=4326).to_file(folder / "points.geojson")
    bow = shapely.Polygon([(38, 36), (39, 37), (39, 36), (38, 37)])
    GeoDataFrame(geometry=[bow], crs=4326).to_file(folder / "bow.geojson")
    (folder / "lines").mkdir()
    (folder / "lines" / "roads.gpkg").write_bytes((folder / "roads.gpkg").read_bytes())


def scenario(folder: Path, *overlays: str) -> Path:
    files(folder)
    file = folder / "s.toml"
    file.write_text(minimal.GOOD + "".join(overlays), encoding="utf-8")
    return file


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return load(
        scenario(
            tmp_path, overlay("roads.gpkg", "road", "Roads"), overlay("held.geojson", "control")
        )
    )


# --- what is read ---------------------------------------------------------------------------------


def test_lines_of_a_name_are_one_feature_and_joined_where_they_meet(study: Study) -> None:
    roads, _ = study.overlays
    assert [feature.name for feature in roads.features] == ["M4", ""]
    m4, other = (feature.geometry for feature in roads.features)
    assert m4.geom_type == "LineString"
    assert shapely.hausdorff_distance(m4, shapely.LineString([*ROADS[0], ROADS[1][1]])) < 1e-9
    assert shapely.hausdorff_distance(other, shapely.LineString(ROADS[2])) < 1e-9


def test_polygons_that_overlap_stay_apart(study: Study) -> None:
    _, held = study.overlays
    assert [feature.name for feature in held.features] == ["A\x1b[31m", "B"]
    for feature, shape in zip(held.features, (BOX, OVERLAPPING), strict=True):
        assert shapely.equals(shapely.simplify(feature.geometry, 0), shape)


def test_a_layer_changes_no_figure(study: Study, tmp_path: Path) -> None:
    plain = tmp_path / "plain.toml"
    plain.write_text(minimal.GOOD, encoding="utf-8")
    without = load(plain)
    assert without.overlays == ()
    assert records.compared_zones(study) == records.compared_zones(without)
    assert study.bounds == without.bounds


def test_its_file_stands_among_the_licences(study: Study) -> None:
    assert "Roads: roads.gpkg, the user's own file, whose licence is not known here" in (
        study.attributions
    )


def test_a_file_lies_beside_the_scenario_wherever_one_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = scenario(tmp_path, overlay("lines/roads.gpkg", "road"))
    monkeypatch.chdir(tmp_path.parent)
    assert len(load(file).overlays[0].features) == 2


# --- what is wrong --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        (overlay("none.geojson", "road"), "file = none.geojson: expected a file that can be read"),
        (overlay("../roads.gpkg", "road"), "file = ../roads.gpkg: expected a file in the folder"),
        (overlay("held.geojson", "road"), "file = held.geojson: expected lines only"),
        (overlay("roads.gpkg", "control"), "file = roads.gpkg: expected polygons only"),
        (overlay("points.geojson", "other"), "expected lines and polygons; points can be brought"),
        (overlay("bow.geojson", "area"), "expected polygons that do not cross themselves"),
        (overlay("bow.geojson", "other"), "expected polygons that do not cross themselves"),
        (overlay("roads.gpkg", "street"), "kind = street: expected"),
        (overlay("roads.gpkg", "road", date="2019-10"), "date = 2019-10: expected a date no later"),
        (overlay("roads.gpkg", "road").replace("r1", "r9"), "source = r9: expected"),
    ],
)
def test_what_cannot_be_shown_is_a_fault_of_its_entry(
    entry: str, line: str, tmp_path: Path
) -> None:
    with pytest.raises(ScenarioError) as caught:
        load(scenario(tmp_path, entry))
    (said,) = str(caught.value).splitlines()
    assert 's.toml: overlay "A layer": ' in said
    assert line in said


def test_faults_of_layers_are_told_with_those_of_zones(tmp_path: Path) -> None:
    file = scenario(tmp_path, overlay("none.geojson", "road"), overlay("bow.geojson", "area"))
    text = file.read_text(encoding="utf-8").replace('to = "IRQ"', 'to = "IRN"')
    file.write_text(text, encoding="utf-8")
    assert len(run("check", str(file)).err.splitlines()) == 3


def test_a_date_as_rough_as_the_scenarios_is_not_later(tmp_path: Path) -> None:
    file = scenario(tmp_path, overlay("roads.gpkg", "road", date="2019"))
    assert load(file).overlays[0].overlay.date == "2019"


# --- exports --------------------------------------------------------------------------------------


def test_a_geopackage_has_a_layer_of_them(study: Study, tmp_path: Path) -> None:
    writing.write(study, tmp_path / "z.gpkg")
    frame = pyogrio.read_dataframe(tmp_path / "z.gpkg", layer="overlays")
    assert list(frame["kind"]) == ["road", "road", "control", "control"]
    assert list(frame["name"].fillna("")) == ["M4", "", "A\x1b[31m", "B"]
    assert set(frame["title"]) == {"Roads", "A layer"}
    assert "secret" not in frame.columns
    assert json.loads(frame["cited"][0]) == ["Report, 2019-08-05"]
    for shape, feature in zip(
        frame.geometry, (each for of in study.overlays for each in of.features), strict=True
    ):
        assert shapely.hausdorff_distance(shape, feature.geometry) < 1e-9


def test_geojson_tells_them_from_zones_by_their_kind(study: Study, tmp_path: Path) -> None:
    writing.write(study, tmp_path / "z.geojson")
    features = json.loads((tmp_path / "z.geojson").read_text(encoding="utf-8"))["features"]
    kinds = [each["properties"]["kind"] for each in features]
    assert kinds == ["zone", "road", "road", "control", "control"]
    assert len({each["id"] for each in features}) == len(features)


def test_kml_has_a_folder_of_them(study: Study, tmp_path: Path) -> None:
    writing.write(study, tmp_path / "z.kml")
    frame = pyogrio.read_dataframe(tmp_path / "z.kml", layer="overlays")
    assert list(frame["Name"]) == ["Roads", "Roads", "A layer", "A layer"]
    assert frame["called"][0] == "M4"


@pytest.mark.parametrize("ending", [".fgb", ".parquet", ".shp.zip"])
def test_a_format_without_room_for_them_says_so(ending: str, study: Study, tmp_path: Path) -> None:
    said = writing.write(study, tmp_path / f"z{ending}")
    assert "overlays are left out; .gpkg, .kml and .geojson hold them" in said


def test_without_any_an_export_is_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text(minimal.GOOD, encoding="utf-8")
    writing.write(load(file), tmp_path / "z.gpkg")
    layers = [name for name, _ in pyogrio.list_layers(tmp_path / "z.gpkg")]
    assert "overlays" not in layers
    assert not [line for line in writing.write(load(file), tmp_path / "z.fgb") if "overlay" in line]
