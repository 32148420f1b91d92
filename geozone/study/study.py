"""One study: a scenario with its zones, verdicts and pairs, computed once.

All outputs draw from it, so no two can disagree. Draws nothing and writes nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import shapely
from shapely import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

import gazetteer
from geozone import quantities
from geozone.atlas import world
from geozone.atlas.world import Overlap, Vintage
from geozone.ellipsoid import faces, geodesy
from geozone.errors import Fault, ScenarioError
from geozone.jupyter import overview
from geozone.jupyter.sketch import Sketch
from geozone.jupyter.values import Shown
from geozone.lines.border import OWN_TOLERANCE_M, Border
from geozone.quantities import Quantity
from geozone.scenario.listed_towns import listed_place
from geozone.scenario.provenance import AREA_NOTE, attributions, boundary_note, file_name, own_files
from geozone.scenario.reading import Proposal, Scenario, Source, Stage, ZoneSpec, read
from geozone.study import counting, own_places
from geozone.study.counting import Listed
from geozone.study.layout import Laid, Layout, Progress, lay_out
from geozone.study.overlay import StudyOverlay, read_overlays
from geozone.study.pairs import Pair, paired
from geozone.study.places import StudyPlace, judged_places
from geozone.zones.zone import Zone

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

Town = gazetteer.Place  # of the embedded list
_SMALL_KM2 = 1.0  # an overlap that touches a zone by less needs no note


@dataclass(frozen=True, slots=True, repr=False)
class StudyZone(Shown):
    """A zone of a proposal with its figures.

    Parameters
    ----------
    id
        ``proposal``, ``proposal/label``, and for the two ends of a range ``…/5``, ``…/14``.
    title
        The proposal's title, with the label and the depth where the proposal has several zones.
    kind
        ``strip`` (beside a border), ``disc`` or ``marker`` (a place), ``area`` (a user's polygon).
    proposal, spec
        What the scenario says of it.
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
    places_of
        Alpha-3 codes of the countries whose places can lie in it, where they are not `sides`:
        beside a user's own line a place may be listed in the country across it.
    zone
        Its geometry with the edges that count; None for markers and areas.
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
    places_of: tuple[str, ...] = ()
    zone: Zone | None = None

    def _sketch(self) -> Sketch:
        return overview.zone(self)

    @property
    def people_per_km2(self) -> tuple[float, float] | None:
        """The people that its claim names, least and most, over its area; None without either."""
        people, area_km2 = self.proposal.people, self.area_km2
        if people is None or not area_km2:
            return None
        least, most = (
            counting.people_per_km2(number, area_km2, self.area_step_km2) for number in people
        )
        return least, most

    @property
    def listed_in(self) -> tuple[str, ...]:
        """The countries whose listed places count in it; empty: those of all."""
        return self.places_of or self.sides

    @property
    def depth_km(self) -> float | None:
        """Depth in km, None for markers and areas."""
        return self.depth.low_km if self.depth is not None else None


@dataclass(frozen=True, slots=True)
class Band:
    """What lies between the two ends of a depth range: drawn only, no row, no verdict.

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


class Zones:
    """The zones of a study, in the scenario's order; also by id."""

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

    def __repr__(self) -> str:
        return overview.zones_line(self._zones)

    def _repr_html_(self) -> str:
        """A row a zone, for Jupyter."""
        return overview.zones_table(self)

    def to_frame(self) -> GeoDataFrame:
        """The zones as a GeoDataFrame in EPSG:4326, units in the column names.

        Markers are its points. `GeoDataFrame.overlay` takes polygons alone: leave out the rows
        without an area first.

        Examples
        --------
        >>> frame = load("turkey-syria").zones.to_frame().dropna(subset="area_km2").set_index("id")
        >>> frame.loc[["us-section/first"]].overlay(frame.loc[["turkish-demand"]]).shape[0]
        1
        """
        from geozone.tables.frames import zones_frame  # noqa: PLC0415  (geopandas only when asked for)

        return zones_frame(self)


@dataclass(frozen=True, repr=False)
class Study:
    """A scenario, computed.

    Parameters
    ----------
    scenario
        What was read, or asked for by options.
    lines
        What depths are measured from, by the id in the scenario.
    zones, bands, places
        In the scenario's order, each with its figures.
    bounds
        West, south, east, north in degrees: what a map of this study should show, lines and
        zones with a margin.
    towns
        The gazetteer's places within `bounds`, largest population first (for labels and counts).
    country_names
        English names by alpha-3 for every country on the map, those of the lines and the places.
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
    overlays
        What others drew, shown beneath the zones; no figure depends on it.
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
    overlays: tuple[StudyOverlay, ...] = ()

    def __repr__(self) -> str:
        return overview.line(self)

    def _repr_html_(self) -> str:
        """Its proposals as a table, for Jupyter."""
        return overview.table(self)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Overlaps of zones with an area, between different proposals, in the zones' order."""
        areas = [zone for zone in self.zones if zone.area_km2 is not None]
        couples = itertools.combinations(areas, 2)
        return paired([(a, b) for a, b in couples if a.proposal.id != b.proposal.id], self.listed)

    def pairs_of(self, zones: Iterable[StudyZone]) -> tuple[Pair, ...]:
        """How every two of these zones overlap, also two of one proposal.

        Parameters
        ----------
        zones
            Of this study, each with an area.

        Examples
        --------
        >>> study = load("turkey-syria")
        >>> near, far = study.zones["us-position/5"], study.zones["us-position/14"]
        >>> pair = study.pairs_of([near, far])[0]
        >>> round(pair.overlap_km2, -1), pair.listed_both, pair.listed_only_b
        (4010.0, 15, 22)
        """
        return paired(list(itertools.combinations(zones, 2)), self.listed)

    @cached_property
    def listed(self) -> Mapping[str, Listed]:
        """The gazetteer's places inside each zone with an area, by zone id."""
        return {
            zone.id: counting.listed(zone.geometry, zone.listed_in, self.towns)
            for zone in self.zones
            if zone.area_km2 is not None
        }

    def judged_towns(self, towns: Sequence[Town]) -> tuple[StudyPlace, ...]:
        """Judge some of `towns` by the rules for the scenario's own places, all at once.

        Parameters
        ----------
        towns
            Each counts as known to 1 km.

        Returns
        -------
        tuple of StudyPlace
            Distance to the border, nearest border point, verdicts and margins, in the same order.

        Examples
        --------
        >>> study = load("turkey-syria")
        >>> nubl = next(town for town in study.towns if town.name == "Nubl")
        >>> study.judged_towns([nubl])[0].verdicts["turkish-demand"]
        'inside'
        """
        return judged_places([listed_place(town) for town in towns], self.lines, self.zones)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the scenario."""
        return self.scenario.sources


def load(
    name_or_path: str | Path,
    *,
    places_file: str | Path | None = None,
    progress: Progress | None = None,
) -> Study:
    """Compute a scenario: zones, verdicts, pairs.

    Parameters
    ----------
    name_or_path
        A shipped scenario's name, or the path of a scenario file.
    places_file
        A list of places to judge beside the scenario's own: CSV with columns ``name, lon, lat`` or
        with names alone, or a dump of GeoNames.
    progress
        Called with the id of each zone before it is made.

    Returns
    -------
    Study
        Frozen; pairs and counts are computed when first asked for.

    Raises
    ------
    ScenarioError
        With every fault of the file, a line each.
    PlacesError
        If the list of places cannot be used.

    Examples
    --------
    >>> study = load("turkey-syria")
    >>> study.scenario.as_of
    '2019-09-08'
    """
    scenario, faults = read(name_or_path)
    if places_file is not None and not faults:
        scenario = own_places.added(scenario, places_file)
    return compute(scenario, faults, progress=progress)


def compute(
    scenario: Scenario, faults: Iterable[Fault] = (), *, progress: Progress | None = None
) -> Study:
    """Compute a scenario that was read or made already.

    Parameters
    ----------
    scenario, faults
        As `geozone.scenario.reading.read` gives them: with faults, only more faults are looked for.
    progress
        Called with the id of each zone before it is made.

    Raises
    ------
    ScenarioError
        With these faults and those of its lines and zones.

    Examples
    --------
    >>> from geozone.scenario.reading import read
    >>> len(compute(*read("turkey-syria")).zones)
    12
    """
    layout = lay_out(scenario, progress=progress)
    overlays, overlay_faults = read_overlays(scenario)
    found = (*faults, *layout.faults, *overlay_faults)
    if found:
        raise ScenarioError(scenario.file, found)
    return replace(_study(scenario, layout), overlays=overlays)


def towns_within(bounds: world.Bounds) -> tuple[gazetteer.Place, ...]:
    """The gazetteer's places in a box (west, south, east, north), largest population first."""
    return tuple(gazetteer.Gazetteer().within(*bounds))


def _study(scenario: Scenario, layout: Layout) -> Study:
    bounds = layout.bounds
    overlaps = world.overlaps_in(bounds)
    zones = tuple(_zone(scenario, laid, layout, overlaps) for laid in layout.zones)
    vintages = world.vintages()
    places = judged_places(scenario.places, layout.borders, layout.zones)
    spoken_of = [code for border in layout.borders.values() for code in border.countries]
    spoken_of += [found.place.country for found in places if found.place.country]
    return Study(
        scenario=scenario,
        lines=layout.borders,
        zones=Zones(zones),
        bands=tuple(_bands(zones)),
        places=places,
        towns=towns_within(bounds),
        bounds=bounds,
        country_names=world.country_names(bounds, spoken_of),
        vintages=vintages,
        overlaps=overlaps,
        notes=(*scenario.notes, *_line_notes(layout)),
        boundary_note=boundary_note(scenario),
        attributions=(*attributions(vintages), *own_files(scenario)),
    )


def _area(scenario: Scenario, laid: Laid, overlaps: tuple[Overlap, ...]) -> StudyZone:
    """A user's polygon: drawn, not measured, so it has neither depth nor length nor verdicts."""
    shape = laid.area or Polygon()
    outline_km = geodesy.length_m(shape) / 1000
    return StudyZone(
        id=laid.id,
        title=_title(laid),
        kind="area",
        proposal=laid.proposal,
        spec=laid.spec,
        sides=laid.spec.into,
        depth=None,
        sections=(),
        length_km=None,
        area_km2=geodesy.area_m2(shape) / 1e6,
        area_step_km2=quantities.area_step_km2(outline_km, OWN_TOLERANCE_M),
        tolerance_m=0.0,
        geometry=shape,
        stage=laid.proposal.stage_at(scenario.as_of),
        notes=(
            AREA_NOTE.format(file=file_name(laid.spec.area or "")),
            *_policy_notes(shape, overlaps),
        ),
    )


def _zone(
    scenario: Scenario, laid: Laid, layout: Layout, overlaps: tuple[Overlap, ...]
) -> StudyZone:
    if laid.area is not None:
        return _area(scenario, laid, overlaps)
    zone = laid.zone
    strip = zone if zone is not None and zone.sections else None
    border_m = max((border.tolerance_m for border in layout.borders.values()), default=0.0)
    return StudyZone(
        id=laid.id,
        title=_title(laid),
        kind="marker" if zone is None else "strip" if strip is not None else "disc",
        proposal=laid.proposal,
        spec=laid.spec,
        sides=zone.sides if zone is not None else (),
        depth=laid.depth,
        sections=zone.sections if zone is not None else (),
        length_km=strip.length_km if strip is not None else None,
        area_km2=zone.area_km2 if zone is not None else None,
        area_step_km2=_area_step_km2(zone, border_m),
        tolerance_m=zone.tolerance_m if zone is not None else 0.0,
        geometry=zone.geometry if zone is not None else laid.point,
        stage=laid.proposal.stage_at(scenario.as_of),
        places_of=zone.countries if zone is not None else (),
        notes=(*zone.notes, *_policy_notes(zone.geometry, overlaps)) if zone is not None else (),
        zone=zone,
    )


def _area_step_km2(zone: Zone | None, border_m: float) -> float:
    if zone is None:
        return 1.0
    return quantities.area_step_km2(zone.outline_km, max(border_m, zone.tolerance_m))


def _title(laid: Laid) -> str:
    """The proposal's title, with what tells its zones apart."""
    depth = laid.depth
    several = len(laid.proposal.zones) > 1
    label = laid.spec.label if several else None
    is_range = laid.spec.depth is not None and laid.spec.depth.is_range
    apart = [text for text in (label, str(depth) if is_range else None) if text]
    return f"{laid.proposal.title}: {', '.join(apart)}" if apart else laid.proposal.title


def _policy_notes(area: BaseGeometry, overlaps: tuple[Overlap, ...]) -> tuple[str, ...]:
    """What the border policy says about land that the zone touches."""
    return tuple(
        f"Touches land that maps give to {overlap.a} or to {overlap.b}, drawn here as "
        f"{overlap.drawn_as}. {overlap.note}".strip()
        for overlap in overlaps
        if geodesy.area_m2(shapely.intersection(area, overlap.geometry)) / 1e6 > _SMALL_KM2
    )


def _line_notes(layout: Layout) -> tuple[str, ...]:
    return tuple(
        f"{border.name}: {border.note}" for border in layout.borders.values() if border.note
    )


def _bands(zones: Sequence[StudyZone]) -> Iterator[Band]:
    """What lies between the two ends of each range."""
    for inner, outer in itertools.pairwise(zones):
        if inner.spec is outer.spec:
            between = faces.polygons(shapely.difference(outer.geometry, inner.geometry))
            yield Band(inner.proposal.id, inner.id, outer.id, between)
