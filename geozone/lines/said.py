"""Ends and parts of a line, and banks of a river, in the words of a source, parsed once.

These are values only. Whether a line has such an end is for `geozone.lines.border` to find.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from geozone.errors import Refused

EndKind = Literal["start", "end", "sea", "country", "km", "river", "line", "place"]

BANK_WORDS = ("left", "right", "north", "east", "south", "west")
_LINE_ENDS: dict[str, EndKind] = {"start": "start", "end": "end", "sea": "sea"}


@dataclass(frozen=True, slots=True)
class End:
    """One end of a piece of a line.

    Parameters
    ----------
    kind
        An end of the line, the sea, a country's tripoint, a chainage, a river, a line with a name
        of its own (then the piece is that line), or a place.
    name
        The country's code, the km as written, the name of the river, line or place; else empty.
    """

    kind: EndKind
    name: str = ""

    @classmethod
    def parse(cls, text: str) -> End:
        """Read an end; text of no other form is the name of a place.

        Examples
        --------
        >>> End.parse("sea"), End.parse("km 120")
        (End(kind='sea', name=''), End(kind='km', name='120'))
        >>> [End.parse(said).kind for said in ("IRQ", "river:Euphrates", "Jarabulus")]
        ['country', 'river', 'place']
        """
        if text in _LINE_ENDS:
            return cls(_LINE_ENDS[text])
        if text.startswith("river:"):
            return cls("river", text.removeprefix("river:").strip())
        if chainage := re.fullmatch(r"km (\d+(?:\.\d+)?)", text):
            return cls("km", chainage[1])
        # Capitals alone are a country's alpha-2 or alpha-3 code.
        return cls("country" if re.fullmatch("[A-Z]{2,3}", text) else "place", text)

    def __str__(self) -> str:
        """The end as text, in the one spelling that `parse` reads back."""
        if self.kind == "river":
            return f"river:{self.name}"
        return f"km {self.name}" if self.kind == "km" else self.name or self.kind


class Part(NamedTuple):
    """One of several equal lengths of a line, counted from 1: the second of three."""

    number: int
    of: int

    def __str__(self) -> str:
        """The part as a scenario writes it, ``2 of 3``."""
        return f"{self.number} of {self.of}"


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank of a river, as a scenario writes it: ``"left of river:Euphrates"``."""

    word: str
    river: str

    @classmethod
    def parse(cls, text: str) -> Bank:
        """Read a bank.

        Raises
        ------
        Refused
            If it is not of that form.

        Examples
        --------
        >>> Bank.parse("left of river:Euphrates")
        Bank(word='left', river='Euphrates')
        """
        match = re.fullmatch(rf"({'|'.join(BANK_WORDS)}) of river:(.+)", text)
        if not match:
            raise Refused(
                "bank",
                text,
                '"left of river:NAME" or "right of river:NAME", looking downstream '
                "(or north, east, south, west of it)",
            )
        return cls(match[1], match[2].strip())

    def __str__(self) -> str:
        """The bank as it was written; `parse` reads it back."""
        return f"{self.word} of river:{self.river}"
