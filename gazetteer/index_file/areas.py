"""Entries of the index for continents, countries, divisions, regions, rivers, lakes and seas.

The sources give no point for most of them. It is the mean of their listed towns, or was computed
from the atlas by ``scripts/build_waters.py``. No point is set by hand.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from gazetteer.index_file import supplement
from gazetteer.index_file.entry import Entry, Groups, listed_people, middle
from gazetteer.names import fold

_CLDR_CONTINENTS = {
    "AF": "002", "AS": "142", "EU": "150", "NA": "003", "OC": "009", "SA": "005", "AN": "AQ",
}  # fmt: skip
# Values that GeoNames writes in the field "language" and that are no language: links, codes.
_NO_LANGUAGES = frozenset({"link", "wkdt", "unlc", "post", "abbr", "iata", "icao", "faac", "phon"})
_WATERS = {
    # The source of a place reaches every output, and with it whose data it is.
    "waters-lgpl.csv": "GSHHG (LGPL-3.0), by geozone's atlas",
    "waters-odbl.csv": "© OpenStreetMap contributors (ODbL 1.0), by geozone's atlas",
}

_WELL_KNOWN = 100_000  # inhabitants; the name of a country of this size rarely means a town

Names = Mapping[str, list[str]]


def territories(path: Path) -> dict[str, list[str]]:
    """Read the names that CLDR gives to countries and parts of the world, by code."""
    names: dict[str, list[str]] = {}
    for row in _rows(path):
        names.setdefault(row["code"], []).append(row["name"])
    return names


def continents(listed: Mapping[str, Any], names: Names) -> Iterator[Entry]:
    """Continents, at GeoNames' own points."""
    for code, continent in sorted(listed.items()):
        known = [
            each["name"]
            for each in continent["alternateNames"]
            if each.get("lang") not in _NO_LANGUAGES and not each.get("isHistoric")
        ]
        yield Entry(
            name=continent["name"],
            lon=float(continent["lng"]),
            lat=float(continent["lat"]),
            country="",
            kind="continent",
            population=continent["population"],
            geonameid=continent["geonameId"],
            division="",
            spellings=[*known, *names.get(_CLDR_CONTINENTS[code], [])],
        )


def countries(listed: Mapping[str, Any], groups: Groups, names: Names) -> Iterator[Entry]:
    """Countries, at the mean of their listed towns; without one they have no point."""
    for code, country in sorted(listed.items()):
        if code not in groups:
            continue
        towns = [*chain.from_iterable(groups[code].values())]
        lon, lat = middle(towns)
        # Leave out names that a town in the country bears: "Tunis" is Tunisia in Serbian, but the
        # town of Tunis in most languages.
        taken = {fold(town.name) for town in towns} - {fold(country["name"])}
        yield Entry(
            name=country["name"].strip(),
            lon=lon,
            lat=lat,
            country=code,
            kind="country",
            population=country["population"],
            geonameid=country["geonameid"],
            division="",
            # A curated name outweighs towns: Montenegro is the country, not the town in Brazil.
            curated=[country["name"]] if country["population"] >= _WELL_KNOWN else [],
            spellings=[name for name in names.get(code, []) if fold(name) not in taken],
        )


def divisions(
    path: Path, states: Mapping[str, Any], groups: Groups, words: Iterable[supplement.Entry]
) -> Iterator[Entry]:
    """First-level divisions of the world, at the mean of their listed towns."""
    around = {entry.key: entry.spellings for entry in words}
    for row in _rows(path):
        country, _, code = row["code"].partition(".")
        towns = groups.get(country, {}).get(code)
        if not towns:
            continue
        state = states.get(code) if country == "US" else None
        name = fold(row["name"])
        lon, lat = middle(towns)
        yield Entry(
            name=state["name"] if state else row["name"],
            lon=lon,
            lat=lat,
            country=country,
            kind="division",
            population=listed_people(towns),
            geonameid=state["geonameid"] if state else 0,
            division=code,
            spellings=_worded(row["name"], around.get(country, [])),
            yields=not state and any(name in map(fold, _all_names(town)) for town in towns),
            identity=("GeoNames", row["code"]),
        )


def _worded(name: str, patterns: list[str]) -> list[str]:
    """Put the words of a country for "province" around a name, after removing those it has.

    Examples
    --------
    >>> _worded("Bursa Province", ["{} Province", "{} ili"])
    ['Bursa Province', 'Bursa ili']
    """
    for pattern in patterns:
        before, _, after = pattern.partition("{}")
        name = name.removeprefix(before).removesuffix(after)
    return [pattern.replace("{}", name) for pattern in patterns]


def _all_names(town: Entry) -> Iterable[str]:
    return (town.name, *town.spellings)


def regions(entries: Iterable[supplement.Entry], groups: Groups, names: Names) -> Iterator[Entry]:
    """Regions, each at the mean of the listed towns of its divisions and countries."""
    for entry in entries:
        members = sorted(set(entry.values["of"]))
        inside: list[Entry] = []
        for member in members:
            country, _, code = member.partition(".")
            of_country = groups.get(country, {})
            listed = of_country.get(code, []) if code else chain.from_iterable(of_country.values())
            before = len(inside)
            inside += listed
            if len(inside) == before:
                raise entry.fault(
                    "of",
                    f"{member} has no listed towns: write countries and GeoNames' divisions, such "
                    'as "SY" or "SY.09"',
                    member,
                )
        lon, lat = middle(inside)
        within = {town.country for town in inside}
        yield Entry(
            name=entry.key,
            lon=lon,
            lat=lat,
            country=within.pop() if len(within) == 1 else "",
            kind="region",
            population=listed_people(inside),
            geonameid=0,
            division="",
            spellings=names.get(entry.values.get("cldr", ""), []),
            curated=[entry.key, *entry.spellings],
            identity=("GeoNames", "+".join(members)),
        )


def waters(entries: Iterable[supplement.Entry], folder: Path) -> Iterator[Entry]:
    """Rivers, lakes and seas, at the points that were computed from the atlas."""
    points = {
        (row["kind"], row["name"]): (float(row["lon"]), float(row["lat"]), row["reference"], source)
        for file, source in _WATERS.items()
        for row in _rows(folder / file)
    }
    for entry in entries:
        point = points.get((entry.kind, entry.key))
        if point is None:
            raise entry.fault("", "it has no point yet: run python scripts/build_waters.py")
        lon, lat, reference, source = point
        yield Entry(
            name=entry.key,
            lon=lon,
            lat=lat,
            country="",
            kind=entry.kind,
            population=0,
            geonameid=0,
            division="",
            curated=entry.spellings,
            identity=(source, reference),
        )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
