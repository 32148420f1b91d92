"""The JSON Schema of scenario files, by which editors complete and check them.

Draft 7: what the editors of TOML understand (Taplo, in VS Code "Even Better TOML"; Tombi). It says
what a form and the keys of one entry can say, and never refuses what
`geozone.scenario.format.check` takes; what one entry says of another, the calendar and the map are
beyond it.

JSON has no dates: Taplo shows a date without quotes to a schema as text, Tombi as a ``date``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib import resources
from typing import Any, Final

from geozone.scenario.format import forms
from geozone.scenario.format import keys as tables
from geozone.scenario.format.compound import (
    Choice,
    Entries,
    Exactly,
    Form,
    ListOf,
    ListOr,
    Number,
    Tables,
)
from geozone.scenario.format.entry import Key
from geozone.scenario.format.kinds import BY_NAME, KINDS, Kind, Rule

FILE: Final = "scenario.schema.json"
ID: Final = f"urn:geozone:scenario:format-{tables.FORMAT}"

_Json = dict[str, Any]

# Regular expressions that mean the same in JavaScript, Rust and Python.
_WRITABLE = r"[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFFFE\uFFFF]*"
_TEXT = rf"^(?=\s*\S){_WRITABLE}$"
_DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_COUNTRY = "[A-Za-z]{2,3}"
_NUMBER = r"[0-9]{1,6}(\.[0-9]{1,6})?"
_ABOUT = r"([Aa][Bb][Oo][Uu][Tt]\s+|[Aa][Rr][Oo][Uu][Nn][Dd]\s+)?"
_UNIT = "([Kk][Mm]|[Mm][Ii])"
_CHAINAGE = r"^\s*[Kk][Mm]\s*[0-9]{1,6}(\.[0-9]{1,6})?\s*$"
_LIKE_A_CHAINAGE = r"[Kk][Mm]\s*[-+]?[0-9]|[-+]?[0-9.]+\s*([Kk][Mm])?\s*$"
_RIVER = r"[Rr][Ii][Vv][Ee][Rr]\s*:"
_URL_REST = r"[/?#][A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*"


def _text(pattern: str, longest: int | None = None) -> _Json:
    limit = {} if longest is None else {"maxLength": longest}
    return {"type": "string", "pattern": pattern, **limit}


# Dates: the second form is for editors that tell a date without quotes from text.
_OF_FORMS: Mapping[Form, _Json] = {
    forms.text: _text(_TEXT, forms.LONGEST_TEXT),
    forms.ident: _text("^(?![0-9]+$)[a-z0-9-]+$", forms.LONGEST_ID),
    forms.date: {"anyOf": [_text(_DATE), {"type": "string", "format": "date", "pattern": _DATE}]},
    forms.language: _text(f"^{_COUNTRY}(-[A-Za-z]{{4}})?(-([A-Za-z]{{2}}|[0-9]{{3}}))?$"),
    forms.url: _text(
        rf"^[Hh][Tt][Tt][Pp][Ss]?://[A-Za-z0-9._:\[\]-]+({_URL_REST})?$", forms.LONGEST_URL
    ),
    forms.path: _text(
        rf"^(?![/~])(?!([^/]*/)*\.\.(/|$))(?![\s\S]*[\\:])(?=\s*\S){_WRITABLE}$",
        forms.LONGEST_TEXT,
    ),
    forms.country: _text(f"^{_COUNTRY}$"),
    forms.side: _text(f"^({_COUNTRY}|left|right)$"),
    forms.depth: _text(rf"^\s*{_ABOUT}{_NUMBER}(\s*[-–]\s*{_NUMBER})?\s*{_UNIT}\s*$"),
    forms.length: _text(rf"^\s*{_ABOUT}{_NUMBER}\s*{_UNIT}\s*$"),
    forms.part: _text("^(?!0+ )[0-9]{1,4} of (?!0+$)[0-9]{1,4}$"),
    forms.bank: _text(rf"^\s*({'|'.join(forms.BANK_SIDES)})\s+of\s+river:(?=\s*\S){_WRITABLE}$"),
    forms.end: {
        "type": "string",
        "anyOf": [
            {"type": "string", "enum": list(forms.KINDS_OF_END)},
            _text(_CHAINAGE),
            _text(rf"^\s*{_RIVER}(?=\s*\S){_WRITABLE}$"),
            _text(
                rf"^(?!\s*({_LIKE_A_CHAINAGE}|{_RIVER}))(?=\s*\S){_WRITABLE}$", forms.LONGEST_TEXT
            ),
        ],
    },
    forms.people: {
        "anyOf": [
            {"type": "integer", "minimum": 1, "maximum": forms.MOST_PEOPLE},
            {
                "type": "array",
                "items": {"type": "integer", "minimum": 1, "maximum": forms.MOST_PEOPLE},
                "minItems": 2,
                "maxItems": 2,
            },
        ]
    },
    forms.true_or_false: {"type": "boolean"},
    forms.lonlat: {
        "type": "array",
        "items": [
            {"type": "number", "minimum": forms.lon.least, "maximum": forms.lon.most},
            {"type": "number", "minimum": forms.lat.least, "maximum": forms.lat.most},
        ],
        "minItems": 2,
        "maxItems": 2,
    },
    forms.pair: {
        "type": "array",
        "items": _text(f"^{_COUNTRY}$"),
        "minItems": 2,
        "maxItems": 2,
        "uniqueItems": True,
    },
}


def document() -> _Json:
    """Make the JSON Schema of a whole file.

    Examples
    --------
    >>> made = document()
    >>> made["$id"], made["required"]
    ('urn:geozone:scenario:format-1', ['format', 'title', 'as_of', 'line'])
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": ID,
        "title": "A scenario of geozone",
        "description": (
            "Who proposed which zones along a border, when, and where it was published. What one "
            "entry says of another is checked by: geozone check FILE"
        ),
        **_of_kind(BY_NAME["file"]),
        "definitions": {kind.name: _described(kind) for kind in KINDS if kind.name != "file"},
    }


