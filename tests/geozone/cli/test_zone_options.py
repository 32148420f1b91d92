"""Options in place of a scenario: the same answers, and each wrong one a line by its name."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.geozone.cli.test_commands import COMPARED, HEADING, PAIR, PLACE, run

ASKED = ["--border", "TUR-SYR", "--into", "SYR"]
MIDDLE = ["--from", "river:Euphrates", "--to", "IRQ", "--part", "2 of 3", "--length", "140 km"]
OPTIONS = [
    *("--border", "--line", "--left", "--right", "--into", "--depth", "--from", "--to"),
    *("--part", "--length", "--anchor", "--bank", "--place"),
]


# --- answers --------------------------------------------------------------------------------------


def test_compare_gives_the_zone_of_the_shipped_scenario() -> None:
    asked = run("compare", *ASKED, "--depth", "15 km", *MIDDLE, "--format", "json").json
    shipped = run("compare", "--format", "json").json
    (zone,) = asked["zones"]
    (first,) = [each for each in shipped["zones"] if each["id"] == "us-section/first"]
    same = ("area_km2", "length_km", "sections", "side", "depth_km", "listed_places", "population")
    assert {key: zone[key] for key in same} == {key: first[key] for key in same}
    assert zone["id"] == "15"


def test_compare_has_the_fields_of_every_scenario() -> None:
    found = run("compare", *ASKED, "--depth", "5", "--depth", "5-14", "--format", "json").json
    assert set(found) == HEADING | {"zones", "pairs"}
    assert all(set(each) == COMPARED for each in found["zones"])
    assert all(set(each) == PAIR for each in found["pairs"])
    assert [each["id"] for each in found["zones"]] == ["5", "5-14/5", "5-14/14"]
    assert (found["scenario"], found["as_of"]) == ("adhoc", "2024")
    assert {each["status"] for each in found["zones"]} == {"drawn"}
    assert "not from a published proposal" in found["boundary_note"]


def test_compare_as_text_says_that_nobody_proposed_it() -> None:
    ran = run("compare", *ASKED, "--depth", "5", "--depth", "14")
    assert (ran.code, ran.err) == (0, "")
    title = "Zones of 5 and 14 km along the border Turkey–Syria, into Syria (as of 2024)"
    assert ran.out.startswith(title)
    assert re.search(r"^14 +drawn 2024 +14 km \(8\.7 mi\) +907\.2 km ", ran.out, re.MULTILINE)
    assert "zones of different depths" in ran.out
    assert "Drawn from options, not from a published proposal." in ran.out


def test_places_judges_those_that_were_named() -> None:
    ran = run(
        "places", *ASKED, "--depth", "32", "--place", "Manbij", "--place", "Tadif",
        "--format", "json",
    )  # fmt: skip
    manbij, tadif = ran.json["places"]
    assert set(manbij) == PLACE
    assert manbij["verdict"] == {"32": "inside"}
    assert tadif["verdict"] == {"32": "too-close"}


def test_places_without_a_name_says_how_to_name_one() -> None:
    ran = run("places", *ASKED, "--depth", "32")
    assert (ran.code, ran.err) == (0, "")
    assert "--place NAME" in ran.out
    assert run("places", *ASKED, "--depth", "32", "--format", "json").json["places"] == []


@pytest.mark.parametrize(
    "options",
    [
        ["--bank", "left of river:Euphrates"],
        ["--length", "20", "--anchor", "to"],
        ["--border", "IRQ-SYR"],
        ["--into", "TUR"],
        ["--from", "Jarabulus", "--to", "km 500"],
    ],
    ids=" ".join,
)
def test_every_option_is_heard(options: list[str]) -> None:
    whole = run("compare", *ASKED, "--depth", "2", "--format", "json").json["zones"][0]
    piece = run("compare", *ASKED, "--depth", "2", *options, "--format", "json").json["zones"][0]
    assert piece["area_km2"] != whole["area_km2"]


def test_map_writes_a_page_from_the_outside(tmp_path: Path) -> None:
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    end = subprocess.run(
        [
            *(sys.executable, "-m", "geozone.cli", "map", *ASKED, "--depth", "15 km", *MIDDLE),
            *("--place", "Manbij", "-o", "zone.html"),
        ],
        capture_output=True, text=True, check=False, timeout=120, cwd=tmp_path, env=plain,
    )  # fmt: skip
    assert (end.returncode, end.stderr) == (0, "")
    page = tmp_path / "zone.html"
    assert end.stdout.splitlines()[-1] == str(page)
    text = page.read_text(encoding="utf-8")
    title = (
        "Zone of 15 km along the border Turkey–Syria, into Syria, from the Euphrates to Iraq, "
        "part 2 of 3, 140 km long"
    )
    assert f"<title>{title}</title>" in text
    for said in ("Drawn by rule", "Drawn from options", "drawn with border data of about 2024"):
        assert said in text
    for claim in ("Proposals, not control", "What was proposed", "Place of this scenario"):
        assert claim not in text


def test_export_writes_zones_that_say_that_nobody_proposed_them(tmp_path: Path) -> None:
    path = tmp_path / "zone.geojson"
    ran = run("export", *ASKED, "--depth", "5-14", "-o", str(path))
    assert ran.code == 0
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert [each["properties"]["id"] for each in features] == ["5-14/5", "5-14/14"]
    for each in features:
        assert each["properties"]["status"] == "drawn"
        assert "not from a published proposal" in each["properties"]["boundary_note"]


def test_map_of_the_shipped_scenario_speaks_of_proposals(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("map", "-o", str(page)).code == 0
    text = page.read_text(encoding="utf-8")
    assert "Proposals, not control" in text
    assert "Drawn by rule" not in text


# --- trouble --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--border", "TURSYR"], "--border = TURSYR: expected two neighbours"),
        (["--border", "TUR-SIR"], "--border = TUR-SIR: .*did you mean .*SYR"),
        (["--border", "TUR-JOR"], "--border = TUR-JOR: .*TUR borders"),
        (["--into", "IRN"], "--into = IRN: expected a country at this line: TUR, SYR"),
        (["--depth", "-5"], "--depth = -5: expected a distance above 0"),
        (["--depth", "14-5"], "--depth = 14-5: expected the lower number"),
        (["--depth", "15", "--depth", "15 km"], "--depth = 15 km: expected each depth once"),
        (["--depth", ""], "--depth: expected a distance"),
        (["--from", "Manbji"], "--from = Manbji: .*Manbij"),
        (["--to", "IRN"], "--to = IRN: expected an end of TUR-SYR"),
        (["--part", "2/3"], '--part = 2/3: expected "2 of 3"'),
        (["--length", "2000"], "--length = 2000 km: expected a length .* at most the 907.2 km"),
        (["--anchor", "from"], "--anchor = from: expected a length"),
        (["--bank", "left of river:Tigris"], "--bank = river:Tigris: .* runs along it"),
        (["--place", "Manbji"], "--place = Manbji: .*Manbij"),
        (["--place", "Tripoli"], '--place = Tripoli: .*"Tripoli, LBY"'),
        (["--place", "x\x1b[31m"], r"--place = x\\x1b\[31m: "),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_option_is_one_line_with_its_name(
    options: list[str], line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    good = {"--border": "TUR-SYR", "--into": "SYR", "--depth": "5"}
    rest = [word for name in good if name not in options for word in (name, good[name])]
    for command in ("map", "compare") if options[0] in ("--border", "--place") else ("compare",):
        ran = run(command, *rest, *options)
        assert (ran.code, ran.out) == (2, "")
        assert re.match(f"geozone: {line}", ran.err)
        assert len(ran.err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("missing", ["--into", "--depth"])
def test_a_missing_option_is_one_line_with_its_name(missing: str) -> None:
    given = {"--into": "SYR", "--depth": "5"}
    del given[missing]
    ran = run("compare", "--border", "TUR-SYR", *next(iter(given.items())))
    assert (ran.code, ran.out) == (2, "")
    assert re.match(rf"geozone: {missing}: expected .*\(it is missing\)", ran.err)
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("option", OPTIONS[4:])
def test_without_a_border_the_other_options_are_refused(option: str) -> None:
    ran = run("compare", option, "SYR")
    assert (ran.code, ran.out) == (2, "")
    assert f"{option} needs --border A-B" in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("command", ["map", "compare", "places", "export"])
def test_a_scenario_and_options_are_not_mixed(command: str, option: str) -> None:
    file = ["-o", "zones.gpkg"] if command == "export" else []
    ran = run(command, "turkey-syria", option, "TUR-SYR", *file)
    assert (ran.code, ran.out) == (2, "")
    assert f"a SCENARIO or {option}, not both" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_every_fault_is_a_line() -> None:
    ran = run("compare", "--border", "TUR-SIR", "--into", "XX", "--depth", "x", "--part", "2/3")
    assert ran.code == 2
    assert sorted(line.split(" ")[0] for line in ran.err.splitlines()) == [
        "--border", "--depth", "--into", "--part",
    ]  # fmt: skip


@pytest.mark.parametrize("command", ["map", "compare", "places", "export"])
def test_help_names_every_option_and_shows_an_example(command: str) -> None:
    ran = run(command, "--help")
    assert ran.code == 0
    for option in OPTIONS:
        assert re.search(rf"^ +{option} ", ran.out, re.MULTILINE)
    assert f"geozone {command} --border TUR-SYR --into SYR --depth" in ran.out
    assert "5-14/14" in ran.out
