"""The documentation, built once for all tests, from a copy of the repository."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sphinx

from tests.docs.site import Site

ROOT = Path(__file__).resolve().parents[2]
ONE_NOTEBOOK = "01-first-zone"  # run here; test_notebooks.py runs all four
SECONDS = 600  # on a busy machine
NOT_COPIED = {"build", "dist", "sources", "__pycache__"}
HIDDEN_BUT_COPIED = {".ci", ".github"}


def left_out(folder: str, names: list[str]) -> set[str]:
    """What is not copied: what was made here, and what only development needs."""
    hidden = {name for name in names if name.startswith(".")} - HIDDEN_BUT_COPIED
    out = hidden | (NOT_COPIED & set(names))
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


def signature() -> str:
    """What the site would be built from now, and with what: another one, another site."""
    signed = hashlib.sha256(f"{sys.version} {sphinx.__version__}".encode())
    for folder, folders, names in os.walk(ROOT):
        out = left_out(folder, folders + names)
        folders[:] = sorted(name for name in folders if name not in out)
        for name in sorted(name for name in names if name not in out):
            path = Path(folder, name)
            found = path.stat()
            signed.update(f"{path} {found.st_size} {found.st_mtime_ns}\0".encode())
    return signed.hexdigest()


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder of the build; processes of pytest-xdist and the runs of `make test` share it."""
    folder = ROOT / "build" / "docs-tests"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        now, file = signature(), folder / "signature"
        if not file.exists() or file.read_text() != now:
            for old in ("repository", "doctrees", "site"):
                shutil.rmtree(folder / old, ignore_errors=True)
            build(folder)
            file.write_text(now)
    return folder


@pytest.fixture(scope="session")
def site(built: Path) -> Site:
    said = (built / "said").read_text(encoding="utf-8")
    assert said.startswith("0\n"), said
    return Site((built / "site").resolve())
