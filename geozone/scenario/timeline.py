"""A scenario in time: the dates at which something changed, and each proposal's stage then.

A date known only to the month or the year counts from its first day, since the stage may have begun
then; `Proposal.stage_at` does the same. This module does not read the clock and draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geozone.dates import begins_after, first_day
from geozone.scenario.values import Event, Proposal, Scenario, Stage


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a proposal at a date.

    Parameters
    ----------
    stage
        The stage that `Proposal.stage_at` gives; None before the proposal's first stage.
    is_over
        Whether the proposal had ended: its stage is "ended", or the stage's own end has passed.
    """

    stage: Stage | None
    is_over: bool

    @property
    def is_current(self) -> bool:
        """Whether the proposal was proposed, agreed or in force; then its zones are shown."""
        return self.stage is not None and not self.is_over


@dataclass(frozen=True, slots=True)
class Moment:
    """A date of the scenario.

    Parameters
    ----------
    date
        The date as the scenario gives it: ISO text of a year, a month or a day.
    day
        The first day of that date; moments are ordered by it.
    events
        The events of that date, in the scenario's order.
    standings
        The state of each proposal, in the scenario's order.
    is_planned
        Whether the date lies after the scenario's `as_of`, so that it was only announced.
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
    # Of two dates with the same first day, the less precise one (2019 before 2019-01) comes first.
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
    """The state of a proposal at a date; a month or a year counts by its first day.

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
    # A stage that began and ended in the same year, with no better dates, has one first day for
    # both. It counts as current at that date: else it would never be shown.
    has_ended = stage.end is not None and first_day(stage.start) < day >= first_day(stage.end)
    return Standing(stage, is_over=stage.status == "ended" or has_ended)
