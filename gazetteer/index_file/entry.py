"""Entries: places before they are written into the index, and points of areas from their towns."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

_CODE_LENGTH = 3  # GeoNames lists airport codes, such as "KAC" and "ALP", among the names


@dataclass(slots=True)
class Entry:
    """A place before it is written into the index.

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
        0 if unknown. For a division or region the sum of its listed towns: it serves to weigh the
        area against others, and no answer shows it.
    geonameid
        0 if `identity` says where it comes from.
    division
        GeoNames' code of the first-level division.
    spellings
        Other names of the sources.
    curated
        Names of the supplement.
    demonyms
        Names for its people and things, such as "Syrian".
    yields
        Whether a town in it bears the same name. Then the name means the town first.
    identity
        The source, and the id in that source.
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
    """Mean of places on the sphere.

    A mean of longitudes would put a country that crosses the antimeridian on the other side of the
    earth.

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
    """Sum of the known populations of towns, at most what the 32 bits of a record hold."""
    return min(sum(town.population for town in towns), 2**32 - 1)


def is_code(name: str) -> bool:
    """Whether an alternate name is the code of an airport, as GeoNames has them among the names.

    Examples
    --------
    >>> is_code("KAC"), is_code("Ur")
    (True, False)
    """
    return len(name) <= _CODE_LENGTH and name.isascii() and name.isalpha() and name.isupper()
