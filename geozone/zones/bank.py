"""A river's banks: a zone cut in two by the river that crosses it.

"East of the Euphrates" in the news means a bank. All work here is planar, in lon/lat. This module
knows no depth.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid import faces, geodesy
from geozone.ellipsoid.geodesy import Floats
from geozone.ellipsoid.nearest import NearestIndex
from geozone.errors import Refused
from geozone.lines.said import Bank

_SLIVER_KM2 = 1.0  # a smaller face goes to the bank of the face beside it
_SMALLEST_SHARE = 0.01  # share of the zone's area that each bank must have at least
_COMPASS = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}  # azimuths, degrees
# A compass word must lie within this angle of a bank's direction. Compass points are 90 degrees
# apart, so a limit a little over 45 accepts a river that runs diagonally.
_UNAMBIGUOUS_DEGREES = 50.0


def divide(
    strip: Polygon | MultiPolygon, river: LineString, *, crossing_km: float, border: NearestIndex
) -> tuple[Polygon | MultiPolygon, Polygon | MultiPolygon]:
    """The pieces of a zone on the left and on the right bank, looking downstream.

    Parameters
    ----------
    strip
        The zone of the whole line.
    river
        The river, drawn downstream.
    crossing_km
        Chainage at which the river crosses the border.
    border
        Index of the border. It tells on which side of the crossing a face lies that the river does
        not touch.

    Raises
    ------
    Refused
        If the river does not cut the zone into exactly two pieces of at least 1 %.
    """
    parts = faces.split(strip, [river])
    reach = _Reach.of(river, strip)
    side = np.array([_river_side(part, reach) for part in parts])  # 1 left, -1 right, 0 apart
    area_km2 = np.array([geodesy.area_m2(part) for part in parts]) / 1e6
    main = (side != 0) & (area_km2 >= _SLIVER_KM2)
    if sorted(side[main]) != [-1, 1]:
        raise Refused(
            "bank",
            f"{main.sum()} pieces",
            "a river that cuts the zone into exactly two pieces",
        )
    # A strip may consist of several polygons, and the river need not touch all of them. Such a face
    # goes to the bank whose large face lies on the same side of the crossing, along the border.
    chainage_km = _chainage_km(parts, border)
    after = np.sign(chainage_km - crossing_km)
    left_is_after = after[main & (side == 1)][0]
    side = np.where(side == 0, after * left_is_after, side)
    side = _slivers_to_neighbours(parts, side, area_km2 < _SLIVER_KM2)
    left_share = area_km2[side == 1].sum() / area_km2.sum()
    if not _SMALLEST_SHARE <= left_share <= 1 - _SMALLEST_SHARE:
        raise Refused(
            "bank",
            f"{100 * left_share:.2f} % on the left",
            "a river that leaves at least 1 % of the zone on each side",
        )
    return faces.assemble(parts[side == 1]), faces.assemble(parts[side != 1])


def is_left(bank: Bank, strip: Polygon | MultiPolygon, river: LineString) -> bool:
    """Whether a bank's word (left, right, north …) means the left bank, looking downstream.

    Raises
    ------
    Refused
        If a compass word is ambiguous for the river's course through the zone.
    """
    if bank.word in ("left", "right"):
        return bank.word == "left"
    # Only the general direction of the river counts, from where it enters the zone to where it
    # leaves it: meanders between point everywhere. The intersection may have several parts in any
    # order, so their ends are sorted along the river.
    course = shapely.intersection(river, strip)
    ends = np.concatenate(
        [shapely.get_coordinates(part)[[0, -1]] for part in shapely.get_parts(course)]
    )
    downstream = ends[np.argsort(shapely.line_locate_point(river, shapely.points(ends)))]
    azimuth = float(geodesy.inverse(downstream[0], downstream[-1]).azimuth[0])
    # The left bank lies 90 degrees to the left of that direction; the difference to the compass
    # word is brought to 0 to 180 degrees.
    off_left = abs((_COMPASS[bank.word] - (azimuth - 90) + 180) % 360 - 180)
    if _UNAMBIGUOUS_DEGREES < off_left < 180 - _UNAMBIGUOUS_DEGREES:
        raise Refused(
            "bank",
            str(bank),
            f"left or right: the {bank.river} runs through this zone at {azimuth % 360:.0f}°, "
            f"so {bank.word} is not clearly one bank",
        )
    return off_left < 90


def _river_side(part: Polygon, river: _Reach) -> int:
    """Return 1 if a face lies left of the river, -1 if right, 0 if it does not touch the river."""
    edges = faces.segments(part)
    middles = shapely.points(edges.mean(axis=1))
    on_river = shapely.dwithin(river.line, middles, geodesy.SAME_DEGREES)
    if not on_river.any():
        return 0
    # A face lies left of its outline's edges (`faces.segments`). So it lies left of the river if
    # these edges run downstream: if the sum of their scalar products with the river is positive.
    along = edges[on_river, 1] - edges[on_river, 0]
    downstream = river.steps[river.tree.nearest(middles[on_river])]
    return int(np.sign((along * downstream).sum()))


@dataclass(frozen=True, slots=True)
class _Reach:
    """The river near a zone, prepared for many questions.

    Parameters
    ----------
    line
        The river within the zone's box, prepared.
    tree
        A search tree of all edges of the river.
    steps
        For each of these edges, the step from its start to its end, degrees, shape (n, 2).
    """

    line: BaseGeometry
    tree: shapely.STRtree
    steps: Floats

    @classmethod
    def of(cls, river: LineString, area: Polygon | MultiPolygon) -> _Reach:
        line = shapely.clip_by_rect(river, *area.bounds)
        shapely.prepare(line)
        vertices = shapely.get_coordinates(river)
        return cls(line, faces.edge_tree(river), np.diff(vertices, axis=0))


def _chainage_km(parts: NDArray[np.object_], border: NearestIndex) -> Floats:
    inner = shapely.get_coordinates(shapely.point_on_surface(parts))
    return border.query(inner).chainage_m / 1000


def _slivers_to_neighbours(
    parts: NDArray[np.object_], side: NDArray[np.float64], sliver: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """The side of every face, with each sliver on the side of its neighbour.

    The neighbour is the larger face with which the sliver shares the longest edge.
    """
    side = side.copy()
    large = np.flatnonzero(~sliver)
    for number in np.flatnonzero(sliver):
        shared = shapely.length(
            shapely.intersection(shapely.boundary(parts[number]), shapely.boundary(parts[large]))
        )
        if shared.max(initial=0.0) > 0:
            side[number] = side[large[shared.argmax()]]
    return side
