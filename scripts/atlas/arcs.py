"""Land and borders as arcs: each line between two junctions is stored once (a topology).

Two neighbours and their border share an arc, so that they always agree, and no line is stored two
or three times.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon

from atlas.coasts import Points, found_in, keys

Signed = list[int]
"""Numbers of arcs, counted from 1, in the order of the line; negative for a reversed arc."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A line and the countries beside it: `b` is empty at a coast, both in a gap of a border."""

    a: str
    b: str
    line: LineString


@dataclass(slots=True)
class Arcs:
    """The arcs of some polygons. Lines become arcs too, and new arcs where no polygon has them.

    Parameters
    ----------
    polygons
        Pairs (code, polygon); neighbours share the vertices of their common edges.
    ends
        More points, shape (n, 2), at which arcs must end.
    """

    polygons: Sequence[tuple[str, Polygon]]
    ends: Points
    arcs: list[Arc] = field(default_factory=list)
    _known: dict[bytes, int] = field(default_factory=dict)
    _junctions: NDArray[np.complex128] = field(init=False)

    def __post_init__(self) -> None:
        self._junctions = self._found_junctions()

    def rings(self, polygon: Polygon, code: str) -> list[Signed]:
        """The outer ring of a polygon, then its holes."""
        outlines = (shapely.get_coordinates(ring) for ring in shapely.get_rings(polygon))
        return [self._told(self._from_junction(points), code) for points in outlines]

    def line(self, line: LineString) -> Signed:
        """A line that starts and ends at junctions."""
        return self._told(shapely.get_coordinates(line), "")

    def _found_junctions(self) -> NDArray[np.complex128]:
        """Vertices at which arcs end: those that do not have exactly two edges, and the given ends.

        A ring without such a vertex gets its smallest vertex, which is the same for all polygons
        that have the ring.
        """
        rings = shapely.get_rings([polygon for _, polygon in self.polygons])
        points, ring = shapely.get_coordinates(rings, return_index=True)
        every, vertex = np.unique(keys(points), return_inverse=True)
        inner = np.flatnonzero(ring[:-1] == ring[1:])
        # An edge is one number made of its two vertices, so that two neighbours' edge counts once.
        low, high = np.sort(np.stack([vertex[inner], vertex[inner + 1]]), axis=0)
        edges = np.unique(low * len(every) + high)
        meeting = np.bincount(np.concatenate(np.divmod(edges, len(every))), minlength=len(every))
        is_junction = (meeting != 2) | found_in(every, np.unique(keys(self.ends)))
        has_one = np.zeros(len(rings), dtype=bool)
        has_one[ring[is_junction[vertex]]] = True
        smallest = np.full(len(rings), len(every))
        np.minimum.at(smallest, ring, vertex)
        is_junction[smallest[~has_one]] = True
        return np.asarray(every[is_junction])

    def _from_junction(self, points: Points) -> Points:
        """A closed ring that starts at its first junction."""
        start = int(found_in(keys(points), self._junctions).argmax())
        return np.concatenate([points[start:-1], points[: start + 1]])

    def _told(self, points: Points, code: str) -> Signed:
        cuts = np.flatnonzero(found_in(keys(points), self._junctions))
        return [
            self._number(points[start : end + 1], code) for start, end in itertools.pairwise(cuts)
        ]

    def _number(self, points: Points, code: str) -> int:
        """The number of an arc, new or known; an arc is stored in the direction first found."""
        points = points + 0.0  # turns -0.0 into 0.0: arcs are compared by their bytes
        known = self._known
        number = known.get(points.tobytes(), 0) or -known.get(points[::-1].tobytes(), 0)
        if not number:
            self.arcs.append(Arc(code, "", LineString(points)))
            number = known[points.tobytes()] = len(self.arcs)
        arc = self.arcs[abs(number) - 1]
        if code not in {"", arc.a}:
            self.arcs[abs(number) - 1] = replace(arc, b=code)
        return number
