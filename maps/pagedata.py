"""A study as the data block of a page: ready words, light outlines, nothing to compute.

The page's script (in `assets/`) reads it and knows nothing else. Holds no HTML and no folium.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import shapely
from xstatic.pkg import leaflet

from geozone import quantities
from maps import looks, outline, style, wording
from maps.crowd_data import crowd_data, crowd_notes, crowd_of
from maps.depth_data import depth_data
from maps.find_data import find_data
from maps.ground import ground_of
from maps.overlays import overlays
from maps.pair_data import pair_data
from maps.place_choice import is_within, left_out_notes, shown_places, shown_towns
from maps.text import en
from maps.time_data import time_data

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geozone.geodesy import LngLat
    from geozone.scenario import Proposal
    from geozone.study import Study, StudyZone, Town
    from geozone.study_places import StudyPlace
    from maps.ground import Ground
    from maps.tiles import Tiles

Data = dict[str, Any]


def page_data(
    study: Study,
    colours: Sequence[str] = style.PROPOSAL_COLOURS,
    *,
    tiles: Tiles | None = None,
) -> Data:
    """Everything that a page shows of a study, as JSON values in a fixed order.

    Parameters
    ----------
    colours
        Of the proposals in turn.
    tiles
        A ground of another host.
    """
    scenario = study.scenario
    ground = ground_of(study)
    places = shown_places(study)
    crowd = crowd_of(study, places)
    towns = shown_towns(study, places)
    marked = {zone.proposal.id for zone in study.zones}
    drawn = [proposal for proposal in scenario.proposals if proposal.id in marked]
    drawn = looks.readings_together(drawn)
    look_of = looks.looks(drawn, colours)
    form = wording.form(scenario)
    return {
        "lang": en.LANG,
        "words": {**en.PAGE, **en.PAGE_FORMS[form]},
        "title": scenario.title,
        "kicker": en.TEXT[f"kicker{form}"],
        "asOf": {
            "date": scenario.as_of,
            "text": en.TEXT[f"as_of{form}"].format(date=wording.date(scenario.as_of)),
        },
        "bounds": [round(float(edge), 4) for edge in study.bounds],
        "extent": list(ground.extent),
        "scale": style.COORDINATE_SCALE,
        "style": {
            **style.PATHS,
            "towns": style.TOWN_LABELS,
            "overlayLabels": style.OVERLAY_LABELS,
        },
        "base": _base(study, ground),
        "tiles": _tiles(tiles),
        "lines": _lines(study),
        "proposals": [
            _proposal(study, proposal, nth, *look_of[proposal.id])
            for nth, proposal in enumerate(drawn)
        ],
        "overlays": overlays(study, ground.extent),
        "zones": _zones(study),
        "pair": pair_data(study),
        "bands": [
            {"proposal": band.proposal, "shape": _shape(band.geometry)} for band in study.bands
        ],
        "listed": [
            _listed(proposal) for proposal in scenario.proposals if proposal.id not in marked
        ],
        "places": [_place(study, place) for place in places],
        "crowd": crowd_data(study, crowd),
        "towns": _towns(towns),
        "find": find_data(study, places, towns),
        "events": [
            {
                "date": event.date,
                "when": wording.date(event.date),
                "title": event.title,
                "planned": event.planned,
                "sources": list(event.sources),
            }
            for event in sorted(scenario.events, key=lambda event: event.date)
        ],
        "sources": [
            {
                "id": source.id,
                "title": source.title,
                "url": source.url,
                "after": wording.after_title(source),
            }
            for source in study.sources
        ],
        "key": _key(study, ground, places),
        "depth": depth_data(study),
        "time": time_data(study, drawn),
        "zonesNote": en.TEXT["zones_note"],
        "placesNote": en.TEXT["places_note"],
        "notes": [*_tiles_notes(tiles), *_notes(study, places, crowd)],
        "boundaryNote": study.boundary_note,
        "attributions": [
            *study.attributions,
            *([f"{tiles.name}: {tiles.attribution}"] if tiles else []),
            en.TEXT["leaflet"].format(version=leaflet.VERSION),
        ],
        "credit": en.TEXT["credit"],
    }


def _tiles(tiles: Tiles | None) -> Data | None:
    if tiles is None:
        return None
    return {"url": tiles.url, "attribution": tiles.attribution, "maxZoom": tiles.max_zoom}


def _tiles_notes(tiles: Tiles | None) -> list[str]:
    if tiles is None:
        return []
    return [en.TEXT["note_tiles"].format(name=tiles.name, host=tiles.host)]


def _base(study: Study, ground: Ground) -> Data:
    sides = {code for zone in study.zones for code in zone.sides}
    sides |= {code for line in study.lines.values() for code in line.countries}
    return {
        "countries": [
            {
                "name": land.name,
                "side": land.code in sides,
                "shape": outline.polygons(land.geometry),
                "anchors": outline.encode(land.anchors),
            }
            for land in ground.lands
        ],
        "coast": outline.lines(ground.coasts),
        "borders": outline.lines(ground.borders),
        "lakes": [{"shape": outline.polygons(lake)} for lake in ground.lakes],
        "rivers": [
            {"name": name, "lines": outline.lines(line)}
            for name, line in ground.rivers
            if not line.is_empty
        ],
        "overlaps": [
            {"note": wording.overlap(study, overlap), "shape": _shape(overlap.geometry)}
            for overlap in study.overlaps
        ],
    }


def _lines(study: Study) -> list[Data]:
    return [
        {"shape": outline.lines(outline.lighten(border.line, style.LIGHTENED_M))}
        for border in study.lines.values()
    ]


def _shape(geometry: BaseGeometry) -> list[list[str]]:
    return outline.polygons(outline.lighten(geometry, style.LIGHTENED_M))


def _proposal(study: Study, proposal: Proposal, nth: int, colour: str, dash: str) -> Data:
    stage = next(zone.stage for zone in study.zones if zone.proposal.id == proposal.id)
    meta = f"{wording.names(proposal.by)} · {wording.stage(stage)}"
    if proposal.variant_of is not None:
        origin = next(
            other for other in study.scenario.proposals if other.id == proposal.variant_of
        )
        meta = wording.sentence(en.TEXT["other_reading"].format(title=origin.title))
    return {
        "id": proposal.id,
        "nth": nth,
        "title": proposal.title,
        "meta": meta,
        "colour": colour,
        "dash": dash,
        "variantOf": proposal.variant_of,
        "on": proposal.variant_of is None,
    }


def _zones(study: Study) -> list[Data]:
    largest = sorted(zone.area_km2 or 0.0 for zone in study.zones)
    seen: dict[tuple[float, ...], int] = {}
    return [_zone(study, zone, largest.index(zone.area_km2 or 0.0), seen) for zone in study.zones]


def _zone(study: Study, zone: StudyZone, rank: int, markers: dict[tuple[float, ...], int]) -> Data:
    depth = wording.depth(zone)
    own = quantities.both_units(zone.depth) if zone.depth else ""
    found: Data = {
        "id": zone.id,
        "proposal": zone.proposal.id,
        "title": zone.title,
        "kicker": f"{wording.names(zone.proposal.by)} · {wording.stage(zone.stage)}",
        "tip": zone.title,
        "swatch": True,
        "draw": zone.spec.draw,
        "rank": rank,
        "depth": wording.two_units(own),
        "length": wording.two_units(wording.length(zone)),
        "area": wording.two_units(wording.area(zone)),
        "rows": wording.zone_rows(study, zone),
        "notes": [*([zone.proposal.note] if zone.proposal.note else []), *zone.notes],
        "sources": list(zone.proposal.sources),
    }
    if depth and own.partition(" (")[0] not in zone.title:
        found["tip"] = f"{zone.title} · {depth}"
    if zone.geometry.geom_type == "Point":
        spot = (round(zone.geometry.x, 5), round(zone.geometry.y, 5))
        found["point"] = [spot[1], spot[0]]
        found["nth"] = markers[spot] = markers.get(spot, -1) + 1
    else:
        found["shape"] = _shape(zone.geometry)
        inside = shapely.point_on_surface(zone.geometry)
        found["inside"] = {"lat": round(inside.y, 4), "lng": round(inside.x, 4)}
    return found


def _listed(proposal: Proposal) -> Data:
    return {
        "id": proposal.id,
        "unmapped": True,
        "title": proposal.title,
        "kicker": wording.names(proposal.by),
        "meta": f"{wording.names(proposal.by)} · {wording.stages(proposal)}",
        "rows": wording.proposal_rows(proposal),
        "notes": [proposal.note] if proposal.note else [],
        "sources": list(proposal.sources),
    }


def _place(study: Study, found: StudyPlace) -> Data:
    place = found.place
    zones = [zone for zone in study.zones if zone.id in found.verdicts]
    distance = "" if found.distance_km is None else quantities.km_and_mi_text(found.distance_km)
    return {
        "name": place.asked,
        "title": wording.place_title(place),
        "kicker": wording.country(study, place.country),
        "country": wording.country(study, place.country),
        "tip": f"{wording.place_title(place)} · {distance}"
        if distance
        else wording.place_title(place),
        "at": _latlng(place.point),
        "listed": place.list is not None,
        "onMap": is_within(place.point, study.bounds),
        "nearest": wording.nearest(found),
        "distance": wording.two_units(distance),
        "rows": wording.place_rows(study, found),
        "verdicts": [
            {
                "zone": zone.id,
                "verdict": found.verdicts[zone.id],
                "word": en.VERDICT[found.verdicts[zone.id]],
                "margin": wording.margin(study, found, zone),
            }
            for zone in zones
        ],
        "notes": [],
    }


def _latlng(point: LngLat) -> list[float]:
    """Latitude first: the page's map wants it so."""
    return [round(point.lat, 5), round(point.lon, 5)]


