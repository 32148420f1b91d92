"""Lines, points and zones at the antimeridian, where 179.9 is near to -179.9."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from geozone import GeozoneError, buffer, distance_km
from geozone.ellipsoid import antimeridian
from geozone.ellipsoid.nearest import MeasuredLine
from tests.geozone import oracle
from tests.sampling import examples

ACROSS = {
    "a line that jumps": shapely.LineString([(179.7, -16.5), (-179.8, -16.2)]),
    "a line that was cut": shapely.MultiLineString(
        [[(179.7, -16.5), (180, -16.32)], [(-180, -16.32), (-179.8, -16.2)]]
    ),
    "points on both sides": shapely.MultiPoint([(179.95, 66), (-179.9, 66.1)]),
    "a point just before it": shapely.Point(179.99, 71),
    "a point on it": shapely.Point(-180, 0),
    "a line along it": shapely.LineString([(180, -1), (180, 1)]),
    "a polygon that was cut": shapely.MultiPolygon(
        [shapely.box(179.8, 51, 180, 51.2), shapely.box(-180, 51, -179.8, 51.2)]
    ),
    "points round the world": shapely.MultiPoint([(lon, 10) for lon in range(-180, 180, 5)]),
    "lines round the world": shapely.MultiLineString(
        [[(lon, 5), (lon + 0.3, 5.2)] for lon in range(-180, 180, 7)]
    ),
}


def _oracle(geometry: BaseGeometry) -> oracle.Oracle:
    """Of all parts, in pieces that jump nowhere."""
    parts = []
    for part in shapely.get_parts(shapely.get_parts(geometry)):
        ring = part.exterior if part.geom_type == "Polygon" else part
        lonlat = shapely.get_coordinates(ring)
        parts.append(np.column_stack([np.unwrap(lonlat[:, 0], period=360), lonlat[:, 1]]))
    return oracle.Oracle(parts)


def _depth_edges(area: BaseGeometry) -> oracle.Floats:
    """Of those that do not run along the cut, 300."""
    edges = oracle.outline(area)
    edges = edges[~(np.abs(edges[..., 0]) == 180).all(axis=1)]
    return edges[np.random.default_rng(300).permutation(len(edges))[:300]]


@pytest.mark.parametrize("distance_m", [300, 32_000, 400_000])
@pytest.mark.parametrize("shape", ACROSS)
def test_a_buffer_is_exact_on_both_sides_and_cut_between(shape: str, distance_m: float) -> None:
    area = buffer(ACROSS[shape], distance_m)
    assert area.is_valid
    assert np.abs(shapely.get_coordinates(area)[:, 0]).max() <= 180
    assert all(shapely.is_ccw(part.exterior) for part in shapely.get_parts(area))
    points = oracle.nine_points(_depth_edges(area)).reshape(-1, 2)
    exact = _oracle(ACROSS[shape]).distance_m(points)
    assert np.abs(exact - distance_m).max() <= 1.0


@pytest.mark.parametrize("shape", ACROSS)
def test_points_near_it_lie_in_the_buffer_where_their_distance_says(shape: str) -> None:
    area = buffer(ACROSS[shape], 32_000)
    line = _oracle(ACROSS[shape])
    rng = np.random.default_rng(180)
    base = line.samples[rng.integers(len(line.samples), size=2000)]
    points = oracle.moved(base, rng.uniform(0, 360, 2000), rng.uniform(0, 40_000, 2000))
    distance = line.distance_m(points)
    sure = np.abs(distance - 32_000) > 1
    if isinstance(ACROSS[shape], shapely.MultiPolygon):
        sure &= ~shapely.contains_xy(ACROSS[shape], *points.T)
    assert (shapely.contains_xy(area, *points.T) == (distance <= 32_000))[sure].all()
    assert (points[:, 0] > 0).any()
    assert (points[:, 0] < 0).any()


def test_a_cut_line_and_one_that_jumps_have_the_same_buffer() -> None:
    jumps, was_cut = (buffer(ACROSS[f"a line that {how}"], 20_000) for how in ("jumps", "was cut"))
    assert oracle.area_m2(shapely.symmetric_difference(jumps, was_cut)) < 3e5  # an outline × 1 m


@examples(25)
@given(st.floats(-180, 180), st.floats(-60, 60), st.floats(1_000, 200_000))
def test_a_disc_is_the_same_wherever_it_lies_on_its_parallel(
    lon: float, lat: float, radius_m: float
) -> None:
    here, there = (buffer(shapely.Point(at, lat), radius_m) for at in (lon, 0))
    assert oracle.area_m2(here) == pytest.approx(
        oracle.area_m2(there), abs=2 * np.pi * radius_m + 10
    )


def test_distances_are_measured_over_it() -> None:
    line = shapely.LineString([(179.5, 0), (-179.5, 0)])
    near = distance_km([(180.0, 0.1), (-179.9, 0.1), (0.0, 0.0)], line)
    assert near[:2] == pytest.approx(11.057, abs=0.001)
    assert near[2] > 19_900


def test_a_line_over_it_has_its_length() -> None:
    line = MeasuredLine.of([np.array([(179.5, 0.0), (-179.5, 0.0)])])
    chainage = line.index.query([(-179.75, 0.01)]).chainage_m[0]
    assert chainage == pytest.approx(oracle.WGS84.inv(179.5, 0, 180.25, 0)[2], abs=0.1)


@examples(200)
@given(
    st.lists(
        st.lists(st.tuples(st.floats(-180, 180), st.floats(-80, 80)), min_size=1, max_size=4),
        min_size=1,
        max_size=5,
    )
)
def test_a_frame_changes_places_by_whole_turns_and_has_no_jump(
    lines: list[list[tuple[float, float]]],
) -> None:
    given_lines = [np.array(line) for line in lines]
    framed = antimeridian.one_frame(given_lines)
    for before, after in zip(given_lines, framed, strict=True):
        turns = (after[:, 0] - before[:, 0]) / 360
        assert np.abs(turns - np.round(turns)).max() < 1e-9
        assert (after[:, 1] == before[:, 1]).all()
        assert np.abs(np.diff(after[:, 0])).max(initial=0) <= 180 + 1e-9


def test_lines_that_need_no_other_frame_stay_as_they_are() -> None:
    line = np.array([(179.0, 0.0), (180.0, 1.0)])
    assert antimeridian.one_frame([line])[0] is line


def test_an_edge_that_runs_along_it_is_kept_once() -> None:
    line = shapely.LineString([(179.98, 55.3), (180, 55.3), (180, 55.33), (180.02, 55.33)])
    halves = antimeridian.cut(line)
    assert [shapely.get_coordinates(half).tolist() for half in halves.geoms] == [
        [[179.98, 55.3], [180.0, 55.3]],
        [[-180.0, 55.3], [-180.0, 55.33]],
        [[-180.0, 55.33], [-179.98, 55.33]],
    ]


def test_what_was_cut_can_be_joined_again() -> None:
    area = shapely.Polygon([(178, 0), (182, 1), (183, 4), (179, 5)])
    again = antimeridian.joined(antimeridian.cut(area), 170, 190)
    assert shapely.symmetric_difference(area, again).area < 1e-12
    assert again.geom_type == "Polygon"


def test_a_polygon_with_an_edge_round_the_world_is_refused() -> None:
    ring = [(170, 0), (-170, 0), (-170, 5), (170, 5)]
    with pytest.raises(
        GeozoneError,
        match=r"^geometry has a polygon with an edge over 340 degrees of longitude: "
        r"cut it at the antimeridian, ±180$",
    ):
        buffer(shapely.Polygon(ring), 5_000)


# High latitude


@pytest.mark.parametrize("distance_m", [10, 2_000, 300_000])
def test_a_buffer_at_86_degrees_north_is_exact(distance_m: float) -> None:
    line = shapely.LineString([(10, 86.0), (20, 86.4), (70, 86.9)])
    area = buffer(line, distance_m)
    assert area.is_valid
    points = oracle.nine_points(oracle.outline(area)).reshape(-1, 2)
    exact = oracle.of_line(line).distance_m(points)
    assert np.abs(exact - distance_m).max() <= 1.0


def test_a_distance_that_reaches_a_pole_is_refused() -> None:
    with pytest.raises(
        GeozoneError,
        match=r"^distance_m must not reach to 89\.9 degrees of latitude, got 200000 m from "
        r"88\.500: give a smaller distance$",
    ):
        buffer(shapely.Point(0, -88.5), 200_000)
