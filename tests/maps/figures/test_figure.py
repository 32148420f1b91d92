"""What a figure shows, and that it is the study's."""

from __future__ import annotations

import base64
import runpy
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import shapely
from IPython.core.formatters import DisplayFormatter
from matplotlib.figure import Figure

import geozone
import maps
from geozone.ellipsoid import geodesy
from geozone.ellipsoid.geodesy import LngLat
from geozone.ellipsoid.plane import EqualArea
from geozone.errors import Refused
from maps.figures import panels
from maps.figures.chart import curve
from maps.figures.frame import view_of
from maps.figures.furniture import round_length
from maps.figures.layers import layers
from maps.figures.marks import every_reading, marks_of
from maps.look.print_style import PRINT_DASHES, PRINT_HATCHES
from maps.look.style import PROPOSAL_COLOURS

boxes = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("boxes.py"))))


@pytest.fixture(scope="module")
def page(study):
    return maps.figure(study)


def words(figure, *names) -> str:
    return " ".join(text for text, _ in boxes.texts(figure, *names))


def test_a_figure_says_title_date_sources_projection_and_what_lines_imply(page, study) -> None:
    assert study.scenario.title in words(page, "titles")
    assert "As known on 8 September 2019" in words(page, "titles")
    notes = words(page, "notes")
    assert "[3] News report on the second round of Turkish–US talks" in notes
    assert "Lambert azimuthal equal-area, centred on" in notes
    assert study.boundary_note in notes
    assert "OpenStreetMap" in notes


def test_the_legend_names_what_is_shown_and_no_other(page, study) -> None:
    legend = words(page, "legend")
    assert "Turkish demand" in legend
    assert "River" in legend
    assert "Land that maps give" not in legend  # nothing of that kind is near this border
    assert "north-east only" not in legend  # another reading, which is not drawn


def test_the_figures_of_the_legend_are_the_studys(page, study) -> None:
    assert "907.2 km (563.7 mi) long" in words(page, "legend")
    assert "23,220 km² (8,970 sq mi)" in words(page, "legend")


def test_panels_show_other_readings_too(study) -> None:
    titles = words(panels.panels(study), "panel-titles")
    assert "north-east only" in titles
    assert "read as two tiers" in titles


def test_one_proposal_can_be_drawn_alone(study) -> None:
    legend = words(maps.figure(study, proposals=["us-section"]), "legend")
    assert "US section proposal" in legend
    assert "Turkish demand" not in legend


def test_an_unknown_proposal_is_refused_with_those_there_are(study) -> None:
    with pytest.raises(Refused, match=r"proposal = us: expected one with a zone: turkish-demand"):
        maps.figure(study, proposals=["us"])


def test_a_scenario_without_a_zone_shows_its_line_and_has_no_panels(tmp_path) -> None:
    file = tmp_path / "bare.toml"
    file.write_text(
        'format = 1\ntitle = "Bare"\nas_of = "2020"\n[line.border]\nbetween = [["AUT", "LIE"]]\n',
        encoding="utf-8",
    )
    study = geozone.load(file)
    assert "Line that depths are measured from" in words(maps.figure(study), "legend")
    with pytest.raises(Refused, match="panels = bare: expected a scenario with a zone"):
        panels.panels(study)
    with pytest.raises(Refused, match="curve = bare: expected a study with a zone along a line"):
        curve.curve(study, [])


def test_borders_that_are_no_others_are_not_in_the_legend() -> None:
    korea = maps.figure(geozone.load("korea-dmz"), width="column")
    assert "Other borders" not in words(korea, "legend")


def test_a_zone_of_options_says_that_nobody_proposed_it() -> None:
    figure = maps.figure(geozone.along("AUT-LIE", into="LIE", depth="1 km"), width="column")
    assert "nobody’s proposal" in words(figure, "titles")


def test_a_dollar_sign_is_no_mathematics(handmade) -> None:
    figure = maps.figure(handmade(lambda text: f"{text} $x^2$ {{7*7}} %s"), width="page")
    assert "$x^2$ {7*7} %s" in words(figure, "titles")


def test_a_long_title_is_wrapped(handmade) -> None:
    figure = maps.figure(handmade(lambda text: f"{text} " * 12), width="column")
    sheet = figure.bbox.extents
    found = boxes.texts(figure, "titles", "legend", "notes")
    assert not [text for text, box in found if not boxes.within(box, sheet)]


