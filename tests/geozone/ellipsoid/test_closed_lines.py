"""Lines that close upon themselves, retrace their way or nearly do: their buffer is whole."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import example, given
from hypothesis import strategies as st
from shapely import GeometryCollection, LineString, MultiLineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geozone import buffer
from geozone.ellipsoid import outlines, planar_buffer
from geozone.ellipsoid.contours import contours
from geozone.ellipsoid.nearest import MeasuredLine
from geozone.errors import GeozoneError
from tests.geozone import oracle, outline_error
from tests.geozone.cli.test_commands import run
from tests.geozone.oracle import Floats
from tests.geozone.vector_made import geojson
from tests.sampling import examples

TOLERANCE_M = 1.0
METRE = 1 / 111_000  # degrees of latitude
THERE_AND_BACK = [(36, 36.8), (36.1, 36.81), (36, 36.8)]
# A ring 4 mm wide. Its outline in a plane is simplified, and then it retraces itself.
HAIR = [
    (38.0, 36.2), (38.00837315, 36.20210233), (38.01344149, 36.20337487),
    (38.02196063, 36.20551381), (38.0261218, 36.20655858), (38.03112537, 36.20781484),
    (38.0199341, 36.20500496), (38.00980491, 36.20246175), (38.00378044, 36.20094917),
    (38.00191465, 36.20048071), (38.0, 36.2),
]  # fmt: skip


def placed(metres: Floats, lon: float, lat: float) -> Floats:
    """What was laid out in metres east and north, about a place."""
    return (lon, lat) + metres * METRE / [np.cos(np.radians(lat)), 1]


SHAPES = st.sampled_from(["ring", "there and back", "eight", "spikes", "triangle"])
WIDTHS_M = st.sampled_from([0, 1e-4, 0.01, 0.1, 1, 5, 50])


def laid_out(shape: str, length_m: float, width_m: float, rng: np.random.Generator) -> Floats:
    """Vertices in metres of a line that closes upon itself, or runs back beside itself."""
    count = int(rng.integers(2, 8))
    if shape == "triangle":
        return np.array(
            [[0, 0], [length_m, 0], [length_m * rng.uniform(-0.2, 1.2), width_m], [0, 0]]
        )
    if shape == "eight":
        turn = np.linspace(0, 2 * np.pi, 3 * count)
        found = np.column_stack([length_m * np.sin(turn), max(width_m, 1) * np.sin(2 * turn)])
        found[-1] = found[0]
        return found
    if shape == "ring":
        there, back = np.sort(rng.uniform(0, length_m, count)), rng.uniform(0, length_m, count)
        along = np.concatenate([[0], there, [length_m], np.sort(back)[::-1], [0]])
        found = np.column_stack([along, rng.uniform(-width_m, width_m, len(along))])
        found[-1] = found[0]
        return found
    heading = np.cumsum(rng.normal(0, 0.5, count))
    way = np.cumsum(np.column_stack([np.cos(heading), np.sin(heading)]), axis=0) * length_m / count
    if shape == "there and back":
        back = way[::-1][1:] + rng.normal(0, 1, (count - 1, 2)) * width_m
        return np.concatenate([way, back, way[:1]] if rng.random() < 0.5 else [way, back])
    tips = way + rng.normal(0, length_m, way.shape)
    found = np.stack([way, tips, way, way], axis=1).reshape(-1, 2)  # each foot twice, and again
    return np.concatenate([found, found[:1]])


@st.composite
def lines(draw: st.DrawFn) -> LineString:
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    metres = laid_out(draw(SHAPES), 10 ** draw(st.floats(2, 4.3)), draw(WIDTHS_M), rng)
    turn = rng.uniform(0, 2 * np.pi)
    rotated = metres @ [[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]
    return LineString(placed(rotated, draw(st.floats(-170, 170)), draw(st.floats(-70, 70))))


def faults(geometry: BaseGeometry, area: BaseGeometry, distance_m: float) -> list[str]:
    """What is wrong with a buffer of lines, by the oracle."""
    if area.is_empty or not area.is_valid:
        return ["empty" if area.is_empty else "not valid"]
    parts = [shapely.get_coordinates(part) for part in shapely.get_parts(geometry)]
    edges = np.concatenate([np.stack([part[:-1], part[1:]], axis=1) for part in parts])
    exact = oracle.Oracle(parts)
    found = []
    if not shapely.contains_xy(area, *oracle.nine_points(edges).reshape(-1, 2).T).all():
        found.append("does not hold the line")
    beside = np.concatenate(
        [oracle.moved(edges[:, 0], a, distance_m * 0.98) for a in range(0, 360, 30)]
    )
    near = (
        exact.distance_m(beside) < distance_m - 5 * TOLERANCE_M
    )  # pockets so wide may be left out
    if not shapely.contains_xy(area, *beside[near].T).all():
        found.append("does not hold what is near")
    if not outline_error.keeps_to(area, exact, distance_m, min(TOLERANCE_M, distance_m / 10)):
        found.append("its outline is off")
    return found


@examples(40)
@given(lines(), st.floats(150, 40_000))
@example(LineString(THERE_AND_BACK), 20_000)
@example(LineString(HAIR), 10_000)
def test_the_buffer_of_a_closed_or_retraced_line_is_whole_and_exact(
    line: LineString, distance_m: float
) -> None:
    assert faults(line, buffer(line, distance_m), distance_m) == []


@examples(15)
@given(lines(), st.floats(150, 40_000))
@example(LineString(THERE_AND_BACK), 20_000)
def test_the_buffer_of_parts_that_retrace_each_other_is_whole_and_exact(
    line: LineString, distance_m: float
) -> None:
    lonlat = shapely.get_coordinates(line)
    many = MultiLineString([lonlat, lonlat[::-1]])
    assert faults(many, buffer(many, distance_m), distance_m) == []


@examples(10)
@given(lines(), st.floats(150, 5_000), st.floats(1.1, 5))
@example(LineString(THERE_AND_BACK), 5_000, 4)
def test_of_several_distances_each_buffer_of_a_closed_line_is_whole(
    line: LineString, distance_m: float, more: float
) -> None:
    distances_m = [distance_m, distance_m * more]
    for each_m, area in zip(distances_m, buffer(line, distances_m), strict=True):
        assert faults(line, area, each_m) == []


TINY = [
    (28.10802966239687, -0.7073829276652264),
    (28.108030915798633, -0.7073891319080675),
    (28.10803187066724, -0.7073855409361129),
    (28.108032868890618, -0.7073895624617387),
    (28.108030689708, -0.707382792877981),
    (28.10802966239687, -0.7073829276652264),
]


@pytest.mark.parametrize(
    ("lonlat", "distance_m"),
    [
        ([(179.95, 36.8), (-179.99, 36.82), (179.95, 36.8)], 20_000),
        ([(36, 86.8), (36.9, 86.81), (36, 86.8)], 20_000),
        ([(36, -88), (38.9, -88.01), (36, -88)], 20_000),
        (TINY, 21.43383755332997),
    ],
)
def test_it_is_whole_over_the_antimeridian_near_a_pole_and_within_metres(
    lonlat: list[tuple[float, float]], distance_m: float
) -> None:
    area = buffer(LineString(lonlat), distance_m)
    exact = oracle.of_line(LineString([(lon % 360, lat) for lon, lat in lonlat]))
    assert shapely.intersects(area, shapely.points(lonlat)).all()
    points = oracle.fifteen_inside(outline_error.free(area)).reshape(-1, 2)
    off_m = np.abs(exact.distance_m(points) - distance_m)
    assert off_m.max() <= min(TOLERANCE_M, distance_m / 10)


def slender() -> dict[str, BaseGeometry]:
    hole = [(0, 0), (8_900, 1_100), (2_874, 355.2155), (0, 0)]
    spiked = [
        (0, 0),
        (1_000, 0),
        (1_000.002, 15_000),
        (1_000.004, 0),
        (2_000, 0),
        (1_000, -900),
        (0, 0),
    ]
    outside = [(-20_000, -20_000), (30_000, -20_000), (30_000, 20_000), (-20_000, 20_000)]
    hairs, spikes, box = (placed(np.array(each), 36, 36.8) for each in (hole, spiked, outside))
    # Found by chance: 22 km long and 3 m wide.
    blade = Polygon([
        (11.489576756673216, 60.81543283702814), (11.445676526495477, 60.719811143685845),
        (11.449003383377166, 60.727050564251556),
    ])  # fmt: skip
    return {
        "blade": blade,
        "hole": Polygon(box, [hairs]),
        "spike": Polygon(spikes),
        "hair": Polygon(hairs),
        "collection": GeometryCollection(
            [Polygon(hairs), LineString(THERE_AND_BACK), GeometryCollection([blade, Point(11, 60)])]
        ),
    }


@pytest.mark.parametrize("what", ["collection", "blade, hair, hole, spike"])
def test_slender_polygons_and_collections_are_within_their_buffers(what: str) -> None:
    for name in what.split(", "):
        geometry = slender()[name]
        for area in buffer(geometry, [100, 2_000, 20_407.811390603238], tolerance_m=10):
            assert area.is_valid
            assert shapely.contains_properly(area, geometry)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("at", [(180, -40), (-180, 0)])
def test_a_line_without_length_is_a_point_also_beside_one_round_the_world(
    at: tuple[float, float],
) -> None:
    world = LineString([(-170, 10), (0, 10), (170, 10)])
    line, point = (
        buffer(GeometryCollection([world, each]), 20_000)
        for each in (LineString([at, at]), Point(at))
    )
    assert line.equals(point)


@pytest.mark.parametrize("shape", ["ring", "there and back"])
def test_depth_lines_around_a_closed_line_are_not_torn(shape: str) -> None:
    distances_m = [3_000, 9_000, 21_000]
    for seed in range(6):
        metres = laid_out(shape, 9_000, 5, np.random.default_rng(seed))
        line = placed(metres, 36, 36.8)
        region = shapely.box(35, 36, 37, 37.6)
        shapely.prepare(region)
        found = contours(MeasuredLine.of([line]), distances_m, tolerance_m=100, within=region)
        for rough, exact in zip(found, buffer(LineString(line), distances_m), strict=True):
            long_m = sum(oracle.WGS84.geometry_length(part) for part in rough.geoms)
            assert long_m == pytest.approx(oracle.length_m(exact), rel=0.04)


def test_a_buffer_that_lacks_a_part_of_the_line_is_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What GEOS does with a closed line stands for any fault of its buffers."""
    monkeypatch.setattr(planar_buffer, "_opened", lambda line: line)
    with pytest.raises(GeozoneError, match="give the geometry in smaller pieces") as refused:
        buffer(LineString(THERE_AND_BACK), 20_000)
    assert "\n" not in str(refused.value)
    assert "the buffer of 20000 m could not be made around 36.00000, 36.80000" in str(refused.value)


