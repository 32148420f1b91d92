"""The nearest point of a line, for many points at once.

Candidates come from a tree of balls over runs of consecutive edges (`geozone.ellipsoid.edge_tree`),
in earth-centred coordinates. The distance is then that of the geodesic to the nearest point of the
nearest edge (the foot). This module knows no depth and no side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geozone.ellipsoid import geodesy
from geozone.ellipsoid.antimeridian import one_frame
from geozone.ellipsoid.edge_tree import BallTree, NearestEdges, Span, least
from geozone.ellipsoid.geodesy import Floats
from geozone.ellipsoid.tangent import CHORDS_TO_M, length_m
from geozone.errors import Refused

_EDGE_SLACK = 1e-3  # share by which pieces of an edge may be too long: they are not quite equal
_MAX_EDGE_M = 1_000.0  # an edge's geodesic and straight line in lon/lat then differ by < 0.1 m
# Chords rank points like geodesics, except for the ellipsoid's flattening. If the chords to two
# points are equal, one geodesic may be longer by this share (per m²) of the distance's cube: twice
# the 0.67 % by which radii of curvature differ, over 24 R². That makes 1.7 m at 500 km.
_DIRECTION_SHARE = 1.4e-17
_MOST_BETWEEN = 16  # most vertices between two places whose bend is computed
_NOT_NEXT = 1 - 1e-9  # largest fraction stored for an edge, so that floor() stays on this edge
_NEGLIGIBLE_M = 1e-3  # error of a distance that does not matter
_FOOT_SHARE = 0.1  # share of that which a wrong foot may cause
# Shares of the tolerance that `fine` allows: an edge's distance from its chord, and the error of a
# distance because the edge and its chord have different directions.
_BOW_SHARE, _TURN_SHARE = 0.035, 0.005
_FINE_KEPT = 8  # lines with shorter edges that are kept
_NEWTON_STEPS = 3
_STEEPEST = 89.99  # degrees of latitude: the tangent grows without bound towards a pole
_UNDER_GROUND_M = 0.1  # slack of bounds by chords: the chord of 1 km runs 2 cm under the ground


@dataclass(frozen=True, slots=True)
class Nearest:
    """For each point asked: the nearest point of the line (the foot), with its chainage.

    Parameters
    ----------
    distance_m
        Geodesic distance, shape (n,).
    lonlat
        The foot, shape (n, 2), degrees.
    chainage_m
        Distance of the foot along the line, shape (n,), counted on through all parts.
    """

    distance_m: Floats
    lonlat: Floats
    chainage_m: Floats


@dataclass(frozen=True, slots=True)
class Foot:
    """For each point asked: the nearest point of the line (the foot), with its place on an edge.

    Parameters
    ----------
    lonlat
        The foot, shape (n, 2), degrees.
    distance_m
        Geodesic distance, shape (n,).
    at
        The number of the foot's edge and the fraction along it, as one number, shape (n,).
    """

    lonlat: Floats
    distance_m: Floats
    at: Floats


@dataclass(frozen=True, slots=True)
class FootInSpace:
    """For each point asked: the foot as in `Foot`, and also in earth-centred coordinates.

    Parameters
    ----------
    lonlat, distance_m, at
        As in `Foot`; the distance is exact to 1 mm.
    space
        The foot, earth-centred, shape (n, 3).
    """

    lonlat: Floats
    distance_m: Floats
    at: Floats
    space: Floats


class NearestIndex:
    """An index of a line's edges, which finds nearest points.

    Parameters
    ----------
    parts
        Vertices of each part, shape (n, 2) with n ≥ 2: lon, lat in degrees. Edges must be at most
        about 1 km long, so that geodesics and straight lines in lon/lat differ by less than 0.1 m.

    Examples
    --------
    >>> index = NearestIndex([np.array([[0.0, 0.0], [0.005, 0.0], [0.01, 0.0]])])
    >>> near = index.query([[0.004, 0.001]])
    >>> near.distance_m.round(3).tolist(), near.chainage_m.round(3).tolist()
    ([110.574], [445.278])
    """

    def __init__(self, parts: Sequence[Floats]) -> None:
        self._parts = parts

    @cached_property
    def _edges(self) -> tuple[Floats, Floats]:
        """The start of each edge, lon/lat, and the step to its end."""
        start = np.concatenate([part[:-1] for part in self._parts])
        return start, np.concatenate([np.diff(part, axis=0) for part in self._parts])

    @cached_property
    def _tree(self) -> BallTree:
        return BallTree.of([geodesy.earth_centred(part) for part in self._parts])

    @cached_property
    def _chainage(self) -> tuple[Floats, Floats]:
        """Chainage of the start of each edge, and its length."""
        start, step = self._edges
        length = geodesy.distance_m(start, start + step)
        return np.cumsum(length) - length, length

    def query(self, lonlat: ArrayLike) -> Nearest:
        """Nearest points of the line.

        Parameters
        ----------
        lonlat
            Shape (n, 2): longitude, latitude, degrees.

        Returns
        -------
        Nearest
            Distances are exact to 1 mm up to 100 km from the line, to 1 cm on the line itself.
        """
        points = np.asarray(lonlat, dtype=float).reshape(-1, 2)
        edge, fraction, foot = self._nearest(points)
        start, length = self._chainage
        chainage = start[edge] + fraction * length[edge]
        return Nearest(geodesy.distance_m(points, foot), foot, chainage)

    def foot(self, lonlat: ArrayLike) -> Foot:
        """The nearest points, with their places along the line and their distances."""
        points = np.asarray(lonlat, dtype=float).reshape(-1, 2)
        edge, fraction, foot = self._nearest(points)
        at = np.asarray(edge + np.minimum(fraction, _NOT_NEXT), dtype=float)
        return Foot(foot, geodesy.distance_m(points, foot), at)

    def exact(self, lonlat: ArrayLike) -> Foot:
        """The nearest points, exact to 1 mm up to 500 km, even if several stretches are as near.

        Here edges are exactly straight in lon/lat. Such an edge strays from its chord in space by
        its bow. So the edge that is nearest by chords may really be farther than another one: by
        two bows, and by the effect of the flattening. All edges within that slack are measured.
        """
        points = np.asarray(lonlat, dtype=float).reshape(-1, 2)
        bow = self._bow_m
        slack_m = 2 * float(bow.max())
        near = self._tree.rivals(geodesy.earth_centred(points), slack_m, _DIRECTION_SHARE)
        asked, edge, fraction = points[near.row], near.edge, near.fraction
        # A foot that is off by s makes the distance d wrong by s² / 2d. Near the edge, s is at most
        # the bow; far from it, s is at most d times the edge's turn from its chord.
        near_m = np.maximum(near.distance_m, _NEGLIGIBLE_M)
        off = np.maximum(bow[edge] ** 2 / near_m, self._turn[edge] ** 2 * near_m) / 2
        rough = np.flatnonzero(off > _NEGLIGIBLE_M * _FOOT_SHARE)
        length_m = self._edge_lengths_m
        for _ in range(_NEWTON_STEPS):
            better = self._nearer(asked[rough], edge[rough], fraction[rough])
            moved_m = (better - fraction[rough]) * length_m[edge[rough]]
            fraction[rough] = better
            # Newton's method converges fast: what remains is far less than the last step. So feet
            # whose last step changes the distance by a negligible length are done.
            rough = rough[moved_m**2 > 2 * near_m[rough] * _NEGLIGIBLE_M * _FOOT_SHARE]
        start, step = self._edges
        foot = start[edge] + fraction[:, None] * step[edge]
        distance_m = geodesy.distance_m(asked, foot)
        best = least(near.row, distance_m)
        at = edge[best] + np.minimum(fraction[best], _NOT_NEXT)
        return Foot(foot[best], distance_m[best], np.asarray(at, dtype=float))

    @cached_property
    def _bow_m(self) -> Floats:
        """An upper bound of each edge's distance from its chord in space: its bow, metres.

        L² / 8R for the curvature of the ground, and tan(latitude) times as much since an edge that
        is straight in lon/lat is no geodesic.
        """
        start, step = self._edges
        _, vector = self._in_space
        latitude = np.radians(np.minimum(np.abs(start[:, 1]) + np.abs(step[:, 1]), _STEEPEST))
        square = (vector**2).sum(axis=1)
        return np.asarray(square * (1 + np.tan(latitude)) / (8 * geodesy.LEAST_RADIUS_M))

    @cached_property
    def _turn(self) -> Floats:
        """The largest angle between an edge and its chord, radians: 4 bows over the length."""
        return np.asarray(4 * self._bow_m / np.maximum(self._edge_lengths_m, _NEGLIGIBLE_M))

    @cached_property
    def _edge_lengths_m(self) -> Floats:
        _, vector = self._in_space
        return np.asarray(np.sqrt((vector**2).sum(axis=1)))

    def _nearer(self, points: Floats, edge: NDArray[np.intp], fraction: Floats) -> Floats:
        """Fractions along edges, moved towards the foot by one step of Newton's method.

        Along an edge, the derivative of the distance d is minus the cosine of the angle between the
        edge and the direction to the point. The second derivative is the sine of that angle,
        squared, over d (on a sphere: over R tan(d / R)), less the edge's own bend towards the
        point. Where it is not above 0, the distance is least at an end of the edge.
        """
        start, step = self._edges
        foot = start[edge] + fraction[:, None] * step[edge]
        azimuth, distance_m = geodesy.inverse(foot, points)
        east, north = (step[edge] * geodesy.metres_a_degree(foot[:, 1])).T
        length = np.maximum(np.hypot(east, north), np.finfo(float).tiny)
        heading = np.arctan2(east, north)
        angle = np.radians(azimuth) - heading
        radius = geodesy.EQUATORIAL_RADIUS_M
        spread = np.sin(angle) ** 2 / (radius * np.tan(np.maximum(distance_m, 1e-9) / radius))
        steep = np.tan(np.radians(np.clip(foot[:, 1], -_STEEPEST, _STEEPEST)))
        bend = -np.sin(heading) * (1 + np.cos(heading) ** 2) * steep / radius
        second = spread - bend * np.sin(angle)
        slope = np.cos(angle)
        beyond = np.sign(slope) * length
        move = np.where(second > 0, slope / np.where(second > 0, second, 1), beyond)
        # If the point lies ahead rather than aside, the distance is not like a parabola. Then go as
        # far as the point itself.
        ahead = np.abs(slope) > np.abs(np.sin(angle))
        move[ahead] = (distance_m * slope)[ahead]
        return np.asarray(np.clip(fraction + move / length, 0, 1))

    def located(self, lonlat: ArrayLike) -> tuple[NDArray[np.intp], Floats, Floats]:
        """The edges of the nearest points, the fractions along them, and these points.

        Edges are counted on through all parts. Shapes are (n,), (n,) and (n, 2).
        """
        return self._nearest(np.asarray(lonlat, dtype=float).reshape(-1, 2))

    def distance_m(self, lonlat: ArrayLike, span: Span | None = None) -> Floats:
        """Geodesic distances to the line, or to the part of it in a span, metres, shape (n,)."""
        points = np.asarray(lonlat, dtype=float).reshape(-1, 2)
        _, _, foot = self._nearest(points, span)
        return geodesy.distance_m(points, foot)

    def by_chord(self, lonlat: Floats, span: Span | None = None) -> NearestEdges:
        """The edges nearest in space, with the chords' lengths; at 500 km 2 m may be misjudged."""
        return self._tree.nearest(geodesy.earth_centred(lonlat), span)

    def ranking_m(self, lonlat: Floats, span: Span | None = None) -> Floats:
        """Distances that rank places like geodesics to 1 mm, and are exact to 3 cm, shape (n,).

        Up to 41 km they rank places exactly like chords, so they agree with `by_chord`.
        """
        near = self.by_chord(lonlat, span).distance_m
        distance_m = length_m(near)
        far = np.flatnonzero(near > CHORDS_TO_M)
        if len(far):
            distance_m[far] = self.distance_m(lonlat[far], None if span is None else span.of(far))
        return np.asarray(distance_m)

    def may_be_nearest(
        self, lonlat: Floats, near: NearestEdges, span: Span, radius_m: float
    ) -> NDArray[np.bool_]:
        """Whether, somewhere within a radius of each point, a place of its span may be the nearest.

        Let d be a point's distance from its nearest place, r its distance from a place of the span,
        and b the distance between these two places. The plane on which both places are equally near
        has the distance (r² - d²) / 2b from the point. Another place of the same edge, at t from
        the first, has r² + t² in place of r², and at most b + t in place of b. So all these planes
        have at least the distance √(b² + r² - d²) - b.

        Parameters
        ----------
        lonlat
            Shape (n, 2), degrees.
        near
            The nearest edges of these points, from `by_chord`.
        span
            For each point, the part of the line that is asked about.
        radius_m
            Metres.
        """
        # With b ≤ r + d, that distance is within the radius only for r up to `reach_m`.
        distance_m = near.distance_m
        reach_m = radius_m + np.hypot(distance_m + radius_m, radius_m)
        slack_m = _DIRECTION_SHARE * reach_m**3
        others = self._tree.within(geodesy.earth_centred(lonlat), reach_m + slack_m, span)
        away = self._places(others) - self._places(near)[others.row]
        between = np.sqrt(np.einsum("ij,ij->i", away, away))
        least = distance_m**2 + 2 * distance_m * slack_m + radius_m**2
        may = np.zeros(len(lonlat), dtype=bool)
        crosses = others.distance_m**2 <= least[others.row] + 2 * radius_m * between
        may[others.row[crosses]] = True
        return may

    def _places(self, on: NearestEdges) -> Floats:
        """The nearest places of pairs, earth-centred, shape (n, 3)."""
        start, vector = self._in_space
        return np.asarray(start[on.edge] + on.fraction[:, None] * vector[on.edge])

    def foot_near(self, lonlat: Floats, space: Floats, places: Floats | None) -> FootInSpace:
        """The nearest points, quicker if for each point a near place of the line is known.

        Parameters
        ----------
        lonlat, space
            The points: degrees, shape (n, 2), and earth-centred, shape (n, 3). Distances up to
            41 km come from chords, longer ones from geodesics.
        places
            Points of the line, earth-centred, shape (n, 3): the nearer, the quicker. None if none
            is known.
        """
        most_m = None
        if places is not None:
            most_m = np.sqrt(((space - places) ** 2).sum(axis=1)) + _UNDER_GROUND_M
        edge, fraction, foot = self._nearest(lonlat, in_space=space, most_m=most_m)
        there = geodesy.earth_centred(foot)
        distance_m = length_m(np.sqrt(((space - there) ** 2).sum(axis=1)))
        far = np.flatnonzero(distance_m > CHORDS_TO_M)
        if len(far):
            distance_m[far] = geodesy.distance_m(lonlat[far], foot[far])
        at = np.asarray(edge + np.minimum(fraction, _NOT_NEXT), dtype=float)
        return FootInSpace(foot, distance_m, at, there)

    def bend_m(self, one: Floats, other: Floats) -> Floats:
        """How far the line between two of its places strays from the straight line in lon/lat.

        Parameters
        ----------
        one, other
            Places as in `Foot.at`, shape (n,).

        Returns
        -------
        array of shape (n,)
            Metres; infinite if the places lie in two parts, or more than 16 vertices between them.
        """
        start, step = self._edges
        part = self._part
        low, high = np.minimum(one, other), np.maximum(one, other)
        first, last = low.astype(np.intp), high.astype(np.intp)
        a = start[first] + (low - first)[:, None] * step[first]
        chord = start[last] + (high - last)[:, None] * step[last] - a
        scale = geodesy.metres_a_degree(a[:, 1] + chord[:, 1] / 2)
        chord *= scale
        between = first[:, None] + 1 + np.arange(_MOST_BETWEEN)
        offset = start[np.minimum(between, len(start) - 1)] - a[:, None]
        offset *= scale[:, None]
        square = np.maximum((chord**2).sum(axis=1), np.finfo(float).tiny)[:, None]
        share = np.clip(np.einsum("ijk,ik->ij", offset, chord) / square, 0, 1)
        offset -= share[:, :, None] * chord[:, None]
        stray = np.sqrt(np.einsum("ijk,ijk->ij", offset, offset))
        bend = np.where(between <= last[:, None], stray, 0).max(axis=1)
        bend[(last - first > _MOST_BETWEEN) | (part[first] != part[last])] = np.inf
        return np.asarray(bend)

    @cached_property
    def _part(self) -> NDArray[np.intp]:
        """The part that each edge belongs to."""
        counts = [len(part) - 1 for part in self._parts]
        return np.repeat(np.arange(len(counts)), counts)

    @cached_property
    def _in_space(self) -> tuple[Floats, Floats]:
        """The start of each edge and the vector to its end, earth-centred, metres."""
        vertices = [geodesy.earth_centred(part) for part in self._parts]
        return (
            np.concatenate([each[:-1] for each in vertices]),
            np.concatenate([np.diff(each, axis=0) for each in vertices]),
        )

    def _nearest(
        self,
        points: Floats,
        span: Span | None = None,
        *,
        in_space: Floats | None = None,
        most_m: Floats | None = None,
    ) -> tuple[NDArray[np.intp], Floats, Floats]:
        """The nearest edge of each point, the fraction along it, and that point in lon/lat.

        Far from the line the shortest chord need not belong to the shortest geodesic. There, all
        edges that could be nearest are measured by geodesics.
        """
        start, step = self._edges
        if in_space is None:
            in_space = geodesy.earth_centred(points)
        near = self._tree.nearest(in_space, span, most_m=most_m)
        edge, fraction = near.edge, near.fraction
        far = np.flatnonzero(near.distance_m > CHORDS_TO_M)
        if len(far):
            reach_m = near.distance_m[far] + _DIRECTION_SHARE * near.distance_m[far] ** 3
            counts = None if span is None else span.of(far)
            rivals = self._tree.within(in_space[far], reach_m, counts)
            foot = start[rivals.edge] + rivals.fraction[:, None] * step[rivals.edge]
            distance_m = geodesy.distance_m(points[far][rivals.row], foot)
            best = least(rivals.row, distance_m)
            edge[far], fraction[far] = rivals.edge[best], rivals.fraction[best]
        return edge, fraction, start[edge] + fraction[:, None] * step[edge]


