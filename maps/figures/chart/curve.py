"""Depth curve for print: area, listed places and the scenario's places against depth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geozone import quantities
from geozone.errors import Refused
from maps.figures import legend
from maps.figures.badge import badge_radius
from maps.figures.chart import reached as figure_reached
from maps.figures.chart.reached import Across, arranged, reached
from maps.figures.chart.uprights import Upright, above_mm, draw_uprights, uprights
from maps.figures.furniture import round_length
from maps.figures.marks import marks_of
from maps.figures.rc import print_settings
from maps.figures.sheet import Job, canvas_for, common_notes, head_height, set_head, set_notes
from maps.figures.typesetting import ASCENT, Parts
from maps.look.print_style import PRINT_DASHES
from maps.words import wording
from maps.words.text import en

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from geozone.study.curve import DepthCurve
    from geozone.study.study import Study
    from maps.figures.canvas import Canvas
    from maps.figures.frame import Box
    from maps.look.print_style import HouseStyle, Width

_AREA_SHAPE, _PLACES_SHAPE = 0.36, 0.2  # height by width of the two charts
_FIRST_PART = 0.62  # share of a slide's width for the first chart
_TICKS = 4.0  # ticks on the vertical axis, about
_KM_TICK = 5.0  # distance of ticks on the depth axis, if it is long enough for two


@dataclass(frozen=True, slots=True)
class _Chart:
    """A rectangle on the sheet with depth on the horizontal and a value on the vertical axis."""

    box: Box
    deepest_km: float
    most: float

    def at(self, depth_km: float, value: float) -> tuple[float, float]:
        """The position of a point of the chart on the sheet, mm."""
        left, top, right, bottom = self.box
        x = left + (right - left) * depth_km / self.deepest_km
        return x, bottom - (bottom - top) * value / self.most


def curve(
    study: Study,
    curves: Sequence[DepthCurve],
    *,
    width: Width = "page",
    proposals: Sequence[str] = (),
    style: HouseStyle | None = None,
) -> Figure:
    """Draw area, listed places and the scenario's places of a line's zone against its depth.

    Parameters
    ----------
    study
        For title, date, sources and the depths that its proposals name.
    curves
        From `geozone.study.curve.curves`, one for each line and side; at least one.
    width, proposals, style
        As for `maps.figures.figure.figure`; proposals without a depth have no mark.

    Examples
    --------
    >>> import geozone
    >>> study = geozone.load("korea-dmz")
    >>> computed = geozone.depth_curve(study, into=["PRK"], deepest_km=2)
    >>> round(float(curve(study, [computed], width="column").get_figwidth()) * 25.4)
    89
    """
    if not curves:
        raise Refused("curve", study.scenario.name, "a study with a zone along a line")
    canvas = canvas_for(width, style)
    marks = marks_of(study, canvas.house.proposals, proposals)
    with_depth = tuple(mark for mark in marks if any(zone.depth_km for zone in mark.zones))
    job = Job(canvas, study, with_depth)
    with print_settings():
        set_head(job)
        _compose(job, curves)
    return canvas.figure


@dataclass(frozen=True, slots=True)
class _Plan:
    """Positions of the two charts, and of the rows of places below them, if there are any."""

    areas: _Chart
    listed: _Chart
    rows: Box | None

    @property
    def columns(self) -> tuple[tuple[Box, ...], ...]:
        """The boxes that share a depth axis, one under the other, for each axis."""
        rows = (self.rows,) if self.rows is not None else ()
        if self.listed.box[0] > self.areas.box[0]:
            return (self.areas.box, *rows), (self.listed.box,)
        return ((self.areas.box, self.listed.box, *rows),)

    @property
    def foot(self) -> float:
        """The lowest edge."""
        return max(column[-1][3] for column in self.columns)


def _compose(job: Job, curves: Sequence[DepthCurve]) -> None:
    """Set two charts and the rows of places over depth axes, then notes."""
    canvas, margin = job.canvas, job.canvas.sheet.margin_mm
    face = canvas.face(canvas.sheet.small_pt)
    deepest = max(each.depths_km[-1] for each in curves)
    edges = _edges(job)
    said = [_named_depths(job, edge, deepest) for edge in edges]
    places = reached(job.study, curves, canvas.house)
    measure = Across(*edges[0], deepest, tuple(each.x for each in said[0]))
    strip = arranged(places, measure, face, lambda text: canvas.type.width_mm(text, face))
    notes: list[Parts] = [_about(job.study, each) for each in curves]
    notes += [*([en.FIGURE["curve"]] if said[0] else []), *figure_reached.notes(strip, deepest)]
    notes += common_notes(job)
    above = max(above_mm(each, badge_radius(canvas)) for each in said)
    plan = _planned(job, curves, notes, (above, strip.height_mm(face)))
    _axes(canvas, plan.areas, en.FIGURE["area_axis"], above_mm=above)
    with_letters = len(edges) > 1
    _axes(canvas, plan.listed, en.FIGURE["places_axis"], above_mm=above if with_letters else 0.0)
    if plan.rows is not None:
        left, top = plan.rows[:2]
        _heading(canvas, en.FIGURE["reached_axis"], (left, top - face.leading_mm * 0.3))
        _depth_ticks(canvas, _Chart(plan.rows, deepest, 1.0))
    for named, column in zip(said, plan.columns, strict=True):
        _depth_axis(canvas, column[-1])
        draw_uprights(canvas, named, column)
    for nth, each in enumerate(curves):
        dash = None if nth == 0 else PRINT_DASHES[nth % len(PRINT_DASHES)]
        _draw_curve(
            canvas, plan.areas, list(zip(each.depths_km, each.areas_km2, strict=True)), dash
        )
        _draw_curve(canvas, plan.listed, _steps(each), dash)
    if plan.rows is not None:
        figure_reached.draw(canvas, strip, plan.rows, face)
    end = set_notes(job, notes, plan.foot + face.leading_mm * 2.6)
    if canvas.sheet.height_mm is None:
        canvas.set_height_mm(end + margin)


def _edges(job: Job) -> tuple[tuple[float, float], ...]:
    """Left and right edge of each chart; a slide has room for two side by side."""
    canvas, sheet = job.canvas, job.canvas.sheet
    face = canvas.face(sheet.small_pt)
    figures = canvas.type.width_mm("00,000", face) + 1.5
    left = sheet.margin_mm + figures
    right = sheet.width_mm - sheet.margin_mm - canvas.type.width_mm("00", face)
    if sheet.height_mm is None:
        return ((left, right),)
    middle = left + (right - left) * _FIRST_PART
    return (left, middle), (middle + figures + sheet.margin_mm, right)


def _named_depths(job: Job, edges: tuple[float, float], deepest_km: float) -> list[Upright]:
    left, right = edges
    across = _Chart((left, 0.0, right, 0.0), deepest_km, 1.0)
    radius = badge_radius(job.canvas)
    return uprights(job.marks, lambda depth_km: across.at(depth_km, 0.0)[0], right, radius)


def _planned(
    job: Job, curves: Sequence[DepthCurve], notes: Sequence[Parts], sizes: tuple[float, float]
) -> _Plan:
    """Positions of charts and rows; `sizes` are the heights of the letters and of the rows."""
    canvas, sheet = job.canvas, job.canvas.sheet
    face = canvas.face(sheet.small_pt)
    above, rows_mm = sizes
    top = head_height(job) + above + face.leading_mm * 1.6
    between = face.leading_mm * 3.4
    deepest = max(each.depths_km[-1] for each in curves)
    largest = max(max(each.areas_km2) for each in curves) * 1.05
    most = max(1, *(max(each.listed_places) for each in curves)) * 1.1
    edges = _edges(job)
    left, right = edges[0]
    if sheet.height_mm is None:
        high = top + (right - left) * _AREA_SHAPE
        low = high + between + (right - left) * _PLACES_SHAPE
        listed = (left, high + between, right, low)
    else:
        below = sum(canvas.height_of(note, face, job.inner_mm) for note in notes)
        low = sheet.height_mm - sheet.margin_mm - below - face.leading_mm * 2.6
        listed = (edges[1][0], top, edges[1][1], low)
        high = low = low - (rows_mm + between if rows_mm else 0.0)
    rows = (left, low + between, right, low + between + rows_mm) if rows_mm else None
    return _Plan(
        _Chart((left, top, right, high), deepest, largest), _Chart(listed, deepest, most), rows
    )


def _about(study: Study, each: DepthCurve) -> str:
    """The line and side of a curve, and the area at its greatest depth."""
    sides = wording.names(wording.country(study, code) for code in each.sides)
    border = wording.sentence(legend.line_name(study, study.lines[each.line]))
    depth = quantities.number_text(each.depths_km[-1])
    area = quantities.in_km2_and_mi2(each.areas_km2[-1], each.area_steps_km2[-1])
    return en.FIGURE["curve_of"].format(border=border, sides=sides, depth=depth, area=area)


def _steps(each: DepthCurve) -> list[tuple[float, float]]:
    """The count of places as steps: it changes only at the depth that reaches the next place."""
    reached = sorted(
        town.depth_km
        for town in each.thresholds
        if town.kind == "listed" and town.depth_km is not None
    )
    points = [(0.0, 0.0)]
    for count, depth in enumerate(reached, start=1):
        points += [(depth, count - 1.0), (depth, float(count))]
    return [*points, (each.depths_km[-1], float(len(reached)))]


def _heading(canvas: Canvas, text: str, at: tuple[float, float]) -> None:
    head = canvas.face(canvas.sheet.text_pt, weight="bold")
    layer = canvas.layer("curve-labels")
    layer.add(canvas.type.text(text, head, at[0], at[1] - head.height_mm * 0.5), canvas.mm)


def _axes(canvas: Canvas, chart: _Chart, title: str, *, above_mm: float) -> None:
    face = canvas.face(canvas.sheet.small_pt, "muted")
    left, top, right, _ = chart.box
    _heading(canvas, title, (left, top - above_mm))
    step = max(round_length(chart.most / _TICKS), 1.0)
    for value in np.arange(0.0, chart.most, step):
        _, y = chart.at(0.0, float(value))
        _rule(canvas, (left, y), (right, y))
        base = y + face.height_mm * 0.36
        text = canvas.type.text(f"{value:,.0f}", face, left - 1.2, base, "right")
        canvas.layer("curve-labels").add(text, canvas.mm)
    _depth_ticks(canvas, chart)


def _depth_ticks(canvas: Canvas, chart: _Chart) -> None:
    """Draw ticks and figures at the foot of a chart."""
    face = canvas.face(canvas.sheet.small_pt, "muted")
    left, _, right, bottom = chart.box
    _rule(canvas, (left, bottom), (right, bottom))
    deepest = chart.deepest_km
    step_km = _KM_TICK if deepest >= 2 * _KM_TICK else round_length(deepest / 4)
    for depth in np.arange(0.0, deepest + step_km / 2, step_km):
        x, _ = chart.at(float(depth), 0.0)
        _rule(canvas, (x, bottom), (x, bottom + 0.9))
        base = bottom + 1.4 + face.height_mm * ASCENT
        text = canvas.type.text(f"{depth:g}", face, x, base, "center")
        canvas.layer("curve-labels").add(text, canvas.mm)


def _depth_axis(canvas: Canvas, box: Box) -> None:
    """Write the title of a depth axis."""
    face = canvas.face(canvas.sheet.small_pt, "muted")
    left, _, right, bottom = box
    base = bottom + 1.4 + face.leading_mm + face.height_mm * ASCENT
    text = canvas.type.text(en.FIGURE["depth_axis"], face, (left + right) / 2, base, "center")
    canvas.layer("curve-labels").add(text, canvas.mm)


def _rule(canvas: Canvas, start: tuple[float, float], end: tuple[float, float]) -> None:
    canvas.shape(
        "curve",
        shapely.LineString([start, end]),
        fill=False,
        edgecolor=canvas.ink("graticule"),
        linewidth=0.4 * canvas.sheet.line,
    )


def _draw_curve(
    canvas: Canvas,
    chart: _Chart,
    points: Sequence[tuple[float, float]],
    dash: tuple[float, ...] | None,
) -> None:
    canvas.shape(
        "curve",
        shapely.LineString([chart.at(*point) for point in points]),
        fill=False,
        edgecolor=canvas.ink("measured"),
        linewidth=1.4 * canvas.sheet.line,
        linestyle=(0, dash) if dash else "solid",
        joinstyle="round",
    )
