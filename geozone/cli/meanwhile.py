"""Slow imports beside other work."""

from __future__ import annotations

from importlib import import_module
from threading import Thread


def imported(module: str) -> None:
    """Begin to import a module while the caller goes on to make zones.

    What both need is imported first: two threads that enter numpy by different doors can each
    find the other's half of it, and both fail.
    """
    import_module("geozone.study")
    Thread(target=import_module, args=(module,), daemon=True).start()
