"""An outline at one distance carried on to a larger one.

All that is farther from a line is reached through its outline at a smaller distance: each vertex
goes on along the geodesic from its nearest point. Where two stretches run into each other, what
went on beyond the meeting has by then another nearest point: it is left out, and the stretches are
joined where they meet.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from geozone import geodesy
from geozone.correction import Ring
from geozone.geodesy import Floats
from geozone.nearest import Foot, NearestIndex

Numbers = NDArray[np.intp]
Flags = NDArray[np.bool_]

_ALIVE_SHARE = 0.12  # of the tolerance: so near to the distance a vertex counts as on the outline
_ARC_SHARE = 0.7  # of the tolerance: by so much chords of arcs lie inside
_SAME_DEGREES = 1e-8  # a millimetre
_HOLLOW, _HOLLOW_M = 1.05, 1.0  # an edge's feet are farther apart than that share of it
_BENT = 2.0  # twice what lines along parallels and meridians differ by, a distance apart
_MET_SHARE = 2.0  # of the tolerance: so near to each other two vertices are at a meeting
_SIMPLER_SHARE = 0.35  # of the tolerance: by so much rings are simplified
_NEIGHBOURS = (-128, -32, -8, -2, 2, 8, 32, 128)  # in the ring, looked at first
_SURELY_M = 5.0  # nearer by so much, a vertex is lost whatever else is near
_MOST_ROUNDS = 24
_NEWTON_STEPS = 3
_NO_LENGTH_M = 1e-9


class Unclear(Exception):
    """Stretches could not be joined with certainty."""


def farther(
    rings: list[Ring], index: NearestIndex, from_m: float, to_m: float, tolerance_m: float
) -> list[Ring]:
    """The rings of the outline at a larger distance.

    Parameters
    ----------
    rings
        Those of the outline at a smaller distance, what is within on their left.
    index
        The line.
    from_m, to_m
        The smaller distance and the larger one.
    tolerance_m
        Vertices lie within an eighth of it; what edges lack, `geozone.correction` adds.

    Raises
    ------
    Unclear
        Where stretches cannot be joined with certainty.
    """
    angle = np.degrees(np.sqrt(8 * tolerance_m * _ARC_SHARE / to_m))
    spaced = [_respaced(ring, from_m, angle) for ring in rings]
    front = _Front(spaced, index, (from_m, to_m), tolerance_m)
    front.part_at_notches()
    front.march(np.arange(len(front.base)))
    front.look_for_pockets()
    return front.joined()


class _Front:
    """Vertices of a smaller outline, and where each has gone."""

    def __init__(
        self,
        rings: list[Ring],
        index: NearestIndex,
        distances_m: tuple[float, float],
        tolerance_m: float,
    ) -> None:
        self.index, self.tolerance_m = index, tolerance_m
        self.from_m, self.to_m = distances_m
        self.base = np.concatenate([ring.points for ring in rings])
        self.foot = np.concatenate([ring.foot for ring in rings])
        self.at = np.concatenate([ring.at for ring in rings])
        ends = np.cumsum([len(ring.points) for ring in rings])
        self.after = np.arange(1, len(self.base) + 1)
        self.after[ends - 1] = np.concatenate([[0], ends[:-1]])
        self.jumps = np.zeros(len(self.base), dtype=bool)  # from this vertex to the next
        self.moved = np.empty((0, 2))
        self.near = Foot(np.empty((0, 2)), np.empty(0), np.empty(0))

    @property
    def _longest_m(self) -> float:
        """Of an edge that bends away from the outline by the tolerance."""
        return float(np.sqrt(8 * self.to_m * self.tolerance_m))

    @property
    def alive(self) -> Flags:
        return np.asarray(self.deficit <= self.tolerance_m * _ALIVE_SHARE)

    @property
    def deficit(self) -> Floats:
        return np.asarray(self.to_m - self.near.distance_m)

    def part_at_notches(self) -> None:
        """Part the edges whose feet are farther apart than they are long.

        There the outline is hollow, or two stretches meet: between vertices on either side of a
        meeting, next to each other, nothing goes on.
        """
        unsure = np.arange(len(self.base))
        for _ in range(_MOST_ROUNDS):
            start, length = self._hollow(unsure)
            met = length <= self.tolerance_m * _MET_SHARE
            self.jumps[start[met]] = True
            start, length = start[~met], length[~met]
            if not len(start):
                return
            end = self.after[start]
            # Where the feet of both ends would be as near, but not quite at an end.
            one, other = self._farther_foot(start, end), self._farther_foot(end, start)
            share = one / np.maximum(one + other, _NO_LENGTH_M)
            least = np.minimum(self.tolerance_m * _MET_SHARE / 2 / length, 0.5)
            share = np.clip(share, least, 1 - least)
            notch = self.base[start] + share[:, None] * (self.base[end] - self.base[start])
            near = self.index.foot(notch)
            unsure = np.concatenate([start, self._insert(start, notch, near.lonlat, near.at)])
        raise Unclear

    def _hollow(self, start: Numbers) -> tuple[Numbers, Floats]:
        """Those of some edges that are hollow, and their lengths."""
        end = self.after[start]
        p, q, foot_p, foot_q = (
            geodesy.earth_centred(each)
            for each in (self.base[start], self.base[end], self.foot[start], self.foot[end])
        )
        length = _apart(p, q)
        hollow = _apart(foot_p, foot_q) > _HOLLOW * length + _HOLLOW_M
        return start[hollow], length[hollow]

    def _farther_foot(self, here: Numbers, there: Numbers) -> Floats:
        """How much farther from a vertex the other's foot is than its own."""
        place, own, other = (
            geodesy.earth_centred(each)
            for each in (self.base[here], self.foot[here], self.foot[there])
        )
        return np.maximum(_apart(place, other) - _apart(place, own), 0)

    def _insert(self, after: Numbers, points: Floats, foot: Floats, at: Floats) -> Numbers:
        """New vertices behind others; their numbers."""
        numbers = len(self.base) + np.arange(len(points))
        self.base = np.concatenate([self.base, points])
        self.foot = np.concatenate([self.foot, foot])
        self.at = np.concatenate([self.at, at])
        self.after = np.concatenate([self.after, self.after[after]])
        self.after[after] = numbers
        self.jumps = np.concatenate([self.jumps, np.zeros(len(points), dtype=bool)])
        return numbers

    def march(self, these: Numbers) -> None:
        """Move the last vertices to the distance, and see what is nearest there."""
        azimuth, _ = geodesy.inverse(self.foot[these], self.base[these])
        moved = geodesy.direct(self.foot[these], azimuth, self.to_m)
        nearer, distance_m = self._feet_of_others(moved)
        near = Foot(self.foot[nearer], distance_m, self.at[nearer])
        open_ = np.flatnonzero(distance_m > self.to_m - _SURELY_M)
        seen = self.index.foot(moved[open_], most_m=self.to_m)
        near.lonlat[open_], near.distance_m[open_] = seen.lonlat, seen.distance_m
        near.at[open_] = seen.at
        self.moved = np.concatenate([self.moved, moved])
        self.near = Foot(
            np.concatenate([self.near.lonlat, near.lonlat]),
            np.concatenate([self.near.distance_m, near.distance_m]),
            np.concatenate([self.near.at, near.at]),
        )

    def _feet_of_others(self, moved: Floats) -> tuple[Numbers, Floats]:
        """For each of the last vertices one whose foot is nearer, if some are, and how far that is.

        Those looked at stand near it in the ring: most of what is lost is lost to its neighbours.
        """
        own = len(self.base) - len(moved) + np.arange(len(moved))
        place, feet = geodesy.earth_centred(moved), geodesy.earth_centred(self.foot)
        best, least_m = own.copy(), np.full(len(moved), np.inf)
        for step in _NEIGHBOURS if len(moved) > _NEIGHBOURS[-1] else ():
            other = (own + step) % len(self.base)
            chord_m = _apart(place, feet[other])
            nearer = chord_m < least_m
            best[nearer], least_m[nearer] = other[nearer], chord_m[nearer]
        return best, least_m + least_m**3 / (24 * geodesy.LEAST_RADIUS_M**2)

    def look_for_pockets(self) -> None:
        """Part edges of which both ends are left out until none can hold what is not.

        The distance from a point is convex along an edge. So where the nearest points of the two
        ends leave nothing of the edge at the distance, all of it is left out.
        """
        unsure = np.arange(len(self.base))
        for _ in range(_MOST_ROUNDS):
            unsure = unsure[~self.jumps[unsure]]
            alive, end = self.alive[unsure], self.alive[self.after[unsure]]
            lost, crossing = unsure[~alive & ~end], unsure[alive != end]
            start = np.concatenate(
                [
                    lost[self._may_rise(lost, self.after[lost])],
                    crossing[self._runs_into_itself(crossing, self.after[crossing])],
                ]
            )
            met = self._is_notch(start, self.after[start])
            self.jumps[start[met]] = True
            start = start[~met]
            if not len(start):
                return
            middle = (self.base[start] + self.base[self.after[start]]) / 2
            near = self.index.foot(middle)
            added = self._insert(start, middle, near.lonlat, near.at)
            self.march(added)
            unsure = np.concatenate([start, added])
        raise Unclear

    def _may_rise(self, start: Numbers, end: Numbers) -> Flags:
        """Whether, between two vertices left out, the distance may be reached."""
        p, q = (geodesy.earth_centred(self.moved[each]) for each in (start, end))
        near_p, near_q = (geodesy.earth_centred(self.near.lonlat[each]) for each in (start, end))
        pp, qp = _apart(p, near_p), _apart(q, near_p)
        pq, qq = _apart(p, near_q), _apart(q, near_q)
        # The smaller of two straight lines over the edge: highest where they cross, or at an end.
        rise_p, rise_q = np.maximum(qp - qq, 0), np.maximum(pq - pp, 0)
        total = rise_p + rise_q
        share = rise_q / np.where(total > 0, total, 1)
        crossing = np.where(total > 0, pp + share * (qp - pp), np.maximum(pp, qq))
        highest = np.maximum(crossing, np.maximum(np.minimum(pp, pq), np.minimum(qp, qq)))
        length = _apart(p, q)
        bend = length**2 / (8 * self.to_m) + self.to_m**3 / (24 * geodesy.LEAST_RADIUS_M**2)
        tall = highest + bend + self._gap_m(start, end) > self.to_m
        return np.asarray(tall & (length > self.tolerance_m))

    def _gap_m(self, start: Numbers, end: Numbers) -> Floats:
        """How far what goes on from both sides of notches within edges has parted by then.

        A base edge over a notch is shorter than its feet are apart. Both sides of the notch go on
        along their own ways, and the edge between the vertices moved is neither.
        """
        p, q, foot_p, foot_q = (
            geodesy.earth_centred(each)
            for each in (self.base[start], self.base[end], self.foot[start], self.foot[end])
        )
        steep = np.tan(np.radians(np.abs(self.base[start, 1])))
        bent = _BENT * self.from_m / geodesy.LEAST_RADIUS_M * (1 + steep)
        longer = _apart(foot_p, foot_q) - _apart(p, q) * (1 + bent)
        return np.asarray(np.maximum(longer, 0) * self.to_m / self.from_m)

    def _is_notch(self, start: Numbers, end: Numbers) -> Flags:
        """Whether edges are so short that what lies between their ends by now is a notch's gap."""
        p, q, moved_p, moved_q = (
            geodesy.earth_centred(each)
            for each in (self.base[start], self.base[end], self.moved[start], self.moved[end])
        )
        short = _apart(p, q) <= self.tolerance_m * _MET_SHARE
        return np.asarray(short & (self._gap_m(start, end) > _apart(moved_p, moved_q) / 2))

    def _runs_into_itself(self, start: Numbers, end: Numbers) -> Flags:
        """Whether what is lost at one end is lost to a foot between those of both, or may be."""
        lost = np.where(self.alive[start], end, start)
        low, high = np.sort([self.at[start], self.at[end]], axis=0)
        inside = (self.near.at[lost] > low) & (self.near.at[lost] < high)
        p, q = (geodesy.earth_centred(self.moved[each]) for each in (start, end))
        parted = self._gap_m(start, end) > self.tolerance_m
        return np.asarray((inside | parted) & (_apart(p, q) > self.tolerance_m))

    def joined(self) -> list[Ring]:
        """The stretches that are left, joined into rings where they meet."""
        alive = self.alive
        start = np.flatnonzero(alive != alive[self.after])
        end = self.after[start]
        from_alive = alive[start]
        kept, lost = np.where(from_alive, start, end), np.where(from_alive, end, start)
        where, near = self._meetings(kept, lost)
        ends, starts = np.flatnonzero(from_alive), np.flatnonzero(~from_alive)
        partner = self._partners(where[ends], where[starts])
        # Nodes: the vertices, then the meetings.
        count = len(self.base)
        follows = self.after.copy()
        follows[kept[ends]] = count + np.arange(len(ends))
        follows = np.concatenate([follows, kept[starts[partner]]])
        points = np.concatenate([self.moved, where[ends]])
        foot = np.concatenate([self.near.lonlat, near.lonlat[ends]])
        at = np.concatenate([self.near.at, near.at[ends]])
        rings = _cycles(follows, np.flatnonzero(alive))
        slack = self.tolerance_m * _SIMPLER_SHARE / geodesy.LONGEST_DEGREE_M
        return [Ring(points[ring], foot[ring], at[ring]) for ring in _thinned(points, rings, slack)]

    def _meetings(self, kept: Numbers, lost: Numbers) -> tuple[Floats, Foot]:
        """Where the stretch that ends between two vertices meets another.

        At the distance both from a foot of its own and from one of the other's. What else is
        nearer there takes the place of one of the two.
        """
        one, other = self.near.lonlat[kept].copy(), self.index.foot(self.moved[lost]).lonlat
        over = geodesy.distance_m(self.moved[kept], other) - self.to_m
        under = self.deficit[lost]
        share = np.clip(over / np.maximum(over + under, _NO_LENGTH_M), 0, 1)
        place = self.moved[kept] + share[:, None] * (self.moved[lost] - self.moved[kept])
        found = place.copy()
        near = Foot(one.copy(), np.full(len(one), -np.inf), np.zeros(len(one)))
        low = np.minimum(self.at[kept], self.at[lost])
        high = np.maximum(self.at[kept], self.at[lost])
        left = np.arange(len(kept))
        for _ in range(_MOST_ROUNDS):
            if not len(left):
                return found, near
            place = corners(place, one[left], other[left], self.to_m)
            seen = self.index.foot(place)
            found[left] = place
            near.lonlat[left], near.distance_m[left] = seen.lonlat, seen.distance_m
            near.at[left] = seen.at
            off = np.abs(seen.distance_m - self.to_m) > self.tolerance_m * _ALIVE_SHARE
            own = (seen.at >= low[left]) & (seen.at <= high[left])
            one[left[off & own]] = seen.lonlat[off & own]
            other[left[off & ~own]] = seen.lonlat[off & ~own]
            left, place = left[off], place[off]
        raise Unclear

    def _partners(self, ends: Floats, starts: Floats) -> Numbers:
        """For each end of a stretch the start of the one that goes on from there.

        The nearest to each other first, then those among the rest.
        """
        if len(ends) != len(starts):
            raise Unclear
        partner = np.zeros(len(ends), dtype=np.intp)
        end, start = np.arange(len(ends)), np.arange(len(starts))
        while len(end):
            nearest, apart_m = _nearest(ends[end], starts[start])
            order = np.lexsort([apart_m, nearest])
            taken, first = np.unique(nearest[order], return_index=True)
            paired = order[first]
            if apart_m[paired].max() > self._longest_m:
                raise Unclear
            partner[end[paired]] = start[taken]
            end, start = np.delete(end, paired), np.delete(start, taken)
        return partner


