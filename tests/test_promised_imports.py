"""The imports that README, guides and notebooks show work, whichever room the code stands in."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

IMPORTED = [
    *(("gazetteer", name) for name in ("Gazetteer", "Place", "UnknownName", "AmbiguousName")),
    *(("geozone", name) for name in ("Border", "Own", "Piece", "Side", "Study", "Zone")),
    *(("geozone", name) for name in ("along", "buffer", "compare", "depth_curve", "distance_km")),
    *(("geozone", name) for name in ("geometry_of", "judge_all", "load", "nearest_points")),
    *(("geozone", name) for name in ("places_within", "GeozoneError", "Refused", "ScenarioError")),
    *(("geozone", name) for name in ("border", "zone", "adhoc", "export", "verdict", "geodesy")),
    ("geozone.border", "Border"),
    ("geozone.border", "Section"),
    ("geozone.zone", "Side"),
    ("geozone.zone", "Zone"),
    ("geozone.adhoc", "Own"),
    ("geozone.adhoc", "Piece"),
    ("geozone.verdict", "judge"),
    ("geozone.verdict", "judge_all"),
    ("geozone.export", "check"),
    ("geozone.export", "write"),
    ("geozone.geodesy", "area_m2"),
    ("geozone.errors", "ScenarioError"),
    ("geozone.quantities", "Quantity"),
    ("maps.house_style", "read"),
    *(("maps", name) for name in ("draw", "figure", "report", "save")),
]


@pytest.mark.parametrize(("module", "name"), IMPORTED)
def test_a_promised_name_can_be_imported(module: str, name: str) -> None:
    assert getattr(import_module(module), name) is not None


def test_a_thin_module_gives_the_thing_itself() -> None:
    for module, *rooms in (
        ("border", "lines.border"),
        ("zone", "zones.side", "zones.zone"),
        ("adhoc", "study.from_options"),
        ("verdict", "zones.verdict"),
        ("geodesy", "ellipsoid.geodesy"),
    ):
        thin = import_module(f"geozone.{module}")
        real = [import_module(f"geozone.{room}") for room in rooms]
        assert thin.__all__
        for name in thin.__all__:
            assert any(getattr(thin, name) is getattr(each, name, None) for each in real)


def test_what_guides_reach_as_an_attribute_is_there_without_an_import_of_its_own() -> None:
    script = (
        "import geozone, maps\n"
        "print(geozone.border.Border, geozone.zone.Side, geozone.adhoc.Own, geozone.export.write,\n"
        "      geozone.own_places.read, geozone.verdict.judge_all, geozone.geodesy.area_m2,\n"
        "      maps.house_style.read, maps.figure_file.save, maps.figure, maps.report)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, timeout=60)
