"""Forms that are made of words, of limits or of other forms.

Each is a value that says of what it is made, so that the JSON Schema can be written from it; each
takes what TOML gave and returns it checked, or raises `Wrong`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from geozone.scenario.format.wrong import Wrong, shown, wrong

Form = Callable[[object], Any]

LONGEST_LIST = 100  # items of one value; the lists of entries have limits of their own


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words.

    Parameters
    ----------
    told
        Each word, and what it means.
    """

    told: tuple[tuple[str, str], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple(word for word, _ in self.told)

    def __call__(self, value: object) -> str:
        """Take one of the words."""
        if not isinstance(value, str) or value not in self.words:
            raise wrong(value, f"one of {', '.join(self.words)}")
        return value


@dataclass(frozen=True, slots=True)
class Exactly:
    """One whole number and no other."""

    number: int

    def __call__(self, value: object) -> int:
        """Take the number."""
        if isinstance(value, bool) or value != self.number or not isinstance(value, int):
            raise wrong(value, f"the number {self.number}")
        return self.number


@dataclass(frozen=True, slots=True)
class Number:
    """A number within limits. NaN and infinity are none.

    Parameters
    ----------
    what
        Says the limits, for messages.
    """

    least: float
    most: float
    what: str

    def __call__(self, value: object) -> float:
        """Take a whole number or one with a decimal point."""
        fits = isinstance(value, int | float) and not isinstance(value, bool)
        # The comparison is false for NaN, and holds for integers too large for a float.
        if not fits or not self.least <= value <= self.most:  # type: ignore[operator]
            raise wrong(value, self.what)
        return float(value)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class ListOr:
    """A list of one form, or a single value of another."""

    items: ListOf
    single: Form

    def __call__(self, value: object) -> Any:
        """Take either."""
        return self.items(value) if isinstance(value, list) else self.single(value)


@dataclass(frozen=True, slots=True)
class Tables:
    """One table or more, whose keys are checked elsewhere.

    Parameters
    ----------
    kind
        Of which kind they are.
    like
        How they are written, for messages.
    most
        How many there may be.
    """

    kind: str
    like: str
    most: int

    def __call__(self, value: object) -> tuple[dict[str, Any], ...]:
        """Take the tables as they are."""
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise wrong(value, f"a list of tables: {self.like}")
        if not value:
            raise wrong(value, f"at least one, such as {self.like}")
        if len(value) > self.most:
            raise Wrong((f"{len(value):,} entries", f"at most {self.most:,}"))
        return tuple(value)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list without repetitions, each item of one form.

    Parameters
    ----------
    item
        The form of each.
    like
        How it is written, for messages.
    least, most
        How many items it may have.
    """

    item: Form
    like: str
    least: int = 1
    most: int = LONGEST_LIST

    def __call__(self, value: object) -> tuple[Any, ...]:
        """Take all items, or say what is wrong with each."""
        if not isinstance(value, list):
            raise wrong(value, f"a list, such as {self.like}")
        if len(value) < self.least:
            raise wrong(value, f"at least {self.least} in this list, such as {self.like}")
        if len(value) > self.most:
            raise wrong(value, f"at most {self.most:,} in this list, not {len(value):,}")
        items: list[Any] = []
        found: list[tuple[str, str]] = []
        for one in value:
            try:
                items.append(self.item(one))
            except Wrong as error:
                found.extend(error.found)
        found += [(shown(one), "each only once") for one in _repeated(items)]
        if found:
            raise Wrong(*found)
        return tuple(items)


def _repeated(items: list[Any]) -> list[Any]:
    seen: set[Any] = set()
    return [item for item in items if item in seen or seen.add(item)]  # type: ignore[func-returns-value]


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries of a kind, which are checked elsewhere, one by one.

    Parameters
    ----------
    kind
        Which.
    most
        How many there may be.
    named
        Whether each has its name in its header, ``[line.border]``, or stands in a list.
    short
        The form of an entry that is only a name, where it may be that.
    """

    kind: str
    most: int
    named: bool = False
    short: Form | None = None

    def __call__(self, value: object) -> object:
        """Take them as they are."""
        return value