def _towns(towns: Sequence[Town]) -> list[Data]:
    """The towns to name beside the scenario's places."""
    return [{"name": town.name, "at": [round(town.lat, 4), round(town.lon, 4)]} for town in towns]


def _key(study: Study, ground: Ground, places: Sequence[StudyPlace]) -> list[Data]:
    """The classes that this map shows, and no other."""
    published = study.scenario.is_published
    texts: Mapping[str, str] = en.KEY if published else {**en.KEY, **en.KEY_UNPUBLISHED}
    marks = [
        ("measured", texts["measured"].format(lines=_measured(study)), bool(study.lines)),
        ("border", texts["border"], not ground.borders.is_empty),
        ("band", texts["band"], bool(study.bands)),
        ("outline", texts["outline"], any(zone.spec.draw == "outline" for zone in study.zones)),
        *_key_of_places(study, places, texts["place"]),
        ("town", texts["town"], bool(study.towns)),
        ("river", texts["river"], bool(ground.rivers)),
        ("disputed", texts["disputed"], bool(study.overlaps)),
    ]
    return [{"mark": mark, "text": text} for mark, text, shown in marks if shown]


def _key_of_places(
    study: Study, places: Sequence[StudyPlace], own: str
) -> Iterator[tuple[str, str, bool]]:
    """The dots of the scenario's places, and those of the user's lists."""
    lists = {found.place.list for found in places if is_within(found.place.point, study.bounds)}
    yield "place", own, None in lists
    files = wording.names(each.file for each in study.scenario.lists if each.file in lists)
    yield "listed", en.TEXT["place_listed"].format(files=files), bool(files)


