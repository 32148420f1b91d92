"""Errors of geozone, each a message of one line: what was wrong, what was got, what to do next."""

from __future__ import annotations

import math
import sys
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from numbers import Real
from pathlib import PurePath
from types import FrameType

_OUR_PACKAGES = {"gazetteer", "geozone", "maps"}


class GeozoneError(Exception):
    """Base of every error that geozone raises for bad input.

    IPython and Jupyter show such an error as one line, its message. ``%xmode Verbose`` shows the
    whole traceback, ``%debug`` opens it. All other errors are shown with a traceback as usual.
    """

    @property
    def _render_traceback_(self) -> Callable[[], list[str]]:
        """For IPython and Jupyter: the message in one line, with the user's line that caused it.

        Raises
        ------
        AttributeError
            Where the whole traceback is to be shown, so that no bug hides: see `_one_line`.
        """
        line = _one_line(self)
        if line is None:
            # IPython then finds no such method and shows the traceback itself.
            raise AttributeError("_render_traceback_")
        return lambda: [line]


class Refused(GeozoneError):
    """A value that cannot be used, with the key it stands under in a scenario file.

    Examples
    --------
    >>> print(Refused("part", "4 of 3", 'a part that exists: "1 of 3" to "3 of 3"'))
    part = 4 of 3: expected a part that exists: "1 of 3" to "3 of 3"
    """

    def __init__(self, key: str, value: str, expected: str) -> None:
        self.key, self.value, self.expected = key, value, expected
        super().__init__(Fault("", key, value, expected).line(""))


def check_number(key: str, value: object, unit: str = "km") -> None:
    """Refuse a value that is not a finite number. True and "5 km" are not numbers.

    Raises
    ------
    Refused
        Naming the key.

    Examples
    --------
    >>> check_number("depth", "5 km")
    Traceback (most recent call last):
    geozone.errors.Refused: depth = '5 km': expected a number of km
    """
    # In Python True is an int, but nobody means a depth of 1 km by it.
    if not isinstance(value, Real) or isinstance(value, bool) or not math.isfinite(value):
        raise Refused(key, repr(value), f"a number of {unit}")


class QuantityError(GeozoneError, ValueError):
    """A text that is not a distance, or a distance that cannot be used here.

    Parameters
    ----------
    text
        What was given.
    expected
        What would be right, as a phrase.
    """

    def __init__(self, text: str, expected: str) -> None:
        self.text = text
        self.expected = expected
        super().__init__(f'"{printable(text[:80])}" cannot be used: expected {expected}')


class PopulationError(GeozoneError):
    """A raster of people that cannot be used.

    Parameters
    ----------
    file
        As the user gave it.
    got
        What is wrong with it.
    expected
        What would be right, as a phrase.
    """

    def __init__(self, file: object, got: str, expected: str) -> None:
        super().__init__(printable(f"{file}: {got}: expected {expected}"))


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in a scenario file.

    Parameters
    ----------
    entry
        Which table of the file, as a reader would look for it: ``proposal "us-section"``,
        ``zone "us-section/first"``, ``stretch "northeast"``, ``places[3]``; empty for the top
        level.
    key
        The key in that entry, ``""`` if the entry as a whole is at fault.
    value
        What was found there, as text (shortened by the caller of `line`, never by the maker).
    expected
        What would be right, as a phrase: ``a depth above 0 km, such as "15 km"``.
    """

    entry: str
    key: str
    value: str
    expected: str

    def line(self, file: str) -> str:
        """One line for a terminal: file, entry, key, value, what would be right.

        Examples
        --------
        >>> fault = Fault('zone "a/first"', "depth", "-5 km", 'a depth above 0, such as "15 km"')
        >>> fault.line("s.toml")
        's.toml: zone "a/first": depth = -5 km: expected a depth above 0, such as "15 km"'
        """
        # Leave out the middle of a long value. Its end matters: a path ends in the file's name.
        value = self.value if len(self.value) <= 80 else f"{self.value[:32]}...{self.value[-45:]}"
        where = ": ".join(part for part in (file, self.entry) if part)
        got = " = ".join(part for part in (self.key, value) if part)
        return printable(
            ": ".join(part for part in (where, got, f"expected {self.expected}") if part)
        )


class PlacesError(GeozoneError):
    """A user's list of places that cannot be used.

    Examples
    --------
    >>> print(PlacesError("towns.csv", "no rows", "places under a heading such as name,lon,lat"))
    towns.csv: no rows: expected places under a heading such as name,lon,lat
    """

    def __init__(self, file: str, got: str, expected: str) -> None:
        self.file, self.got, self.expected = file, got, expected
        super().__init__(Fault("", "", got, expected).line(file))


class ScenarioError(GeozoneError):
    """Everything that is wrong with one scenario file, one line for each fault.

    Parameters
    ----------
    file
        The file's name as the user gave it.
    faults
        At least one; they are shown in the order given.
    """

    def __init__(self, file: str, faults: Iterable[Fault]) -> None:
        self.file = file
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.line(file) for fault in self.faults))


def _one_line(error: Exception) -> str | None:
    """The message with the user's line that called our packages, in place of a traceback.

    None if the whole traceback is to be shown: after ``%xmode Verbose``, if the error was not
    raised in our packages, and if it arose while another error was being handled. ``%debug`` opens
    the frames in any case.
    """
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if getattr(getattr(shell, "InteractiveTB", None), "mode", "") == "Verbose":
        return None
    # `raise ... from None` suppresses the context; without it, the first error may be a bug.
    if error.__context__ is not None and not error.__suppress_context__:
        return None
    steps = list(traceback.walk_tb(error.__traceback__))
    users_steps = [step for step in steps if not _is_in_our_packages(step[0])]
    # The last step is where the error was raised. If that is no code of ours, show everything.
    if not users_steps or users_steps[-1] is steps[-1]:
        return None
    frame, number = users_steps[-1]
    is_cell = frame.f_globals.get("__name__") == "__main__"
    file = "" if is_cell else f" of {PurePath(frame.f_code.co_filename).name}"
    return f"{type(error).__name__} (line {number}{file}): {error}"


def _is_in_our_packages(frame: FrameType) -> bool:
    return str(frame.f_globals.get("__name__")).partition(".")[0] in _OUR_PACKAGES


def printable(text: str) -> str:
    r"""Text that cannot steer a terminal or break a line: control characters become escapes.

    Examples
    --------
    >>> printable("a\nb\x1b[31m")
    'a\\nb\\x1b[31m'
    """
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in text
    )
