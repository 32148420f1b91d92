"""All that lies within a distance of a line, roughly: what `correction` makes exact.

Planar buffers of short pieces, each in its own azimuthal equidistant plane, united in lon/lat.
Off by metres.
"""

from __future__ import annotations

import itertools
import math
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid import geodesy, planar_buffer
from geozone.ellipsoid.geodesy import Floats, LngLat
from geozone.ellipsoid.nearest import MeasuredLine

# A plane about a piece's middle is off by under 1 m at 30 km from there; and where a line winds
# within the distance, its buffer crosses itself so often that shorter pieces are quicker.
_SHORTEST_PIECE_M, _LONGEST_PIECE_M = 5_000.0, 25_000.0
_ROUGH_SHARE = 0.7  # of the tolerance: how far the chords of the rough outline's arcs lie inside
_STRAIGHT_SHARE = 0.1  # of the tolerance: vertices that a line bends by less at are left out
_SIMPLER_SHARE = 0.35  # of the tolerance: by so much the whole is then simplified
_ROUGH_KEPT = 8  # rough outlines, for zones on the other side of the same line


@lru_cache(maxsize=_ROUGH_KEPT)
def rough(line: MeasuredLine, distance_m: float, tolerance_m: float) -> BaseGeometry:
    """All that lies within a distance of a measured line, off by metres.

    Parameters
    ----------
    line
        What the distance is measured from.
    distance_m
        Metres.
    tolerance_m
        The arcs have vertices enough that their chords keep within most of it.

    Examples
    --------
    >>> line = MeasuredLine.of([np.array([[0.0, 0.0]])])
    >>> round(geodesy.area_m2(rough(line, 1_000.0, 1.0)) / 1e6, 2)
    3.14
    """
    sagitta = min(_ROUGH_SHARE * tolerance_m / distance_m, 0.1)
    quad_segs = math.ceil(math.pi / 4 / math.acos(1 - sagitta))

    pieces = _pieces(line.parts, distance_m)
    centres = [LngLat(*((piece.min(axis=0) + piece.max(axis=0)) / 2)) for piece in pieces]
    of_piece = np.repeat(np.arange(len(pieces)), [len(piece) for piece in pieces])
    planes = geodesy.to_plane(np.concatenate(pieces), np.array(centres)[of_piece])
    starts = np.flatnonzero(np.diff(of_piece)) + 1
    planar = np.array([_line_or_point(plane) for plane in np.split(planes, starts)])
    # What was put on long edges to measure from would only be put on the outline again.
    planar = shapely.simplify(planar, tolerance_m * _STRAIGHT_SHARE, preserve_topology=False)

    def buffered(some: NDArray[np.object_]) -> NDArray[np.object_]:
        return planar_buffer.buffered(some, distance_m, quad_segs=quad_segs)

    # GEOS works outside Python's lock for a whole array, so each core takes one; in order.
    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as threads:
        outlines = np.concatenate(list(threads.map(buffered, np.array_split(planar, cores))))
    metres, piece = shapely.get_coordinates(outlines, return_index=True)
    lonlat = geodesy.from_plane(metres, np.array(centres)[piece])
    buffers = shapely.set_coordinates(outlines, lonlat)
    united = shapely.disjoint_subset_union_all(shapely.make_valid(buffers))
    # Where pieces meet, their ends leave vertices that make no edge better.
    slack = tolerance_m * _SIMPLER_SHARE / geodesy.LONGEST_DEGREE_M
    return shapely.simplify(united, slack, preserve_topology=False)


def _line_or_point(plane: Floats) -> BaseGeometry:
    return shapely.LineString(plane) if len(plane) > 1 else shapely.Point(plane[0])


def _pieces(parts: Sequence[Floats], distance_m: float) -> list[Floats]:
    """Runs of vertices about as long as the distance; each starts where the one before it ends."""
    length_m = min(max(distance_m, _SHORTEST_PIECE_M), _LONGEST_PIECE_M)
    pieces = []
    for part in parts:
        if len(part) == 1:
            pieces.append(part)
            continue
        chainage = geodesy.chainage_m(part)
        count = max(1, round(chainage[-1] / length_m))
        ends = np.searchsorted(chainage, np.linspace(0, chainage[-1], count + 1))
        ends[0], ends[-1] = 0, len(part) - 1
        pieces += [part[i : j + 1] for i, j in itertools.pairwise(ends) if j > i]
    return pieces
