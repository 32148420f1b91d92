"""A line that a user brings instead of a border: its pieces joined, ordered, and its two sides.

Left and right are meant looking along the line as the file draws it, also where chainage runs in
the opposite direction. This module knows neither depth nor place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import shapely
from shapely import LineString, MultiLineString

from geozone.atlas import world
from geozone.ellipsoid import geodesy
from geozone.ellipsoid.geodesy import Floats
from geozone.errors import GeozoneError, Refused
from geozone.files import vector_file

Hand = Literal["left", "right"]

JOIN_M = 1.0  # ends of lines that are nearer to each other are one point with rounded coordinates
MOST_PARTS = 1_000  # lines that do not meet; a file with more is a mesh or a street map
_NEAR_DEGREES = 0.5  # a line farther than this from its countries is not a line between them
_TIE_M = 0.001  # distances that differ by less count as equal
_METRE_DEGREES = 1 / 110_000  # of latitude, roughly
_SHORTEST_M = 10.0  # equal to the tolerance of a user's own line
# Share of the shorter of two pieces. If the gap between them is smaller than that, they belong
# together; then an end that faces an end means that one of them is drawn backwards.
_SMALL_GAP = 0.1


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A user's own line, as read from a file.

    Parameters
    ----------
    name
        The file's name, without its folder.
    parts
        In the order and the direction of chainage, lon/lat on WGS84, no edge over 1 km.
    turned
        For each part, whether the file draws it in the opposite direction.
    left, right
        Alpha-3 codes of the countries on either side, looking along the line as the file draws
        it; both None where no country was named.
    accuracy_m
        Accuracy of the transformation from the file's coordinate reference system, where that is
        known; else 0.
    """

    name: str
    parts: tuple[LineString, ...]
    turned: tuple[bool, ...]
    left: str | None = None
    right: str | None = None
    accuracy_m: float = 0.0

    @property
    def countries(self) -> tuple[str, ...]:
        """The named countries, left before right, each once."""
        return tuple(dict.fromkeys(code for code in (self.left, self.right) if code))

    def hand(self, into: str) -> Hand:
        """Which side a scenario's `into` means.

        Parameters
        ----------
        into
            ``"left"``, ``"right"``, or the code of the country on one side.

        Raises
        ------
        Refused
            If no side belongs to that country, or both do.
        """
        # A country's code names a side only if the other side has another country.
        if into == "left" or (into == self.left != self.right):
            return "left"
        if into == "right" or (into == self.right != self.left):
            return "right"
        looking = "left or right, looking along the line as its file draws it"
        if not self.countries:
            raise Refused("into", into, f"{looking}: no country is named for its left and right")
        if self.left == self.right == into:
            raise Refused("into", into, f"{looking}: both its sides are {into}")
        raise Refused("into", into, f"{' or '.join(self.countries)}, or {looking}")


def read_own_line(
    said: str,
    *,
    left: str | None = None,
    right: str | None = None,
    folder: Path | None = None,
    confined_to: Path | None = None,
) -> OwnLine:
    """Read a line from a file.

    Parameters
    ----------
    said, folder, confined_to
        As for `geozone.files.vector_file.read_vector_file`.
    left, right
        Codes of the countries on either side, looking along the line as the file draws it; the
        same code twice for a line within one country; None where the land of any country counts.

    Raises
    ------
    Refused
        If the file cannot be used, or its lines do not form one line: they cross, branch, or are
        drawn in opposite directions.
    """
    file = vector_file.read_vector_file(said, folder=folder, confined_to=confined_to)
    lines = vector_file.lines(file, said=said)
    on_left, on_right = (world.code(each) if each else None for each in (left, right))
    try:
        parts = _joined(lines)
        _check_length(parts)
        _check_directions(parts)
        _check_is_there(parts, [code for code in (on_left, on_right) if code])
    except _NoLine as wrong:
        raise Refused("file", said, str(wrong)) from None
    ordered, turned = _ordered(parts)
    return OwnLine(file.name, ordered, turned, on_left, on_right, file.accuracy_m)


class _NoLine(Exception):
    """The geometries of a file are no line; the message says what is expected and why."""


