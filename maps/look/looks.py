"""Colour and dash of each proposal, the same on page, figure and report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from maps.look import style

if TYPE_CHECKING:
    from geozone.scenario.reading import Proposal


def readings_together(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Sort proposals so that each other reading follows its proposal; the rest keep their order."""
    order = {proposal.id: nth for nth, proposal in enumerate(proposals)}

    def rank(proposal: Proposal) -> tuple[int, bool, int]:
        own = order[proposal.id]
        origin = order.get(proposal.variant_of or proposal.id, own)
        return origin, proposal.variant_of is not None, own

    return sorted(proposals, key=rank)


def looks(
    proposals: Iterable[Proposal], colours: Sequence[str] = style.PROPOSAL_COLOURS
) -> dict[str, tuple[str, str]]:
    """Colour and dash of each proposal; another reading has the same colour and the next dash."""
    found: dict[str, tuple[str, str]] = {}
    readings: dict[str, int] = {}
    given = 0
    for proposal in proposals:
        origin = proposal.variant_of
        if origin in found:
            readings[origin] = readings.get(origin, 0) + 1
            colour, nth = found[origin][0], readings[origin]
        else:
            nth, at = divmod(given, len(colours))
            colour = colours[at]
            given += 1
        found[proposal.id] = (colour, style.DASHES[nth % len(style.DASHES)])
    return found
