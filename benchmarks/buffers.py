"""`geozone.buffer` beside a planar buffer in a plane of one's own, over cases and tolerances.

Prints a Markdown table: median time of interleaved rounds, vertices, worst error of the outline at
every vertex and seven points inside every edge, by another route than geozone's own (`exact.py`).
Then how time grows with the vertices of a line.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from functools import partial

import geopandas as gpd
import numpy as np
import shapely
from exact import WGS84, Ruler, worst_error_m

import geozone
from geozone.border import Border

TOLERANCES_M = (10.0, 1.0, 0.1)
UTM = {"Turkey–Syria": 32637, "a square with holes": 32637}
GROWTH = (1_000, 10_000, 100_000)
WIDTH = 60.0  # degrees of longitude over which the line for the growth runs
NOWHERE = shapely.Point(-179.9, -89)


def cases() -> dict[str, tuple[shapely.Geometry, float]]:
    """Geometries, lon/lat, and distances in metres."""
    middle = WGS84.npts(0, 65, 60, 65, 500)
    square = shapely.Polygon(
        shapely.box(37, 36, 38, 37).exterior,
        [shapely.box(x, 36.3, x + 0.2, 36.5).exterior.coords for x in (37.2, 37.6)],
    )
    return {
        "Turkey–Syria": (Border.between("TUR", "SYR").line, 32_000),
        "Kazakhstan–Russia": (Border.between("KAZ", "RUS").line, 32_000),
        "a geodesic over 60° at 65° N": (shapely.LineString([(0, 65), *middle, (60, 65)]), 32_000),
        "a point": (shapely.Point(38, 36.8), 32_000),
        "a square with holes": (square, 5_000),
    }


def planar(name: str, geometry: shapely.Geometry, distance_m: float, segments: int) -> object:
    """What most scripts do: one plane, UTM where there is one, else azimuthal equidistant."""
    middle = geometry.centroid
    plane = UTM.get(name, f"+proj=aeqd +lon_0={middle.x} +lat_0={middle.y} +datum=WGS84")
    shape = gpd.GeoSeries([geometry], crs=4326).to_crs(plane)
    return shape.buffer(distance_m, quad_segs=segments).to_crs(4326).iloc[0]


def in_turns(works: dict[str, Callable[[], object]], times: int) -> dict[str, float]:
    """Median seconds of each, after one round that does not count."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(times + 1):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            if turn:
                found[name].append(time.perf_counter() - start)
    return {name: statistics.median(seconds) for name, seconds in found.items()}


def compare(name: str, geometry: shapely.Geometry, distance_m: float, times: int) -> None:
    """The rows of one case."""
    works: dict[str, Callable[[], object]] = {
        f"geozone, {tolerance_m:g} m": partial(
            geozone.buffer, geometry, distance_m, tolerance_m=tolerance_m
        )
        for tolerance_m in TOLERANCES_M
    }
    for segments in (16, 128):
        works[f"one plane, quad_segs={segments}"] = partial(
            planar, name, geometry, distance_m, segments
        )
    seconds = in_turns(works, times)
    least = seconds["one plane, quad_segs=16"]
    ruler = Ruler(lines_of(geometry))
    for way, work in works.items():
        area = work()
        worst_m = worst_error_m(area, distance_m, ruler=ruler, land=NOWHERE.buffer(1e-3))
        print(
            f"| {name}, {distance_m / 1000:g} km | {way} | {seconds[way]:.3f} s "
            f"| {seconds[way] / least:.2f}× | {shapely.get_num_coordinates(area):,} "
            f"| {worst_m:.2f} m |"
        )


def lines_of(geometry: shapely.Geometry) -> shapely.Geometry:
    """What distances are measured from: a polygon's rings, a point as a line without length."""
    if geometry.geom_type == "Polygon":
        return shapely.boundary(geometry)
    if geometry.geom_type == "Point":
        return shapely.LineString([geometry] * 5)  # as many as the ruler asks for
    return geometry


def grow(times: int) -> None:
    """How time grows with the vertices of a winding line, about 250 m from one to the next."""
    rng = np.random.default_rng(7)
    for count in GROWTH:
        # There and back again between two meridians, each time a degree further north.
        along = np.arange(count) * 0.0025
        rows, east = np.divmod(along, WIDTH)
        line = np.column_stack(
            [np.where(rows % 2, WIDTH - east, east), rows - 20 + 0.002 * rng.normal(size=count)]
        )
        work = partial(geozone.buffer, shapely.LineString(line), 5_000)
        seconds = in_turns({"": work}, times)[""]
        print(f"| {count:,} | {seconds:.2f} s | {seconds / count * 1e6:.0f} µs |")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3)
    times = parser.parse_args().times
    print("| case | way | median | by the plain plane | vertices | worst error |")
    print("|---|---|--:|--:|--:|--:|")
    for name, (geometry, distance_m) in cases().items():
        compare(name, geometry, distance_m, times)
    print("\n| vertices | median | a vertex |\n|--:|--:|--:|")
    grow(max(times // 3, 1))


if __name__ == "__main__":
    main()
