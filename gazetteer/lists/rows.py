"""Rows of a user's table: each becomes a place, or a trouble with the row's number.

A row gives its point, or only a name that the gazetteer then looks up. A broken row is left out and
reported; a table without a usable row is refused. This module opens no file:
`gazetteer.lists.text` reads text, and readers of other formats pass their rows to `of_rows`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gazetteer.errors import GazetteerError, quoted
from gazetteer.index_file.index import KINDS
from gazetteer.lists.lookup import Lookup, country_of
from gazetteer.lookup.candidates import LOOSE_SCORE
from gazetteer.lookup.question import LONGEST_NAME

MOST_PLACES = 1_000_000  # in one list; China has about as many towns and villages
MOST_UNCERTAINTY_KM = 100.0
_LONGEST_SOURCE = 300  # characters
# Names that people give to each column. If a table has several of them, the first one here counts.
COLUMNS = {
    "name": ("name", "place", "town", "village", "city", "title"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "lat": ("lat", "latitude", "y"),
    "country": ("country", "country_code", "iso3", "iso2"),
    "population": ("population", "pop"),
    "uncertainty_km": ("uncertainty_km",),
    "source": ("source",),
    "also": ("alternatenames", "alternate_names", "aka", "also", "aliases"),
    "kind": ("kind",),
    "admin": ("admin1", "admin1_code"),
    "geonameid": ("geonameid", "geoname_id"),
}
_LIKE = "name,lon,lat"
# A number with separators of thousands, such as 66,138. Only populations are read so: in degrees
# "37,955" has a decimal comma.
_GROUPS = re.compile(r"\d{1,3}(?:[ ,.'\u2019\u00a0\u202f]\d{3})+")
_GEONAMEID = re.compile(r"[1-9][0-9]{0,8}")
_BETWEEN_NAMES = re.compile(r"[|;\n]")
_MOST_NAMES = 1_000  # other names of one place; GeoNames' longest list has about 500
# A number with a decimal point or comma. `float` alone would also take "nan", "inf" and "1_0".
_NUMBER = re.compile(r"[+\-\u2212]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?\s*°?")

Cells = Sequence[object]  # text, numbers, None
Rows = Iterable[tuple[int, Cells]]


class ListError(GazetteerError):
    """A list of places that cannot be used.

    Parameters
    ----------
    file
        Its name, without the folder.
    got, expected
        What was found in it, and what would be right.
    """

    def __init__(self, file: str, got: str, expected: str) -> None:
        self.file, self.got, self.expected = file, got, expected
        super().__init__(f"{quoted(file)[1:-1]}: {got}: expected {expected}")


class TooManyRows(ListError):
    """A list with more rows than allowed."""


class _Broken(Exception):
    """A row cannot be used; the message says what is wrong and what would be right."""


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """A place of a user's list.

    Parameters
    ----------
    row
        Where it stands in the file, the first row (a table's heading) being 1.
    name
        As the list has it; ``row 12`` where it has none.
    known_as
        The gazetteer's name, if that gave the point; else the same.
    lon, lat
        Degrees on WGS84.
    country
        Alpha-3 code, None where the list has none.
    population, uncertainty_km
        None where the list has none.
    source
        Who says that it lies there, the list's file among them.
    is_looked_up
        Whether the point is the gazetteer's.
    also
        Its other names, as the list has them.
    kind, admin
        As for `gazetteer.Place`; a town where the list does not say.
    geonameid
        Its number at GeoNames, None where the list has none.
    """

    row: int
    name: str
    known_as: str
    lon: float
    lat: float
    country: str | None
    population: int | None
    uncertainty_km: float | None
    source: str
    is_looked_up: bool = False
    also: tuple[str, ...] = ()
    kind: str = "town"
    admin: str | None = None
    geonameid: int | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """A row that was left out.

    Parameters
    ----------
    row
        Its number in the file.
    text
        In one line what is wrong with it.
    """

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class PlaceList:
    """A user's list of places.

    Parameters
    ----------
    file
        Its name, without the folder.
    places
        In the order of the rows.
    troubles
        The rows that were left out.
    """

    file: str
    places: tuple[ListedPlace, ...]
    troubles: tuple[Trouble, ...]


def of_rows(heading: Sequence[str], rows: Rows, *, file: str, gazetteer: Lookup) -> PlaceList:
    """Make places of the rows of a table.

    Parameters
    ----------
    heading
        What the columns are called; of `COLUMNS` the list needs lon and lat, or a name.
    rows
        Each with its number in the file.
    file
        The file's name, for messages and as the places' source.
    gazetteer
        Looks names and countries up.

    Raises
    ------
    ListError
        If no column is known, longitude and latitude are mistaken for each other, or no row can be
        used.

    Examples
    --------
    >>> from gazetteer import Gazetteer
    >>> shipped = Gazetteer()
    >>> of_rows(["Town", "lat"], [(2, ["Manbij", 36.5])], file="towns.csv", gazetteer=shipped)
    Traceback (most recent call last):
    ...
    gazetteer.lists.rows.ListError: towns.csv: columns Town, lat: expected lon beside lat
    >>> rows = [(2, ["A", "36,5", 38]), (3, ["B", "", 38])]
    >>> found = of_rows(["Town", "y", "x"], rows, file="t", gazetteer=shipped)
    >>> [(place.name, place.lon, place.lat) for place in found.places]
    [('A', 38.0, 36.5)]
    >>> found.troubles
    (Trouble(row=3, text='no lat: expected degrees, such as 36.53'),)
    """
    reading = Reading(heading, file=file, gazetteer=gazetteer)
    places = tuple(reading.places(rows))
    return PlaceList(file, places, tuple(reading.troubles))


class Reading:
    """One pass over a table, one row at a time: only the troubles are kept in memory.

    Parameters
    ----------
    heading, file, gazetteer
        As for `of_rows`.
    most
        How many rows it may have.
    most_told
        How many troubles are kept; all are counted.

    Attributes
    ----------
    taken, left_out
        How many rows have become places, and how many have not.
    troubles
        The first rows that were left out.
    """

    def __init__(
        self,
        heading: Sequence[str],
        *,
        file: str,
        gazetteer: Lookup,
        most: int = MOST_PLACES,
        most_told: int = MOST_PLACES,
    ) -> None:
        self._file = file
        self._width = len(heading)
        self._gazetteer = gazetteer
        self._at = _columns(heading, file)
        self._take = self._located if "lon" in self._at else self._looked_up
        self._countries: dict[str, str | None] = {}
        self._most, self._most_told = most, most_told
        self.taken = self.left_out = 0
        self.troubles: list[Trouble] = []
        self._swapped: list[Trouble] = []

    def places(self, rows: Rows) -> Iterator[ListedPlace]:
        """Make a place of each row that can be one.

        Raises
        ------
        ListError
            As `of_rows`; what is wrong with the table as a whole is known only at its end.
        """
        for number, cells in rows:
            if all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells):
                continue  # spreadsheets save empty rows; they are no trouble
            if self.taken + self.left_out >= self._most:
                most = f"at most {self._most:,} rows: split it, or leave out what lies far away"
                raise TooManyRows(self._file, "too many rows", most)
            try:
                self._check_width(cells)
                place = self._take(number, cells)
            except _Broken as broken:
                self._leave_out(Trouble(number, str(broken)))
            else:
                self.taken += 1
                yield place
        self._check()

    def _leave_out(self, trouble: Trouble) -> None:
        self.left_out += 1
        if len(self.troubles) < self._most_told:
            self.troubles.append(trouble)

    def _check_width(self, cells: Cells) -> None:
        if any(cell not in (None, "") for cell in cells[self._width :]):
            count = f"{len(cells)} fields where the heading has {self._width}"
            raise _Broken(f"{count}: expected quotation marks round a text with a separator")

    def _check(self) -> None:
        """Refuse a table whose columns are swapped, or that has no usable row."""
        # Latitudes beyond 90 in half of the rows mean swapped columns. The other rows would then be
        # wrong too, although their numbers are possible.
        located = self.taken + len(self._swapped)
        if self._swapped and 2 * len(self._swapped) >= located:
            first = self._swapped[0]
            raise ListError(self._file, f"row {first.row}: {first.text}", _TURNED)
        if not self.taken and self.left_out:
            first = self.troubles[0]
            what = "its one row" if self.left_out == 1 else f"none of its {self.left_out:,} rows"
            verb = "cannot" if self.left_out == 1 else "can"
            got = f"{what} {verb} be used; row {first.row}: {first.text}"
            raise ListError(self._file, got, f"rows such as Manbij,37.95,36.53 under {_LIKE}")
        if not self.taken:
            raise ListError(self._file, "no rows", f"places under a heading such as {_LIKE}")

    def _located(self, number: int, cells: Cells) -> ListedPlace:
        lon, lat = self._point(number, cells)
        name = self._name(cells) or f"row {number}"
        said = self._source(cells)
        return ListedPlace(
            row=number,
            name=name,
            known_as=name,
            lon=lon,
            lat=lat,
            country=self._country(cells),
            population=self._population(cells),
            uncertainty_km=self._uncertainty_km(cells),
            source=f"{said} ({self._file})" if said else self._file,
            also=self._also(cells),
            kind=self._kind(cells),
            admin=self._text(cells, "admin") or None,
            geonameid=self._geonameid(cells),
        )

    def _looked_up(self, number: int, cells: Cells) -> ListedPlace:
        name = self._name(cells)
        if not name:
            raise _Broken("no name: expected a place's name, or lon and lat")
        try:
            found = self._gazetteer.resolve(
                name,
                country=self._country(cells),
                least_score=LOOSE_SCORE,  # no guess
            )
        except GazetteerError as error:
            raise _Broken(str(error)) from None
        if found.kind != "town":
            raise _Broken(f"{quoted(name)} is a {found.kind}: expected a town, or lon and lat")
        return ListedPlace(
            row=number,
            name=name,
            known_as=found.name,
            lon=found.lon,
            lat=found.lat,
            country=found.country,
            population=self._population(cells) or found.population,
            uncertainty_km=self._uncertainty_km(cells),
            source=f"{found.source} {found.source_id} ({self._file})",
            is_looked_up=True,
            also=self._also(cells),
            admin=found.admin,
        )

    def _cell(self, cells: Cells, column: str) -> object:
        at = self._at.get(column)
        cell = cells[at] if at is not None and at < len(cells) else None
        return cell.strip() if isinstance(cell, str) else cell

    def _text(self, cells: Cells, column: str) -> str:
        cell = self._cell(cells, column)
        return "" if cell is None else str(cell)

    def _name(self, cells: Cells) -> str:
        text = self._text(cells, "name")
        if "\n" in text or "\r" in text:
            raise _Broken("a name over several lines: is a quotation mark missing before this row?")
        name = " ".join(text.split())
        if len(name) > LONGEST_NAME:
            raise _Broken(f"a name of {len(name):,} characters: expected at most {LONGEST_NAME}")
        return name

    def _source(self, cells: Cells) -> str:
        return " ".join(self._text(cells, "source").split())[:_LONGEST_SOURCE]

    def _also(self, cells: Cells) -> tuple[str, ...]:
        """Other names. A name that is too long is left out: no question may be that long."""
        text = self._text(cells, "also")
        if not text:
            return ()
        names = (" ".join(each.split()) for each in _BETWEEN_NAMES.split(text))
        kept = dict.fromkeys(each for each in names if 0 < len(each) <= LONGEST_NAME)
        return tuple(kept)[:_MOST_NAMES]

    def _kind(self, cells: Cells) -> str:
        kind = self._text(cells, "kind").casefold()
        return kind if kind in KINDS else "town"

    def _geonameid(self, cells: Cells) -> int | None:
        # Tables of numbers often hold whole numbers as floats: 167357.0.
        number = self._text(cells, "geonameid").removesuffix(".0")
        return int(number) if _GEONAMEID.fullmatch(number) else None

    def _point(self, number: int, cells: Cells) -> tuple[float, float]:
        lon, lat = (self._degrees(cells, column) for column in ("lon", "lat"))
        if abs(lon) <= 90 < abs(lat) <= 180:  # right if the two columns were exchanged
            text = f"lat = {lat:g} is beyond 90"
            self._swapped.append(Trouble(number, text))
            raise _Broken(f"{text}: expected {_TURNED}")
        for column, value, most in (("lon", lon, 180), ("lat", lat, 90)):
            if abs(value) > most:
                raise _Broken(f"{column} = {value:g}: expected degrees from -{most} to {most}")
        return lon, lat

    def _degrees(self, cells: Cells, column: str) -> float:
        return self._number(cells, column, f"degrees, such as {_EXAMPLE[column]}")

    def _number(self, cells: Cells, column: str, expected: str) -> float:
        cell = self._cell(cells, column)
        if cell is None or cell == "":
            raise _Broken(f"no {column}: expected {expected}")
        value = _number(cell)
        if value is None:
            raise _Broken(f"{column} = {quoted(str(cell))}: expected {expected}")
        return value

    def _country(self, cells: Cells) -> str | None:
        said = self._text(cells, "country")
        if not said:
            return None
        if said not in self._countries:
            self._countries[said] = country_of(said, self._gazetteer)
        code = self._countries[said]
        if code is None:
            expected = "a country's code or name, such as SYR or Syria"
            raise _Broken(f"country = {quoted(said)}: expected {expected}")
        return code

    def _population(self, cells: Cells) -> int | None:
        cell = self._cell(cells, "population")
        if isinstance(cell, str) and _GROUPS.fullmatch(cell):
            cell = re.sub(r"\D", "", cell)
        value = None if cell in (None, "") else _number(cell)
        if value is None:
            return None  # a population only sorts places, so a wrong one does not spoil the row
        return int(value) if 0 < value < 1e11 else None

    def _uncertainty_km(self, cells: Cells) -> float | None:
        if self._cell(cells, "uncertainty_km") in (None, ""):
            return None
        expected = f"a number of km from 0 to {MOST_UNCERTAINTY_KM:g}"
        value = self._number(cells, "uncertainty_km", expected)
        if not 0 <= value <= MOST_UNCERTAINTY_KM:
            raise _Broken(f"uncertainty_km = {value:g}: expected {expected}")
        return value


_EXAMPLE = {"lon": "37.95", "lat": "36.53"}
_TURNED = "lon under lon and lat under lat: are the two columns swapped?"


def _columns(heading: Sequence[str], file: str) -> dict[str, int]:
    """The position of each column of `COLUMNS` that the table has."""
    titles = [folded(each) for each in heading]
    found: dict[str, int] = {}
    for column, names in COLUMNS.items():
        name = next((each for each in names if each in titles), None)
        if name is None:
            continue
        if titles.count(name) > 1:
            raise ListError(file, f'{titles.count(name)} columns called "{name}"', "each once")
        found[column] = titles.index(name)
    shown = "columns " + ", ".join(quoted(each)[1:-1] for each in heading[:8])
    if ("lon" in found) != ("lat" in found):
        has, lacks = ("lon", "lat") if "lon" in found else ("lat", "lon")
        raise ListError(file, shown, f"{lacks} beside {has}")
    if not {"name", "lon"} & found.keys():
        expected = f"a first row that names the columns, such as {_LIKE}, or name alone"
        raise ListError(file, shown, expected)
    return found


def folded(heading: str) -> str:
    """A column's name as `COLUMNS` has it.

    Examples
    --------
    >>> folded(" Uncertainty km")
    'uncertainty_km'
    """
    return re.sub(r"[\s_-]+", "_", heading.strip().casefold())


def _number(cell: object) -> float | None:
    """A finite number, also with a decimal comma; None for anything else."""
    if isinstance(cell, str):
        if not _NUMBER.fullmatch(cell):
            return None
        cell = cell.replace(",", ".").replace("\u2212", "-").rstrip("° ")
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    try:
        value = float(cell)
    except OverflowError:  # an int with hundreds of digits
        return None
    return value if math.isfinite(value) else None
