"""A wheel built from a clean copy of HEAD and an environment that holds nothing else.

Each is made once for all processes. What git does not hold is not there, and neither are the
settings of the environment that runs the tests.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.install.fresh import ROOT, clone, install, lend_index, run
from tests.once import made_once


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist and the wheel; the wheel is built from the sdist.

    Where a sample is enough, the wheel is built from the copy, with the index of this folder if it
    is that of the copy. `make lowest` builds from the sdist, which makes an index of its own.
    """

    def make(folder: Path) -> None:
        source = clone(folder / "a clean copy")
        kinds = ["--sdist", "--wheel"] if lend_index(source) else []
        run(sys.executable, "-m", "build", *kinds, "--outdir", folder / "dist", source, cwd=folder)

    return made_once(tmp_path_factory, "built", make) / "dist"


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of an environment that holds the wheel and what it requires, and nothing else."""

    def make(folder: Path) -> None:
        install(folder, wheel)

    return made_once(tmp_path_factory, "an empty environment", make) / "bin"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder from which no file of the repository can be seen."""
    assert ROOT not in tmp_path.parents
    return tmp_path
