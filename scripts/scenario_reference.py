"""The reference page of scenario files, from the tables that check them and a worked example.

Plain Markdown: it reads well as a page of the repository, and in a documentation site.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geozone.scenario.format import forms
from geozone.scenario.format.compound import (
    LONGEST_LIST,
    Choice,
    Entries,
    Exactly,
    Form,
    ListOf,
    ListOr,
    Number,
    Tables,
)
from geozone.scenario.format.json_schema import FILE, toml
from geozone.scenario.format.kinds import BY_NAME, KINDS, Kind

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "scenario-example.toml"


@dataclass(frozen=True, slots=True)
class Told:
    """A form of value in words.

    Parameters
    ----------
    name
        As tables of keys name it.
    about
        What it is.
    good, bad
        Values that it takes, and values that it refuses.
    """

    name: str
    about: str
    good: tuple[object, ...]
    bad: tuple[object, ...]


FORMS: dict[Form, Told] = {
    forms.text: Told(
        "text",
        f"In quotes, at most {forms.LONGEST_TEXT:,} characters, in any script. Not empty, and "
        "without control characters.",
        ("Girê Spî",),
        ("", 5),
    ),
    forms.ident: Told(
        "id",
        f"Small letters a–z, digits and hyphens, at most {forms.LONGEST_ID}; not a bare number, "
        "which would read as a depth. Names of lines and stretches are ids, too.",
        ("us-section", "r2019a"),
        ("US section", "15"),
    ),
    forms.date: Told(
        "date",
        "As precise as it is known: a year, a year and month, or a day, in quotes. Only a day may "
        "go without quotes. What is compared is what is known: 2019-08 is not later than "
        "2019-08-05.",
        ("2019", "2019-08", "2019-08-05"),
        ("5 August 2019", "2019-8-5", "2019-02-30", 2019),
    ),
    forms.language: Told(
        "language",
        "A language by BCP 47, with its script and region if that matters.",
        ("tr", "zh-Hant", "pt-BR"),
        ("english",),
    ),
    forms.url: Told(
        "address",
        "http or https, without user name and password; spaces and special letters are "
        "percent-encoded.",
        ("https://example.org/report?page=2",),
        ("example.org", "ftp://example.org/", "https://me@example.org/"),
    ),
    forms.path: Told(
        "file",
        "A file in the folder of the scenario or below it, with forward slashes: so the folder can "
        'be handed on, and reads nothing else of a disk. Of several layers name one behind a "#".',
        ("mdl.geojson", "lines/truce.gpkg#2020"),
        ("/home/me/mdl.geojson", "../mdl.geojson", "lines\\mdl.geojson"),
    ),
    forms.country: Told(
        "country",
        "A code of ISO 3166 with two or three letters.",
        ("SYR", "SY"),
        ("Syria", "S"),
    ),
    forms.side: Told(
        "side",
        "A country; or left or right of a line of your own, as one goes along it the way its file "
        "draws it.",
        ("SYR", "left"),
        ("south",),
    ),
    forms.depth: Told(
        "depth",
        "A number of km or mi from 0.01 to 500 km, or a range, lower number first. The unit that "
        'was said is kept: "20 mi" is 32.19 km, not 32. "about" (or "around") makes its edge '
        "uncertain by 5 %. A decimal point, no commas.",
        ("15 km", "about 20 mi", "5-14 km", "2.5 km"),
        ("15", "15 kilometres", "14-5 km", "1,500 km", "0 km"),
    ),
    forms.length: Told(
        "length",
        "As a depth, but no range, and from 0.01 to 40,000 km.",
        ("140 km", "about 87 mi"),
        ("140", "100-140 km"),
    ),
    forms.part: Told(
        "part",
        "Which of how many equal lengths, counted along the line.",
        ("2 of 3", "1 of 2"),
        ("2/3", "4 of 3", "second of three"),
    ),
    forms.end: Told(
        "end",
        "One end of a piece of a line: `start` or `end` of the line; `sea`, where only one end "
        "lies there; a country's code in capitals, for the tripoint with it; `km 120`, counted "
        "along the line from the west (or from the north, where it runs north–south); "
        "`river:NAME`, where the river crosses it in one place; else the name of a place: the "
        "border's point nearest to it.",
        ("start", "sea", "IRQ", "km 120", "river:Euphrates", "Jarabulus"),
        ("120", "120 km", "river:"),
    ),
    forms.bank: Told(
        "bank",
        "`left of river:NAME` or `right of river:NAME`, looking downstream; north, east, south or "
        "west of it where that is unambiguous.",
        ("left of river:Euphrates", "east of river:Euphrates"),
        ("left of Euphrates", "beyond river:Euphrates"),
    ),
    forms.people: Told(
        "people",
        "A whole number above 0, or the lowest and the highest.",
        (1_000_000, [1_000_000, 2_000_000]),
        ("a million", 0, [2_000_000, 1_000_000]),
    ),
    forms.lonlat: Told(
        "point",
        "[longitude, latitude] in degrees on WGS84: longitude first.",
        ([37.95, 36.53],),
        ([200, 36.53], [37.95]),
    ),
    forms.pairs: Told(
        "pairs",
        "A list of pairs of countries: double brackets even for one pair.",
        ([["TUR", "SYR"]], [["TUR", "SYR"], ["TUR", "IRQ"]]),
        (["TUR", "SYR"], [["TUR"]]),
    ),
    forms.true_or_false: Told("true or false", "Without quotes.", (True, False), ("yes", 1)),
}

_INTRODUCTION = f"""\
# The scenario file

