"""Small multiples: every proposal of a study in a map of its own, all of one place at one scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geozone.errors import Refused
from maps.figures import legend
from maps.figures.badge import badge, badge_radius
from maps.figures.figure import figure
from maps.figures.frame import Frame, view_of
from maps.figures.furniture import locator, scale_and_north, scale_size
from maps.figures.ground import ground_for
from maps.figures.marks import Mark, every_reading
from maps.figures.picture import draw_map
from maps.figures.rc import print_settings
from maps.figures.sheet import Job, canvas_for, head_height, notes_of, set_head, set_notes
from maps.figures.shown import Shown
from maps.words.text import en

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from geozone.lines.named_stretches import DrawnLine, NamedStretch
    from geozone.study.study import Study
    from maps.figures.typesetting import Face
    from maps.look.print_style import HouseStyle, Sheet, Width

_MOST_ACROSS = 6
_SHAPES = (1.2, 2.6)  # least and most width by height of a small map
_LEAST_HIGH_MM, _FAIR_HIGH_MM = 12.0, 24.0  # height that a map must have, and should have
_STACK = 3  # rows of panels before one more panel stands side by side


def panels(
    study: Study,
    *,
    width: Width = "page",
    proposals: Sequence[str] = (),
    style: HouseStyle | None = None,
) -> Figure:
    """Draw every proposal of a study, other readings too, in a small map of its own.

    One alone is drawn by `maps.figures.figure.figure`, whose parameters and errors these are.

    Examples
    --------
    >>> import geozone
    >>> drawn = panels(geozone.load("turkey-syria"), width="slide")
    >>> round(float(drawn.get_figwidth()) * 25.4)
    339
    """
    canvas = canvas_for(width, style)
    job = Job(canvas, study, every_reading(study, canvas.house.proposals, proposals))
    if not job.marks:
        raise Refused("panels", study.scenario.name, "a scenario with a zone")
    if len(job.marks) == 1:
        return figure(study, width=width, proposals=proposals, style=style)
    with print_settings():
        set_head(job)
        _compose(job)
    return canvas.figure


def _compose(job: Job) -> None:
    """Set rows of panels, then a strip with scale and legend for all of them, then notes."""
    canvas, sheet, margin = job.canvas, job.canvas.sheet, job.canvas.sheet.margin_mm
    top = head_height(job)
    # The height of the maps depends on the notes, and the notes on the view. A rough view is enough
    # to know how tall the notes are.
    rough = view_of(job.study, job.zones, _SHAPES)
    notes = [en.FIGURE["same_scale"], *notes_of(job, rough, None)]
    below = _strip_height(job) + margin * 0.4 + _notes_height(job, notes)
    room = sheet.height_mm - top - below - margin if sheet.height_mm else None
    across, high = _grid(job, room)
    if room is not None and high < _FAIR_HIGH_MM:  # many panels: smaller headings, larger maps
        sheet = canvas.sheet = replace(sheet, panel_pt=sheet.small_pt + 1)
        across, high = _grid(job, room)
    wide = _panel_width(job, across)
    view = view_of(job.study, job.zones, (wide / high, wide / high))
    ground = ground_for(job.study, view)
    classes: set[str] = set()
    named: tuple[NamedStretch | DrawnLine, ...] = ()
    frame = Frame(view, (0.0, 0.0, wide, high))
    for row in range(math.ceil(len(job.marks) / across)):
        marks = job.marks[row * across : (row + 1) * across]
        start = top + max(_head_height(job, mark, wide) for mark in marks)
        for nth, mark in enumerate(marks):
            left = margin + nth * (wide + margin)
            _set_panel_head(job, mark, (left, top), wide)
            frame = Frame(view, (left, start, left + wide, start + high))
            shown = Shown.within(frame, job.study, ground, (mark,), plain=True)
            canvas.sheet = _small(sheet)
            drawn = draw_map(canvas, frame, shown)
            classes |= drawn.classes
            named = drawn.named  # all panels have one frame
            canvas.sheet = sheet
        top = start + high + margin
    notes = [en.FIGURE["same_scale"], *notes_of(job, view, replace(drawn, unnamed=()))]
    top = _strip(job, frame, (frozenset(classes), named), top)
    end = set_notes(job, notes, top + margin * 0.4)
    if sheet.height_mm is None:
        canvas.set_height_mm(end + margin)


def _small(sheet: Sheet) -> Sheet:
    """The sheet with smaller type and lines, for a small map."""
    small = sheet.small_pt
    return replace(sheet, text_pt=small, place_pt=small * 0.96, line=sheet.line * 0.75)


def _grid(job: Job, room_mm: float | None) -> tuple[int, float]:
    """The number of panels side by side, and the height of their maps."""
    canvas, margin = job.canvas, job.canvas.sheet.margin_mm
    if room_mm is None:
        few = canvas.sheet.panels
        # More rows would be taller than a column of a journal.
        across = min(few if len(job.marks) <= _STACK * few else few + 1, len(job.marks))
        wide = _panel_width(job, across)
        view = view_of(job.study, job.zones, _SHAPES)
        return across, wide * view.height_km / view.width_km
    best = (1, _LEAST_HIGH_MM)
    most = 0.0
    for across in range(1, min(_MOST_ACROSS, len(job.marks)) + 1):
        wide = _panel_width(job, across)
        rows = math.ceil(len(job.marks) / across)
        heads = sum(
            max(_head_height(job, mark, wide) for mark in job.marks[n * across : (n + 1) * across])
            for n in range(rows)
        )
        high = min((room_mm - heads - rows * margin) / rows, wide / _SHAPES[0])
        area = min(wide, high * _SHAPES[1]) * high
        if high >= _LEAST_HIGH_MM and area > most:
            best, most = (across, high), area
    return best


def _panel_width(job: Job, across: int) -> float:
    return (job.inner_mm - job.canvas.sheet.margin_mm * (across - 1)) / across


def _head_height(job: Job, mark: Mark, width_mm: float) -> float:
    canvas = job.canvas
    title, text = _faces(job)
    indent = badge_radius(canvas) * 2.6
    lines = legend.proposal_lines(job.study, mark, both_units=False)
    return (
        canvas.height_of(mark.proposal.title, title, width_mm - indent)
        + sum(canvas.height_of(line, text, width_mm) for line in lines)
        + text.height_mm * 0.4
    )


def _faces(job: Job) -> tuple[Face, Face]:
    sheet = job.canvas.sheet
    return (
        job.canvas.face(sheet.panel_pt, weight="bold"),
        job.canvas.face(sheet.small_pt, "muted"),
    )


def _set_panel_head(job: Job, mark: Mark, at: tuple[float, float], width_mm: float) -> None:
    canvas = job.canvas
    title, text = _faces(job)
    left, top = at
    radius = badge_radius(canvas)
    spot = (left + radius, top + title.leading_mm / 2)
    badge(canvas, "panel-titles", spot, mark.colour, mark.letter)
    indent = radius * 2.6
    top = canvas.paragraph(
        "panel-titles", mark.proposal.title, title, (left + indent, top), width_mm - indent
    )
    for line in legend.proposal_lines(job.study, mark, both_units=False):
        top = canvas.paragraph("panel-titles", line, text, (left, top), width_mm)


def _strip_height(job: Job) -> float:
    """The height of the locator map; a slide has a fixed height, and so less room for it."""
    sheet = job.canvas.sheet
    return job.canvas.face(sheet.small_pt).height_mm * (7.0 if sheet.height_mm is None else 5.6)


def _strip(
    job: Job,
    frame: Frame,
    on_map: tuple[frozenset[str], tuple[NamedStretch | DrawnLine, ...]],
    top: float,
) -> float:
    """Set locator map, scale and legend for all panels; returns where they end.

    `on_map` are the classes that the panels show, and the named lines.
    """
    canvas, margin = job.canvas, job.canvas.sheet.margin_mm
    high = _strip_height(job)
    locator(canvas, job.study, frame.view, (margin, top, margin + high, top + high))
    wide, tall = scale_size(canvas, frame)
    left = margin * 2 + high
    scale_and_north(canvas, frame, (left, top, left + wide, top + tall))
    entries = legend.entries(job.study, (), *on_map)
    narrow = job.canvas.sheet.columns == 1
    start = (left, top + tall) if narrow else (left + wide + margin, top)
    foot = legend.set_columns(canvas, entries, start, canvas.sheet.width_mm - margin - start[0])
    return max(top + high, foot)


def _notes_height(job: Job, notes: Sequence[str]) -> float:
    face = job.canvas.face(job.canvas.sheet.small_pt)
    return sum(job.canvas.height_of(note, face, job.inner_mm) for note in notes)
