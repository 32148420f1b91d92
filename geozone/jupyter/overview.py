"""A study at a glance, as Jupyter shows it: its proposals as a table, with their sources.

The HTML is written here and not by pandas, since a cell can hold links and span several rows. Every
text of a scenario is escaped once, and stands in a `<bdi>` element, so that a name in Arabic does
not reverse the order of the words around it. This module uses no data frame and draws no map.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from geozone import quantities
from geozone.errors import printable
from geozone.jupyter.sketch import PLAIN, Layer, Mark, Sketch, escaped
from geozone.jupyter.values import credit

if TYPE_CHECKING:
    from geozone.scenario.values import Proposal, Source, Stage
    from geozone.study.curve import DepthCurve
    from geozone.study.places import StudyPlace
    from geozone.study.study import Study
    from geozone.study.zones import StudyZone

_NOTHING = "–"
_HEADS = ("Proposal", "By", "Stage", "Zone", "Depth", "Length", "Area", "Sources")
_ZONE_HEADS = ("Zone", "Title", "Depth", "Length", "Area")
_CELL = "text-align:left;vertical-align:top"
_CAPTION = "text-align:left;font-weight:600;width:max-content;max-width:60em"
_MOST_DEPTHS = 9


def line(study: Study) -> str:
    """A study in one line.

    Examples
    --------
    >>> from geozone.study.study import load
    >>> print(line(load("korea-dmz")))
    <Study korea-dmz, Demilitarized Zone of Korea as agreed in 1953: 1 proposal, 1 zone, as of \
2017-12-31>
    """
    scenario = study.scenario
    proposals = quantities.counted(len(scenario.proposals), "proposal")
    zones = quantities.counted(len(study.zones), "zone")
    found = f"{scenario.title}: {proposals}, {zones}, as of {scenario.as_of}"
    return printable(f"<Study {scenario.name}, {found}>")


def table(study: Study) -> str:
    """A study's proposals with their zones and sources, and the notes a reader must know below.

    Examples
    --------
    >>> from geozone.study.study import load
    >>> table(load("korea-dmz")).count("<tr>")  # its head, and a row a zone
    2
    """
    scenario = study.scenario
    rows = "".join(_proposal(study, proposal) for proposal in scenario.proposals)
    notes = [
        f"As of {scenario.as_of}.",
        *map(str, study.notes),
        study.boundary_note,
        *study.attributions,
    ]
    return _html_table(scenario.title, _HEADS, rows, notes)


def zones_line(zones: Sequence[StudyZone]) -> str:
    """Zones in one line: their ids."""
    return printable(f"<Zones: {', '.join(zone.id for zone in zones) or 'none'}>")


def zones_table(zones: Iterable[StudyZone]) -> str:
    """Zones with their figures, and their ids, which a user needs to get one zone."""
    rows = "".join(
        f"<tr>{_cell(_words(zone.id))}{_cell(_words(zone.title))}{_figures(zone)}</tr>"
        for zone in zones
    )
    return _html_table("Zones", _ZONE_HEADS, rows, ())


def zone(zone_: StudyZone) -> Sketch:
    """A zone of a study, with what its source said; a marker is drawn as a point."""
    rivers = {"river"} & {edge.kind for edge in (zone_.zone.edges if zone_.zone else ())}
    figures = [text for text in _texts(zone_) if text != _NOTHING]
    is_marker = zone_.geometry.geom_type == "Point"
    point = zone_.spec.place.point if is_marker and zone_.spec.place is not None else None
    return Sketch(
        f"{zone_.title} ({zone_.id})",
        tuple(figures) or ("a place, without a depth",),
        () if is_marker else (Layer(zone_.geometry, "area"),),
        () if point is None or zone_.spec.place is None else (Mark(point, zone_.spec.place.shown),),
        (f"Said: {zone_.proposal.said}", *map(str, zone_.notes)),
        credit(*rivers),
    )


def place_line(place: StudyPlace) -> str:
    """A place in one line: its distance from the border, and the zones that it lies in."""
    return printable(f"<StudyPlace {place.place.shown}: {', '.join(_place_words(place))}>")


def place_table(place: StudyPlace) -> str:
    """A place with its verdict and margin in every zone."""
    rows = "".join(
        f"<tr>{_cell(_words(id_))}{_cell(_words(verdict))}{_cell(_km(place.margins_km[id_]))}</tr>"
        for id_, verdict in place.verdicts.items()
    )
    notes = ["Distances are of the listed point."]
    title = f"{place.place.shown}: {_place_words(place)[0]}"
    return _html_table(title, ("Zone", "Verdict", "Margin"), rows, notes)


def curve_line(curve: DepthCurve) -> str:
    """A depth curve in one line."""
    area = quantities.in_km2(curve.areas_km2[-1], curve.area_steps_km2[-1])
    sides = ", ".join(curve.sides)
    return printable(
        f"<DepthCurve {curve.border} into {sides}: 0–{curve.depths_km[-1]:g} km, up to {area}>"
    )


def curve_table(curve: DepthCurve) -> str:
    """Area and listed places at some of a curve's depths, the last among them."""
    last = len(curve.depths_km) - 1
    stride = max(math.ceil(last / (_MOST_DEPTHS - 1)), 1)
    chosen = [*range(0, last, stride), last]
    rows = "".join(
        f"<tr>{_cell(_km(curve.depths_km[at]))}"
        f"{_cell(str(quantities.in_km2(curve.areas_km2[at], curve.area_steps_km2[at])))}"
        f"{_cell(f'{curve.listed_places[at]:,}')}</tr>"
        for at in chosen
    )
    notes = [f"{len(chosen)} of {last + 1} depths; to_frame() has them all.", credit()]
    title = f"{curve.border} into {', '.join(curve.sides)}: zones of the whole line"
    return _html_table(title, ("Depth", "Area", "Listed places"), rows, notes)


