"""Zones along land borders, exact on the ellipsoid: maps, figures and sources of proposals.

>>> import geozone
>>> geozone.load("turkey-syria").zones["us-section/first"].sides
('SYR',)
"""

from importlib import import_module

TYPE_CHECKING = False  # typing takes longer to import than all of this
if TYPE_CHECKING:
    from typing import Any

    from geozone.ellipsoid.buffering import buffer
    from geozone.ellipsoid.distances import distance_km, nearest_points
    from geozone.errors import GeozoneError, Refused, ScenarioError
    from geozone.lines.border import Border
    from geozone.study.curve import depth_curve
    from geozone.study.from_options import Own, Piece, along
    from geozone.study.place_shape import geometry_of
    from geozone.study.study import Study, load
    from geozone.study.towns_near import places_within
    from geozone.tables.frames import compare
    from geozone.zones.side import Side
    from geozone.zones.verdict import judge_all
    from geozone.zones.zone import Zone

# Public names by module, imported at first use (PEP 562): `geozone --help` starts without numpy.
_PLACES = {
    "ellipsoid.buffering": ("buffer",),
    "ellipsoid.distances": ("distance_km", "nearest_points"),
    "errors": ("GeozoneError", "Refused", "ScenarioError"),
    "lines.border": ("Border",),
    "study.curve": ("depth_curve",),
    "study.from_options": ("Own", "Piece", "along"),
    "study.place_shape": ("geometry_of",),
    "study.study": ("Study", "load"),
    "study.towns_near": ("places_within",),
    "tables.frames": ("compare",),
    "zones.side": ("Side",),
    "zones.verdict": ("judge_all",),
    "zones.zone": ("Zone",),
}
_NAMES = {name: module for module, names in _PLACES.items() for name in names}
# Modules that users reach as attributes of the package. `dir(geozone)` lists only `_OFFERED`.
_OFFERED = ("adhoc", "border", "export", "verdict", "zone")
_MODULES = {
    **{name: name for name in (*_OFFERED, "geodesy")},
    "own_places": "study.own_places",
}
__all__ = ["Border", "GeozoneError", "Own", "Piece", "Refused", "ScenarioError", "Side", "Study",
           "Zone", "along", "buffer", "compare", "depth_curve", "distance_km", "geometry_of",
           "judge_all", "load", "nearest_points", "places_within"]  # fmt: skip


def __getattr__(name: str) -> "Any":
    if name in _MODULES:
        return import_module(f"geozone.{_MODULES[name]}")
    if name not in _NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"geozone.{_NAMES[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, *_OFFERED]
