"""Maps of a study: an HTML page, a folium map for Jupyter, figures, reports. Computes nothing."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maps.figures import figure
    from maps.page import save
    from maps.reports import report
    from maps.webmap import draw

__all__ = ["draw", "figure", "report", "save"]

_MODULES = ("figure_file", "house_style")
_ROOMS = {
    "draw": "maps.webmap",
    "figure": "maps.figures",
    "report": "maps.reports",
    "save": "maps.page",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for (PEP 562): folium takes its time."""
    if name in _MODULES:
        return import_module(f"maps.{name}")
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)


def __dir__() -> list[str]:
    return [*__all__, *_MODULES]
