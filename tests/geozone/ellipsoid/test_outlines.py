"""Outlines at several distances: in order, each exact, no hole or island lost."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import shapely

import geozone
from geozone.ellipsoid import geodesy
from tests.geozone import oracle

KILOMETRES = 1 / 111.2  # degrees, near the equator


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
