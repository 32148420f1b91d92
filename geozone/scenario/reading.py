"""The meaning of a scenario file: proposals, their zones, places, events, sources.

Holds what was said and by whom, with every place resolved to coordinates. Does not compute geometry
(`geozone.study.study` does) and does not check the file's form (`geozone.scenario.format.check`
does).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

from gazetteer import AmbiguousName, Gazetteer, GazetteerError, UnknownCountry, UnknownName
from gazetteer.gazetteer import NO_GUESS
from geozone.ellipsoid.geodesy import LngLat
from geozone.errors import Fault, ScenarioError
from geozone.quantities import TOWN_UNCERTAINTY_KM
from geozone.scenario.format import check, toml_file
from geozone.scenario.format.entry import Entry
from geozone.scenario.format.forms import is_country_end, is_place_end
from geozone.scenario.format.wrong import nearest
from geozone.scenario.listed_towns import listed_place
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
    "understood",
]

SHIPPED = Path(__file__).parents[1] / "scenarios"
HERE = Path()  # the current folder
# How a file, unlike an option, can make a name clear.
TOLD_APART = "by a table with name and country or near"
OWN_POINT = "its lon and lat with a source"
_NAMED = 3  # alternatives that a fault names


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
    """Read a scenario and say everything that is wrong with its form and its names.

    Parameters
    ----------
    name_or_path
        A shipped scenario's name, or a file. (A file of such a name: ``./turkey-syria``.)
    places
        Where names are looked up; by default the gazetteer that comes with geozone.

    Returns
    -------
    scenario
        With faults it holds what is sound, stand-ins among it: good for finding more faults only.
    faults
        Empty for a good file.

    Raises
    ------
    ScenarioError
        If there is no such file, or nothing in it to go on with.

    Examples
    --------
    >>> scenario, faults = read("turkey-syria")
    >>> scenario.as_of, faults
    ('2019-09-08', ())
    """
    path, file = _found(os.fspath(name_or_path))
    raw = toml_file.parse(toml_file.load(path, file), file)
    return understood(raw, name=path.stem, file=file, folder=path.parent, places=places)


def understood(
    raw: Mapping[str, Any],
    *,
    name: str,
    file: str,
    folder: Path = HERE,
    places: Gazetteer | None = None,
) -> tuple[Scenario, tuple[Fault, ...]]:
    """Make a scenario of the tables and keys of a file, whoever wrote them.

    Parameters
    ----------
    raw
        As TOML gives them.
    name, file
        What the scenario is called, and its file as the user gave it.
    folder
        What its files are relative to.
    places
        Where names are looked up; by default the gazetteer that comes with geozone.

    Returns
    -------
    scenario, faults
        As for `read`.

    Examples
    --------
    >>> scenario, faults = understood({"format": 1}, name="s", file="s.toml")
    >>> [fault.key for fault in faults]
    ['title', 'as_of', 'line']
    """
    checked = check.check(raw, file)
    meaning = _Meaning(checked, places or Gazetteer())
    scenario = replace(meaning.scenario(name, file), folder=folder)
    return scenario, (*checked.faults, *meaning.faults)


def _found(asked: str) -> tuple[Path, str]:
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
    """One scenario in the making: what its names stand for, and the faults so far."""

    def __init__(self, checked: check.Checked, places: Gazetteer) -> None:
        self.checked = checked
        self.gazetteer = places
        self.faults: list[Fault] = []
        self.sources = _first_of_each(map(_source, _sound(checked.sources)))
        self.listed: dict[str, Place | None] = {}

    def scenario(self, name: str, file: str) -> Scenario:
        checked, top = self.checked, self.checked.top.values
        places = self._places()
        return Scenario(
            name=name,
            file=file,
            title=top["title"],
            as_of=top["as_of"],
            language=top.get("language") or "en",
            notes=top.get("notes", ()),
            places=places,
            lines=_kept(map(self._line, _sound(checked.lines))),
            stretches=_kept(map(self._stretch, _sound(checked.stretches))),
            sources=self.sources,
            proposals=_first_of_each(map(self._proposal, checked.proposals)),
            events=tuple(map(self._event, _sound(checked.events))),
            overlays=tuple(map(self._overlay, _sound(checked.overlays))),
        )

    def _fault(self, entry: Entry, key: str, value: object, expected: str) -> None:
        self.faults.append(entry.fault(key, expected, value))

    def _country(self, entry: Entry, key: str, code: str) -> str | None:
        try:
            return self.gazetteer.country(code)
        except UnknownCountry:
            self._fault(entry, key, code, 'a country code that exists, such as "SY" or "SYR"')
            return None

    def _countries(self, entry: Entry, key: str, codes: Iterable[str]) -> tuple[str, ...]:
        found = [
            code if code in {"left", "right"} else self._country(entry, key, code) for code in codes
        ]
        return tuple(dict.fromkeys(code for code in found if code))

    def _cited(self, entry: Entry) -> tuple[str, ...]:
        known = {source.id for source in self.sources}
        return tuple(id_ for id_ in entry.get("source") or () if id_ in known)

    def _places(self) -> tuple[Place, ...]:
        found = []
        for entry in self.checked.places:
            place = self._listed_place(entry) if entry.sound else None
            if entry.get("name"):
                self.listed.setdefault(entry.get("name"), place)
            found.append(place)
        return _kept(found)

    def _listed_place(self, entry: Entry) -> Place | None:
        code = entry.get("country")
        country = self._country(entry, "country", code) if code else None
        if code and not country:
            return None
        if entry.get("lon") is None:
            return self._looked_up(entry, "name", entry.get("name"), country, entry)
        return Place(
            name=entry.get("name"),
            asked=entry.get("name"),
            other=entry.get("other"),
            point=LngLat(entry.get("lon"), entry.get("lat")),
            country=country,
            uncertainty_km=_or(entry.get("uncertainty_km"), TOWN_UNCERTAINTY_KM),
            source=self._place_source(entry.get("source")),
        )

    def _place_source(self, said: str | tuple[str, ...]) -> str:
        ids = (said,) if isinstance(said, str) else said
        titles = {source.id: f"{source.title}, {source.date}" for source in self.sources}
        return "; ".join(titles.get(id_, id_) for id_ in ids)

    def _named_place(self, entry: Entry, key: str) -> Place | None:
        """The place that an entry names: one of the scenario's list, or the gazetteer's."""
        name: str | None = entry.get(key)
        if name is None:
            return None
        if name in self.listed:
            return self.listed[name]
        return self._looked_up(entry, key, name, None, None)

    def _looked_up(
        self, entry: Entry, key: str, name: str, country: str | None, table: Entry | None
    ) -> Place | None:
        details = table.values if table else {}
        near = details.get("near")
        try:
            found = self.gazetteer.resolve(name, country=country, near=near, least_score=NO_GUESS)
        except GazetteerError as error:
            self._fault(entry, key, name, _advice(error))
            return None
        if found.kind != "town":
            expected = f"a town, not a {found.kind}; or {OWN_POINT}"
            self._fault(entry, key, name, expected)
            return None
        return replace(
            listed_place(found),
            asked=name,
            other=details.get("other"),
            uncertainty_km=_or(details.get("uncertainty_km"), TOWN_UNCERTAINTY_KM),
        )

    def _line(self, entry: Entry) -> Line | None:
        if entry.get("file"):
            given = [side for side in ("left", "right") if entry.get(side)]
            codes = {side: self._country(entry, side, entry.get(side)) for side in given}
            if None in codes.values():
                return None
            return Line(entry.get("id"), (), entry.get("file"), **codes)
        pairs = [self._pair(entry, pair) for pair in entry.get("between")]
        sound = [(pair[0], pair[1]) for pair in pairs if len(pair) == 2]
        if len(sound) < len(pairs):
            return None
        if len(set(map(frozenset, sound))) < len(sound):
            self._fault(entry, "between", "", "each pair of countries once")
        return Line(entry.get("id"), tuple(sound))

    def _pair(self, entry: Entry, codes: tuple[str, str]) -> tuple[str, ...]:
        faults_before = len(self.faults)
        pair = self._countries(entry, "between", codes)
        if len(pair) < 2 and len(self.faults) == faults_before:
            self._fault(entry, "between", "", "two different countries")
        return pair

    def _stretch(self, entry: Entry) -> Stretch | None:
        start, end = self._end(entry, "from"), self._end(entry, "to")
        if start is None or end is None:
            return None
        said = entry.get("from"), entry.get("to")
        return Stretch(entry.get("id"), entry.get("line"), start, end, *said)

    def _end(self, entry: Entry, key: str) -> str | LngLat | None:
        said: str = entry.get(key)
        if is_country_end(said):
            return self._country(entry, key, said)
        if not is_place_end(said):
            return said
        place = self._named_place(entry, key)
        return place.point if place else None

    def _event(self, entry: Entry) -> Event:
        return Event(
            date=entry.get("date"),
            title=entry.get("title"),
            sources=self._cited(entry),
            place=self._named_place(entry, "place"),
            planned=bool(entry.get("planned")),
        )

    def _overlay(self, entry: Entry) -> Overlay:
        return Overlay(
            file=entry.get("file"),
            kind=entry.get("kind"),
            title=entry.get("title"),
            date=entry.get("date"),
            sources=self._cited(entry),
        )

    def _proposal(self, entry: Entry) -> Proposal:
        id_ = entry.get("id") or entry.where
        zones = _kept(self._zone(zone, id_) for zone in _sound(entry.parts))
        for zone in entry.parts:
            if not zone.sound:  # its names may be wrong as well: say it at once
                self._countries(zone, "into", zone.get("into") or ())
                self._named_place(zone, "place")
        return Proposal(
            id=id_,
            title=entry.get("title"),
            by=entry.get("by"),
            stages=_stages(entry),
            said=entry.get("said"),
            reading=entry.get("reading"),
            sources=self._cited(entry),
            variant_of=entry.get("variant_of"),
            people=entry.get("people"),
            note=entry.get("note"),
            zones=self._minus_of_sound(entry, zones),
        )

    def _zone(self, entry: Entry, proposal: str) -> ZoneSpec | None:
        into = self._countries(entry, "into", entry.get("into") or ())
        place = self._named_place(entry, "place")
        if len(into) < len(entry.get("into") or ()) or ("place" in entry.given and not place):
            return None
        label = entry.get("label")
        return ZoneSpec(
            id=f"{proposal}/{label}" if label else proposal,
            label=label,
            line=entry.get("line"),
            stretch=entry.get("stretch"),
            place=place,
            area=entry.get("area"),
            into=into,
            depth=entry.get("depth"),
            part=entry.get("part"),
            length=entry.get("length"),
            anchor=entry.get("anchor") or "centre",
            minus=entry.get("minus"),
            bank=entry.get("bank"),
            draw=entry.get("draw") or "fill",
            assumed=entry.get("assumed") or (),
        )

    def _minus_of_sound(self, entry: Entry, zones: tuple[ZoneSpec, ...]) -> tuple[ZoneSpec, ...]:
        """The zones, `minus` kept where its zone is sound; on another side it is a fault."""
        by_label = {zone.label: zone for zone in zones}
        by_entry = {part.get("label"): part for part in entry.parts}
        for zone in zones:
            other = by_label.get(zone.minus) if zone.minus else None
            if other and set(other.into) != set(zone.into):
                expected = f"a zone into the same countries, {', '.join(zone.into)}"
                self._fault(by_entry[zone.label], "minus", zone.minus, expected)
        return tuple(
            zone if zone.minus in by_label else replace(zone, minus=None) for zone in zones
        )


class _WithId(Protocol):
    @property
    def id(self) -> str: ...


_Named = TypeVar("_Named", bound=_WithId)
_Any = TypeVar("_Any")


def _sound(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.sound)


def _kept(found: Iterable[_Any | None]) -> tuple[_Any, ...]:
    return tuple(one for one in found if one is not None)


def _first_of_each(values: Iterable[_Named]) -> tuple[_Named, ...]:
    by_id: dict[str, _Named] = {}
    for value in values:
        by_id.setdefault(value.id, value)
    return tuple(by_id.values())


def _or(value: Any, default: float) -> float:
    return default if value is None else float(value)


def _source(entry: Entry) -> Source:
    return Source(
        id=entry.get("id"),
        title=entry.get("title"),
        date=entry.get("date"),
        publisher=entry.get("publisher"),
        url=entry.get("url"),
    )


def _stages(proposal: Entry) -> tuple[Stage, ...]:
    stages = tuple(
        Stage(stage.get("status"), stage.get("from"), stage.get("to"))
        for stage in proposal.get("stages")
    )
    return stages or (Stage("proposed", "0001"),)  # a stand-in: its stages are faulty


def _advice(error: GazetteerError) -> str:
    """What to write instead of a name that the gazetteer cannot answer."""
    if isinstance(error, AmbiguousName):
        listed = ", ".join(
            f"{one.place.name} ({one.place.country} at {one.place.lon:.2f}, {one.place.lat:.2f})"
            for one in error.alternatives[:_NAMED]
        )
        return f"one place, {TOLD_APART}: it may be {listed}"
    if isinstance(error, UnknownName) and error.alternatives:
        places = [one.place for one in error.alternatives[:_NAMED]]
        listed = ", ".join(f"{place.name} ({place.country})" for place in places)
        return f"a place that the gazetteer knows: {listed}?"
    reason = str(error).rpartition(" — ")[2]
    return f"a place that the gazetteer knows ({reason}), or {OWN_POINT}"
