"""Zones along land borders, exact on the ellipsoid: maps, figures and sources of proposals.

>>> import geozone
>>> study = geozone.load("turkey-syria")
>>> round(study.zones["us-section/first"].length_km)
140
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geozone.adhoc import along
    from geozone.buffering import buffer
    from geozone.curve import depth_curve
    from geozone.errors import GeozoneError
    from geozone.nearest import distance_km
    from geozone.study import Study, load
    from geozone.tables import compare

__all__ = [
    "GeozoneError", "Study", "along", "buffer", "compare", "depth_curve", "distance_km", "load",
]  # fmt: skip

_ROOMS = {
    "GeozoneError": "errors", "Study": "study", "along": "adhoc", "buffer": "buffering",
    "compare": "tables", "depth_curve": "curve", "distance_km": "nearest", "load": "study",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"geozone.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
