"""The meaning of a scenario file: proposals, their zones, places, events, sources.

`read` gives who said what, with every place resolved to coordinates. This module does not compute
geometry (`geozone.study.study` does) and does not check the file's form
(`geozone.scenario.format.check` does).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

from gazetteer import Gazetteer
from geozone.ellipsoid.geodesy import LngLat
from geozone.errors import Fault, ScenarioError
from geozone.quantities import TOWN_UNCERTAINTY_KM
from geozone.scenario.format import check, keys, toml_file
from geozone.scenario.format.entry import Entry, Key
from geozone.scenario.format.wrong import nearest
from geozone.scenario.names import Names, Spot, Ways
from geozone.scenario.values import (
    Event,
    Line,
    Overlay,
    Place,
    Proposal,
    Scenario,
    Source,
    Stage,
    Status,
    Stretch,
    ZoneSpec,
)

__all__ = [
    "Event",
    "Line",
    "Overlay",
    "Place",
    "Proposal",
    "Scenario",
    "Source",
    "Stage",
    "Status",
    "Stretch",
    "ZoneSpec",
    "read",
    "shipped",
]

SHIPPED = Path(__file__).parents[1] / "scenarios"
_WAYS = Ways("by a table with name and country or near", "its lon and lat with a source")


def shipped() -> tuple[tuple[str, str], ...]:
    """Names and titles of the scenarios that come with geozone, by name.

    Examples
    --------
    >>> "korea-dmz" in [name for name, title in shipped()]
    True
    """
    return tuple(
        (path.stem, str(toml_file.parse(path.read_bytes(), path.name)["title"]))
        for path in sorted(SHIPPED.glob("*.toml"), key=lambda path: path.stem)
    )


def read(
    name_or_path: str | os.PathLike[str], *, places: Gazetteer | None = None
) -> tuple[Scenario, tuple[Fault, ...]]:
    """Read a scenario and list every fault of its form and its names.

    Parameters
    ----------
    name_or_path
        A shipped scenario's name, or a file. A name of a shipped scenario comes first; write a file
        with the same name as ``./turkey-syria``.
    places
        Where names are looked up; by default the gazetteer that comes with geozone.

    Returns
    -------
    scenario
        If there are faults, it holds the sound values and stand-ins for the faulty ones. It then
        serves only to find more faults.
    faults
        Empty for a good file.

    Raises
    ------
    ScenarioError
        If there is no such file, or if it cannot be read as a scenario at all.

    Examples
    --------
    >>> scenario, faults = read("turkey-syria")
    >>> scenario.as_of, faults
    ('2019-09-08', ())
    """
    path, file = _found(os.fspath(name_or_path))
    checked = check.check_text(toml_file.load(path, file), file)
    names = Names(places, _WAYS)
    scenario = _Meaning(checked.file, names).scenario(path, file)
    return scenario, (*checked.faults, *names.faults)


def _found(asked: str) -> tuple[Path, str]:
    """The path of a scenario, and its name for messages."""
    known = {path.stem: path for path in SHIPPED.glob("*.toml")}
    if asked in known:
        return known[asked], asked
    path = Path(asked)
    if os.path.exists(path):  # noqa: PTH110 - Path.exists raises for a name with a NUL
        return path, asked
    near = nearest(path.stem, known)
    expected = (
        f'a file, or a shipped scenario: "{near}"?'
        if near
        else (f"a file, or a shipped scenario: {', '.join(sorted(known))}")
    )
    raise ScenarioError(asked, [Fault("", "", "no such file", expected)])


class _Meaning:
    """One conversion of checked entries into a scenario; `names` resolves the names in them."""

    def __init__(self, file: keys.File, names: Names) -> None:
        self.file = file
        self.names = names
        self.sources = _first_of_each(map(_source, _sound(file.source)))

    def scenario(self, path: Path, said: str) -> Scenario:
        file = self.file
        places = _kept(map(self._listed, file.places))
        return Scenario(
            name=path.stem,
            file=said,
            title=file.title,
            as_of=file.as_of,
            language=file.language or "en",
            notes=file.notes or (),
            places=places,
            lines=_kept(map(self._line, _sound(file.line))),
            stretches=_kept(map(self._stretch, _sound(file.stretch))),
            sources=self.sources,
            proposals=_first_of_each(map(self._proposal, file.proposal)),
            events=tuple(map(self._event, _sound(file.event))),
            overlays=tuple(map(self._overlay, _sound(file.overlay))),
            folder=path.parent,
        )

    def _cited(self, ids: Iterable[str]) -> tuple[str, ...]:
        # An unknown id is a fault that the check has reported; here it would only break a lookup.
        known = {source.id for source in self.sources}
        return tuple(id_ for id_ in ids if id_ in known)

    def _listed(self, entry: keys.Place) -> Place | None:
        # The first place of a name counts, and events and zones refer to it by that name.
        place = self._listed_place(entry) if entry.sound else None
        if name := keys.Place.name.of(entry):
            self.names.listed.setdefault(name, place)
        return place

    def _listed_place(self, entry: keys.Place) -> Place | None:
        country = None
        if entry.country:
            country = self.names.country(_spot(entry, keys.Place.country), entry.country)
            if country is None:
                return None
        # With lon and lat the place is the author's own, and its name is not looked up.
        if entry.lon is None or entry.lat is None:
            return self.names.town(
                _spot(entry, keys.Place.name),
                entry.name,
                country=country,
                near=entry.near,
                other=entry.other,
                uncertainty_km=entry.uncertainty_km,
            )
        uncertainty_km = entry.uncertainty_km
        return Place(
            name=entry.name,
            asked=entry.name,
            other=entry.other,
            point=LngLat(entry.lon, entry.lat),
            country=country,
            uncertainty_km=TOWN_UNCERTAINTY_KM if uncertainty_km is None else uncertainty_km,
            source=self._place_source(entry.source or ""),
        )

    def _place_source(self, said: str | tuple[str, ...]) -> str:
        ids = (said,) if isinstance(said, str) else said
        titles = {source.id: f"{source.title}, {source.date}" for source in self.sources}
        return "; ".join(titles.get(id_, id_) for id_ in ids)

    def _place(self, entry: Entry, key: Key[str]) -> Place | None:
        name = key.of(entry)
        return None if name is None else self.names.place(_spot(entry, key), name)

    def _line(self, entry: keys.Line) -> Line | None:
        if entry.file:
            left, right = (
                code and self.names.country(_spot(entry, key), code)
                for key, code in ((keys.Line.left, entry.left), (keys.Line.right, entry.right))
            )
            if bool(entry.left) > bool(left) or bool(entry.right) > bool(right):
                return None  # a country is given and unknown: `names` holds the fault
            return Line(entry.id, (), entry.file, left, right)
        pairs = [self._pair(entry, pair) for pair in entry.between or ()]
        sound = [(pair[0], pair[1]) for pair in pairs if len(pair) == 2]
        if len(sound) < len(pairs):
            return None
        # Two spellings of a pair (TR-SY, SYR-TUR) are only equal once their codes are looked up.
        if len(set(map(frozenset, sound))) < len(sound):
            self.names.refuse(_spot(entry, keys.Line.between), "", keys.PAIR_ONCE)
        return Line(entry.id, tuple(sound))

    def _pair(self, entry: keys.Line, codes: tuple[str, str]) -> tuple[str, ...]:
        faults_before = len(self.names.faults)
        spot = _spot(entry, keys.Line.between)
        pair = self.names.sides(spot, codes)
        # One code and no new fault: both codes (TR and TUR) mean the same country.
        if len(pair) < 2 and len(self.names.faults) == faults_before:
            self.names.refuse(spot, "", "two different countries")
        return pair

    def _stretch(self, entry: keys.Stretch) -> Stretch | None:
        start = self.names.end(_spot(entry, keys.Stretch.from_), entry.from_)
        end = self.names.end(_spot(entry, keys.Stretch.to), entry.to)
        if start is None or end is None:
            return None
        return Stretch(entry.id, entry.line, start, end, entry.from_, entry.to)

    def _event(self, entry: keys.Event) -> Event:
        return Event(
            date=entry.date,
            title=entry.title,
            sources=self._cited(entry.source),
            place=self._place(entry, keys.Event.place),
            planned=bool(entry.planned),
        )

    def _overlay(self, entry: keys.Overlay) -> Overlay:
        return Overlay(
            file=entry.file,
            kind=entry.kind_,
            title=entry.title,
            date=entry.date,
            sources=self._cited(entry.source),
        )

    def _proposal(self, entry: keys.Proposal) -> Proposal:
        id_ = entry.id or entry.where
        zones = _kept(self._zone(zone, id_) for zone in _sound(entry.zone))
        for zone in entry.zone:
            if not zone.sound:  # no zone is made of it, but its names are checked in the same run
                self._zone_names(zone)
        return Proposal(
            id=id_,
            title=entry.title,
            by=entry.by,
            stages=_stages(entry),
            said=entry.said,
            reading=entry.reading,
            sources=self._cited(entry.source),
            variant_of=entry.variant_of,
            people=entry.people,
            note=entry.note,
            zones=self._minus_of_sound(entry, zones),
        )

    def _zone_names(self, entry: keys.Zone) -> tuple[tuple[str, ...], Place | None]:
        into = self.names.sides(_spot(entry, keys.Zone.into), entry.into or ())
        return into, self._place(entry, keys.Zone.place)

    def _zone(self, entry: keys.Zone, proposal: str) -> ZoneSpec | None:
        into, place = self._zone_names(entry)
        if len(into) < len(entry.into or ()) or (entry.has(keys.Zone.place) and not place):
            return None
        return ZoneSpec(
            id=f"{proposal}/{entry.label}" if entry.label else proposal,
            label=entry.label,
            line=entry.line,
            stretch=entry.stretch,
            place=place,
            area=entry.area,
            into=into,
            depth=entry.depth,
            part=entry.part,
            length=entry.length,
            anchor=entry.anchor or "centre",
            minus=entry.minus,
            bank=entry.bank,
            draw=entry.draw or "fill",
            assumed=entry.assumed or (),
        )

    def _minus_of_sound(
        self, entry: keys.Proposal, zones: tuple[ZoneSpec, ...]
    ) -> tuple[ZoneSpec, ...]:
        """The zones, without a `minus` that names a faulty zone.

        A `minus` zone that extends into other countries is a fault: nothing would be subtracted.
        """
        by_label = {zone.label: zone for zone in zones}
        by_entry = {part.label: part for part in entry.zone}
        for zone in zones:
            other = by_label.get(zone.minus) if zone.minus else None
            if zone.minus and other and set(other.into) != set(zone.into):
                expected = f"a zone into the same countries, {', '.join(zone.into)}"
                spot = _spot(by_entry[zone.label], keys.Zone.minus)
                self.names.refuse(spot, zone.minus, expected)
        return tuple(
            zone if zone.minus in by_label else replace(zone, minus=None) for zone in zones
        )


class _WithId(Protocol):
    @property
    def id(self) -> str: ...


_Named = TypeVar("_Named", bound=_WithId)
_Kind = TypeVar("_Kind", bound=Entry)
_Any = TypeVar("_Any")


def _spot(entry: Entry, key: Key[Any]) -> Spot:
    return Spot(entry.where, key.name)


def _sound(entries: Iterable[_Kind]) -> tuple[_Kind, ...]:
    return tuple(entry for entry in entries if entry.sound)


def _kept(found: Iterable[_Any | None]) -> tuple[_Any, ...]:
    return tuple(one for one in found if one is not None)


def _first_of_each(values: Iterable[_Named]) -> tuple[_Named, ...]:
    """The first value of each id; a repeated id is a fault that the check has reported."""
    by_id: dict[str, _Named] = {}
    for value in values:
        by_id.setdefault(value.id, value)
    return tuple(by_id.values())


def _source(entry: keys.Source) -> Source:
    return Source(entry.id, entry.title, entry.date, entry.publisher, entry.url)


def _stages(proposal: keys.Proposal) -> tuple[Stage, ...]:
    stages = tuple(Stage(stage.status, stage.from_, stage.to) for stage in proposal.stages)
    # A stand-in for faulty stages: every proposal has one at least, and this date is the earliest.
    return stages or (Stage("proposed", "0001"),)
