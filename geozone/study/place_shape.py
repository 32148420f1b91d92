"""The shape of a place of the gazetteer, where the atlas has one.

The gazetteer stores only a reference, such as ``river:Euphrates``; this module finds its geometry.
"""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

import gazetteer
from geozone.atlas import world
from geozone.errors import GeozoneError, printable


class NoShape(GeozoneError):
    """The error for a place that has only a point, since the atlas has no shape of it."""


def geometry_of(place: gazetteer.Place) -> BaseGeometry:
    """Give the shape of a country, river or lake of the gazetteer.

    Parameters
    ----------
    place
        What `gazetteer.Gazetteer.resolve` answered.

    Returns
    -------
    shapely geometry
        Lon/lat on WGS84: the land of a country (`atlas.land`), the line of a river, downstream,
        the polygon of a lake (to draw, not to measure).

    Raises
    ------
    NoShape
        For every other kind: the atlas has no outlines of towns, divisions, regions or seas.

    Examples
    --------
    >>> from gazetteer import Gazetteer
    >>> geometry_of(Gazetteer().resolve("Fırat")).geom_type
    'LineString'
    >>> geometry_of(Gazetteer().resolve("Manbij"))
    Traceback (most recent call last):
    geozone.study.place_shape.NoShape: the atlas has no shape of "Manbij" (town): use its point
    """
    kind, _, reference = place.source_id.partition(":")
    if place.kind == "country" and place.country in world.shipped():
        return world.land(place.country)
    if (place.kind, kind) == ("river", "river"):
        return world.river(reference).line
    if (place.kind, kind) == ("lake", "lake"):
        point = shapely.Point(place.lon, place.lat)
        for lake in world.lakes_in((place.lon, place.lat, place.lon, place.lat)):
            if lake.covers(point):
                return lake
    raise NoShape(
        f'the atlas has no shape of "{printable(place.name)}" ({place.kind}): use its point'
    )
