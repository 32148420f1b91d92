"""What each command answers, as text and as JSON, and how it says that something is wrong."""

from __future__ import annotations

import contextlib
import io
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from geozone.cli import main

HEADING = {"scenario", "as_of", "border_data", "boundary_note", "attributions", "sources"}
HEADING |= {"title", "notes"}
BORDER_DATA = {"title", "source", "version", "date", "licence", "tolerance_m"}
ZONE = {
    "id", "proposal", "label", "title", "by", "date", "status", "stages", "side", "depth_km",
    "sections", "length_km", "area_km2", "tolerance_m", "said", "reading", "assumed", "sources",
    "notes",
}  # fmt: skip
COMPARED = ZONE | {
    "depth_said", "depth_mi", "listed_places", "listed_100000_up", "listed_10000_to_99999",
    "listed_1000_to_9999", "listed_under_1000", "listed_size_unknown", "population_known_for",
    "population", "people_least", "people_most", "people_per_km2_least", "people_per_km2_most",
}  # fmt: skip
PAIR = {
    "a", "b", "overlap_km2", "only_a_km2", "only_b_km2", "overlap_pct_of_a", "overlap_pct_of_b",
    "only_a_pct_of_a", "only_b_pct_of_b", "listed_both", "listed_only_a", "listed_only_b",
}  # fmt: skip
PLACE = {
    "name", "asked", "lon", "lat", "country", "distance_km", "nearest_lon", "nearest_lat",
    "chainage_km", "verdict", "margin_km", "other", "source", "uncertainty_km",
}  # fmt: skip
SMALL = """
format = 1
title = "{title}"
as_of = "2019-09-08"
places = ["Manbij"]

[line.border]
between = [["TUR", "SYR"]]

[[source]]
id = "r"
title = "A report"
date = "2019"

[[proposal]]
id = "near"
title = "A near zone"
by = ["Turkey"]
stages = [{{ status = "proposed", from = "2019" }}]
said = "Five kilometres."
source = ["r"]

[[proposal.zone]]
line = "border"
into = ["SYR"]
depth = "{depth}"
"""


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.out, parse_constant=lambda name: pytest.fail(f"{name} in JSON"))


def run(*arguments: str) -> Ran:
    """The command line in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(arguments)
        except SystemExit as end:
            code = end.code
    return Ran(code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scenario of one zone, quick to compute."""
    path = tmp_path_factory.mktemp("small") / "small.toml"
    path.write_text(SMALL.format(title="A small one", depth="5 km"), encoding="utf-8")
    return path


def test_help_names_every_command_and_its_job() -> None:
    ran = run("--help")
    assert ran.code == 0
    for command in ("map", "compare", "places", "export", "resolve", "scenarios", "check"):
        assert re.search(rf"^  {command} +[A-Z]", ran.out, re.MULTILINE)


