"""The class `Gazetteer`: it takes a name and returns a place, or raises an error.

The rules stand in `gazetteer.lookup.resolving` and `gazetteer.lookup.texts`; this module passes
questions to them and makes values of their candidates. A name that only looks similar is named in
the error as an alternative; it is never the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from gazetteer.errors import GazetteerError, UnknownCountry, quoted
from gazetteer.index_file.index import INDEX_PATH, Index, open_index
from gazetteer.lookup.candidates import LOOSE_SCORE, Candidate, by_list
from gazetteer.lookup.nearest import FARTHEST_KM, Nearby, joined, nearest
from gazetteer.lookup.question import check_box, check_circle, check_point, folded
from gazetteer.lookup.resolving import Layers, candidates, chosen
from gazetteer.lookup.texts import Text
from gazetteer.place import Match, Place

if TYPE_CHECKING:
    from gazetteer.lists.layers import Layer, Progress
    from gazetteer.lists.rows import PlaceList

NO_GUESS = LOOSE_SCORE  # a `least_score` that accepts only spellings that agree


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

    __slots__ = ("_lists", "_opened", "_path")

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or INDEX_PATH
        self._lists: tuple[Layer, ...] = ()
        self._opened: Layers = ()

    def __len__(self) -> int:
        return sum(map(len, self._layers))

    @property
    def lists(self) -> tuple[Layer, ...]:
        """The user's lists, the latest first."""
        return self._lists

    def with_places(
        self, source: str | PathLike[str] | PlaceList, *, progress: Progress | None = None
    ) -> Gazetteer:
        r"""Give a gazetteer that looks in a list of the user's first.

        A name that the list has is answered from the list, with the method ``"own"``, the list's
        name as source and as id the row, or the number at GeoNames. Every other name is answered as
        before. A place without a country fits every country. Several lists can be added; the latest
        is asked first.

        Parameters
        ----------
        source
            CSV (columns as for `gazetteer.lists.rows.COLUMNS`), or a dump of GeoNames, zipped or
            not; or places that were read already, such as those of `geozone.own_places.read`. A
            large file is indexed once and kept (see `gazetteer.lists.cache`).
        progress
            Called while an index is made, with how much is done, 0 to 1.

        Raises
        ------
        ListError
            If the list cannot be used. Single rows that cannot be used are named in `lists`.

        Examples
        --------
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder, "camps.csv")
        ...     _ = file.write_text("name,lon,lat,also\nCamp 7,37.9,36.6,Tadamun|Solidarity Camp\n")
        ...     places = Gazetteer().with_places(file)
        >>> found = places.match("solidarity camp")
        >>> found.place.name, found.method, found.place.source, found.place.source_id
        ('Camp 7', 'own', 'camps.csv', '2')
        """
        from gazetteer.lists.layers import layer  # noqa: PLC0415  (which reads lists by this class)

        laid = Gazetteer(self._path)
        laid._lists = (layer(source, self, self._path, progress=progress), *self._lists)
        return laid

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
        """Resolve the names of one text together: clear names decide what unclear names mean.

        `gazetteer.lookup.context` states the rule. The order of the names changes nothing.

        Parameters
        ----------
        names
            In any script.
        country, near
            As for `resolve`.

        Returns
        -------
        list
            For each name its match, or the error that `resolve` would raise: one unknown name does
            not stop the others.

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
        >>> [place.country for place in Gazetteer().search("Tripoli", limit=2)]
        ['LBY', 'LBN']
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
        found = joined(
            by_list(self._layers), [(left, south, right, north) for left, right in spans]
        )
        found.sort(key=lambda place: (-(place.population or 0), place.name))
        return found

    def nearest(
        self, lon: float, lat: float, *, count: int = 5, within_km: float | None = None
    ) -> list[Nearby]:
        """List the towns nearest to a point, nearest first.

        Areas, rivers and seas are left out: only one point of each is known, and a distance to
        that point would mean nothing.

        Parameters
        ----------
        lon, lat
            Degrees on WGS84.
        count
            The largest number of towns to list.
        within_km
            The largest distance; without it there are always `count` towns.

        Raises
        ------
        GazetteerError
            If it is no point on earth, or no number of places.

        Examples
        --------
        >>> [each.place.name for each in Gazetteer().nearest(37.95, 36.53, count=2)]
        ['Manbij', 'Abū Qalqal']
        """
        check_point((lon, lat))
        check_circle(count, within_km)
        reach_km = FARTHEST_KM if within_km is None else min(within_km, FARTHEST_KM)
        return nearest(by_list(self._layers), (lon + 180) % 360 - 180, lat, count, reach_km)

    def country_codes(self) -> tuple[str, ...]:
        """Alpha-3 codes of all countries that the gazetteer knows, sorted.

        Examples
        --------
        >>> "SYR" in Gazetteer().country_codes()
        True
        """
        return tuple(sorted(set(self._index.tables.codes.values())))

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
        codes = self._index.tables.codes
        if isinstance(code, str) and code in codes:
            return codes[code]
        wanted = code.strip().upper() if isinstance(code, str) else ""
        try:
            return codes[wanted]
        except KeyError:
            raise UnknownCountry(
                f"unknown country {quoted(code)} — give its ISO code, such as SY or SYR"
            ) from None

    @property
    def _index(self) -> Index:
        return self._layers[-1]

    @property
    def _layers(self) -> Layers:
        """Where to look, in this order; the indexes of one list stand beside each other."""
        if not self._opened:
            own = (index for each in self._lists for index in each.indexes)
            self._opened = (*own, open_index(self._path))
        return self._opened

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
        folded(name)  # raises for a value that is no text; such values never reached `text`
        return _match(name, text.found(name))
    except GazetteerError as error:
        return error.with_traceback(None)  # a kept traceback would keep all frames alive


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