def written() -> str:
    """Write the JSON Schema as its file has it.

    Examples
    --------
    >>> written() == shipped()
    True
    """
    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


def shipped() -> str:
    """Read the JSON Schema that comes with geozone."""
    return resources.files("geozone").joinpath("scenarios", FILE).read_text(encoding="utf-8")


def described(key: Key) -> str:
    """Say what a key means, with examples of its value.

    Examples
    --------
    >>> print(described(tables.ZONE["part"]).partition(": ")[2])
    "2 of 3" is the second of three. Example: "2 of 3"
    """
    like = f" Example: {' or '.join(map(toml, key.examples))}" if key.examples else ""
    return f"{key.told()}{like}"


def toml(value: object) -> str:
    """Write an example as a TOML file has it.

    Examples
    --------
    >>> print(toml(["Manbij", {"name": "Al-Bab", "near": [37.9, 36.4]}]), toml(True))
    ["Manbij", { name = "Al-Bab", near = [37.9, 36.4] }] true
    """
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{key} = {toml(one)}' for key, one in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _described(kind: Kind) -> _Json:
    title = f"{kind.title}: {kind.header}"
    return {"title": title, "description": kind.about, **_of_kind(kind)}


def _of_kind(kind: Kind) -> _Json:
    required = [name for name, key in kind.table.items() if key.required]
    made = {
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": {name: _of_key(key) for name, key in kind.table.items()},
    }
    for rule in kind.rules:
        made = _merged(made, _of_rule(rule))
    return made


def _of_key(key: Key) -> _Json:
    examples = {"examples": list(key.examples)} if key.examples else {}
    return {"description": described(key), **of_form(key.form), **examples}


def of_form(form: Form) -> dict[str, Any]:
    """Make the JSON Schema of a value.

    Examples
    --------
    >>> of_form(forms.country)
    {'type': 'string', 'pattern': '^[A-Za-z]{2,3}$'}
    """
    if form in _OF_FORMS:
        return dict(_OF_FORMS[form])
    compound = forms.LIST_OF_PAIRS if form is forms.pairs else form
    return _OF_COMPOUND[type(compound)](compound)


def _of_choice(form: Choice) -> _Json:
    docs = {"enumValues": [told for _, told in form.told]}
    return {"type": "string", "enum": list(form.words), "x-taplo": {"docs": docs}}


def _of_number(form: Number) -> _Json:
    return {"type": "number", "minimum": form.least, "maximum": form.most}


def _of_list(form: ListOf) -> _Json:
    limits = {"minItems": form.least, "maxItems": form.most, "uniqueItems": True}
    return {"type": "array", "items": of_form(form.item), **limits}


def _of_entries(form: Entries) -> _Json:
    one = _reference(form.kind)
    if form.named:
        return {
            "type": "object",
            "propertyNames": of_form(forms.ident),
            "additionalProperties": one,
            "maxProperties": form.most,
        }
    items = one if form.short is None else {"anyOf": [of_form(form.short), one]}
    return {"type": "array", "items": items, "maxItems": form.most}


def _of_tables(form: Tables) -> _Json:
    return {"type": "array", "items": _reference(form.kind), "minItems": 1, "maxItems": form.most}


_OF_COMPOUND: Final[Mapping[type, Callable[[Any], _Json]]] = {
    Choice: _of_choice,
    Exactly: lambda form: {"type": "integer", "const": form.number, "default": form.number},
    Number: _of_number,
    ListOf: _of_list,
    ListOr: lambda form: {"anyOf": [of_form(form.items), of_form(form.single)]},
    Tables: _of_tables,
    Entries: _of_entries,
}


def _reference(kind: str) -> _Json:
    return {"$ref": f"#/definitions/{kind}"}


def _of_rule(rule: Rule) -> _Json:
    made: _Json = dict(rule.whole)
    beside: _Json = {}
    for key, keys in rule.needs.items():
        beside = _merged(beside, {key: {"required": list(keys)}})
    for key, keys in rule.bars.items():
        beside = _merged(beside, {key: {"not": {"anyOf": [{"required": [one]} for one in keys]}}})
    for key, form in rule.beside.items():
        beside = _merged(beside, {key: dict(form)})
    if beside:
        made["dependencies"] = beside
    if rule.one_of:
        made["oneOf"] = [{"required": [key]} for key in rule.one_of]
    return made


def _merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> _Json:
    """Both together: tables are merged, lists appended; nothing is replaced by something else."""
    made = dict(one)
    for key, value in other.items():
        if key not in made or made[key] == value:
            made[key] = value
        elif isinstance(value, Mapping):
            made[key] = _merged(made[key], value)
        elif isinstance(value, list):
            made[key] = [*made[key], *value]
        else:
            raise ValueError(f"two rules disagree on {key}: {made[key]!r} and {value!r}")
    return made