@pytest.mark.parametrize(
    "command", ["map", "compare", "places", "export", "resolve", "scenarios", "check"]
)
def test_every_command_has_help(command: str) -> None:
    ran = run(command, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: geozone {command}")
    assert not ran.err


def test_the_version_is_said() -> None:
    ran = run("--version")
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(r"geozone, version \d+\.\d+\.\d+\S*\n", ran.out)


# --- scenarios and check --------------------------------------------------------------------------


def test_the_shipped_scenarios_are_listed() -> None:
    ran = run("scenarios")
    assert (ran.code, ran.err) == (0, "")
    assert re.search(r"^turkey-syria +Turkey–Syria safe-zone talks", ran.out, re.MULTILINE)


def test_the_shipped_scenarios_are_listed_as_json() -> None:
    shipped = run("scenarios", "--format", "json").json
    assert set(shipped) == {"scenarios"}
    assert {"name": "turkey-syria", "title": "Turkey–Syria safe-zone talks, 2016–2019"} in shipped[
        "scenarios"
    ]


def test_a_good_file_is_called_good(small: Path) -> None:
    ran = run("check", str(small))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{small}: good (1 proposal, 1 zone, ")
    assert len(ran.out.splitlines()) == 1


def test_a_good_file_has_no_faults_as_json(small: Path) -> None:
    ran = run("check", str(small), "--format", "json")
    assert ran.code == 0
    assert ran.json == {"scenario": str(small), "faults": []}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scenario with three faults in three entries."""
    path = tmp_path_factory.mktemp("faulty") / "faulty.toml"
    text = SMALL.format(title="Faulty", depth="-5 km").replace("2019-09-08", "soon")
    path.write_text(f'colour = "red"\n{text}', encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["check", "map", "compare", "places"])
def test_every_fault_of_a_file_is_a_line(
    command: str, faulty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(command, str(faulty))
    assert (ran.code, ran.out) == (2, "")
    lines = ran.err.splitlines()
    assert len(lines) == 3
    assert all(str(faulty) in line and "expected" in line for line in lines)
    for key in ("colour = red", "depth = -5 km", "as_of = soon"):
        assert sum(key in line for line in lines) == 1
    assert not list(tmp_path.iterdir())


def test_every_fault_of_a_file_is_an_entry_as_json(faulty: Path) -> None:
    ran = run("check", str(faulty), "--format", "json")
    assert (ran.code, ran.err) == (2, "")
    assert set(ran.json) == {"scenario", "faults"}
    assert {fault["key"] for fault in ran.json["faults"]} == {"colour", "depth", "as_of"}
    assert all(set(fault) == {"entry", "key", "value", "expected"} for fault in ran.json["faults"])


def test_both_faults_of_one_zone_are_told(tmp_path: Path) -> None:
    path = tmp_path / "twice.toml"
    text = SMALL.format(title="Twice", depth="-5 km").replace('into = ["SYR"]', 'into = ["XYZ"]')
    path.write_text(text, encoding="utf-8")
    ran = run("check", str(path))
    assert ran.code == 2
    assert "depth = -5 km" in ran.err
    assert "into = XYZ" in ran.err


def test_an_unknown_scenario_is_answered_with_a_near_miss() -> None:
    ran = run("compare", "turky-syria")
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert "turky-syria" in ran.err
    assert '"turkey-syria"' in ran.err


def test_an_unknown_scenario_is_answered_with_those_that_exist() -> None:
    ran = run("places", "atlantis")
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert "turkey-syria" in ran.err


# --- compare --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def compared() -> dict[str, Any]:
    ran = run("compare", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return ran.json


def test_compare_has_exactly_the_fields_that_are_written_down(compared: dict[str, Any]) -> None:
    assert set(compared) == HEADING | {"zones", "pairs"}
    assert all(set(each) == BORDER_DATA for each in compared["border_data"])
    assert all(
        set(each) == {"id", "title", "date", "publisher", "url"} for each in compared["sources"]
    )
    assert all(set(each) == COMPARED for each in compared["zones"])
    assert all(set(each) == PAIR for each in compared["pairs"])
    assert all(
        set(stage) == {"status", "from", "to"}
        for each in compared["zones"]
        for stage in each["stages"]
    )


def test_compare_gives_the_zones_in_the_order_of_the_file(compared: dict[str, Any]) -> None:
    assert [each["id"] for each in compared["zones"]] == [
        "turkish-demand", "turkish-demand-northeast", "us-position/5", "us-position/14",
        "us-position-tiers/near", "us-position-tiers/far", "us-section/first", "us-section/later",
        "us-section/third", "east-of-euphrates", "manbij-first", "manbij-roadmap",
    ]  # fmt: skip


def test_compare_says_what_is_known_and_no_more(compared: dict[str, Any]) -> None:
    zones = {each["id"]: each for each in compared["zones"]}
    first, town = zones["us-section/first"], zones["manbij-first"]
    assert (first["length_km"], first["depth_km"], first["side"]) == (140.0, 15.0, ["SYR"])
    assert [end - start for start, end in first["sections"]] == pytest.approx([140.0], abs=0.002)
    assert town["side"] == town["sections"] == []
    assert [town[key] for key in ("depth_km", "length_km", "area_km2", "listed_places")] == [
        None
    ] * 4
    for zone in compared["zones"]:
        if zone["listed_places"] and zone["population_known_for"] < 0.8 * zone["listed_places"]:
            assert zone["population"] is None
        for key in ("depth_km", "length_km"):
            assert zone[key] is None or round(zone[key], 3) == zone[key]


def test_pairs_are_of_different_proposals_and_add_up(compared: dict[str, Any]) -> None:
    areas = {each["id"]: each["area_km2"] for each in compared["zones"]}
    owner = {each["id"]: each["proposal"] for each in compared["zones"]}
    assert compared["pairs"]
    for pair in compared["pairs"]:
        assert owner[pair["a"]] != owner[pair["b"]]
        both = pair["overlap_km2"] + pair["only_a_km2"]
        assert both == pytest.approx(areas[pair["a"]], abs=20)


def test_compare_as_text_shows_each_zone_with_its_caveats(compared: dict[str, Any]) -> None:
    ran = run("compare")
    assert (ran.code, ran.err) == (0, "")
    for zone in compared["zones"]:
        assert re.search(rf"^{zone['id']} ", ran.out, re.MULTILINE)
    assert "140.0 km" in ran.out
    assert "known for" in ran.out
    assert "settlement" not in ran.out.lower()
    for part in ("2019-09-08", compared["boundary_note"], *compared["attributions"]):
        assert part in ran.out


# --- places ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def places() -> dict[str, Any]:
    ran = run("places", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return ran.json


def test_places_have_exactly_the_fields_that_are_written_down(
    places: dict[str, Any], compared: dict[str, Any]
) -> None:
    assert set(places) == HEADING | {"places"}
    assert all(set(each) == PLACE for each in places["places"])
    judged = {each["id"] for each in compared["zones"] if each["area_km2"] is not None}
    for place in places["places"]:
        assert set(place["verdict"]) == set(place["margin_km"]) == judged
        assert set(place["verdict"].values()) <= {"inside", "outside", "too-close"}


def test_places_have_the_verdicts_that_readers_look_for(places: dict[str, Any]) -> None:
    by_name = {each["asked"]: each for each in places["places"]}
    manbij, tadif, ankara = by_name["Manbij"], by_name["Tadif"], by_name["Ankara"]
    assert manbij["distance_km"] == pytest.approx(29.0, abs=0.1)
    assert manbij["verdict"]["turkish-demand"] == "inside"
    assert manbij["verdict"]["east-of-euphrates"] == "outside"
    assert tadif["verdict"]["turkish-demand"] == "too-close"
    assert by_name["Tall Abyad"]["verdict"]["us-section/first"] == "outside"
    assert by_name["Ra's al-Ayn"]["verdict"]["us-section/first"] == "inside"
    assert set(ankara["verdict"].values()) == {"outside"}
    assert set(ankara["margin_km"].values()) == {None}


def test_coordinates_have_six_decimals_and_lengths_three(places: dict[str, Any]) -> None:
    for place in places["places"]:
        for key in ("lon", "lat", "nearest_lon", "nearest_lat"):
            assert round(place[key], 6) == place[key]
        for value in (place["distance_km"], place["chainage_km"], *place["margin_km"].values()):
            assert value is None or round(value, 3) == value


def test_places_as_text_have_a_row_each_and_say_how_sure_they_are(places: dict[str, Any]) -> None:
    ran = run("places")
    assert (ran.code, ran.err) == (0, "")
    for place in places["places"]:
        either = "|".join(re.escape(place[key]) for key in ("asked", "name"))
        assert re.search(rf"^.*({either})", ran.out, re.MULTILINE)
    assert re.search(r"^Manbij .* 29\.0", ran.out, re.MULTILINE)
    assert "listed point" in ran.out
    for part in ("2019-09-08", places["boundary_note"], *places["attributions"]):
        assert part in ran.out


# --- trouble in words -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["mapp"], "mapp"),
        (["compare", "--format", "xml"], "xml"),
        (["compare", "--colour"], "--colour"),
        (["resolve"], "NAME"),
        (["check"], "SCENARIO"),
        (["map", "-o", "map.txt"], "map.txt"),
        (["compare", "turkey-syria", "another"], "another"),
    ],
    ids=" ".join,
)
def test_a_call_that_cannot_be_right_gets_one_line(
    arguments: list[str], named: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("geozone: ")
    assert len(ran.err.splitlines()) == 1
    assert named in ran.err
    assert not list(tmp_path.iterdir())


def test_the_bare_command_shows_help_and_nothing_odd() -> None:
    ran = run()
    shown = ran.out + ran.err
    assert "Usage: geozone" in shown
    assert '(see "geozone --help")' not in shown


def test_debug_lets_the_error_through() -> None:
    with pytest.raises(Exception, match="no such file"):
        main(["--debug", "compare", "atlantis"])


ESCAPE, BELL = "\x1b[31m", "\x07"


@pytest.mark.parametrize(
    "arguments",
    [
        ["resolve", f"Man{ESCAPE}bij{BELL}"],
        ["resolve", f"Man{ESCAPE}bij", "--format", "json"],
        ["resolve", "Manbij\nRaqqa"],
        ["resolve", "Manbij", "--country", f"S{ESCAPE}Y"],
        ["compare", f"no{ESCAPE}such\nfile"],
        ["compare", "--format", f"x{ESCAPE}"],
        ["map", "-o", f"x{ESCAPE}.txt"],
        [f"ma{ESCAPE}p"],
    ],
    ids=repr,
)
def test_control_characters_of_an_argument_do_not_reach_the_terminal(arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", ran.out + ran.err)
    if "json" not in arguments:
        assert len(ran.err.splitlines()) == 1


@pytest.fixture(scope="module")
def steering(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good scenario whose words would steer a terminal."""
    path = tmp_path_factory.mktemp("steering") / "steering.toml"
    bad = r"\u001b[31mred\u0007\u202eback"
    text = SMALL.format(title=f"T{bad}", depth="5 km").replace(
        'places = ["Manbij"]',
        f'places = [{{ name = "P{bad}", lon = 38.0, lat = 36.6, country = "SYR", source = "r" }}]\n'
        f'notes = ["N{bad}"]',
    )
    text = text.replace("A report", f"S{bad}").replace("A near zone", f"Z{bad}")
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["compare", "places", "check", "map"])
def test_control_characters_of_a_file_do_not_reach_the_terminal(
    command: str, steering: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(command, str(steering))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", ran.out + ran.err)
