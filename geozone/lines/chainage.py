"""Intervals of chainage: intersections, differences, equal parts, and pieces of a given length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from geozone.errors import Refused, check_number

Interval = tuple[float, float]  # km
Anchor = Literal["centre", "from", "to"]

SHOWN_KM = 0.05  # half the last digit with which lengths are printed


def common(intervals: Sequence[Interval], other: Interval) -> list[Interval]:
    """The parts of some intervals that lie in another interval.

    Examples
    --------
    >>> common([(0, 5), (7, 9)], (4, 8))
    [(4, 5), (7, 8)]
    """
    cut = [(max(start, other[0]), min(end, other[1])) for start, end in intervals]
    return [(start, end) for start, end in cut if start < end]


def left_of(intervals: Sequence[Interval], taken: Sequence[Interval]) -> list[Interval]:
    """The parts of some intervals that lie in none of the taken intervals.

    Examples
    --------
    >>> left_of([(0, 9)], [(2, 3), (8, 12)])
    [(0, 2), (3, 8)]
    """
    left = list(intervals)
    for low, high in taken:
        # Of each interval, up to two pieces are left: one below the taken interval, one above it.
        left = [
            (start, end)
            for a, b in left
            for start, end in ((a, min(b, low)), (max(a, high), b))
            if start < end
        ]
    return left


def part_of(interval: Interval, part: tuple[int, int]) -> Interval:
    """One of several equal lengths.

    Raises
    ------
    Refused
        If it does not exist.

    Examples
    --------
    >>> part_of((0, 9), (2, 3))
    (3.0, 6.0)
    """
    if not (isinstance(part, tuple) and len(part) == 2 and all(type(n) is int for n in part)):
        raise Refused("part", repr(part), "two whole numbers, such as (2, 3) for the second third")
    which, of = part
    if not 1 <= which <= of:
        raise Refused(
            "part", f"{which} of {of}", f'a part that exists: "1 of {of}" to "{of} of {of}"'
        )
    low, high = interval
    step = (high - low) / of
    # The last part ends at `high` itself: a sum of steps may miss it by rounding.
    return low + (which - 1) * step, high if which == of else low + which * step


def length_of(interval: Interval, length_km: float, anchor: Anchor) -> Interval:
    """A piece of a given length: about the centre, or at an end (``"from"`` is the lower end).

    Raises
    ------
    Refused
        If the interval is shorter than that.

    Examples
    --------
    >>> length_of((0, 9), 3, "centre")
    (3.0, 6.0)
    """
    low, high = interval
    check_number("length", length_km)
    if anchor not in {"centre", "from", "to"}:
        raise Refused("anchor", repr(anchor), "centre, from or to")
    spare = high - low - length_km
    if -SHOWN_KM <= spare < 0:
        # A user may give the length as geozone prints it. That is rounded, so it may be too long.
        spare, length_km = 0.0, high - low
    if not (length_km > 0 and spare >= 0):
        there = f"a length above 0 and at most the {high - low:.1f} km there"
        raise Refused("length", f"{length_km:g} km", there)
    shift = {"from": 0.0, "centre": spare / 2, "to": spare}[anchor]
    return low + shift, low + shift + length_km
