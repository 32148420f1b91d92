"""Look up the names in a scenario file or in options: countries, towns, ends of a line.

A fault of a name gives the entry and the key, or the option, where the name stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gazetteer import AmbiguousName, Gazetteer, GazetteerError, UnknownCountry, UnknownName
from gazetteer.gazetteer import NO_GUESS
from geozone.atlas.named import line_of_name
from geozone.ellipsoid.geodesy import LngLat
from geozone.errors import Fault
from geozone.lines.said import End
from geozone.quantities import TOWN_UNCERTAINTY_KM
from geozone.scenario.listed_towns import listed_place
from geozone.scenario.values import Place

_MOST_ALTERNATIVES = 3  # places that one fault suggests, so that it stays one readable line


@dataclass(frozen=True, slots=True)
class Ways:
    """How a user can say which place is meant.

    Parameters
    ----------
    told_apart
        How to choose among several places of one name.
    own_point
        How to give a place that the gazetteer does not know.
    """

    told_apart: str
    own_point: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name stands: an entry and its key. For an option the entry is empty."""

    entry: str
    key: str


class Names:
    """Looks names up and collects their faults, so that one run reports all of them."""

    def __init__(self, gazetteer: Gazetteer | None, ways: Ways) -> None:
        self._gazetteer = gazetteer or Gazetteer()
        self._ways = ways
        self.faults: list[Fault] = []
        # The scenario's own places by their name there. A faulty place is kept as None: its name
        # is then known, and is not reported a second time where another entry refers to it.
        self.listed: dict[str, Place | None] = {}

    def refuse(self, at: Spot, value: str, expected: str) -> None:
        """Record a fault."""
        self.faults.append(Fault(at.entry, at.key, value, expected))

    def country(self, at: Spot, code: str) -> str | None:
        """Alpha-3 code of a country."""
        try:
            return self._gazetteer.country(code)
        except UnknownCountry:
            self.refuse(at, code, 'a country code that exists, such as "SY" or "SYR"')
            return None

    def sides(self, at: Spot, codes: Iterable[str]) -> tuple[str, ...]:
        """Alpha-3 codes of countries, each once; the words "left" and "right" are kept."""
        found = [code if code in {"left", "right"} else self.country(at, code) for code in codes]
        return tuple(dict.fromkeys(code for code in found if code))

    def place(self, at: Spot, name: str) -> Place | None:
        """The scenario's own place of that name, or else the gazetteer's town."""
        return self.listed[name] if name in self.listed else self.town(at, name)

    def town(  # noqa: PLR0913 - the keys of a place
        self,
        at: Spot,
        name: str,
        *,
        country: str | None = None,
        near: tuple[float, float] | None = None,
        other: str | None = None,
        uncertainty_km: float | None = None,
    ) -> Place | None:
        """A town of the gazetteer, with the values that the scenario adds to it."""
        try:
            # A guess could put another town on the map, so only names that are sure are taken.
            found = self._gazetteer.resolve(name, country=country, near=near, least_score=NO_GUESS)
        except GazetteerError as error:
            self.refuse(at, name, self._advice(error))
            return None
        if found.kind != "town":
            self.refuse(at, name, f"a town, not a {found.kind}; or {self._ways.own_point}")
            return None
        uncertainty_km = TOWN_UNCERTAINTY_KM if uncertainty_km is None else uncertainty_km
        return replace(listed_place(found), asked=name, other=other, uncertainty_km=uncertainty_km)

    def end(self, at: Spot, said: End) -> End | LngLat | None:
        """An end of a stretch, with a country as its alpha-3 code and a place as its point.

        The name of a line of the atlas, such as "Line of Control", goes before the gazetteer's
        places; a place that the scenario lists itself goes before both.
        """
        if said.kind == "country":
            code = self.country(at, said.name)
            return End("country", code) if code else None
        if said.kind != "place":
            return said
        line = line_of_name(said.name)
        if line is not None and said.name not in self.listed:
            return End("line", line.name)
        place = self.place(at, said.name)
        return place.point if place else None

    def _advice(self, error: GazetteerError) -> str:
        """What to write instead of a name that the gazetteer cannot answer."""
        if isinstance(error, AmbiguousName):
            listed = ", ".join(
                f"{one.place.name} ({one.place.country} at {one.place.lon:.2f}, "
                f"{one.place.lat:.2f})"
                for one in error.alternatives[:_MOST_ALTERNATIVES]
            )
            return f"one place, {self._ways.told_apart}: it may be {listed}"
        if isinstance(error, UnknownName) and error.alternatives:
            places = [one.place for one in error.alternatives[:_MOST_ALTERNATIVES]]
            listed = ", ".join(f"{place.name} ({place.country})" for place in places)
            return f"a place that the gazetteer knows: {listed}?"
        return f"a place that the gazetteer knows ({error.advice}), or {self._ways.own_point}"
