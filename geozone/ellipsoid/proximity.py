"""Which of very many points lie nearer to an edge than they are known: cells first, then points.

Distance changes by no more than one moves. So a cell whose centre is farther from an edge than the
doubt and its own radius together holds no point in doubt; and one that is nearer than the doubt
less its radius holds only such. What is left is parted into smaller cells, and measured at last.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geozone.ellipsoid import geodesy
from geozone.ellipsoid.geodesy import Floats
from geozone.ellipsoid.nearest import NearestIndex

_CELLS_DEG = (0.5, 0.125, 0.03125, 0.0078125)  # sides; halves and quarters are exact in binary
_WORTH_CELLS = 2_000  # points; fewer are measured at once
_WORTH_PARTING = 3  # points a cell, or their centres would be as many as they
_SLACK_M = 1.0  # more than distances and radii are off by


def nearer_than(index: NearestIndex, lonlat: Floats, reach_m: Floats) -> NDArray[np.bool_]:
    """Whether each point lies nearer to a line than a distance of its own.

    The same as comparing exact distances, but quick where most points are far from the line.

    Parameters
    ----------
    index
        The line.
    lonlat
        Shape (n, 2), degrees.
    reach_m
        Shape (n,), metres.

    Examples
    --------
    >>> index = NearestIndex([np.array([[0.0, 0.0], [0.01, 0.0]])])
    >>> nearer_than(index, np.array([[0.0, 0.01], [0.0, 1.0]]), np.array([2_000, 2_000])).tolist()
    [True, False]
    """
    nearer = np.zeros(len(lonlat), dtype=bool)
    left = np.arange(len(lonlat))
    for side_deg in _CELLS_DEG:
        if len(left) < _WORTH_CELLS:
            break
        cell, of_cell = _cells(lonlat[left], side_deg)
        if len(cell) * _WORTH_PARTING > len(left):
            continue
        centre = (cell + 0.5) * side_deg
        distance_m = index.distance_m(np.clip(centre, [-np.inf, -90], [np.inf, 90]))
        radius_m = _radius_m(centre, side_deg) + _SLACK_M
        surely_off = (distance_m - radius_m)[of_cell] > reach_m[left]
        surely_near = (distance_m + radius_m)[of_cell] < reach_m[left]
        nearer[left[surely_near]] = True
        left = left[~(surely_off | surely_near)]
    nearer[left] = index.distance_m(lonlat[left]) < reach_m[left]
    return nearer


def _cells(lonlat: Floats, side_deg: float) -> tuple[Floats, NDArray[np.intp]]:
    """The cells that hold points, counted from 0° east and north, and which holds each point."""
    east, north = np.floor(lonlat / side_deg).astype(np.int64).T
    rows = round(360 / side_deg)  # more than lie between the poles
    number, of_cell = np.unique(east * rows + north, return_inverse=True)
    north = (number + rows // 2) % rows - rows // 2
    return np.column_stack([(number - north) // rows, north]).astype(float), of_cell


def _radius_m(centre: Floats, side_deg: float) -> Floats:
    """No point of a cell is farther from its centre: half its widest parallel, half its height."""
    widest = np.maximum(np.abs(centre[:, 1]) - side_deg / 2, 0)
    half_m = geodesy.metres_a_degree(widest)[:, 0] * side_deg / 2
    return np.asarray(half_m + geodesy.LONGEST_DEGREE_M * side_deg / 2)
