"""How an entry of a scenario file is checked against the table of its keys.

Knows what keys and forms are, but no entry in particular: the tables stand in
`geozone.scenario.format.check`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from geozone.errors import Fault, printable
from geozone.scenario.format.compound import Choice, Form, ListOf
from geozone.scenario.format.wrong import Wrong, nearest, shown

MOST_UNKNOWN_KEYS = 20  # of one entry that are listed; the rest is counted
_LONGEST_NAME = 60  # characters of a name that a fault repeats


class _Drops:
    """Marks a key whose fault leaves nothing to go on with."""


DROPS: Final = _Drops()


@dataclass(frozen=True, slots=True)
class Key:
    """A key of an entry.

    Parameters
    ----------
    form
        Checks its value.
    about
        What it means; editors show it, and the reference page.
    examples
        Values that it can have, as TOML gives them; its form accepts each.
    required
        Whether an entry must have it.
    stand_in
        What later stages get where the value is faulty, so that they can look for faults of
        their own; `DROPS` if the entry makes no sense without it. Never reaches an output.
    """

    form: Form
    about: str
    examples: tuple[object, ...] = ()
    required: bool = False
    stand_in: object = DROPS

    def told(self) -> str:
        """Say what it means, and what each of its words does where it has a choice of them.

        Examples
        --------
        >>> from geozone.scenario.format.keys import ZONE
        >>> print(ZONE["draw"].told())
        How it is drawn; figures stay. "fill": filled (the default); "outline": its outline alone.
        """
        form = self.form.item if isinstance(self.form, ListOf) else self.form
        if not isinstance(form, Choice):
            return self.about
        words = "; ".join(f'"{word}": {means}' for word, means in form.told)
        return f"{self.about} {words}."


Table = Mapping[str, Key]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry whose keys were checked.

    Parameters
    ----------
    where
        How faults name it.
    values
        The sound values, and the stand-ins of faulty ones; absent keys are absent.
    given
        The keys that the file has, sound or not (a misspelled one under the name it was meant to
        have), so that no rule calls a key missing that is merely wrong.
    sound
        Whether later stages can use it.
    parts
        The zones of a proposal.
    """

    where: str
    values: Mapping[str, Any]
    given: frozenset[str]
    sound: bool = True
    parts: tuple[Entry, ...] = ()

    def get(self, key: str) -> Any:
        """Value of a key, None where it is absent or has no sound value."""
        return self.values.get(key)

    def fault(self, key: str, expected: str, value: object = "") -> Fault:
        """Make a fault of this entry."""
        return Fault(self.where, key, shown(value), expected)


def named(kind: str, name: object, position: int) -> str:
    """Name an entry for a fault: by its name, else by its position.

    Parameters
    ----------
    name
        What the file has as its name; anything but text is no name.
    position
        Counted from 1.

    Examples
    --------
    >>> named("source", "r2016", 1), named("source", None, 2)
    ('source "r2016"', 'source[2]')
    """
    if not isinstance(name, str) or not name.strip():
        return f"{kind}[{position}]"
    short = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
    return f'{kind} "{printable(short)}"'


def check_entry(
    where: str, raw: Mapping[str, Any], table: Table, *, top_keys: frozenset[str] = frozenset()
) -> tuple[Entry, list[Fault]]:
    """Check every key and value of one entry.

    Parameters
    ----------
    where
        How faults name it.
    raw
        As TOML gave it.
    top_keys
        Keys that belong at the top of the file: TOML puts them here if they stand too low.
    """
    faults, values, sound = [], {}, True
    meant = {key: nearest(key, table.keys() - raw.keys()) for key in _unknown(raw, table)}
    for key, expected in table.items():
        value, found = _checked(where, key, expected, raw, misspelled=key in meant.values())
        faults += found
        if value is DROPS:
            sound = False
        elif value is not None:
            values[key] = value
    faults += _unknown_faults(where, raw, table, meant, top_keys)
    given = (raw.keys() & table.keys()) | {key for key in meant.values() if key}
    return Entry(where, values, frozenset(given), sound), faults


def _checked(
    where: str, key: str, expected: Key, raw: Mapping[str, Any], *, misspelled: bool
) -> tuple[Any, list[Fault]]:
    """The value to go on with (None: none; `DROPS`: there is no going on), and what is wrong."""
    if misspelled:
        return expected.stand_in, []
    if key not in raw:
        if not expected.required:
            return None, []
        return expected.stand_in, [Fault(where, key, "", f"{like(expected)} (it is missing)")]
    try:
        return expected.form(raw[key]), []
    except Wrong as error:
        return expected.stand_in, [Fault(where, key, *found) for found in error.found]


def like(key: Key) -> str:
    """Say what a key holds, as a phrase."""
    try:
        key.form(None)
    except Wrong as error:
        return error.found[0][1]
    raise AssertionError("no form accepts None, for TOML has none")


def _unknown(raw: Mapping[str, Any], table: Table) -> Iterator[str]:
    return (key for key in list(raw)[: len(table) + MOST_UNKNOWN_KEYS] if key not in table)


def _unknown_faults(
    where: str,
    raw: Mapping[str, Any],
    table: Table,
    meant: Mapping[str, str | None],
    top_keys: frozenset[str],
) -> Iterator[Fault]:
    for key, near in meant.items():
        if key in top_keys:
            expected = "this key at the top of the file, before the first [table]"
        elif near:
            expected = f'a known key: "{near}"?'
        else:
            expected = f"a known key: {', '.join(table)}"
        yield Fault(where, printable(key[:_LONGEST_NAME]), shown(raw[key]), expected)
    more = len(raw.keys() - table.keys()) - len(meant)
    if more > 0:
        yield Fault(where, "", f"{more:,} more unknown keys", f"known keys: {', '.join(table)}")
