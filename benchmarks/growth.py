"""Growth of time and memory with the vertices of a winding line, which are about 250 m apart.

Each size runs in a process of its own, so that its peak memory can be measured.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import shapely

import geozone
from benchmarks import readme
from benchmarks.peers import planar
from benchmarks.turns import clocked

SIZES = (1_000, 10_000, 100_000, 1_000_000)
BASE = 10_000  # the size that others are compared with, to see whether growth is linear
MOST_BYTES = 16 * 2**30
DISTANCE_M = 5_000
_WIDTH = 60.0  # degrees of longitude over which the line winds
_STEP = 0.0025  # degrees from vertex to vertex
_MOST_PLANAR = 10_000  # vertices; the planar buffer takes 90 seconds for ten times as many


def winding(count: int) -> shapely.LineString:
    """A line back and forth between two meridians, each time a degree farther north."""
    rng = np.random.default_rng(7)
    rows, east = np.divmod(np.arange(count) * _STEP, _WIDTH)
    lon = np.where(rows % 2, _WIDTH - east, east)
    return shapely.LineString(np.column_stack([lon, rows - 20 + 0.002 * rng.normal(size=count)]))


def table(rounds: int) -> Iterator[str]:
    """The table, with one row for each size."""
    found: list[dict[str, float]] = []
    for size in SIZES:
        # A long run is measured once; the process has warmed up on a short line before it.
        times = rounds if size <= BASE else 1
        command = [sys.executable, "-m", "benchmarks.growth", str(size), str(times)]
        root = Path(__file__).resolve().parent.parent
        ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, cwd=root)
        if ran.returncode:
            print(f"{size:,} vertices: failed", file=sys.stderr)
            continue
        found.append(json.loads(ran.stdout))
        if size >= BASE:
            yield _told(found)


def _told(found: list[dict[str, float]]) -> str:
    # Growth is judged by processor time, since other work of the machine slows a run of minutes.
    each_s = {each["size"]: each["busy"] / each["size"] for each in found}
    rows = [
        (
            f"{each['size']:,}",
            f"{each['seconds']:.2f} s",
            f"{each_s[each['size']] * 1e6:.0f} µs",
            f"{each_s[each['size']] / each_s[BASE]:.2f}×",
            f"{each['peak_mb']:,.0f} MB",
            f"{each['planar']:.2f} s" if each["planar"] else "–",
        )
        for each in found
    ]
    heads = (
        "vertices, 5 km, 1 m | median | processor time a vertex "
        f"| by that at {BASE:,} | peak memory | geopandas, one plane"
    )
    return readme.table(heads, rows)


def main() -> None:
    """Measure one size in this process; print its seconds and its peak memory as JSON."""
    size, times = (int(word) for word in sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    geozone.buffer(winding(SIZES[0]), DISTANCE_M)
    line = winding(size)
    work = clocked(partial(geozone.buffer, line, DISTANCE_M))
    busy = time.process_time()
    found = [work()[0] for _ in range(times)]
    busy = (time.process_time() - busy) / times
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    plane = None
    if size <= _MOST_PLANAR:
        plane = planar.equidistant().buffer(line, DISTANCE_M, None).seconds
    seconds = statistics.median(found)
    told = {"size": size, "seconds": seconds, "busy": busy, "peak_mb": peak_mb, "planar": plane}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
