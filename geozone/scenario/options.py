"""A scenario made from the options for zones along a border, each read as people write it.

Faults name the option. This module computes no geometry.

Each option is read by the same form as the key of a scenario file, so that files and options accept
the same words. All options are read even after a fault, so that one run reports every fault.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from gazetteer import Gazetteer
from geozone.atlas import world
from geozone.atlas.named import line_of_name
from geozone.errors import Fault, GeozoneError, QuantityError, Refused
from geozone.files.vector_formats import WrongFile, check_is_local
from geozone.lines.said import End
from geozone.quantities import Quantity, number_text, parse_depth, parse_length
from geozone.scenario import option_words
from geozone.scenario.format import forms
from geozone.scenario.format.keys import PAIR_ONCE, SIDE_MISSING, File
from geozone.scenario.format.proposals import ANCHOR, ANCHOR_ALONE
from geozone.scenario.format.wrong import Wrong
from geozone.scenario.names import Names, Spot, Ways
from geozone.scenario.option_words import depth_id
from geozone.scenario.provenance import border_date
from geozone.scenario.values import (
    Line,
    Place,
    Proposal,
    Scenario,
    Source,
    Stage,
    Stretch,
    ZoneSpec,
)

NAME = "adhoc"  # of every scenario made here
_LINE, _STRETCH, _SOURCE = "border", "asked", "options"  # ids of the entries of that scenario
_MOST_DEPTHS = 50  # more zones than any map can show; each one costs time
_WAYS = Ways(
    'with its country behind a comma, such as "Tripoli, LBY"',
    "a scenario file, which can give the lon and lat of a place",
)

# Replaces a refused distance, so that the other options can still be checked.
_STAND_IN = Quantity(1, None, "km")
_parse_depth = functools.partial(parse_depth, bare="km")
_parse_length = functools.partial(parse_length, bare="km")

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Which piece of a border's zone is meant; by default all of it.

    Parameters
    ----------
    start, end
        ``"start"``, ``"end"``, ``"sea"``, a country code in capitals (the tripoint), ``"km 120"``,
        ``"river:NAME"`` or a place; or one name for both, that of a line of the atlas, such as
        ``"Line of Control"``. The options `from` and `to`.
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
        # Callers also pass a Path. The class is frozen, hence `object.__setattr__`.
        object.__setattr__(self, "line", os.fspath(self.line))

    @property
    def folder(self) -> Path:
        """Where the file lies."""
        return Path(self.line).parent


@dataclass(frozen=True, slots=True)
class Asked:
    """The options as given, not yet checked; see `geozone.study.from_options.along`.

    Parameters
    ----------
    border
        Pairs of neighbours, such as TUR-SYR; empty beside a line of one's own.
    into
        Countries that the zones extend into.
    depth
        One depth or several, as given.
    piece
        Which piece of the line has the zones.
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


def understood(asked: Asked, places: Gazetteer | None = None) -> tuple[Scenario, tuple[Fault, ...]]:
    """Make the scenario that options ask for, and list every fault of the options.

    Parameters
    ----------
    asked
        The options.
    places
        Where names are looked up; by default the gazetteer that comes with geozone.

    Returns
    -------
    scenario
        If there are faults, it holds the sound values and stand-ins for the faulty ones. It then
        serves only to find more faults.
    faults
        Empty for good options; each names its option as its key.

    Examples
    --------
    >>> scenario, faults = understood(Asked(("TUR-SYR",), ("SYR",), (5, "2 mi")))
    >>> [proposal.id for proposal in scenario.proposals], faults
    (['5', '2-mi'], ())
    """
    options = _Options(asked, Names(places, _WAYS))
    scenario = options.scenario()
    return scenario, tuple(dict.fromkeys([*options.faults, *options.names.faults]))


