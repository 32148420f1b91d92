"""Study as a figure for print: one map with its title, legend and notes.

This module arranges the sheet; the other modules of the folder draw its parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geozone.errors import Refused
from maps.figures import legend
from maps.figures.frame import Frame, view_of
from maps.figures.ground import ground_for
from maps.figures.marks import marks_of
from maps.figures.picture import draw_map
from maps.figures.rc import print_settings
from maps.figures.sheet import Job, canvas_for, head_height, notes_of, set_head, set_notes
from maps.figures.shown import Shown

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from geozone.study.study import Study
    from maps.look.print_style import HouseStyle, Width

_SIDE_SHARE = 0.29  # share of a slide's width for the legend beside the map


def figure(
    study: Study,
    *,
    width: Width = "page",
    proposals: Sequence[str] = (),
    style: HouseStyle | None = None,
) -> Figure:
    """Draw a study as one map for print.

    Parameters
    ----------
    study
        From `geozone.load`.
    width
        ``"column"`` (89 mm), ``"page"`` (183 mm) or ``"slide"`` (16:9).
    proposals
        Ids of the proposals to draw; empty: all but other readings of a proposal that is drawn.
    style
        Fonts, colours, names and logo of a house, from `maps.house_style.read`.

    Returns
    -------
    matplotlib.figure.Figure
        Shows itself in Jupyter; `maps.figure_file.save` writes it to a file.

    Raises
    ------
    geozone.errors.Refused
        If a proposal is not in the study, or a font of the house is not installed.

    Examples
    --------
    >>> import geozone
    >>> drawn = figure(geozone.load("turkey-syria"), width="column")
    >>> round(float(drawn.get_figwidth()) * 25.4)
    89
    """
    canvas = canvas_for(width, style)
    job = Job(canvas, study, marks_of(study, canvas.house.proposals, proposals))
    if not job.zones and not study.lines:
        raise Refused("figure", study.scenario.name, "a scenario with a line or a zone")
    with print_settings():
        set_head(job)
        if canvas.sheet.height_mm is None:
            _portrait(job)
        else:
            _landscape(job, canvas.sheet.height_mm)
    return canvas.figure


def _portrait(job: Job) -> None:
    """Set head, map, legend in columns and notes one under the other; the height follows."""
    canvas, sheet, margin = job.canvas, job.canvas.sheet, job.canvas.sheet.margin_mm
    top = head_height(job)
    view = view_of(job.study, job.zones, (sheet.least_shape, sheet.most_shape))
    left = margin + job.gutter_mm
    wide = sheet.width_mm - margin - left
    box = (left, top, left + wide, top + wide * view.height_km / view.width_km)
    frame = Frame(view, box)
    drawn = draw_map(canvas, frame, _shown(job, frame))
    start = box[3] + job.gutter_mm + canvas.face(sheet.small_pt).height_mm * 0.6
    entries = legend.entries(job.study, job.marks, drawn.classes, drawn.named)
    foot = legend.set_columns(canvas, entries, (margin, start), job.inner_mm)
    end = set_notes(job, notes_of(job, view, drawn), foot + margin * 0.4)
    canvas.set_height_mm(end + margin)


def _landscape(job: Job, height_mm: float) -> None:
    """Set the map as large as possible on the left, the legend beside it, notes at the foot."""
    canvas, sheet, margin = job.canvas, job.canvas.sheet, job.canvas.sheet.margin_mm
    top = head_height(job)
    side = job.inner_mm * _SIDE_SHARE
    rough = view_of(job.study, job.zones, (sheet.least_shape, sheet.most_shape))
    small = canvas.face(sheet.small_pt)
    tall = sum(canvas.height_of(note, small, job.inner_mm) for note in notes_of(job, rough, None))
    # One line more: the note on places without a name is known only after drawing.
    notes_top = height_mm - margin - tall - small.leading_mm
    wide = job.inner_mm - side - margin * 2 - job.gutter_mm
    high = notes_top - margin * 0.7 - job.gutter_mm - top
    view = view_of(job.study, job.zones, (wide / high, wide / high))
    left = margin + job.gutter_mm
    frame = Frame(view, (left, top, left + wide, top + high))
    drawn = draw_map(canvas, frame, _shown(job, frame))
    entries = legend.entries(job.study, job.marks, drawn.classes, drawn.named)
    legend.set_beside(
        canvas, entries, (sheet.width_mm - margin - side, top), (side, notes_top - top)
    )
    set_notes(job, notes_of(job, view, drawn), notes_top)


def _shown(job: Job, frame: Frame) -> Shown:
    ground = ground_for(job.study, frame.view)
    return Shown.within(frame, job.study, ground, job.marks)
