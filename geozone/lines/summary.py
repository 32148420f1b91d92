"""A border's parts, ends, rivers and notes, for somebody about to draw a zone there.

This module knows no zone and no place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import shapely

from geozone.atlas import world
from geozone.ellipsoid.geodesy import LngLat
from geozone.lines.border import Border
from geozone.lines.rivers import ALONG_KM
from geozone.notes import Note

_AROUND = 0.1  # degrees beyond the border's box in which rivers are looked for


@dataclass(frozen=True, slots=True)
class PartOfBorder:
    """One continuous line of a border.

    Parameters
    ----------
    start_km, end_km
        The part's interval of chainage.
    start_at, end_at
        ``"sea"``, an alpha-3 code (the tripoint), ``"ring"``, or ``""`` where unknown.
    start, end
        Longitude and latitude on WGS84, degrees.
    """

    start_km: float
    end_km: float
    start_at: str
    end_at: str
    start: LngLat
    end: LngLat

    @property
    def length_km(self) -> float:
        """Geodesic length."""
        return self.end_km - self.start_km


@dataclass(frozen=True, slots=True)
class EndOfBorder:
    """A point at which a border meets the sea or a third country.

    Parameters
    ----------
    at
        ``"sea"`` or an alpha-3 code.
    km
        Chainage.
    point
        Longitude and latitude on WGS84, degrees.
    is_only
        Whether no other point of this border is the same kind of end, so that the name alone
        identifies it.
    """

    at: str
    km: float
    point: LngLat
    is_only: bool


@dataclass(frozen=True, slots=True)
class RiverAtBorder:
    """A river that crosses a border or runs along it.

    Parameters
    ----------
    name
        The river's name in the atlas.
    crossings_km
        Chainages, ascending.
    along_km
        Length of the border within 3 km of it.
    runs_along
        Whether that is more than 20 km: then the river is the border there, and does not cross it.
    no_end
        Why the river cannot be an end of a section or divide a zone; ``""`` if it can.
    """

    name: str
    crossings_km: tuple[float, ...]
    along_km: float
    runs_along: bool
    no_end: str


@dataclass(frozen=True, slots=True)
class Survey:
    """A border with the findings of `survey`.

    Parameters
    ----------
    border
        The border that was surveyed.
    parts
        Its lines, in the order of chainage.
    ends
        The points where it meets the sea or a third country.
    rivers
        The rivers that cross it or run along it.
    notes
        Closed gaps of the source, and disputed land at the border.
    """

    border: Border
    parts: tuple[PartOfBorder, ...]
    ends: tuple[EndOfBorder, ...]
    rivers: tuple[RiverAtBorder, ...]
    notes: tuple[Note, ...]


def survey(border: Border) -> Survey:
    """Find parts, ends, rivers and notes of a border.

    Examples
    --------
    >>> found = survey(Border.between("TUR", "SYR"))
    >>> [(end.at, round(end.km)) for end in found.ends]
    [('sea', 0), ('IRQ', 907)]
    >>> [river.name for river in found.rivers if not river.no_end]
    ['Euphrates', 'Khabur']
    """
    parts = tuple(_parts(border))
    return Survey(border, parts, _ends(parts), tuple(_rivers(border)), tuple(_notes(border)))


def _parts(border: Border) -> Iterator[PartOfBorder]:
    for part, chainage in zip(border.parts, border.chainages_m, strict=True):
        lonlat = shapely.get_coordinates(part.line)
        yield PartOfBorder(
            float(chainage[0]) / 1000,
            float(chainage[-1]) / 1000,
            part.start_at,
            part.end_at,
            LngLat(*lonlat[0].tolist()),
            LngLat(*lonlat[-1].tolist()),
        )


def _ends(parts: tuple[PartOfBorder, ...]) -> tuple[EndOfBorder, ...]:
    found = [
        (at, km, point)
        for part in parts
        for at, km, point in (
            (part.start_at, part.start_km, part.start),
            (part.end_at, part.end_km, part.end),
        )
        if at not in ("", "ring")
    ]
    kinds = [at for at, _, _ in found]
    return tuple(EndOfBorder(at, km, point, kinds.count(at) == 1) for at, km, point in found)


def _rivers(border: Border) -> Iterator[RiverAtBorder]:
    west, south, east, north = border.line.bounds
    for river in world.rivers_in(
        (west - _AROUND, south - _AROUND, east + _AROUND, north + _AROUND)
    ):
        found = border.at_river(river)
        along_km = found.length_along_km
        runs_along = along_km > ALONG_KM
        if found.crossings_km or runs_along:
            yield RiverAtBorder(
                river.name, found.crossings_km, along_km, runs_along, found.why_not_one_place
            )


def _notes(border: Border) -> Iterator[Note]:
    """Notes on the line itself, on its stretches with a name, and on disputed land beside it."""
    if border.note:
        yield border.note
    for stretch in border.named:
        yield stretch.note
    pairs = {frozenset(pair) for pair in border.pairs}
    for overlap in world.overlaps_in(border.line.bounds):
        # Show a dispute between the two countries anywhere in the box: the border there depends on
        # it. Show a dispute of others only where the line touches the land.
        is_theirs = frozenset((overlap.a, overlap.b)) in pairs
        if is_theirs or shapely.intersects(overlap.geometry, border.line):
            yield overlap.noted("given_twice")
