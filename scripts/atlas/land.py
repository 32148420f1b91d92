"""The land file: countries, their borders, the context to draw, and who disputes what."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from atlas import borders, coasts, context, coverage, policy, sources
from atlas.arcs import Arcs
from atlas.earth import area_km2
from atlas.geopackage import Table, write
from atlas.progress import Progress

TOLERANCE_M = 10.0
# Islands with fewer vertices are stored together, one row for each cell of a grid, since a row
# takes more space than their vertices do.
ALONE_VERTICES = 1000
CELL_DEG = 2.0
META = {
    "title": "Countries and land borders",
    "source": "OpenStreetMap, by way of the npm package @osm_borders/maritime_10m; coasts and "
    "lakes from an extract of December 2017, by way of @geo-maps/earth-seas-10m and "
    "@geo-maps/earth-waterbodies-10m 0.6.0",
    "version": "1.1.0",
    "date": "2024",
    "date_is": "about",
    "licence": "ODbL-1.0",
    "licence_url": "https://opendatacommons.org/licenses/odbl/1-0/",
    "attribution": "© OpenStreetMap contributors",
    "tolerance_m": str(TOLERANCE_M),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One part of a border, a < b, counted from 1."""

    a: str
    b: str
    number: int
    part: borders.Part


def build(path: Path) -> list[Line]:
    """Write the file; return the lines of all borders, by pair."""
    say = Progress()
    earlier = coverage.valid(sources.earlier_countries())
    source = policy.separated(coverage.valid(sources.countries()), earlier)
    say("countries read and repaired")
    found = policy.overlaps(source) + policy.settled(source, earlier)
    whole = coverage.cleaned(policy.applied(source, found))
    say(f"{len(found)} overlaps decided, coverage cleaned")
    shore = coverage.Shore(sources.seas())
    full = {code: shore.land(whole[code]) for code in sorted(whole)}
    full = {code: coverage.with_short_edges(land) for code, land in full.items() if land}
    say("sea taken off")
    segments = borders.Segments(full)
    lines = _lines(segments, shore)
    say(f"{len({(line.a, line.b) for line in lines})} borders")
    border = segments.vertices()
    land = coasts.lighter(full, border)
    _check(land)
    say("coasts made lighter")
    listed = policy.on_land(found, land) + policy.cases(land)
    tables = [*_laid_out(land, lines, border), _context(land, border)]
    say("context made")
    tables += [_lakes(shore), _overlaps(listed)]
    say("lakes made")
    extent = {
        "inside": policy.inside(found),
        "mapped_once": policy.mapped_once(land),
        "nobodys": _nobodys(shore, full),
    }
    write(path, tables, META | extent)
    say(f"{path.name} written, {path.stat().st_size / 1e6:.1f} MB")
    return lines


def _nobodys(shore: coverage.Shore, land: dict[str, BaseGeometry]) -> list[dict[str, float]]:
    """Points and areas of land that belongs to no country in the source."""
    found = []
    for piece in shore.nobodys(land):
        if (size := area_km2(piece)) >= policy.LISTED_KM2:
            point = shapely.point_on_surface(piece)
            found.append(
                {"lon": round(point.x, 2), "lat": round(point.y, 2), "km2": round(size, 1)}
            )
    return sorted(found, key=lambda row: (row["lon"], row["lat"]))


def _check(land: dict[str, BaseGeometry]) -> None:
    geometries = np.array(list(land.values()), dtype=object)
    # Simplified coasts must not open gaps or overlaps between neighbours.
    if not shapely.coverage_is_valid(geometries) or not shapely.is_valid(geometries).all():
        raise SystemExit("the land of all countries is no valid coverage")


def _laid_out(
    land: dict[str, BaseGeometry], lines: list[Line], border: coasts.Points
) -> list[Table]:
    """The tables of land and borders as arcs, and of islands that no border touches."""
    on_border = np.unique(coasts.keys(border))
    polygons = {code: coverage.polygons([land[code]]) for code in sorted(land)}
    touched = {
        code: np.array([coasts.has(part, on_border) for part in parts])
        for code, parts in polygons.items()
    }
    main = [(code, p) for code, parts in polygons.items() for p in _sorted(parts[touched[code]])]
    ends = np.array([line.part.line.coords[end] for line in lines for end in (0, -1)])
    arcs = Arcs(main, ends)
    mainlands = _mainlands(arcs)
    borders_ = _border_table(lines, arcs)
    islands = {code: parts[~touched[code]] for code, parts in polygons.items()}
    return [_arcs(arcs), mainlands, borders_, _islands(islands)]


def _sorted(parts: NDArray[np.object_]) -> list[BaseGeometry]:
    return sorted(parts, key=lambda part: (-part.area, part.bounds))


