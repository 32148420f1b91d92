"""``geozone export``: what it says, what it writes, what it refuses."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyogrio
import pytest

from geozone.cli import main
from geozone.export import writing

SCENARIO = """
format = 1
title = "A small one"
as_of = "2019-09"
places = ["Manbij"]

[line.border]
between = [["TUR", "SYR"]]

[[source]]
id = "r"
title = "تقرير"
date = "2019"

[[proposal]]
id = "near"
title = "A near zone"
by = ["Turkey"]
stages = [{ status = "proposed", from = "2019" }]
said = "خمسة كيلومترات"
source = ["r"]

[[proposal.zone]]
line = "border"
into = ["SYR"]
depth = "5 km"
"""


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("scenario") / "small.toml"
    path.write_text(SCENARIO, encoding="utf-8")
    return str(path)


def code_of(*arguments: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    return end.value.code


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on stderr; nothing on stdout."""
    said = capsys.readouterr()
    assert not said.out
    (line,) = said.err.splitlines()
    assert line.startswith("geozone: ")
    return line


def test_the_last_line_is_the_absolute_path_and_losses_go_to_stderr(
    scenario: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert code_of("export", scenario, "-o", "near.gpkg") == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "A small one: 1 zone, as of 2019-09",
        str(tmp_path / "near.gpkg"),
    ]
    assert said.err.splitlines()
    assert all(line.startswith("near.gpkg: ") for line in said.err.splitlines())
    assert [path.name for path in tmp_path.iterdir()] == ["near.gpkg"]
    layers = [name for name, _ in pyogrio.list_layers("near.gpkg")]
    assert layers == ["zones", "sections", "places", "sources"]


def test_arabic_goes_from_the_scenario_into_the_file(scenario: str, tmp_path: Path) -> None:
    path = tmp_path / "near.geojson"
    assert code_of("export", scenario, "-o", str(path)) == 0
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found["features"][0]["properties"]["said"] == "خمسة كيلومترات"
    assert found["sources"][0]["title"] == "تقرير"


def test_the_shipped_scenario_is_exported_without_a_name(tmp_path: Path) -> None:
    path = tmp_path / "zones.fgb"
    assert code_of("export", "-o", str(path)) == 0
    assert pyogrio.read_info(path)["features"] == 12


@pytest.mark.parametrize("text", ["theirs", ""])
def test_an_existing_file_is_kept_without_force(
    text: str, scenario: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "near.kml"
    path.write_text(text)
    assert code_of("export", scenario, "-o", str(path)) == 2
    line = one_line(capsys)
    assert str(path) in line
    assert "--force replaces it" in line
    assert path.read_text() == text


def test_an_existing_file_is_replaced_by_force(scenario: str, tmp_path: Path) -> None:
    path = tmp_path / "near.kml"
    path.write_text("theirs")
    assert code_of("export", scenario, "-o", str(path), "--force") == 0
    assert path.read_text(encoding="utf-8").startswith("<?xml")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["near", "near.shp", "near.json", "near.zip", "near.gpkg.bak"])
def test_another_ending_is_refused_with_those_that_exist(
    name: str, scenario: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code_of("export", scenario, "-o", str(tmp_path / name)) == 2
    line = one_line(capsys)
    assert name in line
    assert all(ending in line for ending in writing.FORMATS)
    assert not list(tmp_path.iterdir())


def test_a_file_is_asked_for(scenario: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of("export", scenario) == 2
    assert "--output" in one_line(capsys)


def test_geoparquet_without_pyarrow_gets_one_line(
    scenario: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(writing, "find_spec", lambda _: None)
    assert code_of("export", scenario, "-o", str(tmp_path / "near.parquet")) == 2
    assert "pip install geozone[parquet]" in one_line(capsys)


@pytest.mark.parametrize("where", ["missing/near.gpkg", "a file/near.gpkg"])
def test_a_folder_that_is_not_there_is_named(
    where: str, scenario: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a file").write_text("no folder")
    asked = tmp_path / where
    assert code_of("export", scenario, "-o", str(asked)) == 2
    assert str(asked.parent) in one_line(capsys)
    assert [path.name for path in tmp_path.iterdir()] == ["a file"]


def test_a_folder_is_no_file(
    scenario: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "near.gpkg").mkdir()
    assert code_of("export", scenario, "-o", str(tmp_path / "near.gpkg"), "--force") == 2
    assert "near.gpkg" in one_line(capsys)


def test_a_fault_in_the_scenario_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    faulty = tmp_path / "faulty.toml"
    faulty.write_text(SCENARIO.replace("5 km", "-5 km"), encoding="utf-8")
    assert code_of("export", str(faulty), "-o", str(tmp_path / "near.gpkg")) == 2
    assert "depth" in one_line(capsys)
    assert list(tmp_path.iterdir()) == [faulty]


def test_two_processes_write_the_same_bytes(scenario: str, tmp_path: Path) -> None:
    for name in ("a.gpkg", "b.gpkg"):
        subprocess.run(
            [sys.executable, "-m", "geozone.cli", "export", scenario, "-o", tmp_path / name],
            capture_output=True, check=True, timeout=120,
        )  # fmt: skip
    assert (tmp_path / "a.gpkg").read_bytes() == (tmp_path / "b.gpkg").read_bytes()


INTERRUPTED = """
import sys, time
from geozone.export import writing as export
from geozone.cli import main
whole = export.FORMATS[".gpkg"]
def slow(layers, file):
    said = whole(layers, file)
    print("written beside", flush=True)
    time.sleep(60)
    return said
export.FORMATS[".gpkg"] = slow
main(sys.argv[1:])
"""


def test_ctrl_c_while_it_writes_leaves_nothing(scenario: str, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, "export", scenario, "-o", tmp_path / "near.gpkg"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "written beside\n"
        assert list(tmp_path.iterdir())
        start = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert time.monotonic() - start < 30
    assert process.returncode == 130
    assert said.strip() == "geozone: interrupted: nothing was written"
    assert not list(tmp_path.iterdir())
