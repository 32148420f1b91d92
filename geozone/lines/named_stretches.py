"""Where along a border the lines with a name of their own run.

The atlas knows such a line by points near its ends (`geozone.atlas.named`). Here they are put onto
the border, as an interval of chainage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from geozone.atlas import world
from geozone.atlas.named import NamedLine, line_of_name, named_lines
from geozone.ellipsoid.geodesy import LngLat
from geozone.ellipsoid.nearest import Nearest
from geozone.errors import Refused
from geozone.lines.said import End
from geozone.notes import CountryCode, Gap, Kind, Note, Translated
from geozone.quantities import as_said, in_km

FindNearest = Callable[[Sequence[LngLat]], Nearest]

_WHAT: dict[str, Kind] = {
    "armistice": "what_armistice",
    "ceasefire": "what_ceasefire",
    "control": "what_control",
    "unrecognised": "what_unrecognised",
    "withdrawal": "what_withdrawal",
}
_LEAST_KM = 0.05  # a shorter shared length would be printed as 0.0 or 0.1 km: an end that touches


@dataclass(frozen=True, slots=True)
class NamedStretch:
    """A named line along a border.

    Parameters
    ----------
    line
        What the atlas knows of it.
    start_km, end_km
        Its interval of the border's chainage.
    """

    line: NamedLine
    start_km: float
    end_km: float

    @property
    def note(self) -> Note:
        """What the line is, for the whole of the stretch."""
        return self._note(self.end_km - self.start_km)

    def note_within(self, intervals: Iterable[tuple[float, float]]) -> Note | None:
        """The note on the length that some intervals of chainage share with it; None if none."""
        shared_km = sum(
            max(0.0, min(end_km, self.end_km) - max(start_km, self.start_km))
            for start_km, end_km in intervals
        )
        return self._note(shared_km) if shared_km >= _LEAST_KM else None

    def _note(self, length_km: float) -> Note:
        name, length = Translated(self.line.names), in_km(length_km)
        return Note("named", {"name": name, "length": length, "what": _what(self.line)})


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A named line that is no part of a border of the atlas: it is drawn, and not measured from."""

    line: NamedLine

    @property
    def note(self) -> Note:
        """What the line is, and how far its outline may be off."""
        off = as_said(round(self.line.off_km), "km")
        gaps: dict[str, Gap] = {"name": Translated(self.line.names), "what": _what(self.line)}
        return Note("named_drawn", {**gaps, "outline": self.line.outline, "off": off})


def _what(line: NamedLine) -> Note:
    gaps: dict[str, Gap] = {"by": CountryCode(line.by)} if line.by else {}
    return Note(_WHAT[line.kind], gaps)


def named_stretches(
    pairs: Sequence[tuple[str, str]], nearest: FindNearest, part_ends_km: Sequence[float]
) -> tuple[NamedStretch, ...]:
    """The named lines along the borders of some pairs, by chainage.

    Parameters
    ----------
    pairs
        Alpha-3 codes of the neighbours.
    nearest
        Gives the nearest points of the border, with their chainages.
    part_ends_km
        Chainages at which the border's parts begin and end. An end of a named line that is known no
        better than its distance from one of them is put there.
    """
    found = []
    for pair in pairs:
        for line in named_lines(*pair):
            if line.start is not None and line.end is not None:
                at_km = _chainages([line.start, line.end], nearest)
            elif len(pairs) > 1:
                parts = world.border(*pair).parts
                at_km = _chainages(
                    [part.line.coords[end] for part in parts for end in (0, -1)], nearest
                )
            else:
                at_km = list(part_ends_km)
            start_km, end_km = (
                _snapped(km, line.off_km, part_ends_km) for km in (min(at_km), max(at_km))
            )
            found.append(NamedStretch(line, start_km, end_km))
    return tuple(sorted(found, key=lambda stretch: stretch.start_km))


def asked_stretch(
    named: Sequence[NamedStretch],
    border: str,
    start: str | End | LngLat | None,
    end: str | End | LngLat | None,
) -> NamedStretch | None:
    """The named stretch that the ends of a section name; None if they name none.

    Parameters
    ----------
    named, border
        The stretches of the border, and its name.
    start, end
        The ends of the section as they were given; None for one that was not.

    Raises
    ------
    Refused
        If the line runs elsewhere, or if another end was given beside it.
    """
    asked = {"from": _line_of(start), "to": _line_of(end)}
    key, line = next(((key, line) for key, line in asked.items() if line), ("", None))
    if line is None:
        return None
    found = next((each for each in named if each.line == line), None)
    if found is None:
        known = ", ".join(each.line.name for each in named)
        here = f"a line with a name along {border}: {known}" if known else "another end"
        raise Refused(key, line.name, f"{here}; this one runs between {'-'.join(line.between)}")
    both_said = start is not None and end is not None
    if both_said and asked["from"] != asked["to"]:
        own_ends = f'"km {found.start_km:.1f}" and "km {found.end_km:.1f}"'
        raise Refused(key, line.name, f"no other end beside it; its own ends are {own_ends}")
    return found


def _line_of(end: str | End | LngLat | None) -> NamedLine | None:
    said = End.parse(end) if isinstance(end, str) else end
    if isinstance(said, End) and said.kind in ("line", "place"):
        return line_of_name(said.name)
    return None


def _chainages(points: Sequence[Sequence[float]], nearest: FindNearest) -> list[float]:
    found = nearest([LngLat(point[0], point[1]) for point in points])
    return [float(metres) / 1000 for metres in found.chainage_m]


def _snapped(km: float, off_km: float, ends_km: Sequence[float]) -> float:
    end_km = min(ends_km, key=lambda end: abs(end - km))
    return end_km if abs(end_km - km) <= off_km else km