def _nearest(points: Floats, others: Floats) -> tuple[Numbers, Floats]:
    """Which of some other places lies nearest to each point, and how far off it is, metres."""
    squeeze = np.array([np.cos(np.radians(others[:, 1].mean())), 1.0])
    tree = shapely.STRtree(shapely.points(others * squeeze))
    asked, nearest = tree.query_nearest(shapely.points(points * squeeze), all_matches=False)
    nearest = nearest[np.argsort(asked)]
    return nearest, geodesy.distance_m(points, others[nearest])


def _respaced(ring: Ring, from_m: float, angle: float) -> Ring:
    """A ring with vertices on its arcs that are as many degrees apart as a larger one needs."""
    azimuth, _ = geodesy.inverse(ring.foot, ring.points)
    turn = geodesy.nearest_turn(np.roll(azimuth, -1) - azimuth, 0.0)
    apart = np.abs(np.roll(ring.foot, -1, axis=0) - ring.foot).max(axis=1)
    on_arc = np.asarray(apart < _SAME_DEGREES)
    on_arc[-1] = False  # a disc has its ends somewhere
    before = np.append(False, on_arc[:-1])
    first, last = np.flatnonzero(on_arc & ~before), np.flatnonzero(before & ~on_arc)
    total = np.append(0.0, np.cumsum(turn))
    span = total[last] - total[first]
    steps = np.maximum(np.ceil(np.abs(span) / angle), 1).astype(np.intp)
    arc = np.repeat(np.arange(len(first)), steps - 1)
    nth = np.arange(len(arc)) - np.repeat(np.cumsum(steps - 1) - (steps - 1), steps - 1) + 1
    share = nth / steps[arc]
    start = first[arc]
    new = geodesy.direct(ring.foot[start], azimuth[start] + share * span[arc], from_m)
    kept = np.flatnonzero(~(on_arc & before))
    order = np.argsort(np.concatenate([kept, start + share * 0.5]), kind="stable")
    return Ring(
        np.concatenate([ring.points[kept], new])[order],
        np.concatenate([ring.foot[kept], ring.foot[start]])[order],
        np.concatenate([ring.at[kept], ring.at[start]])[order],
    )


