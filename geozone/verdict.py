"""Inside, outside, or too close to call: places against a zone, with margins.

Compares distances with what is known of them; knows no names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geozone.geodesy import Floats
from geozone.zone import Edge, Zone

Verdict = Literal["inside", "outside", "too-close"]

VERDICTS: tuple[Verdict, ...] = ("inside", "outside", "too-close")
_INSIDE, _OUTSIDE, _TOO_CLOSE = range(3)
TOWN_UNCERTAINTY_KM = 1.0  # of a town's listed point, unless its list says otherwise
ABOUT_SHARE = 0.05  # how far a depth said with "about" may be off


@dataclass(frozen=True, slots=True)
class Judgement:
    """A place in a zone.

    Parameters
    ----------
    verdict
        ``too-close`` if a counting edge is nearer than the edge and the place are known.
    margin_km
        Distance to the nearest counting edge, negative outside; None for a place off the side's
        land, or if the zone has no counting edge.
    """

    verdict: Verdict
    margin_km: float | None


@dataclass(frozen=True, slots=True)
class Judged:
    """Many places in a zone, as columns.

    Parameters
    ----------
    verdict
        Positions in `VERDICTS`, shape (n,).
    margin_km
        As for `Judgement`, shape (n,); not a number where that has None.
    """

    verdict: NDArray[np.int8]
    margin_km: Floats


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
        Its counting edges are depth edges, section cuts and river cuts.
    lonlat
        Shape (n, 2), degrees.
    on_side
        Shape (n,): whether each place is on the land of the zone's sides.
    uncertainty_km
        How far each place may be from its point; shape (n,) or one for all.
    about
        Whether the depth was said with "about": depth edges may then be 5 % off.

    Returns
    -------
    list of Judgement
        In the order of the places.
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
    """The same for very many places, as columns; the parameters are those of `judge`."""
    points = np.asarray(lonlat, dtype=float).reshape(-1, 2)
    doubt_km = np.broadcast_to(np.asarray(uncertainty_km, dtype=float), len(points))
    verdict = np.full(len(points), _OUTSIDE, dtype=np.int8)
    margin_km = np.full(len(points), np.nan)
    here = np.flatnonzero(np.broadcast_to(np.asarray(on_side, dtype=bool), len(points)))
    distance_km, in_doubt = _edge_distances(zone, points[here], doubt_km[here], about)
    inside = shapely.contains_xy(zone.geometry, points[here, 0], points[here, 1])
    verdict[here] = np.where(in_doubt, _TOO_CLOSE, np.where(inside, _INSIDE, _OUTSIDE))
    known = np.isfinite(distance_km)
    margin_km[here[known]] = np.where(inside, distance_km, -distance_km)[known]
    return Judged(verdict, margin_km)


def _edge_distances(
    zone: Zone, points: Floats, doubt_km: Floats, about: bool
) -> tuple[Floats, NDArray[np.bool_]]:
    """Distance to the nearest counting edge, and whether any edge is nearer than it is known."""
    nearest_km = np.full(len(points), np.inf)
    in_doubt = np.zeros(len(points), dtype=bool)
    for edge in zone.edges:
        distance_km = edge.index.distance_m(points) / 1000
        known_km = np.hypot(doubt_km, _edge_uncertainty_km(zone, edge, about))
        in_doubt |= distance_km < known_km
        nearest_km = np.minimum(nearest_km, distance_km)
    return nearest_km, in_doubt


def _edge_uncertainty_km(zone: Zone, edge: Edge, about: bool) -> float:
    depth_km = ABOUT_SHARE * zone.depth_km if about and edge.kind == "depth" else 0.0
    return float(np.hypot(edge.uncertainty_km, depth_km))
