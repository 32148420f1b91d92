"""What the entries of a scenario file say of each other: ids used once, references that exist.

An id counts as known as soon as the file has it, whatever else is wrong with its entry; where
the ids of a kind cannot be read at all, references to that kind are not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from geozone.errors import Fault
from geozone.scenario.format.entry import Entry
from geozone.scenario.format.wrong import one_known

Known = frozenset[str] | None  # None: not all could be read


def repeated(entries: Sequence[Entry], key: str, expected: str) -> Iterator[Fault]:
    """Each entry after the first that has the same value under a key."""
    seen: set[object] = set()
    for entry in entries:
        value = entry.get(key)
        if value and value in seen:
            yield entry.fault(key, expected, value)
        seen.add(value)


def unknown(entry: Entry, key: str, known: Known, what: str) -> Iterator[Fault]:
    """References of an entry to ids that the file does not have."""
    value = entry.get(key)
    if known is None or value is None:
        return
    for one in (value,) if isinstance(value, str) else value:
        if one not in known:
            yield entry.fault(key, one_known(one, known, what), one)


def variant_faults(proposals: Sequence[Entry], known: Known) -> Iterator[Fault]:
    """A variant is of another proposal, which is no variant itself."""
    variants = {proposal.get("id") for proposal in proposals if "variant_of" in proposal.given}
    for proposal in proposals:
        of = proposal.get("variant_of")
        if of is not None and of == proposal.get("id"):
            yield proposal.fault("variant_of", "another proposal than itself", of)
        elif of in variants:
            yield proposal.fault("variant_of", "a proposal that is no variant itself", of)
        else:
            yield from unknown(proposal, "variant_of", known, "the id of a proposal")


def label_faults(zones: Sequence[Entry]) -> Iterator[Fault]:
    """Several zones of a proposal each have a label of their own."""
    if len(zones) > 1:
        for zone in zones:
            if "label" not in zone.given:
                yield zone.fault("label", "a label, since the proposal has several zones")
    yield from repeated(zones, "label", "a label of its own: another zone has it")


def minus_faults(
    zones: Sequence[Entry], labels: Known, lines: Mapping[str, str | None]
) -> Iterator[Fault]:
    """A zone is taken from one that lies on the same line, and never in a circle.

    Parameters
    ----------
    zones
        Of one proposal.
    labels
        Those that the proposal has.
    lines
        The line of each stretch.
    """
    by_label = {zone.get("label"): zone for zone in zones if zone.get("label")}
    for zone in zones:
        minus = zone.get("minus")
        if minus is None:
            continue
        yield from unknown(zone, "minus", labels, "the label of a zone of this proposal")
        if minus in by_label:
            yield from _unlike(zone, by_label[minus], lines)
            circle = _circle(zone, by_label)
            if circle:
                yield zone.fault("minus", f"no circle: {' minus '.join(circle)}", minus)


def _unlike(zone: Entry, other: Entry, lines: Mapping[str, str | None]) -> Iterator[Fault]:
    minus, depth = zone.get("minus"), other.get("depth")
    if depth is not None and depth.is_range:
        yield zone.fault("minus", "a zone with one depth, not a range", minus)
    own, its = _line_of(zone, lines), _line_of(other, lines)
    if own and its and own != its:
        yield zone.fault("minus", f'a zone of the same line, "{own}" and not "{its}"', minus)
    if other.given & {"place", "area"}:
        yield zone.fault("minus", "a zone of a line or stretch", minus)


def _line_of(zone: Entry, lines: Mapping[str, str | None]) -> str | None:
    line: str | None = zone.get("line")
    return line or lines.get(zone.get("stretch") or "")


def _circle(zone: Entry, by_label: Mapping[str, Entry]) -> list[str]:
    """The labels from a zone back to itself; empty if `minus` leads elsewhere."""
    start = zone.get("label")
    path, at = [start], zone.get("minus")
    while at in by_label and at not in path:
        path.append(at)
        at = by_label[at].get("minus")
    return [*path, start] if start and at == start else []


def known_ids(raw: object, key: str | None) -> Known:
    """All ids of a kind that the file has, sound or not.

    Parameters
    ----------
    raw
        What TOML gave for the kind: a list of tables, or a table of tables.
    key
        Which key of a table in the list is its id; None for a table of tables.

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
