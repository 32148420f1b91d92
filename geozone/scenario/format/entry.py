"""An entry of a scenario file and its keys: how keys are declared, checked and read.

An entry is a class (`geozone.scenario.format.keys`), and each of its keys is an attribute. On the
class the attribute gives the key; on an object it gives the key's value, in the type that the key's
form returns. So mypy finds a mistyped key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Final, Generic, Self, TypeVar, cast, overload

from geozone.errors import Fault, printable
from geozone.scenario.format.compound import Form, Json
from geozone.scenario.format.wrong import Wrong, nearest, shown, wrong

MOST_UNKNOWN_KEYS = 20  # unknown keys of one entry that are listed; the others are only counted
_LONGEST_NAME = 60  # characters; a fault cuts a longer name, so that it stays one readable line

_T = TypeVar("_T")
_E = TypeVar("_E", bound="Entry")


class _Drops:
    """Type of the mark `DROPS`: a fault of the key makes the whole entry unusable."""


DROPS: Final = _Drops()


class Key(Generic[_T]):
    """A key of an entry, which may be left out.

    Parameters
    ----------
    form
        The form that checks its value.
    about
        Its meaning, shown by editors and on the reference page.
    examples
        Values that it can have, as TOML gives them; its form accepts each.
    stand_in
        The value that later stages get if the given one is faulty, so that they can still find
        their own faults; `DROPS` if the entry cannot be used without it. It never reaches an
        output.
    in_header
        Whether it stands in the header of its table, ``[line.border]``, and not below it.
    required
        Whether a file must have it. By default this is so for `Needed` keys. Keys that hold entries
        of another kind are not required: without them there are no such entries.
    """

    is_needed = False

    def __init__(  # noqa: PLR0913 - what there is to say of a key
        self,
        form: Form[_T],
        about: str,
        examples: tuple[object, ...] = (),
        *,
        stand_in: _T | _Drops | None = DROPS,
        in_header: bool = False,
        required: bool | None = None,
    ) -> None:
        self.name = ""
        self.form = form
        self.about = about
        self.examples = examples
        self.stand_in = stand_in
        self.in_header = in_header
        self.required = self.is_needed if required is None else required

    def __set_name__(self, kind: type, name: str) -> None:
        self.name = name.rstrip("_")  # `from_`: "from" is a reserved word of Python

    @overload
    def __get__(self, entry: None, kind: type[Entry]) -> Self: ...
    @overload
    def __get__(self, entry: Entry, kind: type[Entry]) -> _T | None: ...
    def __get__(self, entry: Entry | None, kind: type[Entry]) -> Self | _T | None:
        return self if entry is None else self.of(entry)

    def of(self, entry: Entry) -> _T | None:
        """Value of the key in an entry; None if it is absent, or faulty without a stand-in."""
        return cast("_T | None", entry.values.get(self.name))

    def told(self) -> str:
        """Describe the key, and the meaning of each word if its value is a choice of words.

        Examples
        --------
        >>> from geozone.scenario.format.proposals import Zone
        >>> print(Zone.draw.told())
        How it is drawn; figures stay. "fill": filled (the default); "outline": its outline alone.
        """
        form = self.form.item or self.form
        words = "; ".join(f'"{word}": {means}' for word, means in form.told)
        return f"{self.about} {words}." if words else self.about

    def like(self) -> str:
        """Describe the expected value as a phrase: what the form says when it refuses None."""
        try:
            self.form(None)
        except Wrong as error:
            return error.found[0][1]
        raise AssertionError("no form accepts None, for TOML has none")


class Needed(Key[_T]):
    """A key that has a value in every sound entry, and by its stand-in in faulty ones."""

    is_needed = True

    @overload
    def __get__(self, entry: None, kind: type[Entry]) -> Self: ...
    @overload
    def __get__(self, entry: Entry, kind: type[Entry]) -> _T: ...
    def __get__(self, entry: Entry | None, kind: type[Entry]) -> Self | _T:
        return self if entry is None else cast("_T", entry.values[self.name])


def _no_fault(_: Any) -> Iterator[Fault]:
    return iter(())


@dataclass(frozen=True)
class Rule:
    """A rule between the keys of an entry, with a schema and a function of its own.

    The subclasses in `geozone.scenario.format.rules` derive both from the keys that they name.

    Parameters
    ----------
    said
        The rule in a sentence.
    own_schema
        The rule as a JSON Schema of the whole entry.
    found
        Function that gives the faults of an entry by this rule.
    """

    said: str
    own_schema: Json = field(default_factory=dict, kw_only=True)
    found: Callable[[Any], Iterator[Fault]] = field(default=_no_fault, kw_only=True)

    def sentences(self) -> Iterator[str]:
        """The rule in words, followed by the rules that it contains."""
        yield self.said

    def schema(self) -> Json:
        """The rule as JSON Schema of the whole entry."""
        return self.own_schema

    def faults(self, entry: Entry) -> Iterator[Fault]:
        """The faults of an entry by this rule."""
        return self.found(entry)


@dataclass(frozen=True, slots=True)
class Heading:
    """How a kind of entry is presented to readers.

    Parameters
    ----------
    title
        Its heading on the reference page.
    header
        Its header in the file; empty for the keys at the top.
    about
        Its description.
    beyond
        Faults that a JSON Schema cannot find and only `geozone check` reports: they depend on other
        entries, on the calendar or on the map.
    """

    title: str
    header: str
    about: str
    beyond: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry whose keys were checked.

    Parameters
    ----------
    where
        The entry's name in faults.
    raw
        The table as TOML gave it.
    values
        The sound values, and the stand-ins of faulty ones; keys that are not given are left out.
    given
        The keys that the file has, sound or not (a misspelled key under the name that was probably
        meant), so that no rule reports a key as missing that is only faulty.
    sound
        Whether later stages can use it.
    """

    where: str
    raw: Mapping[str, Any]
    values: Mapping[str, object]
    given: frozenset[str]
    sound: bool = True

    heading: ClassVar[Heading]
    rules: ClassVar[tuple[Rule, ...]] = ()

    @classmethod
    def keys(cls) -> dict[str, Key[Any]]:
        """All its keys by name, in the order of the reference page."""
        return {key.name: key for key in vars(cls).values() if isinstance(key, Key)}

    @classmethod
    def table(cls) -> dict[str, Key[Any]]:
        """The keys below its header."""
        return {name: key for name, key in cls.keys().items() if not key.in_header}

    @classmethod
    def kind(cls) -> str:
        """The name of its definition in the JSON Schema."""
        return cls.__name__.lower()

    def has(self, *keys: Key[Any]) -> bool:
        """Whether the file gives any of these keys, sound or not."""
        return any(key.name in self.given for key in keys)

    def fault(self, key: Key[Any] | None, expected: str, value: object = "") -> Fault:
        """Make a fault of this entry, or of one of its keys."""
        return Fault(self.where, key.name if key else "", shown(value), expected)

    def faults(self) -> Iterator[Fault]:
        """The faults of its keys against each other, by the rules of this kind of entry."""
        for rule in self.rules:
            yield from rule.faults(self)

    def tables(self, key: Key[Any]) -> tuple[Mapping[str, Any], ...]:
        """The tables under a key, before `with_inner` replaces them by entries."""
        return key.of(self) or ()

    def with_inner(self, inner: Mapping[Key[Any], object]) -> Self:
        """The same entry, with checked entries in place of the tables that TOML gave."""
        found = {key.name: entries for key, entries in inner.items()}
        return replace(self, values={**self.values, **found})


