"""A table of names resolved row by row: what is kept, what is added, what is refused."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from geopandas import GeoDataFrame
from shapely import Point

from gazetteer import Gazetteer
from tests.geozone.cli.test_commands import run

NAMES = "id,place,note\n7,Manbij,a\n8,Tripoli,b\n9,Qwxyzzk,c\n10,,d\n"
ADDED = [
    "lon", "lat", "name", "country", "kind", "method", "score", "matched", "source", "source_id",
    "status", "alternatives", "error",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEOZONE_CACHE", str(tmp_path / "cache"))


def saved(folder: Path, text: str | bytes = NAMES, name: str = "names.csv") -> str:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(file)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def resolved(folder: Path, text: str | bytes, *options: str) -> list[dict[str, str]]:
    ran = run("resolve", "--file", saved(folder, text), *options)
    assert ran.code == 0, ran.err
    return rows(ran.out)


# --- what comes out -------------------------------------------------------------------------------


def test_every_row_is_kept_with_its_columns_and_ours_beside_them(tmp_path: Path) -> None:
    found = resolved(tmp_path, NAMES)
    assert list(found[0]) == ["id", "place", "note", *ADDED]
    assert [(row["id"], row["note"]) for row in found] == [
        ("7", "a"), ("8", "b"), ("9", "c"), ("10", "d"),
    ]  # fmt: skip
    assert [row["status"] for row in found] == ["resolved", "ambiguous", "unknown", "unknown"]
    manbij, tripoli, _, empty = found
    assert (manbij["lon"], manbij["lat"], manbij["country"]) == ("37.95495", "36.52815", "SYR")
    assert (manbij["method"], manbij["score"], manbij["source_id"]) == ("exact", "1", "167357")
    assert (tripoli["lon"], tripoli["name"], tripoli["score"]) == ("", "", "")
    assert {each["country"] for each in json.loads(tripoli["alternatives"])} >= {"LBY", "LBN"}
    assert tripoli["error"].startswith('ambiguous place "Tripoli"')
    assert empty["error"] == "no name"


def test_what_was_found_is_counted_on_stderr_and_is_no_error(tmp_path: Path) -> None:
    ran = run("resolve", "--file", saved(tmp_path))
    first, licence = ran.err.splitlines()
    said = 'names.csv: 4 rows by column "place": 1 resolved, 1 ambiguous, 2 unknown'
    assert (ran.code, first) == (0, said)
    assert "GeoNames" in licence


@pytest.mark.parametrize("form", ["csv", "json", "geojson"])
def test_a_file_is_written_in_the_format_of_its_ending(form: str, tmp_path: Path) -> None:
    target = tmp_path / f"found.{form}"
    ran = run("resolve", "--file", saved(tmp_path), "-o", str(target))
    assert ran.out.splitlines()[-1] == str(target.resolve())
    plain = run("resolve", "--file", saved(tmp_path), "--format", form)
    assert target.read_bytes().decode() == plain.out


def test_json_has_a_record_a_row_and_the_counts(tmp_path: Path) -> None:
    told = run("resolve", "--file", saved(tmp_path), "--format", "json").json
    assert list(told) == ["attributions", "results", "summary"]
    first = told["results"][0]
    assert list(first) == ["id", "place", "note", *ADDED]
    assert (first["id"], first["lon"], first["error"]) == ("7", 37.95495, None)
    assert told["summary"] == {"resolved": 1, "ambiguous": 1, "unknown": 2}


def test_geojson_has_a_feature_a_row_and_no_point_where_none_was_found(tmp_path: Path) -> None:
    told = run("resolve", "--file", saved(tmp_path), "--format", "geojson").json
    assert told["type"] == "FeatureCollection"
    assert [each["geometry"] for each in told["features"]] == [
        {"type": "Point", "coordinates": [37.95495, 36.52815]}, None, None, None,
    ]  # fmt: skip
    assert told["features"][1]["properties"]["status"] == "ambiguous"


def test_a_table_without_rows_gives_one_without_rows(tmp_path: Path) -> None:
    file = saved(tmp_path, "place\n")
    assert run("resolve", "--file", file).out == ",".join(["place", *ADDED]) + "\r\n"
    for form in ("json", "geojson"):
        assert run("resolve", "--file", file, "--format", form).json["summary"]["unknown"] == 0


def test_a_column_that_the_table_has_is_not_overwritten(tmp_path: Path) -> None:
    (row,) = resolved(tmp_path, "name,Country,lon\nMenbij,SY,x\n")
    assert (row["name"], row["Country"], row["lon"]) == ("Menbij", "SY", "x")
    assert (row["resolved_name"], row["resolved_country"]) == ("Manbij", "SYR")
    assert (row["resolved_lon"], row["lat"]) == ("37.95495", "36.52815")


def test_no_cell_becomes_a_formula_and_a_number_stays_one(tmp_path: Path) -> None:
    text = 'place,a,b,c,d\nManbij,=1+1,-3.5,"+963 11","@x"\n=cmd,+5,-1,1e3,-\n'
    first, second = resolved(tmp_path, text)
    assert [first[each] for each in "abcd"] == ["'=1+1", "-3.5", "'+963 11", "'@x"]
    assert [second[each] for each in "abcd"] == ["+5", "-1", "1e3", "'-"]
    assert second["place"] == "'=cmd"
    plain = run("resolve", "--file", saved(tmp_path, text), "--format", "json").json
    assert plain["results"][0]["a"] == "=1+1"


# --- what goes in ---------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_tables_are_read_as_lists_are(encoding: str, separator: str, tmp_path: Path) -> None:
    text = "row,Ort\r\n1,الرقة\r\n".replace(",", separator).encode(encoding)
    (row,) = resolved(tmp_path, text, "--column", "ort")
    assert (row["Ort"], row["name"]) == ("الرقة", "Ar Raqqah")


def test_quoted_cells_keep_their_lines_and_separators(tmp_path: Path) -> None:
    (row,) = resolved(tmp_path, 'place,note\nManbij,"a, ""b""\nc"\n')
    assert row["note"] == 'a, "b"\nc'


def test_a_plain_list_of_names_may_have_commas_in_them(tmp_path: Path) -> None:
    found = resolved(tmp_path, "place\nManbij\n\nQwxyzzk, Nowhere\n")
    assert [row["place"] for row in found] == ["Manbij", "Qwxyzzk, Nowhere"]


def test_short_rows_are_filled_and_empty_lines_are_none(tmp_path: Path) -> None:
    found = resolved(tmp_path, "place,note\nManbij\n\nRaqqa,x,,\n")
    assert [(row["place"], row["note"]) for row in found] == [("Manbij", ""), ("Raqqa", "x")]


def test_a_country_column_settles_what_is_meant(tmp_path: Path) -> None:
    text = "place,in\nTripoli,LB\nTripoli,Libya\nTripoli,Atlantis\nTripoli,\n"
    found = resolved(tmp_path, text, "--country-column", "in")
    assert [row["country"] for row in found] == ["LBN", "LBY", "", ""]
    assert found[2]["error"] == 'country = "Atlantis": expected a country\'s code, such as SYR'
    assert (found[2]["status"], found[3]["status"]) == ("unknown", "ambiguous")
    found = resolved(tmp_path, text, "--country-column", "in", "--country", "lb")
    assert [row["country"] for row in found] == ["LBN", "LBY", "", "LBN"]


def test_a_column_called_country_counts_unasked_and_is_said(tmp_path: Path) -> None:
    ran = run("resolve", "--file", saved(tmp_path, "place,country\nTripoli,LB\n"))
    assert rows(ran.out)[0]["resolved_country"] == "LBN"
    assert 'by columns "place" and "country": 1 resolved' in ran.err


def test_a_list_of_ones_own_is_asked_first(tmp_path: Path) -> None:
    own = saved(tmp_path, "name,lon,lat\nQwxyzzk,37,36\nBad,x,36\n", "own.csv")
    ran = run("resolve", "--file", saved(tmp_path), "--places", own)
    assert [row["status"] for row in rows(ran.out)][2] == "resolved"
    assert rows(ran.out)[2]["source"] == "own.csv"
    assert "own.csv: 1 of 2 rows left out:" in ran.err
    assert 'own.csv: row 3: lon = "x"' in ran.err


def test_stdin_and_stdout_are_a_dash(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "geozone.cli", "resolve", "--file", "-", "-o", "-"],
        input="place\nKobanê\n".encode(), capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    assert ran.stdout.decode().splitlines()[1].startswith("Kobanê,38.35")
    assert ran.stderr.decode().startswith('stdin: 1 row by column "place": 1 resolved')


def test_a_closed_stdin_is_told_in_one_line() -> None:
    call = f'"{sys.executable}" -m geozone.cli resolve --file - <&-'
    ran = subprocess.run(["sh", "-c", call], capture_output=True, check=False, timeout=60)
    assert ran.returncode == 2
    assert ran.stderr.decode().startswith("geozone: stdin: closed: expected a table with names")


def test_a_reader_who_leaves_early_ends_it_quietly(tmp_path: Path) -> None:
    file = saved(tmp_path, "place\n" + "Manbij\n" * 50_000)
    ran = subprocess.run(
        ["bash", "-o", "pipefail", "-c", '"$0" -m geozone.cli resolve --file "$1" | head -n 2',
         sys.executable, file],
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, b"")


# --- many -----------------------------------------------------------------------------------------

MOST = """
import resource, sys
from geozone.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    assert not end.code
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_the_memory_it_takes_does_not_grow_with_the_table(tmp_path: Path) -> None:
    def most_kb(count: int) -> int:
        text = "n,place\n" + "".join(f"{n},Manbij\n" for n in range(count))
        file = saved(tmp_path, text)
        ran = subprocess.run(
            [sys.executable, "-c", MOST, "resolve", "--file", file, "--force",
             "-o", str(tmp_path / "o.json")],
            capture_output=True, text=True, check=True, timeout=120,
        )  # fmt: skip
        return int(ran.stdout.splitlines()[-1])

    assert most_kb(100_000) < most_kb(1_000) + 3_000


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        (NAMES, ["--column", "town"], 'columns id, place, note: expected a column "town"'),
        (NAMES, ["--country-column", "in"], 'columns id, place, note: expected a column "in"'),
        ("a,b\n1,2\n", [], "columns a, b: expected a column of names: --column says which"),
        ("place,place\nA,B\n", [], '2 columns called "place": expected each once'),
        ("place,x,x\nA,B,C\n", ["--format", "json"], '2 columns called "x": expected each once'),
        ("place,b\nA,B\nC,D,E\n", [], "row 3: 3 fields where the heading has 2: expected"),
        ("name,resolved_name\nA,B\n", [], 'a column called "resolved_name": expected it to be'),
        ("", [], "an empty file: expected"),
        (b"place\nMenbi\xe7\n", [], "line 2: byte 0xe7 is not UTF-8: expected text saved as UTF-8"),
        ('place,b\n"A,B\n', [], "row 2: unexpected end of data: expected quotation marks"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01", [], "no text: expected text"),
    ],
    ids=lambda value: repr(value)[:30],
)  # fmt: skip
def test_a_table_that_cannot_be_right_is_refused_in_one_line(
    text: str | bytes, options: list[str], said: str, tmp_path: Path
) -> None:
    target = tmp_path / "out.csv"
    if "--format" not in options:
        options = [*options, "-o", str(target)]
    ran = run("resolve", "--file", saved(tmp_path, text), *options)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert f"names.csv: {said}" in ran.err
    assert [each.name for each in tmp_path.iterdir()] == ["names.csv"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--file", "missing.csv"], "missing.csv: No such file or directory"),
        (["--file", "."], ".: a folder"),
        (["--file", "names.csv", "Manbij"], "give either NAMEs or --file"),
        (["Manbij", "--column", "place"], "--column needs --file"),
        (["Manbij", "-o", "x.csv"], "-o needs --file"),
        (["Manbij", "--together"], "--together needs --file"),
        (["--file", "names.csv", "--format", "md"], "--format md: a table of names becomes csv"),
        (["--file", "names.csv", "-o", "x.xlsx"], "-o x.xlsx: a table of names becomes csv"),
        (["--file", "names.csv", "-o", "names.csv"], "names.csv is the file that is read"),
        (["--file", "names.csv", "-o", "other.csv"], "other.csv exists: --force replaces it"),
        (["--file", "names.csv", "--country", "XX"], 'unknown country "XX"'),
        (["--file", "names.csv", "-o", "no/x.csv"], "there is no folder no to write x.csv into"),
        (["--file", "names.csv", "--places", "gone.csv"], "gone.csv: No such file"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_what_cannot_be_meant_is_refused_in_one_line(
    options: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(tmp_path)
    saved(tmp_path, "before", "other.csv")
    monkeypatch.chdir(tmp_path)
    ran = run("resolve", *options)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert said in ran.err
    assert (tmp_path / "other.csv").read_text() == "before"


def test_force_replaces_a_file(tmp_path: Path) -> None:
    target = saved(tmp_path, "before", "other.csv")
    ran = run("resolve", "--file", saved(tmp_path), "-o", target, "--force")
    assert ran.code == 0
    assert Path(target).read_bytes().startswith(b"id,place,note,lon")


def test_an_interruption_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    target = saved(tmp_path, "before", "other.csv")
    monkeypatch.setattr(Gazetteer, "match", interrupt)
    ran = run("resolve", "--file", saved(tmp_path), "-o", target, "--force")
    assert (ran.code, ran.err) == (130, "geozone: interrupted: nothing was written\n")
    assert Path(target).read_text() == "before"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["names.csv", "other.csv"]


# --- lists for names on the command line ----------------------------------------------------------


def test_names_are_looked_for_in_a_list_first(tmp_path: Path) -> None:
    own = saved(tmp_path, "name,lon,lat,aka\nTadif,37.5,36.3,Camp X\n", "own.csv")
    ran = run("resolve", "--places", own, "camp x", "Manbij", "--format", "json")
    assert ran.code == 0
    camp, manbij = ran.json["results"]
    assert (camp["method"], camp["source"], camp["source_id"]) == ("own", "own.csv", "2")
    assert manbij["source"] == "GeoNames"
    assert ran.json["attributions"][1] == "Places: own.csv, a list of yours"
    assert "own.csv, a list of yours" in run("resolve", "--places", own, "camp x").out


def test_points_of_a_geopackage_can_be_asked_for(tmp_path: Path) -> None:
    frame = GeoDataFrame({"name": ["Camp X"]}, geometry=[Point(37.5, 36.3)], crs="EPSG:4326")
    frame.to_file(tmp_path / "own.gpkg")
    ran = run("resolve", "--places", str(tmp_path / "own.gpkg"), "Camp X", "--format", "csv")
    (row,) = rows(ran.out)
    assert (row["method"], row["lon"], row["source"]) == ("own", "37.5", "own.gpkg")


def test_progress_is_for_a_terminal(tmp_path: Path) -> None:
    file = saved(tmp_path, "place\n" + "Manbij\n" * 20_000)
    ours, theirs = pty.openpty()
    target = str(tmp_path / "o.csv")
    running = subprocess.Popen(
        [sys.executable, "-m", "geozone.cli", "resolve", "--file", file, "-o", target],
        stdout=subprocess.DEVNULL, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    said = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:
            break
        if not chunk:
            break
        said += chunk
    assert running.wait(60) == 0
    assert "resolving … 10,000 rows, ".encode() in said
    assert b"names.csv: 20,000 rows" in said.rpartition(b"\x1b[K")[2]


def test_names_of_one_text_settle_each_other_only_when_that_is_said(tmp_path: Path) -> None:
    text = "place,n\nTripoli,1\nQwxyzzk,2\n,3\nBeirut,4\nTripoli,5\n"
    alone = resolved(tmp_path, text)
    assert [row["status"] for row in alone][::4] == ["ambiguous", "ambiguous"]
    together = resolved(tmp_path, text, "--together")
    assert [row["n"] for row in together] == ["1", "2", "3", "4", "5"]
    assert [row["country"] for row in together] == ["LBN", "", "", "LBN", "LBN"]
    assert [row["status"] for row in together][1:3] == ["unknown", "unknown"]
