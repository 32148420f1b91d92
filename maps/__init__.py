"""Maps of a study: an HTML page, a folium map for Jupyter, figures, reports.

All figures and verdicts come from the study; nothing of it is computed here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maps.figures.figure import figure
    from maps.page.folium_map import draw
    from maps.page.folium_page import save
    from maps.reports.report import report

__all__ = ["draw", "figure", "report", "save"]

# Modules that users reach as attributes of the package, by the names that the guide uses.
_MODULES = {"figure_file": "maps.figures.file", "house_style": "maps.house_style"}
_ROOMS = {
    "draw": "maps.page.folium_map",
    "figure": "maps.figures.figure",
    "report": "maps.reports.report",
    "save": "maps.page.folium_page",
}


def __getattr__(name: str) -> Any:
    """Import a public name at its first use (PEP 562), because importing folium is slow."""
    if name in _MODULES:
        return import_module(_MODULES[name])
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)


def __dir__() -> list[str]:
    return [*__all__, *_MODULES]
