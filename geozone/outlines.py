"""All within each of some distances from a measured line.

The first outline is made of a rough one (`geozone.rough_outline`), each farther one of the outline
before it (`geozone.fronts`); both are then corrected (`geozone.correction`) and rid of slivers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LinearRing, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geozone import geodesy
from geozone.correction import Correction, Ring
from geozone.errors import GeozoneError
from geozone.faces import polygons
from geozone.fronts import Unclear, farther
from geozone.geodesy import Floats
from geozone.nearest import MeasuredLine, NearestIndex
from geozone.rough_outline import rough

DEGREE_M = 110_500.0  # the shortest degree of latitude, rounded down
_MOST_NORTHERN = 89.9  # nearer to a pole, north or south, outlines in lon/lat lose their sense
_ROUGH = ((1, 0), (0.125, 0), (0.125, 0.25))  # finer and wider, by tolerances
_MOST_OF_DISTANCE = 0.1  # a tolerance of more of the distance would let the outline touch the line


def outlines(  # noqa: PLR0913  (each is said by name)
    line: MeasuredLine,
    distances_m: Sequence[float],
    tolerance_m: float,
    *,
    within: BaseGeometry | None = None,
    is_near_geodesics: bool = False,
    filled: Polygon | MultiPolygon | None = None,
) -> list[Polygon | MultiPolygon]:
    """All within each of some distances.

    Parameters
    ----------
    line
        What the distances are measured from.
    distances_m
        Ascending.
    tolerance_m
        The edges lie within this of the exact distance, and within a tenth of the distance.
    within
        Only this region (lon/lat, prepared) is wanted: the outline elsewhere stays rough. For one
        distance only.
    is_near_geodesics
        Whether edges are to stay within a tenth of the tolerance of their geodesics.
    filled
        What is within whatever its distance from the line, such as the inside of a polygon.

    Raises
    ------
    GeozoneError
        If a distance reaches too near to a pole.
    """
    if farthest_north(line) + distances_m[-1] / DEGREE_M > _MOST_NORTHERN:
        raise GeozoneError(
            f"distance_m must not reach to {_MOST_NORTHERN:g} degrees of latitude, got "
            f"{distances_m[-1]:g} m from {farthest_north(line):.3f}: give a smaller distance"
        )
    tolerances_m = [min(tolerance_m, each * _MOST_OF_DISTANCE) for each in distances_m]
    index = line.fine(distances_m[-1], tolerances_m[0]).index
    areas: list[Polygon | MultiPolygon] = []
    rings: list[Ring] = []
    for distance_m, tolerance in zip(distances_m, tolerances_m, strict=True):
        correction = Correction(index, distance_m, tolerance, within, is_near_geodesics)
        faces = _carried_on(rings, distances_m[len(areas) - 1], correction) if rings else None
        if faces is None:
            faces = _made(line, correction, filled)
        valid = shapely.make_valid(
            [face.polygon for face in faces], method="structure", keep_collapsed=False
        )
        areas.append(_without_slivers(polygons(shapely.union_all(valid)), tolerance))
        if len(areas) < len(distances_m):
            rings = _with_feet(areas[-1], faces, index)
    return areas


def farthest_north(line: MeasuredLine) -> float:
    """The largest latitude, north or south."""
    return max(float(np.abs(part[:, 1]).max()) for part in line.parts)


class _Face(NamedTuple):
    """A polygon, and its rings with their feet."""

    shell: Ring
    holes: list[Ring]

    @property
    def polygon(self) -> Polygon:
        return Polygon(self.shell.points, [hole.points for hole in self.holes])


def _made(
    line: MeasuredLine, correction: Correction, filled: Polygon | MultiPolygon | None
) -> list[_Face]:
    """The outline made of a rough one; of a finer one, then a wider one, where that cannot be.

    Where two outlines reach into each other by less than their rough chords lie inside, these
    do not meet, and no vertex between them can be set.
    """
    for finer, wider in _ROUGH:
        tolerance_m = correction.tolerance_m
        area = rough(line, correction.distance_m + wider * tolerance_m, tolerance_m * finer)
        if filled is not None:
            area = shapely.union_all([area, filled])
        try:
            return _corrected(area, correction)
        except GeozoneError as error:
            refused = error
    raise refused


def _corrected(area: BaseGeometry, correction: Correction) -> list[_Face]:
    """An area's polygons, their outlines made exact."""
    faces = []
    for polygon in shapely.get_parts(area):
        shell, *holes = (correction.ring(ring) for ring in shapely.get_rings(polygon))
        if shell is not None:
            faces.append(_Face(shell, [hole for hole in holes if hole is not None]))
    return faces


