"""A file from a stranger is read as what its name says: no other file, no library, no address."""

from __future__ import annotations

import json
import os
import sqlite3
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import shapely

from geozone.errors import GeozoneError, PopulationError, Refused
from geozone.files import crs, gdal_process, vector_file
from geozone.study import population
from tests.geozone.cli.test_commands import run
from tests.geozone.files.canary import MARK, Canary, untouched
from tests.geozone.vector_made import LINE, frame, geojson

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's")

# A view of this many rows would take hours; the reader's own limit is 120 s.
_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"


@pytest.fixture
def canary(tmp_path: Path) -> Iterator[Canary]:
    with untouched(tmp_path / "elsewhere") as watched:
        yield watched


def vrt(source: str, *options: str) -> str:
    inner = "".join(f'<OOI key="{key}">{value}</OOI>' for key, _, value in map(_parted, options))
    return (
        '<OGRVRTDataSource><OGRVRTLayer name="canary">'
        f"<OpenOptions>{inner}</OpenOptions><SrcDataSource>{source}</SrcDataSource>"
        "</OGRVRTLayer></OGRVRTDataSource>"
    )


def _parted(option: str) -> tuple[str, str, str]:
    return option.partition("=")


def kml_that_is_a_table(folder: Path, canary: Canary) -> Path:
    return written(folder / "a.kml", f"<!-- <kml> -->{vrt(str(canary.table))}")


def kml_that_is_an_address(folder: Path, canary: Canary) -> Path:
    return written(folder / "a.kml", f"<!-- <kml> -->{vrt('/vsicurl/' + canary.address)}")


def kml_that_loads_a_library(folder: Path, canary: Canary) -> Path:
    text = vrt("ADBC:x", f"ADBC_DRIVER={canary.library}", "SQL=SELECT 1")
    return written(folder / "a.kml", f"<!-- <kml> -->{text}")


def kml_before_another_root(folder: Path, canary: Canary) -> Path:
    return written(folder / "a.kml", f"<kml/>{vrt(str(canary.table))}")


def kml_around_another_root(folder: Path, canary: Canary) -> Path:
    return written(folder / "a.kml", f"<kml>{vrt(str(canary.table))}</kml>")


def kml_that_is_a_pipeline(folder: Path, canary: Canary) -> Path:
    command = f"gdal vector pipeline ! read {canary.table} ! write streamed"
    content = {"<kml ": 1, "type": "gdal_streamed_alg", "command_line": command}
    return written(folder / "a.kml", json.dumps(content))


def kml_with_a_network_link(folder: Path, canary: Canary) -> Path:
    link = f"<NetworkLink><Link><href>{canary.address}</href></Link></NetworkLink>"
    return written(folder / "a.kml", f"<kml><Document>{link}</Document></kml>")


def kml_with_an_entity(folder: Path, canary: Canary) -> Path:
    doctype = f'<!DOCTYPE kml [<!ENTITY e SYSTEM "file://{canary.table}">]>'
    return written(folder / "a.kml", f"{doctype}<kml><name>&e;</name></kml>")


def fgb_of_seven_bytes(folder: Path, canary: Canary) -> Path:
    return written(folder / "a.fgb", f"fgb\x03fgb{vrt(str(canary.table))}")


def fgb_of_eight_bytes(folder: Path, canary: Canary) -> Path:
    return written(folder / "a.fgb", f"fgb\x03fgb\x01{vrt(str(canary.table))}")


def shapefile_whose_grid_is_elsewhere(folder: Path, canary: Canary) -> Path:
    frame(LINE).to_file(folder / "a.shp")
    (folder / "a.prj").write_text(shifted(canary.table), encoding="ascii")
    return folder / "a.shp"


def zipped_shapefile_whose_grid_is_elsewhere(folder: Path, canary: Canary) -> Path:
    shapefile_whose_grid_is_elsewhere(folder, canary)
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        for part in sorted(folder.glob("a.[sdp]*")):
            archive.write(part, part.name)
    return folder / "a.zip"


def shapefile_whose_table_is_elsewhere(folder: Path, canary: Canary) -> Path:
    frame(LINE).to_file(folder / "a.shp")
    (folder / "a.dbf").unlink()
    (folder / "a.dbf").symlink_to(canary.table)
    return folder / "a.shp"


def geopackage_with_a_view_of_a_table(folder: Path, canary: Canary) -> Path:
    with geopackage(folder) as database:
        virtual = f"CREATE VIRTUAL TABLE far USING VirtualOGR('{canary.table}')"
        smuggled(database, "table", "far", virtual)
        smuggled(database, "view", "lines", "CREATE VIEW lines AS SELECT 1 AS fid, * FROM far")
    return folder / "a.gpkg"


