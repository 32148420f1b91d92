"""Countries and lakes to draw behind zones: simplified, never measured."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

from atlas.coasts import Outlines, Points, found_in, keys, mended
from atlas.coverage import Shore, polygons, repaired
from atlas.earth import area_km2, earth_centred_m

# Tolerances in degrees: GEOS removes a vertex whose triangle with its neighbours is smaller than
# the square of this. The fine one, about 300 m, is used near borders, the coarse one, about 1 km,
# elsewhere.
FINE_DEG, COARSE_DEG = 0.0045, 0.02
FINE_WITHIN_M = 50_000.0
SMALLEST_ISLAND_KM2 = 3.0
SMALLEST_LAKE_KM2 = 20.0
LAKE_SIMPLIFY_DEG = 0.0025  # about 250 m
# The area of 20 km² in square degrees, at the equator. Farther north the same area has more square
# degrees, so a smaller group is smaller than 20 km² everywhere.
SMALLEST_GROUP_DEG2 = 0.0016


def countries(land: dict[str, BaseGeometry], border: Points) -> list[tuple[str, BaseGeometry]]:
    """Polygons of every country, simplified as one coverage; those of a country largest first.

    Parameters
    ----------
    border
        Every vertex that two countries share.
    """
    rows = [
        (code, part)
        for code in sorted(land)
        for part in polygons([land[code]])
        if area_km2(part) >= SMALLEST_ISLAND_KM2
    ]
    full = np.array([part for _, part in rows], dtype=object)
    outlines = Outlines(full)
    fine, coarse = (
        found_in(keys(outlines.points), np.unique(keys(shapely.get_coordinates(light))))
        for light in (shapely.coverage_simplify(full, tol) for tol in (FINE_DEG, COARSE_DEG))
    )
    tree = cKDTree(earth_centred_m(border))
    far = tree.query(earth_centred_m(outlines.points), distance_upper_bound=FINE_WITHIN_M)[0]
    light = mended(outlines, coarse | (fine & np.isfinite(far)))
    pieces = [(code, part) for (code, _), part in zip(rows, light, strict=True)]
    return sorted(pieces, key=lambda row: (row[0], -row[1].area, row[1].bounds))


def lakes(water: NDArray[np.object_], shore: Shore) -> list[tuple[float, BaseGeometry]]:
    """Area in km² and polygon of the water bodies on land, largest first.

    The source cuts water bodies along a grid, so pieces that touch are joined again.
    """
    rows = []
    for body in _joined(water):
        size = area_km2(body)
        if size >= SMALLEST_LAKE_KM2 and not shore.at_sea(body):
            light = polygons([shapely.simplify(body, LAKE_SIMPLIFY_DEG)])
            rows += [(size, part) for part in light]
    return sorted(rows, key=lambda row: (-row[0], row[1].bounds))


def _joined(water: NDArray[np.object_]) -> NDArray[np.object_]:
    """Join pieces that touch into one valid polygon."""
    water = np.where(shapely.is_valid(water), water, repaired(water))
    first, second = shapely.STRtree(water).query(water, predicate="intersects")
    graph = coo_matrix((np.ones(len(first)), (first, second)), shape=(len(water), len(water)))
    _, group = connected_components(graph, directed=False)
    order = np.argsort(group, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(group[order])) + 1)
    large = [g for g in groups if shapely.area(water[g]).sum() > SMALLEST_GROUP_DEG2]
    return polygons([shapely.union_all(water[g]) for g in large])
