"""What is drawn behind a zone: countries and lakes, light, never measured."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from shapely.geometry.base import BaseGeometry

from atlas.coverage import Shore, polygons
from atlas.earth import area_km2

# Degrees, about 400 m: GEOS drops a vertex whose triangle is smaller than this squared.
SIMPLIFY_DEG = 0.004
SMALLEST_ISLAND_KM2 = 1.0
SMALLEST_LAKE_KM2 = 10.0
LAKE_SIMPLIFY_DEG = 0.003  # about 300 m
# 10 km² in the far north is more degrees squared than at the equator: less than this nowhere.
SMALLEST_GROUP_DEG2 = 0.0008


def countries(land: dict[str, BaseGeometry]) -> list[tuple[str, BaseGeometry]]:
    """Polygons of every country, simplified as one coverage, the largest of each first."""
    rows = [
        (code, part)
        for code in sorted(land)
        for part in polygons([land[code]])
        if area_km2(part) >= SMALLEST_ISLAND_KM2
    ]
    full = np.array([part for _, part in rows], dtype=object)
    light = shapely.coverage_simplify(full, SIMPLIFY_DEG)
    pieces: dict[str, list[BaseGeometry]] = {}
    for (code, _), piece in zip(rows, light, strict=True):
        pieces.setdefault(code, []).append(piece)
    # Simplified islands of one country may touch: together they are one polygon.
    result = []
    for code, some in pieces.items():
        parts = polygons([shapely.union_all(polygons(some))])
        result += [(code, part) for part in sorted(parts, key=lambda p: (-p.area, p.bounds))]
    return result


def lakes(water: NDArray[np.object_], shore: Shore) -> list[tuple[float, BaseGeometry]]:
    """(km², polygon) of the water bodies on land, largest first.

    The source cuts water at the lines of a grid: pieces that touch are one body again.
    """
    rows = []
    for body in _joined(water):
        size = area_km2(body)
        if size >= SMALLEST_LAKE_KM2 and not shore.at_sea(body):
            light = polygons([shapely.simplify(body, LAKE_SIMPLIFY_DEG)])
            rows += [(size, part) for part in light]
    return sorted(rows, key=lambda row: (-row[0], row[1].bounds))


def _joined(water: NDArray[np.object_]) -> NDArray[np.object_]:
    """Touching pieces as one polygon each."""
    first, second = shapely.STRtree(water).query(water, predicate="intersects")
    graph = coo_matrix((np.ones(len(first)), (first, second)), shape=(len(water), len(water)))
    _, group = connected_components(graph, directed=False)
    order = np.argsort(group, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(group[order])) + 1)
    large = [g for g in groups if shapely.area(water[g]).sum() > SMALLEST_GROUP_DEG2]
    return polygons([shapely.union_all(water[g]) for g in large])
