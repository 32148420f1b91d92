"""The values that gazetteer answers with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Place:
    """A place on earth with a name.

    Parameters
    ----------
    name
        Its main name in the source.
    lon, lat
        Degrees on WGS84. Of a town the listed point; of a country, division or region the mean of
        its listed towns, a point to show it at and nothing more.
    country
        Alpha-3 code, ``None`` for a region of several countries.
    kind
        ``"town"``, ``"country"``, ``"division"``, ``"region"``, ``"river"`` or ``"sea"``.
    population
        ``None`` where it is not known.
    source, source_id
        Where the entry comes from, and its id there.
    admin
        GeoNames' code of the first-level division.

    Examples
    --------
    >>> from gazetteer import Gazetteer
    >>> place = Gazetteer().resolve("Manbij")
    >>> place.name, place.country, place.lon, place.lat
    ('Manbij', 'SYR', 37.95495, 36.52815)
    """

    name: str
    lon: float
    lat: float
    country: str | None
    kind: str
    population: int | None
    source: str
    source_id: str
    admin: str | None

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """The place as a GeoJSON point."""
        return {"type": "Point", "coordinates": (self.lon, self.lat)}


@dataclass(frozen=True, slots=True)
class Match:
    """An answer, and how it was found.

    Parameters
    ----------
    asked
        The name as it was asked for.
    matched
        The spelling that matched: the main name, the supplement's spelling, or, of GeoNames' other
        names, the folded form in which they are kept.
    place
        The answer.
    method
        ``"exact"`` for a name in GeoNames, ``"alias"`` for a spelling of the supplement.
    score
        1 if the spellings fold to the same letters, 0.95 if they agree after loosening.
    alternatives
        Other places of that name, likeliest first.

    Examples
    --------
    >>> from gazetteer import Gazetteer
    >>> match = Gazetteer().match("Mambij")
    >>> match.method, match.matched, match.place.name, match.score
    ('alias', 'Mambij', 'Manbij', 1.0)
    """

    asked: str
    matched: str
    place: Place
    method: Literal["exact", "alias"]
    score: float
    alternatives: tuple[Place, ...]
