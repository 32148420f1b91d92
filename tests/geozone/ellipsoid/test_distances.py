"""Distances of many points from any geometry, against geographiclib and the oracle."""

from __future__ import annotations

import re
from decimal import Decimal

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geozone import GeozoneError, distance_km, nearest_points
from tests.geozone import oracle
from tests.sampling import examples

LINE = shapely.LineString([(37.0, 36.6), (37.4, 36.9), (37.8, 36.5), (38.6, 36.8)])
FAR_M = (0.001, 1.0, 30.0, 1_000.0, 40_000.0, 150_000.0, 499_000.0)


def bent(lat: float) -> list[tuple[float, float]]:
    """A line of two edges, some kilometres long at any latitude."""
    east = 0.02 / np.cos(np.radians(lat))
    return [(10, lat), (10 + east, lat + 0.005), (10 + 1.7 * east, lat - 0.002)]


@pytest.mark.parametrize("lat", [0.0, 36.7, -62.0, 80.0, 88.5])
def test_distances_are_those_of_geographiclib_to_a_millimetre_up_to_500_km(lat: float) -> None:
    rng = np.random.default_rng(int(abs(lat)))
    line = bent(lat)
    on = oracle.sampled(np.array(line))
    start = on[rng.integers(0, len(on), len(FAR_M))]
    points = oracle.moved(start, rng.uniform(0, 360, len(FAR_M)), FAR_M)
    exact = [oracle.brute_force_m(point, [line]) for point in points]
    found = distance_km(points, shapely.LineString(line)) * 1000
    assert found == pytest.approx(exact, rel=0, abs=0.001)


@examples(30)
@given(
    st.lists(st.tuples(st.floats(36, 38), st.floats(36, 38)), min_size=2, max_size=12, unique=True),
    st.integers(0, 2**32 - 1),
)
def test_any_line_is_measured_to_a_millimetre_at_every_point(
    line: list[tuple[float, float]], seed: int
) -> None:
    points = np.random.default_rng(seed).uniform((35.8, 35.8), (38.2, 38.2), (300, 2))
    exact = oracle.Oracle([line]).distance_m(points)
    found = distance_km(points, shapely.LineString(line)) * 1000
    assert np.abs(found - exact)[exact < 100_000].max(initial=0) < 0.001


def test_points_of_the_line_are_at_no_distance() -> None:
    on = oracle.sampled(shapely.get_coordinates(LINE))
    assert distance_km(on, LINE).max() * 1000 < 0.001


def test_of_two_stretches_as_near_as_each_other_the_nearer_counts() -> None:
    lon = np.linspace(37, 37.05, 40)
    between = np.column_stack([lon, np.full(40, 36.55)])
    for shift in np.linspace(-0.05, 0.05, 21) / 110_574:
        two = [[(37.0, 36.5 + shift), (37.05, 36.5 + shift)], [(37.0, 36.6), (37.05, 36.6)]]
        exact = oracle.Oracle(two).distance_m(between)
        found = distance_km(between, shapely.MultiLineString(two)) * 1000
        assert np.abs(found - exact).max() < 0.001


def test_nearest_points_lie_on_the_line_at_the_distance_that_is_told() -> None:
    points = np.random.default_rng(3).uniform((36.5, 36.2), (39, 37.2), (200, 2))
    found = nearest_points(points, LINE)
    exact = oracle.of_line(LINE).find(points)
    assert oracle.WGS84.inv(*points.T, *found.lonlat.T)[2] == pytest.approx(
        found.distance_km * 1000, abs=1e-6
    )
    assert np.abs(found.distance_km * 1000 - exact.distance_m).max() < 0.001
    assert shapely.distance(LINE, shapely.points(found.lonlat)).max() < 1e-9


def test_over_the_antimeridian_nearest_points_stay_between_180_and_180() -> None:
    line = shapely.LineString([(179, 10), (-179, 10.5)])
    found = nearest_points([(179.8, 10.4), (-179.8, 10.6)], line)
    assert (np.abs(found.lonlat[:, 0]) <= 180).all()
    assert np.sign(found.lonlat[:, 0]).tolist() == [1, -1]
    exact = oracle.Oracle([[(179, 10), (181, 10.5)]]).distance_m([(179.8, 10.4), (180.2, 10.6)])
    assert found.distance_km * 1000 == pytest.approx(exact, abs=0.001)


