"""A border and a side made by hand, so that a test knows every metre of them."""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from geozone.atlas.values import BorderPart
from geozone.lines.border import Border
from geozone.zones.side import Side

LAND = shapely.box(34, 33, 44, 40)  # far beyond any zone of a made border: both its sides


def border(*lines: Sequence[Sequence[float]], ends: tuple[str, str] = ("", "")) -> Border:
    """A border along lines of lon/lat, told to be that of Turkey and Syria, good to 10 m."""
    parts = tuple(BorderPart(shapely.LineString(line), *ends) for line in lines)
    return Border((("TUR", "SYR"),), parts, 10.0)


def side(of: Border, *, reach_km: float, land: shapely.Geometry = LAND) -> Side:
    """The side of a border on some land instead of Syria's."""
    made = Side(of, ["SYR"], reach_km=reach_km)
    shapely.prepare(land)
    made.land = land
    return made
