"""What can go wrong, each error one line: what, what was got, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gazetteer.place import Place

_SHOWN = 3  # candidates that a message names; the attribute holds all
_LONGEST_SHOWN = 60  # characters of a name that a message repeats


class GazetteerError(Exception):
    """Base of every error that gazetteer raises for bad input or a bad index."""


class UnknownCountry(GazetteerError, LookupError):
    """A country code that is neither alpha-2 nor alpha-3."""


class UnknownName(GazetteerError, LookupError):
    """No place of that name, or none with a point.

    Parameters
    ----------
    name
        The name as it was asked for.
    near_misses
        Places that it may have meant, likeliest first; never an answer.
    country
        The alpha-3 code the question was limited to.
    reason
        What is known of the name instead of a place.
    """

    def __init__(
        self,
        name: str,
        near_misses: Sequence[Place] = (),
        *,
        country: str | None = None,
        reason: str | None = None,
    ) -> None:
        self.name = name
        self.near_misses = tuple(near_misses)
        where = f" in {country}" if country else ""
        if reason:
            advice = reason
        elif near_misses:
            advice = f"did you mean {_listed(near_misses)}?"
        else:
            advice = "check the spelling, or give its lon and lat"
        super().__init__(f"unknown place {quoted(name)}{where} — {advice}")


class AmbiguousName(GazetteerError, LookupError):
    """Several places of that name, none of which is clearly meant.

    Parameters
    ----------
    name
        The name as it was asked for.
    candidates
        The places of that name, likeliest first.
    """

    def __init__(self, name: str, candidates: Sequence[Place]) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        apart = len({place.country for place in candidates}) > 1
        advice = "give a country" if apart else "give a point near it"
        super().__init__(
            f"ambiguous place {quoted(name)} — {_listed(candidates, located=True)}: {advice}"
        )


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


def _listed(places: Sequence[Place], *, located: bool = False) -> str:
    shown = [
        f"{quoted(place.name)[1:-1]} ({place.country or place.kind}"
        + (f" at {place.lon:.2f}, {place.lat:.2f})" if located else ")")
        for place in places[:_SHOWN]
    ]
    more = len(places) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
