"""Files for a GIS, by the ending of their name; what a format cannot hold is said.

The formats are known here and in nobody else's room; `write` and `check` are public.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geozone.export.writing import check, write

__all__ = ["check", "write"]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: the study's modules take their time."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from geozone.export import writing  # noqa: PLC0415  (late, see above)

    return getattr(writing, name)


def __dir__() -> list[str]:
    return [*__all__]
