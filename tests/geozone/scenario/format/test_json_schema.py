"""The JSON Schema that editors check by: it refuses nothing that geozone takes, and misses little.

What it cannot say is listed in `BEYOND`: no other fault may escape it.
"""

from __future__ import annotations

import copy
import datetime
import functools
import json
import math
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geozone.errors import Fault, ScenarioError
from geozone.scenario import reading
from geozone.scenario.format import check, json_schema
from geozone.scenario.format.compound import Form
from geozone.scenario.format.entry import Entry
from geozone.scenario.format.keys import KINDS, File
from geozone.scenario.format.wrong import Wrong
from tests.geozone.cli.test_commands import run
from tests.sampling import examples, some

SCHEMA = json.loads(json_schema.shipped())
SHIPPED = sorted(reading.SHIPPED.glob("*.toml"))


def _pattern(_: object, pattern: str, value: object, __: object) -> Iterator[Exception]:
    """As JavaScript and Rust read it: "$" is the end, not also before a last line feed."""
    if isinstance(value, str) and not re.search(re.sub(r"\$(?=$|\))", r"\\Z", pattern), value):
        yield jsonschema.ValidationError(f"{value!r} does not match {pattern}")


Validator = jsonschema.validators.extend(jsonschema.Draft7Validator, {"pattern": _pattern})
EDITOR = Validator(SCHEMA)


