"""The places of a scenario judged in its zones: which lie on whose land, then `geozone.verdict`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from geozone import atlas
from geozone.layout import Laid
from geozone.scenario_values import Place
from geozone.verdict import Judgement, judge
from geozone.zone import Zone

BoolArray = NDArray[np.bool_]


def judgements(places: Sequence[Place], laid: Sequence[Laid]) -> dict[str, list[Judgement]]:
    """Verdicts on places in every zone that is measured, by the zone's id.

    A place counts where it is listed in a country of the zone's side and lies on its land. A
    user's own line parts its sides by itself: there the place may be listed on either of them, and
    it lies where its point lies (`Zone.can_hold`).

    Parameters
    ----------
    places
        In the order of the results.
    laid
        Markers and areas are passed over.
    """
    measured = [(each.id, each.zone, each.depth) for each in laid]
    codes = {code for _, zone, _ in measured if zone is not None for code in zone.countries}
    on_land = {code: _on_land(places, code) for code in sorted(codes)}
    return {
        id_: _judged(places, zone, on_land, about=depth.about)
        for id_, zone, depth in measured
        if zone is not None and depth is not None
    }


def _on_land(places: Sequence[Place], code: str) -> BoolArray:
    """Which places lie on a country's land and are listed in it."""
    land = atlas.land(code)
    shapely.prepare(land)
    lon, lat = np.array([place.point for place in places]).T
    named = np.array([place.country in (code, None) for place in places])
    return np.asarray(named & shapely.contains_xy(land, lon, lat))


def _judged(
    places: Sequence[Place], zone: Zone, on_land: Mapping[str, BoolArray], *, about: bool
) -> list[Judgement]:
    points = np.array([place.point for place in places])
    uncertainty_km = [place.uncertainty_km for place in places]
    on_side = np.any([on_land[code] for code in zone.countries], axis=0)
    return judge(
        zone,
        points,
        on_side=on_side & zone.can_hold(points, uncertainty_km),
        uncertainty_km=uncertainty_km,
        about=about,
    )
