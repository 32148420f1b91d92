"""Files for a GIS: other programs read them, and they hold what the study holds."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pyogrio
import pytest
import shapely

from geozone import Study
from geozone.ellipsoid import geodesy
from geozone.export import writing
from geozone.export.layers import layers
from geozone.tables import records
from tests.geozone.exported import (
    BY_GDAL,
    EACH,
    HOSTILE,
    OGRINFO,
    PARQUET,
    ROUNDED,
    Made,
    changed,
    expected_rows,
    frames,
    hostile,
    plain,
    rows,
    same_place,
    shapes,
)


@pytest.fixture(scope="module")
def made(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(study, tmp_path_factory.mktemp("made"))


# --- other programs -------------------------------------------------------------------------------


@EACH
def test_every_file_is_in_wgs84_and_holds_every_zone(ending: str, made: Made, study: Study) -> None:
    found = frames(made[ending])
    counts = {name: len(frame) for name, frame in found.items()}
    markers = sum(zone.kind == "marker" for zone in study.zones)
    if ending == ".shp.zip":
        expected = {"zones": len(study.zones) - markers, "zones_points": markers}
    else:
        expected = {"zones": len(study.zones)}
    if ending in {".gpkg", ".kml"}:
        expected["sections"] = sum(len(zone.sections) for zone in study.zones)
        expected["places"] = len(study.places)
        expected["sources"] = len(study.sources)
    assert counts == expected
    with_geometry = [frame for frame in found.values() if hasattr(frame, "crs")]
    assert all(frame.crs.to_epsg() == 4326 for frame in with_geometry if frame.crs)
    assert found["zones"].crs is not None


@EACH
def test_zones_are_polygons_and_markers_points(ending: str, made: Made, study: Study) -> None:
    for id_, shape in shapes(made[ending]).items():
        is_marker = study.zones[id_].kind == "marker"
        assert shape.geom_type in ({"Point"} if is_marker else {"Polygon", "MultiPolygon"})
        assert shape.is_valid


@pytest.mark.parametrize("ending", [".gpkg", ".kml"])
def test_sections_are_lines_and_places_points(ending: str, made: Made) -> None:
    found = frames(made[ending])
    assert set(found["sections"].geom_type) <= {"LineString", "MultiLineString"}
    assert set(found["places"].geom_type) == {"Point"}


@OGRINFO
@BY_GDAL
def test_ogrinfo_opens_every_file(ending: str, made: Made) -> None:
    path = made[ending]
    ran = subprocess.run(
        ["ogrinfo", "-ro", "-so", "-al", path],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert not ran.stderr
    counted = r"^Layer name: (\w+)$.*?^Feature Count: (\d+)$"
    counts = dict(re.findall(counted, ran.stdout, re.MULTILINE | re.DOTALL))
    for name, frame in frames(path).items():
        assert counts[name] == str(len(frame))
    assert 'ID["EPSG",4326]' in ran.stdout


def test_layers_of_one_geometry_type_say_so(study: Study, tmp_path: Path) -> None:
    strips = changed(study, lambda _: {}, most=4)
    for ending, kind in ((".gpkg", "MultiPolygon"), (".fgb", "MultiPolygon")):
        path = tmp_path / f"zones{ending}"
        writing.write(strips, path)
        assert pyogrio.read_info(path, layer="zones")["geometry_type"] == kind


# --- nothing is lost ------------------------------------------------------------------------------


@EACH
def test_attributes_come_back_as_they_are_in_the_records(
    ending: str, made: Made, study: Study
) -> None:
    found = rows(made[ending])
    key = "zone" if ending == ".kml" else "id"
    expected = expected_rows(study, ending)
    assert sorted(row[key] for row in found) == sorted(expected)
    for row in found:
        fields = expected[row[key]]
        assert {field: row[field] for field in fields} == fields


@pytest.mark.parametrize("ending", [".geojson", ".gpkg", ".kml"])
def test_features_stand_in_the_order_of_the_scenario(ending: str, made: Made, study: Study) -> None:
    key = "zone" if ending == ".kml" else "id"
    assert [row[key] for row in rows(made[ending])] == [zone.id for zone in study.zones]


@EACH
def test_every_row_says_sources_tolerance_date_licence_and_note(
    ending: str, made: Made, study: Study
) -> None:
    for row in rows(made[ending]):
        assert row["as_of"] == study.scenario.as_of
        assert row["sources"]
        assert "ODbL-1.0" in row["licence"]
        assert "News report" in "".join(row["cited"])
        assert row["toler_m" if ending == ".shp.zip" else "tolerance_m"] in {0.0, 1.0}
        note = row["bound_note" if ending == ".shp.zip" else "boundary_note"]
        assert "imply no position" in note


@EACH
def test_outlines_come_back(ending: str, made: Made, study: Study) -> None:
    found = shapes(made[ending])
    for zone in study.zones:
        assert same_place(found[zone.id], zone.geometry, exact=ending not in ROUNDED)


def test_the_geopackage_holds_the_sections_along_the_border(made: Made, study: Study) -> None:
    sections = frames(made[".gpkg"])["sections"]
    first = sections[sections["zone"] == "us-section/first"].iloc[0]
    assert first["length_km"] == 140.0
    assert first["border"] == study.lines["border"].name
    on_border = study.lines["border"].nearest(shapely.get_coordinates(first.geometry))
    assert on_border.distance_m.max() < 0.01


def test_a_section_is_as_long_as_it_says(made: Made) -> None:
    for row in frames(made[".gpkg"])["sections"].itertuples():
        assert geodesy.length_m(row.geometry) / 1000 == pytest.approx(row.length_km, abs=0.001)
        assert row.end_km - row.start_km == pytest.approx(row.length_km, abs=0.0011)


def test_the_geopackage_holds_places_with_their_verdicts(made: Made, study: Study) -> None:
    places = frames(made[".gpkg"])["places"]
    for found, each in zip(places.to_dict("records"), study.places, strict=True):
        row = records.place(each)
        assert json.loads(found["verdict"]) == row["verdict"]
        assert json.loads(found["margin_km"]) == row["margin_km"]
        assert (found["name"], found["distance_km"]) == (row["name"], row["distance_km"])
        assert found["geometry"].equals(shapely.Point(each.place.point))


def test_the_geopackage_holds_the_sources(made: Made, study: Study) -> None:
    found = frames(made[".gpkg"])["sources"].to_dict("records")
    assert [{key: plain(row[key]) for key in row} for row in found] == [
        records.source(each) for each in study.sources
    ]


def test_a_shapefile_is_short_of_texts_and_its_archive_holds_them_whole(
    made: Made, study: Study
) -> None:
    with zipfile.ZipFile(made[".shp.zip"]) as archive:
        whole = json.loads(archive.read("zones.json"))
    assert whole["zones"] == list(layers(study).zones.rows)
    assert whole["boundary_note"] == study.boundary_note
    assert whole["fields"]["tolerance_m"] == "toler_m"
    assert max(map(len, whole["fields"].values())) <= 10


def test_what_a_format_does_not_hold_is_said_a_line_each(made: Made) -> None:
    for ending in (".geojson", ".gpkg", ".fgb", ".kml", ".shp.zip"):
        assert made[ending].exists()
    said = {ending: "\n".join(lines) for ending, lines in made.said.items()}
    assert "rounded to 6 decimals" in said[".geojson"]
    assert "JSON text (zones: by, stages" in said[".gpkg"]
    assert "spatial index" in said[".fgb"]
    assert "id of zones is zone" in said[".kml"]
    assert "tolerance_m as toler_m" in said[".shp.zip"]
    assert "254 bytes" in said[".shp.zip"]
    assert "zones_points.shp" in said[".shp.zip"]
    for ending in (".geojson", ".fgb", ".shp.zip"):
        assert "holds the zones" in said[ending]
    assert all("\n" not in line for lines in made.said.values() for line in lines)


@PARQUET
def test_geoparquet_keeps_lists_and_says_what_it_leaves_out(made: Made) -> None:
    row = next(row for row in rows(made[".parquet"]) if row["id"] == "us-section/later")
    assert row["sections"] == [[443.221, 605.187], [745.187, 907.152]]
    assert made.said[".parquet"] == (
        "holds the zones; .gpkg and .kml hold their sections and the places too",
    )


# --- strings --------------------------------------------------------------------------------------


@EACH
def test_hostile_text_survives(ending: str, study: Study, tmp_path: Path) -> None:
    path = tmp_path / f"zones{ending}"
    said = writing.write(hostile(study), path)
    row = rows(path)[0]
    expected = {
        ".geojson": HOSTILE.replace("\ud800", "\ufffd"),
        ".kml": re.sub("[\r\x00\x1b\ud800]", "\ufffd", HOSTILE),
    }.get(ending, re.sub("[\x00\ud800]", "\ufffd", HOSTILE))
    assert row["said"] == row["title"] == expected
    by = row["by"] if isinstance(row["by"], list) else json.loads(row["by"])
    assert by[1] == "b"
    assert by[0].startswith("منبج \u202e<script>x</script>{{7*7}}]]>")
    assert any("\ufffd" in line and "zones: title" in line for line in said)


def test_a_description_in_kml_is_shown_and_never_run(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "zones.kml"
    writing.write(hostile(study), path)
    shown = frames(path)["zones"].iloc[0]["description"]
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown


@OGRINFO
@BY_GDAL
def test_ogrinfo_reads_arabic(ending: str, study: Study, tmp_path: Path) -> None:
    path = tmp_path / f"zones{ending}"
    writing.write(hostile(study), path)
    ran = subprocess.run(
        ["ogrinfo", "-ro", "-al", "-geom=NO", path],
        capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    assert "منبج" in ran.stdout.decode("utf-8")


def test_a_shapefile_cuts_between_letters(study: Study, tmp_path: Path) -> None:
    def change(zone: Any) -> dict[str, Any]:
        return {"title": "x" + "م" * 200, "notes": ("ends in blanks   ",)}

    path = tmp_path / "zones.shp.zip"
    said = writing.write(changed(study, change), path)
    assert rows(path)[0]["title"] == "x" + "م" * 126
    assert any(line.startswith("texts have 254 bytes") and "title" in line for line in said)