def _thinned(points: Floats, rings: list[Numbers], slack: float) -> list[Numbers]:
    """Rings without the vertices that make no edge better, nor those of fewer than three."""
    closed = [np.append(ring, ring[0]) for ring in rings if len(ring) >= 3]
    numbered = [shapely.LineString(np.column_stack([points[ring], ring])) for ring in closed]
    thin = shapely.simplify(numbered, slack, preserve_topology=False)
    kept = [shapely.get_coordinates(ring, include_z=True)[:-1, 2].astype(np.intp) for ring in thin]
    return [ring for ring in kept if len(ring) >= 3]


def corners(points: Floats, one: Floats, other: Floats, distance_m: float) -> Floats:
    """Points moved to where they are at a distance from each of two places.

    Newton's steps in the plane about each point.
    """
    for _ in range(_NEWTON_STEPS):
        a, b = geodesy.inverse(points, one), geodesy.inverse(points, other)
        (ax, ay), (bx, by) = (
            (-np.sin(angle), -np.cos(angle)) for angle in map(np.radians, (a.azimuth, b.azimuth))
        )
        wa, wb = distance_m - a.distance_m, distance_m - b.distance_m
        cross = ax * by - ay * bx
        cross = np.where(np.abs(cross) < 1e-9, np.inf, cross)
        east, north = (wa * by - wb * ay) / cross, (wb * ax - wa * bx) / cross
        length = np.minimum(np.hypot(east, north), distance_m / 2)
        points = geodesy.direct(points, np.degrees(np.arctan2(east, north)), length)
    return points


def _cycles(follows: Numbers, start_at: Numbers) -> list[Numbers]:
    """The rings through some nodes, each node in one ring once."""
    after = follows.tolist()
    seen = bytearray(len(after))
    rings = []
    for first in start_at.tolist():
        if seen[first]:
            continue
        ring, node = [], first
        while not seen[node]:
            seen[node] = 1
            ring.append(node)
            node = after[node]
        if node != first:
            raise Unclear
        rings.append(np.array(ring))
    return rings


def _apart(a: Floats, b: Floats) -> Floats:
    return np.asarray(np.sqrt(((a - b) ** 2).sum(axis=1)))
