"""A million points: distances from a border beside geopandas in UTM, and verdicts in a zone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import geopandas as gpd
import numpy as np
import shapely

import geozone
from benchmarks import readme
from benchmarks.turns import clocked, in_turns
from geozone.lines.border import Border
from geozone.zones.verdict import judge_all
from tests.geozone import oracle

COUNT = 1_000_000
SAMPLE = 50_000  # points that the oracle of the tests measures
BY_FORCE = 20  # of those, points that geographiclib measures from every 50 m of the line
ZONE = "us-position/14"
# Verdicts on that few points measure every distance; more points take the faster way, which is
# checked here.
MEASURED_AT_ONCE = 1_000
AROUND_DEGREES = 1.0  # beyond the border's bounds


def table(rounds: int) -> Iterator[str]:
    """The table, with one row for each way."""
    line = Border.between("TUR", "SYR").line
    west, south, east, north = line.buffer(AROUND_DEGREES).bounds
    rng = np.random.default_rng(11)
    lonlat = rng.uniform([west, south], [east, north], (COUNT, 2))
    given = gpd.GeoSeries(gpd.points_from_xy(*lonlat.T), crs=4326)
    edges = gpd.GeoSeries(_edges(line), crs=4326)
    plane = gpd.GeoSeries([line], crs=4326).estimate_utm_crs()
    works: dict[str, Callable[[], object]] = {
        "**geozone.distance_km**": partial(geozone.distance_km, lonlat, line),
        "geopandas, UTM, distance": partial(_distance, given, line, plane),
        "geopandas, UTM, sjoin_nearest to the edges": partial(_nearest, given, edges, plane),
    }
    found = in_turns({name: clocked(work) for name, work in works.items()}, min(rounds, 3))
    some = rng.choice(COUNT, SAMPLE, replace=False)
    exact = oracle.of_line(line)
    truth = exact.distance_m(lonlat[some])
    rows = [
        (
            name,
            timed.told,
            f"{timed.median / found['geopandas, UTM, distance'].median:.2f}×",
            _metres(np.abs(np.asarray(timed.made)[some] * 1000 - truth)),
        )
        for name, timed in found.items()
    ]
    parts = [shapely.get_coordinates(part) for part in shapely.get_parts(line)]
    forced = [oracle.brute_force_m(lonlat[one], parts) for one in some[:BY_FORCE]]
    off_m = float(np.abs(truth[:BY_FORCE] - forced).max())
    heads = (
        f"{COUNT:,} points, up to {truth.max() / 1000:.0f} km from Turkey–Syria | median "
        f"| by distance in UTM | worst error of {SAMPLE:,}"
    )
    checked = (
        "The errors are against the oracle of the tests, and that against every 50 m of the border "
        f"by geographiclib, for {BY_FORCE} of the points: {off_m * 1000:.4f} mm."
    )
    yield "\n\n".join([readme.table(heads, rows), checked, _verdicts(lonlat, some, min(rounds, 3))])


def _verdicts(lonlat: np.ndarray, some: np.ndarray, rounds: int) -> str:
    """The time of verdicts, and how many differ from those by measured distances."""
    zone = geozone.load("turkey-syria").zones[ZONE].zone
    if zone is None:
        raise LookupError(ZONE)
    judged = {"": clocked(partial(judge_all, zone, lonlat, on_side=True))}
    timed = in_turns(judged, rounds)[""]
    by_distance = [
        judge_all(zone, lonlat[these], on_side=True).verdict
        for these in np.array_split(some, len(some) // MEASURED_AT_ONCE)
    ]
    other = int((timed.made.verdict[some] != np.concatenate(by_distance)).sum())
    return (
        f"Verdicts on the same points in the zone `{ZONE}`, without margins: {timed.told}; of "
        f"{len(some):,} that were measured as well, {other} came out otherwise."
    )


def _edges(line: shapely.Geometry) -> list[shapely.LineString]:
    parts = [shapely.get_coordinates(part) for part in shapely.get_parts(line)]
    return list(
        shapely.linestrings(
            np.concatenate([np.stack([part[:-1], part[1:]], axis=1) for part in parts])
        )
    )


def _distance(points: gpd.GeoSeries, line: shapely.Geometry, plane: object) -> np.ndarray:
    """Distances in the plane (km), with the line prepared, as a careful script does."""
    planar = gpd.GeoSeries([line], crs=4326).to_crs(plane).iloc[0]
    shapely.prepare(planar)
    return np.asarray(points.to_crs(plane).distance(planar)) / 1000


def _nearest(points: gpd.GeoSeries, edges: gpd.GeoSeries, plane: object) -> np.ndarray:
    left, right = (gpd.GeoDataFrame(geometry=each.to_crs(plane)) for each in (points, edges))
    joined = left.sjoin_nearest(right, distance_col="metres")
    return np.asarray(joined.groupby(level=0)["metres"].min()) / 1000


def _metres(off: np.ndarray) -> str:
    worst = float(off.max())
    return f"{worst * 1000:.3f} mm" if worst < 1 else f"{worst:,.1f} m"
