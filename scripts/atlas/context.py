"""What is drawn behind a zone: countries and lakes, light, never measured."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from atlas.coverage import Bounds, Shore, polygons
from atlas.earth import area_km2

# Degrees, about 220 m: GEOS drops a vertex whose triangle is smaller than this squared.
SIMPLIFY_DEG = 0.002
SMALLEST_ISLAND_KM2 = 1.0
SMALLEST_LAKE_KM2 = 10.0
LAKE_SIMPLIFY_DEG = 0.002  # about 200 m


def countries(
    cleaned: dict[str, BaseGeometry], shore: Shore, box: Bounds
) -> list[tuple[str, BaseGeometry]]:
    """Polygons of every country that meets the box, simplified as one coverage and clipped."""
    frame = shapely.box(*box)
    codes = [code for code in sorted(cleaned) if shapely.intersects(cleaned[code], frame)]
    rows = []
    for code in codes:
        parts = polygons([shore.land(cleaned[code], box)])
        rows += [(code, part) for part in parts if area_km2(part) >= SMALLEST_ISLAND_KM2]
    light = shapely.coverage_simplify(
        np.array([part for _, part in rows], dtype=object), SIMPLIFY_DEG
    )
    pieces: dict[str, list[BaseGeometry]] = {}
    for (code, _), piece in zip(rows, shapely.clip_by_rect(light, *box), strict=True):
        pieces.setdefault(code, []).append(piece)
    # Simplified islands of one country may touch: together they are one polygon.
    return [
        (code, part)
        for code, some in pieces.items()
        for part in polygons([shapely.union_all(polygons(some))])
    ]


def lakes(
    water: NDArray[np.object_], shore: Shore, box: Bounds
) -> list[tuple[float, BaseGeometry]]:
    """(km², polygon) of the water bodies on land that meet the box, largest first.

    The source cuts water at the lines of a grid: pieces that touch are one body again.
    """
    near = water[shapely.intersects(shapely.box(*box), water)]
    bodies = polygons([shapely.union_all(near)])
    found = [(area_km2(body), body) for body in bodies if not shore.at_sea(body)]
    rows = [
        (size, part)
        for size, body in found
        if size >= SMALLEST_LAKE_KM2
        for part in polygons([shapely.simplify(body, LAKE_SIMPLIFY_DEG)])
        if shapely.intersects(part, shapely.box(*box))
    ]
    return sorted(rows, key=lambda row: (-row[0], row[1].bounds))
