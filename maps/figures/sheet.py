"""Sheet around the maps of a figure: title, date, logo, notes and sources."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely
from matplotlib.image import BboxImage, imread
from matplotlib.transforms import Bbox, TransformedBbox

from geozone.errors import Refused
from maps.figures import legend
from maps.figures.canvas import Canvas
from maps.figures.overlays import overlay_marks
from maps.figures.typesetting import check_fonts
from maps.look.ground import named_within
from maps.look.print_style import SHEETS, HouseStyle, Logo, Width
from maps.words import wording
from maps.words.notes import of_named_lines
from maps.words.notes import overlap as overlap_note
from maps.words.text import en

if TYPE_CHECKING:
    from geozone.atlas.values import Overlap
    from geozone.study.study import Study
    from geozone.study.zones import StudyZone
    from maps.figures.frame import View
    from maps.figures.marks import Mark
    from maps.figures.picture import Drawn
    from maps.figures.typesetting import Face, Parts

_GUTTER_TIMES = 1.9  # room for labels of the graticule, in heights of the small type
_UNNAMED_LETTERS = 130  # longest list of places without a name on the map: one line of a slide
_LOGO_SHARE = 0.3  # greatest width of a logo, as a share of the sheet's width


@dataclass(frozen=True)
class Job:
    """The canvas, study and marks that all parts of a figure need."""

    canvas: Canvas
    study: Study
    marks: tuple[Mark, ...]

    @property
    def zones(self) -> list[StudyZone]:
        """All zones that are drawn."""
        return [zone for mark in self.marks for zone in mark.zones]

    @property
    def inner_mm(self) -> float:
        """The sheet's width between its margins."""
        return self.canvas.sheet.width_mm - 2 * self.canvas.sheet.margin_mm

    @property
    def gutter_mm(self) -> float:
        """Room for labels of the graticule at the left of a map and below it."""
        return self.canvas.face(self.canvas.sheet.small_pt).height_mm * _GUTTER_TIMES


def canvas_for(width: Width, house: HouseStyle | None) -> Canvas:
    """An empty sheet of a width in a house's style."""
    if width not in SHEETS:
        raise Refused("width", str(width), f"one of {', '.join(SHEETS)}")
    house = house or HouseStyle()
    check_fonts([*house.fonts, *house.headings])
    if house.logo is not None:
        _unpacked(house.logo)
    return Canvas(SHEETS[width], house)


def head_height(job: Job) -> float:
    """The height of title and date; the map may begin below it."""
    title, under = _head_faces(job)
    width = job.inner_mm - _logo_size(job)[0]
    return (
        job.canvas.sheet.margin_mm
        + job.canvas.height_of(job.study.scenario.title, title, width)
        + job.canvas.height_of(_subtitle(job.study), under, width)
        + under.height_mm * 0.5
    )


def set_head(job: Job) -> None:
    """Set the title, the line with kind of zones and date, and the house's logo."""
    canvas, margin = job.canvas, job.canvas.sheet.margin_mm
    title, under = _head_faces(job)
    width = job.inner_mm - _logo_size(job)[0]
    foot = canvas.paragraph("titles", job.study.scenario.title, title, (margin, margin), width)
    canvas.paragraph("titles", _subtitle(job.study), under, (margin, foot), width)
    _set_logo(job)


def _head_faces(job: Job) -> tuple[Face, Face]:
    sheet = job.canvas.sheet
    title = job.canvas.face(sheet.title_pt, weight="bold", family="heading")
    return title, job.canvas.face(sheet.text_pt, "muted")


def _subtitle(study: Study) -> str:
    form = wording.form(study.scenario)
    return f"{en.TEXT[f'kicker{form}']}. {wording.as_of(study.scenario)}"


def _logo_size(job: Job) -> tuple[float, float]:
    """Width with the space beside it, and height of the logo, mm; zeros without a logo."""
    logo = job.canvas.house.logo
    if logo is None:
        return 0.0, 0.0
    high, wide = _unpacked(logo).shape[:2]
    height = min(logo.height_mm, job.inner_mm * _LOGO_SHARE * high / wide)
    return height * wide / high + job.canvas.sheet.margin_mm, height