def tables(kind: type[_E], like: str, most: int) -> Form[tuple[_E, ...]]:
    """Form of one table or more, whose keys `check_entry` checks; `like` is an example."""

    def read(value: object) -> Any:
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise wrong(value, f"a list of tables: {like}")
        if not value:
            raise wrong(value, f"at least one, such as {like}")
        if len(value) > most:
            raise Wrong((f"{len(value):,} entries", f"at most {most:,}"))
        return tuple(value)

    json = {"type": "array", "items": _reference(kind), "minItems": 1, "maxItems": most}
    return _of_entries(kind, read, json, most)


def entries(
    kind: type[_E],
    most: int,
    *,
    header: Form[str] | None = None,
    short: Form[str] | None = None,
) -> Form[tuple[_E, ...]]:
    """Form of the entries of a kind, which `check_entry` checks one by one.

    Parameters
    ----------
    header
        The form of the name in each entry's header, ``[line.border]``; None if the entries stand in
        a list.
    short
        The form of an entry that is given as a name alone; None if it must be a table.
    """
    one = _reference(kind)
    if header is not None:
        names = {"propertyNames": dict(header.json), "additionalProperties": one}
        json: Json = {"type": "object", **names, "maxProperties": most}
    else:
        items = one if short is None else {"anyOf": [dict(short.json), one]}
        json = {"type": "array", "items": items, "maxItems": most}
    return _of_entries(kind, lambda value: value, json, most)


