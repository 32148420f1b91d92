"""Legend of a figure: its entries with samples, and its columns under or beside the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib.patches import Circle

from geozone import quantities
from geozone.atlas import world
from maps.figures.badge import badge, badge_radius
from maps.figures.overlays import overlay_marks, sample
from maps.look.print_style import DOTTED
from maps.words import wording
from maps.words.text import en

if TYPE_CHECKING:
    from geozone.lines.border import Border
    from geozone.lines.named_stretches import DrawnLine, NamedStretch
    from geozone.study.overlay import StudyOverlay
    from geozone.study.study import Study
    from geozone.study.zones import StudyZone
    from maps.figures.canvas import Canvas
    from maps.figures.frame import Box
    from maps.figures.marks import Mark
    from maps.figures.typesetting import Face, Parts

_LEAST_PT = 5.0  # the smallest type to which a legend is reduced


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the legend: the function that draws its sample, a bold heading, and lines."""

    sample: Callable[[Canvas, Box], None]
    heading: str
    lines: tuple[Parts, ...]


def entries(
    study: Study,
    marks: Sequence[Mark],
    classes: frozenset[str],
    named: Sequence[NamedStretch | DrawnLine],
) -> list[Entry]:
    """The entries: proposals that are drawn, then only those classes that the map shows.

    `named` are the lines on the map that are no agreed border.
    """
    found = [
        Entry(
            lambda canvas, box, mark=mark: _sample(canvas, box, mark),  # type: ignore[misc]
            mark.proposal.title,
            tuple(proposal_lines(study, mark, both_units=True)),
        )
        for mark in marks
    ]
    found += [
        Entry(
            lambda canvas, box, mark=mark: sample(canvas, box, mark),  # type: ignore[misc]
            "",
            (_overlay_line(study, mark.each),),
        )
        for mark in overlay_marks(study)
        if mark.name in classes
    ]
    published = study.scenario.is_published
    texts = en.KEY if published else {**en.KEY, **en.KEY_UNPUBLISHED}
    files = wording.names(each.file for each in study.scenario.lists)
    texts = {**texts, "listed": en.TEXT["place_listed"].format(files=files)}
    for name in ("measured", "border", "named", "river", "place", "listed", "town", "disputed"):
        if name in classes:
            lines = _measured(study) if name == "measured" else ""
            if name == "named":
                lines = wording.names(each.line.name for each in named)
            text = texts[name].replace("{lines}", lines)
            sample_ = "measured-named" if name == "measured" and _is_dotted(study) else name
            found.append(
                Entry(
                    lambda canvas, box, name=sample_: _SAMPLES[name](canvas, box),  # type: ignore[misc]
                    "",
                    (text,),
                )
            )
    return found


def proposal_lines(study: Study, mark: Mark, *, both_units: bool) -> list[Parts]:
    """The lines of a proposal: author, stage and sources, then the figures of each zone.

    Parameters
    ----------
    both_units
        Whether lengths and areas are also in miles; depths always are.
    """
    proposal = mark.proposal
    stage = mark.zones[0].stage
    cited = _cited(source_numbers(study, [mark]))
    head = (wording.sentence(wording.names(proposal.by)), f"{wording.stage(stage)}{cited}")
    inner = {band.inner for band in study.bands}
    zones = [zone for zone in mark.zones if zone.id not in inner]
    figures = [_figures(zone, both_units=both_units) for zone in zones]
    if len(zones) == 1:
        return [head, [*filter(None, figures[0])]]
    # Figures that all zones share are written once.
    common = [each[0] if len(set(each)) == 1 else "" for each in zip(*figures, strict=True)]
    own = [
        [text for text, shared in zip(each, common, strict=True) if text and text != shared]
        for each in figures
    ]
    said = [text for text in common if text]
    return [
        head,
        *([said] if said else []),
        *(_of_zone(mark, *each) for each in zip(zones, own, strict=True)),
    ]


def _of_zone(mark: Mark, zone: StudyZone, texts: Sequence[str]) -> Parts:
    """The figures of one of several zones, after its label."""
    name = f"{mark.label(zone)} {zone.spec.label or zone.id}"
    return (f"{name}: {texts[0]}", *texts[1:]) if texts else name


def _figures(zone: StudyZone, *, both_units: bool) -> tuple[str, str, str, str]:
    """Depth, length, area and special kind of a zone; empty if it has none."""
    said = zone.depth
    if zone.spec.depth is not None and zone.spec.depth.is_range:
        said = zone.spec.depth
    length, area = zone.length_figure, zone.area_figure
    if not both_units:
        length, area = length and length.own, area and area.own
    kinds = {"marker": en.TEXT["no_depth"], "area": en.TEXT["drawn"]}
    return (
        en.FIGURE["deep"].format(depth=quantities.both_units(said)) if said else "",
        en.FIGURE["long"].format(length=length) if length else "",
        str(area or ""),
        kinds.get(zone.kind, ""),
    )


