"""Data block of a page: a study as finished texts and simplified outlines.

The page's script (in `assets/`) gets nothing else of a study. The module knows neither HTML nor
folium.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import shapely
from xstatic.pkg import leaflet

from geozone import quantities
from maps.look import looks, outline, style
from maps.look.ground import ground_of
from maps.page.data_crowd import crowd_data, crowd_notes, crowd_of
from maps.page.data_depth import depth_data
from maps.page.data_find import find_data
from maps.page.data_overlays import overlays
from maps.page.data_pair import pair_data
from maps.page.data_time import time_data
from maps.words import notes, territories, wording
from maps.words.language import ENGLISH
from maps.words.numerals import figure, in_columns
from maps.words.place_choice import is_within, left_out_notes, shown_places, shown_towns, towns_on

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geozone.ellipsoid.geodesy import LngLat
    from geozone.scenario.reading import Proposal, Scenario
    from geozone.study.places import StudyPlace
    from geozone.study.study import Study, Town
    from geozone.study.zones import StudyZone
    from maps.look.ground import Ground
    from maps.page.tiles import Tiles
    from maps.words.language import Words

Data = dict[str, Any]


def page_data(
    study: Study,
    colours: Sequence[str] = style.PROPOSAL_COLOURS,
    *,
    tiles: Tiles | None = None,
    words: Words = ENGLISH,
) -> Data:
    """Everything that a page shows of a study, as JSON values in a fixed order.

    Parameters
    ----------
    colours
        The colours of the proposals in turn.
    tiles
        A base map of another host.
    words
        The words of the reader's language. Texts of the scenario stay in their own language; if it
        is another, ``saidIn`` names it. A text that `geozone` has in English only is marked itself.
    """
    say = words
    scenario = study.scenario
    ground = ground_of(study)
    places = shown_places(study)
    crowd = crowd_of(study, places)
    towns = shown_towns(study, places, ground.extent)
    marked = {zone.proposal.id for zone in study.zones}
    drawn = [proposal for proposal in scenario.proposals if proposal.id in marked]
    drawn = looks.readings_together(drawn)
    look_of = looks.looks(drawn, colours)
    form = wording.form(scenario)
    return {
        **_languages(scenario, say),
        "words": {**say.page, **say.page_forms[form]},
        "title": scenario.title,
        "kicker": say.text[f"kicker{form}"],
        "asOf": {
            "date": scenario.as_of,
            "text": wording.as_of(scenario, say),
        },
        "bounds": [round(float(edge), 4) for edge in study.bounds],
        "extent": list(ground.extent),
        "scale": style.COORDINATE_SCALE,
        "style": {
            **style.PATHS,
            "towns": style.TOWN_LABELS,
            "overlayLabels": style.OVERLAY_LABELS,
        },
        "base": _base(study, ground, say),
        "tiles": _tiles(tiles),
        "lines": _lines(study),
        "proposals": [
            _proposal(study, proposal, nth, look_of[proposal.id], say)
            for nth, proposal in enumerate(drawn)
        ],
        "overlays": overlays(study, ground.extent, say),
        "zones": _zones(study, say),
        "pair": pair_data(study, say),
        "bands": [
            {"proposal": band.proposal, "shape": _shape(band.geometry)} for band in study.bands
        ],
        "listed": [
            _listed(study, proposal, say)
            for proposal in scenario.proposals
            if proposal.id not in marked
        ],
        "places": [_place(study, place, say) for place in places],
        "crowd": crowd_data(study, crowd, say),
        "towns": _towns(towns),
        "find": find_data(study, places, towns, say),
        "events": [
            {
                "date": event.date,
                "when": wording.date(event.date, say),
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
                "after": wording.after_title(source, say),
            }
            for source in study.sources
        ],
        "key": _key(study, ground, places, say),
        "depth": depth_data(study, say),
        "time": time_data(study, drawn, say),
        "zonesNote": say.text["zones_note"],
        "placesNote": say.text["places_note"],
        "notes": [*_tiles_notes(tiles, say), *_notes(study, ground, (places, crowd), say)],
        "boundaryNote": notes.boundary_note(scenario, say),
        "attributions": [
            *study.attributions,
            *([] if say.is_english else [territories.ATTRIBUTION]),
            *([f"{tiles.name}: {tiles.attribution}"] if tiles else []),
            say.text["leaflet"].format(version=wording.isolated(leaflet.VERSION, say)),
        ],
        "credit": say.text["credit"],
    }


def _languages(scenario: Scenario, say: Words) -> Data:
    """Language and direction of the page; also those of scenario and computed texts if others."""
    return {
        "lang": say.lang,
        **({"dir": say.direction} if say.direction != "ltr" else {}),
        **({"saidIn": scenario.language} if scenario.language != say.lang else {}),
        **({} if say.is_english else {"computedIn": ENGLISH.lang}),
    }


def _tiles(tiles: Tiles | None) -> Data | None:
    if tiles is None:
        return None
    return {"url": tiles.url, "attribution": tiles.attribution, "maxZoom": tiles.max_zoom}


def _tiles_notes(tiles: Tiles | None, say: Words) -> list[str]:
    if tiles is None:
        return []
    return [
        say.text["note_tiles"].format(
            name=wording.isolated(tiles.name, say), host=wording.isolated(tiles.host, say)
        )
    ]


def _base(study: Study, ground: Ground, say: Words) -> Data:
    sides = {code for zone in study.zones for code in zone.sides}
    sides |= {code for line in study.lines.values() for code in line.countries}
    return {
        "countries": [
            {
                "name": territories.name(land.code, land.name, say),
                "side": land.code in sides,
                "shape": outline.polygons(land.geometry),
                "anchors": outline.encode(land.anchors),
            }
            for land in ground.lands
        ],
        "coast": outline.lines(ground.coasts),
        "borders": outline.lines(ground.borders),
        "named": [
            {"name": stretch.line.names[say.lang], "lines": outline.lines(line)}
            for stretch, line in ground.named
        ],
        "lakes": [{"shape": outline.polygons(lake)} for lake in ground.lakes],
        "rivers": [
            {"name": wording.river(name, say), "lines": outline.lines(line)}
            for name, line in ground.rivers
            if not line.is_empty
        ],
        "overlaps": [
            {"note": notes.overlap(study, overlap, say), "shape": _shape(overlap.geometry)}
            for overlap in study.overlaps
        ],
    }


def _lines(study: Study) -> list[Data]:
    return [
        {"shape": outline.lines(outline.lighten(line, style.LIGHTENED_M)), "named": is_named}
        for border in study.lines.values()
        for line, is_named in border.split_at_names()
    ]


def _shape(geometry: BaseGeometry) -> list[list[str]]:
    return outline.polygons(outline.lighten(geometry, style.LIGHTENED_M))


def _proposal(
    study: Study, proposal: Proposal, nth: int, look: tuple[str, str], say: Words
) -> Data:
    stage = next(zone.stage for zone in study.zones if zone.proposal.id == proposal.id)
    meta = f"{wording.by(proposal, say)} · {wording.stage(stage, say)}"
    if proposal.variant_of is not None:
        origin = next(
            other for other in study.scenario.proposals if other.id == proposal.variant_of
        )
        title = wording.isolated(origin.title, say)
        meta = wording.sentence(say.text["other_reading"].format(title=title), say)
    return {
        "id": proposal.id,
        "nth": nth,
        "title": proposal.title,
        "meta": meta,
        "colour": look[0],
        "dash": look[1],
        "variantOf": proposal.variant_of,
        "on": proposal.variant_of is None,
    }


def _zones(study: Study, say: Words) -> list[Data]:
    # The rank by area: the page draws large zones below small ones.
    largest = sorted(zone.area_km2 or 0.0 for zone in study.zones)
    seen: dict[tuple[float, ...], int] = {}
    return [
        _zone(study, zone, largest.index(zone.area_km2 or 0.0), seen, say) for zone in study.zones
    ]


def _zone(
    study: Study, zone: StudyZone, rank: int, markers: dict[tuple[float, ...], int], say: Words
) -> Data:
    depth = wording.depth(zone, say)
    found: Data = {
        "id": zone.id,
        "proposal": zone.proposal.id,
        "title": zone.title,
        "kicker": f"{wording.by(zone.proposal, say)} · {wording.stage(zone.stage, say)}",
        "tip": wording.isolated(zone.title, say),
        "swatch": True,
        "draw": zone.spec.draw,
        "rank": rank,
        "depth": in_columns(zone.depth_figure, say),
        "length": in_columns(zone.length_figure, say),
        "area": in_columns(zone.area_figure, say),
        "rows": [row.cells for row in wording.zone_rows(study, zone, say)],
        "notes": [
            *_own_note(study, zone.proposal, say),
            *(notes.note(each, say) for each in zone.notes),
        ],
        "sources": list(zone.proposal.sources),
    }
    # Do not repeat the depth if the scenario's title already has it as `geozone` writes it.
    if zone.depth is not None and str(zone.depth) not in zone.title:
        found["tip"] += f" · {depth}"
    if zone.geometry.geom_type == "Point":
        # Markers at one point are numbered, and each is drawn larger than the one before.
        spot = (round(zone.geometry.x, 5), round(zone.geometry.y, 5))
        found["point"] = [spot[1], spot[0]]
        found["nth"] = markers[spot] = markers.get(spot, -1) + 1
    else:
        found["shape"] = _shape(zone.geometry)
        inside = shapely.point_on_surface(zone.geometry)
        found["inside"] = {"lat": round(inside.y, 4), "lng": round(inside.x, 4)}
    return found


def _own_note(study: Study, proposal: Proposal, say: Words) -> list[str | Data]:
    return [notes.in_language(proposal.note, study.scenario.language, say)] if proposal.note else []


def _listed(study: Study, proposal: Proposal, say: Words) -> Data:
    return {
        "id": proposal.id,
        "unmapped": True,
        "title": proposal.title,
        "kicker": wording.by(proposal, say),
        "meta": f"{wording.by(proposal, say)} · {wording.stages(proposal, say)}",
        "rows": [row.cells for row in wording.proposal_rows(study, proposal, say)],
        "notes": _own_note(study, proposal, say),
        "sources": list(proposal.sources),
    }


def _place(study: Study, found: StudyPlace, say: Words) -> Data:
    place = found.place
    zones = [zone for zone in study.zones if zone.id in found.verdicts]
    distance = wording.distance(found)
    title = wording.place_title(place)
    country = wording.country(study, place.country, say)
    return {
        "name": place.asked,
        "title": title,
        "kicker": country,
        "country": country,
        "tip": place_tip(title, in_columns(distance, say), say),
        "at": _latlng(place.point),
        "listed": place.list is not None,
        "onMap": is_within(place.point, study.bounds),
        "nearest": wording.nearest(found),
        "distance": in_columns(distance, say),
        "rows": [row.cells for row in wording.place_rows(study, found, say)],
        "verdicts": [
            {
                "zone": zone.id,
                "verdict": found.verdicts[zone.id],
                "word": say.verdict[found.verdicts[zone.id]],
                "margin": wording.margin(study, found, zone, say),
            }
            for zone in zones
        ],
        "notes": [],
    }


def place_tip(title: str, distance: Sequence[str], say: Words) -> str:
    """The tooltip of a place: its title and its distance in both units."""
    own, *other = distance
    both = f"{own} ({other[0]})" if other else own
    return " · ".join(filter(None, [wording.isolated(title, say), both]))


def _latlng(point: LngLat) -> list[float]:
    """A point with latitude first, as Leaflet expects it."""
    return [round(point.lat, 5), round(point.lon, 5)]


def _towns(towns: Sequence[Town]) -> list[Data]:
    """The towns to name beside the scenario's places."""
    return [{"name": town.name, "at": [round(town.lat, 4), round(town.lon, 4)]} for town in towns]


