"""The stored index: open it, look a key up, read a record.

One file is mapped into memory and read in place. It holds a trie of keys (marisa-trie), for each
key its postings, fixed-size records sorted by one-degree cells, and their names. The module defines
the layout of the bytes; `gazetteer.lookup` decides which of several places is meant.

The format is its own so that the file can be mapped: nothing is parsed at the start, and a look-up
reads only the few pages that it needs.
"""

from __future__ import annotations

import functools
import math
import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import marisa_trie  # type: ignore[import-not-found]  # compiled, no stubs

from gazetteer.errors import GazetteerError
from gazetteer.place import Place

INDEX_PATH = Path(__file__).parents[1] / "data" / "places.index"

MAGIC = b"\x89GZIDX\r\n"  # a copy in text mode changes these bytes, so it is noticed
VERSION = 8
# magic, version, count of sections, SHA-256 of source and build code
HEADER = struct.Struct("<8sII32s")
SECTION = struct.Struct("<QQ")  # start, length
SECTIONS = (
    "trie",  # marisa-trie: key -> number
    "starts",  # uint32: first posting of each number, and one more
    "postings",  # uint32: record << 3 | strict << 2 | how
    "records",  # RECORD each, by cell
    "names",  # the records' names, UTF-8, one after the other
    "cells",  # uint32: first record of each cell, and one more
    "tables",  # countries, divisions, spellings: a line of text each, fields apart by tabs
    "signatures",  # uint64: how each name sounds (gazetteer.sounds.signature), by country
    "sounding",  # uint32: the number of the key of each signature
    "countries",  # uint32: first signature of each country, and one more
    "twins",  # a bit of each number: whether other places have a name that sounds like the key
)
# lon and lat in 1e-7 degrees, population (0: unknown), id in the origin (0: see the table
# "identity"), start of the name, its length, numbers of the country, the division and the kind
RECORD = struct.Struct("<iiIIIBBHB")
POSTING = struct.Struct("<I")
UNIT = 10_000_000  # 1 cm; GeoNames gives five decimals, a user's list may give more
LONGEST_NAME_BYTES = 255  # of a record's name, in UTF-8

ALTERNATE, MAIN, CURATED, DEMONYM = 0, 1, 2, 3  # how a spelling belongs to its place
KINDS = ("town", "country", "division", "region", "river", "sea", "continent", "lake")
_SUMMED = ("division", "region")  # their records hold the population of their listed towns
_COLUMNS, _ROWS = 360, 180


@dataclass(frozen=True, slots=True)
class Tables:
    """The small tables of an index, which are read as a whole.

    Parameters
    ----------
    countries
        Alpha-3 of each country by its number; the last number stands for none.
    codes
        Alpha-3 by alpha-2 and by itself.
    divisions
        Codes of first-level divisions by number; 0 stands for none.
    spellings
        How the supplement writes a key.
    pointless
        Keys that the supplement knows to have no point, and why.
    unclear
        Keys that mean a place only within a country, and why.
    advice
        What to do where such a key stands without a country.
    identities
        Source and its id for records that are not GeoNames entries.
    source
        What the index was built from.
    origin
        Source of the records that have an id of their own there.
    is_own
        Whether it is a user's list.
    """

    countries: tuple[str | None, ...]
    codes: dict[str, str]
    divisions: tuple[str | None, ...]
    spellings: dict[str, str]
    pointless: dict[str, str]
    unclear: dict[str, str]
    advice: dict[str, str]
    identities: dict[int, tuple[str, str]]
    source: str
    origin: str
    is_own: bool


def cell_of(lon: float, lat: float) -> int:
    """Number of the one-degree cell of a point, counted from west to east, then northwards.

    Examples
    --------
    >>> cell_of(-180, -90), cell_of(-179, -90), cell_of(-180, -89), cell_of(180, 90)
    (0, 1, 360, 64799)
    """
    column = min(max(math.floor(lon) + 180, 0), _COLUMNS - 1)
    row = min(max(math.floor(lat) + 90, 0), _ROWS - 1)
    return row * _COLUMNS + column


