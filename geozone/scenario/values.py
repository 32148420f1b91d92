"""The values of a scenario, with every place resolved to coordinates; no computation.

`geozone.scenario.reading` makes them from a file and is where users import these names from.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from geozone.dates import begins_after
from geozone.ellipsoid.geodesy import LngLat
from geozone.lines.said import Bank, End, Part
from geozone.notes import Note
from geozone.quantities import Quantity

# No file contains "drawn". It marks a zone that options asked for and that nobody proposed.
Status = Literal["proposed", "claimed", "agreed", "in-force", "ended", "drawn"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim was published.

    Parameters
    ----------
    id
        The id by which other entries refer to it.
    title, publisher
        Title and publisher of the publication; None if no publisher is named.
    date
        Date of publication (ISO): a year, a year and month, or a day.
    url
        Address, http or https; None if there is none.
    """

    id: str
    title: str
    date: str
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A status that a proposal has from a date on.

    Parameters
    ----------
    status
        Proposed, claimed, agreed, in force or ended; "drawn" if options asked for the zone.
    start, end
        ISO dates of a year, month or day; the end is None while the stage lasts.
    """

    status: Status
    start: str
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An event that happened, or was only announced.

    Parameters
    ----------
    date
        ISO date of a year, month or day.
    title
        What happened, in the words of the scenario's author.
    sources
        Ids of the sources.
    place
        Where it happened; None if there is no single place.
    planned
        Whether the event was only announced.
    """

    date: str
    title: str
    sources: tuple[str, ...]
    place: Place | None = None
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the scenario.

    Parameters
    ----------
    name
        The name to show: the scenario's spelling if it gave lon and lat, else the gazetteer's.
    asked
        The spelling in the file.
    other
        The second name to show, such as ``"Ayn al-Arab"`` beside Kobani.
    point
        Longitude and latitude on WGS84, degrees.
    country
        Alpha-3 code, None where unknown.
    uncertainty_km
        How far the true place may be from the point: 1 km for a town unless the file says
        otherwise.
    source
        Source of the position, as text with an id: ``"GeoNames 168766"``.
    population
        Number of people, if a user's list gives it.
    list
        The file of the user's list that it comes from; None for a place of the scenario itself.
    geonames_id
        Its id in GeoNames, if it is a town of the embedded list.
    """

    name: str
    asked: str
    other: str | None
    point: LngLat
    country: str | None
    uncertainty_km: float
    source: str
    population: int | None = None
    list: str | None = None
    geonames_id: str | None = None

    @property
    def shown(self) -> str:
        """The label on maps of this scenario: the file's spelling, and the second name."""
        return f"{self.asked} / {self.other}" if self.other else self.asked


