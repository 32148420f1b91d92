"""`geozone figure`, as it is typed."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from geozone.cli import main
from geozone.lines.border import Border
from geozone.lines.summary import survey
from geozone.scenario.template import starter
from tests.geozone.cli import test_commands
from tests.geozone.cli.test_commands import Ran

pytestmark = pytest.mark.one_in(2)


def typed(*arguments: str, cwd: Path, command: str = "figure") -> Ran:
    """In a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-m", "geozone.cli", command, *arguments],
        capture_output=True, text=True, cwd=cwd, timeout=120, check=False,
    )  # fmt: skip
    return Ran(ended.returncode, ended.stdout, ended.stderr)


def run(*arguments: str, cwd: Path, command: str = "figure") -> Ran:
    """In this process: what a process of its own shows is the same, and it need not begin."""
    with contextlib.chdir(cwd):
        return test_commands.run(command, *arguments)


def run_titled(folder: Path, title: str, *arguments: str) -> Ran:
    """A command and its output, on a scenario of that title."""
    text = starter(survey(Border.between("AUT", "LIE")), "mine.toml")
    titled = re.sub(r"(?m)^title = .*$", lambda _: f'title = "{title}"', text, count=1)
    (folder / "mine.toml").write_text(titled, encoding="utf-8")
    command, output = arguments
    return typed("mine.toml", "-o", output, cwd=folder, command=command)


ADHOC = ("--border", "AUT-LIE", "--into", "LIE", "--depth", "1 km")


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_it_writes_the_figure_and_prints_its_path_last(tmp_path, ending) -> None:
    ran = typed(*ADHOC, "--width", "column", "-o", f"zone.{ending}", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[-1] == str((tmp_path / f"zone.{ending}").resolve())
    assert ran.err == ""
    again = run(*ADHOC, "--width", "page", "-o", f"zone.{ending}", cwd=tmp_path)
    assert again.code == 0  # its own file is replaced


@pytest.mark.parametrize("manner", ["--panels", "--curve"])
def test_panels_and_the_curve_are_drawn_too(tmp_path, manner) -> None:
    ran = run(*ADHOC, manner, "-o", "zone.svg", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert "1 km into Liechtenstein" in (tmp_path / "zone.svg").read_text(encoding="utf-8")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_it_says_which_depth_curve_it_makes(tmp_path) -> None:
    with contextlib.redirect_stderr(Terminal()) as shown, pytest.raises(SystemExit) as end:
        main(["figure", *ADHOC, "--curve", "-o", str(tmp_path / "zone.svg")])
    assert end.value.code == 0
    assert "making the depth curve of" in shown.getvalue()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "zone.gif"], "output = zone.gif: expected a name that ends in .png, .svg or .pdf"),
        (
            ["-o", "other.png"],
            "other.png exists and is no figure that geozone made, or it was changed since: --force",
        ),
        (["-o", "none/zone.png"], "there is no folder none to write zone.png into"),
        (
            ["-o", "zone.png", "--style", "broken.toml"],
            "broken.toml: format = 2: expected format = 1",
        ),
        (["-o", "zone.png", "--panels", "--curve"], "--panels or --curve, not both"),
        (["-o", "zone.png", "--proposal", "x"], "proposal = x: expected one with a zone: 1"),
    ],
)
def test_what_cannot_be_is_told_in_a_line_and_nothing_is_written(tmp_path, arguments, said) -> None:
    (tmp_path / "other.png").write_bytes(b"\x89PNG a picture of somebody else")
    (tmp_path / "broken.toml").write_text("format = 2")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    ran = run(*ADHOC, *arguments, cwd=tmp_path)
    assert ran.code == 2
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_force_replaces_a_file_of_others(tmp_path) -> None:
    (tmp_path / "other.png").write_bytes(b"a picture")
    ran = run(*ADHOC, "-o", "other.png", "--force", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert (tmp_path / "other.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(("command", "ending"), [("figure", "png"), ("report", "html")])
def test_letters_that_no_font_has_are_told_in_one_line(tmp_path, command, ending) -> None:
    ran = run_titled(tmp_path, "한국 線", command, f"zone.{ending}")
    assert ran.code == 0
    (line,) = ran.err.splitlines()
    assert line.startswith(f"zone.{ending}: no font of the figure has 한 국 線: a box stands")


def test_a_title_of_several_lines_is_set_in_one_on_the_sheet(tmp_path) -> None:
    ran = run_titled(tmp_path, "First line\\nsecond line", "figure", "zone.svg")
    assert (ran.code, ran.err) == (0, "")
    assert ">First line second line<" in (tmp_path / "zone.svg").read_text(encoding="utf-8")


def test_a_page_takes_the_same_style_file(tmp_path) -> None:
    (tmp_path / "house.toml").write_text('format = 1\n[colours]\nsea = "#123456"\n')
    (tmp_path / "broken.toml").write_text('format = 1\n[colours]\nsea = "blue"\n')
    asked = (*ADHOC, "-o", "zone.html", "--style")
    ran = run(*asked, "broken.toml", cwd=tmp_path, command="map")
    assert ran.code == 2
    assert "broken.toml: colours: sea = blue: expected a colour" in ran.err
    assert not (tmp_path / "zone.html").exists()
    ran = run(*asked, "house.toml", cwd=tmp_path, command="map")
    assert ran.code == 0, ran.err
    assert '"fillColor":"#123456"' in (tmp_path / "zone.html").read_text(encoding="utf-8")