def _carried_on(rings: list[Ring], from_m: float, correction: Correction) -> list[_Face] | None:
    """The outline at a smaller distance carried on, if that is clear."""
    try:
        gone_on = farther(
            rings, correction.index, from_m, correction.distance_m, correction.tolerance_m
        )
        found = [ring for each in gone_on if (ring := correction.filled_in(each)) is not None]
    except (Unclear, GeozoneError):  # or the stretches joined cannot be corrected
        return None
    shapes = np.array([Polygon(ring.points) for ring in found], dtype=object)
    is_hole = np.array([_signed_area(ring.points) < 0 for ring in found], dtype=bool)
    holes, shells = np.flatnonzero(is_hole), np.flatnonzero(~is_hole)
    faces = {shell: _Face(found[shell], []) for shell in shells.tolist()}
    inner, outer = shapely.STRtree(shapes[shells]).query(
        shapely.point_on_surface(shapes[holes]), predicate="within"
    )
    hole, shell = holes[inner], shells[outer]
    # Of the shells around a hole it belongs to the smallest; a smaller one is an island in it.
    around = shapely.area(shapes[shell]) > shapely.area(shapes[hole])
    hole, shell = hole[around], shell[around]
    order = np.lexsort([shapely.area(shapes[shell]), hole])
    its_own, first = np.unique(hole[order], return_index=True)
    if len(its_own) < len(holes):
        return None
    for one, around_it in zip(its_own.tolist(), shell[order][first].tolist(), strict=True):
        faces[around_it].holes.append(found[one])
    return list(faces.values())


def _signed_area(lonlat: Floats) -> float:
    """Of an open ring, more than 0 counter-clockwise, whatever tiny loops it has at its top."""
    x, y = (lonlat - lonlat[0]).T
    return float(x @ np.roll(y, -1) - np.roll(x, -1) @ y) / 2


def _with_feet(
    area: Polygon | MultiPolygon, faces: Sequence[_Face], index: NearestIndex
) -> list[Ring]:
    """An area's rings with the feet that are known of their vertices; the others are measured."""
    known = [ring for face in faces for ring in (face.shell, *face.holes)]
    points, foot = (
        np.concatenate(each)
        for each in zip(*((ring.points, ring.foot) for ring in known), strict=True)
    )
    at = np.concatenate([ring.at for ring in known])
    number = _numbers(points)
    order = np.argsort(number)
    rings = []
    for ring in shapely.get_rings(shapely.get_parts(area)):
        vertices = shapely.get_coordinates(ring)[:-1]
        wanted = _numbers(vertices)
        place = order[np.searchsorted(number, wanted, sorter=order).clip(max=len(order) - 1)]
        one = Ring(vertices, foot[place], at[place])
        new = np.flatnonzero(number[place] != wanted)
        if len(new):
            measured = index.foot(vertices[new])
            one.foot[new], one.at[new] = measured.lonlat, measured.at
        rings.append(one)
    return rings


def _numbers(lonlat: Floats) -> NDArray[np.complex128]:
    """Each point as one number, to be found by."""
    return np.ascontiguousarray(lonlat).view(np.complex128).reshape(-1)


def _without_slivers(area: Polygon | MultiPolygon, tolerance_m: float) -> Polygon | MultiPolygon:
    """The area without the slivers, filled or empty, that pieces and corrections leave."""
    return polygons(
        MultiPolygon(
            [
                Polygon(
                    part.exterior, [hole for hole in part.interiors if _is_wide(hole, tolerance_m)]
                )
                for part in shapely.get_parts(area)
                if _is_wide(part.exterior, tolerance_m)
            ]
        )
    )


def _is_wide(ring: LinearRing, tolerance_m: float) -> bool:
    """Whether the area of a ring's inside by its length is more than the tolerance."""
    face = Polygon(ring)
    squeeze = math.cos(math.radians(max(abs(face.bounds[1]), abs(face.bounds[3]))))
    least = face.area / face.length * squeeze * DEGREE_M**2 / geodesy.LONGEST_DEGREE_M
    if least > tolerance_m:
        return True
    return geodesy.area_m2(face) > tolerance_m * geodesy.length_m(face)
