"""Rows of places under a depth axis: the depth from which on a zone contains each place.

A place stands in the first row that has room for its name, so that names do not overlap. The depths
are those of the curve; nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from matplotlib.patches import Circle

from geozone import quantities
from maps.words.place_choice import shown_places
from maps.words.text import en

if TYPE_CHECKING:
    from geozone.study.curve import DepthCurve
    from geozone.study.study import Study
    from maps.figures.canvas import Canvas
    from maps.figures.frame import Box
    from maps.figures.typesetting import Face
    from maps.look.print_style import HouseStyle

_MOST_ROWS = 14
# In heights of the type: the gap between two names in a row, the height of a row, a dot's radius.
_APART = 0.6
_ROW = 1.32
_DOT = 0.24
_CROSSED_ROWS = 1.5  # rows that a name goes further down to avoid crossing an upright line


@dataclass(frozen=True, slots=True)
class Reached:
    """A place and the depth from which on a zone contains it.

    Parameters
    ----------
    name
        The name as the house writes it.
    nth
        The number of the curve.
    """

    name: str
    depth_km: float
    uncertainty_km: float
    nth: int

    @property
    def text(self) -> str:
        """The text beside the dot: name and depth."""
        return f"{self.name} {quantities.in_km(self.depth_km)}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A place in its row: positions of its dot, of its uncertainty and of its name, mm."""

    place: Reached
    row: int
    dot: float
    doubt: tuple[float, float]
    words: float


def reached(study: Study, curves: Sequence[DepthCurve], house: HouseStyle) -> list[Reached]:
    """The scenario's places on the curves' sides, then those of the user's lists, nearest first."""
    shown = {id(found) for found in shown_places(study)}
    ranked = []
    for nth, curve in enumerate(curves):
        theirs = [each for each in curve.thresholds if each.kind == "scenario"]
        for found, each in zip(study.places, theirs, strict=True):
            name = house.labels.get(found.place.asked, house.label(found.place.shown))
            if each.depth_km is not None and name and id(found) in shown:
                rank = (found.place.list is not None, each.depth_km, name, nth)
                ranked.append((rank, Reached(name, each.depth_km, each.uncertainty_km, nth)))
    return [place for _, place in sorted(ranked, key=lambda each: each[0])]


@dataclass(frozen=True, slots=True)
class Strip:
    """The rows of a figure's places.

    Parameters
    ----------
    placed
        The places that have room.
    beyond, unplaced
        The places deeper than the axis, and those without room.
    """

    placed: tuple[Placed, ...]
    beyond: tuple[Reached, ...]
    unplaced: tuple[Reached, ...]

    @property
    def rows(self) -> int:
        """The number of rows."""
        return max((each.row + 1 for each in self.placed), default=0)

    def height_mm(self, face: Face) -> float:
        """The height of all rows."""
        return self.rows * face.height_mm * _ROW


@dataclass(frozen=True, slots=True)
class Across:
    """The horizontal scale of the rows: edges, upright lines across them, mm, and largest depth."""

    left: float
    right: float
    deepest_km: float
    uprights: tuple[float, ...] = ()

    def at(self, depth_km: float) -> float:
        """The position of a depth, mm."""
        return self.left + (self.right - self.left) * depth_km / self.deepest_km


def arranged(
    places: Sequence[Reached], across: Across, face: Face, width_of: Callable[[str], float]
) -> Strip:
    """Put every place into the first row that has room, with its name right or left of its dot.

    Parameters
    ----------
    places
        The places, the important ones first.
    width_of
        Gives the width of a text in the face, mm.
    """
    taken: list[list[tuple[float, float]]] = []
    placed, unplaced = [], []
    within = [place for place in places if place.depth_km <= across.deepest_km]
    for place in within:
        sides = _sides(place, across, face, width_of(place.text))
        spots = sorted(
            (_cost(row, start, stop, across), row, side, (start, stop), each)
            for side, (start, stop, each) in enumerate(sides)
            for row in range(min(len(taken) + 1, _MOST_ROWS))
            if row == len(taken) or _is_free(taken[row], (start, stop), face.height_mm * _APART)
        )
        if not spots:
            unplaced.append(place)
            continue
        _, row, _, span, (dot, doubt, words) = spots[0]
        if row == len(taken):
            taken.append([])
        taken[row].append(span)
        placed.append(Placed(place, row, dot, doubt, words))
    beyond = [place for place in places if place.depth_km > across.deepest_km]
    return Strip(tuple(placed), tuple(beyond), tuple(unplaced))