def geopackage_with_a_virtual_layer(folder: Path, canary: Canary) -> Path:
    with geopackage(folder) as database:
        virtual = f"CREATE VIRTUAL TABLE lines USING VirtualOGR('{canary.address}')"
        smuggled(database, "table", "lines", virtual)
    return folder / "a.gpkg"


def geopackage_whose_grid_is_elsewhere(folder: Path, canary: Canary) -> Path:
    frame(LINE).to_file(folder / "a.gpkg", layer="lines")
    with closing(sqlite3.connect(folder / "a.gpkg")) as database, database:
        database.execute(
            "INSERT INTO gpkg_spatial_ref_sys (srs_name, srs_id, organization, "
            "organization_coordsys_id, definition) VALUES ('x', 77, 'NONE', 77, ?)",
            (shifted(canary.table),),
        )
        for table in ("gpkg_geometry_columns", "gpkg_contents"):
            database.execute(f"UPDATE {table} SET srs_id = 77")  # noqa: S608
        blob = database.execute("SELECT geom FROM lines").fetchone()[0]
        database.executescript(_without_triggers(database))
        database.execute(
            "UPDATE lines SET geom = ?", (blob[:4] + struct.pack("<i", 77) + blob[8:],)
        )
    return folder / "a.gpkg"


def _without_triggers(database: sqlite3.Connection) -> str:
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    return ";".join(f'DROP TRIGGER "{name}"' for (name,) in names)


