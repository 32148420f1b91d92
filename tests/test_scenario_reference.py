"""The reference page of scenario files: up to date, whole, and true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geozone.scenario.format.compound import Form
from geozone.scenario.format.entry import Entry
from geozone.scenario.format.forms import FORMS
from geozone.scenario.format.keys import KINDS
from geozone.scenario.format.wrong import Wrong
from geozone.study import study
from scripts import scenario_reference
from tests.geozone.scenario.format.test_json_schema import FORMS as OF_KEYS

PAGE = Path(__file__).parents[1] / "docs" / "scenario-reference.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_the_page_is_what_the_tables_say() -> None:
    assert scenario_reference.page() == TEXT, "run: make schema"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind())
def test_every_key_has_its_row_with_its_words(kind: type[Entry]) -> None:
    section = TEXT.partition(f"## {kind.heading.title}")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)`(.*)\|$", section, re.MULTILINE)
    assert [name for name, _ in rows] == list(kind.table())
    for name, row in rows:
        assert kind.table()[name].about in row
        assert ("**required**" in row) >= kind.table()[name].required


def test_the_page_tells_every_form_that_is_no_choice() -> None:
    assert set(FORMS) == {form for form in OF_KEYS if form.about}
    assert any(form.told for form in OF_KEYS)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_what_the_page_calls_taken_is_taken_and_what_it_calls_refused_is_refused(
    form: Form[object],
) -> None:
    for value in form.taken:
        form(value)
    for value in form.refused:
        with pytest.raises(Wrong):
            form(value)


def test_the_rows_of_each_table_have_as_many_cells_as_its_head() -> None:
    for table in re.findall(r"(?:^\|.*\n)+", TEXT, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1


def test_the_worked_example_on_the_page_is_a_study(tmp_path: Path) -> None:
    (example,) = re.findall(r"## A worked example\n.*```toml\n(.*?)```", TEXT, re.DOTALL)
    path = tmp_path / "example.toml"
    path.write_text(example, encoding="utf-8")
    found = study.load(str(path))
    assert [zone.id for zone in found.zones] == [
        "first-round/5",
        "first-round/14",
        "second-round/middle",
        "second-round/rest",
    ]
    assert [place.place.name for place in found.places] == ["Kirkenes", "Nikel"]


def test_the_page_leads_nowhere_but_into_its_own_folder() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert target.startswith("https://") or (PAGE.parent / target).is_file()
