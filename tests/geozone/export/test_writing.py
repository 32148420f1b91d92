"""How a file is written: the same bytes, complete or not at all."""

from __future__ import annotations

import dataclasses
import sqlite3
import subprocess
import sys
import time
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pyogrio
import pytest

from geozone import Study
from geozone.errors import Refused
from geozone.export import gdal, writing
from geozone.export.layers import Layer, Layers
from geozone.study.zones import Zones
from tests.geozone.exported import (
    EACH,
    Made,
    changed,
)


@pytest.fixture(scope="module")
def made(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(study, tmp_path_factory.mktemp("made"))


# --- the same bytes -------------------------------------------------------------------------------


@EACH
def test_the_same_study_gives_the_same_bytes(
    ending: str, made: Made, study: Study, tmp_path: Path
) -> None:
    first = made[ending].read_bytes()
    if ending == ".gpkg":
        time.sleep(1.1)  # its dates go to the second
    again = tmp_path / f"another name{ending}"
    writing.write(study, again)
    assert again.read_bytes() == first


def test_dates_inside_are_the_study_s(made: Made, study: Study) -> None:
    with sqlite3.connect(made[".gpkg"]) as database:
        dates = {date for (date,) in database.execute("SELECT last_change FROM gpkg_contents")}
    database.close()
    assert dates == {f"{study.scenario.as_of}T00:00:00.000Z"}
    with zipfile.ZipFile(made[".shp.zip"]) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}
        assert archive.namelist() == sorted(archive.namelist())
        assert archive.read("zones.dbf")[1:4] == bytes([2019 - 1900, 9, 8])


@pytest.mark.parametrize(
    ("as_of", "day"), [("2019", "2019-01-01"), ("2019-09", "2019-09-01"), ("2019-09-08",) * 2]
)
def test_a_date_that_is_no_day_begins_with_its_first(
    as_of: str, day: str, study: Study, tmp_path: Path
) -> None:
    scenario = dataclasses.replace(study.scenario, as_of=as_of)
    path = tmp_path / "zones.gpkg"
    writing.write(dataclasses.replace(study, scenario=scenario), path)
    assert f"{day}T00:00:00.000Z".encode() in path.read_bytes()


def test_the_clock_of_gdal_is_given_back(study: Study, tmp_path: Path) -> None:
    writing.write(study, tmp_path / "zones.gpkg")
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") is None


# --- refused, or cut short ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["zones", "zones.shp", "zones.zip", "zones.gpkg.bak", ".gpkg"])
def test_a_name_with_another_ending_is_refused_with_those_that_exist(
    name: str, study: Study, tmp_path: Path
) -> None:
    expected = r"\.geojson, \.gpkg, \.fgb, \.parquet, \.kml or \.shp\.zip"
    with pytest.raises(Refused, match=expected):
        writing.write(study, tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_an_ending_may_be_in_capitals(study: Study, tmp_path: Path) -> None:
    writing.write(study, tmp_path / "Zones.GeoJSON")
    assert [path.name for path in tmp_path.iterdir()] == ["Zones.GeoJSON"]


def test_geoparquet_without_pyarrow_names_what_to_install(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "find_spec", lambda _: None)
    with pytest.raises(Refused, match=r"pip install geozone\[parquet\]"):
        writing.write(study, tmp_path / "zones.parquet")


def test_a_study_without_a_zone_is_refused(study: Study, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="a zone to export"):
        writing.write(dataclasses.replace(study, zones=Zones(())), tmp_path / "zones.gpkg")


def test_a_study_without_places_has_no_layer_of_them(study: Study, tmp_path: Path) -> None:
    writing.write(dataclasses.replace(study, places=()), tmp_path / "zones.gpkg")
    assert [name for name, _ in pyogrio.list_layers(tmp_path / "zones.gpkg")] == [
        "zones",
        "sections",
        "sources",
    ]


def test_numbers_that_are_all_missing_are_a_column_of_numbers(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "zones.gpkg"
    writing.write(changed(study, lambda _: {"depth": None, "length_km": None}), path)
    info = pyogrio.read_info(path, layer="zones")
    types = dict(zip(info["fields"], info["dtypes"], strict=True))
    assert (types["depth_km"], types["length_km"], types["label"]) == (
        "float64",
        "float64",
        "object",
    )


@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_a_geopackage_that_a_program_has_open_is_left_alone(
    end: str, study: Study, tmp_path: Path
) -> None:
    path = tmp_path / "zones.gpkg"
    path.write_bytes(b"open")
    (tmp_path / f"zones.gpkg{end}").write_bytes(b"")
    with pytest.raises(OSError, match="a program has it open"):
        writing.write(study, path)
    assert path.read_bytes() == b"open"


TROUBLE = [KeyboardInterrupt(), OSError(28, "No space left on device")]


@pytest.mark.parametrize("trouble", TROUBLE, ids=["Ctrl-C", "disk"])
@EACH
def test_a_write_that_is_cut_short_leaves_things_as_they_were(
    ending: str,
    trouble: BaseException,
    study: Study,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = writing.FORMATS[ending]

    def cut_short(layers_: Layers, file: Path) -> tuple[str, ...]:
        whole(layers_, file)
        raise trouble

    monkeypatch.setitem(writing.FORMATS, ending, cut_short)
    path, new = tmp_path / f"zones{ending}", tmp_path / f"new{ending}"
    path.write_bytes(b"an older file")
    for each in (path, new):
        with pytest.raises(type(trouble)):
            writing.write(changed(study, lambda _: {}), each)
        if isinstance(trouble, OSError):
            assert trouble.filename == str(each)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == b"an older file"


FULL_DISK = """
import resource, sys
import geozone
from geozone import export
study = geozone.load("turkey-syria")
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
for path in sys.argv[1:]:
    try:
        export.write(study, path)
    except OSError as error:
        print(error.filename)
"""


def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    endings = [each for each in writing.FORMATS if each != ".parquet" or find_spec("pyarrow")]
    paths = [str(tmp_path / f"zones{ending}") for ending in endings]
    ran = subprocess.run(
        [sys.executable, "-c", FULL_DISK, *paths],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert ran.stdout.splitlines() == paths, ran.stderr
    assert not list(tmp_path.iterdir())


def test_features_that_gdal_lost_are_noticed(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gdal.pyogrio, "read_info", lambda *_, **__: {"features": 1})
    with pytest.raises(OSError, match="holds 1 of 12 zones"):
        writing.write(study, tmp_path / "zones.fgb")
    assert not list(tmp_path.iterdir())


def test_a_file_keeps_its_rights(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "zones.kml"
    path.write_bytes(b"")
    path.chmod(0o640)
    writing.write(study, path)
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_gets_the_usual_rights(study: Study, tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    writing.write(study, tmp_path / "zones.gpkg")
    rights = {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert len(rights) == 1


def test_short_names_are_never_the_same() -> None:
    fields = tuple(f"population_known_{number}" for number in range(12))
    names = gdal.short_names(fields)
    assert len(set(names.values())) == 12
    assert max(map(len, names.values())) == 10


def test_a_layer_knows_which_fields_are_numbers() -> None:
    rows_ = ({"depth_km": None, "margin_km": {"a": 1.0}, "lon": 1.0, "said": None},)
    assert Layer("zones", rows_, None).numbers == ("depth_km", "lon")
