"""A strip beside a section of a border: depth, side, bank.

A zone is the land of a side whose geodesic distance to the line is at most the depth and whose
nearest point of the line lies on the section. Knows no place names and no proposals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely import MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geozone.atlas import world
from geozone.ellipsoid import antimeridian, buffering, faces, geodesy
from geozone.ellipsoid.bisector import PartedLine, bisectors
from geozone.ellipsoid.geodesy import Floats, LngLat
from geozone.ellipsoid.nearest import MeasuredLine, NearestIndex
from geozone.errors import Refused, check_number
from geozone.lines import chainage
from geozone.lines.border import POINT_UNCERTAINTY_KM, Border, Section
from geozone.lines.chainage import Interval
from geozone.lines.left_and_right import Beside
from geozone.lines.said import Bank
from geozone.shown import Drawn
from geozone.zones.bank import divide, is_left
from geozone.zones.over_sea import Ground, area_across_km2

EdgeKind = Literal["depth", "cut", "river", "line"]

DEFAULT_TOLERANCE_M = 1.0
MIN_DEPTH_KM, MAX_DEPTH_KM = 0.01, 500.0
_DEGREE_KM = 110.5  # the shortest degree of latitude, rounded down: only for boxes
_NOTED_KM2 = 1.0  # less than this across sea or a third country needs no note
_RING_CUT_SHARE = 0.02
_SAME_DEGREES = 1e-9  # midpoints of shared edges: a tenth of a millimetre


@dataclass(frozen=True)
class Edge:
    """A part of a zone's outline that counts for margins.

    Parameters
    ----------
    kind
        ``depth`` edges lie at the depth, ``cut`` edges at a section's end, ``river`` edges at
        a bank, ``line`` edges at a user's own line, whose sides no list of places knows.
    geometry
        lon/lat on WGS84.
    uncertainty_km
        How far off the line may be that it was drawn from.
    """

    kind: EdgeKind
    geometry: MultiLineString
    uncertainty_km: float

    @cached_property
    def index(self) -> NearestIndex:
        """Its nearest points."""
        lines = [shapely.get_coordinates(line) for line in self.geometry.geoms]
        return MeasuredLine.of(lines).index


@dataclass(frozen=True, repr=False)
class Zone(Drawn):
    """The land of a side within a depth of a section.

    Parameters
    ----------
    sides
        Alpha-3 codes of the countries that it extends into.
    depth_km
        Distance from the line.
    sections
        Intervals of chainage, ``(start_km, end_km)``; empty for a disc.
    geometry
        lon/lat on WGS84.
    edges
        The parts of its outline that count for margins.
    tolerance_m
        The depth edge is within this of the exact distance at every point of every edge.
    notes
        Warnings for the reader.
    beside
        Which hand of a user's own line it lies on; None for a border of the atlas, whose sides are
        countries.
    """

    sides: tuple[str, ...]
    depth_km: float
    sections: tuple[Interval, ...]
    geometry: Polygon | MultiPolygon
    edges: tuple[Edge, ...]
    tolerance_m: float
    notes: tuple[str, ...] = ()
    beside: Beside | None = None

    @property
    def countries(self) -> tuple[str, ...]:
        """Alpha-3 codes of the countries whose places can lie in it."""
        return self.beside.countries if self.beside is not None else self.sides

    def can_hold(self, lonlat: ArrayLike, uncertainty_km: ArrayLike) -> NDArray[np.bool_]:
        """Whether places lie on its hand of the line, or too near to it to tell.

        Parameters
        ----------
        lonlat
            Shape (n, 2), degrees.
        uncertainty_km
            How far each place may be from its point; shape (n,) or one for all.

        Examples
        --------
        >>> from geozone.lines.border import Border
        >>> side = Side(Border.between("TUR", "SYR"), ["SYR"], reach_km=10)
        >>> side.zone(5).can_hold([[37.95, 36.53]], 0).tolist()
        [True]
        """
        points = np.asarray(lonlat, dtype=float).reshape(-1, 2)
        can = np.ones(len(points), dtype=bool)
        if self.beside is not None:
            can = self.beside.holds(points)
            for edge in self.edges:
                if edge.kind == "line":
                    doubt_km = np.hypot(np.asarray(uncertainty_km), edge.uncertainty_km)
                    can |= edge.index.distance_m(points) < doubt_km * 1000
        return np.asarray(can)

    @cached_property
    def area_km2(self) -> float:
        """Geodesic area."""
        return geodesy.area_m2(self.geometry) / 1e6

    @property
    def length_km(self) -> float:
        """Length of the border along its sections."""
        return sum(end - start for start, end in self.sections)

    @cached_property
    def outline_km(self) -> float:
        """Length of its outline, holes included."""
        return geodesy.length_m(self.geometry) / 1000

    def noted(self, note: str) -> Zone:
        """The same zone with one more note.

        Examples
        --------
        >>> from geozone.lines.border import Border
        >>> side = Side(Border.between("TUR", "SYR"), ["SYR"], reach_km=10)
        >>> side.zone(5).noted("A note.").notes[-1]
        'A note.'
        """
        return replace(self, notes=(*self.notes, note))

    def without(self, other: Zone) -> Zone:
        """What is left of the zone without another one of the same line and side.

        Edges shared with the other zone count like its own.

        Raises
        ------
        Refused
            If nothing is left.

        Examples
        --------
        >>> from geozone.lines.border import Border
        >>> side = Side(Border.between("TUR", "SYR"), ["SYR"], reach_km=10)
        >>> section = side.border.section("km 600", "km 740")
        >>> round(side.zone(10, section).without(side.zone(5, section)).area_km2)
        658
        """
        parts = faces.split(self.geometry, [shapely.boundary(other.geometry)])
        shapely.prepare(other.geometry)
        taken = shapely.contains(other.geometry, shapely.point_on_surface(parts))
        left = faces.assemble(parts[~taken])
        if left.is_empty:
            raise Refused("minus", "", "a zone that leaves something of this one")
        sections = self.sections
        if self.depth_km <= other.depth_km:
            sections = tuple(chainage.left_of(self.sections, other.sections))
        edges, _ = _shared_edges(left, [*self.edges, *other.edges])
        return replace(self, geometry=left, edges=tuple(edges), sections=sections)


class Side:
    """The land beside a line: what all zones of this line and side share.

    Parameters
    ----------
    border
        What depths are measured from.
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
        """The codes of the countries, if they are at the line."""
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
        """What is within reach of the line, and a little more."""
        west, south, east, north = self._frame
        tall = self.reach_km * 1.01 / _DEGREE_KM
        wide = tall / max(np.cos(np.radians(max(abs(south), abs(north)) + tall)), 0.01)
        return west - wide, south - tall, east + wide, north + tall

    def _lands(self, codes: Sequence[str]) -> dict[str, BaseGeometry]:
        """The land of countries within reach, by code."""
        box = self._box
        parts = [shapely.clip_by_rect(world.land(code, box), *box) for code in codes]
        return dict(zip(codes, shapely.make_valid(parts), strict=True))

    @cached_property
    def land_edge(self) -> shapely.STRtree:
        """The edges of that land: border, coast, and other countries' boundaries."""
        return faces.edge_tree(shapely.boundary(antimeridian.cut(faces.polygons(self.land))))

    def zone(
        self, depth_km: float, section: Section | None = None, *, bank: str | Bank | None = None
    ) -> Zone:
        """The zone of a section (default: the whole line), or what of it lies on a river's bank.

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
        >>> from geozone.lines.border import Border
        >>> side = Side(Border.between("TUR", "SYR"), ["SYR"], reach_km=10)
        >>> side.zone(5, side.border.section("km 600", "km 740"))
        <Zone in Syria (SYR): 5 km deep, 140.0 km (87.0 mi) long, 681 km² (263 sq mi)>
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
        """The middle of the line's box: one for all cuts, so that they agree."""
        west, south, east, north = self._frame
        return LngLat((west + east) / 2, (south + north) / 2)

    @cached_property
    def _frame(self) -> tuple[float, float, float, float]:
        """The box of the line; over the antimeridian it runs past 180."""
        vertices = np.concatenate(self.border.measured.parts)
        return (*vertices.min(axis=0).tolist(), *vertices.max(axis=0).tolist())

    @cached_property
    def _cut_share(self) -> float:
        """Of the tolerance, for cuts: within a ring, cuts of several ends meet and must agree."""
        parts = self.border.measured.parts
        return _RING_CUT_SHARE if any((part[0] == part[-1]).all() for part in parts) else 1.0

    @property
    def _line_km(self) -> float:
        """How far off the line may be."""
        return self.border.tolerance_m / 1000

    def annotated(self, zone: Zone) -> Zone:
        """A zone of this side with a note on what of it is reached over sea or a third country.

        Examples
        --------
        >>> from geozone.lines.border import Border
        >>> side = Side(Border.between("TUR", "SYR"), ["SYR"], reach_km=10)
        >>> side.annotated(side.zone(5)).depth_km
        5
        """
        idle = [pair for pair in self.border.pairs if not set(pair) & set(self.sides)]
        for a, b in idle:
            zone = zone.noted(
                f"The line also runs between {a} and {b}, where this zone has no land: its length, "
                "and parts of it, count that too."
            )
        west, _, east, _ = self.land.bounds
        area = antimeridian.joined(zone.geometry, west, east)
        across_km2 = area_across_km2(area, self._ground, depth_km=zone.depth_km)
        if across_km2 < _NOTED_KM2:
            return zone
        return zone.noted(
            f"About {across_km2:.0f} km² of it is within the depth only as the crow flies, over "
            "sea or a third country."
        )

    @cached_property
    def _ground(self) -> Ground:
        return Ground.of(self.land, self.border.measured)

    def _strip(self, depth_km: float) -> Polygon | MultiPolygon:
        """The geometry of the whole line's zone."""
        if depth_km not in self._strips:
            self._strips[depth_km] = self._on_side(self._around(depth_km), depth_km)
        return self._strips[depth_km]

    def _around(self, depth_km: float) -> Polygon | MultiPolygon:
        """All within a depth of the line, exact on the side's land."""
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
        """What of all within a depth lies on the side."""
        return faces.polygons(shapely.intersection(around, self.land))

    def _line_edges(self, depth_km: float) -> list[Edge]:  # noqa: ARG002  (here too)
        """Edges that count where the side is not a country's: none."""
        return []

    def expect(self, sections: Iterable[Section]) -> None:
        """Sections whose zones will be asked for: their cuts are made together, in less time.

        Examples
        --------
        >>> from geozone.lines.border import Border
        >>> side = Side(Border.between("TUR", "SYR"), ["SYR"], reach_km=10)
        >>> section = side.border.section("km 600", "km 740")
        >>> side.expect([section])
        >>> round(side.zone(5, section).area_km2)
        681
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
        """The cut at a chainage, out to the reach."""
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
        """What of a strip has its nearest border point on a section."""
        parts = faces.split(strip, cuts)
        inner = shapely.get_coordinates(shapely.point_on_surface(parts))
        inside = np.ones(len(parts), dtype=bool)
        # Asked of both halves, not of the chainage: all of a corner's wedge has the same one.
        if section.start_km > 0:
            inside &= self._parted.at([section.start_km * 1000]).is_after(inner)
        if section.end_km < self.border.length_km:
            inside &= ~self._parted.at([section.end_km * 1000]).is_after(inner)
        return faces.assemble(parts[inside])

    def _bank(
        self, strip: Polygon | MultiPolygon, bank: Bank
    ) -> tuple[Polygon | MultiPolygon, Edge, Interval]:
        """What of the whole zone lies on a bank, the river as an edge, and the bank's chainages."""
        river = self.border.river(bank.river, "bank")
        crossing_km = self.border.crossing_km(river, "bank")
        pieces = divide(
            strip, river.line, crossing_km=crossing_km, border=self.border.measured.index
        )
        which = 0 if is_left(bank, strip, river.line) else 1
        # One of the two comes after the other, also where the river crosses at the line's very end.
        inner = shapely.get_coordinates(shapely.point_on_surface(np.array(pieces, dtype=object)))
        chainage_m = self.border.nearest(inner).chainage_m
        after = chainage_m[which] > chainage_m[1 - which]
        interval = (crossing_km, self.border.length_km) if after else (0.0, crossing_km)
        return (
            pieces[which],
            Edge("river", MultiLineString([river.line]), POINT_UNCERTAINTY_KM),
            interval,
        )


