"""``geozone resolve --file``: look up the names in a column of a table, and keep all its columns.

Rows are read, looked up and written one at a time, so that a table may have any length.
`geozone.cli.resolving.rows` writes the rows.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from geozone.cli.resolving import rows as resolved_rows
from geozone.cli.resolving.answer import Answer, answer_of, no_answer
from geozone.cli.resolving.rows import Columns, Row, TableError
from geozone.cli.shared import target

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from gazetteer.lists.text import Table
    from geozone.cli.shared.output import Progress

STDIN = "-"
MOST_TOGETHER = 20_000  # names that can belong to one text; all of them are held in memory
_ANSWERS_HELD = 100_000  # answers kept in memory, for names that occur again
_BEAT = 500  # rows between two messages of progress


@dataclass(frozen=True, slots=True)
class Asked:
    """The options for one table.

    Parameters
    ----------
    file
        Name of the file; ``-`` for stdin.
    column, country_column
        The columns with the names and their countries; None for the first with a usual name.
    country
        Alpha-3 code for rows that give no country.
    together
        Whether the names belong to one text, so that each name helps to find the others.
    form
        The format of the output: a key of `resolved_rows.WRITERS`.
    """

    file: str
    column: str | None
    country_column: str | None
    country: str | None
    together: bool
    form: str


def check_output(asked: Asked, to: Path | None, *, force: bool) -> None:
    """Refuse an output that would overwrite something.

    Raises
    ------
    UsageError
        If a file exists that may not be replaced, or the folder is missing.
    OSError
        If the path is something else than a file.
    """
    if to is None:
        return
    is_both = asked.file != STDIN and to.exists() and Path(asked.file).exists()
    if is_both and to.samefile(asked.file):
        raise click.UsageError(f"{to} is the file that is read: write to another")
    target.check_target(to, force=force)


def run(
    asked: Asked,
    places: Gazetteer,
    to: Path | None,
    attributions: Sequence[str],
    say: Progress | None,
) -> str:
    """Look up the names of a file, and write them to stdout or to a file (whole, or not at all).

    Returns
    -------
    str
        The number of rows with each status, in one line.

    Raises
    ------
    ClickException
        If the table cannot be used.
    """
    from gazetteer import GazetteerError  # noqa: PLC0415  (keeps --help light)
    from geozone.files import whole_file  # noqa: PLC0415

    counts: Counter[str] = Counter()
    with ExitStack() as files:
        try:
            table, share = _opened(asked, files)
            columns = Columns(table.heading, asked.file, asked.column, asked.country_column)
            # The output is opened once the table is known to be usable: no fault of its columns
            # leaves an empty file.
            sink = files.enter_context(
                resolved_rows.stdout() if to is None else whole_file.writing(to)
            )
            writer = resolved_rows.WRITERS[asked.form](sink, columns, attributions)
            for row, answer in _answered(columns.rows(table.rows), columns, asked, places):
                writer.row(row, answer)
                counts[answer["status"]] += 1
                if say is not None and counts.total() % _BEAT == 0:
                    say(f"resolving … {counts.total():,} rows{share()}")
            writer.end(counts)
        except GazetteerError as error:  # a fault of the table; unknown names get an answer
            raise click.ClickException(str(error)) from None
    return _summary(asked, columns, counts)


def _opened(asked: Asked, files: ExitStack) -> tuple[Table, Any]:
    """The table, and a function that gives the share of it that was read, as text."""
    from gazetteer.lists import text  # noqa: PLC0415  (keeps --help light)
    from gazetteer.lists.rows import COLUMNS, folded  # noqa: PLC0415

    known = {name for names in COLUMNS.values() for name in names}
    known |= {folded(each) for each in (asked.column, asked.country_column) if each}
    if asked.file == STDIN:
        if sys.stdin is None:  # the calling program has closed it
            raise TableError("stdin", "closed", "a table with names, or a file instead of -")
        stdin = sys.stdin.buffer
        return files.enter_context(text.as_table(stdin, file="stdin", known=known)), str
    raw: list[IO[bytes]] = []
    try:
        opening = text.opened(Path(asked.file), known=known, watch=raw.append)
        table = files.enter_context(opening)
    except OSError as error:
        expected = "a table with names, or - for stdin"
        raise TableError(asked.file, error.strerror or "not read", expected) from None
    size = max(os.fstat(raw[0].fileno()).st_size, 1)
    return table, lambda: f", {min(raw[0].tell() / size, 1):.0%}"


def _answered(
    rows: Iterable[Row], columns: Columns, asked: Asked, places: Gazetteer
) -> Iterator[tuple[Row, Answer]]:
    looking = _LookingUp(places, asked.country)
    if not asked.together:
        # The rows may come from many texts, so names help each other only if the user asks for it.
        one = lru_cache(_ANSWERS_HELD)(looking.answer)
        yield from ((row, one(columns.name(row), columns.country(row))) for row in rows)
        return
    held: list[Row] = []
    for row in rows:
        if len(held) == MOST_TOGETHER:
            most = f"at most {MOST_TOGETHER:,} with --together: leave it out, or split the table"
            raise TableError(asked.file, "too many rows", most)
        held.append(row)
    names = [(columns.name(row), columns.country(row)) for row in held]
    yield from zip(held, looking.answers_together(names), strict=True)


class _LookingUp:
    """Looks names up; an error of one name becomes its answer, and the others go on."""

    def __init__(self, places: Gazetteer, country: str | None) -> None:
        self._places: Any = places
        self._country = country
        self._codes: dict[str, str | None] = {}

    def answer(self, name: str, said: str) -> Answer:
        """The answer to one name; `said` is the country in its row, as written."""
        from gazetteer import GazetteerError  # noqa: PLC0415

        code, error = self._code(said)
        if error or not name:
            return no_answer(error or "no name")
        try:
            return answer_of(self._places.match(name, country=code))
        except GazetteerError as wrong:
            return answer_of(wrong)

    def answers_together(self, names: Sequence[tuple[str, str]]) -> Iterator[Answer]:
        """The answers to the names of one text: names of one country help to find each other."""
        by_country: dict[str | None, list[str]] = {}
        for name, said in names:
            code, error = self._code(said)
            if name and not error:
                by_country.setdefault(code, []).append(name)
        found = {
            (code, name): answer
            for code, group in by_country.items()
            for name, answer in zip(
                group, self._places.resolve_many(group, country=code), strict=True
            )
        }
        for name, said in names:
            code, error = self._code(said)
            if error or not name:
                yield no_answer(error or "no name")
            else:
                yield answer_of(found[code, name])

    def _code(self, said: str) -> tuple[str | None, str]:
        """The code of a country as written, and the error if there is no such country."""
        from gazetteer.lists.lookup import country_of  # noqa: PLC0415

        if not said:
            return self._country, ""
        if said not in self._codes:
            self._codes[said] = country_of(said, self._places)
        code = self._codes[said]
        wrong = f'country = "{said}": expected a country\'s code, such as SYR'
        return code, "" if code else wrong


def _summary(asked: Asked, columns: Columns, counts: Counter[str]) -> str:
    from geozone.errors import printable  # noqa: PLC0415  (keeps --help light)

    file = "stdin" if asked.file == STDIN else Path(asked.file).name
    told = ", ".join(f"{counts[each]:,} {each}" for each in resolved_rows.STATUSES)
    rows = "1 row" if counts.total() == 1 else f"{counts.total():,} rows"
    return printable(f"{file}: {rows} by {columns.said}: {told}")
