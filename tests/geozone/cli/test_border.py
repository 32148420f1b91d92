"""``geozone border``: length, parts, ends, rivers, notes."""

from __future__ import annotations

import re
from typing import Any

import pytest

from geozone.atlas import world
from geozone.lines.border import Border
from tests.geozone.cli.test_commands import BORDER_DATA, HEADING, run

PART = {
    *("start_km", "end_km", "length_km", "start_at", "end_at"),
    *("start_lon", "start_lat", "end_lon", "end_lat"),
}
END = {"at", "chainage_km", "lon", "lat", "is_only"}
RIVER = {"name", "crossings_km", "along_km", "runs_along", "can_be_end", "note"}


def border(*countries: str) -> dict[str, Any]:
    ran = run("border", *countries, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return ran.json


@pytest.fixture(scope="module")
def syria() -> dict[str, Any]:
    return border("TUR", "SYR")


def test_it_has_exactly_the_fields_that_are_written_down(syria: dict[str, Any]) -> None:
    own = {"a", "b", "length_km", "tolerance_m", "parts", "ends", "named_stretches", "rivers"}
    assert set(syria) == HEADING | own
    assert all(set(each) == BORDER_DATA for each in syria["border_data"])
    assert all(set(each) == PART for each in syria["parts"])
    assert all(set(each) == END for each in syria["ends"])
    assert all(set(each) == RIVER for each in syria["rivers"])


def test_it_gives_length_parts_and_ends(syria: dict[str, Any]) -> None:
    assert (syria["a"], syria["b"], syria["as_of"]) == ("TUR", "SYR", "2024")
    assert syria["length_km"] == pytest.approx(Border.between("TUR", "SYR").length_km, abs=0.001)
    assert [(part["start_at"], part["end_at"]) for part in syria["parts"]] == [("sea", "IRQ")]
    assert [(end["at"], end["is_only"]) for end in syria["ends"]] == [("sea", True), ("IRQ", True)]
    assert syria["ends"][1]["chainage_km"] == syria["length_km"]


def test_it_tells_crossings_from_rivers_that_are_the_border(syria: dict[str, Any]) -> None:
    rivers = {each["name"]: each for each in syria["rivers"]}
    euphrates, orontes, tigris = (rivers[name] for name in ("Euphrates", "Orontes", "Tigris"))
    assert euphrates["crossings_km"] == [pytest.approx(443.2, abs=0.1)]
    assert (euphrates["can_be_end"], euphrates["runs_along"]) == (True, False)
    assert len(orontes["crossings_km"]) > 30
    assert not orontes["can_be_end"]
    assert tigris["runs_along"]
    assert tigris["along_km"] == pytest.approx(44, abs=1)


@pytest.mark.parametrize("pair", [("TUR", "SYR"), ("ARM", "AZE"), ("LBN", "SYR"), ("IRQ", "SYR")])
def test_what_it_names_as_an_end_is_one(pair: tuple[str, str]) -> None:
    found, line = border(*pair), Border.between(*pair)
    named = [end["at"] for end in found["ends"] if end["is_only"]]
    named += [f"river:{river['name']}" for river in found["rivers"] if river["can_be_end"]]
    middle = f"km {line.length_km / 2 + 7:.3f}"
    for end in named:
        assert line.section(end, middle).length_km > 0


def test_parts_and_rings_are_told(syria: dict[str, Any]) -> None:
    found = border("KGZ", "UZB")
    assert [part["start_at"] for part in found["parts"]].count("ring") == 4
    assert sum(part["length_km"] for part in found["parts"]) == pytest.approx(
        found["length_km"], abs=0.005
    )


def test_an_end_that_stands_twice_is_told() -> None:
    ends = border("ARM", "AZE")["ends"]
    assert [end["at"] for end in ends if not end["is_only"]] == ["IRN", "IRN"]


def test_claims_on_land_beside_it_are_notes() -> None:
    *_, note = border("ISR", "SYR")["notes"]
    assert "Golan" in note
    assert "maps give to ISR or to SYR" in note


def test_stretches_with_a_name_of_their_own_are_listed_with_what_they_are() -> None:
    found = border("IND", "PAK")
    line = found["named_stretches"][1]
    assert (line["name"], line["kind"], line["date"]) == (
        "Line of Control", "control", "1972-07-02"
    )  # fmt: skip
    assert line["names"]["de"].startswith("Kontrolllinie")
    assert line["ends_uncertainty_km"] == 15.0
    assert any(note.startswith("Line of Control, 821") for note in found["notes"])


def test_as_text_the_stretches_cover_the_whole_border() -> None:
    ran = run("border", "IND", "PAK")
    assert re.search(r"^ +124\.0 +945\.0 +Line of Control +15\.0 km$", ran.out, re.MULTILINE)
    assert re.search(r"^1,160\.1 +3,041\.3 +border$", ran.out, re.MULTILINE)
    assert '"Line of Control"' in ran.out


def test_a_border_without_such_a_stretch_lists_none(syria: dict[str, Any]) -> None:
    assert syria["named_stretches"] == []
    assert "what it is" not in run("border", "TUR", "SYR").out


@pytest.mark.parametrize("words", [["TUR", "SYR"], ["TR", "sy"], ["TUR-SYR"], ["TUR–SYR"]])
def test_as_text_it_says_the_same_however_it_is_asked(words: list[str]) -> None:
    ran = run("border", *words)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Border Turkey–Syria (TUR-SYR): 907.2 km (563.7 mi)")
    assert re.search(r"^ +1 +0\.0 +907\.2 +907\.2 km +the sea +Iraq \(IRQ\)", ran.out, re.MULTILINE)
    assert re.search(r"^Euphrates +\d+\.\d km +443\.2$", ran.out, re.MULTILINE)
    assert 'start, end, sea, IRQ, river:Euphrates, river:Khabur, "km …" or a place' in ran.out
    assert "© OpenStreetMap contributors" in ran.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["TUR", "SIR"], 'unknown country "SIR".*SYR'),
        (["Turkey", "SYR"], r'unknown country "Turkey".*TUR'),
        (["TUR", "JOR"], "TUR and JOR share no land border in the atlas; TUR borders ARM, .*SYR"),
        (["TUR", "TUR"], "two countries, got TUR twice"),
        (["TUR"], "a border needs two countries; neighbours of TUR: ARM, AZE, BGR, GEO, GRC"),
        (["TUR", "SYR", "IRQ"], "a border needs two countries, got TUR SYR IRQ"),
        (["T\x1bR", "SYR"], r"unknown country \"T\\x1bR\""),
        (["-"], "a border needs two countries"),
        ([], "Missing argument"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_no_border_is_told_in_a_line(words: list[str], said: str) -> None:
    ran = run("border", *words)
    assert (ran.code, ran.out) == (2, "")
    assert re.search(said, ran.err)
    assert len(ran.err.splitlines()) == 1


def test_every_border_of_the_atlas_can_be_told() -> None:
    for code in world.shipped():
        for other in world.neighbours(code):
            if code < other:
                assert border(code, other)["length_km"] > 0


def test_it_has_help_with_an_example() -> None:
    assert "geozone border TUR SYR" in run("border", "--help").out
