"""Names, letters and furniture of a map, which must not overlap each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from matplotlib.patches import Circle

from geozone.ellipsoid.geodesy import LngLat
from maps.figures import labels
from maps.figures.badge import badge, badge_radius
from maps.figures.furniture import locator, quiet_corner, scale_and_north, scale_size
from maps.figures.overlays import name_overlays
from maps.words.place_choice import shown_places, towns_on

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geozone.study.zones import StudyZone
    from maps.figures.canvas import Canvas
    from maps.figures.frame import Box, Frame
    from maps.figures.shown import Shown
    from maps.look.print_style import Sheet

_NEAR = 0.02  # degrees; a town that is nearer to a place of the scenario is that place
_LINE_NAME_MM = 8.0  # lines that are shorter on the map get no name: the legend has it
_RIVER_NAME_MM = 14.0  # rivers that are shorter on the map get no name
_PANEL_PLACES = 5  # places in a small panel, at most
# Size and ink of names: of the scenario's places, of places of a user's list, of other towns.
_FACES: Final[Mapping[str, Callable[[Sheet], tuple[float, str]]]] = {
    "place": lambda sheet: (sheet.place_pt, "ink"),
    "listed": lambda sheet: (sheet.small_pt, "ink"),
    "town": lambda sheet: (sheet.small_pt, "town"),
}


def write_names(canvas: Canvas, frame: Frame, shown: Shown) -> tuple[set[str], list[str]]:
    """Draw all that must not overlap, the important first.

    Returns the kinds of dots on the map, and the scenario's places without room for their name.
    """
    room = _room(frame, shown, canvas.sheet.text_pt / 7.0)
    if not shown.plain:
        _furniture(canvas, frame, shown, room)
    dots = _free(frame, room, _places(canvas, frame, shown))
    places = [dot for dot in dots if dot.kind == "place"]
    for dot in places:
        room.take(dot.box)
    _letters(canvas, frame, shown, room)
    named = _draw_named(canvas, places, room)
    _countries(canvas, frame, shown, room)
    if not shown.plain:
        _lines(canvas, frame, shown, room)
        _rivers(canvas, frame, shown, room)
        name_overlays(canvas, frame, shown.study, room)
    # Places of a user's list come last: a long list would leave no room for the names above.
    listed = [dot for dot in dots if dot.kind == "listed"]
    for dot in listed:
        room.take(dot.box)
    _draw_named(canvas, listed, room)
    towns = []
    if not shown.plain:
        towns = _draw_named(canvas, _free(frame, room, _towns(canvas, frame, shown)), room)
    kinds = {dot.kind for dot in dots} | ({"town"} if any(towns) else set())
    unnamed = [dot.name for dot, is_named in zip(places, named, strict=True) if not is_named]
    return kinds, unnamed


def _room(frame: Frame, shown: Shown, unit: float) -> labels.Room:
    edges = [shapely.boundary(shape) for shape in shown.shapes.values()]
    border = shapely.union_all([shown.border, frame.drawn(shown.ground.borders)])
    edge = shapely.union_all([*edges, *(frame.drawn(line) for _, line in shown.ground.rivers)])
    shapely.prepare([border, edge])
    return labels.Room(frame, border, edge, unit)


def _furniture(canvas: Canvas, frame: Frame, shown: Shown, room: labels.Room) -> None:
    points = [found.place.point for found in shown.study.places]
    dots = shapely.multipoints(frame.to_mm(np.array(points))) if points else shapely.MultiPoint()
    coarse = shapely.make_valid(shapely.simplify(list(shown.shapes.values()), 0.5))
    busy = shapely.union_all([*coarse, shapely.buffer(dots, 1.5)])
    side = min((frame.box[2] - frame.box[0]) * 0.21, (frame.box[3] - frame.box[1]) * 0.32)
    inset = quiet_corner(frame, (side, side), busy, [])
    locator(canvas, shown.study, frame.view, inset)
    scale = quiet_corner(frame, scale_size(canvas, frame), busy, [inset])
    scale_and_north(canvas, frame, scale)
    for box in (inset, scale):
        room.take(box)


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot on the sheet: its kind (``place``, ``listed``, ``town``), name, position and radius."""

    kind: str
    name: str
    at: tuple[float, float]
    radius: float

    @property
    def box(self) -> Box:
        """The box that the dot covers."""
        (x, y), radius = self.at, self.radius
        return (x - radius, y - radius, x + radius, y + radius)