def test_what_lies_in_a_polygon_is_at_no_distance_and_in_its_hole_at_some() -> None:
    holed = shapely.Polygon(
        shapely.box(37, 36, 38, 37).exterior, [shapely.box(37.3, 36.3, 37.7, 36.7).exterior.coords]
    )
    points = [(37.1, 36.1), (37.5, 36.5), (36.9, 36.5)]
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(holed)]
    exact = oracle.Oracle(rings).distance_m(points) / 1000
    assert distance_km(points, holed).tolist() == pytest.approx([0, exact[1], exact[2]], abs=1e-6)
    assert distance_km(points, holed.boundary) == pytest.approx(exact, abs=1e-6)


@pytest.mark.parametrize(
    "points",
    [
        [shapely.Point(37.9, 36.4), shapely.Point(38, 36)],
        shapely.MultiPoint([(37.9, 36.4), (38, 36)]),
        ((37.9, 36.4), (38, 36)),
    ],
    ids=["points", "one of several points", "tuples"],
)
def test_points_come_in_many_forms(points: object) -> None:
    plain = distance_km([[37.9, 36.4], [38, 36]], LINE)
    assert distance_km(points, LINE).tolist() == plain.tolist()  # type: ignore[arg-type]


def test_a_series_of_points_is_measured_in_its_order() -> None:
    geopandas = pytest.importorskip("geopandas")
    series = geopandas.GeoSeries([shapely.Point(37.9, 36.4), shapely.Point(38, 36)], crs=4326)
    plain = distance_km([[37.9, 36.4], [38, 36]], LINE)
    assert distance_km(series, LINE).tolist() == plain.tolist()


def test_one_point_and_none_are_points_too() -> None:
    assert distance_km([37.9, 36.4], LINE).shape == (1,)
    assert distance_km(np.empty((0, 2)), LINE).shape == (0,)
    assert nearest_points(np.empty((0, 2)), LINE).lonlat.shape == (0, 2)


REFUSED = {
    "nan": (
        [(float("nan"), 36)],
        "points have a coordinate that is not a finite number: expected degrees",
    ),
    "a number beyond all floats": (
        [(38, 10**400)],
        "points have a coordinate that is not a finite number: expected degrees",
    ),
    "latitude first": ([(36, 137)], "points have a latitude of 137: give longitude first"),
    "metres": (
        [(412_000.0, 4_070_000.0)],
        (
            "points must be in degrees of longitude and latitude, got [412000.0, 4070000.0]: "
            "reproject it to EPSG:4326 first"
        ),
    ),
    "heights": (
        [(38, 36, 900), (39, 36, 800)],
        (
            "points must have shape (n, 2), got (2, 3): give longitude and latitude of each, "
            "without height"
        ),
    ),
    "one number too few": (
        [(38, 36), (39,)],
        "points must have shape (n, 2): give longitude and latitude of each",
    ),
    **{
        kind: (points, "points must be numbers: longitude and latitude of each")
        for kind, points in {
            "complex numbers": [(38 + 0j, 36 + 1j)],
            "dates": np.array([["2019-08-05", "2019-08-06"]], "datetime64[D]"),
            "spans of time": np.array([[38, 36]], "timedelta64[s]"),
            "texts of numbers": [("38", "36")],
            "true and false": [(True, False)],
            "true among others": np.array([(True, 36.0)], dtype=object),
            "masked": np.ma.masked_array([(38.0, 36.0)], mask=[(True, False)]),
        }.items()
    },
    "words": ([("Manbij", "Raqqa")], "points must be numbers: longitude and latitude of each"),
    "a line": ([LINE], "points must be points that are not empty, got LINESTRING (37 36.6, 37.4 "),
    "an empty point": ([shapely.Point()], "points must be points that are not empty, got POINT "),
}


def test_whole_and_decimal_numbers_are_coordinates() -> None:
    for points in (np.array([[38, 36]]), [(Decimal(38), Decimal(36))], np.float32([[38, 36]])):
        assert distance_km(points, LINE) == pytest.approx(distance_km([(38.0, 36.0)], LINE))


@pytest.mark.parametrize("case", REFUSED)
def test_what_are_no_points_is_refused_in_one_line(case: str) -> None:
    points, said = REFUSED[case]
    with pytest.raises(GeozoneError, match=f"^{re.escape(said)}"):
        distance_km(points, LINE)  # type: ignore[arg-type]


def test_a_line_that_cannot_be_measured_is_refused() -> None:
    with pytest.raises(GeozoneError, match=r"^geometry must not be empty"):
        distance_km([(38, 36)], shapely.LineString())


def test_a_polygon_has_no_nearest_point_for_what_lies_in_it() -> None:
    with pytest.raises(GeozoneError, match=r"^line must not be a polygon: give its boundary$"):
        nearest_points([(38, 36)], shapely.box(37, 36, 38, 37))
