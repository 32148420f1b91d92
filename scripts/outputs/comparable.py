"""Normalize an output, so that runs on different machines can be compared.

- In texts the version of geozone and the folder of the checkout are replaced.
- Of zip files (.docx, .shp.zip) the names and contents of their members are compared, since a zip
  also depends on the program that packed it.
- Of GeoPackages the rows of every table are compared, since SQLite does not clear unused bytes.

All other files are compared byte for byte.
"""

from __future__ import annotations

import io
import sqlite3
import zipfile
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = (".png", ".pdf", ".fgb", ".parquet", ".shp", ".shx", ".dbf")


def comparable(name: str, data: bytes) -> bytes:
    """The bytes of one output that are hashed."""
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(each, archive.read(each)) for each in sorted(archive.namelist())]
        return b"".join(
            f"--- {each}\n".encode() + comparable(each, content) for each, content in members
        )
    if data[:16] == b"SQLite format 3\0":
        return _rows(data)
    if name.endswith(BINARY):
        return data
    data = data.replace(str(ROOT).encode(), b"<checkout>")
    return data.replace(version("geozone").encode(), b"<version>")


def _rows(data: bytes) -> bytes:
    database = sqlite3.connect(":memory:")
    try:
        database.deserialize(data)
        database.text_factory = bytes
        names = database.execute(
            "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
        ).fetchall()
        found = []
        for name, sql in names:
            found += [name, sql]
            if sql.upper().startswith(b"CREATE TABLE"):
                quoted = name.decode().replace('"', '""')
                rows = database.execute(f'SELECT * FROM "{quoted}" ORDER BY 1, 2')  # noqa: S608
                found += [repr(row).encode() for row in rows]
        return b"\n".join(found)
    finally:
        database.close()
