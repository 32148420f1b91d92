"""Entries of a scenario file are typed: mypy knows each key, and what its value is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from geozone.scenario.format.entry import Key
from geozone.scenario.format.keys import KINDS

SNIPPET = """\
from typing import assert_type
from geozone.lines.said import End
from geozone.quantities import Quantity
from geozone.scenario.format.keys import File, Source, Stretch, Zone

def good(file: File, zone: Zone, stretch: Stretch, source: Source) -> None:
    assert_type(zone.depth, Quantity | None)
    assert_type(stretch.from_, End)
    assert_type(source.title, str)
    assert_type(file.proposal[0].zone[0].into, tuple[str, ...] | None)

def bad(zone: Zone, source: Source) -> None:
    zone.dept
    Zone.labl
    source.title + 1
    zone.depth.low
"""
# Whole packages are not followed from their doors, which name all of geozone: 2 s instead of 20.
CONFIG = """\
[mypy]
strict = true
[mypy-geozone,gazetteer]
follow_imports = skip
[mypy-geozone.*,gazetteer.*]
follow_imports = silent
"""
ROOT = Path(__file__).parents[4]


def test_a_mistyped_key_is_an_error_of_mypy(tmp_path: Path) -> None:
    (tmp_path / "mypy.ini").write_text(CONFIG)
    snippet = tmp_path / "snippet.py"
    snippet.write_text(SNIPPET)
    asked = ["--config-file", str(tmp_path / "mypy.ini"), "--cache-dir", str(tmp_path / "cache")]
    found = subprocess.run(
        [sys.executable, "-m", "mypy", *asked, str(snippet)],
        cwd=ROOT, env={"MYPYPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    errors = [line.split("error: ")[1] for line in found.stdout.splitlines() if "error: " in line]
    assert [error.partition(";")[0].partition("  [")[0] for error in errors] == [
        '"Zone" has no attribute "dept"',
        '"type[Zone]" has no attribute "labl"',
        'Unsupported operand types for + ("str" and "int")',
        'Item "None" of "Quantity | None" has no attribute "low"',
    ], found.stdout + found.stderr


def test_every_key_has_one_name_and_is_read_by_it() -> None:
    for kind in KINDS:
        attributes = {name: key for name, key in vars(kind).items() if isinstance(key, Key)}
        keys = kind.keys()
        assert {name.rstrip("_") for name in attributes} == set(keys)
        entry = kind("", {}, {name: name for name in keys}, frozenset(keys))
        for name, key in attributes.items():
            assert getattr(kind, name) is key
            assert getattr(entry, name) == key.name
