"""The land file: countries, their borders, the context to draw, and who disputes what."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from atlas import borders, context, coverage, policy, sources
from atlas.coverage import Bounds
from atlas.earth import area_km2
from atlas.geopackage import Table, write

TOLERANCE_M = 10.0
META = {
    "title": "Countries and land borders",
    "source": "OpenStreetMap, by way of geo-maps (npm packages @geo-maps/countries-maritime-10m, "
    "@geo-maps/earth-seas-10m and @geo-maps/earth-waterbodies-10m)",
    "version": "0.6.0",
    "date": "December 2017",
    "licence": "ODbL-1.0",
    "licence_url": "https://opendatacommons.org/licenses/odbl/1-0/",
    "attribution": "© OpenStreetMap contributors",
    "tolerance_m": str(TOLERANCE_M),
}


def shipped_codes(countries: dict[str, BaseGeometry], box: Bounds) -> set[str]:
    """The countries that meet a box."""
    frame = shapely.box(*box)
    return {code for code, geometry in countries.items() if shapely.intersects(geometry, frame)}


def build(path: Path, covered: Bounds) -> list[BaseGeometry]:
    """Write the file; return the lines of all borders."""
    source = coverage.valid(sources.countries())
    shipped = shipped_codes(source, covered)
    found = policy.overlaps(source)
    whole = coverage.cleaned(policy.applied(source, found, shipped))
    shore = coverage.Shore(sources.seas())
    land = {code: coverage.with_short_edges(shore.land(whole[code])) for code in sorted(shipped)}
    _check(land)
    frame = _frame(land)
    listed = [o for o in found if {o.a, o.b} <= shipped]
    listed += policy.cases(land)
    lines = _borders(land, whole, shore)
    tables = [
        _countries(land),
        lines,
        _context(whole, shore, frame),
        _lakes(shore, frame),
        _overlaps(listed),
    ]
    extent = {
        "covered": list(covered),
        "context_box": list(frame),
        "unassigned": _unassigned(shore, list(whole.values()), covered),
    }
    write(path, tables, META | extent)
    return [row[-1] for row in lines.rows]


def _unassigned(
    shore: coverage.Shore, countries: list[BaseGeometry], box: Bounds
) -> list[dict[str, float]]:
    """Where the source has land in the covered box that belongs to no country."""
    found = []
    for piece in shore.unassigned(countries, box):
        if (size := area_km2(piece)) >= policy.LISTED_KM2:
            point = shapely.point_on_surface(piece)
            found.append(
                {"lon": round(point.x, 2), "lat": round(point.y, 2), "km2": round(size, 1)}
            )
    return sorted(found, key=lambda row: (row["lon"], row["lat"]))


def _check(land: dict[str, BaseGeometry]) -> None:
    geometries = np.array(list(land.values()), dtype=object)
    if not shapely.coverage_is_valid(geometries) or not shapely.is_valid(geometries).all():
        raise SystemExit("the land of the shipped countries is no valid coverage")


def _frame(land: dict[str, BaseGeometry]) -> Bounds:
    """Box around all shipped land, to whole degrees."""
    west, south, east, north = shapely.total_bounds(list(land.values())).tolist()
    return math.floor(west), math.floor(south), math.ceil(east), math.ceil(north)


def _countries(land: dict[str, BaseGeometry]) -> Table:
    rows: list[tuple[Any, ...]] = []
    for code, geometry in land.items():
        parts = sorted(coverage.polygons([geometry]), key=lambda p: (-p.area, p.bounds))
        rows += [(code, number, part) for number, part in enumerate(parts, 1)]
    return Table(
        "countries",
        "land of whole countries, inland water included; one row a polygon, largest first",
        "POLYGON",
        {"code": "TEXT NOT NULL", "part": "INTEGER NOT NULL"},
        rows,
    )


def _borders(
    land: dict[str, BaseGeometry], whole: dict[str, BaseGeometry], shore: coverage.Shore
) -> Table:
    codes = np.array(sorted(whole))
    areas = np.array([whole[code] for code in codes], dtype=object)
    tree = shapely.STRtree(areas)

    def sea(lon: float, lat: float, reach_m: float) -> str:
        return "sea" if shore.near(lon, lat, reach_m) else ""

    rows: list[tuple[Any, ...]] = []
    for (a, b), lines in sorted(borders.shared_lines(land).items()):

        def third(lon: float, lat: float, reach_m: float, pair: tuple[str, str] = (a, b)) -> str:
            point = shapely.Point(lon, lat)
            near = tree.query(point, predicate="dwithin", distance=reach_m / 1.11e5)
            others = [i for i in near if codes[i] not in pair]
            by_distance = sorted(others, key=lambda i: (shapely.distance(areas[i], point), i))
            return str(codes[by_distance[0]]) if by_distance else ""

        for number, part in enumerate(borders.ordered(lines, third, sea), 1):
            ends = (part.start_at, part.end_at)
            row = (a, b, number, *ends, part.length_km, TOLERANCE_M, part.note, part.line)
            rows.append(row)
    columns = {
        "a": "TEXT NOT NULL",
        "b": "TEXT NOT NULL",
        "part": "INTEGER NOT NULL",
        "start_at": "TEXT NOT NULL",
        "end_at": "TEXT NOT NULL",
        "length_km": "REAL NOT NULL",
        "tolerance_m": "REAL NOT NULL",
        "note": "TEXT NOT NULL",
    }
    return Table("borders", "land borders, parts in order of chainage", "LINESTRING", columns, rows)


def _context(whole: dict[str, BaseGeometry], shore: coverage.Shore, frame: Bounds) -> Table:
    return Table(
        "context",
        "all countries in the context box, simplified to about 220 m: to draw, not to measure",
        "POLYGON",
        {"code": "TEXT NOT NULL"},
        context.countries(whole, shore, frame),
    )


def _lakes(shore: coverage.Shore, frame: Bounds) -> Table:
    return Table(
        "lakes",
        "water bodies of 10 km² or more, simplified to about 200 m: to draw, not to measure",
        "POLYGON",
        {"area_km2": "REAL NOT NULL"},
        [
            (round(size, 1), body)
            for size, body in context.lakes(sources.inland_water(), shore, frame)
        ],
    )


def _overlaps(listed: list[policy.Overlap]) -> Table:
    columns = {
        "a": "TEXT NOT NULL",
        "b": "TEXT NOT NULL",
        "area_km2": "REAL NOT NULL",
        "drawn_as": "TEXT NOT NULL",
        "note": "TEXT NOT NULL",
    }
    rows = [(o.a, o.b, round(o.area_km2, 2), o.drawn_as, o.note, o.geometry) for o in listed]
    rows.sort(key=lambda row: (row[0], row[1], row[-1].bounds))
    return Table("overlaps", "what two countries of the source share", "POLYGON", columns, rows)
