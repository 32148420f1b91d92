"""The shipped files: what they are, whose they are, and that they are what was built."""

from __future__ import annotations

import hashlib
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pyogrio
import pytest

DATA = Path(__file__).parent.parent / "geozone" / "data"
SUMS = dict(
    reversed(line.split(maxsplit=1)) for line in (DATA / "SHA256SUMS").read_text().splitlines()
)
PACKAGES = ("land-odbl.gpkg", "rivers-lgpl.gpkg")
LAYERS = {
    ("land-odbl.gpkg", "arcs"): "LineString",
    ("land-odbl.gpkg", "islands"): "MultiPolygon",
    ("land-odbl.gpkg", "context"): "Polygon",
    ("land-odbl.gpkg", "lakes"): "Polygon",
    ("land-odbl.gpkg", "overlaps"): "Polygon",
    ("rivers-lgpl.gpkg", "rivers"): "LineString",
}


def rows(file: str, query: str) -> list[tuple]:
    uri = f"{(DATA / file).as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize("name", sorted(SUMS))
def test_a_data_file_has_the_hash_that_is_written_down(name: str) -> None:
    assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == SUMS[name]


def test_every_data_file_is_hashed() -> None:
    files = {path.name for path in DATA.iterdir() if path.suffix in {".gpkg", ".csv", ".toml"}}
    assert files == set(SUMS)


@pytest.mark.parametrize("name", sorted(SUMS))
def test_the_readme_gives_each_hash(name: str) -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    assert f"`{name}`" in readme
    assert SUMS[name] in readme


def test_the_readme_lists_every_overlap() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    for a, b, area, drawn_as in rows(
        "land-odbl.gpkg", "SELECT a, b, area_km2, drawn_as FROM overlaps"
    ):
        assert f"| {a} – {b} | {area:.1f} | {drawn_as} |" in readme


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("LICENSE-ODbL-1.0.txt", "Open Database License"),
        ("LICENSE-LGPL-3.0.txt", "GNU LESSER GENERAL PUBLIC LICENSE"),
        ("LICENSE-CC-BY-4.0.txt", "Creative Commons Attribution 4.0 International"),
    ],
)
def test_the_licence_texts_stand_beside_the_data(name: str, words: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    assert words in text
    assert len(text) > 10_000


@pytest.mark.parametrize("file", PACKAGES)
def test_each_file_states_its_source_licence_and_attribution(file: str) -> None:
    meta = dict(rows(file, "SELECT key, value FROM meta"))
    wanted = {"title", "source", "version", "date", "licence", "licence_url", "attribution"}
    assert wanted <= meta.keys()
    assert all(meta[key] for key in wanted)


@pytest.mark.parametrize(("file", "layer"), LAYERS)
def test_gdal_reads_each_layer(file: str, layer: str) -> None:
    info = pyogrio.read_info(DATA / file, layer=layer, force_feature_count=True)
    ((count,),) = rows(file, f"SELECT count(*) FROM {layer}")  # noqa: S608 - names from above
    assert info["crs"] == "EPSG:4326"
    assert info["geometry_type"] == LAYERS[file, layer]
    assert info["features"] == count > 0


@pytest.mark.parametrize(("file", "layer"), LAYERS)
def test_each_layer_has_its_spatial_index(file: str, layer: str) -> None:
    indexed = rows(file, f"SELECT count(*) FROM rtree_{layer}_geom")  # noqa: S608 - as above
    assert indexed == rows(file, f"SELECT count(*) FROM {layer}")  # noqa: S608 - as above
    extension = rows(file, "SELECT table_name, extension_name, scope FROM gpkg_extensions")
    assert (layer, "gpkg_rtree_index", "write-only") in extension


@pytest.mark.parametrize("file", PACKAGES)
def test_the_files_are_sound_geopackages_of_version_1_3(file: str) -> None:
    assert rows(file, "PRAGMA application_id") == [(0x47504B47,)]
    assert rows(file, "PRAGMA user_version") == [(10300,)]
    assert rows(file, "PRAGMA integrity_check") == [("ok",)]
    assert rows(file, "PRAGMA foreign_key_check") == []


@pytest.mark.parametrize("file", PACKAGES)
def test_nothing_in_a_file_depends_on_when_or_by_what_it_was_written(file: str) -> None:
    header = (DATA / file).read_bytes()[:100]
    assert struct.unpack(">I", header[24:28]) == struct.unpack(">I", header[92:96]) == (1,)
    assert struct.unpack(">I", header[96:100]) == (3040000,)
    assert {row[0] for row in rows(file, "SELECT last_change FROM gpkg_contents")} == {
        "2024-12-13T00:00:00.000Z"
    }


def test_the_two_geopackages_together_stay_small() -> None:
    assert sum((DATA / name).stat().st_size for name in PACKAGES) < 70_000_000
