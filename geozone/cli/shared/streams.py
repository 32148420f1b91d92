"""The three standard streams of a process, as a command can rely on them, also as it ends.

Light to import: the last line of a command that was asked to end is said before anything else is
imported, too.
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
_NUMBER_OF_SHELLS = 128  # a shell's exit code of a signal is that many more than its number


def prepare(*, is_own: bool) -> None:
    """Let no letter and no closed stream break what is printed.

    Parameters
    ----------
    is_own
        Whether the process is the command's, so that its streams may be replaced.
    """
    if is_own:
        _occupy()
        sys.stderr = _heedless(sys.stderr)
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (while we live)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _occupy() -> None:
    """Fill the numbers of closed streams.

    The next file that is opened would get such a number, and what a library in C says on stderr
    would stand in the middle of a user's map.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one


class _Heedless(io.RawIOBase):
    """A stderr that cannot fail: a message that nobody can read is no reason to lose a file."""

    def __init__(self, number: int) -> None:
        self._number = number

    def writable(self) -> bool:
        """It is there to be written."""
        return True

    def write(self, data: object, /) -> int:
        """Write what can be written; the rest is gone."""
        view = memoryview(data)  # type: ignore[arg-type]  # bytes of some kind
        try:
            return os.write(self._number, view)
        except OSError:
            return view.nbytes

    def isatty(self) -> bool:
        """Whether somebody sees it."""
        return os.isatty(self._number)

    def fileno(self) -> int:
        """Its number."""
        return self._number


def _heedless(stream: TextIO | None) -> TextIO:
    """The same stream, but for its errors."""
    encoding = "utf-8" if stream is None else stream.encoding
    raw = io.BufferedWriter(_Heedless(2), 1)
    return io.TextIOWrapper(raw, encoding=encoding, write_through=True)


def stopped(stop: KeyboardInterrupt, written: Sequence[str]) -> int:
    """Say what ended the command and what is there now; the exit code.

    Parameters
    ----------
    stop
        Ctrl-C as Python has it, or a `geozone.files.stopping.Stopped`.
    written
        What took its place before.
    """
    number = getattr(stop, "number", signal.SIGINT)
    what = _BY_HAND if number == signal.SIGINT else f"ended by {signal.Signals(number).name}"
    say(f"geozone: {what}: {_there(written)}")
    flush_or_quieten()
    return int(_NUMBER_OF_SHELLS + number)


def say(line: str) -> None:
    """A line on stderr; where nobody can read it, the work still counts."""
    try:
        if sys.stderr is not None:
            sys.stderr.write(f"{line}\n")  # in one piece: other threads may speak too
            sys.stderr.flush()
    except (OSError, ValueError):
        return


def flush_or_quieten() -> None:
    """Flush stdout; where that fails, keep Python from saying so again at exit."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        quieten_stdout()


def quieten_stdout() -> None:
    """Let what is still to be printed go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _there(written: Sequence[str]) -> str:
    if not written:
        return "nothing was written"
    from geozone.errors import printable  # noqa: PLC0415  (only where a command had begun)

    *others, last = written
    names = f"{', '.join(others)} and {last} were" if others else f"{last} was"
    return printable(f"{names} written")
