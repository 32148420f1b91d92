"""The land beside a user's own line: left of it, right of it, or both.

A border of the atlas separates two countries, so a place's country tells its side. A user's own
line need not follow a border of the atlas, and the land of one country may lie on both of its
sides. So here the position of a place tells its side, and not its country.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
import shapely
from shapely import MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geozone.atlas import world
from geozone.ellipsoid import faces
from geozone.errors import Refused
from geozone.lines.border import Border, Section
from geozone.lines.left_and_right import Beside, Handedness
from geozone.lines.own_line import OwnLine
from geozone.lines.said import Bank
from geozone.notes import Note
from geozone.zones.side import Side
from geozone.zones.zone import DEFAULT_TOLERANCE_M, Edge, Zone

# Cuts run this much farther than the depth (and 2 % of it): they must cross the zone's outline, or
# they would not cut the zone.
_BEYOND_KM = 0.1


class OwnSide(Side):
    """The land on one side or on both sides of a user's own line.

    Parameters
    ----------
    border
        A user's own line (`Border.along`).
    into
        ``"left"``, ``"right"``, or codes of the countries that the line names for its sides. If the
        line names countries, the land of both counts on either side. If it names none, the land of
        every country near the line counts.
    reach_km, tolerance_m
        As for `Side`.

    Raises
    ------
    Refused
        If it is not clear which side is meant, or the reach is out of range.
    """

    def __init__(
        self,
        border: Border,
        into: Sequence[str],
        *,
        reach_km: float,
        tolerance_m: float = DEFAULT_TOLERANCE_M,
    ) -> None:
        if border.own is None:
            raise Refused("line", border.name, "a line of the user's own")
        self.own: OwnLine = border.own
        self._cut_lines: dict[float, list[BaseGeometry]] = {}  # by depth, km
        self._seems_exchanged = False
        super().__init__(border, into, reach_km=reach_km, tolerance_m=tolerance_m)

    def _sides(self, into: Sequence[str]) -> tuple[str, ...]:
        """The countries of the sides; none if the line names none, until the land is known.

        This also sets `hands`, the sides that are meant: left, right or both.
        """
        words = [word if word in {"left", "right"} else world.code(word) for word in into]
        self.hands = tuple(dict.fromkeys(self.own.hand(word) for word in words))
        named = {"left": self.own.left, "right": self.own.right}
        return tuple(dict.fromkeys(code for hand in self.hands if (code := named[hand])))

    @cached_property
    def lands(self) -> dict[str, BaseGeometry]:
        """The land that counts, by country: on both sides of the line, since `_on_side` cuts it."""
        countries = self.own.countries or tuple(
            dict.fromkeys(country.code for country in world.context_in(self._box))
        )
        return {code: land for code, land in self._lands(countries).items() if not land.is_empty}

    @cached_property
    def land(self) -> BaseGeometry:
        """The union of that land, prepared."""
        land = shapely.union_all([*self.lands.values()])
        shapely.prepare(land)
        return land

    @cached_property
    def handedness(self) -> Handedness:
        """The left and the right of the line."""
        return Handedness(self.border.measured, self.own.turned)

    def zone(
        self, depth_km: float, section: Section | None = None, *, bank: str | Bank | None = None
    ) -> Zone:
        """The zone of a section, or the piece of it on a river's bank; see `Side.zone`."""
        zone = super().zone(depth_km, section, bank=bank)
        sides = self.sides or tuple(
            code
            for code, land in self.lands.items()
            if shapely.intersection(zone.geometry, land).area > 0
        )
        countries = tuple(self.lands)
        if len(self.hands) > 1:
            return replace(zone, sides=sides)
        (hand,) = self.hands
        note = Note("left" if hand == "left" else "right", {"file": self.own.name})
        beside = Beside(self.handedness, hand, countries)
        zone = replace(zone, sides=sides, beside=beside).noted(note)
        return zone.noted(Note("exchanged")) if self._seems_exchanged else zone

    def _on_side(self, around: Polygon | MultiPolygon, depth_km: float) -> Polygon | MultiPolygon:
        strip = super()._on_side(around, depth_km)
        if len(self.hands) > 1 or strip.is_empty:
            return strip
        parts = faces.split(strip, self._cut_lines_at(depth_km, around))
        # One inner point decides for a whole face: the cuts leave no face with land of both sides.
        left = self.handedness.is_left(shapely.get_coordinates(shapely.point_on_surface(parts)))
        hands = {
            hand: faces.assemble(parts[left == (hand == "left")]) for hand in ("left", "right")
        }
        self._seems_exchanged = self._is_exchanged(hands)
        return hands[self.hands[0]]

    def _is_exchanged(self, hands: Mapping[str, BaseGeometry]) -> bool:
        """Whether each country has more of its land, by the atlas, on the other country's side.

        Then the user probably exchanged the two names, or the file draws the line in the opposite
        direction. Parts of the land may lie on the wrong side of a correct line, so areas are
        compared, and both countries must agree.
        """
        one, other = self.own.left, self.own.right
        if one == other or one not in self.lands or other not in self.lands:
            return False
        # Planar areas in square degrees: only their order counts, and all lie side by side.
        area = {
            (code, hand): shapely.intersection(self.lands[code], strip).area
            for code in (one, other)
            for hand, strip in hands.items()
        }
        return bool(
            area[one, "right"] > area[one, "left"] and area[other, "left"] > area[other, "right"]
        )

    def _line_edges(self, depth_km: float) -> list[Edge]:
        """The line, its continuations and further cuts, as edges at which verdicts are in doubt.

        `zones.zone.all_edges` keeps the stretches that lie on the zone's outline.
        """
        lines = self._cut_lines.get(depth_km, [])
        if not lines:
            return []
        # Cuts may be lines or collections of lines: two rounds of `get_parts` give single lines.
        flat = shapely.get_parts(shapely.get_parts(np.array(lines, dtype=object)))
        return [Edge("line", MultiLineString(list(flat)), self._line_km)]

    def _cut_lines_at(self, depth_km: float, around: Polygon | MultiPolygon) -> list[BaseGeometry]:
        # Tracing cuts is slow, and the zone and its edges both need them: keep them by depth.
        if depth_km not in self._cut_lines:
            self._cut_lines[depth_km] = self.handedness.cuts(
                around,
                reach_m=(depth_km * 1.02 + _BEYOND_KM) * 1000,
                tolerance_m=self.tolerance_m,
            )
        return self._cut_lines[depth_km]


def side(border: Border, into: Sequence[str], *, reach_km: float) -> Side:
    """The side of a border of the atlas, or of a user's own line.

    Examples
    --------
    >>> type(side(Border.between("TUR", "SYR"), ["SYR"], reach_km=5)).__name__
    'Side'
    """
    kind = Side if border.own is None else OwnSide
    return kind(border, into, reach_km=reach_km)
