"""All that lies within a distance, of any geometry, against an independent oracle."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import Phase, given
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from geozone import GeozoneError, buffer
from tests.geozone import oracle
from tests.sampling import examples

LINE = shapely.LineString([(37.0, 36.6), (37.4, 36.9), (37.8, 36.5), (38.6, 36.8)])
HOLED = shapely.Polygon(
    [(37, 36), (38, 36), (38, 37), (37, 37)],
    [[(37.3, 36.3), (37.3, 36.7), (37.7, 36.7), (37.7, 36.3)]],
)
SHAPES = {
    "point": shapely.Point(37.9, 36.5),
    "points": shapely.MultiPoint([(37.0, 36.5), (37.2, 36.5), (38.5, 36.9)]),
    "line": LINE,
    "lines": shapely.MultiLineString([[(37, 36.5), (37.4, 36.6)], [(38, 36.9), (38.3, 36.2)]]),
    "polygon": shapely.box(37, 36, 37.5, 36.4),
    "polygon with a hole": HOLED,
    "collection": shapely.GeometryCollection([shapely.Point(38.9, 36), LINE]),
}


def _lines(geometry: BaseGeometry) -> oracle.Oracle:
    """The oracle of all points, lines and rings."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    rings = [
        ring
        for part in parts
        for ring in (shapely.get_rings(part) if part.geom_type == "Polygon" else [part])
    ]
    return oracle.Oracle([shapely.get_coordinates(ring) for ring in rings])


CASES = [(shape, metres) for metres in (200, 5_000, 32_000) for shape in SHAPES]


@pytest.mark.parametrize(("shape", "distance_m"), CASES)
def test_every_point_of_the_outline_is_at_the_distance_within_a_metre(
    shape: str, distance_m: float
) -> None:
    points = oracle.nine_points(oracle.outline(buffer(SHAPES[shape], distance_m)))
    distance = _lines(SHAPES[shape]).distance_m(points.reshape(-1, 2))
    assert np.abs(distance - distance_m).max() <= 1.0


