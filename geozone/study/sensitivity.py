"""Sensitivity of a zone's figures to inputs that are not known exactly.

Three inputs are varied, one at a time: the position of the border's line, the points of places, and
a depth that was given with "about". This is computed only on request, since the last of them makes
zones again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from geozone.atlas import world
from geozone.ellipsoid import geodesy
from geozone.quantities import TOWN_UNCERTAINTY_KM, Quantity
from geozone.scenario.reading import Proposal, ZoneSpec
from geozone.study import counting
from geozone.study.counting import Town
from geozone.study.layout import Progress, lay_out
from geozone.study.study import Study, towns_within
from geozone.study.zones import StudyZone
from geozone.zones.verdict import ABOUT_SHARE, judge
from geozone.zones.zone import Zone

_FARTHER = 0.5  # degrees round the map: a town there may still be too close to a zone to call


@dataclass(frozen=True, slots=True)
class Doubt:
    """The largest errors of the figures of one zone.

    Parameters
    ----------
    zone
        Id of the zone.
    area_km2, area_step_km2
        The area as computed, and the power of ten to which it is known.
    outline_km
        Length of the outline, holes included.
    tolerance_m
        The larger of two errors: of the border's line and of the zone's outline.
    area_off_km2
        Outline length × tolerance: the largest error of the area, which it has if the whole outline
        moves to one side.
    listed_inside
        Number of listed towns that are inside by their verdict, which allows for the uncertainty of
        their points.
    listed_too_close
        Number of listed towns that are too close to call, with their points inside or outside. The
        number of towns in the zone lies between `listed_inside` and the sum of both.
    listed_too_close_by_border
        Number of towns that would still be too close to call if their points and the depth were
        exact.
    places_too_close
        As `listed_too_close`, for the scenario's own places.
    about_area_km2, about_listed
        Area, and listed towns by their points, at 0.95 and 1.05 of a depth given with "about"; None
        for an exact depth.
    """

    zone: str
    area_km2: float
    area_step_km2: float
    outline_km: float
    tolerance_m: float
    area_off_km2: float
    listed_inside: int | None
    listed_too_close: int | None
    listed_too_close_by_border: int | None
    places_too_close: int
    about_area_km2: tuple[float, float] | None
    about_listed: tuple[int, int] | None


def doubts(study: Study, *, progress: Progress | None = None) -> tuple[Doubt, ...]:
    """The largest errors of area and verdicts, for every zone with an area.

    Parameters
    ----------
    study
        The study; its zones with a depth "about" are made again at 0.95 and 1.05 of their depth.
    progress
        Called with the id of each zone before it is made again.

    Examples
    --------
    >>> from geozone.study.study import load
    >>> doubt, *others = doubts(load("korea-dmz"))
    >>> doubt.zone, doubt.tolerance_m, doubt.about_area_km2 is None
    ('dmz', 10.0, True)
    >>> round(doubt.area_off_km2 / doubt.outline_km, 3)
    0.01
    """
    towns = _towns_around(study)
    on_land = _on_land(towns)
    made_again = [_at_share(study, share, progress) for share in (1 - ABOUT_SHARE, 1 + ABOUT_SHARE)]
    found = []
    for zone in study.zones:
        if zone.area_km2 is None:
            continue
        about = [zones[zone.id] for zones in made_again if zone.id in zones]
        found.append(_doubt(study, zone, _judged(zone, towns, on_land), about, towns))
    return tuple(found)


def _doubt(
    study: Study,
    zone: StudyZone,
    judged: tuple[int, int, int] | None,
    about: list[Zone],
    towns: tuple[Town, ...],
) -> Doubt:
    outline_km = geodesy.length_m(zone.geometry) / 1000
    border_m = max((border.tolerance_m for border in study.lines.values()), default=0.0)
    tolerance_m = max(border_m, zone.tolerance_m)
    verdicts = Counter(place.verdicts.get(zone.id) for place in study.places)
    inside, too_close, by_border = judged or (None, None, None)
    listed = [counting.listed(each.geometry, zone.listed_in, towns).places for each in about]
    is_about = len(about) == 2
    return Doubt(
        zone=zone.id,
        area_km2=zone.area_km2 or 0.0,
        area_step_km2=zone.area_step_km2,
        outline_km=outline_km,
        tolerance_m=tolerance_m,
        area_off_km2=outline_km * tolerance_m / 1000,
        listed_inside=inside,
        listed_too_close=too_close,
        listed_too_close_by_border=by_border,
        places_too_close=verdicts["too-close"],
        about_area_km2=(about[0].area_km2, about[1].area_km2) if is_about else None,
        about_listed=(listed[0], listed[1]) if is_about else None,
    )


def _judged(
    zone: StudyZone, towns: tuple[Town, ...], on_land: NDArray[np.bool_]
) -> tuple[int, int, int] | None:
    """How many towns are inside, too close to call, and too close because of the border alone."""
    if zone.zone is None or zone.depth is None:
        return None
    points = np.array([(town.lon, town.lat) for town in towns]).reshape(-1, 2)
    here = on_land & np.array([town.country in zone.listed_in for town in towns], dtype=bool)
    points = points[here & zone.zone.can_hold(points, TOWN_UNCERTAINTY_KM)]
    if not len(points):
        return 0, 0, 0
    as_judged = judge(
        zone.zone,
        points,
        on_side=True,
        uncertainty_km=TOWN_UNCERTAINTY_KM,
        about=zone.depth.about,
    )
    # With exact points and an exact depth, only the tolerance of the line leaves a doubt.
    exact = judge(zone.zone, points, on_side=True, uncertainty_km=0.0)
    verdicts = Counter(each.verdict for each in as_judged)
    by_border = Counter(each.verdict for each in exact)
    return verdicts["inside"], verdicts["too-close"], by_border["too-close"]


def _towns_around(study: Study) -> tuple[Town, ...]:
    """Listed towns on the map and a little beyond: a town outside may be too close as well."""
    west, south, east, north = study.bounds
    box = (west - _FARTHER, south - _FARTHER, east + _FARTHER, north + _FARTHER)
    return tuple(town for town in towns_within(box) if town.kind == "town")


def _on_land(towns: tuple[Town, ...]) -> NDArray[np.bool_]:
    """Which towns lie on their own country's land."""
    found = np.zeros(len(towns), dtype=bool)
    for code in sorted({town.country for town in towns if town.country}):
        land = world.land(code)
        shapely.prepare(land)
        rows = [row for row, town in enumerate(towns) if town.country == code]
        lonlat = np.array([(towns[row].lon, towns[row].lat) for row in rows])
        found[rows] = shapely.contains_xy(land, lonlat[:, 0], lonlat[:, 1])
    return found


