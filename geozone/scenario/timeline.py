"""A scenario in time: at which moments something changed, and what stood where by then.

A date known to the month or the year counts from its first day on, since what it dates may well
have begun by then; so it does in `Proposal.stage_at`. Reads no clock and draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geozone.dates import begins_after, first_day
from geozone.scenario.values import Event, Proposal, Scenario, Stage


@dataclass(frozen=True, slots=True)
class Standing:
    """What a proposal had become by a moment.

    Parameters
    ----------
    stage
        As `Proposal.stage_at` has it; None before its first.
    is_over
        Whether that stage was the end of it, or had itself ended.
    """

    stage: Stage | None
    is_over: bool

    @property
    def is_current(self) -> bool:
        """Whether it was proposed, agreed or in force: its zones are shown."""
        return self.stage is not None and not self.is_over


@dataclass(frozen=True, slots=True)
class Moment:
    """A date of the scenario.

    Parameters
    ----------
    date
        As said: ISO text of a year, a month or a day.
    day
        Its first day, by which moments are ordered.
    events
        What happened then, in the scenario's order.
    standings
        One a proposal, in the scenario's order.
    is_planned
        Whether it lies after what the scenario knows: only announced.
    """

    date: str
    day: str
    events: tuple[Event, ...]
    standings: tuple[Standing, ...]
    is_planned: bool


def moments(scenario: Scenario) -> tuple[Moment, ...]:
    """Every date of a scenario's events and stages, each once, in order.

    Examples
    --------
    >>> from geozone.scenario.reading import read
    >>> scenario, _ = read("kosovo-ground-safety-zone")
    >>> [moment.date for moment in moments(scenario)]
    ['1999-06-09', '1999-06-10', '2001-05-31']
    >>> [standing.is_current for standing in moments(scenario)[-1].standings]
    [False, False]
    """
    dates = sorted(dict.fromkeys(_dates(scenario)), key=lambda date: (first_day(date), len(date)))
    return tuple(_moment(scenario, date) for date in dates)


def _dates(scenario: Scenario) -> Iterator[str]:
    for proposal in scenario.proposals:
        for stage in proposal.stages:
            yield stage.start
            if stage.end is not None:
                yield stage.end
    for event in scenario.events:
        yield event.date


def _moment(scenario: Scenario, date: str) -> Moment:
    return Moment(
        date=date,
        day=first_day(date),
        events=tuple(event for event in scenario.events if event.date == date),
        standings=tuple(standing(proposal, date) for proposal in scenario.proposals),
        is_planned=begins_after(date, scenario.as_of),
    )


def standing(proposal: Proposal, date: str) -> Standing:
    """What a proposal had become by a date: its first day, where it is a month or a year.

    Examples
    --------
    >>> from geozone.scenario.reading import read
    >>> scenario, _ = read("eritrea-tsz")
    >>> at = [standing(scenario.proposals[0], year) for year in ("2000", "2002", "2009")]
    >>> [each.stage.status if each.stage else None for each in at]
    [None, 'in-force', 'ended']
    >>> [each.is_current for each in at]
    [False, True, False]
    """
    day = first_day(date)
    stage = proposal.stage_at(day)
    if begins_after(stage.start, day):
        return Standing(None, is_over=False)
    # What began and ended within one year, and is dated no better, is shown at that year.
    has_ended = stage.end is not None and first_day(stage.start) < day >= first_day(stage.end)
    return Standing(stage, is_over=stage.status == "ended" or has_ended)
