"""Dates as precise as they are known: ISO text of a year, a month or a day."""

from __future__ import annotations


def first_day(day: str) -> str:
    """First day of a year, a month or a day (ISO).

    Examples
    --------
    >>> first_day("2019"), first_day("2019-08")
    ('2019-01-01', '2019-08-01')
    """
    return day + "-01-01"[(len(day) - 4) :]


def begins_after(later: str, earlier: str) -> bool:
    """Whether a date certainly begins after another has ended.

    Examples
    --------
    >>> begins_after("2019-09", "2019-09-08"), begins_after("2019-09", "2019-08-31")
    (False, True)
    """
    known = min(len(later), len(earlier))
    return later[:known] > earlier[:known]