def test_a_zone_round_the_world_that_lacks_a_part_is_refused() -> None:
    area = shapely.box(0, 0, 180, 1)
    lines = [np.array([[180.0, 0.5], [1.0, 0.5]]), np.array([[-1.0, 0.5]])]
    outlines.check_holds(area, lines[:1], 100)
    with pytest.raises(GeozoneError, match=r"around -1\.00000, 0\.50000: give"):
        outlines.check_holds(area, lines, 100)


@pytest.mark.parametrize("into", [["left", "right"], ["left"]])  # right of it there are 10 m²
def test_on_the_command_line_a_ring_thin_as_a_hair_has_its_zone(
    tmp_path: Path, into: list[str]
) -> None:
    file = str(geojson(tmp_path / "hair.geojson", LineString(HAIR)))
    options = [word for each in into for word in ("--into", each)]
    ran = run("compare", "--line", file, *options, "--depth", "10", "--format", "json")
    assert ran.code == 0, ran.err
    (zone,) = ran.json["zones"]
    wanted_km2 = oracle.area_m2(buffer(LineString(HAIR), 10_000)) / 1e6
    assert zone["area_km2"] == pytest.approx(wanted_km2, rel=0.01)


@examples(12, deadline=None)
@given(
    st.floats(0.02, 0.3), st.floats(-0.1, 0.1), st.floats(-3e-4, 3e-4), st.sampled_from([2, 10, 25])
)
def test_on_the_command_line_a_slender_ring_is_whole_or_refused_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, east: float, north: float, aside: float, km: int
) -> None:
    """Out and back to the start, the way back beside the way out by up to 30 m, or on it."""
    start = (38.0, 36.8)
    end, back = (38 + east, 36.8 + north), (38 + east / 2, 36.8 + north / 2 + aside)
    ring = LineString([start, end, back, start])
    file = str(geojson(tmp_path_factory.mktemp("ring") / "ring.geojson", ring))
    options = ("--line", file, "--into", "left", "--into", "right", "--depth", str(km))
    ran = run("compare", *options, "--format", "json")
    if ran.code:
        assert (ran.code, len(ran.err.splitlines())) == (2, 1)
        return
    (zone,) = ran.json["zones"]
    wanted_km2 = oracle.area_m2(buffer(ring, km * 1000)) / 1e6
    assert zone["area_km2"] == pytest.approx(wanted_km2, rel=0.01)
    assert wanted_km2 > 3.14 * km**2  # a disc about any of its points is within