def _places(canvas: Canvas, frame: Frame, shown: Shown) -> list[Dot]:
    """The places, with the house's names; in a small panel only the first few."""
    house, dots = canvas.house, []
    for found in shown_places(shown.study):
        place = found.place
        name = house.labels.get(place.asked, house.label(place.shown))
        kind = "place" if place.list is None else "listed"
        dots.append(_dot(canvas, frame, (kind, name), place.point))
    inside = [dot for dot in dots if dot.name and frame.holds(dot.box, 0.8)]
    return inside[:_PANEL_PLACES] if shown.plain else inside


def _towns(canvas: Canvas, frame: Frame, shown: Shown) -> list[Dot]:
    """The largest towns that are not places of the scenario already."""
    known = np.array([found.place.point for found in shown.study.places]).reshape(-1, 2)
    towns = [
        town
        for town in towns_on(shown.study, shown.ground.extent)
        if town.kind == "town"
        and not (np.abs(known - (town.lon, town.lat)).max(axis=1) < _NEAR).any()
    ]
    dots = [
        _dot(canvas, frame, ("town", canvas.house.label(town.name)), LngLat(town.lon, town.lat))
        for town in towns
    ]
    return [dot for dot in dots if dot.name and frame.holds(dot.box, 0.8)][: canvas.sheet.towns]


def _dot(canvas: Canvas, frame: Frame, what: tuple[str, str], point: LngLat) -> Dot:
    kind, name = what
    ((x, y),) = frame.to_mm(np.array([point])).tolist()
    size = canvas.face(canvas.sheet.place_pt).height_mm
    return Dot(kind, name, (x, y), size * (0.24 if kind == "place" else 0.17))


def _free(frame: Frame, room: labels.Room, dots: Sequence[Dot]) -> list[Dot]:
    """The dots that the map furniture does not cover."""
    return [dot for dot in dots if frame.holds(dot.box, 0.8) and room.is_free(dot.box, 0.1)]


def _draw_named(canvas: Canvas, dots: Sequence[Dot], room: labels.Room) -> list[bool]:
    """Draw dots with their names, if there is room; a town without room for its name is left out.

    Returns which of them are named. Names beside their dots are placed first, because a name with a
    leader line could take their room.
    """
    found = [_beside(canvas, dot, room) for dot in dots]
    for nth, dot in enumerate(dots):
        if found[nth] is None and dot.kind == "place":
            words = (dot.name, canvas.face(canvas.sheet.place_pt))
            found[nth] = labels.with_leader(room, canvas.type, words, dot.at)
    for dot, label in zip(dots, found, strict=True):
        if label is not None or dot.kind != "town":
            _draw(canvas, dot, label)
    return [label is not None for label in found]


def _beside(canvas: Canvas, dot: Dot, room: labels.Room) -> labels.Label | None:
    if dot.kind == "town" and not room.is_free(dot.box):
        return None
    words = (dot.name, canvas.face(*_FACES[dot.kind](canvas.sheet)))
    label = labels.beside(room, canvas.type, words, dot.at, dot.radius)
    if label is not None:
        room.take(dot.box)
    return label


def _draw(canvas: Canvas, dot: Dot, label: labels.Label | None) -> None:
    line = canvas.sheet.line
    if label is not None and label.leader is not None:
        canvas.shape(
            "leaders",
            shapely.LineString(label.leader),
            fill=False,
            edgecolor=canvas.ink("ink"),
            linewidth=0.4 * line,
        )
    is_town = dot.kind == "town"
    disc = Circle(
        dot.at,
        dot.radius,
        facecolor=canvas.ink("town" if is_town else "ink"),
        edgecolor=canvas.ink("paper"),
        linewidth=0.5 * line,
    )
    canvas.patch("towns" if is_town else "places", disc)
    if label is not None:
        canvas.label("town-names" if is_town else "place-names", label)