@dataclass(frozen=True, slots=True)
class Line:
    """A line that zones are measured from: the borders of country pairs, or the line of a file.

    Parameters
    ----------
    id
        The id by which zones and stretches refer to it.
    pairs
        Alpha-3 codes of neighbours, in order; empty for the line of a file.
    file
        File name as written: relative to the scenario's folder, with the name of a layer after
        ``#`` if the file has several.
    left, right
        Alpha-3 codes of the countries on either side of that line, looking along it as the file
        draws it; both None if the land of every country counts.
    """

    id: str
    pairs: tuple[tuple[str, str], ...]
    file: str | None = None
    left: str | None = None
    right: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A section of a line between two ends.

    An end is an end of the line, the sea, a tripoint (given by the third country's alpha-3 code), a
    chainage, a river, or the point of a place.

    Parameters
    ----------
    id, line
        Its own id, and the id of the line that it is a piece of.
    start, end
        The ends, with names resolved.
    start_said, end_said
        The same ends as the file gives them.
    """

    id: str
    line: str
    start: End | LngLat
    end: End | LngLat
    start_said: End
    end_said: End


@dataclass(frozen=True, slots=True)
class ZoneSpec:
    """One zone as the file describes it; exactly one of line, stretch, place, area is set.

    Parameters
    ----------
    id
        The proposal's id, or ``proposal/label``.
    label
        The zone's label in its proposal, None for a single unlabelled zone.
    line, stretch
        The id of the line or the stretch that it lies along.
    place
        The place in the centre of the zone.
    into
        Alpha-3 codes of the sides; ``"left"`` and ``"right"`` beside the line of a file.
    area
        File of a polygon that is drawn, not measured.
    depth
        The depth, which may be a range; None for places without a disc and for areas.
    part
        ``(2, 3)`` for "2 of 3".
    length
        A length of the (part of the) section, placed by `anchor`.
    anchor
        Where that length lies: in the centre, or at the end that `from` or `to` names.
    bank
        The river, and the bank of it that the zone is limited to.
    minus
        Label of the zone of the same proposal that is subtracted.
    assumed
        What the author added to what the source said: border, stretch, position, length, depth or
        side.
    draw
        How the zone is drawn: filled, or as an outline only.
    """

    id: str
    label: str | None = None
    line: str | None = None
    stretch: str | None = None
    place: Place | None = None
    area: str | None = None
    into: tuple[str, ...] = ()
    depth: Quantity | None = None
    part: Part | None = None
    length: Quantity | None = None
    anchor: Literal["centre", "from", "to"] = "centre"
    minus: str | None = None
    bank: Bank | None = None
    draw: Literal["fill", "outline"] = "fill"
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal: who said what, when, and how it is interpreted here.

    Parameters
    ----------
    id, title
        The id for other entries, and the title for readers.
    by
        Who proposed it.
    stages
        Its stages, in the order of the file.
    said
        What the sources report, in the words of the scenario's author.
    reading
        What had to be added to draw it; None if nothing was added.
    sources
        Ids of the sources.
    variant_of
        Id of the proposal of which this is another reading; None if it is no variant.
    people
        How many people the proposal speaks of, least and most; None if it names no number.
    note
        What else a reader should know.
    zones
        Its zones, in the order of the file; empty if it names no area.
    """

    id: str
    title: str
    by: tuple[str, ...]
    stages: tuple[Stage, ...]
    said: str
    reading: str | None
    sources: tuple[str, ...]
    variant_of: str | None
    people: tuple[int, int] | None
    note: str | None
    zones: tuple[ZoneSpec, ...]

    def stage_at(self, as_of: str) -> Stage:
        """The stage at a date: the latest stage that does not begin after that date.

        A stage of 2019-08 counts at the date 2019, since it may have begun by then.
        """
        begun = [stage for stage in self.stages if not begins_after(stage.start, as_of)]
        # Of stages with equal dates the last in the file counts. `max` returns the first maximum,
        # so the stages are reversed.
        return max(reversed(begun or self.stages[:1]), key=lambda stage: stage.start)


@dataclass(frozen=True, slots=True)
class Overlay:
    """A layer drawn by others: roads, control areas; `geozone.study.overlay` reads its file.

    Parameters
    ----------
    file
        File name as written, relative to the scenario's folder.
    kind
        The kind of layer, which decides how it is drawn.
    title
        Its title in maps and lists.
    date
        ISO date of what the layer shows.
    sources
        Ids of the sources.
    """

    file: str
    kind: Literal["road", "control", "area", "other"]
    title: str
    date: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnList:
    """A list of places that a user brought to a scenario.

    Parameters
    ----------
    file
        Name of the file, without its folder.
    places
        How many of its rows are places.
    left_out
        The rows that are no places: the number of the row, and what is wrong with it.
    """

    file: str
    places: int
    left_out: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario with its entries as values, read from a file or made from options.

    Parameters
    ----------
    name
        The shipped scenario's name, or the file name without its ending.
    file
        The file as the user gave it, for messages; empty if options made the scenario.
    title
        Its title on maps and reports.
    as_of
        The date up to which the scenario knows what happened.
    notes
        What a reader must know.
    places, lines, stretches, sources, proposals, events, overlays
        Its entries, in the order of the file.
    language
        BCP 47 tag of the texts in the file: titles, readings, notes.
    folder
        The folder that the names of its files are relative to.
    lists
        The lists of places that the user brought.
    """

    name: str
    file: str
    title: str
    as_of: str
    notes: tuple[Note | str, ...]
    places: tuple[Place, ...]
    lines: tuple[Line, ...]
    stretches: tuple[Stretch, ...]
    sources: tuple[Source, ...]
    proposals: tuple[Proposal, ...]
    events: tuple[Event, ...]
    overlays: tuple[Overlay, ...]
    language: str = "en"
    folder: Path = Path()
    lists: tuple[OwnList, ...] = ()

    @property
    def confined_to(self) -> Path | None:
        """The folder that its files must lie in, links resolved; None if options named them.

        A scenario file may come from somebody else and must not read files elsewhere on the disk.
        A user who types a file name as an option has chosen that file.
        """
        return self.folder if self.file else None

    @property
    def is_published(self) -> bool:
        """Whether somebody proposed its zones; False if options drew them (`from_options`)."""
        return all(stage.status != "drawn" for each in self.proposals for stage in each.stages)

    @property
    def is_agreed(self) -> bool:
        """Whether all its zones had been agreed, in force or ended by its date."""
        statuses = {each.stage_at(self.as_of).status for each in self.proposals}
        return bool(statuses) and statuses <= {"agreed", "in-force", "ended"}

    def source(self, id_: str) -> Source:
        """The source with that id, which exists: `geozone.scenario.format.links` checks that."""
        return next(source for source in self.sources if source.id == id_)
