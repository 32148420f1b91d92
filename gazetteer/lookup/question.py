"""Questions: check a name, a point or a box that a user gives, and say what is wrong with it."""

from __future__ import annotations

import math
import re

from gazetteer.errors import GazetteerError, quoted
from gazetteer.names import fold

# Characters that stand for bytes that a decoder could not read.
_LOST = re.compile("[\N{REPLACEMENT CHARACTER}\ud800-\udfff]")
LONGEST_NAME = 200  # characters; the longest name of GeoNames' list has 193


def folded(name: str) -> str:
    """Fold a name that a user gave.

    Raises
    ------
    GazetteerError
        If it is no text, too long, empty, or damaged.
    """
    if not isinstance(name, str):
        raise GazetteerError(f"a place name must be text, got {quoted(name)}")
    if len(name) > LONGEST_NAME:
        raise GazetteerError(
            f"a place name has at most {LONGEST_NAME} characters, got {len(name):,}: {quoted(name)}"
        )
    # `isprintable` alone refuses too much: names copied from web pages hold marks of writing
    # direction and no-break spaces, which `fold` removes.
    if not name.isprintable() and any(
        char < " " or "\x7f" <= char < "\xa0" for char in name.strip()
    ):
        raise GazetteerError(f"a place name cannot hold control characters, got {quoted(name)}")
    if not name.isascii() and _LOST.search(name):
        raise GazetteerError(f"letters of {quoted(name)} were lost on the way: give it in UTF-8")
    key = fold(name)
    if not key:
        raise GazetteerError(f"a place name must hold a letter or digit, got {quoted(name)}")
    return key


def check_box(west: float, south: float, east: float, north: float) -> None:
    """Refuse edges that are no box on earth."""
    edges = (west, south, east, north)
    fits = all(abs(lon) <= 180 for lon in (west, east)) and -90 <= south <= north <= 90
    if not fits or not all(math.isfinite(edge) for edge in edges):
        raise GazetteerError(
            "a box is west, south, east, north in degrees with south ≤ north, "
            f"got {', '.join(str(edge) for edge in edges)}"
        )


def check_point(near: tuple[float, float]) -> None:
    """Refuse a point that is not on earth."""
    lon, lat = near
    if not (math.isfinite(lon) and -90 <= lat <= 90):
        raise GazetteerError(f"near is longitude and latitude in degrees, got {lon}, {lat}")


def check_circle(count: int, within_km: float | None) -> None:
    """Refuse a count that is no number of places, and a reach that is no distance."""
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise GazetteerError(f"count is how many places, from 1 on, got {quoted(count)}")
    if within_km is not None and not 0 <= within_km < math.inf:
        raise GazetteerError(f"within_km is a number of km from 0 on, got {within_km}")
