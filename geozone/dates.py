"""Dates as precise as they are known: ISO text of a year, a month or a day."""

from __future__ import annotations

import calendar

_DECEMBER = 12
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def first_day(day: str) -> str:
    """First day of a year, a month or a day (ISO).

    Examples
    --------
    >>> first_day("2019"), first_day("2019-08")
    ('2019-01-01', '2019-08-01')
    """
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


def of_words(words: str) -> str:
    """ISO date of a month and year as a data set's description has them.

    Raises
    ------
    ValueError
        If it is anything else.

    Examples
    --------
    >>> of_words("December 2017")
    '2017-12'
    """
    month, year = words.split()
    return f"{int(year):04}-{_MONTHS.index(month.lower()) + 1:02}"


def begins_after(later: str, earlier: str) -> bool:
    """Whether a date certainly begins after another has ended.

    Examples
    --------
    >>> begins_after("2019-09", "2019-09-08"), begins_after("2019-09", "2019-08-31")
    (False, True)
    """
    known = min(len(later), len(earlier))
    return later[:known] > earlier[:known]