def _at_share(study: Study, share: float, progress: Progress | None) -> Mapping[str, Zone]:
    """The zones given with "about", at a share of their depths, by their ids in the study."""
    proposals = [each for each in study.scenario.proposals if any(map(_is_about, each.zones))]
    if not proposals:
        return {}
    scaled = [_scaled(proposal, share) for proposal in proposals]
    layout = lay_out(replace(study.scenario, proposals=tuple(scaled)), progress=progress)
    if layout.faults:
        return {}  # at this share a depth is out of its limits, or its zone has no land
    # A changed depth changes the id of a zone of a range. The order is the same, so the ids of the
    # study are taken from there.
    kept = {proposal.id for proposal in proposals}
    ids = [zone.id for zone in study.zones if zone.proposal.id in kept]
    return {
        id_: laid.zone
        for id_, laid in zip(ids, layout.zones, strict=True)
        if laid.zone is not None and _is_about(laid.spec)
    }


def _is_about(spec: ZoneSpec) -> bool:
    return spec.depth is not None and spec.depth.about


def _scaled(proposal: Proposal, share: float) -> Proposal:
    """The proposal with each depth that was given with "about" multiplied by a share."""
    zones = [
        replace(spec, depth=_times(spec.depth, share)) if spec.depth and _is_about(spec) else spec
        for spec in proposal.zones
    ]
    return replace(proposal, zones=tuple(zones))


def _times(depth: Quantity, share: float) -> Quantity:
    high = None if depth.high is None else depth.high * share
    return replace(depth, low=depth.low * share, high=high)
