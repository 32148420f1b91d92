"""Choose: from the places that bear a name to the one that is meant, or to a refusal.

The rule. Candidates are all places with that spelling: those whose spelling folds to the same
letters and those that agree after loosening. A hint of a country leaves that country's candidates
only; a hint of a point takes the nearest. Otherwise each weighs its population, × 10 if this is its
main name, × 100 if the supplement gives it this spelling, × ½ if the spelling agrees only loosely.
The heaviest is the answer if it weighs at least ten times any other; else the name is ambiguous.

- Where the supplement gives the name to a place, GeoNames' alternate names come after it and are no
  rivals.
- Population 0 in GeoNames means unknown. It is weighed as 5,000 for a town, 1 million for a
  division or region; and a town of unknown population never wins by weight against a known one
  that bears the name in the same way.
- A country goes before the towns and divisions in it, a town before the division it lies in: they
  are no rivals.

Near misses are offered, never taken.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from gazetteer.errors import AmbiguousName, GazetteerError, UnknownCountry, UnknownName, quoted
from gazetteer.index import ALTERNATE, CURATED, INDEX_PATH, MAIN, Index, open_index
from gazetteer.names import fold, loosen
from gazetteer.place import Match, Place
from gazetteer.slips import near_keys

LONGEST_NAME = 200  # characters; the longest name of GeoNames' list has 193
_OUTWEIGHS = 10  # how many times heavier an answer must be than its nearest rival
_UNKNOWN_TOWN = 5_000  # weight of an unknown population
_UNKNOWN_AREA = 1_000_000
_RANK_WEIGHT = (1, 10, 100)  # alternate name, main name, spelling of the supplement
_LOOSE_SCORE = 0.95
_NEAR_MISSES = 5


class _Candidate(NamedTuple):
    place: Place
    how: int
    strict: bool
    key: str

    @property
    def weight(self) -> float:
        unknown = _UNKNOWN_TOWN if self.place.kind == "town" else _UNKNOWN_AREA
        weight = (self.place.population or unknown) * _RANK_WEIGHT[self.how]
        return weight if self.strict else weight / 2


class Gazetteer:
    """Names to coordinates, without a network.

    Parameters
    ----------
    path
        The index; by default the one that comes with the package. It is opened at the first
        question and shared by all gazetteers of a process.

    Examples
    --------
    >>> Gazetteer().resolve("Kobanî").name
    '‘Ayn al ‘Arab'
    >>> Gazetteer().resolve("Tripoli")
    Traceback (most recent call last):
    ...
    gazetteer.errors.AmbiguousName: ambiguous place "Tripoli" — Tripoli (LBY at 13.19, 32.89), ...
    >>> Gazetteer().resolve("Tripoli", country="LB").country
    'LBN'
    """

    __slots__ = ("_path",)

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or INDEX_PATH

    def __len__(self) -> int:
        return len(self._index)

    def resolve(
        self, name: str, *, country: str | None = None, near: tuple[float, float] | None = None
    ) -> Place:
        """Give the place that a name means.

        Parameters
        ----------
        name
            A name in any script.
        country
            Alpha-2 or alpha-3 code; only that country's places are considered.
        near
            Longitude and latitude; of several places the nearest is taken.

        Raises
        ------
        UnknownName
            If no place bears the name.
        AmbiguousName
            If several do and none is clearly meant.
        UnknownCountry
            If `country` is no country code.

        Examples
        --------
        >>> Gazetteer().resolve("منبج", country="SY").source_id
        '167357'
        """
        return self._chosen(name, country, near)[0].place

    def match(
        self, name: str, *, country: str | None = None, near: tuple[float, float] | None = None
    ) -> Match:
        """Resolve a name and say how it matched; parameters and errors as for `resolve`.

        Examples
        --------
        >>> match = Gazetteer().match("Mambij", country="SYR")
        >>> match.method, match.matched, match.place.name, match.score
        ('alias', 'Mambij', 'Manbij', 1.0)
        """
        best, *others = self._chosen(name, country, near)
        if best.how == MAIN or best.key == fold(best.place.name):
            matched = best.place.name
        elif best.how == CURATED:
            matched = self._index.tables.spellings[best.key]
        else:
            matched = best.key
        return Match(
            asked=name,
            matched=matched,
            place=best.place,
            method="alias" if best.how == CURATED and matched != best.place.name else "exact",
            score=1.0 if best.strict else _LOOSE_SCORE,
            alternatives=tuple(other.place for other in others),
        )

    def search(self, name: str, *, country: str | None = None, limit: int = 10) -> list[Place]:
        """List the places that bear a name, likeliest first; empty if there are none.

        Examples
        --------
        >>> [place.country for place in Gazetteer().search("Tripoli", limit=3)]
        ['LBY', 'LBN', 'GRC']
        """
        found = self._candidates(_folded(name), self._code(country))
        return [one.place for one in found[:limit]]

    def within(self, west: float, south: float, east: float, north: float) -> list[Place]:
        """List the towns in a box, largest known population first, then by name.

        Parameters
        ----------
        west, south, east, north
            Degrees on WGS84, edges included. A box with `west` > `east` crosses the antimeridian.

        Raises
        ------
        GazetteerError
            If the edges are no box on earth.

        Examples
        --------
        >>> [place.name for place in Gazetteer().within(36.5, 36, 37.5, 36.7)][:2]
        ['Aleppo', 'I‘zāz']
        """
        _check_box(west, south, east, north)
        spans = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
        found = [
            place
            for left, right in spans
            for place in self._index.within(left, south, right, north)
            if place.kind == "town"
        ]
        found.sort(key=lambda place: (-(place.population or 0), place.name))
        return found

    def country(self, code: str) -> str:
        """Alpha-3 code of a country given by alpha-2 or alpha-3, in any case.

        Raises
        ------
        UnknownCountry
            If it is neither.

        Examples
        --------
        >>> Gazetteer().country("sy"), Gazetteer().country("TUR")
        ('SYR', 'TUR')
        """
        wanted = code.strip().upper() if isinstance(code, str) else ""
        try:
            return self._index.tables.codes[wanted]
        except KeyError:
            raise UnknownCountry(
                f"unknown country {quoted(code)} — give its ISO code, such as SY or SYR"
            ) from None

    @property
    def _index(self) -> Index:
        return open_index(self._path)

    def _code(self, country: str | None) -> str | None:
        return None if country is None else self.country(country)

    def _chosen(
        self, name: str, country: str | None, near: tuple[float, float] | None
    ) -> list[_Candidate]:
        """Candidates with the answer first; raises where there is none."""
        folded, code = _folded(name), self._code(country)
        found = self._candidates(folded, code)
        if not found:
            raise self._unknown(name, folded, code)
        if near is not None:
            _check_point(near)
            return sorted(found, key=lambda one: _apart(near, (one.place.lon, one.place.lat)))
        rivals = _rivals(found) if len(found) > 1 else []
        if rivals:
            raise AmbiguousName(name, [one.place for one in (found[0], *rivals)])
        return found

    def _candidates(self, folded: str, country: str | None) -> list[_Candidate]:
        """All places that bear the name, likeliest first, each once."""
        found = self._bearers(folded, country)
        loose = loosen(folded)
        if loose != folded:
            loosely = [one._replace(strict=False) for one in self._bearers(loose, country)]
            found = _heaviest([*found, *loosely])
        return found if len(found) < 2 else _in_order(found)

    def _bearers(self, key: str, country: str | None) -> list[_Candidate]:
        """The places that a key leads to."""
        index = self._index
        found = [
            _Candidate(index.place(number), how, strict, key)
            for number, strict, how in index.postings(key)
        ]
        return found if country is None else [one for one in found if one.place.country == country]

    def _unknown(self, name: str, folded: str, country: str | None) -> UnknownName:
        pointless = self._index.tables.pointless
        reason = pointless.get(folded) or pointless.get(loosen(folded))
        if reason:
            return UnknownName(name, reason=reason)
        # The name may be right and the country wrong.
        misses = self._candidates(folded, None) if country else []
        misses = misses or self._near_misses(folded, country)
        return UnknownName(name, [one.place for one in misses[:_NEAR_MISSES]], country=country)

    def _near_misses(self, folded: str, country: str | None) -> list[_Candidate]:
        for keys in near_keys(self._index, folded):
            found = _heaviest(one for key in keys for one in self._bearers(key, country))
            if found:
                return sorted(found, key=lambda one: -one.weight)
        return []


def _heaviest(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Of each place the candidate that weighs most."""
    best: dict[str, _Candidate] = {}
    for one in candidates:
        held = best.get(one.place.source_id)
        if held is None or one.weight > held.weight:
            best[one.place.source_id] = one
    return list(best.values())


