"""Zones as values: an area, the edges of its outline that count, and the disc about a place.

This module knows no place names and no proposals. Zones beside a line are made by
`geozone.zones.side`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely import MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid import antimeridian, buffering, faces, geodesy
from geozone.ellipsoid.geodesy import Floats, LngLat
from geozone.ellipsoid.nearest import MeasuredLine, NearestIndex
from geozone.errors import Refused, check_number
from geozone.lines import chainage
from geozone.lines.chainage import Interval
from geozone.lines.left_and_right import Beside
from geozone.notes import Note
from geozone.quantities import DEPTH_LIMITS_KM
from geozone.shown import Drawn

EdgeKind = Literal["depth", "cut", "river", "line"]

DEFAULT_TOLERANCE_M = 1.0  # of depth edges: far below the tolerance of the atlas' borders
MIN_DEPTH_KM, MAX_DEPTH_KM = DEPTH_LIMITS_KM


@dataclass(frozen=True)
class Edge:
    """A part of a zone's outline that counts for margins.

    Parameters
    ----------
    kind
        ``depth`` edges lie at the depth, ``cut`` edges at a section's end, ``river`` edges at
        a bank, ``line`` edges at a user's own line. A border of the atlas is no counting edge,
        since a list of places gives the country of each place. No list gives the side of a user's
        line.
    geometry
        lon/lat on WGS84.
    uncertainty_km
        How far the edge may be from its true place, because its source is not exact.
    """

    kind: EdgeKind
    geometry: MultiLineString
    uncertainty_km: float

    @cached_property
    def index(self) -> NearestIndex:
        """The index of the edge's nearest points, made when it is first used."""
        lines = [shapely.get_coordinates(line) for line in self.geometry.geoms]
        return MeasuredLine.of(lines).index


@dataclass(frozen=True, repr=False)
class Zone(Drawn):
    """The land of a side within a depth of a section.

    Parameters
    ----------
    sides
        Alpha-3 codes of the countries that the zone extends into.
    depth_km
        The zone's depth: the largest distance from the line.
    sections
        Intervals of chainage, ``(start_km, end_km)``; empty for a disc.
    geometry
        lon/lat on WGS84.
    edges
        The parts of the zone's outline that count for margins.
    tolerance_m
        Every point of a depth edge is within this of the exact distance.
    notes
        Warnings for the reader.
    beside
        The side of a user's own line on which the zone lies. None for a border of the atlas, whose
        sides are countries.
    """

    sides: tuple[str, ...]
    depth_km: float
    sections: tuple[Interval, ...]
    geometry: Polygon | MultiPolygon
    edges: tuple[Edge, ...]
    tolerance_m: float
    notes: tuple[Note, ...] = ()
    beside: Beside | None = None

    @property
    def countries(self) -> tuple[str, ...]:
        """Alpha-3 codes of the countries whose places can lie in the zone."""
        return self.beside.countries if self.beside is not None else self.sides

    def can_hold(self, lonlat: ArrayLike, uncertainty_km: ArrayLike) -> NDArray[np.bool_]:
        """Whether places lie on the zone's side of the line, or too near to the line to tell.

        Parameters
        ----------
        lonlat
            Shape (n, 2), degrees.
        uncertainty_km
            How far each place may be from its point; shape (n,) or one for all.

        Examples
        --------
        >>> from geozone import Border, Side
        >>> side = Side(Border.between("TUR", "SYR"), ["SYR"], reach_km=10)
        >>> side.zone(5).can_hold([[37.95, 36.53]], 0).tolist()
        [True]
        """
        points = np.asarray(lonlat, dtype=float).reshape(-1, 2)
        can = np.ones(len(points), dtype=bool)
        if self.beside is not None:
            can = self.beside.holds(points)
            # Near the line itself the side of a place is uncertain, by the error of place and line.
            for edge in self.edges:
                if edge.kind == "line":
                    doubt_km = np.hypot(np.asarray(uncertainty_km), edge.uncertainty_km)
                    can |= edge.index.distance_m(points) < doubt_km * 1000
        return np.asarray(can)

    @cached_property
    def area_km2(self) -> float:
        """Geodesic area, km²."""
        return geodesy.area_m2(self.geometry) / 1e6

    @property
    def length_km(self) -> float:
        """Length of the border along the zone's sections, km."""
        return sum(end - start for start, end in self.sections)

    @cached_property
    def outline_km(self) -> float:
        """Length of the zone's outline, holes included, km."""
        return geodesy.length_m(self.geometry) / 1000

    def noted(self, note: Note) -> Zone:
        """Return the same zone with one more note.

        Examples
        --------
        >>> from geozone import Border, Side
        >>> side = Side(Border.between("TUR", "SYR"), ["SYR"], reach_km=10)
        >>> side.zone(5).noted(Note("exchanged")).notes[-1].kind
        'exchanged'
        """
        return replace(self, notes=(*self.notes, note))

    def without(self, other: Zone) -> Zone:
        """Return this zone without another zone of the same line and side.

        Edges that the rest shares with the other zone count like its own.

        Raises
        ------
        Refused
            If nothing is left.

        Examples
        --------
        >>> from geozone import Border, Side
        >>> side = Side(Border.between("TUR", "SYR"), ["SYR"], reach_km=10)
        >>> section = side.border.section("km 600", "km 740")
        >>> round(side.zone(10, section).without(side.zone(5, section)).area_km2)
        653
        """
        # Zones of one line share edges, between which rounding may leave needles. `faces.split`
        # drops these.
        parts = faces.split(self.geometry, [shapely.boundary(other.geometry)])
        shapely.prepare(other.geometry)
        taken = shapely.contains(other.geometry, shapely.point_on_surface(parts))
        left = faces.assemble(parts[~taken])
        if left.is_empty:
            raise Refused("minus", "", "a zone that leaves something of this one")
        # If this zone is deeper, land behind the other zone is left along all of its sections.
        sections = self.sections
        if self.depth_km <= other.depth_km:
            sections = tuple(chainage.left_of(self.sections, other.sections))
        edges, _ = _shared_edges(left, [*self.edges, *other.edges])
        return replace(self, geometry=left, edges=tuple(edges), sections=sections)