def _mainlands(arcs: Arcs) -> Table:
    rows: list[tuple[Any, ...]] = []
    part: dict[str, int] = {}
    for code, polygon in arcs.polygons:
        part[code] = part.get(code, 0) + 1
        west, south, east, north = polygon.bounds
        rings = json.dumps(arcs.rings(polygon, code), separators=(",", ":"))
        rows.append((code, part[code], west, east, south, north, rings))
    span = dict.fromkeys(("minx", "maxx", "miny", "maxy"), "REAL NOT NULL")
    return Table(
        "mainlands",
        "polygons of land that a border touches: rings of arcs, a negative number backwards",
        "",
        {"code": "TEXT NOT NULL", "part": "INTEGER NOT NULL", **span, "rings": "TEXT NOT NULL"},
        rows,
    )


def _arcs(arcs: Arcs) -> Table:
    return Table(
        "arcs",
        "borders and coasts of mainlands, each line between two junctions once",
        "LINESTRING",
        {"a": "TEXT NOT NULL", "b": "TEXT NOT NULL"},
        [(arc.a, arc.b, arc.line) for arc in arcs.arcs],
    )


def _islands(islands: dict[str, NDArray[np.object_]]) -> Table:
    return Table(
        "islands",
        "land that no border touches; small polygons share a row, one a cell of the grid",
        "MULTIPOLYGON",
        {"code": "TEXT NOT NULL"},
        [(code, group) for code, parts in islands.items() for group in _grouped(parts)],
    )


def _grouped(parts: NDArray[np.object_]) -> list[BaseGeometry]:
    """Large polygons alone, largest first; then islands by the cell of their western corner."""
    large: list[BaseGeometry] = []
    cells: dict[tuple[int, int], list[BaseGeometry]] = {}
    for part in sorted(parts, key=lambda p: (-p.area, p.bounds)):
        if shapely.get_num_coordinates(part) >= ALONE_VERTICES:
            large.append(part)
        else:
            west, south = part.bounds[:2]
            cells.setdefault((int(west // CELL_DEG), int(south // CELL_DEG)), []).append(part)
    return [MultiPolygon([p]) for p in large] + [MultiPolygon(cells[at]) for at in sorted(cells)]


def _lines(segments: borders.Segments, shore: coverage.Shore) -> list[Line]:
    """Parts of all borders, by pair, in the order of chainage."""
    coast = borders.Near(borders.edges_of(coverage.with_short_edges(r) for r in shore.rings()))

    def sea(lon: float, lat: float, reach_m: float) -> str:
        return "sea" if len(coast.within(lon, lat, reach_m)[0]) else ""

    return [
        Line(a, b, number, part)
        for (a, b), lines in sorted(segments.shared().items())
        for number, part in enumerate(
            borders.ordered(lines, partial(segments.third, (a, b)), sea), 1
        )
    ]


def _border_table(lines: list[Line], arcs: Arcs) -> Table:
    rows = []
    for line in lines:
        part, numbers = line.part, json.dumps(arcs.line(line.part.line), separators=(",", ":"))
        bridges = json.dumps(part.bridges)
        ends = (part.start_at, part.end_at)
        rows.append(
            (line.a, line.b, line.number, *ends, part.length_km, TOLERANCE_M, bridges, numbers)
        )
    columns = {
        "a": "TEXT NOT NULL",
        "b": "TEXT NOT NULL",
        "part": "INTEGER NOT NULL",
        "start_at": "TEXT NOT NULL",
        "end_at": "TEXT NOT NULL",
        "length_km": "REAL NOT NULL",
        "tolerance_m": "REAL NOT NULL",
        "bridges": "TEXT NOT NULL",
        "arcs": "TEXT NOT NULL",
    }
    what = "land borders, parts in order of chainage: arcs, a negative number backwards"
    return Table("borders", what, "", columns, rows)


def _context(land: dict[str, BaseGeometry], border: coasts.Points) -> Table:
    return Table(
        "context",
        "all countries, simplified to about 300 m near borders, 1 km elsewhere: to draw, not to "
        "measure",
        "POLYGON",
        {"code": "TEXT NOT NULL"},
        context.countries(land, border),
    )


def _lakes(shore: coverage.Shore) -> Table:
    return Table(
        "lakes",
        "water bodies of 20 km² or more, simplified to about 250 m: to draw, not to measure",
        "POLYGON",
        {"area_km2": "REAL NOT NULL"},
        [(round(size, 1), body) for size, body in context.lakes(sources.inland_water(), shore)],
    )


def _overlaps(listed: list[policy.Overlap]) -> Table:
    columns = {
        "a": "TEXT NOT NULL",
        "b": "TEXT NOT NULL",
        "area_km2": "REAL NOT NULL",
        "drawn_as": "TEXT NOT NULL",
        "place": "TEXT NOT NULL",
        "source_has_it_in": "TEXT NOT NULL",
        "outline": "TEXT NOT NULL",
    }
    rows = [
        (
            *(o.a, o.b, round(o.area_km2, 2), o.drawn_as, o.what, o.source_has_it_in, o.outline),
            o.geometry,
        )
        for o in listed
    ]
    rows.sort(key=lambda row: (row[0], row[1], row[-1].bounds))
    return Table("overlaps", "what two countries of the source share", "POLYGON", columns, rows)
