"""Where the nearest point of a line passes a chainage: the cut at a section's end.

The cut is the zero line of f(x) = distance to the line before the chainage minus distance to the
line after it. f changes by at most 2 m a metre, so a square whose centre says |f| > 2 × its
half-diagonal holds no cut: squares are divided only where the cut can be, finer near the line, and
the zero line is then traced through a triangulation of their corners. All cuts of a line use one
lattice of squares, so where two of them meet behind a short section they are the same. This module
knows no zone and no side.

`shapely.voronoi_polygons` would give planar bisectors of vertices. These cuts are geodesic, and
the nearest points are those of whole edges.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely import MultiLineString
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid import faces, geodesy
from geozone.ellipsoid.differences import different
from geozone.ellipsoid.edge_tree import NearestEdges, Span
from geozone.ellipsoid.geodesy import Flags, Floats, LngLat, Numbers
from geozone.ellipsoid.nearest import NearestIndex
from geozone.ellipsoid.tangent import CHORDS_TO_M

# The line is parted a little before and after the chainage. Outside a corner, all points of a wedge
# have the corner as their nearest point, so f would be 0 in the whole wedge. With a gap at the
# corner, the zero line of f is the bisector of the wedge.
_PARTED_M = 0.25
_HAIR = 1e-6  # least share of an edge left on each side of a parting, so that neither is empty
_SAME_DECIMALS = 9  # of a degree: a tenth of a millimetre
_FINEST_M = 4.0  # side of squares at the line; all other sides are this times a power of two
_FINER_NEAR = 4  # near the line, a square's side is at most its distance divided by this
# Squares grow slowly with distance (200 m + distance / 80). Their size must not depend on
# `reach_m`, so that zones of different depths get identical cuts.
_COARSER_FAR_M, _FINER_FAR = 200.0, 80
_STRETCHED = 1.01  # upper bound of lengths on the ground by lengths in the plane
# In half-diagonals. Squares nearer to the line than this are tested by the steepness of f; farther
# ones by `NearestIndex.may_be_nearest`.
_NEAR_SQUARES = 2
_STEEPNESS = 2.02  # |gradient of f| ≤ 2 on the ground, and up to 1 % more in the plane
# The lattice is sheared. The corners of an unsheared square lie on one circle, so Delaunay's rule
# allows both diagonals, and two cuts could get different triangles.
_SHEAR = np.array([[1.0, 0.0], [0.25, 1.0]])
_DIAGONAL = float(np.hypot(1.25, 1.0))  # longer diagonal of a sheared square of side 1
_COARSE_M = 100_000.0  # larger squares bend too much in lon/lat to be compared with a region
_ROOT_STEPS = 40  # most steps of root finding; nearly all roots need far fewer
_CLOSE_M = 1e-5  # accuracy of a root; two cuts agree to this where they join
_ASIDE = 0.8  # share of the tolerance: distance to each side of a segment at which f is checked
_MAX_ROUNDS = 12  # rounds of breaking in two the segments that miss the cut


@dataclass(frozen=True, slots=True)
class PartedLine:
    """A line to be parted at chainages; a small gap separates parts whose ends touch.

    Examples
    --------
    >>> line = PartedLine.of([np.array([[37.0, 36.6], [37.005, 36.6], [37.01, 36.6]])])
    >>> line.at([450.0]).is_after([[37.001, 36.7], [37.009, 36.7]]).tolist()
    [False, True]
    """

    index: NearestIndex
    parts: tuple[Floats, ...]  # vertices, lon/lat
    chainages_m: tuple[Floats, ...]  # of these vertices, counted on through all parts
    span_m: tuple[tuple[float, float], ...]  # chainages of each part before its ends were moved

    @classmethod
    def of(cls, parts: Sequence[Floats]) -> PartedLine:
        """From vertices of its parts, shape (n, 2), lon/lat; no edge over 1 km.

        A ring is also parted at its start, and so are all parts whose ends touch another end.
        """
        # Without a gap, a point there would be equally near to both ends in a whole wedge: f is 0.
        ends = Counter(_spot_key(part[at]) for part in parts for at in (0, -1))
        moved, chainages, spans = [], [], []
        offset = 0.0
        for part in parts:
            chainage = offset + geodesy.chainage_m(part)
            touches = [ends[_spot_key(part[at])] > 1 for at in (0, -1)]
            new = _moved(part, chainage, touches)
            moved.append(new[0])
            chainages.append(new[1])
            spans.append((offset, float(chainage[-1])))
            offset = spans[-1][1]
        return cls(NearestIndex(moved), tuple(moved), tuple(chainages), tuple(spans))

    def at(self, chainages_m: Sequence[float]) -> Partings:
        """Parted at each of these chainages, metres."""
        places = np.array([self._places(chainage_m) for chainage_m in chainages_m])
        return Partings(self, *places.reshape(-1, 2).T)

    def _places(self, chainage_m: float) -> tuple[float, float]:
        """Where the line before a chainage ends, and where the line after it begins."""
        starts, ends = zip(*self.span_m, strict=True)
        # At the end of a part the line after the chainage begins with the next part.
        first = max(int(np.searchsorted(ends[:-1], chainage_m, side="left")), 0)
        last = max(int(np.searchsorted(starts, chainage_m, side="right")) - 1, 0)
        # Near the end of a part take half of what is left, so that no side becomes empty.
        back = min(_PARTED_M, (chainage_m - starts[first]) / 2)
        on = min(_PARTED_M, (ends[last] - chainage_m) / 2)
        at_end, at_start = chainage_m >= ends[first], chainage_m <= starts[last]
        return (
            self._place(first, chainage_m - (0 if at_end else back)),
            self._place(last, chainage_m + (0 if at_start else on)),
        )

    def _place(self, part: int, chainage_m: float) -> float:
        """A place as edge plus fraction; inside a part, at least a hair from its ends."""
        chainage = self.chainages_m[part]
        edges = sum(len(each) - 1 for each in self.chainages_m[:part])
        within = np.interp(chainage_m, chainage, np.arange(len(chainage)))
        start, end = self.span_m[part]
        low = 0.0 if chainage_m <= start else _HAIR
        high = len(chainage) - 1 - (0.0 if chainage_m >= end else _HAIR)
        return float(edges + np.clip(within, low, high))


@dataclass(frozen=True, slots=True)
class Partings:
    """A line in two, before and after each of some chainages."""

    line: PartedLine
    before: Floats  # places where the line before each chainage ends, shape (k,)
    after: Floats  # places where the line after each chainage begins

    def contrast(self, lonlat: Floats, which: Numbers) -> Floats:
        """The value of f at each point, for the parting `which` of that point."""
        before, after = self._spans(which)
        span = Span(np.append(before.low, after.low), np.append(before.high, after.high))
        both = self.line.index.ranking_m(np.concatenate([lonlat, lonlat]), span)
        return both[: len(lonlat)] - both[len(lonlat) :]

    def may_cross(self, lonlat: Floats, which: Numbers, radius_m: float) -> tuple[Flags, Floats]:
        """Whether a cut may run within a radius of each point, and the distance to the line.

        A cut can run there only if the side that is not the nearest one may be nearest somewhere
        within the radius.
        """
        index = self.line.index
        near = index.by_chord(lonlat)
        before, after = self._spans(which)
        is_after = near.edge + near.fraction >= self.after[which]
        others = Span(
            np.where(is_after, before.low, after.low), np.where(is_after, before.high, after.high)
        )
        is_near = near.distance_m < _NEAR_SQUARES * radius_m
        may = np.empty(len(lonlat), dtype=bool)
        for here, may_be in ((is_near, self._is_within), (~is_near, index.may_be_nearest)):
            rows = np.flatnonzero(here)
            may[rows] = may_be(lonlat[rows], near.of(rows), others.of(rows), radius_m)
        return may, near.distance_m

    def _is_within(
        self, lonlat: Floats, near: NearestEdges, others: Span, radius_m: float
    ) -> Flags:
        """Whether f is so near to 0 that it may change its sign within the radius.

        Chords serve: the difference of two chords is less than that of their geodesics.
        """
        f = self.line.index.by_chord(lonlat, others).distance_m - near.distance_m
        return np.asarray(f <= _STEEPNESS * radius_m)

    def _spans(self, which: Numbers) -> tuple[Span, Span]:
        endless = np.full(len(which), np.inf)
        return Span(-endless, self.before[which]), Span(self.after[which], endless)

    def is_after(self, lonlat: ArrayLike, which: int | Numbers = 0) -> Flags:
        """Whether points of shape (n, 2) are nearer to the line after the chainage."""
        points = np.asarray(lonlat, float).reshape(-1, 2)
        each = np.broadcast_to(np.asarray(which), len(points))
        near = self.line.index.by_chord(points)
        place = near.edge + near.fraction
        after = place >= self.after[each]
        # The nearest place decides. Only f can decide in the gap at the chainage, and far from the
        # line, where the shortest chord may not belong to the shortest geodesic.
        unsure = ~after & (place > self.before[each]) | (near.distance_m > CHORDS_TO_M)
        after[unsure] = self.contrast(points[unsure], each[unsure]) >= 0
        return np.asarray(after)


def _spot_key(lonlat: Floats) -> tuple[float, ...]:
    """A key by which ends at the same place are equal, although rounding may differ."""
    return tuple(np.round(lonlat, _SAME_DECIMALS).tolist())


def _moved(part: Floats, chainage: Floats, touches: Sequence[bool]) -> tuple[Floats, Floats]:
    """A part and its chainages, a quarter metre cut off each end that touches another end."""
    cut = min(_PARTED_M, (chainage[-1] - chainage[0]) / 4)
    low, high = chainage[0] + cut * touches[0], chainage[-1] - cut * touches[1]
    inner = chainage[(chainage > low) & (chainage < high)]
    chainages = np.concatenate([[low], inner, [high]])
    return np.column_stack([np.interp(chainages, chainage, axis) for axis in part.T]), chainages


def bisectors(
    partings: Partings,
    centre: LngLat,
    *,
    reach_m: float,
    tolerance_m: float,
    within: BaseGeometry | None = None,
) -> list[MultiLineString]:
    """For each parting, the points equally far from the line before it and the line after it.

    Parameters
    ----------
    partings
        The partings of one line. All are traced together, which takes fewer calls.
    centre
        Centre of the plane in which the cuts are traced. Cuts of one line agree only if all of
        them have the same centre.
    reach_m
        How far from the line the cuts are wanted.
    tolerance_m
        At every point checked (vertices, quarter points of edges) a cut is less than this from its
        exact place.
    within
        Only this region (lon/lat, prepared) is wanted; the cuts may be missing elsewhere.

    Returns
    -------
    list of MultiLineString
        lon/lat on WGS84, in the order of the partings; each crosses the line at its chainage.
    """
    contrast = _Contrast(partings, centre)
    extent = np.concatenate(partings.line.parts)
    farthest_m = np.abs(geodesy.to_plane(extent, centre)).max()
    corners, which = _corners(contrast, farthest_m + reach_m, reach_m, within)
    segments, which = _zero_segments(contrast, corners, which)
    done = [_Segments(segments[:0], which[:0])]
    # Each round breaks the segments that miss. Those left after the last round are used unbroken.
    open_ = _Segments(segments, which)
    for _ in range(_MAX_ROUNDS):
        fits, open_ = _refined(contrast, open_, tolerance_m)
        done.append(fits)
        if not len(open_.which):
            break
    ends = np.concatenate([each.ends for each in (*done, open_)])
    which = np.concatenate([each.which for each in (*done, open_)])
    lonlat = geodesy.from_plane(ends.reshape(-1, 2), centre).reshape(-1, 2, 2)
    return [faces.joined(lonlat[which == number]) for number in range(len(partings.before))]


@dataclass(frozen=True, slots=True)
class _Segments:
    """Segments in the plane, and the number of the cut that each belongs to."""

    ends: Floats  # (n, 2, 2)
    which: Numbers


@dataclass(frozen=True, slots=True)
class _Contrast:
    """The function f in the plane about a centre: metres east and north."""

    partings: Partings
    centre: LngLat

    def __call__(self, plane: Floats, which: Numbers) -> Floats:
        return self.partings.contrast(geodesy.from_plane(plane, self.centre), which)

    def is_after(self, plane: Floats, which: Numbers) -> Flags:
        """Whether f is 0 or more."""
        return self.partings.is_after(geodesy.from_plane(plane, self.centre), which)


def _corners(
    contrast: _Contrast, extent_m: float, reach_m: float, within: BaseGeometry | None
) -> tuple[Floats, Numbers]:
    """Corners of the squares that may hold a cut, shape (n, 2), and the number of that cut.

    A square that cannot hold its cut is dropped. Others are divided in four until they are small
    enough for their distance from the line.
    """
    # Start with one square over all, its side a power of two times the finest: every cut then uses
    # squares of the same lattice.
    side = _FINEST_M * 2.0 ** np.ceil(np.log2(3 * extent_m / _FINEST_M))
    which = np.arange(len(contrast.partings.before))
    centres = np.zeros((len(which), 2))
    leaves = []
    while len(centres):
        around = side / 2 * _DIAGONAL
        lonlat = geodesy.from_plane(centres @ _SHEAR, contrast.centre)
        near, distance = contrast.partings.may_cross(lonlat, which, around * _STRETCHED + _PARTED_M)
        near &= distance <= reach_m + around
        if within is not None:
            near[near] = _touching(within, centres[near], side, contrast.centre)
        centres, distance, which = centres[near], distance[near], which[near]
        wanted = np.minimum(distance / _FINER_NEAR, _COARSER_FAR_M + distance / _FINER_FAR)
        small = side <= np.maximum(wanted, _FINEST_M)
        leaves.append(np.column_stack([which[small].repeat(4), _around(centres[small], side / 2)]))
        side /= 2
        centres, which = _around(centres[~small], side / 2), which[~small].repeat(4)
    found = different(np.concatenate(leaves))
    return np.asarray(found[:, 1:] @ _SHEAR), found[:, 0].astype(np.intp)


def _touching(within: BaseGeometry, centres: Floats, side: float, origin: LngLat) -> Flags:
    """Which squares touch a region. They are enlarged a little: their edges bend in lon/lat."""
    if side > _COARSE_M:
        return np.ones(len(centres), dtype=bool)
    square = geodesy.from_plane(_around(centres, side * 0.51 + _FINEST_M) @ _SHEAR, origin)
    corners = square.reshape(-1, 4, 2)[:, [0, 1, 3, 2]]
    return np.asarray(shapely.intersects(within, shapely.polygons(corners)))


def _around(centres: Floats, half: float) -> Floats:
    signs = np.array([(-1, -1), (1, -1), (-1, 1), (1, 1)])
    return np.asarray((centres[:, None] + half * signs).reshape(-1, 2))


def _zero_segments(contrast: _Contrast, corners: Floats, which: Numbers) -> tuple[Floats, Numbers]:
    """Segments of the zero lines, shape (n, 2, 2), one for each triangle that one crosses."""
    corner = _triangles(corners, which)
    # An edge of a triangle is crossed if f has different signs at its ends. Of the three edges of a
    # triangle none or two are crossed.
    f = contrast(corners, which)
    positive = f >= 0
    edges = np.sort(np.stack([corner, np.roll(corner, -1, axis=1)], axis=-1), axis=-1)
    crossed = positive[edges[..., 0]] != positive[edges[..., 1]]
    cut = crossed.any(axis=1)
    pairs = edges[cut][crossed[cut]].reshape(-1, 2)  # two crossed edges for each cut triangle
    # Neighbouring triangles share an edge: find its root once, so that their segments meet exactly.
    unique, inverse = np.unique(pairs @ [len(corners), 1], return_inverse=True)
    low, high = np.divmod(unique, len(corners))
    roots = _roots(contrast, _Brackets(corners[low], corners[high], f[low], f[high], which[low]))
    return roots[inverse.reshape(-1, 2)], which[corner[cut, 0]]


def _triangles(corners: Floats, which: Numbers) -> Numbers:
    """A triangulation of the corners of each cut: numbers of corners, shape (n, 3)."""
    found = [np.empty((0, 3), dtype=np.intp)]
    starts = np.flatnonzero(np.diff(which, prepend=-1))
    for first, last in itertools.pairwise([*starts.tolist(), len(which)]):
        here = corners[first:last]
        triangles = shapely.get_parts(shapely.delaunay_triangles(shapely.MultiPoint(here)))
        vertices = shapely.get_coordinates(triangles).reshape(-1, 4, 2)[:, :3]
        order = np.lexsort((here[:, 1], here[:, 0]))
        number = _lookup(here[order], vertices.reshape(-1, 2))
        found.append(first + order[number].reshape(-1, 3))
    return np.concatenate(found)


def _lookup(rows: Floats, wanted: Floats) -> NDArray[np.intp]:
    """The index of each wanted row among rows sorted by the first, then the second column."""
    # numpy orders complex numbers by real part, then by imaginary part: the same order.
    key = rows[:, 0] + 1j * rows[:, 1]
    return np.searchsorted(key, wanted[:, 0] + 1j * wanted[:, 1])


@dataclass(frozen=True, slots=True)
class _Brackets:
    """Pairs of points at which f has different signs, and the number of their cut."""

    a: Floats  # (n, 2)
    b: Floats
    at_a: Floats  # value of f there
    at_b: Floats
    which: Numbers


def _roots(contrast: _Contrast, between: _Brackets) -> Floats:
    """A zero of f between the two points of each pair.

    Regula falsi in the Illinois form: Dowell and Jarratt (1971), doi:10.1007/BF01934364.
    """
    a, b, fa, fb = (each.copy() for each in (between.a, between.b, between.at_a, between.at_b))
    root = a.copy()
    last = np.zeros(len(a), dtype=int)  # the end that moved last: 1 is a, -1 is b
    open_ = np.arange(len(a))
    for step in range(_ROOT_STEPS):
        if not len(open_):
            break
        # Where the line runs straight on, f grows about with the square of the distance from the
        # cut. So every other step interpolates the root of f instead, which is then nearly linear.
        at_a, at_b = (_signed_root(f[open_]) if step % 2 else f[open_] for f in (fa, fb))
        span, rise = b[open_] - a[open_], at_b - at_a
        share = np.clip(-at_a / np.where(rise == 0, 1, rise), 0, 1)
        root[open_] = a[open_] + share[:, None] * span
        value = contrast(root[open_], between.which[open_])
        length = np.hypot(*span.T)
        rise = np.abs(fb[open_] - fa[open_])
        off = np.abs(value) * length / np.where(rise == 0, 1, rise)
        moves_a = (value >= 0) == (fa[open_] >= 0)
        for moves, ends, f, others, which in (
            (moves_a, a, fa, fb, 1),
            (~moves_a, b, fb, fa, -1),
        ):
            these = open_[moves]
            ends[these], f[these] = root[these], value[moves]
            # Illinois: if the same end moves twice, halve f at the other one, or that would stay.
            others[these[last[these] == which]] /= 2
            last[these] = which
        open_ = open_[(off > _CLOSE_M) & (length > _CLOSE_M)]
    return root


def _signed_root(values: Floats) -> Floats:
    """The square root of the absolute value, with the sign of the value."""
    return np.asarray(np.sign(values) * np.sqrt(np.abs(values)))


def _refined(
    contrast: _Contrast, segments: _Segments, tolerance_m: float
) -> tuple[_Segments, _Segments]:
    """Segments that fit, and the halves of those that were broken at a point of the zero line.

    A segment is within the tolerance if f has different signs on its two sides: then the zero line
    runs between these.
    """
    ends, which = segments.ends, segments.which
    at = np.array([0.25, 0.5, 0.75])[:, None]
    start, end = ends[:, None, 0], ends[:, None, 1]
    along = ends[:, 1] - ends[:, 0]
    normal = np.column_stack([-along[:, 1], along[:, 0]])
    aside = normal / np.maximum(np.hypot(*along.T), _CLOSE_M)[:, None] * tolerance_m * _ASIDE
    checked = start + at * (end - start)
    left, right = (checked + sign * aside[:, None] for sign in (1, -1))
    sides = np.stack([left, right], axis=1)  # (n, 2, 3, 2)
    positive = contrast.is_after(sides.reshape(-1, 2), which.repeat(6)).reshape(-1, 2, 3)
    same = (positive[:, 0] == positive[:, 1]).any(axis=1)
    # Segments shorter than the tolerance are not broken further.
    misses = np.flatnonzero(same & (np.hypot(*along.T) > tolerance_m))
    first, last = ends[misses, 0], ends[misses, 1]
    found, new = _on_normal(contrast, (first + last) / 2, normal[misses], which[misses])
    broken = misses[found]
    halves = [np.stack(pair, axis=1)[found] for pair in ((first, new), (new, last))]
    kept = np.ones(len(which), dtype=bool)
    kept[broken] = False
    return (
        _Segments(ends[kept], which[kept]),
        _Segments(np.concatenate(halves), np.tile(which[broken], 2)),
    )


def _on_normal(
    contrast: _Contrast, middle: Floats, normal: Floats, which: Numbers
) -> tuple[Flags, Floats]:
    """A zero of f on the perpendicular through each middle, within half a segment's length."""
    ends = np.concatenate([middle - normal / 2, middle + normal / 2])
    low, high = ends.reshape(2, -1, 2)
    f_low, f_high = contrast(ends, np.tile(which, 2)).reshape(2, -1)
    found = (f_low >= 0) != (f_high >= 0)
    roots = middle.copy()
    roots[found] = _roots(
        contrast, _Brackets(low[found], high[found], f_low[found], f_high[found], which[found])
    )
    return found, roots
