"""A GeoPackage without anything in it that could run: a copy that holds plain tables only.

A GeoPackage is an SQLite database. A view, a virtual table or a generated column computes its
values when it is read. A hostile one could read other files, compute without end, or call functions
that GDAL adds to SQLite. So the copy that GDAL opens keeps only plain tables and their indexes.
Triggers are removed too. Every GeoPackage has some to maintain its spatial index, but they run only
when a table is written, and nobody writes to the copy.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

_SECONDS = 20.0  # time limit; a sound file of 100 MB takes less than one second
_STEPS = 100_000  # instructions of SQLite's virtual machine between two looks at the clock
_MOST_TABLES = 10_000  # far more than a GIS writes; without a limit the checks could take forever
_GENERATED = (2, 3)  # column `hidden` of PRAGMA table_xinfo: generated columns, virtual and stored


class NotPlain(Exception):
    """A GeoPackage cannot be made plain; the message is a phrase for what would be right."""


def make_plain(copy: Path, layer: str | None) -> None:
    """Remove all but plain tables and their indexes from a copy of a GeoPackage.

    Parameters
    ----------
    copy
        The copy; it is changed. The write-ahead log beside it, if any, is written into it.
    layer
        The layer that is asked for; None for the only one.

    Raises
    ------
    NotPlain
        If the file is damaged, or the wanted layer is a view or a virtual table.

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
            # A handler that returns true ends the running statement with an error.
            database.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
            # SQLite then refuses functions in the schema that are not marked as harmless.
            database.execute("PRAGMA trusted_schema = OFF")
            # Leaving the mode of the write-ahead log writes the log into the file.
            database.execute("PRAGMA journal_mode = DELETE")
            _check_layers(database, layer)
            _take_out(database)
    except (sqlite3.Error, UnicodeError) as error:
        raise NotPlain(f"a sound GeoPackage: {error}") from None


def _check_layers(database: sqlite3.Connection, layer: str | None) -> None:
    """Refuse a layer whose values are computed when it is read."""
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
    """Names of the plain tables, and for every other table or view what it is."""
    query = "SELECT type, name, rootpage FROM sqlite_master WHERE type IN ('table', 'view')"
    rows = database.execute(query).fetchmany(_MOST_TABLES + 1)
    if len(rows) > _MOST_TABLES:
        raise NotPlain(f"a GeoPackage with at most {_MOST_TABLES:,} tables")
    # A virtual table has no page of its own in the file: its root page is 0.
    plain = {name for kind, name, page in rows if kind == "table" and page}
    computed = {
        name: "a view" if kind == "view" else "a virtual table"
        for kind, name, page in rows
        if name not in plain
    }
    return plain, computed


def _registered(database: sqlite3.Connection) -> list[str]:
    """The tables that the file registers as layers with a geometry."""
    plain, _ = _tables(database)
    if "gpkg_geometry_columns" not in plain:
        raise NotPlain("a GeoPackage: it has no table gpkg_geometry_columns")
    query = "SELECT table_name FROM gpkg_geometry_columns"
    return [str(name) for (name,) in database.execute(query).fetchmany(_MOST_TABLES)]


def _generated(database: sqlite3.Connection, table: str) -> bool:
    rows = database.execute("SELECT hidden FROM pragma_table_xinfo(?)", (table,))
    return any(hidden in _GENERATED for (hidden,) in rows)


def _take_out(database: sqlite3.Connection) -> None:
    """Delete from the schema all entries but plain tables and indexes.

    The rows of the schema table are deleted directly: DROP would load a virtual table's module.
    """
    database.execute("PRAGMA writable_schema = ON")
    database.execute(
        "DELETE FROM sqlite_master WHERE type NOT IN ('table', 'index') "
        "OR (type = 'table' AND coalesce(rootpage, 0) = 0)"
    )
    database.execute("PRAGMA writable_schema = RESET")
