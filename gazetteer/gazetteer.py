"""Choose: from the places that bear a name to the one that is meant, or to a refusal.

The rule, in one paragraph. All places with that spelling are candidates: first spellings that fold
to the same letters, then those that agree after loosening. A hint of a country leaves that
country's candidates only; a hint of a point takes the nearest. Otherwise each candidate weighs its
population × 10 if this is its main name, × 100 if the supplement gives it this spelling, halved if
the spelling agrees only loosely. The heaviest is the answer if it weighs at least ten times any
other; else the name is ambiguous. Population 0 in GeoNames means unknown: it is weighed as 5,000
for a town, 1 million for a division or region, and wins against no known population of its own
rank. A country is no rival of its own towns' names and goes before them; a town goes before the
division it lies in. Near misses are offered, never taken.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal, NamedTuple

from gazetteer.errors import (
    AmbiguousName,
    GazetteerError,
    UnknownCountry,
    UnknownName,
    quoted,
)
from gazetteer.index import CURATED, INDEX_PATH, MAIN, Index, Record, open_index
from gazetteer.names import fold, loosen

LONGEST_NAME = 200  # characters; the longest name of GeoNames' list has 120
_OUTWEIGHS = 10  # how many times heavier an answer must be than its nearest rival
_UNKNOWN_TOWN = 5_000  # weight of an unknown population
_UNKNOWN_AREA = 1_000_000
_RANK_WEIGHT = (1, 10, 100)  # alternate name, main name, spelling of the supplement
_LOOSE_SCORE = 0.95
_NEAR_MISSES = 5
_SCANNED_KEYS = 400  # keys that are compared with an unknown name, to stay within 50 ms


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
    """

    asked: str
    matched: str
    place: Place
    method: Literal["exact", "alias"]
    score: float
    alternatives: tuple[Place, ...]


class _Candidate(NamedTuple):
    number: int
    record: Record
    how: int
    strict: bool
    key: str

    @property
    def weight(self) -> float:
        unknown = _UNKNOWN_TOWN if self.record.kind == "town" else _UNKNOWN_AREA
        weight = (self.record.population or unknown) * _RANK_WEIGHT[self.how]
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
        return self._place(self._chosen(name, country, near)[0])

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
        return Match(
            asked=name,
            matched=self._matched(best),
            place=self._place(best),
            method="alias" if best.how == CURATED else "exact",
            score=1.0 if best.strict else _LOOSE_SCORE,
            alternatives=tuple(self._place(other) for other in others),
        )

    def search(self, name: str, *, country: str | None = None, limit: int = 10) -> list[Place]:
        """List the places that bear a name, likeliest first; empty if there are none.

        Examples
        --------
        >>> [place.country for place in Gazetteer().search("Tripoli", limit=3)]
        ['LBY', 'LBN', 'GRC']
        """
        code = self.country(country) if country is not None else None
        return [self._place(one) for one in self._candidates(_checked(name), code)[:limit]]

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
        ['Aleppo', 'Al Bāb']
        """
        _check_box(west, south, east, north)
        spans = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
        index = self._index
        numbers = {n for left, right in spans for n in index.within(left, south, right, north)}
        records = [(number, index.record(number)) for number in sorted(numbers)]
        records.sort(key=lambda pair: (-pair[1].population, pair[1].name))
        return [self._read(number, record) for number, record in records if record.kind == "town"]

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
        for pair in self._index.tables.countries[:-1]:
            if wanted in pair:
                return pair[1]
        raise UnknownCountry(
            f"unknown country {quoted(code)} — give its ISO code, such as SY or SYR"
        )

    @property
    def _index(self) -> Index:
        return open_index(self._path)

    def _chosen(
        self, name: str, country: str | None, near: tuple[float, float] | None
    ) -> list[_Candidate]:
        """Candidates with the answer first; raises where there is none."""
        text = _checked(name)
        code = self.country(country) if country is not None else None
        found = self._candidates(text, code)
        if not found:
            raise self._unknown(text, code)
        if near is not None:
            return sorted(found, key=lambda one: _apart(near, (one.record.lon, one.record.lat)))
        rivals = _rivals(found)
        if rivals:
            raise AmbiguousName(text, [self._place(one) for one in (found[0], *rivals)])
        return found

    def _candidates(self, name: str, country: str | None) -> list[_Candidate]:
        """All places that bear the name, heaviest first, each once."""
        index, strict = self._index, fold(name)
        best: dict[int, _Candidate] = {}
        for key in dict.fromkeys((strict, loosen(strict))):
            for number, folded_alike, how in index.postings(key):
                record = best[number].record if number in best else index.record(number)
                if country is not None and record.country != country:
                    continue
                one = _Candidate(number, record, how, folded_alike and key == strict, key)
                if number not in best or one.weight > best[number].weight:
                    best[number] = one
        return _in_order(best.values())

    def _unknown(self, name: str, country: str | None) -> UnknownName:
        strict = fold(name)
        pointless = self._index.tables.pointless
        reason = pointless.get(strict) or pointless.get(loosen(strict))
        if reason:
            return UnknownName(name, reason=reason)
        elsewhere = self._candidates(name, None) if country else []
        misses = elsewhere or self._near_misses(strict, country)
        places = [self._place(one) for one in misses[:_NEAR_MISSES]]
        return UnknownName(name, places, country=country)

    def _near_misses(self, strict: str, country: str | None) -> list[_Candidate]:
        """Places whose spelling is one slip away, else the most alike among those that begin so."""
        for keys in (_slips(strict), _alike(self._index, strict)):
            found: dict[int, _Candidate] = {}
            for key in keys:
                for number, _, how in self._index.postings(key):
                    record = self._index.record(number)
                    if country is None or record.country == country:
                        found.setdefault(number, _Candidate(number, record, how, False, key))
            if found:
                return _in_order(found.values())
        return []

    def _matched(self, one: _Candidate) -> str:
        if one.how == CURATED:
            return self._index.tables.spellings.get(one.key, one.key)
        return one.record.name if one.how == MAIN else one.key

    def _place(self, one: _Candidate) -> Place:
        return self._read(one.number, one.record)

    def _read(self, number: int, record: Record) -> Place:
        name, lon, lat, country, kind, population, geonameid, division = record
        source, identity = "GeoNames", str(geonameid)
        if not geonameid:
            source, identity = self._index.tables.identities[number]
        return Place(
            name, lon, lat, country, kind, population or None, source, identity, division
        )


def _in_order(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Heaviest first; a country before its towns, a town before its division."""
    found = sorted(candidates, key=lambda one: (-one.weight, one.record.geonameid))
    for place, one in enumerate(found[1:], 1):
        if _OUTWEIGHS * one.weight <= found[0].weight:
            break
        if _precedes(one.record, found[0].record):
            found.insert(0, found.pop(place))
            break
    return found


