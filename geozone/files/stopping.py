"""Signals that ask a process to end: as exceptions, and held back where a step must be whole.

Python makes an exception of Ctrl-C only. SIGTERM and SIGHUP end a process at once, and what would
have cleaned up behind it never runs. The command line makes exceptions of all three
(`Stops`). A library must not: there `held` alone is used, which gives every handler back.
"""

from __future__ import annotations

import _thread
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from importlib.machinery import ExtensionFileLoader
from types import FrameType
from typing import Any

# Windows has no SIGHUP. SIGINT stands last: it alone raises an exception outside the command line,
# and when it is given back the others must have been.
SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGHUP", "SIGTERM", "SIGINT") if hasattr(signal, name)
)
_AGAIN_S = 0.05
_LONGEST_WAIT_S = 5.0
_BOOKS = "<frozen importlib._bootstrap>"
_BEGINNING = (ExtensionFileLoader.create_module.__code__, ExtensionFileLoader.exec_module.__code__)
_written: ContextVar[list[str] | None] = ContextVar("written", default=None)


class Stopped(KeyboardInterrupt):
    """The process was asked to end; whatever lets Ctrl-C through lets this through.

    Parameters
    ----------
    number
        The signal.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(signal.Signals(number).name)


class Stops:
    """The handler of all three signals while a command runs, and what it has written so far.

    A signal raises `Stopped`, but not everywhere. While that exception is on its way nothing more
    is raised, so that no cleanup is cut short. While a module in C begins, the signal waits: numpy
    makes an ImportError of whatever it meets there. It waits too while Python keeps its books of
    imports, whose locks an exception would leave closed for every thread. And some libraries
    swallow every exception. So the handler is called again and again until the command has ended;
    no signal waits longer than some seconds.

    Attributes
    ----------
    written
        What `tell_written` was told.
    is_over
        Whether the command has ended, so that no signal has anything left to stop.
    """

    def __init__(self) -> None:
        self.written: list[str] = []
        self.is_over = False
        self._came_s: float | None = None
        self._calling = _thread.allocate_lock()
        self._given_back = ExitStack()

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Handle a signal."""
        if self.is_over:
            return
        if self._came_s is None:
            self._came_s = time.monotonic()
            _thread.start_new_thread(self._call_again, (number, _thread.get_ident()))
        is_late = time.monotonic() - self._came_s > _LONGEST_WAIT_S
        if not _is_stopping() and (is_late or not _is_importing(frame)):
            raise Stopped(number)

    def _call_again(self, number: int, main_thread: int) -> None:
        while not self.is_over:
            time.sleep(_AGAIN_S)
            with self._calling:
                if not self.is_over:
                    _send(number, main_thread)

    def install(self) -> None:
        """Take the signals; what is ignored (SIGHUP by nohup) stays ignored."""
        self._given_back.callback(_written.reset, _written.set(self.written))
        _replace_handlers(self, self._given_back)

    def give_back(self) -> None:
        """Leave all handlers as they were found."""
        self.is_over = True
        with self._calling:  # or the caller's own handler would be called once more
            self._given_back.close()

    def ignore(self) -> None:
        """Let no signal change how the process ends: it is ending, and its exit code is known."""
        for each in SIGNALS:
            if signal.getsignal(each) is self:
                signal.signal(each, signal.SIG_IGN)


@contextmanager
def held() -> Iterator[None]:
    """Hold signals back during a step that must be whole; the first that came follows it.

    Outside the main thread, where Python handles no signals, nothing needs to be held.

    Examples
    --------
    >>> import signal
    >>> before = signal.signal(signal.SIGTERM, lambda number, frame: print("ended"))
    >>> with held():
    ...     signal.raise_signal(signal.SIGTERM)
    ...     print("whole")
    whole
    ended
    >>> _ = signal.signal(signal.SIGTERM, before)
    """
    came: list[int] = []
    with ExitStack() as given_back:
        _replace_handlers(lambda number, _: came.append(number), given_back)
        yield
    if came:
        signal.raise_signal(came[0])


def tell_written(what: str) -> None:
    """Have the command line know what there is now, should it be asked to end.

    Examples
    --------
    >>> tell_written("talks.html")  # outside a command nobody asks
    """
    record = _written.get()
    if record is not None:
        record.append(what)


def _replace_handlers(handler: Callable[[int, FrameType | None], Any], before: ExitStack) -> None:
    """Put a handler in the place of those that do something."""
    for each in reversed(SIGNALS):
        found = signal.getsignal(each)
        if found is None or found is signal.SIG_IGN:  # None: not Python's, so not ours to touch
            continue
        try:
            signal.signal(each, handler)
        except ValueError:  # not the main thread, the only one that may
            return
        before.callback(signal.signal, each, found)


def _is_stopping() -> bool:
    """Whether an exception that ends the process is being handled right now."""
    error = sys.exc_info()[1]
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__context__
    return error is not None


def _send(number: int, thread: int) -> None:
    """Send a signal to the main thread, also where it waits for a lock."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(thread, number)
    else:  # Windows
        _thread.interrupt_main(signal.Signals(number))


def _is_importing(frame: FrameType | None) -> bool:
    """Whether Python keeps its books of imports, or is within the first steps of a module in C."""
    if frame is not None and frame.f_code.co_filename == _BOOKS:
        return True
    while frame is not None and frame.f_code not in _BEGINNING:
        frame = frame.f_back
    return frame is not None
