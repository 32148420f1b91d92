"""Leave names out of an index: the held-out test asks what it does not know by heart.

Of the other names of GeoNames in a few countries a part is left out, the same at every run: it
follows from the place's number and the name. A main name stays. So does a spelling that the
supplement gives, unless it is one of those left out, in the same letters. Used while an index is
built for the test, never for one that is shipped.

Rules and thresholds are tuned on another choice, the development set, which has no name of the
test's (`is_for_development`).
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
    """What is asked of an entry."""

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
    """Whether the development set leaves out this name: as many as the test does, none of them its.

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
