"""All within each of some distances from a measured line.

A rough outline is made of planar buffers of short pieces of the line. It is corrected
(`geozone.ellipsoid.correction`) and freed of slivers. Several distances share the line's index.
"""

from __future__ import annotations

import itertools
import math
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LinearRing, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid import geodesy, planar_buffer
from geozone.ellipsoid.correction import Correction
from geozone.ellipsoid.faces import polygons
from geozone.ellipsoid.geodesy import Floats, LngLat
from geozone.ellipsoid.nearest import MeasuredLine
from geozone.errors import GeozoneError

DEGREE_M = 110_500.0  # the shortest degree of latitude, rounded down
_MOST_NORTHERN = 89.9  # degrees; nearer to a pole, outlines in lon/lat make no sense
# Attempts at a rough outline: the tolerance is multiplied by the first number, and the distance is
# enlarged by the second number times the tolerance.
_ROUGH = ((1, 0), (0.125, 0), (0.125, 0.25))
_MOST_OF_DISTANCE = 0.1  # share of the distance; with a larger tolerance it might touch the line
# Lengths of pieces. A plane about a piece's middle is wrong by under 1 m at 30 km from there. And
# if a line winds more closely than the distance, its buffer crosses itself so often that shorter
# pieces are quicker.
_SHORTEST_PIECE_M, _LONGEST_PIECE_M = 5_000.0, 25_000.0
# Shares of the tolerance: how far the chords of the rough outline's arcs lie inside the arcs; by
# how much a line is simplified before it is buffered, and the whole rough outline afterwards.
_ROUGH_SHARE = 0.7
_STRAIGHT_SHARE = 0.1
_SIMPLER_SHARE = 0.35
_ROUGH_KEPT = 8  # rough outlines that are kept, for zones on the other side of the same line