def _joined(lines: Sequence[LineString]) -> list[LineString]:
    """Lines that meet end to start, merged; refused where their direction is not clear."""
    snapped = _ends_together(lines)
    # `directed` turns no line round, for left and right depend on the direction in the file.
    whole = shapely.line_merge(MultiLineString(snapped), directed=True)
    parts = [LineString(shapely.get_coordinates(part)) for part in shapely.get_parts(whole)]
    if not shapely.is_simple(MultiLineString(parts)):
        raise _NoLine(f"a line that does not cross, touch or repeat itself{_crossing(parts)}")
    open_ = [part for part in parts if not part.is_closed]
    rings = {part.coords[0] for part in parts if part.is_closed}
    ends = Counter(end for part in open_ for end in (part.coords[0], part.coords[-1]))
    # Lines that still share an end after merging meet in a fork, or against each other's direction.
    for (lon, lat), count in ends.items():
        if count > 2 or (lon, lat) in rings:
            raise _NoLine(f"a line without branches: it forks at {lon:.5f}, {lat:.5f}")
        if count > 1:
            raise _NoLine(
                f"lines drawn in one direction: two meet head to head or tail to tail at "
                f"{lon:.5f}, {lat:.5f}; turn one of them round"
            )
    if len(parts) > MOST_PARTS:
        raise _NoLine(f"one line, in at most {MOST_PARTS:,} parts: these are {len(parts):,}")
    return parts


def _check_length(parts: Sequence[LineString]) -> None:
    metres = sum(geodesy.length_m(part) for part in parts)
    if metres < _SHORTEST_M:
        raise _NoLine(f"a line of {_SHORTEST_M:.0f} m or more: this one is {metres:.1f} m long")


