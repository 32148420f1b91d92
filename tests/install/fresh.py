"""What a newly opened terminal on a fresh machine would have: its environment, HEAD as cloned."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sampling import is_sampling

ROOT = Path(__file__).resolve().parent.parent.parent
MINUTES_10 = 600
INDEX = Path("gazetteer", "data", "places.index")


def clean_environment() -> dict[str, str]:
    """What a newly opened terminal would have."""
    ours = ("MAKE", "MFLAGS", "VIRTUAL_ENV", "PYTHON", "PYTEST", "GEOZONE", "COVERAGE", "GIT_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    here = str(Path(sys.prefix) / "bin")
    folders = [folder for folder in kept["PATH"].split(os.pathsep) if folder != here]
    return {**kept, "PATH": os.pathsep.join(folders)}


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that must succeed; what it said is shown if it does not."""
    ran = subprocess.run(
        [str(part) for part in command],
        cwd=cwd, env=clean_environment(), capture_output=True, text=True, check=False,
        timeout=MINUTES_10,
    )  # fmt: skip
    if ran.returncode:
        said = f"{ran.stdout[-3000:]}\n{ran.stderr[-3000:]}"
        pytest.fail(f"{' '.join(map(str, command))} ended with {ran.returncode}:\n{said}")
    return ran


def clone(folder: Path) -> Path:
    """HEAD of this repository, as anybody would get it."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("HEAD is cloned: this needs git and a checkout of the repository")
    run("git", "clone", "--quiet", ROOT, folder, cwd=folder.parent)
    return folder


def lend_index(source: Path) -> bool:
    """Where a sample is enough, give a clone this folder's index, which is a minute's work.

    Installing and building take it if it is that of the clone, and else make one.
    """
    if not (is_sampling() and (ROOT / INDEX).exists()):
        return False
    shutil.copy(ROOT / INDEX, source / INDEX)
    return True


def pip(environment: Path, *words: str | Path) -> str:
    """What pip says of an environment, which needs no pip of its own."""
    here = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python"]
    return run(*here, environment / "bin" / "python", *words, cwd=environment).stdout


def install(environment: Path, *what: str | Path, python: str = sys.executable) -> None:
    """Make an environment there that holds what is named, what that requires, and nothing else.

    pip compiles nothing: Python compiles what a test imports, which is a small part.
    """
    run(python, "-m", "venv", "--without-pip", environment, cwd=environment)
    pip(environment, "install", "--quiet", "--no-compile", *what)
