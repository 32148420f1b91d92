"""Signals that ask a process to end: as exceptions, and held back where a step must be whole.

Python raises an exception for Ctrl-C only. SIGTERM and SIGHUP end a process at once, so temporary
files would stay behind. The command line turns all three signals into exceptions (`Stops`). A
library must not change the handlers of the program that uses it. So library code uses only `held`,
which puts every handler back.
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

# Windows has no SIGHUP. SIGINT stands last, so its handler is replaced first and put back last.
# Outside the command line it alone raises an exception, and none may come before the other handlers
# are back.
SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGHUP", "SIGTERM", "SIGINT") if hasattr(signal, name)
)
_AGAIN_S = 0.05  # seconds between two calls of the handler for one signal
_LONGEST_WAIT_S = 5.0  # seconds that a signal may wait for imports
_BOOKS = "<frozen importlib._bootstrap>"  # file name of the code that keeps the locks of imports
# Code that runs while an extension module in C is loaded.
_BEGINNING = (ExtensionFileLoader.create_module.__code__, ExtensionFileLoader.exec_module.__code__)
_written: ContextVar[list[str] | None] = ContextVar("written", default=None)


class Stopped(KeyboardInterrupt):
    """The process was asked to end.

    It is a `KeyboardInterrupt`, so code that lets Ctrl-C pass lets this exception pass too.

    Parameters
    ----------
    number
        The number of the signal.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(signal.Signals(number).name)


class Stops:
    """The handler of all three signals while a command runs, and the files written so far.

    A signal raises `Stopped`, but not at every moment. While that exception is being handled,
    nothing more is raised, so that no cleanup is interrupted. While an extension module in C is
    loaded, the signal waits, because numpy turns any exception there into an ImportError. It also
    waits while Python works on its table of imported modules, because an exception there would
    leave locks closed for every thread. Some libraries swallow every exception. So the handler is
    called again and again until the command has ended. No signal waits longer than a few seconds.

    Attributes
    ----------
    written
        The names given to `tell_written`.
    is_over
        Whether the command has ended, so that a signal has nothing left to stop.
    """

    def __init__(self) -> None:
        self.written: list[str] = []
        self.is_over = False
        self._came_s: float | None = None
        self._calling = _thread.allocate_lock()
        self._given_back = ExitStack()

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Handle a signal: raise `Stopped` now, or at one of the next calls."""
        if self.is_over:
            return
        if self._came_s is None:
            self._came_s = time.monotonic()
            _thread.start_new_thread(self._call_again, (number, _thread.get_ident()))
        is_late = time.monotonic() - self._came_s > _LONGEST_WAIT_S
        if not _is_stopping() and (is_late or not _is_importing(frame)):
            raise Stopped(number)

    def _call_again(self, number: int, main_thread: int) -> None:
        """Send the signal again and again, from a thread of its own, until the command is over."""
        while not self.is_over:
            time.sleep(_AGAIN_S)
            with self._calling:
                if not self.is_over:
                    _send(number, main_thread)

    def install(self) -> None:
        """Install the handler; a signal that is ignored (SIGHUP under nohup) stays ignored."""
        self._given_back.callback(_written.reset, _written.set(self.written))
        _replace_handlers(self, self._given_back)

    def give_back(self) -> None:
        """Put all handlers back as they were found."""
        self.is_over = True
        # Wait for a signal that is being sent, or it would reach the caller's own handler.
        with self._calling:
            self._given_back.close()

    def ignore(self) -> None:
        """Ignore the signals from now on: the process is ending, and its exit code is settled."""
        for each in SIGNALS:
            if signal.getsignal(each) is self:
                signal.signal(each, signal.SIG_IGN)


@contextmanager
def held() -> Iterator[None]:
    """Hold signals back during a step that must be whole; the first one is raised after the step.

    Outside the main thread nothing needs to be held, since Python handles no signals there.

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
    """Tell the command line of a file that is now complete, for its message if it is stopped.

    Examples
    --------
    >>> tell_written("talks.html")  # outside a command nobody asks
    """
    record = _written.get()
    if record is not None:
        record.append(what)


def _replace_handlers(handler: Callable[[int, FrameType | None], Any], before: ExitStack) -> None:
    """Replace the handlers of all signals that are not ignored; `before` puts them back."""
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
    # Cleanup may raise and handle other exceptions, so the whole chain is looked through.
    error = sys.exc_info()[1]
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__context__
    return error is not None


def _send(number: int, thread: int) -> None:
    """Send a signal to the main thread, which also wakes it from waiting for a lock."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(thread, number)
    else:  # Windows
        _thread.interrupt_main(signal.Signals(number))


def _is_importing(frame: FrameType | None) -> bool:
    """Whether Python works on its table of imported modules, or loads an extension module in C."""
    if frame is not None and frame.f_code.co_filename == _BOOKS:
        return True
    while frame is not None and frame.f_code not in _BEGINNING:
        frame = frame.f_back
    return frame is not None
