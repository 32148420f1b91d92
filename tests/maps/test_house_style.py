"""A house's style file: what is taken, and everything that is refused."""

from __future__ import annotations

import struct
import zlib

import pytest

import maps
from geozone.errors import Refused
from maps.house_style import StyleError, read
from maps.look.print_style import COLOURS, HouseStyle, Logo

PNG = b"\x89PNG\r\n\x1a\n"


def png(width, height):
    """The bytes of a black picture, its size as it says; unpacked only where it is small."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = zlib.compress(b"\0" * (width * 3 + 1) * height if width < 100 else b"")
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return PNG + chunk(b"IHDR", size) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def styled(tmp_path):
    def make(text):
        (tmp_path / "logo.png").write_bytes(png(4, 2))
        (tmp_path / "huge.png").write_bytes(png(40_000, 2))
        (tmp_path / "logo.svg").write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg"/>')
        file = tmp_path / "house.toml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read(file)

    return make


def test_what_is_left_out_stays_as_it_is(styled) -> None:
    assert styled("format = 1") == HouseStyle()
    assert styled('format = 1\n[colours]\nsea = "#112233"').ink("land") == COLOURS["land"]


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
        ('format = 1\n[fonts]\nheadings = ["\\"}*{}"]', "headings = .*: expected a list of names"),
        ('format = 1\n[fonts]\nfamilies = ["</style>"]', "families = .*: expected a list of names"),
        ('format = 1\n[fonts]\nfamily = ["Arial"]', "family = .*: expected only these keys: fam"),
        ("format = 1\n[labels]\nAleppo = 3", "Aleppo = 3: expected a line of at most 120"),
        ('format = 1\n[labels]\nAleppo = "a\\nb"', "Aleppo = .*: expected a line"),
        ('format = 1\n[logo]\nfile = "no.png"', "file = no.png: expected a file that can be read"),
        ('format = 1\n[logo]\nfile = "house.toml"', "file = house.toml: expected a PNG picture"),
        (
            'format = 1\n[logo]\nfile = "logo.png"\nheight_mm = 900',
            "height_mm = 900: expected 2 to 60",
        ),
        ('format = 1\n[logo]\nfile = "logo.svg"', "file = logo.svg: expected a PNG picture"),
        ('format = 1\n[logo]\nfile = "huge.png"', "file = huge.png: .* at most 4 MB and 8000 pix"),
        (
            'format = 1\n[logo]\nfile = "logo.png"\npage = "house.toml"',
            "page = house.toml: expected a PNG or SVG picture",
        ),
        ('format = 1\n[logo]\nfile = "logo.png"\nalt = 3', "alt = 3: expected a line of at most"),
        ('format = 1\n[logo]\nfile = "logo.png"\nfiel = 1', "fiel = 1: expected only these keys"),
        ("format = ", "expected a TOML file in UTF-8"),
        (b"\xff\xfe\x00", "expected a TOML file in UTF-8"),
        ("#" * 300_000, "expected at most 200 kB"),
    ],
)
def test_a_broken_style_file_is_told_in_a_line(styled, text, said) -> None:
    with pytest.raises(StyleError, match=said) as error:
        styled(text)
    assert "\n" not in str(error.value)


def test_a_logo_is_taken_with_its_other_picture_for_pages(styled) -> None:
    logo = styled(
        'format = 1\n[logo]\nfile = "logo.png"\npage = "logo.svg"\nheight_mm = 5\nalt = "The Daily"'
    ).logo
    assert logo.png == png(4, 2)
    assert logo.page.startswith(b"<svg")
    assert (logo.height_mm, logo.alt) == (5.0, "The Daily")


def test_all_faults_are_told_at_once(styled) -> None:
    with pytest.raises(StyleError) as error:
        styled('format = 2\n[colours]\nsea = "red"\nland = "blue"')
    assert len(str(error.value).splitlines()) == 3


def test_a_font_that_is_not_installed_is_refused(study) -> None:
    with pytest.raises(Refused, match="fonts = No Such Font: expected a font that is installed"):
        maps.figure(study, style=HouseStyle(fonts=("No Such Font",)))


def test_a_logo_that_cannot_be_unpacked_is_refused(study) -> None:
    broken = png(4, 2)[:-30]
    with pytest.raises(Refused, match=r"logo = .*: expected a PNG picture that can be unpacked"):
        maps.figure(study, style=HouseStyle(logo=Logo(broken, 8.0)))
