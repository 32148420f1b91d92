"""Maps of a study: one self-contained HTML page, and a folium map for Jupyter. Computes nothing."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maps.page import save
    from maps.webmap import draw

__all__ = ["draw", "save"]

_ROOMS = {"draw": "maps.webmap", "save": "maps.page"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for (PEP 562): folium takes its time."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
