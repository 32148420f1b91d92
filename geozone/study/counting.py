"""What is counted in zones: listed places by size, their known population, people of a claim.

A list is not a census: nothing here is the population of a zone. Knows no list by name.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

KNOWN_SHARE = 0.8  # no sum of populations where fewer of the places have one
# The smallest population of each class of known size, largest class first: city, town, large
# village; what the list has below is smaller.
SIZES_FROM = (100_000, 10_000, 1_000, 0)
_LEAST_DIGITS = 2  # of people per km²: "one million" is round, not good to one digit only
_MOST_DIGITS = 3


class Town(Protocol):
    """A place of a list."""

    @property
    def name(self) -> str:
        """Its main name."""

    @property
    def lon(self) -> float:
        """Longitude on WGS84, degrees."""

    @property
    def lat(self) -> float:
        """Latitude on WGS84, degrees."""

    @property
    def country(self) -> str | None:
        """Alpha-3 code."""

    @property
    def kind(self) -> str:
        """``town`` for what is counted."""

    @property
    def population(self) -> int | None:
        """None where it is not known."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The listed places inside a zone, by size, and the sum of the populations that are known.

    Parameters
    ----------
    towns
        The places, in the list's order.
    by_size
        How many have at least each population of `SIZES_FROM` and less than the one before.
    size_unknown
        How many have no known population.
    population
        None where it is known for less than 80 % of the places.
    """

    towns: tuple[Town, ...]
    by_size: tuple[int, ...]
    size_unknown: int
    population: int | None

    @property
    def places(self) -> int:
        """How many there are."""
        return len(self.towns)

    @property
    def population_known_for(self) -> int:
        """How many have a known population."""
        return self.places - self.size_unknown


def listed(geometry: BaseGeometry, sides: Sequence[str], towns: Iterable[Town]) -> Listed:
    """Count the towns of some countries inside a geometry.

    Parameters
    ----------
    geometry
        lon/lat, WGS84.
    sides
        Alpha-3 codes: a town of another country is not counted, wherever its point lies. Without
        any, all towns count.
    towns
        Those to look at.

    Examples
    --------
    >>> listed(shapely.box(0, 0, 1, 1), ["SYR"], []).places
    0
    """
    here = [town for town in towns if town.kind == "town" and (not sides or town.country in sides)]
    points = np.array([(town.lon, town.lat) for town in here]).reshape(-1, 2)
    shapely.prepare(geometry)
    inside = shapely.contains_xy(geometry, points[:, 0], points[:, 1])
    return count(list(itertools.compress(here, inside)))


def count(towns: Sequence[Town]) -> Listed:
    """Sort towns into classes of size and sum what is known.

    Examples
    --------
    >>> count([]).population is None
    True
    """
    known = [town.population for town in towns if town.population is not None]
    above = [sum(population >= least for population in known) for least in SIZES_FROM]
    by_size = tuple(one - larger for larger, one in itertools.pairwise([0, *above]))
    enough = bool(known) and len(known) >= KNOWN_SHARE * len(towns)
    return Listed(tuple(towns), by_size, len(towns) - len(known), sum(known) if enough else None)


def people_per_km2(people: int, area_km2: float, step_km2: float) -> float:
    """A number of people over an area, with the digits that both have.

    Two digits at least, since a round number of people is seldom good to its first digit only,
    and three at most.

    Parameters
    ----------
    people
        As a claim names it: zeros at its end are not known digits.
    area_km2, step_km2
        The area, and the power of ten to which it is known.

    Examples
    --------
    >>> people_per_km2(1_000_000, 13_047.0, 1.0), people_per_km2(1_250_000, 13_047.0, 1.0)
    (77.0, 95.8)
    """
    digits_of_people = len(str(people).rstrip("0"))
    digits_of_area = math.floor(math.log10(max(area_km2 / step_km2, 1.0))) + 1
    digits = min(max(digits_of_people, _LEAST_DIGITS), max(digits_of_area, 1), _MOST_DIGITS)
    density = people / area_km2
    return round(density, digits - 1 - math.floor(math.log10(density)))
