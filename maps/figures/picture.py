"""Map of a study in a frame: base map, zones, borders and names, each on its layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from matplotlib.patches import Circle

from maps.figures.furniture import graticule
from maps.figures.names import write_names
from maps.figures.overlays import draw_overlays
from maps.look.print_style import DOTTED

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geozone.atlas.values import Overlap
    from geozone.lines.named_stretches import DrawnLine, NamedStretch
    from geozone.study.zones import StudyZone
    from maps.figures.canvas import Canvas
    from maps.figures.frame import Frame
    from maps.figures.marks import Mark
    from maps.figures.shown import Shown

_NEAR = 0.02  # degrees; markers that are nearer to each other are drawn as rings round one spot


@dataclass(frozen=True, slots=True)
class Drawn:
    """The things that a map shows, for its legend and notes.

    Parameters
    ----------
    classes
        Their classes in the legend.
    unnamed
        The scenario's places on the map without room for their name.
    overlaps
        Land claimed by two countries that is on the map.
    named
        The lines on the map that are no agreed border.
    """

    classes: frozenset[str]
    unnamed: tuple[str, ...]
    overlaps: tuple[Overlap, ...]
    named: tuple[NamedStretch | DrawnLine, ...]


def draw_map(canvas: Canvas, frame: Frame, shown: Shown) -> Drawn:
    """Draw a whole map, from the base map up to names and frame."""
    classes = _ground(canvas, frame, shown)
    graticule(canvas, frame, labelled=not shown.plain)
    classes |= draw_overlays(canvas, frame, shown.study)
    _zones(canvas, frame, shown)
    classes |= _draw_measured(canvas, frame, shown)
    kinds, unnamed = write_names(canvas, frame, shown)
    canvas.box(
        "frame",
        frame.box,
        fill=False,
        edgecolor=canvas.ink("frame"),
        linewidth=0.6 * canvas.sheet.line,
    )
    overlaps = tuple(overlap for overlap, _ in shown.overlaps)
    named = tuple(named for named, line in shown.ground.named if _is_seen(frame.drawn(line), frame))
    return Drawn(frozenset(classes | kinds), tuple(unnamed), overlaps, named)


def _ground(canvas: Canvas, frame: Frame, shown: Shown) -> set[str]:
    study, ground, line = shown.study, shown.ground, canvas.sheet.line
    on_map = set()
    sides = {code for border in study.lines.values() for code in border.countries}
    sides |= {code for zone in study.zones for code in zone.sides}
    canvas.box("sea", frame.box, facecolor=canvas.ink("sea"), linewidth=0)
    # Countries with a measured border or a zone have a colour of their own.
    for land in ground.lands:
        ink = canvas.ink("side" if land.code in sides else "land")
        # A thin line of the same colour closes the gap that antialiasing leaves between neighbours.
        canvas.shape(
            "land",
            frame.drawn(land.geometry),
            frame.box,
            facecolor=ink,
            edgecolor=ink,
            linewidth=0.2,
        )
    for lake in ground.lakes:
        canvas.shape(
            "lakes",
            frame.drawn(lake),
            frame.box,
            facecolor=canvas.ink("lake"),
            edgecolor=canvas.ink("river"),
            linewidth=0.3 * line,
        )
    for _, river in ground.rivers:
        drawn = frame.drawn(river)
        if _is_seen(drawn, frame):
            on_map.add("river")
        canvas.shape(
            "rivers",
            drawn,
            frame.box,
            fill=False,
            edgecolor=canvas.ink("river"),
            linewidth=0.9 * line,
            capstyle="round",
        )
    canvas.shape(
        "coast",
        frame.drawn(ground.coasts),
        frame.box,
        fill=False,
        edgecolor=canvas.ink("coast"),
        linewidth=0.5 * line,
    )
    borders = frame.drawn(ground.borders)
    # The legend names other borders only if some are visible beside the measured line.
    others = shapely.difference(borders, shapely.buffer(shown.border, 0.5))
    if _is_seen(others, frame):
        on_map.add("border")
    canvas.shape(
        "borders",
        borders,
        frame.box,
        fill=False,
        edgecolor=canvas.ink("border"),
        linewidth=0.7 * line,
        linestyle=(0, (6, 2.2, 1.2, 2.2)),
    )
    for _, line_ in ground.named:
        drawn = frame.drawn(line_)
        # The legend names such a line for itself; a measured one is drawn again, above the zones.
        if _is_seen(drawn, frame):
            on_map.add("named")
        canvas.shape(
            "borders",
            drawn,
            frame.box,
            fill=False,
            edgecolor=canvas.ink("muted"),
            linewidth=1.2 * line,
            linestyle=DOTTED,
            capstyle="round",
        )
    for _, drawn in shown.overlaps:
        on_map.add("disputed")
        canvas.shape(
            "disputed",
            drawn,
            frame.box,
            fill=False,
            edgecolor=canvas.ink("disputed"),
            hatch="\\\\\\\\",
            hatch_linewidth=0.35 * line,
            linewidth=0.4 * line,
        )
    return on_map


def _is_seen(drawn: BaseGeometry, frame: Frame) -> bool:
    return not drawn.is_empty and bool(shapely.intersects(drawn, shapely.box(*frame.box)))


def _zones(canvas: Canvas, frame: Frame, shown: Shown) -> None:
    """Draw fills below and outlines above the borders, and hatching between a range's ends."""
    line = canvas.sheet.line
    ids = {zone.id for mark in shown.marks for zone in mark.zones}
    inner = {band.inner for band in shown.study.bands}
    for mark, zone in shown.pairs:
        if zone.geometry.geom_type == "Point":
            _marker(canvas, frame, shown, (mark, zone))
            continue
        drawn = shown.shapes[zone.id]
        if zone.spec.draw == "fill" and zone.id not in inner:
            canvas.shape(
                "zone-fills", drawn, frame.box, facecolor=mark.colour, alpha=0.13, linewidth=0
            )
        canvas.shape(
            "zone-outlines",
            drawn,
            frame.box,
            fill=False,
            edgecolor=mark.colour,
            linewidth=1.3 * line,
            linestyle=(0, mark.dash),
            joinstyle="round",
        )
    for band in shown.study.bands:
        for mark in shown.marks:
            if mark.proposal.id != band.proposal or band.outer not in ids:
                continue
            canvas.shape(
                "zone-fills",
                frame.drawn(band.geometry),
                frame.box,
                facecolor="none",
                edgecolor=(mark.colour, 0.55),
                hatch=mark.hatch,
                hatch_linewidth=0.3 * line,
                linewidth=0,
            )


