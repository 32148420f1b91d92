"""Files of lines and polygons: every format, every reference system, and whatever is wrong."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from pyproj import Geod, Transformer

from gazetteer import regular_file
from geozone.errors import Refused
from geozone.files import vector_file, vector_formats
from tests.geozone.vector_made import LINE, SQUARE, frame, geojson, line

GEOD = Geod(ellps="WGS84")
FORMATS = {
    "line.gpkg": "GPKG",
    "line.shp": "ESRI Shapefile",
    "line.shp.zip": "ESRI Shapefile",
    "line.fgb": "FlatGeobuf",
    "line.kml": "KML",
    "line.geojson": "GeoJSON",
}


def refused(file: Path | str, match: str, *, folder: Path | None = None) -> None:
    with pytest.raises(Refused, match=match) as caught:
        read_lines(file, folder=folder)
    assert "\n" not in str(caught.value)


def read_lines(file: Path | str, *, folder: Path | None = None) -> tuple[shapely.LineString, ...]:
    return vector_file.lines(vector_file.read_vector_file(str(file), folder=folder), said=str(file))


def refusal_or_none(file: Path) -> str | None:
    try:
        read_lines(file)
    except Refused as refusal:
        return str(refusal)
    return None


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_line(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    frame(LINE).to_file(file, driver=FORMATS[name])
    (found,) = read_lines(file)
    assert shapely.equals_exact(shapely.simplify(found, 1e-9), LINE, 1e-9)
    assert vector_file.read_vector_file(str(file)).name == name


@pytest.mark.parametrize(
    "crs", ["EPSG:32637", "EPSG:3857", "EPSG:23036", "EPSG:4230", "ESRI:54009"]
)
def test_a_straight_edge_of_any_system_stays_straight_within_a_metre(
    tmp_path: Path, crs: str
) -> None:
    there = Transformer.from_crs("OGC:CRS84", crs, always_xy=True)
    ends = np.column_stack(there.transform([36.0, 41.5], [36.2, 37.4]))
    file = tmp_path / "far.gpkg"
    frame(shapely.LineString(ends), crs=crs).to_file(file)
    (found,) = read_lines(file)

    share = np.linspace(0, 1, 4001)[:, None]
    true = np.column_stack(
        there.transform(*(ends[0] + share * (ends[1] - ends[0])).T, direction="INVERSE")
    )
    nearest = shapely.line_interpolate_point(
        found, shapely.line_locate_point(found, shapely.points(true))
    )
    off_m = GEOD.inv(*true.T, *shapely.get_coordinates(nearest).T)[2]
    assert off_m.max() < 1


def test_no_edge_is_longer_than_a_kilometre(tmp_path: Path) -> None:
    (found,) = read_lines(geojson(tmp_path / "a.geojson", LINE))
    lonlat = shapely.get_coordinates(found)
    assert GEOD.inv(*lonlat[:-1].T, *lonlat[1:].T)[2].max() < 1_001


def test_heights_are_left_out(tmp_path: Path) -> None:
    (found,) = read_lines(geojson(tmp_path / "a.geojson", line((38, 36, 900), (38.001, 36, 950))))
    assert not found.has_z
    file = tmp_path / "b.gpkg"
    frame(shapely.LineString([(38, 36, 900), (38.001, 36, 950)])).to_file(file)
    assert not read_lines(file)[0].has_z


def test_many_lines_and_collections_come_apart(tmp_path: Path) -> None:
    both = shapely.MultiLineString([[(38, 36), (38.001, 36)], [(39, 36), (39.001, 36)]])
    nested = shapely.GeometryCollection([both, shapely.GeometryCollection([LINE])])
    assert len(read_lines(geojson(tmp_path / "a.geojson", nested))) == 3


def test_a_feature_or_a_bare_geometry_is_geojson_too(tmp_path: Path) -> None:
    for content in (
        line((38, 36), (39, 36)),
        {"type": "Feature", "geometry": line((38, 36), (39, 36))},
    ):
        file = tmp_path / "a.json"
        file.write_text(json.dumps(content))
        assert len(read_lines(file)) == 1


def test_features_without_a_geometry_are_passed_over(tmp_path: Path) -> None:
    assert len(read_lines(geojson(tmp_path / "a.geojson", None, LINE, shapely.LineString()))) == 1


def test_a_relative_name_is_relative_to_the_folder(tmp_path: Path) -> None:
    (tmp_path / "lines").mkdir()
    geojson(tmp_path / "lines" / "a.geojson", LINE)
    assert vector_file.read_vector_file("lines/a.geojson", folder=tmp_path).name == "a.geojson"


def test_old_geojson_names_its_reference_system(tmp_path: Path) -> None:
    utm = Transformer.from_crs(4326, 32637, always_xy=True)
    ends = np.column_stack(utm.transform(*shapely.get_coordinates(LINE).T)).tolist()
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32637"}}
    (found,) = read_lines(geojson(tmp_path / "a.geojson", line(*ends), crs=crs))
    assert np.allclose(found.bounds, LINE.bounds, atol=1e-4)


def test_a_system_that_would_have_to_be_fetched_is_refused(tmp_path: Path) -> None:
    crs = {"type": "link", "properties": {"href": "http://127.0.0.1:9/crs"}}
    refused(geojson(tmp_path / "a.geojson", LINE, crs=crs), "EPSG code")
    crs = {"type": "name", "properties": {"name": "http://127.0.0.1:9/crs"}}
    refused(geojson(tmp_path / "a.geojson", LINE, crs=crs), "EPSG code")


def layered(path: Path) -> Path:
    for name in ("roads", "armistice", "outline"):
        frame(SQUARE if name == "outline" else LINE).to_file(path, layer=name)
    return path


def test_of_several_layers_one_must_be_named(tmp_path: Path) -> None:
    file = layered(tmp_path / "three.gpkg")
    refused(
        file,
        r'one of its 3 layers behind a #, such as "…#roads" \(it has roads, armistice, outline\)',
    )
    assert len(read_lines(f"{file}#armistice")) == 1
    refused(f"{file}#rivers", "a layer that the file has behind the #: roads, armistice, outline")


def test_a_number_sign_may_stand_in_a_file_name(tmp_path: Path) -> None:
    assert len(read_lines(geojson(tmp_path / "line#2.geojson", LINE))) == 1


def test_of_several_shapefiles_in_a_zip_one_must_be_named(tmp_path: Path) -> None:
    file = tmp_path / "two.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("a", "b"):
            frame(LINE).to_file(tmp_path / f"{name}.shp")
            for made in sorted(tmp_path.glob(f"{name}.*")):
                archive.write(made, f"folder/{made.name.upper()}")
    refused(file, "one of its 2 layers")
    assert len(read_lines(f"{file}#B")) == 1


def test_what_a_gis_has_not_yet_written_into_a_geopackage_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.gpkg"
    frame(LINE).to_file(file)
    open_ = sqlite3.connect(file)
    open_.execute("PRAGMA journal_mode=WAL")
    open_.execute("PRAGMA wal_autocheckpoint=0")
    open_.execute("DROP TRIGGER IF EXISTS x")
    open_.execute("CREATE TABLE later (a)")
    open_.commit()
    assert (tmp_path / "a.gpkg-wal").stat().st_size > 0
    assert len(read_lines(file)) == 1
    open_.close()


# What is wrong with a file as a file.


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    refused(tmp_path / "a.geojson", "a file that can be read .No such file")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.geojson").mkdir()
    refused(tmp_path / "a.geojson", "this is a folder")


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.geojson")
    refused(tmp_path / "a.geojson", "this is no regular file")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    geojson(tmp_path / "a.geojson", LINE).chmod(0)
    refused(tmp_path / "a.geojson", "Permission denied")


def test_a_file_without_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Path, **_: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    file = geojson(tmp_path / "a.geojson", LINE)
    monkeypatch.setattr(regular_file, "_descriptor", denied)
    refused(file, "a file that can be read .Permission denied")


@pytest.mark.parametrize("name", ["big.geojson", "big.gpkg", "big.shp", "big.zip"])
def test_two_gigabytes_are_refused_before_anything_is_read(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(2_000_000_000)
    refused(tmp_path / name, "at most 100 MB, not 2,000 MB")


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.shp", b"\0" * 101_000_000)
    refused(tmp_path / "a.zip", "at most 100 MB, not 101 MB")


@pytest.mark.parametrize(
    "said",
    [
        "http://example.org/a.geojson", "https://example.org/a.geojson", "ftp://x/a.geojson",
        "/vsicurl/http://example.org/a.geojson", "/vsizip/a.zip/a.shp", "/VSIcurl/http://a/b.gpkg",
        "PG:dbname=x", "GeoJSON:http://example.org/a", "zip:///tmp/a.zip", "MySQL:x",
        "file:///etc/passwd",
    ],
)  # fmt: skip
def test_an_address_is_no_file(said: str) -> None:
    refused(said, "not an address: download it first")


def test_a_name_that_is_no_name_is_refused() -> None:
    refused("a\0b.geojson", "without a NUL")


@pytest.mark.parametrize("name", ["a.txt", "a.vrt", "a", "a.xlsx"])
def test_only_known_endings_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("<OGRVRTDataSource/>")
    refused(tmp_path / name, r"\.geojson, \.gpkg, \.shp, \.shp\.zip, \.kml or \.fgb")


VRT = b"<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>/vsicurl/http://127.0.0.1:9/a"


@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("a.geojson", "it is no JSON"), ("a.gpkg", "GeoPackage, as the name says"),
        ("a.shp", "Shapefile, as the name says"), ("a.fgb", "FlatGeobuf, as the name says"),
        ("a.kml", "outermost element is <OGRVRTDataSource>"), ("a.zip", "zip, as the name says"),
    ],
)  # fmt: skip
def test_a_file_must_be_what_its_name_says(tmp_path: Path, name: str, match: str) -> None:
    (tmp_path / name).write_bytes(VRT)
    refused(tmp_path / name, match)


@pytest.mark.parametrize("name", ["a.geojson", "a.gpkg", "a.shp", "a.fgb", "a.kml", "a.zip"])
def test_an_empty_file_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    refused(tmp_path / name, "this one is empty")


@pytest.mark.parametrize("name", ["line.gpkg", "line.shp", "line.shp.zip", "line.fgb", "line.kml"])
def test_a_file_cut_short_is_one_line_or_the_line(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    frame(LINE).to_file(file, driver=FORMATS[name])
    data = file.read_bytes()
    for length in (len(data) // 4, len(data) // 2, len(data) - 20):
        file.write_bytes(data[:length])
        said = refusal_or_none(file)
        assert said is None or "\n" not in said
        if said is None:
            assert np.allclose(shapely.total_bounds(read_lines(file)), LINE.bounds)


def test_gdal_reads_no_other_format_of_json(tmp_path: Path) -> None:
    for content in (
        {"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline ! read http://a/b"},
        {"type": "Topology", "objects": {}},
        {"geometryType": "esriGeometryPolyline", "features": []},
        [1, 2],
        {"type": "FeatureCollection"},
        {"type": "FeatureCollection", "features": [1]},
        {"type": "Feature", "geometry": 5},
    ):
        (tmp_path / "a.geojson").write_text(json.dumps(content))
        refused(tmp_path / "a.geojson", "GeoJSON")


def test_kml_defines_no_entities(tmp_path: Path) -> None:
    (tmp_path / "a.kml").write_text('<!DOCTYPE x [<!ENTITY a "b">]><kml>&a;</kml>')
    refused(tmp_path / "a.kml", "without a DOCTYPE")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("name", ["a.geojson", "a.kml"])
def test_text_in_utf_16_is_told_to_be_saved_as_utf_8(
    tmp_path: Path, encoding: str, name: str
) -> None:
    geojson(tmp_path / "b.geojson", LINE)
    (tmp_path / name).write_bytes((tmp_path / "b.geojson").read_text().encode(encoding))
    refused(tmp_path / name, 'text saved as "UTF-8": this is UTF-16')


def test_text_that_is_not_utf_8_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_bytes(b'{"type": "\xff"}')
    refused(tmp_path / "a.geojson", 'saved as "UTF-8": byte 11')


def test_a_mark_before_utf_8_is_no_fault(tmp_path: Path) -> None:
    file = geojson(tmp_path / "a.geojson", LINE)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert len(read_lines(file)) == 1


def test_endless_brackets_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_text("[" * 200_000)
    refused(tmp_path / "a.geojson", "nested")


# What is wrong with what it holds.


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_no_coordinate_is_not_a_number(tmp_path: Path, word: str) -> None:
    file = tmp_path / "a.geojson"
    file.write_text(f'{{"type": "LineString", "coordinates": [[38, 36], [{word}, 36]]}}')
    refused(file, "coordinates that are numbers")


def test_a_binary_file_may_hold_no_such_coordinate_either(tmp_path: Path) -> None:
    with np.errstate(invalid="ignore"):
        for bad in (np.nan, np.inf):
            lonlat = np.array([(38, 36), (bad, 36), (39, 36)])
            frame(shapely.linestrings(lonlat)).to_file(tmp_path / "a.fgb", SPATIAL_INDEX="NO")
            with np.errstate(invalid="warn"):
                refused(tmp_path / "a.fgb", "coordinates that are numbers")


@pytest.mark.parametrize(
    "coordinates", [[[38, 36]], [[38], [39]], ["a", "b"], [[38, None], [39, 36]], 5, [[[38, 36]]]]
)
def test_a_line_with_broken_coordinates_is_refused(tmp_path: Path, coordinates: object) -> None:
    broken = {"type": "LineString", "coordinates": coordinates}
    refused(geojson(tmp_path / "a.geojson", broken), "sound coordinates: a LineString is not")


def test_a_line_without_length_is_refused(tmp_path: Path) -> None:
    refused(geojson(tmp_path / "a.geojson", line((38, 36), (38, 36))), "no length, at 38, 36")


@pytest.mark.parametrize("geometries", [(), (None,), (shapely.LineString(),)])
def test_a_file_without_a_geometry_is_refused(tmp_path: Path, geometries: tuple) -> None:
    refused(geojson(tmp_path / "a.geojson", *geometries), "holds no geometry")


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_metres_without_a_system_are_refused(tmp_path: Path) -> None:
    metres = shapely.LineString([(300e3, 4e6), (400e3, 4e6)])
    for name in ("a.shp", "a.gpkg", "a.fgb"):
        frame(metres, crs=None).to_file(tmp_path / name)
        refused(tmp_path / name, "names its coordinate reference system")
    refused(geojson(tmp_path / "a.geojson", metres), "say in the file which coordinate reference")


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_degrees_without_a_system_are_lon_lat(tmp_path: Path) -> None:
    frame(LINE, crs=None).to_file(tmp_path / "a.shp")
    (found,) = read_lines(tmp_path / "a.shp")
    assert np.allclose(found.bounds, LINE.bounds)


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_latitude_beyond_the_pole_was_a_longitude(tmp_path: Path) -> None:
    swapped = shapely.LineString([(38.3, 126.7), (38.6, 128.3)])
    refused(geojson(tmp_path / "a.geojson", swapped), "they may be swapped")
    frame(swapped, crs=None).to_file(tmp_path / "a.shp")
    refused(tmp_path / "a.shp", "they may be swapped")


def test_a_system_that_is_not_of_the_earth_is_refused(tmp_path: Path) -> None:
    frame(LINE, crs='LOCAL_CS["site",UNIT["metre",1]]').to_file(tmp_path / "a.gpkg")
    refused(tmp_path / "a.gpkg", "no known coordinate reference system")


def test_a_place_that_the_system_does_not_have_is_refused(tmp_path: Path) -> None:
    frame(shapely.LineString([(1e9, 1e9), (2e9, 1e9)]), crs="EPSG:32637").to_file(
        tmp_path / "a.gpkg"
    )
    refused(tmp_path / "a.gpkg", "(nowhere|-180 to 180)")


def test_an_edge_round_the_world_is_refused(tmp_path: Path) -> None:
    refused(geojson(tmp_path / "a.geojson", line((179.5, 66), (-179.5, 66))), "antimeridian")


def test_polygons_are_no_lines(tmp_path: Path) -> None:
    refused(geojson(tmp_path / "a.geojson", SQUARE), r"lines only; .*\(it holds 1 polygon\)")


def test_lines_beside_anything_else_are_refused(tmp_path: Path) -> None:
    mixed = (LINE, shapely.Point(38, 36), shapely.Point(39, 36), SQUARE)
    refused(geojson(tmp_path / "a.geojson", *mixed), "it holds 2 points and 1 polygon")


def test_lines_are_no_polygons(tmp_path: Path) -> None:
    file = str(geojson(tmp_path / "a.geojson", LINE))
    with pytest.raises(Refused, match=r"area = .*polygons only.*it holds 1 line"):
        vector_file.polygons(vector_file.read_vector_file(file), said=file, key="area")


def test_polygons_come_with_their_holes(tmp_path: Path) -> None:
    hole = shapely.box(38.04, 36.04, 38.06, 36.06)
    file = str(geojson(tmp_path / "a.geojson", shapely.difference(SQUARE, hole)))
    (found,) = vector_file.polygons(vector_file.read_vector_file(file), said=file)
    assert len(found.interiors) == 1


def test_a_polygon_that_crosses_itself_is_refused(tmp_path: Path) -> None:
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    file = str(geojson(tmp_path / "a.geojson", bow))
    with pytest.raises(Refused, match=re.escape("Self-intersection at 0.5 0.5")):
        vector_file.polygons(vector_file.read_vector_file(file), said=file)


def test_millions_of_vertices_are_refused(tmp_path: Path) -> None:
    count = 1_000_001
    many = np.column_stack([np.linspace(36, 40, count), np.full(count, 36.5)])
    file = tmp_path / "a.fgb"
    frame(shapely.LineString(many)).to_file(file)
    refused(file, "at most 1,000,000 vertices, not 1,000,001: simplify it")


def test_too_many_geometries_are_refused(tmp_path: Path) -> None:
    lon = np.linspace(36, 40, 20_001)
    ends = np.stack([np.column_stack([lon, lon * 0 + 36]), np.column_stack([lon, lon * 0 + 37])], 1)
    file = tmp_path / "a.fgb"
    frame(*shapely.linestrings(ends)).to_file(file)
    refused(file, "at most 20,000 geometries")


def test_gdal_says_nothing_on_stderr(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    frame(LINE).to_file(tmp_path / "a.shp")
    (tmp_path / "a.dbf").write_bytes(b"\x03broken")
    (tmp_path / "b.fgb").write_bytes(vector_formats._FGB[0] + b"\x00" * 50)
    (tmp_path / "c.gpkg").write_bytes(vector_formats._GPKG[0] + b"\x00" * 5000)
    for name in ("a.shp", "b.fgb", "c.gpkg"):
        assert "geozone-" not in (refusal_or_none(tmp_path / name) or "")
    assert capfd.readouterr() == ("", "")


def test_pyogrio_is_not_loaded_where_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.fgb"
    frame(LINE).to_file(file)
    code = (
        "import sys; from geozone.files import vector_file; "
        f"vector_file.read_vector_file({str(file)!r}); print('pyogrio' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout.strip() == "False"


def test_the_read_file_is_left_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.gpkg"
    frame(LINE).to_file(file)
    before = file.read_bytes()
    read_lines(file)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.gpkg"]
    assert pyogrio.read_info(file)["features"] == 1
