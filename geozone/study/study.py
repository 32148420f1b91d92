"""One study: a scenario with its zones, verdicts and pairs, computed once.

All outputs take their numbers from it, so no two outputs can disagree. This module draws nothing
and writes no file.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

import gazetteer
from geozone import quantities
from geozone.atlas import world
from geozone.atlas.values import Overlap, Vintage
from geozone.ellipsoid import faces, geodesy
from geozone.errors import Fault, ScenarioError
from geozone.lines.border import OWN_TOLERANCE_M, Border
from geozone.notes import Note
from geozone.scenario.listed_towns import listed_place
from geozone.scenario.provenance import attributions, boundary_notes, file_name, own_files
from geozone.scenario.reading import Scenario, Source, read
from geozone.shown import Shown
from geozone.study import counting, own_places
from geozone.study.counting import Listed
from geozone.study.layout import Laid, Layout, Progress, lay_out
from geozone.study.overlay import StudyOverlay, read_overlays
from geozone.study.pairs import Pair, paired
from geozone.study.places import StudyPlace, judged_places
from geozone.study.zones import Band, StudyZone, Zones
from geozone.zones.zone import Zone

Town = gazetteer.Place  # of the embedded list
_SMALL_KM2 = 1.0  # a disputed area that overlaps a zone by less gets no note


@dataclass(frozen=True, repr=False)
class Study(Shown):
    """A scenario with all its computed figures.

    Parameters
    ----------
    scenario
        The scenario, read from a file or made from options.
    lines
        The lines that depths are measured from, by the id in the scenario.
    zones, bands, places
        The zones, bands and places with their figures, in the scenario's order.
    bounds
        West, south, east, north in degrees: the extent of a map of this study, which is lines and
        zones with a margin.
    towns
        The gazetteer's places within `bounds`, largest population first (for labels and counts).
    country_names
        English names by alpha-3 code of every country on the map, of the lines and of the places.
    vintages
        The data sources of borders and rivers, with their dates and licences.
    overlaps
        Cases of the border policy (disputed areas) that the map's extent touches.
    notes
        The scenario's notes, then those that the computation adds.
    boundary_note
        "Shown for orientation; implies no position on the status of any border", in our words.
    attributions
        Attribution lines with licences, which every output must show.
    overlays
        Layers that others drew, shown beneath the zones; no figure depends on them.
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
    notes: tuple[Note | str, ...]
    boundary_note: str
    attributions: tuple[str, ...]
    overlays: tuple[StudyOverlay, ...] = ()

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Overlaps of zones with an area, between different proposals, in the zones' order."""
        areas = [zone for zone in self.zones if zone.area_km2 is not None]
        couples = itertools.combinations(areas, 2)
        return paired([(a, b) for a, b in couples if a.proposal.id != b.proposal.id], self.listed)

    def pairs_of(self, zones: Iterable[StudyZone]) -> tuple[Pair, ...]:
        """The overlap of every two of these zones, also of two zones of one proposal.

        Parameters
        ----------
        zones
            Zones of this study, each with an area.

        Examples
        --------
        >>> study = load("turkey-syria")
        >>> near, far = study.zones["us-position/5"], study.zones["us-position/14"]
        >>> pair = study.pairs_of([near, far])[0]
        >>> round(pair.overlap_km2, -1), pair.listed_both, pair.listed_only_b
        (4010.0, 15, 23)
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
            Towns of the gazetteer; the position of each counts as known to 1 km.

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
        The two results of `geozone.scenario.reading.read`. If there are faults, the geometry is
        computed only to find more of them.
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
    # Faults of all stages are reported together, so that one run shows all that must be changed.
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
    # Countries outside the map are named too if a line or a place belongs to them.
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
        boundary_note=" ".join(map(str, boundary_notes(scenario))),
        attributions=(*attributions(vintages), *own_files(scenario)),
    )


def _area(scenario: Scenario, laid: Laid, overlaps: tuple[Overlap, ...]) -> StudyZone:
    """The zone of a user's polygon: it has an area, but no depth, no length and no verdicts."""
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
            Note("drawn_area", {"file": file_name(laid.spec.area or "")}),
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
    # An area cannot be known better than the line it was measured from.
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
    """The proposal's title, with the label and the depth that distinguish its zones."""
    depth = laid.depth
    several = len(laid.proposal.zones) > 1
    label = laid.spec.label if several else None
    is_range = laid.spec.depth is not None and laid.spec.depth.is_range
    apart = [text for text in (label, str(depth) if is_range else None) if text]
    return f"{laid.proposal.title}: {', '.join(apart)}" if apart else laid.proposal.title


def _policy_notes(area: BaseGeometry, overlaps: tuple[Overlap, ...]) -> tuple[Note, ...]:
    """Notes of the border policy on disputed land that the zone overlaps."""
    return tuple(
        overlap.noted("touches")
        for overlap in overlaps
        if geodesy.area_m2(shapely.intersection(area, overlap.geometry)) / 1e6 > _SMALL_KM2
    )


def _line_notes(layout: Layout) -> tuple[Note, ...]:
    return tuple(
        Note("line", {"line": border.name, "text": note})
        for border in layout.borders.values()
        for note in (border.note, *(stretch.note for stretch in border.named))
        if note
    )


def _bands(zones: Sequence[StudyZone]) -> Iterator[Band]:
    """The band between the two zones of each depth range."""
    # The two ends of a range stand next to each other and share one specification object.
    for inner, outer in itertools.pairwise(zones):
        if inner.spec is outer.spec:
            between = faces.polygons(shapely.difference(outer.geometry, inner.geometry))
            yield Band(inner.proposal.id, inner.id, outer.id, between)
