"""Options for zones along a border in the form of a scenario file, each read as people write it.

Looks up no place and makes no words: what it fills in for a file's other keys are stand-ins.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geozone.atlas import world
from geozone.errors import Fault, GeozoneError, QuantityError, Refused
from geozone.files.vector_formats import WrongFile, check_is_local
from geozone.quantities import Quantity, number_text, parse_depth, parse_length
from geozone.scenario.format.keys import FORMAT
from geozone.scenario.option_words import depth_id
from geozone.scenario.provenance import border_date, file_name

_LINE, _STRETCH, _SOURCE = "border", "asked", "options"  # ids in the file that is not there
_MOST_DEPTHS = 50  # far above what a map can show
_BY = "No proposal"
_SOURCE_TITLE = "Options given to geozone, drawn along {line}: no proposal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Which piece of a border's zone is meant; by default all of it.

    Parameters
    ----------
    start, end
        ``"start"``, ``"end"``, ``"sea"``, a country code in capitals (the tripoint), ``"km 120"``,
        ``"river:NAME"`` or a place. The options `from` and `to`.
    part
        ``"2 of 3"``, the second of three equal lengths.
    length
        Such as ``"140 km"``; a bare number is km.
    anchor
        Where that length lies: ``"centre"`` (the default), ``"from"`` or ``"to"``.
    bank
        ``"left of river:NAME"``, looking downstream.
    """

    start: str | None = None
    end: str | None = None
    part: str | None = None
    length: float | str | None = None
    anchor: str | None = None
    bank: str | None = None


WHOLE = Piece()


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A line of one's own instead of a border.

    Parameters
    ----------
    line
        Its file, ``"mdl.geojson"``; with a layer's name behind a ``#`` where it has several:
        ``"lines.gpkg#armistice"``.
    left, right
        Codes of the countries on either side, looking along the line as the file draws it: the same
        for a line within one country, neither where whatever lies there counts.
    """

    line: str
    left: str | None = None
    right: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "line", os.fspath(self.line))  # a Path is meant as one

    @property
    def folder(self) -> Path:
        """Where the file lies."""
        return Path(self.line).parent


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, as given; see `along`.

    Parameters
    ----------
    border
        Pairs of neighbours, such as TUR-SYR; empty beside a line of one's own.
    into
        Countries that the zones extend into.
    depth
        One or several, as said.
    piece
        Which piece of the line.
    places
        Names of places to judge.
    own
        A line of one's own instead of a border.
    """

    border: tuple[str, ...]
    into: tuple[str, ...]
    depth: tuple[float | str, ...]
    piece: Piece = WHOLE
    places: tuple[str, ...] = ()
    own: Own | None = None


