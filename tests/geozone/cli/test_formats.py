"""Formats of the tables that commands print, and what is refused before anything is printed."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

import geozone.study.curve
from geozone.cli import main
from geozone.cli.shared import output
from tests.geozone.cli.test_commands import SMALL, run


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small scenario with hostile words in it."""
    path = tmp_path_factory.mktemp("small") / "small.toml"
    text = SMALL.format(title="=A|<b>small</b> one", depth="about 5 km")
    text = text.replace('"A near zone"', '"@near|zone"').replace("Five", "=Five, <i>")
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("arguments", "known"),
    [
        (["compare", "--format", "xml"], "'text', 'json', 'csv', 'md', 'html'"),
        (["places", "--format", "html"], "'text', 'json', 'csv', 'md'"),
        (["resolve", "Manbij", "--format", "kml"], "'text', 'json', 'csv', 'md', 'geojson'"),
        (["border", "TUR", "SYR", "--format", "html"], "'text', 'json', 'csv', 'md'"),
        (["scenarios", "--format", "html"], "'text', 'json', 'csv', 'md'"),
        (["check", "turkey-syria", "--format", "csv"], "'text', 'json'"),
    ],
)
def test_an_unknown_format_is_one_line_with_the_known_ones(
    arguments: list[str], known: str
) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert known in ran.err


@pytest.mark.parametrize("form", ["text", "json", "md", "html"])
def test_one_table_is_for_csv_alone(form: str) -> None:
    ran = run("compare", "--table", "pairs", "--format", form)
    assert (ran.code, ran.out) == (2, "")
    assert "--table pairs needs --format csv" in ran.err


def test_words_of_a_file_are_data_in_every_format(small: Path) -> None:
    (row,) = rows(run("compare", str(small), "--format", "csv").out)
    assert row["title"] == "'@near|zone"
    assert row["said"] == "'=Five, <i> kilometres."
    marked = run("compare", str(small), "--format", "md").out
    assert r"# =A\|\<b\>small\</b\> one" in marked
    page = run("compare", str(small), "--format", "html").out
    assert "=A|&lt;b&gt;small&lt;/b&gt; one" in page
    assert "<b>" not in page


def test_numbers_of_a_csv_are_plain_with_units_in_the_names(small: Path) -> None:
    (row,) = rows(run("compare", str(small), "--format", "csv").out)
    assert (row["depth_km"], row["depth_said"], row["area_km2"]) == ("5", "about 5 km", "4010")
    assert float(row["depth_mi"]) == pytest.approx(5 / 1.609344, abs=0.001)
    assert row["listed_places"] == str(
        sum(int(row[name]) for name in row if re.match(r"listed_(\d|under|size)", name))
    )


def test_a_table_without_rows_has_its_header(small: Path) -> None:
    out = run("compare", str(small), "--format", "csv", "--table", "pairs").out
    assert out.startswith("a,b,overlap_km2,")
    assert len(out.splitlines()) == 1


def test_the_curve_comes_when_it_is_asked_for(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = output.load(str(small))
    made = geozone.study.curve.curves(study)  # 41 zones, once for the three commands
    monkeypatch.setattr(output, "load", lambda *_: study)
    monkeypatch.setattr(geozone.study.curve, "curves", lambda *_, **__: made)
    curve = rows(run("compare", str(small), "--format", "csv", "--table", "curve").out)
    assert [row["depth_km"] for row in curve] == [str(depth) for depth in range(41)]
    assert curve[5]["area_km2"] == "4010"
    told = run("compare", str(small), "--curve", "--format", "json").json
    assert "sensitivity" not in told
    assert [step["listed_places"] for step in told["curves"][0]["steps"]] == [
        int(row["listed_places"]) for row in curve
    ]
    out = run("compare", str(small), "--curve").out
    assert "Depth curve of the whole line TUR-SYR into SYR:" in out
    assert re.search(r"^Manbij +SYR +this scenario +29\.0 km$", out, re.MULTILINE)


def test_what_was_not_asked_for_is_not_there(small: Path) -> None:
    told = run("compare", str(small), "--format", "json").json
    assert not {"curves", "sensitivity", "population"} & told.keys()


def test_resolve_tells_in_a_row_what_was_not_found() -> None:
    ran = run("resolve", "Manbij", "Tripoli", "--format", "csv")
    found, not_found = rows(ran.out)
    assert (ran.code, ran.err) == (2, "")
    assert (found["lon"], found["population"], found["error"]) == ("37.95495", "99497", "")
    assert (not_found["asked"], not_found["lon"]) == ("Tripoli", "")
    assert "give a country" in not_found["error"]


def test_resolve_gives_points_lon_before_lat() -> None:
    ran = run("resolve", "Manbij", "Tripoli", "--format", "geojson")
    (feature,) = ran.json["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [37.95495, 36.52815]}
    assert feature["properties"]["name"] == "Manbij"
    assert [each["asked"] for each in ran.json["not_found"]] == ["Tripoli"]
    assert "GeoNames" in ran.json["attributions"][0]


@pytest.mark.parametrize(
    "arguments", [["resolve", "Manbij"], ["border", "TUR", "SYR"], ["scenarios"]]
)
def test_other_tables_are_csv_and_markdown_too(arguments: list[str]) -> None:
    header, *body = csv.reader(io.StringIO(run(*arguments, "--format", "csv").out, newline=""))
    assert body
    assert {len(row) for row in body} == {len(header)}
    marked = run(*arguments, "--format", "md").out
    assert marked.startswith("# ")
    assert re.search(r"^\| :?---", marked, re.MULTILINE)


def test_a_csv_is_utf_8_with_crlf_whatever_the_terminal_speaks() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "geozone.cli", "resolve", "Kobanê", "--format", "csv"],
        capture_output=True, check=True, env={"PYTHONIOENCODING": "ascii", "PATH": "", "PYTHONPATH":
        str(Path(__file__).parents[3])}, timeout=60,
    )  # fmt: skip
    assert ran.stdout.endswith(b"\r\n")
    assert ran.stdout.count(b"\r\n") == ran.stdout.count(b"\n") == 2
    assert "Kobanê" in ran.stdout.decode("utf-8")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16", "latin-1"])
@pytest.mark.parametrize(
    "command",
    [
        ("resolve", "منبج", "--format", "json"),
        ("resolve", "منبج", "--format", "geojson"),
        ("resolve", "منبج", "--format", "csv"),
        ("nearest", "36.53,37.95", "--format", "json"),
        ("scenarios", "--format", "json"),
        ("border", "TUR", "SYR", "--format", "json"),
        ("check", "no such file.toml", "--format", "json"),
        ("schema",),
    ],
)
def test_what_programs_read_is_utf_8_whatever_the_terminal_has(
    monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], encoding: str
) -> None:
    def printed(encoding: str) -> bytes:
        stdout = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        monkeypatch.setattr(sys, "stdout", stdout)
        with pytest.raises(SystemExit):
            main(command)
        stdout.flush()
        return stdout.buffer.getvalue()

    got = printed(encoding)
    assert got.decode("utf-8")
    assert got == printed("utf-8")