def _precedes(first: Record, second: Record) -> bool:
    """Whether the first goes before the second, because one lies in the other."""
    if first.country != second.country:
        return False
    if first.kind == "country":
        return second.kind != "country"
    return first.kind == "town" and second.kind == "division" and first.division == second.division


def _rivals(found: list[_Candidate]) -> list[_Candidate]:
    """Candidates that keep the first from being the answer."""
    best, *others = found
    return [
        other
        for other in others
        if not _precedes(best.record, other.record)
        and (
            best.weight < _OUTWEIGHS * other.weight
            or (not best.record.population and other.record.population and best.how == other.how)
        )
    ]


def _checked(name: str) -> str:
    if not isinstance(name, str):
        raise GazetteerError(f"a place name must be text, got {quoted(name)}")
    text = name.strip()
    if len(text) > LONGEST_NAME:
        raise GazetteerError(
            f"a place name has at most {LONGEST_NAME} characters, got {len(text):,}: {quoted(text)}"
        )
    if not text.isprintable() and any(char < " " or "\x7f" <= char < "\xa0" for char in text):
        raise GazetteerError(f"a place name cannot hold control characters, got {quoted(text)}")
    if not fold(text):
        raise GazetteerError(f"a place name must hold a letter or digit, got {quoted(text)}")
    return text


def _check_box(west: float, south: float, east: float, north: float) -> None:
    edges = (west, south, east, north)
    fits = all(abs(lon) <= 180 for lon in (west, east)) and -90 <= south <= north <= 90
    if not fits or not all(math.isfinite(edge) for edge in edges):
        raise GazetteerError(
            "a box is west, south, east, north in degrees with south ≤ north, "
            f"got {', '.join(str(edge) for edge in edges)}"
        )


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Square of the chord between two points on the unit sphere: enough to say which is nearer."""
    (lon, lat), (to_lon, to_lat) = (tuple(map(math.radians, point)) for point in (one, other))
    across = math.sin((to_lon - lon) / 2) ** 2
    return math.sin((to_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(to_lat) * across


def _slips(word: str) -> Iterator[str]:
    """Every text one slip of the keyboard away: a letter lost, doubled, swapped or wrong."""
    letters = _alphabet(word)
    for cut in range(len(word) + 1):
        left, right = word[:cut], word[cut:]
        if right:
            yield left + right[1:]
            yield from (left + letter + right[1:] for letter in letters)
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        yield from (left + letter + right for letter in letters)


def _alphabet(word: str) -> str:
    if word.isascii():
        return "abcdefghijklmnopqrstuvwxyz "
    blocks = {ord(char) >> 8 for char in word if ord(char) > 127}
    if 0x06 in blocks:
        return "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگڤ "
    return "абвгдежзиклмнопрстуфхцчшщъыьэюя " if 0x04 in blocks else ""


def _alike(index: Index, word: str) -> list[str]:
    """Keys that begin like a word and resemble it, most alike first."""
    for length in range(len(word), 1, -1):
        keys = list(islice(index.keys_from(word[:length]), _SCANNED_KEYS))
        alike = difflib.get_close_matches(word, keys, n=_NEAR_MISSES, cutoff=0.75)
        if alike or len(keys) == _SCANNED_KEYS:
            return alike
    return []
