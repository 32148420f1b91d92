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
    points = np.asarray(lonlat, dtype=float).reshape(-1, 2)
    doubt_km = np.broadcast_to(np.asarray(uncertainty_km, dtype=float), len(points))
    distance_km, in_doubt = _edge_distances(zone, points, doubt_km, about)
    inside = shapely.contains_xy(zone.geometry, points[:, 0], points[:, 1])
    return [
        _judgement(*each)
        for each in zip(
            np.broadcast_to(np.asarray(on_side, dtype=bool), len(points)).tolist(),
            inside.tolist(),
            in_doubt.tolist(),
            distance_km.tolist(),
            strict=True,
        )
    ]


def _judgement(on_side: bool, inside: bool, in_doubt: bool, distance_km: float) -> Judgement:
    if not on_side:
        return Judgement("outside", None)
    margin_km = (distance_km if inside else -distance_km) if np.isfinite(distance_km) else None
    if in_doubt:
        return Judgement("too-close", margin_km)
    return Judgement("inside" if inside else "outside", margin_km)


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
