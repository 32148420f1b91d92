"""A study as plain records: the rows and field names of every JSON form, table and export.

Numbers are rounded to their known digits: coordinates to 6 decimals, `_km` to 3 decimals, `_km2` to
the step of their zone. This module writes no file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geozone import quantities
from geozone.atlas import world
from geozone.atlas.values import Vintage
from geozone.lines.summary import Survey
from geozone.notes import Note
from geozone.scenario.provenance import attributions, border_date, file_name
from geozone.scenario.reading import Source
from geozone.study.overlay import Feature, StudyOverlay
from geozone.study.pairs import Pair
from geozone.study.places import StudyPlace, verdict_counts
from geozone.study.study import Study
from geozone.study.zones import StudyZone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geozone.study.curve import DepthCurve
    from geozone.study.population import Counted
    from geozone.study.sensitivity import Doubt
    from geozone.zones.verdict import Verdict

Record = dict[str, Any]

# Fields for the classes of `geozone.study.counting.SIZES_FROM`, in that order, then one for places
# without a known population.
SIZE_FIELDS = (
    "listed_100000_up",
    "listed_10000_to_99999",
    "listed_1000_to_9999",
    "listed_under_1000",
    "listed_size_unknown",
)


def heading(study: Study) -> Record:
    """The fields that stand in every JSON form beside its rows."""
    return {
        "scenario": study.scenario.name,
        "title": study.scenario.title,
        "as_of": study.scenario.as_of,
        "border_data": [_vintage(vintage) for vintage in study.vintages],
        "boundary_note": study.boundary_note,
        "notes": [str(note) for note in study.notes],
        "attributions": list(study.attributions),
        "sources": [source(each) for each in study.sources],
    }


def provenance(study: Study) -> Record:
    """Origin and licence as fields of a single row, since rows are also read without a heading."""
    return {
        "scenario": study.scenario.name,
        "as_of": study.scenario.as_of,
        "licence": "; ".join(dict.fromkeys(each.licence for each in study.vintages)),
        "attributions": list(study.attributions),
        "boundary_note": study.boundary_note,
    }


def border(survey: Survey) -> Record:
    """A border with its parts, ends and rivers, under the heading of every JSON form."""
    vintages = world.vintages()
    border_ = survey.border
    a, b = border_.pairs[0]
    return {
        "scenario": None,
        "title": f"Border {world.country_name(a)}–{world.country_name(b)}",
        "as_of": border_date(),
        "border_data": [_vintage(vintage) for vintage in vintages],
        "boundary_note": str(Note("boundary")),
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
        "named_stretches": [
            {
                "name": stretch.line.name,
                "names": dict(stretch.line.names),
                "kind": stretch.line.kind,
                "start_km": _km(stretch.start_km),
                "end_km": _km(stretch.end_km),
                "ends_uncertainty_km": stretch.line.off_km,
                "date": stretch.line.date,
                "not_recognised_by": stretch.line.by or None,
                "source": stretch.line.source,
                "publisher": stretch.line.publisher,
            }
            for stretch in border_.named
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
        "notes": [str(note) for note in survey.notes],
    }


def _vintage(vintage: Vintage) -> Record:
    return {
        "title": vintage.title,
        "source": vintage.source,
        "version": vintage.version,
        "date": vintage.dated,
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
        "notes": [str(note) for note in zone_.notes],
    }


def compared_zones(study: Study) -> list[Record]:
    """Zones with their depth as given, the gazetteer's places in them, and the people of a claim.

    If the user brought a list, `own_places` counts its places that are inside by their verdicts,
    and `own_places_too_close` those too close to call.
    """
    own = verdict_counts(each for each in study.places if each.place.list is not None)
    return [
        {
            **zone(each),
            **_depth_said(each),
            **_listed(study, each),
            **_people(each),
            **(_own(own.get(each.id)) if study.scenario.lists else {}),
        }
        for each in study.zones
    ]


def _own(counts: Mapping[Verdict, int] | None) -> Record:
    return {
        "own_places": counts["inside"] if counts else None,
        "own_places_too_close": counts["too-close"] if counts else None,
    }


def _depth_said(zone_: StudyZone) -> Record:
    depth = zone_.depth
    miles = None if depth is None else depth.low_km / quantities.KM_PER_MI
    return {"depth_said": None if depth is None else str(depth), "depth_mi": _km(miles)}


def _listed(study: Study, zone_: StudyZone) -> Record:
    """Listed places, also by size; null for a marker."""
    listed = study.listed.get(zone_.id)
    sizes = [None] * len(SIZE_FIELDS) if listed is None else [*listed.by_size, listed.size_unknown]
    return {
        "listed_places": listed.places if listed else None,
        **dict(zip(SIZE_FIELDS, sizes, strict=True)),
        "population_known_for": listed.population_known_for if listed else None,
        "population": listed.population if listed else None,
    }


def _people(zone_: StudyZone) -> Record:
    """The people that a claim names, and their number per km² of the zone."""
    people = zone_.proposal.people or (None, None)
    # Fields without a value are None and not left out, so that all rows have the same columns.
    per_km2 = zone_.people_per_km2 or (None, None)
    return {
        "people_least": people[0],
        "people_most": people[1],
        "people_per_km2_least": per_km2[0],
        "people_per_km2_most": per_km2[1],
    }


def pair(pair_: Pair) -> Record:
    """Overlap of two zones: areas, shares of each zone's area, and listed places."""
    shares = {
        "overlap_pct_of_a": (pair_.overlap_km2, pair_.only_a_km2),
        "overlap_pct_of_b": (pair_.overlap_km2, pair_.only_b_km2),
        "only_a_pct_of_a": (pair_.only_a_km2, pair_.overlap_km2),
        "only_b_pct_of_b": (pair_.only_b_km2, pair_.overlap_km2),
    }
    return {
        "a": pair_.a,
        "b": pair_.b,
        "overlap_km2": _area(pair_.overlap_km2, pair_.step_km2),
        "only_a_km2": _area(pair_.only_a_km2, pair_.step_km2),
        "only_b_km2": _area(pair_.only_b_km2, pair_.step_km2),
        **{
            name: quantities.share_pct(part, part + rest, pair_.step_km2)
            for name, (part, rest) in shares.items()
        },
        "listed_both": pair_.listed_both,
        "listed_only_a": pair_.listed_only_a,
        "listed_only_b": pair_.listed_only_b,
    }