class geopackage:  # noqa: N801  (used like a function)
    """A GeoPackage whose one layer, "lines", has lost its table."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "a.gpkg"

    def __enter__(self) -> sqlite3.Connection:
        frame(LINE).to_file(self.file, layer="lines")
        self.database = sqlite3.connect(self.file)
        self.database.executescript(_without_triggers(self.database))
        self.database.execute("DROP TABLE lines")
        return self.database

    def __exit__(self, *_: object) -> None:
        self.database.commit()
        self.database.close()


def smuggled(database: sqlite3.Connection, kind: str, name: str, sql: str) -> None:
    """Put an entry into a schema that this SQLite itself would refuse to make."""
    database.execute("PRAGMA writable_schema = ON")
    database.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, 0, ?)", (kind, name, name, sql))


def shifted(grid: Path) -> str:
    """A coordinate reference system whose shift to WGS84 stands in a file."""
    return (
        'GEOGCS["a",DATUM["d",SPHEROID["WGS 84",6378137,298.257223563]],'
        'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],'
        f'EXTENSION["PROJ4","+proj=longlat +ellps=WGS84 +nadgrids={grid} +no_defs"]]'
    )


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


Maker = Callable[[Path, Canary], Path]
HOSTILE: tuple[Maker, ...] = (
    kml_that_is_a_table, kml_that_is_an_address, kml_that_loads_a_library, kml_before_another_root,
    kml_around_another_root, kml_that_is_a_pipeline, kml_with_a_network_link, kml_with_an_entity,
    fgb_of_seven_bytes, fgb_of_eight_bytes, shapefile_whose_grid_is_elsewhere,
    zipped_shapefile_whose_grid_is_elsewhere, geopackage_with_a_view_of_a_table,
    geopackage_with_a_virtual_layer, geopackage_whose_grid_is_elsewhere,
)  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_line_from_a_stranger_is_refused_and_touches_nothing_else(
    tmp_path: Path, canary: Canary, hostile: Maker
) -> None:
    with pytest.raises(Refused) as refused:
        vector_file.read_vector_file(str(hostile(tmp_path, canary)))
    assert MARK not in str(refused.value)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_points_from_a_stranger_touch_nothing_else(
    tmp_path: Path, canary: Canary, hostile: Maker
) -> None:
    told: object
    try:
        told = vector_file.read_points(str(hostile(tmp_path, canary)), fields={"name"})
    except Refused as refused:
        told = refused
    assert MARK not in str(told)


@pytest.mark.parametrize(
    "hostile", [kml_that_is_a_table, fgb_of_eight_bytes, geopackage_with_a_view_of_a_table]
)
@pytest.mark.parametrize(
    "command",
    [
        ("map", "--line", "{}", "--left", "TUR", "--right", "SYR", "--into", "SYR", "--depth", "5"),
        ("places", "--places", "{}"),
        ("resolve", "--places", "{}", "Manbij"),
        ("check", "scenario.toml"),
    ],
)
def test_a_command_that_is_given_it_touches_nothing_else(
    tmp_path: Path,
    canary: Canary,
    monkeypatch: pytest.MonkeyPatch,
    hostile: Maker,
    command: tuple[str, ...],
) -> None:
    name = hostile(tmp_path, canary).name
    scenario = (
        'format = 1\nid = "x"\ntitle = "X"\nas_of = 2019-09-01\nsummary = "X."\n'
        f'[line.x]\nfile = "{name}"\nleft = "TUR"\nright = "SYR"\n'
    )
    (tmp_path / "scenario.toml").write_text(scenario, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ran = run(*(each.format(name) for each in command))
    assert ran.code == 2
    assert name in ran.err
    assert MARK not in ran.out + ran.err


@pytest.mark.parametrize("hostile", [kml_that_is_a_table, fgb_of_eight_bytes])
def test_drivers_that_the_user_has_loaded_do_not_help(
    tmp_path: Path, canary: Canary, hostile: Maker
) -> None:
    file = hostile(tmp_path, canary)
    code = (
        "import fiona, pyogrio, rasterio; from geozone.files import vector_file\n"
        f"try: vector_file.read_vector_file({str(file)!r})\n"
        "except Exception as error: print(error)\n"
        "assert 'OGR_VRT' in pyogrio.list_drivers()"  # the user's own work goes on as before
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert "expected" in ran.stdout
    assert MARK not in ran.stdout


def test_a_part_of_a_shapefile_that_leads_elsewhere_is_left_out(
    tmp_path: Path, canary: Canary
) -> None:
    read = vector_file.read_vector_file(str(shapefile_whose_table_is_elsewhere(tmp_path, canary)))
    assert len(read.geometries) == 1


def test_settings_of_the_user_that_load_plugins_are_not_handed_on(
    tmp_path: Path, canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GDAL_DRIVER_PATH", str(canary.folder))
    monkeypatch.setenv("GDAL_VRT_ENABLE_PYTHON", "YES")
    monkeypatch.setenv("PYTHONPATH", str(canary.folder))
    (canary.library).rename(canary.folder / "ogr_canary.so")
    frame(LINE).to_file(tmp_path / "a.fgb")
    assert len(vector_file.read_vector_file(str(tmp_path / "a.fgb")).geometries) == 1


def test_a_driver_that_nobody_knew_of_is_switched_off_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = tuple(name for name in gdal_process._DRIVERS if name not in {"OGR_VRT", "CSV"})
    monkeypatch.setattr(gdal_process, "_DRIVERS", known)
    frame(LINE).to_file(tmp_path / "a.fgb")
    assert len(vector_file.read_vector_file(str(tmp_path / "a.fgb")).geometries) == 1
    child = subprocess.run(
        [sys.executable, str(gdal_process._CHILD)],
        input=json.dumps({"driver": "FlatGeobuf", "seconds": 60, "sys_path": sys.path}) + "\n",
        env={**os.environ, "GDAL_SKIP": "CSV", "GEOZONE_SECOND_TRY": "1"},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert child.returncode == 1
    assert "switched off" in child.stderr


def test_a_geopackage_may_hold_views_beside_its_layers(tmp_path: Path) -> None:
    frame(LINE).to_file(tmp_path / "a.gpkg", layer="lines")
    with closing(sqlite3.connect(tmp_path / "a.gpkg")) as database, database:
        database.execute(f"CREATE VIEW endless AS {_ENDLESS}")
    assert len(vector_file.read_vector_file(str(tmp_path / "a.gpkg")).geometries) == 1


def test_a_view_is_no_layer(tmp_path: Path) -> None:
    with geopackage(tmp_path) as database:
        database.execute(f"CREATE VIEW lines AS {_ENDLESS}")
    with pytest.raises(Refused, match="a plain table: lines is a view"):
        vector_file.read_vector_file(str(tmp_path / "a.gpkg"))


def test_a_layer_with_generated_columns_is_refused(tmp_path: Path) -> None:
    frame(LINE).to_file(tmp_path / "a.gpkg", layer="lines")
    with closing(sqlite3.connect(tmp_path / "a.gpkg")) as database, database:
        database.executescript(_without_triggers(database))
        database.execute("ALTER TABLE lines ADD COLUMN x AS (hex('x'))")
    with pytest.raises(Refused, match="without generated columns"):
        vector_file.read_vector_file(str(tmp_path / "a.gpkg"))


def test_reading_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = tmp_path / "child.py"
    endless.write_text("while True: pass", encoding="ascii")
    monkeypatch.setattr(gdal_process, "_CHILD", endless)
    monkeypatch.setattr(gdal_process, "_SECONDS", 1)
    frame(LINE).to_file(tmp_path / "a.fgb")
    with pytest.raises(Refused, match="more than 1 s"):
        vector_file.read_vector_file(str(tmp_path / "a.fgb"))


def test_reading_that_takes_too_much_memory_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    greedy = tmp_path / "child.py"
    source = gdal_process._CHILD.read_text(encoding="utf-8")
    limited = source.replace("import pyogrio  #", "bytearray(5 << 30)  #")
    assert limited != source
    greedy.write_text(limited, encoding="utf-8")
    monkeypatch.setattr(gdal_process, "_CHILD", greedy)
    frame(LINE).to_file(tmp_path / "a.fgb")
    with pytest.raises(Refused, match="too much memory or time"):
        vector_file.read_vector_file(str(tmp_path / "a.fgb"))


def test_no_copy_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr("tempfile.tempdir", None)
    frame(LINE).to_file(tmp_path / "a.fgb")
    vector_file.read_vector_file(str(tmp_path / "a.fgb"))
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(
    "definition",
    [
        "+proj=longlat +nadgrids={}", "+init={}:1", "+proj=vgridshift +grids = {}",
        'BOUNDCRS[PARAMETERFILE["Latitude and longitude difference file","{}"]]',
    ],
)  # fmt: skip
def test_no_definition_of_coordinates_opens_a_file(canary: Canary, definition: str) -> None:
    with pytest.raises(GeozoneError, match="a file of grids, which is not opened"):
        crs.reference(definition.format(canary.table))


def test_web_mercator_names_a_grid_that_is_none() -> None:
    definition = (
        "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m "
        "+nadgrids=@null +wktext +no_defs"
    )
    assert crs.reference(definition).name


def test_proj_asks_no_network_though_the_user_allows_it(
    tmp_path: Path, canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = geojson(
        tmp_path / "a.geojson", shapely.LineString([(-100, 40), (-99, 40.5)]),
        crs={"type": "name", "properties": {"name": "EPSG:4267"}},
    )  # fmt: skip
    code = (
        "import pyproj.network; from geozone.files import vector_file\n"
        f"print(vector_file.read_vector_file({str(file)!r}).geometries[0].bounds)\n"
        "assert pyproj.network.is_network_enabled()"  # as the user has it
    )
    monkeypatch.setenv("PROJ_NETWORK", "ON")
    monkeypatch.setenv("PROJ_NETWORK_ENDPOINT", canary.address.rpartition("/")[0])
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert "inf" not in ran.stdout


@pytest.mark.parametrize("name", ["a.tif.msk", "a.tif.ovr", "a.tif.aux.xml", "a.msk", "a.aux.xml"])
def test_files_beside_a_raster_are_not_opened(tmp_path: Path, canary: Canary, name: str) -> None:
    file = raster(tmp_path / "a.tif")
    band = (
        f"<SimpleSource><SourceFilename>/vsicurl/{canary.address}</SourceFilename></SimpleSource>"
    )
    mask = f'<VRTRasterBand dataType="Byte" band="1">{band}</VRTRasterBand>'
    (tmp_path / name).write_text(
        f'<VRTDataset rasterXSize="20" rasterYSize="20">{mask}</VRTDataset>', encoding="ascii"
    )
    counted = population.counted_in({"zone": shapely.box(38, 36, 38.1, 36.1)}, file)
    assert counted.zones[0].people == pytest.approx(100)


def test_a_small_raster_that_asks_for_much_memory_is_refused(tmp_path: Path) -> None:
    file = raster(tmp_path / "a.tif", size=60_000, tiled=True, blockxsize=60_000, blockysize=60_000)
    assert file.stat().st_size < 2_000
    with pytest.raises(PopulationError, match="blocks of 14,400 MB"):
        population.counted_in({"zone": shapely.box(38, 36, 38.1, 36.1)}, file)


def test_a_small_raster_with_endless_cells_is_refused(tmp_path: Path) -> None:
    file = raster(tmp_path / "a.tif", size=60_000, tiled=True)
    with pytest.raises(PopulationError, match="3,600,000,000 cells around the zones"):
        population.counted_in({"zone": shapely.box(38, 36, 38.2, 36.2)}, file)


def raster(path: Path, *, size: int = 20, crs: str = "EPSG:4326", **form: object) -> Path:
    """A raster of one person a cell over 0.2 degrees; without its cells where it is large."""
    rasterio = pytest.importorskip("rasterio", reason="the extra `population` is not installed")
    pytest.importorskip("exactextract", reason="the extra `population` is not installed")
    step = 0.2 / size
    at = rasterio.Affine(step, 0, 38, 0, -step, 36.2)
    with rasterio.open(
        path, "w", driver="GTiff", width=size, height=size, count=1, dtype="float32", crs=crs,
        transform=at, SPARSE_OK=True, **form,
    ) as made:  # fmt: skip
        if size < 100:
            made.write(np.ones((1, size, size), "float32"))
    return path
