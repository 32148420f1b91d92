"""Lists of places as text: CSV as spreadsheets write it, and GeoNames' dumps of a country.

A dump is streamed. Says which encoding to save in where a file is none of those it reads; what the
rows mean is `gazetteer.lists`' to say.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import IO

from gazetteer.gazetteer import Gazetteer
from gazetteer.lists import COLUMNS, ListError, PlaceList, folded, of_rows

_SEPARATORS = ",;\t|"
_LONGEST_LINE = 1_000_000  # characters; a real row has a few hundred
_HEAD = 4096  # bytes that tell the encoding
_KNOWN = frozenset(name for names in COLUMNS.values() for name in names)
_SAVE = 'text saved as UTF-8 (a spreadsheet\'s "CSV UTF-8")'

# https://download.geonames.org/export/dump/readme.txt, "The main 'geoname' table".
_DUMP_COLUMNS = 19
_ID, _NAME, _LAT, _LON, _CLASS, _COUNTRY, _POPULATION = 0, 1, 4, 5, 6, 8, 14
_DUMP_HEADING = ("name", "lon", "lat", "country", "population", "source")
POPULATED = ("P",)  # GeoNames' feature class of cities and villages


def read(
    path: Path,
    *,
    feature_classes: Sequence[str] = POPULATED,
    gazetteer: Gazetteer | None = None,
) -> PlaceList:
    r"""Read a list of places from CSV or from a dump of GeoNames.

    Parameters
    ----------
    path
        A regular file. Separators may be comma, semicolon, tab or ``|``, the decimal mark a point
        or a comma, the encoding UTF-8 or UTF-16.
    feature_classes
        Of a dump, which kinds of features are taken.
    gazetteer
        Looks names and countries up; by default the one that comes with geozone.

    Raises
    ------
    ListError
        If it is no such text, or `gazetteer.lists.of_rows` finds nothing in it.
    OSError
        If it cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "towns.csv")
    ...     _ = file.write_text("Town;Longitude;Latitude\nManbij;37,955;36,528\n")
    ...     read(file).places[0].lon
    37.955
    """
    file = path.name
    with path.open("rb") as raw:
        text = io.TextIOWrapper(raw, _encoding(raw, file), "surrogateescape", newline="")
        lines = _sound_lines(text, file)
        first = next((line for line in lines if line[1].strip()), None)
        if first is None:
            raise ListError(file, "an empty file", "places under a heading such as name,lon,lat")
        if _is_dump(first[1]):
            rows = _dump_rows(chain([first], lines), feature_classes)
            return _of_dump(rows, file, feature_classes, gazetteer)
        return _of_csv(first, lines, file, gazetteer)


def _encoding(raw: IO[bytes], file: str) -> str:
    """What the first bytes tell; the file stands at its beginning again."""
    head = raw.read(_HEAD)
    raw.seek(0)
    if head.startswith(b"PK\x03\x04"):
        raise ListError(file, "a spreadsheet or zip", "CSV: export or unpack it first")
    if head.startswith(b"SQLite format 3\x00"):
        raise ListError(file, "a database", "CSV, or the ending .gpkg if it is a GeoPackage")
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise ListError(file, "UTF-32 text", _SAVE)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\x00" in head:
        even, odd = head[::2].count(0), head[1::2].count(0)
        if max(even, odd) < len(head) / 8 or min(even, odd) > max(even, odd) / 4:
            raise ListError(file, "no text", _SAVE)
        return "utf-16-le" if odd > even else "utf-16-be"
    return "utf-8-sig"


def _sound_lines(text: io.TextIOWrapper, file: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, none endless and none in another encoding."""
    number = 0
    while line := _line(text, file, number + 1):
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


def _line(text: io.TextIOWrapper, file: str, number: int) -> str:
    try:
        return text.readline(_LONGEST_LINE)
    except UnicodeDecodeError:  # UTF-16 has bytes that no error handler takes
        raise ListError(file, f"line {number} is not {text.encoding.upper()}", _SAVE) from None


# --- CSV ------------------------------------------------------------------------------------------


def _of_csv(
    first: tuple[int, str],
    lines: Iterator[tuple[int, str]],
    file: str,
    gazetteer: Gazetteer | None,
) -> PlaceList:
    number, line = first
    separator = None
    if line.strip().casefold().startswith("sep=") and len(line.strip()) <= len("sep=") + 1:
        separator = line.rstrip("\r\n")[len("sep=") :] or None  # a spreadsheet's own way to say it
        number, line = next(lines, (number + 1, ""))
    separator = separator or max(_SEPARATORS, key=lambda each: _rank(line, each))
    texts = chain([line], (text for _, text in lines))
    table = csv.reader(texts, delimiter=separator, strict=True)
    rows = _csv_rows(table, number, file)
    _, heading = next(rows, (number, []))
    return of_rows(heading, rows, file=file, gazetteer=gazetteer)


def _rank(line: str, separator: str) -> tuple[int, int]:
    """How many columns of a heading are known, and how many there are."""
    try:
        cells = next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return 0, 0
    return sum(folded(cell) in _KNOWN for cell in cells), len(cells)


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


# --- GeoNames -------------------------------------------------------------------------------------


def _is_dump(line: str) -> bool:
    cells = line.rstrip("\r\n").split("\t")
    return len(cells) == _DUMP_COLUMNS and cells[_ID].isdigit() and len(cells[_CLASS]) <= 1


def _dump_rows(
    lines: Iterator[tuple[int, str]], feature_classes: Sequence[str]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Rows under `_DUMP_HEADING`; a line with other columns than a dump's has none of them."""
    for number, line in lines:
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) == _DUMP_COLUMNS and cells[_CLASS] in feature_classes:
            taken = (cells[at] for at in (_NAME, _LON, _LAT, _COUNTRY, _POPULATION))
            yield number, (*taken, f"GeoNames {cells[_ID]}")
        elif len(cells) != _DUMP_COLUMNS and line.strip():
            yield number, (f"line {number}", "", "", "", "", "")


def _of_dump(
    rows: Iterator[tuple[int, tuple[str, ...]]],
    file: str,
    feature_classes: Sequence[str],
    gazetteer: Gazetteer | None,
) -> PlaceList:
    first = next(rows, None)
    if first is None:
        got = f"a dump of GeoNames without a feature of class {', '.join(feature_classes)}"
        raise ListError(file, got, "a dump with cities and villages, such as SY.txt")
    return of_rows(_DUMP_HEADING, chain([first], rows), file=file, gazetteer=gazetteer)
