"""View and frame of a map: the part of the earth, its projection, and its place on the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely
from matplotlib.transforms import Affine2D

from geozone.ellipsoid.geodesy import Floats, LngLat
from geozone.ellipsoid.plane import EqualArea

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geozone.study.study import Study
    from geozone.study.zones import StudyZone

Box = tuple[float, float, float, float]  # left, top, right, bottom on the sheet, mm

_ROOM = 1.14  # size of the frame by size of the zones
_LEAST_KM = 2.0  # least size of a frame, because the lines in it are exact to 10 m only
_MARKER_KM = 60.0  # least size round places without a depth, if there are no other zones
_EDGE_STEPS = 40  # points along each side from which the extent is found
_DETAIL_MM = 0.04  # smaller detail can be neither printed nor seen


@dataclass(frozen=True)
class View:
    """The part of the earth that a map shows: a rectangle about the centre of a projected plane.

    Parameters
    ----------
    plane
        Centred on the rectangle.
    width_km, height_km
        Size in the plane, to scale at its centre.
    """

    plane: EqualArea
    width_km: float
    height_km: float

    @cached_property
    def extent(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees; they hold the rectangle, with a little room."""
        # A grid and not the corners: the extreme longitude or latitude can lie on an edge.
        across = np.linspace(-0.52, 0.52, _EDGE_STEPS)
        grid = np.array(np.meshgrid(across * self.width_km, across * self.height_km))
        lon, lat = self.plane.to_lonlat(grid.reshape(2, -1).T).T
        return (
            max(float(lon.min()), -180.0),
            max(float(lat.min()), -90.0),
            min(float(lon.max()), 180.0),
            min(float(lat.max()), 90.0),
        )

    @property
    def corners_km(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top in the plane."""
        half_width, half_height = self.width_km / 2, self.height_km / 2
        return (-half_width, -half_height, half_width, half_height)


@dataclass(frozen=True)
class Frame:
    """A view on a sheet.

    Parameters
    ----------
    box
        Where it stands, mm from the top left corner.
    """

    view: View
    box: Box

    @property
    def mm_per_km(self) -> float:
        """The scale at the centre."""
        return (self.box[2] - self.box[0]) / self.view.width_km

    @cached_property
    def km_to_mm(self) -> Affine2D:
        """From the plane to the sheet."""
        left, top, right, bottom = self.box
        scale = self.mm_per_km
        return Affine2D().scale(scale, -scale).translate((left + right) / 2, (top + bottom) / 2)

    def to_mm(self, lonlat: Floats) -> Floats:
        """Points in degrees on the sheet, mm from its top left corner, shape (n, 2)."""
        return np.asarray(self.km_to_mm.transform(self.view.plane.to_km(lonlat)))

    def drawn(self, geometry: BaseGeometry) -> BaseGeometry:
        """A lon/lat geometry on the sheet, cut to the frame, without details too small to see."""
        if geometry.is_empty:
            return geometry
        left, top, right, bottom = self.box
        shape = shapely.transform(geometry, self.to_mm)
        shape = shapely.simplify(shape, _DETAIL_MM)
        room = 4.0  # mm; cuts lie outside the frame, or their edges would be drawn as lines
        return shapely.clip_by_rect(shape, left - room, top - room, right + room, bottom + room)

    def holds(self, box: Box, room: float = 0.0) -> bool:
        """Whether a box on the sheet lies inside the frame."""
        left, top, right, bottom = self.box
        return (
            box[0] >= left + room
            and box[1] >= top + room
            and box[2] <= right - room
            and box[3] <= bottom - room
        )


def view_of(study: Study, zones: Sequence[StudyZone], shape: tuple[float, float]) -> View:
    """The view that shows zones whole, with some room.

    Parameters
    ----------
    shape
        Least and most width by height.
    """
    shown: list[BaseGeometry] = [
        zone.geometry for zone in zones if zone.geometry.geom_type != "Point"
    ]
    if not shown:
        shown = [border.line for border in study.lines.values()]
    points = [zone.geometry for zone in zones if zone.geometry.geom_type == "Point"]
    lonlat = shapely.get_coordinates([*shown, *points])
    west, south, east, north = shapely.total_bounds([*shown, *points]).tolist()
    centre = LngLat((west + east) / 2, (south + north) / 2)
    # The middle of the zones depends on the plane, and the plane on the middle. Two rounds are
    # enough: the second middle hardly moves.
    digits = 2 if east - west > 1 else 4
    for _ in range(2):
        plane = EqualArea(LngLat(*(round(degrees, digits) for degrees in centre)))
        low, high = plane.to_km(lonlat).min(axis=0), plane.to_km(lonlat).max(axis=0)
        centre = LngLat(*plane.to_lonlat((low + high) / 2)[0].tolist())
    least = _LEAST_KM if shown else _MARKER_KM
    width, height = (max(float(size), least) * _ROOM for size in _spread(low, high))
    least_shape, most_shape = shape
    width = max(width, height * least_shape)
    height = max(height, width / most_shape)
    return View(plane, width, height)


def _spread(low: Floats, high: Floats) -> tuple[float, float]:
    """Width and height that hold the zones: twice the larger distance from the centre.

    The centre is rounded, so the zones may lie a little off it.
    """
    across, up = (2 * np.maximum(np.abs(low), np.abs(high))).tolist()
    return across, up
