"""The last line of a command that was asked to end, also before anything is imported."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

_BY_HAND = "interrupted"
_NUMBER_OF_SHELLS = 128  # a shell's exit code of a signal is that many more than its number


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
