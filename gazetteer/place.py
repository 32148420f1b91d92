"""The values that the gazetteer returns: a place, a match and the alternatives to it."""

from __future__ import annotations

import html
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
        Degrees on WGS84. Of a town or continent the listed point; of a country, division or region
        the mean of its listed towns, of a river half way along it, of a lake or sea the middle of
        the largest circle in it. Such a point serves only to show the place on a map.
    country
        Alpha-3 code, ``None`` for a continent, a water, and a region of several countries.
    kind
        ``"town"``, ``"country"``, ``"division"``, ``"region"``, ``"continent"``, ``"river"``,
        ``"lake"`` or ``"sea"``.
    population
        ``None`` where it is not known, and for divisions, regions and waters.
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

    def _repr_html_(self) -> str:
        """Its facts as a table, for Jupyter."""
        people = "not known" if self.population is None else f"{self.population:,}"
        facts = {
            "Longitude, latitude": f"{self.lon:.5f}, {self.lat:.5f}",
            "Country": self.country or "–",
            "Kind": self.kind,
            "Population": people,
            "Source": f"{self.source} {self.source_id}",
        }
        # <bdi> keeps a name in Arabic or Hebrew from reordering the text around it. The two classes
        # of the table keep notebooks from typesetting a "$" in a name as mathematics.
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left">{name}</th>'
            f'<td style="text-align:left"><bdi>{html.escape(fact)}</bdi></td></tr>'
            for name, fact in facts.items()
        )
        head = f'<caption style="text-align:left"><bdi>{html.escape(self.name)}</bdi></caption>'
        return f'<table class="tex2jax_ignore mathjax_ignore">{head}<tbody>{rows}</tbody></table>'


Method = Literal[
    "exact",
    "alternate",
    "alias",
    "own",
    "loose",
    "country",
    "division",
    "region",
    "continent",
    "demonym",
    "fuzzy",
    "skeleton",
]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another place that a name may mean.

    Parameters
    ----------
    place
        The place.
    score, matched, method
        As for `Match`.

    Examples
    --------
    >>> from gazetteer import Gazetteer
    >>> other = Gazetteer().match("Paris").alternatives[0]
    >>> other.place.country, other.method, other.score
    ('USA', 'exact', 1.0)
    """

    place: Place
    score: float
    matched: str
    method: Method


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
        ``"exact"`` for the main name of a town, ``"alternate"`` for another name in GeoNames,
        ``"alias"`` for a spelling of the supplement, ``"own"`` for a name of the user's own list,
        ``"loose"`` for a spelling that agrees after loosening; ``"country"``, ``"division"``,
        ``"region"`` and ``"continent"`` for such a place under any spelling of its name;
        ``"fuzzy"`` for a guess at a misspelling and ``"skeleton"`` for a guess from the consonants
        of another script.
    score
        1 if the spellings fold to the same letters, 0.95 if they agree after loosening; of a guess
        how sure it is, at most 0.94: of guesses at 0.8 about eight in ten are right.
    alternatives
        What else the name may mean, likeliest first.

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
    method: Method
    score: float
    alternatives: tuple[Alternative, ...]
