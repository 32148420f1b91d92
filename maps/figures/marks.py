"""Marks of the proposals that a figure shows: letter, colour, dash and hatch of each."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geozone.errors import Refused
from maps.look import looks, print_style

if TYPE_CHECKING:
    from geozone.scenario.reading import Proposal
    from geozone.study.study import Study
    from geozone.study.zones import StudyZone


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a proposal, by which it differs from others in colour and in grey.

    Parameters
    ----------
    zones
        The proposal's zones in the study's order.
    letter
        ``"A"`` to ``"Z"``, then ``"AA"``; stands on the map and in the legend.
    """

    proposal: Proposal
    zones: tuple[StudyZone, ...]
    letter: str
    colour: str
    dash: tuple[float, ...]
    hatch: str

    def label(self, zone: StudyZone) -> str:
        """The letter of a zone, with a number if its proposal has several zones.

        The two ends of a range count as one zone.
        """
        specs = list(dict.fromkeys(each.spec.id for each in self.zones))
        return self.letter if len(specs) == 1 else f"{self.letter}{specs.index(zone.spec.id) + 1}"


def marks_of(study: Study, colours: Sequence[str], chosen: Sequence[str] = ()) -> tuple[Mark, ...]:
    """The marks of a study's proposals: other readings of a proposal only where they are chosen.

    Parameters
    ----------
    chosen
        Ids of proposals; empty: all but other readings.

    Raises
    ------
    Refused
        If a chosen proposal is not in the study or has no zone.
    """
    drawn = {zone.proposal.id: zone.proposal for zone in study.zones}
    for id_ in chosen:
        if id_ not in drawn:
            raise Refused("proposal", id_, f"one with a zone: {', '.join(drawn)}")
    shown = [drawn[id_] for id_ in dict.fromkeys(chosen)] or [
        proposal for proposal in drawn.values() if proposal.variant_of not in drawn
    ]
    return _marked(study, shown, colours)


def every_reading(
    study: Study, colours: Sequence[str], chosen: Sequence[str] = ()
) -> tuple[Mark, ...]:
    """The marks of all proposals, each other reading after its proposal."""
    drawn = list({zone.proposal.id: zone.proposal for zone in study.zones}.values())
    if chosen:
        return marks_of(study, colours, chosen)
    return _marked(study, looks.readings_together(drawn), colours)


def _marked(study: Study, shown: Sequence[Proposal], colours: Sequence[str]) -> tuple[Mark, ...]:
    everything = list({zone.proposal.id: zone.proposal for zone in study.zones}.values())
    look = looks.looks(looks.readings_together(everything), colours)
    return tuple(
        Mark(
            proposal,
            tuple(zone for zone in study.zones if zone.proposal.id == proposal.id),
            letter_of(nth),
            look[proposal.id][0],
            print_style.PRINT_DASHES[nth % len(print_style.PRINT_DASHES)],
            print_style.PRINT_HATCHES[nth % len(print_style.PRINT_HATCHES)],
        )
        for nth, proposal in enumerate(shown)
    )


def letter_of(nth: int) -> str:
    """A to Z, then AA, AB and so on.

    Examples
    --------
    >>> letter_of(0), letter_of(25), letter_of(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    nth += 1
    while nth:
        nth, rest = divmod(nth - 1, 26)
        letters = string.ascii_uppercase[rest] + letters
    return letters
