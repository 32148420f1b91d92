"""What every output says about its lines: their meaning, date, licence and attribution."""

from __future__ import annotations

from collections.abc import Iterable

from geozone.atlas import world
from geozone.atlas.values import Vintage
from geozone.notes import Names, Note
from geozone.scenario.values import Scenario


def boundary_notes(scenario: Scenario) -> tuple[Note, ...]:
    """Notes on what lines and zones do and do not imply, and on lines from the user's own files.

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
    """Name of a scenario's file, without its folder and without the layer after ``#``.

    Examples
    --------
    >>> file_name("lines/mdl.gpkg#armistice")
    'mdl.gpkg'
    """
    return said.rpartition("/")[2].partition("#")[0]


def own_files(scenario: Scenario) -> tuple[str, ...]:
    """Attribution lines for what is drawn from the user's own files; their licence is unknown."""
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
    """ISO date of the border data, used as the date of a scenario that names none.

    Examples
    --------
    >>> border_date()
    '2024'
    """
    return world.vintages()[0].date


def attributions(vintages: Iterable[Vintage]) -> tuple[str, ...]:
    """Attribution lines, with licences, that every output of these data must show."""
    lines = (
        f"{vintage.title}: {vintage.attribution}, {vintage.dated} ({vintage.licence})"
        for vintage in vintages
    )
    return tuple(dict.fromkeys(lines))
