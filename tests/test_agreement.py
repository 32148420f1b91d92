"""Every output of one scenario says the same: each figure is read back from each form."""

from __future__ import annotations

import csv
import html.parser
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import geozone
from geozone import Study
from geozone.cli.shared import output
from geozone.export import layers
from geozone.tables import records
from maps.page.data import page_data
from tests.geozone.cli.test_commands import run

Table = dict[tuple[str, ...], dict[str, str]]
SIZES = dict(
    zip(
        ("100,000 or more", "10,000–99,999", "1,000–9,999", "under 1,000", "size unknown"),
        records.SIZE_FIELDS,
        strict=True,
    )
)
HALF = 0.05 + 0.0005  # km: texts go to 0.1, records to 0.001
SIGN = {"+": "inside", "−": "outside", "?": "too-close"}


@pytest.fixture(scope="module")
def printed(study: Study) -> Callable[..., str]:
    """What a command prints of the study that all tests share."""

    def run_it(*arguments: str) -> str:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(output, "load", lambda *_, **__: study)
            ran = run(*arguments)
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    return run_it


@pytest.fixture(scope="module")
def told(printed: Callable[..., str]) -> dict[str, Any]:
    """The JSON form, which the others are held against."""
    compared = json.loads(printed("compare", "--format", "json", "--sensitivity"))
    places = json.loads(printed("places", "--format", "json"))
    return {**compared, "places": places["places"]}


def number(text: str) -> float | None:
    """The first number of a text as people read it."""
    found = re.search(r"[−-]?[0-9][0-9,]*(?:\.[0-9]+)?", text)
    return float(found[0].replace(",", "").replace("−", "-")) if found else None


def of_text(text: str) -> list[Table]:
    """Tables of the terminal: columns are two spaces or more apart, or under a heading's place."""
    tables = []
    for block in text.split("\n\n"):
        lines = block.splitlines()
        cells = [re.split(r" {2,}", line.strip()) for line in lines]
        if len(lines) > 1 and len(cells[0]) > 2 and {len(row) for row in cells} == {len(cells[0])}:
            tables.append(by_key(cells))
    return tables


def of_markdown(text: str) -> list[Table]:
    tables = []
    for block in text.split("\n\n"):
        if block.startswith("| "):
            rows = [line[2:-2].split(" | ") for line in block.splitlines()]
            plain = [[re.sub(r"\\(.)", r"\1", cell) for cell in row] for row in rows]
            tables.append(by_key([plain[0], *plain[2:]]))
    return tables


