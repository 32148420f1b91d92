"""Intervals of chainage: what two sets of them share, and what of one the other leaves."""

from __future__ import annotations

from collections.abc import Sequence

Interval = tuple[float, float]  # km


def common(intervals: Sequence[Interval], other: Interval) -> list[Interval]:
    """What of some intervals lies in another one.

    Examples
    --------
    >>> common([(0, 5), (7, 9)], (4, 8))
    [(4, 5), (7, 8)]
    """
    cut = [(max(start, other[0]), min(end, other[1])) for start, end in intervals]
    return [(start, end) for start, end in cut if start < end]


def left_of(intervals: Sequence[Interval], taken: Sequence[Interval]) -> list[Interval]:
    """What of some intervals lies in none of others.

    Examples
    --------
    >>> left_of([(0, 9)], [(2, 3), (8, 12)])
    [(0, 2), (3, 8)]
    """
    left = list(intervals)
    for low, high in taken:
        left = [
            (start, end)
            for a, b in left
            for start, end in ((a, min(b, low)), (max(a, high), b))
            if start < end
        ]
    return left
