"""The way of most scripts: geopandas with one plane for the whole geometry.

The time is that of all three steps: projection into the plane, buffer, projection back.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from benchmarks.peers.peer import Answer


@dataclass(frozen=True)
class Planar:
    """A buffer in a plane that follows from the geometry."""

    name: str
    plane: Callable[[gpd.GeoSeries], object]
    setting: str = "quad_segs"

    @property
    def version(self) -> str:
        """Its own, and its engine's."""
        return f"{version('geopandas')} (GEOS {shapely.geos_version_string})"

    def buffer(self, geometry: BaseGeometry, distance_m: float, segments: int | None) -> Answer:
        """Buffer in the plane and project the result back to lon/lat."""
        given = gpd.GeoSeries([geometry], crs=4326)
        setting = {} if segments is None else {"quad_segs": segments}
        start = time.perf_counter()
        planar = given.to_crs(self.plane(given)).buffer(distance_m, **setting)
        area = planar.to_crs(4326).iloc[0]
        return Answer(time.perf_counter() - start, area)


def utm() -> Planar:
    """The UTM zone that geopandas estimates."""
    return Planar("geopandas, UTM", lambda given: given.estimate_utm_crs())


def equidistant() -> Planar:
    """The azimuthal equidistant projection around the middle of the geometry."""
    return Planar("geopandas, azimuthal equidistant", _equidistant)


def _equidistant(given: gpd.GeoSeries) -> str:
    west, south, east, north = given.total_bounds
    middle = (west + east) / 2, (south + north) / 2
    return f"+proj=aeqd +lon_0={middle[0]} +lat_0={middle[1]} +datum=WGS84"
