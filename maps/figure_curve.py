"""The depth curve for print: area, listed places and the scenario's places against depth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geozone import quantities
from geozone.errors import Refused
from maps import wording
from maps.figure_badge import badge, badge_radius
from maps.figure_furniture import round_length
from maps.figure_marks import marks_of
from maps.figure_rc import print_settings
from maps.figure_sheet import Job, canvas_for, common_notes, head_height, set_head, set_notes
from maps.figure_style import PRINT_DASHES
from maps.figure_type import ASCENT
from maps.text import en

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from geozone.curve import DepthCurve
    from geozone.study import Study
    from maps.figure_canvas import Canvas
    from maps.figure_frame import Box
    from maps.figure_style import HouseStyle, Width

_AREA_SHAPE, _PLACES_SHAPE = 0.36, 0.2  # height over width of the two charts
_TICKS = 4.0  # as many on the upright axis, about
_KM_TICK = 5.0


@dataclass(frozen=True, slots=True)
class _Chart:
    """A rectangle on the sheet with depth across and something upwards."""

    box: Box
    deepest_km: float
    most: float

    def at(self, depth_km: float, value: float) -> tuple[float, float]:
        """Where a point of the chart stands on the sheet, mm."""
        left, top, right, bottom = self.box
        x = left + (right - left) * depth_km / self.deepest_km
        return x, bottom - (bottom - top) * value / self.most


def curve(
    study: Study,
    curves: Sequence[DepthCurve],
    *,
    width: Width = "page",
    style: HouseStyle | None = None,
) -> Figure:
    """Draw area and listed places of a whole line's zone against its depth.

    Parameters
    ----------
    study
        For title, date, sources and the depths that its proposals name.
    curves
        From `geozone.curve.curves`, a line and its side each; at least one.
    width, style
        As for `maps.figures.figure`.

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
    job = Job(canvas, study, marks_of(study, canvas.house.proposals))
    with print_settings():
        set_head(job)
        _compose(job, curves)
    return canvas.figure


def _compose(job: Job, curves: Sequence[DepthCurve]) -> None:
    canvas, sheet, margin = job.canvas, job.canvas.sheet, job.canvas.sheet.margin_mm
    face = canvas.face(sheet.small_pt)
    notes = [_about(job.study, each) for each in curves]
    notes += [en.FIGURE["curve"], *common_notes(job)]
    left = margin + canvas.type.width_mm("00,000", face) + 1.5
    right = sheet.width_mm - margin - canvas.type.width_mm("00", face)
    top = head_height(job) + badge_radius(canvas) * 3.2 + face.leading_mm * 1.6
    wide = right - left
    between = face.leading_mm * 3.4
    high = (wide * _AREA_SHAPE, wide * _PLACES_SHAPE)
    if sheet.height_mm is not None:
        small = canvas.face(sheet.small_pt)
        below = sum(canvas.height_of(note, small, job.inner_mm) for note in notes) + margin * 2
        room = sheet.height_mm - top - below - between - face.leading_mm * 2.6
        high = (room * 0.64, room * 0.36)
    deepest = max(each.depths_km[-1] for each in curves)
    largest = max(max(each.areas_km2) for each in curves)
    areas = _Chart((left, top, right, top + high[0]), deepest, largest * 1.05)
    start = top + high[0] + between
    listed = max(max(c.listed_places) for c in curves)
    places = _Chart((left, start, right, start + high[1]), deepest, max(listed, 1) * 1.1)
    _axes(canvas, areas, en.FIGURE["area_axis"], above_mm=badge_radius(canvas) * 3.2)
    _axes(canvas, places, en.FIGURE["places_axis"], above_mm=0.0)
    _depth_axis(canvas, places)
    _said(job, areas, places)
    for nth, each in enumerate(curves):
        dash = None if nth == 0 else PRINT_DASHES[nth % len(PRINT_DASHES)]
        _line(canvas, areas, list(zip(each.depths_km, each.areas_km2, strict=True)), dash)
        _line(canvas, places, _steps(each), dash)
    end = set_notes(job, notes, places.box[3] + face.leading_mm * 2.6)
    if sheet.height_mm is None:
        canvas.set_height_mm(end + margin)