def check_depth(depth_km: float, most_km: float) -> None:
    """Refuse a depth that is out of range, or more than what was prepared for."""
    check_number("depth", depth_km)
    if not MIN_DEPTH_KM <= depth_km <= most_km:
        raise Refused(
            "depth", f"{depth_km:g} km", f"a depth from {MIN_DEPTH_KM:g} to {most_km:g} km"
        )


def _shared_edges(
    geometry: Polygon | MultiPolygon, sources: Sequence[Edge]
) -> tuple[list[Edge], Floats]:
    """The parts of an outline that lie on the sources' lines, and its other segments."""
    segments = faces.segments(geometry)
    middles = shapely.points(segments.mean(axis=1))
    free = np.ones(len(segments), dtype=bool)
    edges = []
    for source in sources:
        here = free & _on(faces.edge_tree(source.geometry), middles)
        free &= ~here
        if here.any():
            edges.append(replace(source, geometry=faces.joined(segments[here])))
    return edges, segments[free]


def all_edges(
    geometry: Polygon | MultiPolygon,
    sources: Sequence[Edge],
    *,
    land_edge: shapely.STRtree,
    uncertainty_km: float,
) -> tuple[Edge, ...]:
    """The counting edges: what lies on no source and not on the land's edge is at the depth."""
    edges, segments = _shared_edges(geometry, sources)
    at_depth = segments[~_on(land_edge, shapely.points(segments.mean(axis=1)))]
    if len(at_depth):
        edges.insert(0, Edge("depth", faces.joined(at_depth), uncertainty_km))
    return tuple(edges)


def _on(line: shapely.STRtree, points: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Which points lie on a line, given as a tree of its edges."""
    found = np.zeros(len(points), dtype=bool)
    found[line.query(points, predicate="dwithin", distance=_SAME_DEGREES)[0]] = True
    return found