@dataclass(frozen=True, slots=True, eq=False)
class MeasuredLine:
    """Vertices of a line's parts, no edge over 1 km, and the index of their nearest points.

    A part may be a single vertex. A line equals only itself (``eq=False``), so it can be a key of
    caches without comparing its vertices.
    """

    parts: tuple[Floats, ...]
    index: NearestIndex

    @classmethod
    def of(cls, lines: Sequence[Floats]) -> MeasuredLine:
        """From vertices of shape (n, 2), lon/lat in degrees; long edges get vertices inserted.

        Parts that cross the antimeridian do not jump there: their longitudes go on beyond 180.
        """
        parts = tuple(densify(line) for line in one_frame(lines))
        edges = [part if len(part) > 1 else np.repeat(part, 2, axis=0) for part in parts]
        return cls(parts, NearestIndex(edges))

    def fine(self, distance_m: float, tolerance_m: float) -> MeasuredLine:
        """The line with edges so short that chords in space can stand for them at a distance.

        An edge then strays from its chord by a small share of the tolerance. It also turns from the
        chord so little that distances are wrong by a smaller share. A line whose edges are short
        enough is returned as it is.
        """
        return _fine(self, distance_m, tolerance_m)


@lru_cache(maxsize=_FINE_KEPT)
def _fine(line: MeasuredLine, distance_m: float, tolerance_m: float) -> MeasuredLine:
    # The formulas of `_bow_m` and `_turn`, solved for the length of an edge.
    bow_m, turned_m = tolerance_m * _BOW_SHARE, tolerance_m * _TURN_SHARE
    turn = np.sqrt(2 * turned_m / distance_m)
    fine = []
    for part in line.parts:
        latitude = np.radians(np.minimum(np.abs(part[:, 1]), _STEEPEST))
        steep = np.tan(np.maximum(latitude[:-1], latitude[1:]))
        by_bow = np.sqrt(8 * geodesy.LEAST_RADIUS_M * bow_m / (1 + steep))
        by_turn = 2 * geodesy.LEAST_RADIUS_M * turn / np.maximum(steep, _NEGLIGIBLE_M)
        fine.append(densify(part, np.minimum(by_bow, by_turn)))
    if all(one is other for one, other in zip(fine, line.parts, strict=True)):
        return line
    return MeasuredLine.of(fine)


