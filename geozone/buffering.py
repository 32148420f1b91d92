"""All that lies within a geodesic distance of a geometry, to a stated tolerance.

A rough outline comes from planar buffers of short pieces, each in its own azimuthal
equidistant plane. Then each vertex moves along the geodesic from its nearest point to the exact
distance, and edges that still miss get new vertices, until all that is checked is within
half the tolerance. Knows no border and no side.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeGuard, overload

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geozone import geodesy
from geozone.errors import GeozoneError
from geozone.geodesy import Floats, LngLat
from geozone.nearest import MeasuredLine, NearestIndex

MIN_DISTANCE_M, MAX_DISTANCE_M = 10.0, 500_000.0
_PIECE_M = 50_000.0  # a plane about its middle is off by under 1 m at 30 km from there
_CHECKED = np.array([0.25, 0.5, 0.75])  # where edges are checked, besides their ends
_MAX_ROUNDS = 40
_SIDE_SLACK = 2  # vertices corrected beyond those seen to lie on the wanted side


@overload
def buffer(
    geometry: BaseGeometry, distance_m: float, *, tolerance_m: float = 1.0
) -> Polygon | MultiPolygon: ...
@overload
def buffer(
    geometry: BaseGeometry, distance_m: Sequence[float], *, tolerance_m: float = 1.0
) -> list[Polygon | MultiPolygon]: ...
def buffer(
    geometry: BaseGeometry, distance_m: float | Sequence[float], *, tolerance_m: float = 1.0
) -> Polygon | MultiPolygon | list[Polygon | MultiPolygon]:
    """All that lies within a geodesic distance of a geometry.

    Parameters
    ----------
    geometry
        Point, line, polygon or a collection of them; lon/lat in degrees on WGS84. Edges are
        straight in lon/lat. It must not cross the antimeridian.
    distance_m
        10 m to 500 km, or a sequence of distances: a list of geometries comes back.
    tolerance_m
        0.1 to 1,000 m: the outline's edges (straight in lon/lat) lie within this of the exact
        distance. Corrected to half of it at the quarter points of each edge.

    Returns
    -------
    Polygon or MultiPolygon, or a list of them
        lon/lat on WGS84, valid, exterior rings counter-clockwise (RFC 7946).

    Raises
    ------
    GeozoneError
        If a number or a coordinate cannot be right, or the geometry is empty.

    Examples
    --------
    >>> import shapely
    >>> disc = buffer(shapely.Point(38, 36.8), 15_000)
    >>> round(geodesy.area_m2(disc) / 1e6)
    707
    """
    lines, filled = _lines_and_faces(geometry)
    _check("tolerance_m", tolerance_m, 0.1, 1_000.0)
    distances = [distance_m] if isinstance(distance_m, int | float) else list(distance_m)
    line = MeasuredLine.of(lines)
    zones: list[Polygon | MultiPolygon] = []
    for distance in distances:
        zone = around(line, distance, tolerance_m=tolerance_m)
        zones.append(_polygons(shapely.union_all([zone, *filled])) if filled else zone)
    return zones[0] if isinstance(distance_m, int | float) else zones


def _check(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise GeozoneError(f"{name} must be from {low:g} to {high:g} m, got {value!r}")


def _lines_and_faces(geometry: BaseGeometry) -> tuple[list[Floats], list[Polygon]]:
    """Vertices of all points, lines and rings of a geometry, and its polygons."""
    lonlat = shapely.get_coordinates(geometry)
    if not len(lonlat):
        raise GeozoneError("geometry must not be empty: nothing lies near it")
    if not np.isfinite(lonlat).all():
        raise GeozoneError("geometry has a coordinate that is not a finite number")
    if np.abs(lonlat[:, 0]).max() > 180 or np.abs(lonlat[:, 1]).max() > 90:
        raise GeozoneError(
            f"geometry must be in degrees of longitude and latitude, got {lonlat[0].tolist()}: "
            "reproject it to EPSG:4326 first"
        )
    parts = shapely.get_parts(shapely.get_parts(geometry))
    faces = [part for part in parts if part.geom_type == "Polygon"]
    lines = [part for part in parts if part.geom_type != "Polygon"]
    rings = list(shapely.get_rings(faces)) if faces else []
    return [shapely.get_coordinates(each) for each in [*lines, *rings]], faces


def around(
    line: MeasuredLine,
    distance_m: float,
    *,
    tolerance_m: float,
    within: BaseGeometry | None = None,
) -> Polygon | MultiPolygon:
    """All that lies within a distance of a measured line.

    Parameters
    ----------
    line
        What the distance is measured from.
    distance_m, tolerance_m
        As in `buffer`.
    within
        Only this region (lon/lat, prepared) is wanted: the outline elsewhere stays rough.

    Raises
    ------
    GeozoneError
        If the distance is out of range.
    """
    _check("distance_m", distance_m, MIN_DISTANCE_M, MAX_DISTANCE_M)
    rough = _rough(line, distance_m, tolerance_m)
    correction = _Correction(line.index, distance_m, tolerance_m, within)
    corrected = []
    for polygon in shapely.get_parts(rough):
        shell, *holes = (correction.ring(ring) for ring in shapely.get_rings(polygon))
        if shell is not None:
            corrected.append(
                Polygon(shell, [hole for hole in holes if _is_wide(hole, tolerance_m)])
            )
    return _polygons(shapely.union_all(shapely.make_valid(corrected)))


def _is_wide(ring: Floats | None, tolerance_m: float) -> TypeGuard[Floats]:
    """Whether a hole is more than a sliver that the union of pieces left."""
    if ring is None:
        return False
    hole = Polygon(ring)
    return geodesy.area_m2(hole) > tolerance_m * geodesy.length_m(hole)


def _rough(line: MeasuredLine, distance_m: float, tolerance_m: float) -> BaseGeometry:
    sagitta = min(tolerance_m / (2 * distance_m), 0.1)
    quad_segs = math.ceil(math.pi / 4 / math.acos(1 - sagitta) / math.sqrt(2))
    buffers = []
    for vertices in _pieces(line.parts):
        centre = LngLat(*((vertices.min(axis=0) + vertices.max(axis=0)) / 2))
        plane = geodesy.to_plane(vertices, centre)
        planar = shapely.LineString(plane) if len(plane) > 1 else shapely.Point(plane[0])
        outline = shapely.buffer(planar, distance_m, quad_segs=quad_segs)
        buffers.append(shapely.transform(outline, _back(centre)))
    return shapely.union_all(shapely.make_valid(buffers))


def _back(centre: LngLat) -> Callable[[Floats], Floats]:
    return lambda metres: geodesy.from_plane(metres, centre)


def _pieces(parts: Sequence[Floats]) -> list[Floats]:
    """Runs of vertices about 50 km long; each starts where the one before it ends."""
    pieces = []
    for part in parts:
        chainage = geodesy.chainage_m(part)
        count = max(1, round(chainage[-1] / _PIECE_M))
        ends = np.searchsorted(chainage, np.linspace(0, chainage[-1], count + 1))
        ends[0], ends[-1] = 0, len(part) - 1
        pieces += [part[i : j + 1] for i, j in itertools.pairwise(ends) if j > i]
        if len(part) == 1:
            pieces.append(part)
    return pieces


@dataclass(frozen=True, slots=True)
class _Correction:
    """Moves the vertices of rings to the exact distance and adds those that are missing."""

    index: NearestIndex
    distance_m: float
    tolerance_m: float
    within: BaseGeometry | None

    def ring(self, ring: BaseGeometry) -> Floats | None:
        """The corrected ring, open; None if too little is left of it."""
        points = shapely.get_coordinates(ring)[:-1]
        wanted = self._wanted(points)
        work = _Ring(points, settled=~wanted, fits=~(wanted & np.roll(wanted, -1)))
        for _ in range(_MAX_ROUNDS):
            if work.settled.all() and work.fits.all():
                break
            self._settle(work)
            self._split(work)
        return work.points if len(work.points) >= 3 else None

    def _wanted(self, points: Floats) -> NDArray[np.bool_]:
        if self.within is None:
            return np.ones(len(points), dtype=bool)
        edges = shapely.linestrings(np.stack([points, np.roll(points, -1, axis=0)], axis=1))
        touches = shapely.intersects(self.within, edges)
        for _ in range(_SIDE_SLACK):
            touches = touches | np.roll(touches, 1) | np.roll(touches, -1)
        return np.asarray(touches | np.roll(touches, 1))

    def _settle(self, work: _Ring) -> None:
        """Move unsettled vertices along the geodesic from their nearest point."""
        loose = np.flatnonzero(~work.settled)
        if not len(loose):
            return
        moved, error = self._to_distance(work.points[loose])
        near = error <= self.tolerance_m / 4
        work.settled[loose[near]] = True
        work.points[loose[~near]] = moved[~near]
        work.moves[loose] += 1
        work.drop(~work.settled & (work.moves > 8))

    def _split(self, work: _Ring) -> None:
        """Check edges whose ends are settled; put a new vertex where one misses most."""
        end = np.roll(np.arange(len(work.points)), -1)
        edge = np.flatnonzero(~work.fits & work.settled & work.settled[end])
        if not len(edge):
            return
        start, stop = work.points[edge], work.points[end[edge]]
        checked = start[:, None] + _CHECKED[:, None] * (stop - start)[:, None]
        moved, error = self._to_distance(checked.reshape(-1, 2))
        error = error.reshape(-1, len(_CHECKED))
        worst = error.argmax(axis=1)
        misses = error[np.arange(len(edge)), worst] > self.tolerance_m / 2
        work.fits[edge[~misses]] = True
        new = moved.reshape(-1, len(_CHECKED), 2)[np.arange(len(edge)), worst]
        work.insert(edge[misses] + 1, new[misses])

    def _to_distance(self, points: Floats) -> tuple[Floats, Floats]:
        near = self.index.query(points)
        azimuth, _ = geodesy.inverse(near.lonlat, points)
        moved = geodesy.direct(near.lonlat, azimuth, self.distance_m)
        return moved, np.abs(near.distance_m - self.distance_m)


class _Ring:
    """Vertices of a ring being corrected; `fits` is about the edge that starts at a vertex."""

    def __init__(
        self, points: Floats, *, settled: NDArray[np.bool_], fits: NDArray[np.bool_]
    ) -> None:
        self.points = points.copy()
        self.settled = settled
        self.fits = fits
        self.moves = np.zeros(len(points), dtype=int)

    def insert(self, where: NDArray[np.intp], points: Floats) -> None:
        self.points = np.insert(self.points, where, points, axis=0)
        self.settled = np.insert(self.settled, where, False)
        self.fits = np.insert(self.fits, where, False)
        self.moves = np.insert(self.moves, where, 0)

    def drop(self, unwanted: NDArray[np.bool_]) -> None:
        if not unwanted.any():
            return
        self.fits[np.roll(unwanted, -1)] = False
        keep = ~unwanted
        self.points, self.settled = self.points[keep], self.settled[keep]
        self.fits, self.moves = self.fits[keep], self.moves[keep]


def _polygons(geometry: BaseGeometry) -> Polygon | MultiPolygon:
    """The polygons of a geometry, exterior rings counter-clockwise."""
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    oriented = [shapely.orient_polygons(part) for part in parts]
    return oriented[0] if len(oriented) == 1 else MultiPolygon(oriented)
