"""The geometries that are buffered by geozone and other tools, and the errors of outlines.

All geometries but one have vertices at most 1 km apart. A tool may take an edge for a geodesic, or
for a straight line in its plane or in lon/lat: with such edges that makes less than 0.1 m.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import shapely
from shapely.geometry.base import BaseGeometry

from geozone.lines.border import Border
from tests.geozone import edgewise, oracle, outline_error

_DENSE_DEGREES = 0.009  # under 1 km


@dataclass(frozen=True)
class Case:
    """A geometry, lon/lat, and a distance."""

    name: str
    geometry: BaseGeometry
    distance_m: float

    def __str__(self) -> str:
        return f"{self.name}, {self.distance_m / 1000:g} km"

    @cached_property
    def exact(self) -> oracle.Oracle:
        """Distances from the geometry's line or outline, by other code than geozone's."""
        return edgewise.exact(self.geometry)

    def error(self, area: BaseGeometry) -> outline_error.Error:
        """The error of an outline, at both ends and fifteen points inside every edge."""
        return outline_error.of(area, self.exact, self.distance_m)

    def keeps_to(self, area: BaseGeometry, most_m: float) -> bool:
        """Whether the worst error is at most this; ends early if it is larger."""
        return outline_error.keeps_to(area, self.exact, self.distance_m, most_m)


@cache
def cases() -> tuple[Case, ...]:
    """Borders, a long geodesic, a point and a polygon."""
    turkey, russia = (Border.between(*pair).line for pair in (("TUR", "SYR"), ("KAZ", "RUS")))
    far = "a geodesic over 60° at 65° N"
    return (
        Case("Turkey–Syria", turkey, 5_000),
        Case("Turkey–Syria", turkey, 32_000),
        Case(far, geodesic(2_800), 32_000),
        Case(f"{far}, a vertex every 5.6 km", geodesic(500), 32_000),
        Case("a point", shapely.Point(38, 36.8), 32_000),
        Case("a square with two holes", square(), 5_000),
        Case("Kazakhstan–Russia", russia, 5_000),
        Case("Kazakhstan–Russia", russia, 32_000),
    )


def geodesic(count: int) -> shapely.LineString:
    """A geodesic from 0° to 60° E, both ends at 65° N, with that many vertices between them."""
    return shapely.LineString([(0, 65), *oracle.WGS84.npts(0, 65, 60, 65, count), (60, 65)])


def square() -> shapely.Polygon:
    """A square of a degree, about 100 km wide, with two holes."""
    holes = [shapely.box(x, 36.3, x + 0.2, 36.5).exterior.coords for x in (37.2, 37.6)]
    whole = shapely.Polygon(shapely.box(37, 36, 38, 37).exterior, holes)
    return shapely.segmentize(whole, _DENSE_DEGREES)
