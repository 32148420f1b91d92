"""What every output says of its lines: what they imply, of when they are, under which licence."""

from __future__ import annotations

from collections.abc import Iterable

from geozone import atlas
from geozone.atlas import Vintage
from geozone.scenario_dates import of_words
from geozone.scenario_values import Scenario

BORDER_NOTE = (
    "Borders are shown for orientation, as their source draws them; they imply no position on the "
    "status of any border or territory."
)
BOUNDARY_NOTE = (
    f"{BORDER_NOTE} Zones are proposals as published, drawn by rule: they show no control on the "
    "ground."
)
UNPUBLISHED_NOTE = (
    f"{BORDER_NOTE} Zones are drawn by rule from options, not from a published proposal: they show "
    "no control on the ground."
)


def boundary_note(scenario: Scenario) -> str:
    """What a scenario's lines and zones imply, and what not."""
    return BOUNDARY_NOTE if scenario.is_published else UNPUBLISHED_NOTE


def border_date() -> str:
    """ISO date of the border data: all that is known of when what bears no date of its own is of.

    Examples
    --------
    >>> border_date()
    '2017-12'
    """
    return of_words(atlas.vintages()[0].date)


def attributions(vintages: Iterable[Vintage]) -> tuple[str, ...]:
    """Lines that must stand on what is made of these data, with their licences."""
    lines = (
        f"{vintage.title}: {vintage.attribution}, {vintage.date} ({vintage.licence})"
        for vintage in vintages
    )
    return tuple(dict.fromkeys(lines))
