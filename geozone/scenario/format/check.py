"""The shape of a scenario file, and everything that can be wrong with one.

`read` checks a file against the tables of `geozone.scenario.format.keys` and collects every fault.
What is sound is handed on, so that places, borders and zones can be tried as well and their faults
be reported in the same run. Resolves no name and computes nothing.

A fault names its entry as a reader would look for it: by its id where it has one, else by its
position in the file, counted from 1: ``places[3]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from geozone.errors import Fault, ScenarioError
from geozone.scenario.format import keys as tables
from geozone.scenario.format import links, rules, toml_file
from geozone.scenario.format.entry import Entry, Table, check_entry, named
from geozone.scenario.format.links import Known, known_ids, unknown
from geozone.scenario.format.wrong import shown


@dataclass(frozen=True, slots=True)
class Checked:
    """A scenario file after its form was checked.

    Parameters
    ----------
    top
        title, as_of, language, notes.
    lines, stretches
        With their name under ``id``.
    proposals
        Their stages are entries, too; their zones are their `parts`.
    faults
        All that was found, entry by entry. Where there are any, entries with ``sound = False`` must
        not be used: they are kept so that nobody calls unknown what is only faulty.
    """

    top: Entry
    places: tuple[Entry, ...]
    lines: tuple[Entry, ...]
    stretches: tuple[Entry, ...]
    sources: tuple[Entry, ...]
    proposals: tuple[Entry, ...]
    events: tuple[Entry, ...]
    overlays: tuple[Entry, ...]
    faults: tuple[Fault, ...] = ()


def check_text(data: bytes, file: str) -> Checked:
    """Check a scenario file.

    Parameters
    ----------
    data
        Its bytes: TOML in UTF-8.
    file
        Its name as the user gave it, for messages.

    Raises
    ------
    ScenarioError
        If there is nothing to go on with: not TOML, not UTF-8, empty, or of another format.

    Examples
    --------
    >>> checked = check_text(b"format = 1", "s.toml")
    >>> print(checked.faults[0].line("s.toml"))
    s.toml: title: expected text in quotes (it is missing)
    """
    return check(toml_file.parse(data, file), file)


def check(raw: Mapping[str, Any], file: str) -> Checked:
    """Check what TOML made of a scenario file, or the same made by other means.

    Raises
    ------
    ScenarioError
        If it is of another format.

    Examples
    --------
    >>> print(check({"format": 1, "title": "T", "as_of": 2019}, "").faults[0].line("s.toml"))
    s.toml: as_of = 2019: expected a year, a month or a day: "2019", "2019-08" or "2019-08-05"
    """
    _check_format(raw, file)
    reading = _Reading(raw)
    checked = reading.entries()
    judged = list(_judge(checked, raw))
    faults = sorted([*reading.faults, *judged], key=lambda one: reading.order.get(one.entry, 0))
    return replace(_settle(checked, {fault.entry for fault in judged}), faults=tuple(faults))


def _check_format(raw: Mapping[str, Any], file: str) -> None:
    """Another format has other keys: faults by this one's rules would only confuse."""
    found = raw.get("format", tables.FORMAT)
    if isinstance(found, int) and not isinstance(found, bool) and found != tables.FORMAT:
        expected = f"{tables.FORMAT}, the format that this version of geozone reads"
        raise ScenarioError(file, [Fault("", "format", shown(found), expected)])


