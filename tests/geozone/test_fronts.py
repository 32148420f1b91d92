"""Outlines carried on from a smaller distance to a larger one, as sequences of distances are."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

import geozone
from geozone import geodesy
from geozone.correction import Ring
from geozone.fronts import farther
from geozone.nearest import MeasuredLine
from tests.geozone import oracle
from tests.sampling import examples

KILOMETRES = 1 / 111.2  # degrees, near the equator


def rings_at(line: MeasuredLine, distance_m: float) -> list[Ring]:
    """The outline at a distance by `geozone.buffer`, and its feet."""
    lines = [
        shapely.LineString(part) if len(part) > 1 else shapely.Point(part[0]) for part in line.parts
    ]
    area = geozone.buffer(shapely.GeometryCollection(lines), distance_m)
    rings = []
    for ring in shapely.get_rings(shapely.get_parts(area)):
        points = shapely.get_coordinates(ring)[:-1]
        found = line.index.foot(points)
        rings.append(Ring(points, found.lonlat, found.at))
    return rings


def carried_on(places_km: list[tuple[float, float]], from_km: float, to_km: float) -> list[Ring]:
    """The rings about some places, from one distance to another."""
    line = MeasuredLine.of([np.array([place]) * KILOMETRES for place in places_km])
    return farther(rings_at(line, from_km * 1000), line.index, from_km * 1000, to_km * 1000, 1.0)


def test_a_circle_becomes_a_larger_circle() -> None:
    (ring,) = carried_on([(0, 0)], 5, 20)
    distance_m = geodesy.distance_m([0.0, 0.0], ring.points)
    np.testing.assert_allclose(distance_m, 20_000, atol=0.2)


def test_two_outlines_that_meet_become_one_that_goes_through_the_corners() -> None:
    apart = carried_on([(0, 0), (12, 0)], 5, 5.5)
    (joined,) = carried_on([(0, 0), (12, 0)], 5, 8)
    assert len(apart) == 2
    both = np.array([geodesy.distance_m(place, joined.points) for place in joined.foot[:1]])
    assert both.shape == (1, len(joined.points))
    to_each = np.array(
        [
            geodesy.distance_m(np.array(place) * KILOMETRES, joined.points)
            for place in ((0, 0), (12, 0))
        ]
    )
    corners = np.abs(to_each - 8_000).max(axis=0) < 0.2
    assert corners.sum() == 2


def test_a_bay_that_closes_leaves_a_ring_of_its_own() -> None:
    # Points on a horseshoe 40 km wide, its mouth 14 km: open at 5 km, shut at 9.
    angles = np.radians(np.linspace(20, 340, 33))
    places = [(20 * np.cos(angle), 20 * np.sin(angle)) for angle in angles]
    assert len(carried_on(places, 4, 5)) == 1
    outer, inner = sorted(
        carried_on(places, 4, 9), key=lambda ring: -shapely.Polygon(ring.points).area
    )
    assert shapely.is_ccw(shapely.LinearRing(outer.points))
    assert not shapely.is_ccw(shapely.LinearRing(inner.points))


def test_a_ring_that_is_filled_is_gone() -> None:
    angles = np.radians(np.arange(0, 360, 10))
    places = [(20 * np.cos(angle), 20 * np.sin(angle)) for angle in angles]
    assert len(carried_on(places, 4, 18)) == 2
    assert len(carried_on(places, 4, 21)) == 1


def test_four_depths_of_a_border_hold_the_strict_oracle() -> None:
    line = geozone.border.Border.between("TUR", "SYR").line
    ruler = oracle.of_line(line)
    for distance_m, area in zip(
        (5_000, 14_000, 15_000, 32_000),
        geozone.buffer(line, [5_000, 14_000, 15_000, 32_000]),
        strict=True,
    ):
        points = oracle.fifteen_inside(oracle.outline(area)).reshape(-1, 2)
        assert np.abs(ruler.distance_m(points) - distance_m).max() <= 1.0


def ring_of(radius_km: float, opening_degrees: float = 0, steps: int = 72) -> np.ndarray:
    """A circle about 38° E, 37° N of straight edges, open to the east."""
    angles = np.radians(np.linspace(opening_degrees / 2, 360 - opening_degrees / 2, steps + 1))
    east, north = radius_km * np.cos(angles), radius_km * np.sin(angles)
    squeezed = east / np.cos(np.radians(37))
    return np.column_stack([squeezed, north]) * KILOMETRES + [38, 37]


def rings_by_count(areas: list[shapely.Polygon | shapely.MultiPolygon]) -> list[int]:
    return [len(shapely.get_rings(shapely.get_parts(area))) for area in areas]


def test_an_island_in_a_hole_leaves_the_hole_to_the_shell_around_both() -> None:
    rings = shapely.MultiLineString([ring_of(radius_km) for radius_km in (10, 20, 33)])
    distances_m = [1_000, 4_900, 6_400, 9_000, 11_000]
    assert rings_by_count(geozone.buffer(rings, distances_m)) == [6, 6, 4, 2, 1]


def test_the_bay_of_a_horseshoe_stays_a_hole_once_its_mouth_has_closed() -> None:
    horseshoe = shapely.LineString(ring_of(20, opening_degrees=30, steps=59))
    distances_m = [1_000, 5_160, 5_180, 15_000, 25_000]
    assert rings_by_count(geozone.buffer(horseshoe, distances_m)) == [1, 1, 2, 2, 1]


@pytest.mark.parametrize("opening_degrees", [20, 40])
def test_a_bay_is_found_far_beyond_notches_that_were_hardly_there(opening_degrees: float) -> None:
    horseshoe = shapely.LineString(ring_of(1.57, opening_degrees, steps=59))
    together = geozone.buffer(horseshoe, [18, 1_428])
    alone = [geozone.buffer(horseshoe, distance_m) for distance_m in (18, 1_428)]
    assert rings_by_count(together) == rings_by_count(alone) == [1, 2]


@st.composite
def winding(draw: st.DrawFn) -> shapely.LineString:
    """A line that may cross itself, somewhere between 70° S and 70° N, or some points."""
    start = np.array([draw(st.floats(-150, 150)), draw(st.floats(-70, 70))])
    step = draw(st.sampled_from([0.01, 0.05, 0.2]))
    seed = draw(st.integers(0, 2**32 - 1))
    steps = np.random.default_rng(seed).normal(size=(draw(st.integers(2, 30)), 2)) * step
    points = np.cumsum(steps, axis=0) + start
    return shapely.LineString(points) if draw(st.booleans()) else shapely.MultiPoint(points)


@examples(30)
@given(
    winding(),
    st.lists(
        st.sampled_from([500, 2_000, 3_000, 8_000, 20_000, 50_000]),
        min_size=2,
        max_size=3,
        unique=True,
    ),
    st.sampled_from([0.5, 5.0, 50.0]),
)
def test_a_sequence_of_distances_gives_what_each_gives_alone(
    line: shapely.LineString, distances_m: list[int], tolerance_m: float
) -> None:
    together = geozone.buffer(line, distances_m, tolerance_m=tolerance_m)
    for distance_m, area in zip(distances_m, together, strict=True):
        alone = geozone.buffer(line, distance_m, tolerance_m=tolerance_m)
        most_m = 2 * min(tolerance_m, distance_m / 10)  # one may be off outward, the other inward
        for piece in shapely.get_parts(shapely.symmetric_difference(area, alone)):
            if piece.geom_type == "Polygon":
                assert geodesy.area_m2(piece) <= most_m * geodesy.length_m(piece)


@pytest.mark.parametrize("distances_m", [[20_000, 5_000, 20_000], [5_000], []])
def test_a_sequence_comes_back_in_its_own_order(distances_m: list[float]) -> None:
    areas = geozone.buffer(shapely.Point(38, 36.8), distances_m)
    assert [round(geodesy.area_m2(area) / 1e6) for area in areas] == [
        {20_000: 1257, 5_000: 79}[distance_m] for distance_m in distances_m
    ]


def test_of_a_sequence_the_deeper_contains_the_shallower() -> None:
    line = shapely.LineString([(36, 36.7), (37, 36.2), (38, 36.9), (38.5, 36.1)])
    areas = geozone.buffer(line, [1_000, 2_000, 5_000, 12_000, 30_000])
    for smaller, larger in itertools.pairwise(areas):
        assert shapely.contains_properly(larger, smaller)
