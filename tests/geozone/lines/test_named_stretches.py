"""Named lines on their borders: where they run, as a section, and in the notes of a zone."""

from __future__ import annotations

import pytest

import geozone
from geozone import Border, Piece, Side
from geozone.errors import Refused


def spans(a: str, b: str) -> list[tuple[str, float, float]]:
    return [(each.line.id, each.start_km, each.end_km) for each in Border.between(a, b).named]


def test_a_line_without_ends_is_the_whole_border() -> None:
    korea = Border.between("KOR", "PRK")
    assert spans("PRK", "KOR") == [("military-demarcation-line", 0.0, korea.length_km)]


def test_named_lines_follow_one_another_along_a_border() -> None:
    (first, second, third) = spans("IND", "PAK")
    assert [first[0], second[0]] == ["actual-ground-position-line", "line-of-control"]
    assert first[1] == 0.0  # it begins at the tripoint, from which its point in the file lies 1 km
    assert first[2] == second[1]
    assert second[2] == third[1]
    assert 700 < second[2] - second[1] < 850  # about 740 km in publications, drawn less finely


def test_the_parts_of_a_border_may_have_lines_of_their_own() -> None:
    border = Border.between("ISR", "PSE")
    (bank, _), (_, _) = border.chainages_m[0][[0, -1]], border.chainages_m[1][[0, -1]]
    assert bank == 0
    assert spans("ISR", "PSE") == [
        ("green-line", 0.0, border.chainages_m[0][-1] / 1000),
        ("gaza-armistice-line", border.chainages_m[1][0] / 1000, border.length_km),
    ]


def test_an_agreed_border_has_no_named_line() -> None:
    assert spans("TUR", "SYR") == []


def test_in_a_line_of_several_borders_each_keeps_its_names() -> None:
    joined = Border.joined([("ISR", "LBN"), ("ISR", "SYR")])
    assert [each.line.id for each in joined.named] == ["blue-line", "golan-1974"]
    blue, golan = joined.named
    assert blue.end_km - blue.start_km == pytest.approx(
        Border.between("ISR", "LBN").length_km, abs=0.5
    )
    assert golan.end_km - golan.start_km == pytest.approx(
        Border.between("ISR", "SYR").length_km, abs=0.5
    )


@pytest.mark.parametrize(
    "ends", [("Line of Control", None), (None, "خط السيطرة"), ("ligne de contrôle",) * 2]
)
def test_the_name_of_a_line_is_the_section_of_it(ends: tuple[str | None, str | None]) -> None:
    border = Border.between("IND", "PAK")
    section = border.section(*ends)
    _, (_, start_km, end_km), _ = spans("IND", "PAK")
    assert (section.start_km, section.end_km) == (start_km, end_km)
    assert section.start_uncertainty_km == section.end_uncertainty_km == 15.0


def test_a_part_of_a_named_line_can_be_taken() -> None:
    whole = Border.between("IND", "PAK").section("Line of Control")
    half = Border.between("IND", "PAK").section("Line of Control", part=(1, 2))
    assert half.length_km == pytest.approx(whole.length_km / 2)


def test_a_line_of_another_border_is_refused_with_its_countries() -> None:
    with pytest.raises(Refused, match=r"^from = Blue Line: .* runs between ISR-LBN$"):
        Border.between("TUR", "SYR").section("Blue Line")
    with pytest.raises(Refused, match=r"a line with a name along IND-PAK: Actual Ground .*ISR-LBN"):
        Border.between("IND", "PAK").section("Blue Line")


def test_another_end_beside_a_named_line_is_refused_with_the_line_s_own_ends() -> None:
    with pytest.raises(Refused, match=r'^from = Line of Control: .* "km 124\.\d" and "km 9\d\d'):
        Border.between("IND", "PAK").section("Line of Control", "end")


def test_a_zone_says_how_much_of_it_is_measured_from_such_a_line() -> None:
    border = Border.between("IND", "PAK")
    side = Side(border, ["PAK"], reach_km=5)
    zone = side.annotated(side.zone(5, border.section("km 900", "km 1000")))
    assert [note.kind for note in zone.notes] == ["named", "named"]
    assert str(zone.notes[0]).startswith("Line of Control, 45.")
    assert str(zone.notes[1]).endswith("PAK does not recognise it as a border.")


def test_a_zone_that_only_touches_the_end_of_such_a_line_says_nothing_of_it() -> None:
    border = Border.between("IND", "PAK")
    side = Side(border, ["PAK"], reach_km=5)
    end_km = border.named[-1].end_km
    zone = side.annotated(side.zone(5, border.section(f"km {end_km + 0.01}", f"km {end_km + 20}")))
    assert "named" not in [note.kind for note in zone.notes]


def test_options_and_scenarios_take_the_name_as_an_end(tmp_path) -> None:
    study = geozone.along("IND-PAK", into="PAK", depth=5, piece=Piece(start="Line of Control"))
    (zone,) = study.zones
    assert zone.length_km == pytest.approx(821, abs=5)
    assert study.scenario.title.startswith(
        "Zone of 5 km along the Line of Control (India–Pakistan)"
    )
    assert "named" in [note.kind for note in zone.notes]


def test_a_place_that_a_scenario_lists_goes_before_a_line_of_its_name(tmp_path) -> None:
    text = """
format = 1
title = "A village called Blue Line"
as_of = "2020"
places = [{ name = "Blue Line", lon = 35.5, lat = 33.1, source = "s" }]
[line.border]
between = [["ISR", "LBN"]]
[stretch.west]
line = "border"
from = "sea"
to = "Blue Line"
[[source]]
id = "s"
title = "A made-up source"
date = "2020"
[[proposal]]
id = "p"
title = "P"
by = ["A"]
stages = [{ status = "proposed", from = "2020" }]
said = "5 km"
source = ["s"]
[[proposal.zone]]
stretch = "west"
into = ["LBN"]
depth = "5 km"
"""
    file = tmp_path / "village.toml"
    file.write_text(text, encoding="utf-8")
    (zone,) = geozone.load(file).zones
    assert 20 < zone.length_km < 95
