"""``geozone new``: a start that is good at once, whole or not there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from geozone.scenario.format import keys
from tests.geozone.cli.test_commands import run
from tests.geozone.vector_made import LINE, geojson

pytestmark = pytest.mark.one_in(3)

PAIRS = ["TUR-SYR", "ARM-AZE", "AZE-TUR", "ISR-JOR", "JOR-PSE", "IRN-IRQ", "LB-SY"]


def written(tmp_path: Path, pair: str = "TUR-SYR") -> Path:
    path = tmp_path / "talks.toml"
    ran = run("new", str(path), "--border", pair)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1] == str(path)
    assert list(tmp_path.iterdir()) == [path]
    return path


@pytest.mark.parametrize("pair", PAIRS)
def test_a_new_file_is_good(pair: str, tmp_path: Path) -> None:
    path = written(tmp_path, pair)
    ran = run("check", str(path))
    assert (ran.code, ran.err) == (0, "")
    assert "1 zone" in ran.out


@pytest.mark.parametrize("pair", PAIRS)
def test_it_is_still_good_with_every_example_switched_on(pair: str, tmp_path: Path) -> None:
    path = written(tmp_path, pair)
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^#(?=\S)", "", text, flags=re.MULTILINE), encoding="utf-8")
    geojson(path.with_name("roads.geojson"), LINE)
    ran = run("check", str(path))
    assert (ran.code, ran.err) == (0, "")
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    assert {"stretch", "event", "places"} <= set(found)
    assert [len(proposal["zone"]) for proposal in found["proposal"]] == [1, 2]


def test_its_zone_extends_into_the_second_country(tmp_path: Path) -> None:
    found = tomllib.loads(written(tmp_path, "SYR-TUR").read_text(encoding="utf-8"))
    assert found["line"]["border"]["between"] == [["SYR", "TUR"]]
    assert found["proposal"][0]["zone"][0]["into"] == ["TUR"]


def test_it_explains_every_key(tmp_path: Path) -> None:
    text = written(tmp_path).read_text(encoding="utf-8")
    for key in {key for kind in keys.KINDS for key in kind.table()}:
        assert re.search(rf"(?<![a-z_]){key}(?![a-z_])", text), key


def test_it_names_the_ends_of_this_border(tmp_path: Path) -> None:
    text = written(tmp_path).read_text(encoding="utf-8")
    for end in ('"sea" (km 0)', '"IRQ" (km 907)', '"river:Euphrates" (km 443)'):
        assert end in text
    assert "river:Tigris" not in text


def test_it_says_that_its_example_is_made_up(tmp_path: Path) -> None:
    found = tomllib.loads(written(tmp_path).read_text(encoding="utf-8"))
    assert "made up" in found["notes"][0]
    assert "Made up" in found["proposal"][0]["said"]
    assert found["source"][0]["title"] == "An example, not a publication"


def test_an_existing_file_is_kept_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "talks.toml"
    path.write_text("mine")
    ran = run("new", str(path), "--border", "TUR-SYR")
    assert (ran.code, ran.out) == (2, "")
    assert "--force" in ran.err
    assert len(ran.err.splitlines()) == 1
    assert path.read_text() == "mine"
    assert run("new", str(path), "--border", "TUR-SYR", "--force").code == 0
    assert path.read_text(encoding="utf-8").startswith("# A start for zones")


@pytest.mark.parametrize(
    ("name", "border", "said"),
    [
        ("talks.toml", "TUR-SIR", "--border = TUR-SIR: .*SYR"),
        ("talks.toml", "TUR-JOR", "--border = TUR-JOR: .*TUR borders"),
        ("talks.toml", "TURSYR", "--border = TURSYR: expected two neighbours"),
        ("talks", "TUR-SYR", "name it talks.toml"),
        ("talks.json", "TUR-SYR", "name it talks.toml"),
        (
            "no folder/talks.toml",
            "TUR-SYR",
            "there is no folder .*no folder to write",
        ),
    ],
)
def test_what_cannot_be_is_told_in_a_line_and_nothing_written(
    name: str, border: str, said: str, tmp_path: Path
) -> None:
    ran = run("new", str(tmp_path / name), "--border", border)
    assert (ran.code, ran.out) == (2, "")
    assert re.search(said, ran.err)
    assert len(ran.err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("arguments", [["talks.toml"], ["--border", "TUR-SYR"]])
def test_a_missing_word_is_told_in_a_line(arguments: list[str]) -> None:
    ran = run("new", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1


def test_a_write_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "talks.toml"
    path.write_text("mine")
    monkeypatch.setattr("geozone.files.whole_file.os.replace", refuse)
    ran = run("new", str(path), "--border", "TUR-SYR", "--force")
    assert ran.code == 2
    assert [each.name for each in tmp_path.iterdir()] == ["talks.toml"]
    assert path.read_text() == "mine"


def test_a_name_cannot_break_out_of_its_comment(tmp_path: Path) -> None:
    path = tmp_path / "a\nas_of = 1\n.toml"
    assert run("new", str(path), "--border", "TUR-SYR").code == 0
    assert tomllib.loads(path.read_text(encoding="utf-8"))["as_of"] == "2024"


def test_it_has_help_with_an_example() -> None:
    assert "geozone new talks.toml --border TUR-SYR" in run("new", "--help").out
