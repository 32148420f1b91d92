"""What every output says of its lines: what they imply, of when they are, under which licence."""

from __future__ import annotations

from collections.abc import Iterable

from geozone.atlas import world
from geozone.atlas.world import Vintage
from geozone.notes import Names, Note
from geozone.scenario.values import Scenario


def boundary_notes(scenario: Scenario) -> tuple[Note, ...]:
    """What a scenario's lines and zones imply, and what not, and which lines are the user's own.

    Examples
    --------
    >>> from geozone.scenario import reading
    >>> scenario, _ = reading.read("korea-dmz")
    >>> [note.kind for note in boundary_notes(scenario)]
    ['boundary', 'control']
    """
    files = tuple(dict.fromkeys(file_name(line.file) for line in scenario.lines if line.file))
    own = [Note("own_line", {"files": Names(files)})] if files else []
    control = Note("control" if scenario.is_published else "control_unpublished")
    return (Note("boundary"), control, *own)


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
    return world.vintages()[0].date


def attributions(vintages: Iterable[Vintage]) -> tuple[str, ...]:
    """Lines that must stand on what is made of these data, with their licences."""
    lines = (
        f"{vintage.title}: {vintage.attribution}, {vintage.dated} ({vintage.licence})"
        for vintage in vintages
    )
    return tuple(dict.fromkeys(lines))
