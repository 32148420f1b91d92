"""What a form is, and forms that are made of words, of limits or of other forms.

A form takes what TOML gave and returns it checked and in one spelling, or raises `Wrong`. The same
value is the form for editors (`schema`) and for readers (`name`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from geozone.scenario.format.wrong import Wrong, shown, wrong

Json = dict[str, Any]

LONGEST_LIST = 100  # items of one value; the lists of entries have limits of their own

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)
_Word = TypeVar("_Word", bound=str)
_Other = TypeVar("_Other")
_E = TypeVar("_E", bound="Kind")


@dataclass(frozen=True, slots=True)
class Heading:
    """How a kind of entry is presented to readers.

    Parameters
    ----------
    title
        Its heading.
    header
        How it is headed in the file; empty for the top.
    about
        What it is.
    beyond
        What is refused too, and only `geozone check` can know: it looks at other entries, at the
        calendar or at the map.
    """

    title: str
    header: str
    about: str
    beyond: tuple[str, ...] = ()


class Kind(Protocol):
    """A kind of entry, as far as forms need to know it."""

    heading: ClassVar[Heading]

    @classmethod
    def kind(cls) -> str:
        """By which word the JSON Schema refers to it."""


class Form(Protocol[_T_co]):
    """What a value must look like."""

    @property
    def name(self) -> str:
        """How the reference page calls it."""

    def __call__(self, value: object, /) -> _T_co:
        """Take a value, or raise `Wrong`."""

    def schema(self) -> Json:
        """Give the JSON Schema of a value; it refuses nothing that is taken."""


@dataclass(frozen=True, slots=True, eq=False)
class Plain(Generic[_T]):
    """A form that is not made of others.

    Parameters
    ----------
    name
        How the reference page calls it.
    about
        What it is, for readers.
    read
        Takes a value.
    json
        Its JSON Schema.
    taken, refused
        Values that it takes, and values that it refuses: examples for readers.
    """

    name: str
    about: str
    read: Callable[[object], _T]
    json: Mapping[str, Any]
    taken: tuple[object, ...]
    refused: tuple[object, ...]

    def __call__(self, value: object) -> _T:
        """Take a value, or raise `Wrong`."""
        return self.read(value)

    def schema(self) -> Json:
        """Give the JSON Schema of a value."""
        return dict(self.json)


@dataclass(frozen=True)  # slots would not go with Choice[Literal[...]](...) in Python 3.11
class Choice(Generic[_Word]):
    """One of some words.

    Parameters
    ----------
    told
        Each word, and what it means.
    """

    told: tuple[tuple[_Word, str], ...]
    name = "one of its words"

    @property
    def words(self) -> tuple[_Word, ...]:
        """The words alone."""
        return tuple(word for word, _ in self.told)

    def __call__(self, value: object) -> _Word:
        """Take one of the words."""
        for word in self.words:
            if value == word:
                return word
        raise wrong(value, f"one of {', '.join(self.words)}")

    def schema(self) -> Json:
        """Give the words, and to Taplo what each means."""
        docs = {"enumValues": [told for _, told in self.told]}
        return {"type": "string", "enum": list(self.words), "x-taplo": {"docs": docs}}


@dataclass(frozen=True, slots=True)
class Exactly:
    """One whole number and no other."""

    number: int

    @property
    def name(self) -> str:
        """How the reference page calls it."""
        return f"the number {self.number}"

    def __call__(self, value: object) -> int:
        """Take the number."""
        if isinstance(value, bool) or value != self.number or not isinstance(value, int):
            raise wrong(value, self.name)
        return self.number

    def schema(self) -> Json:
        """Give the number, also for an editor to fill in."""
        return {"type": "integer", "const": self.number, "default": self.number}


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

    @property
    def name(self) -> str:
        """How the reference page calls it."""
        return f"number, {self.least:g} to {self.most:g}"

    def __call__(self, value: object) -> float:
        """Take a whole number or one with a decimal point."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise wrong(value, self.what)
        # The comparison is false for NaN, and holds for integers too large for a float.
        if not self.least <= value <= self.most:
            raise wrong(value, self.what)
        return float(value)

    def schema(self) -> Json:
        """Give the limits."""
        return {"type": "number", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class ListOf(Generic[_T]):
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

    item: Form[_T]
    like: str
    least: int = 1
    most: int = LONGEST_LIST

    @property
    def name(self) -> str:
        """How the reference page calls it."""
        items = "its words" if isinstance(self.item, Choice) else self.item.name
        return f"list of {items}{'' if self.least else ', may be empty'}"

    def __call__(self, value: object) -> tuple[_T, ...]:
        """Take all items, or say what is wrong with each."""
        if not isinstance(value, list):
            raise wrong(value, f"a list, such as {self.like}")
        if len(value) < self.least:
            raise wrong(value, f"at least {self.least} in this list, such as {self.like}")
        if len(value) > self.most:
            raise wrong(value, f"at most {self.most:,} in this list, not {len(value):,}")
        items: list[_T] = []
        found: list[tuple[str, str]] = []
        repeated: list[_T] = []
        for one in value:
            try:
                item = self.item(one)
            except Wrong as error:
                found.extend(error.found)
            else:
                (repeated if item in items else items).append(item)
        found += [(shown(one), "each only once") for one in repeated]
        if found:
            raise Wrong(*found)
        return tuple(items)

    def schema(self) -> Json:
        """Give the item's JSON Schema and the limits."""
        limits = {"minItems": self.least, "maxItems": self.most, "uniqueItems": True}
        return {"type": "array", "items": self.item.schema(), **limits}


@dataclass(frozen=True, slots=True)
class ListOr(Generic[_T, _Other]):
    """A list of one form, or a single value of another."""

    items: ListOf[_T]
    single: Form[_Other]

    @property
    def name(self) -> str:
        """How the reference page calls it."""
        return f"{self.items.name}, or {self.single.name}"

    def __call__(self, value: object) -> tuple[_T, ...] | _Other:
        """Take either."""
        return self.items(value) if isinstance(value, list) else self.single(value)

    def schema(self) -> Json:
        """Give both."""
        return {"anyOf": [self.items.schema(), self.single.schema()]}


@dataclass(frozen=True, slots=True)
class Tables(Generic[_E]):
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

    kind: type[_E]
    like: str
    most: int

    @property
    def name(self) -> str:
        """How the reference page calls it."""
        return f"{self.kind.heading.title.lower()}, at most {self.most:,}"

    def __call__(self, value: object) -> tuple[dict[str, Any], ...]:
        """Take the tables as they are."""
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise wrong(value, f"a list of tables: {self.like}")
        if not value:
            raise wrong(value, f"at least one, such as {self.like}")
        if len(value) > self.most:
            raise Wrong((f"{len(value):,} entries", f"at most {self.most:,}"))
        return tuple(value)

    def schema(self) -> Json:
        """Refer to the JSON Schema of that kind."""
        items = _reference(self.kind)
        return {"type": "array", "items": items, "minItems": 1, "maxItems": self.most}


@dataclass(frozen=True, slots=True)
class Entries(Generic[_E]):
    """Entries of a kind, which are checked elsewhere, one by one.

    Parameters
    ----------
    kind
        Which.
    most
        How many there may be.
    header
        The form of its name where each has one in its header, ``[line.border]``; None where they
        stand in a list.
    short
        The form of an entry that is only a name, where it may be that.
    """

    kind: type[_E]
    most: int
    header: Form[str] | None = None
    short: Form[str] | None = None

    @property
    def name(self) -> str:
        """How the reference page calls it."""
        return f"{self.kind.heading.title.lower()}, at most {self.most:,}"

    def __call__(self, value: object) -> object:
        """Take them as they are."""
        return value

    def schema(self) -> Json:
        """Refer to the JSON Schema of that kind."""
        one = _reference(self.kind)
        if self.header is not None:
            return {
                "type": "object",
                "propertyNames": self.header.schema(),
                "additionalProperties": one,
                "maxProperties": self.most,
            }
        items = one if self.short is None else {"anyOf": [self.short.schema(), one]}
        return {"type": "array", "items": items, "maxItems": self.most}


def _reference(kind: type[Kind]) -> Json:
    return {"$ref": f"#/definitions/{kind.kind()}"}
