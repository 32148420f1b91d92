"""Depths that proposals name, as upright lines through a chart under the proposals' letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from maps.figures.badge import badge, badge_radius

if TYPE_CHECKING:
    from maps.figures.canvas import Canvas
    from maps.figures.frame import Box
    from maps.figures.marks import Mark

_APART = 2.1  # least distance of the centres of two letters, in their radius


@dataclass(frozen=True, slots=True)
class Upright:
    """A depth and all proposals that name it.

    Parameters
    ----------
    x
        Its horizontal position, mm.
    level
        The number of letters below its first one.
    """

    depth_km: float
    x: float
    marks: tuple[Mark, ...]
    level: int


def uprights(
    marks: Iterable[Mark], across: Callable[[float], float], right: float, radius: float
) -> list[Upright]:
    """The depths that are named, up to the chart's right edge, with levels for their letters.

    Letters of one depth are stacked, and so are letters of depths that are too near to each other.
    """
    named: dict[float, list[Mark]] = {}
    for mark in marks:
        for depth_km in dict.fromkeys(zone.depth_km for zone in mark.zones if zone.depth_km):
            if across(depth_km) <= right + 1e-6:
                named.setdefault(depth_km, []).append(mark)
    found: list[Upright] = []
    for depth_km in sorted(named):
        x = across(depth_km)
        near = [each for each in found if abs(each.x - x) < radius * _APART]
        level = max((each.level + len(each.marks) for each in near), default=0)
        found.append(Upright(depth_km, x, tuple(named[depth_km]), level))
    return found


def above_mm(said: Sequence[Upright], radius: float) -> float:
    """The height of the letters above the chart."""
    levels = max((each.level + len(each.marks) for each in said), default=0)
    return radius * (1.1 + _APART * levels) if levels else 0.0


def draw_uprights(canvas: Canvas, said: Sequence[Upright], boxes: Sequence[Box]) -> None:
    """Draw the depths through boxes that stand one under the other, letters over the first."""
    radius = badge_radius(canvas)
    top = boxes[0][1]
    for each in said:
        first = each.marks[0]
        foot = top - radius * (0.55 + _APART * each.level)
        for start, end in ((foot, boxes[0][3]), *((box[1], box[3]) for box in boxes[1:])):
            canvas.shape(
                "curve",
                shapely.LineString([(each.x, start), (each.x, end)]),
                fill=False,
                # A depth of several proposals must not have the colour of one of them.
                edgecolor=first.colour if len(each.marks) == 1 else canvas.ink("muted"),
                linewidth=0.9 * canvas.sheet.line,
                linestyle=(0, first.dash),
            )
    for each in said:
        for nth, mark in enumerate(each.marks):
            y = top - radius * (1.6 + _APART * (each.level + nth))
            badge(canvas, "curve-labels", (each.x, y), mark.colour, mark.letter)
