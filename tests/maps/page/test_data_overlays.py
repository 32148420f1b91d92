"""Layers that others drew, in the page's data: light, cut to the map, unlike any proposal."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely

import maps
from geozone.study.overlay import Feature, StudyOverlay
from maps.look import style
from maps.page import folium_page
from maps.page.data import page_data
from maps.page.data_overlays import overlays

EXTENT = (30.0, 30.0, 45.0, 40.0)
WIDE = shapely.LineString([(20, 36.5), (60, 36.5)])


@pytest.fixture(scope="module")
def study(handmade):
    return handmade()


def of(study, *geometries):
    """The data of a layer of these geometries."""
    features = tuple(Feature("", geometry) for geometry in geometries)
    layer = StudyOverlay(study.overlays[0].overlay, features)
    (found,) = overlays(replace(study, overlays=(layer,)), EXTENT)
    return found


def test_the_page_says_title_kind_date_and_source(study):
    road, control = page_data(study)["overlays"]
    assert road["title"] == "Main roads"
    assert road["meta"] == "Roads · July 2019 · A report on talks"
    assert control["meta"] == "Areas of control · 2018 · A report on patrols"
    assert ("Exactness", "Drawn here within 50 m of its file") in road["rows"]
    assert road["sources"] == ["s1"]


def test_lines_and_areas_have_their_own_look(study):
    road, control = page_data(study)["overlays"]
    assert [part["name"] for part in road["lines"]] == ["M4", ""]
    assert road["line"] == style.OVERLAY_LINES[0]
    assert not road["areas"]
    assert "hatch" not in road
    assert [part["name"] for part in control["areas"]] == ["A district"]
    assert control["hatch"] == style.OVERLAY_HATCHES[0]


def test_no_layer_looks_like_a_proposal():
    looks = [*style.OVERLAY_LINES, *style.OVERLAY_HATCHES]
    assert not any("dashArray" in look for look in looks)
    for look in looks:
        red, green, blue = (int(look["color"][at : at + 2], 16) for at in (1, 3, 5))
        assert max(red, green, blue) - min(red, green, blue) < 60  # a brown or a grey
        assert look["color"] not in style.PROPOSAL_COLOURS
    assert style.PATHS["disputed"]["color"] not in {look["color"] for look in style.OVERLAY_HATCHES}


def test_layers_of_one_kind_differ_on_the_page(study):
    control = study.overlays[1]
    looks = [
        str(each["hatch"]) for each in overlays(replace(study, overlays=(control,) * 3), EXTENT)
    ]
    assert len(set(looks)) == 3


def test_what_lies_off_the_map_is_cut(study):
    inside, across = (
        len(str(of(study, line))) for line in (WIDE.intersection(shapely.box(*EXTENT)), WIDE)
    )
    assert inside == across


def test_a_layer_that_lies_wholly_off_the_map_says_so(study):
    found = of(study, shapely.box(0, 0, 1, 1))
    assert (found["areas"], found["lines"]) == ([], [])
    assert found["meta"].endswith("outside this map")


def test_a_heavy_layer_is_made_light_and_says_how_light(study):
    lat = 36 + np.random.default_rng(5).normal(0, 0.02, 100_000)
    scribble = shapely.LineString(np.column_stack([np.linspace(36, 42, len(lat)), lat]))
    found = of(study, scribble)
    assert len(str(found)) < 300_000
    (said,) = [text for name, text in found["rows"] if name == "Exactness"]
    assert said != "Drawn here within 50 m of its file"


def test_very_many_pieces_leave_the_small_ones_out(study):
    rng = np.random.default_rng(5)
    spots = rng.uniform((36, 34), (42, 38), (6_000, 2))
    boxes = [shapely.box(lon, lat, lon + 0.001, lat + 0.001) for lon, lat in spots]
    found = of(study, *boxes, shapely.box(38, 36, 39, 37))
    assert 1 <= len(found["areas"]) <= style.OVERLAY_PIECES


@pytest.mark.parametrize("hostile", ["{{7*7}}", "{% raw", "</script><b>", "\u2028"])
def test_its_texts_never_reach_a_template(handmade, hostile):
    text = folium_page.html(maps.draw(handmade(lambda words: f"{words} {hostile}")))
    before, _, rest = text.partition('<script type="application/json" id="study">')
    block, _, after = rest.partition("</script>")
    assert "Held by somebody" in block
    assert hostile not in before.replace("</script>\n", "").split("<body", 1)[1]
    assert "Held by somebody" not in before + after