def _in_order(candidates: list[_Candidate]) -> list[_Candidate]:
    """Likeliest first; a country before its towns, a town before its division."""
    curated = any(one.how == CURATED for one in candidates)
    found = sorted(candidates, key=lambda one: (curated and one.how == ALTERNATE, -one.weight))
    for position, one in enumerate(found):
        if found[0].weight < _OUTWEIGHS * one.weight and _precedes(one.place, found[0].place):
            return [one, *found[:position], *found[position + 1 :]]
    return found


def _precedes(first: Place, second: Place) -> bool:
    """Whether the first goes before the second because one lies in the other."""
    if first.country != second.country:
        return False
    if first.kind == "country":
        return second.kind != "country"
    return first.kind == "town" and second.kind == "division" and first.admin == second.admin


def _rivals(found: list[_Candidate]) -> list[_Candidate]:
    """Candidates that keep the first from being the answer."""
    best, *others = found
    return [other for other in others if _is_rival(best, other)]


def _is_rival(best: _Candidate, other: _Candidate) -> bool:
    if _precedes(best.place, other.place) or (best.how == CURATED and other.how == ALTERNATE):
        return False
    if best.how == other.how and best.place.kind == "town" and not best.place.population:
        return True
    return best.weight < _OUTWEIGHS * other.weight


