"""The geometry of a scenario: its borders, sections and zones, or the faults that prevent them.

Every refusal of the geometry becomes a fault that names its entry in the file. This module gives no
verdict on places and counts nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import shapely
from shapely import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geozone.atlas import world
from geozone.ellipsoid import faces
from geozone.errors import Fault, GeozoneError, Refused
from geozone.files import vector_file
from geozone.lines import own_line
from geozone.lines.border import Border, Section
from geozone.notes import Note
from geozone.quantities import Quantity, number_text
from geozone.scenario.reading import Line, Proposal, Scenario, Stretch, ZoneSpec
from geozone.zones import own_side
from geozone.zones.side import Side
from geozone.zones.zone import Zone, disc

_VIEW_MARGIN = 0.04  # margin round lines and zones, as a share of the larger side of the view


@dataclass(frozen=True, slots=True)
class Laid:
    """One zone of a proposal, with its geometry.

    Parameters
    ----------
    id
        The zone's id; the two zones of a range have their depth appended.
    depth
        A single depth, no range; None for a marker and for an area.
    zone
        The computed zone; None for a marker and for an area.
    area
        The polygons of an area's file; None for all other zones.
    """

    id: str
    proposal: Proposal
    spec: ZoneSpec
    depth: Quantity | None
    zone: Zone | None
    area: Polygon | MultiPolygon | None = None

    @property
    def point(self) -> Point:
        """Where a marker stands; empty for all others."""
        return Point(self.spec.place.point) if self.spec.place is not None else Point()


@dataclass(frozen=True, slots=True)
class Layout:
    """The geometry of a scenario; `faults` are about the parts that could not be computed."""

    borders: Mapping[str, Border]
    zones: tuple[Laid, ...]
    faults: tuple[Fault, ...]

    @property
    def bounds(self) -> world.Bounds:
        """The extent of a map: all zones, or the lines if no zone has an area; with a margin.

        The extent leaves out the parts of a line beside which there is no zone. On a map of the
        whole line a short zone would be too small to see.
        """
        shown: list[BaseGeometry] = [laid.zone.geometry for laid in self.zones if laid.zone]
        shown += [laid.area for laid in self.zones if laid.area]
        if not shown:
            shown += [border.line for border in self.borders.values()]
        shown += [laid.point for laid in self.zones if not (laid.zone or laid.area)]
        if not shown:
            return world.covered()
        west, south, east, north = shapely.total_bounds(shown).tolist()
        # 0.05 degrees (about 5 km) keep the map of a single marker from having no extent.
        margin = max((east - west) * _VIEW_MARGIN, (north - south) * _VIEW_MARGIN, 0.05)
        return (
            max(west - margin, -180.0), max(south - margin, -90.0),
            min(east + margin, 180.0), min(north + margin, 90.0),
        )  # fmt: skip


Progress = Callable[[str], None]


def lay_out(scenario: Scenario, *, progress: Progress | None = None) -> Layout:
    """Borders, sections and zones of a scenario.

    Parameters
    ----------
    scenario
        A scenario whose references were checked; its geometry is checked here.
    progress
        Called with the id of each zone before it is made.
    """
    return _Work(scenario, progress).layout()


class _Work:
    """One computation of a layout, with the objects that zones share and the faults so far."""

    def __init__(self, scenario: Scenario, progress: Progress | None) -> None:
        self._scenario = scenario
        self._progress = progress
        self._faults: list[Fault] = []
        self._sides: dict[tuple[str, tuple[str, ...]], Side] = {}
        self._zones: dict[str, Zone | None] = {}
        self._borders: dict[str, Border] = {}
        self._stretches: dict[str, Stretch] = {}
        self._sections: dict[str, Section] = {}

    def layout(self) -> Layout:
        for line in self._scenario.lines:
            with self._faults_of(f'line "{line.id}"', "file" if line.file else "between"):
                self._borders[line.id] = self._border(line)
        for stretch in self._scenario.stretches:
            self._stretches[stretch.id] = stretch
            if stretch.line in self._borders:
                with self._faults_of(f'stretch "{stretch.id}"', "from"):
                    border = self._borders[stretch.line]
                    self._sections[stretch.id] = _section(border, stretch)
        laid = tuple(
            each
            for proposal in self._scenario.proposals
            for spec in proposal.zones
            for each in self._lay(proposal, spec)
        )
        return Layout(self._borders, laid, tuple(self._faults))

    def _border(self, line: Line) -> Border:
        if line.file is None:
            return Border.joined(line.pairs)
        return Border.along(
            own_line.read_own_line(
                line.file,
                left=line.left,
                right=line.right,
                folder=self._scenario.folder,
                confined_to=self._scenario.confined_to,
            )
        )

    @contextmanager
    def _faults_of(self, entry: str, key: str) -> Iterator[None]:
        """Turn a refusal into a fault of an entry; `key` is used if the refusal names no key."""
        try:
            yield
        except Refused as refused:
            fault = Fault(entry, refused.key, refused.value, refused.expected)
            self._faults.append(fault)
        except GeozoneError as error:
            self._faults.append(Fault(entry, key, "", f"what the atlas holds; {error}"))

    def _lay(self, proposal: Proposal, spec: ZoneSpec) -> Iterator[Laid]:
        if spec.depth is None:
            if spec.place is not None:
                yield Laid(spec.id, proposal, spec, None, None)
            if spec.area is not None:
                with self._faults_of(f'zone "{spec.id}"', "area"):
                    area = self._area(spec.area)
                    yield Laid(spec.id, proposal, spec, None, None, area)
            return
        for depth in spec.depth.ends():
            id_ = f"{spec.id}/{number_text(depth.low)}" if spec.depth.is_range else spec.id
            if self._progress is not None:
                self._progress(id_)
            zone = self._zone(proposal, spec, id_, depth)
            if zone is not None:
                yield Laid(id_, proposal, spec, depth, zone)

    def _area(self, said: str) -> Polygon | MultiPolygon:
        """The polygons of a file, unchanged."""
        found = vector_file.read_vector_file(
            said,
            folder=self._scenario.folder,
            confined_to=self._scenario.confined_to,
            key="area",
        )
        return faces.assemble(vector_file.polygons(found, said=said, key="area"))

    def _zone(self, proposal: Proposal, spec: ZoneSpec, id_: str, depth: Quantity) -> Zone | None:
        if id_ not in self._zones:
            # None stays if the zone is refused. A zone that subtracts it then adds no second fault.
            self._zones[id_] = None
            with self._faults_of(f'zone "{spec.id}"', "depth"):
                self._zones[id_] = self._made(proposal, spec, depth)
        return self._zones[id_]

    def _made(self, proposal: Proposal, spec: ZoneSpec, depth: Quantity) -> Zone | None:
        if spec.place is not None:
            return _disc(spec, depth.low_km)
        if spec.stretch is not None and spec.stretch not in self._sections:
            return None  # the fault of this stretch is recorded already
        line = spec.line or self._stretches[spec.stretch or ""].line
        if line not in self._borders:
            return None  # the fault of this line is recorded already
        section = self._part(spec, self._borders[line])
        side = self._side(line, spec.into)
        zone = side.zone(depth.low_km, section, bank=spec.bank)
        if spec.bank is not None and spec.stretch is not None:
            zone = zone.noted(Note("bank_and_stretch"))
        if spec.minus is None:
            return side.annotated(zone)
        # `minus` names a zone that exists and has no range: the check of the file has seen to that.
        other = next(each for each in proposal.zones if each.label == spec.minus)
        if other.depth is None:
            return None
        subtracted = self._zone(proposal, other, other.id, other.depth)
        return side.annotated(zone.without(subtracted)) if subtracted is not None else None

    def _part(self, spec: ZoneSpec, border: Border) -> Section | None:
        """The section of a zone; None for the whole line."""
        length_km = spec.length.low_km if spec.length is not None else None
        if spec.stretch is not None:
            return self._sections[spec.stretch].piece(
                part=spec.part, length_km=length_km, anchor=spec.anchor
            )
        if spec.part is None and length_km is None:
            return None
        return border.section().piece(part=spec.part, length_km=length_km, anchor=spec.anchor)

    def _side(self, line: str, into: tuple[str, ...]) -> Side:
        """The side that all zones of one line and `into` share, as wide as the deepest zone.

        The zones share the land and the cuts of the side, which are then computed once.
        """
        key = (line, into)
        if key not in self._sides:
            reach_km = max(
                spec.depth.high_km
                for proposal in self._scenario.proposals
                for spec in proposal.zones
                if spec.depth is not None and spec.place is None and spec.into == into
            )
            side = own_side.side(self._borders[line], into, reach_km=reach_km)
            side.expect(self._parts_of(line, into))
            self._sides[key] = side
        return self._sides[key]

    def _parts_of(self, line: str, into: tuple[str, ...]) -> Iterator[Section]:
        """The sections of one line and side.

        Refusals are suppressed here: `_zone` meets them again and records them with their zone.
        """
        for proposal in self._scenario.proposals:
            for spec in proposal.zones:
                with suppress(Refused, KeyError):
                    on = spec.line or (spec.stretch and self._stretches[spec.stretch].line)
                    if on == line and spec.into == into and spec.depth is not None:
                        section = self._part(spec, self._borders[line])
                        if section is not None:
                            yield section


def _section(border: Border, stretch: Stretch) -> Section:
    return border.section(stretch.start, stretch.end)


def _disc(spec: ZoneSpec, radius_km: float) -> Zone:
    """The disc round a place, on the land of its sides (on any land if it names no side)."""
    place = spec.place
    if place is None:
        raise Refused("place", "", "a place for a disc")
    # A degree of latitude has more than 110 km, so a box with 100 km a degree holds the disc.
    degrees = radius_km / 100
    # A degree of longitude shrinks with the cosine of the latitude; 0.01 avoids a division by zero
    # at the poles.
    wide = degrees / max(math.cos(math.radians(abs(place.point.lat) + degrees)), 0.01)
    lon, lat = place.point
    box = (lon - wide, lat - degrees, lon + wide, lat + degrees)
    sides = spec.into or tuple(country.code for country in world.context_in(box))
    land = shapely.union_all([world.land(code, box) for code in sides])
    return disc(place.point, radius_km, land, sides=sides, uncertainty_km=place.uncertainty_km)
