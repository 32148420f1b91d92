"""A scenario whose words are fine and whose geometry is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from geozone import load
from geozone.errors import ScenarioError

THIRD = 'label = "third"\nstretch = "northeast"\npart = "2 of 3"'
SHIPPED = Path(__file__).parents[3] / "geozone" / "scenarios" / "turkey-syria.toml"


def lines_of(tmp_path: Path, *changes: tuple[str, str]) -> list[str]:
    """The fault lines of the shipped scenario with some texts replaced."""
    text = SHIPPED.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = tmp_path / "changed.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(file)
    return str(caught.value).splitlines()


def test_an_unknown_place_at_a_stretch_s_end_is_the_only_fault(tmp_path: Path) -> None:
    (line,) = lines_of(tmp_path, ('from = "river:Euphrates"', 'from = "Nowheresville"'))
    assert 'stretch "northeast": from = Nowheresville: expected a place' in line


def test_an_unknown_river_of_a_bank_is_told_under_bank(tmp_path: Path) -> None:
    (line,) = lines_of(tmp_path, ("left of river:Euphrates", "left of river:Nil"))
    assert 'zone "east-of-euphrates": bank = river:Nil: expected a river that the atlas' in line


def test_countries_that_do_not_touch_are_told_under_between(tmp_path: Path) -> None:
    (line,) = lines_of(tmp_path, ('between = [["TUR", "SYR"]]', 'between = [["TUR", "JOR"]]'))
    assert 'line "border": between: expected what the atlas holds; ' in line


def test_a_third_country_is_no_side(tmp_path: Path) -> None:
    lines = lines_of(tmp_path, ('into = ["SYR"]', 'into = ["IRQ"]'))
    assert all("into = IRQ: expected a country at this line: TUR, SYR" in line for line in lines)


def test_the_orontes_is_refused_with_its_chainages(tmp_path: Path) -> None:
    (line,) = lines_of(tmp_path, ('from = "river:Euphrates"', 'from = "river:Orontes"'))
    assert "crosses it 33 times" in line
    assert "81, 82, 83" in line


def test_a_length_as_it_is_printed_fits_its_stretch(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    file = tmp_path / "whole.toml"
    third = THIRD.replace('part = "2 of 3"', 'length = "463.9 km"')
    shortened = text.replace(THIRD, third).replace('"river:Euphrates"', '"km 443.26"')
    file.write_text(shortened, encoding="utf-8")
    assert load(file).zones["us-section/third"].length_km == pytest.approx(463.892, abs=0.001)


def test_a_length_beyond_its_stretch_is_refused(tmp_path: Path) -> None:
    lines = lines_of(tmp_path, ('length = "140 km"', 'length = "160 km"'))
    assert "length = 160 km: expected a length above 0 and at most the 154.6 km" in lines[0]
