"""Whose version is drawn where the source gives one place to two countries.

It is written down area by area, because no rule of geometry could decide it: the table follows
the lines on maps of the United Nations. It implies no position, and its notes say only what the
source has and what is drawn; such areas are hatched on maps. An overlap of `NEEDS_A_RULING_KM2` or
more between two shipped countries without a ruling stops the build.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from atlas.earth import area_km2

NEEDS_A_RULING_KM2 = 5.0
LISTED_KM2 = 1.0


@dataclass(frozen=True, slots=True)
class Ruling:
    """One disputed place: `a` and `b` both have it, `drawn_as` is drawn.

    Parameters
    ----------
    near
        Longitude and latitude of a point of the place.
    """

    a: str
    b: str
    near: tuple[float, float]
    drawn_as: str
    note: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """One row of the table `overlaps`."""

    a: str
    b: str
    area_km2: float
    drawn_as: str
    note: str
    geometry: BaseGeometry


RULINGS = (
    Ruling(
        "ARM",
        "AZE",
        (45.52, 40.63),
        "ARM",
        "Artsvashen / Bashkend: the source has it in both countries",
    ),
    Ruling(
        "ARM",
        "AZE",
        (45.21, 40.995),
        "AZE",
        "Barxudarli and Sofulu: the source has it in both countries",
    ),
    Ruling(
        "ARM", "AZE", (45.0, 41.065), "AZE", "Yukhari Askipara: the source has it in both countries"
    ),
    Ruling(
        "ISR", "PSE", (35.235, 31.78), "PSE", "East Jerusalem: the source has it in both countries"
    ),
    Ruling(
        "ISR",
        "LBN",
        (35.655, 33.281),
        "LBN",
        "Ghajar, north of the Blue Line: the source has it in both countries",
    ),
)

# Policy cases that are no overlap in the source, which has the place in `drawn_as` alone: west,
# south, east, north of it by hand. What is shown is the land of `drawn_as` in this box.
BOXES = (
    (
        "ISR",
        "SYR",
        (35.62, 32.68, 35.92, 33.36),
        "ISR",
        (
            "Golan Heights: claimed by both; the source has it in ISR alone and no package has its "
            "outline, so the land of ISR in a box is hatched, up to 3 km too wide in the west"
        ),
    ),
)


def overlaps(countries: dict[str, BaseGeometry]) -> list[Overlap]:
    """Every area of `LISTED_KM2` or more that two countries of the source share, by code."""
    codes = sorted(countries)
    geometries = np.array([countries[code] for code in codes], dtype=object)
    first, second = shapely.STRtree(geometries).query(geometries, predicate="intersects")
    found = []
    for i, j in sorted(zip(first[first < second], second[first < second], strict=True)):
        for part in shapely.get_parts(shapely.intersection(geometries[i], geometries[j])):
            area = area_km2(part) if part.geom_type == "Polygon" else 0.0
            if area >= LISTED_KM2:
                found.append(_ruled(codes[i], codes[j], area, part))
    return found


def _ruled(a: str, b: str, area: float, part: BaseGeometry) -> Overlap:
    for ruling in RULINGS:
        if (ruling.a, ruling.b) == (a, b) and shapely.intersects_xy(part, *ruling.near):
            return Overlap(a, b, area, ruling.drawn_as, ruling.note, part)
    return Overlap(a, b, area, "", "No ruling: left to the clean-up of the coverage", part)


def applied(
    countries: dict[str, BaseGeometry], found: list[Overlap], shipped: set[str]
) -> dict[str, BaseGeometry]:
    """Take each ruled overlap from the country that does not get it."""
    unruled = [o for o in found if not o.drawn_as and {o.a, o.b} <= shipped]
    if large := [o for o in unruled if o.area_km2 >= NEEDS_A_RULING_KM2]:
        places = "; ".join(f"{o.a}-{o.b} {o.area_km2:.1f} km² {o.geometry.bounds}" for o in large)
        raise SystemExit(f"overlaps without a ruling (write one in policy.py): {places}")
    result = dict(countries)
    for overlap in found:
        if overlap.drawn_as:
            loser = overlap.b if overlap.drawn_as == overlap.a else overlap.a
            result[loser] = shapely.difference(result[loser], overlap.geometry)
    return result


def cases(land: dict[str, BaseGeometry]) -> list[Overlap]:
    """The policy cases that the source has no polygon for, as what a box cuts out of the land."""
    found = []
    for a, b, box, drawn_as, note in BOXES:
        if {a, b} <= land.keys():
            piece = shapely.intersection(land[drawn_as], shapely.box(*box))
            parts = sorted(shapely.get_parts(piece), key=lambda part: part.area)
            found.append(Overlap(a, b, area_km2(parts[-1]), drawn_as, note, parts[-1]))
    return found
