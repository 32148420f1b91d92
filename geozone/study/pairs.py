"""Overlaps of two zones: the area and the listed places that both have, and that only one has.

Areas are geodesic, and places are those of the gazetteer's list. This module gives no verdict on
places and draws nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid import geodesy

if TYPE_CHECKING:
    from geozone.study.counting import Listed
    from geozone.study.zones import StudyZone


@dataclass(frozen=True, slots=True)
class Pair:
    """The overlap of two zones: areas, and the listed places in them.

    Parameters
    ----------
    a, b
        Ids of the zones.
    overlap_km2, only_a_km2, only_b_km2
        Geodesic areas of what both cover, and of what one covers alone.
    step_km2
        The power of ten to which these areas are known: the coarser of the two zones'.
    listed_both, listed_only_a, listed_only_b
        How many listed places lie in both zones, or in one of them alone.
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


def paired(
    couples: Sequence[tuple[StudyZone, StudyZone]], listed: Mapping[str, Listed]
) -> tuple[Pair, ...]:
    """Compare zones, two by two.

    Parameters
    ----------
    couples
        The pairs of zones to compare, each zone with an area.
    listed
        The listed places of each zone by its id.
    """
    common = common_km2([(a.geometry, b.geometry) for a, b in couples])
    return tuple(
        _pair(a, b, overlap_km2, listed)
        for (a, b), overlap_km2 in zip(couples, common, strict=True)
    )


def common_km2(couples: Sequence[tuple[BaseGeometry, BaseGeometry]]) -> list[float]:
    """Geodesic area of the intersection of each pair; lon/lat, WGS84.

    Examples
    --------
    >>> common_km2([(shapely.box(0, 0, 2, 1), shapely.box(2, 0, 3, 1))])
    [0.0]
    """
    # Threads help, since GEOS releases Python's global lock while it computes an intersection.
    with ThreadPoolExecutor() as threads:
        common = threads.map(lambda couple: shapely.intersection(*couple), couples)
        return [geodesy.area_m2(each) / 1e6 for each in common]


def _pair(a: StudyZone, b: StudyZone, overlap_km2: float, listed: Mapping[str, Listed]) -> Pair:
    # Towns of one name exist more than once, so the position is a part of their identity.
    in_a, in_b = (
        {(town.name, town.lon, town.lat) for town in listed[id_].towns} for id_ in (a.id, b.id)
    )
    return Pair(
        a.id,
        b.id,
        overlap_km2,
        # The overlap can exceed an area by rounding; a negative area would be printed.
        max((a.area_km2 or 0.0) - overlap_km2, 0.0),
        max((b.area_km2 or 0.0) - overlap_km2, 0.0),
        max(a.area_step_km2, b.area_step_km2),
        len(in_a & in_b),
        len(in_a - in_b),
        len(in_b - in_a),
    )
