"""What is printed on figures, read back from their live text, is what `compare` says as JSON."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import maps
from geozone import Study
from geozone.cli.shared import output
from geozone.study.curve import curves
from maps.figures import file, panels
from maps.figures.chart import curve as figure_curve
from tests.geozone.cli.test_commands import run

pytestmark = pytest.mark.one_in(2)

SVG = "{http://www.w3.org/2000/svg}"
KM_PER_MI = 1.609344
HALF = 0.05 + 0.0005  # km: texts go to 0.1, records to 0.001
NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?"


@pytest.fixture(scope="module")
def told(study: Study) -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(output, "load", lambda *_, **__: study)
        ran = run("compare", "--format", "json", "--curve")
    assert (ran.code, ran.err) == (0, "")
    return dict(json.loads(ran.out))


@pytest.fixture(scope="module")
def svgs(study: Study, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The three kinds of figure as files."""
    folder = tmp_path_factory.mktemp("figures")
    drawn = {
        "map": maps.figure(study),
        "panels": panels.panels(study),
        "curve": figure_curve.curve(study, curves(study)),
    }
    for kind, figure in drawn.items():
        file.save(figure, folder / f"{kind}.svg")
    return {kind: folder / f"{kind}.svg" for kind in drawn}


def texts(svg: Path, group: str) -> list[str]:
    """The live texts of a group, in their order."""
    root = ET.parse(svg).getroot()  # noqa: S314 - our own file
    (found,) = (each for each in root.iter(f"{SVG}g") if each.get("id") == group)
    return ["".join(each.itertext()) for each in found.iter(f"{SVG}text")]


def blocks(lines: list[str], titles: set[str]) -> dict[str, list[str]]:
    """The lines below each title, letters in discs left out."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lines:
        if line in titles:
            current = found.setdefault(line, [])
        elif len(line) > 2:
            current.append(line)
    return found


def numbers(text: str, unit: str) -> set[float]:
    """The numbers before a unit."""
    return {float(each.replace(",", "")) for each in re.findall(rf"({NUMBER}) {unit}", text)}


def drawn_zones(study: Study, told: dict[str, Any], proposal: str) -> list[dict[str, Any]]:
    """The records of a proposal's zones; of a range its outer end, as figures have it."""
    inner = {band.inner for band in study.bands}
    zones = [zone for zone in told["zones"] if zone["proposal"] == proposal]
    return [zone for zone in zones if zone["id"] not in inner]


@pytest.mark.parametrize(("kind", "group"), [("map", "legend"), ("panels", "panel-titles")])
def test_figures_beside_the_maps_are_those_of_the_json(
    kind: str, group: str, study: Study, told: dict[str, Any], svgs: dict[str, Path]
) -> None:
    proposals = {zone.proposal.title: zone.proposal.id for zone in study.zones}
    read = blocks(texts(svgs[kind], group), set(proposals))
    assert len(read) == {"map": 6, "panels": 8}[kind]
    for title, lines in read.items():
        zones = drawn_zones(study, told, proposals[title])
        text = re.split("Line that depths are measured", " · ".join(lines))[0]
        assert numbers(text, "km²") == {z["area_km2"] for z in zones if z["area_km2"] is not None}
        lengths = {zone["length_km"] for zone in zones if zone["length_km"] is not None}
        said = numbers(text, rf"km(?: \({NUMBER} mi\))? long")
        assert sorted(said) == pytest.approx(sorted(lengths), abs=HALF)
        depths = {zone["depth_said"] for zone in zones if zone["depth_said"]}
        assert all(re.search(rf"\b{re.escape(depth)} \(", text) for depth in depths)
        assert zones[0]["status"] in text


@pytest.mark.parametrize(("kind", "group"), [("map", "legend"), ("panels", "panel-titles")])
def test_each_zone_of_several_has_its_own_figures(
    kind: str, group: str, told: dict[str, Any], svgs: dict[str, Path]
) -> None:
    lines = texts(svgs[kind], group)
    zones = [zone for zone in told["zones"] if zone["proposal"] == "us-section"]
    assert len(zones) == 3
    for zone in zones:
        (line,) = (each for each in lines if re.match(rf"[A-Z][0-9] {zone['label']}: ", each))
        assert numbers(line, "km²") == {zone["area_km2"]}
        assert numbers(line, r"km(?!²)").pop() == pytest.approx(zone["length_km"], abs=HALF)


def test_miles_beside_kilometres_are_the_same_figures(svgs: dict[str, Path]) -> None:
    text = " ".join(texts(svgs["map"], "legend"))
    lengths = re.findall(rf"({NUMBER}) km \(({NUMBER}) mi\) long", text)
    areas = re.findall(rf"({NUMBER}) km² \(({NUMBER}) sq mi\)", text)
    assert min(len(lengths), len(areas)) >= 5
    for km, miles in ([float(each.replace(",", "")) for each in pair] for pair in lengths):
        assert miles == pytest.approx(km / KM_PER_MI, abs=0.05 + HALF / KM_PER_MI)
    for km2, miles2 in ([float(each.replace(",", "")) for each in pair] for pair in areas):
        # Both are the same area, each rounded to what is known: here to 10 at the coarsest.
        assert miles2 == pytest.approx(km2 / KM_PER_MI**2, abs=5 / KM_PER_MI**2 + 5)


def test_places_on_the_curve_are_reached_at_the_depths_of_the_json(
    told: dict[str, Any], svgs: dict[str, Path]
) -> None:
    (curve,) = told["curves"]
    known = {
        each["name"]: each["depth_km"]
        for each in curve["thresholds"]
        if each["kind"] == "scenario" and each["depth_km"] is not None
    }
    notes = " ".join(texts(svgs["curve"], "notes"))
    (beyond,) = re.findall(r"Deeper than 40 km: (.*?)\. [A-Z]", notes)
    printed = [*texts(svgs["curve"], "curve-places"), *beyond.split(", ")]
    read = dict(re.fullmatch(rf"(.*) ({NUMBER}) km", each).groups() for each in printed)  # type: ignore[union-attr]
    assert read.keys() == known.keys()
    for name, depth_km in known.items():
        assert float(read[name]) == pytest.approx(depth_km, abs=HALF)


def test_the_curve_is_drawn_through_the_areas_of_the_json(
    told: dict[str, Any], svgs: dict[str, Path]
) -> None:
    (curve,) = told["curves"]
    steps = np.array([(step["depth_km"], step["area_km2"]) for step in curve["steps"]])
    root = ET.parse(svgs["curve"]).getroot()  # noqa: S314 - our own file
    (group,) = (each for each in root.iter(f"{SVG}g") if each.get("id") == "curve")
    paths = [
        np.array(re.findall(r"[ML] ([-0-9.]+) ([-0-9.]+)", path.get("d", "")), dtype=float)
        for path in group.iter(f"{SVG}path")
    ]
    (drawn,) = (path for path in paths if len(path) == len(steps) > 2)
    spans = np.ptp(steps, axis=0) / np.ptp(drawn, axis=0) * [1, -1]
    read = (drawn - drawn[0]) * spans + steps[0]
    assert np.abs(read - steps).max(axis=0) == pytest.approx([0, 0], abs=10)  # areas are to 10 km²
    assert np.abs(read[:, 0] - steps[:, 0]).max() < 1e-4
    notes = " ".join(texts(svgs["curve"], "notes"))
    assert numbers(notes, "km²") == {steps[-1, 1]}
