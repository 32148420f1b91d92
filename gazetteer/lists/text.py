"""Lists of places as text: CSV as spreadsheets write it, and dumps of GeoNames, zipped or not.

Both are streamed. A file in an encoding that is not read is refused, with the encoding to save it
in. `gazetteer.lists.rows` gives the rows their meaning.

The separator is found from the known names of columns. `csv.Sniffer` knows no names, and raises an
error for a list with one column.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import IO, NamedTuple

from gazetteer import regular_file
from gazetteer.lists import geonames
from gazetteer.lists.lookup import Lookup
from gazetteer.lists.rows import COLUMNS, ListError, PlaceList, Rows, folded, of_rows

_SEPARATORS = ",;\t|"
_LONGEST_LINE = 1_000_000  # characters; a real row has a few hundred
_HEAD = 4096  # bytes from which the encoding is recognized
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # first bytes of a zip; the second belongs to an empty one
_MOST_UNPACKED = 8_000_000_000  # bytes of the text in a zip; GeoNames' largest has 1.7 GB
_ENCRYPTED = 0x1  # the bit of a zip member's flags for a password
_TEXT_ENDINGS = {".txt", ".csv", ".tsv"}
_BESIDE_DUMPS = {"readme.txt"}
_KNOWN = frozenset(name for names in COLUMNS.values() for name in names)
_SAVE = 'text saved as UTF-8 (a spreadsheet\'s "CSV UTF-8")'


Watch = Callable[[IO[bytes]], None]


class Table(NamedTuple):
    """A text as a table, while its file is open.

    Parameters
    ----------
    heading
        What the columns are called.
    rows
        Each with the number that a spreadsheet shows, the heading being row 1.
    is_dump
        Whether it is a dump of GeoNames, which has no heading.
    """

    heading: Sequence[str]
    rows: Rows
    is_dump: bool


def read_list(
    path: Path,
    *,
    feature_classes: Sequence[str] = geonames.POPULATED,
    gazetteer: Lookup,
) -> PlaceList:
    r"""Read a list of places from CSV or from a dump of GeoNames.

    Parameters
    ----------
    path
        A regular file. Separators may be comma, semicolon, tab or ``|``, the decimal mark a point
        or a comma, the encoding UTF-8 or UTF-16; also a zip with one such file, as GeoNames' are.
    feature_classes
        Of a dump, which kinds of features are taken.
    gazetteer
        Looks names and countries up.

    Raises
    ------
    ListError
        If it is no such text, or `gazetteer.lists.rows.of_rows` finds nothing in it.
    OSError
        If it cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> from gazetteer import Gazetteer
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "towns.csv")
    ...     _ = file.write_text("Town;Longitude;Latitude\nManbij;37,955;36,528\n")
    ...     read_list(file, gazetteer=Gazetteer()).places[0].lon
    37.955
    """
    file = path.name
    with opened(path, wanted=lambda class_, _: class_ in feature_classes) as table:
        if not table.is_dump:
            return of_rows(table.heading, table.rows, file=file, gazetteer=gazetteer)
        rows = iter(table.rows)
        first = next(rows, None)
        if first is None:
            got = f"a dump of GeoNames without a feature of class {', '.join(feature_classes)}"
            raise ListError(file, got, "a dump with cities and villages, such as SY.txt")
        return of_rows(table.heading, chain([first], rows), file=file, gazetteer=gazetteer)


@contextmanager
def opened(
    path: Path,
    *,
    wanted: geonames.Wanted = geonames.is_place,
    known: Collection[str] = _KNOWN,
    watch: Watch | None = None,
) -> Iterator[Table]:
    r"""Open a list as text, to be read a row at a time.

    Parameters
    ----------
    path
        As for `read`.
    wanted
        Which features of a dump are taken.
    known
        Names of columns, folded. The separator is the one that gives most of these names.
    watch
        Called with the open file: its position tells how much of it was read.

    Raises
    ------
    ListError
        If it is no such text; also while its rows are read.
    OSError
        If it cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "towns.csv")
    ...     _ = file.write_text("town;note\nManbij;a, b\n")
    ...     with opened(file) as table:
    ...         table.heading, list(table.rows)
    (['town', 'note'], [(2, ['Manbij', 'a, b'])])
    """
    with regular_file.opened(path) as raw:
        if watch is not None:
            watch(raw)
        with (
            _unpacked(raw, path.name) as plain,
            as_table(plain, file=path.name, wanted=wanted, known=known) as table,
        ):
            yield table


@contextmanager
def as_table(
    raw: IO[bytes],
    *,
    file: str,
    wanted: geonames.Wanted = geonames.is_place,
    known: Collection[str] = _KNOWN,
) -> Iterator[Table]:
    """Read bytes as a table; parameters and errors as for `opened`.

    Examples
    --------
    >>> with as_table(io.BytesIO(b"a,b"), file="-") as table:
    ...     table.heading
    ['a', 'b']
    """
    # "surrogateescape" turns bytes that are not UTF-8 into surrogates. `_sound_lines` finds them,
    # and can name the line and the byte; a strict decoder knows no lines.
    buffered = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(_Raw(raw))
    text = io.TextIOWrapper(buffered, _encoding(buffered, file), "surrogateescape", newline="")
    try:
        lines = _sound_lines(text, file)
        first = next((line for line in lines if line[1].strip()), None)
        if first is None:
            raise ListError(file, "an empty file", "places under a heading such as name,lon,lat")
        if geonames.is_dump(first[1]):
            yield Table(
                geonames.HEADING, geonames.rows(chain([first], lines), wanted), is_dump=True
            )
        else:
            yield _csv(first, lines, file, known)
    finally:
        text.detach()  # the caller opened the file and closes it


class _Raw(io.RawIOBase):
    """A stream of bytes as a raw stream, so that `io.BufferedReader` can wrap it and peek."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, room: memoryview) -> int:  # type: ignore[override]  # of any buffer
        data = self._stream.read(len(room))
        room[: len(data)] = data
        return len(data)


