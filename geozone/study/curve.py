"""The depth curve: area of a zone of the whole line by its depth, and the depth of each place.

The area at each depth is that of the exact zone; nothing is interpolated. This module draws
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import shapely
from numpy.typing import NDArray

from geozone import quantities
from geozone.atlas import world
from geozone.ellipsoid.geodesy import Floats
from geozone.errors import Refused
from geozone.quantities import TOWN_UNCERTAINTY_KM, number_text
from geozone.shown import Shown, above
from geozone.study.layout import Progress
from geozone.study.study import Study, towns_within
from geozone.zones import own_side
from geozone.zones.side import Side
from geozone.zones.zone import MAX_DEPTH_KM, MIN_DEPTH_KM, Zone

if TYPE_CHECKING:
    import pandas as pd

DEEPEST_KM, STEP_KM = 40.0, 1.0
_MOST_STEPS = 1_000  # a zone is computed for each step, which takes time


@dataclass(frozen=True, slots=True)
class Threshold:
    """The smallest depth at which a zone of the whole line contains a place.

    Parameters
    ----------
    name, country
        Name and country in the list that it comes from; the shown name for a scenario's place.
    lon, lat
        Its point, degrees.
    kind
        ``listed`` (a town of the gazetteer) or ``scenario`` (a place that the scenario names).
    population
        Number of people; None if unknown, and for the scenario's places.
    uncertainty_km
        How far the place may be from its point.
    depth_km
        Its geodesic distance from the line; None if it is not on the side's land.
    """

    name: str
    country: str | None
    lon: float
    lat: float
    kind: Literal["listed", "scenario"]
    population: int | None
    uncertainty_km: float
    depth_km: float | None


@dataclass(frozen=True, slots=True, repr=False)
class DepthCurve(Shown):
    """Area and listed places of a zone of the whole line, as a function of its depth.

    Parameters
    ----------
    line
        The line's id in the scenario.
    border
        Its name, such as ``TUR-SYR``.
    sides
        Alpha-3 codes of the countries that the zones extend into.
    depths_km, areas_km2, area_steps_km2, listed_places
        One value for each depth, from 0 on. Each area is known to the power of ten in
        `area_steps_km2`.
    thresholds
        The listed towns within the largest depth, nearest first, then the scenario's places in its
        order.
    tolerance_m
        The zones' outlines are within this of the exact depth.
    into
        The sides as they were asked for: codes, or ``left`` and ``right`` of a user's own line.
    """

    line: str
    border: str
    sides: tuple[str, ...]
    depths_km: tuple[float, ...]
    areas_km2: tuple[float, ...]
    area_steps_km2: tuple[float, ...]
    listed_places: tuple[int, ...]
    thresholds: tuple[Threshold, ...]
    tolerance_m: float
    into: tuple[str, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """The curve as a DataFrame, indexed by depth in km, units in the column names."""
        frame: pd.DataFrame = above("tables.frames").curve_frame(self)
        return frame


def depth_curve(
    study: Study,
    *,
    line: str | None = None,
    into: str | Sequence[str] | None = None,
    deepest_km: float = DEEPEST_KM,
    step_km: float = STEP_KM,
) -> DepthCurve:
    """Compute how area and listed places of a zone along a whole line grow with its depth.

    Parameters
    ----------
    study
        The study that has the line and the places.
    line
        The id of a line; by default that of the first strip.
    into
        Codes of the countries that the zones extend into, or ``left`` or ``right`` of a line of
        your own; by default those of the line's first strip.
    deepest_km, step_km
        The depths run from 0 to `deepest_km` in steps of `step_km`.

    Raises
    ------
    Refused
        If there is no such line, the countries are not the line's, or the steps are out of range.

    Examples
    --------
    >>> from geozone.study.study import load
    >>> curve = depth_curve(load("korea-dmz"), into=["PRK"], deepest_km=2)
    >>> curve.border, curve.depths_km, curve.listed_places
    ('PRK-KOR', (0.0, 1.0, 2.0), (0, 0, 0))
    >>> [round(area_km2) for area_km2 in curve.areas_km2]
    [0, 246, 483]
    """
    line, into = _wanted(study, line, into)
    depths_km = _depths_km(deepest_km, step_km)
    # One side serves all depths: it finds the land and the cuts once, for the deepest.
    side = own_side.side(study.lines[line], into, reach_km=deepest_km)
    zones = [side.zone(depth_km) for depth_km in depths_km[1:]]
    places = thresholds(study, side, zones[-1])
    reached_km = np.array([each.depth_km for each in places if each.kind == "listed"], dtype=float)
    steps_km2 = [_step_km2(side, zone) for zone in zones]
    return DepthCurve(
        line=line,
        border=side.border.name,
        sides=zones[-1].sides,
        depths_km=depths_km,
        areas_km2=(0.0, *(zone.area_km2 for zone in zones)),
        area_steps_km2=(steps_km2[0], *steps_km2),
        listed_places=tuple(int((reached_km <= depth_km).sum()) for depth_km in depths_km),
        thresholds=places,
        tolerance_m=side.tolerance_m,
        into=into,
    )


def curves(study: Study, *, progress: Progress | None = None) -> tuple[DepthCurve, ...]:
    """The depth curves of every line and side that has a strip, in the study's order."""
    found = []
    for line, into in lines_and_sides(study):
        if progress is not None:
            progress(f"the depth curve of {line} into {', '.join(into)}")
        found.append(depth_curve(study, line=line, into=into))
    return tuple(found)


