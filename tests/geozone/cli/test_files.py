"""What the command line leaves on the disk, and how it ends when it is cut short."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geozone.cli import main
from geozone.files.signed import signed

SCENARIO = """
format = 1
title = "A small one"
as_of = "2019-09-08"
places = ["Manbij"]

[line.border]
between = [["TUR", "SYR"]]

[[source]]
id = "r"
title = "A report"
date = "2019"

[[proposal]]
id = "near"
title = "A near zone"
by = ["Turkey"]
stages = [{ status = "proposed", from = "2019" }]
said = "Five kilometres."
source = ["r"]

[[proposal.zone]]
line = "border"
into = ["SYR"]
depth = "5 km"
"""
GEOZONE = [sys.executable, "-m", "geozone.cli"]
# As on anybody's machine: PYTHONUNBUFFERED, for one, hides what fails when stdout is flushed.
# PYTHONPATH stays: it says which geozone is tested.
PLAIN = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith("PYTHON") or name == "PYTHONPATH"
}
OURS = '<meta name="generator" content="geozone '


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("scenario") / "small.toml"
    path.write_text(SCENARIO, encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def page(scenario: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page that the command line made."""
    path = tmp_path_factory.mktemp("page") / "page.html"
    assert code_of("map", scenario, "-o", str(path)) == 0
    return path


def older(page: Path) -> bytes:
    """The page as geozone would have made it with another title."""
    text, _, _ = page.read_bytes().rpartition(b"<!-- ")
    return signed(text.replace(b"A small one", b"An old one"), "map", ".html")


@pytest.fixture(params=[True, False], ids=["over a page", "new"])
def target(request: pytest.FixtureRequest, page: Path, tmp_path: Path) -> Path:
    """Where a page is to be written, with an older one there or nothing."""
    path = tmp_path / "map.html"
    if request.param:
        path.write_bytes(older(page))
    return path


