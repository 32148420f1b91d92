"""The three standard streams of a process, as a command can rely on them."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TextIO


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
