"""Outlines for drawing: simplified for a page, and encoded as compact text.

No figure is measured on these outlines.

The encoding is that of Google's polylines (zigzag deltas, five bits a character) with another
alphabet: its characters need no escape in JSON, HTML and JavaScript.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from maps.look.style import COORDINATE_SCALE

_ALPHABET = np.frombuffer(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", dtype=np.uint8
)
METRES_PER_DEGREE = 110_574.0  # of latitude at the equator, the shortest on WGS84
ROUNDING_M = 8.0  # largest error of rounding: half a step of the coordinates in both directions


def lighten(geometry: BaseGeometry, tolerance_m: float) -> BaseGeometry:
    """The geometry with fewer vertices; its edges stay within a distance of the old ones.

    By Douglas and Peucker (1973), doi:10.3138/FM57-6770-U75U-7727, with longitudes scaled to the
    length of latitudes. The tolerance includes the rounding that `encode` adds.

    Parameters
    ----------
    geometry
        lon/lat, WGS84.
    tolerance_m
        More than the 8 m of the rounding.

    Examples
    --------
    >>> bent = shapely.LineString([(0, 0), (0.5, 0.0001), (1, 0)])
    >>> int(shapely.get_num_coordinates(lighten(bent, 50)))
    2
    """
    if geometry.is_empty:
        return geometry
    # Scale by the latitude where degrees of longitude are longest: elsewhere the outline then stays
    # nearer than the tolerance and never farther.
    latitudes = shapely.get_coordinates(geometry)[:, 1]
    widest = float(np.cos(np.radians(np.abs(latitudes).min())))
    squeeze = np.array([max(widest, 1e-6), 1.0])
    step = (tolerance_m - ROUNDING_M) / METRES_PER_DEGREE
    plane = shapely.transform(geometry, lambda lonlat: lonlat * squeeze)
    light = shapely.simplify(plane, step, preserve_topology=True)
    return shapely.transform(light, lambda plane_xy: plane_xy / squeeze)


def encode_points(lonlat: NDArray[np.float64]) -> str:
    """Points as text like `encode`, but with every point, also equal neighbours.

    Examples
    --------
    >>> encode_points(np.array([[0.0, 0.0], [0.0, 0.0]]))
    'AAAA'
    """
    steps = np.rint(np.asarray(lonlat, float).reshape(-1, 2) * COORDINATE_SCALE).astype(np.int64)
    deltas = np.diff(steps, axis=0, prepend=np.zeros((1, 2), np.int64)).ravel()
    return _characters((deltas << 1) ^ (deltas >> 63))


def encode(lonlat: NDArray[np.float64]) -> str:
    """A line as text: zigzag deltas of whole steps, five bits a character, lowest bits first.

    Parameters
    ----------
    lonlat
        Shape (n, 2), degrees. Neighbours that fall on the same step become one.

    Examples
    --------
    >>> encode(np.array([[0.0, 0.0], [0.0001, -0.0002]]))
    'AACD'
    """
    steps = np.rint(np.asarray(lonlat, float).reshape(-1, 2) * COORDINATE_SCALE).astype(np.int64)
    if len(steps) > 1:
        moved = np.any(np.diff(steps, axis=0) != 0, axis=1)
        steps = steps[np.concatenate([[True], moved])]
    deltas = np.diff(steps, axis=0, prepend=np.zeros((1, 2), np.int64)).ravel()
    return _characters((deltas << 1) ^ (deltas >> 63))


def _characters(values: NDArray[np.int64]) -> str:
    """Values as text. Bit 32 of a character says that more of its value follows."""
    # Column n holds the n-th character of every value; -1 marks a value that has ended.
    digits = []
    rest, alive = values, np.ones(len(values), bool)
    while alive.any():
        more = rest > 31
        digits.append(np.where(alive, (rest & 31) | (more << 5), -1))
        rest, alive = rest >> 5, alive & more
    table = np.stack(digits, axis=1).ravel()
    return bytes(_ALPHABET[table[table >= 0]]).decode("ascii")


_VALUES = {character: value for value, character in enumerate(bytes(_ALPHABET).decode("ascii"))}


def decode(text: str) -> NDArray[np.float64]:
    """What `encode` wrote: shape (n, 2), lon/lat in degrees.

    Raises
    ------
    ValueError
        If the text was not written by `encode`.

    Examples
    --------
    >>> decode("AACD").tolist()
    [[0.0, 0.0], [0.0001, -0.0002]]
    """
    try:
        digits = [_VALUES[character] for character in text]
    except KeyError as error:
        raise ValueError(f"no encoded line: {text[:20]!r}") from error
    values, value, shift = [], 0, 0
    for digit in digits:
        value |= (digit & 31) << shift
        shift += 5
        if not digit & 32:
            # Zigzag: odd numbers stand for negative values.
            values.append(~(value >> 1) if value & 1 else value >> 1)
            value, shift = 0, 0
    if shift or len(values) % 2:
        raise ValueError(f"an encoded line that breaks off: {text[-20:]!r}")
    steps = np.array(values, dtype=np.int64).reshape(-1, 2)
    return np.cumsum(steps, axis=0) / COORDINATE_SCALE


def polygons(geometry: BaseGeometry) -> list[list[str]]:
    """Every polygon of a geometry as encoded rings, the outer one first."""
    found = []
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon" and not part.is_empty:
            rings = [part.exterior, *part.interiors]
            coded = [_ring(ring) for ring in rings]
            if coded[0]:
                found.append([ring for ring in coded if ring])
        elif part.geom_type == "GeometryCollection":
            found.extend(polygons(part))
    return found


def _ring(ring: BaseGeometry) -> str:
    """A ring without its repeated last point; empty if rounding leaves it no width or height."""
    lonlat = shapely.get_coordinates(ring)[:-1]
    size = np.ptp(np.rint(lonlat * COORDINATE_SCALE), axis=0)
    return encode(lonlat) if size.min() > 0 else ""


def lines(geometry: BaseGeometry) -> list[str]:
    """Every line of a geometry, encoded."""
    return [
        encode(shapely.get_coordinates(part))
        for part in shapely.get_parts(geometry)
        if part.geom_type == "LineString" and not part.is_empty
    ]
