"""Contents of a report: a study as blocks, in the order of reading.

Figures and tables are those of `geozone compare` and `geozone places`. Nothing is computed here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING

from geozone.tables import comparison, place_sheets
from geozone.tables.comparison import Comparison
from maps.look import looks, style
from maps.reports.blocks import (
    Block,
    Facts,
    Frame,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Report,
    Run,
    Table,
    Text,
    plain,
)
from maps.reports.method import borders, cite, method, publish
from maps.reports.summary import own_proposals, summary
from maps.words import wording
from maps.words.place_choice import shown_places
from maps.words.text import en, report_en

if TYPE_CHECKING:
    from geozone.scenario.reading import Proposal
    from geozone.study.study import Study
    from geozone.study.zones import StudyZone

_BODY, _PARTS = report_en.BODY, report_en.PARTS
# Rows of a zone's popup that describe the simplified outlines of the page; a report omits them.
_OF_THE_PAGE = {"exact"}


def report_of(study: Study, pictures: Sequence[Block], version: str) -> Report:
    """The whole report on a study.

    Parameters
    ----------
    pictures
        Blocks of the figure and of the map.
    version
        The version of geozone.
    """
    scenario = study.scenario
    form = wording.form(scenario)
    parts: list[tuple[str, Iterable[Block]]] = [
        ("summary", _opening(study)),
        ("notes", _notes(study)),
        ("map", pictures),
        ("figures", _figures(study)),
        ("places", _places(study)),
        ("said", _said(study)),
        ("events", _events(study)),
        ("overlays", _overlays(study)),
        ("method", method(study)),
        ("borders", borders(study)),
        ("publish", publish(study)),
        ("cite", cite(study, version)),
        ("sources", _sources(study)),
    ]
    numbers = count(1)
    blocks: list[Block] = []
    for name, part in parts:
        inside = [_numbered(block, numbers) for block in part]
        if inside:
            heading = _PARTS.get(f"{name}{form}", _PARTS[name])
            blocks += [Heading(2, heading, name), *inside]
    return Report(scenario.title, as_of(study), report_en.LANG, tuple(blocks))


def as_of(study: Study) -> str:
    """The line below the title: the kind of zones, the date, and that they are proposals."""
    form = wording.form(study.scenario)
    return f"{en.TEXT[f'kicker{form}']}. {wording.as_of(study.scenario)}"


def picture(study: Study, png: bytes, width_mm: float) -> Picture:
    """The figure with its caption and its alternative text."""
    own = own_proposals(study)
    is_all = len(own) == len({zone.proposal.id for zone in study.zones})
    words = {
        "title": study.scenario.title,
        "as_of": as_of(study),
        "shown": "; ".join(each.title for each in own) or wording.names(_lines(study)),
    }
    caption = _BODY["figure_caption_all" if is_all else "figure_caption"]
    return Picture(png, width_mm, _BODY["figure_alt"].format(**words), caption.format(**words))


def frame(study: Study, page: str) -> Frame:
    """The interactive page with its title and caption."""
    light = wording.metres(style.LIGHTENED_M)
    return Frame(page, study.scenario.title, _BODY["frame_caption"].format(light=light))


def _lines(study: Study) -> list[str]:
    return [wording.line_name(study, border) for border in study.lines.values()]


def _numbered(block: Block, numbers: Iterator[int]) -> Block:
    return Table(block.sheet, next(numbers)) if isinstance(block, Table) else block


def _opening(study: Study) -> Iterator[Block]:
    said = summary(study)
    if said:
        yield Paragraph(plain(said), is_lead=True)
    yield Paragraph(plain(study.boundary_note))


def _figures(study: Study) -> Iterator[Block]:
    if not len(study.zones):
        return
    yield Paragraph(plain(_BODY["figures_lead"]))
    for sheet in comparison.sheets(Comparison(study)):
        yield Table(sheet, 0)


def _places(study: Study) -> Iterator[Block]:
    shown = shown_places(study)
    if not shown:
        yield Paragraph(plain(_BODY["places_none"]))
        return
    yield Table(place_sheets.by_number(study, shown), 0)
    counts = Counter(found.place.list for found in shown)
    for own in study.scenario.lists:
        if counts[own.file] < own.places:
            said = {"shown": f"{counts[own.file]:,}", "places": f"{own.places:,}"}
            yield Paragraph(plain(_BODY["more_places"].format(file=own.file, **said)))


def _said(study: Study) -> Iterator[Block]:
    by_proposal: dict[str, list[StudyZone]] = {}
    for zone in study.zones:
        by_proposal.setdefault(zone.proposal.id, []).append(zone)
    proposals = looks.readings_together(study.scenario.proposals)
    titles = {each.id: each.title for each in proposals}
    for nth, proposal in enumerate(proposals, 1):
        yield Heading(3, proposal.title, f"said-{nth}")
        if proposal.variant_of in titles:
            origin = titles[proposal.variant_of]
            yield Paragraph(plain(_BODY["other_reading"].format(title=origin)))
        zones = by_proposal.get(proposal.id, [])
        if not zones:
            yield Paragraph(plain(_BODY["listed_only"]))
        yield _facts(study, proposal)
        if zones:
            yield Listing(tuple(_zone(study, zone) for zone in zones))


def _facts(study: Study, proposal: Proposal) -> Facts:
    rows = [(row.term, plain(row.text)) for row in wording.proposal_rows(study, proposal)]
    if proposal.note:
        rows.append((_BODY["note"], plain(proposal.note)))
    if proposal.sources:
        rows.append((report_en.SOURCES, _cited(study, proposal.sources)))
    return Facts(tuple(rows))


def _zone(study: Study, zone: StudyZone) -> Text:
    """A zone: its id, the facts that differ from its proposal's, and its own notes."""
    elsewhere = {row.key for row in wording.proposal_rows(study, zone.proposal)} | _OF_THE_PAGE
    rows = [
        f"{row.term}: {row.text}"
        for row in wording.zone_rows(study, zone)
        if row.key not in elsewhere
    ]
    said = f"{'; '.join(rows)}." if rows else ""
    return (Run(zone.id, is_strong=True), Run(" – " + " ".join([said, *map(str, zone.notes)])))