def _key(study: Study, ground: Ground, places: Sequence[StudyPlace], say: Words) -> list[Data]:
    """The entries of the key: only the classes that this map shows."""
    published = study.scenario.is_published
    texts: Mapping[str, str] = say.key if published else {**say.key, **say.key_unpublished}
    marks = [
        ("measured", texts["measured"].format(lines=_measured(study, say)), bool(study.lines)),
        ("border", texts["border"], not ground.borders.is_empty),
        ("named", _named_lines(study, ground, texts, say), bool(ground.named)),
        ("band", texts["band"], bool(study.bands)),
        ("outline", texts["outline"], any(zone.spec.draw == "outline" for zone in study.zones)),
        *_key_of_places(study, places, texts["place"], say),
        ("town", texts["town"], bool(towns_on(study, ground.extent))),
        ("river", texts["river"], bool(ground.rivers)),
        ("disputed", texts["disputed"], bool(study.overlaps)),
    ]
    return [{"mark": mark, "text": text} for mark, text, shown in marks if shown]


def _named_lines(study: Study, ground: Ground, texts: Mapping[str, str], say: Words) -> str:
    """The lines of the first view that are no agreed border; in words only if it has none.

    All of them have their names on the map and in the notes.
    """
    view = shapely.box(*study.bounds)
    seen = [each.line for each, line in ground.named if shapely.intersects(line, view)]
    if not seen:
        return texts["named_any"]
    found = (wording.isolated(line.names[say.lang], say) for line in seen)
    return texts["named"].format(lines=wording.names(found, say))


