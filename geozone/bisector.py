"""Where the nearest point of a line passes a chainage: the cut at a section's end.

The cut is the zero line of f(x) = distance to the line before the chainage minus distance to the
line after it. f changes by at most 2 m a metre, so a square whose centre says |f| > 2 × its
half-diagonal holds no cut: squares are divided only where the cut can be, finer near the line, and
the zero line is then traced through a triangulation of their corners. All cuts of a line use one
lattice of squares, so where two of them meet behind a short section they are the same. Knows no
zone and no side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely import MultiLineString
from shapely.geometry.base import BaseGeometry

from geozone import faces, geodesy
from geozone.geodesy import Floats, LngLat
from geozone.nearest import NearestIndex

# The line is parted a little before and after the chainage: beyond a corner all points of the
# wedge share one nearest point, and f would be 0 throughout; parted, its zero line is the bisector.
_PARTED_M = 0.25
_SAME_DECIMALS = 9  # of a degree: a tenth of a millimetre
_FINEST_M = 4.0  # squares at the line itself; all others are this times a power of two
_FINER_NEAR = 4  # a square is at most its distance from the line, divided by this
_SQUARES_TO_REACH = 40  # the coarsest squares: at least this many side by side reach the depth
_STEEPNESS = 2.02  # |gradient of f| ≤ 2, and up to 1 % more in the plane
# The lattice is sheared: four corners of a square lie on a circle, so it could be cut into
# triangles either way, and two cuts might choose differently.
_SHEAR = np.array([[1.0, 0.0], [0.25, 1.0]])
_DIAGONAL = float(np.hypot(1.25, 1.0))  # of a sheared square, longest, by its side
_COARSE_M = 100_000.0  # larger squares bend too much to be held against a region
_ROOT_STEPS = 40
_CLOSE_M = 0.001  # a root is found when it is this near
_ASIDE = 0.8  # of the tolerance: how far to each side of a segment the zero line is looked for
_MAX_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Parting:
    """A line in two, before and after a chainage, a little apart where the two would touch.

    Examples
    --------
    >>> line = np.array([[37.0, 36.6], [37.005, 36.6], [37.01, 36.6]])
    >>> Parting.of([line[:2]], [line[1:]]).is_after([[37.001, 36.7], [37.009, 36.7]]).tolist()
    [False, True]
    """

    before: NearestIndex
    after: NearestIndex
    extent: Floats  # its vertices, lon/lat

    @classmethod
    def of(cls, before: Sequence[Floats], after: Sequence[Floats]) -> Parting:
        """From vertices of the pieces before and after, shape (n, 2), lon/lat.

        A ring is parted at its start too, and wherever else an end touches one of the others.
        """
        one, other = _apart(before, after), _apart(after, before)
        return cls(NearestIndex(one), NearestIndex(other), np.concatenate([*one, *other]))

    def contrast(self, lonlat: Floats) -> tuple[Floats, Floats]:
        """f, and the distance to the whole line."""
        one, other = self.before.distance_m(lonlat), self.after.distance_m(lonlat)
        return one - other, np.minimum(one, other)

    def is_after(self, lonlat: ArrayLike) -> NDArray[np.bool_]:
        """Whether points of shape (n, 2) are nearer to what comes after."""
        return np.asarray(self.contrast(np.asarray(lonlat, float).reshape(-1, 2))[0] >= 0)


def _apart(pieces: Sequence[Floats], others: Sequence[Floats]) -> list[Floats]:
    """The pieces without a quarter metre at each end that is an end of the others too."""
    theirs = {_place(piece[at]) for piece in others for at in (0, -1)}
    parted = [_without_start(piece) if _place(piece[0]) in theirs else piece for piece in pieces]
    return [
        _without_start(piece[::-1])[::-1] if _place(piece[-1]) in theirs else piece
        for piece in parted
    ]


def _place(lonlat: Floats) -> tuple[float, ...]:
    return tuple(np.round(lonlat, _SAME_DECIMALS).tolist())


def _without_start(piece: Floats) -> Floats:
    chainage = geodesy.chainage_m(piece)
    cut = min(_PARTED_M, chainage[-1] / 2)
    start = [[np.interp(cut, chainage, axis) for axis in piece.T]]
    return np.concatenate([start, piece[chainage > cut]])


def bisector(
    parting: Parting,
    centre: LngLat,
    *,
    reach_m: float,
    tolerance_m: float,
    within: BaseGeometry | None = None,
) -> MultiLineString:
    """The points as far from what comes before as from what comes after, out to a distance.

    Parameters
    ----------
    parting
        The line in two.
    centre
        Of the plane in which the cut is traced; cuts of one line agree only about one centre.
    reach_m
        How far from the line the cut is wanted.
    tolerance_m
        At every point checked (vertices, quarter points of edges) the cut is less than this aside.
    within
        Only this region (lon/lat, prepared) is wanted; the cut may be missing elsewhere.

    Returns
    -------
    MultiLineString
        lon/lat on WGS84; crosses the line where the two meet.
    """
    contrast = _Contrast(parting, centre)
    farthest_m = np.abs(geodesy.to_plane(parting.extent, centre)).max()
    corners = _corners(contrast, farthest_m + reach_m, reach_m, within)
    if len(corners) < 3:
        return MultiLineString()
    segments = _zero_segments(contrast, corners)
    for _ in range(_MAX_ROUNDS):
        segments, misses = _refined(contrast, segments, tolerance_m)
        if not misses:
            break
    return faces.joined(geodesy.from_plane(segments.reshape(-1, 2), centre).reshape(-1, 2, 2))


@dataclass(frozen=True, slots=True)
class _Contrast:
    """f, in the plane about a centre: metres east and north."""

    parting: Parting
    centre: LngLat

    def __call__(self, plane: Floats) -> Floats:
        return self.both(plane)[0]

    def both(self, plane: Floats) -> tuple[Floats, Floats]:
        """f, and the distance to the whole line."""
        return self.parting.contrast(geodesy.from_plane(plane, self.centre))


def _corners(
    contrast: _Contrast, extent_m: float, reach_m: float, within: BaseGeometry | None
) -> Floats:
    """Corners of the squares that may hold the cut, shape (n, 2)."""
    side = _FINEST_M * 2.0 ** np.ceil(np.log2(3 * extent_m / _FINEST_M))
    centres = np.zeros((1, 2))
    leaves = []
    while len(centres):
        f, distance = contrast.both(centres @ _SHEAR)
        around = side / 2 * _DIAGONAL
        near = (np.abs(f) <= _STEEPNESS * around) & (distance <= reach_m + around)
        if within is not None:
            near[near] = _touching(within, centres[near], side, contrast.centre)
        centres, distance = centres[near], distance[near]
        wanted = np.clip(distance / _FINER_NEAR, _FINEST_M, reach_m / _SQUARES_TO_REACH)
        small = side <= np.maximum(wanted, _FINEST_M)
        leaves.append(_around(centres[small], side / 2))
        side /= 2
        centres = _around(centres[~small], side / 2)
    return np.asarray(np.unique(np.concatenate(leaves), axis=0) @ _SHEAR)


def _touching(
    within: BaseGeometry, centres: Floats, side: float, origin: LngLat
) -> NDArray[np.bool_]:
    """Which squares touch a region; a little larger, since their edges bend in lon/lat."""
    if side > _COARSE_M:
        return np.ones(len(centres), dtype=bool)
    square = geodesy.from_plane(_around(centres, side * 0.51 + _FINEST_M) @ _SHEAR, origin)
    corners = square.reshape(-1, 4, 2)[:, [0, 1, 3, 2]]
    return np.asarray(shapely.intersects(within, shapely.polygons(corners)))


def _around(centres: Floats, half: float) -> Floats:
    signs = np.array([(-1, -1), (1, -1), (-1, 1), (1, 1)])
    return np.asarray((centres[:, None] + half * signs).reshape(-1, 2))


def _zero_segments(contrast: _Contrast, corners: Floats) -> Floats:
    """Segments of the zero line, shape (n, 2, 2), one for each triangle that it crosses."""
    triangles = shapely.get_parts(shapely.delaunay_triangles(shapely.MultiPoint(corners)))
    vertices = shapely.get_coordinates(triangles).reshape(-1, 4, 2)[:, :3]
    order = np.lexsort((corners[:, 1], corners[:, 0]))
    number = _lookup(corners[order], vertices.reshape(-1, 2))
    corner = order[number].reshape(-1, 3)
    f = contrast(corners)
    positive = f >= 0
    edges = np.sort(np.stack([corner, np.roll(corner, -1, axis=1)], axis=-1), axis=-1)
    crossed = positive[edges[..., 0]] != positive[edges[..., 1]]
    cut = crossed.any(axis=1)
    pairs = edges[cut][crossed[cut]].reshape(-1, 2)  # two crossed edges for each cut triangle
    unique, inverse = np.unique(pairs, axis=0, return_inverse=True)
    low, high = unique.T
    roots = _roots(contrast, corners[low], corners[high], f[low], f[high])
    return roots[inverse.reshape(-1, 2)]


def _lookup(rows: Floats, wanted: Floats) -> NDArray[np.intp]:
    """Where each wanted row stands among sorted rows (by first, then second column)."""
    key = rows[:, 0] + 1j * rows[:, 1]
    return np.searchsorted(key, wanted[:, 0] + 1j * wanted[:, 1])


def _roots(contrast: _Contrast, a: Floats, b: Floats, fa: Floats, fb: Floats) -> Floats:
    """A zero of f between each a and b, where f has different signs.

    Regula falsi in the Illinois form: Dowell and Jarratt (1971), doi:10.1007/BF01934364.
    """
    a, b, fa, fb = a.copy(), b.copy(), fa.copy(), fb.copy()
    root = a.copy()
    last = np.zeros(len(a), dtype=int)  # which end moved last: 1 is a, -1 is b
    open_ = np.arange(len(a))
    for _ in range(_ROOT_STEPS):
        if not len(open_):
            break
        span, rise = b[open_] - a[open_], fb[open_] - fa[open_]
        share = np.clip(-fa[open_] / np.where(rise == 0, 1, rise), 0, 1)
        root[open_] = a[open_] + share[:, None] * span
        value = contrast(root[open_])
        length = np.hypot(*span.T)
        off = np.abs(value) * length / np.where(rise == 0, 1, np.abs(rise))
        moves_a = (value >= 0) == (fa[open_] >= 0)
        for moves, ends, f, others, which in (
            (moves_a, a, fa, fb, 1),
            (~moves_a, b, fb, fa, -1),
        ):
            these = open_[moves]
            ends[these], f[these] = root[these], value[moves]
            others[these[last[these] == which]] /= 2
            last[these] = which
        open_ = open_[(off > _CLOSE_M) & (length > _CLOSE_M)]
    return root


def _refined(contrast: _Contrast, segments: Floats, tolerance_m: float) -> tuple[Floats, int]:
    """Segments that miss are broken at a point of the zero line; how many were.

    A segment keeps within the tolerance if f changes its sign between both its sides.
    """
    at = np.array([0.25, 0.5, 0.75])[:, None]
    start, end = segments[:, None, 0], segments[:, None, 1]
    along = segments[:, 1] - segments[:, 0]
    normal = np.column_stack([-along[:, 1], along[:, 0]])
    aside = normal / np.maximum(np.hypot(*along.T), _CLOSE_M)[:, None] * tolerance_m * _ASIDE
    checked = start + at * (end - start)
    left, right = (
        contrast((checked + sign * aside[:, None]).reshape(-1, 2)).reshape(-1, 3) >= 0
        for sign in (1, -1)
    )
    misses = np.flatnonzero((left == right).any(axis=1) & (np.hypot(*along.T) > tolerance_m))
    if not len(misses):
        return segments, 0
    first, last = segments[misses, 0], segments[misses, 1]
    found, new = _on_normal(contrast, (first + last) / 2, normal[misses])
    kept = np.delete(segments, misses[found], axis=0)
    first, last, new = first[found], last[found], new[found]
    halves = [np.stack([first, new], axis=1), np.stack([new, last], axis=1)]
    return np.concatenate([kept, *halves]), int(found.sum())


def _on_normal(
    contrast: _Contrast, middle: Floats, normal: Floats
) -> tuple[NDArray[np.bool_], Floats]:
    """A zero of f on the perpendicular through each middle, within half a segment's length."""
    low, high = middle - normal / 2, middle + normal / 2
    f_low, f_high = contrast(low), contrast(high)
    found = (f_low >= 0) != (f_high >= 0)
    roots = middle.copy()
    if found.any():
        roots[found] = _roots(contrast, low[found], high[found], f_low[found], f_high[found])
    return found, roots
