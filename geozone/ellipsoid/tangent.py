"""Lengths and directions by chords in space, several times quicker than geodesics.

Each function states its error. They serve where that error is far below the tolerance, or where the
result is measured exactly afterwards. This module knows no line.
"""

from __future__ import annotations

import numpy as np

from geozone.ellipsoid import geodesy
from geozone.ellipsoid.geodesy import Floats

# A chord c is shorter than its geodesic by c³ / 24 R². By place and direction, R differs from the
# radius at the equator by 0.67 % at most. Up to this length (metres) that makes 1 mm at most.
CHORDS_TO_M = 41_000.0


def length_m(chord_m: Floats) -> Floats:
    """Geodesic distances by their chords in space, good to 1 mm up to 41 km.

    Examples
    --------
    >>> ends = np.array([[38.0, 36.5], [38.2, 36.7]])
    >>> chord_m = np.linalg.norm(np.diff(geodesy.earth_centred(ends), axis=0), axis=1)
    >>> bool(abs(length_m(chord_m) - geodesy.distance_m(*ends))[0] < 1e-3)
    True
    """
    return np.asarray(chord_m + chord_m**3 / (24 * geodesy.EQUATORIAL_RADIUS_M**2))


def towards(lonlat: Floats, space: Floats, other: Floats) -> Floats:
    """Vectors from points towards others, metres east and north, as long as the chords.

    Up to 500 km their directions differ from those of the geodesics by 0.00002 radians at most.

    Parameters
    ----------
    lonlat, space
        The points, degrees and earth-centred, shapes (n, 2) and (n, 3).
    other
        The other points, earth-centred, shape (n, 3).

    Examples
    --------
    >>> ends = np.array([[0.0, 0.0], [0.0, 0.001]])
    >>> at, other = geodesy.earth_centred(ends)
    >>> towards(ends[:1], at[None], other[None]).round(1).tolist()
    [[0.0, 110.6]]
    """
    lon, lat = np.radians(lonlat).T
    x, y, z = (other - space).T
    sin_lon, cos_lon = np.sin(lon), np.cos(lon)
    east = y * cos_lon - x * sin_lon
    north = z * np.cos(lat) - (x * cos_lon + y * sin_lon) * np.sin(lat)
    # The chord dips below the horizon, so its horizontal part is shorter than the chord. It is
    # stretched to the chord's length. The lower bound avoids 0 / 0 where both points are the same.
    flat = np.maximum(np.hypot(east, north), np.finfo(float).tiny)
    longer = np.sqrt(x**2 + y**2 + z**2) / flat
    return np.column_stack([east * longer, north * longer])


def stepped(lonlat: Floats, metres: Floats) -> Floats:
    """Points reached by steps of some metres east and north.

    The error is about the square of the step over the earth's radius, times the tangent of the
    latitude where that is more than 1.

    Parameters
    ----------
    lonlat
        The starts, degrees, shape (n, 2).
    metres
        The steps east and north, shape (n, 2).

    Examples
    --------
    >>> stepped(np.array([[38.0, 36.5]]), np.array([[0.0, 10.0]])).round(6).tolist()
    [[38.0, 36.50009]]
    """
    return np.asarray(lonlat + metres / geodesy.metres_a_degree(lonlat[:, 1]))
