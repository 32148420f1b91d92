"""Where an output may stand: where nothing is, or a regular file. All else is refused in a line."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from geozone.files import whole_file
from tests.geozone.cli.test_commands import run

ZONE = ("--border", "AUT-LIE", "--into", "LIE", "--depth", "1 km")
COMMANDS: dict[str, tuple[tuple[str, ...], str]] = {
    "map": (("map", *ZONE, "-o"), "out.html"),
    "figure": (("figure", *ZONE, "-o"), "out.svg"),
    "report": (("report", *ZONE, "-o"), "out.html"),
    "report and its figure": (("report", *ZONE, "-o"), "out.md"),
    "export": (("export", *ZONE, "-o"), "out.gpkg"),
    "new": (("new", "--border", "AUT-LIE"), "out.toml"),
    "schema": (("schema", "-o"), "out.json"),
    "embed": (("embed", "page.html", "--image"), "out.svg"),
    "resolve": (("resolve", "--file", "names.csv", "-o"), "out.csv"),
}


def _link(path: Path) -> None:
    path.with_name("end").write_bytes(b"the file at its end")
    path.symlink_to("end")


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(os.path.relpath(path))  # its whole path may be too long


THINGS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a link": (_link, "a symbolic link: name the file itself, "),
    "a link to nothing": (lambda path: path.symlink_to("none"), "a symbolic link: name the file"),
    "a pipe": (os.mkfifo, "a named pipe, no file: name another output"),
    "a socket": (_socket, "a socket, no file: name another output"),
    "a folder": (Path.mkdir, ""),  # click tells it, in its own words
}
NO_FILE = r"no file|symbolic link"
SOME = pytest.mark.one_in(3)


@SOME
@pytest.mark.parametrize("force", [[], ["--force"]], ids=["", "force"])
@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_no_file_is_refused_in_a_line_and_left_alone(
    command: str, thing: str, force: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("names.csv").write_text("name\nVaduz\n")
    arguments, name = COMMANDS[command]
    make, said = THINGS[thing]
    place = Path("out-figure.png" if command == "report and its figure" else name)
    make(place.absolute())
    before = {path.name: os.lstat(path) for path in tmp_path.iterdir()}
    ran = run(*arguments, name, *force)
    assert (ran.code, ran.out) == (2, ""), ran.err
    assert len(ran.err.splitlines()) == 1
    assert str(place) in ran.err
    assert said in ran.err
    assert {path.name: os.lstat(path) for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("command", ["map", "figure", "report", "export", "schema"])
def test_a_dash_is_no_name_of_a_file(command: str, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    arguments, _ = COMMANDS[command]
    ran = run(*arguments, "-")
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("device", ["/dev/null", "/dev/stdout"])
def test_a_device_is_never_replaced(device: str) -> None:
    before = os.lstat(device)
    ran = run("schema", "-o", device)
    assert (ran.code, ran.out) == (2, "")
    assert ("a device, no file" in ran.err) == (device == "/dev/null")
    assert len(ran.err.splitlines()) == 1
    assert os.lstat(device).st_ino == before.st_ino


@pytest.mark.parametrize("thing", THINGS)
def test_the_library_writes_there_no_more_than_a_command(thing, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "place"
    THINGS[thing][0](place)
    before = {path.name: os.lstat(path) for path in tmp_path.iterdir()}
    with pytest.raises(OSError, match=NO_FILE):
        whole_file.write_all({tmp_path / "other": b"", place: b""})
    with pytest.raises(OSError, match=NO_FILE), whole_file.writing(place):
        pytest.fail("nobody reads it")
    with (
        pytest.raises(OSError, match=NO_FILE),
        whole_file.made_by_path(place, "made"),
    ):
        pytest.fail("nobody reads it")
    assert {path.name: os.lstat(path) for path in tmp_path.iterdir()} == before


def test_a_folder_that_is_a_link_is_a_folder_like_any_other(tmp_path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    whole_file.write(tmp_path / "link" / "file", b"data")
    assert (tmp_path / "real" / "file").read_bytes() == b"data"


def test_a_file_system_that_keeps_no_rights_loses_no_file(tmp_path, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "chmod", refuse)
    whole_file.write(tmp_path / "new", b"data")
    with whole_file.writing(tmp_path / "bits") as file:
        file.write(b"data")
    with whole_file.made_by_path(tmp_path / "made", "made") as made:
        made.write_bytes(b"data")
    assert {path.name for path in tmp_path.iterdir()} == {"new", "bits", "made"}
