"""Simplified coasts: all vertices near borders, about 100 m elsewhere; border vertices stay."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

from atlas.coverage import polygons
from atlas.earth import area_km2, earth_centred_m

# A coast within this distance of a border keeps the source's tolerance of 10 m. Elsewhere it is
# simplified to the tolerance below.
FULL_WITHIN_M = 50_000.0
LIGHT_DEG = 0.0009  # 100 m
SMALLEST_ISLAND_KM2 = 0.1
CHUNK = 256  # vertices that are simplified together, with longitudes scaled by their latitude
# Around a place where simplified coasts cross, all vertices are restored. The radius grows in small
# steps, since a restored stretch may cross the simplified one beside it.
MEND_DEG = (*[0.01] * 2, *[0.02] * 4, *[0.05] * 3, *[0.1] * 2, 0.2, 0.4, 0.8)

Points = NDArray[np.float64]
Mask = NDArray[np.bool_]


def lighter(land: dict[str, BaseGeometry], border: Points) -> dict[str, BaseGeometry]:
    """The same land with simplified coasts and without small islands.

    Parameters
    ----------
    border
        Every vertex that two countries share. These vertices and the islands that have one are
        kept.
    """
    on_border = np.unique(keys(border))
    rows = [(code, part) for code in sorted(land) for part in polygons([land[code]])]
    rows = [(c, p) for c, p in rows if area_km2(p) >= SMALLEST_ISLAND_KM2 or has(p, on_border)]
    outlines = Outlines(np.array([part for _, part in rows], dtype=object))
    tree = cKDTree(earth_centred_m(border))
    far = tree.query(earth_centred_m(outlines.points), distance_upper_bound=FULL_WITHIN_M)[0]
    keep = outlines.simplified(LIGHT_DEG) | np.isfinite(far)
    keep |= found_in(keys(outlines.points), on_border)
    light = mended(outlines, keep)
    result: dict[str, list[BaseGeometry]] = {}
    for (code, _), part in zip(rows, light, strict=True):
        result.setdefault(code, []).append(part)
    return {c: p[0] if len(p) == 1 else shapely.multipolygons(p) for c, p in result.items()}


def keys(points: Points) -> NDArray[np.complex128]:
    """Each point as one complex number, which can be sorted and searched."""
    return np.asarray(points[:, 0] + 1j * points[:, 1])


def found_in(keys: NDArray[np.complex128], among: NDArray[np.complex128]) -> Mask:
    """Which keys occur among other keys; the others must be sorted."""
    at = np.minimum(np.searchsorted(among, keys), len(among) - 1)
    return np.asarray(among[at] == keys)


def has(part: BaseGeometry, on_border: NDArray[np.complex128]) -> bool:
    """Whether a polygon has a vertex of the border."""
    return bool(found_in(keys(shapely.get_coordinates(part)), on_border).any())


class Outlines:
    """The vertices of all rings of many polygons, of which some are kept."""

    def __init__(self, full: NDArray[np.object_]) -> None:
        self._rings, self._polygon = shapely.get_rings(full, return_index=True)
        self.points, self._ring = shapely.get_coordinates(self._rings, return_index=True)
        starts = np.flatnonzero(np.diff(self._ring, prepend=-1))
        self._first, self._last = starts, np.append(starts[1:], len(self.points)) - 1

    def simplified(self, tolerance_deg: float) -> Mask:
        """Which vertices the algorithm of Douglas and Peucker keeps, chunk by chunk."""
        starts = np.concatenate(
            [np.arange(a, b, CHUNK) for a, b in zip(self._first, self._last, strict=True)]
        )
        ends = np.minimum(starts + CHUNK, self._last[self._ring[starts]])
        size = ends - starts + 1
        chunk = np.repeat(np.arange(len(starts)), size)
        which = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size) + starts[chunk]
        scaled = self.points[which].copy()
        scaled[:, 0] *= np.cos(np.radians(self.points[starts, 1]))[chunk]
        lines = shapely.simplify(
            shapely.linestrings(scaled, indices=chunk), tolerance_deg, preserve_topology=False
        )
        kept, of = shapely.get_coordinates(lines, return_index=True)
        # Each vertex is one number. The number of the chunk is added, so that equal vertices of
        # different chunks stay different.
        number = np.unique(keys(kept) + of * 1000)
        result = np.zeros(len(self.points), dtype=bool)
        result[which[found_in(keys(scaled) + chunk * 1000, number)]] = True
        return result

    def taken(self, keep: Mask) -> NDArray[np.object_]:
        """The polygons with the kept vertices; a ring that would collapse keeps all of its own."""
        keep = keep.copy()
        keep |= found_in(keys(self.points), np.unique(keys(self.points[self._first])))
        count = np.bincount(self._ring[keep], minlength=len(self._rings))
        keep |= (count < 4)[self._ring]
        rings = shapely.linearrings(self.points[keep], indices=self._ring[keep])
        return np.asarray(shapely.polygons(rings, indices=self._polygon))


def mended(outlines: Outlines, keep: Mask) -> NDArray[np.object_]:
    """The polygons with the vertices to keep, and with all vertices where they would cross."""
    for reach in (*MEND_DEG, 0.0):
        light = outlines.taken(keep)
        where = _trouble(light)
        if not len(where):
            return light
        near = cKDTree(where).query(outlines.points, distance_upper_bound=reach)[0]
        keep |= np.isfinite(near)
    raise SystemExit("coasts: lighter ones still cross")


def _trouble(light: NDArray[np.object_]) -> Points:
    """Points at which the rings of a polygon cross, or two polygons overlap."""
    wrong = light[~shapely.is_valid(light)]
    found = [np.empty((0, 2))]
    for polygon in wrong:
        before = np.unique(keys(shapely.get_coordinates(polygon)))
        noded = shapely.get_coordinates(shapely.node(shapely.boundary(polygon)))
        crossings = noded[~found_in(keys(noded), before)]
        said = shapely.is_valid_reason(polygon)
        place = [float(word) for word in said[said.index("[") + 1 : -1].split()]
        found += [crossings, np.array([place])]
    return np.concatenate([*found, _crossings(light), _swallowed(light)])


def _crossings(light: NDArray[np.object_]) -> Points:
    """End points of the edges that cross an edge of the same or of another polygon."""
    points, ring = shapely.get_coordinates(shapely.get_rings(light), return_index=True)
    edges = np.stack([points[:-1], points[1:]], axis=1)[ring[:-1] == ring[1:]]
    lines = shapely.linestrings(edges)
    long = np.flatnonzero(np.abs(edges[:, 1] - edges[:, 0]).max(axis=1) > LIGHT_DEG)
    first, second = shapely.STRtree(lines).query(lines[long])
    a, b = edges[long[first]], edges[second]
    across = (_side(a, b[:, 0]) * _side(a, b[:, 1]) < 0) & (
        _side(b, a[:, 0]) * _side(b, a[:, 1]) < 0
    )
    apart = ~(a[:, :, None] == b[:, None]).all(axis=3).any(axis=(1, 2))
    return np.concatenate([a[across & apart], b[across & apart]]).reshape(-1, 2)


def _side(edge: Points, point: Points) -> NDArray[np.float64]:
    """Positive if a point lies left of an edge, negative if right."""
    along, to = edge[:, 1] - edge[:, 0], point - edge[:, 0]
    return np.sign(along[:, 0] * to[:, 1] - along[:, 1] * to[:, 0])


def _swallowed(light: NDArray[np.object_]) -> Points:
    """A vertex of each polygon that lies inside another polygon."""
    points = shapely.get_point(shapely.get_exterior_ring(light), 0)
    _, within = shapely.STRtree(points).query(light, predicate="contains_properly")
    return shapely.get_coordinates(points[within])
