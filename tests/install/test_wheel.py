"""The wheel: all that is needed is in it, nothing else, and it works where nothing else is."""

from __future__ import annotations

import json
import subprocess
import tarfile
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from tests.install.fresh import MINUTES_10, ROOT, clean_environment, pip, run

pytestmark = pytest.mark.install

# What each part of the wheel may weigh, packed, in MB; all together at most 75. A part's files are
# those that begin with one of its names; all that belongs to no part is code.
BUDGET_MB = {
    "land, borders, rivers": (40, ("geozone/data/land-", "geozone/data/borders-",
                                   "geozone/data/rivers-", "geozone/data/countries-")),
    "named lines": (1, ("geozone/data/lines",)),
    "divisions": (5, ("geozone/data/divisions-",)),
    "relief and seas": (3, ("geozone/data/relief-", "geozone/data/seas-")),
    "places": (20, ("gazetteer/data/",)),
    "fonts": (1, ("maps/assets/fonts/",)),
    "code": (5, ()),
}  # fmt: skip
MOST_MB = 75
MOST_BYTES_OF_INDEX = 40_000_000
INDEX = "gazetteer/data/places.index"
NEEDED = [
    INDEX,
    "gazetteer/data/supplement/regions.toml",
    "gazetteer/data/divisions-ccby.csv",
    "gazetteer/data/territories-unicode.csv",
    "gazetteer/data/ranks-publicdomain.csv",
    "gazetteer/data/waters-lgpl.csv",
    "gazetteer/data/waters-odbl.csv",
    "gazetteer/data/LICENSE-CC-BY-4.0.txt",
    "gazetteer/data/LICENSE-LGPL-3.0.txt",
    "gazetteer/data/LICENSE-ODbL-1.0.txt",
    "gazetteer/data/LICENSE-Unicode-3.0.txt",
    "gazetteer/data/README.md",
    "geozone/data/land-odbl.gpkg",
    "geozone/data/lines-odbl.gpkg",
    "geozone/data/lines-publicdomain.gpkg",
    "geozone/data/lines.toml",
    "geozone/data/rivers-lgpl.gpkg",
    "geozone/data/countries-ccby.csv",
    "geozone/data/borders-odbl.csv",
    "geozone/data/SHA256SUMS",
    "geozone/data/README.md",
    "geozone/data/LICENSE-ODbL-1.0.txt",
    "geozone/data/LICENSE-LGPL-3.0.txt",
    "geozone/data/LICENSE-CC-BY-4.0.txt",
    "geozone/scenarios/scenario.schema.json",
    "geozone/scenarios/turkey-syria.toml",
    "geozone/scenarios/turkey-syria-published.toml",
    "maps/words/text/territories.json",
    "maps/words/text/LICENSE-Unicode-3.0.txt",
    "gazetteer/py.typed",
    "geozone/py.typed",
    "maps/py.typed",
]


