"""Reading the shipped GeoPackages: rows, boxes, and land and borders laid from arcs.

Land and borders are stored as arcs, each line between two junctions once, so that neighbours and
their border share every vertex. This module knows no country by name and returns only stored
values.

A GeoPackage is an SQLite database, so Python's own `sqlite3` reads it here, and GDAL need not be
loaded. GDAL could not put land together from arcs either.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiPolygon, Polygon

if TYPE_CHECKING:  # importing it loads pyproj, which the atlas does not need
    from geozone.ellipsoid.geodesy import Floats

Bounds = tuple[float, float, float, float]
"""West, south, east, north, in degrees.

A box may cross the antimeridian; then its longitudes run on beyond 180 (179 to 183). Geometry in
the files is cut at the antimeridian (RFC 7946). For such a box it is moved by 360 degrees into the
box, and land is joined at the cut.
"""

DATA = Path(__file__).parents[1] / "data"
LAND = DATA / "land-odbl.gpkg"
RIVERS = DATA / "rivers-lgpl.gpkg"
WORLD = (-180.0, -90.0, 180.0, 90.0)
# Bytes before the WKB of a geometry (GeoPackage 1.3, clause 2.1.3): 8 of header and 32 of an xy
# envelope, which every geometry of ours has.
_BLOB_HEADER = 40

# Whether a stored box meets an asked one. The values are west, east, south and north.
_MEETS = "maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?"

Row = tuple[Any, ...]


def rows(file: Path, query: str, values: Iterable[Any] = ()) -> list[Row]:
    """The rows that a query finds in a file."""
    # With `immutable`, SQLite takes no lock and writes no journal beside the file, so an
    # installation in a read-only folder works.
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return connection.execute(query, tuple(values)).fetchall()


def geometries(blobs: Iterable[bytes]) -> Any:
    """Geometries of GeoPackage blobs, as an array of objects."""
    return shapely.from_wkb(np.array([blob[_BLOB_HEADER:] for blob in blobs], dtype=object))


@cache
def meta(file: Path) -> dict[str, str]:
    """The table of keys and values that describes a file: its source, date and licence."""
    return dict(rows(file, "SELECT key, value FROM meta"))


@lru_cache(maxsize=64)
def in_box(file: Path, table: str, columns: str, bounds: Bounds) -> tuple[Row, ...]:
    """Rows of a table whose box meets `bounds`: the columns, then the geometry."""
    # The R-tree of a GeoPackage (clause 3.1.3) holds the box of each row, so only the geometries
    # near the box are decoded.
    inside = f"SELECT id FROM rtree_{table}_geom WHERE {_MEETS}"  # noqa: S608 - no input
    query = f"SELECT {columns}, geom FROM {table} WHERE fid IN ({inside}) ORDER BY fid"  # noqa: S608
    found: list[Row] = []
    for turn, meets in _turns(bounds):
        near = rows(file, query, meets)
        shapes = _turned(geometries(row[-1] for row in near), turn)
        found += [(*row[:-1], shape) for row, shape in zip(near, shapes, strict=True)]
    return tuple(found)


def border(a: str, b: str) -> list[Row]:
    """Parts of a border, a < b: start_at, end_at, tolerance_m, bridges, and the line."""
    columns = "start_at, end_at, tolerance_m, bridges, arcs"
    query = f"SELECT {columns} FROM borders WHERE a = ? AND b = ? ORDER BY part"  # noqa: S608 - no input
    found = [(*row[:-1], json.loads(row[-1])) for row in rows(LAND, query, (a, b))]
    arcs = _arcs(number for row in found for number in row[-1])
    return [(*row[:-1], LineString(_laid(arcs, row[-1]))) for row in found]


@lru_cache(maxsize=64)
def land(code: str, bounds: Bounds) -> Polygon | MultiPolygon:
    """Polygons of a country's land whose box meets `bounds`, mainlands before islands."""
    found: list[Polygon] = []
    for turn, meets in (turns := _turns(bounds)):
        for parts in (_mainland(code, meets), _islands(code, meets)):
            found += list(_turned(parts, turn))
    if len(turns) > 1:  # join land that the files cut at the antimeridian
        found = list(shapely.get_parts(shapely.union_all(found)))
    return one(found)


