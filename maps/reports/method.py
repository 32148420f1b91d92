"""Method of a report: how figures were made, how exact they are, their licences and citation.

Only the statements that apply to the study are made.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from geozone import quantities
from geozone.quantities import TOWN_UNCERTAINTY_KM
from geozone.scenario.provenance import own_files
from geozone.zones.verdict import ABOUT_SHARE
from maps.reports.blocks import Block, Listing, Paragraph, plain
from maps.words import wording
from maps.words.notes import overlap as overlap_note
from maps.words.text import report_en

if TYPE_CHECKING:
    from geozone.study.study import Study
    from geozone.study.zones import StudyZone

_METHOD, _PUBLISH, _CITE = report_en.METHOD, report_en.PUBLISH, report_en.CITE
_CUT_M = 1000.0  # uncertainty of a cut at a river or place, by the definition of verdicts


def method(study: Study) -> Iterator[Block]:
    """How zones, figures and verdicts were computed."""
    yield Listing(tuple(map(plain, _statements(study))))


def borders(study: Study) -> Iterator[Block]:
    """What the border lines imply, and which version of a disputed border is drawn."""
    yield Paragraph(plain(study.boundary_note))
    claimed = tuple(dict.fromkeys(overlap_note(study, each) for each in study.overlaps))
    if claimed:
        yield Listing(tuple(map(plain, claimed)))


def publish(study: Study) -> Iterator[Block]:
    """The conditions of the data's licences."""
    own = own_files(study.scenario)
    yield Paragraph(plain(_PUBLISH["yes_own" if own else "yes"]))
    if study.attributions:
        yield Listing(tuple(map(plain, study.attributions)))
    cut = _names(cut_at_rivers(study))
    texts = ["produced", "database", *(["river"] if cut else []), "names", "leaflet", "said"]
    if not study.scenario.is_published:
        texts.remove("said")
    yield Listing(tuple(plain(_PUBLISH[text].format(zones=cut)) for text in (*texts, "advice")))


def cite(study: Study, version: str) -> Iterator[Block]:
    """Two citations: one of this report, one of its border data."""
    scenario = study.scenario
    form = "this" if scenario.is_published else "this_options"
    date = wording.date(scenario.as_of)
    lines = [
        _CITE[form].format(title=scenario.title, date=date, version=version, name=scenario.name)
    ]
    lines += [
        _CITE["data"].format(
            title=each.title,
            attribution=each.attribution,
            date=each.dated,
            source=each.source,
            version=each.version,
        )
        for each in study.vintages[:1]  # the borders; other data are named among the credits
    ]
    yield Listing(tuple(map(plain, lines)))
    if study.sources and scenario.is_published:
        yield Paragraph(plain(_CITE["advice"]))


def cut_at_rivers(study: Study) -> list[StudyZone]:
    """The zones whose outline follows a river, or which begin or end where one crosses."""
    rivers = {
        each.id
        for each in study.scenario.stretches
        if any(end.kind == "river" for end in (each.start_said, each.end_said))
    }
    return [zone for zone in study.zones if zone.spec.bank or zone.spec.stretch in rivers]


def _statements(study: Study) -> Iterator[str]:
    measured = [zone for zone in study.zones if zone.kind in ("strip", "disc")]
    if measured:
        yield from _of_zones(study, measured)
    drawn = [zone for zone in study.zones if zone.kind == "area"]
    if drawn:
        yield _METHOD["area"].format(zones=_names(drawn))
    if any(zone.spec.assumed for zone in study.zones):
        yield _METHOD["assumed"]
    if study.listed:
        yield _METHOD["listed"]
    if any(found.verdicts for found in study.places):
        yield from _of_verdicts(study, measured)
    if study.vintages:
        yield _METHOD["data"].format(data="; ".join(map(wording.vintage, study.vintages)))


def _of_zones(study: Study, zones: list[StudyZone]) -> Iterator[str]:
    is_own = any(border.own is not None for border in study.lines.values())
    kinds = {zone.kind for zone in zones}
    if "strip" in kinds:
        yield _METHOD["zone_own" if is_own else "zone"]
    if "disc" in kinds:
        yield _METHOD["disc"]
    tolerance = wording.metres(max(zone.tolerance_m for zone in zones))
    exact = [_METHOD["tolerance"].format(tolerance=tolerance)]
    if study.lines:
        border_m = max(border.tolerance_m for border in study.lines.values())
        exact.append(_METHOD["border"].format(border=wording.metres(border_m)))
    yield " ".join(exact)
    yield _METHOD["rounding"]
    depths = [zone.spec.depth for zone in zones if zone.spec.depth is not None]
    if any(depth.about for depth in depths):
        yield _METHOD["about"].format(share=_share())
    if any(depth.is_range for depth in depths):
        yield _METHOD["range"]
    if any(depth.unit == "mi" for depth in depths):
        yield _METHOD["units"]
    cut = cut_at_rivers(study)
    if cut:
        yield _METHOD["river"].format(river=wording.metres(_CUT_M), zones=_names(cut))


def _of_verdicts(study: Study, zones: list[StudyZone]) -> Iterator[str]:
    yield _METHOD["margin"]
    is_about = any(zone.depth is not None and zone.depth.about for zone in zones)
    lines = [border.tolerance_m for border in study.lines.values()]
    yield _METHOD["close"].format(
        point=quantities.number_text(TOWN_UNCERTAINTY_KM),
        border=wording.metres(max(lines, default=0.0)),
        cut=wording.metres(_CUT_M),
        about=_METHOD["close_about"].format(share=_share()) if is_about else "",
    )


def _share() -> str:
    return quantities.number_text(100 * ABOUT_SHARE)


def _names(zones: list[StudyZone]) -> str:
    return ", ".join(zone.id for zone in zones)