def curve(curve_: DepthCurve) -> Record:
    """A depth curve, and the smallest depth at which the zone contains each place."""
    return {
        "line": curve_.line,
        "border": curve_.border,
        "side": list(curve_.sides),
        "tolerance_m": curve_.tolerance_m,
        "steps": curve_steps(curve_),
        "thresholds": [
            {
                "name": each.name,
                "country": each.country,
                "kind": each.kind,
                "lon": _degrees(each.lon),
                "lat": _degrees(each.lat),
                "population": each.population,
                "uncertainty_km": each.uncertainty_km,
                "depth_km": _km(each.depth_km),
            }
            for each in curve_.thresholds
        ],
    }


def curve_steps(curve_: DepthCurve) -> list[Record]:
    """A depth curve, one row for each depth."""
    columns = (curve_.depths_km, curve_.areas_km2, curve_.area_steps_km2, curve_.listed_places)
    return [
        {"depth_km": _km(depth), "area_km2": _area(area, step), "listed_places": places}
        for depth, area, step, places in zip(*columns, strict=True)
    ]


def doubt(doubt_: Doubt) -> Record:
    """The largest errors of the figures of a zone."""
    step_km2 = doubt_.area_step_km2
    areas_km2 = doubt_.about_area_km2 or (None, None)
    places = doubt_.about_listed or (None, None)
    return {
        "zone": doubt_.zone,
        "area_km2": _area(doubt_.area_km2, step_km2),
        "outline_km": _km(doubt_.outline_km),
        "tolerance_m": doubt_.tolerance_m,
        # An error is an estimate: two significant digits are enough.
        "area_off_km2": float(f"{doubt_.area_off_km2:.1e}"),
        "about_area_least_km2": _area(areas_km2[0], step_km2),
        "about_area_most_km2": _area(areas_km2[1], step_km2),
        "about_listed_least": places[0],
        "about_listed_most": places[1],
        "listed_inside": doubt_.listed_inside,
        "listed_too_close": doubt_.listed_too_close,
        "listed_too_close_by_border": doubt_.listed_too_close_by_border,
        "places_too_close": doubt_.places_too_close,
    }


def counted(counted_: Counted) -> Record:
    """People of zones by a raster."""
    return {
        "file": counted_.file,
        "year": counted_.year,
        "notes": [str(note) for note in counted_.notes],
        "zones": [
            {
                "zone": each.zone,
                "people": None if each.people is None else round(each.people),
                "covered_pct": each.covered_pct,
                "no_data_pct": each.no_data_pct,
                "reason": each.reason or None,
            }
            for each in counted_.zones
        ],
    }


def place_zones(place_: StudyPlace) -> list[Record]:
    """A place with one row for each zone that judges it; a single row if there is no such zone."""
    row = place(place_)
    verdicts, margins_km = row.pop("verdict"), row.pop("margin_km")
    return [
        {**row, "zone": id_, "verdict": verdicts.get(id_), "margin_km": margins_km.get(id_)}
        for id_ in verdicts or (None,)
    ]


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
    """A feature of an overlay, with the fields of its layer."""
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
    return None if value is None else round(value, 3) + 0.0  # + 0.0 turns -0.0 into 0.0


def _degrees(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _area(value: float | None, step_km2: float) -> float | None:
    return None if value is None else quantities.rounded_area_km2(value, step_km2)
