"""A line between neighbours and its pieces: chainage, ends, sections.

This module knows places only as points. Depths and sides belong to `geozone.zones.side`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
import shapely
from shapely import LineString, MultiLineString

from geozone.atlas import world
from geozone.atlas.values import BorderLine, BorderPart, River
from geozone.ellipsoid import antimeridian, geodesy
from geozone.ellipsoid.geodesy import Floats, LngLat
from geozone.ellipsoid.nearest import MeasuredLine, Nearest, finite
from geozone.errors import Refused, check_number
from geozone.lines.chainage import SHOWN_KM, Anchor, length_of, part_of
from geozone.lines.named_stretches import NamedStretch, asked_stretch, named_stretches
from geozone.lines.own_line import OwnLine
from geozone.lines.rivers import RiverAtLine, river_of_atlas
from geozone.lines.said import End
from geozone.lines.tripoints import Joint, joined_at_tripoints
from geozone.notes import Note, Notes
from geozone.quantities import as_said, in_km
from geozone.shown import Drawn

AnyEnd = str | End | LngLat

FAR_PLACE_KM = 5.0  # a place further off than this is a doubtful end
POINT_UNCERTAINTY_KM = 1.0  # of a section's end that is defined by a river or a place
# The tolerance of a user's own line. Its file does not state one, so that of the atlas is taken.
OWN_TOLERANCE_M = 10.0
_SHORTEST_KM = 0.01  # a section must be at least so long


@dataclass(frozen=True, repr=False)
class Border(Drawn):
    """The land boundary that two countries share, or several pairs in one line.

    Parameters
    ----------
    pairs
        Alpha-3 codes of the neighbours.
    parts
        The lines in order of chainage, with what lies at their ends.
    tolerance_m
        How far the drawn line may be from its source's.
    note
        The note on this line: closed gaps of the source, or what is known of a user's own line.
    own
        The user's own line that takes the place of a border; None for a border of the atlas.
    joints
        Tripoints at which lines of several pairs were joined.

    Examples
    --------
    >>> border = Border.between("TUR", "SYR")
    >>> round(border.length_km)
    907
    """

    pairs: tuple[tuple[str, str], ...]
    parts: tuple[BorderPart, ...]
    tolerance_m: float
    note: Note | None = None
    own: OwnLine | None = None
    joints: tuple[Joint, ...] = ()

    @classmethod
    def between(cls, a: str, b: str) -> Self:
        """The land border of two neighbours from the atlas.

        Parameters
        ----------
        a, b
            Alpha-2 or alpha-3 codes.

        Raises
        ------
        GeozoneError
            If a country is unknown or the two share no land border.
        """
        line = world.border(a, b)
        return cls(((line.a, line.b),), line.parts, line.tolerance_m, _closed((line,)))

    @classmethod
    def joined(cls, pairs: Sequence[tuple[str, str]]) -> Self:
        """The borders of several pairs as one line, in the order given.

        Where exactly two of them meet at a tripoint, they become one part.

        Raises
        ------
        GeozoneError
            If a country is unknown, two share no land border, or a pair comes twice.

        Examples
        --------
        >>> kosovo = Border.joined([("SRB", "XKX"), ("MNE", "XKX")])
        >>> [(part.start_at, part.end_at) for part in kosovo.parts], kosovo.joints[0].names
        ([('ALB', 'MKD')], ('SRB', 'MNE'))
        """
        lines = [world.border(*pair) for pair in pairs]
        seen: set[frozenset[str]] = set()
        for line in lines:
            if frozenset((line.a, line.b)) in seen:
                raise Refused("between", f"{line.a}-{line.b}", "each pair of countries once")
            seen.add(frozenset((line.a, line.b)))
        parts = [part for line in lines for part in line.parts]
        whole, joints = joined_at_tripoints(parts) if len(lines) > 1 else (tuple(parts), ())
        return cls(
            tuple((line.a, line.b) for line in lines),
            whole,
            max(line.tolerance_m for line in lines),
            _closed(lines),
            joints=joints,
        )

    @classmethod
    def along(cls, own: OwnLine) -> Self:
        """A user's own line in place of a border."""
        # A file does not say whether its line ends at the sea or at a third country.
        ends = ["ring" if part.is_closed else "" for part in own.parts]
        start = own.parts[0].coords[0]
        tolerance_m = max(OWN_TOLERANCE_M, own.accuracy_m)
        return cls(
            ((own.left, own.right),) if own.left and own.right else (),
            tuple(BorderPart(*each) for each in zip(own.parts, ends, ends, strict=True)),
            tolerance_m,
            Note(
                "own_source",
                {
                    "tolerance": as_said(round(tolerance_m), "m"),
                    "start": f"{start[0]:.3f}, {start[1]:.3f}",
                },
            ),
            own,
        )

    @property
    def name(self) -> str:
        """The codes of its pairs, such as ``TUR-SYR``; of a user's own line, the file's name."""
        if self.own is not None:
            return self.own.name
        return " + ".join("-".join(pair) for pair in self.pairs)

    @property
    def countries(self) -> tuple[str, ...]:
        """Alpha-3 codes of all countries that it bounds, in the order of the pairs."""
        return tuple(dict.fromkeys(code for pair in self.pairs for code in pair))

    @cached_property
    def line(self) -> LineString | MultiLineString:
        """The border as a geometry, lon/lat on WGS84, no edge longer than 1 km, cut at ±180."""
        return antimeridian.cut(_as_geometry(list(self.measured.parts)))

    @cached_property
    def measured(self) -> MeasuredLine:
        """Its vertices and the index of their nearest points."""
        return MeasuredLine.of([shapely.get_coordinates(part.line) for part in self.parts])

    @cached_property
    def chainages_m(self) -> tuple[Floats, ...]:
        """Chainage of every vertex of every part, metres."""
        chainages, offset = [], 0.0
        for part in self.measured.parts:
            chainages.append(offset + geodesy.chainage_m(part))
            offset = float(chainages[-1][-1])
        return tuple(chainages)

    @property
    def length_km(self) -> float:
        """Geodesic length of all parts."""
        return float(self.chainages_m[-1][-1]) / 1000

    def nearest(self, lonlat: Floats | Sequence[LngLat]) -> Nearest:
        """Nearest border points of many points; see `geozone.ellipsoid.nearest.Nearest`.

        Examples
        --------
        >>> border = Border.between("TUR", "SYR")
        >>> round(border.nearest([[37.95, 36.53]]).distance_m[0])
        28550
        """
        return self.measured.index.query(finite(np.asarray(lonlat, dtype=float)))

    def substring(self, start_km: float, end_km: float) -> list[Floats]:
        """Vertices of the pieces between two chainages, shape (n, 2) each.

        Examples
        --------
        >>> border = Border.between("TUR", "SYR")
        >>> [len(vertices) for vertices in border.substring(100, 101)]
        [14]
        """
        for km in (start_km, end_km):
            check_number("chainage", km)
        pieces = []
        for vertices, chainage in zip(self.measured.parts, self.chainages_m, strict=True):
            start = max(start_km * 1000, chainage[0])
            end = min(end_km * 1000, chainage[-1])
            if start >= end:
                continue
            # Edges are at most 1 km long: along one, chainage is proportional to lon and lat.
            inner = vertices[(chainage > start) & (chainage < end)]
            ends = [[np.interp(at, chainage, axis) for axis in vertices.T] for at in (start, end)]
            pieces.append(np.concatenate([ends[:1], inner, ends[1:]]))
        return pieces

    def section(
        self,
        start: AnyEnd | None = None,
        end: AnyEnd | None = None,
        *,
        part: tuple[int, int] | None = None,
        length_km: float | None = None,
        anchor: Anchor = "centre",
    ) -> Section:
        """The piece between two ends, or a part or a length of it.

        Parameters
        ----------
        start, end
            ``"start"``, ``"end"``, ``"sea"``, an alpha-3 code (the tripoint), ``"km 120"``,
            ``"river:NAME"`` or a point (its nearest border point); in either order. Without one the
            line's own end is taken. The name of a line, such as ``"Line of Control"``, stands
            alone: the piece is that line.
        part
            ``(2, 3)``: the second of three equal lengths.
        length_km
            Take this length of the rest.
        anchor
            Where that length lies: about the centre, or at the end named `start` (``"from"``) or
            `end` (``"to"``).

        Raises
        ------
        Refused
            If an end cannot be found or is not one place, or the length does not fit.

        Examples
        --------
        >>> border = Border.between("TUR", "SYR")
        >>> section = border.section("river:Euphrates", "IRQ", part=(2, 3), length_km=140)
        >>> round(section.length_km, 1)
        140.0
        """
        # The keys are those of a scenario file, so that a refusal names the faulty one.
        if stretch := asked_stretch(self.named, self.name, start, end):
            off_km = stretch.line.off_km
            first = _FoundEnd(stretch.start_km, off_km)
            last = _FoundEnd(stretch.end_km, off_km)
        else:
            first = self._end("from", "start" if start is None else start)
            last = self._end("to", "end" if end is None else end)
        low, high = sorted((first, last), key=lambda found: found.km)
        if high.km - low.km < _SHORTEST_KM:
            both = f"{_end_text(start or 'start')} to {_end_text(end or 'end')}"
            raise Refused("from", both, "two different ends: this section is empty")
        whole = Section(
            self,
            low.km,
            high.km,
            start_uncertainty_km=low.uncertainty_km,
            end_uncertainty_km=high.uncertainty_km,
            named_from_end=first.km > last.km,
            notes=(*first.notes, *last.notes),
        )
        return whole.piece(part=part, length_km=length_km, anchor=anchor)

    @cached_property
    def named(self) -> tuple[NamedStretch, ...]:
        """The stretches that are a line with a name of its own, such as the Line of Control.

        Examples
        --------
        >>> [stretch.line.name for stretch in Border.between("ISR", "LBN").named]
        ['Blue Line']
        """
        if self.own is not None:
            return ()
        ends_km = [float(chainage[end]) / 1000 for chainage in self.chainages_m for end in (0, -1)]
        return named_stretches(self.pairs, self.nearest, ends_km)

    def split_at_names(self) -> tuple[tuple[LineString | MultiLineString, bool], ...]:
        """The line in pieces, each with whether it is a named line; for drawing them apart.

        Examples
        --------
        >>> [is_named for _, is_named in Border.between("TUR", "SYR").split_at_names()]
        [False]
        """
        marks_km = {0.0, self.length_km}
        marks_km |= {km for each in self.named for km in (each.start_km, each.end_km)}
        pieces = []
        for start_km, end_km in itertools.pairwise(sorted(marks_km)):
            middle_km = (start_km + end_km) / 2
            is_named = any(each.start_km < middle_km < each.end_km for each in self.named)
            if drawn := self.substring(start_km, end_km):
                pieces.append((antimeridian.cut(_as_geometry(drawn)), is_named))
        return tuple(pieces)

    def at_river(self, river: River) -> RiverAtLine:
        """A river of the atlas at this border: its crossings, and the length that it runs along.

        Examples
        --------
        >>> border = Border.between("TUR", "SYR")
        >>> [round(km) for km in border.at_river(world.river("Euphrates")).crossings_km]
        [443]
        """
        return RiverAtLine(river, self.line, self.measured, self.name)

    def _end(self, key: str, end: AnyEnd) -> _FoundEnd:
        if isinstance(end, LngLat):
            near = self.nearest([end])
            distance_km = float(near.distance_m[0]) / 1000
            note = Note("far_end", {"distance": in_km(distance_km)})
            notes = (note,) if distance_km > FAR_PLACE_KM else ()
            return _FoundEnd(float(near.chainage_m[0]) / 1000, POINT_UNCERTAINTY_KM, notes)
        if not isinstance(end, str | End):
            raise Refused(key, repr(end), 'an end as text, such as "start" or "km 120", or a point')
        said = End.parse(end) if isinstance(end, str) else end
        if said.kind == "start":
            return _FoundEnd(0.0)
        if said.kind == "end":
            return _FoundEnd(self.length_km)
        if said.kind == "river":
            river = river_of_atlas(said.name, key)
            return _FoundEnd(self.at_river(river).crossing_km(key), POINT_UNCERTAINTY_KM)
        if said.kind == "km":
            return _FoundEnd(self._chainage(key, said))
        return _FoundEnd(self._line_end(key, str(said)))

    def _chainage(self, key: str, said: End) -> float:
        km = float(said.name)
        if self.length_km < km <= self.length_km + SHOWN_KM:
            # A user may give the length as geozone prints it. That is rounded: it may be too large.
            return self.length_km
        if km > self.length_km:
            raise Refused(
                key, str(said), f"a chainage from 0 to {self.length_km:.1f} km of {self.name}"
            )
        return km

    def _line_end(self, key: str, what: str) -> float:
        """Chainage of the only end at the sea, or of the only tripoint."""
        if self.own is not None:
            raise Refused(
                key,
                what,
                f'an end of {self.name}: start, end, "km 120", "river:NAME" or a place; the atlas '
                "does not know where a line of your own meets the sea or a third country",
            )
        found = [
            float(chainage[at]) / 1000
            for part, chainage in zip(self.parts, self.chainages_m, strict=True)
            for at, which in ((0, part.start_at), (-1, part.end_at))
            if which == what
        ]
        # At a joint the line goes on, but each of the joined borders had a tripoint there.
        named = [joint.point for joint in self.joints if what in joint.names]
        if named:
            found += (self.nearest(named).chainage_m / 1000).tolist()
        if len(found) == 1:
            return found[0]
        known = ", ".join(
            dict.fromkeys(
                [
                    *(at for part in self.parts for at in (part.start_at, part.end_at) if at),
                    *(name for joint in self.joints for name in joint.names if name),
                ]
            )
        )
        if not found:
            raise Refused(
                key,
                what,
                f'an end of {self.name}: start, end, {known}, "km 120", "river:NAME" or a place',
            )
        listed = ", ".join(f'"km {km:.1f}"' for km in found)
        raise Refused(key, what, f"one place: {self.name} meets it at {listed}; name one of these")


