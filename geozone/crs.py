"""From any coordinate reference system to lon/lat on WGS84, straight edges kept straight.

An edge that is straight in its own system is bent in lon/lat: before it is turned, points are put
on it until the difference is a quarter of a metre. Never asks a network for grids.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from geozone import geodesy
from geozone.errors import GeozoneError
from geozone.geodesy import Floats, for_pyproj

WGS84 = "OGC:CRS84"  # lon, lat
_STRAIGHT_M = 0.25  # an edge in lon/lat lies within this of the straight edge of its own system
_AT = np.array([0.25, 0.5, 0.75])[:, None]  # where that is looked at
_MAX_ROUNDS = 16  # of halving: an edge of half the world comes down to 300 m


@dataclass(frozen=True)
class Reference:
    """A coordinate reference system: how its coordinates become lon/lat.

    Parameters
    ----------
    name
        As its definition calls it.
    accuracy_m
        How far off the result may be, where the definition says so; else 0.
    to_lonlat
        From x, y of shape (n, 2), in the order of a GIS (x east), to degrees.
    is_wgs84
        Whether its coordinates are lon/lat already.
    """

    name: str
    accuracy_m: float
    to_lonlat: Callable[[Floats], Floats]
    is_wgs84: bool


@cache
def reference(definition: str) -> Reference:
    """A coordinate reference system by its code or definition.

    Parameters
    ----------
    definition
        Such as ``"EPSG:32637"``, or WKT.

    Raises
    ------
    GeozoneError
        If it is unknown, or does not say where on earth it is.

    Examples
    --------
    >>> reference("EPSG:3857").to_lonlat(np.array([[4174954.0, 4424480.0]])).round(3).tolist()
    [[37.504, 36.895]]
    >>> reference("EPSG:1")
    Traceback (most recent call last):
    geozone.errors.GeozoneError: "EPSG:1" is no known coordinate reference system ...
    """
    try:
        crs = CRS.from_user_input(definition)
        turned = Transformer.from_crs(crs, WGS84, always_xy=True)
    except (CRSError, ProjError):
        short = definition if len(definition) <= 60 else f"{definition[:57]}..."
        raise GeozoneError(
            f'"{short}" is no known coordinate reference system of places on earth'
        ) from None

    def to_lonlat(xy: Floats) -> Floats:
        return np.column_stack(turned.transform(*for_pyproj(*xy.T)))

    is_wgs84 = CRS.from_user_input(WGS84).equals(crs, ignore_axis_order=True) or (
        CRS.from_epsg(4326).equals(crs, ignore_axis_order=True)
    )
    return Reference(crs.name, max(float(turned.accuracy), 0.0), to_lonlat, is_wgs84)


def straightened(xy: Floats, of: Reference) -> Floats:
    """The line through points of a system as lon/lat, with points added where it bends.

    Parameters
    ----------
    xy
        Vertices, shape (n, 2), in the order of a GIS.
    of
        Their system. The edges are straight in it.

    Returns
    -------
    array of shape (m, 2)
        Longitude, latitude; m ≥ n. Infinite where the system has no such place.

    Examples
    --------
    >>> utm = reference("EPSG:32637")
    >>> len(straightened(np.array([[300e3, 4e6], [700e3, 4e6]]), utm)) > 60
    True
    """
    if of.is_wgs84:
        return xy
    lonlat = of.to_lonlat(xy)
    for _ in range(_MAX_ROUNDS):
        if not np.isfinite(lonlat).all():
            break
        bent = _bent(xy, lonlat, of)
        if not len(bent):
            break
        middles = (xy[bent] + xy[bent + 1]) / 2
        xy = np.insert(xy, bent + 1, middles, axis=0)
        lonlat = np.insert(lonlat, bent + 1, of.to_lonlat(middles), axis=0)
    return lonlat


def _bent(xy: Floats, lonlat: Floats, of: Reference) -> NDArray[np.intp]:
    """Edges that are too far from straight in lon/lat, by their first vertex."""
    true = of.to_lonlat((xy[:-1, None] + _AT * np.diff(xy, axis=0)[:, None]).reshape(-1, 2))
    drawn = (lonlat[:-1, None] + _AT * np.diff(lonlat, axis=0)[:, None]).reshape(-1, 2)
    there = np.isfinite(true).all(axis=1)
    off_m = np.zeros(len(true))
    off_m[there] = geodesy.distance_m(true[there], drawn[there])
    return np.flatnonzero((off_m.reshape(-1, len(_AT)) > _STRAIGHT_M).any(axis=1))