def _cited(study: Study, ids: Sequence[str], start: str = "") -> Text:
    """Sources by title and number, each with a link to its entry in the list of sources."""
    numbers = {source.id: nth for nth, source in enumerate(study.sources, 1)}
    runs = [Run(start)] if start else []
    for nth, id_ in enumerate(ids):
        source = study.scenario.source(id_)
        runs.append(Run(f"{'; ' if nth else ''}{source.title}{wording.after_title(source)} "))
        runs.append(Run(f"[{numbers[id_]}]", f"#source-{numbers[id_]}"))
    return tuple(runs)


def _references(study: Study, ids: Sequence[str]) -> Text:
    """Sources as numbers only, each with a link to its entry."""
    numbers = {source.id: nth for nth, source in enumerate(study.sources, 1)}
    return tuple(
        run
        for id_ in ids
        for run in (Run(" "), Run(f"[{numbers[id_]}]", f"#source-{numbers[id_]}"))
    )


def _events(study: Study) -> Iterator[Block]:
    events = sorted(study.scenario.events, key=lambda event: event.date)
    if events:
        yield Listing(
            tuple(
                (
                    Run(wording.date(event.date), is_strong=True),
                    Run(f" {_BODY['planned']}" if event.planned else ""),
                    Run(f": {event.title}"),
                    *_references(study, event.sources),
                )
                for event in events
            )
        )


def _overlays(study: Study) -> Iterator[Block]:
    if study.overlays:
        yield Paragraph(plain(_BODY["overlay_lead"]))
        yield Listing(
            tuple(
                (
                    Run(each.overlay.title, is_strong=True),
                    Run(
                        _BODY["overlay"].format(
                            kind=en.OVERLAY_KIND[each.overlay.kind],
                            date=wording.date(each.overlay.date),
                        )
                    ),
                    *_references(study, each.overlay.sources),
                )
                for each in study.overlays
            )
        )


def _notes(study: Study) -> Iterator[Block]:
    if study.notes:
        yield Listing(tuple(plain(str(note)) for note in study.notes))


def _sources(study: Study) -> Iterator[Block]:
    if study.sources:
        yield Listing(
            tuple(
                (
                    Run(f"{source.title}{wording.after_title(source)}."),
                    *((Run(" "), Run(source.url, source.url)) if source.url else ()),
                )
                for source in study.sources
            ),
            is_numbered=True,
        )
