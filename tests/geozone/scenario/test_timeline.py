"""What stood where by a date, dates being known to the year, the month or the day."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from geozone.scenario.reading import read
from geozone.scenario.timeline import moments, standing
from geozone.scenario.values import Event, Proposal, Scenario, Stage


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return read("turkey-syria")[0]


def proposal_of(*stages: Stage) -> Proposal:
    return Proposal("p", "P", ("A",), stages, "said", None, (), None, None, None, ())


def test_every_date_is_a_moment_once_in_order(scenario: Scenario) -> None:
    found = moments(scenario)
    dates = {event.date for event in scenario.events}
    dates |= {stage.start for proposal in scenario.proposals for stage in proposal.stages}
    assert sorted(moment.date for moment in found) == sorted(dates)
    assert [moment.day for moment in found] == sorted(moment.day for moment in found)


def test_a_year_stands_before_its_days(scenario: Scenario) -> None:
    order = [moment.date for moment in moments(scenario)]
    assert order.index("2016-09-07") < order.index("2018") < order.index("2018-01-20")


def test_what_is_dated_to_a_year_is_there_with_its_event(scenario: Scenario) -> None:
    nth = [proposal.id for proposal in scenario.proposals].index("manbij-roadmap")
    (year,) = (moment for moment in moments(scenario) if moment.date == "2018")
    assert year.standings[nth].is_current
    assert [event.title for event in year.events] == [
        "Turkey and the United States agree on the Manbij roadmap"
    ]


def test_at_as_of_each_proposal_has_the_stage_of_the_study(scenario: Scenario) -> None:
    for proposal in scenario.proposals:
        assert standing(proposal, scenario.as_of).stage == proposal.stage_at(scenario.as_of)


def test_nothing_is_taken_back_as_time_goes_on() -> None:
    for name in ("turkey-syria", "turkey-syria-published", "kosovo-ground-safety-zone"):
        for one, other in itertools.pairwise(moments(read(name)[0])):
            for before, after in zip(one.standings, other.standings, strict=True):
                assert before.stage is None or after.stage is not None
                assert not before.is_over or not after.is_current


def test_before_its_first_stage_a_proposal_is_not_there() -> None:
    proposal = proposal_of(Stage("proposed", "2019-08-05"))
    assert standing(proposal, "2019-08-04").stage is None
    assert not standing(proposal, "2019-08-04").is_current
    assert standing(proposal, "2019-08-05").is_current


@pytest.mark.parametrize(
    ("date", "current"), [("2019-07-31", False), ("2019-08-01", True), ("2019-08", True)]
)
def test_what_is_dated_to_a_month_may_have_begun_on_its_first_day(date: str, current: bool) -> None:
    assert standing(proposal_of(Stage("agreed", "2019-08")), date).is_current == current


@pytest.mark.parametrize(
    ("date", "current"), [("2019-05-30", True), ("2019-05-31", False), ("2020", False)]
)
def test_a_stage_is_over_at_its_end(date: str, current: bool) -> None:
    proposal = proposal_of(Stage("in-force", "2019-01-01", "2019-05-31"))
    assert standing(proposal, date).is_current == current


def test_an_end_known_to_the_month_counts_from_its_first_day() -> None:
    proposal = proposal_of(Stage("in-force", "2019-01-01", "2019-05"))
    assert standing(proposal, "2019-04-30").is_current
    assert standing(proposal, "2019-05").is_over


def test_what_began_and_ended_in_a_year_is_shown_at_that_year() -> None:
    proposal = proposal_of(Stage("in-force", "2019", "2019"))
    assert standing(proposal, "2019").is_current
    assert standing(proposal, "2019-02-01").is_over


def test_what_ended_is_no_longer_current() -> None:
    proposal = proposal_of(Stage("agreed", "2019-01-01"), Stage("ended", "2019-06-01"))
    assert standing(proposal, "2019-06-01").is_over
    assert standing(proposal, "2019-05-31").is_current


def test_what_was_only_announced_is_planned(scenario: Scenario) -> None:
    assert [moment.date for moment in moments(scenario) if moment.is_planned] == ["2019-09-30"]


def test_events_of_one_date_share_a_moment(scenario: Scenario) -> None:
    twin = Event("2019-08-05", "Another thing", ("r2019a",))
    (both,) = (
        moment
        for moment in moments(replace(scenario, events=(*scenario.events, twin)))
        if moment.date == "2019-08-05"
    )
    assert [event.title for event in both.events][-1] == "Another thing"
    assert len(both.events) == 2