def is_zipped_text(path: str | os.PathLike[str]) -> bool:
    """Whether a file is a zip of a text, such as GeoNames' dumps; a zipped Shapefile is none.

    Examples
    --------
    >>> is_zipped_text("no such file.zip")
    False
    """
    try:
        with regular_file.opened(path) as raw, zipfile.ZipFile(raw) as packed:
            return len(_texts(packed)) == 1
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return False


@contextmanager
def _unpacked(raw: IO[bytes], file: str) -> Iterator[IO[bytes]]:
    """The file itself, or the only text in a zip."""
    head = raw.read(4)
    raw.seek(0)
    if head not in _ZIP:
        yield raw
        return
    try:
        with zipfile.ZipFile(raw) as packed, _member(packed, file) as member:
            yield member
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        got = f"a zip that cannot be read ({error})"
        raise ListError(file, got, "the zip as downloaded: fetch it again, or unpack it") from None


def _texts(packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    files = [(each, Path(each.filename)) for each in packed.infolist()]
    if any(path.suffix.lower() == ".shp" for _, path in files):
        return []  # texts beside a Shapefile describe it and are no list
    return [
        each
        for each, path in files
        if path.suffix.lower() in _TEXT_ENDINGS and path.name.lower() not in _BESIDE_DUMPS
    ]


def _member(packed: zipfile.ZipFile, file: str) -> IO[bytes]:
    found = _texts(packed)
    if len(found) != 1:
        got = "a spreadsheet or zip" + (f" with {len(found)} texts" if found else "")
        raise ListError(file, got, "CSV, or a zip of one file: export or unpack it first")
    # The stated size; zipfile stops reading there, so a false statement cannot unpack more.
    size = found[0].file_size
    if size > _MOST_UNPACKED:
        expected = f"at most {_MOST_UNPACKED / 1e9:g} GB: unpack and split it"
        raise ListError(file, f"a zip of {size / 1e9:,.0f} GB", expected)
    if found[0].flag_bits & _ENCRYPTED:
        raise ListError(file, "a zip with a password", "one without: unpack it first")
    return packed.open(found[0])


def _encoding(raw: io.BufferedReader, file: str) -> str:
    """The encoding, from the first bytes. They are only peeked at, and stay unread."""
    head = raw.peek(_HEAD)[:_HEAD]
    if head.startswith(_ZIP):
        raise ListError(file, "a spreadsheet or zip", "CSV: export or unpack it first")
    if head.startswith(b"SQLite format 3\x00"):
        raise ListError(file, "a database", "CSV, or the ending .gpkg if it is a GeoPackage")
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise ListError(file, "UTF-32 text", _SAVE)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\x00" in head:
        # UTF-16 without a byte order mark: in mostly Latin text every second byte is 0. Zeros in no
        # such order belong to a binary file.
        even, odd = head[::2].count(0), head[1::2].count(0)
        if max(even, odd) < len(head) / 8 or min(even, odd) > max(even, odd) / 4:
            raise ListError(file, "no text", _SAVE)
        return "utf-16-le" if odd > even else "utf-16-be"
    return "utf-8-sig"


def _sound_lines(text: io.TextIOWrapper, file: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers; refuses a line that is too long or in another encoding."""
    number = 0
    while line := _next_line(text, file, number + 1):
        number += 1
        if len(line) >= _LONGEST_LINE:
            got = f"line {number} has {_LONGEST_LINE:,} characters or more"
            raise ListError(file, got, "a place a line")
        if not line.isascii():
            wrong = next((char for char in line if "\ud800" <= char <= "\udfff"), None)
            if wrong is not None:
                got = f"line {number}: byte 0x{ord(wrong) & 0xFF:02x} is not UTF-8"
                raise ListError(file, got, _SAVE)
        yield number, line


def _next_line(text: io.TextIOWrapper, file: str, number: int) -> str:
    try:
        return text.readline(_LONGEST_LINE)
    except UnicodeDecodeError:  # broken UTF-16, for which "surrogateescape" has no substitute
        raise ListError(file, f"line {number} is not {text.encoding.upper()}", _SAVE) from None


# --- CSV ------------------------------------------------------------------------------------------


def _csv(
    first: tuple[int, str], lines: Iterator[tuple[int, str]], file: str, known: Collection[str]
) -> Table:
    number, line = first
    separator = None
    if line.strip().casefold().startswith("sep=") and len(line.strip()) <= len("sep=") + 1:
        # A first line such as "sep=;" is how some spreadsheets state the separator.
        separator = line.rstrip("\r\n")[len("sep=") :] or None
        number, line = next(lines, (number + 1, ""))
    separator = separator or max(_SEPARATORS, key=lambda each: _rank(line, each, known))
    texts = chain([line], (text for _, text in lines))
    rows = _csv_rows(csv.reader(texts, delimiter=separator, strict=True), number, file)
    _, heading = next(rows, (number, []))
    return Table(heading, rows, is_dump=False)


def _rank(line: str, separator: str, known: Collection[str]) -> tuple[int, int]:
    """How many columns of a heading are known, and how many there are."""
    try:
        cells = next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return 0, 0
    return sum(folded(cell) in known for cell in cells), len(cells)


def _csv_rows(table: Iterator[list[str]], first: int, file: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the numbers that a spreadsheet shows."""
    number = first - 1
    while True:
        number += 1
        try:
            row = next(table, None)
        except csv.Error as error:
            got = f"row {number}: {error}"
            raise ListError(file, got, "quotation marks that are closed again") from None
        if row is None:
            return
        yield number, row
