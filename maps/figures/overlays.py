"""Overlays of a figure (layers that others drew): lines and hatched areas under the zones.

They are full lines and hatching in brown and grey, so that none looks like a proposal. The styles
are those of the page, in the same order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely

from maps.figures import labels
from maps.figures.typesetting import Face
from maps.look import style
from maps.look.print_style import OVERLAY_HATCHES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from geozone.study.overlay import StudyOverlay
    from geozone.study.study import Study
    from maps.figures.canvas import Canvas
    from maps.figures.frame import Box, Frame
    from maps.figures.labels import Room

_LINE_PT = 0.55  # points for each pixel of the page's line widths


@dataclass(frozen=True, slots=True)
class OverlayMark:
    """The style of an overlay, by which it differs from others.

    Parameters
    ----------
    name
        Its class in the legend.
    each
        The overlay.
    hatch, line
        The numbers of the hatching of its areas and of the style of its lines; None without such.
    """

    name: str
    each: StudyOverlay
    hatch: int | None
    line: int | None

    def area_look(self, line: float) -> dict[str, Any]:
        """Outline and hatching of its areas; `line` is a factor of widths."""
        nth = self.hatch or 0
        return {
            "edgecolor": style.OVERLAY_HATCHES[nth % len(style.OVERLAY_HATCHES)]["color"],
            "linewidth": 0.6 * line,
            "hatch": OVERLAY_HATCHES[nth % len(OVERLAY_HATCHES)],
            "hatch_linewidth": 0.35 * line,
        }

    def line_look(self, line: float) -> dict[str, Any]:
        """The style of its lines; `line` is a factor of widths."""
        path = style.OVERLAY_LINES[(self.line or 0) % len(style.OVERLAY_LINES)]
        return {"edgecolor": path["color"], "linewidth": _LINE_PT * line * float(path["weight"])}


def overlay_marks(study: Study) -> tuple[OverlayMark, ...]:
    """The marks of a study's overlays; areas and lines take styles in turn, as on the page."""
    areas = lines = 0
    found = []
    for nth, each in enumerate(study.overlays):
        dimensions = {shapely.get_dimensions(feature.geometry) for feature in each.features}
        hatch, line = (areas if 2 in dimensions else None, lines if 1 in dimensions else None)
        areas, lines = areas + (hatch is not None), lines + (line is not None)
        found.append(OverlayMark(f"overlay-{nth}", each, hatch, line))
    return tuple(found)


def draw_overlays(canvas: Canvas, frame: Frame, study: Study) -> set[str]:
    """Draw the overlays; returns the classes of those that the frame shows."""
    seen = set()
    inside = shapely.box(*frame.box)
    for mark in overlay_marks(study):
        for dimension, look in ((2, mark.area_look), (1, mark.line_look)):
            parts = [f.geometry for f in mark.each.features if _is(f.geometry, dimension)]
            drawn = frame.drawn(shapely.geometrycollections(parts))
            if shapely.intersects(inside, drawn):
                seen.add(mark.name)
                line = canvas.sheet.line
                canvas.shape("overlays", drawn, frame.box, fill=False, **look(line))
    return seen


def _is(geometry: BaseGeometry, dimension: int) -> bool:
    return bool(shapely.get_dimensions(geometry) == dimension)


def name_overlays(canvas: Canvas, frame: Frame, study: Study, room: Room) -> None:
    """Write the names of features along lines and over areas, if there is room."""
    for mark, name, drawn in _named(frame, study):
        is_area = _is(drawn, 2)
        look = (mark.area_look if is_area else mark.line_look)(1.0)
        words = (canvas.house.label(name), Face(canvas.sheet.small_pt, look["edgecolor"], "bold"))
        if not words[0]:
            continue
        if is_area:
            at = shapely.get_coordinates(shapely.point_on_surface(drawn))
            label = labels.over_area(room, canvas.type, words, at)
        else:
            label = labels.along(room, canvas.type, words, drawn)
        if label is not None:
            canvas.label("overlay-names", label)


def _named(frame: Frame, study: Study) -> Iterator[tuple[OverlayMark, str, BaseGeometry]]:
    """Each name once, with the joined features of that name; as many names as on a page."""
    inside = shapely.box(*frame.box)
    count = 0
    for mark in overlay_marks(study):
        parts: dict[tuple[str, int], list[BaseGeometry]] = {}
        for feature in mark.each.features:
            if feature.name:
                key = (feature.name, int(shapely.get_dimensions(feature.geometry)))
                parts.setdefault(key, []).append(feature.geometry)
        for (name, dimension), geometries in parts.items():
            drawn = frame.drawn(shapely.geometrycollections(geometries))
            pieces = [each for each in _pieces(drawn) if _is(each, dimension)]
            joined = shapely.union_all(pieces) if pieces else shapely.Point()
            seen = shapely.intersection(joined, inside)
            if dimension == 1 and seen.geom_type == "MultiLineString":
                seen = shapely.line_merge(seen)
            if _is(seen, dimension) and count < style.OVERLAY_LABELS:
                count += 1
                yield mark, name, seen


def _pieces(geometry: BaseGeometry) -> Iterator[BaseGeometry]:
    for part in shapely.get_parts(geometry):
        if part.geom_type.startswith(("Multi", "Geometry")):
            yield from _pieces(part)
        else:
            # Simplified polygons can cross themselves, and such polygons cannot be joined.
            yield part if part.geom_type != "Polygon" else shapely.make_valid(part)


def sample(canvas: Canvas, box: Box, mark: OverlayMark) -> None:
    """Draw the sample of an overlay in the legend."""
    left, top, right, bottom = box
    line = canvas.sheet.line
    if mark.hatch is not None:
        canvas.box("legend", box, fill=False, **mark.area_look(line))
    if mark.line is not None:
        middle = shapely.LineString([(left, (top + bottom) / 2), (right, (top + bottom) / 2)])
        canvas.shape("legend", middle, fill=False, **mark.line_look(line))
