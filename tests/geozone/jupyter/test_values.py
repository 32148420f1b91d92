"""How values show themselves: one line in a terminal, a small picture or a table in Jupyter."""

from __future__ import annotations

import html.parser
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest
import shapely

import geozone
from gazetteer import Gazetteer, Place
from geozone.ellipsoid.geodesy import LngLat
from geozone.jupyter.sketch import MOST_BYTES, Layer, Mark, Sketch
from geozone.lines.border import Border, Section
from geozone.zones.side import Side
from geozone.zones.zone import Zone

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title></svg><script>alert(1)</script>{{7*7}}\u202e\x1b[31m`${x}`"
MOST_BYTES_OF_ALL = 30_000
PIXELS = re.compile(r"M(-?\d+) (-?\d+)l([-\d ]+)")


@pytest.fixture(scope="module")
def border() -> Border:
    return Border.between("TUR", "SYR")


@pytest.fixture(scope="module")
def section(border: Border) -> Section:
    return border.section("river:Euphrates", "IRQ", part=(2, 3), length_km=140)


@pytest.fixture(scope="module")
def zone(border: Border, section: Section) -> Zone:
    return Side(border, ["SYR"], reach_km=15).zone(15, section)


def text_of(svg: str) -> list[str]:
    """All texts of a picture; it must be well-formed for that."""
    root = ET.fromstring(svg)  # noqa: S314 - our own
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def title_of(svg: str) -> str:
    first = ET.fromstring(svg)[0]  # noqa: S314 - our own
    assert first.tag == f"{SVG}title"
    return first.text or ""


def drawn(svg: str, nth: int = 0) -> np.ndarray:
    """Vertices of the nth path of geometry, in pixels."""
    root = ET.fromstring(svg)  # noqa: S314 - our own
    (group,) = root.iter(f"{SVG}g")
    points = []
    for start_x, start_y, steps in PIXELS.findall(group[nth].attrib["d"]):
        moves = np.array(steps.split(), dtype=int).reshape(-1, 2)
        points.append(np.vstack([[int(start_x), int(start_y)], moves]).cumsum(axis=0))
    return np.concatenate(points) / 10


# --- in a terminal --------------------------------------------------------------------------------


def test_a_border_is_a_line_with_its_length_in_both_units(border: Border) -> None:
    assert repr(border) == "<Border TUR-SYR, Turkey–Syria: 907.2 km (563.7 mi)>"


def test_a_section_is_a_line_with_its_length_and_ends(section: Section) -> None:
    assert repr(section) == (
        "<Section of TUR-SYR, Turkey–Syria: 140.0 km (87.0 mi), km 605.2 to km 745.2>"
    )


def test_a_zone_is_a_line_with_depth_length_and_area(zone: Zone) -> None:
    said = "15 km deep, 140.0 km (87.0 mi) long, 1,977 km² (763 sq mi)"
    assert repr(zone) == f"<Zone in Syria (SYR): {said}>"


def test_a_study_and_what_is_in_it_are_one_line_each(study: geozone.Study) -> None:
    shown = [study, study.zones, *study.zones, *study.places, Gazetteer().resolve("Manbij")]
    for value in shown:
        assert "\n" not in repr(value)
        assert len(repr(value)) < 300
    assert repr(study).startswith("<Study turkey-syria, Turkey–Syria safe-zone talks, 2016–2019:")


def test_no_text_of_a_file_can_steer_the_terminal(study: geozone.Study) -> None:
    scenario = replace(study.scenario, title=HOSTILE)
    assert repr(replace(study, scenario=scenario)).isprintable()
    assert Sketch(HOSTILE, (), ()).line.isprintable()


# --- pictures -------------------------------------------------------------------------------------


def test_a_picture_says_title_figures_and_source_and_is_named_for_those_who_hear_it(
    zone: Zone,
) -> None:
    said = " ".join(text_of(zone._repr_svg_()))
    for words in ("Zone in Syria (SYR)", "140.0 km", "1,977 km²", "OpenStreetMap", "20 km"):
        assert words in said
    assert title_of(zone._repr_svg_()).startswith("Zone in Syria (SYR): 15 km deep")
    assert 'role="img"' in zone._repr_svg_()


@pytest.mark.parametrize("pair", [("USA", "CAN"), ("CHN", "RUS"), ("IND", "BGD"), ("VAT", "ITA")])
def test_the_picture_of_any_border_is_light(pair: tuple[str, str]) -> None:
    shown = Border.between(*pair)._repr_html_()
    assert len(shown.encode()) < MOST_BYTES_OF_ALL
    assert len(text_of(Border.between(*pair)._repr_svg_())) >= 5


def test_a_picture_is_made_lighter_until_it_is_light_enough() -> None:
    wild = np.random.default_rng(1).uniform(30, 40, (8_000, 2))
    sketch = Sketch("wild", (), (Layer(shapely.LineString(wild), "line"),))
    assert 0 < len(sketch.svg.encode()) <= MOST_BYTES


def test_a_picture_of_thousands_of_pieces_and_endless_words_is_light() -> None:
    west, south = np.meshgrid(np.arange(100) * 0.1, np.arange(100) * 0.1)
    islands = shapely.box(west, south, west + 0.08, south + 0.08).ravel()
    sketch = Sketch(
        "long " * 10_000, ("far",) * 9, (Layer(shapely.multipolygons(islands), "area"),)
    )
    assert len(sketch.svg.encode()) <= MOST_BYTES
    assert drawn(sketch.svg).size


def test_a_picture_has_the_shape_of_the_geometry_in_kilometres() -> None:
    """A square of 100 km at 60° north is square, though it is twice as wide in degrees."""
    east = 100 / 111.32 / np.cos(np.radians(60))
    square = shapely.box(20, 60, 20 + east, 60 + 100 / 111.41)
    wide, tall = np.ptp(drawn(Sketch("square", (), (Layer(square, "area"),)).svg), axis=0)
    assert wide / tall == pytest.approx(1, abs=0.02)


def test_north_is_up_and_east_is_right() -> None:
    line = shapely.LineString([(10, 50), (11, 51)])
    start, end = drawn(Sketch("line", (), (Layer(line, "line"),)).svg)
    assert end[0] > start[0]
    assert end[1] < start[1]


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    a, b = LngLat(38.0, 36.5), LngLat(39.0, 36.5)
    line = shapely.LineString([a, b])
    svg = Sketch("a degree", (), (Layer(line, "line"),)).svg
    px_per_km = np.ptp(drawn(svg)[:, 0]) / 89.6  # a degree of longitude at 36.5° north
    start, end, km = re.search(r"M(\d+) \d+v5H([\d.]+)v-5.*?>(\d+) km<", svg).groups()
    assert (float(end) - float(start)) / px_per_km == pytest.approx(float(km), rel=0.01)


def test_a_zone_over_the_antimeridian_is_one_piece_without_a_seam() -> None:
    parts = [shapely.box(179, 0, 180, 1), shapely.box(-180, 0, -179, 1)]
    svg = Sketch("Fiji", (), (Layer(shapely.MultiPolygon(parts), "area"),)).svg
    root = ET.fromstring(svg)  # noqa: S314 - our own
    (path,) = next(root.iter(f"{SVG}g"))
    assert path.attrib["d"].count("M") == 1
    assert np.ptp(drawn(svg)[:, 0]) > 2 * np.ptp(drawn(svg)[:, 1]) * 0.9


def test_a_section_is_shown_on_its_border_with_its_kilometres(section: Section) -> None:
    said = text_of(section._repr_svg_())
    assert {"km 605.2", "km 745.2"} <= {text.strip() for text in said}
    group = next(ET.fromstring(section._repr_svg_()).iter(f"{SVG}g"))  # noqa: S314 - our own
    assert len(group) == 2


def test_words_of_a_file_are_words_in_a_picture() -> None:
    mark = Mark(LngLat(0, 0), HOSTILE)
    shown = Sketch(HOSTILE, (HOSTILE,), (), (mark,), (HOSTILE,), HOSTILE)
    for text in (shown.html, shown.svg):
        assert "<script" not in text
    assert "alert(1)" in title_of(shown.svg)


def test_an_own_line_names_its_file_and_not_the_atlas(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "mdl.geojson").write_text(
        '{"type": "LineString", "coordinates": [[126.7, 37.9], [127.0, 38.2], [128.3, 38.6]]}'
    )
    own = geozone.adhoc.Own(line=str(tmp_path / "mdl.geojson"))
    study = geozone.along(own, into="left", depth="2 km")
    (line,) = study.lines.values()
    assert repr(line).startswith("<Line mdl.geojson: ")
    assert "OpenStreetMap" not in line._repr_svg_()


# --- tables ---------------------------------------------------------------------------------------


class _Tags(html.parser.HTMLParser):
    """The tags of a text; each must be closed in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tags(text: str) -> list[tuple[str, dict[str, str | None]]]:
    reader = _Tags()
    reader.feed(text)
    reader.close()
    assert not reader.open
    return reader.seen


def test_a_study_is_its_table_of_proposals_with_their_sources(study: geozone.Study) -> None:
    shown = study._repr_html_()
    for proposal in study.scenario.proposals:
        assert proposal.title in shown
        assert proposal.said.replace("'", "&#x27;") in shown
    for words in ("United States", "proposed, 2019-08-05", "15 km (9.3 mi)", "140.0 km (87.0 mi)",
                  "1,977 km²", "second round of Turkish–US talks", "As of 2019-09-08",
                  study.boundary_note, *study.attributions):  # fmt: skip
        assert words in shown


def test_a_study_s_table_has_a_row_a_zone_and_a_row_for_what_is_not_drawn(
    study: geozone.Study,
) -> None:
    drawn_of = {zone.proposal.id for zone in study.zones}
    listed = [each for each in study.scenario.proposals if each.id not in drawn_of]
    rows = [tag for tag, _ in tags(study._repr_html_()) if tag == "tr"]
    assert len(rows) == 1 + len(study.zones) + len(listed)
    assert listed


def test_no_text_of_a_file_becomes_markup_in_a_table(study: geozone.Study) -> None:
    proposals = tuple(
        replace(each, title=HOSTILE, said=HOSTILE, by=(HOSTILE,))
        for each in study.scenario.proposals
    )
    sources = tuple(
        replace(each, title=HOSTILE, url="javascript:alert(1)") for each in study.sources
    )
    scenario = replace(study.scenario, title=HOSTILE, proposals=proposals, sources=sources)
    shown = replace(study, scenario=scenario, notes=(HOSTILE,))._repr_html_()
    found = tags(shown)
    assert not {"script", "svg", "a", "img"} & {tag for tag, _ in found}
    assert {name for _, attributes in found for name in attributes} <= {
        *("class", "style", "scope", "rowspan")
    }
    assert "{{7*7}}" in shown


def test_a_source_with_an_address_is_a_link_that_tells_nothing_to_its_target() -> None:
    study = geozone.load("korea-dmz")
    sources = tuple(replace(each, url='https://example.org/?"a"&b') for each in study.sources)
    shown = replace(study, scenario=replace(study.scenario, sources=sources))._repr_html_()
    (link, *_) = [attributes for tag, attributes in tags(shown) if tag == "a"]
    assert link["href"] == 'https://example.org/?"a"&b'
    assert link["rel"] == "noopener noreferrer"


def test_a_place_of_a_study_is_its_verdicts(study: geozone.Study) -> None:
    manbij = study.places[0]
    shown = manbij._repr_html_()
    assert "29.0 km from the border" in shown
    for id_ in manbij.verdicts:
        assert id_ in shown
    tags(shown)


def test_a_place_of_the_gazetteer_is_its_facts() -> None:
    shown = Gazetteer().resolve("Manbij")._repr_html_()
    for words in ("Manbij", "37.95495, 36.52815", "SYR", "GeoNames"):
        assert words in shown
    tags(shown)


def test_a_place_of_unknown_population_says_so_and_its_name_is_no_markup() -> None:
    place = Place(HOSTILE, 1.0, 2.0, None, "town", None, "list", "", None)
    assert "not known" in place._repr_html_()
    assert "script" not in {tag for tag, _ in tags(place._repr_html_())}


def test_a_depth_curve_is_a_short_table_that_ends_at_its_deepest() -> None:
    curve = geozone.depth_curve(geozone.load("korea-dmz"), into=["PRK"], deepest_km=20)
    shown = curve._repr_html_()
    assert "20.0 km" in shown
    assert len([tag for tag, _ in tags(shown) if tag == "tr"]) <= 11
    assert repr(curve).startswith("<DepthCurve PRK-KOR into PRK: 0–20 km, up to ")


# --- with geopandas -------------------------------------------------------------------------------


def test_a_frame_can_be_plotted(study: geozone.Study) -> None:
    import matplotlib as mpl  # noqa: PLC0415 - dear

    mpl.use("agg")
    axes = study.zones.to_frame().plot()
    assert len(axes.collections) == 2  # areas and markers
    mpl.pyplot.close(axes.figure)


def test_an_overlay_of_frames_is_what_the_study_says_of_the_pair(study: geozone.Study) -> None:
    from geozone.ellipsoid import geodesy  # noqa: PLC0415

    pair = next(pair for pair in study.pairs if pair.overlap_km2 > 100)
    frame = study.zones.to_frame().dropna(subset="area_km2").set_index("id")
    shared = frame.loc[[pair.a]].overlay(frame.loc[[pair.b]], how="intersection")
    area_km2 = geodesy.area_m2(shared.geometry.union_all()) / 1e6
    assert area_km2 == pytest.approx(pair.overlap_km2, rel=1e-6)
    assert shared.crs == "EPSG:4326"
