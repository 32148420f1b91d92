"""The atlas as it is read: lines, land and what is refused."""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely.geometry import LineString
from shapely.ops import substring

from geozone.atlas import world

GEOD = Geod(ellps="WGS84")
PAIRS = [(a, b) for a in world.shipped() for b in world.neighbours(a) if a < b]
# Ends at land that belongs to no country (Bir Tawil, Ilemi) or where the border touches itself.
UNKNOWN_ENDS = {("EGY", "SDN"), ("KEN", "SSD"), ("ARG", "PRY")}
AROUND_SYRIA = (33.0, 32.0, 46.0, 41.0)


def length_km(line: LineString) -> float:
    return GEOD.geometry_length(line) / 1e3


def edges_m(points: np.ndarray) -> np.ndarray:
    return np.asarray(GEOD.inv(*points[:-1].T, *points[1:].T)[2])


@cache
def vertices(code: str) -> np.ndarray:
    """Every vertex of a country, as sorted complex numbers."""
    points = shapely.get_coordinates(world.land(code))
    return np.unique(points[:, 0] + 1j * points[:, 1])


def length_of(a: str, b: str) -> float:
    return sum(length_km(part.line) for part in world.border(a, b).parts)


def rings(code: str) -> list[np.ndarray]:
    polygons = shapely.get_parts(world.land(code))
    return [shapely.get_coordinates(ring) for ring in shapely.get_rings(polygons)]


@pytest.fixture(scope="module")
def turkey_syria() -> LineString:
    (part,) = world.border("TUR", "SYR").parts
    return part.line


def test_the_world_is_shipped() -> None:
    assert len(world.shipped()) == 250
    assert len(PAIRS) == 326
    assert world.covered() == (-180.0, -90.0, 180.0, 90.0)


def test_all_countries_of_a_box_are_drawn() -> None:
    codes = {country.code for country in world.context_in(AROUND_SYRIA)}
    assert " ".join(sorted(codes)) == "ARM AZE CYP IRN IRQ ISR JOR LBN PSE SAU SYR TUR"


def test_turkey_syria_is_one_line_from_the_mediterranean_to_iraq(turkey_syria: LineString) -> None:
    (part,) = world.border("TUR", "SYR").parts
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
    crossing = turkey_syria.intersection(world.river("Euphrates").line)
    assert crossing.geom_type == "Point"
    assert (crossing.x, crossing.y) == pytest.approx((38.024, 36.830), abs=0.001)
    along = substring(turkey_syria, 0, turkey_syria.project(crossing))
    assert 442 <= length_km(along) <= 444
    assert length_km(turkey_syria) - length_km(along) == pytest.approx(461, abs=5)


def test_every_border_vertex_is_a_vertex_of_both_countries() -> None:
    for a, b in PAIRS:
        for part in world.border(a, b).parts:
            points = shapely.get_coordinates(part.line)
            border = points[:, 0] + 1j * points[:, 1]
            for code in (a, b):
                at = np.searchsorted(vertices(code), border).clip(max=len(vertices(code)) - 1)
                assert (vertices(code)[at] == border).all(), (a, b, code)


def test_no_edge_of_a_border_is_longer_than_1_km() -> None:
    for a, b in PAIRS:
        for part in world.border(a, b).parts:
            assert edges_m(shapely.get_coordinates(part.line)).max() <= 1000.01, (a, b)


def test_no_line_of_a_border_crosses_itself() -> None:
    for a, b in PAIRS:
        for line in (part.line for part in world.border(a, b).parts):
            noded = shapely.get_coordinates(shapely.node(line))
            assert set(map(tuple, noded)) <= set(line.coords), (a, b)  # touching is no crossing


def test_every_border_has_a_length() -> None:
    assert min(length_of(a, b) for a, b in PAIRS) > 0.1


def test_the_land_of_neighbours_is_a_valid_coverage() -> None:
    land = np.array(
        [world.land(code) for code in ("TUR", "SYR", "IRQ", "LBN", "ISR", "JOR", "PSE")]
    )
    assert shapely.is_valid(land).all()
    assert shapely.coverage_is_valid(land)