def _unpacked(logo: Logo) -> Any:
    """The pixels of the logo."""
    try:
        return imread(io.BytesIO(logo.png), format="png")
    except (OSError, SyntaxError, ValueError) as error:  # Pillow raises these for a broken PNG
        raise Refused("logo", str(error), "a PNG picture that can be unpacked") from None


def _set_logo(job: Job) -> None:
    logo, canvas, margin = job.canvas.house.logo, job.canvas, job.canvas.sheet.margin_mm
    if logo is None:
        return
    width, height = _logo_size(job)
    right = canvas.sheet.width_mm - margin
    box = Bbox([[right - width + margin, margin], [right, margin + height]])
    image = BboxImage(TransformedBbox(box, canvas.mm))
    image.set_data(_unpacked(logo))
    canvas.layer("logo").add(image, canvas.mm)


def notes_of(job: Job, view: View, drawn: Drawn | None) -> list[str]:
    """The notes of a figure: sources by number, notes on the map, projection, boundaries, data.

    Before the map is drawn (None), the notes are all that could be needed, except for the one on
    places without a name. So their height is known in advance.
    """
    study = job.study
    notes = _sources(job, None if drawn is None else drawn.classes)
    if drawn is not None and drawn.unnamed:
        notes.append(en.FIGURE["unnamed"].format(names=_listed(drawn.unnamed)))
    shown = {mark.proposal.id for mark in job.marks}
    if any(
        zone.proposal.variant_of in shown and zone.proposal.id not in shown for zone in study.zones
    ):
        notes.append(en.FIGURE["readings"])
    notes += [str(note) for note in study.notes if note not in study.scenario.notes]
    lines = [line for line, _ in named_within(view.extent)] if drawn is None else drawn.named
    notes += of_named_lines(study, lines)
    overlaps = _in_view(study, view) if drawn is None else drawn.overlaps
    notes += dict.fromkeys(overlap_note(study, overlap) for overlap in overlaps)
    notes.append(f"{en.FIGURE['projection'].format(name=view.plane.name)} {en.FIGURE['figures']}")
    notes.append(study.boundary_note)
    notes.append(en.FIGURE["data"].format(attributions="; ".join(study.attributions)))
    return notes


def _in_view(study: Study, view: View) -> list[Overlap]:
    """Land claimed by two countries that a view may show."""
    seen = shapely.box(*view.extent)
    return [each for each in study.overlaps if shapely.intersects(each.geometry, seen)]


def common_notes(job: Job) -> list[Parts]:
    """The notes of a chart without a map: letters of proposals, sources, data."""
    letters = [
        en.FIGURE["named"].format(letter=mark.letter, title=mark.proposal.title)
        for mark in job.marks
        if any(zone.depth for zone in mark.zones)
    ]
    data = en.FIGURE["data"].format(attributions="; ".join(job.study.attributions))
    return [
        letters,
        *_sources(job, frozenset()),
        en.FIGURE["figures"],
        job.study.boundary_note,
        data,
    ]


def _sources(job: Job, classes: frozenset[str] | None) -> list[str]:
    """The sources of what is drawn, by the numbers they have in the scenario.

    Parameters
    ----------
    classes
        Classes of the map, which include its overlays; None if it may show all.
    """
    shown = [
        mark.each for mark in overlay_marks(job.study) if classes is None or mark.name in classes
    ]
    numbers = legend.source_numbers(job.study, job.marks, shown)
    cited = [
        f"[{numbers[source.id]}] {source.title}{wording.after_title(source)}"
        for source in job.study.sources
        if source.id in numbers
    ]
    return [en.FIGURE["sources"].format(sources="; ".join(cited))] if cited else []


def _listed(names: Sequence[str]) -> str:
    """Names joined by commas, at most one line; the rest are counted."""
    kept: list[str] = []
    for name in names:
        if kept and len(wording.names([*kept, name])) > _UNNAMED_LETTERS:
            rest = len(names) - len(kept)
            return f"{wording.names(kept)} {en.FIGURE['more'].format(n=rest)}"
        kept.append(name)
    return wording.names(kept)


def set_notes(job: Job, notes: Sequence[Parts], top: float) -> float:
    """Set notes one under the other over the whole width; returns where they end."""
    face = job.canvas.face(job.canvas.sheet.small_pt, "muted")
    for note in notes:
        at = (job.canvas.sheet.margin_mm, top)
        top = job.canvas.paragraph("notes", note, face, at, job.inner_mm)
    return top