def _overlay_line(study: Study, each: StudyOverlay) -> Parts:
    cited = _cited(source_numbers(study, (), (each,)))
    return (each.overlay.title, f"{wording.date(each.overlay.date)}{cited}")


def _cited(numbers: Mapping[str, int]) -> str:
    return f" [{','.join(map(str, sorted(numbers.values())))}]" if numbers else ""


def source_numbers(
    study: Study, marks: Sequence[Mark], overlays: Sequence[StudyOverlay] = ()
) -> dict[str, int]:
    """The number of each source that proposals and overlays name, in the scenario's order."""
    order = {source.id: nth for nth, source in enumerate(study.sources, start=1)}
    named = {id_ for mark in marks for id_ in mark.proposal.sources}
    named |= {id_ for each in overlays for id_ in each.overlay.sources}
    return {id_: number for id_, number in order.items() if id_ in named}


def _measured(study: Study) -> str:
    return "; ".join(
        f"{line_name(study, border)}, {quantities.in_km(border.length_km)}"
        for border in study.lines.values()
    )


def line_name(study: Study, border: Border) -> str:
    """The line that depths are measured from: both countries, or the file of a user's line."""
    if border.own is not None:
        return wording.line_name(study, border)
    return "–".join(_country(study, code) for code in border.countries)


def _country(study: Study, code: str) -> str:
    """A country's name, also if it is too small for the simplified base map."""
    return study.country_names.get(code) or world.country_name(code)


def height_of(canvas: Canvas, entry: Entry, width_mm: float) -> float:
    """The height of an entry, with the space below it."""
    head, text = _faces(canvas)
    words = width_mm - _indent(canvas)
    height = canvas.height_of(entry.heading, head, words) if entry.heading else 0.0
    return (
        height
        + sum(canvas.height_of(line, text, words) for line in entry.lines)
        + _gap(canvas, entry)
    )


def _gap(canvas: Canvas, entry: Entry) -> float:
    return canvas.face(canvas.sheet.small_pt).height_mm * (0.55 if entry.heading else 0.15)


def set_entry(canvas: Canvas, entry: Entry, at: tuple[float, float], width_mm: float) -> float:
    """Set an entry from a top left corner; returns where the next begins."""
    head, text = _faces(canvas)
    left, top = at
    indent = _indent(canvas)
    first = (head if entry.heading else text).leading_mm
    tall = first * 0.86 if entry.heading else text.height_mm
    entry.sample(
        canvas, (left, top + (first - tall) / 2, left + indent * 0.8, top + (first + tall) / 2)
    )
    foot = top
    if entry.heading:
        foot = canvas.paragraph(
            "legend", entry.heading, head, (left + indent, foot), width_mm - indent
        )
    for line in entry.lines:
        foot = canvas.paragraph("legend", line, text, (left + indent, foot), width_mm - indent)
    return foot + _gap(canvas, entry)


def _faces(canvas: Canvas) -> tuple[Face, Face]:
    size = canvas.sheet
    return canvas.face(size.text_pt, weight="bold"), canvas.face(size.legend_pt, "muted")


def _indent(canvas: Canvas) -> float:
    return canvas.face(canvas.sheet.text_pt).height_mm * 3.4


def set_columns(
    canvas: Canvas, found: Sequence[Entry], at: tuple[float, float], width_mm: float
) -> float:
    """Set entries in the sheet's number of columns; returns where the longest ends."""
    left, top = at
    count = canvas.sheet.columns or 3
    gap = canvas.sheet.margin_mm * 1.5
    column_mm = (width_mm - gap * (count - 1)) / count
    foot = top
    for nth, column in enumerate(_columns(canvas, found, count, column_mm)):
        here = top
        for entry in column:
            here = set_entry(canvas, entry, (left + nth * (column_mm + gap), here), column_mm)
        foot = max(foot, here)
    return foot


def set_beside(
    canvas: Canvas, found: Sequence[Entry], at: tuple[float, float], size: tuple[float, float]
) -> None:
    """Set entries one under the other into a box, in smaller type if they do not fit."""
    sheet = canvas.sheet
    left, top = at
    width_mm, height_mm = size
    while (
        canvas.sheet.legend_pt > _LEAST_PT
        and sum(height_of(canvas, entry, width_mm) for entry in found) > height_mm
    ):
        smaller = canvas.sheet.legend_pt - 0.5
        text_pt = min(canvas.sheet.text_pt, smaller + 1.5)
        canvas.sheet = replace(canvas.sheet, legend_pt=smaller, text_pt=text_pt)
    for entry in found:
        top = set_entry(canvas, entry, (left, top), width_mm)
    canvas.sheet = sheet