<!-- Written by `make schema` from geozone/schema_*.py: change those, not this page. -->

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


def _kind(kind: Kind) -> Iterator[str]:
    yield f"## {kind.title}{f': `{kind.header}`' if kind.header else ''}\n"
    yield f"{kind.about}\n"
    yield "| key | form | meaning | example |"
    yield "|---|---|---|---|"
    always = {word for rule in kind.rules for word in rule.whole.get("required", ())}
    for name, key in kind.table.items():
        required = " **required**" if key.required or name in always else ""
        example = _code(key.examples[0]) if key.examples else ""
        yield _row(f"`{name}`{required}", _form_name(key.form), key.told(), example)
    yield ""
    if kind.rules:
        yield from (f"- {rule.said}" for rule in kind.rules)
        yield ""


def _form_name(form: Form) -> str:  # noqa: PLR0911  (one for each)
    match form:  # no form of its own, but made of others
        case Choice():
            return "one of its words"
        case Exactly():
            return f"the number {form.number}"
        case Number():
            return f"number, {form.least:g} to {form.most:g}"
        case ListOf():
            least = "" if form.least else ", may be empty"
            items = "its words" if isinstance(form.item, Choice) else _form_name(form.item)
            return f"list of {items}{least}"
        case ListOr():
            return f"{_form_name(form.items)}, or {_form_name(form.single)}"
        case Tables():
            return f"{BY_NAME[form.kind].title.lower()}, at most {form.most:,}"
        case Entries():
            return f"{BY_NAME[form.kind].title.lower()}, at most {form.most:,}"
    return FORMS[form].name


def _forms() -> Iterator[str]:
    yield "## The forms of values\n"
    yield "| form | what it is | taken | refused |"
    yield "|---|---|---|---|"
    for told in FORMS.values():
        good, bad = (", ".join(map(_code, values)) for values in (told.good, told.bad))
        yield _row(told.name, told.about, good, bad)
    yield ""
    yield f"A list has at most {LONGEST_LIST} items, each once, unless it says otherwise.\n"


def _beyond() -> Iterator[str]:
    yield _BEYOND
    for kind in KINDS:
        if kind.beyond:
            yield f"- {kind.title}: {'; '.join(kind.beyond)}"
    yield f"- Everywhere: {'; '.join(_JSON_KNOWS_NOT)}\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _code(value: object) -> str:
    return f"`{toml(value)}`"
