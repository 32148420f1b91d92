"""Write GeoPackage 1.3 with sqlite3 alone, so that the same rows give the same bytes.

GDAL is not used, since its files depend on its version. The bytes of the files written here depend
on the rows, on their order, and on how SQLite lays out its pages. SQLite's version number and
change counters stand in the header and are overwritten with constants. The rest is the same for the
SQLite versions that were tried (see the data folder's README).
"""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

CHANGED = "2024-12-13T00:00:00.000Z"  # the source's date; the current time would change the bytes
WGS84_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,'
    'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,'
    'AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
    'AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
HEADER_VERSION = 3040000  # written into every file in place of the SQLite version in use

CORE = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
  identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL,
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
  m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
  definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
"""

# Clause 3.1.3 of the standard (rtree index extension): these triggers keep the spatial index
# correct when another program edits the file.
TRIGGERS = """
CREATE TRIGGER rtree_{t}_geom_insert AFTER INSERT ON {t}
  WHEN (new.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN
  INSERT OR REPLACE INTO rtree_{t}_geom VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom),
    ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER rtree_{t}_geom_update1 AFTER UPDATE OF geom ON {t}
  WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN
  INSERT OR REPLACE INTO rtree_{t}_geom VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom),
    ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER rtree_{t}_geom_update2 AFTER UPDATE OF geom ON {t}
  WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) BEGIN
  DELETE FROM rtree_{t}_geom WHERE id = OLD.fid; END;
CREATE TRIGGER rtree_{t}_geom_update3 AFTER UPDATE ON {t}
  WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN
  DELETE FROM rtree_{t}_geom WHERE id = OLD.fid;
  INSERT OR REPLACE INTO rtree_{t}_geom VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom),
    ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TRIGGER rtree_{t}_geom_update4 AFTER UPDATE ON {t}
  WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) BEGIN
  DELETE FROM rtree_{t}_geom WHERE id IN (OLD.fid, NEW.fid); END;
CREATE TRIGGER rtree_{t}_geom_delete AFTER DELETE ON {t}
  WHEN old.geom NOT NULL BEGIN DELETE FROM rtree_{t}_geom WHERE id = OLD.fid; END;
"""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of features, with the geometry as the last value of each row.

    A table without a geometry type is a table of attributes.
    """

    name: str
    description: str
    geometry_type: str
    columns: dict[str, str]
    rows: Sequence[tuple[Any, ...]]


def write(path: Path, tables: Sequence[Table], meta: dict[str, Any]) -> None:
    """Write a new file; `meta` becomes an attribute table of keys and values."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("page_size = 4096", "application_id = 0x47504B47", "user_version = 10300"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    for statement in CORE.strip().split(";\n"):
        connection.execute(statement)
    connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,?)", _systems())
    for table in tables:
        (_write_features if table.geometry_type else _write_attributes)(connection, table)
    _write_meta(connection, meta)
    connection.execute("COMMIT")
    connection.execute("VACUUM")
    connection.close()
    _settle_header(path)


def _systems() -> list[tuple[Any, ...]]:
    return [
        ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", "undefined cartesian"),
        ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic"),
        ("WGS 84 geodetic", 4326, "EPSG", 4326, WGS84_WKT, "longitude/latitude on WGS 84"),
    ]


def _create(connection: sqlite3.Connection, table: Table, columns: dict[str, str]) -> None:
    listed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
    connection.execute(
        f"CREATE TABLE {table.name} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {listed})"
    )


def _insert(connection: sqlite3.Connection, name: str, rows: Iterable[tuple[Any, ...]]) -> None:
    for row in rows:
        marks = ",".join("?" * len(row))
        connection.execute(f"INSERT INTO {name} VALUES ({marks})", row)  # noqa: S608 - ours


def _write_attributes(connection: sqlite3.Connection, table: Table) -> None:
    _create(connection, table, table.columns)
    _register_attributes(connection, table.name, table.description)
    _insert(connection, table.name, ((fid, *row) for fid, row in enumerate(table.rows, 1)))


def _register_attributes(connection: sqlite3.Connection, name: str, description: str) -> None:
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change) "
        "VALUES (?, 'attributes', ?, ?, ?)",
        (name, name, description, CHANGED),
    )


def _write_features(connection: sqlite3.Connection, table: Table) -> None:
    name = table.name
    _create(connection, table, {**table.columns, "geom": table.geometry_type})
    bounds = shapely.bounds([row[-1] for row in table.rows])
    total = shapely.total_bounds([row[-1] for row in table.rows])
    connection.execute(
        "INSERT INTO gpkg_contents VALUES (?,'features',?,?,?,?,?,?,?,4326)",
        (name, name, table.description, CHANGED, *map(float, total)),
    )
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?,'geom',?,4326,0,0)",
        (name, table.geometry_type),
    )
    connection.execute(
        "INSERT INTO gpkg_extensions VALUES (?,'geom','gpkg_rtree_index',"
        "'http://www.geopackage.org/spec120/#extension_rtree','write-only')",
        (name,),
    )
    features = ((fid, *row[:-1], blob(row[-1])) for fid, row in enumerate(table.rows, 1))
    _insert(connection, name, features)
    connection.execute(
        f"CREATE VIRTUAL TABLE rtree_{name}_geom USING rtree(id, minx, maxx, miny, maxy)"
    )
    boxes = enumerate(bounds.tolist(), 1)
    spans = ((fid, west, east, south, north) for fid, (west, south, east, north) in boxes)
    _insert(connection, f"rtree_{name}_geom", spans)
    for trigger in TRIGGERS.format(t=name).strip().split("END;\n"):
        connection.execute(trigger if trigger.endswith("END;") else trigger + "END;")


def _write_meta(connection: sqlite3.Connection, meta: dict[str, Any]) -> None:
    connection.execute("CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL)")
    _register_attributes(connection, "meta", "what this file is, and its licence")
    rows = [
        (key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for key, value in meta.items()
    ]
    _insert(connection, "meta", rows)


def blob(geometry: BaseGeometry) -> bytes:
    """Geometry as a GeoPackage blob: a header of 40 bytes with the envelope, then WKB."""
    west, south, east, north = geometry.bounds
    header = struct.pack("<2sBBi4d", b"GP", 0, 0b011, 4326, west, east, south, north)
    return header + bytes(shapely.to_wkb(geometry, byte_order=1))


def _settle_header(path: Path) -> None:
    """Overwrite the header fields that differ between runs and versions of SQLite.

    Their positions are documented at sqlite.org/fileformat2.html.
    """
    data = bytearray(path.read_bytes())
    counter = struct.pack(">I", 1)
    data[24:28] = counter  # file change counter
    data[92:96] = counter  # change counter for which the next number is valid
    data[96:100] = struct.pack(">I", HEADER_VERSION)
    path.write_bytes(bytes(data))
