"""Zones about a place: the land within a distance of a point."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid import antimeridian, buffering, faces
from geozone.ellipsoid.geodesy import LngLat
from geozone.errors import Refused
from geozone.zones.zone import DEFAULT_TOLERANCE_M, MAX_DEPTH_KM, Zone, all_edges, check_depth


def disc(
    centre: LngLat,
    radius_km: float,
    land: BaseGeometry,
    *,
    sides: tuple[str, ...],
    uncertainty_km: float,
) -> Zone:
    """All land within a distance of a place.

    Parameters
    ----------
    centre
        The place.
    radius_km
        0.01 to 500 km.
    land
        The land that counts, lon/lat.
    sides
        The codes of that land's countries.
    uncertainty_km
        How far off the place may be.

    Raises
    ------
    Refused
        If the radius is out of range or no land is within it.
    """
    check_depth(radius_km, MAX_DEPTH_KM)
    around = buffering.buffer(shapely.Point(centre), radius_km * 1000)
    land = antimeridian.cut(faces.polygons(land))
    geometry = faces.polygons(shapely.intersection(around, land))
    if geometry.is_empty:
        raise Refused("depth", f"{radius_km:g} km", "a disc with land in it: this one is empty")
    edges = all_edges(
        geometry,
        [],
        land_edge=faces.edge_tree(shapely.boundary(land)),
        uncertainty_km=uncertainty_km,
    )
    return Zone(sides, radius_km, (), geometry, edges, DEFAULT_TOLERANCE_M)