def as_taplo_shows_it(value: Any) -> Any:
    """What TOML made of a file, as Taplo hands it to a schema: dates are text, NaN is null."""
    if isinstance(value, dict):
        return {key: as_taplo_shows_it(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_taplo_shows_it(one) for one in value]
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def told_by_editor(raw: dict[str, Any]) -> list[str]:
    return [error.message for error in EDITOR.iter_errors(as_taplo_shows_it(raw))]


# One of everything; each mutant of it differs in one key.
RICH = tomllib.loads("""
format = 1
title = "T"
as_of = 2019-09-08
language = "tr"
notes = ["A note."]
places = [
  "Manbij",
  { name = "Kobani", other = "Ayn", country = "SYR", near = [38.3, 36.9], uncertainty_km = 2 },
  { name = "Here", lon = 38, lat = 36.8, source = ["r1"] },
  { name = "There", lon = 38.5, lat = 36.8, source = "Survey" },
]
[line.border]
between = [["TUR", "SYR"], ["TUR", "IRQ"]]
[line.own]
file = "mdl.geojson"
left = "PRK"
right = "KOR"
[stretch.east]
line = "border"
from = "river:Euphrates"
to = "IRQ"
[stretch.west]
line = "border"
from = "km 0"
to = "Manbij"
[[source]]
id = "r1"
title = "Report"
date = "2019-08"
publisher = "A paper"
url = "https://example.org/report?a=1#b"
[[proposal]]
id = "a"
title = "A"
by = ["Turkey"]
stages = [
  { status = "proposed", from = "2019-08-05", to = 2019-08-07 },
  { status = "agreed", from = 2019-08-07 },
]
said = "A zone."
reading = "Read."
source = ["r1"]
people = [1000, 2000]
note = "More."
[[proposal.zone]]
label = "first"
stretch = "east"
part = "2 of 3"
length = "140 km"
anchor = "from"
into = ["SYR"]
depth = "15 km"
assumed = ["position"]
[[proposal.zone]]
label = "later"
stretch = "east"
minus = "first"
into = ["SYR"]
depth = "about 20 mi"
draw = "outline"
[[proposal.zone]]
label = "west"
line = "border"
bank = "left of river:Euphrates"
into = ["SYR", "IRQ"]
depth = "5-14 km"
[[proposal.zone]]
label = "town"
place = "Manbij"
into = ["SYR"]
depth = "5 km"
[[proposal.zone]]
label = "shape"
area = "area.geojson"
into = ["SYR"]
[[proposal]]
id = "b"
title = "B"
by = ["Turkey"]
stages = [{ status = "in-force", from = "2019" }]
said = "Again."
source = ["r1"]
variant_of = "a"
people = 5
[[proposal.zone]]
line = "own"
into = ["left"]
depth = "2 km"
[[event]]
date = "2019-10"
title = "Talks"
source = ["r1"]
place = "Ankara"
planned = true
[[overlay]]
file = "roads.geojson"
kind = "road"
title = "Roads"
date = "2019"
source = ["r1"]
""")

# Faults that are beyond a JSON Schema. docs/scenario-reference.md lists them.
BEYOND = re.compile(
    "the (id|name|label) of a |an id of its own|a label of its own|another proposal than itself"
    "|a proposal that is no variant|a zone of |no circle|a zone with one depth, not a range"
    "|no later than as_of|no earlier than from|a date that the calendar has|the lowest number first"
    "|a (depth|length) from |the lower number of a range first|two different numbers in a range"
    "|a part that exists|from 1 to 1,000 parts|two different countries|each pair of countries once"
    "|each only once"  # the same country in capitals and small letters
    "|each place only once"  # the same place with a country in capitals and small letters
)
VALUES: tuple[Any, ...] = (
    *(0, 1, -1, 2, 1001, 10**12, 1.5, 180.5, math.nan, math.inf, True, False),
    *("", " ", "a", "A B", "x-1", "12", "TUR", "tur", "T", "left", "start", "sea", "km 1,5"),
    *("12 km", "km", "-3", "river:", "river:Tigris", "RIVER : Tigris", "left of river:Tigris"),
    *("left of Tigris", "up of river:Tigris", "0 km", "900 km", "15", "15 m", "14-5 km", "5-5 mi"),
    *("5 - 14 MI", "1 of 2", "3 of 2", "1/2", "0 of 2", "1 of 0", "2019", "2019-13", "2019-02-30"),
    *("2019-8-5", "2020-01-01", "20190805", "9999-12-31", "english", "zh-Hant-TW", "a\u0007"),
    *("../x.geojson", "/x.geojson", "a/../b", "a\\b", "C:x", "~x", "a..b", "x" * 101, "x" * 10_001),
    *("http://", "ftp://a.b/c", "https://a@b.c/", "https://a.b/ c", "HTTPS://a.b:1/?q", "in-force"),
    *("fill", "centre", "road", "first", "border", "east", "r1", "b", "2019-08-05\n", "Manbij\n"),
    *([], ["a"], ["a", "a"], ["TUR"], ["TUR", "TUR"], ["TUR", "tur"], [["TUR", "SYR"]], ["left"]),
    *([["TUR", "TUR"]], [["TUR"]], [["TUR", "SYR"], ["SYR", "TUR"]], [1], [1, 2], [2, 1], [0, 5]),
    *([200, 1], [1, 2, 3], [True, False], ["depth", "side"], ["r1", "r1"], [["a"]], ["a"] * 101),
    *({}, {"a": 1}, [{}], [{"a": 1}], {"a": {}}, {"A": {}}, {"border": {"id": "x"}}),
    *(datetime.date(2019, 8, 5), datetime.datetime(2019, 8, 5, tzinfo=datetime.UTC)),
)  # fmt: skip


def entries(raw: dict[str, Any]) -> Iterator[tuple[str, list[str | int]]]:
    """Every table of a file: its kind, and the way to it."""
    yield "file", []
    yield from (
        ("place", ["places", at]) for at, one in enumerate(raw["places"]) if one != "Manbij"
    )
    yield from (("line", ["line", name]) for name in raw["line"])
    yield from (("stretch", ["stretch", name]) for name in raw["stretch"])
    yield from (
        (kind, [kind, at])
        for kind in ("source", "proposal", "event", "overlay")
        for at in range(len(raw[kind]))
    )
    for at, proposal in enumerate(raw["proposal"]):
        yield from (
            ("stage", ["proposal", at, "stages", n]) for n in range(len(proposal["stages"]))
        )
        yield from (("zone", ["proposal", at, "zone", n]) for n in range(len(proposal["zone"])))


def mutant(way: list[str | int], key: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A copy of the rich file, and the table in it that is to be changed."""
    raw = copy.deepcopy(RICH)
    table = functools.reduce(lambda at, step: at[step], way, raw)
    return raw, table


def told_of_entry(raw: dict[str, Any], way: list[str | int]) -> list[str]:
    """The same from the schema of the entry under the top alone, which is quicker."""
    if not way:
        return told_by_editor(raw)
    kind = "place" if way[0] == "places" else str(way[0])
    entry = functools.reduce(lambda at, step: at[step], way[:2], raw)
    return [one.message for one in OF_KINDS[kind].iter_errors(as_taplo_shows_it(entry))]


def faults_of(raw: dict[str, Any]) -> tuple[Fault, ...]:
    try:
        return check.check(raw, "").faults
    except ScenarioError as error:  # another format
        return tuple(error.faults)


def disagreements(
    way: list[str | int], key: str, values: Iterable[object]
) -> tuple[list[object], list[object]]:
    """Values under a key that only the editor refuses, and those that only the parser does."""
    false_alarms, misses = [], []
    for value in values:
        raw, table = mutant(way, key)
        if value is REMOVED:
            table.pop(key, None)
        else:
            table[key] = value
        told, faults = told_of_entry(raw, way), faults_of(raw)
        if told and not faults:
            false_alarms.append((value, told))
        # To a schema a date without quotes is text, and a form of text takes it.
        if not told and not isinstance(value, datetime.date | datetime.time):
            misses += [(value, one) for one in faults if not BEYOND.search(one.expected)]
    return false_alarms, misses


REMOVED = object()
OF_KINDS = {
    kind.kind(): Validator(
        {"$ref": f"#/definitions/{kind.kind()}", "definitions": SCHEMA["definitions"]}
    )
    for kind in KINDS
    if kind is not File
}
BY_NAME = {kind.kind(): kind for kind in KINDS}
ENTRIES = list(entries(RICH))
FIRST = {
    (kind, key): way for kind, way in reversed(ENTRIES) for key in mutant(way, "")[1]
}  # an entry that has the key


def test_the_rich_file_is_sound_and_has_every_key() -> None:
    assert check.check(RICH, "").faults == ()
    assert told_by_editor(RICH) == []
    assert set(FIRST) == {(kind.kind(), key) for kind in KINDS for key in kind.table()}


@pytest.mark.parametrize(("kind", "key"), sorted(FIRST))
def test_editor_and_parser_agree_on_a_value(kind: str, key: str) -> None:
    values = some(VALUES, one_in=4, of=f"{kind} {key}")
    assert disagreements(FIRST[kind, key], key, values) == ([], [])


@pytest.mark.parametrize(("kind", "way"), ENTRIES, ids=str)
def test_editor_and_parser_agree_on_which_keys_go_together(kind: str, way: list[str | int]) -> None:
    for key, expected in BY_NAME[kind].table().items():
        words = [word for word, _ in expected.form.told]
        assert disagreements(way, key, [REMOVED, *expected.examples, *words]) == ([], []), key


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("2019-08-05", True),
        ('"2019-08"', True),
        ("2019", False),
        ("2019-08-05T12:00:00", False),
        ("2019-08-05 12:00:00Z", False),
        ("12:00:00", False),
        ('"2019-08-05T12:00:00"', False),
    ],
)
def test_a_day_without_quotes_is_a_date_to_both_and_a_time_is_none(
    written: str, taken: bool
) -> None:
    raw, table = mutant(["source", 0], "date")
    table |= tomllib.loads(f"date = {written}")
    assert (not faults_of(raw)) is taken
    assert (not told_by_editor(raw)) is taken


@pytest.mark.parametrize(("kind", "way"), ENTRIES, ids=str)
def test_an_unknown_key_is_refused_by_both_wherever_it_stands(
    kind: str, way: list[str | int]
) -> None:
    raw, table = mutant(way, "")
    table["colour"] = "red"
    assert faults_of(raw)
    assert any("colour" in one for one in told_by_editor(raw))


@pytest.mark.parametrize(
    ("kind", "count"), [("source", 2_000), ("proposal", 500), ("line", 100), ("places", 2_000)]
)
def test_more_entries_than_are_taken_are_refused_by_both(kind: str, count: int) -> None:
    raw = copy.deepcopy(RICH)
    one = raw["line"]["border"] if kind == "line" else raw[kind][0]
    many = [f"n{number}" for number in range(count + 1)]
    raw[kind] = dict.fromkeys(many, one) if kind == "line" else many
    if kind in {"source", "proposal"}:
        raw[kind] = [{**one, "id": name} for name in many]
    assert any(f"at most {count:,}" in one.expected for one in faults_of(raw))
    assert told_by_editor(raw)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_scenario_is_good_to_editors(path: Path) -> None:
    assert told_by_editor(tomllib.loads(path.read_text(encoding="utf-8"))) == []


def test_the_start_of_a_file_is_good_to_editors_with_and_without_its_examples(
    tmp_path: Path,
) -> None:
    path = tmp_path / "talks.toml"
    assert run("new", str(path), "--border", "TUR-SYR").code == 0
    text = path.read_text(encoding="utf-8")
    switched_on = re.sub(r"^#(?=\S)", "", text, flags=re.MULTILINE)
    assert told_by_editor(tomllib.loads(text)) == []
    assert told_by_editor(tomllib.loads(switched_on)) == []


def test_the_shipped_schema_is_what_the_tables_say() -> None:
    assert json_schema.shipped() == json_schema.written(), "run: make schema"


def test_the_schema_is_one_of_draft_7_and_pretends_no_address() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert SCHEMA["$id"].startswith("urn:")


def test_every_key_says_what_it_means_and_an_example_stands_in_its_words() -> None:
    for kind in KINDS:
        made = SCHEMA if kind is File else SCHEMA["definitions"][kind.kind()]
        for name, key in kind.table().items():
            told = made["properties"][name]["description"]
            assert told.startswith(key.about)
            assert not key.examples or json_schema.toml(key.examples[0]) in told


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind())
def test_every_example_of_a_key_is_taken_by_its_form(kind: type[Entry]) -> None:
    for key in kind.table().values():
        for example in key.examples:
            key.form(example)
            assert tomllib.loads(f"key = {json_schema.toml(example)}") == {"key": example}


# Pieces from which hypothesis makes values that are nearly right.
PIECES = (
    *("km", "KM", "mi", "\u212am", "m\u0131", "about ", "around", "ABOUT ", " ", "\u00a0", "\n"),
    *("0", "1", "20", "0.5", "12345678", "-", "–", "+", ".", ",", "/", "\\", ":", "..", "~", "@"),
    *("river:", "River :", "left", " of ", "north", "sea", "start", "SYR", "sy", "é", "م", "?"),
    *("https://", "HTTP:", "example.org", "[::1]", "%20", "2019", "-08", "-31", "-Latn", "\u0007"),
)  # fmt: skip
FORMS = sorted(
    {
        key.form.item or key.form
        for kind in KINDS
        for key in kind.table().values()
        if not key.form.most
    },
    key=lambda form: (form.name, str(form.json)),
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@given(value=st.lists(st.sampled_from(PIECES), max_size=7).map("".join))
@examples(150)
def test_no_text_that_a_form_takes_is_refused_in_the_editor(form: Form[object], value: str) -> None:
    editor = Validator(dict(form.json))
    try:
        form(value)
    except Wrong:
        return
    assert editor.is_valid(value)