class _Reading:
    """One pass over a file, entry by entry: the faults so far, and the order of the entries."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw
        self.faults: list[Fault] = []
        self.order: dict[str, int] = {}

    def entries(self) -> Checked:
        return Checked(
            top=self._entry("", self.raw, tables.FILE),
            places=self._places(),
            lines=self._named("line", tables.LINE, "[line.border]"),
            stretches=self._named("stretch", tables.STRETCH, "[stretch.northeast]"),
            sources=self._list("source", tables.SOURCE, "id"),
            proposals=self._proposals(),
            events=self._list("event", tables.EVENT, "title"),
            overlays=self._list("overlay", tables.OVERLAY, "title"),
        )

    def _entry(self, where: str, raw: Mapping[str, Any], table: Table) -> Entry:
        self.order.setdefault(where, len(self.order))
        top_keys = tables.TOP_KEYS if where else frozenset[str]()
        entry, faults = check_entry(where, raw, table, top_keys=top_keys)
        self.faults += faults
        return entry

    def _fault(self, key: str, value: object, expected: str) -> None:
        self.faults.append(Fault("", key, shown(value), expected))

    def _places(self) -> tuple[Entry, ...]:
        found = self.raw.get("places", [])
        if not isinstance(found, list):
            self._fault("places", found, 'a list of names, such as ["Manbij", "Afrin"]')
            return ()
        entries = []
        for position, place in enumerate(self._limited("places", found), 1):
            where = f"places[{position}]"
            if isinstance(place, str):
                place = {"name": place}  # noqa: PLW2901 - the short form of the same table
            if isinstance(place, dict):
                entries.append(self._entry(where, place, tables.PLACE))
            else:
                expected = (
                    'a name in quotes or a table, such as { name = "Manbij", country = "SYR" }'
                )
                self.faults.append(Fault(where, "", shown(place), expected))
        return tuple(entries)

    def _named(self, kind: str, table: Table, like: str) -> tuple[Entry, ...]:
        """Entries with their names in the header, such as ``[line.border]``."""
        found = self.raw.get(kind, {})
        if not isinstance(found, dict):
            self._fault(kind, found, f"a table with a name of its own, such as {like}")
            return ()
        entries = []
        for position, (name, raw) in enumerate(self._limited(kind, list(found.items())), 1):
            where = named(kind, name, position)
            if isinstance(raw, dict):
                if "id" in raw:
                    expected = f"no id beside the name in the header, {kind}.{name[:60]}"
                    self.faults.append(Fault(where, "id", shown(raw["id"]), expected))
                entries.append(self._entry(where, {**raw, "id": name}, {**tables.NAMED, **table}))
            else:
                self._fault(f"{kind}.{name[:60]}", raw, f"a name in the header, such as {like}")
        return tuple(entries)

    def _list(self, kind: str, table: Table, name: str) -> tuple[Entry, ...]:
        """Entries of a list of tables, such as ``[[source]]``."""
        found = self.raw.get(kind, [])
        if not isinstance(found, list) or not all(isinstance(raw, dict) for raw in found):
            self._fault(kind, found, f"each {kind} under a [[{kind}]] with two brackets")
            return ()
        return tuple(
            self._entry(named(kind, raw.get(name), position), raw, table)
            for position, raw in enumerate(self._limited(kind, found), 1)
        )

    def _proposals(self) -> tuple[Entry, ...]:
        found = self._list("proposal", tables.PROPOSAL, "id")
        return tuple(
            self._with_parts(entry, entry.get("id") or f"[{position}]")
            for position, entry in enumerate(found, 1)
        )

    def _with_parts(self, proposal: Entry, name: str) -> Entry:
        stages = tuple(
            self._entry(f"stage[{position}] of {proposal.where}", raw, tables.STAGE)
            for position, raw in enumerate(proposal.get("stages"), 1)
        )
        zones = proposal.get("zone") or ()
        parts = tuple(
            self._entry(_zone_name(name, raw, position, len(zones)), raw, tables.ZONE)
            for position, raw in enumerate(zones, 1)
        )
        return replace(proposal, values={**proposal.values, "stages": stages}, parts=parts)

    def _limited(self, kind: str, found: list[Any]) -> list[Any]:
        most = tables.MOST[kind]
        if len(found) <= most:
            return found
        self._fault(kind, f"{len(found):,} entries", f"at most {most:,}")
        return []


def _zone_name(proposal: str, raw: Mapping[str, Any], position: int, of: int) -> str:
    label = raw.get("label")
    if isinstance(label, str) and label.strip():
        return named("zone", f"{proposal}/{label}", position)
    unlabelled = named("zone", proposal, position)
    return unlabelled if of == 1 else f"{unlabelled}[{position}]"


def _judge(checked: Checked, raw: Mapping[str, Any]) -> Iterator[Fault]:
    """What is wrong between keys and between entries that are sound by themselves."""

    def known(kind: str, key: str | None = None) -> Known:
        lost = kind in checked.top.given and kind not in raw  # its name is misspelled
        return None if lost else known_ids(raw.get(kind), key)

    yield from _judge_list(checked, known("source", "id"))
    yield from _judge_lines(checked, known("line"))
    for kind, entries in (("source", checked.sources), ("proposal", checked.proposals)):
        yield from links.repeated(entries, "id", f"an id of its own: another {kind} has it")
    yield from links.variant_faults(checked.proposals, known("proposal", "id"))
    lines, stretches = known("line"), known("stretch")
    line_of = {stretch.get("id"): stretch.get("line") for stretch in checked.stretches}
    for proposal in checked.proposals:
        for stage in proposal.get("stages"):
            yield from rules.stage_faults(stage, checked.top.values["as_of"])
        for zone in proposal.parts:
            yield from rules.zone_faults(zone)
            yield from unknown(zone, "line", lines, "the name of a line")
            yield from unknown(zone, "stretch", stretches, "the name of a stretch")
        labels = links.label_ids(proposal.get("zone") or ())
        yield from links.label_faults(proposal.parts)
        yield from links.minus_faults(proposal.parts, labels, line_of)


def _judge_list(checked: Checked, sources: Known) -> Iterator[Fault]:
    """Places, events, and the sources that they and the rest cite."""
    yield from rules.repeated_place_faults(checked.places)
    for place in checked.places:
        yield from rules.place_faults(place)
    for event in checked.events:
        yield from rules.event_faults(event, checked.top.values["as_of"])
    for overlay in checked.overlays:
        yield from rules.overlay_faults(overlay, checked.top.values["as_of"])
    for entry in (*checked.places, *checked.proposals, *checked.events, *checked.overlays):
        if isinstance(entry.get("source"), tuple):  # a place may name its source as text
            yield from unknown(entry, "source", sources, "the id of a source")


def _judge_lines(checked: Checked, lines: Known) -> Iterator[Fault]:
    if "line" not in checked.top.given:
        expected = 'a line to measure from, such as [line.border] with between = [["TUR", "SYR"]]'
        yield checked.top.fault("line", f"{expected} (it is missing)")
    for line in checked.lines:
        yield from rules.line_faults(line)
    for stretch in checked.stretches:
        yield from unknown(stretch, "line", lines, "the name of a line")


def _settle(checked: Checked, at_fault: set[str]) -> Checked:
    """Mark what cannot be used: entries at fault, and those that stand on them."""
    lines = _marked(checked.lines, at_fault)
    stretches = _standing_on(_marked(checked.stretches, at_fault), "line", lines)

    def settled(proposal: Entry) -> Entry:
        zones = _standing_on(_marked(proposal.parts, at_fault), "line", lines)
        return replace(proposal, parts=_standing_on(zones, "stretch", stretches))

    return replace(
        checked,
        places=_marked(checked.places, at_fault),
        lines=lines,
        stretches=stretches,
        proposals=tuple(settled(proposal) for proposal in checked.proposals),
        overlays=_marked(checked.overlays, at_fault),
    )


def _marked(entries: Iterable[Entry], at_fault: set[str]) -> tuple[Entry, ...]:
    return tuple(
        replace(entry, sound=entry.sound and entry.where not in at_fault) for entry in entries
    )


def _standing_on(entries: Iterable[Entry], key: str, base: Iterable[Entry]) -> tuple[Entry, ...]:
    sound = {entry.get("id") for entry in base if entry.sound}
    return tuple(
        replace(entry, sound=entry.sound and (key not in entry.given or entry.get(key) in sound))
        for entry in entries
    )
