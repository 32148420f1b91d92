"""What a file from somebody else may name, and what is opened: regular files of its own folder."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from gazetteer import regular_file
from geozone import load
from geozone.errors import Refused, ScenarioError
from geozone.files import given_file, vector_file
from maps import house_style
from tests.geozone.cli.test_commands import run
from tests.geozone.vector_made import LINE, SQUARE, geojson

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
SCENARIO = """format = 1
id = "x"
title = "X"
as_of = 2019-09-01
{entry}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder from somebody else, and files of the user's beside it."""
    (tmp_path / "from-somebody").mkdir()
    (tmp_path / "private.png").write_bytes(PNG)
    geojson(tmp_path / "private.geojson", LINE)
    geojson(tmp_path / "private-area.geojson", SQUARE)
    return tmp_path / "from-somebody"


def way_out(folder: Path, way: str, private: str) -> str:
    """A name by which a file of the folder could reach one beside it."""
    if way == "upwards":
        return f"../{private}"
    if way == "absolute":
        return str(folder.parent / private)
    if way == "through a folder":
        (folder / "sub").symlink_to(folder.parent)
        return f"sub/{private}"
    ending = Path(private).suffix
    (folder / f"mine{ending}").symlink_to(folder.parent / private)
    return f"mine{ending}"


WAYS = ("upwards", "absolute", "a link", "through a folder")


@pytest.mark.parametrize("key", ["file", "page"])
@pytest.mark.parametrize("way", WAYS)
def test_a_logo_lies_in_the_folder_of_the_style(folder: Path, way: str, key: str) -> None:
    name = way_out(folder, way, "private.png")
    other = "" if key == "file" else 'file = "own.png"\n'
    (folder / "own.png").write_bytes(PNG)
    style = folder / "house.toml"
    style.write_text(f'format = 1\n[logo]\n{other}{key} = "{name}"\n', encoding="utf-8")
    with pytest.raises(house_style.StyleError, match="in the folder of the style file"):
        house_style.read(style)


ENTRIES = {
    "line": '[line.front]\nfile = "{name}"\n',
    "overlay": '[[overlay]]\ntitle = "O"\nkind = "{kind}"\nfile = "{name}"\nsource = "s"\n',
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", ["road", "area"])
def test_what_a_scenario_names_lies_in_its_folder(folder: Path, way: str, kind: str) -> None:
    private = "private.geojson" if kind == "road" else "private-area.geojson"
    entry = ENTRIES["overlay"].format(name=way_out(folder, way, private), kind=kind)
    scenario = folder / "x.toml"
    scenario.write_text(SCENARIO.format(entry=entry), encoding="utf-8")
    with pytest.raises(ScenarioError, match="a file in the folder of the scenario"):
        load(scenario)


@pytest.mark.parametrize("way", ["a link", "through a folder"])
def test_a_line_lies_in_the_folder_of_the_scenario(folder: Path, way: str) -> None:
    name = way_out(folder, way, "private.geojson")
    with pytest.raises(Refused, match="a symbolic link leads out of the folder"):
        vector_file.read_vector_file(name, folder=folder, confined_to=folder)


def test_a_link_within_the_folder_and_to_the_folder_is_followed(folder: Path) -> None:
    (folder / "own.png").write_bytes(PNG)
    (folder / "logo.png").symlink_to("own.png")
    (folder / "house.toml").write_text('format = 1\n[logo]\nfile = "logo.png"\n', encoding="utf-8")
    (folder.parent / "linked").symlink_to(folder)
    assert house_style.read(folder.parent / "linked" / "house.toml").logo is not None


def test_a_link_that_the_user_names_is_followed(folder: Path, tmp_path: Path) -> None:
    (folder / "front.geojson").symlink_to(tmp_path / "private.geojson")
    ran = run(
        "compare", "--line", str(folder / "front.geojson"), "--left", "TUR", "--right", "SYR",
        "--into", "SYR", "--depth", "2",
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")


# --- pipes, devices, folders ----------------------------------------------------------------------


def pipe(path: Path) -> None:
    os.mkfifo(path)


def zero(path: Path) -> None:
    path.symlink_to("/dev/zero")


KINDS: dict[str, Callable[[Path], None]] = {"pipe": pipe, "device": zero, "folder": Path.mkdir}
COMMANDS = {
    "population": ("x.tif", "compare", "--depth", "5", "--border", "TUR-SYR", "--into", "SYR",
                   "--population", "{}"),
    "line": ("x.geojson", "compare", "--line", "{}", "--into", "left", "--depth", "5"),
    "line of GDAL": ("x.gpkg", "compare", "--line", "{}", "--into", "left", "--depth", "5"),
    "places": ("x.csv", "places", "--places", "{}"),
    "resolve": ("x.csv", "resolve", "--places", "{}", "Manbij"),
    "table": ("x.csv", "resolve", "--file", "{}"),
    "scenario": ("x.toml", "check", "{}"),
    "page": ("x.html", "embed", "{}"),
    "logo": ("x.png", "map", "--style", "house.toml", "-o", "out.html"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("what", COMMANDS)
def test_no_command_waits_for_what_is_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, kind: str
) -> None:
    if what == "population":
        pytest.importorskip("rasterio", reason="the extra `population` is not installed")
    name, *arguments = COMMANDS[what]
    monkeypatch.chdir(tmp_path)
    Path("house.toml").write_text('format = 1\n[logo]\nfile = "x.png"\n', encoding="utf-8")
    KINDS[kind](Path(name))
    ended = threading.Event()
    waits = threading.Timer(60, lambda: ended.is_set() or os._exit(3))  # a hang fails the whole run
    waits.start()
    ran = run(*(each.format(name) for each in arguments))
    ended.set()
    waits.cancel()
    assert ran.code == 2
    assert name in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_style_may_come_through_a_pipe_that_ends(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "house.toml")
    writer = threading.Thread(
        target=(tmp_path / "house.toml").write_text, args=('format = 1\n[labels]\n"A" = "B"\n',)
    )
    writer.start()
    try:
        assert house_style.read(tmp_path / "house.toml").label("A") == "B"
    finally:
        writer.join(10)


def test_a_pipe_that_does_not_end_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regular_file, "_PIPE_S", 0.2)
    os.mkfifo(tmp_path / "pipe")
    holder = os.open(tmp_path / "pipe", os.O_RDWR)
    try:
        with pytest.raises(TimeoutError, match="has not ended"):
            given_file.read_whole(tmp_path / "pipe", 100, from_pipe=True)
    finally:
        os.close(holder)


def test_no_more_is_read_than_is_taken(tmp_path: Path) -> None:
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(given_file.TooLarge) as refused:
        given_file.read_whole(tmp_path / "sparse", 100)
    assert refused.value.size == 1 << 40


def test_a_size_that_grows_while_it_is_read_is_bounded() -> None:
    with pytest.raises(given_file.TooLarge):  # the kernel says that it has 0 bytes
        given_file.read_whole("/proc/self/environ" if sys.platform == "linux" else __file__, 3)


def test_the_opener_is_quick_to_import() -> None:
    code = "import sys; import geozone.files.given_file; print('numpy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
