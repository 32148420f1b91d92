"""Outlines made exact: vertices moved to the distance, vertices added to edges that miss it.

Each vertex moves along the geodesic from its nearest point to the exact distance. Edges get new
vertices until a bound, which holds at every point of an edge, shows that it is within the
tolerance. This module makes no outline of its own.
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

# Shares of the tolerance: the error allowed at a vertex, and along an edge.
_VERTEX_SHARE, _EDGE_SHARE = 0.125, 0.8
_BETWEEN_SHARE = 0.25  # share of the tolerance by which an edge may dip between two samples
# Share of the tolerance between an edge and its geodesic. Below this it hardly matters whether a
# reader takes edges for geodesics or for straight lines in lon/lat.
_BOW_SHARE = 0.08
_ONCE = 0.9  # share of that, so that parts of an edge need no second cut after they moved a little
_ROUNDED_UP = 1.05  # factor on a curvature, since latitude and azimuth change along an edge
_MOST_MOVES, _MAX_ROUNDS = 8, 60  # of one vertex; of all
_FARTHEST_CORNER_M = 5_000.0  # from the end of the edge whose corner is sought
_NO_PROGRESS = 0.2  # of the way to an edge's end: a new vertex nearer to it would be of no use
# A Newton step to a notch is taken if the error is below this share of the distance, and the step
# below this multiple of the error.
_NEWTON_NEAR, _NEWTON_REACH = 0.02, 100.0
_SEED_EVERY = 8  # vertices that share a first guess of their nearest point
_SIDE_SLACK = 2  # vertices corrected beyond those that lie on the wanted side


@dataclass(frozen=True, slots=True)
class Correction:
    """Moves the vertices of rings to the exact distance and adds missing vertices.

    Parameters
    ----------
    index
        The index of the line from which distances are measured.
    distance_m, tolerance_m
        How far from the line the outline is to lie, and how far off it may be.
    within
        Only this region (lon/lat, prepared) is wanted: vertices elsewhere do not move.
    is_near_geodesics
        Whether edges must stay near their geodesics, so that it matters little whether a reader
        takes them for geodesics or for straight lines in lon/lat.
    """

    index: NearestIndex
    distance_m: float
    tolerance_m: float
    within: BaseGeometry | None
    is_near_geodesics: bool = False

    def rings(self, rings: NDArray[np.object_]) -> list[Floats | None]:
        """The corrected rings, without a closing vertex; None for a ring of fewer than 3 vertices.

        All rings are corrected together. There may be thousands, and one by one each of them would
        take a round of calls of its own.

        Raises
        ------
        GeozoneError
            If no vertices bring them within the tolerance.
        """
        points, ring = _opened(rings)
        end = _following(ring)
        wanted = self._wanted(points, end)
        work = _Rings(points, ring, settled=~wanted, fits=~(wanted & wanted[end]))
        self._seed_feet(work)
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
        """Whether each vertex is at an edge in the wanted region, or next to one."""
        if self.within is None:
            return np.ones(len(points), dtype=bool)
        start = np.argsort(end)
        edges = shapely.linestrings(np.stack([points, points[end]], axis=1))
        touches = np.asarray(shapely.intersects(self.within, edges))
        for _ in range(_SIDE_SLACK):
            touches = touches | touches[start] | touches[end]
        return np.asarray(touches | touches[start])

    def _seed_feet(self, work: _Rings) -> None:
        """Give each vertex a place of the line as a first guess of its nearest point.

        An unsettled vertex gets the nearest point of a vertex close to it: a good guess makes the
        search quick. All others get any place of the line. They need one too, since an edge may
        start at one of them after a vertex beside it was dropped.
        """
        loose = np.flatnonzero(~work.settled)
        some = loose[::_SEED_EVERY]
        if len(some):
            found = self.index.foot_near(work.points[some], work.space[some], None)
            work.foot_space[:] = found.space[0]
            work.foot_space[loose] = found.space.repeat(_SEED_EVERY, axis=0)[: len(loose)]

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
        # A vertex that never settles is dropped; the edge over the gap is checked like any other.
        stuck = ~work.settled & (work.moves > _MOST_MOVES)
        if stuck.any():
            work.drop(stuck, stuck[_following(work.part)])

    def _step(self, work: _Rings, far: Numbers, error_m: Floats, last: Floats) -> Floats:
        """Steps, in metres east and north, that bring vertices to the distance.

        Usually a vertex moves straight from or to its nearest point. At a notch, its nearest point
        alternates between two stretches of the line. There it must reach the distance from both
        (Newton's step in the plane), or it would approach the notch ever more slowly. The steps may
        be rough, because the next search measures their result. A vertex that was not measured
        before has itself as its last nearest point.
        """
        lonlat, space = work.points[far], work.space[far]
        one = tangent.towards(lonlat, space, work.foot_space[far])
        other = tangent.towards(lonlat, space, geodesy.earth_centred(last))
        away = [np.hypot(*each.T) for each in (one, other)]
        # Outward unit vectors from both nearest points, and how far the vertex must go along each.
        (ax, ay), (bx, by) = (
            -each.T / np.maximum(off, 1e-9) for each, off in ((one, away[0]), (other, away[1]))
        )
        wa, wb = -error_m, self.distance_m - tangent.length_m(away[1])
        # Chords are not exact enough at such distances; measure the geodesic where it may matter.
        if self.distance_m > tangent.CHORDS_TO_M:
            notch = np.abs(wb) < _NEWTON_NEAR * self.distance_m
            wb[notch] = self.distance_m - geodesy.distance_m(lonlat[notch], last[notch])
        step = np.column_stack([wa * ax, wa * ay])
        # Solve for the step that satisfies both conditions. Parallel directions give infinity or no
        # number, and the check of the length below then rejects that step.
        cross = ax * by - ay * bx
        with np.errstate(divide="ignore", invalid="ignore"):
            both = np.column_stack([wa * by - wb * ay, wb * ax - wa * bx]) / cross[:, None]
        most = _NEWTON_REACH * np.maximum(np.abs(wa), np.abs(wb))
        corner = (np.abs(wb) < _NEWTON_NEAR * self.distance_m) & (np.hypot(*both.T) <= most)
        step[corner] = both[corner]
        return step

    def _split(self, work: _Rings) -> None:
        """Check edges whose ends are settled; put a new vertex on each that may miss."""
        end = _following(work.part)
        edge = np.flatnonzero(~work.fits & work.settled & work.settled[end])
        if not len(edge):
            return
        bounds = self._bounds(work, edge, end[edge])
        most = self.tolerance_m * _EDGE_SHARE
        most_bow_m = self.tolerance_m * _BOW_SHARE if self.is_near_geodesics else np.inf
        # Three faults, each with its remedy: too far from the geodesic, too far out at a notch, and
        # too long, so that the edge may cut a bulge.
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
        """Vertices that cut edges into pieces, none of which leaves its geodesic by too much."""
        # The bow of an edge grows with the square of its length.
        most_m = self.tolerance_m * _BOW_SHARE * _ONCE
        steps = np.ceil(np.sqrt(bow_m / most_m)).astype(np.intp)
        edge, share = _inner(steps)
        p, q = work.points[start], work.points[end]
        return start[edge], p[edge] + share[:, None] * (q - p)[edge]

    def _kinks(self, work: _Rings, start: Numbers, end: Numbers, fraction: Floats) -> Floats:
        """A new vertex for each edge that may be too far out: at its notch, if it has one."""
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
        # If the vertex would land at an end of its edge, the notch lies elsewhere: where both
        # outlines meet when they go straight on.
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
        """Long edges that miss at a sample or may miss between two, and the vertices they need.

        Between two samples the edge dips by at most step² / 8 over the distance, as it does between
        two vertices. So no point of the line can come nearer to the edge without being noticed.
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
        between_m = bounds.below_m / steps**2  # both terms grow with the length squared
        misses = error_m[worst] + between_m > self.tolerance_m * _EDGE_SHARE
        work.fits[start[~misses]] = True
        # If all samples are exact, the edge is only too long: put the vertex in its middle.
        silent = error_m[worst] < self.tolerance_m * _VERTEX_SHARE
        there = np.where(silent, np.cumsum(steps - 1) - steps // 2, worst)
        return start[misses], checked[there[misses]]

    def _bounds(self, work: _Rings, start: Numbers, end: Numbers) -> _Bounds:
        """How far edges can be above and below the distance, at every one of their points.

        Above, first bound: let a be how much farther the end is from the start's nearest point than
        the start is, and b the same with start and end exchanged. The distance from a point is
        convex along the edge. So at fraction t it exceeds the distance of the ends by at most the
        smaller of t·a and (1 − t)·b, and that is at most ab / (a + b).

        Above, second bound (`_beside`): the distance from the chord between both nearest points is
        convex too. So the excess is at most as much as the line strays from that chord.

        Below: no point of the line is nearer to an end than the distance. So the edge, of length L,
        comes nearer to the line by at most L²/8 over the distance.

        Two terms are added to both. An edge straight in lon/lat leaves the geodesic by L²/8 times
        its curvature. In space an edge lies below the ground by L²/8 over the earth's radius, which
        the line sees at a slant.
        """
        p, q = work.space[start], work.space[end]
        foot_p, foot_q = work.foot_space[start], work.foot_space[end]
        # Each difference is of two chords from the same point. Chords in different directions could
        # differ by 2 m at 500 km although their geodesics are equal.
        a = np.maximum(geodesy.chord_m(q, foot_p) - geodesy.chord_m(p, foot_p), 0)
        b = np.maximum(geodesy.chord_m(p, foot_q) - geodesy.chord_m(q, foot_q), 0)
        square = ((q - p) ** 2).sum(axis=1)
        bow = square * self._curvature(work, start, end) / 8
        slant = self.distance_m / (2 * geodesy.LEAST_RADIUS_M)
        off = bow + square * slant / (8 * geodesy.LEAST_RADIUS_M)
        total = np.where(a + b > 0, a + b, 1)
        above = a * b / total + off
        # The second bound takes longer, so only edges that need it are measured by it.
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
        """How far edges can be above the distance, from the course of the line between their feet.

        Let one point run along the edge, and a second one in step with it straight in lon/lat from
        foot to foot. The first is at most so far from the line as it is from the second, plus how
        far the line strays from the straight way between the feet.
        """
        ends = np.stack([work.points[start], work.points[end]])
        feet = np.stack([work.foot[start], work.foot[end]])
        away = in_step_m(ends, feet, self.distance_m)
        return away + self.index.bend_m(work.at[start], work.at[end])


def in_step_m(ends: Floats, feet: Floats, distance_m: float) -> Floats:
    """How much farther apart two points that run in step may get than they are at their ends.

    Both run straight in lon/lat. Let d be their distance, f their change of latitude (radians), and
    v the change of the vector from one to the other (metres). The mid-latitude formula says
    d² = R² (cos² m · x² + y²), with m the latitude between them. By it d is convex, except for the
    terms d f² / 8 and tan(latitude) f v / 4; the formula itself is off by d tan² v² / 16 R². Each
    of the three terms counts twice.

    Parameters
    ----------
    ends, feet
        Starts and ends of both points' ways, shape (2, n, 2), lon/lat in degrees.
    distance_m
        How far apart they are at both.

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
    """For some edges, how far off they can be, and the fraction (`kink`) where they are most above.

    The bow is how far an edge, straight in lon/lat, is from its geodesic. It is part of both
    bounds. The bound below grows with the square of the edge's length.
    """

    above_m: Floats
    below_m: Floats
    bow_m: Floats
    length_m: Floats
    kink: Floats

    def of(self, which: Flags) -> _Bounds:
        """The bounds of some of the edges."""
        return _Bounds(
            self.above_m[which],
            self.below_m[which],
            self.bow_m[which],
            self.length_m[which],
            self.kink[which],
        )


def _corners(p: Floats, q: Floats, foot_p: Floats, foot_q: Floats) -> Floats:
    """Where the outlines through two points would meet if they went straight on.

    An outline runs at right angles to the direction to its nearest point. The result is p where
    both outlines are parallel.
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
    """For edges cut into steps, the points between these: the number of the edge, and the share."""
    inner = steps - 1
    edge = np.repeat(np.arange(len(steps)), inner)
    first = np.cumsum(inner) - inner
    return edge, (np.arange(len(edge)) - first[edge] + 1) / steps[edge]


def _opened(rings: NDArray[np.object_]) -> tuple[Floats, Numbers]:
    """The vertices of rings without the closing ones, and the number of the ring of each."""
    points, ring = shapely.get_coordinates(rings, return_index=True)
    is_last = np.append(ring[1:] != ring[:-1], True)[: len(ring)]
    return points[~is_last], ring[~is_last]


def _following(ring: Numbers) -> Numbers:
    """The number of the next vertex in the ring; the first one comes after the last one."""
    following = np.arange(1, len(ring) + 1)
    last = np.flatnonzero(np.append(ring[1:] != ring[:-1], True)[: len(ring)])
    following[last] = np.append(0, last + 1)[:-1]
    return following


class _Rings(Vertices):
    """Vertices of rings under correction, also as earth-centred coordinates."""

    ROWS: ClassVar[tuple[str, ...]] = (*Vertices.ROWS, "space", "foot_space")

    def __init__(self, points: Floats, ring: Numbers, *, settled: Flags, fits: Flags) -> None:
        super().__init__(points, ring, settled=settled, fits=fits)
        self.space = geodesy.earth_centred(points)
        self.foot_space = self.space.copy()  # a place of the line, once `_seed_feet` has run

    def of_new(self, after: Numbers, points: Floats) -> dict[str, Any]:
        """The rows of new vertices; each takes the place on the line of the vertex before it."""
        space = geodesy.earth_centred(points)
        return {
            **super().of_new(after, points), "space": space, "foot_space": self.foot_space[after],
        }  # fmt: skip

    def move(self, which: Numbers, metres: Floats) -> None:
        """Put vertices some metres east and north."""
        self.points[which] = tangent.stepped(self.points[which], metres)
        self.space[which] = geodesy.earth_centred(self.points[which])
