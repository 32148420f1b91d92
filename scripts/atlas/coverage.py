"""Land of countries as a clean coverage: neighbours share every vertex, the sea is cut away."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from atlas.earth import lengths_m

# In the source most neighbours share their vertices exactly. Vertices that do not match are snapped
# by at most this many degrees (11 m), so that lines keep their tolerance of 10 m.
SNAPPING_DEG = 1e-4
# Strips between neighbours that belong to no country in the source and are narrower than this many
# degrees (5 km) are mistakes of the source. They are given to a neighbour.
GAP_DEG = 0.05
LONGEST_EDGE_M = 1000.0
ROUNDING_M = 0.01
TILE_DEG = 10
# Land without a country is ignored if it is smaller than this (about 0.1 km²).
SMALLEST_LACK_DEG2 = 1e-5
# Land without a country that is narrower than this (about 20 m) is a sliver between two lines.
NOBODYS_WIDTH_DEG = 1e-4

Bounds = tuple[float, float, float, float]


def valid(countries: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Repair polygons, keeping areas only."""
    geometries = repaired(np.array(list(countries.values()), dtype=object))
    return dict(zip(countries, geometries, strict=True))


def cleaned(countries: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Close slivers and gaps, so that neighbours share their vertices."""
    codes = sorted(countries)
    geometries = shapely.coverage_clean(
        np.array([countries[code] for code in codes], dtype=object),
        snapping_distance=SNAPPING_DEG,
        gap_width=GAP_DEG,
    )
    return dict(zip(codes, geometries, strict=True))


class Shore:
    """The land masses of the world, ready to be cut to a country.

    Parameters
    ----------
    seas
        Polygons of the sea; the first is the ocean. Land is taken from the holes of the ocean, and
        the other seas, such as the Caspian, are subtracted. A single `difference` with the ocean
        would take minutes.
    """

    def __init__(self, seas: NDArray[np.object_]) -> None:
        outer, *holes = shapely.polygons(shapely.get_rings(seas[0]))
        # A continent that the antimeridian cuts is no hole of the ocean, whose outer ring runs
        # round it.
        beyond = shapely.difference(shapely.box(-180, -90, 180, 90), repaired(outer))
        self._masses = polygons([*repaired(holes), beyond])
        self._tree = shapely.STRtree(self._masses)
        self._inner_seas = seas[1:]

    def land(self, country: BaseGeometry) -> BaseGeometry:
        """Cut a country at the coast; lakes and rivers stay land."""
        bounds = shapely.bounds(country)
        near = self._masses[self._tree.query(shapely.box(*bounds), predicate="intersects")]
        shapely.prepare(country)
        whole = shapely.contains_properly(country, near)
        wet = [_clipped(sea, bounds) for sea in self._inner_seas if _meet(sea, bounds)]
        cut = [shapely.intersection(country, _clipped(mass, bounds)) for mass in near[~whole]]
        land = shapely.union_all(polygons([*near[whole], *cut]))
        return shapely.difference(land, shapely.union_all(wet)) if wet else land

    def nobodys(self, land: dict[str, BaseGeometry]) -> NDArray[np.object_]:
        """Land that belongs to no country, without slivers; `land` is that of each country."""
        owned = polygons(list(land.values()))
        part, mass = self._tree.query(shapely.point_on_surface(owned), predicate="intersects")
        size = np.bincount(mass, shapely.area(owned[part]), minlength=len(self._masses))
        lacking = np.flatnonzero(shapely.area(self._masses) - size > SMALLEST_LACK_DEG2)
        tiles = [
            self._left_in(shapely.box(lon, lat, lon + TILE_DEG, lat + TILE_DEG), lacking, owned)
            for lon in range(-180, 180, TILE_DEG)
            for lat in range(-90, 90, TILE_DEG)
        ]
        pieces = polygons([shapely.union_all(polygons(tiles))])
        pieces = pieces[shapely.area(pieces) > NOBODYS_WIDTH_DEG * shapely.length(pieces)]
        return polygons([shapely.difference(p, shapely.union_all(self._wet(p))) for p in pieces])

    def _left_in(
        self, tile: BaseGeometry, which: NDArray[np.intp], owned: NDArray[np.object_]
    ) -> BaseGeometry:
        """The parts of some land masses that lie in a tile and in none of the owned polygons."""
        bounds = shapely.bounds(tile)
        masses = shapely.clip_by_rect(self._masses[which], *bounds)
        if shapely.is_empty(masses).all():
            return shapely.Polygon()
        near = shapely.clip_by_rect(
            owned[shapely.intersects(shapely.envelope(owned), tile)], *bounds
        )
        dry = shapely.union_all(polygons(repaired(masses)))
        return shapely.difference(dry, shapely.union_all(polygons(repaired(near))))

    def rings(self) -> NDArray[np.object_]:
        """All coasts, also those of the inner seas."""
        return shapely.get_rings([*self._masses, *self._inner_seas])

    def _wet(self, piece: BaseGeometry) -> list[BaseGeometry]:
        bounds = shapely.bounds(piece)
        return [_clipped(sea, bounds) for sea in self._inner_seas if _meet(sea, bounds)]

    def at_sea(self, water: BaseGeometry) -> bool:
        """Whether a water body counts as sea, such as the Caspian."""
        point = shapely.point_on_surface(water)
        return not self._tree.query(point, predicate="intersects").size or bool(
            shapely.intersects(self._inner_seas, point).any()
        )


def _meet(geometry: BaseGeometry, bounds: Bounds) -> bool:
    return bool(shapely.intersects(shapely.box(*shapely.bounds(geometry)), shapely.box(*bounds)))


def _clipped(geometry: BaseGeometry, bounds: Bounds) -> BaseGeometry:
    west, south, east, north = bounds
    cut = shapely.clip_by_rect(geometry, west - 0.1, south - 0.1, east + 0.1, north + 0.1)
    return repaired(cut)


def repaired(geometry: Any) -> Any:
    """Make polygons valid, keeping areas only."""
    return shapely.make_valid(geometry, method="structure", keep_collapsed=False)


def polygons(geometries: list[BaseGeometry]) -> NDArray[np.object_]:
    """All polygons in a list of geometries; collections are split, lines and points dropped."""
    parts = shapely.get_parts(shapely.get_parts(np.array(geometries, dtype=object)))
    return parts[(shapely.get_type_id(parts) == 3) & ~shapely.is_empty(parts)]


def with_short_edges(geometry: BaseGeometry) -> BaseGeometry:
    """Insert points, straight in lon/lat, until no edge is longer than `LONGEST_EDGE_M`.

    An edge gives the same points, bit for bit, in both directions, so that neighbours still share
    all their vertices.
    """
    if geometry.geom_type in {"MultiPolygon", "MultiLineString"}:
        parts = [with_short_edges(part) for part in geometry.geoms]
        return type(geometry)(parts)
    if geometry.geom_type == "Polygon":
        shell, *holes = (_densified(ring) for ring in (geometry.exterior, *geometry.interiors))
        return Polygon(shell, holes)
    return LineString(_densified(geometry))


def _densified(line: BaseGeometry) -> NDArray[np.float64]:
    points = shapely.get_coordinates(line)
    start, end = points[:-1], points[1:]
    pieces = np.ceil(lengths_m(start, end) / LONGEST_EDGE_M).astype(int)
    if (pieces <= 1).all():
        return points
    result: list[NDArray[np.float64]] = []
    for p, q, n in zip(start, end, pieces, strict=True):
        result.append(p[None] if n <= 1 else _divided(p, q, int(n)))
    return np.concatenate([*result, points[-1:]])


def _divided(p: NDArray[np.float64], q: NDArray[np.float64], n: int) -> NDArray[np.float64]:
    """The first end of an edge and the points that divide it, without its last end."""
    # Dividing always from the smaller end gives the same floats in both directions.
    turned = tuple(p) > tuple(q)
    low, high = (q, p) if turned else (p, q)
    while True:
        points = np.concatenate([low + (high - low) * (np.arange(n) / n)[:, None], high[None]])
        # Equal steps in degrees are not equal in metres.
        if lengths_m(points[:-1], points[1:]).max() <= LONGEST_EDGE_M + ROUNDING_M:
            return points[:0:-1] if turned else points[:-1]
        n += 1