def _sides(
    place: Reached, across: Across, face: Face, width: float
) -> Iterator[tuple[float, float, tuple[float, tuple[float, float], float]]]:
    """The span that a place covers with its name at the right, and at the left, if it fits."""
    dot = across.at(place.depth_km)
    reach = place.uncertainty_km
    doubt = (
        max(across.at(place.depth_km - reach), across.left),
        min(across.at(place.depth_km + reach), across.right),
    )
    radius, gap = face.height_mm * _DOT, face.height_mm * 0.35
    low, high = min(doubt[0], dot - radius), max(doubt[1], dot + radius)
    if high + gap + width <= across.right:
        yield low, high + gap + width, (dot, doubt, high + gap)
    if low - gap - width >= across.left:
        yield low - gap - width, high, (dot, doubt, low - gap - width)


def _cost(row: int, start: float, stop: float, across: Across) -> float:
    return row + _CROSSED_ROWS * sum(start < x < stop for x in across.uprights)


def _is_free(taken: Sequence[tuple[float, float]], span: tuple[float, float], apart: float) -> bool:
    return all(span[1] + apart <= start or stop + apart <= span[0] for start, stop in taken)


def draw(canvas: Canvas, strip: Strip, box: Box, face: Face) -> None:
    """Draw the rows into a box."""
    line = canvas.sheet.line
    radius = face.height_mm * _DOT
    for each in strip.placed:
        middle = box[1] + (each.row + 0.5) * face.height_mm * _ROW
        width = canvas.type.width_mm(each.place.text, face)
        half = face.height_mm * 0.5
        # Hide the upright lines behind the name, so that it can be read.
        ground = (each.words - 0.3, middle - half, each.words + width + 0.3, middle + half)
        canvas.box("curve-places", ground, facecolor=canvas.ink("paper"), linewidth=0)
        canvas.shape(
            "curve-places",
            shapely.LineString([(each.doubt[0], middle), (each.doubt[1], middle)]),
            fill=False,
            edgecolor=canvas.ink("muted"),
            linewidth=0.7 * line,
        )
        ink = canvas.ink("ink")
        dot = Circle(
            (each.dot, middle),
            radius,
            facecolor=ink if each.place.nth == 0 else canvas.ink("paper"),
            edgecolor=ink,
            linewidth=0.5 * line,
        )
        canvas.patch("curve-places", dot)
        base = middle + face.height_mm * 0.36
        text = canvas.type.text(each.place.text, face, each.words, base)
        canvas.layer("curve-places").add(text, canvas.mm)


def notes(strip: Strip, deepest_km: float) -> list[str]:
    """How to read the rows, and which places are not in them."""
    found = []
    if strip.placed:
        found.append(en.FIGURE["reached"])
    if strip.beyond:
        depth = quantities.number_text(deepest_km)
        found.append(en.FIGURE["beyond"].format(depth=depth, names=_row(strip.beyond)))
    if strip.unplaced:
        found.append(en.FIGURE["unplaced"].format(names=_row(strip.unplaced)))
    return found


def _row(places: Sequence[Reached], most: int = 12) -> str:
    texts = [place.text for place in places[:most]]
    more = len(places) - len(texts)
    end = f" {en.FIGURE['more'].format(n=more)}" if more else ""
    return f"{', '.join(texts)}{end}"