@dataclass(frozen=True, repr=False)
class Section(Drawn):
    """An interval of a border's chainage.

    Parameters
    ----------
    border
        The border of which this is a piece.
    start_km, end_km
        Chainages.
    start_uncertainty_km, end_uncertainty_km
        How well each end is known: 0 for chainages, tripoints and the sea.
    named_from_end
        Whether the end with the larger chainage was named first.
    notes
        Warnings for the reader.
    """

    border: Border
    start_km: float
    end_km: float
    start_uncertainty_km: float = 0.0
    end_uncertainty_km: float = 0.0
    named_from_end: bool = False
    notes: tuple[Note, ...] = ()

    @property
    def length_km(self) -> float:
        """Geodesic length."""
        return self.end_km - self.start_km

    @cached_property
    def line(self) -> LineString | MultiLineString:
        """The section as a geometry, lon/lat on WGS84, cut at ±180."""
        return antimeridian.cut(_as_geometry(self.border.substring(self.start_km, self.end_km)))

    def piece(
        self,
        *,
        part: tuple[int, int] | None = None,
        length_km: float | None = None,
        anchor: Anchor = "centre",
    ) -> Section:
        """A part, a length, or a length of a part of the section; see `Border.section`.

        Its ends are known no better than the section's.
        """
        interval = (self.start_km, self.end_km)
        if part is not None:
            interval = part_of(interval, part)
        if length_km is not None:
            interval = length_of(interval, length_km, self._anchor(anchor))
        if interval == (self.start_km, self.end_km):
            return self
        # Both ends of a part depend on both ends of the section: the larger doubt holds for each.
        shared = max(self.start_uncertainty_km, self.end_uncertainty_km)
        start_km, end_km = interval
        return replace(
            self,
            start_km=start_km,
            end_km=end_km,
            start_uncertainty_km=shared,
            end_uncertainty_km=shared,
        )

    def _anchor(self, anchor: Anchor) -> Anchor:
        """The anchor by chainage: "from" is the end named first."""
        if anchor == "centre" or not self.named_from_end:
            return anchor
        return "to" if anchor == "from" else "from"


@dataclass(frozen=True, slots=True)
class _FoundEnd:
    km: float
    uncertainty_km: float = 0.0
    notes: tuple[Note, ...] = ()


def _as_geometry(pieces: list[Floats]) -> LineString | MultiLineString:
    lines = [LineString(piece) for piece in pieces]
    return lines[0] if len(lines) == 1 else MultiLineString(lines)


def _end_text(end: AnyEnd) -> str:
    return f"({end.lon:.4f}, {end.lat:.4f})" if isinstance(end, LngLat) else str(end)


def _closed(lines: Iterable[BorderLine]) -> Note | None:
    """The note on gaps of the source that were closed."""
    gaps = tuple(bridge.note for line in lines for bridge in line.bridges)
    return Note("closed", {"gaps": Notes(gaps)}) if gaps else None