def held(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


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


# --- the page that is written ---------------------------------------------------------------------


def test_the_last_line_is_the_absolute_path_of_a_page(
    scenario: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert code_of("map", scenario) == 0
    said = capsys.readouterr()
    page = tmp_path / "safe-zones.html"
    assert said.out.splitlines()[-1] == str(page)
    assert said.err == ""
    assert OURS in page.read_text(encoding="utf-8")[:500]
    assert list(tmp_path.iterdir()) == [page]


def test_a_page_of_ours_is_replaced(scenario: str, page: Path, tmp_path: Path) -> None:
    old = tmp_path / "map.html"
    old.write_bytes(older(page))
    assert code_of("map", scenario, "-o", str(old)) == 0
    assert old.read_bytes() == page.read_bytes()
    assert list(tmp_path.iterdir()) == [old]


@pytest.mark.parametrize("text", ["<!DOCTYPE html>\n<html></html>", ""], ids=["page", "empty"])
def test_a_file_of_somebody_else_is_kept(
    text: str, scenario: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theirs = tmp_path / "map.html"
    theirs.write_text(text)
    assert code_of("map", scenario, "-o", str(theirs)) == 2
    line = one_line(capsys)
    assert str(theirs) in line
    assert "--force" in line
    assert theirs.read_text() == text


def test_a_file_of_somebody_else_is_replaced_by_force(
    scenario: str, page: Path, tmp_path: Path
) -> None:
    theirs = tmp_path / "map.html"
    theirs.write_text("mine")
    assert code_of("map", scenario, "-o", str(theirs), "--force") == 0
    assert theirs.read_bytes() == page.read_bytes()


@pytest.mark.parametrize("name", ["map", "map.txt", "map.html.bak"])
def test_a_page_has_the_name_of_a_page(
    name: str, scenario: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code_of("map", scenario, "-o", str(tmp_path / name)) == 2
    assert name in one_line(capsys)
    assert not list(tmp_path.iterdir())


def test_a_folder_is_no_page(
    scenario: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "map.html").mkdir()
    assert code_of("map", scenario, "-o", str(tmp_path / "map.html")) == 2
    assert "map.html" in one_line(capsys)


# --- what cannot be written -----------------------------------------------------------------------


@pytest.mark.parametrize("where", ["missing/map.html", "a file/map.html"])
def test_an_output_that_cannot_be_written_is_named_as_it_was_asked_for(
    where: str, scenario: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a file").write_text("no folder")
    asked = tmp_path / where
    assert code_of("map", scenario, "-o", str(asked)) == 2
    line = one_line(capsys)
    assert str(asked.parent) in line
    assert ".part" not in line
    assert [path.name for path in tmp_path.iterdir()] == ["a file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_is_named(
    scenario: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tmp_path.chmod(0o500)
    try:
        assert code_of("map", scenario, "-o", str(tmp_path / "map.html")) == 2
    finally:
        tmp_path.chmod(0o700)
    assert str(tmp_path) in one_line(capsys)


def _full_disk(file: Path, data: bytes) -> int:
    """Takes some bytes and then says that the disk is full."""
    with file.open("wb") as begun:
        begun.write(data[:1000])
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_write_that_fails_half_way_leaves_things_as_they_were(
    scenario: str,
    target: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = held(target.parent)
    monkeypatch.setattr("geozone.files.whole_file.Path.write_bytes", _full_disk)
    assert code_of("map", scenario, "-o", str(target)) == 2
    assert f"{target}: No space left on device" in one_line(capsys)
    assert held(target.parent) == before


def test_a_rename_that_fails_leaves_things_as_they_were(
    scenario: str, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    before = held(target.parent)
    monkeypatch.setattr("geozone.files.whole_file.os.replace", refuse)
    assert code_of("map", scenario, "-o", str(target)) == 2
    assert held(target.parent) == before


# --- cut short ------------------------------------------------------------------------------------


def read_until(terminal: int, word: bytes, *, seconds: float = 60) -> bytes:
    seen, end = b"", time.monotonic() + seconds
    while word not in seen:
        assert time.monotonic() < end, f"{word!r} never came: {seen!r}"
        if select.select([terminal], [], [], 0.1)[0]:
            seen += os.read(terminal, 4096)
    return seen


def rest_of(terminal: int) -> bytes:
    seen = b""
    with os.fdopen(terminal, "rb", buffering=0) as file:
        while True:
            try:
                more = file.read(4096)
            except OSError:  # Linux: the other side is closed
                more = b""
            if not more:
                return seen
            seen += more


def test_ctrl_c_while_it_computes_ends_with_one_line_and_nothing_written(target: Path) -> None:
    before = held(target.parent)
    ours, theirs = pty.openpty()  # progress is shown on a terminal only
    process = subprocess.Popen(
        [*GEOZONE, "map", "-o", str(target)], stdout=subprocess.PIPE, stderr=theirs, env=PLAIN
    )
    os.close(theirs)
    read_until(ours, b"making ")
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=60)
    said = rest_of(ours).decode()
    left = re.sub(r"[^\r\n]*\r\x1b\[K", "", said)  # what the terminal shows in the end
    assert (process.returncode, out) == (130, b"")
    assert left.strip().splitlines() == ["geozone: interrupted: nothing was written"]
    assert held(target.parent) == before


def test_ctrl_c_while_it_writes_leaves_things_as_they_were(
    scenario: str,
    target: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = held(target.parent)
    monkeypatch.setattr("maps.page.folium_page.os.replace", interrupt)
    assert code_of("map", scenario, "-o", str(target)) == 130
    assert capsys.readouterr().err.strip() == "geozone: interrupted: nothing was written"
    assert held(target.parent) == before


def test_ctrl_c_after_all_was_written_does_not_deny_it(
    scenario: str, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("geozone.quantities.counted", interrupt)  # the last lines on stdout
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        assert code_of("map", scenario, "-o", str(tmp_path / "map.html")) == 130
    assert (out.getvalue(), err.getvalue()) == ("", "geozone: interrupted: map.html was written\n")
    assert held(tmp_path) == {"map.html": page.read_bytes()}


def test_ctrl_c_within_a_table_on_stdout_says_that_a_part_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "names.csv").write_text("name\nManbij\n")
    monkeypatch.setattr("geozone.cli.resolving.rows._Csv.row", interrupt)
    assert code_of("resolve", "--file", str(tmp_path / "names.csv")) == 130
    assert capsys.readouterr().err == "geozone: interrupted: a part of the table was written\n"


def ran(arguments: list[str], **options: object) -> subprocess.CompletedProcess[str]:
    options = {"env": PLAIN, **options}
    return subprocess.run([*GEOZONE, *arguments], text=True, check=False, timeout=60, **options)


@pytest.mark.parametrize("arguments", [["--help"], ["resolve", "Manbij"], ["scenarios"]])
def test_a_reader_who_leaves_early_is_no_fault(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    end = ran(arguments, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (end.stderr, end.returncode) == ("", 0)


def test_head_gets_its_line(scenario: str) -> None:
    command = " ".join(map(repr, [*GEOZONE, "places", scenario]))
    end = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{command} | head -1"],
        capture_output=True, text=True, check=False, timeout=60, env=PLAIN,
    )  # fmt: skip
    assert len(end.stdout.splitlines()) == 1
    assert (end.stderr, end.returncode) == ("", 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_behind_stdout_is_one_line() -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123
        end = ran(["resolve", "Manbij"], stdout=full, stderr=subprocess.PIPE)
    assert end.returncode == 2
    assert end.stderr == "geozone: No space left on device\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_that_cannot_show_a_letter_gets_something_else(encoding: str) -> None:
    end = ran(
        ["resolve", "Kobani"],
        capture_output=True,
        env={**PLAIN, "PYTHONIOENCODING": encoding},
        errors="replace",
    )
    assert (end.stderr, end.returncode) == ("", 0)
    assert "38.35" in end.stdout


def test_without_debug_there_is_no_traceback_even_for_a_fault_of_ours(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise ZeroDivisionError("by nobody's fault")

    monkeypatch.setattr("geozone.scenario.reading.shipped", fail)
    assert code_of("scenarios") == 1
    line = one_line(capsys)
    assert "ZeroDivisionError" in line
    assert "--debug" in line


def test_debug_shows_the_traceback() -> None:
    end = ran(["--debug", "compare", "atlantis"], capture_output=True)
    assert end.returncode != 0
    assert end.stderr.startswith("Traceback")
    assert "atlantis" in end.stderr.splitlines()[-1]


def test_progress_stays_away_from_what_is_no_terminal(scenario: str) -> None:
    end = ran(["compare", scenario], capture_output=True)
    assert (end.returncode, end.stderr) == (0, "")
