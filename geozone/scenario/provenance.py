"""What every output says of its lines: what they imply, of when they are, under which licence."""

from __future__ import annotations

from collections.abc import Iterable

from geozone.atlas import world
from geozone.atlas.world import Vintage
from geozone.dates import of_words
from geozone.scenario.values import Scenario

BORDER_NOTE = (
    "Borders are shown for orientation, as their source draws them; they imply no position on the "
    "status of any border or territory."
)
BOUNDARY_NOTE = (
    f"{BORDER_NOTE} Zones are drawn by rule from proposals and agreements as published: they show "
    "no control on the ground."
)
UNPUBLISHED_NOTE = (
    f"{BORDER_NOTE} Zones are drawn by rule from options, not from a published proposal: they show "
    "no control on the ground."
)

AREA_NOTE = (
    "Its outline is that of the user's own file {file}: drawn, not measured from a border, so no "
    "place is judged against it."
)
_OWN = (
    "is the user's own, from that file, and not the atlas'.",
    "are the user's own, from these files, and not the atlas'.",
)


def boundary_note(scenario: Scenario) -> str:
    """What a scenario's lines and zones imply, and what not, and which lines are the user's own."""
    note = BOUNDARY_NOTE if scenario.is_published else UNPUBLISHED_NOTE
    names = dict.fromkeys(file_name(line.file) for line in scenario.lines if line.file)
    if not names:
        return note
    lines = "The line" if len(names) == 1 else "The lines"
    return f"{note} {lines} of {', '.join(names)} {_OWN[len(names) > 1]}"


def file_name(said: str) -> str:
    """A file of a scenario without its folder and without the layer behind its ``#``.

    Examples
    --------
    >>> file_name("lines/mdl.gpkg#armistice")
    'mdl.gpkg'
    """
    return said.rpartition("/")[2].partition("#")[0]


def own_files(scenario: Scenario) -> tuple[str, ...]:
    """Lines that stand beside the attributions for what is drawn from the user's own files."""
    areas = [zone.area for proposal in scenario.proposals for zone in proposal.zones]
    kinds = [
        *(("Line", line.file) for line in scenario.lines),
        *(("Area", area) for area in areas),
        *((overlay.title, overlay.file) for overlay in scenario.overlays),
    ]
    return tuple(
        dict.fromkeys(
            f"{kind}: {file_name(said)}, the user's own file, whose licence is not known here"
            for kind, said in kinds
            if said
        )
    )


def border_date() -> str:
    """ISO date of the border data: all that is known of when what bears no date of its own is of.

    Examples
    --------
    >>> border_date()
    '2017-12'
    """
    return of_words(world.vintages()[0].date)


def attributions(vintages: Iterable[Vintage]) -> tuple[str, ...]:
    """Lines that must stand on what is made of these data, with their licences."""
    lines = (
        f"{vintage.title}: {vintage.attribution}, {vintage.date} ({vintage.licence})"
        for vintage in vintages
    )
    return tuple(dict.fromkeys(lines))