class _Options:
    """One conversion of options into a scenario, with the faults of form found so far."""

    def __init__(self, asked: Asked, names: Names) -> None:
        self.asked = asked
        self.names = names
        self.faults: list[Fault] = []
        # Without ends the zones lie along the whole line, and the scenario needs no stretch.
        self.is_whole = asked.piece.start is None and asked.piece.end is None

    def scenario(self) -> Scenario:
        line, into, length, depths = self._line(), self._into(), self._length(), self._depths()
        places = tuple(self._places())
        ends = None if self.is_whole else self._ends()
        zone = self._zone(into, length)
        # Places are looked up before the ends of the piece, since an end may name one of them.
        found = tuple(place for place in map(self._looked_up, places) if place is not None)
        stretch = self._stretch(*ends) if line and ends else None
        as_of = border_date()
        proposals: tuple[Proposal, ...] = ()
        if line and zone and (ends or self.is_whole):
            proposals = tuple(_proposal(line, stretch, zone(depth), as_of) for depth in depths)
        return Scenario(
            name=NAME,
            file="",
            title=option_words.title(line, stretch, proposals),
            as_of=as_of,
            notes=(option_words.note(as_of),),
            places=found,
            lines=(line,) if line else (),
            stretches=(stretch,) if stretch else (),
            sources=(Source(_SOURCE, option_words.source(line), as_of),),
            proposals=proposals,
            events=(),
            overlays=(),
            folder=self.asked.own.folder if self.asked.own is not None else Path(),
        )

    def _refuse(self, option: str, value: object, expected: str) -> None:
        self.faults.append(Fault("", option, str(value), expected))

    def _read(
        self, option: str, read: Callable[[str], _T], said: str | None, expected: str = ""
    ) -> _T | None:
        """Value of an option; None if it is not given or is refused."""
        if said is None:
            return None
        try:
            return read(said)
        except Wrong as wrong:
            self.faults += [Fault("", option, *found) for found in wrong.found]
        except (QuantityError, Refused) as error:
            self._refuse(option, said, error.expected)
        except GeozoneError as error:
            self._refuse(option, said, f"{expected}: {error}")
        return None

    def _line(self) -> Line | None:
        own = self.asked.own
        if own is not None:
            return self._own_line(own)
        pairs = self._pairs()
        return Line(_LINE, pairs) if pairs else None

    def _own_line(self, own: Own) -> Line | None:
        """The line of a file, named as a scenario file in the same folder would name it."""
        if self.asked.border:
            self._refuse("line", own.line, "a border or a line of your own, not both")
        name = Path(own.line).name
        try:
            check_is_local(own.line)
            forms.path(name)
        except (WrongFile, Wrong) as wrong:
            expected = wrong.found[0][1] if isinstance(wrong, Wrong) else str(wrong)
            self._refuse("line", own.line, expected)
            return None
        # A refused country is replaced by an arbitrary one, to find the faults of the rest.
        left = None if own.left is None else self._code("left", own.left, "a country") or "TUR"
        right = None if own.right is None else self._code("right", own.right, "a country") or "SYR"
        for side, code in (("left", left), ("right", right)):
            if code is None and (left or right):
                self._refuse(side, "", SIDE_MISSING[side])
                return None
        return Line(_LINE, (), name, left, right)

    def _code(self, option: str, said: str, expected: str) -> str | None:
        return self._read(option, world.code, said, expected)

    def _pairs(self) -> tuple[tuple[str, str], ...]:
        """Codes of the pairs; none if one is refused, since all pairs together make one line."""
        if not self.asked.border:
            self._refuse("border", "", "two neighbours, such as TUR-SYR (it is missing)")
        pairs: list[tuple[str, str]] = []
        for said in self.asked.border:
            neighbours = self._read("border", pair, said)
            # The order of the two countries does not matter: SYR-TUR is the same border.
            if neighbours and set(neighbours) in map(set, pairs):
                self._refuse("border", said, PAIR_ONCE)
            elif neighbours:
                pairs.append(neighbours)
        return tuple(pairs) if len(pairs) == len(self.asked.border) else ()

    def _into(self) -> tuple[str, ...]:
        """Codes of the countries; none if a country is repeated."""
        if not self.asked.into:
            self._refuse("into", "", "the country it extends into, such as SYR (it is missing)")
        hands = {"left", "right"} if self.asked.own is not None else set()
        codes = [
            said
            if said in hands
            else self._read("into", world.code, said, "a country of the border")
            for said in self.asked.into
        ]
        found = [code for code in codes if code is not None]
        repeated = [code for at, code in enumerate(found) if code in found[:at]]
        for code in repeated:
            self._refuse("into", code, "each only once")
        return () if repeated else tuple(found)

    def _length(self) -> Quantity | None:
        said = self.asked.piece.length
        if said is None:
            return None
        return self._read("length", _parse_length, _text(said)) or _STAND_IN

    def _depths(self) -> list[Quantity]:
        if not self.asked.depth:
            self._refuse("depth", "", 'a depth such as "15 km" (it is missing)')
        if len(self.asked.depth) > _MOST_DEPTHS:
            self._refuse("depth", f"{len(self.asked.depth):,} depths", f"at most {_MOST_DEPTHS}")
        depths: dict[str, Quantity] = {}
        # Two spellings of one depth (5 and "5 km") have the same id, and count as a repetition.
        for said in map(_text, self.asked.depth[:_MOST_DEPTHS]):
            depth = self._read("depth", _parse_depth, said)
            if depth and depth_id(depth) in depths:
                self._refuse("depth", said, f"each depth once: {depth_id(depth)} is there already")
            elif depth:
                depths[depth_id(depth)] = depth
        return list(depths.values()) or [_STAND_IN]

    def _places(self) -> Iterator[tuple[str, str | None]]:
        """Each name, with the country that was given behind it."""
        most = File.places.form.most
        if len(self.asked.places) > most:
            self._refuse("place", f"{len(self.asked.places):,} entries", f"at most {most:,}")
            return
        seen = set()
        for asked, code in map(_place, self.asked.places):
            name = self._read("place", forms.text, asked)
            country = self._read("place", forms.country, code)
            if (name, country) in seen:
                self._refuse("place", asked, "each place only once")
            elif name and (country or not code):
                seen.add((name, country))
                yield name, country

    def _looked_up(self, asked: tuple[str, str | None]) -> Place | None:
        name, code = asked
        at = Spot("", "place")
        country = None if code is None else self.names.country(at, code)
        # A refused country is a fault already: the name is then not looked up in all countries.
        place = self.names.town(at, name, country=country) if country or code is None else None
        self.names.listed.setdefault(name, place)
        return place

    def _ends(self) -> tuple[End, End] | None:
        """The ends of the piece; None if one is refused.

        A missing end is the line's own end; beside the name of a line it is that name again.
        """
        piece = self.asked.piece
        alone = piece.start if piece.end is None else piece.end if piece.start is None else None
        named = alone if isinstance(alone, str) and line_of_name(alone) else None
        start = self._read(
            "from", forms.end, (named or "start") if piece.start is None else piece.start
        )
        end = self._read("to", forms.end, (named or "end") if piece.end is None else piece.end)
        return (start, end) if start and end else None

    def _stretch(self, start_said: End, end_said: End) -> Stretch | None:
        start = self.names.end(Spot("", "from"), start_said)
        end = self.names.end(Spot("", "to"), end_said)
        if start is None or end is None:
            return None
        return Stretch(_STRETCH, _LINE, start, end, start_said, end_said)

    def _zone(
        self, into: tuple[str, ...], length: Quantity | None
    ) -> Callable[[Quantity], ZoneSpec] | None:
        """A function that makes the zone of a depth; None if the options allow no zone."""
        piece, before = self.asked.piece, len(self.faults)
        part = self._read("part", forms.part, piece.part)
        anchor = self._read("anchor", ANCHOR, piece.anchor)
        bank = self._read("bank", forms.bank, piece.bank)
        if anchor is not None and length is None:
            self._refuse("anchor", anchor, ANCHOR_ALONE)
        if not into or len(self.faults) > before:
            return None
        return lambda depth: ZoneSpec(
            id=depth_id(depth),
            line=_LINE if self.is_whole else None,
            stretch=None if self.is_whole else _STRETCH,
            into=into,
            depth=depth,
            part=part,
            length=length,
            anchor=anchor or "centre",
            bank=bank,
        )


