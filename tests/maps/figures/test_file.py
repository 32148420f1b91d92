"""Figures as files: named groups, live text, the same bytes."""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ET

import pytest
from PIL import Image

import geozone
import maps
from geozone.files.signed import is_unchanged
from maps.figures import file
from maps.house_style import read
from maps.look.print_style import ENDINGS, SHEETS, HouseStyle, Logo

SVG = "{http://www.w3.org/2000/svg}"
GROUPS = {
    *("sea", "land", "rivers", "borders", "measured-border", "zone-fills", "zone-outlines"),
    *("places", "place-names", "country-names", "zone-letters", "graticule", "scale-bar"),
    *("north-arrow", "locator", "legend", "titles", "notes", "label-rims"),
}


@pytest.fixture(scope="module")
def files(study, tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures")
    for name in ("one", "two"):
        for ending in ENDINGS:
            file.save(maps.figure(study, width="column"), folder / f"{name}{ending}")
    return folder


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_study_gives_the_same_bytes(files, ending) -> None:
    assert (files / f"one{ending}").read_bytes() == (files / f"two{ending}").read_bytes()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_figure_of_ours_is_known_again_and_others_are_not(files, ending, tmp_path) -> None:
    assert is_unchanged(files / f"one{ending}", "figure")
    other = tmp_path / f"other{ending}"
    other.write_bytes((files / f"one{ending}").read_bytes().replace(b"geozone 0", b"another 0"))
    assert not is_unchanged(other, "figure")


def test_the_mark_leaves_each_format_whole(files) -> None:
    with Image.open(files / "one.png") as picture:
        picture.verify()  # every chunk's checksum
        assert picture.format == "PNG"
    with Image.open(files / "one.png") as picture:
        picture.load()
        assert picture.text["geozone"].startswith("geozone figure, as written: sha256 ")
    ET.parse(files / "one.svg")  # noqa: S314  (our own file)
    data = (files / "one.pdf").read_bytes()
    assert data.endswith(b"\n%%EOF\n")
    *_, at = re.findall(rb"\nstartxref\n(\d+)\n", data)
    assert data[int(at) :].startswith(b"xref\n")


def test_a_png_has_300_dots_an_inch(files) -> None:
    data = (files / "one.png").read_bytes()
    width, _ = struct.unpack(">II", data[16:24])
    assert width == pytest.approx(89 / 25.4 * 300, abs=1)
    at = data.index(b"pHYs") + 4
    assert struct.unpack(">I", data[at : at + 4])[0] == pytest.approx(300 / 0.0254, abs=1)


def test_an_svg_has_every_layer_as_a_named_group(files) -> None:
    root = ET.parse(files / "one.svg").getroot()  # noqa: S314  (our own file)
    ids = [group.get("id") for group in root.iter(f"{SVG}g")]
    assert set(ids) >= GROUPS
    assert len(ids) == len(set(ids))


def test_an_svgs_names_are_text_in_their_group(files) -> None:
    root = ET.parse(files / "one.svg").getroot()  # noqa: S314
    groups = {group.get("id"): group for group in root.iter(f"{SVG}g")}
    names = {text.text for text in groups["place-names"].iter(f"{SVG}text")}
    assert {"Manbij", "Raqqa"} <= names
    assert {"Turkey", "Syria"} <= {t.text for t in groups["country-names"].iter(f"{SVG}text")}
    assert "Turkish demand" in {text.text for text in groups["legend"].iter(f"{SVG}text")}


def test_arabic_is_written_whole_and_from_right_to_left(handmade, tmp_path) -> None:
    figure = maps.figure(handmade(), width="page")
    file.save(figure, tmp_path / "a.svg")
    file.save(figure, tmp_path / "a.png")  # warns, and so fails, if a letter is missing
    text = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "Manuja / منبج" in text


def test_a_pdf_has_every_layer_by_name_and_embeds_its_fonts(files) -> None:
    data = (files / "one.pdf").read_bytes()
    for group in GROUPS:
        assert f"/Name ({group})".encode() in data
    assert b"/OCProperties" in data
    assert b"/Type /Font" in data
    assert b"/Subtype /Type3" not in data
    assert b"CreationDate" not in data


def test_a_houses_labels_colours_and_logo_are_on_the_figure(study, files, tmp_path) -> None:
    logo = geozone.along("AUT-LIE", into="LIE", depth="1 km")
    file.save(maps.figure(logo, width="column"), tmp_path / "logo.png")
    style = tmp_path / "house.toml"
    style.write_text(
        'format = 1\n[colours]\nsea = "#123456"\nproposals = ["#654321"]\n'
        '[labels]\nAleppo = "Haleb"\nRaqqa = ""\n[logo]\nfile = "logo.png"\nheight_mm = 9\n',
        encoding="utf-8",
    )
    file.save(maps.figure(study, style=read(style)), tmp_path / "house.svg")
    text = (tmp_path / "house.svg").read_text(encoding="utf-8")
    assert ">Haleb<" in text
    assert ">Aleppo<" not in text
    assert ">Raqqa<" not in text
    assert "#123456" in text
    assert "#654321" in text
    assert '<g id="logo">' in text
    assert "<image" in text


def test_a_logo_stands_upright_in_the_upper_right_corner(tmp_path) -> None:
    picture = Image.new("RGB", (40, 20), "#ff0000")
    picture.paste("#0000ff", (0, 10, 40, 20))
    picture.save(tmp_path / "logo.png")
    house = HouseStyle(logo=Logo((tmp_path / "logo.png").read_bytes(), 8.0))
    zone = geozone.along("AUT-LIE", into="LIE", depth="1 km")
    file.save(maps.figure(zone, width="column", style=house), tmp_path / "figure.png")
    with Image.open(tmp_path / "figure.png") as figure:
        margin, high = (round(mm / 25.4 * 300) for mm in (SHEETS["column"].margin_mm, 8.0))
        x = figure.width - margin - high  # the logo is twice as wide as tall: its middle
        upper, lower = (figure.getpixel((x, margin + at)) for at in (high // 4, high * 3 // 4))
    assert upper[:3] == (255, 0, 0)
    assert lower[:3] == (0, 0, 255)
