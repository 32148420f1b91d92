"""One study: a scenario with its zones, verdicts and pairs, computed once; all outputs draw from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geozone.atlas import Overlap, Vintage
from geozone.border import Border
from geozone.quantities import Quantity
from geozone.scenario import Place, Proposal, Scenario, Source, Stage, ZoneSpec

if TYPE_CHECKING:
    import gazetteer
    from geopandas import GeoDataFrame
    from shapely import MultiPolygon, Point, Polygon

Verdict = Literal["inside", "outside", "too-close"]


@dataclass(frozen=True, slots=True)
class StudyZone:
    """A zone of a proposal with its figures.

    Parameters
    ----------
    id
        ``proposal``, ``proposal/label``, and for the two ends of a range ``…/5``, ``…/14``.
    title
        The proposal's title, with the label and the depth where the proposal has several zones.
    kind
        ``strip`` (beside a border), ``disc`` or ``marker`` (a place), ``area`` (a user's polygon).
    sides
        Alpha-3 codes; empty for a marker.
    depth
        As said (the single value, also for each end of a range); None for markers and areas.
    sections
        ``(start_km, end_km)`` of chainage; empty for places and areas.
    length_km, area_km2
        Geodesic on WGS84; None for a marker.
    area_step_km2
        The power of ten to which the area is known and must be rounded in text.
    tolerance_m
        The outline is within this of the exact depth edge at every point of every edge.
    geometry
        lon/lat, WGS84: (Multi)Polygon, or Point for a marker.
    stage
        The last stage begun by the scenario's `as_of`.
    notes
        What a reader must know: border policy, how the depth was got, warnings.
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
    notes: tuple[str, ...]

    @property
    def depth_km(self) -> float | None:
        """Depth in km, None for markers and areas."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Band:
    """What lies between the two ends of a depth range: drawn only, no row, no verdict."""

    proposal: str
    inner: str
    outer: str
    geometry: Polygon | MultiPolygon


@dataclass(frozen=True, slots=True)
class StudyPlace:
    """A place of the scenario, its nearest border point and its verdict in every zone.

    `verdicts` and `margins_km` are keyed by zone id (strips and discs only); a margin is None
    where the place is not on the zone's side.
    """

    place: Place
    distance_km: float | None
    nearest_lon: float | None
    nearest_lat: float | None
    chainage_km: float | None
    verdicts: Mapping[str, Verdict]
    margins_km: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Pair:
    """How two zones of different proposals overlap."""

    a: str
    b: str
    overlap_km2: float
    only_a_km2: float
    only_b_km2: float
    step_km2: float


@dataclass(frozen=True, slots=True)
class Listed:
    """The gazetteer's listed places inside a zone: how many, for how many a population is known, its sum.

    `population` is None where it is known for less than 80 % of the places.
    """

    places: int
    population_known_for: int
    population: int | None


class Zones:
    """The zones of a study, in the scenario's order."""

    def __iter__(self) -> Iterator[StudyZone]:
        """In the scenario's order."""
        raise NotImplementedError

    def __len__(self) -> int: ...

    def __getitem__(self, id_: str) -> StudyZone: ...

    def to_frame(self) -> GeoDataFrame: ...


@dataclass(frozen=True)
class Study:
    """A scenario, computed.

    Parameters
    ----------
    bounds
        West, south, east, north in degrees: what a map of this study should show (lines and zones, with a margin).
    towns
        The gazetteer's places within `bounds`, largest population first (for labels and counts).
    country_names
        English names by alpha-3 for every country on the map.
    vintages
        The border data and the river data (the latter only if a zone or stretch uses it).
    overlaps
        Border-policy cases that the map's extent touches.
    notes
        The scenario's notes, then those that the computation adds.
    boundary_note
        "Shown for orientation; implies no position on the status of any border", in our words.
    attributions
        Lines that must stand on every output, with licences.
    """

    scenario: Scenario
    lines: Mapping[str, Border]
    zones: Zones
    bands: tuple[Band, ...]
    places: tuple[StudyPlace, ...]
    towns: tuple[gazetteer.Place, ...]
    bounds: tuple[float, float, float, float]
    country_names: Mapping[str, str]
    vintages: tuple[Vintage, ...]
    overlaps: tuple[Overlap, ...]
    notes: tuple[str, ...]
    boundary_note: str
    attributions: tuple[str, ...]

    @property
    def pairs(self) -> tuple[Pair, ...]: ...

    @property
    def listed(self) -> Mapping[str, Listed]: ...

    @property
    def sources(self) -> tuple[Source, ...]: ...
