"""The nearest of many straight edges in space, for many points at once.

The tree consists of balls (spheres). Eight consecutive edges lie in a ball, eight neighbouring
balls in a larger one, and so on. The search for a point first goes down to the ball that looks
nearest and measures its edges. Then it opens every ball that could hold a nearer edge. The work for
a point grows with the logarithm of the number of edges. This module knows metres in three
dimensions, and nothing of the earth.

`scipy.spatial.cKDTree` finds nearest points, not edges, and `shapely.STRtree` works in the plane.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geozone.ellipsoid.geodesy import Floats, Numbers

_IN_A_BALL = 8  # edges in a ball of the lowest level, and balls in a ball of the next level
_AT_THE_TOP = 32  # most balls of the top level; every point is measured against all of them
_POINTS_AT_ONCE = 512  # points in one block, so that its arrays fit into the processor's cache
# Slack of all bounds, metres. Coordinates of 6,400 km are exact to nanometres, so this is far more
# than rounding needs, and still costs no time.
_ROUNDING_M = 1e-3


@dataclass(frozen=True, slots=True)
class NearestEdges:
    """Pairs of a point and an edge, with the place on the edge that is nearest to the point."""

    row: Numbers  # number of the point
    edge: Numbers
    fraction: Floats  # of the edge, from its start to the nearest place
    distance_m: Floats

    def of(self, rows: Numbers) -> NearestEdges:
        """The pairs with these numbers."""
        return NearestEdges(
            self.row[rows], self.edge[rows], self.fraction[rows], self.distance_m[rows]
        )


@dataclass(frozen=True, slots=True)
class Span:
    """For each point, the part of the line that counts: all up to a place, or all from a place on.

    Parameters
    ----------
    low, high
        Places (edge and fraction as one number), shape (n,). One of the two must be infinite. A
        ball knows only its first and last edge, so it cannot tell whether it holds an edge between
        two places.
    """

    low: Floats
    high: Floats

    def of(self, rows: Numbers | slice) -> Span:
        """The spans of these points."""
        return Span(self.low[rows], self.high[rows])


@dataclass(frozen=True, slots=True)
class BallTree:
    """A search tree of edges: balls around edges, and larger balls around these.

    Examples
    --------
    >>> tree = BallTree.of([np.array([[0.0, 0, 0], [1, 0, 0], [2, 0, 0]])])
    >>> near = tree.nearest(np.array([[1.5, 3.0, 4.0]]))
    >>> near.edge.tolist(), near.fraction.tolist(), near.distance_m.tolist()
    ([1], [0.5], [5.0])
    """

    levels: tuple[_Balls, ...]  # from the top down; the children of ball i are 8 i to 8 i + 7
    # The three axes are separate arrays: numpy is far faster on long rows than on triples.
    origin: tuple[Floats, ...]  # three of (balls, 8): where the edges of the lowest level start
    vector: tuple[Floats, ...]  # three of (balls, 8)
    inverse_square: Floats  # (balls, 8): 1 / |vector|², 0 for an edge without length
    number: Numbers  # (balls, 8) → edge

    @classmethod
    def of(cls, parts: Sequence[Floats]) -> BallTree:
        """From the vertices of each part, shape (n, 3), n ≥ 2; edges count on through all parts."""
        number = _runs([len(part) - 1 for part in parts])
        origin = np.concatenate([part[:-1] for part in parts])[number]
        vector = np.concatenate([np.diff(part, axis=0) for part in parts])[number]
        order = _neighbours_together((origin + vector / 2).mean(axis=1))
        origin, vector, number = origin[order], vector[order], number[order]
        # Dividing once here saves a division for every pair of point and edge.
        square = (vector**2).sum(axis=2)
        inverse_square = np.divide(1.0, square, out=np.zeros_like(square), where=square > 0)
        ends = np.concatenate([origin, origin + vector], axis=1)
        levels = [_Balls.about(ends, np.zeros(ends.shape[:2]), number, number)]
        while len(levels[0].radius) > _AT_THE_TOP:
            levels.insert(0, levels[0].gathered())
        return cls(tuple(levels), _axes(origin), _axes(vector), inverse_square, number)

    def nearest(
        self, points: Floats, span: Span | None = None, *, most_m: Floats | None = None
    ) -> NearestEdges:
        """The nearest edge of each point of shape (n, 3), in the order of the points.

        With a span, only the part of the line that counts for a point is searched. If upper bounds
        of the distances are known (`most_m`, shape (n,)), they save the first descent in the tree.
        """
        found = []
        for first in range(0, len(points), _POINTS_AT_ONCE):
            these = slice(first, first + _POINTS_AT_ONCE)
            some = _Asked.of(points, span, these)
            most = self._glimpse(some) if most_m is None else most_m[these]
            pairs = self._within(some, most)
            found.append(_chosen(pairs, least(pairs.row, pairs.distance_m), first))
        return _joined(found)

    def within(self, points: Floats, distance_m: Floats, span: Span | None = None) -> NearestEdges:
        """All edges within each point's own distance, shape (n,), of that point; rows ascend."""
        found = []
        for first in range(0, len(points), _POINTS_AT_ONCE):
            these = slice(first, first + _POINTS_AT_ONCE)
            some = _Asked.of(points, span, these)
            pairs = self._within(some, distance_m[these])
            near = np.flatnonzero(pairs.distance_m <= distance_m[these][pairs.row] + _ROUNDING_M)
            found.append(_chosen(pairs, near, first))
        return _joined(found)

    def rivals(self, points: Floats, slack_m: float, share: float) -> NearestEdges:
        """All edges that are the nearest or farther by a slack at most; rows ascend.

        The slack is `slack_m` plus `share` (per square metre) times the cube of the distance.
        """

        def with_slack(distance_m: Floats) -> Floats:
            return np.asarray(distance_m + slack_m + share * distance_m**3)

        found = []
        for first in range(0, len(points), _POINTS_AT_ONCE):
            some = _Asked.of(points, None, slice(first, first + _POINTS_AT_ONCE))
            # The first estimate is an upper bound, so these pairs hold all that are wanted.
            pairs = self._within(some, with_slack(self._glimpse(some)))
            nearest = np.full(len(some.axes[0]), np.inf)
            best = least(pairs.row, pairs.distance_m)
            nearest[pairs.row[best]] = pairs.distance_m[best]
            near = np.flatnonzero(pairs.distance_m <= with_slack(nearest)[pairs.row])
            found.append(_chosen(pairs, near, first))
        return _joined(found)

    def _glimpse(self, asked: _Asked) -> Floats:
        """An upper bound of each distance: that to the edges of the ball that looks nearest.

        At each level the search goes on in the child whose surface is nearest. That need not lead
        to the nearest edge, but to one that is near.
        """
        rows = np.arange(len(asked.axes[0]))
        ball = self.levels[0].from_all(asked).argmin(axis=1)
        for level in self.levels[1:]:
            children = _children(ball)
            gap = level.gap(asked, rows.repeat(_IN_A_BALL), children).reshape(-1, _IN_A_BALL)
            ball = children.reshape(-1, _IN_A_BALL)[rows, gap.argmin(axis=1)]
        seen = self._edges(asked, rows, ball).distance_m
        return np.asarray(seen.reshape(-1, _IN_A_BALL).min(axis=1))

    def _within(self, asked: _Asked, distance_m: Floats) -> NearestEdges:
        """The edges of all balls that reach within a distance of each point; rows ascend."""
        most = distance_m + _ROUNDING_M
        row, ball = np.nonzero(self.levels[0].from_all(asked) <= most[:, None])
        for level in self.levels[1:]:
            row, ball = row.repeat(_IN_A_BALL), _children(ball)
            near = level.gap(asked, row, ball) <= most[row]
            row, ball = row[near], ball[near]
        return self._edges(asked, row, ball)

    def _edges(self, asked: _Asked, row: Numbers, ball: Numbers) -> NearestEdges:
        """All edges of balls: eight pairs of point and edge for each pair of point and ball."""
        # The nearest place is the foot of the perpendicular, limited to the edge's ends. Arrays are
        # changed in place, since this is where most of the time is spent.
        offset = [
            point.take(row)[:, None] - origin.take(ball, axis=0)
            for point, origin in zip(asked.axes, self.origin, strict=True)
        ]
        vector = [each.take(ball, axis=0) for each in self.vector]
        number = self.number.take(ball, axis=0)
        along = _dot(offset, vector)
        along *= self.inverse_square.take(ball, axis=0)
        if asked.span is None:
            np.clip(along, 0, 1, out=along)
        else:
            # A span may end within an edge; then only the part of the edge in the span counts.
            low = asked.span.low.take(row)[:, None] - number
            high = asked.span.high.take(row)[:, None] - number
            np.clip(along, np.clip(low, 0, 1), np.clip(high, 0, 1), out=along)
        for axis in range(3):
            vector[axis] *= along
            offset[axis] -= vector[axis]
        distance = _dot(offset, offset)
        np.sqrt(distance, out=distance)
        if asked.span is not None:
            distance[(low >= 1) | (high <= 0)] = np.inf
        return NearestEdges(
            row.repeat(_IN_A_BALL), number.reshape(-1), along.reshape(-1), distance.reshape(-1)
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A block of points in space, and the part of the line that counts for each (None: all)."""

    axes: tuple[Floats, ...]  # three of (n,)
    span: Span | None

    @classmethod
    def of(cls, points: Floats, span: Span | None, these: slice) -> _Asked:
        """The block `these` of points of shape (n, 3)."""
        return cls(_axes(points[these]), None if span is None else span.of(these))


def _axes(points: Floats) -> tuple[Floats, ...]:
    return tuple(np.ascontiguousarray(points[..., axis]) for axis in range(3))


def _dot(a: Sequence[Floats], b: Sequence[Floats]) -> Floats:
    total = a[0] * b[0]
    total += a[1] * b[1]
    total += a[2] * b[2]
    return total


@dataclass(frozen=True, slots=True)
class _Balls:
    """The balls of one level of the tree, eight to a ball of the level above.

    The last eight may be incomplete. Numbers beyond the last ball count as infinitely far away.
    """

    centre: tuple[Floats, ...]  # three of (m,)
    radius: Floats  # (m,)
    first: Numbers  # (m,): smallest number of an edge in the ball
    last: Numbers  # (m,): largest number of an edge in the ball

    @classmethod
    def about(cls, centres: Floats, radii: Floats, first: Numbers, last: Numbers) -> _Balls:
        """Balls around groups of smaller balls (or of points), shape (m, k, 3) and (m, k).

        A ball's centre is that of the group's bounding box. The smallest ball would take longer to
        find.
        """
        # A radius of minus infinity marks a ball that only fills up its group.
        real = np.isfinite(radii)[:, :, None]
        low = np.where(real, centres - radii[:, :, None], np.inf).min(axis=1)
        high = np.where(real, centres + radii[:, :, None], -np.inf).max(axis=1)
        centre = (low + high) / 2
        reach = np.sqrt(((centres - centre[:, None]) ** 2).sum(axis=2)) + radii
        return cls(_axes(centre), reach.max(axis=1), first.min(axis=1), last.max(axis=1))

    def gathered(self) -> _Balls:
        """The balls of the level above; the last one is filled up to eight children."""
        missing = -len(self.radius) % _IN_A_BALL
        centre, first, last = (
            np.concatenate([each, each[-1:].repeat(missing, axis=0)])
            for each in (np.column_stack(self.centre), self.first, self.last)
        )
        radius = np.concatenate([self.radius, np.full(missing, -np.inf)])
        return _Balls.about(
            centre.reshape(-1, _IN_A_BALL, 3),
            *(each.reshape(-1, _IN_A_BALL) for each in (radius, first, last)),
        )

    def from_all(self, asked: _Asked) -> Floats:
        """Distance of every point from every ball's surface (negative inside), shape (n, m)."""
        # Three outer differences, since a matrix product of so few columns would lose more time by
        # waking the threads of BLAS than it saves.
        away = [
            point[:, None] - centre for point, centre in zip(asked.axes, self.centre, strict=True)
        ]
        square = _dot(away, away)
        gap = np.sqrt(square, out=square) - self.radius
        if asked.span is not None:
            low, high = asked.span.low[:, None], asked.span.high[:, None]
            gap[(self.last + 1 <= low) | (self.first >= high)] = np.inf
        return np.asarray(gap)

    def gap(self, asked: _Asked, row: Numbers, ball: Numbers) -> Floats:
        """Distance of each point from the surface of one ball; infinite if the ball does not count.

        Numbers beyond the last ball do not count, nor do balls outside of a point's span.
        """
        exists = ball < len(self.radius)
        ball = np.where(exists, ball, 0)
        away = [
            point.take(row) - centre.take(ball)
            for point, centre in zip(asked.axes, self.centre, strict=True)
        ]
        gap = _dot(away, away)
        np.sqrt(gap, out=gap)
        gap -= self.radius.take(ball)
        if asked.span is not None:
            exists &= self.last.take(ball) + 1 > asked.span.low.take(row)
            exists &= self.first.take(ball) < asked.span.high.take(row)
        gap[~exists] = np.inf
        return np.asarray(gap)


def least(group: Numbers, value: Floats) -> Numbers:
    """The position of the least value in each run of equal group numbers (the first of equals).

    Examples
    --------
    >>> least(np.array([0, 0, 1, 1]), np.array([3.0, 2.0, 5.0, 5.0])).tolist()
    [1, 2]
    """
    if not len(group):
        return np.empty(0, dtype=np.intp)
    starts = np.flatnonzero(np.concatenate([[True], group[1:] != group[:-1]]))
    run = np.cumsum(np.concatenate([[False], group[1:] != group[:-1]]))
    best = np.flatnonzero(value == np.minimum.reduceat(value, starts)[run])
    return np.asarray(best[np.concatenate([[True], run[best[1:]] != run[best[:-1]]])])


def _runs(counts: Sequence[int]) -> Numbers:
    """Consecutive edges of each part in groups of eight, shape (m, 8).

    The last edge of a part is repeated until its last group is full. No group crosses from one part
    to the next, since parts may lie far from each other.
    """
    runs, first = [], 0
    for count in counts:
        steps = np.minimum(np.arange(-(-count // _IN_A_BALL) * _IN_A_BALL), count - 1)
        runs.append(first + steps.reshape(-1, _IN_A_BALL))
        first += count
    return np.concatenate(runs)


def _neighbours_together(centres: Floats) -> Numbers:
    """An order of balls in which every aligned run of 2, 4, 8 … balls lies close together.

    The set is halved again and again across the widest of its three extents, as in a k-d tree.
    """
    count = len(centres)
    order = np.arange(count)
    size = 1 << max(count - 1, 0).bit_length()
    while size > 1:
        padded = np.concatenate([order, np.full(-count % size, -1)]).reshape(-1, size)
        # Entries that only fill up the array must stay at its end. As not-a-numbers they are sorted
        # behind all others.
        there = np.where((padded >= 0)[:, :, None], centres[padded], np.nan)
        widest = (np.nanmax(there, axis=1) - np.nanmin(there, axis=1)).argmax(axis=1)
        key = np.take_along_axis(there, widest[:, None, None], axis=2)[:, :, 0]
        halves = np.argsort(key, axis=1, kind="stable")
        order = np.take_along_axis(padded, halves, axis=1).reshape(-1)[:count]
        size //= 2
    return np.asarray(order)


def _children(balls: Numbers) -> Numbers:
    return np.asarray((balls[:, None] * _IN_A_BALL + np.arange(_IN_A_BALL)).reshape(-1))


def _chosen(pairs: NearestEdges, which: Numbers, first: int) -> NearestEdges:
    return NearestEdges(
        pairs.row[which] + first, pairs.edge[which], pairs.fraction[which], pairs.distance_m[which]
    )


def _joined(found: Sequence[NearestEdges]) -> NearestEdges:
    if not found:
        empty = np.empty(0)
        return NearestEdges(empty.astype(np.intp), empty.astype(np.intp), empty, empty)
    return NearestEdges(
        np.concatenate([one.row for one in found]),
        np.concatenate([one.edge for one in found]),
        np.concatenate([one.fraction for one in found]),
        np.concatenate([one.distance_m for one in found]),
    )