def lines_and_sides(study: Study) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Line and `into` of every strip of a study, each pair once, in the study's order.

    Examples
    --------
    >>> from geozone.study.study import load
    >>> lines_and_sides(load("turkey-syria"))
    (('border', ('SYR',)),)
    """
    line_of = {stretch.id: stretch.line for stretch in study.scenario.stretches}
    strips = [zone for zone in study.zones if zone.kind == "strip"]
    found = [
        (zone.spec.line or line_of[zone.spec.stretch or ""], zone.spec.into) for zone in strips
    ]
    return tuple(dict.fromkeys(found))


def _wanted(
    study: Study, line: str | None, into: str | Sequence[str] | None
) -> tuple[str, tuple[str, ...]]:
    known = lines_and_sides(study)
    wanted = known[0][0] if line is None and known else line or ""
    if wanted not in study.lines:
        lines = ", ".join(study.lines) or "none"
        raise Refused("line", wanted, f"a line of the study: {lines}")
    if into is not None:
        return wanted, (into,) if isinstance(into, str) else tuple(into)
    theirs = [sides for id_, sides in known if id_ == wanted]
    if not theirs:
        countries = ", ".join(study.lines[wanted].countries)
        raise Refused("into", "", f"a country at this line: {countries}")
    return wanted, theirs[0]


def _depths_km(deepest_km: float, step_km: float) -> tuple[float, ...]:
    if not MIN_DEPTH_KM <= step_km <= deepest_km <= MAX_DEPTH_KM:
        expected = f"a step from {MIN_DEPTH_KM:g} km to the largest depth, at most {MAX_DEPTH_KM:g}"
        raise Refused("step", f"{step_km:g} km to {deepest_km:g} km", expected)
    # 0.3 / 0.1 is just below 3 in floating point; the small addend keeps the last step.
    count = int(np.floor(deepest_km / step_km + 1e-9))
    if count > _MOST_STEPS:
        raise Refused("step", f"{number_text(step_km)} km", f"at most {_MOST_STEPS} steps")
    return tuple(round(float(number * step_km), 6) for number in range(count + 1))


def thresholds(study: Study, side: Side, deepest: Zone) -> tuple[Threshold, ...]:
    """The smallest depth at which a zone of a side's whole line contains each place.

    Parameters
    ----------
    deepest
        The deepest zone. It tells which countries' places count, and on which side of a user's own
        line a place lies.

    Returns
    -------
    tuple of Threshold
        The listed towns within the side's reach, nearest first, then the scenario's places in its
        order.
    """
    return (*_towns_in_reach(side, deepest), *_scenario_places(study, side, deepest))


def _step_km2(side: Side, zone: Zone) -> float:
    tolerance_m = max(side.border.tolerance_m, zone.tolerance_m)
    return quantities.area_step_km2(zone.outline_km, tolerance_m)


def _towns_in_reach(side: Side, deepest: Zone) -> list[Threshold]:
    """Listed towns on the side's land within its reach, nearest first."""
    towns = [
        town
        for town in towns_within(side.land.bounds)
        if town.kind == "town" and town.country in deepest.countries
    ]
    lonlat = np.array([(town.lon, town.lat) for town in towns]).reshape(-1, 2)
    depths_km = _reached_km(side, deepest, lonlat, np.ones(len(towns), dtype=bool))
    found = [
        Threshold(
            town.name,
            town.country,
            town.lon,
            town.lat,
            "listed",
            town.population,
            TOWN_UNCERTAINTY_KM,
            depth_km,
        )
        for town, depth_km in zip(towns, depths_km, strict=True)
        if depth_km is not None and depth_km <= side.reach_km
    ]
    return sorted(found, key=lambda town: (town.depth_km or 0.0, town.name))


def _scenario_places(study: Study, side: Side, deepest: Zone) -> list[Threshold]:
    places = [each.place for each in study.places]
    lonlat = np.array([place.point for place in places]).reshape(-1, 2)
    named = np.array([place.country in (*deepest.countries, None) for place in places], dtype=bool)
    return [
        Threshold(
            place.shown,
            place.country,
            place.point.lon,
            place.point.lat,
            "scenario",
            None,
            place.uncertainty_km,
            depth_km,
        )
        for place, depth_km in zip(places, _reached_km(side, deepest, lonlat, named), strict=True)
    ]


def _reached_km(
    side: Side, deepest: Zone, lonlat: Floats, named: NDArray[np.bool_]
) -> list[float | None]:
    """Distance from the line (km) of each point on the side's land; None for other points."""
    if not len(lonlat):
        return []
    on_land = np.zeros(len(lonlat), dtype=bool)
    for code in deepest.countries:
        land = world.land(code)
        shapely.prepare(land)
        on_land |= shapely.contains_xy(land, lonlat[:, 0], lonlat[:, 1])
    on_side = on_land & named & deepest.can_hold(lonlat, 0.0)
    distance_km = side.border.nearest(lonlat).distance_m / 1000
    return [float(km) if here else None for km, here in zip(distance_km, on_side, strict=True)]
