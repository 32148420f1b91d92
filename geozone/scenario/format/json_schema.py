"""The JSON Schema of scenario files, by which editors complete and check them.

The schema is of draft 7, which the editors of TOML understand (Taplo, in VS Code "Even Better
TOML"; Tombi). It describes forms and the keys of one entry, and never refuses a file that
`geozone.scenario.format.check` accepts. It cannot check references between entries, the calendar or
the map.

JSON has no dates. Taplo gives a date without quotes to the schema as text, Tombi as a ``date``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any, Final

from geozone.scenario.format.compound import Json
from geozone.scenario.format.entry import Entry, Key
from geozone.scenario.format.keys import FORMAT, KINDS, File
from geozone.scenario.format.rules import merged

FILE: Final = "scenario.schema.json"
ID: Final = f"urn:geozone:scenario:format-{FORMAT}"


def document() -> Json:
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
        **_of_kind(File),
        "definitions": {kind.kind(): _described(kind) for kind in KINDS if kind is not File},
    }


def written() -> str:
    """Write the JSON Schema as the text of its file.

    Examples
    --------
    >>> written() == shipped()
    True
    """
    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


def shipped() -> str:
    """Read the JSON Schema that comes with geozone."""
    return resources.files("geozone").joinpath("scenarios", FILE).read_text(encoding="utf-8")


def described(key: Key[Any]) -> str:
    """Describe a key, with examples of its value.

    Examples
    --------
    >>> from geozone.scenario.format.keys import Zone
    >>> print(described(Zone.label))
    A name for it within its proposal. ... zone's id is then `proposal/label`. Example: "first"
    """
    like = f" Example: {' or '.join(map(toml, key.examples))}" if key.examples else ""
    return f"{key.told()}{like}"


def toml(value: object) -> str:
    """Write an example value in the syntax of TOML.

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


def _described(kind: type[Entry]) -> Json:
    title = f"{kind.heading.title}: {kind.heading.header}"
    return {"title": title, "description": kind.heading.about, **_of_kind(kind)}


def _of_kind(kind: type[Entry]) -> Json:
    table = kind.table()
    made = {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, key in table.items() if key.required],
        "properties": {name: _of_key(key) for name, key in table.items()},
    }
    for rule in kind.rules:
        made = merged(made, rule.schema())
    return made


def _of_key(key: Key[Any]) -> Json:
    examples = {"examples": list(key.examples)} if key.examples else {}
    return {"description": described(key), **key.form.json, **examples}
