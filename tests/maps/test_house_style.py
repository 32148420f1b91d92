"""A house's style file: what is taken, and everything that is refused."""

from __future__ import annotations

import pytest

import maps
from geozone.errors import Refused
from maps.figure_style import COLOURS, HouseStyle
from maps.house_style import StyleError, read


@pytest.fixture
def styled(tmp_path):
    def make(text):
        file = tmp_path / "house.toml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read(file)

    return make


def test_what_is_left_out_stays_as_it_is(styled) -> None:
    assert styled("format = 1") == HouseStyle()
    assert styled('format = 1\n[colours]\nsea = "#112233"').colours["land"] == COLOURS["land"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "format: expected format = 1"),
        ("format = 1\nfont = 3", r"font = 3: expected only these keys: format, fonts, colours"),
        ("format = 1\ncolours = 3", r"colours = 3: expected a table, \[colours\]"),
        ('format = 1\n[colours]\nsea = "red"', r"colours: sea = red: expected a colour, such as"),
        ('format = 1\n[colours]\nocean = "#ffffff"', r"ocean = #ffffff: expected only these keys"),
        ("format = 1\n[colours]\nproposals = []", "proposals = .*: expected a list of colours"),
        ("format = 1\n[fonts]\nfamilies = 3", "families = 3: expected a list of names"),
        ("format = 1\n[labels]\nAleppo = 3", "Aleppo = 3: expected a line of at most 120"),
        ('format = 1\n[labels]\nAleppo = "a\\nb"', "Aleppo = .*: expected a line"),
        ('format = 1\n[logo]\nfile = "no.png"', "file = no.png: expected a file that can be read"),
        ('format = 1\n[logo]\nfile = "house.toml"', "file = house.toml: expected a PNG picture"),
        ('format = 1\n[logo]\nfile = "x"\nheight_mm = 900', "height_mm = 900: expected 2 to 60"),
        ("format = ", "expected a TOML file in UTF-8"),
        (b"\xff\xfe\x00", "expected a TOML file in UTF-8"),
        ("#" * 300_000, "expected at most 200 kB"),
    ],
)
def test_a_broken_style_file_is_told_in_a_line(styled, text, said) -> None:
    with pytest.raises(StyleError, match=said) as error:
        styled(text)
    assert "\n" not in str(error.value)


def test_all_faults_are_told_at_once(styled) -> None:
    with pytest.raises(StyleError) as error:
        styled('format = 2\n[colours]\nsea = "red"\nland = "blue"')
    assert len(str(error.value).splitlines()) == 3


def test_a_font_that_is_not_installed_is_refused(study) -> None:
    with pytest.raises(Refused, match="fonts = No Such Font: expected a font that is installed"):
        maps.figure(study, house=HouseStyle(fonts=("No Such Font",)))
