"""Commands whose streams are closed, full or read by nobody, and files of their own meanwhile."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.geozone.cli.test_files import GEOZONE, PLAIN, SCENARIO

MAP = ["map", "small.toml", "-o", "map.html"]
WARNS = ["export", "small.toml", "-o", "zones.fgb"]  # says on stderr what the format cannot hold


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=False,
        timeout=120, env=PLAIN,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small.toml").write_text(SCENARIO, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("streams", ["2>&-", ">&-", "<&-", "<&- >&- 2>&-", "2>/dev/full"])
@pytest.mark.parametrize("arguments", [MAP, WARNS], ids=["map", "export"])
@pytest.mark.one_in(5)
def test_a_stream_that_nobody_reads_loses_no_file(
    arguments: list[str], streams: str, folder: Path
) -> None:
    ran = shell(f"{shlex.join([*GEOZONE, *arguments])} {streams}", folder)
    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stderr
    (made,) = (path for path in folder.iterdir() if path.name != "small.toml")
    assert made.name == arguments[-1]


def test_who_leaves_stderr_early_is_no_fault_and_no_success_unseen(folder: Path) -> None:
    ran = shell(f"set -o pipefail; {shlex.join([*GEOZONE, *WARNS])} 2>&1 >/dev/null | true", folder)
    assert ran.returncode == 0
    assert (folder / "zones.fgb").exists()


def test_a_refusal_that_nobody_can_read_has_its_exit_code(folder: Path) -> None:
    ran = shell(f"{shlex.join([*GEOZONE, 'check', 'none.toml'])} 2>&-", folder)
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", "")


NUMBERS = """
import os, sys
from geozone.cli.shared import streams
streams.prepare(is_own=True)
with open("made", "wb") as file:
    print(file.fileno(), file=open("number", "w"))
    os.write(2, b"a library in C complains")
"""


def test_the_number_of_a_closed_stream_is_given_to_no_file(folder: Path) -> None:
    shell(f"{shlex.join([sys.executable, '-c', NUMBERS])} <&- >&- 2>&-", folder)
    assert int((folder / "number").read_text()) > 2
    assert (folder / "made").read_bytes() == b""
