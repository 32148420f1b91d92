"""Distances and verdicts of places against the lines and zones of a study, thousands at once.

Verdicts and margins are stored as one array for each zone. A `StudyPlace` shows its row of these
arrays as mappings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import shapely

from geozone.atlas import world
from geozone.ellipsoid.geodesy import Flags, Floats
from geozone.lines.border import Border
from geozone.quantities import Quantity
from geozone.scenario.values import Place
from geozone.shown import Shown
from geozone.zones.verdict import VERDICTS, Judged, Verdict, judge_all
from geozone.zones.zone import Zone


@dataclass(frozen=True, slots=True, repr=False)
class StudyPlace(Shown):
    """A place of the scenario, its nearest border point and its verdict in every zone.

    Parameters
    ----------
    place
        The place as the scenario has it.
    distance_km
        Geodesic distance to the nearest point of the nearest line; None without a line.
    nearest_lon, nearest_lat
        Longitude and latitude of that point, degrees.
    chainage_km
        The distance of that point along the line, from the line's start.
    verdicts
        The verdict in each strip and disc, by zone id.
    margins_km
        The distance to the zone's nearest edge, by zone id: positive inside, negative outside, None
        if the place is not on the zone's side.
    """

    place: Place
    distance_km: float | None
    nearest_lon: float | None
    nearest_lat: float | None
    chainage_km: float | None
    verdicts: Mapping[str, Verdict]
    margins_km: Mapping[str, float | None]


class _Verdicts(Mapping[str, Verdict]):
    """The verdicts on one place, by zone id."""

    __slots__ = ("_columns", "_row")

    def __init__(self, columns: Mapping[str, Judged], row: int) -> None:
        self._columns, self._row = columns, row

    def __getitem__(self, id_: str) -> Verdict:
        return VERDICTS[int(self._columns[id_].verdict[self._row])]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __repr__(self) -> str:
        return repr(dict(self))


class _Margins(Mapping[str, float | None]):
    """The margins of one place, by zone id."""

    __slots__ = ("_columns", "_row")

    def __init__(self, columns: Mapping[str, Judged], row: int) -> None:
        self._columns, self._row = columns, row

    def __getitem__(self, id_: str) -> float | None:
        margin_km = self._columns[id_].margin_km[self._row]
        return float(margin_km) if np.isfinite(margin_km) else None

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __repr__(self) -> str:
        return repr(dict(self))


class Laid(Protocol):
    """A zone of a scenario with its depth and its computed geometry."""

    @property
    def id(self) -> str:
        """The zone's id."""

    @property
    def depth(self) -> Quantity | None:
        """Depth as given; None for markers and areas."""

    @property
    def zone(self) -> Zone | None:
        """The computed zone; None for markers and areas."""


def judged_places(
    places: Sequence[Place], borders: Mapping[str, Border], zones: Iterable[Laid]
) -> tuple[StudyPlace, ...]:
    """Judge every place against the lines and all strips and discs, in the order given."""
    if not places:
        return ()
    points = np.array([place.point for place in places])
    doubt_km = np.array([place.uncertainty_km for place in places])
    judged = [laid for laid in zones if laid.zone is not None]
    land = _on_land(places, points, judged)
    columns: dict[str, Judged] = {}
    for laid in judged:
        if laid.zone is not None and laid.depth is not None:
            # `can_hold` decides the side of a user's own line, whatever country a place is in.
            on_land = np.any([land[code] for code in laid.zone.countries], axis=0)
            columns[laid.id] = judge_all(
                laid.zone,
                points,
                on_side=on_land & laid.zone.can_hold(points, doubt_km),
                uncertainty_km=doubt_km,
                about=laid.depth.about,
            )
    return tuple(
        StudyPlace(place, *nearest, _Verdicts(columns, row), _Margins(columns, row))
        for row, (place, nearest) in enumerate(
            zip(places, _nearest_border(borders, points), strict=True)
        )
    )


def verdict_counts(places: Iterable[StudyPlace]) -> dict[str, Counter[Verdict]]:
    """How many places have each verdict, by zone id."""
    counts: dict[str, Counter[Verdict]] = {}
    for found in places:
        for id_, verdict in found.verdicts.items():
            counts.setdefault(id_, Counter())[verdict] += 1
    return counts


def _on_land(places: Sequence[Place], points: Floats, judged: Sequence[Laid]) -> dict[str, Flags]:
    """For each country of a side, which places lie on its land and are listed in it."""
    codes = {code for laid in judged if laid.zone is not None for code in laid.zone.countries}
    on_land = {}
    # `prepare` builds an index of the land's edges, which pays off for thousands of points.
    for code in sorted(codes):
        land = world.land(code)
        shapely.prepare(land)
        named = np.array([place.country in (code, None) for place in places])
        on_land[code] = named & shapely.contains_xy(land, points[:, 0], points[:, 1])
    return on_land


_Nearest = tuple[float | None, float | None, float | None, float | None]


def _nearest_border(borders: Mapping[str, Border], points: Floats) -> Sequence[_Nearest]:
    """For each point the nearest point of all lines: distance (km), lon, lat, chainage (km)."""
    if not borders:
        return [(None, None, None, None)] * len(points)
    found = [border.nearest(points) for border in borders.values()]
    line = np.argmin([near.distance_m for near in found], axis=0)
    rows = np.arange(len(points))
    columns = [
        np.array([near.distance_m for near in found])[line, rows] / 1000,
        *np.array([near.lonlat for near in found])[line, rows].T,
        np.array([near.chainage_m for near in found])[line, rows] / 1000,
    ]
    return [(km, lon, lat, at_km) for km, lon, lat, at_km in np.array(columns).T.tolist()]