class Index:
    """A stored index, open for reading.

    Parameters
    ----------
    path
        The file that `gazetteer.index_file.build` wrote; of an index in memory what to call it.
    data
        Its bytes, for one that is in memory.

    Raises
    ------
    GazetteerError
        If the file is missing, cut short, or of another version.
    """

    def __init__(self, path: Path, data: bytes | None = None) -> None:
        self.path = path
        self._bytes = _mapped(path) if data is None else memoryview(data)
        parts = _sections(self._bytes, path)
        self._trie = marisa_trie.Trie()
        try:
            self._trie.map(parts["trie"])
        except (RuntimeError, ValueError):
            raise _broken(path) from None
        self._starts = parts["starts"].cast("I")
        self._postings = parts["postings"].cast("I")
        self._cells = parts["cells"].cast("I")
        self._records = parts["records"]
        self._names = parts["names"]
        self._tables_text = parts["tables"]
        self._signatures = parts["signatures"]
        self._sounding = parts["sounding"]
        self._countries = parts["countries"].cast("I")
        self._twins = parts["twins"]

    @functools.cached_property
    def tables(self) -> Tables:
        """The small tables, read at their first use."""
        return _tables(bytes(self._tables_text).decode())

    def __len__(self) -> int:
        return len(self._records) // RECORD.size

    @property
    def keys(self) -> int:
        """Number of keys."""
        return len(self._trie)

    def postings(self, key: str) -> list[tuple[int, bool, int]]:
        """All that a key leads to, in the order of the records; empty for a key not held.

        Of each record its number, whether its spelling folds to the key without loosening, and how
        the spelling belongs to it: ``ALTERNATE``, ``MAIN``, ``CURATED``
        or ``DEMONYM``.
        """
        number = self._trie.get(key)
        if number is None:
            return []
        found = self._postings[self._starts[number] : self._starts[number + 1]]
        return [(word >> 3, word & 4 != 0, word & 3) for word in found]

    def bearers(self, key: str, country: str | None) -> list[tuple[Place, bool, int, int]]:
        """The places that a key leads to, of one country or of all.

        Of each the place, the last two of `postings`, and the population to weigh it by: of a
        division or region that of its listed towns. A user's list often says no country: its places
        may lie in any.
        """
        key_number = self._trie.get(key)
        if key_number is None:
            return []
        tables, records = self.tables, self._records
        found = []
        # The same as `postings`, written out: every question runs this loop, and a call costs time.
        for word in self._postings[self._starts[key_number] : self._starts[key_number + 1]]:
            number = word >> 3
            fields = RECORD.unpack_from(records, number * RECORD.size)
            if country is not None:
                lies_in = tables.countries[fields[6]]
                if lies_in != country and not (tables.is_own and lies_in is None):
                    continue
            found.append((self._decoded(number, fields), word & 4 != 0, word & 3, fields[2]))
        return found

    def key(self, number: int) -> str:
        """The key of that number."""
        return str(self._trie.restore_key(number))

    @property
    def columns(self) -> tuple[memoryview, memoryview, memoryview]:
        """Records, postings and starts as stored in the file, for callers that read very many."""
        return self._records, self._postings, self._starts

    def sounding(self, country: str | None) -> tuple[memoryview, memoryview]:
        """How the names of a country sound, as they lie in the file; all names for ``None``.

        Of each name its signature (uint64) and the number of its key (uint32).
        """
        first, last = self._countries[0], self._countries[-1]
        if country is not None:
            try:
                number = self.tables.countries.index(country)
            except ValueError:  # the index of a user's list may lack the country
                return self._signatures[:0], self._sounding[:0]
            first, last = self._countries[number], self._countries[number + 1]
        return self._signatures[first * 8 : last * 8], self._sounding[first * 4 : last * 4]

    def country(self, number: int) -> str | None:
        """The country of the record of that number."""
        country: int = RECORD.unpack_from(self._records, number * RECORD.size)[6]
        return self.tables.countries[country]

    def has_twins(self, key: str) -> bool:
        """Whether places that do not bear a key have a name that sounds just like it."""
        number = self._trie.get(key)
        return number is not None and bool(self._twins[number >> 3] >> (number & 7) & 1)

    def __contains__(self, key: str) -> bool:
        return key in self._trie

    def keys_from(self, prefix: str) -> Iterator[str]:
        """Keys that begin with `prefix`, in no promised order."""
        keys: Iterator[str] = self._trie.iterkeys(prefix)
        return keys

    def place(self, number: int) -> Place:
        """Read the record of that number."""
        return self._decoded(number, RECORD.unpack_from(self._records, number * RECORD.size))

    def people(self, number: int) -> int:
        """Give the population to weigh a record by: of a division or region its listed towns'."""
        people: int = RECORD.unpack_from(self._records, number * RECORD.size)[2]
        return people

    def within(self, west: float, south: float, east: float, north: float) -> list[Place]:
        """Read the places in a box; `west` ≤ `east`, the edges belong to the box."""
        first, last = cell_of(west, south), cell_of(east, north)
        width = last % _COLUMNS - first % _COLUMNS
        # Compare in the units of the records. The edges are rounded inwards, so that no place
        # outside the box is included; 1e-6 units allow for the rounding of the product.
        left, bottom = math.ceil(west * UNIT - 1e-6), math.ceil(south * UNIT - 1e-6)
        right, top = math.floor(east * UNIT + 1e-6), math.floor(north * UNIT + 1e-6)
        found: list[Place] = []
        for row in range(first, last - width + 1, _COLUMNS):
            start, stop = self._cells[row], self._cells[row + width + 1]
            block = self._records[start * RECORD.size : stop * RECORD.size]
            found += [
                self._decoded(number, fields)
                for number, fields in enumerate(RECORD.iter_unpack(block), start)
                if left <= fields[0] <= right and bottom <= fields[1] <= top
            ]
        return found

    def _decoded(self, number: int, fields: tuple[int, ...]) -> Place:
        lon, lat, population, geonameid, start, length, country, division, kind = fields
        tables, named = self.tables, KINDS[kind]
        if geonameid:
            source, identity = tables.origin, str(geonameid)
        else:
            source, identity = tables.identities[number]
        return Place(
            str(self._names[start : start + length], "utf-8"),
            lon / UNIT,
            lat / UNIT,
            tables.countries[country],
            named,
            # GeoNames writes 0 for a population that it does not know.
            (population or None) if named not in _SUMMED else None,
            source,
            identity,
            tables.divisions[division],
        )


