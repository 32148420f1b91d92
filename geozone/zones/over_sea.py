"""Land that lies within a depth only as the crow flies: over sea, or over a third country.

Zones are defined by straight distance, so they may hold an island or a peninsula that no straight
way over the side's land reaches. A note tells the reader how much land that is. The area is an
estimate from samples, and it changes no zone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid import faces
from geozone.ellipsoid.differences import different
from geozone.ellipsoid.geodesy import Floats
from geozone.ellipsoid.nearest import MeasuredLine, NearestIndex

_DEGREE_M = 111_200.0  # of latitude, roughly: sample points need not be exact
_INSIDE_M = 10.0  # distance of the sample points from the outline, to its inside
# The last metres of a way before the border are not tested: there it may leave the land only
# because land and border are known to a tolerance.
_CLEAR_M = 20.0
_CELLS_TO_DEPTH = 40  # sample cells per depth: a cell's side is the depth divided by this


@dataclass(frozen=True, slots=True)
class Ground:
    """Land of the sides, the line that depths are measured from, and the vertices of both."""

    land: BaseGeometry  # prepared
    line: MeasuredLine
    on_land: NDArray[np.complex128]  # vertices of the land as lon + lat i, sorted
    on_line: NDArray[np.complex128]  # vertices of the line, likewise

    @classmethod
    def of(cls, land: BaseGeometry, line: MeasuredLine) -> Ground:
        """Ground of prepared land and a line; their common boundary must have the same vertices."""
        return cls(
            land,
            line,
            np.sort(_as_numbers(shapely.get_coordinates(land))),
            np.sort(_as_numbers(np.concatenate(line.parts))),
        )


def area_across_km2(area: Polygon | MultiPolygon, ground: Ground, *, depth_km: float) -> float:
    """Estimated area from which the straight way to the nearest border point leaves the land.

    Such land begins at the land's edge (a coast, or the boundary of a third country). So points
    just inside of that edge are tested first: if no way from there leaves the land, none does.

    Parameters
    ----------
    area
        A zone, lon/lat.
    ground
        The land and the line of that zone.
    depth_km
        Depth of the zone.
    """
    edges = _other_edges(area, ground)
    if not len(edges):
        return 0.0
    along = edges[:, 1] - edges[:, 0]
    length = np.maximum(np.hypot(*along.T), 1e-12)
    # Outlines have their inside on the left, so a step to the left leads into the zone.
    to_left = np.column_stack([-along[:, 1], along[:, 0]]) / length[:, None]
    behind = edges.mean(axis=1) + to_left * _INSIDE_M / _DEGREE_M
    starts = behind[_leaves(behind, ground.land, ground.line.index)]
    if not len(starts):
        return 0.0
    return _sampled_km2(starts, area, ground.land, ground.line.index, depth_km)


def _other_edges(area: Polygon | MultiPolygon, ground: Ground) -> Floats:
    """Edges of a zone's outline that lie on the land's edge, but not on the line.

    The outline has the vertices of land and line unchanged, so it is enough to compare coordinates.
    """
    edges = faces.segments(area)
    vertices = _as_numbers(edges)
    on_land = _is_among(vertices, ground.on_land).any(axis=1)
    on_line = _is_among(vertices, ground.on_line).all(axis=1)
    return np.asarray(edges[on_land & ~on_line])


def _as_numbers(lonlat: Floats) -> NDArray[np.complex128]:
    """Each vertex as one complex number, which numpy can sort and search quickly."""
    return np.asarray(lonlat[..., 0] + 1j * lonlat[..., 1])


def _is_among(asked: NDArray[np.complex128], known: NDArray[np.complex128]) -> NDArray[np.bool_]:
    at = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    return np.asarray(known[at] == asked)


def _leaves(points: Floats, land: BaseGeometry, border: NearestIndex) -> NDArray[np.bool_]:
    """Whether the way from each point to its nearest border point leaves the land."""
    # Ways are tested as straight lines in lon/lat. Each begins `_CLEAR_M` from the border point.
    near = border.foot(points)
    foot, distance_m = near.lonlat, near.distance_m
    leaves = distance_m > 2 * _CLEAR_M
    share = (_CLEAR_M / distance_m[leaves])[:, None]
    start = foot[leaves] + share * (points[leaves] - foot[leaves])
    ways = shapely.linestrings(np.stack([start, points[leaves]], axis=1))
    leaves[leaves] = ~shapely.covers(land, ways)
    return np.asarray(leaves)


def _sampled_km2(
    starts: Floats,
    area: Polygon | MultiPolygon,
    land: BaseGeometry,
    border: NearestIndex,
    depth_km: float,
) -> float:
    """Area of grid cells from whose centres the way to the border leaves the land.

    Land that is reached over sea lies behind the land's edge, as seen from the border. So only the
    cells along the rays from the start points away from the border are tested, and the cells around
    these.
    """
    # Cells are square on the ground: a degree of longitude is shorter by the cosine of latitude.
    step_m = depth_km * 1000 / _CELLS_TO_DEPTH
    north = step_m / _DEGREE_M
    cell = np.array([north / np.cos(np.radians(starts[:, 1].mean())), north])
    foot = border.foot(starts).lonlat
    # From here on in units of cells, so that a unit vector is one cell long.
    away = (starts - foot) / cell
    away /= np.maximum(np.hypot(*away.T), 1e-12)[:, None]
    behind = starts[:, None] / cell + np.arange(_CELLS_TO_DEPTH)[:, None] * away[:, None]
    # The eight cells around each cell close the gaps between neighbouring rays.
    around = np.stack(np.meshgrid([-1, 0, 1], [-1, 0, 1]), axis=-1).reshape(-1, 2)
    numbers = different(np.floor(behind).reshape(-1, 2))
    numbers = different((numbers[:, None] + around).reshape(-1, 2))
    centres = (numbers + 0.5) * cell
    shapely.prepare(area)
    centres = centres[shapely.contains_xy(area, centres[:, 0], centres[:, 1])]
    return float(_leaves(centres, land, border).sum()) * (step_m / 1000) ** 2
