"""Import slow libraries in a thread, while the main thread computes."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from threading import Thread


def imported(module: str) -> None:
    """Begin to import a module while the caller goes on to make zones.

    The modules that both threads need are imported first. Two threads that begin to import numpy
    through different modules can each find it half imported, and both would fail.
    """
    import_module("geozone.study.study")
    Thread(target=_imported, args=(module,), daemon=True).start()


def _imported(module: str) -> None:
    """Import a module and ignore any error.

    The main thread imports the module too, and reports the error. A thread would print a traceback
    beside the one line of a command that is ending.
    """
    with suppress(BaseException):
        import_module(module)