def check_depth(depth_km: float, most_km: float) -> None:
    """Refuse a depth out of range: the limits of all depths, and the reach of one side."""
    check_number("depth", depth_km)
    if not MIN_DEPTH_KM <= depth_km <= most_km:
        raise Refused(
            "depth", f"{depth_km:g} km", f"a depth from {MIN_DEPTH_KM:g} to {most_km:g} km"
        )


def _shared_edges(
    geometry: Polygon | MultiPolygon, sources: Sequence[Edge]
) -> tuple[list[Edge], Floats]:
    """The parts of an outline that lie on the lines of sources, and its remaining segments.

    A segment is on the line that its middle is on; the first source that fits gets it.
    """
    # Cutting an area keeps its edges, but not the information where they came from. So the source
    # of each segment is found again by its place.
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
    """The counting edges of an outline.

    A segment that lies neither on a source (a cut, a river, a user's line) nor on the land's edge
    must lie at the depth, so these segments become the depth edge.
    """
    edges, segments = _shared_edges(geometry, sources)
    at_depth = segments[~_on(land_edge, shapely.points(segments.mean(axis=1)))]
    if len(at_depth):
        edges.insert(0, Edge("depth", faces.joined(at_depth), uncertainty_km))
    return tuple(edges)


def _on(line: shapely.STRtree, points: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Whether points lie on a line, given as a tree of its edges.

    Intersections round coordinates, so a point within a tenth of a millimetre counts.
    """
    found = np.zeros(len(points), dtype=bool)
    found[line.query(points, predicate="dwithin", distance=geodesy.SAME_DEGREES)[0]] = True
    return found


def disc(
    centre: LngLat,
    radius_km: float,
    land: BaseGeometry,
    *,
    sides: tuple[str, ...],
    uncertainty_km: float,
) -> Zone:
    """The zone of all land within a distance of a place.

    Parameters
    ----------
    centre
        The place, degrees on WGS84.
    radius_km
        0.01 to 500 km.
    land
        The land that counts, lon/lat.
    sides
        The codes of that land's countries.
    uncertainty_km
        How far off the place may be.

    Raises
    ------
    Refused
        If the radius is out of range or no land is within it.
    """
    check_depth(radius_km, MAX_DEPTH_KM)
    # The buffer is cut at the antimeridian, so the land is cut there too before both are compared.
    around = buffering.buffer(shapely.Point(centre), radius_km * 1000)
    land = antimeridian.cut(faces.polygons(land))
    geometry = faces.polygons(shapely.intersection(around, land))
    if geometry.is_empty:
        raise Refused("depth", f"{radius_km:g} km", "a disc with land in it: this one is empty")
    edges = all_edges(
        geometry,
        [],
        land_edge=faces.edge_tree(shapely.boundary(land)),
        uncertainty_km=uncertainty_km,
    )
    return Zone(sides, radius_km, (), geometry, edges, DEFAULT_TOLERANCE_M)
