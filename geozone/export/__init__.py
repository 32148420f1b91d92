"""Files for a GIS, by the ending of their name; `write` lists what a format cannot hold.

Only this package knows the formats of export; `write` and `check` are public.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geozone.export.writing import check, write

__all__ = ["check", "write"]


def __getattr__(name: str) -> Any:
    """Import a public name on first use, since the modules of a study are slow to import."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from geozone.export import writing  # noqa: PLC0415  (late, see above)

    return getattr(writing, name)


def __dir__() -> list[str]:
    return [*__all__]
