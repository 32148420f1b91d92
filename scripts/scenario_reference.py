"""The reference page of scenario files, made from the tables that check them and an example.

The page is plain Markdown, so that it can be read in the repository and on a documentation site.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from geozone.scenario.format.compound import LONGEST_LIST
from geozone.scenario.format.entry import Entry
from geozone.scenario.format.forms import FORMS
from geozone.scenario.format.json_schema import FILE, toml
from geozone.scenario.format.keys import KINDS

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "scenario-example.toml"


_INTRODUCTION = f"""\
# The scenario file

<!-- Written by `make schema` from geozone/scenario/format: change that, not this page. -->

A scenario is a text file in [TOML](https://toml.io) that says who proposed which zones along a
border, when, and where it was published. Any text editor will do. `geozone new talks.toml --border
TUR-SYR` writes a start, `geozone check talks.toml` says every fault at once with what would be
right, and `geozone map talks.toml` draws it. A worked example stands at the end of this page.

The file is UTF-8, at most 5 MB. A key that is not listed here is a fault: nothing is overlooked in
silence.

## In an editor

`geozone schema -o {FILE}` writes a JSON Schema (draft 7) by which an editor completes keys, shows
what they mean and marks faults while you type. It takes a plug-in that knows TOML: *Even Better
TOML* in VS Code (Taplo, which serves other editors too) or *Tombi*. Put the schema beside the
scenario, and let the scenario's first line be

```toml
#:schema {FILE}
```

`geozone new talks.toml --border TUR-SYR --schema` writes both files so. The line holds no path of
your machine: hand on both files together, or take the line away. Beneath `[[…]]` Even Better TOML
shows what a key means where the pointer rests on its value, and within `[[proposal.zone]]` it
completes values, not keys; Tombi does both. What the editor marks, `geozone
check` refuses; the reverse is not true (see *What only `geozone check` can know*).
"""

_BEYOND = """\
## What only `geozone check` can know

An editor sees forms and the keys of one entry. Refused as well, by `geozone check` and by every
command that reads the file:
"""

_JSON_KNOWS_NOT = (
    "a day without quotes where text is wanted; a whole number written `1.0`",
    "a day that the calendar does not have (30 February)",
    "a country twice in a list, once in capitals and once in small letters",
)


def page() -> str:
    """The whole page, in Markdown."""
    return "\n".join(
        [
            _INTRODUCTION,
            *(line for kind in KINDS for line in _kind(kind)),
            *_forms(),
            *_beyond(),
            "## A worked example\n",
            "The same as a file: [scenario-example.toml](scenario-example.toml).\n",
            f"```toml\n{EXAMPLE.read_text(encoding='utf-8').rstrip()}\n```",
            "",
        ]
    )


def _kind(kind: type[Entry]) -> Iterator[str]:
    heading = kind.heading
    yield f"## {heading.title}{f': `{heading.header}`' if heading.header else ''}\n"
    yield f"{heading.about}\n"
    yield "| key | form | meaning | example |"
    yield "|---|---|---|---|"
    always = {word for rule in kind.rules for word in rule.schema().get("required", ())}
    for name, key in kind.table().items():
        required = " **required**" if key.required or name in always else ""
        example = _code(key.examples[0]) if key.examples else ""
        yield _row(f"`{name}`{required}", key.form.name, key.told(), example)
    yield ""
    if kind.rules:
        yield from (f"- {said}" for rule in kind.rules for said in rule.sentences())
        yield ""


def _forms() -> Iterator[str]:
    yield "## The forms of values\n"
    yield "| form | what it is | taken | refused |"
    yield "|---|---|---|---|"
    for form in FORMS:
        taken, refused = (", ".join(map(_code, values)) for values in (form.taken, form.refused))
        yield _row(form.name, form.about, taken, refused)
    yield ""
    yield f"A list has at most {LONGEST_LIST} items, each once, unless it says otherwise.\n"


def _beyond() -> Iterator[str]:
    yield _BEYOND
    for kind in KINDS:
        if kind.heading.beyond:
            yield f"- {kind.heading.title}: {'; '.join(kind.heading.beyond)}"
    yield f"- Everywhere: {'; '.join(_JSON_KNOWS_NOT)}\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _code(value: object) -> str:
    return f"`{toml(value)}`"
