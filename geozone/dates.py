"""Dates as precise as they are known: ISO text of a year, a month or a day."""

from __future__ import annotations

import calendar

_DECEMBER = 12
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def first_day(day: str) -> str:
    """First day of a year, a month or a day (ISO).

    Examples
    --------
    >>> first_day("2019"), first_day("2019-08")
    ('2019-01-01', '2019-08-01')
    """
    # A year has 4 characters and a month 7: the rest of "-01-01" completes either to a day.
    return day + "-01-01"[(len(day) - 4) :]


def last_day(day: str) -> str:
    """Last day of a year, a month or a day (ISO).

    Examples
    --------
    >>> last_day("2019"), last_day("2020-02"), last_day("2019-08-05")
    ('2019-12-31', '2020-02-29', '2019-08-05')
    """
    year, *rest = (int(part) for part in day.split("-"))
    if len(rest) > 1:
        return day
    month = rest[0] if rest else _DECEMBER
    return f"{day[:4]}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def in_english(day: str) -> str:
    """A year, a month or a day in words.

    Examples
    --------
    >>> in_english("2019-09-08"), in_english("2017-12"), in_english("2018")
    ('8 September 2019', 'December 2017', '2018')
    """
    year, *rest = day.split("-")
    month = [_MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*map(str, map(int, rest[1:])), *month, year])


def begins_after(later: str, earlier: str) -> bool:
    """Whether a date certainly begins after another has ended.

    Examples
    --------
    >>> begins_after("2019-09", "2019-09-08"), begins_after("2019-09", "2019-08-31")
    (False, True)
    """
    # Compare only the parts that both dates have: within the same month or year, the order of a
    # month and a day of it is not known. ISO text sorts like the dates.
    known = min(len(later), len(earlier))
    return later[:known] > earlier[:known]
