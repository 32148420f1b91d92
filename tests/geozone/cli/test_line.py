"""``--line FILE``: the commands with a line of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import geozone
from geozone.study.from_options import Own, Piece
from tests.geozone.cli.test_commands import COMPARED, HEADING, PAIR, run
from tests.geozone.vector_made import geojson, line

LONLAT = [(37.2, 36.5), (38.2, 36.45), (39.0, 36.6)]


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(geojson(tmp_path / "truce.geojson", line(*LONLAT)))


def asked(file: str, *more: str) -> list[str]:
    return ["--line", file, "--left", "TUR", "--right", "SYR", "--into", "SYR", *more]


def test_compare_answers_as_for_a_border(file: str) -> None:
    found = run("compare", *asked(file, "--depth", "2", "--depth", "5-8", "--format", "json")).json
    assert set(found) == HEADING | {"zones", "pairs"}
    assert all(set(each) == COMPARED for each in found["zones"])
    assert all(set(each) == PAIR for each in found["pairs"])
    assert [each["id"] for each in found["zones"]] == ["2", "5-8/5", "5-8/8"]
    zone = found["zones"][0]
    assert (zone["side"], zone["status"]) == (["SYR"], "drawn")
    assert "--line truce.geojson --left TUR --right SYR --into SYR --depth '2 km'" in zone["said"]
    assert "The line of truce.geojson is the user's own" in found["boundary_note"]
    assert found["title"].startswith("Zones of 2 and 5–8 km along the line of truce.geojson, into")
    assert found["sources"][0]["title"].endswith(
        "drawn along the line of truce.geojson: no proposal"
    )


def test_map_writes_a_page_without_the_file_s_folder(file: str, tmp_path: Path) -> None:
    ran = run("map", *asked(file, "--depth", "2", "-o", str(tmp_path / "p.html")))
    assert (ran.code, ran.err) == (0, "")
    text = (tmp_path / "p.html").read_text(encoding="utf-8")
    assert "truce.geojson" in text
    assert str(tmp_path) not in text


def test_places_and_export_take_it(file: str, tmp_path: Path) -> None:
    ran = run("places", *asked(file, "--depth", "20", "--place", "Al Bab, SYR", "--format", "json"))
    assert ran.json["places"][0]["verdict"] == {"20": "inside"}
    out = tmp_path / "z.geojson"
    assert run("export", *asked(file, "--depth", "9", "-o", str(out))).code == 0
    assert len(json.loads(out.read_text())["features"]) == 1


def test_left_and_right_are_sides_too(file: str) -> None:
    by_name = run("compare", *asked(file, "--depth", "5", "--format", "json")).json["zones"][0]
    bare = ("compare", "--line", file, "--into", "right", "--depth", "5", "--format", "json")
    by_hand = run(*bare).json
    assert by_hand["zones"][0]["area_km2"] == by_name["area_km2"]
    assert by_hand["title"] == "Zone of 5 km along the line of truce.geojson, to the right"


def test_sections_of_it_are_taken(file: str) -> None:
    more = ("--from", "river:Euphrates", "--to", "end", "--length", "20", "--anchor", "from")
    found = run("compare", *asked(file, "--depth", "5", *more, "--format", "json")).json["zones"]
    assert found[0]["length_km"] == 20


def test_a_layer_stands_behind_a_number_sign(tmp_path: Path) -> None:
    from tests.geozone.vector_made import LINE, SQUARE, frame  # noqa: PLC0415

    frame(LINE).to_file(tmp_path / "a.gpkg", layer="truce")
    frame(SQUARE).to_file(tmp_path / "a.gpkg", layer="outline")
    file = str(tmp_path / "a.gpkg")
    ran = run("compare", "--line", file, "--into", "left", "--depth", "5")
    assert ran.code == 2
    assert f"--line = {file}: expected the name of one of its 2 layers" in ran.err
    assert run("compare", "--line", f"{file}#truce", "--into", "left", "--depth", "5").code == 0


def test_in_python_it_is_the_same(file: str) -> None:
    study = geozone.along(
        Own(line=file, left="TUR", right="SYR"), into="SYR", depth=5, piece=Piece(part="1 of 2")
    )
    (zone,) = study.zones
    assert zone.length_km == pytest.approx(study.lines["border"].length_km / 2)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--into", "SYR"], "--into = SYR: expected left or right, looking along"),
        (["--left", "TUR", "--into", "TUR"], "--right: expected the country on the right"),
        (
            ["--left", "XX", "--right", "SYR", "--into", "SYR"],
            "--left = XX: expected a country: un",
        ),
        (["--left", "TUR", "--right", "SYR", "--into", "IRQ"], "--into = IRQ: expected TUR or SYR"),
        (["--border", "TUR-SYR", "--into", "left"], "--border or --line, not both"),
        (["--into", "left", "--from", "sea"], "--from = sea: expected an end of truce.geojson"),
    ],
)
def test_what_is_missing_or_wrong_is_one_line(file: str, options: list[str], said: str) -> None:
    ran = run("compare", "--line", file, *options, "--depth", "5")
    assert ran.code == 2
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


def test_sides_need_a_line() -> None:
    ran = run("compare", "--left", "TUR", "--border", "TUR-SYR", "--into", "SYR", "--depth", "5")
    assert ran.code == 2
    assert "--left needs --line FILE" in ran.err


@pytest.mark.parametrize(
    "said", ["/vsicurl/http://127.0.0.1:9/a.geojson", "PG:dbname=x", "http://a/b"]
)
def test_an_address_is_refused(said: str) -> None:
    ran = run("compare", "--line", said, "--into", "left", "--depth", "5")
    assert (ran.code, ran.out) == (2, "")
    assert f"--line = {said}: expected a file on this computer, not an address" in ran.err


def test_a_missing_file_is_named_as_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = "./lines/none.geojson"
    ran = run(
        "map", "--line", said, "--into", "left", "--depth", "5", "-o", str(tmp_path / "p.html")
    )
    assert ran.err == (
        f"geozone: --line = {said}: expected a file that can be read (No such file or directory)\n"
    )
    assert not (tmp_path / "p.html").exists()
