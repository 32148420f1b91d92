"""Notes: what a reader must know of a zone, a line or a study, as values.

A note is a kind and the values in it, so that each language of the page can word it. `ENGLISH` has
the English pattern of each kind, which `str` of a note fills; `maps.words.text` has the patterns of
the other languages. Text that a scenario's author wrote is not a note: it stays a plain text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from geozone.quantities import Figure

Kind = Literal[
    "bank_and_stretch",
    "boundary",
    "control",
    "control_unpublished",
    "closed",
    "counts",
    "displaced",
    "drawn_area",
    "exchanged",
    "far_end",
    "gap",
    "given_twice",
    "in_both",
    "in_one",
    "in_one_now",
    "left",
    "line",
    "named",
    "named_drawn",
    "list",
    "list_left_out",
    "no_land",
    "options",
    "over_sea",
    "own_source",
    "own_line",
    "places",
    "right",
    "rows",
    "touches",
    "what_armistice",
    "what_ceasefire",
    "what_control",
    "what_unrecognised",
    "what_withdrawal",
]


@dataclass(frozen=True, slots=True)
class CountryCode:
    """A country in a note, by its alpha-3 code."""

    code: str

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a note: ISO text of a year, a month or a day."""

    iso: str

    def __str__(self) -> str:
        return self.iso


@dataclass(frozen=True, slots=True)
class Names:
    """Names in a row, such as those of files."""

    texts: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(self.texts)


@dataclass(frozen=True, slots=True)
class AtlasWords:
    """Words of the atlas, such as the name of a disputed place, in English.

    The other languages of the page translate them.
    """

    english: str

    def __str__(self) -> str:
        return self.english


@dataclass(frozen=True, slots=True)
class Translated:
    """A name in a note that has a form in each language, by the language's code."""

    names: Mapping[str, str]

    def __str__(self) -> str:
        return self.names["en"]


@dataclass(frozen=True, slots=True)
class Note:
    """A statement of one kind.

    Parameters
    ----------
    kind
        The pattern that words it.
    gaps
        The values in the pattern, by the names of its gaps. A plain text is a name and is not
        translated.

    Examples
    --------
    >>> from geozone.quantities import in_km
    >>> note = Note("far_end", {"distance": in_km(12.3)})
    >>> print(note)
    The place that ends the section lies 12.3 km from the border; its nearest border point is taken.
    """

    kind: Kind
    gaps: Mapping[str, Gap] = field(default_factory=lambda: MappingProxyType({}))

    def __str__(self) -> str:
        """In English."""
        pattern = chosen(ENGLISH[self.kind], self)
        return pattern.format(**{name: str(gap) for name, gap in self.gaps.items()}).strip()


@dataclass(frozen=True, slots=True)
class Notes:
    """Several notes in a row."""

    notes: tuple[Note, ...]

    def __str__(self) -> str:
        return "; ".join(map(str, self.notes))


Gap = Figure | CountryCode | Day | Names | AtlasWords | Translated | Note | Notes | str
# One pattern; or two, for one thing and for several. The first gap of the note (``n`` or
# ``files``) then tells how many things there are.
Pattern = str | tuple[str, str]


def chosen(pattern: Pattern, note: Note) -> str:
    """The pattern of a note; of two patterns, the one for the number of things that it counts.

    Examples
    --------
    >>> from geozone.quantities import count
    >>> chosen(ENGLISH["places"], Note("places", {"n": count(1)}))
    '{n} place'
    """
    if isinstance(pattern, str):
        return pattern
    counted = next(iter(note.gaps.values()))
    is_one = (
        len(counted.texts) == 1
        if isinstance(counted, Names)
        else isinstance(counted, Figure) and counted.numbers[0] == 1
    )
    return pattern[0] if is_one else pattern[1]


ENGLISH: Mapping[Kind, Pattern] = MappingProxyType(
    {
        "bank_and_stretch": (
            "Bounded both by a river's bank and by the end of a stretch: the two are different "
            "cuts."
        ),
        "boundary": (
            "Borders are shown for orientation, as their source draws them; they imply no position "
            "on the status of any border or territory."
        ),
        "closed": "{gaps}",
        "control": (
            "Zones are drawn by rule from proposals and agreements as published: they show no "
            "control on the ground."
        ),
        "control_unpublished": (
            "Zones are drawn by rule from options, not from a published proposal: they show no "
            "control on the ground."
        ),
        "counts": "Its values are read as people per cell: nothing in the file says otherwise.",
        "displaced": ("It does not count displaced people: nothing in the file says that it does."),
        "drawn_area": (
            "Its outline is that of the user's own file {file}: drawn, not measured from a border, "
            "so no place is judged against it."
        ),
        "exchanged": (
            "Left and right may be exchanged: each of the two countries has more of its land on "
            "the other side of this line, as the atlas draws their border."
        ),
        "far_end": (
            "The place that ends the section lies {distance} from the border; its nearest border "
            "point is taken."
        ),
        "gap": "gap of {length} joined at {at}",
        "given_twice": ("Land that maps give to {a} or to {b}, drawn here as {drawn}. {reason}"),
        "in_both": "{place}: the source has it in both countries",
        "in_one": (
            "{place}: claimed by both; the source has it in {holder} alone and no package has its "
            "outline, so the land of {holder} in a box is hatched, up to 3 km too wide in the west"
        ),
        "in_one_now": (
            "{place}: claimed by both; the source has it in {holder} alone, its extract of {date} "
            "in both, and the outline is from there"
        ),
        "left": "Left of the line of {file}, as that file draws it.",
        "line": "{line}: {text}",
        "list": "{file}: {places} of a list brought to this study, not of the scenario.",
        "list_left_out": (
            "{file}: {places} of a list brought to this study, not of the scenario. {rows} left "
            "out."
        ),
        "named": "{name}, {length} of this line: {what}",
        "named_drawn": (
            "{name}: {what} Drawn as {outline} has it, up to {off} off: nothing is measured from "
            "it."
        ),
        "no_land": (
            "The line also runs between {a} and {b}, where this zone has no land: its length, and "
            "parts of it, count that too."
        ),
        "options": (
            "Drawn from options, not from a published proposal. Options bear no date: as of {date} "
            "is about the date of the border data."
        ),
        "over_sea": (
            "About {area} of it is within the depth only as the crow flies, over sea or a third "
            "country."
        ),
        "own_line": (
            "The line of {files} is the user's own, from that file, and not the atlas'.",
            "The lines of {files} are the user's own, from these files, and not the atlas'.",
        ),
        "own_source": (
            "the user's own line, not a border of the atlas. Left and right are those of that "
            "file, looking along the line as drawn there. How far it may be off is not known; "
            "{tolerance} is taken. Its start, from where kilometres count, is at {start} "
            "(longitude, latitude), whichever way the file draws it."
        ),
        "places": ("{n} place", "{n} places"),
        "right": "Right of the line of {file}, as that file draws it.",
        "rows": ("{n} row was", "{n} rows were"),
        "touches": (
            "Touches land that maps give to {a} or to {b}, drawn here as {drawn}. {reason}"
        ),
        "what_armistice": "an armistice line, not an agreed border.",
        "what_ceasefire": "a ceasefire line, not an agreed border.",
        "what_control": "a line of control, not an agreed border.",
        "what_unrecognised": "{by} does not recognise it as a border.",
        "what_withdrawal": "a line of withdrawal, not an agreed border.",
    }
)
