"""A place on its way into the index, and how the point of an area is made from its towns."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

_CODE_LENGTH = 3  # "KAC", "ALP": airport codes stand among GeoNames' names


@dataclass(slots=True)
class Entry:
    """A place on its way into the index.

    Parameters
    ----------
    name
        Its main name.
    lon, lat
        Degrees on WGS84.
    country
        Alpha-2 code, ``""`` for none.
    kind
        One of `gazetteer.index_file.index.KINDS`.
    population
        0 if unknown; of an area the sum of its listed towns, by which it is weighed and which no
        answer shows.
    geonameid
        0 if `identity` says where it comes from.
    division
        GeoNames' code of the first-level division.
    spellings
        Other names of the sources.
    curated
        Names of the supplement.
    demonyms
        What its people and things are called.
    yields
        Whether a town in it bears its name too and is meant first.
    identity
        Source and id there.
    """

    name: str
    lon: float
    lat: float
    country: str
    kind: str
    population: int
    geonameid: int
    division: str
    spellings: list[str] = field(default_factory=list)
    curated: list[str] = field(default_factory=list)
    demonyms: list[str] = field(default_factory=list)
    yields: bool = False
    identity: tuple[str, str] = ("", "")


Groups = dict[str, dict[str, list[Entry]]]


def by_division(towns: Iterable[Entry]) -> Groups:
    """Group towns by country and code of their division."""
    groups: Groups = {}
    for town in towns:
        groups.setdefault(town.country, {}).setdefault(town.division, []).append(town)
    return groups


def middle(towns: Iterable[Entry]) -> tuple[float, float]:
    """Mean of places on the sphere, so that a country across the antimeridian keeps its own.

    Examples
    --------
    >>> east, west = (Entry("", lon, 0.0, "FJ", "town", 0, 1, "") for lon in (179.0, -179.0))
    >>> middle([east, west])
    (180.0, 0.0)
    """
    x = y = z = 0.0
    for town in towns:
        lon, lat = math.radians(town.lon), math.radians(town.lat)
        x += math.cos(lat) * math.cos(lon)
        y += math.cos(lat) * math.sin(lon)
        z += math.sin(lat)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def listed_people(towns: Iterable[Entry]) -> int:
    """Sum of the known populations of towns, as far as a record holds it."""
    return min(sum(town.population for town in towns), 2**32 - 1)


def is_code(name: str) -> bool:
    """Whether an alternate name is the code of an airport, as GeoNames has them among the names.

    Examples
    --------
    >>> is_code("KAC"), is_code("Ur")
    (True, False)
    """
    return len(name) <= _CODE_LENGTH and name.isascii() and name.isalpha() and name.isupper()
