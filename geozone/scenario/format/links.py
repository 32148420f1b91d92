"""Checks between the entries of a scenario file, and of dates, which a JSON Schema cannot make.

Ids must be unique, and references must exist. An id counts as known if the file has it, whatever
else is wrong with its entry. If the ids of a kind cannot be read at all, references to that kind
are not checked: each would be reported as unknown, and the real fault would be hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from geozone.dates import begins_after
from geozone.errors import Fault
from geozone.scenario.format.entry import Entry, Key
from geozone.scenario.format.keys import (
    PAIR_ONCE,
    Event,
    File,
    Line,
    Overlay,
    Place,
    Proposal,
    Source,
    Stage,
    Stretch,
    Zone,
)
from geozone.scenario.format.wrong import one_known

Known = frozenset[str] | None  # None: not all ids could be read


def faults(file: File) -> Iterator[Fault]:
    """The faults between the keys of an entry, and between entries."""
    yield from file.faults()
    for entry in (*file.places, *file.event, *file.overlay, *file.line):
        yield from entry.faults()
    for event in file.event:
        yield from _event_faults(event, file.as_of)
    for overlay in file.overlay:
        yield from _too_late(overlay, Overlay.date, file.as_of)
    yield from _source_faults(file)
    for line in file.line:
        yield from _repeated_pairs(line)
    for stretch in file.stretch:
        yield from _unknown(stretch, Stretch.line, _known(file, File.line), "the name of a line")
    yield from _repeated(file.source, Source.id, "an id of its own: another source has it")
    yield from _repeated(file.proposal, Proposal.id, "an id of its own: another proposal has it")
    yield from _variant_faults(file.proposal, _known(file, File.proposal))
    yield from _zone_faults(file)


def _source_faults(file: File) -> Iterator[Fault]:
    known = _known(file, File.source)
    cited: tuple[tuple[Key[Any], Sequence[Entry]], ...] = (
        (Place.source, file.places),
        (Proposal.source, file.proposal),
        (Event.source, file.event),
        (Overlay.source, file.overlay),
    )
    for key, entries in cited:
        for entry in entries:
            if isinstance(key.of(entry), tuple):  # a place may name its source as text
                yield from _unknown(entry, key, known, "the id of a source")


def _zone_faults(file: File) -> Iterator[Fault]:
    lines, stretches = _known(file, File.line), _known(file, File.stretch)
    line_of = {Stretch.id.of(stretch): Stretch.line.of(stretch) for stretch in file.stretch}
    for proposal in file.proposal:
        for stage in proposal.stages:
            yield from _stage_faults(stage, file.as_of)
        for zone in proposal.zone:
            yield from zone.faults()
            yield from _unknown(zone, Zone.line, lines, "the name of a line")
            yield from _unknown(zone, Zone.stretch, stretches, "the name of a stretch")
        yield from proposal.faults()
        yield from _repeated(proposal.zone, Zone.label, "a label of its own: another zone has it")
        yield from _minus_faults(proposal.zone, line_of)


def _known(file: File, key: Key[Any]) -> Known:
    # `given` has a misspelled key under its right name; its entries were not read.
    is_misspelled = file.has(key) and key.name not in file.raw
    id_key = None if key in (File.line, File.stretch) else "id"
    return None if is_misspelled else known_ids(file.raw.get(key.name), id_key)


def _repeated_pairs(line: Line) -> Iterator[Fault]:
    pairs = line.between or ()
    for at, pair in enumerate(pairs):
        if not line.has(Line.file, Line.left, Line.right) and set(pair) in map(set, pairs[:at]):
            yield line.fault(Line.between, PAIR_ONCE, pair)


def _too_late(entry: Entry, key: Key[str], as_of: str, otherwise: str = "") -> Iterator[Fault]:
    """A date after `as_of`: the scenario does not know what happened then."""
    date = key.of(entry)
    if date is not None and begins_after(date, as_of):
        yield entry.fault(key, f"a date no later than as_of ({as_of}){otherwise}", date)


def _event_faults(event: Event, as_of: str) -> Iterator[Fault]:
    """An event after `as_of` must be marked as planned."""
    if not event.planned:
        yield from _too_late(event, Event.date, as_of, ", or planned = true")


def _stage_faults(stage: Stage, as_of: str) -> Iterator[Fault]:
    yield from _too_late(stage, Stage.from_, as_of)
    if stage.to is not None and begins_after(stage.from_, stage.to):
        yield stage.fault(Stage.to, f"a date no earlier than from ({stage.from_})", stage.to)
    yield from _too_late(stage, Stage.to, as_of)


def _repeated(entries: Sequence[Entry], key: Key[str], expected: str) -> Iterator[Fault]:
    """Each entry after the first that has the same value under a key."""
    seen: set[str] = set()
    for entry in entries:
        value = key.of(entry)
        if value and value in seen:
            yield entry.fault(key, expected, value)
        seen.add(value or "")


def _unknown(entry: Entry, key: Key[Any], known: Known, what: str) -> Iterator[Fault]:
    """References of an entry to ids that the file does not have."""
    value: str | tuple[str, ...] | None = key.of(entry)
    if known is None or value is None:
        return
    for one in (value,) if isinstance(value, str) else value:
        if one not in known:
            yield entry.fault(key, one_known(one, known, what), one)


def _variant_faults(proposals: Sequence[Proposal], known: Known) -> Iterator[Fault]:
    """A variant must refer to another proposal that is no variant itself."""
    variants = {proposal.id for proposal in proposals if proposal.has(Proposal.variant_of)}
    for proposal in proposals:
        of = proposal.variant_of
        if of is not None and of == proposal.id:
            yield proposal.fault(Proposal.variant_of, "another proposal than itself", of)
        elif of in variants:
            yield proposal.fault(Proposal.variant_of, "a proposal that is no variant itself", of)
        else:
            yield from _unknown(proposal, Proposal.variant_of, known, "the id of a proposal")


def _minus_faults(
    zones: Sequence[Zone], line_of: Mapping[str | None, str | None]
) -> Iterator[Fault]:
    """Faults of `minus`: both zones must lie along one line, and no zone may subtract itself.

    Parameters
    ----------
    zones
        The zones of one proposal.
    line_of
        The id of the line of each stretch.
    """
    labels = label_ids([zone.raw for zone in zones])
    by_label = {zone.label: zone for zone in zones if zone.label}
    for zone in zones:
        if zone.minus is None:
            continue
        yield from _unknown(zone, Zone.minus, labels, "the label of a zone of this proposal")
        if zone.minus in by_label:
            yield from _unlike(zone, by_label[zone.minus], line_of)
            circle = _circle(zone, by_label)
            if circle:
                yield zone.fault(Zone.minus, f"no circle: {' minus '.join(circle)}", zone.minus)


def _unlike(zone: Zone, other: Zone, line_of: Mapping[str | None, str | None]) -> Iterator[Fault]:
    if other.depth is not None and other.depth.is_range:
        yield zone.fault(Zone.minus, "a zone with one depth, not a range", zone.minus)
    own, its = (one.line or line_of.get(one.stretch or "") for one in (zone, other))
    if own and its and own != its:
        expected = f'a zone of the same line, "{own}" and not "{its}"'
        yield zone.fault(Zone.minus, expected, zone.minus)
    if other.has(Zone.place, Zone.area):
        yield zone.fault(Zone.minus, "a zone of a line or stretch", zone.minus)


def _circle(zone: Zone, by_label: Mapping[str, Zone]) -> list[str]:
    """The labels on the way from a zone back to itself by `minus`; empty if there is none."""
    start = zone.label
    if not start:
        return []
    path, at = [start], zone.minus
    # A circle of other zones, which this zone only leads to, ends the loop: it is their fault.
    while at is not None and at in by_label and at not in path:
        path.append(at)
        at = by_label[at].minus
    return [*path, start] if at == start else []


def known_ids(raw: object, key: str | None) -> Known:
    """All ids of a kind that the file has, sound or not.

    Parameters
    ----------
    raw
        The value that TOML gave for the kind: a list of tables, or a table of tables.
    key
        The key that holds the id of a table in the list; None for a table of tables, whose ids are
        its keys.

    Examples
    --------
    >>> known_ids([{"id": "r2016"}], "id"), known_ids([{"idd": "r2016"}], "id")
    (frozenset({'r2016'}), None)
    """
    if raw is None:
        return frozenset()
    if key is None:
        if not isinstance(raw, dict) or not all(isinstance(one, dict) for one in raw.values()):
            return None
        return frozenset(raw)
    if not isinstance(raw, list | tuple) or not all(isinstance(one, dict) for one in raw):
        return None
    ids = [one.get(key) for one in raw]
    readable_ids = frozenset(id_ for id_ in ids if isinstance(id_, str))
    return readable_ids if all(isinstance(id_, str) for id_ in ids) else None


def label_ids(raw: Sequence[Mapping[str, object]]) -> Known:
    """All labels of a proposal's zones; a single zone needs none.

    Examples
    --------
    >>> label_ids([{"label": "near"}, {"label": "far"}]) == {"near", "far"}, label_ids([{}])
    (True, frozenset())
    """
    if len(raw) == 1 and "label" not in raw[0]:
        return frozenset()
    return known_ids(raw, "label")
