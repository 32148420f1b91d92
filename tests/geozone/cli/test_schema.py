"""``geozone schema`` and ``geozone new --schema``: what an editor checks a scenario by."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from geozone.files.signed import signed
from geozone.scenario.format import json_schema
from tests.geozone.cli.test_commands import run

SIGNED = signed(json_schema.shipped().encode(), "schema", ".json")


def test_it_prints_the_shipped_schema() -> None:
    ran = run("schema")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == json_schema.shipped()
    assert json.loads(ran.out)["$id"] == "urn:geozone:scenario:format-1"


def test_it_writes_a_file_and_says_how_a_scenario_names_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    ran = run("schema", "-o", str(path))
    assert (ran.code, ran.err) == (0, "")
    assert path.read_bytes() == SIGNED
    assert ran.out.splitlines() == [
        "First line of a scenario beside it: #:schema mine.json",
        str(path),
    ]


def test_a_schema_of_another_version_is_replaced_unless_somebody_has_changed_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "scenario.schema.json"
    older = signed(b'{\n "$id": "urn:geozone:scenario:format-0"\n}\n', "schema", ".json")
    path.write_bytes(older)
    assert run("schema", "-o", str(path)).code == 0
    assert path.read_bytes() == SIGNED
    path.write_bytes(older.replace(b"format-0", b"format-mine"))
    assert run("schema", "-o", str(path)).code == 2
    assert b"format-mine" in path.read_bytes()


@pytest.mark.parametrize("found", ["mine", '{"$id": "https://example.org"}', "[]", "[" * 100_000])
@pytest.mark.parametrize("command", ["schema", "new"])
def test_another_file_is_kept_unless_forced(command: str, found: str, tmp_path: Path) -> None:
    path = tmp_path / "scenario.schema.json"
    path.write_text(found)
    asked = {
        "schema": ["schema", "-o", str(path)],
        "new": ["new", str(tmp_path / "a.toml"), "--border", "TUR-SYR", "--schema"],
    }[command]
    ran = run(*asked)
    assert (ran.code, ran.out) == (2, "")
    assert "is no schema that geozone made, or it was changed since: --force" in ran.err
    assert ran.err.count("\n") == 1
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [(path.name, found)]
    assert run(*asked, "--force").code == 0
    assert path.read_bytes() == SIGNED


def test_a_folder_that_is_not_there_is_told_in_a_line(tmp_path: Path) -> None:
    ran = run("schema", "-o", str(tmp_path / "none" / "s.json"))
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_new_file_can_name_its_schema_which_then_lies_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "talks.toml"
    ran = run("new", str(path), "--border", "TUR-SYR", "--schema")
    assert (ran.code, ran.err) == (0, "")
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == "#:schema scenario.schema.json"
    beside = path.parent / first.removeprefix("#:schema ")
    assert beside.read_bytes() == SIGNED
    written = json.loads(beside.read_bytes())
    assert written.pop("$comment").startswith("geozone schema, as written: sha256 ")
    assert written == json.loads(json_schema.shipped())
    assert tomllib.loads(path.read_text(encoding="utf-8"))["format"] == 1
    assert run("check", str(path)).code == 0


def test_a_new_file_names_no_schema_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "talks.toml"
    assert run("new", str(path), "--border", "TUR-SYR").code == 0
    assert "#:schema" not in path.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [path]


def test_it_has_help_with_an_example() -> None:
    assert "geozone schema -o scenario.schema.json" in run("schema", "--help").out
