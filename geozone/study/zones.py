"""The zones of a study with their figures, and the bands between the two zones of a range.

This module holds values only: `geozone.study.study` computes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from shapely import MultiPolygon, Point, Polygon

from geozone import quantities
from geozone.notes import Note
from geozone.quantities import Figure, Quantity
from geozone.scenario.values import Proposal, Stage, ZoneSpec
from geozone.shown import Drawn, Shown, above
from geozone.study import counting
from geozone.zones.zone import Zone

if TYPE_CHECKING:
    from geopandas import GeoDataFrame


@dataclass(frozen=True, slots=True, repr=False)
class StudyZone(Drawn):
    """A zone of a proposal with its figures.

    Parameters
    ----------
    id
        ``proposal`` or ``proposal/label``; the two zones of a range end in ``/5``, ``/14``.
    title
        The proposal's title, with the label and the depth where the proposal has several zones.
    kind
        ``strip`` (beside a border), ``disc`` or ``marker`` (a place), ``area`` (a user's polygon).
    proposal, spec
        Its proposal and its specification in the scenario.
    sides
        Alpha-3 codes of the countries that it extends into; empty for a marker.
    depth
        The depth as given (a single depth, also for the two zones of a range); None for markers and
        areas.
    sections
        The stretches of the line beside it, as chainages ``(start_km, end_km)``; empty for places
        and areas.
    length_km, area_km2
        Geodesic on WGS84. The length is None for all but strips, the area None for a marker.
    area_step_km2
        The power of ten to which the area is known and must be rounded in text.
    tolerance_m
        The outline is within this of the exact depth edge at every point of every edge.
    geometry
        lon/lat, WGS84: (Multi)Polygon, or Point for a marker.
    stage
        The latest stage that has begun by the scenario's `as_of`.
    notes
        What a reader must know: border policy, how the zone was drawn, warnings.
    places_of
        Alpha-3 codes of the countries whose places can lie in it, if they are not `sides`: beside a
        user's own line a place may be listed in the country across it.
    zone
        The computed zone, with the edges that margins are measured to; None for markers and areas.
    """

    id: str
    title: str
    kind: Literal["strip", "disc", "marker", "area"]
    proposal: Proposal
    spec: ZoneSpec
    sides: tuple[str, ...]
    depth: Quantity | None
    sections: tuple[tuple[float, float], ...]
    length_km: float | None
    area_km2: float | None
    area_step_km2: float
    tolerance_m: float
    geometry: Polygon | MultiPolygon | Point
    stage: Stage
    notes: tuple[Note, ...]
    places_of: tuple[str, ...] = ()
    zone: Zone | None = None

    @property
    def people_per_km2(self) -> tuple[float, float] | None:
        """People per km²: the people that its claim names, least and most, over its area.

        None if the claim names no number, or the zone has no area.
        """
        people, area_km2 = self.proposal.people, self.area_km2
        if people is None or not area_km2:
            return None
        least, most = (
            counting.people_per_km2(number, area_km2, self.area_step_km2) for number in people
        )
        return least, most

    @property
    def depth_figure(self) -> Figure | None:
        """Its depth as given, in both units; None for markers and areas."""
        return None if self.depth is None else quantities.both_units(self.depth)

    @property
    def length_figure(self) -> Figure | None:
        """Its length along the line in both units; None for places and areas."""
        return None if self.length_km is None else quantities.in_km_and_mi(self.length_km)

    @property
    def area_figure(self) -> Figure | None:
        """Its area with the digits that are known, in both units; None for a marker."""
        if self.area_km2 is None:
            return None
        return quantities.in_km2_and_mi2(self.area_km2, self.area_step_km2)

    @property
    def listed_in(self) -> tuple[str, ...]:
        """The countries whose listed places count in it; empty if those of all countries count."""
        return self.places_of or self.sides

    @property
    def depth_km(self) -> float | None:
        """Depth in km, None for markers and areas."""
        return self.depth.low_km if self.depth is not None else None


@dataclass(frozen=True, slots=True)
class Band:
    """The area between the two zones of a depth range: only drawn, without row and verdict.

    Parameters
    ----------
    proposal, inner, outer
        Ids of the proposal and of its zones at the two ends.
    geometry
        lon/lat, WGS84.
    """

    proposal: str
    inner: str
    outer: str
    geometry: Polygon | MultiPolygon


class Zones(Shown):
    """The zones of a study: iterated in the scenario's order, looked up by id."""

    def __init__(self, zones: tuple[StudyZone, ...]) -> None:
        self._zones = zones
        self._by_id = {zone.id: zone for zone in zones}

    def __iter__(self) -> Iterator[StudyZone]:
        return iter(self._zones)

    def __len__(self) -> int:
        return len(self._zones)

    def __getitem__(self, id_: str) -> StudyZone:
        if id_ not in self._by_id:
            raise KeyError(f"no zone {id_!r}: the ids are {', '.join(self._by_id)}")
        return self._by_id[id_]

    def to_frame(self) -> GeoDataFrame:
        """The zones as a GeoDataFrame in EPSG:4326, units in the column names.

        Markers are its points. `GeoDataFrame.overlay` takes polygons alone: leave out the rows
        without an area first.

        Examples
        --------
        >>> import geozone
        >>> frame = geozone.load("turkey-syria").zones.to_frame()
        >>> frame = frame.dropna(subset="area_km2").set_index("id")
        >>> frame.loc[["us-section/first"]].overlay(frame.loc[["turkish-demand"]]).shape[0]
        1
        """
        frame: GeoDataFrame = above("tables.frames").zones_frame(self)
        return frame
