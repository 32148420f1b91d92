"""Outlines made exact: vertices moved to the distance, edges given the vertices that they lack.

Each vertex moves along the geodesic from its nearest point to the exact distance, and edges get
new vertices until each is shown to keep within the tolerance by a bound that holds at every point
of it. Makes no outline of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid import geodesy, tangent
from geozone.ellipsoid.edge_tree import least
from geozone.ellipsoid.geodesy import Flags, Floats, Numbers
from geozone.ellipsoid.nearest import NearestIndex
from geozone.ellipsoid.vertices import Vertices
from geozone.errors import GeozoneError

_VERTEX_SHARE, _EDGE_SHARE = 0.125, 0.8  # of the tolerance: a vertex is off, an edge bends away
_BETWEEN_SHARE = 0.25  # of the tolerance: how far below two samples the edge between them may be
_BOW_SHARE = 0.08  # of the tolerance: so little it matters if a reader takes edges for geodesics
_ONCE = 0.9  # of that: parts of an edge that move a little need not be parted again
_ROUNDED_UP = 1.05  # a curvature: latitude and azimuth change along an edge
_MOST_MOVES, _MAX_ROUNDS = 8, 60
_FARTHEST_CORNER_M = 5_000.0  # from the end of the edge whose corner is sought
_NO_PROGRESS = 0.2  # of the way to an edge's end: a vertex this near to it says nothing new
_NEWTON_NEAR, _NEWTON_REACH = 0.02, 100.0  # steps to a notch: error by distance, length by error
_GLANCED = 8  # vertices whose nearest point is first looked for at one of them
_SIDE_SLACK = 2  # vertices corrected beyond those seen to lie on the wanted side


@dataclass(frozen=True, slots=True)
class Correction:
    """Moves the vertices of rings to the exact distance and adds those that are missing.

    Parameters
    ----------
    index
        The line.
    distance_m, tolerance_m
        How far from it the outline is to lie, and how far off it may be.
    within
        Only this region (lon/lat, prepared) is wanted: vertices elsewhere stay where they are.
    is_near_geodesics
        Whether edges are to stay near their geodesics, so that it matters little how they are read.
    """

    index: NearestIndex
    distance_m: float
    tolerance_m: float
    within: BaseGeometry | None
    is_near_geodesics: bool = False

    def rings(self, rings: NDArray[np.object_]) -> list[Floats | None]:
        """The corrected rings, open; None where too little is left of one.

        All are worked on together: of thousands each would else be a round of calls by itself.

        Raises
        ------
        GeozoneError
            If no vertices bring them within the tolerance.
        """
        points, ring = _opened(rings)
        end = _following(ring)
        wanted = self._wanted(points, end)
        work = _Rings(points, ring, settled=~wanted, fits=~(wanted & wanted[end]))
        self._glance(work)
        for _ in range(_MAX_ROUNDS):
            if work.settled.all() and work.fits.all():
                starts = np.searchsorted(work.part, np.arange(1, len(rings)))
                return [each if len(each) >= 3 else None for each in np.split(work.points, starts)]
            self._settle(work)
            self._split(work)
        raise GeozoneError(
            f"the outline at {self.distance_m:g} m could not be brought within "
            f"{self.tolerance_m:g} m: give a larger tolerance_m"
        )

    def _wanted(self, points: Floats, end: Numbers) -> Flags:
        if self.within is None:
            return np.ones(len(points), dtype=bool)
        start = np.argsort(end)
        edges = shapely.linestrings(np.stack([points, points[end]], axis=1))
        touches = np.asarray(shapely.intersects(self.within, edges))
        for _ in range(_SIDE_SLACK):
            touches = touches | touches[start] | touches[end]
        return np.asarray(touches | touches[start])

    def _glance(self, work: _Rings) -> None:
        """Give each unsettled vertex a place of the line near it: the foot of one not far off.

        Any place of it to all others: an edge may start at one of them once its end is dropped.
        """
        loose = np.flatnonzero(~work.settled)
        some = loose[::_GLANCED]
        if len(some):
            found = self.index.foot_near(work.points[some], work.space[some], None)
            work.foot_space[:] = found.space[0]
            work.foot_space[loose] = found.space.repeat(_GLANCED, axis=0)[: len(loose)]

    def _settle(self, work: _Rings) -> None:
        """Move unsettled vertices along the geodesic from their nearest point."""
        loose = np.flatnonzero(~work.settled)
        if not len(loose):
            return
        last = work.foot[loose]
        nearest = self.index.foot_near(
            work.points[loose], work.space[loose], work.foot_space[loose]
        )
        error_m = nearest.distance_m - self.distance_m
        near = np.abs(error_m) <= self.tolerance_m * _VERTEX_SHARE
        work.settled[loose[near]] = True
        work.foot[loose], work.at[loose] = nearest.lonlat, nearest.at
        work.foot_space[loose] = nearest.space
        far = ~near
        work.move(loose[far], self._step(work, loose[far], error_m[far], last[far]))
        work.moves[loose] += 1
        stuck = ~work.settled & (work.moves > _MOST_MOVES)
        if stuck.any():
            work.drop(stuck, stuck[_following(work.part)])

    def _step(self, work: _Rings, far: Numbers, error_m: Floats, last: Floats) -> Floats:
        """How vertices come to the distance from their nearest point, or from it and the last one.

        A vertex at a notch has now one nearest point and now another; it must reach the distance
        from both (Newton's step in the plane), or it would approach the notch ever more slowly.
        Metres east and north: the search that follows measures what came of it. A vertex that was
        not measured before has itself for its last nearest point.
        """
        lonlat, space = work.points[far], work.space[far]
        one = tangent.towards(lonlat, space, work.foot_space[far])
        other = tangent.towards(lonlat, space, geodesy.earth_centred(last))
        away = [np.hypot(*each.T) for each in (one, other)]
        # Outward unit vectors, and how far the point must go along each.
        (ax, ay), (bx, by) = (
            -each.T / np.maximum(off, 1e-9) for each, off in ((one, away[0]), (other, away[1]))
        )
        wa, wb = -error_m, self.distance_m - tangent.length_m(away[1])
        if self.distance_m > tangent.CHORDS_TO_M:
            notch = np.abs(wb) < _NEWTON_NEAR * self.distance_m
            wb[notch] = self.distance_m - geodesy.distance_m(lonlat[notch], last[notch])
        step = np.column_stack([wa * ax, wa * ay])
        cross = ax * by - ay * bx
        with np.errstate(divide="ignore", invalid="ignore"):
            both = np.column_stack([wa * by - wb * ay, wb * ax - wa * bx]) / cross[:, None]
        most = _NEWTON_REACH * np.maximum(np.abs(wa), np.abs(wb))
        corner = (np.abs(wb) < _NEWTON_NEAR * self.distance_m) & (np.hypot(*both.T) <= most)
        step[corner] = both[corner]
        return step

    def _split(self, work: _Rings) -> None:
        """Check edges whose ends are settled; put a new vertex where one misses."""
        end = _following(work.part)
        edge = np.flatnonzero(~work.fits & work.settled & work.settled[end])
        if not len(edge):
            return
        bounds = self._bounds(work, edge, end[edge])
        most = self.tolerance_m * _EDGE_SHARE
        most_bow_m = self.tolerance_m * _BOW_SHARE if self.is_near_geodesics else np.inf
        bowed = bounds.bow_m > most_bow_m
        kinked = ~bowed & (bounds.above_m > most)
        long = ~bowed & ~kinked & (bounds.below_m > most)
        work.fits[edge[~(bowed | kinked | long)]] = True
        kinks = self._kinks(work, edge[kinked], end[edge[kinked]], bounds.kink[kinked])
        found = [
            self._straighter(work, edge[bowed], end[edge[bowed]], bounds.bow_m[bowed]),
            (edge[kinked], kinks),
            self._sampled(work, edge[long], end[edge[long]], bounds.of(long)),
        ]
        after, points = (np.concatenate(each) for each in zip(*found, strict=True))
        if len(after):
            work.insert(after, points)

    def _straighter(
        self, work: _Rings, start: Numbers, end: Numbers, bow_m: Floats
    ) -> tuple[Numbers, Floats]:
        """Vertices that cut edges into so many that none leaves the geodesic by too much."""
        most_m = self.tolerance_m * _BOW_SHARE * _ONCE
        steps = np.ceil(np.sqrt(bow_m / most_m)).astype(np.intp)
        edge, share = _inner(steps)
        p, q = work.points[start], work.points[end]
        return start[edge], p[edge] + share[:, None] * (q - p)[edge]

    def _kinks(self, work: _Rings, start: Numbers, end: Numbers, fraction: Floats) -> Floats:
        """A new vertex for each edge that may be too far out: the notch there, if there is one."""
        p, q = work.points[start], work.points[end]
        found = p + np.clip(fraction, 0.05, 0.95)[:, None] * (q - p)
        if not len(found):
            return found
        space = geodesy.earth_centred(found)
        nearest = self.index.foot_near(found, space, work.foot_space[start])
        seen = tangent.towards(found, space, nearest.space)
        off = np.maximum(np.hypot(*seen.T), 1e-9)
        inward = (nearest.distance_m - self.distance_m) / off
        moved = tangent.stepped(found, seen * inward[:, None])
        moved_space = geodesy.earth_centred(moved)
        stuck = np.zeros(len(found), dtype=bool)
        for end_ in (work.space[start], work.space[end]):
            before, after = (geodesy.chord_m(end_, at) for at in (space, moved_space))
            stuck |= after < _NO_PROGRESS * before
        feet = (work.foot[at[stuck]] for at in (start, end))
        moved[stuck] = _corners(p[stuck], q[stuck], *feet)
        return moved

    def _sampled(
        self, work: _Rings, start: Numbers, end: Numbers, bounds: _Bounds
    ) -> tuple[Numbers, Floats]:
        """Long edges that miss at a sample or may miss between two, and where a vertex is wanted.

        Between two samples a step apart the edge is below them by the step²/8 over the distance at
        most, as between two vertices, so that nothing can be nearer to it unseen.
        """
        if not len(start):
            return start, np.empty((0, 2))
        longest = np.sqrt(8 * self.distance_m * self.tolerance_m * _BETWEEN_SHARE)
        steps = np.maximum(np.ceil(bounds.length_m / longest), 2).astype(np.intp)
        edge, share = _inner(steps)
        p, q = work.points[start], work.points[end]
        checked = p[edge] + share[:, None] * (q - p)[edge]
        space = geodesy.earth_centred(checked)
        places = work.foot_space[start][edge]
        distance_m = self.index.foot_near(checked, space, places).distance_m
        error_m = np.abs(distance_m - self.distance_m)
        worst = least(edge, -error_m)
        between_m = bounds.below_m / steps**2  # both its terms go with the square of the length
        misses = error_m[worst] + between_m > self.tolerance_m * _EDGE_SHARE
        work.fits[start[~misses]] = True
        # Where the samples say nothing new, the edge is only too long for its bow.
        silent = error_m[worst] < self.tolerance_m * _VERTEX_SHARE
        there = np.where(silent, np.cumsum(steps - 1) - steps // 2, worst)
        return start[misses], checked[there[misses]]

    def _bounds(self, work: _Rings, start: Numbers, end: Numbers) -> _Bounds:
        """How far edges can be above and below the distance, at every one of their points.

        Let a be how much further the end is from the start's nearest point than the start is, and
        b the same the other way round. Distances from a point are convex along the edge, so at
        fraction t the distance is at most the smaller of t·a and (1 − t)·b above what the ends have
        at most: at most ab / (a + b).
        Nor can it be above by more than the line between both nearest points bends away from the
        chord between them, for the distance from a chord is convex too.
        Both ends are at the distance from every point of the line, so no such point comes nearer
        to the edge than L²/8 over the distance. Straight in lon/lat is off the geodesic by L²/8
        times its curvature, and in space the edge lies below the ground by L²/8 over the earth's
        radius, seen from the line at a slant.
        """
        p, q = work.space[start], work.space[end]
        foot_p, foot_q = work.foot_space[start], work.foot_space[end]
        # Each of one point: between two in different directions chords misjudge 2 m at 500 km.
        a = np.maximum(geodesy.chord_m(q, foot_p) - geodesy.chord_m(p, foot_p), 0)
        b = np.maximum(geodesy.chord_m(p, foot_q) - geodesy.chord_m(q, foot_q), 0)
        square = ((q - p) ** 2).sum(axis=1)
        bow = square * self._curvature(work, start, end) / 8
        slant = self.distance_m / (2 * geodesy.LEAST_RADIUS_M)
        off = bow + square * slant / (8 * geodesy.LEAST_RADIUS_M)
        total = np.where(a + b > 0, a + b, 1)
        above = a * b / total + off
        unsure = np.flatnonzero(above > self.tolerance_m * _EDGE_SHARE)
        beside = self._beside(work, start[unsure], end[unsure])
        above[unsure] = np.minimum(above[unsure], beside)
        below = square / (8 * self.distance_m) + off
        return _Bounds(above, below, bow, np.sqrt(square), b / total)

    def _curvature(self, work: _Rings, start: Numbers, end: Numbers) -> Floats:
        """The geodesic curvature, per metre, of edges straight in lon/lat.

        At azimuth z it is sin z (1 + cos² z) tan(latitude) over the earth's radius.
        """
        p, q = work.points[start], work.points[end]
        steepest = np.radians(np.maximum(np.abs(p[:, 1]), np.abs(q[:, 1])))
        east, north = ((q - p) * geodesy.metres_a_degree((p[:, 1] + q[:, 1]) / 2)).T
        sine = np.abs(east) / np.maximum(np.hypot(east, north), np.finfo(float).tiny)
        return np.asarray(
            _ROUNDED_UP * sine * (2 - sine**2) * np.tan(steepest) / geodesy.LEAST_RADIUS_M
        )

    def _beside(self, work: _Rings, start: Numbers, end: Numbers) -> Floats:
        """How far edges can be above the distance by what the line between their feet does.

        A point runs along the edge, and another in step with it along what is straight in lon/lat
        between the feet: the line is not further from that one than it strays from its way.
        """
        ends = np.stack([work.points[start], work.points[end]])
        feet = np.stack([work.foot[start], work.foot[end]])
        away = in_step_m(ends, feet, self.distance_m)
        return away + self.index.bend_m(work.at[start], work.at[end])


def in_step_m(ends: Floats, feet: Floats, distance_m: float) -> Floats:
    """How much further apart two points may get that run in step than they are at their ends.

    Both run straight in lon/lat. Let them be d apart, f their change of latitude (radians), and v
    the change of the step from one to the other (metres). By the mid-latitude formula,
    d² = R² (cos² m · x² + y²) with m the latitude between them, d is convex but for d f² / 8, for
    tan(latitude) f v / 4, and for d tan² v² / 16 R² by which the formula itself is off. Each counts
    twice.

    Parameters
    ----------
    ends, feet
        Where the two start and end, shape (2, n, 2), lon/lat in degrees.
    distance_m
        How far apart they are there.

    Returns
    -------
    array of shape (n,)
        Metres.

    Examples
    --------
    >>> along_a_parallel = np.array([[[0.0, 60.1]], [[1.0, 60.1]]])
    >>> in_step_m(along_a_parallel, along_a_parallel - [0, 0.1], 11_000.0).tolist()
    [0.0]
    """
    steep = np.tan(np.radians(np.abs(np.concatenate([ends, feet])[..., 1]).max(axis=0)))
    up = np.radians(np.abs([ends[1] - ends[0], feet[1] - feet[0]])[..., 1].max(axis=0))
    step = ends - feet
    step[..., 0] = geodesy.nearest_turn(step[..., 0], 0.0)
    scale = geodesy.metres_a_degree(ends[..., 1].mean(axis=0))
    change = np.hypot(*((step[1] - step[0]) * scale).T)
    curved = (1 + steep**2) * (up**2 / 4 + (change / geodesy.LEAST_RADIUS_M) ** 2 / 8)
    return np.asarray(distance_m * curved + steep * up * change / 2)


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Of some edges: how far off they can be, metres, and the fraction where they are most above.

    The bow is what an edge, straight in lon/lat, leaves the geodesic and the chord by; it is in
    both bounds. What edges can be below goes with the square of their length.
    """

    above_m: Floats
    below_m: Floats
    bow_m: Floats
    length_m: Floats
    kink: Floats

    def of(self, which: Flags) -> _Bounds:
        """Those of some of the edges."""
        return _Bounds(
            self.above_m[which],
            self.below_m[which],
            self.bow_m[which],
            self.length_m[which],
            self.kink[which],
        )


def _corners(p: Floats, q: Floats, foot_p: Floats, foot_q: Floats) -> Floats:
    """Where the outlines through two points would meet if they went straight on.

    An outline runs at right angles to the way from its nearest point. p where they are parallel.
    """
    radial_p, radial_q = _seen_from(p, foot_p), _seen_from(q, foot_q)
    chord = _seen_from(p, q)
    cross = radial_p[:, 0] * radial_q[:, 1] - radial_p[:, 1] * radial_q[:, 0]
    along_p = np.column_stack([-radial_p[:, 1], radial_p[:, 0]])
    # p + t along_p lies on q's outline where (p + t along_p - q) is at right angles to radial_q.
    t = (chord * radial_q).sum(axis=1) / np.where(cross == 0, np.inf, cross)
    shift = t[:, None] * along_p
    azimuth = np.degrees(np.arctan2(shift[:, 0], shift[:, 1]))
    return geodesy.direct(p, azimuth, np.minimum(np.hypot(*shift.T), _FARTHEST_CORNER_M))


def _seen_from(origins: Floats, points: Floats) -> Floats:
    """Metres east and north of each point in the plane about its origin."""
    azimuth, distance_m = geodesy.inverse(origins, points)
    angle = np.radians(azimuth)
    return np.column_stack([distance_m * np.sin(angle), distance_m * np.cos(angle)])


def _inner(steps: Numbers) -> tuple[Numbers, Floats]:
    """For edges in so many steps, the points between these: of which edge, and where on it."""
    inner = steps - 1
    edge = np.repeat(np.arange(len(steps)), inner)
    first = np.cumsum(inner) - inner
    return edge, (np.arange(len(edge)) - first[edge] + 1) / steps[edge]


def _opened(rings: NDArray[np.object_]) -> tuple[Floats, Numbers]:
    """The vertices of rings, each once, and the number of the ring of each."""
    points, ring = shapely.get_coordinates(rings, return_index=True)
    is_last = np.append(ring[1:] != ring[:-1], True)[: len(ring)]
    return points[~is_last], ring[~is_last]


def _following(ring: Numbers) -> Numbers:
    """The vertex after each, that after a ring's last being its first."""
    following = np.arange(1, len(ring) + 1)
    last = np.flatnonzero(np.append(ring[1:] != ring[:-1], True)[: len(ring)])
    following[last] = np.append(0, last + 1)[:-1]
    return following


class _Rings(Vertices):
    """Vertices of rings being corrected, also as places in space."""

    ROWS: ClassVar[tuple[str, ...]] = (*Vertices.ROWS, "space", "foot_space")

    def __init__(self, points: Floats, ring: Numbers, *, settled: Flags, fits: Flags) -> None:
        super().__init__(points, ring, settled=settled, fits=fits)
        self.space = geodesy.earth_centred(points)
        self.foot_space = self.space.copy()  # before it is measured: some place of the line

    def of_new(self, after: Numbers, points: Floats) -> dict[str, Any]:
        """The rows of new vertices; each has the place on the line of the one before it."""
        space = geodesy.earth_centred(points)
        return {
            **super().of_new(after, points), "space": space, "foot_space": self.foot_space[after],
        }  # fmt: skip

    def move(self, which: Numbers, metres: Floats) -> None:
        """Put vertices some metres east and north."""
        self.points[which] = tangent.stepped(self.points[which], metres)
        self.space[which] = geodesy.earth_centred(self.points[which])