def _check_directions(parts: Sequence[LineString]) -> None:
    """Refuse two pieces if, across the gap between them, an end faces an end or a start a start."""
    open_ = [part for part in parts if not part.is_closed]
    if len(open_) < 2:
        return
    ends = np.array([part.coords[at] for part in open_ for at in (0, -1)])
    lengths_m = np.array([geodesy.length_m(part) for part in open_])
    # Even numbers are starts and odd ones are ends; half the number is the piece.
    number = np.arange(len(ends))
    apart_m = geodesy.distance_m(
        ends[np.repeat(number, len(ends))], ends[np.tile(number, len(ends))]
    ).reshape(len(ends), -1)
    apart_m[number[:, None] // 2 == number // 2] = np.inf  # the two ends of one piece do not count
    nearest = apart_m.argmin(axis=1)
    for one, other in enumerate(nearest.tolist()):
        gap_m = apart_m[one, other]
        shorter_m = lengths_m[[one // 2, other // 2]].min()
        is_mutual = nearest[other] == one and gap_m <= _SMALL_GAP * shorter_m
        if is_mutual and one % 2 == other % 2:
            which = "end" if one % 2 else "begin"
            raise _NoLine(
                f"pieces drawn in one direction: over a gap of {gap_m:.0f} m two {which} at "
                f"{ends[one][0]:.5f}, {ends[one][1]:.5f}; turn one of them round"
            )


def _ends_together(lines: Sequence[LineString]) -> list[LineString]:
    """The lines without repeated vertices; ends within a metre of each other become one point."""
    kept = shapely.remove_repeated_points(np.array(lines, dtype=object), geodesy.SAME_DEGREES)
    vertices = [shapely.get_coordinates(line) for line in kept]
    ends = np.concatenate([line[[0, -1]] for line in vertices])
    points = np.asarray(shapely.points(ends))
    # The tree searches in degrees, with the widest reach needed; metres are then measured.
    reach = JOIN_M * _METRE_DEGREES / max(np.cos(np.radians(np.abs(ends[:, 1]).max())), 0.01)
    low, high = shapely.STRtree(points).query(points, predicate="dwithin", distance=reach)
    near = (low < high) & (geodesy.distance_m(ends[low], ends[high]) <= JOIN_M)
    for first, second in sorted(zip(low[near].tolist(), high[near].tolist(), strict=True)):
        ends[second] = ends[first]
    for number, line in enumerate(vertices):
        line[[0, -1]] = ends[2 * number : 2 * number + 2]
    return [LineString(line) for line in vertices]


def _crossing(parts: Sequence[LineString]) -> str:
    """Where lines cross, for a message: a node of the lines that is not an end of one."""
    nodes = {
        end
        for piece in shapely.get_parts(shapely.node(MultiLineString(list(parts))))
        for end in (piece.coords[0], piece.coords[-1])
    }
    ends = {end for part in parts for end in (part.coords[0], part.coords[-1])}
    inner = sorted(nodes - ends)
    return f": it does at {inner[0][0]:.5f}, {inner[0][1]:.5f}" if inner else ""


def _check_is_there(parts: Sequence[LineString], codes: Sequence[str]) -> None:
    """Refuse a line that is far from the countries named for its sides."""
    if not codes or _is_near(parts, codes):
        return
    names = " and ".join(f"{world.country_name(code)} ({code})" for code in dict.fromkeys(codes))
    lon, lat = parts[0].coords[0]
    why = f"a line at the land of {names}: it begins at {lon:.4f}, {lat:.4f} (longitude, latitude)"
    turned = [LineString(shapely.get_coordinates(part)[:, ::-1]) for part in parts]
    if np.abs(shapely.get_coordinates(turned)[:, 1]).max() <= 90 and _is_near(turned, codes):
        why = f"{why}, swapped? With latitude and longitude exchanged it would lie there"
    raise _NoLine(why)


def _is_near(parts: Sequence[LineString], codes: Sequence[str]) -> bool:
    line = MultiLineString(list(parts))
    west, south, east, north = line.bounds
    box = (
        west - _NEAR_DEGREES, south - _NEAR_DEGREES, east + _NEAR_DEGREES, north + _NEAR_DEGREES
    )  # fmt: skip
    try:
        lands = [world.land(code, box) for code in codes]
    except GeozoneError:
        return True  # the atlas has no such land; the zone is refused later for that reason
    clipped = [shapely.clip_by_rect(land, *box) for land in lands]
    return bool((shapely.distance(line, clipped) <= _NEAR_DEGREES).any())


def _ordered(parts: Sequence[LineString]) -> tuple[tuple[LineString, ...], tuple[bool, ...]]:
    """Parts in the order and direction of chainage, and which of them the file draws backwards.

    The rule of the atlas: a part starts at its end nearest its westernmost point (northernmost, if
    the line runs more north-south), a ring at its westernmost vertex, clockwise.
    """
    vertices = [shapely.get_coordinates(part) for part in parts]
    (west, south), (east, north) = (
        getattr(np.concatenate(vertices), of)(axis=0) for of in ("min", "max")
    )
    eastward = (east - west) * np.cos(np.radians((south + north) / 2)) >= north - south
    found = [_directed(line, eastward=bool(eastward)) for line in vertices]
    found.sort(key=lambda one: one[0][0, 0] if eastward else -one[0][0, 1])
    return (
        tuple(LineString(line) for line, _ in found),
        tuple(turned for _, turned in found),
    )


def _directed(line: Floats, *, eastward: bool) -> tuple[Floats, bool]:
    if (line[0] == line[-1]).all():
        # A ring runs clockwise from its westernmost vertex, and of several from the southernmost.
        backwards = bool(shapely.is_ccw(shapely.linearrings(line)))
        ring = line[::-1] if backwards else line
        start = int(np.lexsort((ring[:-1, 1], ring[:-1, 0]))[0])
        return np.concatenate([ring[start:-1], ring[: start + 1]]), backwards
    # Of several extreme vertices take the southernmost (or westernmost), so that chainage does not
    # depend on the direction in which the file draws the line.
    order = np.lexsort((line[:, 1], line[:, 0]) if eastward else (line[:, 0], -line[:, 1]))
    to_start, to_end = geodesy.distance_m(line[order[0]], line[[0, -1]]).tolist()
    backwards = to_end < to_start
    # On a tie the start is the end with the smaller coordinates, for the same reason.
    if abs(to_end - to_start) < _TIE_M:
        backwards = tuple(line[-1]) < tuple(line[0])
    return (line[::-1], True) if backwards else (line, False)