@pytest.mark.parametrize("lake", [(43.0, 38.6), (38.17, 35.98), (38.6, 37.6)])
def test_lakes_and_reservoirs_are_land(lake: tuple[float, float]) -> None:
    assert any(shapely.intersects_xy(world.land(code), *lake) for code in ("TUR", "SYR"))


@pytest.mark.one_in(2)
@pytest.mark.parametrize("sea", [(35.5, 35.0), (30.0, 36.0), (50.5, 40.0), (50.0, 28.5)])
def test_the_sea_is_nobodys_land(sea: tuple[float, float]) -> None:
    assert not any(shapely.intersects_xy(world.land(code), *sea) for code in world.shipped())


def test_chainage_starts_in_the_west_or_in_the_north() -> None:
    for a, b in PAIRS:
        parts = world.border(a, b).parts
        lines = np.concatenate([shapely.get_coordinates(part.line) for part in parts])
        (west, south), (east, north) = lines.min(axis=0), lines.max(axis=0)
        eastward = (east - west) * np.cos(np.radians((south + north) / 2)) >= north - south
        starts = [part.line.coords[0] for part in parts]
        key = (lambda point: point[0]) if eastward else (lambda point: -point[1])
        assert starts == sorted(starts, key=key), (a, b)
        for part in parts:
            if not part.line.is_closed:
                points = shapely.get_coordinates(part.line)
                extreme = points[points[:, 0].argmin() if eastward else points[:, 1].argmax()]
                to_start, to_end = (GEOD.inv(*extreme, *points[k])[2] for k in (0, -1))
                assert to_start <= to_end, (a, b)


def test_a_ring_starts_at_its_westernmost_vertex_and_runs_clockwise() -> None:
    closed = [part for part in world.border("KGZ", "UZB").parts if part.line.is_closed]
    assert len(closed) == 4
    for part in closed:
        assert (part.start_at, part.end_at) == ("ring", "ring")
        assert not shapely.is_ccw(part.line)
        assert part.line.coords[0][0] == part.line.bounds[0]


def test_every_end_is_the_sea_a_third_country_a_ring_or_unknown() -> None:
    known = {"sea", "ring", "", *world.shipped()}
    unknown = set()
    for a, b in PAIRS:
        for part in world.border(a, b).parts:
            ends = {part.start_at, part.end_at}
            assert ends <= known - {a, b}, (a, b)
            assert part.line.is_closed == ("ring" in ends), (a, b)
            if "" in ends:
                unknown.add((a, b))
    assert unknown == UNKNOWN_ENDS


def test_lesotho_is_a_ring() -> None:
    (part,) = world.border("LSO", "ZAF").parts
    assert part.line.is_closed
    assert 1050 < length_km(part.line) < 1150


@pytest.mark.parametrize(("a", "b"), [("ITA", "SMR"), ("ITA", "VAT")])
def test_an_enclave_is_one_ring(a: str, b: str) -> None:
    assert [part.start_at for part in world.border(a, b).parts] == ["ring"]


def test_russia_poland_is_the_border_of_kaliningrad() -> None:
    parts = world.border("POL", "RUS").parts
    ends = {end for part in parts for end in (part.start_at, part.end_at)}
    assert ends == {"sea", "LTU"}
    assert 190 < length_of("POL", "RUS") < 215


def test_baarle_has_its_enclaves() -> None:
    closed = [part for part in world.border("BEL", "NLD").parts if part.line.is_closed]
    assert len(closed) > 20


def test_llivia_is_a_ring_of_its_own() -> None:
    rings = [part.line for part in world.border("ESP", "FRA").parts if part.line.is_closed]
    pheasant_island, llivia = sorted(map(length_km, rings))
    assert pheasant_island < 1
    assert llivia == pytest.approx(18.4, abs=0.5)


def test_kosovo_is_drawn_by_itself() -> None:
    assert world.neighbours("XKX") == ("ALB", "MKD", "MNE", "SRB")
    assert 350 < length_of("SRB", "XKX") < 400
    assert 70 < length_of("MNE", "XKX") < 85


def test_russia_and_the_united_states_share_no_land() -> None:
    with pytest.raises(world.NotNeighbours):
        world.border("RUS", "USA")


