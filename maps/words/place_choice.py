"""Choice of places: which places of long lists a page shows.

A list may have a hundred thousand places, too many for a page. The scenario's own places are always
shown, with the largest of the gazetteer's towns around them. Verdicts and distances come from the
study.
"""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

from geozone import quantities
from geozone.study.study import towns_within
from geozone.study.towns_near import by_importance
from maps.look import style
from maps.words import wording
from maps.words.language import ENGLISH
from maps.words.numerals import figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geozone.ellipsoid.geodesy import LngLat
    from geozone.study.places import StudyPlace
    from geozone.study.study import Study, Town
    from maps.words.language import Words


_SAME_SPOT = 0.02  # degrees; a town that is nearer to a place of the scenario is that place


def shown_places(study: Study) -> tuple[StudyPlace, ...]:
    """The scenario's places, then those of the user's lists that the map and a page have room for.

    Places of a list are chosen in this order: those in a zone or too close to one, then the larger,
    then the nearer to the border. The chosen places keep the order of the list.
    """
    own = [found for found in study.places if found.place.list is None]
    brought = [
        (_rank(found), row, found)
        for row, found in enumerate(study.places)
        if found.place.list is not None and is_within(found.place.point, study.bounds)
    ]
    # Ranks can be equal; the row then decides, and values that have no order are not compared.
    first = sorted(brought, key=lambda each: each[:2])[: style.LISTED_AT_MOST]
    return (*own, *(found for _, _, found in sorted(first, key=lambda each: each[1])))


def towns_on(study: Study, extent: tuple[float, float, float, float]) -> tuple[Town, ...]:
    """The towns of the study's bounds and the first cities of a map's extent, important first.

    A map shows more than the study's bounds, and readers look for its capitals and its largest
    cities: for Karachi on a map of India and Pakistan, which lies west of their border.
    """
    inside = [town for town in towns_within(extent) if town.kind == "town"]
    most = style.CITIES_AT_MOST
    # The gazetteer's own order is by population.
    found: list[Town] = [*by_importance(inside)[:most], *inside[:most], *study.towns]
    return tuple(by_importance(dict.fromkeys(found)))


def shown_towns(
    study: Study, places: Sequence[StudyPlace], extent: tuple[float, float, float, float]
) -> tuple[Town, ...]:
    """The towns that are named beside the places shown, the important first."""
    known = [found.place.point for found in places]
    towns = (
        town
        for town in towns_on(study, extent)
        if town.kind == "town"
        and all(
            abs(town.lon - point.lon) > _SAME_SPOT or abs(town.lat - point.lat) > _SAME_SPOT
            for point in known
        )
    )
    return tuple(itertools.islice(towns, style.TOWNS_AT_MOST))


def _rank(found: StudyPlace) -> tuple[bool, int, float]:
    is_outside = all(verdict == "outside" for verdict in found.verdicts.values())
    return is_outside, -(found.place.population or 0), found.distance_km or 0.0


def left_out_notes(
    study: Study, shown: Sequence[StudyPlace], say: Words = ENGLISH
) -> Iterator[str]:
    """A note for each list that the page does not show whole: how many of its places it shows."""
    counts = Counter(found.place.list for found in shown)
    for own in study.scenario.lists:
        if counts[own.file] < own.places:
            yield say.text["list_left_out"].format(
                file=wording.isolated(own.file, say),
                shown=figure(quantities.count(counts[own.file]), say),
                places=figure(quantities.count(own.places), say),
            )


def is_within(point: LngLat, bounds: tuple[float, float, float, float]) -> bool:
    """Whether a point lies on the map as it is shown first."""
    west, south, east, north = bounds
    return west <= point.lon <= east and south <= point.lat <= north
