"""Number of vertices: geozone's outlines beside those of the best peer with no larger error.

Every peer makes finer arcs until its worst error is at most that of geozone, if it can, and then
the coarsest arcs that still keep that error. The outline is simplified as far as the error allows.
One more peer is a careful script with shapely and pyproj alone: around a point it makes a ring of
geodesics; otherwise it buffers each edge in a plane of its own and unites the pieces
(tests/geozone/edgewise.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

import geozone
from benchmarks import peers, readme
from benchmarks.buffer_cases import Case, cases
from benchmarks.peers.peer import NoAnswerError, Peer
from tests.geozone import edgewise

MOST_TIMES = 1.5  # the limit in tests/geozone/ellipsoid/test_fewest.py
TOLERANCE_M = 1.0
LEFT_OUT = "Kazakhstan–Russia"  # it would take an hour and show the same as Turkey–Syria
_STEPS = 5  # steps of a bisection
_FINER = 1.5, 3.0  # multiples of the arcs that the error requires; finer arcs do not help
_LONG_S = 3.0  # a tool that takes longer for one buffer is left out, since a search needs many

Made = Callable[[int], BaseGeometry]


class Best(NamedTuple):
    """The outline of a peer with the fewest vertices."""

    way: str
    area: BaseGeometry
    worst_m: float


def vertices(area: BaseGeometry) -> int:
    """The number of vertices of an outline."""
    return int(shapely.get_num_coordinates(area))


def tables(rounds: int) -> Iterator[str]:  # noqa: ARG001  (nothing is timed)
    """The table, with one row for each case."""
    heads = (
        "case | best peer | geozone's error | its error | geozone's vertices | its vertices "
        f"| ratio (≤ {MOST_TIMES:g}×) | superfluous"
    )
    rows = []
    with peers.started() as here:
        others = list(here.peers)
        for case in cases():
            if case.name != LEFT_OUT:
                rows.append(row(case, others))
                yield readme.table(heads, rows, left=2)


def row(case: Case, others: list[Peer]) -> tuple[str, ...]:
    """The row of one case."""
    ours = geozone.buffer(case.geometry, case.distance_m, tolerance_m=TOLERANCE_M)
    worst_m = case.error(ours).worst_m
    peer = best(case, worst_m, others)
    thin, _ = thinned(case, ours, TOLERANCE_M)
    count, fewest = vertices(ours), vertices(peer.area)
    told = (
        str(case),
        peer.way,
        f"{worst_m:.2f} m",
        f"{peer.worst_m:.2f} m",
        f"{count:,}",
        f"{fewest:,}",
        f"{count / fewest:.2f}×",
        f"{1 - vertices(thin) / count:.1%}",
    )
    print(" | ".join(told), flush=True)
    return told


def best(case: Case, worst_m: float, others: list[Peer]) -> Best:
    """The outline with the fewest vertices whose error is at most this."""
    found = [*_by_peers(case, worst_m, others), _by_script(case, worst_m)]
    return min(found, key=lambda each: vertices(each.area))


def thinned(case: Case, area: BaseGeometry, worst_m: float) -> tuple[BaseGeometry, float]:
    """An outline simplified as far as the error allows, and the tolerance used (metres)."""
    kept, low, high = area, 0.0, 2 * worst_m
    for _ in range(_STEPS):
        middle = (low + high) / 2
        simpler = shapely.simplify(area, middle / edgewise.DEGREE_M)
        if case.keeps_to(simpler, worst_m):
            kept, low = simpler, middle
        else:
            high = middle
    return kept, low


def _by_peers(case: Case, worst_m: float, others: list[Peer]) -> Iterator[Best]:
    for peer in list(others):
        try:
            if peer.buffer(*_asked(case), None).seconds > _LONG_S:
                others.remove(peer)  # the next case may be larger
                continue
            made = cache(lambda segments, peer=peer: peer.buffer(*_asked(case), segments).area)
            segments = _coarsest(case, worst_m, made)
        except NoAnswerError:
            continue
        if segments:
            way = f"{peer.name}, {peer.setting}={segments}"
            yield from _plain_and_thinned(case, worst_m, way, made(segments))


def _asked(case: Case) -> tuple[BaseGeometry, float]:
    return case.geometry, case.distance_m


def _coarsest(case: Case, worst_m: float, made: Made) -> int:
    """The coarsest arcs that keep the error, found to 5 %; 0 if no arcs do."""

    def is_enough(segments: int) -> bool:
        return case.keeps_to(made(segments), worst_m)

    least = edgewise.segments(case.distance_m, worst_m)
    for times in _FINER:
        high = round(least * times)
        if is_enough(high):
            break
    else:
        return 0
    low = round(least * 0.9)
    while high - low > max(high * 0.05, 1):
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high


def _by_script(case: Case, worst_m: float) -> Best:
    is_point = case.geometry.geom_type == "Point"
    way = "ring of Geod.fwd, {} azimuths a quarter" if is_point else "edge by edge, quad_segs={}"
    least = edgewise.segments(case.distance_m, worst_m)
    found = []
    for times in (1.05, *_FINER):
        segments = round(least * times) + 1
        area = edgewise.around(*_asked(case), segments)
        if case.keeps_to(area, worst_m):
            found += _plain_and_thinned(case, worst_m, way.format(segments), area)
    return min(found, key=lambda each: vertices(each.area))


def _plain_and_thinned(case: Case, worst_m: float, way: str, area: BaseGeometry) -> list[Best]:
    plain = Best(way, area, case.error(area).worst_m)
    simpler, slack_m = thinned(case, area, worst_m)
    if slack_m == 0:
        return [plain]
    name = f"{way}, simplified by {slack_m:.2f} m"
    return [plain, Best(name, simpler, case.error(simpler).worst_m)]