@pytest.mark.parametrize(
    ("code", "lat"), [("RUS", (65.0, 70.0)), ("FJI", (-17.5, -16.0))], ids=["Chukotka", "Fiji"]
)
def test_land_is_joined_at_the_antimeridian(code: str, lat: tuple[float, float]) -> None:
    east = world.land(code, (179.0, lat[0], 183.0, lat[1]))
    west = world.land(code, (-181.0, lat[0], -177.0, lat[1]))
    assert shapely.intersects(east, shapely.LineString([(180, lat[0]), (180, lat[1])]))
    box = (179.0, lat[0], 183.0, lat[1])
    clipped = shapely.clip_by_rect(east, *box)
    same = shapely.clip_by_rect(west, -181.0, lat[0], -177.0, lat[1])
    assert clipped.area == pytest.approx(same.area, rel=1e-9)
    assert clipped.bounds[2] > 180
    assert shapely.is_valid(east)


def published() -> list[dict[str, str]]:
    table = Path(world.__file__).parents[1] / "data" / "borders-odbl.csv"
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_most_lengths_are_near_those_published() -> None:
    rows = published()
    assert [(row["a"], row["b"]) for row in rows] == sorted(PAIRS)
    for row in rows:
        assert float(row["length_km"]) == pytest.approx(length_of(row["a"], row["b"]), abs=0.01)
    said = np.array([float(row["differs_percent"]) for row in rows if row["published_km"]])
    assert len(said) > 290
    assert (np.abs(said) <= 5).mean() > 0.65
    assert (np.abs(said) <= 10).mean() > 0.85


def test_a_length_that_differs_from_the_published_one_says_why() -> None:
    for row in published():
        much = bool(row["published_km"]) and abs(float(row["differs_percent"])) > 5.05
        assert not much or row["note"], row


def test_any_border_is_read_in_10_ms() -> None:
    times = []
    for a, b in PAIRS:
        world._border.cache_clear()  # the file, not the cache, is timed
        start = time.process_time()
        world.border(a, b)
        times.append(time.process_time() - start)
    assert np.median(times) < 0.01
    assert np.quantile(times, 0.95) < 0.03  # loose, for a busy machine


def test_the_order_asked_for_changes_the_names_and_not_the_line() -> None:
    one, other = world.border("TR", "SY"), world.border("SYR", "TUR")
    assert (one.a, one.b, other.a, other.b) == ("TUR", "SYR", "SYR", "TUR")
    assert one.parts == other.parts


def test_neighbours_are_those_with_a_border() -> None:
    assert world.neighbours("tr") == ("ARM", "AZE", "BGR", "GEO", "GRC", "IRN", "IRQ", "SYR")
    assert world.neighbours("CYP") == ()


@pytest.mark.parametrize("text", ["TUR", "tur", " TR ", "Tr"])
def test_a_code_is_taken_in_two_or_three_letters_and_any_case(text: str) -> None:
    assert world.code(text) == "TUR"


@pytest.mark.parametrize(
    ("text", "hint"),
    [("Turkye", r"did you mean TUR \(Turkey\)"), ("SYX", "SYR"), ("", "such as TUR or TR")],
)
def test_an_unknown_country_is_refused_with_what_may_be_meant(text: str, hint: str) -> None:
    with pytest.raises(world.UnknownCountry, match=f'unknown country "{text}".*{hint}'):
        world.code(text)


def test_an_unknown_country_cannot_steer_a_terminal() -> None:
    with pytest.raises(world.UnknownCountry, match=r"\\x1b"):
        world.code("T\x1b[31m")


def test_countries_without_a_common_border_are_refused_with_the_neighbours() -> None:
    with pytest.raises(world.NotNeighbours, match=r"TUR and JOR share no .* TUR borders ARM, AZE"):
        world.border("TUR", "JOR")


def test_a_border_of_a_country_with_itself_is_refused() -> None:
    with pytest.raises(world.NotNeighbours, match=r"needs two countries, got TUR twice"):
        world.border("TUR", "TR")


def test_land_that_is_not_shipped_is_refused() -> None:
    with pytest.raises(world.NotShipped, match=r"no land of ANT \(Netherlands Antilles\)"):
        world.land("ANT")


