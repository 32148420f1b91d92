"""The land beside a line, and its zones: strips of a depth, along a section, on a river's bank.

A zone is the land of a side whose geodesic distance to the line is at most the depth and whose
nearest point of the line lies on the section. This module knows no place names and no proposals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
import shapely
from shapely import MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geozone.atlas import world
from geozone.ellipsoid import antimeridian, buffering, faces
from geozone.ellipsoid.bisector import PartedLine, bisectors
from geozone.ellipsoid.geodesy import LngLat
from geozone.errors import Refused, check_number
from geozone.lines import chainage
from geozone.lines.border import POINT_UNCERTAINTY_KM, Border, Section
from geozone.lines.chainage import Interval
from geozone.lines.rivers import river_of_atlas
from geozone.lines.said import Bank
from geozone.notes import CountryCode, Note
from geozone.quantities import as_said
from geozone.zones.bank import divide, is_left
from geozone.zones.over_sea import Ground, area_across_km2
from geozone.zones.zone import (
    DEFAULT_TOLERANCE_M,
    MAX_DEPTH_KM,
    Edge,
    Zone,
    all_edges,
    check_depth,
)

_DEGREE_KM = 110.5  # the shortest degree of latitude, rounded down, so that boxes are large enough
_NOTED_KM2 = 1.0  # a smaller area across sea or a third country gets no note
# Share of the tolerance for cuts of a line that has a closed part (a ring). Several cuts may meet
# inside a ring, and where they meet they must agree.
_RING_CUT_SHARE = 0.02


class Side:
    """The land beside a line, and all that zones of this line and side have in common.

    Strips and cuts are kept once they are made, since proposals often share depths and sections.

    Parameters
    ----------
    border
        The line that depths are measured from.
    into
        Alpha-2 or alpha-3 codes of the countries that the zones extend into.
    reach_km
        The largest depth that will be asked for.
    tolerance_m
        See `Zone`.

    Raises
    ------
    Refused
        If a country is not one that the line bounds, or the reach is out of range.

    Examples
    --------
    >>> border = Border.between("TUR", "SYR")
    >>> side = Side(border, ["SYR"], reach_km=5)
    >>> zone = side.zone(5, border.section("km 100", "km 200"))
    >>> round(zone.length_km), zone.sides
    (100, ('SYR',))
    """

    def __init__(
        self,
        border: Border,
        into: Sequence[str],
        *,
        reach_km: float,
        tolerance_m: float = DEFAULT_TOLERANCE_M,
    ) -> None:
        check_depth(reach_km, MAX_DEPTH_KM)
        self.border = border
        self.sides = self._sides(into)
        self.reach_km = reach_km
        check_number("tolerance", tolerance_m, "metres above 0")
        if tolerance_m <= 0:
            raise Refused("tolerance", f"{tolerance_m:g} m", "a tolerance above 0 m")
        self.tolerance_m = tolerance_m
        self._strips: dict[float, Polygon | MultiPolygon] = {}
        self._cuts: dict[float, MultiLineString] = {}
        self._expected_km: set[float] = set()

    def _sides(self, into: Sequence[str]) -> tuple[str, ...]:
        """The codes of the countries, each refused if it does not lie at the line."""
        at_line = ", ".join(self.border.countries)
        for word in into:
            if word in {"left", "right"}:
                raise Refused("into", word, f"a country at this line: {at_line}")
        sides = tuple(dict.fromkeys(world.code(code) for code in into))
        for code in sides:
            if code not in self.border.countries:
                raise Refused("into", code, f"a country at this line: {at_line}")
        return sides

    @cached_property
    def land(self) -> BaseGeometry:
        """The side's land within reach of the line, prepared."""
        land = shapely.union_all([*self._lands(self.sides).values()])
        shapely.prepare(land)
        return land

    @property
    def _box(self) -> world.Bounds:
        """A box around all points within reach of the line, 1 % larger than needed."""
        west, south, east, north = self._frame
        # Degrees of longitude are shortest at the latitude farthest from the equator. The lower
        # bound of the cosine keeps the box finite near a pole.
        tall = self.reach_km * 1.01 / _DEGREE_KM
        wide = tall / max(np.cos(np.radians(max(abs(south), abs(north)) + tall)), 0.01)
        return west - wide, south - tall, east + wide, north + tall

    def _lands(self, codes: Sequence[str]) -> dict[str, BaseGeometry]:
        """The land of countries within reach, by code."""
        # `clip_by_rect` is fast, but its result need not be valid.
        box = self._box
        parts = [shapely.clip_by_rect(world.land(code, box), *box) for code in codes]
        return dict(zip(codes, shapely.make_valid(parts), strict=True))

    @cached_property
    def land_edge(self) -> shapely.STRtree:
        """A tree of the land's edges: border, coast, and boundaries with other countries."""
        return faces.edge_tree(shapely.boundary(antimeridian.cut(faces.polygons(self.land))))

    def zone(
        self, depth_km: float, section: Section | None = None, *, bank: str | Bank | None = None
    ) -> Zone:
        """The zone of a section (default: the whole line), or the piece of it on a river's bank.

        Parameters
        ----------
        depth_km
            0.01 to `reach_km`.
        section
            A section of this side's border.
        bank
            ``"left of river:NAME"`` or ``right``, looking downstream; ``north``, ``east``,
            ``south``, ``west`` where that is unambiguous.

        Raises
        ------
        Refused
            If the depth is out of range, no land is within it, or the river does not cut the
            zone in two.

        Examples
        --------
        >>> side = Side(Border.between("TUR", "SYR"), ["SYR"], reach_km=10)
        >>> side.zone(5, side.border.section("km 600", "km 740"))
        <Zone in Syria (SYR): 5 km deep, 140.0 km (87.0 mi) long, 677 km² (261 sq mi)>
        """
        check_depth(depth_km, self.reach_km)
        if section is not None and section.border.parts != self.border.parts:
            theirs = f"a section of {self.border.name}, whose sides these are"
            raise Refused("section", f"of {section.border.name}", theirs)
        geometry = strip = self._strip(depth_km)
        sources = self._line_edges(depth_km)
        intervals: list[Interval] = [(0.0, self.border.length_km)]
        if section is not None:
            cuts = self._section_edges(section)
            sources += cuts
            geometry = self._between(strip, section, [edge.geometry for edge in cuts])
            intervals = [(section.start_km, section.end_km)]
        if bank is not None:
            # The whole strip is divided, not the section's zone: the river must cut it in two, and
            # a section may end before the river.
            said = Bank.parse(bank) if isinstance(bank, str) else bank
            piece, edge, interval = self._bank(strip, said)
            geometry = faces.polygons(shapely.intersection(geometry, piece))
            sources.append(edge)
            intervals = chainage.common(intervals, interval)
        geometry = antimeridian.cut(geometry)
        sources = [replace(each, geometry=antimeridian.cut(each.geometry)) for each in sources]
        if geometry.is_empty:
            raise Refused("depth", f"{depth_km:g} km", "a zone with land in it: this one is empty")
        return Zone(
            self.sides,
            depth_km,
            tuple(intervals),
            geometry,
            all_edges(geometry, sources, land_edge=self.land_edge, uncertainty_km=self._line_km),
            self.tolerance_m,
            section.notes if section is not None else (),
        )

    @property
    def _centre(self) -> LngLat:
        """The middle of the line's box, the same for all cuts: else they would not agree."""
        west, south, east, north = self._frame
        return LngLat((west + east) / 2, (south + north) / 2)

    @cached_property
    def _frame(self) -> tuple[float, float, float, float]:
        """The box of the line, degrees; if the line crosses the antimeridian, it runs past 180."""
        vertices = np.concatenate(self.border.measured.parts)
        return (*vertices.min(axis=0).tolist(), *vertices.max(axis=0).tolist())

    @cached_property
    def _cut_share(self) -> float:
        """Share of the tolerance that cuts may use: less if a part of the line is a ring."""
        parts = self.border.measured.parts
        return _RING_CUT_SHARE if any((part[0] == part[-1]).all() for part in parts) else 1.0

    @property
    def _line_km(self) -> float:
        """How far the line may be from the true one, km."""
        return self.border.tolerance_m / 1000

    def annotated(self, zone: Zone) -> Zone:
        """A zone of this side, with a note on its land across sea or a third country.

        Others name each pair of countries of the line without land on this side, and the lines that
        are no agreed border, such as a line of control, with the length that the zone has of them.

        Examples
        --------
        >>> side = Side(Border.between("TUR", "SYR"), ["SYR"], reach_km=10)
        >>> side.annotated(side.zone(5)).depth_km
        5
        """
        idle = [pair for pair in self.border.pairs if not set(pair) & set(self.sides)]
        for a, b in idle:
            zone = zone.noted(Note("no_land", {"a": CountryCode(a), "b": CountryCode(b)}))
        for stretch in self.border.named:
            if note := stretch.note_within(zone.sections):
                zone = zone.noted(note)
        west, _, east, _ = self.land.bounds
        area = antimeridian.joined(zone.geometry, west, east)
        across_km2 = area_across_km2(area, self._ground, depth_km=zone.depth_km)
        if across_km2 < _NOTED_KM2:
            return zone
        return zone.noted(Note("over_sea", {"area": as_said(round(across_km2), "km²")}))

    @cached_property
    def _ground(self) -> Ground:
        return Ground.of(self.land, self.border.measured)

    def _strip(self, depth_km: float) -> Polygon | MultiPolygon:
        """The geometry of the whole line's zone."""
        if depth_km not in self._strips:
            self._strips[depth_km] = self._on_side(self._around(depth_km), depth_km)
        return self._strips[depth_km]

    def _around(self, depth_km: float) -> Polygon | MultiPolygon:
        """The area within a depth of the line; its outline is exact on the side's land only."""
        return buffering.around(
            self.border.measured,
            depth_km * 1000,
            tolerance_m=self.tolerance_m,
            within=self.land,
        )

    def _on_side(
        self,
        around: Polygon | MultiPolygon,
        depth_km: float,  # noqa: ARG002  (a line of one's own is cut by it)
    ) -> Polygon | MultiPolygon:
        """The part on this side of the area around the line."""
        return faces.polygons(shapely.intersection(around, self.land))

    def _line_edges(self, depth_km: float) -> list[Edge]:  # noqa: ARG002  (here too)
        """Edges along the line itself: none, since here a place's country tells its side."""
        return []

    def expect(self, sections: Iterable[Section]) -> None:
        """Announce sections whose zones will be asked for, so that their cuts are made together.

        That takes less time than one cut after the other.

        Examples
        --------
        >>> side = Side(Border.between("TUR", "SYR"), ["SYR"], reach_km=10)
        >>> section = side.border.section("km 600", "km 740")
        >>> side.expect([section])
        >>> round(side.zone(5, section).area_km2)
        677
        """
        self._expected_km |= {km for section in sections for km, _ in self._inner_ends(section)}

    def _inner_ends(self, section: Section) -> Iterator[tuple[float, float]]:
        """Chainage and uncertainty of a section's ends that are not ends of the line."""
        for km, uncertainty_km in (
            (section.start_km, section.start_uncertainty_km),
            (section.end_km, section.end_uncertainty_km),
        ):
            if 0 < km < self.border.length_km:
                yield km, uncertainty_km

    def _section_edges(self, section: Section) -> list[Edge]:
        return [
            Edge("cut", self._cut(km), max(uncertainty_km, self._line_km))
            for km, uncertainty_km in self._inner_ends(section)
        ]

    @cached_property
    def _parted(self) -> PartedLine:
        return PartedLine.of(self.border.measured.parts)

    def _cut(self, chainage_km: float) -> MultiLineString:
        """The cut at a chainage, as far as the reach."""
        if chainage_km not in self._cuts:
            wanted = sorted({chainage_km, *self._expected_km} - self._cuts.keys())
            cuts = bisectors(
                self._parted.at([km * 1000 for km in wanted]),
                self._centre,
                reach_m=self.reach_km * 1000,
                tolerance_m=self.tolerance_m * self._cut_share,
                within=self.land,
            )
            self._cuts.update(zip(wanted, cuts, strict=True))
        return self._cuts[chainage_km]

    def _between(
        self, strip: Polygon | MultiPolygon, section: Section, cuts: Sequence[BaseGeometry]
    ) -> Polygon | MultiPolygon:
        """The part of a strip whose nearest border points lie on a section."""
        parts = faces.split(strip, cuts)
        inner = shapely.get_coordinates(shapely.point_on_surface(parts))
        inside = np.ones(len(parts), dtype=bool)
        # Compare the distances to both halves of the line, not chainages: outside of a corner all
        # points of a wedge have the same chainage, but the cut divides the wedge.
        if section.start_km > 0:
            inside &= self._parted.at([section.start_km * 1000]).is_after(inner)
        if section.end_km < self.border.length_km:
            inside &= ~self._parted.at([section.end_km * 1000]).is_after(inner)
        return faces.assemble(parts[inside])

    def _bank(
        self, strip: Polygon | MultiPolygon, bank: Bank
    ) -> tuple[Polygon | MultiPolygon, Edge, Interval]:
        """The piece of the whole zone on a bank, the river as an edge, and the bank's chainages."""
        river = river_of_atlas(bank.river, "bank")
        crossing_km = self.border.at_river(river).crossing_km("bank")
        pieces = divide(
            strip, river.line, crossing_km=crossing_km, border=self.border.measured.index
        )
        which = 0 if is_left(bank, strip, river.line) else 1
        # The two pieces are compared with each other, not with the crossing: so this also holds
        # where the river crosses at the very end of the line.
        inner = shapely.get_coordinates(shapely.point_on_surface(np.array(pieces, dtype=object)))
        chainage_m = self.border.nearest(inner).chainage_m
        after = chainage_m[which] > chainage_m[1 - which]
        interval = (crossing_km, self.border.length_km) if after else (0.0, crossing_km)
        return (
            pieces[which],
            Edge("river", MultiLineString([river.line]), POINT_UNCERTAINTY_KM),
            interval,
        )
