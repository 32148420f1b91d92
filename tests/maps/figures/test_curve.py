"""The depth curve for print: its marks stand where the curve has them, and none on another."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
from matplotlib.patches import Circle

import geozone
from geozone import quantities
from maps.figures.chart import curve
from maps.figures.chart.reached import Across, Reached, arranged
from maps.figures.layers import layers
from maps.figures.typesetting import Face
from maps.look.print_style import HouseStyle

boxes = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("boxes.py"))))

WIDTHS = ("column", "page", "slide")


@pytest.fixture(scope="module")
def computed(study):
    return geozone.depth_curve(study, deepest_km=40, step_km=10)


@pytest.fixture(scope="module", params=WIDTHS)
def drawn(request, study, computed):
    return curve.curve(study, [computed], width=request.param)


def reached(computed):
    return [
        each
        for each in computed.thresholds
        if each.kind == "scenario" and each.depth_km is not None and each.depth_km <= 40
    ]


def letters(figure):
    return [text for text, _ in boxes.texts(figure, "curve-labels") if text in "ABCDEF"]


def test_every_place_of_the_scenario_is_named_with_the_curves_own_depth(drawn, computed) -> None:
    texts = sorted(text for text, _ in boxes.texts(drawn, "curve-places"))
    expected = [f"{each.name} {quantities.in_km(each.depth_km)}" for each in reached(computed)]
    assert len(expected) > 15
    assert texts == sorted(expected)


def test_its_dot_stands_at_that_depth(drawn, computed) -> None:
    members = layers(drawn)["curve-places"].get_children()
    dots = sorted(each.get_center()[0] for each in members if isinstance(each, Circle))
    rules = [path.get_path().get_extents() for path in layers(drawn)["curve"].get_children()]
    foot = max(rules, key=lambda extents: (round(extents.width, 3), extents.y1))
    depths = [(x - foot.x0) / foot.width * 40 for x in dots]
    assert depths == pytest.approx(sorted(each.depth_km for each in reached(computed)), abs=1e-6)


def test_no_place_of_the_curve_touches_another_or_a_heading(drawn) -> None:
    found = boxes.texts(drawn, "curve-places", "curve-labels", "notes")
    assert not boxes.overlapping(found)


def test_a_deeper_place_is_told_in_the_notes(drawn) -> None:
    notes = " ".join(text for text, _ in boxes.texts(drawn, "notes"))
    assert "Deeper than 40 km: Aleppo 41.3 km" in notes
    assert "Gaziantep" not in notes  # in Turkey: no depth into Syria contains it


def test_depths_are_marked_by_the_letters_of_their_proposals(drawn) -> None:
    once = ["A", "B", "B", "C", "D"]
    wide = drawn.get_figwidth() > 10  # a slide has two charts side by side
    assert sorted(letters(drawn)) == sorted(once * 2 if wide else once)


def test_only_the_chosen_proposals_depths_are_marked(study, computed) -> None:
    figure = curve.curve(study, [computed], proposals=["us-position"])
    assert letters(figure) == ["A", "A"]
    notes = " ".join(text for text, _ in boxes.texts(figure, "notes"))
    assert "A US position" in notes
    assert "Turkish demand" not in notes


def test_a_place_without_a_depth_has_no_mark_and_a_house_writes_its_own_names(study, computed):
    house = HouseStyle(labels={"Manbij": "Membidsch", "Afrin": ""})
    figure = curve.curve(study, [computed], proposals=["manbij-first"], style=house)
    assert letters(figure) == []
    texts = " ".join(text for text, _ in boxes.texts(figure, "curve-places"))
    assert "Membidsch 29.0 km" in texts
    assert "Manbij" not in texts
    assert "Afrin" not in texts


def test_letters_of_one_depth_or_near_ones_do_not_hide_each_other(drawn) -> None:
    members = layers(drawn)["curve-labels"].get_children()
    discs = [each for each in members if isinstance(each, Circle)]
    for nth, one in enumerate(discs):
        for other in discs[nth + 1 :]:
            (x, y), (u, v) = one.get_center(), other.get_center()
            assert abs(complex(x - u, y - v)) >= one.get_radius() + other.get_radius()


def test_places_without_room_are_given_back_the_unimportant_ones() -> None:
    places = [Reached(f"place {nth}", 5.0, 1.0, 0) for nth in range(40)]
    face = Face(6.0, "#000000")
    strip = arranged(places, Across(0.0, 60.0, 40.0), face, lambda text: 2.0 * len(text))
    assert len(strip.placed) == 14
    assert strip.unplaced == tuple(places[14:])
    assert [each.row for each in strip.placed] == [*range(14)]
