"""The shape of a scenario file, and everything that can be wrong with one.

`check_text` checks a file against the keys of `geozone.scenario.format.keys` and collects every
fault. Sound entries are handed on, so that the same run can also report the faults of places,
borders and zones. This module resolves no name and computes no geometry.

The validation is written by hand, because a library of data models stops too early: faults of form
end it, and faults of meaning (an unknown place, a border that does not exist) would need a second
run.

A fault names its entry as a reader looks for it: by its id if it has one, else by its position in
the file, counted from 1: ``places[3]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from geozone.errors import Fault, ScenarioError
from geozone.scenario.format import links, toml_file
from geozone.scenario.format.entry import Entry, Key, check_entry, named
from geozone.scenario.format.keys import (
    FORMAT,
    TOP_KEYS,
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
from geozone.scenario.format.wrong import shown

_E = TypeVar("_E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Checked:
    """A scenario file after its form was checked.

    Parameters
    ----------
    file
        The entries of the file; lines and stretches have their names under `id`.
    faults
        All faults, entry by entry. If there are any, entries with ``sound = False`` must not be
        used. They are kept so that a reference to a faulty entry is not reported as unknown.
    """

    file: File
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
        If nothing in the file can be checked: not TOML, not UTF-8, empty, or of another format.

    Examples
    --------
    >>> checked = check_text(b"format = 1", "s.toml")
    >>> print(checked.faults[0].line("s.toml"))
    s.toml: title: expected text in quotes (it is missing)
    """
    return check(toml_file.parse(data, file), file)


def check(raw: Mapping[str, Any], file: str) -> Checked:
    """Check the tables that the TOML parser made from a scenario file.

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
    found = reading.file()
    between = list(links.faults(found))
    # All faults of an entry stand together, whichever check has found them.
    faults = sorted([*reading.faults, *between], key=lambda one: reading.order.get(one.entry, 0))
    return Checked(_settled(found, {fault.entry for fault in between}), tuple(faults))


def _check_format(raw: Mapping[str, Any], file: str) -> None:
    """Refuse a file of another format: it has other keys, so the rules here do not apply."""
    found = raw.get("format", FORMAT)
    # A `format` that is no whole number is a fault of that key, which the check of keys reports.
    if isinstance(found, int) and not isinstance(found, bool) and found != FORMAT:
        expected = f"{FORMAT}, the format that this version of geozone reads"
        raise ScenarioError(file, [Fault("", "format", shown(found), expected)])


class _Reading:
    """One pass over a file, entry by entry, with the faults so far and the order of entries."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw
        self.faults: list[Fault] = []
        self.order: dict[str, int] = {}

    def file(self) -> File:
        return self._entry("", self.raw, File).with_inner(
            {
                File.places: self._places(),
                File.line: self._named(File.line, Line, "[line.border]"),
                File.stretch: self._named(File.stretch, Stretch, "[stretch.northeast]"),
                File.source: self._list(File.source, Source, Source.id),
                File.proposal: self._proposals(),
                File.event: self._list(File.event, Event, Event.title),
                File.overlay: self._list(File.overlay, Overlay, Overlay.title),
            }
        )

    def _entry(self, where: str, raw: Mapping[str, Any], kind: type[_E]) -> _E:
        self.order.setdefault(where, len(self.order))
        # TOML adds a key to the table above it, so a top key that stands too low arrives here.
        top_keys = TOP_KEYS if where else frozenset[str]()
        entry, faults = check_entry(where, raw, kind, top_keys=top_keys)
        self.faults += faults
        return entry

    def _fault(self, key: str, value: object, expected: str) -> None:
        self.faults.append(Fault("", key, shown(value), expected))

    def _places(self) -> tuple[Place, ...]:
        found = self.raw.get("places", [])
        if not isinstance(found, list):
            self._fault("places", found, 'a list of names, such as ["Manbij", "Afrin"]')
            return ()
        entries = []
        for position, place in enumerate(self._limited(File.places, found), 1):
            where = f"places[{position}]"
            if isinstance(place, str):
                place = {"name": place}  # noqa: PLW2901 - the short form of the same table
            if isinstance(place, dict):
                entries.append(self._entry(where, place, Place))
            else:
                expected = (
                    'a name in quotes or a table, such as { name = "Manbij", country = "SYR" }'
                )
                self.faults.append(Fault(where, "", shown(place), expected))
        return tuple(entries)

    def _named(self, key: Key[tuple[_E, ...]], kind: type[_E], like: str) -> tuple[_E, ...]:
        """Entries with their names in the header, such as ``[line.border]``."""
        found = self.raw.get(key.name, {})
        if not isinstance(found, dict):
            self._fault(key.name, found, f"a table with a name of its own, such as {like}")
            return ()
        entries = []
        for position, (name, raw) in enumerate(self._limited(key, list(found.items())), 1):
            where = named(key.name, name, position)
            # The name in the header is kept under `id`, as in the entries of lists.
            if isinstance(raw, dict):
                if "id" in raw:
                    expected = f"no id beside the name in the header, {key.name}.{name[:60]}"
                    self.faults.append(Fault(where, "id", shown(raw["id"]), expected))
                entries.append(self._entry(where, {**raw, "id": name}, kind))
            else:
                self._fault(f"{key.name}.{name[:60]}", raw, f"a name in the header, such as {like}")
        return tuple(entries)

    def _list(self, key: Key[tuple[_E, ...]], kind: type[_E], name: Key[str]) -> tuple[_E, ...]:
        """Entries of a list of tables, such as ``[[source]]``."""
        found = self.raw.get(key.name, [])
        if not isinstance(found, list) or not all(isinstance(raw, dict) for raw in found):
            expected = f"each {key.name} under a [[{key.name}]] with two brackets"
            self._fault(key.name, found, expected)
            return ()
        return tuple(
            self._entry(named(key.name, raw.get(name.name), position), raw, kind)
            for position, raw in enumerate(self._limited(key, found), 1)
        )

    def _proposals(self) -> tuple[Proposal, ...]:
        found = self._list(File.proposal, Proposal, Proposal.id)
        return tuple(
            self._with_parts(entry, entry.id or f"[{position}]")
            for position, entry in enumerate(found, 1)
        )

    def _with_parts(self, proposal: Proposal, name: str) -> Proposal:
        stages = tuple(
            self._entry(f"stage[{position}] of {proposal.where}", raw, Stage)
            for position, raw in enumerate(proposal.tables(Proposal.stages), 1)
        )
        raw_zones = proposal.tables(Proposal.zone)
        zones = tuple(
            self._entry(_zone_name(name, raw, position, len(raw_zones)), raw, Zone)
            for position, raw in enumerate(raw_zones, 1)
        )
        return proposal.with_inner({Proposal.stages: stages, Proposal.zone: zones})

    def _limited(self, key: Key[Any], found: list[Any]) -> list[Any]:
        """The entries, or none if they are too many: then only their number is a fault."""
        if len(found) <= key.form.most:
            return found
        self._fault(key.name, f"{len(found):,} entries", f"at most {key.form.most:,}")
        return []


