"""The ellipsoid against geographiclib and PROJ."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from geozone.ellipsoid import geodesy
from geozone.ellipsoid.geodesy import LngLat
from tests.geozone import oracle

lngs = st.floats(-180, 180)
lats = st.floats(-85, 85)
points = st.tuples(lngs, lats)


@given(points, points)
def test_distances_are_those_of_geographiclib(
    a: tuple[float, float], b: tuple[float, float]
) -> None:
    exact = Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0])["s12"]
    assert geodesy.distance_m(a, b)[0] == pytest.approx(exact, abs=1e-6)


@given(points, st.floats(0, 360), st.floats(0, 1_000_000))
def test_the_way_to_a_point_and_back_gives_the_distance_that_was_gone(
    start: tuple[float, float], azimuth: float, metres: float
) -> None:
    there = geodesy.direct(start, azimuth, metres)
    assert geodesy.distance_m(start, there)[0] == pytest.approx(metres, abs=1e-6)


def test_points_are_broadcast_against_each_other() -> None:
    one, many = [37.0, 36.8], [[37.0, 36.8], [38.0, 36.8], [39.0, 36.8]]
    assert geodesy.distance_m(one, many).shape == (3,)
    assert geodesy.distance_m(many, one)[2] == pytest.approx(geodesy.distance_m(one, many)[2])


def test_one_point_gives_arrays_of_one_as_many_give_arrays_of_many() -> None:
    """numpy below 2.4 lets pyproj take an array of one value for a number."""
    there = geodesy.inverse([37.0, 36.8], [38.0, 36.8])
    assert there.azimuth.shape == there.distance_m.shape == (1,)
    assert geodesy.direct([37.0, 36.8], there.azimuth, there.distance_m).shape == (1, 2)


def test_a_path_over_the_antimeridian_goes_beyond_180() -> None:
    assert geodesy.direct([179.9, 0], 90, 50_000)[0, 0] == pytest.approx(180.349158, abs=1e-6)


def test_chainage_sums_the_edges_and_starts_at_nothing() -> None:
    line = [[36.0, 36.0], [36.5, 36.4], [37.0, 36.2]]
    edges = [
        Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0])["s12"] for a, b in itertools.pairwise(line)
    ]
    expected = [0, edges[0], sum(edges)]
    assert geodesy.chainage_m(line).tolist() == pytest.approx(expected, abs=1e-6)


def test_the_length_of_lines_is_that_of_all_their_parts() -> None:
    line = shapely.MultiLineString([[(0, 0), (1, 0)], [(5, 0), (6, 0)]])
    assert geodesy.length_m(line) == pytest.approx(2 * 111_319.4908, abs=1e-3)


def test_the_length_of_a_polygon_is_that_of_its_outline_with_holes() -> None:
    hole = [(0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6)]
    with_hole = shapely.Polygon(shapely.box(0, 0, 1, 1).exterior, [hole])
    shell, inner = shapely.box(0, 0, 1, 1), shapely.Polygon(hole)
    assert geodesy.length_m(with_hole) == pytest.approx(
        geodesy.length_m(shell) + geodesy.length_m(inner)
    )


@pytest.mark.parametrize("lat", [-60.0, 0.0, 36.7, 70.0])
def test_areas_are_those_of_geographiclib(lat: float) -> None:
    polygon = shapely.Polygon([(37, lat), (37.9, lat + 0.1), (38.1, lat + 0.8), (37.3, lat + 0.5)])
    fine = shapely.segmentize(polygon, 0.0003)  # straight in lon/lat and geodesics then agree
    assert geodesy.area_m2(polygon) == pytest.approx(oracle.area_m2(fine), rel=1e-9)


def test_areas_do_not_depend_on_the_way_a_ring_runs() -> None:
    polygon = shapely.Polygon([(37, 36), (37.9, 36.1), (38.1, 36.8)])
    assert geodesy.area_m2(polygon) == pytest.approx(geodesy.area_m2(polygon.reverse()), rel=1e-15)


def test_a_vertex_put_on_an_edge_does_not_change_an_area() -> None:
    plain, fine = shapely.box(37, 36, 38, 37), shapely.segmentize(shapely.box(37, 36, 38, 37), 0.1)
    assert geodesy.area_m2(plain) == pytest.approx(geodesy.area_m2(fine), rel=1e-13)


def test_a_hole_is_taken_off_the_area() -> None:
    hole = shapely.box(37.4, 36.4, 37.6, 36.6)
    around = shapely.box(37, 36, 38, 37).difference(hole)
    assert geodesy.area_m2(around) + geodesy.area_m2(hole) == pytest.approx(
        geodesy.area_m2(shapely.box(37, 36, 38, 37)), rel=1e-13
    )


def test_what_has_no_area_has_none() -> None:
    nothing = shapely.GeometryCollection([shapely.Point(1, 2), shapely.Polygon()])
    assert geodesy.area_m2(nothing) == 0


@given(points)
def test_earth_centred_coordinates_are_those_of_proj(point: tuple[float, float]) -> None:
    exact = oracle.earth_centred(np.array([point]))[0]
    assert geodesy.earth_centred(point)[0].tolist() == pytest.approx(exact.tolist(), abs=1e-6)


@given(
    st.tuples(st.floats(-179, 179), st.floats(-80, 80)), st.floats(-3e5, 3e5), st.floats(-3e5, 3e5)
)
def test_the_plane_and_back_is_where_one_was(
    centre: tuple[float, float], east: float, north: float
) -> None:
    lonlat = geodesy.from_plane([[east, north]], LngLat(*centre))
    assert geodesy.to_plane(lonlat, LngLat(*centre))[0].tolist() == pytest.approx(
        [east, north], abs=1e-5
    )


@given(st.floats(-1000, 1000), st.floats(-180, 180))
def test_the_nearest_turn_is_within_half_a_turn(lon: float, reference: float) -> None:
    turned = geodesy.nearest_turn(lon, reference)
    assert abs(turned - reference) <= 180 + 1e-9
    assert (turned - lon) % 360 == pytest.approx(0, abs=1e-9) or (
        (turned - lon) % 360 == pytest.approx(360, abs=1e-9)
    )
