"""What a scenario of options says: its title, its ids, and that nobody has proposed its zones."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from geozone.atlas import world
from geozone.notes import Day, Note
from geozone.quantities import Quantity, number_text
from geozone.scenario.format.forms import is_country_end, is_place_end
from geozone.scenario.provenance import file_name
from geozone.scenario.values import Proposal, Scenario, Stage, Stretch, ZoneSpec

_END_NAMES = {"start": "its start", "end": "its end", "sea": "the sea"}


def depth_id(depth: Quantity) -> str:
    """Id of the zone of a depth: the numbers as they were said, the unit where it is not km.

    Examples
    --------
    >>> [depth_id(Quantity(*said)) for said in ((2.5, None, "km"), (5, 14, "km"), (20, None, "mi"))]
    ['2.5', '5-14', '20-mi']
    """
    numbers = "-".join(number_text(end.low) for end in depth.ends())
    return numbers if depth.unit == "km" else f"{numbers}-{depth.unit}"


def filled_in(found: Scenario) -> Scenario:
    """The scenario with what follows from its options: title, words, ids, and its own stage."""
    stage = Stage("drawn", found.as_of)
    proposals = tuple(_named(found, proposal, stage) for proposal in found.proposals)
    note = Note("options", {"date": Day(found.as_of)})
    return replace(found, title=_title(found), notes=(note,), proposals=proposals)


def _named(found: Scenario, proposal: Proposal, stage: Stage) -> Proposal:
    zones = proposal.zones
    if not zones or zones[0].depth is None:  # at fault: it will not be computed
        return replace(proposal, stages=(stage,))
    zone = zones[0]
    depth = zones[0].depth
    return replace(
        proposal,
        id=depth_id(depth),
        title=f"{depth} {_into(zone)}",
        stages=(stage,),
        said=f"No proposal: drawn from the options {_options(found, zone)}",
        zones=(replace(zone, id=depth_id(depth)),),
    )


def _options(found: Scenario, zone: ZoneSpec) -> str:
    """The options that give this zone again."""
    stretch = _stretch(found, zone)
    given: list[tuple[str, object]] = [
        *(("border", "-".join(each)) for line in found.lines for each in line.pairs),
        *(
            given
            for line in found.lines
            for given in (("line", line.file), ("left", line.left), ("right", line.right))
        ),
        *(("into", code) for code in zone.into),
        ("depth", zone.depth),
        ("from", stretch.start_said if stretch else None),
        ("to", stretch.end_said if stretch else None),
        ("part", _part(zone)),
        ("length", zone.length),
        ("anchor", zone.anchor if zone.length and zone.anchor != "centre" else None),
        ("bank", zone.bank),
    ]
    # An en dash is for readers; what they type is a hyphen.
    written = ((key, str(value).replace("–", "-")) for key, value in given if value is not None)
    return " ".join(f"--{key} {shlex.quote(value)}" for key, value in written)


def _title(found: Scenario) -> str:
    zones = [zone for proposal in found.proposals for zone in proposal.zones]
    depths = [zone.depth for zone in zones if zone.depth is not None]
    if not depths or not found.lines:
        return "-"
    first = zones[0]
    whole = f"{'Zone' if len(depths) == 1 else 'Zones'} of {_depths(depths)} along"
    return ", ".join(
        [
            f"{whole} {_lines(found)}",
            _into(first),
            *_where(first, _stretch(found, first)),
        ]
    )


def _lines(found: Scenario) -> str:
    files = [file_name(line.file) for line in found.lines if line.file]
    if files:
        return f"the line of {_and(files)}"
    names = ["–".join(map(world.country_name, each)) for line in found.lines for each in line.pairs]
    return f"the border{'s' * (len(names) > 1)} {_and(names)}"


def _into(zone: ZoneSpec) -> str:
    countries = [world.country_name(word) for word in zone.into if word not in {"left", "right"}]
    hands = [f"to the {word}" for word in zone.into if word in {"left", "right"}]
    return " and ".join([*([f"into {_and(countries)}"] if countries else []), *hands])


def _depths(depths: Sequence[Quantity]) -> str:
    """In words: the unit once, if it is one unit."""
    if len({depth.unit for depth in depths}) > 1:
        return _and(map(str, depths))
    unit = depths[0].unit
    return f"{_and(str(depth).removesuffix(f' {unit}') for depth in depths)} {unit}"


def _where(zone: ZoneSpec, stretch: Stretch | None) -> Iterator[str]:
    """Which piece of the line's zone, phrase by phrase."""
    if stretch is not None:
        yield f"from {_end(stretch.start_said)} to {_end(stretch.end_said)}"
    if zone.part is not None:
        yield f"part {_part(zone)}"
    if zone.length is not None:
        yield f"{zone.length} long"
    if zone.bank is not None:
        yield zone.bank.replace("river:", "the ")


def _end(said: str) -> str:
    if said.startswith("river:"):
        return f"the {said.removeprefix('river:')}"
    if is_country_end(said):
        return world.country_name(said)
    return said if is_place_end(said) else _END_NAMES.get(said, said)


def _part(zone: ZoneSpec) -> str | None:
    return None if zone.part is None else f"{zone.part[0]} of {zone.part[1]}"


def _stretch(found: Scenario, zone: ZoneSpec) -> Stretch | None:
    return next((each for each in found.stretches if each.id == zone.stretch), None)


def _and(parts: Iterable[str]) -> str:
    """In a row, with "and" before the last."""
    *before, last = parts
    return f"{', '.join(before)} and {last}" if before else last
