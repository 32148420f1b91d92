"""Zones along any land border of the atlas, held against the oracle and the land.

A zone passes if its outline is valid and right-handed, every sampled point of its depth edges is
within a metre of the depth, no square metre of it lies off the side's land, and points strewn about
the border, on both its sides, lie in it exactly where the definition says: on the side's land, at
most the depth away.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geozone.atlas import world
from geozone.ellipsoid import geodesy
from geozone.lines.border import Border
from geozone.zones.side import Side
from tests.geozone import oracle
from tests.geozone.made_zones import polygonal
from tests.geozone.oracle import Floats, Oracle

SAME_DEGREES = 1e-9  # a tenth of a millimetre
TOLERANCE_M = 1.0
EDGES, POINTS = 400, 400  # looked at in one zone
DEGREE_KM = 110.5


@dataclass(frozen=True, slots=True)
class Row:
    """What was found of one zone."""

    pair: str
    into: str
    depth_km: float
    vertices: int
    made_s: float  # of processor time, all threads together
    worst_m: float
    faults: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.pair} into {self.into} at {self.depth_km:g} km"


# Every kind of border there is: the longest and the shortest, enclaves, rings, rivers that are the
# border, four corners, parts apart, ends at seas, lakes and nowhere, straight lines, high latitude.
AWKWARD = (
    *("ARE-OMN", "ARG-CHL", "ARM-AZE", "BEL-NLD", "BGD-IND", "BRA-PRY", "BWA-ZMB", "CAN-USA"),
    *("CHE-LIE", "CHN-NPL", "COD-COG", "COL-VEN", "EGY-SDN", "ERI-ETH", "ESP-GIB", "ESP-MAR"),
    *("FIN-NOR", "FRA-MCO", "IND-PAK", "IRQ-KWT", "ITA-SMR", "ITA-VAT", "KAZ-RUS", "KGZ-UZB"),
    *("LSO-ZAF", "MEX-USA", "NOR-RUS", "POL-RUS", "POL-UKR", "PRK-KOR", "SRB-XKX", "TUR-SYR"),
)


def pairs() -> list[tuple[str, str]]:
    """All pairs of neighbours in the atlas, by their codes."""
    return sorted({(a, b) for a in world.shipped() for b in world.neighbours(a) if a < b})


def checked(a: str, b: str, depths_km: Sequence[float]) -> list[Row]:
    """Rows of both sides of a border at some depths."""
    started = time.process_time()
    border = Border.between(a, b)
    _ = border.measured
    shared_s = (time.process_time() - started) / 2 / len(depths_km)
    line = oracle.of_line(shapely.MultiLineString([part.line for part in world.border(a, b).parts]))
    return [
        row for into in (a, b) for row in _of_side(border, into, sorted(depths_km), line, shared_s)
    ]


def _of_side(
    border: Border, into: str, depths_km: Sequence[float], line: Oracle, shared_s: float
) -> Iterator[Row]:
    land = land_near(border.line, into, max(depths_km))
    edges = edge_tree(land)
    side = Side(border, [into], reach_km=max(depths_km))
    for depth_km in depths_km:
        rng = np.random.default_rng(zlib.crc32(f"{border.name} {into} {depth_km:g}".encode()))
        started = time.process_time()
        try:
            zone = side.zone(depth_km).geometry
        except Exception as error:  # whatever it is, the sweep goes on and tells
            said = f"{type(error).__name__}: {error}".splitlines()[0]
            yield Row(border.name, into, depth_km, 0, 0.0, np.nan, (said,))
            continue
        made_s = time.process_time() - started + shared_s
        worst_m = depth_error_m(zone, line, edges, depth_km * 1000, rng)
        faults = [*shape_faults(zone)]
        if worst_m > TOLERANCE_M:
            faults.append(f"the outline is {worst_m:.2f} m off")
        beyond_m2 = oracle.area_m2(polygonal(shapely.difference(zone, land)))
        if beyond_m2 > 1:
            faults.append(f"{beyond_m2:.0f} m² of it lie off the land")
        faults += point_faults(zone, land, line, depth_km * 1000, rng)
        yield Row(
            border.name,
            into,
            depth_km,
            len(shapely.get_coordinates(zone)),
            made_s,
            worst_m,
            tuple(faults),
        )


def land_near(line: BaseGeometry, code: str, depth_km: float) -> BaseGeometry:
    """The land of a country out to beyond a depth from a line, prepared."""
    west, south, east, north = line.bounds
    tall = (depth_km + 2) / DEGREE_KM
    wide = tall / np.cos(np.radians(min(max(abs(south), abs(north)) + tall, 89)))
    box = (west - wide, south - tall, east + wide, north + tall)
    land = shapely.make_valid(shapely.clip_by_rect(world.land(code, box), *box))
    shapely.prepare(land)
    return land


def edge_tree(land: BaseGeometry) -> shapely.STRtree:
    return shapely.STRtree(shapely.linestrings(oracle.outline(land)))


def shape_faults(zone: BaseGeometry) -> Iterator[str]:
    if zone.is_empty:
        yield "it is empty"
    if not shapely.is_valid(zone):
        yield f"it is not valid: {shapely.is_valid_reason(zone)}"
    for polygon in shapely.get_parts(zone):
        if not shapely.is_ccw(polygon.exterior) or any(map(shapely.is_ccw, polygon.interiors)):
            yield "a ring runs the wrong way round"
    if np.abs(shapely.get_coordinates(zone)[:, 0]).max(initial=0) > 180:
        yield "it runs over the antimeridian"


def depth_error_m(
    zone: BaseGeometry,
    line: Oracle,
    land: shapely.STRtree,
    depth_m: float,
    rng: np.random.Generator,
) -> float:
    """How far sampled depth edges are off, at nine points of each."""
    edges = oracle.outline(zone)
    if len(edges) > 3 * EDGES:
        edges = edges[rng.choice(len(edges), 3 * EDGES, replace=False)]
    middles = shapely.points(edges.mean(axis=1))
    on_land = np.zeros(len(edges), dtype=bool)
    on_land[land.query(middles, predicate="dwithin", distance=SAME_DEGREES)[0]] = True
    edges = edges[~on_land][:EDGES]
    if not len(edges):
        return 0.0
    distance = line.distance_m(oracle.nine_points(edges).reshape(-1, 2))
    return float(np.abs(distance - depth_m).max())


def point_faults(
    zone: BaseGeometry, land: BaseGeometry, line: Oracle, depth_m: float, rng: np.random.Generator
) -> Iterator[str]:
    points = strewn(line, depth_m, rng)
    distance = line.distance_m(points)
    on_land = shapely.contains_xy(land, *points.T)
    expected = on_land & (distance <= depth_m)
    sure = np.abs(distance - depth_m) > TOLERANCE_M
    shapely.prepare(zone)
    found = shapely.contains_xy(zone, *points.T)
    for what, wrong in (
        ("missing from it", expected & ~found & sure),
        ("in it but off the land", found & ~on_land),
        ("in it but too far off", found & on_land & ~expected & sure),
    ):
        if wrong.any():
            first = np.flatnonzero(wrong)[0]
            lon, lat = points[first]
            yield (
                f"{wrong.sum()} points are {what}, such as {lon:.6f} {lat:.6f}, "
                f"{distance[first]:.2f} m from the border"
            )


def strewn(line: Oracle, depth_m: float, rng: np.random.Generator) -> Floats:
    """Points up to somewhat beyond a depth from anywhere on a line; a third near the depth."""
    base = line.samples[rng.integers(len(line.samples), size=POINTS)]
    away = depth_m * np.where(
        rng.random(POINTS) < 1 / 3, rng.uniform(0.99, 1.01, POINTS), rng.uniform(0, 1.2, POINTS)
    )
    points = oracle.moved(base, rng.uniform(0, 360, POINTS), away)
    return points[np.abs(points[:, 1]) < 89.9]


def section_faults(
    side: Side, start_km: float, end_km: float, depth_km: float, points: int = 1500
) -> Iterator[str]:
    """Where the zone of a section is not what is nearer to it than to the rest of the line."""
    border = side.border
    section = border.section(f"km {start_km:.9f}", f"km {end_km:.9f}")
    zone = side.zone(depth_km, section)
    whole = oracle.of_line(shapely.MultiLineString([part.line for part in border.parts]))
    mine, rest = _parted(whole, section.start_km * 1000, section.end_km * 1000)
    rng = np.random.default_rng(zlib.crc32(f"{border.name} {start_km} {end_km}".encode()))
    base = whole.samples[rng.integers(len(whole.samples), size=points)]
    away = rng.uniform(0, 1.2 * depth_km * 1000, points)
    places = oracle.moved(base, rng.uniform(0, 360, points), away)
    to_mine, to_rest = mine.distance_m(places), rest.distance_m(places)
    on_land = shapely.contains_xy(land_near(border.line, side.sides[0], depth_km), *places.T)
    expected = on_land & (to_mine < to_rest) & (to_mine <= depth_km * 1000)
    # A corner's wedge is parted by its bisector: there both are as far, but for the gap.
    sure = (np.abs(to_mine - to_rest) > 2.5) & (np.abs(to_mine - depth_km * 1000) > TOLERANCE_M)
    wrong = sure & (shapely.contains_xy(zone.geometry, *places.T) != expected)
    if wrong.any():
        lon, lat = places[np.flatnonzero(wrong)[0]]
        yield f"{wrong.sum()} of {points} points are wrong, such as {lon:.6f} {lat:.6f}"
    if not expected.any():
        yield "no point was expected in it: this proves nothing"
    yield from shape_faults(zone.geometry)


def parts_faults(side: Side, depth_km: float, of: int) -> Iterator[str]:
    """Where equal parts of a line do not add up to its zone, or overlap."""
    whole = side.zone(depth_km)
    pieces = [
        side.zone(depth_km, side.border.section(part=(number, of))).geometry
        for number in range(1, of + 1)
    ]
    # Edges read as straight in lon/lat: as geodesics, an edge that a cut divides has another area.
    area_m2 = geodesy.area_m2(whole.geometry)
    sum_m2 = sum(geodesy.area_m2(piece) for piece in pieces)
    if abs(sum_m2 - area_m2) > max(1.0, 1e-9 * area_m2):
        yield f"the parts add up to {sum_m2:.0f} m², not {area_m2:.0f}"
    for number, piece in enumerate(pieces):
        for other in pieces[:number]:
            common_m2 = oracle.area_m2(polygonal(shapely.intersection(piece, other)))
            if common_m2 > 1:
                yield f"two parts have {common_m2:.0f} m² in common"


def _parted(whole: Oracle, start_m: float, end_m: float) -> tuple[Oracle, Oracle]:
    """The samples of a stretch of a line's chainage, and all the others."""
    ends = np.flatnonzero(np.diff(whole.chainage_m) == 0)
    parts = np.split(np.arange(len(whole.samples)), ends + 1)
    mine, rest = [], []
    for part in parts:
        chainage, samples = whole.chainage_m[part], whole.samples[part]
        for low, high, taker in (
            (0.0, start_m, rest),
            (start_m, end_m, mine),
            (end_m, whole.length_m, rest),
        ):
            low_, high_ = max(low, chainage[0]), min(high, chainage[-1])
            if low_ < high_:
                inner = samples[(chainage > low_) & (chainage < high_)]
                first, last = (
                    [np.interp(at, chainage, axis) for axis in samples.T] for at in (low_, high_)
                )
                taker.append(np.concatenate([[first], inner, [last]]))
    return Oracle(mine), Oracle(rest)
