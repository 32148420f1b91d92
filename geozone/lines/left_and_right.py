"""The left and the right of a line: the strip along it, cut in two.

A point lies on the side on which it is seen from its nearest point of the line; beyond an end of
the line, it lies on a side of the line's straight continuation. Between parts that face each other
with different sides, the cut runs where both are equally near. Cuts are planar, in lon/lat. This
module knows no country.

A buffer of one side only, as GEOS offers it, cannot serve here: it is planar, while the strip has
an exact geodesic distance; so the exact strip is cut instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid import faces, geodesy
from geozone.ellipsoid.bisector import PartedLine, bisectors
from geozone.ellipsoid.geodesy import Flags, Floats, LngLat
from geozone.ellipsoid.nearest import MeasuredLine
from geozone.errors import Refused
from geozone.lines.own_line import Hand

# Distance between vertices of a continuation: its geodesic and its edges, which are straight in
# lon/lat, then differ by centimetres.
_STEP_M = 500.0
_BEYOND_M = 2.0  # a cut runs so far past the outline or cut that it must meet
_OWN_M = 0.01  # an end is the nearest point unless another point is nearer by more than this
_HALVINGS = 40  # of 500 km: far below a millimetre
# A face may touch so much of the line's other side by mistake: cuts are exact to a metre, so one
# through the tip of a spike may cross the spike's legs some metres before the tip.
_GRAZED_M = 20.0
# Numbers of further cuts at even distances, tried in turn while left and right still meet.
_MORE_CUTS = (0, 7, 31)
_NEARBY = 1e-3  # share of an edge: the direction at its vertex is taken to a point so far along it


@dataclass(frozen=True)
class Handedness:
    """Left and right of a line.

    Parameters
    ----------
    line
        Its parts, each of two vertices or more, no two alike beside each other.
    turned
        For each part, whether its left and right are exchanged, because the file draws the part in
        the opposite direction.
    """

    line: MeasuredLine
    turned: tuple[bool, ...]

    def is_left(self, lonlat: ArrayLike) -> Flags:
        """Whether points lie left of the line, as seen from their nearest point of it.

        Parameters
        ----------
        lonlat
            Shape (n, 2), degrees.

        Examples
        --------
        >>> line = MeasuredLine.of([np.array([[0.0, 0.0], [0.01, 0.0]])])
        >>> Handedness(line, (False,)).is_left([[0.005, 0.001], [0.02, -0.001]]).tolist()
        [True, False]
        """
        points = np.asarray(lonlat, dtype=float).reshape(-1, 2)
        edge, fraction, foot = self.line.index.located(points)
        azimuth, _ = geodesy.inverse(foot, points)
        # The sine of the turn from the line's direction to the point is negative on the left.
        left = np.sin(np.radians(azimuth - self._tangents.at(edge, fraction))) < 0
        return np.asarray(left != self._tangents.turned[edge])

    @cached_property
    def _tangents(self) -> _Tangents:
        return _Tangents.of(self.line.parts, self.turned)

    def cuts(
        self,
        around: Polygon | MultiPolygon,
        *,
        reach_m: float,
        tolerance_m: float,
    ) -> list[BaseGeometry]:
        """Lines that cut the area around the line into its left and its right.

        Parameters
        ----------
        around
            The area within a distance of the line, lon/lat.
        reach_m
            That distance, and a little more.
        tolerance_m
            How far a cut between two parts may be from its exact place.

        Raises
        ------
        Refused
            If the line curls so that its left meets its right where no such cut can be made.
        """
        cuts: list[BaseGeometry] = [MultiLineString([LineString(part) for part in self.line.parts])]
        where: set[int] = set()
        for way, meets in self._continuations(reach_m):
            cuts.append(way)
            where |= meets
        where |= self._joints
        # Add cuts only where they are needed: each one is traced at some cost. The last round adds
        # none, but checks the cuts of the round before it.
        done: set[int] = set()
        for count in (*_MORE_CUTS, 0):
            both = self._on_both_sides(faces.split(around, cuts))
            if not len(both):
                return cuts
            within = shapely.union_all(both)
            shapely.prepare(within)
            where |= self._evenly(count)
            cuts += self._between(sorted(where - done), within, reach_m, tolerance_m)
            done |= where
        lon, lat = shapely.get_coordinates(shapely.point_on_surface(both[0]))[0]
        raise Refused(
            "depth",
            "",
            "a depth at which left and right of this line do not run into each other: they do "
            f"near {lon:.3f}, {lat:.3f}, so cut the line there in two lines",
        )

    def _on_both_sides(self, parts: faces.Faces) -> NDArray[np.object_]:
        """Faces with the line inside, or with both its left and its right on their outline.

        Such a face is not cut completely: it holds points of both sides.
        """
        ends = self._tangents
        tree = faces.edge_tree(MultiLineString([LineString(part) for part in self.line.parts]))
        halves = shapely.STRtree(np.asarray(shapely.points((ends.start + ends.end) / 2)))
        found = []
        for part in parts:
            edges = faces.segments(part)
            middles = shapely.points(edges.mean(axis=1))
            here, edge = tree.query(middles, predicate="dwithin", distance=geodesy.SAME_DEGREES)
            # A face lies left of its outline's edges. So it lies left of the line where an edge and
            # the line run the same way: where their scalar product is positive.
            along = (edges[here, 1] - edges[here, 0]) * (ends.end[edge] - ends.start[edge])
            left = (along.sum(axis=1) > 0) != ends.turned[edge]
            metres = geodesy.distance_m(edges[here, 0], edges[here, 1])
            shapely.prepare(part)
            inner = np.setdiff1d(halves.query(part, predicate="contains_properly"), edge)
            if len(inner) or min(metres[left].sum(), metres[~left].sum()) > _GRAZED_M:
                found.append(part)
        return np.array(found, dtype=object)

    def _continuations(self, reach_m: float) -> Iterator[tuple[LineString, set[int]]]:
        """The straight continuation beyond each end, as far as that end is the nearest point.

        Each comes with numbers of vertices at which a further cut is needed. A continuation may end
        where another stretch of the line becomes nearer. From there on, the two sides are separated
        by the points that are equally near to both stretches. That cut is traced from the vertex
        half-way between the end and the other stretch.
        """
        first = 0
        for part in self.line.parts:
            last = first + len(part) - 1
            if (part[0] != part[-1]).any():
                for at, end, before in ((first, part[0], part[1]), (last, part[-1], part[-2])):
                    way, metres = self._continuation(end, before, reach_m)
                    beyond = geodesy.direct(end, float(_direction(end, before)[0]) + 180, metres)
                    meets = self._vertex_after(beyond) if metres < reach_m else at
                    yield way, {(at + meets) // 2} - {first, last}
            first = last + 1

    def _vertex_after(self, lonlat: Floats) -> int:
        """The vertex at the end of the nearest edge, counted through all parts."""
        edge = int(self.line.index.located(lonlat)[0][0])
        ends = np.cumsum([len(part) - 1 for part in self.line.parts])
        return edge + 1 + int(np.searchsorted(ends, edge, side="right"))

    def _continuation(
        self, end: Floats, before: Floats, reach_m: float
    ) -> tuple[LineString, float]:
        """The continuation beyond an end, and for how many metres that end is the nearest point."""
        azimuth = float(_direction(end, before)[0]) + 180

        def is_nearest(metres: float) -> bool:
            point = geodesy.direct(end, azimuth, metres)
            return bool(self.line.index.distance_m(point)[0] >= metres - _OWN_M)

        # Bisect for the farthest point whose nearest point is the end. This is sound because these
        # points form one run without a gap, which starts at the end.
        own, most = 0.0, reach_m
        if not is_nearest(most):
            for _ in range(_HALVINGS):
                middle = (own + most) / 2
                own, most = (middle, most) if is_nearest(middle) else (own, middle)
        metres = np.linspace(0, most + _BEYOND_M, max(int(most / _STEP_M) + 1, 2))
        points = geodesy.direct(end, azimuth, metres)
        points[0] = end
        return LineString(points), most + _BEYOND_M if most < reach_m else reach_m

    @property
    def _joints(self) -> set[int]:
        """The first vertices of all parts but the first, counted through all parts."""
        lengths = [len(part) for part in self.line.parts]
        return set(np.cumsum(lengths[:-1]).tolist())

    @cached_property
    def _metres(self) -> Floats:
        """Distance along the line at every vertex, counted on through all parts."""
        metres = [np.zeros(1)]
        for part in self.line.parts:
            metres.append(metres[-1][-1] + geodesy.chainage_m(part))
        return np.concatenate(metres[1:])

    def _evenly(self, count: int) -> set[int]:
        """Inner vertices at even distances along the line."""
        along = self._metres
        wanted = along[-1] * np.arange(1, count + 1) / (count + 1)
        return set(np.searchsorted(along, wanted).tolist()) - {0, len(along) - 1}

    def _between(
        self, vertices: Sequence[int], within: BaseGeometry, reach_m: float, tolerance_m: float
    ) -> list[MultiLineString]:
        """For each vertex, the points of a region equally near to the line before and after it."""
        if not vertices:
            return []
        parted = PartedLine.of(self.line.parts)
        metres = self._metres[list(vertices)]
        west, south, east, north = shapely.total_bounds(
            [LineString(part) for part in self.line.parts]
        )
        return bisectors(
            parted.at(metres.tolist()),
            LngLat((west + east) / 2, (south + north) / 2),
            reach_m=reach_m,
            tolerance_m=tolerance_m,
            within=within,
        )


@dataclass(frozen=True)
class Beside:
    """One side of a user's own line: its left or its right hand.

    Parameters
    ----------
    line
        The line with its left and right.
    hand
        Which of the two is meant.
    countries
        Alpha-3 codes of the countries whose land counts there.
    """

    line: Handedness
    hand: Hand
    countries: tuple[str, ...]

    def holds(self, lonlat: ArrayLike) -> Flags:
        """Whether points of shape (n, 2) lie on this hand."""
        return np.asarray(self.line.is_left(lonlat) == (self.hand == "left"))


@dataclass(frozen=True, slots=True)
class _Tangents:
    """Directions of the line at each edge's start and end, degrees from north."""

    start: Floats  # (m, 2) vertices
    end: Floats
    at_start: Floats  # (m,)
    at_end: Floats
    turned: Flags

    @classmethod
    def of(cls, parts: Sequence[Floats], turned: Sequence[bool]) -> _Tangents:
        start = np.concatenate([part[:-1] for part in parts])
        end = np.concatenate([part[1:] for part in parts])
        out, into = _direction(start, end), _direction(end, start) + 180
        at_start, at_end = out.copy(), into.copy()
        first = 0
        for part in parts:
            last = first + len(part) - 2
            # At a vertex left and right are divided by the mean direction of its two edges.
            at_start[first + 1 : last + 1] = _mean(into[first:last], out[first + 1 : last + 1])
            at_end[first:last] = at_start[first + 1 : last + 1]
            if (part[0] == part[-1]).all():
                at_start[first] = at_end[last] = _mean(into[[last]], out[[first]])[0]
            first = last + 1
        each = np.repeat(np.asarray(turned, dtype=bool), [len(part) - 1 for part in parts])
        return cls(start, end, at_start, at_end, each)

    def at(self, edge: NDArray[np.intp], fraction: Floats) -> Floats:
        """Direction at points of edges: at a vertex, the mean of both its edges'."""
        inner = geodesy.inverse(self.start[edge], self.end[edge]).azimuth
        at_vertex = np.where(fraction <= 0, self.at_start[edge], self.at_end[edge])
        return np.where((fraction > 0) & (fraction < 1), inner, at_vertex)


def _direction(lonlat: Floats, towards: Floats) -> Floats:
    """The azimuth of an edge at its first vertex.

    Edges are straight in lon/lat. The geodesic to the other end would start in another direction.
    """
    return geodesy.inverse(lonlat, lonlat + (towards - lonlat) * _NEARBY).azimuth


def _mean(one: Floats, other: Floats) -> Floats:
    """The direction half-way between two, the short way round."""
    return np.asarray(one + ((other - one + 180) % 360 - 180) / 2)
