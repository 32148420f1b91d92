"""Vertices of many outlines in one row, while they are corrected.

All correctors need the same bookkeeping: they add vertices, drop vertices that do not settle, and
keep one row a vertex in every array. Each corrector decides itself where a vertex moves
(`geozone.ellipsoid.correction` to a metre, `geozone.ellipsoid.contours` to a hundred metres).
"""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from geozone.ellipsoid.geodesy import Flags, Floats, Numbers


class Vertices:
    """Vertices, their nearest points on the line, and the state of the correction.

    Parameters
    ----------
    points
        The vertices, shape (n, 2), lon/lat.
    part
        The number of the outline to which each vertex belongs, ascending.
    settled
        Whether a vertex lies at its distance already.
    fits
        Whether the edge that starts at a vertex keeps within the tolerance.
    """

    # The arrays with one row a vertex. A subclass with further such arrays lists them too.
    ROWS: ClassVar[tuple[str, ...]] = ("points", "part", "foot", "at", "settled", "fits", "moves")

    def __init__(self, points: Floats, part: Numbers, *, settled: Flags, fits: Flags) -> None:
        self.points = points.copy()
        self.part = part
        # A vertex that was not measured yet has itself as its nearest point.
        self.foot = points.copy()
        self.at = np.zeros(len(points))  # the nearest point's place along the line: edge + fraction
        self.settled = settled
        self.fits = fits
        self.moves = np.zeros(len(points), dtype=int)  # how often each vertex was moved

    def of_new(self, after: Numbers, points: Floats) -> dict[str, Any]:
        """The rows of new vertices; `after` gives the vertices at which their edges start."""
        unknown = {"foot": points, "at": 0.0, "settled": False, "fits": False, "moves": 0}
        return {"points": points, "part": self.part[after], **unknown}

    def insert(self, after: Numbers, points: Floats) -> None:
        """Insert new vertices; they and the edges at them are checked in the next round."""
        rows = self.of_new(after, points)
        for name in self.ROWS:
            there = np.insert(getattr(self, name), after + 1, rows[name], axis=0)
            setattr(self, name, there)

    def drop(self, unwanted: Flags, before: Flags) -> None:
        """Remove vertices; the edges over the gaps, which start at `before`, are checked again."""
        self.fits[before] = False
        for name in self.ROWS:
            setattr(self, name, getattr(self, name)[~unwanted])
