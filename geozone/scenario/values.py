"""What a scenario holds: values only, with every place resolved to coordinates.

Public as names of `geozone.scenario.reading`, which makes them from a file.
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

# "drawn" stands in no file: nobody proposes such a zone, it was asked for by options.
Status = Literal["proposed", "claimed", "agreed", "in-force", "ended", "drawn"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim was published.

    Parameters
    ----------
    id
        What other entries call it.
    title, publisher
        As it calls itself; None where no publisher is named.
    date
        A year, a year and month, or a day (ISO).
    url
        http or https; None where there is none.
    """

    id: str
    title: str
    date: str
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """What a proposal had become from a date on.

    Parameters
    ----------
    status
        Proposed, claimed, agreed, in force or ended; drawn, if options asked for it.
    start, end
        ISO dates of a year, month or day; None for the end while it lasts.
    """

    status: Status
    start: str
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or was only announced.

    Parameters
    ----------
    date
        ISO date of a year, month or day.
    title
        In our words.
    sources
        Ids of the sources.
    place
        Where; None for no single place.
    planned
        Whether it was only announced.
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
        How far the point may be from what the name means: 1 km for a town unless the file says
        otherwise.
    source
        Who says that it is there, as text with an id: ``"GeoNames 168766"``.
    population
        Where a user's list gives it.
    list
        The file of the user's list that it comes from; None for a place of the scenario itself.
    geonames_id
        Its number in GeoNames, where it is a town of the embedded list.
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
        """How a map of this scenario calls it: the file's spelling, and the second name."""
        return f"{self.asked} / {self.other}" if self.other else self.asked


@dataclass(frozen=True, slots=True)
class Line:
    """What zones are measured from: the borders of country pairs, or the line of a file.

    Parameters
    ----------
    id
        What zones and stretches call it.
    pairs
        Alpha-3 codes of neighbours, in order; empty for the line of a file.
    file
        As written: relative to the scenario's folder, with a layer's name behind a ``#`` where the
        file has several.
    left, right
        Alpha-3 codes of the countries on either side of that line, looking along it as the file
        draws it; both None where whatever lies there counts.
    """

    id: str
    pairs: tuple[tuple[str, str], ...]
    file: str | None = None
    left: str | None = None
    right: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A section of a line between two ends.

    An end is an end of the line, the sea, a tripoint by the country's alpha-3 code, a chainage, a
    river, or a place's point.

    Parameters
    ----------
    id, line
        What zones call it, and the id of the line that it is a piece of.
    start, end
        Its ends.
    start_said, end_said
        The same in the words of the file.
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
        The id of what it lies along.
    place
        The place that it lies about.
    into
        Alpha-3 codes of the sides; ``"left"`` and ``"right"`` beside the line of a file.
    area
        File of a polygon that is drawn, not measured.
    depth
        None for places without a disc and for areas; may be a range.
    part
        ``(2, 3)`` for "2 of 3".
    length
        A length of the (part of the) section, placed by `anchor`.
    anchor
        Where that length lies: in the centre, or at the end named from or to.
    bank
        Of which river, and which.
    minus
        Label of the zone of the same proposal that is subtracted.
    assumed
        What we added to what was said: border, stretch, position, length, depth, side.
    draw
        Filled, or as an outline only.
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
    """Who said what, when, and how it is read here.

    Parameters
    ----------
    id, title
        What other entries and readers call it.
    by
        Who proposed it.
    stages
        What it became, in the order of the file.
    said
        What the sources report, in our words.
    reading
        What had to be added to draw it; None for nothing.
    sources
        Ids of the sources.
    variant_of
        The proposal whose words this is another reading of; None for a proposal itself.
    people
        How many it speaks of, least and most; None where it names no number.
    note
        What else a reader should know.
    zones
        In the order of the file; empty where it names no area.
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
        """What it had become by a date: the latest stage that does not begin after it.

        A stage of 2019-08 counts by 2019, since it may well have begun by then.
        """
        begun = [stage for stage in self.stages if not begins_after(stage.start, as_of)]
        # Of equal dates the last one in the file counts, and `max` takes the first that it meets.
        return max(reversed(begun or self.stages[:1]), key=lambda stage: stage.start)


@dataclass(frozen=True, slots=True)
class Overlay:
    """A layer drawn by others: roads, control areas; `geozone.study.overlay` reads its file.

    Parameters
    ----------
    file
        As written: relative to the scenario's folder.
    kind
        What it is, which says how it is drawn.
    title
        As maps and lists call it.
    date
        ISO date of what it shows.
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
        Its name, without the folder.
    places
        How many of its rows are places.
    left_out
        The others: number of the row, and what is wrong with it.
    """

    file: str
    places: int
    left_out: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario file, understood.

    Parameters
    ----------
    name
        The shipped scenario's name, or the file name without its ending.
    file
        The file as the user gave it, for messages.
    title
        As maps and reports call it.
    as_of
        The date that the scenario claims to know.
    notes
        What a reader must know.
    places, lines, stretches, sources, proposals, events, overlays
        Its entries, in the order of the file.
    language
        BCP 47 tag of what the file says: titles, readings, notes.
    folder
        What its files are relative to.
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
        """The folder that its files must really lie in; None where options named them.

        A scenario file may come from somebody else, whoever types an option means the file.
        """
        return self.folder if self.file else None

    @property
    def is_published(self) -> bool:
        """Whether its zones are proposals of somebody, not drawn by options (`from_options`)."""
        return all(stage.status != "drawn" for each in self.proposals for stage in each.stages)

    @property
    def is_agreed(self) -> bool:
        """Whether all its zones had been agreed, in force or ended by its date."""
        statuses = {each.stage_at(self.as_of).status for each in self.proposals}
        return bool(statuses) and statuses <= {"agreed", "in-force", "ended"}

    def source(self, id_: str) -> Source:
        """The source with that id (the schema has made sure that it exists)."""
        return next(source for source in self.sources if source.id == id_)
