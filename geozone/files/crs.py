"""From any coordinate reference system to lon/lat on WGS84, straight edges kept straight.

An edge that is straight in its own system is bent in lon/lat. So points are inserted on it, until
it lies within a quarter of a metre of the straight edge of its own system. A definition may come
from somebody else's file. So PROJ asks no network for grids here, whatever its settings, and opens
no file that a definition names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.enums import TransformDirection
from pyproj.exceptions import CRSError, ProjError
from pyproj.network import (  # type: ignore[attr-defined]  # it names them in no __all__
    is_network_enabled,
    set_network_enabled,
)

from geozone.ellipsoid import geodesy
from geozone.ellipsoid.geodesy import Floats, for_pyproj
from geozone.errors import GeozoneError

WGS84 = "OGC:CRS84"  # lon before lat, unlike EPSG:4326
_STRAIGHT_M = 0.25  # largest distance of an edge in lon/lat from the edge of its own system
_AT = np.array([0.25, 0.5, 0.75])[:, None]  # fractions of an edge at which that is measured
_MAX_ROUNDS = 16  # rounds of halving: an edge of half the world becomes pieces of 300 m

# PROJ opens a file that one of these parameters names, wherever it lies. "@null" and "null" name no
# file; they stand in the usual definition of Web Mercator.
_NAMES_A_FILE = re.compile(
    r"(?:nadgrids|grids|file|init)\s*=(?!\s*@?null\b)|PARAMETERFILE", re.IGNORECASE
)


@dataclass(frozen=True)
class Reference:
    """A coordinate reference system: how its coordinates become lon/lat.

    Parameters
    ----------
    name
        The system's name in its definition.
    accuracy_m
        How far off the transformed coordinates may be, if PROJ knows; else 0.
    to_lonlat
        Function from x, y of shape (n, 2), in the order of a GIS (x east), to degrees.
    from_lonlat
        The inverse function.
    is_wgs84
        Whether the system's coordinates are lon/lat on WGS84 already.
    """

    name: str
    accuracy_m: float
    to_lonlat: Callable[[Floats], Floats]
    from_lonlat: Callable[[Floats], Floats]
    is_wgs84: bool


@cache
def reference(definition: str) -> Reference:
    """A coordinate reference system by its code or definition.

    Parameters
    ----------
    definition
        A code such as ``"EPSG:32637"``, or WKT.

    Raises
    ------
    GeozoneError
        If it is unknown, is not tied to places on earth (such as a local system of a building
        site), or names a file.

    Examples
    --------
    >>> reference("EPSG:3857").to_lonlat(np.array([[4174954.0, 4424480.0]])).round(3).tolist()
    [[37.504, 36.895]]
    >>> reference("EPSG:1")
    Traceback (most recent call last):
    geozone.errors.GeozoneError: "EPSG:1" is no known coordinate reference system ...
    """
    short = definition if len(definition) <= 60 else f"{definition[:57]}..."
    if _NAMES_A_FILE.search(definition):
        raise GeozoneError(f'"{short}" takes its shifts from a file of grids, which is not opened')
    try:
        with _offline():
            crs = CRS.from_user_input(definition)
            turned = Transformer.from_crs(crs, WGS84, always_xy=True)
    except (CRSError, ProjError):
        raise GeozoneError(
            f'"{short}" is no known coordinate reference system of places on earth'
        ) from None

    def transform(xy: Floats, direction: TransformDirection) -> Floats:
        # pyproj makes the transformation anew in every thread, so PROJ is kept offline here too.
        with _offline():
            x, y = for_pyproj(*xy.T)
            return np.column_stack(turned.transform(x, y, direction=direction))

    # EPSG:4326 has latitude first by its definition; files and `always_xy` have longitude first.
    is_wgs84 = CRS.from_user_input(WGS84).equals(crs, ignore_axis_order=True) or (
        CRS.from_epsg(4326).equals(crs, ignore_axis_order=True)
    )
    return Reference(
        crs.name,
        max(float(turned.accuracy), 0.0),
        lambda xy: transform(xy, TransformDirection.FORWARD),
        lambda lonlat: transform(lonlat, TransformDirection.INVERSE),
        is_wgs84,
    )


@contextmanager
def _offline() -> Iterator[None]:
    """Keep PROJ from fetching grids, even if the user's own settings allow it."""
    before = is_network_enabled()
    set_network_enabled(False)
    try:
        yield
    finally:
        set_network_enabled(before)


def straightened(xy: Floats, of: Reference) -> Floats:
    """The line through points of a system as lon/lat, with points added where it bends.

    Parameters
    ----------
    xy
        Vertices, shape (n, 2), in the order of a GIS.
    of
        The system of these coordinates, in which the edges are straight.

    Returns
    -------
    array of shape (m, 2)
        Longitude, latitude; m ≥ n. Infinite for coordinates that lie nowhere on earth.

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
    """Edges that lie too far from the straight edge of their own system, by their first vertex."""
    # Points of the straight edge in its own system, and the same fractions of the edge in lon/lat.
    true = of.to_lonlat((xy[:-1, None] + _AT * np.diff(xy, axis=0)[:, None]).reshape(-1, 2))
    drawn = (lonlat[:-1, None] + _AT * np.diff(lonlat, axis=0)[:, None]).reshape(-1, 2)
    there = np.isfinite(true).all(axis=1)
    off_m = np.zeros(len(true))
    off_m[there] = geodesy.distance_m(true[there], drawn[there])
    return np.flatnonzero((off_m.reshape(-1, len(_AT)) > _STRAIGHT_M).any(axis=1))
