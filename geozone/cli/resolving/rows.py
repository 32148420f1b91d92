"""Write the rows of a table with the answers to their names: as CSV, JSON and GeoJSON.

Rows are written one at a time, so that a table may be larger than the memory. This module looks up
no names.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any, Protocol

import click

from geozone.cli.resolving.answer import Answer, only
from geozone.files import stopping

if TYPE_CHECKING:
    from gazetteer.lists.rows import Rows

ADDED = (
    "lon", "lat", "name", "country", "kind", "method", "score", "matched", "source", "source_id",
    "status", "alternatives", "error",
)  # fmt: skip
_OF_ALTERNATIVE = (
    "lon", "lat", "name", "country", "kind", "source", "source_id", "method", "score",
)  # fmt: skip
_ALTERNATIVES = 5  # alternatives that one row lists
STATUSES = ("resolved", "ambiguous", "unknown")
# Cells that are numbers keep their spelling in CSV: a minus sign makes no formula of them.
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?")
_SHOWN = 8  # columns that one message names

Row = list[str]


class TableError(click.ClickException):
    """The error for a table that cannot be used: the file, what was found, what was expected."""

    def __init__(self, file: str, got: str, expected: str) -> None:
        from geozone.errors import printable  # noqa: PLC0415  (keeps --help light)

        super().__init__(printable(f"{file}: {got}: expected {expected}"))


class Columns:
    """The columns of a table, and the names of the columns that are added to it.

    Parameters
    ----------
    heading, file
        The heading and the name of the table.
    column, country_column
        Names of the columns with place names and countries; None to take the first column with a
        usual name.

    Raises
    ------
    TableError
        If a column is missing or exists twice.
    """

    def __init__(
        self,
        heading: Sequence[str],
        file: str,
        column: str | None,
        country_column: str | None,
    ) -> None:
        self._file = file
        self.heading = [each.strip() for each in heading]
        self._name = self._at("name", column, "--column")
        self._country = self._at("country", country_column, "--country-column")
        if self._name is None:
            raise self._missing("a column of names: --column says which it is")
        # A column of the user's is never replaced: ours gets a prefix if the name is taken.
        taken = {each.casefold() for each in self.heading}
        self.added = tuple(
            f"resolved_{each}" if each.casefold() in taken else each for each in ADDED
        )
        again = [each for each in self.added if each.casefold() in taken]
        if again:
            raise TableError(file, f'a column called "{again[0]}"', "it to be renamed first")

    @property
    def said(self) -> str:
        """The columns that are used, as text for messages."""
        if self._name is None or self._country is None:
            return f'column "{self.heading[self._name or 0]}"'
        return f'columns "{self.heading[self._name]}" and "{self.heading[self._country]}"'

    @property
    def keys(self) -> list[str]:
        """The heading as keys of a JSON object; a column without a name is called by its number.

        Raises
        ------
        TableError
            If two keys are equal, since an object would lose one of the columns.
        """
        keys = [each or f"column {number}" for number, each in enumerate(self.heading, 1)]
        twice = next((each for each in keys if keys.count(each) > 1), None)
        if twice is not None:
            raise TableError(self._file, f'{keys.count(twice)} columns called "{twice}"', _ONCE)
        return keys

    def rows(self, rows: Rows) -> Iterator[Row]:
        """The rows of the table, each as long as the heading; empty lines are skipped.

        Raises
        ------
        TableError
            If a row is longer than the heading.
        """
        width = len(self.heading)
        for number, cells in rows:
            row = [str(cell) for cell in cells]
            if not row:
                continue
            if width == 1:  # a plain list of names, in which "Paris, Texas" is one name
                yield [",".join(row)]
                continue
            if any(row[width:]):
                got = f"row {number}: {len(row)} fields where the heading has {width}"
                expected = "quotation marks round a text with a separator"
                raise TableError(self._file, got, expected)
            yield row[:width] + [""] * (width - len(row))

    def name(self, row: Row) -> str:
        """The place name of a row, with single spaces."""
        return " ".join(row[self._name or 0].split())

    def country(self, row: Row) -> str:
        """The country in a row as written; empty if there is none."""
        return "" if self._country is None else row[self._country].strip()

    def _at(self, meaning: str, said: str | None, option: str) -> int | None:
        from gazetteer.lists.rows import COLUMNS, folded  # noqa: PLC0415  (keeps --help light)

        plain = [folded(each) for each in self.heading]
        if said is None:
            wanted = next((each for each in COLUMNS[meaning] if each in plain), None)
            if wanted is None:
                return None
        else:
            wanted = folded(said)
        exact = [at for at, each in enumerate(self.heading) if each == said]
        found = exact or [at for at, each in enumerate(plain) if each == wanted]
        if not found:
            raise self._missing(f'a column "{said}", or another {option}')
        if len(found) > 1:
            called = self.heading[found[0]]
            raise TableError(self._file, f'{len(found)} columns called "{called}"', _ONCE)
        return found[0]

    def _missing(self, expected: str) -> TableError:
        shown = ", ".join(self.heading[:_SHOWN]) + (" …" if len(self.heading) > _SHOWN else "")
        return TableError(self._file, f"columns {shown[:200]}", expected)


_ONCE = "each once"


class Writer(Protocol):
    """A writer of rows, one at a time."""

    def row(self, row: Row, answer: Answer) -> None:
        """Write a row with its answer."""

    def end(self, counts: Mapping[str, int]) -> None:
        """Write the text after the last row."""


class _Csv:
    """CSV (RFC 4180), as in every output: no cell becomes a formula, numbers stay unchanged."""

    def __init__(self, sink: IO[bytes], columns: Columns, _: Sequence[str]) -> None:
        from geozone.tables import sheets  # noqa: PLC0415  (keeps --help light)

        self._sink, self._sheets = sink, sheets
        self._write([*columns.heading, *columns.added])

    def row(self, row: Row, answer: Answer) -> None:
        """Write a row with its answer."""
        kept = [self._sheets.Verbatim(cell) if _NUMBER.fullmatch(cell) else cell for cell in row]
        added = _added(answer)
        others = added["alternatives"] or None
        self._write([*kept, *{**added, "alternatives": others}.values()])

    def end(self, counts: Mapping[str, int]) -> None:
        """Write nothing: a CSV file ends with its last row."""

    def _write(self, cells: Sequence[Any]) -> None:
        self._sink.write(self._sheets.csv_line(cells).encode())


class _Json:
    """One JSON object: the rows under ``results``, and the number of rows with each status."""

    _OPENING: Mapping[str, Any] = {}
    _ROWS = "results"

    def __init__(self, sink: IO[bytes], columns: Columns, attributions: Sequence[str]) -> None:
        self._sink, self._columns, self._keys = sink, columns, columns.keys
        opening = _json({**self._OPENING, "attributions": list(attributions)})
        self._sink.write(f'{opening[:-1]}, "{self._ROWS}": ['.encode())
        self._between = "\n"

    def row(self, row: Row, answer: Answer) -> None:
        """Write a row with its answer."""
        said = dict(zip(self._keys, row, strict=True))
        ours = zip(self._columns.added, _added(answer).values(), strict=True)
        text = _json(self._value({**said, **dict(ours)}, answer))
        self._sink.write(f"{self._between}{text}".encode())
        self._between = ",\n"

    def end(self, counts: Mapping[str, int]) -> None:
        """Write the number of rows with each status."""
        summary = _json({status: counts[status] for status in STATUSES})
        self._sink.write(f'\n], "summary": {summary}}}\n'.encode())

    def _value(self, fields: Answer, _: Answer) -> Answer:
        return fields


class _GeoJson(_Json):
    """One feature for each row (RFC 7946); without an answer its geometry is null."""

    _OPENING: Mapping[str, Any] = {"type": "FeatureCollection"}
    _ROWS = "features"

    def _value(self, fields: Answer, answer: Answer) -> Answer:
        at = [answer["lon"], answer["lat"]]
        point = None if answer["lon"] is None else {"type": "Point", "coordinates": at}
        return {"type": "Feature", "geometry": point, "properties": fields}


def _added(answer: Answer) -> Answer:
    """The answer of a row in the order of the added columns, with a few alternatives."""
    others = [only(_OF_ALTERNATIVE, each) for each in answer["alternatives"][:_ALTERNATIVES]]
    return only(ADDED, {**answer, "alternatives": others})


WRITERS: Mapping[str, Callable[[IO[bytes], Columns, Sequence[str]], Writer]] = {
    "csv": _Csv,
    "json": _Json,
    "geojson": _GeoJson,
}


@contextmanager
def stdout() -> Iterator[IO[bytes]]:
    """Stdout for bytes: the table is UTF-8, whatever the encoding of the terminal."""
    plain = getattr(sys.stdout, "buffer", None)
    if plain is not None:
        sys.stdout.flush()
        # If a signal ends the command, its message says that a part of the table was written.
        stopping.tell_written("a part of the table")
        yield plain
        plain.flush()
        return
    held = BytesIO()  # the stdout of a notebook or a test takes text only
    yield held
    sys.stdout.write(held.getvalue().decode())


def _json(value: Any) -> str:
    """A value as JSON in one line, with � for each lone surrogate, which UTF-8 cannot encode."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "replace").decode("utf-8")