def _about(study: Study, each: DepthCurve) -> str:
    """Which line and side a curve is of, and how it ends."""
    sides = wording.names(wording.country(study, code) for code in each.sides)
    border = "–".join(wording.country(study, code) for code in study.lines[each.line].countries)
    area = quantities.area_in_both_text(each.areas_km2[-1], each.area_steps_km2[-1])
    return en.FIGURE["curve_of"].format(
        border=border, sides=sides, depth=quantities.number_text(each.depths_km[-1]), area=area
    )


def _steps(each: DepthCurve) -> list[tuple[float, float]]:
    """A count stays what it is until the next place is reached."""
    reached = sorted(
        town.depth_km
        for town in each.thresholds
        if town.kind == "listed" and town.depth_km is not None
    )
    points = [(0.0, 0.0)]
    for count, depth in enumerate(reached, start=1):
        points += [(depth, count - 1.0), (depth, float(count))]
    return [*points, (each.depths_km[-1], float(len(reached)))]


def _axes(canvas: Canvas, chart: _Chart, title: str, *, above_mm: float) -> None:
    sheet = canvas.sheet
    face = canvas.face(sheet.small_pt, "muted")
    left, top, right, bottom = chart.box
    layer = canvas.layer("curve-labels")
    head = canvas.face(sheet.text_pt, weight="bold")
    layer.add(canvas.type.text(title, head, left, top - above_mm - head.height_mm * 0.5), canvas.mm)
    step = max(round_length(chart.most / _TICKS), 1.0)
    for value in np.arange(0.0, chart.most, step):
        _, y = chart.at(0.0, float(value))
        _rule(canvas, (left, y), (right, y))
        base = y + face.height_mm * 0.36
        layer.add(canvas.type.text(f"{value:,.0f}", face, left - 1.2, base, "right"), canvas.mm)
    step_km = _KM_TICK if chart.deepest_km >= 2 * _KM_TICK else round_length(chart.deepest_km / 4)
    for depth in np.arange(0.0, chart.deepest_km + step_km / 2, step_km):
        x, _ = chart.at(float(depth), 0.0)
        _rule(canvas, (x, bottom), (x, bottom + 0.9))
        base = bottom + 1.4 + face.height_mm * ASCENT
        layer.add(canvas.type.text(f"{depth:g}", face, x, base, "center"), canvas.mm)


def _depth_axis(canvas: Canvas, chart: _Chart) -> None:
    """What the figures under both charts are."""
    face = canvas.face(canvas.sheet.small_pt, "muted")
    left, _, right, bottom = chart.box
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


def _line(
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


def _said(job: Job, areas: _Chart, places: _Chart) -> None:
    """The depths that the proposals name, as dashed uprights with the proposals' letters."""
    canvas = job.canvas
    radius = badge_radius(canvas)
    taken: list[float] = []
    for mark in job.marks:
        for depth in dict.fromkeys(zone.depth_km for zone in mark.zones if zone.depth_km):
            x, _ = areas.at(depth, 0.0)
            if x > areas.box[2] + 1e-6:
                continue
            uprights = ((areas.box[1] - radius, areas.box[3]), (places.box[1], places.box[3]))
            for start, end in uprights:
                canvas.shape(
                    "curve",
                    shapely.LineString([(x, start), (x, end)]),
                    fill=False,
                    edgecolor=mark.colour,
                    linewidth=0.9 * canvas.sheet.line,
                    linestyle=(0, mark.dash),
                )
            at = x
            while any(abs(at - other) < radius * 2.1 for other in taken):
                at += radius * 2.1
            taken.append(at)
            spot = (at, areas.box[1] - radius * 1.6)
            badge(canvas, "curve-labels", spot, mark.colour, mark.letter)
