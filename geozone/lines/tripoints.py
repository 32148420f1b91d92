"""Lines of several pairs of neighbours made one where two of them meet at a tripoint.

This module works in lon/lat; only the choice of a line's start measures distances. It knows no
zone. `shapely.line_merge` would join the lines too, but it keeps neither the names of the ends nor
the places where lines were joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString

from geozone.atlas.values import BorderPart
from geozone.ellipsoid import geodesy
from geozone.ellipsoid.geodesy import Floats, LngLat

_RING = "ring"


@dataclass(frozen=True, slots=True)
class Joint:
    """A tripoint at which two lines were joined.

    Parameters
    ----------
    point
        The place of the tripoint.
    names
        The name of this end in each of the two lines: the alpha-3 code of its third country.
    """

    point: LngLat
    names: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Chain:
    """A line under construction: its vertices, what lies at its ends, and its joints so far."""

    lonlat: Floats
    start_at: str
    end_at: str
    joints: tuple[Joint, ...] = ()

    @property
    def is_closed(self) -> bool:
        return bool((self.lonlat[0] == self.lonlat[-1]).all())

    def reversed(self) -> _Chain:
        return _Chain(self.lonlat[::-1], self.end_at, self.start_at, self.joints)

    def then(self, other: _Chain) -> _Chain:
        """The line continued by another one that starts where this one ends."""
        # Both lines have the vertex where they meet; keep it once.
        joint = Joint(LngLat(*self.lonlat[-1].tolist()), (self.end_at, other.start_at))
        lonlat = np.concatenate([self.lonlat, other.lonlat[1:]])
        joints = (*self.joints, joint, *other.joints)
        return _Chain(lonlat, self.start_at, other.end_at, joints)


def joined_at_tripoints(
    parts: Sequence[BorderPart],
) -> tuple[tuple[BorderPart, ...], tuple[Joint, ...]]:
    """Join parts of several borders wherever exactly two ends meet; also return the joints.

    A joined part starts at the end nearest its westernmost point (northernmost, if it runs more
    north-south). A joined part that closes becomes a ring, from its westernmost vertex, clockwise.
    Parts that were not joined stay unchanged. All keep the order of their first piece.

    Examples
    --------
    >>> one = BorderPart(LineString([(1, 0), (0, 0)]), "ABC", "sea")
    >>> other = BorderPart(LineString([(1, 0), (2, 1)]), "XYZ", "sea")
    >>> (line,), (joint,) = joined_at_tripoints([one, other])
    >>> list(line.line.coords), joint.names
    ([(0.0, 0.0), (1.0, 0.0), (2.0, 1.0)], ('XYZ', 'ABC'))
    """
    chains = [_Chain(shapely.get_coordinates(p.line), p.start_at, p.end_at) for p in parts]
    while (meeting := _meeting(chains)) is not None:
        first, second = meeting
        chains[first] = _linked(chains[first], chains[second])
        del chains[second]
    made = tuple(_part(chain) for chain in chains)
    return made, tuple(joint for chain in chains for joint in _all_joints(chain))


def _meeting(chains: Sequence[_Chain]) -> tuple[int, int] | None:
    """Two open chains that share an end with each other and with no third chain."""
    # Where three lines meet, no pair of them is the obvious continuation, so none is joined.
    # Neighbours share every vertex of the atlas, so equal ends have equal coordinates.
    at: dict[tuple[float, float], list[int]] = {}
    for number, chain in enumerate(chains):
        if chain.is_closed:
            continue
        for lon, lat in (chain.lonlat[0].tolist(), chain.lonlat[-1].tolist()):
            at.setdefault((lon, lat), []).append(number)
    for numbers in at.values():
        if len(numbers) == 2 and numbers[0] != numbers[1]:
            return min(numbers), max(numbers)
    return None


def _linked(one: _Chain, other: _Chain) -> _Chain:
    """Two chains joined, in the direction of the first."""
    for before, after in ((one, other), (one, other.reversed())):
        if (before.lonlat[-1] == after.lonlat[0]).all():
            return before.then(after)
    for before, after in ((other, one), (other.reversed(), one)):
        if (before.lonlat[-1] == after.lonlat[0]).all():
            return before.then(after)
    raise AssertionError("these two lines do not meet")


def _part(chain: _Chain) -> BorderPart:
    if not chain.joints:
        start_at, end_at = chain.start_at, chain.end_at
        return BorderPart(LineString(chain.lonlat), start_at, end_at)
    if chain.is_closed:
        return BorderPart(LineString(_clockwise(chain.lonlat)), _RING, _RING)
    turned = chain if _starts_well(chain.lonlat) else chain.reversed()
    return BorderPart(LineString(turned.lonlat), turned.start_at, turned.end_at)


def _all_joints(chain: _Chain) -> tuple[Joint, ...]:
    """The joints inside a chain, and the one at which the chain closes to a ring."""
    if not (chain.joints and chain.is_closed):
        return chain.joints
    closing = Joint(LngLat(*chain.lonlat[0].tolist()), (chain.end_at, chain.start_at))
    return (*chain.joints, closing)


def _starts_well(lonlat: Floats) -> bool:
    """Whether the start is the end nearest the westernmost (or northernmost) point."""
    (west, south), (east, north) = lonlat.min(axis=0), lonlat.max(axis=0)
    runs_east = (east - west) * np.cos(np.radians((south + north) / 2)) >= north - south
    # Degrees of longitude are shortened to the length of degrees of latitude for the comparison.
    extreme = lonlat[lonlat[:, 0].argmin() if runs_east else lonlat[:, 1].argmax()]
    to_start, to_end = geodesy.distance_m(extreme, lonlat[[0, -1]])
    return bool(to_start <= to_end)


def _clockwise(ring: Floats) -> Floats:
    """A ring turned clockwise, from its westernmost vertex (the southernmost of several)."""
    if shapely.is_ccw(shapely.LinearRing(ring)):
        ring = ring[::-1]
    start = int(np.lexsort((ring[:-1, 1], ring[:-1, 0]))[0])
    return np.concatenate([ring[start:-1], ring[: start + 1]])
