"""Data of the page's time line: a moment for each date, as finished texts, and its position.

The state of a proposal at a date comes from `geozone.scenario.timeline`. Positions are not to
scale: each moment keeps a least distance from the next, so that dates of one week do not overlap.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from geozone.dates import first_day, last_day
from geozone.scenario.timeline import Moment, Standing, moments
from maps.words import wording
from maps.words.language import ENGLISH

if TYPE_CHECKING:
    from geozone.scenario.reading import Proposal
    from geozone.study.study import Study
    from maps.words.language import Words

Data = dict[str, Any]

_EVEN_SHARE = 0.6  # share of the line that is divided evenly between moments; the rest is by days
_YEARS_APART = 0.13  # least distance of years on the line: the width of a number at 390 pixels


def time_data(study: Study, drawn: Sequence[Proposal], say: Words = ENGLISH) -> Data | None:
    """The moments of a study and a bar for each proposal; None if there are fewer than two.

    Parameters
    ----------
    drawn
        The proposals that are on the map, in the order of the page's list; those without extent
        follow.
    """
    scenario = study.scenario
    found = moments(scenario)
    if len(found) < 2:
        return None
    line = _Line(found)
    rest = [proposal for proposal in scenario.proposals if proposal not in drawn]
    order = [scenario.proposals.index(proposal) for proposal in (*drawn, *rest)]
    known = [nth for nth, moment in enumerate(found) if not moment.is_planned]
    return {
        "start": known[-1] if known else 0,
        "asOf": line.at(scenario.as_of),
        "years": line.years(),
        "moments": [
            {
                "date": moment.date,
                "when": wording.date(moment.date, say),
                "at": line.at(moment.date),
                "planned": moment.is_planned,
                "events": [_event(event.title, planned=event.planned) for event in moment.events],
                "stages": [_stage(moment.standings[nth], say) for nth in order],
                "shown": [moment.standings[nth].is_current for nth in order],
            }
            for moment in found
        ],
        "rows": [
            {
                "proposal": proposal.id,
                "title": proposal.title,
                "isDrawn": proposal in drawn,
                "bars": _bars(proposal, line, scenario.as_of),
            }
            for proposal in (*drawn, *rest)
        ],
    }


def _event(title: str, *, planned: bool) -> Data:
    return {"title": title, "planned": planned}


def _stage(standing: Standing, say: Words) -> str | None:
    """The stage in words; None before the first one."""
    if standing.stage is None:
        return None
    if standing.stage.end is None or standing.is_over:
        return wording.stage(standing.stage, say)
    # Do not show a stage's end before its end date: nobody knew it then.
    return wording.stage(replace(standing.stage, end=None), say)


def _bars(proposal: Proposal, line: _Line, as_of: str) -> list[Data]:
    """A piece of the line for each stage: its earliest begin, its latest begin, and its end.

    A start such as "2018" may be any day of that year.
    """
    stages = sorted(proposal.stages, key=lambda stage: stage.start)
    found = []
    for nth, stage in enumerate(stages):
        later = [first_day(each.start) for each in stages[nth + 1 :]]
        ends = [last_day(as_of), *later, *([first_day(stage.end)] if stage.end else [])]
        begins = first_day(stage.start)
        if stage.status == "ended" or min(ends) < begins or begins in later:
            continue
        begin, sure, end = (line.at_day(day) for day in (begins, last_day(stage.start), min(ends)))
        found.append({"status": stage.status, "from": begin, "sure": min(sure, end), "to": end})
    return found


class _Line:
    """Where days stand on the line, from 0 to 1."""

    def __init__(self, found: Sequence[Moment]) -> None:
        self._days = np.array([_number(moment.day) for moment in found], dtype=float)
        # Moments can have the same first day ("2018" and "2018-01-01"). Interpolation needs days
        # that ascend.
        self._days += np.arange(len(found)) * 1e-6
        steps = np.diff(self._days)
        shares = _EVEN_SHARE / len(steps) + (1 - _EVEN_SHARE) * steps / steps.sum()
        self._at = np.concatenate([[0.0], np.cumsum(shares)])
        self._of_date = dict(zip((moment.date for moment in found), self._at, strict=True))

    def at(self, date: str) -> float:
        """The position of a moment, or of the first day of any other date."""
        if date in self._of_date:
            return round(float(self._of_date[date]), 4)
        return self.at_day(first_day(date))

    def at_day(self, day: str) -> float:
        """The position of a day; days outside the line are at its ends."""
        return round(float(np.interp(_number(day), self._days, self._at)), 4)

    def years(self) -> list[list[Any]]:
        """Positions of the years that have room for their number."""
        first, last = (datetime.date.fromordinal(int(day)).year for day in self._days[[0, -1]])
        found: list[list[Any]] = []
        for year in range(first + 1, last + 1):
            at = self.at_day(f"{year:04}-01-01")
            if at - (found[-1][0] if found else 0) >= _YEARS_APART and at <= 1 - _YEARS_APART / 2:
                found.append([at, str(year)])
        return [[0.0, str(first)], *found]


def _number(day: str) -> int:
    return datetime.date.fromisoformat(day).toordinal()
