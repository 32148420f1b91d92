"""Counts in zones: listed places by size, their known population, the people that a claim names.

A list of towns is not a census: no number here is the population of a zone. This module works with
any list.
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

# Populations are summed only if at least this share of the places has one. A sum over fewer would
# look like a total and be much too low.
KNOWN_SHARE = 0.8
# The smallest population of each class of size, largest class first: city, town, large village, and
# smaller places.
SIZES_FROM = (100_000, 10_000, 1_000, 0)
# Significant digits of people per km². "One million" has one nonzero digit, but is seldom meant to
# be that coarse.
_LEAST_DIGITS = 2
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
        """Kind of place; only a ``town`` is counted."""

    @property
    def population(self) -> int | None:
        """Number of people; None if it is not known."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The listed places inside a zone, by size, and the sum of the populations that are known.

    Parameters
    ----------
    towns
        The places, in the order of the list.
    by_size
        For each population in `SIZES_FROM`, how many places have at least that many people and
        fewer than the class before.
    size_unknown
        How many places have no known population.
    population
        Sum of the known populations; None if it is known for less than 80 % of the places.
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
        Alpha-3 codes: a town of another country is not counted, wherever its point lies. If there
        are none, towns of all countries count.
    towns
        The towns to look at.

    Examples
    --------
    >>> listed(shapely.box(0, 0, 1, 1), ["SYR"], []).places
    0
    """
    here = [town for town in towns if town.kind == "town" and (not sides or town.country in sides)]
    # `reshape` gives an empty list of towns the two columns that the next lines expect.
    points = np.array([(town.lon, town.lat) for town in here]).reshape(-1, 2)
    shapely.prepare(geometry)
    inside = shapely.contains_xy(geometry, points[:, 0], points[:, 1])
    return count(list(itertools.compress(here, inside)))


def count(towns: Sequence[Town]) -> Listed:
    """Sort towns into classes of size, and sum their known populations.

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
    """People per km², rounded to the significant digits that both numbers have.

    The result has at least two digits, since a round number of people is seldom good to its first
    digit only, and at most three.

    Parameters
    ----------
    people
        The number that a claim names; zeros at its end do not count as known digits.
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