def _key_of_places(
    study: Study, places: Sequence[StudyPlace], own: str, say: Words
) -> Iterator[tuple[str, str, bool]]:
    """The dots of the scenario's places, and those of the user's lists."""
    lists = {found.place.list for found in places if is_within(found.place.point, study.bounds)}
    yield "place", own, None in lists
    here = (each.file for each in study.scenario.lists if each.file in lists)
    files = wording.names((wording.isolated(file, say) for file in here), say)
    yield "listed", say.text["place_listed"].format(files=files), bool(files)


def _measured(study: Study, say: Words) -> str:
    """Each line with its length."""
    return say.text["semicolon"].join(
        wording.names(
            (
                wording.line_name(study, border, say),
                figure(quantities.in_km(border.length_km), say),
            ),
            say,
        )
        for border in study.lines.values()
    )


def _notes(
    study: Study,
    ground: Ground,
    shown: tuple[Sequence[StudyPlace], Sequence[StudyPlace]],
    say: Words,
) -> list[str | Data]:
    """The notes of the study, then those on the page itself, then the note on boundaries.

    `shown` are the places in the lists, and those that are only dots.
    """
    scenario = study.scenario
    places, crowd = shown
    return [
        *notes.of_study(study, say),
        *left_out_notes(study, places, say),
        *crowd_notes(crowd, say),
        *notes.of_named_lines(study, (line for line, _ in ground.named), say),
        *(notes.overlap(study, overlap, say) for overlap in study.overlaps),
        *_page_notes(study, places, say),
        notes.boundary_note(scenario, say),
    ]


def _page_notes(study: Study, places: Sequence[StudyPlace], say: Words) -> Iterator[str]:
    """Notes on the drawn outlines, on places outside the map, and on the border data."""
    tolerances = [zone.tolerance_m for zone in study.zones if zone.kind in ("strip", "disc")]
    borders = [border.tolerance_m for border in study.lines.values()]
    if tolerances and borders:
        yield say.text["note_tolerance"].format(
            tolerance=wording.metres(max(tolerances), say),
            border=wording.metres(max(borders), say),
            light=wording.metres(style.LIGHTENED_M, say),
        )
        yield say.text["note_distance"]
    away = [
        wording.isolated(found.place.asked, say)
        for found in places
        if not is_within(found.place.point, study.bounds)
    ]
    if away:
        yield say.text["off_map"].format(names=wording.names(away, say))
    vintages = say.text["semicolon"].join(wording.vintage(each, say) for each in study.vintages)
    if vintages:
        yield say.text["note_border"].format(vintages=vintages)
