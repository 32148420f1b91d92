"""What the keys of one entry say of each other: which go together, which exclude each other.

Each rule yields its faults and leaves alone whatever is faulty already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geozone.dates import begins_after
from geozone.errors import Fault
from geozone.scenario.format.entry import Entry

ZONE_BASES = ("line", "stretch", "place", "area")
_OFF = {"place": "a disc", "area": "an area"}
_ONLY_ON_A_LINE = ("part", "length", "anchor", "minus", "bank")


def place_faults(place: Entry) -> Iterator[Fault]:
    """A point of its own needs both numbers and a source; a name needs neither."""
    own = place.given & {"lon", "lat"}
    if len(own) == 1:
        (missing,) = {"lon", "lat"} - own
        yield place.fault(missing, "lon and lat together, or neither")
    if own and "source" not in place.given:
        yield place.fault("source", 'who says that it lies there, such as ["r2016"], with lon, lat')
    if own and "near" in place.given:
        yield place.fault("near", "no near beside lon and lat", list(place.get("near") or ()))
    if not own and "source" in place.given:
        yield place.fault("source", "a source only beside lon and lat: the gazetteer names its own")


def repeated_place_faults(places: Sequence[Entry]) -> Iterator[Fault]:
    """Each place of the list that says the same as one before it."""
    seen = set()
    for place in places:
        says = frozenset(place.values.items())
        if says in seen:
            yield place.fault("name", "each place only once", place.get("name"))
        seen.add(says)


def line_faults(line: Entry) -> Iterator[Fault]:
    """A line is a list of pairs, or a file, with the countries on both its sides or on neither."""
    of_file = line.given & {"file", "left", "right"}
    if "between" in line.given:
        if of_file:
            yield line.fault(min(of_file), "between, or file with left and right, not both")
        pairs = line.get("between") or ()
        for at, pair in enumerate(pairs):
            if set(pair) in map(set, pairs[:at]):
                yield line.fault("between", "each pair of countries once", list(pair))
    elif "file" not in line.given:
        yield line.fault("between", 'pairs of countries, such as [["TUR", "SYR"]] (it is missing)')
    else:
        sides = of_file & {"left", "right"}
        for side in ("left", "right"):
            if sides == {"left", "right"} - {side}:
                yield line.fault(
                    side, f"the country on the {side} of that line (it is missing; or name neither)"
                )


def stage_faults(stage: Entry, as_of: str) -> Iterator[Fault]:
    """A stage ends after it began, and nothing is known of what came after `as_of`."""
    begin, end = stage.values["from"], stage.get("to")
    if begins_after(begin, as_of):
        yield stage.fault("from", f"a date no later than as_of ({as_of})", begin)
    if end is None:
        return
    if begins_after(begin, end):
        yield stage.fault("to", f"a date no earlier than from ({begin})", end)
    if begins_after(end, as_of):
        yield stage.fault("to", f"a date no later than as_of ({as_of})", end)


def event_faults(event: Entry, as_of: str) -> Iterator[Fault]:
    """What lies after `as_of` can only have been announced."""
    if begins_after(event.values["date"], as_of) and not event.get("planned"):
        expected = f"a date no later than as_of ({as_of}), or planned = true"
        yield event.fault("date", expected, event.values["date"])


def overlay_faults(overlay: Entry, as_of: str) -> Iterator[Fault]:
    """A layer of a later date shows what the scenario does not claim to know."""
    if begins_after(overlay.values["date"], as_of):
        yield overlay.fault("date", f"a date no later than as_of ({as_of})", overlay.values["date"])


def zone_faults(zone: Entry) -> Iterator[Fault]:
    """A zone has one base, and the keys that go with it."""
    bases = [base for base in ZONE_BASES if base in zone.given]
    if len(bases) != 1:
        value = " and ".join(bases) or "none of them"
        yield zone.fault("", f"exactly one of {', '.join(ZONE_BASES)}", value)
    elif bases[0] in {"line", "stretch"}:
        yield from _strip_faults(zone)
    else:
        yield from _off_line_faults(zone, bases[0])
    if "anchor" in zone.given and "length" not in zone.given:
        yield zone.fault("anchor", "a length, which it would place", zone.get("anchor"))
    depth = zone.get("depth")
    if "minus" in zone.given and depth is not None and depth.is_range:
        yield zone.fault("depth", "one depth, not a range, beside minus", str(depth))


def _strip_faults(zone: Entry) -> Iterator[Fault]:
    if "depth" not in zone.given:
        yield zone.fault("depth", 'a depth such as "15 km" (no constant depth: use `area`)')
    if "into" not in zone.given:
        yield zone.fault("into", 'the countries it extends into, such as ["SYR"] (it is missing)')


def _off_line_faults(zone: Entry, base: str) -> Iterator[Fault]:
    for word in zone.get("into") or ():
        if word in {"left", "right"}:
            yield zone.fault("into", f"a country code: {_OFF[base]} lies beside no line", word)
    foreign = _ONLY_ON_A_LINE if base == "place" else (*_ONLY_ON_A_LINE, "depth")
    for key in foreign:
        if key in zone.given:
            value = zone.get(key)
            said = f"{value[0]} of {value[1]}" if isinstance(value, tuple) else str(value or "")
            yield zone.fault(key, f"no {key} in a zone with `{base}`", said)
