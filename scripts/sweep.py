"""Check zones along every land border of the atlas, on both sides, against an independent oracle.

    make sweep
    make sweep ARGS="--depth 5 --depth 500 --sample 20"

The script prints a table of the zones and every fault, and ends with 1 if there is a fault. The
checks are those of tests/geozone/world.py.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial

import numpy as np
import shapely

from geozone.atlas import world as atlas
from tests.geozone import world

DEPTHS_KM = (5.0, 32.0)
BAR = 40  # width of the progress bar, characters
SLOWEST = 5  # slowest pairs that are named


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the checks, print the results, and return the exit code."""
    asked = _parser().parse_args(arguments)
    chosen = _chosen(asked.pair, asked.sample)
    depths_km = sorted(set(asked.depth or DEPTHS_KM))
    started = time.perf_counter()
    rows = list(_swept(chosen, depths_km, asked.processes))
    _print_table(rows, depths_km)
    _print_slowest(rows)
    faults = [f"{row.name}: {fault}" for row in sorted(rows, key=str) for fault in row.faults]
    print(
        f"\n{len(chosen)} borders, {len(rows)} zones, {time.perf_counter() - started:.0f} s "
        f"on {asked.processes} processes: " + (f"{len(faults)} faults" if faults else "no fault")
    )
    print("\n".join(faults), end="\n" if faults else "")
    return 1 if faults else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make sweep ARGS=…", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--depth", type=float, action="append", help="km; may be repeated (default: 5 and 32)"
    )
    parser.add_argument("--sample", type=int, help="only this many borders, evenly by their names")
    parser.add_argument("--pair", action="append", help="only this border, such as TUR-SYR")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    return parser


def _chosen(asked: Sequence[str] | None, sample: int | None) -> list[tuple[str, str]]:
    """The pairs to check, those with the most vertices first, so that no process waits long."""
    pairs = [(a, b) for a, _, b in (pair.partition("-") for pair in asked or ())] or world.pairs()
    if sample is not None and sample < len(pairs):
        pairs = [pairs[at] for at in np.linspace(0, len(pairs) - 1, sample).round().astype(int)]
    return sorted(pairs, key=_vertices, reverse=True)


def _vertices(pair: tuple[str, str]) -> int:
    parts = atlas.border(*pair).parts
    return int(sum(shapely.get_num_coordinates(part.line) for part in parts))


def _swept(
    pairs: Sequence[tuple[str, str]], depths_km: Sequence[float], processes: int
) -> Iterator[world.Row]:
    started = time.perf_counter()
    with ProcessPoolExecutor(processes) as pool:
        work = [pool.submit(partial(world.checked, *pair, depths_km)) for pair in pairs]
        for done, each in enumerate(as_completed(work), 1):
            yield from each.result()
            _show(done, len(work), time.perf_counter() - started)


def _show(done: int, count: int, passed_s: float) -> None:
    if sys.stderr.isatty():
        filled = BAR * done // count
        bar = "█" * filled + "·" * (BAR - filled)
        end = "\n" if done == count else ""
        print(f"\r{bar} {done}/{count} borders, {passed_s:.0f} s", end=end, file=sys.stderr)


def _print_table(rows: Sequence[world.Row], depths_km: Sequence[float]) -> None:
    print(" depth km   zones     vertices   CPU s made   worst m   with faults")
    for depth_km in depths_km:
        here = [row for row in rows if row.depth_km == depth_km]
        worst_m = max((row.worst_m for row in here), default=0.0)
        print(
            f"{depth_km:9g}{len(here):8,}{sum(row.vertices for row in here):13,}"
            f"{sum(row.made_s for row in here):13.1f}{worst_m:10.2f}"
            f"{sum(bool(row.faults) for row in here):14}"
        )


def _print_slowest(rows: Sequence[world.Row]) -> None:
    seconds: dict[str, float] = {}
    for row in rows:
        seconds[row.pair] = seconds.get(row.pair, 0.0) + row.made_s
    slowest = sorted(seconds.items(), key=lambda item: -item[1])[:SLOWEST]
    print("slowest (CPU): " + ", ".join(f"{pair} {made_s:.1f} s" for pair, made_s in slowest))


if __name__ == "__main__":
    raise SystemExit(main())
