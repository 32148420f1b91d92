"""The error that a form raises for a value, with the wrong value and the expected one as text.

This module only writes texts: it depends on no form and no key.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Collection, Iterable

_COMPARED = 200  # with more known ids none is suggested: comparing them all would take too long
_LISTED = 8  # known ids that one message names


class Wrong(Exception):
    """The faults of one value, at least one: ``(value as text, what would be right)``."""

    def __init__(self, *found: tuple[str, str]) -> None:
        self.found = found
        super().__init__(*found)


def wrong(value: object, expected: str) -> Wrong:
    """Make the usual error: the whole value, and what would be right."""
    return Wrong((shown(value), expected))


def shown(value: object) -> str:
    """Write a value as a reader of the file knows it.

    Examples
    --------
    >>> shown("TUR"), shown(True), shown(["TUR", 1]), shown({"a": 1})
    ('TUR', 'true', '["TUR", 1]', '{ a }')
    """
    if isinstance(value, str):
        return value
    # Forms return lists as tuples. A named tuple such as `Part` has a text of its own.
    if type(value) is tuple:
        value = list(value)
    if isinstance(value, list):
        return f"[{', '.join(_inner(item) for item in value[:4])}{', …' * (len(value) > 4)}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(list(value)[:4])}{', …' * (len(value) > 4)} }}"
    return _inner(value)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that was probably meant.

    Examples
    --------
    >>> nearest("dept", ["depth", "into"]), nearest("colour", ["depth", "into"])
    ('depth', None)
    """
    # The comparison takes time by the square of the length, and no key has a hundred letters.
    found = difflib.get_close_matches(word, known, n=1, cutoff=0.7) if len(word) <= 100 else []
    return found[0] if found else None


def one_known(word: str, known: Collection[str], what: str) -> str:
    """Say which of the known ids would be right.

    Examples
    --------
    >>> one_known("r2019", ["r2016", "r2019a"], "the id of a source")
    'the id of a source: "r2019a"?'
    >>> one_known("x", ["r2016", "r2019a"], "the id of a source")
    'the id of a source, one of r2016, r2019a'
    >>> one_known("x", [], "the id of a source")
    'the id of a source, but there is none'
    """
    meant = nearest(word, known) if len(known) <= _COMPARED else None
    if meant is not None:
        return f'{what}: "{meant}"?'
    if not known:
        return f"{what}, but there is none"
    listed = ", ".join(sorted(known)[:_LISTED])
    return f"{what}, one of {listed}{', …' * (len(known) > _LISTED)}"


def _inner(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return "[…]"
    if isinstance(value, dict):
        return "{…}"
    # Python refuses to write an int of more than 4,300 digits, and nobody would read it.
    if isinstance(value, int) and abs(value) >= 10**30:
        return f"a number of {int(math.log10(abs(value))) + 1:,} digits"
    return str(value)
