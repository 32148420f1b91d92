"""What geometries `geozone.buffer` takes, and in which one line it refuses the others."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import shapely
from shapely import (
    GeometryCollection,
    LinearRing,
    LineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
    box,
)
from shapely.geometry.base import BaseGeometry

from geozone import GeozoneError, buffer
from geozone.ellipsoid.accepted_geometry import measurable
from tests.geozone import oracle

LINE = LineString([(37.0, 36.6), (37.4, 36.9), (37.8, 36.5), (38.6, 36.8)])
NAN, INF = float("nan"), float("inf")
SPAN = np.timedelta64(5, "s")  # of time; it says that it is a number


def line_with(coordinate: tuple[float, float]) -> LineString:
    with np.errstate(invalid="ignore"):
        return LineString([(37, 36), coordinate, (38, 37)])


REFUSED: dict[str, tuple[object, str]] = {
    "nan": (line_with((NAN, 36)), "geometry has a coordinate that is not a finite number"),
    "infinite": (line_with((38, -INF)), "geometry has a coordinate that is not a finite number"),
    "empty": (Polygon(), "geometry must not be empty: nothing lies near it"),
    "empty parts only": (
        GeometryCollection([Point(), GeometryCollection()]),
        "geometry must not be empty: nothing lies near it",
    ),
    "bow tie": (
        Polygon([(37, 36), (38, 37), (38, 36), (37, 37)]),
        (
            "geometry has a polygon that is not valid (Self-intersection[37.5 36.5]): repair it "
            "with shapely.make_valid first"
        ),
    ),
    "polygon without area": (
        Polygon([(37, 36), (38, 36), (37, 36)]),
        (
            "geometry has a polygon that is not valid (Too few points in geometry "
            "component[37 36]): repair it with shapely.make_valid first"
        ),
    ),
    "polygon over the antimeridian": (
        Polygon([(179, 10), (-179, 10), (-179, 11), (179, 11)]),
        (
            "geometry has a polygon with an edge over 358 degrees of longitude: cut it at the "
            "antimeridian, ±180"
        ),
    ),
    "right round": (
        LineString([(-180, 70), (180, 70)]),
        (
            "geometry has an edge over 360 degrees of longitude: add vertices on its way round the "
            "earth"
        ),
    ),
    "beyond a pole": (Point(0, 90.5), "geometry has a latitude of 90.5: give longitude first"),
    "latitude first": (
        LineString([(36, 137), (37, 138)]),
        "geometry has a latitude of 137: give longitude first",
    ),
    "0 to 360": (
        LineString([(179, 10), (183.5, 10)]),
        "geometry has a longitude of 183.5: give them from -180 to 180, cut at the antimeridian",
    ),
    "metres": (
        LineString([(100, 50), (412_000, 4_070_000)]),
        (
            "geometry must be in degrees of longitude and latitude, got [412000.0, 4070000.0]: "
            "reproject it to EPSG:4326 first"
        ),
    ),
    "near a pole": (
        Point(0, 89.95),
        (
            "distance_m must not reach to 89.9 degrees of latitude, got 5000 m from 89.950: give a "
            "smaller distance"
        ),
    ),
    "text": (
        "POINT (38 36)",
        (
            "geometry must be a shapely geometry, got str: read text with shapely.from_wkt or "
            "shapely.from_geojson"
        ),
    ),
    "GeoJSON": (
        {"type": "Point", "coordinates": [38, 36]},
        "geometry must be a shapely geometry, got dict: make it one with shapely.geometry.shape",
    ),
    "list": (
        [Point(38, 36)],
        (
            "geometry must be a shapely geometry, got list: make it one, for many a "
            "shapely.GeometryCollection"
        ),
    ),
    "nothing": (
        None,
        (
            "geometry must be a shapely geometry, got NoneType: make it one, for many a "
            "shapely.GeometryCollection"
        ),
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_has_no_right_answer_is_refused_in_one_line(case: str) -> None:
    geometry, said = REFUSED[case]
    with pytest.raises(GeozoneError, match=f"^{re.escape(said)}$"):
        buffer(geometry, 5_000)  # type: ignore[call-overload]


def test_a_series_of_geopandas_is_refused_with_what_to_do() -> None:
    geopandas = pytest.importorskip("geopandas")
    series = geopandas.GeoSeries([Point(38, 36)], crs=4326)
    with pytest.raises(GeozoneError, match=r"got GeoSeries: take its \.to_crs\(4326\)\.union_all"):
        buffer(series, 5_000)


@pytest.mark.parametrize("distance_m", ["5000", None, True, 5000 + 0j, [[5_000]], SPAN])
def test_what_is_no_number_is_no_distance(distance_m: object) -> None:
    with pytest.raises(GeozoneError, match=r"^distance_m must be from 10 to 500000 m, got "):
        buffer(LINE, distance_m)  # type: ignore[call-overload]


@pytest.mark.parametrize("tolerance_m", ["1", None, True, SPAN])
def test_what_is_no_number_is_no_tolerance(tolerance_m: object) -> None:
    with pytest.raises(GeozoneError, match=r"^tolerance_m must be from 0\.1 to 1000 m, got "):
        buffer(LINE, 5_000, tolerance_m=tolerance_m)  # type: ignore[call-overload]


@pytest.mark.parametrize("number", [10**400, -(10**400), Fraction(1, 1_000), np.float64(NAN)])
def test_a_number_of_any_kind_that_is_out_of_range_is_refused(number: Any) -> None:
    with pytest.raises(GeozoneError, match=r"^distance_m must be from 10 to 500000 m, got "):
        buffer(LINE, number)


@pytest.mark.parametrize("kind", [np.int64, np.float32, np.float64])
def test_any_kind_of_number_is_a_distance(kind: type) -> None:
    assert buffer(LINE, kind(5_000)).equals(buffer(LINE, 5_000))


def test_no_distances_give_no_geometries() -> None:
    assert buffer(LINE, []) == []


SAME: dict[str, tuple[BaseGeometry, BaseGeometry]] = {
    "heights of a line": (shapely.force_3d(LINE, 1_200.0), LINE),
    "heights of a polygon": (shapely.force_3d(box(37, 36, 38, 37), 9.0), box(37, 36, 38, 37)),
    "a height that is no number": (
        LineString([(37, 36, NAN), (38, 37, 5)]),
        LineString([(37, 36), (38, 37)]),
    ),
    "repeated vertices": (
        LineString(np.repeat(shapely.get_coordinates(LINE), 3, axis=0)),
        LINE,
    ),
    "a line without length": (LineString([(37, 36), (37, 36)]), Point(37, 36)),
    "empty parts": (GeometryCollection([Point(), LINE, Polygon()]), LINE),
    "collections in collections": (
        GeometryCollection([GeometryCollection([GeometryCollection([box(37, 36, 38, 37)])])]),
        box(37, 36, 38, 37),
    ),
    "a face drawn twice": (
        MultiPolygon([box(37, 36, 38, 37), box(37, 36, 38, 37)]),
        box(37, 36, 38, 37),
    ),
    "a ring as a line": (
        LinearRing([(37, 36), (38, 36), (38, 37)]),
        LineString([(37, 36), (38, 36), (38, 37), (37, 36)]),
    ),
}


@pytest.mark.parametrize("case", SAME)
def test_what_can_be_understood_gives_the_right_answer(case: str) -> None:
    given, plain = SAME[case]
    found, expected = buffer(given, 5_000), buffer(plain, 5_000)
    assert not found.has_z
    assert oracle.area_m2(shapely.symmetric_difference(found, expected)) < 2.0 * oracle.length_m(
        expected
    )


def test_a_line_that_crosses_itself_is_buffered_whole() -> None:
    loop = LineString([(37, 36), (38, 37), (38, 36), (37, 37)])
    outline = oracle.outline(buffer(loop, 5_000))
    distance = oracle.of_line(loop).distance_m(oracle.nine_points(outline).reshape(-1, 2))
    assert np.abs(distance - 5_000).max() <= 1.0


def test_faces_that_overlap_are_filled() -> None:
    two = MultiPolygon([box(37, 36, 37.6, 36.6), box(37.3, 36.3, 38, 37)])
    assert not two.is_valid
    found = buffer(two, 5_000)
    assert found.geom_type == "Polygon"
    assert not found.interiors


def test_of_a_collection_every_part_is_measured() -> None:
    found = measurable(
        GeometryCollection([MultiPoint([(1, 1), (2, 2)]), LINE, box(3, 3, 4, 4), Point()])
    )
    assert sorted(len(line) for line in found.lines) == [1, 1, 4, 5]
    assert len(found.faces) == 1


@pytest.mark.parametrize("distance_m", [10, 100])
def test_a_tolerance_beyond_the_distance_leaves_no_hole_in_the_truth(distance_m: float) -> None:
    disc = buffer(Point(38, 36), distance_m, tolerance_m=1_000)
    points = oracle.nine_points(oracle.outline(disc)).reshape(-1, 2)
    distance = oracle.Oracle([[(38.0, 36.0)]]).distance_m(points)
    assert np.abs(distance - distance_m).max() <= distance_m / 10
