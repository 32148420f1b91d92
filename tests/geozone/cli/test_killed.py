"""Commands that are asked to end, at any moment: one line, nothing half-written, nothing left."""

from __future__ import annotations

import itertools
import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.geozone.cli.test_files import PLAIN

# As the installed command begins.
ENTRY = "import sys; from geozone.cli import main; sys.exit(main())"
ZONE = ["--line", "line.geojson", "--into", "left", "--depth", "1 km"]
COMMANDS = {
    "map": ["map", *ZONE, "-o", "o.html"],
    "figure": ["figure", *ZONE, "-o", "o.png"],
    "export": ["export", *ZONE, "-o", "o.gpkg"],
    "shapefile": ["export", *ZONE, "-o", "o.shp.zip"],
    "report": ["report", *ZONE, "-o", "o.md"],
    "new": ["new", "o.toml", "--border", "AUT-LIE", "--schema"],
}
ENDS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}
WORDS = {signal.SIGINT: "interrupted", signal.SIGTERM: "ended by SIGTERM"}
WORDS[signal.SIGHUP] = "ended by SIGHUP"
MOMENTS = 8  # of each command and signal


@dataclass
class Whole:
    """What a command writes when nobody stops it, and how long it takes."""

    files: dict[str, bytes]
    seconds: float


Wholes = Callable[[str], Whole]


@dataclass
class Running:
    """A command at work in a folder of its own, with a temporary folder of its own."""

    process: subprocess.Popen[str]
    folder: Path
    temporary: Path


def started(command: str, folder: Path, *before: str, entry: str = ENTRY) -> Running:
    here, temporary = folder / "here", folder / "temporary"
    here.mkdir()
    temporary.mkdir()
    points = [[10 + step / 1000, 47 + step % 7 / 5000] for step in range(200)]
    line = {"type": "LineString", "coordinates": points}
    (here / "line.geojson").write_text(json.dumps(line))
    process = subprocess.Popen(
        [*before, sys.executable, "-c", entry, *COMMANDS[command]],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        cwd=here, env={**PLAIN, "TMPDIR": str(temporary)},
    )  # fmt: skip
    return Running(process, here, temporary)


def files_of(running: Running) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() if path.is_file() else b"a folder"
        for path in running.folder.iterdir()
        if path.name != "line.geojson"
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Wholes:
    @cache
    def of(command: str) -> Whole:
        begun = time.monotonic()
        running = started(command, tmp_path_factory.mktemp("whole"))
        _, said = running.process.communicate(timeout=120)
        assert running.process.returncode == 0, said
        return Whole(files_of(running), time.monotonic() - begun)

    return of


CASES = list(itertools.product(COMMANDS, ENDS, range(MOMENTS)))


@pytest.mark.one_in(36)
@pytest.mark.parametrize(("command", "number", "moment"), CASES)
def test_a_command_that_is_asked_to_end_leaves_all_or_nothing(
    command: str, number: signal.Signals, moment: int, whole: Wholes, tmp_path: Path
) -> None:
    undisturbed = whole(command)
    chance = random.Random(f"{command} {number} {moment}")  # noqa: S311  (no secret)
    share, pause = chance.uniform(0.1, 1.0), chance.choice([0, 0.001, 0.01])
    running = started(command, tmp_path)
    time.sleep(share * undisturbed.seconds)
    running.process.send_signal(number)
    time.sleep(pause)
    running.process.send_signal(signal.SIGTERM)  # who is impatient sends a second one
    _, said = running.process.communicate(timeout=120)
    code = running.process.returncode
    left = files_of(running)
    assert not list(running.temporary.iterdir())
    assert left in ({}, undisturbed.files)
    if code in ENDS.values():
        assert "Traceback" not in said
        last = said.splitlines()[-1]
        assert ("nothing was written" in last) == (left == {})
        assert last.startswith("geozone: ")
    else:  # when all was over, or before Python had come to our code
        assert code == 0 or left == {}


# The line is read from a copy in the temporary folder.
WHILE_READING = """
import os, signal
from geozone.files import vector_formats
from geozone.cli import main
before = vector_formats.read_any_format
def read(*of, **more):
    assert os.listdir(os.environ["TMPDIR"])
    os.kill(os.getpid(), signal.{name})
    return before(*of, **more)
vector_formats.read_any_format = read
main()
"""


@pytest.mark.parametrize("number", ENDS, ids=lambda number: number.name)
def test_each_signal_has_its_exit_code_and_its_line(number, tmp_path) -> None:
    running = started("map", tmp_path, entry=WHILE_READING.format(name=number.name))
    out, said = running.process.communicate(timeout=60)
    assert (running.process.returncode, out) == (ENDS[number], "")
    assert said == f"geozone: {WORDS[number]}: nothing was written\n"
    assert files_of(running) == {}
    assert not list(running.temporary.iterdir())


def test_what_nohup_ignores_ends_nothing(whole: Wholes, tmp_path: Path) -> None:
    undisturbed = whole("new")
    running = started("new", tmp_path, "nohup")
    time.sleep(undisturbed.seconds / 2)
    running.process.send_signal(signal.SIGHUP)
    running.process.communicate(timeout=60)
    assert running.process.returncode == 0
    assert files_of(running) == undisturbed.files


AT_EXIT = """
import atexit, os, signal, sys
def again():
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        os.kill(os.getpid(), number)
atexit.register(again)
from geozone.cli import main
main()
"""


def test_a_signal_when_all_is_over_changes_nothing() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", AT_EXIT, "--version"],
        capture_output=True, text=True, check=False, timeout=60, env=PLAIN,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")


WHILE_CLICK = """
import builtins, os, signal, sys
before = builtins.__import__
def importing(name, *rest):
    if name == "click":
        os.kill(os.getpid(), signal.{name})
    return before(name, *rest)
builtins.__import__ = importing
from geozone.cli import main
main()
"""


@pytest.mark.parametrize("number", ENDS, ids=lambda number: number.name)
def test_a_signal_while_it_imports_what_it_needs_first_is_one_line(number) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", WHILE_CLICK.format(name=number.name), "--help"],
        capture_output=True, text=True, check=False, timeout=60, env=PLAIN,
    )  # fmt: skip
    assert ran.stderr == f"geozone: {WORDS[number]}: nothing was written\n"
    assert (ran.returncode, ran.stdout) == (ENDS[number], "")


WHILE_C = """
import signal, sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "numpy":
            signal.raise_signal(signal.SIGTERM)
sys.meta_path.insert(0, Finder())
from geozone.files.stopping import Stops, Stopped
stops = Stops()
stops.install()
try:
    import shapely.lib
    for _ in range(500_000_000):
        pass
    print("never")
except Stopped:
    print("stopped")
stops.give_back()
"""


def test_a_signal_while_a_module_in_c_begins_waits_for_it() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", WHILE_C],
        capture_output=True, text=True, check=False, timeout=60, env=PLAIN,
    )  # fmt: skip
    assert ran.stderr == ""
    assert ran.stdout.splitlines()[-1] == "stopped"
