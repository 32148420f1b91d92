"""Inside, outside, or too close to call: places against a zone, with margins.

A verdict compares the distance to the nearest edge with the uncertainty of edge and place. This
module knows no names.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geozone.ellipsoid.accepted_geometry import measurable_points
from geozone.ellipsoid.distances import nearer_than
from geozone.ellipsoid.geodesy import Floats
from geozone.errors import Refused, printable
from geozone.quantities import TOWN_UNCERTAINTY_KM
from geozone.zones.zone import Edge, Zone

Verdict = Literal["inside", "outside", "too-close"]

VERDICTS: tuple[Verdict, ...] = ("inside", "outside", "too-close")
_INSIDE, _OUTSIDE, _TOO_CLOSE = range(3)
# Up to so many places get their exact distances at once. For more, verdicts come from the quicker
# `nearer_than`, and distances are measured only if margins are asked for.
_FEW = 2_000
ABOUT_SHARE = 0.05  # share by which a depth given with "about" may be off


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on a place in one zone.

    Parameters
    ----------
    verdict
        ``too-close`` if the distance to a counting edge is less than the uncertainty of edge and
        place together.
    margin_km
        Distance to the nearest counting edge, negative outside; None for a place that is not on
        the side's land, or if the zone has no counting edge.
    """

    verdict: Verdict
    margin_km: float | None


class Judged:
    """The verdicts on many places in one zone, as columns.

    Parameters
    ----------
    verdict
        Positions in `VERDICTS`, shape (n,).
    margins
        A function that measures the margins. It is called when they are first asked for, since it
        takes longer than the verdicts.
    """

    def __init__(self, verdict: NDArray[np.int8], margins: Callable[[], Floats]) -> None:
        self.verdict = verdict
        self._margins = margins

    @cached_property
    def margin_km(self) -> Floats:
        """Margins as in `Judgement`, km, shape (n,); not a number where a `Judgement` has None."""
        return self._margins()


def judge(
    zone: Zone,
    lonlat: ArrayLike,
    *,
    on_side: ArrayLike,
    uncertainty_km: ArrayLike = TOWN_UNCERTAINTY_KM,
    about: bool = False,
) -> list[Judgement]:
    """Verdicts on many places in one zone.

    Parameters
    ----------
    zone
        The zone. Its counting edges are depth edges, section cuts and river cuts.
    lonlat
        Shape (n, 2), degrees.
    on_side
        Shape (n,): whether each place is on the land of the zone's sides.
    uncertainty_km
        How far each place may be from its point; shape (n,) or one for all.
    about
        Whether the depth was given with "about": depth edges may then be 5 % off.

    Returns
    -------
    list of Judgement
        In the order of the places.

    Raises
    ------
    GeozoneError
        If a coordinate is no longitude or latitude, or an uncertainty no length.
    """
    found = judge_all(zone, lonlat, on_side=on_side, uncertainty_km=uncertainty_km, about=about)
    return [
        Judgement(VERDICTS[verdict], margin_km if np.isfinite(margin_km) else None)
        for verdict, margin_km in zip(found.verdict.tolist(), found.margin_km.tolist(), strict=True)
    ]


def judge_all(
    zone: Zone,
    lonlat: ArrayLike,
    *,
    on_side: ArrayLike,
    uncertainty_km: ArrayLike = TOWN_UNCERTAINTY_KM,
    about: bool = False,
) -> Judged:
    """Verdicts on very many places in one zone, as columns; the parameters are those of `judge`.

    Distances are measured only of places near an edge. If no edge is near, inside or outside is all
    that is needed, so a million verdicts take about a second. Margins are measured when they are
    first asked for.

    Examples
    --------
    >>> from geozone.study.study import load
    >>> zone = load("turkey-syria").zones["us-position/14"].zone
    >>> found = judge_all(zone, [[38.0, 36.75], [38.0, 36.0]], on_side=True)
    >>> [VERDICTS[verdict] for verdict in found.verdict], found.margin_km.round(1).tolist()
    (['inside', 'outside'], [5.7, -70.6])
    """
    points = measurable_points(lonlat)
    doubt_km = _uncertainties_km(uncertainty_km, len(points))
    verdict = np.full(len(points), _OUTSIDE, dtype=np.int8)
    # A place that is not on the side's land stays outside, however near the zone is.
    here = np.flatnonzero(np.broadcast_to(np.asarray(on_side, dtype=bool), len(points)))
    inside = np.asarray(shapely.contains_xy(zone.geometry, points[here, 0], points[here, 1]))
    measured = _distances_km(zone, points[here]) if len(here) <= _FEW else None
    in_doubt = np.zeros(len(here), dtype=bool)
    for nth, edge in enumerate(zone.edges):
        # The errors of place and edge are taken as independent, so their squares add up.
        known_km = np.hypot(doubt_km[here], _edge_uncertainty_km(zone, edge, about))
        # `nearer_than` gives the same verdicts as the distances do, but measures few of them.
        if measured is None:
            in_doubt |= nearer_than(edge.index, points[here], known_km * 1000)
        else:
            in_doubt |= measured[nth] < known_km
    verdict[here] = np.where(in_doubt, _TOO_CLOSE, np.where(inside, _INSIDE, _OUTSIDE))

    def margins() -> Floats:
        margin_km = np.full(len(points), np.nan)
        distances_km = _distances_km(zone, points[here]) if measured is None else measured
        if distances_km:
            margin_km[here] = np.min(distances_km, axis=0) * np.where(inside, 1, -1)
        return margin_km

    return Judged(verdict, margins)


def _uncertainties_km(given: ArrayLike, count: int) -> Floats:
    """The uncertainty of each place, shape (count,), km.

    A value that is not a number, infinite or below 0 is refused: no verdict could follow from it.
    """
    expected = "a number of km, 0 or more, one for all places or one for each"
    values = np.asarray(given)
    if values.dtype.kind not in "iuf":
        raise Refused("uncertainty_km", printable(repr(given)[:40]), expected)
    wrong = values[~(np.isfinite(values) & (values >= 0))]
    if len(wrong):
        raise Refused("uncertainty_km", f"{wrong[0]:g}", expected)
    if values.shape not in {(), (1,), (count,)}:
        raise Refused("uncertainty_km", f"{values.size} values for {count} places", expected)
    return np.broadcast_to(values.astype(float), count)


def _distances_km(zone: Zone, points: Floats) -> list[Floats]:
    """Distances of all points from each counting edge, km, in the order of the edges."""
    return [edge.index.distance_m(points) / 1000 for edge in zone.edges]


def _edge_uncertainty_km(zone: Zone, edge: Edge, about: bool) -> float:
    """How far an edge may be off, km: its own uncertainty and, with "about", that of the depth."""
    depth_km = ABOUT_SHARE * zone.depth_km if about and edge.kind == "depth" else 0.0
    return float(np.hypot(edge.uncertainty_km, depth_km))