def held(
    form: Form[tuple[_E, ...]], about: str, examples: tuple[object, ...] = ()
) -> Needed[tuple[_E, ...]]:
    """A key that holds entries of another kind; without the key there are no such entries."""
    return Needed(form, about, examples, stand_in=(), required=False)


def _of_entries(
    kind: type[_E], read: Callable[[object], Any], json: Json, most: int
) -> Form[tuple[_E, ...]]:
    """A form whose values `check_entry` turns from tables into entries."""
    return Form(f"{kind.heading.title.lower()}, at most {most:,}", "", read, json, most=most)


def _reference(kind: type[Entry]) -> Json:
    return {"$ref": f"#/definitions/{kind.kind()}"}


def named(kind: str, name: object, position: int) -> str:
    """Name an entry for a fault: by its name, else by its position.

    Parameters
    ----------
    name
        The value that the file has as its name; a value that is no text counts as no name.
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
    where: str, raw: Mapping[str, Any], kind: type[_E], *, top_keys: frozenset[str] = frozenset()
) -> tuple[_E, list[Fault]]:
    """Check every key and value of one entry.

    Parameters
    ----------
    where
        The entry's name in faults.
    raw
        The table as TOML gave it.
    top_keys
        Keys that belong at the top of the file: TOML puts them into this table if they stand too
        low.
    """
    table = kind.keys()
    faults, values, sound = [], {}, True
    meant = {key: nearest(key, table.keys() - raw.keys()) for key in _unknown(raw, table)}
    for name, key in table.items():
        value, found = _checked(where, key, raw, misspelled=name in meant.values())
        faults += found
        if value is DROPS:
            sound = False
        elif value is not None:
            values[name] = value
    faults += _unknown_faults(where, raw, table, meant, top_keys)
    given = (raw.keys() & table.keys()) | {key for key in meant.values() if key}
    return kind(where, raw, values, frozenset(given), sound), faults


def _checked(
    where: str, key: Key[Any], raw: Mapping[str, Any], *, misspelled: bool
) -> tuple[object, list[Fault]]:
    """Value of a key, or its stand-in, and its faults.

    None stands for no value. `DROPS` means that the entry cannot be used.
    """
    if misspelled:
        return key.stand_in, []
    if key.name not in raw:
        if not key.required:
            return None, []
        return key.stand_in, [Fault(where, key.name, "", f"{key.like()} (it is missing)")]
    try:
        return key.form(raw[key.name]), []
    except Wrong as error:
        return key.stand_in, [Fault(where, key.name, *found) for found in error.found]


def _unknown(raw: Mapping[str, Any], table: Mapping[str, object]) -> Iterator[str]:
    # A hostile file can have very many keys: only the first are compared with the known ones.
    return (key for key in list(raw)[: len(table) + MOST_UNKNOWN_KEYS] if key not in table)


def _unknown_faults(
    where: str,
    raw: Mapping[str, Any],
    table: Mapping[str, object],
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