def outlines(  # noqa: PLR0913  (the optional ones are passed by name)
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
        The line from which the distances are measured.
    distances_m
        The distances, ascending.
    tolerance_m
        The edges lie within this of the exact distance, and within a tenth of the distance.
    within
        Only this region (lon/lat, prepared) is wanted: the outline elsewhere stays rough. For one
        distance only.
    is_near_geodesics
        Whether edges are to stay within a tenth of the tolerance of their geodesics.
    filled
        An area that belongs to the result at any distance, such as the inside of a polygon.

    Raises
    ------
    GeozoneError
        If a distance reaches too near to a pole, or no outline can be made around all of the line.
    """
    if farthest_north(line) + distances_m[-1] / DEGREE_M > _MOST_NORTHERN:
        raise GeozoneError(
            f"distance_m must not reach to {_MOST_NORTHERN:g} degrees of latitude, got "
            f"{distances_m[-1]:g} m from {farthest_north(line):.3f}: give a smaller distance"
        )
    tolerances_m = [min(tolerance_m, each * _MOST_OF_DISTANCE) for each in distances_m]
    # One index serves all distances: the largest distance and the least tolerance need the shortest
    # edges.
    index = line.fine(distances_m[-1], tolerances_m[0]).index
    areas = []
    for distance_m, tolerance in zip(distances_m, tolerances_m, strict=True):
        correction = Correction(index, distance_m, tolerance, within, is_near_geodesics)
        areas.append(_made(line, correction, filled))
    return areas


def farthest_north(line: MeasuredLine) -> float:
    """The latitude farthest from the equator, north or south, as a positive number of degrees."""
    return max(float(np.abs(part[:, 1]).max()) for part in line.parts)


def check_holds(area: Polygon | MultiPolygon, lines: Sequence[Floats], distance_m: float) -> None:
    """Refuse an area that does not hold all vertices of the lines that it was made around.

    This check of the result costs little and finds faults of GEOS and of the correction. Vertices
    are enough: no edge of an outline comes near to a line, so an edge of the line is inside if its
    ends are.

    Parameters
    ----------
    area
        All within a distance of the lines. Where the area was cut, the lines may touch its edge.
    lines
        Vertices of each line, shape (n, 2), in the area's frame of longitude.
    distance_m
        The distance, for the error.

    Raises
    ------
    GeozoneError
        If a vertex lies outside.

    Examples
    --------
    >>> check_holds(shapely.box(0, 0, 2, 2), [np.array([[1.0, 1.0], [3.0, 1.0]])], 100)
    Traceback (most recent call last):
    geozone.errors.GeozoneError: the buffer of 100 m could not be made around 3.00000, 1.00000: \
give the geometry in smaller pieces, or another distance_m
    """
    vertices = np.concatenate(lines)
    shapely.prepare(area)
    inside = shapely.intersects_xy(area, *vertices.T)
    if not inside.all():
        lon, lat = vertices[~inside][0]
        raise GeozoneError(
            f"the buffer of {distance_m:g} m could not be made around {lon:.5f}, {lat:.5f}: give "
            "the geometry in smaller pieces, or another distance_m"
        )


def _made(
    line: MeasuredLine, correction: Correction, filled: Polygon | MultiPolygon | None
) -> Polygon | MultiPolygon:
    """The area in a rough outline, made exact; with a finer or a wider rough outline if need be.

    The rough outline lies inside of the exact one, since its arcs consist of chords. Two exact
    outlines may overlap by less than that. Then the two rough outlines do not meet, and no vertex
    can be set in the gap between them.
    """
    for finer, wider in _ROUGH:
        tolerance_m = correction.tolerance_m
        area = rough(line, correction.distance_m + wider * tolerance_m, tolerance_m * finer)
        if filled is not None:
            area = shapely.union_all([area, filled])
        try:
            exact = _united(_corrected(area, correction), tolerance_m)
            check_holds(exact, line.parts, correction.distance_m)
        except GeozoneError as error:
            refused = error
        else:
            return exact
    raise refused


def _united(faces: Sequence[Polygon], tolerance_m: float) -> Polygon | MultiPolygon:
    """The faces as one valid area without slivers."""
    # Corrected vertices may have made rings that cross themselves.
    valid = shapely.make_valid(faces, method="structure", keep_collapsed=False)
    whole = valid[0] if len(valid) == 1 else shapely.disjoint_subset_union_all(valid)
    return _without_slivers(polygons(whole), tolerance_m)


def _corrected(area: BaseGeometry, correction: Correction) -> list[Polygon]:
    """An area's polygons with exact outlines."""
    parts = shapely.get_parts(shapely.get_parts(area))  # collections may hold collections
    # If an outline runs back upon itself, `make_valid` leaves a line beside the polygons.
    polygons_ = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    rings, of_polygon = shapely.get_rings(polygons_, return_index=True)
    corrected = correction.rings(rings)
    # All rings are corrected in one call. Here each polygon gets its own rings back; a ring that
    # shrank to nothing is None.
    faces = []
    for first, last in itertools.pairwise(np.searchsorted(of_polygon, range(len(polygons_) + 1))):
        shell, *holes = corrected[first:last]
        if shell is not None:
            faces.append(Polygon(shell, [hole for hole in holes if hole is not None]))
    return faces


def _without_slivers(area: Polygon | MultiPolygon, tolerance_m: float) -> Polygon | MultiPolygon:
    """The area without slivers (narrow polygons and narrow holes), which corrections may leave."""
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
    """Whether the area inside a ring, divided by the ring's length, is more than the tolerance."""
    # A lower bound from planar figures decides for most rings, since geodesics take far longer.
    face = Polygon(ring)
    squeeze = math.cos(math.radians(max(abs(face.bounds[1]), abs(face.bounds[3]))))
    least = face.area / face.length * squeeze * DEGREE_M**2 / geodesy.LONGEST_DEGREE_M
    if least > tolerance_m:
        return True
    return geodesy.area_m2(face) > tolerance_m * geodesy.length_m(face)


@lru_cache(maxsize=_ROUGH_KEPT)
def rough(line: MeasuredLine, distance_m: float, tolerance_m: float) -> BaseGeometry:
    """The area within a distance of a measured line, with an error of some metres.

    Parameters
    ----------
    line
        The line from which the distance is measured.
    distance_m
        The distance, metres.
    tolerance_m
        Arcs get so many vertices that their chords lie within 0.7 of this from the arc.

    Examples
    --------
    >>> line = MeasuredLine.of([np.array([[0.0, 0.0]])])
    >>> round(geodesy.area_m2(rough(line, 1_000.0, 1.0)) / 1e6, 2)
    3.14
    """
    # A chord over the angle a lies inside its circle by 1 - cos(a / 2) of the radius.
    sagitta = min(_ROUGH_SHARE * tolerance_m / distance_m, 0.1)
    quad_segs = math.ceil(math.pi / 4 / math.acos(1 - sagitta))

    pieces = _runs(line.parts, distance_m)
    centres = [LngLat(*((piece.min(axis=0) + piece.max(axis=0)) / 2)) for piece in pieces]
    of_piece = np.repeat(np.arange(len(pieces)), [len(piece) for piece in pieces])
    planes = geodesy.to_plane(np.concatenate(pieces), np.array(centres)[of_piece])
    starts = np.flatnonzero(np.diff(of_piece)) + 1
    planar = np.array([_line_or_point(plane) for plane in np.split(planes, starts)])
    # Vertices that were inserted on long edges for measuring would only add some to the outline.
    planar = shapely.simplify(planar, tolerance_m * _STRAIGHT_SHARE, preserve_topology=False)

    def buffered(some: NDArray[np.object_]) -> NDArray[np.object_]:
        return planar_buffer.buffered(some, distance_m, quad_segs=quad_segs)

    # GEOS releases Python's lock while it buffers an array, so each core works on an array of its
    # own. The order of the results is kept.
    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as threads:
        outlines = np.concatenate(list(threads.map(buffered, np.array_split(planar, cores))))
    metres, piece = shapely.get_coordinates(outlines, return_index=True)
    lonlat = geodesy.from_plane(metres, np.array(centres)[piece])
    buffers = shapely.set_coordinates(outlines, lonlat)
    united = shapely.disjoint_subset_union_all(shapely.make_valid(buffers))
    # Where the buffers of two pieces meet, the round ends of the pieces leave needless vertices.
    slack = tolerance_m * _SIMPLER_SHARE / geodesy.LONGEST_DEGREE_M
    return shapely.simplify(united, slack, preserve_topology=False)


def _line_or_point(plane: Floats) -> BaseGeometry:
    return shapely.LineString(plane) if len(plane) > 1 else shapely.Point(plane[0])


def _runs(parts: Sequence[Floats], distance_m: float) -> list[Floats]:
    """Runs of vertices about as long as the distance; each begins with the last vertex before it.

    A part that is a single vertex is a run of its own.
    """
    length_m = min(max(distance_m, _SHORTEST_PIECE_M), _LONGEST_PIECE_M)
    pieces = []
    for part in parts:
        if len(part) == 1:
            pieces.append(part)
            continue
        pieces += geodesy.parted(part, length_m, round)
    return pieces
