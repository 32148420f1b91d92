"""Texts of a scenario made from options: title, ids, and that nobody proposed the zones."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence

from geozone.atlas import world
from geozone.lines.said import End
from geozone.notes import Day, Note
from geozone.quantities import Quantity, number_text
from geozone.scenario.provenance import file_name
from geozone.scenario.values import Line, Proposal, Stretch, ZoneSpec

_END_NAMES = {"start": "its start", "end": "its end", "sea": "the sea"}


def depth_id(depth: Quantity) -> str:
    """Id of the zone with a depth: its numbers as given, and its unit unless that is km.

    Examples
    --------
    >>> [depth_id(Quantity(*said)) for said in ((2.5, None, "km"), (5, 14, "km"), (20, None, "mi"))]
    ['2.5', '5-14', '20-mi']
    """
    numbers = _numbers(depth, "-")
    return numbers if depth.unit == "km" else f"{numbers}-{depth.unit}"


def note(as_of: str) -> Note:
    """Note of the date that a scenario made from options stands for."""
    return Note("options", {"date": Day(as_of)})


def source(line: Line | None) -> str:
    """Title of the only source: the options themselves."""
    of = f"the line of {file_name(line.file)}" if line and line.file else "border data of this date"
    return f"Options given to geozone, drawn along {of}: no proposal"


def zone_title(zone: ZoneSpec) -> str:
    """Title of one zone."""
    return f"{zone.depth} {_into(zone)}"


def said(line: Line, stretch: Stretch | None, zone: ZoneSpec) -> str:
    """Text that nobody proposed the zone, with the options that make the same zone again."""
    given: list[tuple[str, object]] = [
        *(("border", "-".join(pair)) for pair in line.pairs),
        ("line", line.file),
        ("left", line.left),
        ("right", line.right),
        *(("into", code) for code in zone.into),
        ("depth", zone.depth and _typed(zone.depth)),
        ("from", stretch and stretch.start_said),
        ("to", stretch and stretch.end_said),
        ("part", zone.part),
        ("length", zone.length),
        ("anchor", zone.anchor if zone.length and zone.anchor != "centre" else None),
        ("bank", zone.bank),
    ]
    # Names and file names may have spaces; a quoted value can be pasted into a shell.
    options = (f"--{key} {shlex.quote(str(value))}" for key, value in given if value is not None)
    return f"No proposal: drawn from the options {' '.join(options)}"


def title(line: Line | None, stretch: Stretch | None, proposals: Sequence[Proposal]) -> str:
    """Title of the scenario: which zones, and where; a hyphen if there is no zone or no line."""
    zones = [zone for proposal in proposals for zone in proposal.zones]
    depths = [zone.depth for zone in zones if zone.depth is not None]
    if not depths or line is None:
        return "-"
    whole = f"{'Zone' if len(depths) == 1 else 'Zones'} of {_depths(depths)} along"
    along = f"{whole} {_along(line, stretch)}"
    return ", ".join([along, _into(zones[0]), *_where(zones[0], stretch)])


def _along(line: Line, stretch: Stretch | None) -> str:
    if line.file:
        return f"the line of {file_name(line.file)}"
    names = ["–".join(map(world.country_name, pair)) for pair in line.pairs]
    if named := _line_of(stretch):
        return f"the {named} ({_and(names)})"
    return f"the border{'s' * (len(names) > 1)} {_and(names)}"


def _into(zone: ZoneSpec) -> str:
    countries = [world.country_name(word) for word in zone.into if word not in {"left", "right"}]
    hands = [f"to the {word}" for word in zone.into if word in {"left", "right"}]
    return " and ".join([*([f"into {_and(countries)}"] if countries else []), *hands])


def _numbers(depth: Quantity, dash: str) -> str:
    return dash.join(number_text(end.low) for end in depth.ends())


def _about(depth: Quantity) -> str:
    return "about " if depth.about else ""


def _typed(depth: Quantity) -> str:
    """The depth as an option accepts it: with a hyphen, which keyboards have, and no en dash."""
    return f"{_about(depth)}{_numbers(depth, '-')} {depth.unit}"


def _depths(depths: Sequence[Quantity]) -> str:
    """The depths in words; a unit that they share is written once."""
    if len({depth.unit for depth in depths}) > 1:
        return _and(map(str, depths))
    said = _and(f"{_about(depth)}{_numbers(depth, '–')}" for depth in depths)
    return f"{said} {depths[0].unit}"


def _where(zone: ZoneSpec, stretch: Stretch | None) -> Iterator[str]:
    """Phrases that say which piece of the line has the zone."""
    if stretch is not None and not _line_of(stretch):
        yield f"from {_end(stretch.start_said)} to {_end(stretch.end_said)}"
    if zone.part is not None:
        yield f"part {zone.part}"
    if zone.length is not None:
        yield f"{zone.length} long"
    if zone.bank is not None:
        yield f"{zone.bank.word} of the {zone.bank.river}"


def _line_of(stretch: Stretch | None) -> str:
    """Name of the line of the atlas that a stretch is; empty for any other stretch."""
    start = stretch.start if stretch is not None else None
    return start.name if isinstance(start, End) and start.kind == "line" else ""


def _end(said: End) -> str:
    if said.kind == "river":
        return f"the {said.name}"
    if said.kind == "country":
        return world.country_name(said.name)
    return _END_NAMES.get(said.kind, str(said))


def _and(parts: Iterable[str]) -> str:
    """The parts joined by commas, with "and" before the last."""
    *before, last = parts
    return f"{', '.join(before)} and {last}" if before else last
