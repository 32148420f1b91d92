"""Which listed towns lie near a line or inside an area, by exact distances; which to name first.

Only the one-degree cells of the gazetteer's index that the circle round the geometry can touch are
looked into. Counts nothing and judges nothing: what lies in a zone is `geozone.study.counting`'s
and `geozone.zones.verdict`'s to say.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from gazetteer import Gazetteer, Nearby, Place
from gazetteer.ranks import rank_of
from geozone.ellipsoid.accepted_geometry import measurable
from geozone.ellipsoid.distances import distance_km as measured_km
from geozone.ellipsoid.geodesy import Floats
from geozone.errors import GeozoneError, check_number
from geozone.study.counting import Town

MOST_KM = 500.0  # as far as distances are good to 1 mm
# No point of a one-degree cell is farther from its middle: at the equator, half of its diagonal is
# 78.5 km.
_CELL_KM = 79.0
_ROWS, _COLUMNS = 180, 360
_Town = TypeVar("_Town", bound=Town)
_NO_RANK = 99  # after the least rank of the table, 10
_LEAST_KM_A_DEGREE = 110.57  # of latitude, on WGS84 at the equator


def places_within(
    geometry: BaseGeometry, distance_km: float = 0.0, *, places: Gazetteer | None = None
) -> list[Nearby]:
    """List the towns within a distance of a line, or inside an area.

    Parameters
    ----------
    geometry
        Points, lines or polygons, lon/lat in degrees; edges straight in lon/lat. A town inside a
        polygon has distance 0.
    distance_km
        From 0 to 500 km; 0 for the towns inside a polygon.
    places
        The gazetteer to search; by default the one that comes with geozone.

    Returns
    -------
    list of Nearby
        Nearest first; at equal distance the largest known population first. Distances are good to
        1 mm; the listed point of a town is good to about 1 km.

    Raises
    ------
    GeozoneError
        If the geometry cannot be measured, or the distance is not a number in its range.

    Examples
    --------
    >>> import shapely
    >>> line = shapely.LineString([(37.9, 36.55), (38.0, 36.6)])
    >>> [(each.place.name, round(each.distance_km, 1)) for each in places_within(line, 9)]
    [('Manbij', 4.7)]
    >>> [each.place.name for each in places_within(shapely.box(37.9, 36.5, 38, 36.6))]
    ['Manbij']
    """
    check_number("distance_km", distance_km)
    if not 0 <= distance_km <= MOST_KM:
        raise GeozoneError(f"distance_km must be from 0 to {MOST_KM:g}, got {distance_km:g}")
    cells = _cells(geometry, float(distance_km))
    found = _towns(places or Gazetteer(), cells)
    if not found:
        return []
    points = np.array([(place.lon, place.lat) for place in found])
    near = [
        Nearby(place, far_km)
        for place, far_km in zip(found, measured_km(points, geometry).tolist(), strict=True)
        if far_km <= distance_km
    ]
    return sorted(
        near, key=lambda each: (each.distance_km, -(each.place.population or 0), each.place.name)
    )


def by_importance(towns: Iterable[_Town]) -> list[_Town]:
    """Towns in the order in which a map names them: capitals, then by rank, then by population.

    Towns without a rank come last, however large: a district of a city may be larger than the city.

    Examples
    --------
    >>> box = (37.4, 47.0, 37.7, 47.2)
    >>> [town.name for town in by_importance(Gazetteer().within(*box))][:2]
    ['Mariupol', 'Pravyi Bereh']
    """
    return sorted(towns, key=_importance)


def _importance(town: Town) -> tuple[bool, int, int]:
    rank = rank_of(town) if isinstance(town, Place) else None
    is_capital = rank is not None and rank.seat_of == "country"
    return not is_capital, _NO_RANK if rank is None else rank.rank, -(town.population or 0)


def _towns(places: Gazetteer, cells: NDArray[np.bool_]) -> list[Place]:
    boxes = (places.within(*box) for box in _boxes(cells))
    # A town on the common edge of two boxes is found in both.
    return list(dict.fromkeys(itertools.chain.from_iterable(boxes)))


def _boxes(cells: NDArray[np.bool_]) -> Iterator[tuple[float, float, float, float]]:
    """The chosen cells as boxes; neighbours in a row are joined, for fewer searches."""
    for row in np.flatnonzero(cells.any(axis=1)):
        # Where the row changes from not chosen to chosen a box begins; at the next change it ends.
        turns = np.flatnonzero(np.diff(np.concatenate(([False], cells[row], [False])).astype(int)))
        south = int(row) - 90
        for west, east in turns.reshape(-1, 2).tolist():
            yield west - 180, south, east - 180, south + 1


def _cells(geometry: BaseGeometry, distance_km: float) -> NDArray[np.bool_]:
    """Which one-degree cells can hold a point within a distance; rows run from south to north."""
    lonlat = np.concatenate(measurable(geometry).lines)
    rows, columns = _around(lonlat, distance_km)
    row, column = (each.ravel() for each in np.meshgrid(rows, columns, indexing="ij"))
    middles = np.column_stack((column - 179.5, row - 89.5))
    # No point of a cell is farther than `_CELL_KM` from its centre, so no cell is missed.
    touched = measured_km(middles, geometry) <= distance_km + _CELL_KM
    cells = np.zeros((_ROWS, _COLUMNS), dtype=bool)
    cells[row[touched], column[touched]] = True
    return cells


def _around(lonlat: Floats, distance_km: float) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """Rows and columns of the cells in a bounding box of all points within a distance."""
    up = distance_km / _LEAST_KM_A_DEGREE
    south, north = lonlat[:, 1].min() - up, lonlat[:, 1].max() + up
    rows = np.arange(max(int(np.floor(south)) + 90, 0), min(int(np.floor(north)) + 91, _ROWS))
    if south <= -89 or north >= 89:
        return rows, np.arange(_COLUMNS)  # near a pole all longitudes are near each other
    # The half-width in longitude of a spherical cap. A degree of this sphere is as short as the
    # shortest degree on the ellipsoid, so the box is never too small.
    highest = np.radians(np.abs(lonlat[:, 1]).max())
    side = np.degrees(np.arcsin(min(np.sin(np.radians(up)) / np.cos(highest), 1.0)))
    west = int(np.floor(lonlat[:, 0].min() - side)) + 180
    east = int(np.floor(lonlat[:, 0].max() + side)) + 180
    if east - west >= _COLUMNS:
        return rows, np.arange(_COLUMNS)
    return rows, np.arange(west, east + 1) % _COLUMNS
