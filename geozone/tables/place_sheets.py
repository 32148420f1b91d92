"""The places of a study as tables for people: each cell has a distance, or margin and verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geozone import quantities
from geozone.study.places import StudyPlace
from geozone.study.study import Study
from geozone.study.zones import StudyZone
from geozone.tables.sheets import NONE, Sheet

COLUMNS = ("place", "country", "to border", "± km")
NOTES = (
    "Margin: to the zone's nearest edge (depth, section end, river).",
    "Signs: + inside, − outside, ? too close to call; – where the place is not on its side.",
    "Distances and margins are those of the listed point, which may be off by ± km.",
)
_SIGNS = {"inside": "+", "outside": quantities.MINUS, "too-close": "?"}


def judging(study: Study) -> list[StudyZone]:
    """The zones with an area, in the study's order: the columns of a table of places."""
    return [zone for zone in study.zones if zone.area_km2 is not None]


def by_id(study: Study) -> Sheet:
    """All places, with the zones' ids as headings; for formats wider than a terminal."""
    ids = [zone.id for zone in judging(study)]
    return _sheet(study, study.places, ids, ids)


def by_number(study: Study, places: Iterable[StudyPlace]) -> Sheet:
    """Some places, with numbers as headings to save width, and a note that names their zones."""
    zones = judging(study)
    numbers = [str(number) for number in range(1, len(zones) + 1)]
    said = "; ".join(f"{n} = {zone.id}" for n, zone in zip(numbers, zones, strict=True))
    notes = [f"Zones: {said}."] if zones else []
    return _sheet(study, places, [zone.id for zone in zones], numbers, *notes)


def row(study: Study, found: StudyPlace, ids: Sequence[str]) -> list[str]:
    """The cells of one place: name, country, distance to the border, margin in each zone."""
    place = found.place
    return [
        place.shown,
        study.country_names.get(place.country or "", place.country or NONE),
        str(quantities.in_km(found.distance_km)) if found.distance_km is not None else NONE,
        quantities.number_text(place.uncertainty_km),
        *(_margin(found, id_) for id_ in ids),
    ]


def _sheet(
    study: Study,
    places: Iterable[StudyPlace],
    ids: Sequence[str],
    headings: Sequence[str],
    *notes: str,
) -> Sheet:
    return Sheet(
        "Places and their margins in km",
        (*COLUMNS, *headings),
        tuple(tuple(row(study, found, ids)) for found in places),
        "llrr" + "r" * len(ids),
        (*notes, *NOTES),
    )


def _margin(found: StudyPlace, zone: str) -> str:
    margin_km = found.margins_km.get(zone)
    if margin_km is None:
        return NONE
    return f"{_SIGNS[found.verdicts[zone]]}{abs(margin_km):,.1f}"
