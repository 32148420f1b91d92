"""Every example in the help of a command runs: what the documentation shows is what one gets."""

from __future__ import annotations

import contextlib
import io
import shlex
import shutil
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
import pytest
from markdown_it import MarkdownIt

from geozone.cli import main
from geozone.cli.program import cli
from tests.sampling import some

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "examples"
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
COMMANDS: dict[str, click.Command] = {
    name: command
    for name in cli.list_commands(None)  # type: ignore[arg-type]  # it needs no context
    if (command := cli.get_command(None, name)) is not None  # type: ignore[arg-type]
}
RASTER = "syr_ppp_2019.tif"  # of a data set that each fetches for themselves


def examples(command: click.Command) -> list[str]:
    """The lines of a help text that begin with the tool's name."""
    lines = (command.help or "").splitlines()
    return [line.strip() for line in lines if line.strip().startswith("geozone ")]


def run(line: str) -> None:
    """A line as a shell would run it, in this process and folder."""
    words = shlex.split(line, comments=True)
    into = None
    if ">" in words:
        words, (into,) = words[: words.index(">")], words[words.index(">") + 1 :]
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.raises(SystemExit) as end,
    ):
        main(words[1:])
    assert end.value.code == 0, f"{line}\n{err.getvalue()}"
    if into is not None:
        Path(into).write_text(out.getvalue(), encoding="utf-8")
    written = [words[at + 1] for at, word in enumerate(words[:-1]) if word in {"-o", "--image"}]
    for name in written:
        assert Path(name).stat().st_size > 0
    assert out.getvalue().strip()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, computed_once: None) -> Path:
    """The files that the examples name, and nothing else."""
    shutil.copytree(EXAMPLES, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_people(file: Path) -> None:
    """One person a cell of 0.02 degrees, over the north of Syria."""
    rasterio = pytest.importorskip("rasterio", reason="the extra `population` is not installed")
    pytest.importorskip("exactextract", reason="the extra `population` is not installed")
    cell, west, north = 0.02, 35, 38
    people = np.ones((150, 400), "float32")
    form = {"driver": "GTiff", "dtype": "float32", "count": 1, "crs": "EPSG:4326"}
    height, width = people.shape
    at = rasterio.Affine(cell, 0, west, 0, -cell, north)
    with rasterio.open(file, "w", height=height, width=width, transform=at, **form) as raster:
        raster.write(people, 1)


def chosen(name: str, lines: list[str]) -> Sequence[str]:
    """The lines that run: where a sample is enough, half of those that draw and need no other.

    The words of the others are still those that the command understands.
    """
    if name not in {"map", "figure", "report"}:
        return lines
    for line in lines:
        COMMANDS[name].make_context(f"geozone {name}", [*plain(line)[2:]])
    return some(lines, one_in=2, of=name)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_shows_an_example_and_every_one_runs(name: str, folder: Path) -> None:
    lines = examples(COMMANDS[name])
    assert any(line.startswith(f"geozone {name}") for line in lines)
    if any(RASTER in line for line in lines):
        write_people(folder / RASTER)
    for line in chosen(name, lines):
        run(line)


def test_the_examples_of_the_tool_itself_are_among_those_that_run() -> None:
    run_above = {plain(line) for command in COMMANDS.values() for line in examples(command)}
    of_the_tool = {plain(line) for line in examples(cli)}
    assert len(of_the_tool) >= 5
    assert of_the_tool <= run_above


def plain(line: str) -> tuple[str, ...]:
    """A line without its comment."""
    return tuple(shlex.split(line, comments=True))


def test_a_file_of_the_examples_is_named_by_one_of_them() -> None:
    shown = " ".join(line for command in COMMANDS.values() for line in examples(command))
    assert sorted(path.name for path in EXAMPLES.iterdir() if path.name not in shown) == []


def commands_in(text: str) -> list[str]:
    """The lines of blocks of code that call the tool, those that go on in the next line as one."""
    blocks = [
        each.content for each in MarkdownIt().parse(text) if each.type in {"fence", "code_block"}
    ]
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    return [line for line in lines if line.startswith("geozone ")]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_command_line_of_a_page_is_one_that_the_tool_understands(
    page: Path, folder: Path
) -> None:
    for line in commands_in(page.read_text(encoding="utf-8")):
        _, name, *given = plain(line)
        given = given[: given.index(">")] if ">" in given else given
        assert name in COMMANDS, line
        try:
            COMMANDS[name].make_context(f"geozone {name}", given)
        except click.UsageError as error:
            pytest.fail(f"{line}: {error.format_message()}")


def test_the_reader_of_pages_joins_a_line_that_goes_on() -> None:
    text = "```sh\ngeozone map \\\n    --force  # now\nmake map\n```\n"
    assert [plain(line) for line in commands_in(text)] == [("geozone", "map", "--force")]
