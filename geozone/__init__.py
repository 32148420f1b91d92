"""Zones along land borders, exact on the ellipsoid: maps, figures and sources of proposals.

>>> import geozone
>>> geozone.load("turkey-syria").zones["us-section/first"].sides
('SYR',)
"""

from importlib import import_module

TYPE_CHECKING = False  # typing takes longer to import than all of this
if TYPE_CHECKING:
    from typing import Any

    from geozone.adhoc import along
    from geozone.around_places import places_within
    from geozone.buffering import buffer
    from geozone.curve import depth_curve
    from geozone.distances import distance_km, nearest_points
    from geozone.errors import GeozoneError
    from geozone.place_shape import geometry_of
    from geozone.study import Study, load
    from geozone.tables import compare
__all__ = ["GeozoneError", "Study", "along", "buffer", "compare", "depth_curve", "distance_km",
           "geometry_of", "load", "nearest_points", "places_within"]  # fmt: skip
_ROOMS = {"GeozoneError": "errors", "Study": "study", "along": "adhoc", "buffer": "buffering",
          "compare": "tables", "depth_curve": "curve", "distance_km": "distances", "load": "study",
          "geometry_of": "place_shape", "nearest_points": "distances",
          "places_within": "around_places"}  # fmt: skip
_MODULES = ("adhoc", "border", "export", "zone")


def __getattr__(name: str) -> "Any":
    if name not in {*_ROOMS, *_MODULES}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    room = import_module(f"geozone.{_ROOMS.get(name, name)}")
    return room if name in _MODULES else getattr(room, name)


def __dir__() -> list[str]:
    return [*__all__, *_MODULES]