def _countries(canvas: Canvas, frame: Frame, shown: Shown, room: labels.Room) -> None:
    """Write the names of all countries with room for it, the largest on the map first."""
    face = canvas.face(canvas.sheet.text_pt * 1.25, "country-name", weight="bold")
    lands = sorted(shown.ground.lands, key=lambda land: -land.geometry.area)
    for land in lands:
        name = canvas.house.label(land.name)
        anchors = frame.to_mm(land.anchors)
        if name:
            label = labels.over_area(room, canvas.type, (name, face), anchors)
            if label is not None:
                canvas.label("country-names", label)


def _lines(canvas: Canvas, frame: Frame, shown: Shown, room: labels.Room) -> None:
    """Names of the lines that are no agreed border, each beside its line."""
    face = canvas.face(canvas.sheet.small_pt, "muted", slant="italic")
    inside = shapely.box(*frame.box)
    for stretch, line in shown.ground.named:
        seen = shapely.intersection(frame.drawn(line), inside)
        words = canvas.house.label(stretch.line.name)
        if words and seen.length > _LINE_NAME_MM:
            label = labels.along(room, canvas.type, (words, face), seen)
            if label is not None:
                canvas.label("line-names", label)


def _rivers(canvas: Canvas, frame: Frame, shown: Shown, room: labels.Room) -> None:
    face = canvas.face(canvas.sheet.small_pt, "river-name", slant="italic")
    inside = shapely.box(*frame.box)
    for name, line in shown.ground.rivers:
        seen = shapely.intersection(frame.drawn(line), inside)
        words = canvas.house.label(name)
        if words and seen.length > _RIVER_NAME_MM:
            label = labels.along(room, canvas.type, (words, face), seen)
            if label is not None:
                canvas.label("river-names", label)


def _letters(canvas: Canvas, frame: Frame, shown: Shown, room: labels.Room) -> None:
    """Draw the letter of each zone once, if possible where no smaller zone covers it."""
    inside = shapely.box(*frame.box)
    written: list[Box] = []
    inner = {band.inner for band in shown.study.bands}
    for mark, zone in reversed(shown.pairs):
        if zone.id in inner or (shown.plain and mark.label(zone) == mark.letter):
            continue  # a small panel shows one proposal, whose letter stands in its heading
        label = mark.label(zone)
        radius = badge_radius(canvas)
        if zone.geometry.geom_type == "Point":
            box = _beside_marker(canvas, frame, zone, radius, room)
        else:
            own = _own_part(shown, zone)
            box = labels.badge_spot(room, shapely.intersection(own, inside), radius, written)
        if box is not None:
            written.append(box)
            badge(
                canvas,
                "zone-letters",
                ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2),
                mark.colour,
                label,
            )


def _beside_marker(
    canvas: Canvas, frame: Frame, zone: StudyZone, radius: float, room: labels.Room
) -> Box | None:
    ((x, y),) = frame.to_mm(shapely.get_coordinates(zone.geometry)).tolist()
    reach = canvas.face(canvas.sheet.text_pt).height_mm * 1.1 + radius
    for turn in np.radians(range(-135, 225, 30)):
        at = (float(x + reach * np.cos(turn)), float(y - reach * np.sin(turn)))
        box = (at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius)
        if room.is_free(box, 0.1):
            room.take(box)
            return box
    return None


def _own_part(shown: Shown, zone: StudyZone) -> BaseGeometry:
    """The part of a zone that no smaller zone covers; the whole zone if the part is tiny."""
    shape = shown.shapes[zone.id]
    smaller = [
        shown.shapes[other.id]
        for _, other in shown.pairs
        if other.id in shown.shapes and (other.area_km2 or 0.0) < (zone.area_km2 or 0.0)
    ]
    own = shapely.difference(shape, shapely.union_all(smaller))
    return own if own.area > 4.0 else shape
