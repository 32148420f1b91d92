"""The command that gives the towns around a point."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.geozone.cli.test_commands import run


def test_it_shows_the_nearest_towns_first() -> None:
    lines = run("nearest", "37.95,36.53", "--count", "2").out.splitlines()
    assert lines[1].split()[:3] == ["37.95,36.53", "Manbij", "SYR"]
    assert lines[1].endswith("0.5")
    assert lines[2].endswith("18.3")
    assert "GeoNames" in lines[-1]


def test_json_has_a_record_a_point_and_in_it_its_places() -> None:
    told = run("nearest", "37.95,36.53", "-70.9,-53.2", "--count", "1", "--format", "json").json
    assert list(told) == ["attributions", "results"]
    first, second = told["results"]
    assert (first["lon"], first["lat"]) == (37.95, 36.53)
    assert first["places"] == [
        {
            "name": "Manbij", "lon": 37.95495, "lat": 36.52815, "country": "SYR",
            "population": 99497, "source": "GeoNames", "source_id": "167357", "distance_km": 0.489,
        }
    ]  # fmt: skip
    assert [each["name"] for each in second["places"]] == ["Punta Arenas"]


def test_csv_has_a_row_a_place() -> None:
    out = run("nearest", "-70.9,-53.2", "--count", "2", "--format", "csv").out
    found = list(csv.DictReader(io.StringIO(out, newline=""), strict=True))
    assert [(row["at_lon"], row["name"]) for row in found] == [
        ("-70.9", "Punta Arenas"), ("-70.9", "Porvenir"),
    ]  # fmt: skip


def test_markdown_is_a_table() -> None:
    assert "| 37.95,36.53 | Manbij | SYR |" in run("nearest", "37.95,36.53", "--format", "md").out


def test_places_of_a_list_are_near_too(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,lon,lat\nCamp,37.95,36.53\n", encoding="utf-8")
    told = run("nearest", "37.95,36.53", "--places", str(own), "--format", "json").json
    assert told["results"][0]["places"][0]["source"] == "own.csv"
    assert told["attributions"][1] == "Places: own.csv, a list of yours"


def test_where_nothing_is_near_it_says_so_beside_what_is() -> None:
    ran = run("nearest", "0,0", "37.95,36.53", "--within", "2")
    assert ran.code == 2
    assert ran.err == "geozone: no listed place within 2 km of 0,0\n"
    assert "Manbij" in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Manbij"], "Manbij: no point: give longitude and latitude, such as 37.95,36.53"),
        (["37.95"], "37.95: no point"),
        (["137.95,136.5"], "137.95,136.5: no point"),
        (["nan,0"], "nan,0: no point"),
        (["1,2", "--cout", "2"], "--cout: no such option or point"),
        (["1,2", "--count", "0"], "--count"),
        (["1,2", "--within", "-1"], "--within"),
        (["1,2", "--within", "nan"], "within_km is a number of km from 0 on, got nan"),
        ([], "LON,LAT"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_no_point_is_refused_in_one_line(arguments: list[str], said: str) -> None:
    ran = run("nearest", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert said in ran.err
