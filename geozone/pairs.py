"""Two zones against each other: what they share, what only one of them has.

Areas are geodesic, places those of the gazetteer's list; judges no place and draws nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from shapely.geometry.base import BaseGeometry

from geozone import faces, geodesy

if TYPE_CHECKING:
    from geozone.counting import Listed
    from geozone.study import StudyZone


@dataclass(frozen=True, slots=True)
class Pair:
    """How two zones overlap: areas, and the listed places in them.

    Parameters
    ----------
    a, b
        Ids of the zones.
    step_km2
        The power of ten to which these areas are known: the coarser of the two zones'.
    """

    a: str
    b: str
    overlap_km2: float
    only_a_km2: float
    only_b_km2: float
    step_km2: float
    listed_both: int
    listed_only_a: int
    listed_only_b: int


def paired(a: StudyZone, b: StudyZone, listed: Mapping[str, Listed]) -> Pair:
    """Compare two zones.

    Parameters
    ----------
    a, b
        Zones with an area.
    listed
        The listed places of each zone by its id.

    Raises
    ------
    KeyError
        If one has no area.
    """
    for zone in (a, b):
        if zone.area_km2 is None:
            raise KeyError(f"no area has zone {zone.id!r}: only zones with one can be compared")
    overlap_km2 = common_km2(a.geometry, b.geometry)
    in_a, in_b = (
        {(town.name, town.lon, town.lat) for town in listed[id_].towns} for id_ in (a.id, b.id)
    )
    return Pair(
        a.id,
        b.id,
        overlap_km2,
        max((a.area_km2 or 0.0) - overlap_km2, 0.0),
        max((b.area_km2 or 0.0) - overlap_km2, 0.0),
        max(a.area_step_km2, b.area_step_km2),
        len(in_a & in_b),
        len(in_a - in_b),
        len(in_b - in_a),
    )


def common_km2(a: BaseGeometry, b: BaseGeometry) -> float:
    """Geodesic area that two areas share; both lon/lat, WGS84.

    Examples
    --------
    >>> common_km2(shapely.box(0, 0, 2, 1), shapely.box(2, 0, 3, 1))
    0.0
    """
    return geodesy.area_m2(faces.polygons(shapely.intersection(a, b))) / 1e6