class Door:
    """Options on their way into the form of a file: read as people write them, or refused."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.faults: list[Fault] = []

    def raw(self) -> dict[str, Any]:
        """What TOML would give for them; what was refused is left out or stood in for."""
        as_of = border_date()
        line, base = self._line(), self._base()
        shared = {**base, **self._keys_of_zone()}
        return {
            "format": FORMAT,
            "title": "-",
            "as_of": as_of,
            "places": [_place(name) for name in self.asked.places],
            "source": [{"id": _SOURCE, "title": self._source_title(), "date": as_of}],
            **line,
            **(self._stretch() if "stretch" in base else {}),
            "proposal": [
                {
                    # An id of a file is no bare number; the depth takes its place.
                    "id": f"depth-{number}",
                    "title": "-",
                    "by": [_BY],
                    "stages": [{"status": "proposed", "from": as_of}],
                    "said": "-",
                    "source": [_SOURCE],
                    "zone": [{**shared, "depth": str(depth)}],
                }
                for number, depth in enumerate(self._depths(), 1)
            ],
        }

    def _source_title(self) -> str:
        own = self.asked.own
        line = f"the line of {file_name(own.line)}" if own else "border data of this date"
        return _SOURCE_TITLE.format(line=line)

    def _refuse(self, option: str, value: object, expected: str) -> None:
        self.faults.append(Fault("", option, str(value), expected))

    def _base(self) -> dict[str, str]:
        """What a zone lies along: the line, or a stretch of it where an end was given."""
        piece = self.asked.piece
        if piece.start is None and piece.end is None:
            return {"line": _LINE}
        return {"stretch": _STRETCH}

    def _line(self) -> dict[str, Any]:
        if self.asked.own is not None:
            return self._own_line(self.asked.own)
        pairs = self._pairs()
        return {"line": {_LINE: {"between": pairs}}} if pairs else {}

    def _own_line(self, own: Own) -> dict[str, Any]:
        """A file whose name a scenario in its folder could give."""
        if self.asked.border:
            self._refuse("line", own.line, "a border or a line of your own, not both")
        try:
            check_is_local(own.line)
        except WrongFile as wrong:
            self._refuse("line", own.line, str(wrong))
            return {}
        sides = {"left": self._side("left", own.left), "right": self._side("right", own.right)}
        given = {side: code for side, code in sides.items() if code is not None}
        return {"line": {_LINE: {"file": Path(own.line).name, **given}}}

    def _side(self, side: str, said: str | None) -> str | None:
        if said is None:
            return None
        try:
            return world.code(said)
        except GeozoneError as error:
            self._refuse(side, said, f"a country: {error}")
            return "TUR" if side == "left" else "SYR"  # only to look for more faults

    def _stretch(self) -> dict[str, Any]:
        piece = self.asked.piece
        ends = {"from": _or(piece.start, "start"), "to": _or(piece.end, "end")}
        return {"stretch": {_STRETCH: {"line": _LINE, **ends}}}

    def _pairs(self) -> list[list[str]]:
        """Codes of the pairs; none where any of them is refused, since they make one line."""
        if not self.asked.border:
            self._refuse("border", "", "two neighbours, such as TUR-SYR (it is missing)")
        pairs = []
        for said in self.asked.border:
            try:
                pairs.append(list(pair(said)))
            except Refused as refused:
                self._refuse(refused.key, refused.value, refused.expected)
        return pairs if len(pairs) == len(self.asked.border) else []

    def _countries(self) -> list[str]:
        if not self.asked.into:
            self._refuse("into", "", "the country it extends into, such as SYR (it is missing)")
        codes = []
        for said in self.asked.into:
            if self.asked.own is not None and said in {"left", "right"}:
                codes.append(said)
                continue
            try:
                codes.append(world.code(said))
            except GeozoneError as error:
                self._refuse("into", said, f"a country of the border: {error}")
        return codes

    def _keys_of_zone(self) -> dict[str, Any]:
        """The keys that the zones of all depths share."""
        piece = self.asked.piece
        given = {
            "into": self._countries(),
            "part": piece.part,
            "length": self._length(piece.length),
            "anchor": piece.anchor,
            "bank": piece.bank,
        }
        return {key: value for key, value in given.items() if value is not None}

    def _length(self, said: float | str | None) -> str | None:
        if said is None:
            return None
        try:
            return str(parse_length(_text(said), bare="km"))
        except QuantityError as error:
            self._refuse("length", _text(said), error.expected)
            return "1 km"  # only to look for more faults

    def _depths(self) -> list[Quantity]:
        if not self.asked.depth:
            self._refuse("depth", "", 'a depth such as "15 km" (it is missing)')
        if len(self.asked.depth) > _MOST_DEPTHS:
            self._refuse("depth", f"{len(self.asked.depth):,} depths", f"at most {_MOST_DEPTHS}")
        depths: dict[str, Quantity] = {}
        for said in map(_text, self.asked.depth[:_MOST_DEPTHS]):
            try:
                depth = parse_depth(said, bare="km")
            except QuantityError as error:
                self._refuse("depth", said, error.expected)
                continue
            if depth_id(depth) in depths:
                self._refuse("depth", said, f"each depth once: {depth_id(depth)} is there already")
            depths[depth_id(depth)] = depth
        return list(depths.values()) or [Quantity(1, None, "km")]  # only to look for more faults


def pair(said: str) -> tuple[str, str]:
    """Two neighbours that are written as one border.

    Raises
    ------
    Refused
        If it is not two countries with a border.

    Examples
    --------
    >>> pair("TUR-SYR"), pair("tr–sy")
    (('TUR', 'SYR'), ('TUR', 'SYR'))
    """
    expected = "two neighbours, such as TUR-SYR"
    one, _, other = said.replace("–", "-").partition("-")
    if not (one.strip() and other.strip()):
        raise Refused("border", said, f"{expected}, with a hyphen between them")
    try:
        line = world.border(one, other)
    except GeozoneError as error:
        raise Refused("border", said, f"{expected}: {error}") from None
    return line.a, line.b


def _place(said: str) -> dict[str, str]:
    """A name, or a name and a country's code behind a comma."""
    name, comma, country = said.rpartition(",")
    code = country.strip()
    if comma and name.strip() and code.isalpha() and code.isupper() and len(code) in (2, 3):
        return {"name": name.strip(), "country": code}
    return {"name": said}


def _text(said: float | str) -> str:
    return said if isinstance(said, str) else number_text(said)


def _or(said: str | None, default: str) -> str:
    return default if said is None else said
