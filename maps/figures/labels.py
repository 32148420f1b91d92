"""Label placement on a figure's map: no name on another, none cut, the important ones first.

The order of positions about a point follows Imhof (1975), Positioning Names on Maps, The American
Cartographer 2(2), doi:10.1559/152304075784313304: right before left, above before below. A place of
the scenario without room beside its point is written further off, with a leader line.

Placed by hand, because labels must also avoid borders, zones and map furniture, and the same study
must give the same figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geozone.ellipsoid.geodesy import Floats
from maps.figures.typesetting import DESCENT

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from maps.figures.frame import Box, Frame
    from maps.figures.typesetting import Face, Typesetter

_GAP = 0.5  # least gap between two names, in units of the room
# Positions beside a point, best first: the side, and how far the middle of the word lies above the
# point, in heights of the word.
_BESIDE = (
    (1, 0.0),
    (1, 0.55),
    (1, -0.55),
    (-1, 0.0),
    (-1, 0.55),
    (-1, -0.55),
    (0, 0.95),
    (0, -0.95),
)
# Costs of a name that crosses the measured border, or another line: a name gives up as many better
# positions to avoid it.
_CROSSES_BORDER = 3.5
_CROSSES_EDGE = 1.0
_LEADERS = (3.6, 5.0, 6.5, 8.0, 10.0, 12.5, 15.0)  # lengths of leader lines, in units of the room
_LEADER_TURNS = tuple(
    np.radians(
        [turn for steep in (20, 40, 60, 75) for turn in (steep, 180 - steep, -steep, steep - 180)]
        + [90, -90, 0, 180]
    )
)
_LEADER_STEP_MM = 0.4  # distance of the points that stand for a leader line: less than a letter


@dataclass(frozen=True, slots=True)
class Label:
    """A placed name: the box that holds it, and the leader line to its point, if it has one."""

    text: str
    face: Face
    box: Box
    leader: tuple[tuple[float, float], tuple[float, float]] | None = None

    @property
    def baseline(self) -> tuple[float, float]:
        """The start of the text, and the line on which its letters stand."""
        left, _, _, bottom = self.box
        return left, bottom - DESCENT * self.face.height_mm


@dataclass
class Room:
    """The free room of a frame. Every label that is placed takes a part of it.

    Parameters
    ----------
    frame
        No label crosses its edge.
    border, edges
        Lines on the sheet, mm, that a name should not cross; the border even less than the edges.
    unit
        Factor of all distances, for larger type.
    """

    frame: Frame
    border: BaseGeometry
    edges: BaseGeometry
    unit: float = 1.0
    _taken: list[Box] = field(default_factory=list)

    def take(self, box: Box) -> None:
        """Keep later names off a box."""
        self._taken.append(box)

    def take_line(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Keep later names and leader lines off a leader line."""
        line = _middle(shapely.LineString([start, end]))
        for at in np.arange(0.0, line.length, _LEADER_STEP_MM):
            point = shapely.line_interpolate_point(line, at)
            self._taken.append((point.x, point.y, point.x, point.y))

    def is_free(self, box: Box, gap: float = _GAP) -> bool:
        """Whether a box lies in the frame and touches nothing that is placed already."""
        gap *= self.unit
        return self.frame.holds(box, 0.5) and not any(
            box[0] < right + 2 * gap
            and left < box[2] + 2 * gap
            and box[1] < bottom + gap / 2
            and top < box[3] + gap / 2
            for left, top, right, bottom in self._taken
        )

    def cost(self, box: Box) -> float:
        """The cost of the lines that a box would cover, counted in positions."""
        shape = shapely.box(*box)
        cost = 0.0
        if shapely.intersects(self.border, shape):
            cost += _CROSSES_BORDER
        if shapely.intersects(self.edges, shape):
            cost += _CROSSES_EDGE
        return cost

    def is_free_line(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Whether a leader line crosses nothing that is placed, except at its two ends."""
        line = shapely.LineString([start, end])
        boxes = shapely.box(*np.array(self._taken or [(0.0, 0.0, 0.0, 0.0)]).T)
        return not bool(shapely.dwithin(boxes, _middle(line), 0.2).any())


def _middle(line: shapely.LineString) -> shapely.LineString:
    """A leader line without its ends, which touch the dot and the word."""
    length = line.length
    return shapely.LineString(
        [
            shapely.line_interpolate_point(line, min(at, length))
            for at in (1.2, max(length - 0.2, 1.2))
        ]
    )


def beside(
    room: Room, type_: Typesetter, words: tuple[str, Face], at: tuple[float, float], radius: float
) -> Label | None:
    """Place a name at the best free position beside its dot; None if there is none.

    Parameters
    ----------
    words
        The name and its face.
    at, radius
        The dot on the sheet, mm.
    """
    text, face = words
    width, height = type_.width_mm(text, face), face.height_mm
    found = []
    for nth, (side, up) in enumerate(_BESIDE):
        box = _box(at, (width, height), side, up, radius)
        if room.is_free(box):
            found.append((nth + 2 * room.cost(box), nth, box))
    if not found:
        return None
    _, _, box = min(found)
    room.take(box)
    return Label(text, face, box)


def _box(
    at: tuple[float, float], size: tuple[float, float], side: int, up: float, radius: float
) -> Box:
    width, height = size
    x, y = at
    gap = radius + 0.45
    if side == 0:
        left = x - width / 2
        middle = y - np.sign(up) * (gap + height / 2)
    else:
        left = x + gap if side > 0 else x - gap - width
        middle = y - up * height
    return (left, float(middle) - height / 2, left + width, float(middle) + height / 2)


def with_leader(
    room: Room, type_: Typesetter, words: tuple[str, Face], at: tuple[float, float]
) -> Label | None:
    """Place a name further off, with a leader line to its dot; None if there is no room."""
    text, face = words
    width, height = type_.width_mm(text, face), face.height_mm
    for distance in (each * room.unit for each in _LEADERS):
        found = []
        for nth, turn in enumerate(_LEADER_TURNS):
            x, y = at[0] + distance * np.cos(turn), at[1] - distance * np.sin(turn)
            left = float(x) if np.cos(turn) >= 0 else float(x) - width
            box = (left, float(y) - height / 2, left + width, float(y) + height / 2)
            end = _nearest_on(box, at)
            if room.is_free(box) and room.is_free_line(at, end):
                found.append((nth / 4 + 2 * room.cost(box), nth, box, end))
        # Leader lines stay short: a longer one is tried only if nothing is free at this distance.
        if found:
            _, _, box, end = min(found)
            room.take(box)
            room.take_line(at, end)
            return Label(text, face, box, (end, at))
    return None


def _nearest_on(box: Box, at: tuple[float, float]) -> tuple[float, float]:
    left, top, right, bottom = box
    return min(max(at[0], left - 0.3), right + 0.3), min(max(at[1], top), bottom)


def over_area(
    room: Room, type_: Typesetter, words: tuple[str, Face], anchors: Floats
) -> Label | None:
    """Place a country's name at its best free anchor, centred; None if there is no room."""
    text, face = words
    width, height = type_.width_mm(text, face), face.height_mm
    boxes: Iterator[Box] = (
        (x - width / 2, y - height / 2, x + width / 2, y + height / 2) for x, y in anchors.tolist()
    )
    costs = [(room.cost(box), nth, box) for nth, box in enumerate(boxes) if room.is_free(box, 1.0)]
    if not costs:
        return None
    _, _, box = min(costs)
    room.take(box)
    return Label(text, face, box)


def along(
    room: Room, type_: Typesetter, words: tuple[str, Face], line: BaseGeometry
) -> Label | None:
    """Place a river's name close to its line; None if there is no room."""
    text, face = words
    width, height = type_.width_mm(text, face), face.height_mm
    found = []
    for part in shapely.get_parts(line):
        stations = np.arange(width, part.length - width / 2, max(width, 4.0))
        for nth, station in enumerate(stations.tolist()):
            point = shapely.line_interpolate_point(part, station)
            for side, up in ((1, 0.6), (-1, 0.6), (1, -0.6), (-1, -0.6)):
                box = _box((point.x, point.y), (width, height), side, up, 0.1)
                if room.is_free(box, 0.8):
                    own = 2.0 if shapely.intersects(part, shapely.box(*box)) else 0.0
                    found.append((room.cost(box) + own, nth, box))
    if not found:
        return None
    _, _, box = min(found)
    room.take(box)
    return Label(text, face, box)


def badge_spot(room: Room, shape: BaseGeometry, radius: float, apart: Sequence[Box]) -> Box | None:
    """Place a zone's letter inside the zone, far from its outline; None if there is no room.

    Parameters
    ----------
    shape
        The part of the zone that no smaller zone covers, on the sheet, mm.
    apart
        The boxes of other letters; a position far from them is better.
    """
    points = _inside(shape, radius)
    boxes = [(x - radius, y - radius, x + radius, y + radius) for x, y in points.tolist()]
    free = [box for box in boxes if room.is_free(box, 0.2)]
    if not free:
        return None
    centres = np.array([((a + c) / 2, (b + d) / 2) for a, b, c, d in free])
    # Rounded, here and below, so that the last digits of a platform cannot change the choice.
    depth = shapely.distance(shapely.points(centres), shapely.boundary(shape)).round(2)
    # Best is a position far inside the zone and far from other letters, that covers no line. Beyond
    # some distance more of it gains nothing.
    score = np.minimum(depth, radius * 2.5) * 3
    if apart:
        others = np.array([((a + c) / 2, (b + d) / 2) for a, b, c, d in apart])
        away = np.hypot(*(centres[:, None] - others[None]).transpose(2, 0, 1)).min(axis=1)
        score = score + np.minimum(away, 30.0) / 6
    score = score - np.array([room.cost(box) for box in free]) * 0.6
    box = free[int(score.round(3).argmax())]
    room.take(box)
    return box


def _inside(shape: BaseGeometry, radius: float) -> Floats:
    """A grid of points in a shape, at least one."""
    west, south, east, north = shapely.bounds(shape).tolist()
    step = max(radius * 0.8, (east - west + north - south) / 160)
    lon = np.arange(west + step / 2, east, step)
    lat = np.arange(south + step / 2, north, step)
    grid = np.array(np.meshgrid(lon, lat)).reshape(2, -1).T
    shapely.prepare(shape)
    points = grid[shapely.contains_xy(shape, grid)]
    if not len(points):
        points = shapely.get_coordinates(shapely.point_on_surface(shape))
    return np.asarray(points)
