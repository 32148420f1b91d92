"""Nearest towns: from a point to the towns around it, by geodesic distances on WGS84.

This is the only module of the gazetteer that uses pyproj, which is loaded at the first question. It
searches boxes of the index that surely hold all towns in reach, and widens them if these are few.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gazetteer.index_file.index import Index
from gazetteer.names import fold
from gazetteer.place import Place

_FIRST_KM = 10.0  # radius of the first circle searched; the next is two or four times as wide
# The least radius of curvature of WGS84, along the meridian at the equator: on a sphere of that
# size no two points (of the same longitudes and latitudes) are farther apart than on the ellipsoid.
_RADIUS_KM = 6335.4
_SLACK = 1e-12  # radians, for rounding
FARTHEST_KM = 20_004.0  # any two points are nearer: half a meridian is 20,003.93 km
_SAME_TOWN_DEG = 0.05  # two entries of one name that are closer are one town; about 5 km

Box = tuple[float, float, float, float]  # west, south, east, north


@dataclass(frozen=True, slots=True)
class Nearby:
    """A town and how far it is.

    Parameters
    ----------
    place
        The town.
    distance_km
        Geodesic on WGS84, to the listed point.

    Examples
    --------
    >>> from gazetteer import Gazetteer
    >>> found = Gazetteer().nearest(37.95, 36.53)[0]
    >>> found.place.name, round(found.distance_km, 1)
    ('Manbij', 0.5)
    """

    place: Place
    distance_km: float


def nearest(
    layers: Sequence[Sequence[Index]], lon: float, lat: float, count: int, within_km: float
) -> list[Nearby]:
    """Give the towns nearest to a point, nearest first; towns at equal distance by name.

    Parameters
    ----------
    layers
        Groups of indexes; a town of an earlier group hides the same in a later one.
    lon, lat
        Degrees.
    count
        The largest number of towns.
    within_km
        The largest distance.
    """
    reach_km = min(_FIRST_KM, within_km)
    while True:
        # The boxes hold every town within reach. So no town outside them can come before these.
        found = [
            each
            for each in _by_distance(joined(layers, boxes(lon, lat, reach_km)), lon, lat)
            if each.distance_km <= reach_km
        ]
        if len(found) >= count or reach_km >= within_km:
            return found[:count]
        # Twice the reach covers four times the area: enough if a quarter of the towns is found.
        wider = 2 if 4 * len(found) >= count else 4
        reach_km = min(wider * reach_km, within_km)


def boxes(lon: float, lat: float, reach_km: float) -> list[Box]:
    """Boxes that together hold every point within reach of a point.

    They bound the circle on a sphere of `_RADIUS_KM`, which holds the circle on the ellipsoid.

    Examples
    --------
    >>> [tuple(round(edge, 1) for edge in box) for box in boxes(179.5, 0, 110)]
    [(178.5, -1.0, 180.0, 1.0), (-180.0, -1.0, -179.5, 1.0)]
    >>> [tuple(round(edge, 1) for edge in box) for box in boxes(0, 89.5, 110)]
    [(-180.0, 88.5, 180.0, 90.0)]
    """
    reach = reach_km / _RADIUS_KM + _SLACK
    south, north = lat - math.degrees(reach), lat + math.degrees(reach)
    if south <= -90 or north >= 90:  # the circle holds a pole, and so every longitude
        return [(-180.0, max(south, -90.0), 180.0, min(north, 90.0))]
    # The largest difference in longitude on a circle that holds no pole; it lies nearer to the pole
    # than the centre does.
    side = math.degrees(math.asin(math.sin(reach) / math.cos(math.radians(lat))))
    return list(_unwrapped(lon - side, south, lon + side, north))


def _unwrapped(west: float, south: float, east: float, north: float) -> Iterator[Box]:
    """A box, cut in two if it crosses the antimeridian."""
    if west < -180:
        yield west + 360, south, 180.0, north
        yield -180.0, south, east, north
    elif east > 180:
        yield west, south, 180.0, north
        yield -180.0, south, east - 360, north
    else:
        yield west, south, east, north


def joined(layers: Sequence[Sequence[Index]], boxes: Iterable[Box]) -> list[Place]:
    """Give the towns in boxes; a town of an earlier layer hides the same town in a later one."""
    spans = list(boxes)
    found: list[Place] = []
    known: dict[str, list[Place]] = {}
    for group in layers:
        inside = (place for index in group for box in spans for place in index.within(*box))
        here = [
            place
            for place in dict.fromkeys(inside)  # an edge belongs to two boxes
            if place.kind == "town" and not _is_known(place, known)
        ]
        found += here
        if len(layers) > 1:
            for place in here:
                known.setdefault(fold(place.name), []).append(place)
    return found


def _is_known(place: Place, known: dict[str, list[Place]]) -> bool:
    return bool(known) and any(
        abs(other.lat - place.lat) < _SAME_TOWN_DEG
        and abs((other.lon - place.lon + 180) % 360 - 180) < _SAME_TOWN_DEG
        for other in known.get(fold(place.name), ())
    )


def _by_distance(places: Sequence[Place], lon: float, lat: float) -> list[Nearby]:
    if not places:
        return []
    from pyproj import Geod  # noqa: PLC0415  (a look-up by name does without its 0.1 s)

    count = len(places)
    _, _, metres = Geod(ellps="WGS84").inv(
        [lon] * count,
        [lat] * count,
        [place.lon for place in places],
        [place.lat for place in places],
    )
    found = [Nearby(place, far / 1000) for place, far in zip(places, metres, strict=True)]
    return sorted(found, key=lambda each: (each.distance_km, each.place.name, each.place.source_id))
