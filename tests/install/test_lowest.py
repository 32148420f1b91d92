"""The lowest versions that are declared do what users do, and give what the newest give.

An empty environment of the oldest supported Python holds the wheel and exactly the lower bounds of
pyproject.toml. Warnings are errors there, too. `make lowest` runs them, `make test` does not.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from packaging.version import Version

from tests.install.fresh import MINUTES_10, ROOT, clean_environment, install, pip, run
from tests.install.lowest import EXTRAS, constraints, declared, lowest, project
from tests.once import made_once

pytestmark = [pytest.mark.install, pytest.mark.lowest]

# A quick part of the suite that wants nothing beyond what is named here; and not the oracle, which
# itself hands pyproj arrays of one value (see `geozone.ellipsoid.geodesy.for_pyproj`).
CORE = [
    "tests/gazetteer/test_names.py",
    "tests/gazetteer/index_file/test_index.py",
    "tests/geozone/test_quantities.py",
    "tests/geozone/study/test_population.py",
]
CORE_WANTS = ["pytest>=8.3", "hypothesis>=6.100", "geographiclib>=2.0", "scipy>=1.14"]


def oldest_python() -> str:
    """The oldest Python that pyproject.toml supports, as a command."""
    wanted = project()["requires-python"].removeprefix(">=")
    if f"{sys.version_info[0]}.{sys.version_info[1]}" == wanted:
        return str(getattr(sys, "_base_executable", sys.executable))
    found = shutil.which(f"python{wanted}")
    if found is None:
        pytest.skip(f"the lowest versions are tried with python{wanted}, which is not here")
    return found


@pytest.fixture(scope="module")
def bin_of_lowest(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "the lowest versions", partial(make, wheel)) / "bin"


def make(wheel: Path, folder: Path) -> None:
    """Make an environment there that holds the wheel and the lowest versions."""
    exact = folder / "lowest.txt"
    exact.write_text(constraints(), encoding="utf-8")
    what = (f"{wheel}[{','.join(EXTRAS)}]", *CORE_WANTS)
    only = ("--only-binary", ":all:", "--constraint", exact)
    try:
        install(folder, *only, *what, python=oldest_python())
    except pytest.fail.Exception as failed:
        pytest.fail(
            "the lowest versions of pyproject.toml cannot be installed together as wheels: "
            f"raise the bound that pip names below to a version that can be had\n{failed.msg}"
        )


@pytest.fixture
def strict(bin_of_lowest: Path, elsewhere: Path) -> tuple[tuple[str | Path, ...], Path]:
    """How a command is begun there, and the folder in which it runs."""
    return (bin_of_lowest / "python", "-W", "error", "-m", "geozone.cli"), elsewhere


def test_exactly_the_lowest_versions_are_installed(bin_of_lowest: Path, elsewhere: Path) -> None:
    code = (
        "import json; from importlib.metadata import distributions;"
        "print(json.dumps({each.name.lower(): each.version for each in distributions()}))"
    )
    found = json.loads(run(bin_of_lowest / "python", "-c", code, cwd=elsewhere).stdout)
    for each in declared():
        assert Version(found[each.name.lower()]) == Version(lowest(each)), each.name
    assert "No broken requirements" in pip(bin_of_lowest.parent, "check")


def test_the_page_and_the_figures_are_those_of_the_newest_versions(
    bin_of_lowest: Path, installed: Path, elsewhere: Path
) -> None:
    script = """
import sys, json
import geozone, maps
study = geozone.load("turkey-syria")
maps.save(maps.draw(study), sys.argv[1] + ".html")
geozone.compare(study).to_json(sys.argv[1] + ".json", orient="records")
"""
    for name, folder in (("lowest", bin_of_lowest), ("newest", installed)):
        run(folder / "python", "-W", "error", "-c", script, name, cwd=elsewhere)
    for ending in (".html", ".json"):
        old, new = (
            (elsewhere / f"{name}{ending}").read_text("utf-8") for name in ("lowest", "newest")
        )
        assert old == new


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "fgb", "parquet", "kml", "shp.zip"])
def test_a_study_is_exported(ending: str, strict: tuple[tuple[str | Path, ...], Path]) -> None:
    geozone, folder = strict
    run(*geozone, "export", "korea-dmz", "-o", f"zones.{ending}", cwd=folder)
    assert (folder / f"zones.{ending}").stat().st_size > 10_000


@pytest.mark.parametrize(
    "arguments",
    [
        ["map", "korea-dmz", "--tiles", "OpenStreetMap.Mapnik", "-o", "made.html"],
        ["figure", "--panels", "-o", "made.png"],
        ["figure", "korea-dmz", "-o", "made.svg"],
        ["figure", "korea-dmz", "-o", "made.pdf"],
        ["report", "korea-dmz", "-o", "made.html"],
        ["report", "korea-dmz", "-o", "made.md"],
        ["report", "korea-dmz", "-o", "made.docx"],
    ],
    ids=" ".join,
)
def test_a_study_is_drawn_and_written_up(
    arguments: list[str], strict: tuple[tuple[str | Path, ...], Path]
) -> None:
    geozone, folder = strict
    run(*geozone, *arguments, cwd=folder)
    assert (folder / arguments[-1]).stat().st_size > 5_000


def test_a_mistake_is_one_line(bin_of_lowest: Path, elsewhere: Path) -> None:
    """click below 8.2 lacks what tells a mistake from a call for help."""
    ended = subprocess.run(
        [bin_of_lowest / "geozone", "map", "--nonsense"],
        cwd=elsewhere, env=clean_environment(), capture_output=True, text=True, check=False,
        timeout=MINUTES_10,
    )  # fmt: skip
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert "--nonsense" in ended.stderr


def test_names_are_resolved(strict: tuple[tuple[str | Path, ...], Path]) -> None:
    geozone, folder = strict
    said = run(*geozone, "resolve", "Kobanê", "منبج", "--format", "json", cwd=folder).stdout
    assert [each["country"] for each in json.loads(said)["results"]] == ["SYR", "SYR"]


def test_values_show_themselves_in_a_notebook(bin_of_lowest: Path, elsewhere: Path) -> None:
    script = """
import geozone, maps
from geozone.border import Border
study = geozone.load("turkey-syria")
shown = [
    study._repr_html_(), study.zones["us-section/first"]._repr_html_(),
    Border.between("TUR", "SYR")._repr_html_(), maps.draw(study)._repr_html_(),
    study.zones.to_frame()._repr_html_(), geozone.compare(study)._repr_html_(),
]
print([len(each) > 200 for each in shown])
"""
    said = run(bin_of_lowest / "python", "-W", "error", "-c", script, cwd=elsewhere).stdout
    assert said.strip() == str([True] * 6)


def test_the_core_of_the_suite_passes(bin_of_lowest: Path, elsewhere: Path) -> None:
    """The tests alone are copied: what they import is the wheel."""
    shutil.copytree(
        ROOT / "tests", elsewhere / "tests", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", elsewhere)
    said = run(
        bin_of_lowest / "python", "-m", "pytest", "--quiet", "-p", "no:cacheprovider", *CORE,
        cwd=elsewhere,
    ).stdout  # fmt: skip
    assert " passed" in said
    assert "skipped" not in said