def test_land_of_a_box_is_the_polygons_that_meet_it_whole() -> None:
    whole = set(shapely.to_wkb(shapely.get_parts(world.land("TUR"))))
    near = shapely.get_parts(world.land("TUR", (25.5, 39.7, 26.2, 40.3)))
    assert set(shapely.to_wkb(near)) < whole


def test_land_of_a_box_without_any_is_empty() -> None:
    assert world.land("TUR", (0.0, 0.0, 1.0, 1.0)).is_empty


def test_the_rivers_are_simple_lines_with_short_bridges() -> None:
    for name in world.river_names():
        river = world.river(name)
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
    line = world.river(name).line
    assert GEOD.inv(*line.coords[0], *upstream)[2] < 5000
    assert GEOD.inv(*line.coords[-1], *downstream)[2] < 5000


def test_the_khabur_is_extended_to_the_border_and_says_so(turkey_syria: LineString) -> None:
    khabur = world.river("Khabur")
    assert khabur.line.coords[0] in set(turkey_syria.coords)
    assert "extended" in khabur.note


@pytest.mark.parametrize("name", ["euphrates", "Fırat", "firat", "الفرات", " Al Furat "])
def test_a_river_is_found_by_its_other_names(name: str) -> None:
    assert world.river(name).name == "Euphrates"


def test_an_unknown_river_is_refused_with_what_may_be_meant() -> None:
    with pytest.raises(world.UnknownRiver, match='unknown river "Eufrates": did you mean Euph'):
        world.river("Eufrates")


def test_the_golan_carries_a_note() -> None:
    (golan,) = [o for o in world.overlaps_in((35.7, 32.9, 35.8, 33.1)) if o.b == "SYR"]
    assert golan.drawn_as == "ISR"
    assert "claimed by both" in str(golan.note)


def test_an_overlap_is_drawn_as_the_country_it_says() -> None:
    for overlap in world.overlaps_in(AROUND_SYRIA):
        point = overlap.geometry.representative_point()
        assert world.land(overlap.drawn_as).intersects(point)
        other = overlap.b if overlap.drawn_as == overlap.a else overlap.a
        assert not world.land(other).intersects(point)


def test_turkey_syria_touches_no_overlap(turkey_syria: LineString) -> None:
    assert not any(o.geometry.intersects(turkey_syria) for o in world.overlaps_in(AROUND_SYRIA))


@pytest.mark.parametrize(
    "lake",
    [(43.0, 38.6), (38.17, 35.98), (38.9, 38.75), (38.6, 37.55)],
    ids=["Van", "Assad", "Keban", "Atatürk"],
)
def test_the_large_lakes_are_there_to_draw(lake: tuple[float, float]) -> None:
    lon, lat = lake
    near = world.lakes_in((lon - 0.2, lat - 0.2, lon + 0.2, lat + 0.2))
    assert any(polygon.distance(shapely.Point(lake)) < 0.1 for polygon in near)


def test_the_context_is_a_valid_coverage_around_the_covered_box() -> None:
    shapes = np.array([country.geometry for country in world.context_in((25, 16, 64, 43))])
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)


def test_every_vintage_has_an_attribution_and_a_licence() -> None:
    land, rivers, names = world.vintages()
    assert land.attribution == "© OpenStreetMap contributors"
    assert (land.date, land.tolerance_m) == ("2024", 10.0)
    assert [v.licence for v in (land, rivers, names)] == [
        "ODbL-1.0",
        "LGPL-3.0-or-later",
        "CC-BY-4.0",
    ]


def test_importing_the_atlas_imports_nothing_heavy() -> None:
    program = (
        "import sys, geozone.atlas.world; "
        "print({'geopandas', 'pandas', 'pyproj', 'folium'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"set()"


def test_reading_is_quick() -> None:
    program = (
        "import time; from geozone.atlas import world; t = time.perf_counter(); "
        "world.border('TUR', 'SYR'); print(time.perf_counter() - t); t = time.perf_counter(); "
        "world.context_in((33, 32, 46, 41)); print(time.perf_counter() - t)"
    )
    best = np.full(2, np.inf)
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
        best = np.minimum(best, [float(word) for word in done.stdout.split()])
    assert best[0] < 0.05  # 3 ms where it was written; loose, for a busy machine
    assert best[1] < 0.1