def _zone_name(proposal: str, raw: Mapping[str, Any], position: int, of: int) -> str:
    label = raw.get("label")
    if isinstance(label, str) and label.strip():
        return named("zone", f"{proposal}/{label}", position)
    unlabelled = named("zone", proposal, position)
    return unlabelled if of == 1 else f"{unlabelled}[{position}]"


def _settled(file: File, at_fault: set[str]) -> File:
    """Mark entries that later stages must not use: faulty ones, and those that refer to them."""
    lines = _marked(file.line, at_fault)
    stretches = _standing_on(_marked(file.stretch, at_fault), Stretch.line, lines, Line.id)

    def settled(proposal: Proposal) -> Proposal:
        zones = _standing_on(_marked(proposal.zone, at_fault), Zone.line, lines, Line.id)
        zones = _standing_on(zones, Zone.stretch, stretches, Stretch.id)
        return proposal.with_inner({Proposal.zone: zones})

    return file.with_inner(
        {
            File.places: _marked(file.places, at_fault),
            File.line: lines,
            File.stretch: stretches,
            File.proposal: tuple(settled(proposal) for proposal in file.proposal),
            File.overlay: _marked(file.overlay, at_fault),
        }
    )


def _marked(entries: Iterable[_E], at_fault: set[str]) -> tuple[_E, ...]:
    return tuple(
        replace(entry, sound=entry.sound and entry.where not in at_fault) for entry in entries
    )


def _standing_on(
    entries: Iterable[_E], key: Key[str], base: Iterable[Entry], id_: Key[str]
) -> tuple[_E, ...]:
    sound = {id_.of(entry) for entry in base if entry.sound}
    return tuple(
        replace(entry, sound=entry.sound and (not entry.has(key) or key.of(entry) in sound))
        for entry in entries
    )
