"""What users bring, on figures: overlays, lists of places, lines of their own, from real files."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace

import geopandas
import pytest
import shapely
from matplotlib.colors import to_hex

import geozone
import maps
from geozone.study.curve import curves
from geozone.study.from_options import Own
from maps.figures import panels
from maps.figures.chart import curve as figure_curve
from maps.figures.layers import layers
from maps.look import style

boxes = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("boxes.py"))))

OVERLAYS = """
[[overlay]]
file = "held.geojson"
kind = "control"
title = "Areas of control"
date = "2019-07"
source = ["s2"]
[[overlay]]
file = "roads.gpkg"
kind = "road"
title = "Main roads"
date = "2019-06"
source = ["s1"]
[[overlay]]
file = "far.geojson"
kind = "road"
title = "Roads far away"
date = "2019-06"
source = ["s3"]
"""
SCENARIO = """
format = 1
title = "Brought"
as_of = "2019-09"
[line.border]
between = [["TUR", "SYR"]]
[[proposal]]
id = "one"
title = "One"
by = ["Turkey"]
said = "A zone of 20 km."
source = ["s1"]
stages = [{ status = "proposed", from = "2019-07" }]
[[proposal.zone]]
line = "border"
into = ["SYR"]
depth = "20 km"
[[source]]
id = "s1"
title = "A report on roads"
publisher = "A paper"
date = "2019-07"
[[source]]
id = "s2"
title = "A report on control"
publisher = "A paper"
date = "2019-07"
[[source]]
id = "s3"
title = "A report from elsewhere"
publisher = "A paper"
date = "2019-07"
"""


def written(file, names, geometries):
    frame = geopandas.GeoDataFrame({"name": names}, geometry=geometries, crs=4326)
    frame.to_file(file)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("brought")
    road = shapely.LineString([(37.0, 36.0), (38.3, 36.2), (39.6, 36.2), (41.0, 36.4)])
    written(folder / "roads.gpkg", ["M4"], [road])
    written(folder / "held.geojson", ["The $1 district"], [shapely.box(38.2, 35.3, 40.4, 36.0)])
    written(folder / "far.geojson", ["E6"], [shapely.LineString([(10, 60), (11, 61)])])
    rows = "".join(f"Village {nth},{37 + nth / 7},36.{nth * 7 % 10},{nth}\n" for nth in range(30))
    (folder / "towns.csv").write_text(f"name,lon,lat,population\n{rows}", encoding="utf-8")
    (folder / "s.toml").write_text(SCENARIO + OVERLAYS, encoding="utf-8")
    return geozone.load(folder / "s.toml", places_file=str(folder / "towns.csv"))


@pytest.fixture(scope="module")
def page(study):
    return maps.figure(study)


def words(figure, *names):
    return " ".join(text for text, _ in boxes.texts(figure, *names))


def test_overlays_are_drawn_beneath_the_zones_as_the_page_draws_them(page) -> None:
    order = list(layers(page))
    assert order.index("overlays") < order.index("zone-fills")
    area, road = layers(page)["overlays"].get_children()
    assert area.get_hatch()
    assert to_hex(area.get_edgecolor()) == style.OVERLAY_HATCHES[0]["color"]
    assert not road.get_hatch()
    assert to_hex(road.get_edgecolor()) == style.OVERLAY_LINES[0]["color"]
    assert area.get_linestyle() == road.get_linestyle() == "solid"  # a proposal is dashed


def test_the_legend_says_what_an_overlay_is_of_when_and_from_whom(page) -> None:
    legend = words(page, "legend")
    assert "Areas of control · July 2019 [2]" in legend
    assert "Main roads · June 2019 [1]" in legend
    assert "[2] A report on control" in words(page, "notes")


def test_an_overlay_off_the_map_is_not_in_legend_or_sources(page) -> None:
    assert "Roads far away" not in words(page, "legend")
    assert "A report from elsewhere" not in words(page, "notes")


def test_names_of_overlays_stand_where_there_is_room(page) -> None:
    assert {text for text, _ in boxes.texts(page, "overlay-names")} == {"M4", "The $1 district"}
    assert not boxes.overlapping(boxes.texts(page, *boxes.NAMES, "overlay-names"))


def test_places_of_a_list_have_their_own_dot_and_line_in_the_legend(page, study) -> None:
    assert "Place of towns.csv" in words(page, "legend")
    assert "Place of this scenario" not in words(page, "legend")
    dots = layers(page)["places"].get_children()
    assert len(dots) == 30  # a name may find no room, its dot does
    named = [text for text, _ in boxes.texts(page, "place-names")]
    assert 3 < len(named) <= 30
    assert "without room for a name: Village" not in words(page, "notes")


def test_panels_show_overlays_too(study) -> None:
    legend = words(panels.panels(study), "legend")
    assert "Main roads" in legend


def test_places_of_a_list_are_on_the_curve(study) -> None:
    figure = figure_curve.curve(study, curves(study))
    reached = [text for text, _ in boxes.texts(figure, "curve-places")]
    assert len([text for text in reached if text.startswith("Village ")]) > 10
    assert not boxes.overlapping(boxes.texts(figure, "curve-places"))


def test_a_line_of_ones_own_is_named_as_such(tmp_path) -> None:
    line = shapely.LineString([(9.0, 48.0), (9.6, 48.2), (10.1, 48.1)])
    written(tmp_path / "line.geojson", ["x"], [line])
    own = Own(line=str(tmp_path / "line.geojson"), left="DEU", right="DEU")
    zone = geozone.along(own, into="left", depth="12 km")
    text = "the user's own line line.geojson"
    assert text in words(maps.figure(zone, width="column"), "legend").replace("\n", " ")
    curve = words(figure_curve.curve(zone, curves(zone), width="column"), "notes")
    assert f"{text[0].upper()}{text[1:]}, into Germany" in curve
