"""Apply the written rulings to areas that two countries of the source share.

A whole polygon of one country (an enclave, a river island) for which the other country has no hole
needs no ruling: it is drawn as land of the country that has the polygon. Any other overlap of
`NEEDS_A_RULING_KM2` or more without a ruling stops the build.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from atlas.coverage import polygons
from atlas.earth import area_km2
from atlas.rulings import BOXES, EARLIER, ENCLAVED, MAPPED_ONCE, RULINGS, STRIP, TERRITORIES, WITHIN

NEEDS_A_RULING_KM2 = 5.0
LISTED_KM2 = 1.0
# Smaller overlaps are slivers; the cleaning of the coverage gives them to a neighbour.
SLIVER_KM2 = 1e-3
# A remainder of a country around a territory is a piece that touches the territory and is at most
# this large (waters of 12 nautical miles included).
LEFTOVER_KM2 = 40_000.0
# A shared piece counts as a whole polygon of a country if that polygon is at most this many times
# as large.
WHOLE = 1.02

Countries = dict[str, BaseGeometry]


@dataclass(frozen=True, slots=True)
class Overlap:
    """An area that two countries share.

    Parameters
    ----------
    kind
        ``both`` (hatched), or ``inside`` if it is a whole polygon of one country.
    what
        The name of the place; for ``inside`` the reason.
    source_has_it_in
        ``both`` countries, or the code of one if the source has it in that one and the other claims
        it too.
    outline
        Where the outline is from: ``source``, the ``earlier`` source, or a ``box`` drawn by hand.
    """

    a: str
    b: str
    area_km2: float
    drawn_as: str
    kind: str
    what: str
    geometry: BaseGeometry
    source_has_it_in: str = "both"
    outline: str = "source"


def separated(countries: Countries, earlier: Countries) -> Countries:
    """Give territories that the source has only within another country their own code again.

    A territory is every polygon of that country that meets the territory in the earlier source.
    """
    result = dict(countries)
    for code, holder in WITHIN.items():
        parts = polygons([result[holder]])
        own = shapely.intersects(shapely.union_all(polygons([earlier[code]])), parts)
        result[code] = shapely.multipolygons(parts[own])
        result[holder] = shapely.multipolygons(parts[~own])
    return result


def settled(countries: Countries, earlier: Countries) -> list[Overlap]:
    """Areas that the earlier source has in two countries and the source in one of them.

    The claims did not end with the source's change, so the area stays listed, and a ruling says as
    whose land it is drawn. Its outline is that of the earlier source.
    """
    found = []
    for ruling in EARLIER:
        shared = polygons([shapely.intersection(earlier[ruling.a], earlier[ruling.b])])
        (piece,) = (each for each in shared if _about(ruling.near, each))
        (holder,) = (code for code in (ruling.a, ruling.b) if _about(ruling.near, countries[code]))
        piece = shapely.intersection(piece, countries[holder])
        piece = max(polygons([piece]), key=lambda part: part.area)
        found.append(
            Overlap(
                *(ruling.a, ruling.b, area_km2(piece), ruling.drawn_as, "both", ruling.what, piece),
                *(holder, "earlier"),
            )
        )
    return found


def overlaps(countries: Countries) -> list[Overlap]:
    """Every area that two countries of the source share, by code."""
    codes = sorted(countries)
    geometries = np.array([countries[code] for code in codes], dtype=object)
    parts = {code: shapely.get_parts(countries[code]) for code in codes}
    first, second = shapely.STRtree(geometries).query(geometries, predicate="intersects")
    found = []
    for i, j in sorted(zip(first[first < second], second[first < second], strict=True)):
        pieces = polygons([shapely.intersection(geometries[i], geometries[j])])
        found += [
            _ruled(codes[i], codes[j], area, piece, parts)
            for piece in pieces
            if (area := area_km2(piece)) >= SLIVER_KM2
        ]
    return [overlap for overlap in found if overlap.drawn_as]


def _ruled(
    a: str, b: str, area: float, piece: BaseGeometry, parts: dict[str, NDArray[np.object_]]
) -> Overlap:
    for one, other in ((a, b), (b, a)):
        if other in TERRITORIES.get(one, ()):
            note = f"the source has {other} in {one} as well"
            return Overlap(a, b, area, other, "inside", note, piece)
        if other in ENCLAVED.get(one, ()):
            note = f"{one} has no hole for {other} in the source"
            return Overlap(a, b, area, other, "inside", note, piece)
    # A ruling on a named place holds for every size; one on a strip only from `LISTED_KM2` on.
    for ruling in RULINGS:
        is_it = (ruling.a, ruling.b) == (a, b) and _about(ruling.near, piece)
        if is_it and (area >= LISTED_KM2 or ruling.what != STRIP):
            return Overlap(a, b, area, ruling.drawn_as, "both", ruling.what, piece)
    inside = [code for code in (a, b) if _whole(piece, parts[code])]
    if len(inside) == 1:
        other = b if inside == [a] else a
        note = f"whole in {inside[0]}: {other} has no hole for it in the source"
        return Overlap(a, b, area, inside[0], "inside", note, piece)
    if area >= NEEDS_A_RULING_KM2:
        raise SystemExit(f"{a}-{b} {area:.1f} km² {piece.bounds}: write a ruling in rulings.py")
    return Overlap(a, b, area, a if area >= LISTED_KM2 else "", "both", STRIP, piece)


def _about(near: tuple[float, float] | None, piece: BaseGeometry) -> bool:
    return near is None or bool(shapely.intersects_xy(piece, *near))


def _whole(piece: BaseGeometry, parts: NDArray[np.object_]) -> bool:
    """Whether the polygon of a country around a piece is that piece."""
    around = parts[shapely.intersects(parts, shapely.point_on_surface(piece))]
    return bool((shapely.area(around) <= shapely.area(piece) * WHOLE).any())


def applied(countries: Countries, found: list[Overlap]) -> Countries:
    """Give each overlap to the country that it is drawn as, and take it from the other."""
    taken: dict[str, list[BaseGeometry]] = {}
    result = dict(countries)
    for overlap in found:
        loser = overlap.b if overlap.drawn_as == overlap.a else overlap.a
        taken.setdefault(loser, []).append(overlap.geometry)
        if overlap.source_has_it_in == loser:
            whole = shapely.union_all([result[overlap.drawn_as], overlap.geometry])
            result[overlap.drawn_as] = whole
    for code, pieces in taken.items():
        result[code] = shapely.difference(result[code], shapely.union_all(pieces))
    for code, territories in TERRITORIES.items():
        result[code] = _without_leftovers(result[code], [countries[t] for t in territories])
    return result


def _without_leftovers(country: BaseGeometry, territories: list[BaseGeometry]) -> BaseGeometry:
    parts = polygons([country])
    around = shapely.union_all(territories)
    shapely.prepare(around)
    near = shapely.dwithin(around, parts, 1e-3)
    small = np.array([area_km2(part) < LEFTOVER_KM2 for part in parts])
    return shapely.multipolygons(parts[~(near & small)])


def on_land(found: list[Overlap], land: Countries) -> list[Overlap]:
    """The land of each overlap of kind ``both``: one row for each polygon of `LISTED_KM2` up."""
    rows = []
    for overlap in found:
        if overlap.kind != "both":
            continue
        near = shapely.clip_by_rect(land[overlap.drawn_as], *overlap.geometry.bounds)
        piece = shapely.intersection(shapely.make_valid(near), overlap.geometry)
        rows += [
            replace(overlap, area_km2=area, geometry=part)
            for part in polygons([piece])
            if (area := area_km2(part)) >= LISTED_KM2
        ]
    return rows


def inside(found: list[Overlap]) -> list[tuple[str, str, float, str, str]]:
    """Rows (a, b, km² with waters, drawn as, note) of the overlaps of kind ``inside``, by pair."""
    rows: dict[tuple[str, str, str, str], float] = {}
    for overlap in found:
        if overlap.kind == "inside":
            key = (overlap.a, overlap.b, overlap.drawn_as, overlap.what)
            rows[key] = rows.get(key, 0.0) + overlap.area_km2
    return [
        (a, b, round(area, 2), drawn_as, note)
        for (a, b, drawn_as, note), area in sorted(rows.items())
        if area >= LISTED_KM2
    ]


def cases(land: Countries) -> list[Overlap]:
    """The policy cases that the source has no polygon for: the land inside a box."""
    found = []
    for a, b, box, drawn_as, what in BOXES:
        piece = shapely.intersection(land[drawn_as], shapely.box(*box))
        parts = sorted(shapely.get_parts(piece), key=lambda part: part.area)
        area = area_km2(parts[-1])
        found.append(Overlap(a, b, area, drawn_as, "both", what, parts[-1], drawn_as, "box"))
    return found


def mapped_once(land: Countries) -> list[tuple[str, str, str]]:
    """Rows (place, claimed by, drawn as) of the places that the source maps for one side only."""
    rows = []
    for what, at, claimed_by in MAPPED_ONCE:
        owners = [code for code, geometry in land.items() if shapely.intersects_xy(geometry, *at)]
        rows.append((what, ", ".join(claimed_by), ", ".join(owners)))
    return rows