@functools.cache
def open_index(path: Path = INDEX_PATH) -> Index:
    """Open an index once per process; all callers share it."""
    return Index(path)


def freshness(path: Path) -> bytes | None:
    """The hash of source and build code that an index carries, ``None`` if there is no index."""
    try:
        with path.open("rb") as file:
            magic, version, _, digest = HEADER.unpack(file.read(HEADER.size))
    except (OSError, struct.error):
        return None
    return digest if (magic, version) == (MAGIC, VERSION) else None


def _mapped(path: Path) -> memoryview:
    try:
        with path.open("rb") as file:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except FileNotFoundError:
        raise GazetteerError(
            f"the index of places is missing: {path.name} is built with the package — "
            "run `pip install -e .` or `python -m gazetteer.index_file.build`"
        ) from None
    except (OSError, ValueError):
        raise _broken(path) from None


def _sections(data: memoryview, path: Path) -> dict[str, memoryview]:
    table = HEADER.size + SECTION.size * len(SECTIONS)
    if len(data) < table:
        raise _broken(path)
    magic, version, count, _ = HEADER.unpack_from(data)
    if (magic, version, count) != (MAGIC, VERSION, len(SECTIONS)):
        raise _broken(path)
    parts = {}
    for name, (start, length) in zip(
        SECTIONS, SECTION.iter_unpack(data[HEADER.size : table]), strict=True
    ):
        if start + length > len(data):
            raise _broken(path)
        parts[name] = data[start : start + length]
    return parts


def _broken(path: Path) -> GazetteerError:
    return GazetteerError(
        f"the index of places {path.name} is damaged or of another version — "
        "reinstall geozone, or run `python -m gazetteer.index_file.build`"
    )


def _tables(text: str) -> Tables:
    # Each line is a table with all its fields: splitting thousands of rows at once is fast.
    rows = {kind: fields for kind, *fields in (line.split("\t") for line in text.split("\n"))}
    countries, identities = rows["country"], rows["identity"]
    own = zip(identities[1::3], identities[2::3], strict=True)
    return Tables(
        countries=(*countries[1::2], None),
        codes={
            **dict(zip(countries[::2], countries[1::2], strict=True)),
            **dict(zip(countries[1::2], countries[1::2], strict=True)),
        },
        divisions=(None, *rows["division"]),
        spellings=_pairs(rows["spelling"]),
        pointless=_pairs(rows["pointless"]),
        unclear=_pairs(rows["unclear"]),
        advice=_pairs(rows["advice"]),
        identities=dict(zip(map(int, identities[::3]), own, strict=True)),
        source=rows["source"][0],
        origin=rows["origin"][0],
        is_own="own" in rows,
    )


def _pairs(fields: list[str]) -> dict[str, str]:
    return dict(zip(fields[::2], fields[1::2], strict=True))
