"""Errors of the gazetteer: each message says in one line what is wrong and what to do."""

from __future__ import annotations

import sys
import traceback
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import FrameType

    from gazetteer.place import Alternative, Place

_OURS = {"gazetteer", "geozone", "maps"}  # packages whose frames a user need not see
_SHOWN = 3  # alternatives that a message names; the attribute holds all
_LONGEST_SHOWN = 60  # characters of a name that a message repeats


class GazetteerError(Exception):
    """Base of every error that gazetteer raises for bad input or a bad index.

    IPython and Jupyter show it as one line, its message. ``%xmode Verbose`` brings the whole
    traceback back, and ``%debug`` goes into it. Any other exception keeps its usual traceback.
    """

    _advice = ""  # set by the errors that name a place

    @property
    def advice(self) -> str:
        """What the user should know or do, without the name that was asked for."""
        return self._advice or str(self)

    @property
    def _render_traceback_(self) -> Callable[[], list[str]]:
        """For IPython and Jupyter: one line, and from which of the user's lines it came.

        Raises
        ------
        AttributeError
            Where the whole traceback is to be shown, so that no bug hides: see `_one_line`.
        """
        line = _one_line(self)
        if line is None:
            # IPython asks with hasattr(): without the attribute it shows its own traceback.
            raise AttributeError("_render_traceback_")
        return lambda: [line]


class UnknownCountry(GazetteerError, LookupError):
    """A country code that is neither alpha-2 nor alpha-3."""


class UnknownName(GazetteerError, LookupError):
    """No place of that name, or none with a point.

    Parameters
    ----------
    name
        The name as it was asked for.
    alternatives
        What it may have meant, likeliest first; never an answer.
    country
        The alpha-3 code the question was limited to.
    reason
        What is known of the name instead of a place.
    """

    def __init__(
        self,
        name: str,
        alternatives: Sequence[Alternative] = (),
        *,
        country: str | None = None,
        reason: str | None = None,
    ) -> None:
        self.name = name
        self.alternatives = tuple(alternatives)
        self.reason = reason
        where = f" in {country}" if country else ""
        if reason:
            self._advice = reason
        elif alternatives:
            self._advice = f"did you mean {_alternatives_text(alternatives)}?"
        else:
            self._advice = "check the spelling, or give its lon and lat"
        super().__init__(f"unknown place {quoted(name)}{where} — {self._advice}")


class AmbiguousName(GazetteerError, LookupError):
    """Several places of that name, none of which is clearly meant.

    Parameters
    ----------
    name
        The name as it was asked for.
    alternatives
        The places of that name, likeliest first.
    """

    def __init__(self, name: str, alternatives: Sequence[Alternative]) -> None:
        self.name = name
        self.alternatives = tuple(alternatives)
        apart = len({one.place.country for one in alternatives}) > 1
        advice = "give a country" if apart else "give a point near it"
        self._advice = f"{_alternatives_text(alternatives, located=True)}: {advice}"
        super().__init__(f"ambiguous place {quoted(name)} — {self._advice}")


# geozone.errors has the same function. It stands in both packages on purpose: geozone's geometry
# must not import the gazetteer, and the gazetteer must not import geozone.
def _one_line(error: Exception) -> str | None:
    """What was wrong, with the line that called us, in place of a traceback.

    None after ``%xmode Verbose``, where the error was not raised in our packages, and where it came
    up while another one was being handled. ``%debug`` goes into the frames at any time.
    """
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if getattr(getattr(shell, "InteractiveTB", None), "mode", "") == "Verbose":
        return None
    if error.__context__ is not None and not error.__suppress_context__:
        return None  # one line would hide the error that was being handled
    steps = list(traceback.walk_tb(error.__traceback__))
    theirs = [step for step in steps if not _is_ours(step[0])]
    if not theirs or theirs[-1] is steps[-1]:
        return None  # raised by code outside our packages
    frame, number = theirs[-1]
    is_cell = frame.f_globals.get("__name__") == "__main__"
    file = "" if is_cell else f" of {PurePath(frame.f_code.co_filename).name}"
    return f"{type(error).__name__} (line {number}{file}): {error}"


def _is_ours(frame: FrameType) -> bool:
    return str(frame.f_globals.get("__name__")).partition(".")[0] in _OURS


def quoted(name: object) -> str:
    r"""Show a name in a message: shortened, and without anything that steers a terminal.

    Examples
    --------
    >>> print(quoted("a\nb\x1b[31m"))
    "a\nb\x1b[31m"
    """
    text = name if isinstance(name, str) else repr(name)
    text = text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
    shown = "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in text
    )
    return f'"{shown}"'


def _name_and_country(place: Place) -> tuple[str, str | None]:
    return place.name, place.country


def _alternatives_text(alternatives: Sequence[Alternative], *, located: bool = False) -> str:
    places = [one.place for one in alternatives]
    if not located:
        # Without coordinates "Moscow (USA)" in Idaho and in Ohio read the same: name it once. The
        # first of equal entries keeps its place, so the dictionary is filled from the end.
        places = [*{_name_and_country(place): place for place in reversed(places)}.values()][::-1]
    kinds: dict[tuple[str, str | None], set[str]] = {}
    for place in places:
        kinds.setdefault(_name_and_country(place), set()).add(place.kind)
    shown = [
        quoted(place.name)[1:-1]
        + (f", {place.kind}" if len(kinds[_name_and_country(place)]) > 1 else "")
        + f" ({place.country or place.kind}"
        + (f" at {place.lon:.2f}, {place.lat:.2f})" if located else ")")
        for place in places[:_SHOWN]
    ]
    more = len(places) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
