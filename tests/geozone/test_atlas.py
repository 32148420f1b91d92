"""The atlas as it is read: lines, land and what is refused."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely.geometry import LineString
from shapely.ops import substring

from geozone import atlas

GEOD = Geod(ellps="WGS84")
PAIRS = [(a, b) for a, b in combinations(atlas.shipped(), 2) if b in atlas.neighbours(a)]
COVERED = atlas.covered()


def length_km(line: LineString) -> float:
    return GEOD.geometry_length(line) / 1e3


def edges_m(points: np.ndarray) -> np.ndarray:
    return np.asarray(GEOD.inv(*points[:-1].T, *points[1:].T)[2])


def rings(code: str) -> list[np.ndarray]:
    polygons = shapely.get_parts(atlas.land(code))
    return [shapely.get_coordinates(ring) for ring in shapely.get_rings(polygons)]


@pytest.fixture(scope="module")
def turkey_syria() -> LineString:
    (part,) = atlas.border("TUR", "SYR").parts
    return part.line


def test_all_countries_that_meet_the_covered_box_are_shipped() -> None:
    assert " ".join(atlas.shipped()) == "ARM AZE CYP IRN IRQ ISR JOR LBN PSE SAU SYR TUR"
    assert {country.code for country in atlas.context_in(COVERED)} == set(atlas.shipped())


def test_turkey_syria_is_one_line_from_the_mediterranean_to_iraq(turkey_syria: LineString) -> None:
    (part,) = atlas.border("TUR", "SYR").parts
    assert (part.start_at, part.end_at) == ("sea", "IRQ")
    first, last = turkey_syria.coords[0], turkey_syria.coords[-1]
    assert GEOD.inv(*first, 35.9199, 35.9271)[2] < 500
    assert GEOD.inv(*last, 42.353, 37.12)[2] < 2000


def test_turkey_syria_is_as_long_as_measured(turkey_syria: LineString) -> None:
    assert 904 <= length_km(turkey_syria) <= 908


def test_the_line_ends_at_the_tripoint_of_the_three_polygons(turkey_syria: LineString) -> None:
    end = turkey_syria.coords[-1]
    assert all((np.concatenate(rings(code)) == end).all(1).any() for code in ("TUR", "SYR", "IRQ"))


def test_the_euphrates_crosses_turkey_syria_once(turkey_syria: LineString) -> None:
    crossing = turkey_syria.intersection(atlas.river("Euphrates").line)
    assert crossing.geom_type == "Point"
    assert (crossing.x, crossing.y) == pytest.approx((38.024, 36.830), abs=0.001)
    along = substring(turkey_syria, 0, turkey_syria.project(crossing))
    assert 442 <= length_km(along) <= 444
    assert length_km(turkey_syria) - length_km(along) == pytest.approx(461, abs=5)


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_every_border_vertex_is_a_vertex_of_both_countries(a: str, b: str) -> None:
    border = {
        tuple(point)
        for part in atlas.border(a, b).parts
        for point in shapely.get_coordinates(part.line)
    }
    for code in (a, b):
        assert border <= {tuple(point) for ring in rings(code) for point in ring}


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_no_edge_of_a_border_is_longer_than_1_km(a: str, b: str) -> None:
    for part in atlas.border(a, b).parts:
        assert edges_m(shapely.get_coordinates(part.line)).max() <= 1000.01
        assert part.line.is_simple


@pytest.mark.parametrize("code", atlas.shipped())
def test_no_edge_of_a_country_is_longer_than_1_km(code: str) -> None:
    assert max(edges_m(ring).max() for ring in rings(code)) <= 1000.01


def test_the_land_of_all_countries_is_a_valid_coverage() -> None:
    land = np.array([atlas.land(code) for code in atlas.shipped()])
    assert shapely.is_valid(land).all()
    assert shapely.coverage_is_valid(land)


@pytest.mark.parametrize("lake", [(43.0, 38.6), (38.17, 35.98), (38.6, 37.6)])
def test_lakes_and_reservoirs_are_land(lake: tuple[float, float]) -> None:
    assert any(shapely.intersects_xy(atlas.land(code), *lake) for code in ("TUR", "SYR"))


@pytest.mark.parametrize("sea", [(35.5, 35.0), (30.0, 36.0), (50.5, 40.0), (50.0, 28.5)])
def test_the_sea_is_nobodys_land(sea: tuple[float, float]) -> None:
    assert not any(shapely.intersects_xy(atlas.land(code), *sea) for code in atlas.shipped())


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_chainage_starts_in_the_west_or_in_the_north(a: str, b: str) -> None:
    parts = atlas.border(a, b).parts
    lines = np.concatenate([shapely.get_coordinates(part.line) for part in parts])
    (west, south), (east, north) = lines.min(axis=0), lines.max(axis=0)
    eastward = (east - west) * np.cos(np.radians((south + north) / 2)) >= north - south
    starts = [part.line.coords[0] for part in parts]
    assert starts == sorted(starts, key=lambda point: point[0] if eastward else -point[1])
    for part in parts:
        if not part.line.is_closed:
            points = shapely.get_coordinates(part.line)
            extreme = points[points[:, 0].argmin() if eastward else points[:, 1].argmax()]
            assert GEOD.inv(*extreme, *points[0])[2] <= GEOD.inv(*extreme, *points[-1])[2]


def test_a_ring_starts_at_its_westernmost_vertex_and_runs_clockwise() -> None:
    closed = [part for part in atlas.border("ARM", "AZE").parts if part.line.is_closed]
    assert len(closed) == 3
    for part in closed:
        assert (part.start_at, part.end_at) == ("ring", "ring")
        assert not shapely.is_ccw(part.line)
        assert part.line.coords[0][0] == part.line.bounds[0]


def test_every_open_part_says_where_it_starts_and_ends() -> None:
    ends = {
        end
        for pair in PAIRS
        for part in atlas.border(*pair).parts
        for end in (part.start_at, part.end_at)
    }
    assert "" not in ends
    assert {"sea", "GEO", "KWT", "EGY"} <= ends


def test_the_order_asked_for_changes_the_names_and_not_the_line() -> None:
    one, other = atlas.border("TR", "SY"), atlas.border("SYR", "TUR")
    assert (one.a, one.b, other.a, other.b) == ("TUR", "SYR", "SYR", "TUR")
    assert one.parts == other.parts


def test_neighbours_are_those_with_a_border() -> None:
    assert atlas.neighbours("tr") == ("ARM", "AZE", "IRN", "IRQ", "SYR")
    assert atlas.neighbours("CYP") == ()


@pytest.mark.parametrize("text", ["TUR", "tur", " TR ", "Tr"])
def test_a_code_is_taken_in_two_or_three_letters_and_any_case(text: str) -> None:
    assert atlas.code(text) == "TUR"


@pytest.mark.parametrize(
    ("text", "hint"),
    [("Turkye", r"did you mean TUR \(Turkey\)"), ("SYX", "SYR"), ("", "such as TUR or TR")],
)
def test_an_unknown_country_is_refused_with_what_may_be_meant(text: str, hint: str) -> None:
    with pytest.raises(atlas.UnknownCountry, match=f'unknown country "{text}".*{hint}'):
        atlas.code(text)


def test_an_unknown_country_cannot_steer_a_terminal() -> None:
    with pytest.raises(atlas.UnknownCountry, match=r"\\x1b"):
        atlas.code("T\x1b[31m")


def test_countries_without_a_common_border_are_refused_with_the_neighbours() -> None:
    with pytest.raises(atlas.NotNeighbours, match=r"TUR and JOR share no .* TUR borders ARM, AZE"):
        atlas.border("TUR", "JOR")


def test_a_border_with_a_country_that_is_not_shipped_says_so() -> None:
    with pytest.raises(atlas.NotNeighbours, match=r"no border of GEO \(Georgia\)"):
        atlas.border("TUR", "GEO")


def test_a_border_of_a_country_with_itself_is_refused() -> None:
    with pytest.raises(atlas.NotNeighbours, match=r"needs two countries, got TUR twice"):
        atlas.border("TUR", "TR")


def test_land_that_is_not_shipped_is_refused() -> None:
    with pytest.raises(atlas.NotShipped, match=r"no land of GRC \(Greece\)"):
        atlas.land("GRC")


def test_land_of_a_box_is_the_polygons_that_meet_it_whole() -> None:
    whole = set(shapely.to_wkb(shapely.get_parts(atlas.land("TUR"))))
    near = shapely.get_parts(atlas.land("TUR", (25.5, 39.7, 26.2, 40.3)))
    assert set(shapely.to_wkb(near)) < whole


def test_land_of_a_box_without_any_is_empty() -> None:
    assert atlas.land("TUR", (0.0, 0.0, 1.0, 1.0)).is_empty


def test_the_rivers_are_simple_lines_with_short_bridges() -> None:
    for name in atlas.river_names():
        river = atlas.river(name)
        assert river.line.is_simple
        assert all(bridge.length_km <= 5 for bridge in river.bridges)


@pytest.mark.parametrize(
    ("name", "upstream", "downstream"),
    [
        ("Euphrates", (38.74, 38.80), (47.43, 31.0)),
        ("Tigris", (40.23, 37.89), (47.43, 31.0)),
        ("Khabur", (40.046, 36.832), (40.43, 35.15)),
        ("Orontes", (36.618, 34.666), (35.96, 36.05)),
    ],
)
def test_a_river_runs_downstream(
    name: str, upstream: tuple[float, float], downstream: tuple[float, float]
) -> None:
    line = atlas.river(name).line
    assert GEOD.inv(*line.coords[0], *upstream)[2] < 5000
    assert GEOD.inv(*line.coords[-1], *downstream)[2] < 5000


def test_the_khabur_is_extended_to_the_border_and_says_so(turkey_syria: LineString) -> None:
    khabur = atlas.river("Khabur")
    assert khabur.line.coords[0] in set(turkey_syria.coords)
    assert "extended" in khabur.note


@pytest.mark.parametrize("name", ["euphrates", "Fırat", "firat", "الفرات", " Al Furat "])
def test_a_river_is_found_by_its_other_names(name: str) -> None:
    assert atlas.river(name).name == "Euphrates"


def test_an_unknown_river_is_refused_with_what_may_be_meant() -> None:
    with pytest.raises(atlas.UnknownRiver, match='unknown river "Eufrates": did you mean Euph'):
        atlas.river("Eufrates")


def test_the_golan_carries_a_note() -> None:
    (golan,) = [o for o in atlas.overlaps_in((35.7, 32.9, 35.8, 33.1)) if o.b == "SYR"]
    assert golan.drawn_as == "ISR"
    assert "claimed by both" in golan.note


def test_an_overlap_is_drawn_as_the_country_it_says() -> None:
    for overlap in atlas.overlaps_in(atlas.covered()):
        point = overlap.geometry.representative_point()
        assert atlas.land(overlap.drawn_as).intersects(point)
        other = overlap.b if overlap.drawn_as == overlap.a else overlap.a
        assert not atlas.land(other).intersects(point)


def test_turkey_syria_touches_no_overlap(turkey_syria: LineString) -> None:
    assert not any(o.geometry.intersects(turkey_syria) for o in atlas.overlaps_in(COVERED))


@pytest.mark.parametrize(
    "lake",
    [(43.0, 38.6), (38.17, 35.98), (38.9, 38.75), (38.6, 37.55)],
    ids=["Van", "Assad", "Keban", "Atatürk"],
)
def test_the_large_lakes_are_there_to_draw(lake: tuple[float, float]) -> None:
    lon, lat = lake
    near = atlas.lakes_in((lon - 0.2, lat - 0.2, lon + 0.2, lat + 0.2))
    assert any(polygon.distance(shapely.Point(lake)) < 0.1 for polygon in near)


def test_the_context_is_a_valid_coverage_around_the_covered_box() -> None:
    shapes = np.array([country.geometry for country in atlas.context_in((25, 16, 64, 43))])
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)


def test_every_vintage_has_an_attribution_and_a_licence() -> None:
    land, rivers, names = atlas.vintages()
    assert land.attribution == "© OpenStreetMap contributors"
    assert (land.date, land.tolerance_m) == ("December 2017", 10.0)
    assert [v.licence for v in (land, rivers, names)] == [
        "ODbL-1.0",
        "LGPL-3.0-or-later",
        "CC-BY-4.0",
    ]


def test_importing_the_atlas_imports_nothing_heavy() -> None:
    program = (
        "import sys, geozone.atlas; "
        "print({'geopandas', 'pandas', 'pyproj', 'folium'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"set()"


def test_reading_is_quick() -> None:
    program = (
        "import time; from geozone import atlas; t = time.perf_counter(); "
        "atlas.border('TUR', 'SYR'); print(time.perf_counter() - t); t = time.perf_counter(); "
        "atlas.context_in((33, 32, 46, 41)); print(time.perf_counter() - t)"
    )
    best = np.full(2, np.inf)
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
        best = np.minimum(best, [float(word) for word in done.stdout.split()])
    assert best[0] < 0.05  # 3 ms where it was written; loose, for a busy machine
    assert best[1] < 0.1
