"""The class `Form`, and forms that consist of words, of limits or of other forms.

A form takes a value from TOML and returns it checked and in one spelling, or raises `Wrong`. The
same object describes the form to editors (`json`) and to readers (`name`, `about`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from geozone.scenario.format.wrong import Wrong, shown, wrong

Json = dict[str, Any]

LONGEST_LIST = 100  # items of one value; the lists of entries have limits of their own

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)
_Word = TypeVar("_Word", bound=str)
_Other = TypeVar("_Other")


@dataclass(frozen=True, slots=True, eq=False)
class Form(Generic[_T_co]):
    """The form that a value must have.

    Parameters
    ----------
    name
        Its name on the reference page.
    about
        Its description for readers; empty for a form that consists of others.
    read
        Function that takes a value and returns it checked, or raises `Wrong`.
    json
        The JSON Schema of a value; it never refuses a value that `read` takes.
    taken, refused
        Values that it takes, and values that it refuses: examples for readers.
    told
        The words to choose from, each with its meaning.
    item
        The form of each item, if the value is a list.
    most
        The largest number of entries, if the value consists of entries.
    """

    name: str
    about: str
    read: Callable[[object], _T_co]
    json: Mapping[str, Any]
    taken: tuple[object, ...] = ()
    refused: tuple[object, ...] = ()
    told: tuple[tuple[str, str], ...] = field(default=(), kw_only=True)
    item: Form[object] | None = field(default=None, kw_only=True)
    most: int = field(default=0, kw_only=True)

    def __call__(self, value: object) -> _T_co:
        """Take a value, or raise `Wrong`."""
        return self.read(value)


def choice(*told: tuple[_Word, str]) -> Form[_Word]:
    """One of some words, each given with what it means."""
    words: dict[str, _Word] = {word: word for word, _ in told}

    def read(value: object) -> _Word:
        if not isinstance(value, str) or value not in words:
            raise wrong(value, f"one of {', '.join(words)}")
        return words[value]

    # Taplo, an editor plug-in for TOML, shows this text beside each word.
    docs = {"enumValues": [means for _, means in told]}
    json = {"type": "string", "enum": list(words), "x-taplo": {"docs": docs}}
    return Form("one of its words", "", read, json, told=told)


def exactly(number: int) -> Form[int]:
    """One whole number and no other."""

    def read(value: object) -> int:
        # In Python True is an int equal to 1, and 1.0 equals 1; TOML keeps the three apart.
        if isinstance(value, bool) or value != number or not isinstance(value, int):
            raise wrong(value, f"the number {number}")
        return number

    json = {"type": "integer", "const": number, "default": number}
    return Form(f"the number {number}", "", read, json)


def number(least: float, most: float, what: str) -> Form[float]:
    """A number within limits, which `what` describes. NaN and infinity are refused."""

    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise wrong(value, what)
        # This comparison is false for NaN, and works for integers too large for a float.
        if not least <= value <= most:
            raise wrong(value, what)
        return float(value)

    json = {"type": "number", "minimum": least, "maximum": most}
    return Form(f"number, {least:g} to {most:g}", "", read, json)


def list_of(
    item: Form[_T], like: str, *, least: int = 1, most: int = LONGEST_LIST
) -> Form[tuple[_T, ...]]:
    """A list without repetitions, each item of one form; `like` shows one in messages."""

    def read(value: object) -> tuple[_T, ...]:
        if not isinstance(value, list):
            raise wrong(value, f"a list, such as {like}")
        if len(value) < least:
            raise wrong(value, f"at least {least} in this list, such as {like}")
        if len(value) > most:
            raise wrong(value, f"at most {most:,} in this list, not {len(value):,}")
        items: list[_T] = []
        found: list[tuple[str, str]] = []
        repeated: list[_T] = []
        for one in value:
            try:
                taken = item(one)
            except Wrong as error:
                found.extend(error.found)
            else:
                (repeated if taken in items else items).append(taken)
        found += [(shown(one), "each only once") for one in repeated]
        if found:
            raise Wrong(*found)
        return tuple(items)

    name = f"list of {'its words' if item.told else item.name}{'' if least else ', may be empty'}"
    limits = {"minItems": least, "maxItems": most, "uniqueItems": True}
    json = {"type": "array", "items": dict(item.json), **limits}
    return Form(name, "", read, json, item=item)


def list_or(items: Form[_T], single: Form[_Other]) -> Form[_T | _Other]:
    """A list of one form, or a single value of another."""
    return Form(
        f"{items.name}, or {single.name}",
        "",
        lambda value: items(value) if isinstance(value, list) else single(value),
        {"anyOf": [dict(items.json), dict(single.json)]},
    )