@examples(15, phases=[Phase.explicit, Phase.generate])
@given(
    st.lists(
        st.lists(st.tuples(st.floats(37, 38), st.floats(36.5, 37)), min_size=2, max_size=4),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from([3_000, 12_000, 32_000]),
)
def test_the_outline_of_any_lines_is_at_the_distance_within_a_metre(
    lines: list[list[tuple[float, float]]], distance_m: float
) -> None:
    outline = oracle.outline(buffer(shapely.MultiLineString(lines), distance_m))
    distance = oracle.Oracle(lines).distance_m(oracle.nine_points(outline).reshape(-1, 2))
    assert np.abs(distance - distance_m).max() <= 1.0


@pytest.mark.parametrize("tolerance_m", [0.1, 10, 200])
def test_the_tolerance_asked_for_is_kept(tolerance_m: float) -> None:
    outline = oracle.outline(buffer(LINE, 15_000, tolerance_m=tolerance_m))
    distance = _lines(LINE).distance_m(oracle.nine_points(outline).reshape(-1, 2))
    assert np.abs(distance - 15_000).max() <= tolerance_m


@pytest.mark.parametrize("distance_m", [10, 500_000])
def test_the_least_and_the_largest_distance_are_made(distance_m: float) -> None:
    outline = oracle.outline(buffer(shapely.Point(38, 36.8), distance_m))
    distance = _lines(shapely.Point(38, 36.8)).distance_m(
        oracle.nine_points(outline).reshape(-1, 2)
    )
    assert np.abs(distance - distance_m).max() <= 1.0


@pytest.mark.parametrize("shape", SHAPES)
def test_the_result_is_valid_and_right_handed(shape: str) -> None:
    result = buffer(SHAPES[shape], 8_000)
    assert result.is_valid
    assert result.geom_type in ("Polygon", "MultiPolygon")
    for polygon in shapely.get_parts(result):
        assert shapely.is_ccw(polygon.exterior)
        assert not any(shapely.is_ccw(hole) for hole in polygon.interiors)


def test_a_polygon_is_in_its_buffer_but_for_the_middle_of_a_wide_hole() -> None:
    result = buffer(HOLED, 5_000)
    assert result.covers(HOLED)
    assert not result.contains(shapely.Point(37.5, 36.5))
    assert buffer(HOLED, 20_000).contains(shapely.Point(37.5, 36.5))


@pytest.mark.parametrize("beyond_m", [10, 50, 200])
def test_a_hole_of_a_few_metres_within_a_ring_stays(beyond_m: float) -> None:
    azimuth = np.linspace(0, 360, 2001) % 360
    ring = oracle.moved(np.tile([38.0, 36.5], (2001, 1)), azimuth, 32_000 + beyond_m)
    area = buffer(shapely.LineString(ring), 32_000)
    ((hole,),) = [part.interiors for part in shapely.get_parts(area)]
    assert not area.contains(shapely.Point(38, 36.5))
    assert oracle.area_m2(shapely.Polygon(hole)) == pytest.approx(
        np.pi * beyond_m**2, abs=2 * np.pi * beyond_m
    )


def test_a_ring_just_narrower_than_twice_the_distance_has_no_hole() -> None:
    azimuth = np.linspace(0, 360, 2001) % 360
    ring = oracle.moved(np.tile([38.0, 36.5], (2001, 1)), azimuth, 31_995)
    assert not buffer(shapely.LineString(ring), 32_000).interiors


@pytest.mark.parametrize("latitude", [0.0, 37.0, 84.0])
@pytest.mark.parametrize("azimuth", [20.0, 75.0, 140.0])
@pytest.mark.parametrize("overlap_m", [0.2, 1.0, 3.0, 6.0, 12.0])
def test_discs_that_reach_into_each_other_by_about_the_tolerance_are_made(
    latitude: float, azimuth: float, overlap_m: float
) -> None:
    one = np.array([[30.0, latitude]])
    both = np.vstack([one, oracle.moved(one, azimuth, 2 * 551 - overlap_m)])
    area = buffer(shapely.MultiPoint(both), 551, tolerance_m=10)
    edges = oracle.fifteen_inside(oracle.outline(area)).reshape(-1, 2)
    ruler = oracle.Oracle([both[:1], both[1:]])
    assert area.is_valid
    assert np.abs(ruler.distance_m(edges) - 551).max() <= 10


def test_far_points_get_a_disc_each_and_near_ones_share_one() -> None:
    assert buffer(SHAPES["points"], 5_000).geom_type == "MultiPolygon"
    assert len(shapely.get_parts(buffer(SHAPES["points"], 5_000))) == 3
    assert len(shapely.get_parts(buffer(SHAPES["points"], 10_000))) == 2


@examples(15)
@given(st.floats(-179, 179), st.floats(-75, 75), st.floats(10, 100_000))
def test_the_disc_of_a_point_has_the_area_of_the_geodesic_circle(
    lon: float, lat: float, radius_m: float
) -> None:
    if abs(lon) + 100 / 111 / np.cos(np.radians(lat)) > 179.9:
        return
    azimuth = np.linspace(0, 360, 3600, endpoint=False)
    circle = shapely.Polygon(oracle.moved(np.tile([lon, lat], (3600, 1)), azimuth, radius_m))
    disc = buffer(shapely.Point(lon, lat), radius_m)
    within_a_metre = 2 * np.pi * radius_m + 10
    assert oracle.area_m2(disc) == pytest.approx(oracle.area_m2(circle), abs=within_a_metre)


def test_a_numpy_number_is_a_distance_and_an_array_is_a_sequence() -> None:
    assert buffer(LINE, np.float64(5_000)).geom_type == "Polygon"
    assert len(buffer(LINE, np.array([5_000.0, 6_000.0]))) == 2  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("distance_m", "shown"),
    [
        (0, "0"),
        (-5, "-5"),
        (9.9, "9.9"),
        (500_001, "500001"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
    ],
)
def test_a_distance_out_of_range_is_refused(distance_m: float, shown: str) -> None:
    with pytest.raises(
        GeozoneError, match=f"^distance_m must be from 10 to 500000 m, got {shown}$"
    ):
        buffer(LINE, distance_m)


def test_one_wrong_distance_of_a_sequence_is_refused() -> None:
    with pytest.raises(GeozoneError, match=r"^distance_m must be from 10 to 500000 m, got -1$"):
        buffer(LINE, [5_000, -1])
    with pytest.raises(GeozoneError, match=r"^distance_m must be .* got \[6000\]$"):
        buffer(LINE, [5_000, [6_000]])  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("tolerance_m", "shown"), [(0, "0"), (2000, "2000"), (float("nan"), "nan")]
)
def test_a_tolerance_out_of_range_is_refused(tolerance_m: float, shown: str) -> None:
    with pytest.raises(
        GeozoneError, match=rf"^tolerance_m must be from 0\.1 to 1000 m, got {shown}$"
    ):
        buffer(LINE, 5_000, tolerance_m=tolerance_m)


@pytest.mark.parametrize(
    "nothing", [shapely.Point(), shapely.LineString(), shapely.GeometryCollection()]
)
def test_an_empty_geometry_is_refused(nothing: BaseGeometry) -> None:
    with pytest.raises(GeozoneError, match=r"^geometry must not be empty: nothing lies near it$"):
        buffer(nothing, 5_000)


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_coordinate_that_is_no_number_is_refused(bad: float) -> None:
    with np.errstate(invalid="ignore"):
        line = shapely.LineString([(37, 36), (38, bad)])
    with pytest.raises(
        GeozoneError, match=r"^geometry has a coordinate that is not a finite number$"
    ):
        buffer(line, 5_000)


def test_metres_by_mistake_are_refused_with_what_to_do() -> None:
    with pytest.raises(
        GeozoneError,
        match=r"^geometry must be in degrees of longitude and latitude, "
        r"got \[412000\.0, 4070000\.0\]: reproject it to EPSG:4326 first$",
    ):
        buffer(shapely.Point(412_000, 4_070_000), 5_000)