class _Page(html.parser.HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._in_cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.tables[-1][-1][-1] += data


def of_html(text: str) -> list[Table]:
    return [by_key(table) for table in _Page(text).tables]


def by_key(rows: list[list[str]]) -> Table:
    """Rows by the zones that they are about."""
    header, *body = rows
    keys = 2 if header[:2] == ["zone", "and zone"] else 1
    return {tuple(row[:keys]): dict(zip(header, row, strict=True)) for row in body}


READERS = {"text": of_text, "md": of_markdown, "html": of_html}
FORMS = pytest.mark.parametrize("form", READERS)


@pytest.fixture(scope="module")
def tables(printed: Callable[..., str]) -> Callable[[str], dict[str, Table]]:
    """The tables of a form by a heading that only they have."""
    read: dict[str, dict[str, Table]] = {}

    def of(form: str) -> dict[str, Table]:
        if form not in read:
            found = READERS[form](printed("compare", "--format", form, "--sensitivity"))
            read[form] = {
                next(name for name in NAMES if name in next(iter(table.values()))): table
                for table in found
            }
        return read[form]

    return of


NAMES = ("stage", "size unknown", "and zone", "own places too close")


def near(text: str, value: float | None, within: float = 0.0) -> bool:
    read = number(text)
    return (read is None and value is None) or (
        read is not None and value is not None and abs(read - value) <= within + 1e-9
    )


@FORMS
def test_zones_are_the_same_in_every_form(
    form: str, told: dict[str, Any], tables: Callable[[str], dict[str, Table]]
) -> None:
    table = tables(form)["stage"]
    assert [*table] == [(zone["id"],) for zone in told["zones"]]
    for zone in told["zones"]:
        row = table[zone["id"],]
        assert near(row["area"], zone["area_km2"])
        assert near(row["length"], zone["length_km"], HALF)
        assert near(row["listed places"], zone["listed_places"])
        assert near(row["people per km²"], zone["people_per_km2_least"])
        assert row["stage"] == f"{zone['status']} {zone['date']}"
        said, _, other = row["depth"].partition(" (")
        assert (said, number(other)) == ("–", None) or said == zone["depth_said"]
        assert near(other, zone["depth_mi"], 0.5 if "about" in other else 0.05)


@FORMS
def test_sizes_of_listed_places_are_the_same_in_every_form(
    form: str, told: dict[str, Any], tables: Callable[[str], dict[str, Table]]
) -> None:
    table = tables(form)["size unknown"]
    counted = [zone for zone in told["zones"] if zone["area_km2"] is not None]
    assert len(table) == len(counted)
    for zone in counted:
        row = table[zone["id"],]
        assert all(near(row[name], zone[field]) for name, field in SIZES.items())
        known = f"known for {zone['population_known_for']} of {zone['listed_places']}"
        assert known in row["their population"]
        assert (row["their population"] == known) == (zone["population"] is None)
        assert zone["listed_places"] == sum(zone[field] for field in records.SIZE_FIELDS)


@FORMS
def test_overlaps_are_the_same_in_every_form(
    form: str, told: dict[str, Any], tables: Callable[[str], dict[str, Table]]
) -> None:
    table = tables(form)["and zone"]
    assert [*table] == [(pair["a"], pair["b"]) for pair in told["pairs"]]
    for pair in told["pairs"]:
        row = table[pair["a"], pair["b"]]
        for name, field in (
            ("both", "overlap"),
            ("only the first", "only_a"),
            ("only the second", "only_b"),
        ):
            shares = [pair[key] for key in pair if key.startswith(f"{field}_pct")]
            area, *said = re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?", re.sub("km²", "", row[name]))
            assert number(area) == pair[f"{field}_km2"]
            assert [number(share) for share in said] == shares
        listed = [pair[key] for key in ("listed_both", "listed_only_a", "listed_only_b")]
        assert row["listed places"] == " / ".join(map(str, listed))


@FORMS
def test_sensitivity_is_the_same_in_every_form(
    form: str, told: dict[str, Any], tables: Callable[[str], dict[str, Table]]
) -> None:
    table = tables(form)["own places too close"]
    assert [*table] == [(doubt["zone"],) for doubt in told["sensitivity"]]
    for doubt in told["sensitivity"]:
        row = table[doubt["zone"],]
        assert near(row["area"], doubt["area_km2"])
        assert near(row["± by the border"], doubt["area_off_km2"])
        assert near(row["listed: inside"], doubt["listed_inside"])
        assert near(row["too close"], doubt["listed_too_close"])
        assert near(row["own places too close"], doubt["places_too_close"])
        about = re.findall(r"[0-9][0-9,]*", row["at 0.95 and 1.05 of the depth"].replace("km²", ""))
        keys = ("area_least_km2", "area_most_km2", "listed_least", "listed_most")
        expected = [doubt[f"about_{key}"] for key in keys]
        assert [number(each) for each in about] == [each for each in expected if each is not None]


def rows_of_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def plain(value: object) -> str:
    """A value as a CSV must hold it."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize("table", ["zones", "pairs", "sensitivity"])
def test_a_csv_holds_the_values_of_the_json(
    table: str, told: dict[str, Any], printed: Callable[..., str]
) -> None:
    rows = rows_of_csv(printed("compare", "--format", "csv", "--table", table))
    assert len(rows) == len(told[table])
    for row, record in zip(rows, told[table], strict=True):
        assert {name: row[name] for name in record} == {
            name: plain(value) for name, value in record.items()
        }
        assert row["as_of"] == told["as_of"]


def test_the_frame_holds_the_values_of_the_json(study: Study, told: dict[str, Any]) -> None:
    frame = geozone.compare(study)
    for zone in told["zones"]:
        for name, value in zone.items():
            if name != "id":
                found = frame.loc[zone["id"], name]
                assert found == value or (value is None and pd.isna(found))


def test_zones_of_frames_and_exports_hold_the_values_of_the_json(
    study: Study, told: dict[str, Any]
) -> None:
    frame = study.zones.to_frame().set_index("id")
    rows = {row["id"]: row for row in layers.layers(study).zones.rows}
    for zone in told["zones"]:
        for name in ("depth_km", "length_km", "area_km2", "tolerance_m", "status", "date"):
            assert rows[zone["id"]][name] == zone[name]
            found = frame.loc[zone["id"], name]
            assert found == zone[name] or (zone[name] is None and pd.isna(found))


def test_the_page_shows_the_values_of_the_json(study: Study, told: dict[str, Any]) -> None:
    shown = {zone["id"]: zone for zone in page_data(study)["zones"]}
    assert [*shown] == [zone["id"] for zone in told["zones"]]
    for zone in told["zones"]:
        row = shown[zone["id"]]
        assert near(" ".join(row["area"]), zone["area_km2"])
        assert near(" ".join(row["length"]), zone["length_km"], HALF)
        assert (row["depth"][0] or None) == zone["depth_said"]


def test_places_of_the_page_have_the_verdicts_and_margins_of_the_json(
    study: Study, told: dict[str, Any]
) -> None:
    shown = page_data(study)["places"]
    for place, row in zip(told["places"], shown, strict=True):
        assert near(row["distance"][0], place["distance_km"], HALF)
        assert {each["zone"]: each["verdict"] for each in row["verdicts"]} == place["verdict"]
        for each in row["verdicts"]:
            margin_km = place["margin_km"][each["zone"]]
            assert margin_km is None or near(each["margin"], margin_km, HALF)


def test_places_of_a_csv_are_a_row_for_each_place_and_zone(
    told: dict[str, Any], printed: Callable[..., str]
) -> None:
    rows = rows_of_csv(printed("places", "--format", "csv"))
    cells = {(row["name"], row["zone"]): row for row in rows}
    expected = [(place["name"], zone) for place in told["places"] for zone in place["verdict"]]
    assert [*cells] == expected
    assert len(rows) == len(expected)
    for place in told["places"]:
        for zone, verdict in place["verdict"].items():
            row = cells[place["name"], zone]
            assert row["verdict"] == verdict
            assert row["margin_km"] == plain(place["margin_km"][zone])
            assert row["distance_km"] == plain(place["distance_km"])


@pytest.mark.parametrize("form", ["text", "md"])
def test_places_have_the_same_margins_and_verdicts_in_every_form(
    form: str, told: dict[str, Any], printed: Callable[..., str]
) -> None:
    out = printed("places", "--format", form)
    (table,) = (each for each in READERS[form](out) if "± km" in next(iter(each.values())))
    zones = [*told["places"][0]["verdict"]]
    for place, row in zip(told["places"], table.values(), strict=True):
        assert near(row["to border"], place["distance_km"], HALF)
        cells = [*row.values()][4:]
        for zone, cell in zip(zones, cells, strict=True):
            margin_km = place["margin_km"][zone]
            assert (cell == "–") == (margin_km is None)
            if margin_km is not None:
                assert SIGN[cell[0]] == place["verdict"][zone]
                assert near(cell[1:], abs(margin_km), HALF)


def test_exported_places_hold_the_values_of_the_json(study: Study, told: dict[str, Any]) -> None:
    for place, row in zip(told["places"], layers.layers(study).places.rows, strict=True):
        assert {name: row[name] for name in place} == place


def test_every_form_says_date_border_data_and_licence(printed: Callable[..., str]) -> None:
    for command, forms in (("compare", "text json csv md html"), ("places", "text json csv md")):
        for form in forms.split():
            out = printed(command, "--format", form).replace("\\", "")
            for said in ("2019-09-08", "OpenStreetMap", "about 2024", "ODbL-1.0", "no position"):
                assert said in out, f"{command} --format {form} does not say {said}"
