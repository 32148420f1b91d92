"""The shipped atlas is what its sources give."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.install.fresh import ROOT

DATA = ROOT / "geozone" / "data"


@pytest.mark.install
@pytest.mark.skipif(
    not (ROOT / "scripts" / "sources").is_dir(), reason="the sources are not fetched"
)
def test_rebuilding_gives_the_same_bytes(tmp_path: Path) -> None:
    script = ROOT / "scripts" / "build_atlas.py"
    subprocess.run([sys.executable, script, "--into", tmp_path], check=True)
    for name in sorted(path.name for path in DATA.iterdir() if path.is_file()):
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), name
