"""The error of an outline at fifteen points inside every edge, where it is hardest to keep."""

from __future__ import annotations

from functools import cache

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geozone import buffer
from geozone.lines.border import Border
from tests.geozone import oracle, outline_error


@cache
def border(name: str) -> tuple[BaseGeometry, oracle.Oracle]:
    line = Border.between(*name.split("-")).line
    return line, oracle.of_line(line)


@pytest.mark.one_in(4)
@pytest.mark.parametrize("tolerance_m", [1.0, 0.1])
@pytest.mark.parametrize("depth_km", [5, 14, 15, 32])
def test_the_outline_along_turkey_and_syria_keeps_to_the_tolerance_everywhere(
    depth_km: float, tolerance_m: float
) -> None:
    line, exact = border("TUR-SYR")
    area = buffer(line, depth_km * 1000, tolerance_m=tolerance_m)
    assert outline_error.of(area, exact, depth_km * 1000).worst_m <= tolerance_m


@pytest.mark.one_in(10)
@pytest.mark.parametrize("tolerance_m", [1.0, 0.1])
@pytest.mark.parametrize("depth_km", [32, 14, 15, 5, 200])
def test_the_outline_along_kazakhstan_and_russia_keeps_to_the_tolerance_everywhere(
    depth_km: float, tolerance_m: float
) -> None:
    line, exact = border("KAZ-RUS")
    area = buffer(line, depth_km * 1000, tolerance_m=tolerance_m)
    assert outline_error.of(area, exact, depth_km * 1000).worst_m <= tolerance_m


def geodesic(start: tuple[float, float], end: tuple[float, float], count: int) -> list[list[float]]:
    inner = oracle.WGS84.npts(*start, *end, count)
    return [list(start), *(list(point) for point in inner), list(end)]


FAR: dict[str, tuple[BaseGeometry, float, float]] = {
    "a point at 84 degrees, 500 km": (shapely.Point(0, 84), 500_000, 1.0),
    "a point at 89.5 degrees, 40 km": (shapely.Point(10, 89.5), 40_000, 0.1),
    "a point on the antimeridian": (shapely.Point(180, -17), 100_000, 0.1),
    "a geodesic over 60 degrees": (
        shapely.LineString(geodesic((0, 65), (60, 65), 200)),
        32_000,
        1.0,
    ),
    "a parallel over 60 degrees": (shapely.LineString([(0, 65), (60, 65)]), 32_000, 1.0),
    "560 km at 500 km": (shapely.LineString([(-70, -35), (-71, -30)]), 500_000, 1.0),
    "a line of 85 degrees at 300 km": (
        shapely.LineString([(0, 85), (20, 85.5), (30, 85)]),
        300_000,
        1.0,
    ),
    "10 m": (shapely.LineString([(37, 36), (37.01, 36.01), (37.02, 36)]), 10, 0.1),
}


@pytest.mark.one_in(3)
@pytest.mark.parametrize("case", FAR)
def test_the_outline_keeps_to_the_tolerance_at_the_limits(case: str) -> None:
    geometry, distance_m, tolerance_m = FAR[case]
    area = buffer(geometry, distance_m, tolerance_m=tolerance_m)
    assert area.is_valid
    exact = oracle.of_line(geometry)
    assert outline_error.of(area, exact, distance_m).worst_m <= tolerance_m
