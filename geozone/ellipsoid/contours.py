"""Lines at many distances from a line, light enough to draw by the dozen.

Each outline comes from a planar buffer of the one before it, which is quick because it is
smoother. Then every vertex moves along the geodesic from its nearest point to its exact distance,
and an edge that a bound does not show to keep within the tolerance gets a new vertex; what cannot
be brought within it is left out. The result is much coarser than that of `geozone.buffer`, and
consists of open lines, not areas. This module knows no border, no side and no place.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiLineString
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid import geodesy
from geozone.ellipsoid.geodesy import Flags, Floats, LngLat, Numbers
from geozone.ellipsoid.nearest import MeasuredLine, NearestIndex
from geozone.ellipsoid.planar_buffer import buffered
from geozone.ellipsoid.vertices import Vertices

_PIECE_M = 400_000.0  # length of line in one plane: its ends are off by 0.07 %
# Shares of the tolerance by which the line, each rough outline and the last one are simplified.
_LINE_SHARE, _ROUGH_SHARE, _THINNED_SHARE = 0.3, 0.04, 0.5
# Share of the tolerance by which rough outlines lie too far out. A vertex is then moved inward, and
# a vertex that moves inward keeps its nearest point.
_OUTWARD_SHARE = 0.3
_FIRST_STEP_M = 500.0  # a buffer is quick only if the line does not wind closer than its distance
_QUAD_SEGS = 8  # edges of a quarter circle
# Shares of the tolerance: the error allowed at a vertex, and along an edge.
_VERTEX_SHARE, _EDGE_SHARE = 0.1, 0.85
_DEGREE_M = 111_000.0  # of a great circle, roughly: the points made with it are corrected later
_SAME_FOOT_M = 1.0  # two nearest points closer than this make no notch
_SLACK = 2  # vertices kept beyond those that lie in the region
_MOST_MOVES, _MOST_ROUNDS = 5, 20


def contours(
    line: MeasuredLine,
    distances_m: Sequence[float],
    *,
    tolerance_m: float,
    within: BaseGeometry,
) -> tuple[MultiLineString, ...]:
    """Lines through the points of a region at given distances from a line.

    Parameters
    ----------
    line
        The line from which the distances are measured.
    distances_m
        Ascending, at least ten times the tolerance apart from 0.
    tolerance_m
        Largest error of the distance at any point of an edge; edges are straight in lon/lat.
    within
        The region: lon/lat in the line's frame, prepared.

    Returns
    -------
    tuple of MultiLineString
        One for each distance, in their order; empty where the region does not reach so far. A
        pocket or a channel may be missing if its points are all within the tolerance of the
        distance.

    Examples
    --------
    >>> line = MeasuredLine.of([np.array([[0.0, 0.0], [1.0, 0.0]])])
    >>> north = shapely.box(0, 0, 1, 1)
    >>> (near,) = contours(line, [10_000], tolerance_m=100, within=north)
    >>> near.bounds[1] > 0.0895, near.bounds[3] < 0.0914
    (True, True)
    """
    traces, levels = [], []
    for nth, rough in enumerate(_rough(line, distances_m, tolerance_m)):
        parts = shapely.get_parts(rough)
        traces.append(parts)
        levels.append(np.full(len(parts), nth))
    kept, level = _near(np.concatenate(traces), np.concatenate(levels), within)
    if not len(kept):
        return tuple(MultiLineString() for _ in distances_m)
    work = _Traces(line.index, kept, np.asarray(distances_m, float)[level], tolerance_m)
    # All lines are corrected together, and sorted by their distance afterwards.
    work.correct()
    runs, of_line = work.lines()
    found = shapely.intersection(runs, within)
    return tuple(_merged(found[level[of_line] == nth]) for nth in range(len(distances_m)))


def _merged(pieces: NDArray[np.object_]) -> MultiLineString:
    """The lines among some geometries, joined where they meet."""
    flat = shapely.get_parts(shapely.get_parts(pieces))
    lines = flat[shapely.length(flat) > 0]
    merged = shapely.line_merge(MultiLineString(list(lines)))
    return MultiLineString(list(shapely.get_parts(merged)))


def _rough(
    line: MeasuredLine, distances_m: Sequence[float], tolerance_m: float
) -> list[BaseGeometry]:
    """Outlines at the distances, deliberately some tens of metres too far out."""
    pieces = [_marched(piece, distances_m, tolerance_m) for piece in _pieces(line.parts)]
    if len(pieces) == 1:
        return [shapely.boundary(area) for area in pieces[0]]
    return [
        shapely.boundary(shapely.union_all(shapely.make_valid(list(areas))))
        for areas in zip(*pieces, strict=True)
    ]


def _pieces(parts: Sequence[Floats]) -> list[Floats]:
    """Runs of vertices short enough for one plane; each starts where the one before it ends."""
    pieces = []
    for part in parts:
        pieces += geodesy.parted(part, _PIECE_M, math.ceil)
    return pieces


def _marched(
    vertices: Floats, distances_m: Sequence[float], tolerance_m: float
) -> list[BaseGeometry]:
    """Outlines of one piece, each a buffer of the one before it."""
    # Work in a plane about the middle of the piece, in which GEOS can buffer.
    centre = LngLat(*((vertices.min(axis=0) + vertices.max(axis=0)) / 2))
    plane = shapely.LineString(geodesy.to_plane(vertices, centre))
    area: BaseGeometry = shapely.simplify(plane, _LINE_SHARE * tolerance_m)
    reached_m, found = -_OUTWARD_SHARE * tolerance_m, []
    for distance_m in distances_m:
        while reached_m < distance_m:
            # Steps grow with the distance: an outline is smooth to about its own distance.
            step_m = min(distance_m - reached_m, max(_FIRST_STEP_M, reached_m))
            (area,) = buffered([area], step_m, quad_segs=_QUAD_SEGS)
            area = _thinned(area, _ROUGH_SHARE * tolerance_m)
            reached_m += step_m
        found.append(area)
    thin = _thinned(np.array(found), _THINNED_SHARE * tolerance_m)
    return list(shapely.transform(thin, lambda metres: geodesy.from_plane(metres, centre)))


def _thinned(areas: Any, tolerance_m: float) -> Any:
    """Simplify quickly. Outlines may cross themselves afterwards; the next buffer mends that."""
    return shapely.simplify(areas, tolerance_m, preserve_topology=False)


def _near(
    lines: NDArray[np.object_], level: Numbers, within: BaseGeometry
) -> tuple[list[Floats], Numbers]:
    """The runs of vertices in the region and a little beyond it, and the level of each."""
    lonlat, line = shapely.get_coordinates(lines, return_index=True)
    same = line[1:] == line[:-1]
    edges = shapely.linestrings(np.stack([lonlat[:-1], lonlat[1:]], axis=1))
    wanted = shapely.intersects(within, edges) & same
    for _ in range(_SLACK):
        wanted = wanted | (np.roll(wanted, 1) & same) | (np.roll(wanted, -1) & same)
    runs = np.flatnonzero(np.diff(np.concatenate([[False], wanted, [False]]).astype(int)))
    starts, ends = runs[::2], runs[1::2]
    # The vertices of all lines stand in one array. `same` excludes the step from one line to the
    # next, so no run goes on into another line.
    kept = [lonlat[start : end + 1] for start, end in zip(starts, ends, strict=True)]
    return kept, level[line[starts]]


@dataclass(slots=True)
class _Edges:
    """For each edge, how far it may lie above and below its distance."""

    above_m: Floats
    below_m: Floats


class _Traces(Vertices):
    """Lines under correction, each to a distance of its own."""

    ROWS: ClassVar[tuple[str, ...]] = (*Vertices.ROWS, "distance_m")

    def __init__(
        self,
        index: NearestIndex,
        lines: Sequence[Floats],
        distance_m: Floats,
        tolerance_m: float,
    ) -> None:
        counts = np.array([len(each) for each in lines])
        numbers = np.repeat(np.arange(len(lines)), counts)
        loose, unsure = np.zeros((2, len(numbers)), dtype=bool)
        super().__init__(np.concatenate(lines), numbers, settled=loose, fits=unsure)
        self._index = index
        self._tolerance_m = tolerance_m
        self.distance_m = np.repeat(distance_m, counts)

    def of_new(self, after: Numbers, points: Floats) -> dict[str, Any]:
        """The rows of new vertices, at the distance of their lines."""
        return {**super().of_new(after, points), "distance_m": self.distance_m[after]}

    def correct(self) -> None:
        """Move vertices and add new ones until every edge fits or the rounds are over."""
        # Of what does not fit after the last round, `lines` leaves the edges out.
        for nth in range(_MOST_ROUNDS):
            while not self.settled.all():
                self._settle()
            if not self._split(at_tips=nth % 2 == 0):
                break

    def lines(self) -> tuple[NDArray[np.object_], Numbers]:
        """The runs of edges within the tolerance, and the number of the line of each run."""
        begins = self.fits & ~np.roll(self.fits & self._linked, 1)
        run = np.cumsum(begins) - 1
        taken = self.fits | np.roll(self.fits, 1)
        # The last vertex of a run belongs to it, though no edge of the run starts there.
        runs = shapely.linestrings(self.points[taken], indices=run[taken])
        return np.asarray(runs), self.part[begins]

    def _settle(self) -> None:
        """Move loose vertices to their distance along the geodesic from the nearest point.

        A vertex that moves inward keeps its nearest point, by the triangle inequality, so it is
        settled. A vertex that moves outward by a little has an error of at most twice that.
        """
        loose = np.flatnonzero(~self.settled)
        points, last = self.points[loose], self.foot[loose]
        nearest = self._index.foot(points)
        distance_m = self.distance_m[loose]
        error_m = nearest.distance_m - distance_m
        self.foot[loose], self.at[loose] = nearest.lonlat, nearest.at
        most_m = _VERTEX_SHARE * self._tolerance_m
        far = np.abs(error_m) > most_m
        azimuth, _ = geodesy.inverse(nearest.lonlat[far], points[far])
        moved = geodesy.direct(nearest.lonlat[far], azimuth, distance_m[far])
        # At a notch, a vertex that moves gets another nearest point, and would move to and fro. It
        # belongs where both nearest points are at the distance.
        again = self.moves[loose[far]] > 0
        tip, meets = _crossing(nearest.lonlat[far], last[far], distance_m[far], points[far])
        again &= meets & (error_m[far] < 0)
        self.points[loose[far]] = np.where(again[:, None], tip, moved)
        self.settled[loose[error_m > -most_m / 2]] = True
        self.settled[loose[~far]] = True
        self.moves[loose] += 1
        # A vertex that does not settle is dropped; the edge over the gap is checked like any other.
        stuck = ~self.settled & (self.moves > _MOST_MOVES)
        if stuck.any():
            self.drop(stuck, np.roll(stuck, -1))

    def _split(self, *, at_tips: bool) -> bool:
        """Check edges and put a new vertex on each that may miss; return whether there was one."""
        starts = np.flatnonzero(~self.fits & self._linked)
        if not len(starts):
            return False
        bounds = self._bounds(starts)
        most_m = _EDGE_SHARE * self._tolerance_m
        self.fits[starts] = (bounds.above_m <= most_m) & (bounds.below_m <= most_m)
        notched = starts[bounds.above_m > most_m]
        bent = starts[(bounds.above_m <= most_m) & (bounds.below_m > most_m)]
        after = np.concatenate([notched, bent])
        middle = (self.points[after] + self.points[after + 1]) / 2
        # In a narrow notch, the edge's middle would move back to one of its ends, so the tip serves
        # better. In a wide notch, another stretch of the line may be nearer to the tip, so the
        # middle serves better. The two are tried in alternate rounds.
        one, other = self.foot[notched], self.foot[notched + 1]
        tip, meets = _crossing(one, other, self.distance_m[notched], middle[: len(notched)])
        meets &= at_tips
        middle[: len(notched)][meets] = tip[meets]
        self.insert(after, middle)
        return bool(len(after))

    @property
    def _linked(self) -> Flags:
        """Whether an edge starts at a vertex."""
        return np.append(self.part[1:] == self.part[:-1], False)

    def _bounds(self, starts: Numbers) -> _Edges:
        """How far each edge can lie above and below its distance.

        `geozone.ellipsoid.correction` derives these bounds, in `Correction._bounds`.
        """
        ends = starts + 1
        p, q = (geodesy.earth_centred(self.points[each]) for each in (starts, ends))
        foot_p, foot_q = (geodesy.earth_centred(self.foot[each]) for each in (starts, ends))
        a = np.maximum(geodesy.chord_m(q, foot_p) - geodesy.chord_m(q, foot_q), 0)
        b = np.maximum(geodesy.chord_m(p, foot_q) - geodesy.chord_m(p, foot_p), 0)
        square = ((q - p) ** 2).sum(axis=1)
        distance_m = self.distance_m[starts]
        latitude = np.radians(np.abs(self.points[starts, 1]))
        slant = distance_m / (2 * geodesy.EQUATORIAL_RADIUS_M)
        bow = square * (np.tan(latitude) + slant) / (8 * geodesy.EQUATORIAL_RADIUS_M)
        above = a * b / np.where(a + b > 0, a + b, 1)
        # The second bound takes longer, so only edges that need it are measured by it.
        unsure = np.flatnonzero(above + bow > _EDGE_SHARE * self._tolerance_m)
        bend = self._index.bend_m(self.at[starts[unsure]], self.at[ends[unsure]])
        above[unsure] = np.minimum(above[unsure], bend)
        return _Edges(above + bow, square / (8 * distance_m) + bow)


def _crossing(
    one: Floats, other: Floats, distance_m: Floats, beside: Floats
) -> tuple[Floats, Flags]:
    """Where circles about two points meet, on the side of a third point, and whether they do."""
    # In a plane in which degrees of longitude are shortened to the length of those of latitude.
    squeeze = np.column_stack([np.cos(np.radians(beside[:, 1])), np.ones(len(beside))])
    scale = squeeze * _DEGREE_M
    centre, half = (one + other) / 2 * scale, (other - one) / 2 * scale
    length = np.hypot(*half.T)
    rise = distance_m**2 - length**2
    meets = (rise > 0) & (length > _SAME_FOOT_M)
    across = np.column_stack([-half[:, 1], half[:, 0]]) / np.where(meets, length, 1)[:, None]
    across *= np.sign(((beside * scale - centre) * across).sum(axis=1))[:, None]
    return (centre + np.sqrt(np.where(meets, rise, 0))[:, None] * across) / scale, meets
