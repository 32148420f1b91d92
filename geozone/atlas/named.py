"""Lines of the atlas with a name of their own: lines of control, armistice lines and the like.

They stand in `geozone/data/lines.toml`, with what they are and who says so. A name implies no
position on the status of a line.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from shapely.geometry import MultiLineString

from geozone.atlas import store
from geozone.atlas.world import folded

LineKind = Literal["control", "armistice", "ceasefire", "withdrawal", "unrecognised"]

_FILE = store.DATA / "lines.toml"
_DRAWN = (store.DATA / "lines-odbl.gpkg", store.DATA / "lines-publicdomain.gpkg")


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A line that is no agreed border of two states, or a stretch of their border that is none.

    Parameters
    ----------
    names
        By language: en, ar, de, fr, tr.
    between
        Alpha-3 codes of the two countries whose border in the atlas it is, sorted; empty for a line
        that is no border of the atlas, which is only drawn.
    start, end
        Longitude and latitude (WGS84, degrees) near its two ends; None for the whole border.
    off_km
        How well these ends are known, along the line; of a line that is only drawn, how far its
        outline may be off.
    date
        Of the document that drew or named it: ISO text of a year, a month or a day.
    by
        Alpha-3 code of the country that does not recognise it as a border; else empty.
    source, publisher
        The document.
    outline
        Whose outline is drawn, for a line that is no border of the atlas; else empty.
    """

    id: str
    names: Mapping[str, str]
    kind: LineKind
    between: tuple[str, ...]
    start: tuple[float, float] | None
    end: tuple[float, float] | None
    off_km: float
    date: str
    by: str
    source: str
    publisher: str
    outline: str

    @property
    def name(self) -> str:
        """The name in English."""
        return self.names["en"]


def named_lines(a: str, b: str) -> tuple[NamedLine, ...]:
    """Named lines along the border of two countries, in either order, given by alpha-3 codes.

    Examples
    --------
    >>> [line.name for line in named_lines("LBN", "ISR")]
    ['Blue Line']
    """
    pair = (min(a, b), max(a, b))
    return tuple(line for line in all_named() if line.between == pair)


def line_of_name(text: str) -> NamedLine | None:
    """The named line of a border, by its name in one of the five languages, whatever its case.

    None if there is none; a line that is only drawn is none either.

    Examples
    --------
    >>> line_of_name("LIGNE BLEUE").id, line_of_name("Maginot Line")
    ('blue-line', None)
    """
    return _by_name().get(folded(" ".join(text.split())))


def drawn_in(bounds: store.Bounds) -> tuple[tuple[NamedLine, MultiLineString], ...]:
    """Named lines that are no border of the atlas, in a box: to draw, not to measure from.

    Examples
    --------
    >>> [line.id for line, _ in drawn_in((32.5, 34.8, 34.2, 35.3))]
    ['cyprus-north', 'cyprus-south']
    """
    lines = {line.id: line for line in all_named()}
    found = (row for file in _DRAWN for row in store.in_box(file, "lines", "id", bounds))
    return tuple((lines[key], shape) for key, shape in found)


@cache
def all_named() -> tuple[NamedLine, ...]:
    """Every named line of the atlas, in the order of the file.

    Examples
    --------
    >>> len(all_named()) > 10
    True
    """
    entries = tomllib.loads(_FILE.read_text(encoding="utf-8"))["line"]
    return tuple(_of_entry(entry) for entry in entries)


@cache
def _by_name() -> dict[str, NamedLine]:
    measured = (line for line in all_named() if line.between)
    return {folded(name): line for line in measured for name in line.names.values()}


def _of_entry(entry: Mapping[str, Any]) -> NamedLine:
    return NamedLine(
        id=entry["id"],
        names=entry["name"],
        kind=entry["kind"],
        between=tuple(sorted(entry.get("between", ()))),
        start=tuple(entry["start"]) if "start" in entry else None,
        end=tuple(entry["end"]) if "end" in entry else None,
        off_km=float(entry.get("off_km", 0.0)),
        date=entry["date"],
        by=entry.get("by", ""),
        source=entry["source"]["title"],
        publisher=entry["source"]["publisher"],
        outline=entry.get("outline", ""),
    )
