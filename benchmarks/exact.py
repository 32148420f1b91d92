"""The error of an outline's depth, by other code than geozone's, exact to a few millimetres.

The border is divided into steps of 10 m. The geodesic distance is solved exactly for the four
nearest steps (by chord). The steps cause an error of at most 2.5 mm at 5 km depth, 0.4 mm at 32 km.
"""

from __future__ import annotations

import numpy as np
import shapely
from pyproj import Geod, Transformer
from scipy.spatial import cKDTree

WGS84 = Geod(ellps="WGS84")
STEP_M = 10.0
CANDIDATES = 4
INSIDE_EDGE = 7  # points inside each edge that are measured
# A point within two metres of the country's outline lies on the coast or a border: its distance is
# no depth.
ON_LAND_EDGE_DEGREES = 2e-5


class Ruler:
    """Geodesic distance to a line, metres."""

    def __init__(self, line: shapely.Geometry) -> None:
        self._cartesian = Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)
        self._steps = np.concatenate(
            [_steps(shapely.get_coordinates(part)) for part in shapely.get_parts(line)]
        )
        self._tree = cKDTree(self._at(self._steps))

    def metres(self, points: np.ndarray) -> np.ndarray:
        """Distance of points, lon/lat, shape (n, 2)."""
        _, near = self._tree.query(self._at(points), k=CANDIDATES)
        feet = self._steps[near.ravel()]
        again = np.repeat(points, CANDIDATES, axis=0)
        _, _, metres = WGS84.inv(*again.T, *feet.T)
        return metres.reshape(-1, CANDIDATES).min(axis=1)

    def _at(self, lonlat: np.ndarray) -> np.ndarray:
        x, y, z = self._cartesian.transform(*lonlat.T, np.zeros(len(lonlat)))
        return np.column_stack([x, y, z])


def _steps(line: np.ndarray) -> np.ndarray:
    """The vertices of the line and points between them, on edges straight in lon/lat."""
    starts, ends = line[:-1], line[1:]
    _, _, lengths = WGS84.inv(*starts.T, *ends.T)
    counts = np.maximum(np.ceil(lengths / STEP_M).astype(int), 1)
    number = np.repeat(np.arange(len(starts)), counts)
    first = np.repeat(np.cumsum(counts) - counts, counts)
    share = ((np.arange(counts.sum()) - first) / counts[number])[:, None]
    inner = starts[number] * (1 - share) + ends[number] * share
    return np.vstack([inner, line[-1]])


def worst_error_m(
    zone: shapely.Geometry, depth_m: float, *, ruler: Ruler, land: shapely.Geometry
) -> float:
    """The largest difference between the depth and the distance of an outline from the line.

    Measured at every vertex and at points inside every edge (straight in lon/lat). Points on the
    outline of the land are left out.
    """
    points = []
    for ring in shapely.get_rings(zone):
        line = shapely.get_coordinates(ring)
        shares = np.linspace(0, 1, INSIDE_EDGE + 1, endpoint=False)[:, None, None]
        points.append((line[:-1] * (1 - shares) + line[1:] * shares).reshape(-1, 2))
    found = np.concatenate(points)
    edge = shapely.boundary(land)
    shapely.prepare(edge)
    free = found[~shapely.dwithin(edge, shapely.points(found), ON_LAND_EDGE_DEGREES)]
    return float(np.abs(ruler.metres(free) - depth_m).max())