def one(polygons: Sequence[Polygon]) -> Polygon | MultiPolygon:
    """One geometry of some polygons: a multipolygon of several, an empty polygon of none."""
    return MultiPolygon(polygons) if len(polygons) > 1 else polygons[0] if polygons else Polygon()


def _mainland(code: str, meets: Row) -> NDArray[np.object_]:
    """Polygons that share a border with another country, put together from arcs."""
    query = f"SELECT rings FROM mainlands WHERE code = ? AND {_MEETS} ORDER BY part"  # noqa: S608 - no input
    found = [json.loads(rings) for (rings,) in rows(LAND, query, (code, *meets))]
    arcs = _arcs(number for rings in found for ring in rings for number in ring)
    return np.array(
        [Polygon(*_shell_and_holes([_laid(arcs, ring) for ring in rings])) for rings in found],
        dtype=object,
    )


def _shell_and_holes(rings: list[Floats]) -> tuple[Floats, list[Floats]]:
    return rings[0], rings[1:]


def _islands(code: str, meets: Row) -> NDArray[np.object_]:
    """Polygons that share no border with another country."""
    # A row holds several islands and has one box, so the box of each island is tested again below.
    query = (
        "SELECT geom FROM islands WHERE code = ? AND fid IN "  # noqa: S608 - no input
        f"(SELECT id FROM rtree_islands_geom WHERE {_MEETS}) ORDER BY fid"
    )
    found = geometries(blob for (blob,) in rows(LAND, query, (code, *meets)))
    parts = shapely.get_parts(found)
    west, south, east, north = shapely.bounds(parts).reshape(-1, 4).T
    inside = (east >= meets[0]) & (west <= meets[1]) & (north >= meets[2]) & (south <= meets[3])
    return np.asarray(parts[inside])


def _arcs(signed: Iterable[int]) -> dict[int, Floats]:
    """Vertices of arcs by number; the sign of a number, which gives a direction, is left out."""
    # The numbers go in as one JSON text: SQLite limits how many values one query may have.
    wanted = json.dumps(sorted({abs(number) for number in signed}))
    query = "SELECT fid, geom FROM arcs WHERE fid IN (SELECT value FROM json_each(?))"
    found = rows(LAND, query, (wanted,))
    lines = geometries(blob for _, blob in found)
    return {fid: shapely.get_coordinates(line) for (fid, _), line in zip(found, lines, strict=True)}


def _laid(arcs: dict[int, Floats], signed: Iterable[int]) -> Floats:
    """Vertices of arcs one after the other, each junction once.

    An arc with a negative number is taken backwards. A junction is the last vertex of one arc and
    the first vertex of the next, so the second of the two is left out.
    """
    pieces: list[Floats] = []
    for number in signed:
        points = arcs[abs(number)][:: 1 if number > 0 else -1]
        met = bool(pieces) and bool((pieces[-1][-1] == points[0]).all())
        pieces.append(points[1:] if met else points)
    return np.concatenate(pieces)


def _turns(bounds: Bounds) -> list[tuple[float, Row]]:
    """By how many degrees stored geometry is moved into a box, and the values for `_MEETS`.

    One entry, 0, for an ordinary box; a box over the antimeridian meets stored geometry twice.
    """
    west, south, east, north = bounds
    return [
        (turn, (west - turn, east - turn, south, north))
        for turn in (-360.0, 0.0, 360.0)
        if west - turn < 180 and east - turn > -180
    ]


def _turned(shapes: Any, turn: float) -> Any:
    return shapely.transform(shapes, lambda xy: np.add(xy, (turn, 0))) if turn else shapes