def _measured(study: Study) -> str:
    """Each line with its length."""
    return "; ".join(
        f"{wording.line_name(study, border)}, {quantities.km_text(border.length_km)}"
        for border in study.lines.values()
    )


def _notes(study: Study, places: Sequence[StudyPlace], crowd: Sequence[StudyPlace]) -> list[str]:
    """The study's notes, then what the page itself must say, then the note on boundaries."""
    tolerances = [zone.tolerance_m for zone in study.zones if zone.kind in ("strip", "disc")]
    borders = [border.tolerance_m for border in study.lines.values()]
    away = [found.place.asked for found in places if not is_within(found.place.point, study.bounds)]
    notes = [*study.notes, *left_out_notes(study, places), *crowd_notes(crowd)]
    notes += [*(wording.overlap(study, overlap) for overlap in study.overlaps)]
    if tolerances and borders:
        notes.append(
            en.TEXT["note_tolerance"].format(
                tolerance=wording.metres(max(tolerances)),
                border=wording.metres(max(borders)),
                light=wording.metres(style.LIGHTENED_M),
            )
        )
        notes.append(en.TEXT["note_distance"])
    if away:
        notes.append(en.TEXT["off_map"].format(names=wording.names(away)))
    vintages = "; ".join(map(wording.vintage, study.vintages))
    if vintages:
        notes.append(en.TEXT["note_border"].format(vintages=vintages))
    return [*notes, study.boundary_note]
