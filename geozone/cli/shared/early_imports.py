"""Slow imports beside other work."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from threading import Thread


def imported(module: str) -> None:
    """Begin to import a module while the caller goes on to make zones.

    What both need is imported first: two threads that enter numpy by different doors can each
    find the other's half of it, and both fail.
    """
    import_module("geozone.study.study")
    Thread(target=_imported, args=(module,), daemon=True).start()


def _imported(module: str) -> None:
    """Import it, and leave it to the main thread, which imports it too, to say what is wrong.

    Here a traceback would stand beside the one line of a command that is ending.
    """
    with suppress(BaseException):
        import_module(module)
