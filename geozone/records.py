"""A study as plain records: the rows and field names of every JSON form, table and export.

Numbers carry the digits that are known: coordinates 6 decimals, `_km` 3, `_km2` to the step of
their zone. Writes nothing.
"""

from __future__ import annotations

from typing import Any

from geozone import atlas, quantities
from geozone.atlas import Vintage
from geozone.overlay import Feature, StudyOverlay
from geozone.provenance import BORDER_NOTE, attributions, border_date, file_name
from geozone.scenario import Source
from geozone.study import Pair, Study, StudyZone
from geozone.study_places import StudyPlace, counted
from geozone.survey import Survey

Record = dict[str, Any]


def heading(study: Study) -> Record:
    """What stands in every JSON form beside its rows."""
    return {
        "scenario": study.scenario.name,
        "title": study.scenario.title,
        "as_of": study.scenario.as_of,
        "border_data": [_vintage(vintage) for vintage in study.vintages],
        "boundary_note": study.boundary_note,
        "notes": list(study.notes),
        "attributions": list(study.attributions),
        "sources": [source(each) for each in study.sources],
    }


def border(survey: Survey) -> Record:
    """A border with its parts, ends and rivers, under the heading of every JSON form."""
    vintages = atlas.vintages()
    border_ = survey.border
    a, b = border_.pairs[0]
    return {
        "scenario": None,
        "title": f"Border {atlas.country_name(a)}–{atlas.country_name(b)}",
        "as_of": border_date(),
        "border_data": [_vintage(vintage) for vintage in vintages],
        "boundary_note": BORDER_NOTE,
        "attributions": list(attributions(vintages)),
        "sources": [],
        "a": a,
        "b": b,
        "length_km": _km(border_.length_km),
        "tolerance_m": border_.tolerance_m,
        "parts": [
            {
                "start_km": _km(part.start_km),
                "end_km": _km(part.end_km),
                "length_km": _km(part.length_km),
                "start_at": part.start_at,
                "end_at": part.end_at,
                "start_lon": _degrees(part.start.lon),
                "start_lat": _degrees(part.start.lat),
                "end_lon": _degrees(part.end.lon),
                "end_lat": _degrees(part.end.lat),
            }
            for part in survey.parts
        ],
        "ends": [
            {
                "at": end.at,
                "chainage_km": _km(end.km),
                "lon": _degrees(end.point.lon),
                "lat": _degrees(end.point.lat),
                "is_only": end.is_only,
            }
            for end in survey.ends
        ],
        "rivers": [
            {
                "name": river.name,
                "crossings_km": [_km(km) for km in river.crossings_km],
                "along_km": _km(river.along_km),
                "runs_along": river.runs_along,
                "can_be_end": not river.no_end,
                "note": river.no_end,
            }
            for river in survey.rivers
        ],
        "notes": list(survey.notes),
    }


def _vintage(vintage: Vintage) -> Record:
    return {
        "title": vintage.title,
        "source": vintage.source,
        "version": vintage.version,
        "date": vintage.date,
        "licence": vintage.licence,
        "tolerance_m": vintage.tolerance_m,
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
    """Zones with the places of the gazetteer's list inside them, and of the user's if there is one.

    `own_places` are those inside by their verdicts, `own_places_too_close` those too close to call.
    """
    rows = []
    own = counted(each for each in study.places if each.place.list is not None)
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
        if study.scenario.lists:
            counts = own.get(each.id)
            rows[-1]["own_places"] = counts["inside"] if counts else None
            rows[-1]["own_places_too_close"] = counts["too-close"] if counts else None
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


def overlay(of: StudyOverlay, feature: Feature) -> Record:
    """A feature of what others drew, with what is known of its layer."""
    said = of.overlay
    return {
        "kind": said.kind,
        "title": said.title,
        "name": feature.name or None,
        "date": said.date,
        "file": file_name(said.file),
        "sources": list(said.sources),
    }


def _km(value: float | None) -> float | None:
    return None if value is None else round(value, 3) + 0.0


def _degrees(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _area(value: float | None, step_km2: float) -> float | None:
    return None if value is None else quantities.rounded_area_km2(value, step_km2)
