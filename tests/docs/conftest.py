"""The documentation, built once for all tests, from a copy of the repository."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.site import Site

ROOT = Path(__file__).resolve().parents[2]
ONE_NOTEBOOK = "01-first-zone"  # run here; test_notebooks.py runs all four
SECONDS = 600  # on a busy machine
NOT_COPIED = {"build", "dist", "sources", "tests", "__pycache__"}


def left_out(folder: str, names: list[str]) -> set[str]:
    """What is not copied: what was made here, and what only development needs."""
    out = {name for name in names if name in NOT_COPIED or name.startswith(".")}
    if Path(folder) == ROOT / "docs":
        out.add("made")
    if Path(folder) == ROOT / "docs" / "notebooks":
        out |= {name for name in names if name.endswith(".ipynb")}
    return out


def build(folder: Path) -> None:
    copy = folder / "repository"  # a build writes beside its sources
    shutil.copytree(ROOT, copy, ignore=left_out)
    ran = subprocess.run(
        [
            sys.executable, "-m", "sphinx", "--fail-on-warning", "--keep-going", "--quiet",
            "-D", f"run_notebooks={ONE_NOTEBOOK}", "-d", folder / "doctrees",
            "docs", folder / "site",
        ],
        cwd=copy,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )  # fmt: skip
    (folder / "said").write_text(f"{ran.returncode}\n{ran.stdout}{ran.stderr}", encoding="utf-8")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the build; several processes of pytest-xdist share one."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "documentation"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "said").exists():
            build(folder)
    return folder


@pytest.fixture(scope="session")
def site(built: Path) -> Site:
    said = (built / "said").read_text(encoding="utf-8")
    assert said.startswith("0\n"), said
    return Site((built / "site").resolve())