def _columns(
    canvas: Canvas, found: Sequence[Entry], count: int, width_mm: float
) -> list[list[Entry]]:
    """The entries in columns of about the same height, in their order."""
    heights = [height_of(canvas, entry, width_mm) for entry in found]
    # Fill columns up to a height, and raise it until the entries fit the number of columns.
    best: list[list[Entry]] = [list(found)]
    target = sum(heights) / count
    while target <= sum(heights):
        best = [[]]
        filled = 0.0
        for entry, height in zip(found, heights, strict=True):
            if best[-1] and filled + height > target + 1e-6:
                best.append([])
                filled = 0.0
            best[-1].append(entry)
            filled += height
        if len(best) <= count:
            break
        target *= 1.04
    return best


# --- samples -------------------------------------------------------------------------------------


def _sample(canvas: Canvas, box: Box, mark: Mark) -> None:
    line = canvas.sheet.line
    left, top, right, bottom = box
    if all(zone.kind == "marker" for zone in mark.zones):
        radius = (bottom - top) / 2
        ring = (left + radius, (top + bottom) / 2)
        canvas.patch(
            "legend",
            Circle(
                ring,
                radius,
                facecolor=(mark.colour, 0.1),
                edgecolor=mark.colour,
                linewidth=1.3 * line,
                linestyle=(0, (2.2, 1.0)),
            ),
        )
        badge(canvas, "legend", (right - badge_radius(canvas), ring[1]), mark.colour, mark.letter)
    else:
        filled = any(zone.spec.draw == "fill" for zone in mark.zones)
        canvas.box("legend", box, facecolor=(mark.colour, 0.13 if filled else 0), linewidth=0)
        if any(zone.spec.depth is not None and zone.spec.depth.is_range for zone in mark.zones):
            canvas.box(
                "legend",
                box,
                facecolor="none",
                edgecolor=(mark.colour, 0.55),
                hatch=mark.hatch,
                hatch_linewidth=0.3 * line,
                linewidth=0,
            )
        canvas.box(
            "legend",
            box,
            fill=False,
            edgecolor=mark.colour,
            linewidth=1.3 * line,
            linestyle=(0, mark.dash),
        )
        badge(canvas, "legend", ((left + right) / 2, (top + bottom) / 2), mark.colour, mark.letter)


def _is_dotted(study: Study) -> bool:
    """Whether all lines that depths are measured from are drawn as dots."""
    return all(
        is_named for border in study.lines.values() for _, is_named in border.split_at_names()
    )


def _stroke(canvas: Canvas, box: Box, **look: Any) -> None:
    left, top, right, bottom = box
    middle = (top + bottom) / 2
    canvas.shape(
        "legend", shapely.LineString([(left, middle), (right, middle)]), fill=False, **look
    )


def _wave(canvas: Canvas, box: Box) -> None:
    left, top, right, bottom = box
    across = np.linspace(0, 1, 40)
    up = (top + bottom) / 2 + (bottom - top) * 0.25 * np.sin(across * 2 * np.pi)
    points = np.column_stack([left + across * (right - left), up])
    canvas.shape(
        "legend",
        shapely.LineString(points),
        fill=False,
        edgecolor=canvas.ink("river"),
        linewidth=0.9 * canvas.sheet.line,
    )


def _spot(canvas: Canvas, box: Box, ink: str, size: float) -> None:
    left, top, right, bottom = box
    radius = canvas.face(canvas.sheet.text_pt).height_mm * size
    canvas.patch(
        "legend",
        Circle(
            ((left + right) / 2, (top + bottom) / 2), radius, facecolor=canvas.ink(ink), linewidth=0
        ),
    )


def _hatched(canvas: Canvas, box: Box) -> None:
    line = canvas.sheet.line
    canvas.box(
        "legend",
        box,
        fill=False,
        edgecolor=canvas.ink("disputed"),
        hatch="\\\\\\\\",
        hatch_linewidth=0.35 * line,
        linewidth=0.4 * line,
    )


_SAMPLES: dict[str, Callable[[Canvas, Box], None]] = {
    "measured": lambda canvas, box: _stroke(
        canvas, box, edgecolor=canvas.ink("measured"), linewidth=1.1 * canvas.sheet.line
    ),
    "measured-named": lambda canvas, box: _stroke(
        canvas,
        box,
        edgecolor=canvas.ink("measured"),
        linewidth=1.6 * canvas.sheet.line,
        linestyle=DOTTED,
        capstyle="round",
    ),
    "border": lambda canvas, box: _stroke(
        canvas,
        box,
        edgecolor=canvas.ink("border"),
        linewidth=0.7 * canvas.sheet.line,
        linestyle=(0, (6, 2.2, 1.2, 2.2)),
    ),
    "named": lambda canvas, box: _stroke(
        canvas,
        box,
        edgecolor=canvas.ink("muted"),
        linewidth=1.2 * canvas.sheet.line,
        linestyle=DOTTED,
        capstyle="round",
    ),
    "river": _wave,
    "place": lambda canvas, box: _spot(canvas, box, "ink", 0.24),
    "listed": lambda canvas, box: _spot(canvas, box, "ink", 0.17),
    "town": lambda canvas, box: _spot(canvas, box, "town", 0.17),
    "disputed": _hatched,
}