def densify(lonlat: Floats, max_edge_m: float | Floats = _MAX_EDGE_M) -> Floats:
    """Insert points, straight in lon/lat, until no edge is longer than `max_edge_m`.

    Examples
    --------
    >>> densify(np.array([[0.0, 0.0], [0.02, 0.0]])).round(4).tolist()
    [[0.0, 0.0], [0.0067, 0.0], [0.0133, 0.0], [0.02, 0.0]]
    """
    if len(lonlat) < 2:
        return lonlat
    # Chords stand for geodesics: of a kilometre they are 0.001 mm shorter, and take a third of the
    # time.
    lengths = np.linalg.norm(np.diff(geodesy.earth_centred(lonlat), axis=0), axis=1) / max_edge_m
    pieces = np.maximum(np.ceil(lengths - _EDGE_SLACK).astype(int), 1)
    if pieces.max() == 1:
        return lonlat
    edge = np.repeat(np.arange(len(pieces)), pieces)
    step = np.arange(len(edge)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    fraction = (step / pieces[edge])[:, None]
    inserted = lonlat[edge] + fraction * (lonlat[edge + 1] - lonlat[edge])
    return np.concatenate([inserted, lonlat[-1:]])


def finite(lonlat: Floats) -> Floats:
    """Points, unchanged if all are finite.

    Raises
    ------
    Refused
        If a coordinate is not finite: such a point has no distance.
    """
    if not np.isfinite(lonlat).all():
        raise Refused("points", "nan or infinite", "longitudes and latitudes that are numbers")
    return lonlat
