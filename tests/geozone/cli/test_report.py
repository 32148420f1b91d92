"""`geozone report`, as it is typed."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest

from tests.geozone.cli import test_commands
from tests.geozone.cli.test_commands import Ran


def typed(*arguments: str, cwd: Path) -> Ran:
    """In a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-m", "geozone.cli", "report", *arguments],
        capture_output=True, text=True, cwd=cwd, timeout=120, check=False,
    )  # fmt: skip
    return Ran(ended.returncode, ended.stdout, ended.stderr)


def run(*arguments: str, cwd: Path) -> Ran:
    """In this process: what a process of its own shows is the same, and it need not begin."""
    with contextlib.chdir(cwd):
        return test_commands.run("report", *arguments)


ADHOC = ("--border", "AUT-LIE", "--into", "LIE", "--depth", "1 km")


@pytest.mark.one_in(3)
@pytest.mark.parametrize("ending", ["html", "md", "docx"])
def test_it_writes_the_report_prints_its_path_last_and_replaces_its_own(tmp_path, ending) -> None:
    for way in (typed, run):
        ran = way(*ADHOC, "-o", f"zone.{ending}", cwd=tmp_path)
        assert ran.code == 0, ran.err
        assert ran.out.splitlines()[-1] == str((tmp_path / f"zone.{ending}").resolve())
    beside = {"zone-figure.png", "zone-map.html"} if ending == "md" else set()
    assert {each.name for each in tmp_path.iterdir()} == {f"zone.{ending}", *beside}
    assert ("to be kept beside zone.md" in ran.err) == (ending == "md")


def test_what_somebody_wrote_on_is_kept_without_force(tmp_path) -> None:
    assert run(*ADHOC, "-o", "zone.md", cwd=tmp_path).code == 0
    with (tmp_path / "zone.md").open("a", encoding="utf-8") as file:
        file.write("My own conclusion.\n")
    ran = run(*ADHOC, "-o", "zone.md", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "zone.md exists and is no report that geozone made, or it was changed since" in ran.err
    assert (tmp_path / "zone.md").read_text(encoding="utf-8").endswith("My own conclusion.\n")
    assert run(*ADHOC, "-o", "zone.md", "--force", cwd=tmp_path).code == 0
    assert "conclusion" not in (tmp_path / "zone.md").read_text(encoding="utf-8")


def test_a_picture_of_somebody_elses_beside_it_is_kept(tmp_path) -> None:
    (tmp_path / "zone-figure.png").write_bytes(b"\x89PNG somebody's")
    ran = run(*ADHOC, "-o", "zone.md", cwd=tmp_path)
    assert ran.code == 2
    assert "zone-figure.png exists" in ran.err
    assert not (tmp_path / "zone.md").exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("zone.pdf", "output = zone.pdf: expected a name that ends in .html, .md or .docx"),
        ("no/zone.html", "there is no folder no to write zone.html into"),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_one_line(tmp_path, name, said) -> None:
    ran = run(*ADHOC, "-o", name, cwd=tmp_path)
    assert ran.code == 2
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_house_style_reaches_figure_and_map(tmp_path) -> None:
    (tmp_path / "house.toml").write_text(
        'format = 1\n[colours]\nproposals = ["#123456"]\n', encoding="utf-8"
    )
    ran = run(*ADHOC, "--style", "house.toml", "-o", "zone.md", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert "#123456" in (tmp_path / "zone-map.html").read_text(encoding="utf-8")