# --- told apart -----------------------------------------------------------------------------------

# Machado, Oliveira and Fernandes (2009), doi:10.1109/TVCG.2009.113, severity 1.0, linear RGB.
_SEEN_BY = {
    "protanope": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranope": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanope": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
    "all": np.eye(3),
    "grey print": np.tile([0.2126, 0.7152, 0.0722], (3, 1)),
}


def luminance(colour: str, eye: str) -> float:
    rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(_SEEN_BY[eye]) @ linear, 0, 1)
    return float(seen @ [0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("eye", _SEEN_BY)
@pytest.mark.parametrize("colour", PROPOSAL_COLOURS)
def test_an_outline_stands_out_from_the_land_to_every_eye_and_in_grey(colour, eye) -> None:
    ground = luminance("#fbfaf7", eye)
    assert (ground + 0.05) / (luminance(colour, eye) + 0.05) >= 3.0  # WCAG 2.1, 1.4.11


def test_no_two_proposals_rely_on_colour_alone(study) -> None:
    marks = every_reading(study, PROPOSAL_COLOURS)
    assert len({mark.letter for mark in marks}) == len(marks)
    assert len({mark.dash for mark in marks}) == len(marks)
    assert len(set(PRINT_DASHES)) == len(PRINT_HATCHES) == len(set(PRINT_HATCHES))


def test_a_proposal_is_dashed_and_never_a_full_line(page) -> None:
    outlines = layers(page)["zone-outlines"].get_children()
    assert outlines
    assert all(outline.get_linestyle()[1] for outline in outlines)


def test_disputed_land_is_hatched_and_explained() -> None:
    figure = maps.figure(geozone.along("ESH-MRT", into="MRT", depth="20 km"))
    assert all(patch.get_hatch() for patch in layers(figure)["disputed"].get_children())
    assert "maps give to two countries" in words(figure, "legend")


# --- scale and projection -------------------------------------------------------------------------


def test_the_plane_is_true_at_its_centre_and_keeps_areas() -> None:
    plane = EqualArea(LngLat(66.7, 51.5))
    near = plane.to_km([[66.8, 51.5]])[0]
    exact_km = float(geodesy.distance_m([66.7, 51.5], [66.8, 51.5])[0]) / 1000
    assert np.hypot(*near) == pytest.approx(exact_km, rel=1e-6)
    square = shapely.segmentize(shapely.box(45, 45, 47, 47), 0.05)
    assert plane.project(square).area == pytest.approx(geodesy.area_m2(square) / 1e6, rel=1e-4)


def test_the_scale_bar_is_as_long_as_it_says(page, study) -> None:
    (frame,) = boxes.frames(page)
    view = view_of(study, [z for m in marks_of(study, ["#000000"]) for z in m.zones], (1.1, 1.75))
    pixels_per_km = (frame[2] - frame[0]) / view.width_km
    said = dict(boxes.texts(page, "scale-bar"))
    bars = sorted(
        patch.get_window_extent().width
        for patch in layers(page)["scale-bar"].get_children()[1:]
        if hasattr(patch, "get_width")
    )
    assert {"100 km", "100 mi"} <= set(said)
    assert bars[0] == pytest.approx(50 * pixels_per_km, rel=1e-6)
    assert bars[-1] == pytest.approx(50 * 1.609344 * pixels_per_km, rel=1e-6)
    assert round_length(206.0) == 200.0


def test_north_leans_where_meridians_do() -> None:
    plane = EqualArea(LngLat(30, 69))
    assert plane.north_at([0, 0]) == pytest.approx(0, abs=1e-6)
    assert plane.north_at([400, 0]) < -5
    assert plane.north_at([-400, 0]) > 5


def test_a_study_shows_its_figure_in_jupyter_at_full_size(page) -> None:
    tight = page.get_tightbbox()
    assert tight.width == pytest.approx(page.get_figwidth(), rel=0.01)


def test_a_figure_shows_itself_in_jupyter(study) -> None:
    """Through IPython's own formatter, which leaves out figures without axes."""
    formatter = DisplayFormatter()
    formatter.formatters["image/png"].for_type(Figure, lambda _: None)
    shown, about = formatter.format(maps.figure(study, width="column"))
    png = base64.b64decode(shown["image/png"])
    assert png.startswith(b"\x89PNG")
    assert about["image/png"]["width"] == round(89 / 25.4 * 96)