def _proposal(line: Line, stretch: Stretch | None, zone: ZoneSpec, as_of: str) -> Proposal:
    """A zone as a proposal, marked as drawn from options and proposed by nobody."""
    return Proposal(
        id=zone.id,
        title=option_words.zone_title(zone),
        by=("No proposal",),
        stages=(Stage("drawn", as_of),),
        said=option_words.said(line, stretch, zone),
        reading=None,
        sources=(_SOURCE,),
        variant_of=None,
        people=None,
        note=None,
        zones=(zone,),
    )


def pair(said: str) -> tuple[str, str]:
    """Read a border such as ``TUR-SYR`` as its two countries.

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
    # An en dash, as in printed text, means the same as a hyphen.
    one, _, other = said.replace("–", "-").partition("-")
    if not (one.strip() and other.strip()):
        raise Refused("border", said, f"{expected}, with a hyphen between them")
    try:
        line = world.border(one, other)
    except GeozoneError as error:
        raise Refused("border", said, f"{expected}: {error}") from None
    return line.a, line.b


def _place(said: str) -> tuple[str, str | None]:
    """Split a place into its name and its country; None for the country if none is given."""
    name, comma, country = said.rpartition(",")
    # Names may hold commas themselves: only capitals of a code's length are read as a country.
    code = country.strip()
    if comma and name.strip() and code.isalpha() and code.isupper() and len(code) in (2, 3):
        return name.strip(), code
    return said, None


def _text(said: float | str) -> str:
    return said if isinstance(said, str) else number_text(said)