def _folded(name: str) -> str:
    """Fold a name that a user gave, or say what is wrong with it."""
    if not isinstance(name, str):
        raise GazetteerError(f"a place name must be text, got {quoted(name)}")
    if len(name) > LONGEST_NAME:
        raise GazetteerError(
            f"a place name has at most {LONGEST_NAME} characters, got {len(name):,}: {quoted(name)}"
        )
    if not name.isprintable() and any(
        char < " " or "\x7f" <= char < "\xa0" for char in name.strip()
    ):
        raise GazetteerError(f"a place name cannot hold control characters, got {quoted(name)}")
    if any(char == "\N{REPLACEMENT CHARACTER}" or "\ud800" <= char <= "\udfff" for char in name):
        raise GazetteerError(f"letters of {quoted(name)} were lost on the way: give it in UTF-8")
    folded = fold(name)
    if not folded:
        raise GazetteerError(f"a place name must hold a letter or digit, got {quoted(name)}")
    return folded


def _check_box(west: float, south: float, east: float, north: float) -> None:
    edges = (west, south, east, north)
    fits = all(abs(lon) <= 180 for lon in (west, east)) and -90 <= south <= north <= 90
    if not fits or not all(math.isfinite(edge) for edge in edges):
        raise GazetteerError(
            "a box is west, south, east, north in degrees with south ≤ north, "
            f"got {', '.join(str(edge) for edge in edges)}"
        )


def _check_point(near: tuple[float, float]) -> None:
    lon, lat = near
    if not (math.isfinite(lon) and -90 <= lat <= 90):
        raise GazetteerError(f"near is longitude and latitude in degrees, got {lon}, {lat}")


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Square of the chord between two points on the unit sphere: enough to say which is nearer."""
    (lon, lat), (to_lon, to_lat) = (tuple(map(math.radians, point)) for point in (one, other))
    across = math.sin((to_lon - lon) / 2) ** 2
    return math.sin((to_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(to_lat) * across
