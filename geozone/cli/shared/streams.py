"""Make the three standard streams of a process reliable, also while the process is ending.

This module imports only the standard library, since a signal can end a command before anything
else is imported.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

_BY_HAND = "interrupted"
_NUMBER_OF_SHELLS = 128  # shells give a signal's number plus 128 as the exit code


def prepare(*, is_own: bool) -> None:
    """Prepare the streams, so that no character and no closed stream can stop an output.

    Parameters
    ----------
    is_own
        Whether the process belongs to the command, so that its streams may be replaced.
    """
    if is_own:
        _occupy()
        sys.stderr = _heedless(sys.stderr)
    if sys.stdout is None:
        # Python sets stdout to None if the caller has closed it. The file stays open to the end.
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (as said above)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _occupy() -> None:
    """Open the null device for each of the file descriptors 0, 1 and 2 that is closed.

    The next file that is opened would get such a number. A library in C that writes a message to
    descriptor 2 would then write it into a user's map.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the system gives it the lowest free number: this one


class _Heedless(io.RawIOBase):
    """A stderr that never fails: a message that nobody can read must not stop the command."""

    def __init__(self, number: int) -> None:
        self._number = number

    def writable(self) -> bool:
        """True: this stream is for writing."""
        return True

    def write(self, data: object, /) -> int:
        """Write as much as possible; after an error, claim that everything was written."""
        view = memoryview(data)  # type: ignore[arg-type]  # bytes of some kind
        try:
            return os.write(self._number, view)
        except OSError:
            return view.nbytes

    def isatty(self) -> bool:
        """Whether the stream is a terminal."""
        return os.isatty(self._number)

    def fileno(self) -> int:
        """The file descriptor."""
        return self._number


def _heedless(stream: TextIO | None) -> TextIO:
    """The same stream, but without errors."""
    encoding = "utf-8" if stream is None else stream.encoding
    raw = io.BufferedWriter(_Heedless(2), 1)
    return io.TextIOWrapper(raw, encoding=encoding, write_through=True)


def stopped(stop: KeyboardInterrupt, written: Sequence[str]) -> int:
    """Report what ended the command and which files it has written; return the exit code.

    Parameters
    ----------
    stop
        Python's own exception for Ctrl-C, or a `geozone.files.stopping.Stopped`.
    written
        Names of the files that were complete before the end.
    """
    number = getattr(stop, "number", signal.SIGINT)
    what = _BY_HAND if number == signal.SIGINT else f"ended by {signal.Signals(number).name}"
    say(f"geozone: {what}: {_there(written)}")
    flush_or_quieten()
    return int(_NUMBER_OF_SHELLS + number)


def say(line: str) -> None:
    """Print a line on stderr; ignore a failure, since the result of the command still counts."""
    try:
        if sys.stderr is not None:
            sys.stderr.write(f"{line}\n")  # one call, so that no other thread writes into the line
            sys.stderr.flush()
    except (OSError, ValueError):
        return


def flush_or_quieten() -> None:
    """Flush stdout; if that fails, keep Python from reporting the same error at exit."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        quieten_stdout()


def quieten_stdout() -> None:
    """Send the rest of the output to the null device."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _there(written: Sequence[str]) -> str:
    if not written:
        return "nothing was written"
    from geozone.errors import printable  # noqa: PLC0415  (only where a command had begun)

    *others, last = written
    names = f"{', '.join(others)} and {last} were" if others else f"{last} was"
    return printable(f"{names} written")