def _marker(canvas: Canvas, frame: Frame, shown: Shown, marked: tuple[Mark, StudyZone]) -> None:
    """Draw a place without a depth as a ring; others at the same spot are larger rings round it."""
    mark, zone = marked
    ((x, y),) = frame.to_mm(shapely.get_coordinates(zone.geometry)).tolist()
    others = [each for mark_ in shown.marks for each in mark_.zones if each.kind == "marker"]
    nth = sum(_same_spot(zone, other) for other in others[: others.index(zone)])
    radius = canvas.face(canvas.sheet.text_pt).height_mm * (0.62 + 0.34 * nth)
    canvas.patch(
        "markers",
        Circle(
            (x, y),
            radius,
            facecolor=(mark.colour, 0.1),
            edgecolor=mark.colour,
            linewidth=1.3 * canvas.sheet.line,
            linestyle=(0, (2.2, 1.0)),
        ),
        frame.box,
    )


def _same_spot(a: StudyZone, b: StudyZone) -> bool:
    return bool(a.geometry.distance(b.geometry) < _NEAR)


def _draw_measured(canvas: Canvas, frame: Frame, shown: Shown) -> set[str]:
    # First a wider line in the paper's colour, so that the measured line is clear where it crosses
    # others.
    agreed, named = shown.measured
    paper, ink = canvas.ink("paper"), canvas.ink("measured")
    full, dots = {"linestyle": "solid"}, {"linestyle": DOTTED}
    for line, colour, width, look in (
        (shown.border, paper, 2.6, full),
        (agreed, ink, 1.1, full),
        (named, ink, 1.6, dots),
    ):
        canvas.shape(
            "measured-border",
            line,
            frame.box,
            fill=False,
            edgecolor=colour,
            linewidth=width * canvas.sheet.line,
            capstyle="round",
            joinstyle="round",
            **look,
        )
    return {"measured"} if _is_seen(shown.border, frame) else set()