def _proposal(study: Study, proposal: Proposal) -> str:
    """One row for each zone; cells about the whole proposal stand in the first and span all."""
    zones = [each for each in study.zones if each.proposal.id == proposal.id]
    span = f' rowspan="{len(zones)}"' if len(zones) > 1 else ""
    said = f'<br><span style="opacity:.75">said: {_words(proposal.said)}</span>'
    stage = zones[0].stage if zones else proposal.stage_at(study.scenario.as_of)
    sources = "<br>".join(_source(study.scenario.source(id_)) for id_ in proposal.sources)
    head = (
        f'<th scope="rowgroup"{span} style="{_CELL}">{_words(proposal.title)}'
        f'<span style="font-weight:normal">{said}</span></th>'
        f"{_cell(_words(', '.join(proposal.by)), span)}{_cell(_stage(stage), span)}"
    )
    tail = _cell(sources or _NOTHING, span)
    if not zones:
        return f"<tr>{head}{_cell(_NOTHING) * 4}{tail}</tr>"
    first, *rest = (f"{_cell(_words(each.id))}{_figures(each)}" for each in zones)
    return f"<tr>{head}{first}{tail}</tr>" + "".join(f"<tr>{each}</tr>" for each in rest)


def _figures(zone_: StudyZone) -> str:
    return "".join(map(_cell, map(_words, _texts(zone_))))


def _texts(zone_: StudyZone) -> Iterator[str]:
    """Depth, length and area, each with its unit."""
    for found in (zone_.depth_figure, zone_.length_figure, zone_.area_figure):
        yield _NOTHING if found is None else str(found)


def _stage(stage: Stage) -> str:
    until = f", until {stage.end}" if stage.end else ""
    return _words(f"{stage.status.replace('-', ' ')}, {stage.start}{until}")


def _source(source: Source) -> str:
    """A source with a link to its publication.

    Only http and https become links, since a file from somebody else could hold a script address.
    """
    words = f"{_words(source.title)}, {escaped(source.date)}"
    if source.url is None or not source.url.startswith(("https://", "http://")):
        return words
    return f'<a href="{escaped(source.url)}" target="_blank" rel="noopener noreferrer">{words}</a>'


def _place_words(place: StudyPlace) -> list[str]:
    distance = place.distance_km
    near = "no line" if distance is None else f"{quantities.in_km(distance)} from the border"
    inside = [id_ for id_, verdict in place.verdicts.items() if verdict == "inside"]
    return [near, f"inside {', '.join(inside)}" if inside else "inside no zone"]


def _km(number: float | None) -> str:
    return _NOTHING if number is None else str(quantities.in_km(number))


def _words(text: str) -> str:
    return f"<bdi>{escaped(text)}</bdi>"


def _cell(html: str, more: str = "") -> str:
    return f'<td{more} style="{_CELL}">{html}</td>'


def _html_table(title: str, heads: Sequence[str], rows: str, notes: Iterable[str]) -> str:
    head = "".join(f'<th scope="col" style="{_CELL}">{name}</th>' for name in heads)
    below = "".join(f'<p style="margin:2px 0">{_words(note)}</p>' for note in notes)
    return (
        f'<div class="{PLAIN}"><table><caption style="{_CAPTION}">{_words(title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        f'<div style="max-width:60em;font-size:85%">{below}</div></div>'
    )
