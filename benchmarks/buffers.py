"""`geozone.buffer` and `geozone.distance_km` beside other tools; prints Markdown tables.

    make benchmark-buffers
    make benchmark-buffers WRITE=1 ARGS="--only depths --only growth"

Errors are measured at both ends and fifteen points inside every edge of an outline, by
tests/geozone/oracle.py, which shares no code with geozone. Times are medians of interleaved rounds,
measured inside each tool's process: without its start, and without reading and writing geometries.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.metadata import version

import geozone
from benchmarks import fewest, growth, million, peers, readme
from benchmarks.buffer_cases import Case, cases
from benchmarks.peers.peer import NoAnswerError, Peer
from benchmarks.turns import Timed, clocked, in_turns

TOLERANCES_M = (10.0, 1.0, 0.1)
DEPTHS_M = (5_000, 14_000, 15_000, 32_000)
USUAL = "geopandas, UTM"  # the way of most scripts; other times are given as multiples of it


def beside(rounds: int) -> Iterator[str]:
    """`geozone.buffer` and every peer, one table for each case."""
    with peers.started() as here:
        tools = [f"{peer.name} {peer.version}" for peer in here.peers]
        told = [f"geozone {version('geozone')}; {'; '.join(tools)}.", *here.missing]
        parts = ["\n".join(told)]
        for case in cases():
            parts.append(case_table(case, here.peers, rounds))
            yield "\n\n".join(parts)


def case_table(case: Case, others: Sequence[Peer], rounds: int) -> str:
    """The table of one case: time, vertices and errors of every way."""
    works: dict[str, Callable[[], tuple[float, object]]] = {
        f"**geozone, {tolerance_m:g} m**": clocked(
            partial(geozone.buffer, case.geometry, case.distance_m, tolerance_m=tolerance_m)
        )
        for tolerance_m in TOLERANCES_M
    }
    for peer in others:
        for segments in (None, peers.FINE):
            name = peer.name if segments is None else f"{peer.name}, {peer.setting}={segments}"
            works[name] = partial(peer.buffer, case.geometry, case.distance_m, segments)
    answers = in_turns({name: or_nothing(work) for name, work in works.items()}, rounds)
    usual = answers[USUAL].median
    rows = [row(case, name, timed, usual) for name, timed in answers.items()]
    heads = f"{case} | median | by {USUAL} | vertices | worst error | mean error"
    print(f"{case}: done", file=sys.stderr, flush=True)
    return readme.table(heads, rows)


def or_nothing(work: Callable[[], tuple[float, object]]) -> Callable[[], tuple[float, object]]:
    """The same work; if a tool fails, its message takes the place of the area."""

    def once() -> tuple[float, object]:
        try:
            return work()
        except NoAnswerError as problem:
            return 0.0, str(problem)

    return once


def row(case: Case, name: str, timed: Timed, usual_s: float) -> tuple[str, ...]:
    """The row of one way in the table."""
    if isinstance(timed.made, str):
        return (name, f"no answer: {timed.made}", "", "", "", "")
    error = case.error(timed.made)
    return (
        name,
        timed.told,
        f"{timed.median / usual_s:.2f}×",
        f"{fewest.vertices(timed.made):,}",
        metres(error.worst_m),
        metres(error.mean_m),
    )


def metres(value: float) -> str:
    """A length in metres, with two decimals below 10 m."""
    return f"{value:,.2f} m" if value < 10 else f"{value:,.0f} m"


def depths(rounds: int) -> Iterator[str]:
    """Time of four depths in one call, compared with the deepest alone and with each alone."""
    rows = []
    for case in cases():
        if case.distance_m != max(DEPTHS_M) or "–" not in case.name:
            continue
        works = {
            f"{depth}": clocked(partial(geozone.buffer, case.geometry, depth)) for depth in DEPTHS_M
        }
        works["all"] = clocked(partial(geozone.buffer, case.geometry, DEPTHS_M))
        found = in_turns(works, rounds)
        together = found.pop("all").median
        deepest = found[f"{max(DEPTHS_M)}"].median
        alone = sum(timed.median for timed in found.values())
        rows.append(
            (
                case.name,
                f"{together:.3f} s",
                f"{deepest:.3f} s",
                f"{together / deepest:.2f}×",
                f"{together / alone:.2f}×",
            )
        )
    yield readme.table(
        "5, 14, 15 and 32 km, 1 m | together | 32 km alone | by that | by the sum of all four", rows
    )


# Each part yields its whole text again after every row, so that an interrupted run keeps the rows
# that were finished.
PARTS: dict[str, tuple[str, Callable[[int], Iterator[str]]]] = {
    "beside": ("Time, vertices and error", beside),
    "fewest": ("Fewest vertices at equal error", fewest.tables),
    "depths": ("Four depths together", depths),
    "growth": ("Growth with the vertices of a line", growth.table),
    "million": ("Distances of a million points", million.table),
}


def main() -> None:
    """Run all parts, print them, and write them to the README if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="rounds that count (5)")
    parser.add_argument("--only", choices=PARTS, action="append", help="only this part")
    parser.add_argument("--write", action="store_true", help="keep what was run in README.md")
    options = parser.parse_args()
    # SIGTERM becomes an exception, so that the blocks that started the peers also end them.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    for name in options.only or PARTS:
        title, part = PARTS[name]
        heading = f"### {title}\n\n{readme.where()}. Medians of {options.rounds} rounds."
        text = heading
        for found in part(options.rounds):
            text = f"{heading}\n\n{found}"
            if options.write:
                readme.keep(text, by=f"buffers.py, {name}")
        print(f"\n{text}", flush=True)


if __name__ == "__main__":
    main()
