"""Vertices of many outlines in one row, while they are corrected.

The bookkeeping that all correctors share: new vertices come in, stuck ones go out, and every array
keeps one row a vertex. Where a vertex moves, each corrector says (`geozone.ellipsoid.correction`
to a metre, `geozone.ellipsoid.contours` to a hundred).
"""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from geozone.ellipsoid.geodesy import Flags, Floats, Numbers


class Vertices:
    """Vertices, their nearest points, and how far the work has come.

    Parameters
    ----------
    points
        Shape (n, 2), lon/lat.
    part
        The number of each vertex' outline, ascending.
    settled
        Whether a vertex is where it belongs.
    fits
        Whether the edge that starts at a vertex keeps within the tolerance.
    """

    ROWS: ClassVar[tuple[str, ...]] = ("points", "part", "foot", "at", "settled", "fits", "moves")

    def __init__(self, points: Floats, part: Numbers, *, settled: Flags, fits: Flags) -> None:
        self.points = points.copy()
        self.part = part
        self.foot = points.copy()
        self.at = np.zeros(len(points))  # the foot's place along the line
        self.settled = settled
        self.fits = fits
        self.moves = np.zeros(len(points), dtype=int)

    def of_new(self, after: Numbers, points: Floats) -> dict[str, Any]:
        """The rows of new vertices, each after the one that starts its edge."""
        unknown = {"foot": points, "at": 0.0, "settled": False, "fits": False, "moves": 0}
        return {"points": points, "part": self.part[after], **unknown}

    def insert(self, after: Numbers, points: Floats) -> None:
        """Put new vertices in; they and the edges at them are to be looked at."""
        rows = self.of_new(after, points)
        for name in self.ROWS:
            there = np.insert(getattr(self, name), after + 1, rows[name], axis=0)
            setattr(self, name, there)

    def drop(self, unwanted: Flags, before: Flags) -> None:
        """Take vertices out; the edges over the gaps, which start at `before`, are checked anew."""
        self.fits[before] = False
        for name in self.ROWS:
            setattr(self, name, getattr(self, name)[~unwanted])
