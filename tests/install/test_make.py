"""One word on a fresh machine: clone, `make map`, and there is the page."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.install.fresh import MINUTES_10, clean_environment, clone, lend_index, run

pytestmark = pytest.mark.install

MOST_BYTES = 1_000_000
MARK = '<meta name="generator" content="geozone '
PYTHON = f"PYTHON={getattr(sys, '_base_executable', sys.executable)}"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone in a folder with spaces in its name.

    Where a sample is enough it gets this folder's index: `.ci/run` makes one in a clone.
    """
    folder = clone(tmp_path_factory.mktemp("a place") / "geozone as cloned")
    lend_index(folder)
    return folder


@pytest.fixture(scope="module")
def said(fresh: Path) -> list[str]:
    """The lines that the first `make map` prints."""
    return run("make", "map", PYTHON, cwd=fresh).stdout.splitlines()


def test_make_map_ends_with_the_path_of_the_page(said: list[str], fresh: Path) -> None:
    page = Path(said[-1])
    assert page.is_absolute()
    assert page == fresh / "safe-zones.html"
    html = page.read_text(encoding="utf-8")
    assert html.startswith("<!DOCTYPE html>")
    assert MARK in html
    assert len(html.encode()) <= MOST_BYTES
    assert "Manbij" in html


def test_make_map_again_reinstalls_nothing_and_makes_the_same_page(
    said: list[str], fresh: Path
) -> None:
    page = Path(said[-1])
    first, installed = page.read_bytes(), (fresh / ".venv" / ".installed").stat().st_mtime_ns
    again = run("make", "map", PYTHON, cwd=fresh).stdout.splitlines()
    assert again[-1] == said[-1]
    assert not any("Setting up" in line for line in again)
    assert (fresh / ".venv" / ".installed").stat().st_mtime_ns == installed
    assert page.read_bytes() == first


def test_make_map_leaves_nothing_that_git_would_see(said: list[str], fresh: Path) -> None:
    assert said
    assert run("git", "status", "--porcelain", cwd=fresh).stdout == ""


def refused(folder: Path, python: Path) -> str:
    ended = subprocess.run(
        ["make", "map", f"PYTHON={python}"],
        cwd=folder, env=clean_environment(), capture_output=True, text=True, check=False,
        timeout=MINUTES_10,
    )  # fmt: skip
    assert ended.returncode != 0
    assert not (folder / "safe-zones.html").exists()
    line, makes_own = ended.stderr.splitlines()
    assert makes_own.startswith("make: ***")
    return line


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param(None, "there is no ", id="no python"),
        pytest.param(
            'case "$*" in *version_info*) exit 1;; --version) echo Python 3.9.2;; esac',
            "is Python 3.9.2",
            id="an old python",
        ),
        pytest.param(
            'case "$*" in *ensurepip*) exit 1;; esac', "python3-venv", id="a python without venv"
        ),
    ],
)
def test_make_map_says_in_a_line_what_the_machine_lacks(
    script: str | None, expected: str, tmp_path: Path
) -> None:
    folder = clone(tmp_path / "clone")
    python = tmp_path / "a python"
    if script is not None:
        python.write_text(f"#!/bin/sh\n{script}\n")
        python.chmod(0o755)
    assert expected in refused(folder, python)


def test_make_alone_lists_the_words(tmp_path: Path) -> None:
    folder = clone(tmp_path / "clone")
    words = {line.split()[0] for line in run("make", cwd=folder).stdout.splitlines()}
    assert words >= {
        "map",
        "test",
        "lowest",
        "lint",
        "format",
        "atlas",
        "index",
        "benchmark",
        "wheel",
    }


def test_the_checks_of_a_fresh_machine_call_the_same_words() -> None:
    script = Path(__file__).resolve().parent.parent.parent / ".ci" / "run"
    assert os.access(script, os.X_OK)
    text = script.read_text(encoding="utf-8")
    assert "\nmake lint\n" in text
    assert "\nmake test\n" in text
    assert "\nmake lowest\n" in text
    assert "GEOZONE_REQUIRE_BROWSER=1" in text
