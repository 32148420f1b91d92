"""Held-out names: an index without some names, to test how well those names are guessed.

In a few countries some of GeoNames' other names are left out. The choice follows from the place's
number and the name, so it is the same at every run. Main names stay. A spelling of the supplement
stays too, unless it folds to the same letters as a name that is left out. Such an index is built
for the test and never shipped.

Rules and thresholds are tuned on another choice of names, the development set. It has no name of
the held-out test (`is_for_development`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from typing import Protocol

from gazetteer.names import fold

COUNTRIES = ("SY", "TR", "IQ", "LB")
SHARE = 0.3
_DEVELOPMENT = "development "

Choice = Callable[[int, str], bool]


class _Named(Protocol):
    """The fields of an entry that this module needs."""

    name: str
    country: str
    kind: str
    geonameid: int
    spellings: list[str]
    curated: list[str]


def is_left_out(geonameid: int, name: str, *, salt: str = "", share: float = SHARE) -> bool:
    """Whether the test leaves out this name of a place.

    Parameters
    ----------
    geonameid
        The place's number.
    name
        As GeoNames writes it.
    salt
        Another text gives another choice: thresholds are tuned on one, measured on another.
    share
        How many of all names, from 0 to 1.

    Examples
    --------
    >>> [name for name in ("Manbej", "Membidj", "منبج") if is_left_out(167357, name)]
    ['Membidj']
    """
    digest = hashlib.sha256(f"{salt}{geonameid} {name}".encode()).digest()
    return int.from_bytes(digest[:4], "big") < share * 2**32


def is_for_development(geonameid: int, name: str) -> bool:
    """Whether the development set leaves out this name.

    It leaves out as many names as the held-out test, and none of the same.

    Examples
    --------
    >>> is_for_development(167357, "Membidj")
    False
    """
    share = SHARE / (1 - SHARE)
    is_chosen = is_left_out(geonameid, name, salt=_DEVELOPMENT, share=share)
    return is_chosen and not is_left_out(geonameid, name)


def leave_out(
    entries: Iterable[_Named],
    *,
    countries: Collection[str] = COUNTRIES,
    choice: Choice = is_left_out,
) -> list[tuple[int, str]]:
    """Take names of towns out of entries.

    Parameters
    ----------
    entries
        Whose names are thinned; they change.
    countries
        Alpha-2 codes of those that lose names.
    choice
        Which names: `is_left_out` for the test, `is_for_development` for the development set.

    Returns
    -------
    list
        Number and name of what was left out.
    """
    found = []
    for entry in entries:
        if entry.country not in countries or entry.kind != "town":
            continue
        names = [name for name in entry.spellings if fold(name) and choice(entry.geonameid, name)]
        gone = {*names}
        letters = {fold(name) for name in names}
        entry.spellings = [name for name in entry.spellings if name not in gone]
        entry.curated = [name for name in entry.curated if fold(name) not in letters]
        found += [(entry.geonameid, name) for name in dict.fromkeys(names)]
    return found
