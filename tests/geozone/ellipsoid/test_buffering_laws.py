"""What must hold of the buffer of any geometry, whatever it is."""

from __future__ import annotations

import numpy as np
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from geozone import buffer, distance_km
from tests.geozone import oracle
from tests.sampling import examples

TOLERANCE_M = 1.0
Vertices = list[tuple[float, float]]


@st.composite
def lines(draw: st.DrawFn, *, most_lat: float = 75) -> Vertices:
    """Vertices of a line of some tens of kilometres, anywhere between two parallels."""
    lon, lat = draw(st.floats(-150, 150)), draw(st.floats(-most_lat, most_lat))
    east = 1 / np.cos(np.radians(lat))
    steps = draw(
        st.lists(
            st.tuples(st.floats(-0.4, 0.4), st.floats(-0.4, 0.4)),
            min_size=2,
            max_size=6,
            unique=True,
        )
    )
    return [(lon + east * x, lat + y) for x, y in steps]


def differ_little(one: BaseGeometry, other: BaseGeometry) -> bool:
    """Whether areas differ by no more than strips of both tolerances along their outlines."""
    apart_m2 = oracle.area_m2(shapely.make_valid(shapely.symmetric_difference(one, other)))
    return apart_m2 <= 2 * TOLERANCE_M * oracle.length_m(one) + 1.0


@examples(20)
@given(lines(), st.floats(100, 60_000), st.floats(3, 20_000))
def test_a_deeper_buffer_contains_a_shallower_one(
    line: Vertices, distance_m: float, more_m: float
) -> None:
    shallow, deep = buffer(shapely.LineString(line), [distance_m, distance_m + more_m])
    assert deep.covers(shallow)


@examples(20)
@given(lines(), st.floats(100, 60_000))
def test_the_direction_of_a_line_does_not_matter(line: Vertices, distance_m: float) -> None:
    there = buffer(shapely.LineString(line), distance_m)
    back = buffer(shapely.LineString(line[::-1]), distance_m)
    assert differ_little(there, back)


@examples(20)
@given(lines(), st.floats(100, 60_000), st.floats(0.05, 0.95))
def test_the_buffer_of_a_line_is_that_of_its_two_parts(
    line: Vertices, distance_m: float, share: float
) -> None:
    (ax, ay), (bx, by) = line[:2]
    at = (ax + share * (bx - ax), ay + share * (by - ay))
    parts = shapely.MultiLineString([[line[0], at], [at, *line[1:]]])
    assert differ_little(buffer(shapely.LineString(line), distance_m), buffer(parts, distance_m))


@examples(20)
@given(lines(), st.floats(100, 60_000), st.floats(-25, 25))
def test_a_line_shifted_in_longitude_has_its_buffer_shifted(
    line: Vertices, distance_m: float, degrees: float
) -> None:
    assume(max(abs(lon) for lon, _ in line) < 150)
    here = buffer(shapely.LineString(line), distance_m)
    there = buffer(shapely.LineString([(lon + degrees, lat) for lon, lat in line]), distance_m)
    back = shapely.transform(there, lambda lonlat: lonlat - (degrees, 0))
    assert differ_little(here, back)


@examples(10)
@given(lines(most_lat=70), st.floats(1_000, 60_000))
def test_a_line_over_the_antimeridian_has_the_buffer_that_it_has_elsewhere(
    line: Vertices, distance_m: float
) -> None:
    turn = 180 - line[0][0]
    over = [((lon + turn + 180) % 360 - 180, lat) for lon, lat in line]
    here = buffer(shapely.LineString([(lon + turn - 180, lat) for lon, lat in line]), distance_m)
    there = buffer(shapely.LineString(over), distance_m)
    assert np.abs(shapely.get_coordinates(there)[:, 0]).max() == 180
    back = shapely.transform(
        there, lambda lonlat: np.column_stack([(lonlat[:, 0] + 360) % 360 - 180, lonlat[:, 1]])
    )
    within_m2 = 2 * TOLERANCE_M * oracle.length_m(here)
    assert abs(oracle.area_m2(back) - oracle.area_m2(here)) <= within_m2


@examples(20)
@given(lines(), st.floats(100, 60_000), st.integers(0, 2**32 - 1))
def test_a_point_is_in_the_buffer_if_and_only_if_it_is_so_near(
    line: Vertices, distance_m: float, seed: int
) -> None:
    area = buffer(shapely.LineString(line), distance_m)
    west, south, east, north = area.bounds
    points = np.random.default_rng(seed).uniform((west, south), (east, north), (400, 2))
    beyond_m = distance_km(points, shapely.LineString(line)) * 1000 - distance_m
    sure = np.abs(beyond_m) > TOLERANCE_M
    inside = shapely.contains_xy(area, *points.T)
    assert (inside == (beyond_m < 0))[sure].all()


@examples(15)
@given(lines(), st.floats(50, 30_000), st.sampled_from([0.1, 1, 30, 1_000]))
def test_a_buffer_is_valid_right_handed_and_has_no_sliver(
    line: Vertices, distance_m: float, tolerance_m: float
) -> None:
    area = buffer(shapely.LineString(line), distance_m, tolerance_m=tolerance_m)
    assert area.is_valid
    least_m = min(tolerance_m, distance_m / 10)
    for polygon in shapely.get_parts(area):
        assert shapely.is_ccw(polygon.exterior)
        assert not any(shapely.is_ccw(hole) for hole in polygon.interiors)
        for ring in shapely.get_rings(polygon):
            face = shapely.Polygon(ring)
            assert oracle.area_m2(face) > 0.99 * least_m * oracle.length_m(face)
