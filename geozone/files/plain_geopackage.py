"""A GeoPackage without anything in it that could run: a copy that holds plain tables only.

A GeoPackage is an SQLite database. A view, a virtual table or a generated column computes what it
shows when it is read: from other files, without end, or with functions that GDAL adds to SQLite. So
the copy that GDAL opens keeps plain tables and their indexes. Triggers go too: every GeoPackage has
some that keep its index of space; they run on writing only, and nobody writes to the copy.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

_SECONDS = 20.0  # of looking into a file of 100 MB; it takes less than one
_STEPS = 100_000  # of SQLite's virtual machine between two looks at the clock
_MOST_TABLES = 10_000
_GENERATED = (2, 3)  # `hidden` in PRAGMA table_xinfo: virtual and stored


class NotPlain(Exception):
    """What would be right, as a phrase with the reason in it."""


def make_plain(copy: Path, layer: str | None) -> None:
    """Take all that is no plain table out of a copy of a GeoPackage.

    Parameters
    ----------
    copy
        The file; it is changed. A write-ahead log beside it is put in.
    layer
        The layer that is asked for, None for the only one.

    Raises
    ------
    NotPlain
        If it is damaged, or a layer that is meant is a view or a virtual table.

    Examples
    --------
    >>> make_plain(Path("no such folder/no such file.gpkg"), None)
    Traceback (most recent call last):
    geozone.files.plain_geopackage.NotPlain: a sound GeoPackage: unable to open database file
    """
    end = time.monotonic() + _SECONDS
    try:
        address = f"{copy.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as database:
            database.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
            database.execute("PRAGMA trusted_schema = OFF")
            database.execute("PRAGMA journal_mode = DELETE")  # puts the write-ahead log in
            _check_layers(database, layer)
            _take_out(database)
    except (sqlite3.Error, UnicodeError) as error:
        raise NotPlain(f"a sound GeoPackage: {error}") from None


def _check_layers(database: sqlite3.Connection, layer: str | None) -> None:
    """Refuse a layer that is computed when it is read."""
    plain, computed = _tables(database)
    if layer is not None and layer in computed:
        raise NotPlain(f"a layer that is a plain table: {layer} is {computed[layer]}; {_MEND}")
    layers = _registered(database)
    if layers and not set(layers) & plain:
        what = "; ".join(f"{each} is {computed.get(each, 'missing')}" for each in layers[:3])
        raise NotPlain(f"a layer that is a plain table: {what}; {_MEND}")
    for table in layers:
        if table in plain and _generated(database, table):
            raise NotPlain(f"a layer without generated columns: {table} has some; {_MEND}")


_MEND = "export it to a file of its own in your GIS"


def _tables(database: sqlite3.Connection) -> tuple[set[str], dict[str, str]]:
    """Plain tables, and what the others are."""
    query = "SELECT type, name, rootpage FROM sqlite_master WHERE type IN ('table', 'view')"
    rows = database.execute(query).fetchmany(_MOST_TABLES + 1)
    if len(rows) > _MOST_TABLES:
        raise NotPlain(f"a GeoPackage with at most {_MOST_TABLES:,} tables")
    plain = {name for kind, name, page in rows if kind == "table" and page}
    computed = {
        name: "a view" if kind == "view" else "a virtual table"
        for kind, name, page in rows
        if name not in plain
    }
    return plain, computed


def _registered(database: sqlite3.Connection) -> list[str]:
    """The tables that the file calls layers with a geometry."""
    plain, _ = _tables(database)
    if "gpkg_geometry_columns" not in plain:
        raise NotPlain("a GeoPackage: it has no table gpkg_geometry_columns")
    query = "SELECT table_name FROM gpkg_geometry_columns"
    return [str(name) for (name,) in database.execute(query).fetchmany(_MOST_TABLES)]


def _generated(database: sqlite3.Connection, table: str) -> bool:
    rows = database.execute("SELECT hidden FROM pragma_table_xinfo(?)", (table,))
    return any(hidden in _GENERATED for (hidden,) in rows)


def _take_out(database: sqlite3.Connection) -> None:
    """Strike out of the schema what is no plain table and no index of one.

    The rows of the schema are deleted as such, since DROP would load a virtual table's module.
    """
    database.execute("PRAGMA writable_schema = ON")
    database.execute(
        "DELETE FROM sqlite_master WHERE type NOT IN ('table', 'index') "
        "OR (type = 'table' AND coalesce(rootpage, 0) = 0)"
    )
    database.execute("PRAGMA writable_schema = RESET")
