"""The kinds of entries of a scenario file: how each is headed, and what its keys say of each other.

A rule stands here in words, and as JSON Schema where that can say it;
`geozone.scenario.format.rules` and `geozone.scenario.format.links` carry it out. Tests hold the
three together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from geozone.scenario.format import keys as tables
from geozone.scenario.format.entry import Table


@dataclass(frozen=True, slots=True)
class Rule:
    """What the keys of one entry say of each other.

    Parameters
    ----------
    said
        The rule in a sentence.
    needs
        Keys that may only stand beside certain others.
    bars
        Keys that may not stand beside certain others.
    one_of
        Keys of which an entry has exactly one.
    beside
        Keys that change what others may hold: a JSON Schema of the entry, by key.
    whole
        A JSON Schema of the whole entry.
    """

    said: str
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bars: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    one_of: tuple[str, ...] = ()
    beside: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    whole: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry.

    Parameters
    ----------
    name
        By which forms refer to it.
    title
        Its heading.
    header
        How it is headed in the file; empty for the top.
    about
        What it is.
    table
        Its keys.
    rules
        What its keys say of each other.
    beyond
        What is refused too, and only `geozone check` can know: it looks at other entries, at the
        calendar or at the map.
    """

    name: str
    title: str
    header: str
    about: str
    table: Table
    rules: tuple[Rule, ...] = ()
    beyond: tuple[str, ...] = ()


_ON_A_LINE = ("part", "length", "anchor", "minus", "bank")
_NO_SIDE = {"properties": {"into": {"items": {"not": {"enum": ["left", "right"]}}}}}
_NO_RANGE = {"properties": {"depth": {"not": {"pattern": "[0-9]\\s*[-–]"}}}}
# Tombi takes a schema without additionalProperties for one that knows no other key.
_LABELLED = {"required": ["label"], "additionalProperties": True}
_OWN_POINT = {
    "lon": ("lat", "source"),
    "lat": ("lon", "source"),
    "source": ("lon", "lat"),
}
_SOURCES_KNOWN = "a source that is the id of no `[[source]]`"
_DEPTHS = (
    "a depth below 0.01 or above 500 km, a range whose lower number is not first",
    "a length below 0.01 or above 40,000 km",
)

KINDS: Final = (
    Kind(
        "file",
        "The top of the file",
        "",
        "What stands before the first header: lower down a key belongs to the table above it.",
        tables.FILE,
        (
            Rule(
                "A `[line.NAME]` must be there: zones are measured from it.",
                whole={"required": ["line"]},
            ),
            Rule("No place twice.", whole={"properties": {"places": {"uniqueItems": True}}}),
        ),
    ),
    Kind(
        "place",
        "Places",
        "places = [{ … }]",
        "A place to judge. One that is only looked up is its name alone, in quotes.",
        tables.PLACE,
        (
            Rule(
                "`lon`, `lat` and `source` go together: a point of your own, and who says so.",
                needs=_OWN_POINT,
            ),
            Rule("`near` does not stand beside `lon` and `lat`.", bars={"near": ("lon", "lat")}),
        ),
        (
            "a name that the gazetteer does not know, or that several places bear",
            _SOURCES_KNOWN,
        ),
    ),
    Kind(
        "line",
        "Lines",
        "[line.NAME]",
        "What depths are measured from: the land border of neighbours, or a line of your own. "
        "NAME is yours: small letters, digits and hyphens.",
        tables.LINE,
        (
            Rule("Either `between` or `file`.", one_of=("between", "file")),
            Rule(
                "`left` and `right` go with `file`, both or neither; without them, whatever lies "
                "there counts, and `into` says `left` or `right`.",
                needs={"left": ("file", "right"), "right": ("file", "left")},
            ),
        ),
        (
            "a country that does not exist, or a pair without a land border",
            "a pair that is named twice, in whatever order",
            "a file that is not there, or holds no line that can be measured from",
        ),
    ),
    Kind(
        "stretch",
        "Stretches",
        "[stretch.NAME]",
        "A piece of a line, from one end to another. NAME is yours, as a line's.",
        tables.STRETCH,
        (),
        (
            "a line that is not in the file",
            "an end that the line does not have, a river that crosses it in several places",
            "a place that is not known; both ends at one point",
        ),
    ),
    Kind(
        "source",
        "Sources",
        "[[source]]",
        "Where a claim was published.",
        tables.SOURCE,
        (),
        ("an id that another source has",),
    ),
    Kind(
        "proposal",
        "Proposals",
        "[[proposal]]",
        "Who asked for what, and when. Keep what the source *said* apart from how it is *read*.",
        tables.PROPOSAL,
        (
            Rule(
                "Of several zones each has a `label`.",
                whole={
                    "properties": {"zone": {"if": {"minItems": 2}, "then": {"items": _LABELLED}}}
                },
            ),
        ),
        (
            "an id that another proposal has, a label that another of its zones has",
            _SOURCES_KNOWN,
            "a variant of an unknown proposal, of itself or of a variant",
            "`people` whose lowest number does not stand first",
        ),
    ),
    Kind(
        "stage",
        "Stages",
        "stages = [{ … }]",
        "A stage of a proposal.",
        tables.STAGE,
        (),
        ("a stage that begins or ends after `as_of`, or ends before it begins",),
    ),
    Kind(
        "zone",
        "Zones",
        "[[proposal.zone]]",
        "A zone of the proposal above it.",
        tables.ZONE,
        (
            Rule(
                "It lies along a line or stretch, surrounds a place, or is an area: exactly one.",
                one_of=("line", "stretch", "place", "area"),
            ),
            Rule(
                "Along a line or stretch it has `depth` and `into`. (No constant depth: use "
                "`area`.)",
                needs={"line": ("depth", "into"), "stretch": ("depth", "into")},
            ),
            Rule(
                "Around a place or as an area it has no `part`, `length`, `anchor`, `minus` and "
                "`bank`; an area has no `depth`.",
                bars=dict.fromkeys(_ON_A_LINE, ("place", "area")) | {"depth": ("area",)},
            ),
            Rule(
                "Around a place or as an area, `into` names countries: there is no left and right.",
                beside={"place": _NO_SIDE, "area": _NO_SIDE},
            ),
            Rule("`anchor` goes with `length`.", needs={"anchor": ("length",)}),
            Rule("Beside `minus`, `depth` is no range.", beside={"minus": _NO_RANGE}),
        ),
        (
            "a line or stretch that is not in the file, a place that is not known",
            "a `minus` that is the label of no zone of this proposal, or that leads in a circle",
            "a `minus` of a zone with a range, around a place, or on another line",
            "a part that does not exist (`4 of 3`), or a length longer than what it is taken from",
            *_DEPTHS,
            "a country that does not lie along the line; left or right of a border",
            "a bank whose river does not cut the zone in two",
        ),
    ),
    Kind(
        "event",
        "Events",
        "[[event]]",
        "Something that happened, or was announced.",
        tables.EVENT,
        (),
        (
            "a date after `as_of`, but for `planned = true`",
            _SOURCES_KNOWN,
            "a place that is not known",
        ),
    ),
    Kind(
        "overlay",
        "Overlays",
        "[[overlay]]",
        "A layer that others drew, shown beneath the zones and measured by nobody.",
        tables.OVERLAY,
        (),
        (
            "a date after `as_of`",
            _SOURCES_KNOWN,
            "a file that is not there, or whose shapes do not fit its kind",
        ),
    ),
)
BY_NAME: Final[Mapping[str, Kind]] = {kind.name: kind for kind in KINDS}
