"""Lines of equal distance from a border at many depths, for the slider of a page.

The outlines are only for drawing and coarse by design. The smallest depth at which a zone contains
a place is exact (`geozone.study.curve`). This module draws nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from shapely import MultiLineString, MultiPolygon
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid import antimeridian
from geozone.ellipsoid.contours import contours
from geozone.study.curve import Threshold, thresholds
from geozone.study.study import Study
from geozone.study.zones import StudyZone
from geozone.zones import own_side
from geozone.zones.side import Side
from geozone.zones.zone import MAX_DEPTH_KM, Zone

_BEYOND = 1.25  # end of the scale, as a multiple of the deepest depth in the scenario
_MOST_STOPS, _FEWEST_STOPS = 40, 8  # stops of the slider
_MOST_KM = 45_000.0  # length of all outlines together: about half a second and 100 kB
_STEPS_TO_A_MARK = 5  # the end of the scale is a multiple of this many steps
_FINEST_STEP_KM = 0.05  # finer steps would mean nothing: the line itself is known to 10 m
_TOLERANCE_M, _LONG_TOLERANCE_M = 100.0, 250.0  # of outlines along a usual and along a long line
_LONG_KM = 2_500.0  # length from which a line counts as long
_STEP_SHARE_M = 400.0  # metres of tolerance for each kilometre of step: outlines stay distinct


@dataclass(frozen=True, slots=True)
class DepthScale:
    """The depths that a slider stops at.

    Parameters
    ----------
    deepest_km, step_km
        The slider runs from 0 to `deepest_km` in steps of `step_km`. It also stops at the depths of
        the scenario.
    depths_km
        All stops, 0 first.
    tolerance_m
        Largest error of the outlines at these depths.

    Examples
    --------
    >>> scale = DepthScale.of([5, 14, 15, 32], length_km=907)
    >>> scale.deepest_km, scale.step_km, len(scale.depths_km), scale.tolerance_m
    (40.0, 1.0, 41, 100.0)
    >>> DepthScale.of([2], length_km=252).depths_km[:4]
    (0.0, 0.1, 0.2, 0.3)
    """

    deepest_km: float
    step_km: float
    depths_km: tuple[float, ...]
    tolerance_m: float

    @classmethod
    def of(cls, said_km: Sequence[float], *, length_km: float) -> DepthScale:
        """The scale for the depths of a scenario, along a line of some length."""
        most = min(max(_MOST_KM / length_km, _FEWEST_STOPS), _MOST_STOPS)
        deepest_km, step_km = _deepest_and_step(max(said_km) * _BEYOND, most)
        # A sum of steps such as 0.1 has rounding errors; without them a stop can equal a depth.
        count = round(deepest_km / step_km)
        even = {round(number * step_km, 6) for number in range(count + 1)}
        coarse_m = _LONG_TOLERANCE_M if length_km > _LONG_KM else _TOLERANCE_M
        tolerance_m = min(coarse_m, _STEP_SHARE_M * step_km)
        return cls(deepest_km, step_km, tuple(sorted(even | set(said_km))), tolerance_m)


def _deepest_and_step(at_least_km: float, most_stops: float) -> tuple[float, float]:
    """The end of the scale, and the smallest step 1, 2 or 5 × 10ⁿ with no more stops than that."""
    power = math.floor(math.log10(_FINEST_STEP_KM))
    while True:
        for digit in (1, 2, 5):
            step_km = round(digit * 10.0**power, 6)
            mark_km = step_km * _STEPS_TO_A_MARK
            deepest_km = min(math.ceil(round(at_least_km / mark_km, 9)) * mark_km, MAX_DEPTH_KM)
            if step_km >= _FINEST_STEP_KM and deepest_km <= step_km * most_stops:
                return round(deepest_km, 6), step_km
        power += 1


@dataclass(frozen=True, slots=True)
class DepthLines:
    """Outlines of the zones of a whole line on one side, at many depths.

    Parameters
    ----------
    line
        The line's id in the scenario.
    into
        The value of `into` of the strips: codes, or ``left`` and ``right`` of a user's own line.
    sides
        Alpha-3 codes of the countries that the zones extend into.
    scale
        The depths, and the tolerance of the outlines.
    lines
        The outline of each depth, lon/lat on WGS84; empty at 0. It has only the edges at that
        depth, no coast and no boundary of a country.
    tolerance_m
        At every point of every edge the distance to the line is within this of the depth.
    said
        Ids of the zones of the scenario that have each depth, in the study's order.
    thresholds
        The listed towns within the largest depth, nearest first, then the scenario's places.
    """

    line: str
    into: tuple[str, ...]
    sides: tuple[str, ...]
    scale: DepthScale
    lines: tuple[MultiLineString, ...]
    tolerance_m: float
    said: tuple[tuple[str, ...], ...]
    thresholds: tuple[Threshold, ...]

    def listed_within(self, depth_km: float) -> tuple[Threshold, ...]:
        """The listed towns that a zone of this depth contains, nearest first."""
        return tuple(
            place
            for place in self.thresholds
            if place.kind == "listed" and place.depth_km is not None and place.depth_km <= depth_km
        )


def depth_lines(
    study: Study, line: str, into: tuple[str, ...], *, rounding_m: float = 0.0
) -> DepthLines:
    """The outlines and places for a slider along a line and side of a study.

    Parameters
    ----------
    study
        The study; its strips give the depths that the slider must stop at.
    line, into
        One pair of `geozone.study.curve.lines_and_sides`.
    rounding_m
        The error that rounding the coordinates in a file will add. The outlines are made more exact
        by that much, so that both errors together keep the tolerance of the scale.

    Examples
    --------
    >>> from geozone.study.study import load
    >>> drawn = depth_lines(load("korea-dmz"), "border", ("PRK", "KOR"))
    >>> drawn.scale.deepest_km, drawn.scale.step_km, drawn.tolerance_m
    (2.5, 0.1, 40.0)
    >>> [place.name for place in drawn.listed_within(2.5)]
    []
    """
    zones = [zone for zone in study.zones if _is_on(zone, study, line, into)]
    border = study.lines[line]
    said_km = [zone.depth_km for zone in zones if zone.depth_km is not None]
    scale = DepthScale.of(said_km, length_km=border.length_km)
    side = own_side.side(border, into, reach_km=scale.deepest_km)
    deepest, region = _deepest(side, scale.deepest_km)
    tolerance_m = scale.tolerance_m - rounding_m
    found = contours(
        border.measured,
        [depth_km * 1000 for depth_km in scale.depths_km[1:]],
        tolerance_m=tolerance_m,
        within=region,
    )
    return DepthLines(
        line=line,
        into=into,
        sides=deepest.sides,
        scale=scale,
        lines=(MultiLineString(), *map(antimeridian.cut, found)),
        tolerance_m=tolerance_m,
        said=tuple(
            tuple(zone.id for zone in zones if zone.depth_km == depth_km)
            for depth_km in scale.depths_km
        ),
        thresholds=thresholds(study, side, deepest),
    )


def _is_on(zone: StudyZone, study: Study, line: str, into: tuple[str, ...]) -> bool:
    """Whether a zone is a strip of this line and side."""
    line_of = {stretch.id: stretch.line for stretch in study.scenario.stretches}
    spec = zone.spec
    own = spec.line or line_of.get(spec.stretch or "")
    return zone.kind == "strip" and (own, spec.into) == (line, into)


def _deepest(side: Side, depth_km: float) -> tuple[Zone, BaseGeometry]:
    """The zone that tells which places count, and the region that the outlines are cut to.

    For a border of the atlas no zone is computed: its sides are countries, and their land is the
    region. For a user's own line the zone is computed, because its cuts tell left from right.
    """
    if side.border.own is None:
        return Zone(side.sides, depth_km, (), MultiPolygon(), (), side.tolerance_m), side.land
    zone = side.zone(depth_km)
    west, _, east, _ = side.land.bounds
    return zone, antimeridian.joined(zone.geometry, west, east)