@pytest.fixture(scope="module")
def contents(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        assert archive.testzip() is None
        return set(archive.namelist())


def tracked(*folders: str) -> set[str]:
    return set(run("git", "ls-tree", "-r", "--name-only", "-z", "HEAD", "--", *folders, cwd=ROOT)
               .stdout.split("\0")) - {""}  # fmt: skip


def test_the_wheel_holds_every_file_that_is_needed(contents: set[str]) -> None:
    assert not set(NEEDED) - contents


def test_the_wheel_holds_every_file_of_the_three_packages(contents: set[str]) -> None:
    assert not tracked("gazetteer", "geozone", "maps") - contents


def test_the_wheel_holds_nothing_else(contents: set[str]) -> None:
    other = {name for name in contents if ".dist-info/" not in name}
    assert other - tracked("gazetteer", "geozone", "maps") == {INDEX}


def test_the_wheel_names_its_licence_and_carries_it(contents: set[str], wheel: Path) -> None:
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in contents)
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (each for each in contents if each.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(archive.read(name).decode())
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Requires-Python"] == ">=3.11"


def test_the_wheel_is_light_enough(wheel: Path) -> None:
    weighs_mb = dict.fromkeys(BUDGET_MB, 0.0)
    with zipfile.ZipFile(wheel) as archive:
        for each in archive.infolist():
            parts = (part for part, (_, names) in BUDGET_MB.items()
                     if each.filename.startswith(names))  # fmt: skip
            weighs_mb[next(parts, "code")] += each.compress_size / 1e6
        index = archive.getinfo(INDEX)
    assert {part: mb for part, mb in weighs_mb.items() if mb > BUDGET_MB[part][0]} == {}
    assert sum(most for most, _ in BUDGET_MB.values()) <= MOST_MB
    assert wheel.stat().st_size <= MOST_MB * 1e6
    assert index.file_size <= MOST_BYTES_OF_INDEX


def test_the_sdist_carries_sources_and_not_the_index(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert INDEX not in names
    assert names >= {*NEEDED, "Makefile", "hatch_build.py", "LICENSE"} - {INDEX}


# --- installed, from another folder ---------------------------------------------------------------


def geozone(installed: Path, elsewhere: Path, *arguments: str) -> str:
    return run(installed / "geozone", *arguments, cwd=elsewhere).stdout


def test_the_installed_command_has_help(installed: Path, elsewhere: Path) -> None:
    assert geozone(installed, elsewhere, "--help").startswith("Usage: geozone")


def test_the_installed_command_makes_the_map(installed: Path, elsewhere: Path) -> None:
    last = geozone(installed, elsewhere, "map").splitlines()[-1]
    assert Path(last) == elsewhere / "safe-zones.html"
    page = Path(last).read_text(encoding="utf-8")
    assert '<meta name="generator" content="geozone ' in page
    assert len(page.encode()) <= 1_000_000


def test_the_installed_command_compares(installed: Path, elsewhere: Path) -> None:
    found = json.loads(geozone(installed, elsewhere, "compare", "--format", "json"))
    zones = {zone["id"]: zone for zone in found["zones"]}
    assert zones["us-section/first"]["length_km"] == 140.0


@pytest.mark.one_in(3)
@pytest.mark.parametrize("ending", [".geojson", ".gpkg", ".fgb", ".kml", ".shp.zip"])
def test_the_installed_command_exports(ending: str, installed: Path, elsewhere: Path) -> None:
    last = geozone(installed, elsewhere, "export", "-o", f"zones{ending}").splitlines()[-1]
    assert Path(last) == elsewhere / f"zones{ending}"
    assert Path(last).stat().st_size > 100_000


def test_the_installed_command_judges_places(installed: Path, elsewhere: Path) -> None:
    found = json.loads(geozone(installed, elsewhere, "places", "--format", "json"))
    manbij = next(place for place in found["places"] if place["asked"] == "Manbij")
    assert manbij["verdict"]["turkish-demand"] == "inside"


def test_the_installed_command_resolves_names(installed: Path, elsewhere: Path) -> None:
    found = json.loads(geozone(installed, elsewhere, "resolve", "Manbij", "--format", "json"))
    assert found["results"][0]["country"] == "SYR"


def test_the_installed_command_checks_a_file(installed: Path, elsewhere: Path) -> None:
    source = (ROOT / "geozone" / "scenarios" / "turkey-syria.toml").read_text(encoding="utf-8")
    (elsewhere / "mine.toml").write_text(source, encoding="utf-8")
    assert geozone(installed, elsewhere, "check", "mine.toml").startswith("mine.toml: good")


def test_the_installed_command_lists_scenarios(installed: Path, elsewhere: Path) -> None:
    assert "turkey-syria" in geozone(installed, elsewhere, "scenarios")


def test_the_installed_packages_come_from_the_wheel_alone(installed: Path, elsewhere: Path) -> None:
    code = (
        "import gazetteer, geozone, maps; print(*(p.__file__ for p in (gazetteer, geozone, maps)))"
    )
    folder = str(installed.parent)
    files = run(installed / "python", "-c", code, cwd=elsewhere).stdout.split(".py")
    assert all(folder in each for each in files[:3])


@pytest.mark.parametrize("name", ["tests", "scripts", "benchmarks", "notebooks", "hatch_build"])
def test_nothing_of_the_workshop_is_installed(name: str, installed: Path, elsewhere: Path) -> None:
    ended = subprocess.run(
        [installed / "python", "-c", f"import {name}"],
        cwd=elsewhere, env=clean_environment(), capture_output=True, text=True, check=False,
        timeout=MINUTES_10,
    )  # fmt: skip
    assert f"No module named '{name}'" in ended.stderr


def test_what_is_installed_fits_together(installed: Path) -> None:
    assert "No broken requirements" in pip(installed.parent, "check")


def test_a_python_script_of_ten_lines_works(installed: Path, elsewhere: Path) -> None:
    script = """
import geozone, maps
study = geozone.load("turkey-syria")
print(len(study.zones.to_frame()), len(geozone.compare(study)))
maps.save(maps.draw(study), "mine.html")
"""
    said = run(installed / "python", "-W", "error", "-c", script, cwd=elsewhere).stdout
    zones, rows = said.split()
    assert zones == rows
    assert (elsewhere / "mine.html").stat().st_size <= 1_000_000
