"""Every shipped scenario, from the installed wheel: its page, its tables, its files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.install.fresh import ROOT, run

pytestmark = [pytest.mark.install, pytest.mark.one_in(3)]

SCENARIOS = sorted(path.stem for path in (ROOT / "geozone" / "scenarios").glob("*.toml"))
ENDINGS = (".geojson", ".gpkg", ".fgb", ".kml", ".shp.zip")


def test_seven_scenarios_are_shipped() -> None:
    assert len(SCENARIOS) == 7


@pytest.mark.parametrize("name", SCENARIOS)
def test_page_tables_and_files_are_made(name: str, installed: Path, elsewhere: Path) -> None:
    script = f"""
import geozone, maps
from geozone import export
study = geozone.load({name!r})
maps.save(maps.draw(study), "map.html")
geozone.compare(study).to_json("compare.json", orient="records")
for ending in {ENDINGS!r}:
    export.write(study, "zones" + ending)
"""
    run(installed / "python", "-W", "error", "-c", script, cwd=elsewhere)
    page = (elsewhere / "map.html").read_text(encoding="utf-8")
    assert len(page.encode()) <= 1_500_000
    assert "</html>" in page[-200:]  # the mark of a file that nobody has changed follows
    rows = json.loads((elsewhere / "compare.json").read_text(encoding="utf-8"))
    assert rows
    features = json.loads((elsewhere / "zones.geojson").read_text(encoding="utf-8"))["features"]
    assert len(features) == len(rows)
    for ending in ENDINGS:
        assert (elsewhere / f"zones{ending}").stat().st_size > 1000


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_command_judges_its_places(name: str, installed: Path, elsewhere: Path) -> None:
    said = run(installed / "geozone", "places", name, "--format", "json", cwd=elsewhere).stdout
    places = json.loads(said)["places"]
    assert len(places) > 5
    words = {word for place in places for word in place["verdict"].values()}
    assert "outside" in words
    assert words <= {"inside", "outside", "too-close"}
