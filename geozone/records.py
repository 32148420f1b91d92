"""A study as plain records: the rows and field names of every JSON form, table and export.

Numbers carry the digits that are known: coordinates 6 decimals, `_km` 3, `_km2` to the step of
their zone. Writes nothing.
"""

from __future__ import annotations

from typing import Any

from geozone import quantities
from geozone.scenario import Source
from geozone.study import Pair, Study, StudyPlace, StudyZone

Record = dict[str, Any]


def heading(study: Study) -> Record:
    """What stands in every JSON form beside its rows."""
    return {
        "scenario": study.scenario.name,
        "title": study.scenario.title,
        "as_of": study.scenario.as_of,
        "border_data": [
            {
                "title": vintage.title,
                "source": vintage.source,
                "version": vintage.version,
                "date": vintage.date,
                "licence": vintage.licence,
                "tolerance_m": vintage.tolerance_m,
            }
            for vintage in study.vintages
        ],
        "boundary_note": study.boundary_note,
        "notes": list(study.notes),
        "attributions": list(study.attributions),
        "sources": [source(each) for each in study.sources],
    }


def source(source_: Source) -> Record:
    """A source; its publisher and url are null where unknown."""
    return {
        "id": source_.id,
        "title": source_.title,
        "date": source_.date,
        "publisher": source_.publisher,
        "url": source_.url,
    }


def zone(zone_: StudyZone) -> Record:
    """A zone with its figures."""
    proposal, stage = zone_.proposal, zone_.stage
    return {
        "id": zone_.id,
        "proposal": proposal.id,
        "label": zone_.spec.label,
        "title": zone_.title,
        "by": list(proposal.by),
        "date": stage.start,
        "status": stage.status,
        "stages": [
            {"status": each.status, "from": each.start, "to": each.end} for each in proposal.stages
        ],
        "side": list(zone_.sides),
        "depth_km": _km(zone_.depth_km),
        "sections": [[_km(start), _km(end)] for start, end in zone_.sections],
        "length_km": _km(zone_.length_km),
        "area_km2": _area(zone_.area_km2, zone_.area_step_km2),
        "tolerance_m": zone_.tolerance_m,
        "said": proposal.said,
        "reading": proposal.reading,
        "assumed": list(zone_.spec.assumed),
        "sources": list(proposal.sources),
        "notes": list(zone_.notes),
    }


def compared_zones(study: Study) -> list[Record]:
    """Zones with the places of the gazetteer's list inside them."""
    rows = []
    for each in study.zones:
        listed = study.listed.get(each.id)
        rows.append(
            {
                **zone(each),
                "listed_places": listed.places if listed else None,
                "population_known_for": listed.population_known_for if listed else None,
                "population": listed.population if listed else None,
            }
        )
    return rows


def pair(pair_: Pair) -> Record:
    """Overlap of two zones."""
    return {
        "a": pair_.a,
        "b": pair_.b,
        "overlap_km2": _area(pair_.overlap_km2, pair_.step_km2),
        "only_a_km2": _area(pair_.only_a_km2, pair_.step_km2),
        "only_b_km2": _area(pair_.only_b_km2, pair_.step_km2),
    }


def place(place_: StudyPlace) -> Record:
    """A place with its verdicts and margins by zone id."""
    lon, lat = place_.place.point
    return {
        "name": place_.place.name,
        "asked": place_.place.asked,
        "other": place_.place.other,
        "lon": round(lon, 6),
        "lat": round(lat, 6),
        "country": place_.place.country,
        "source": place_.place.source,
        "uncertainty_km": place_.place.uncertainty_km,
        "distance_km": _km(place_.distance_km),
        "nearest_lon": _degrees(place_.nearest_lon),
        "nearest_lat": _degrees(place_.nearest_lat),
        "chainage_km": _km(place_.chainage_km),
        "verdict": dict(place_.verdicts),
        "margin_km": {id_: _km(margin) for id_, margin in place_.margins_km.items()},
    }


def _km(value: float | None) -> float | None:
    return None if value is None else round(value, 3) + 0.0


def _degrees(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _area(value: float | None, step_km2: float) -> float | None:
    return None if value is None else quantities.rounded_area_km2(value, step_km2)
