"""Overlays of the page (layers that others drew): cut to the map, and simplified to a fixed size.

They must not look like proposals: full lines and hatching in brown and grey, never a proposal's
colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from maps.look import outline, style
from maps.words import wording
from maps.words.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geozone.atlas.world import Bounds
    from geozone.study.overlay import Feature, StudyOverlay
    from geozone.study.study import Study
    from maps.words.language import Words

Data = dict[str, Any]
_Part = tuple[str, "BaseGeometry"]
_COARSER = 2.0  # factor of the tolerance from one try to the next


def overlays(study: Study, extent: Bounds, say: Words = ENGLISH) -> list[Data]:
    """The overlays of a study, in the scenario's order."""
    areas = lines = 0
    found = []
    for nth, each in enumerate(study.overlays):
        parts, light_m = _light(_seen(each.features, extent))
        data = _overlay(study, each, nth, light_m, say)
        data["areas"] = [
            {"name": name, "shape": shape}
            for name, part in parts
            for shape in outline.polygons(part)
        ]
        data["lines"] = [
            {"name": name, "shape": outline.lines(part)}
            for name, part in parts
            if shapely.get_dimensions(part) == 1
        ]
        if data["areas"]:
            data["hatch"] = style.OVERLAY_HATCHES[areas % len(style.OVERLAY_HATCHES)]
            areas += 1
        if data["lines"]:
            data["line"] = style.OVERLAY_LINES[lines % len(style.OVERLAY_LINES)]
            lines += 1
        if not parts:
            data["meta"] = f"{data['meta']} · {say.text['overlay_off_map']}"
        found.append(data)
    return found


def _overlay(study: Study, each: StudyOverlay, nth: int, light_m: float, say: Words) -> Data:
    said = each.overlay
    kind = say.overlay_kind[said.kind]
    sources = [wording.isolated(study.scenario.source(id_).title, say) for id_ in said.sources]
    return {
        "id": f"overlay-{nth}",
        "nth": nth,
        "title": said.title,
        "kicker": kind,
        "meta": f"{kind} · {wording.date(said.date, say)} · {wording.names(sources, say)}",
        "isOverlay": True,
        "rows": [
            (say.rows["of"], wording.date(said.date, say)),
            (
                say.rows["exact"],
                say.text["overlay_light"].format(light=wording.metres(light_m, say)),
            ),
        ],
        "notes": [say.text["overlay_note"]],
        "sources": list(said.sources),
    }


def _seen(features: Sequence[Feature], extent: Bounds) -> list[_Part]:
    """The parts of the features that lie on the map, piece by piece."""
    # A cut can leave points or lines of an area that touches the edge: keep only pieces of the
    # feature's own dimension.
    seen = []
    for feature in features:
        cut = shapely.clip_by_rect(feature.geometry, *extent)
        dimension = shapely.get_dimensions(feature.geometry)
        pieces = [
            piece
            for piece in shapely.get_parts(cut)
            if shapely.get_dimensions(piece) == dimension and not shapely.is_empty(piece)
        ]
        if dimension == 1 and pieces:
            pieces = [shapely.multilinestrings(pieces)]
        seen += [(feature.name, piece) for piece in pieces]
    return seen


def _light(parts: list[_Part]) -> tuple[list[_Part], float]:
    """The pieces, simplified until they fit a page, and the tolerance in metres.

    Pieces smaller than the tolerance are left out.
    """
    light_m = style.LIGHTENED_M
    while True:
        light = [(name, outline.lighten(part, light_m)) for name, part in parts]
        vertices = sum(int(shapely.get_num_coordinates(part)) for _, part in light)
        if vertices <= style.OVERLAY_VERTICES and len(light) <= style.OVERLAY_PIECES:
            return light, light_m
        light_m *= _COARSER
        parts = [(name, part) for name, part in light if _size_m(part) > light_m]


def _size_m(part: BaseGeometry) -> float:
    """The larger side of a piece's bounding box, about; it only decides what is too small."""
    west, south, east, north = part.bounds
    return max(east - west, north - south) * outline.METRES_PER_DEGREE
