"""On every figure: no name on another, none cut, every text on the sheet."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

import geozone
from maps.figures import figure as figures
from maps.figures import panels
from maps.figures.chart import curve
from maps.figures.layers import layers
from maps.figures.rc import print_settings
from maps.look.print_style import SHEETS, HouseStyle

pytestmark = pytest.mark.one_in(3)

boxes = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("boxes.py"))))

CASES = {
    "talks": lambda: geozone.load("turkey-syria"),
    "tiny": lambda: geozone.along("VAT-ITA", into="ITA", depth="0.5 km"),
    "ring": lambda: geozone.along("ZAF-LSO", into="LSO", depth="10 km"),
    "long": lambda: geozone.along("RUS-KAZ", into="KAZ", depth="50 km"),
    "northern": lambda: geozone.along("NOR-RUS", into="RUS", depth="15 km"),
}
WIDTHS = ("column", "page", "slide")


@pytest.fixture(scope="module")
def drawn():
    """Each figure, made when it is first asked for."""
    studies, made = {}, {}

    def make(case, width, kind="figure"):
        key = (case, width, kind)
        if key not in made:
            study = studies.setdefault(case, None) or CASES[case]()
            studies[case] = study
            if kind == "curve":
                computed = geozone.depth_curve(study, deepest_km=20, step_km=5)
                made[key] = curve.curve(study, [computed], width=width)
            else:
                draw = {"figure": figures.figure, "panels": panels.panels}[kind]
                made[key] = draw(study, width=width)
        return made[key]

    return make


maps_of_all_kinds = pytest.mark.parametrize(
    ("case", "width"), [(case, width) for case in CASES for width in WIDTHS]
)
all_kinds = pytest.mark.parametrize(
    ("kind", "width"), [(kind, width) for kind in ("figure", "panels", "curve") for width in WIDTHS]
)


@maps_of_all_kinds
def test_no_name_on_a_map_touches_another(drawn, case, width) -> None:
    found = boxes.texts(drawn(case, width), *boxes.NAMES, "scale-bar", "north-arrow")
    assert len(found) > 3
    assert not boxes.overlapping(found)


@maps_of_all_kinds
def test_no_name_is_cut_by_the_frame(drawn, case, width) -> None:
    figure = drawn(case, width)
    (frame,) = boxes.frames(figure)
    cut = [text for text, box in boxes.texts(figure, *boxes.NAMES) if not boxes.within(box, frame)]
    assert not cut


@all_kinds
def test_every_text_stands_on_the_sheet(drawn, kind, width) -> None:
    figure = drawn("talks", width, kind)
    sheet = figure.bbox.extents
    assert not [text for text, box in boxes.texts(figure) if not boxes.within(box, sheet)]


@all_kinds
def test_title_legend_notes_and_headings_do_not_run_into_each_other(drawn, kind, width) -> None:
    figure = drawn("talks", width, kind)
    found = boxes.texts(
        figure, "titles", "panel-titles", "legend", "curve-labels", "curve-places", "notes"
    )
    letters = [each for each in found if len(each[0]) > 2]
    assert not boxes.overlapping(letters, slack=3.0)


@all_kinds
def test_legend_and_notes_stand_off_the_maps(drawn, kind, width) -> None:
    figure = drawn("talks", width, kind)
    frames = boxes.frames(figure) if "frame" in layers(figure) else []
    words = boxes.texts(figure, "titles", "panel-titles", "legend", "notes", "graticule-labels")
    assert not boxes.overlapping([*words, *(("frame", frame) for frame in frames)], slack=3.0)


def test_every_panel_keeps_its_names_apart(drawn) -> None:
    for width in WIDTHS:
        found = boxes.texts(drawn("talks", width, "panels"), *boxes.NAMES)
        assert len(found) > 20
        assert not boxes.overlapping(found)


def test_a_scenarios_place_is_on_the_map_or_in_the_notes(drawn, study) -> None:
    figure = drawn("talks", "column")
    named = {text for text, _ in boxes.texts(figure, "place-names")}
    notes = " ".join(text for text, _ in boxes.texts(figure, "notes"))
    inside = ["Manbij", "Jarabulus", "Afrin", "Azaz", "Tadif", "Raqqa", "Qamishli", "Nusaybin"]
    assert all(name in named or name in notes for name in inside)


def test_both_names_stand_where_the_scenario_has_both(drawn) -> None:
    named = {text for text, _ in boxes.texts(drawn("talks", "page"), "place-names")}
    assert {"Kobani / Ayn al-Arab", "Tall Abyad / Girê Spî"} <= named


def test_no_line_is_wider_when_drawn_than_it_was_measured() -> None:
    zone = geozone.along("AUT-LIE", into="LIE", depth="1 km")
    house = HouseStyle(fonts=("DejaVu Sans Mono",))  # hinted, it is 2 % narrower
    figure = figures.figure(zone, width="page", style=house)
    right = figure.bbox.width * (1 - SHEETS["page"].margin_mm / SHEETS["page"].width_mm)
    with print_settings():
        found = boxes.texts(figure, "notes", "legend")
    assert [text for text, box in found if box[2] > right + 1] == []
