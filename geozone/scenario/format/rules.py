"""Rules between the keys of one entry: keys that go together, keys that exclude each other.

A rule is one object with three results: a sentence (reference page), a JSON Schema (editors) and
the faults of an entry (`geozone check`). A faulty key counts as given, so that it is not reported
twice. Rules between entries and rules of the calendar stand in `geozone.scenario.format.links`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from geozone.errors import Fault
from geozone.scenario.format.compound import Json
from geozone.scenario.format.entry import Entry, Key, Rule

_Key = Key[Any]


@dataclass(frozen=True)
class Needs(Rule):
    """Keys that may only stand beside certain others.

    Parameters
    ----------
    needs
        The other keys that each key needs.
    missing
        Text of the fault of a needed key that is missing; the fault names that missing key.
    alone
        Text of the fault of a key without any of the keys it needs; the fault names that key.
    with_value
        Whether that second fault repeats the key's value.
    """

    needs: Mapping[_Key, tuple[_Key, ...]]
    missing: Mapping[_Key, str] = field(default_factory=dict)
    alone: Mapping[_Key, str] = field(default_factory=dict)
    with_value: bool = False

    def schema(self) -> Json:
        """The JSON Schema: the keys that each key depends on."""
        return _dependencies(
            {key: {"required": [one.name for one in needs]} for key, needs in self.needs.items()}
        )

    def faults(self, entry: Entry) -> Iterator[Fault]:
        """A fault for each missing key, once, or for the key that stands alone."""
        reported: set[_Key] = set()
        for key, needs in self.needs.items():
            lacking = [one for one in needs if not entry.has(one)]
            if not entry.has(key) or not lacking:
                continue
            if key in self.alone and lacking == list(needs):
                value = key.of(entry) if self.with_value else None
                yield entry.fault(key, self.alone[key], value or "")
            else:
                yield from (
                    entry.fault(one, self.missing[one]) for one in lacking if one not in reported
                )
                reported.update(lacking)


@dataclass(frozen=True)
class Bars(Rule):
    """Keys that may not stand beside certain others.

    Parameters
    ----------
    bars
        The other keys that each key excludes.
    expected
        Text of the fault: a template with ``{key}`` and ``{beside}``.
    """

    bars: Mapping[_Key, tuple[_Key, ...]]
    expected: str

    def schema(self) -> Json:
        """The JSON Schema: the keys that each key excludes."""
        return _dependencies(
            {
                key: {"not": {"anyOf": [{"required": [one.name]} for one in others]}}
                for key, others in self.bars.items()
            }
        )

    def faults(self, entry: Entry) -> Iterator[Fault]:
        """A fault for each key that stands beside a key it excludes."""
        for key, others in self.bars.items():
            beside = [one.name for one in others if entry.has(one)]
            if entry.has(key) and beside:
                expected = self.expected.format(key=key.name, beside=beside[0])
                yield entry.fault(key, expected, key.of(entry) or "")


@dataclass(frozen=True)
class OneOf(Rule):
    """Keys of which an entry has exactly one.

    Parameters
    ----------
    keys
        The keys to choose from.
    then
        Rules that are checked only if exactly one of the keys is given.
    """

    keys: tuple[_Key, ...]
    then: tuple[Rule, ...] = ()

    def sentences(self) -> Iterator[str]:
        """The sentence of this rule, then those of the rules under `then`."""
        yield self.said
        for rule in self.then:
            yield from rule.sentences()

    def schema(self) -> Json:
        """The JSON Schema: exactly one of the keys is required."""
        made: Json = {"oneOf": [{"required": [key.name]} for key in self.keys]}
        for rule in self.then:
            made = merged(made, rule.schema())
        return made

    def faults(self, entry: Entry) -> Iterator[Fault]:
        """The fault of no key or several keys, else the faults by the rules under `then`."""
        given = [key.name for key in self.keys if entry.has(key)]
        if len(given) == 1:
            for rule in self.then:
                yield from rule.faults(entry)
        else:
            expected = f"exactly one of {', '.join(key.name for key in self.keys)}"
            yield entry.fault(None, expected, " and ".join(given) or "none of them")


def merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> Json:
    """Join two JSON Schemas: tables are merged, lists appended.

    Examples
    --------
    >>> merged({"required": ["a"]}, {"required": ["b"], "minItems": 1})
    {'required': ['a', 'b'], 'minItems': 1}
    """
    made = dict(one)
    for key, value in other.items():
        if key not in made or made[key] == value:
            made[key] = value
        elif isinstance(value, Mapping):
            made[key] = merged(made[key], value)
        elif isinstance(value, list):
            made[key] = [*made[key], *value]
        else:
            # A mistake in the tables of keys, which the tests of the schema find.
            raise ValueError(f"two rules disagree on {key}: {made[key]!r} and {value!r}")
    return made


def _dependencies(of_keys: Mapping[_Key, Json]) -> Json:
    return {"dependencies": {key.name: schema for key, schema in of_keys.items()}}
