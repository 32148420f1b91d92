"""Layers: each list of a user becomes an index of its own, in the form of the shipped index.

A small list is indexed in memory each time. A large list is indexed once, part by part, and the
index is kept in the user's cache folder. This module does not choose between places: lookups ask
the layers in their order.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

from gazetteer import regular_file
from gazetteer.errors import GazetteerError
from gazetteer.index_file.build import list_index
from gazetteer.index_file.entry import Entry, is_code
from gazetteer.index_file.index import LONGEST_NAME_BYTES, Index, freshness
from gazetteer.lists import cache
from gazetteer.lists.lookup import Lookup
from gazetteer.lists.rows import (
    ListedPlace,
    ListError,
    PlaceList,
    Reading,
    TooManyRows,
    Trouble,
)
from gazetteer.lists.text import opened

Progress = Callable[[float], None]  # how much is done, 0 to 1

MOST_PLACES = 20_000_000  # in one list; all of GeoNames has about 12 million features
MOST_IN_MEMORY = 1_000_000  # places, if the cache cannot be written: about 250 MB
_SMALL = 250_000  # bytes; a list of this size is indexed in a quarter of a second
_PART = 100_000  # places in one index; making it takes about 500 MB, and more for more places
_TOLD = 100  # troubles that are stored with an index
_BEAT = 2_000  # places between two calls of progress
_VERSION = 1  # raise it when rows become other entries: indexes in the cache are then made again
_LARGEST_POPULATION = 2**32 - 1
_UNSAFE = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Layer:
    """A user's list as places that can be asked for.

    Parameters
    ----------
    file
        Its name, without the folder.
    places, left_out
        How many rows are places, and how many could not be used.
    troubles
        The first hundred rows that could not be used.
    indexes
        The places.
    note
        Why the index could not be kept in the cache; empty if it was kept, or is too small for it.
    """

    file: str
    places: int
    left_out: int
    troubles: tuple[Trouble, ...]
    indexes: tuple[Index, ...]
    note: str = ""


def layer(
    source: str | os.PathLike[str] | PlaceList,
    gazetteer: Lookup,
    index: Path,
    *,
    progress: Progress | None = None,
) -> Layer:
    """Read a user's list.

    Parameters
    ----------
    source
        CSV or a dump of GeoNames, as `gazetteer.lists.text.read_list` takes them; or places that
        were read already.
    gazetteer
        Looks names and countries up.
    index
        The file of the shipped index.
    progress
        Called now and then while an index is made.

    Raises
    ------
    ListError
        If the list cannot be used.
    """
    codes = gazetteer.country_codes()
    if isinstance(source, PlaceList):
        parts = _indexed(iter(source.places), source.file, codes, bytes(32))
        found = _in_memory(source.file, parts)
        return Layer(
            source.file, len(source.places), len(source.troubles), source.troubles[:_TOLD], found
        )
    path = Path(source)
    making = _Making(path, gazetteer, codes, progress)
    try:
        size = _size(path)
        if size <= _SMALL:
            return making.in_memory("")
        return _kept_or_made(making, index)
    except OSError as error:
        raise ListError(path.name, error.strerror or "not read", "a file with places") from None


def _kept_or_made(making: _Making, index: Path) -> Layer:
    digest = _digest(making.path, index)
    name = f"{_UNSAFE.sub('-', making.path.stem)[:40].strip('-')}-{digest.hex()[:32]}"
    kept = cache.find(name)
    found = None if kept is None else _layer_of(making.path.name, kept)
    if found is not None:
        return found
    try:
        if kept is not None:
            cache.drop(name)  # its checksums are right, but this version cannot read it
        kept = cache.keep(name, making.parts(digest), making.facts)
    except (OSError, RuntimeError) as error:
        # RuntimeError: the system knows no home folder. Errors of the list itself are ListErrors,
        # and pass through.
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        return making.in_memory(f"its index cannot be kept ({reason}), and is made anew each time")
    found = _layer_of(making.path.name, kept)
    return found or making.in_memory("its index was damaged at once, and is made anew each time")


class _Making:
    """Makes indexes of one list. It can start again, in memory, if the cache cannot be written."""

    def __init__(
        self, path: Path, gazetteer: Lookup, codes: Collection[str], progress: Progress | None
    ) -> None:
        self.path = path
        self._gazetteer, self._codes, self._progress = gazetteer, codes, progress
        self._reading: Reading | None = None
        self._too_long: list[Trouble] = []
        self._state = self._size_and_time()

    def parts(self, digest: bytes) -> Iterator[bytes]:
        """The indexes, one after the other."""
        return _indexed(self._places(MOST_PLACES), self.path.name, self._codes, digest)

    def in_memory(self, note: str) -> Layer:
        """The layer without any file."""
        places = self._places(MOST_IN_MEMORY)
        parts = _indexed(places, self.path.name, self._codes, bytes(32))
        try:
            indexes = _in_memory(self.path.name, parts)
        except TooManyRows:
            got = f"too many rows to hold in memory, and {note}"
            least = f"{cache.VARIABLE} to name a folder with room"
            raise ListError(self.path.name, got, least) from None
        facts = self.facts()
        return Layer(self.path.name, *_counts_and_troubles(facts), indexes, note)

    def facts(self) -> Mapping[str, Any]:
        """Counts and troubles of the list, after it was read."""
        assert self._reading is not None  # noqa: S101 - the caller has read it
        # The name of the index is a hash of the file as it was before: do not keep other content.
        if self._size_and_time() != self._state:
            raise ListError(self.path.name, "it was changed while it was read", "a file at rest")
        told = [*self._reading.troubles, *self._too_long][:_TOLD]
        return {
            "places": self._reading.taken - len(self._too_long),
            "left_out": self._reading.left_out + len(self._too_long),
            "troubles": [[each.row, each.text] for each in told],
        }

    def _size_and_time(self) -> tuple[int, int] | None:
        try:
            state = self.path.stat()
        except (OSError, ValueError):
            return None  # opening the file raises the error that the user sees
        return state.st_size, state.st_mtime_ns

    def _places(self, most: int) -> Iterator[ListedPlace]:
        raw: list[IO[bytes]] = []
        self._too_long = []
        size = max(self.path.stat().st_size, 1)
        with opened(self.path, watch=raw.append) as table:
            self._reading = Reading(
                table.heading,
                file=self.path.name,
                gazetteer=self._gazetteer,
                most=most,
                most_told=_TOLD,
            )
            for count, place in enumerate(self._reading.places(table.rows)):
                if self._progress is not None and count % _BEAT == 0:
                    self._progress(min(raw[0].tell() / size, 1.0))
                length = len(place.name.encode())
                if length > LONGEST_NAME_BYTES:
                    text = f"a name of {length} bytes: expected at most {LONGEST_NAME_BYTES}"
                    self._too_long.append(Trouble(place.row, text))
                else:
                    yield place


def _indexed(
    places: Iterator[ListedPlace], file: str, codes: Collection[str], digest: bytes
) -> Iterator[bytes]:
    while part := list(islice(places, _PART)):
        yield list_index([_entry(each, file) for each in part], codes, origin=file, digest=digest)


def _entry(place: ListedPlace, file: str) -> Entry:
    number = place.geonameid or place.row
    # Store the source that a row itself names. A row with a GeoNames number needs none: the number
    # says where the place comes from.
    says_source = place.source != file and not place.geonameid
    also = [each for each in place.also if not (place.geonameid and is_code(each))]
    return Entry(
        name=place.name,
        lon=place.lon,
        lat=place.lat,
        country=place.country or "",
        kind=place.kind,
        population=min(place.population or 0, _LARGEST_POPULATION),
        geonameid=0 if says_source else number,
        division=place.admin or "",
        spellings=sorted({place.known_as, *also} - {place.name}),
        identity=(place.source, str(number)) if says_source else ("", ""),
    )


def _in_memory(file: str, parts: Iterator[bytes]) -> tuple[Index, ...]:
    return tuple(Index(Path(file), part) for part in parts)


def _layer_of(file: str, kept: cache.Kept) -> Layer | None:
    try:
        indexes = tuple(Index(part) for part in kept.parts)
        return Layer(file, *_counts_and_troubles(kept.facts), indexes)
    except (GazetteerError, LookupError, OSError, OverflowError, TypeError, ValueError):
        return None  # written by another version, in another form


def _counts_and_troubles(facts: Mapping[str, Any]) -> tuple[int, int, tuple[Trouble, ...]]:
    troubles = tuple(Trouble(int(row), str(text)) for row, text in facts["troubles"])
    return int(facts["places"]), int(facts["left_out"]), troubles


def _size(path: Path) -> int:
    """Size of a regular file in bytes; raises for any other kind of file."""
    with regular_file.opened(path) as file:
        return os.fstat(file.fileno()).st_size


def _digest(path: Path, index: Path) -> bytes:
    """Hash of everything that the index of a list depends on, the shipped index among it."""
    with regular_file.opened(path) as file:
        content = hashlib.file_digest(file, "sha256").digest()
    own = f"{_VERSION} {path.name}".encode()
    return hashlib.sha256(b"\0".join((own, freshness(index) or b"", content))).digest()
