"""How few vertices an outline has: at most 1.5 times those of the best peer of at most its error.

The peers are what a patient script can do with shapely and pyproj, at the coarsest arcs that will
do and simplified as far as the error allows. `benchmarks/fewest.py` asks other tools, too.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geozone import buffer
from geozone.lines.border import Border
from tests.geozone import edgewise, oracle, outline_error

MOST_TIMES = 1.5
TOLERANCE_M = 1.0
SIMPLER = (0.4, 0.7, 0.9, 1.1)  # of the error: what a peer's outline is simplified by
FINER = (1.05, 1.5)  # times the arcs that the error asks for


def piece(count: int) -> BaseGeometry:
    """So many edges in the middle of the border of Turkey and Syria."""
    line = max(shapely.get_parts(Border.between("TUR", "SYR").line), key=shapely.length)
    vertices = shapely.get_coordinates(line)
    start = (len(vertices) - count) // 2
    return shapely.LineString(vertices[start : start + count + 1])


def geodesic() -> BaseGeometry:
    """300 km at 65 degrees north, a vertex every kilometre."""
    ends = (0, 65), (6.35, 65)
    inner = oracle.WGS84.npts(*ends[0], *ends[1], 300)
    return shapely.LineString([ends[0], *inner, ends[1]])


def long_edges() -> BaseGeometry:
    """500 km at 65 degrees north, straight in lon/lat, a vertex every 6 km."""
    return shapely.segmentize(shapely.LineString([(0, 65), (5, 66), (10.6, 65)]), 0.125)


def square() -> BaseGeometry:
    holes = [shapely.box(x, 36.3, x + 0.2, 36.5).exterior.coords for x in (37.2, 37.6)]
    whole = shapely.Polygon(shapely.box(37, 36, 38, 37).exterior, holes)
    return shapely.segmentize(whole, 0.009)


def vertices(area: BaseGeometry) -> int:
    return int(shapely.get_num_coordinates(area))


def peers(geometry: BaseGeometry, distance_m: float, most_m: float) -> Iterator[BaseGeometry]:
    """Outlines of at most this error."""
    exact = edgewise.exact(geometry)
    for times in FINER:
        segments = round(edgewise.segments(distance_m, most_m) * times) + 1
        area = edgewise.around(geometry, distance_m, segments)
        for share in SIMPLER:
            simpler = shapely.simplify(area, share * most_m / edgewise.DEGREE_M)
            if outline_error.keeps_to(simpler, exact, distance_m, most_m):
                yield simpler


SHAPES = {
    "a point": shapely.Point(38, 36.8),
    "a winding border": piece(400),
    "a geodesic": geodesic(),
    "long edges": long_edges(),
    "a square with holes": square(),
}
CASES = [
    ("a point", 5_000),
    ("a point", 200_000),
    ("a winding border", 5_000),
    ("a winding border", 32_000),
    ("a geodesic", 5_000),
    ("a geodesic", 32_000),
    ("long edges", 32_000),
    ("a square with holes", 5_000),
    ("a square with holes", 32_000),
]


@pytest.mark.one_in(4)
@pytest.mark.parametrize(("shape", "distance_m"), CASES)
def test_an_outline_has_at_most_so_many_times_the_fewest_vertices_for_its_error(
    shape: str, distance_m: float
) -> None:
    ours = buffer(SHAPES[shape], distance_m, tolerance_m=TOLERANCE_M)
    most_m = outline_error.of(ours, edgewise.exact(SHAPES[shape]), distance_m).worst_m
    fewest = min(map(vertices, peers(SHAPES[shape], distance_m, most_m)))
    assert vertices(ours) <= MOST_TIMES * fewest
