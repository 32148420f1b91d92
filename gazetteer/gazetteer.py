"""The door: a name in, a place or a refusal out.

Has names resolved (`gazetteer.resolving`, `gazetteer.texts`) and words the answers. Near misses are
offered, never taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from gazetteer.asked import check_box, check_point, folded
from gazetteer.candidates import LOOSE_SCORE, Candidate
from gazetteer.errors import GazetteerError, UnknownCountry, quoted
from gazetteer.index import INDEX_PATH, Index, open_index
from gazetteer.place import Match, Place
from gazetteer.resolving import Layers, candidates, chosen
from gazetteer.texts import Text

NO_GUESS = LOOSE_SCORE  # as a least score: answers only where spellings agree


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
        self,
        name: str,
        *,
        country: str | None = None,
        near: tuple[float, float] | None = None,
        least_score: float = 0.0,
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
        least_score
            Below this score (see `Match`) there is no answer: `NO_GUESS` refuses all guesses.

        Raises
        ------
        UnknownName
            If no place bears the name, and no guess is sure enough.
        AmbiguousName
            If several do and none is clearly meant.
        UnknownCountry
            If `country` is no country code.

        Examples
        --------
        >>> Gazetteer().resolve("منبج", country="SY").source_id
        '167357'
        """
        return self._chosen(name, country, near, least_score)[0].place

    def match(
        self,
        name: str,
        *,
        country: str | None = None,
        near: tuple[float, float] | None = None,
        least_score: float = 0.0,
    ) -> Match:
        """Resolve a name and say how it matched; parameters and errors as for `resolve`.

        Examples
        --------
        >>> match = Gazetteer().match("Mambij", country="SYR")
        >>> match.method, match.matched, match.place.name, match.score
        ('alias', 'Mambij', 'Manbij', 1.0)
        """
        return _match(name, self._chosen(name, country, near, least_score))

    def resolve_many(
        self,
        names: Iterable[str],
        country: str | None = None,
        near: tuple[float, float] | None = None,
    ) -> list[Match | GazetteerError]:
        """Resolve the names of one text, which settle each other.

        `gazetteer.context` states the rule. The order of the names changes nothing.

        Parameters
        ----------
        names
            In any script.
        country, near
            As for `resolve`.

        Returns
        -------
        list
            Of each name its match or the error that `resolve` would raise: one unknown name spoils
            nothing.

        Raises
        ------
        GazetteerError
            If `country` is no country code or `near` no point.

        Examples
        --------
        >>> [match.place.country for match in Gazetteer().resolve_many(["Tripoli", "Beirut"])]
        ['LBN', 'LBN']
        >>> [match.place.country for match in Gazetteer().resolve_many(["Tripoli", "Benghazi"])]
        ['LBY', 'LBY']
        """
        code = self._code(country)
        if near is not None:
            check_point(near)
        asked = list(names)
        strings = [name for name in asked if isinstance(name, str)]
        text = Text(self._layers, strings, code, near)
        return [_answer(text, name) for name in asked]

    def search(self, name: str, *, country: str | None = None, limit: int = 10) -> list[Place]:
        """List the places that bear a name, likeliest first; empty if there are none.

        Examples
        --------
        >>> [place.country for place in Gazetteer().search("Tripoli", limit=3)]
        ['LBY', 'LBN', 'GRC']
        """
        found = candidates(self._layers, folded(name), self._code(country))
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
        check_box(west, south, east, north)
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
    def _layers(self) -> Layers:
        return (open_index(self._path),)

    @property
    def _index(self) -> Index:
        return self._layers[-1]

    def _code(self, country: str | None) -> str | None:
        return None if country is None else self.country(country)

    def _chosen(
        self,
        name: str,
        country: str | None,
        near: tuple[float, float] | None,
        least_score: float,
    ) -> list[Candidate]:
        return chosen(self._layers, name, self._code(country), near, least_score)


def _answer(text: Text, name: str) -> Match | GazetteerError:
    try:
        folded(name)  # what is no text was not asked for
        return _match(name, text.found(name))
    except GazetteerError as error:
        return error.with_traceback(None)


def _match(name: str, found: Sequence[Candidate]) -> Match:
    best, *others = found
    return Match(
        asked=name,
        matched=best.matched,
        place=best.place,
        method=best.method,
        score=best.score,
        alternatives=tuple(other.alternative() for other in others),
    )
