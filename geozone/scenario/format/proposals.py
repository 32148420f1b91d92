"""The keys of proposals in a scenario file: proposals, their stages and their zones.

The other entries stand in `geozone.scenario.format.keys`, which explains the parts of a key.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from geozone.errors import Fault
from geozone.scenario.format import forms
from geozone.scenario.format.compound import Form, choice, list_of
from geozone.scenario.format.entry import Entry, Heading, Key, Needed, Rule, held, tables
from geozone.scenario.format.forms import text
from geozone.scenario.format.rules import Bars, Needs, OneOf

SOURCES = list_of(text, '["r2019a"]')
SOURCES_KNOWN = "a source that is the id of no `[[source]]`"
DATES = ("2019-08-05", "2019-08", "2019")
ANCHOR: Form[Literal["centre", "from", "to"]] = choice(
    ("centre", "in the middle (the default)"),
    ("from", "at the end that `from` names"),
    ("to", "at the end that `to` names"),
)
ANCHOR_ALONE = "a length, which it would place"


class Stage(Entry):
    """A stage of a proposal."""

    heading = Heading(
        "Stages",
        "stages = [{ … }]",
        "A stage of a proposal.",
        ("a stage that begins or ends after `as_of`, or ends before it begins",),
    )
    status: Needed[Literal["proposed", "claimed", "agreed", "in-force", "ended"]] = Needed(
        choice(
            ("proposed", "somebody asked for it"),
            ("claimed", "somebody says that it is so; others may not"),
            ("agreed", "the parties said yes"),
            ("in-force", "it applied"),
            ("ended", "it applied no longer, or was given up"),
        ),
        "How far the proposal had come.",
        stand_in="proposed",
    )
    from_ = Needed(forms.date, "Since when.", DATES, stand_in="0001")
    to = Key(forms.date, "Until when, if that stage has ended.", ("2019-10",), stand_in=None)


def _no_side(zone: Zone) -> Iterator[Fault]:
    for base, what in ((Zone.place, "a disc"), (Zone.area, "an area")):
        for word in (zone.into or ()) if zone.has(base) else ():
            if word in {"left", "right"}:
                yield zone.fault(Zone.into, f"a country code: {what} lies beside no line", word)


def _no_range(zone: Zone) -> Iterator[Fault]:
    if zone.has(Zone.minus) and zone.depth is not None and zone.depth.is_range:
        yield zone.fault(Zone.depth, "one depth, not a range, beside minus", zone.depth)


_COUNTRIES = {"properties": {"into": {"items": {"not": {"enum": ["left", "right"]}}}}}
_ONE_DEPTH = {"properties": {"depth": {"not": {"pattern": "[0-9]\\s*[-–]"}}}}


class Zone(Entry):
    """A zone of a proposal."""

    heading = Heading(
        "Zones",
        "[[proposal.zone]]",
        "A zone of the proposal above it.",
        (
            "a line or stretch that is not in the file, a place that is not known",
            "a `minus` that is the label of no zone of this proposal, or that leads in a circle",
            "a `minus` of a zone with a range, around a place, or on another line",
            "a part that does not exist (`4 of 3`), or a length longer than what it is taken from",
            "a depth below 0.01 or above 500 km, a range whose lower number is not first",
            "a length below 0.01 or above 40,000 km",
            "a country that does not lie along the line; left or right of a border",
            "a bank whose river does not cut the zone in two",
        ),
    )
    label = Key(
        forms.ident,
        "A name for it within its proposal. Several zones of a proposal need one each; the zone's "
        "id is then `proposal/label`.",
        ("first",),
        stand_in=None,
    )
    line = Key(text, "The name of the line that it lies along, from end to end.", ("border",))
    stretch = Key(text, "The name of the stretch that it lies along.", ("northeast",))
    place = Key(
        text,
        "The place that it surrounds: a disc as far as `depth` says, or without one a marker.",
        ("Manbij",),
    )
    area = Key(
        forms.path,
        "A file with polygons that are drawn as they are, in the folder of the scenario. They have "
        "an area and listed places, but no depth, no length and no verdicts.",
        ("area.geojson",),
    )
    into = Key(
        list_of(forms.side, '["SYR"]'),
        'The countries that it extends into, by code; "left" or "right" of a line of your own.',
        (["SYR"], ["left"]),
    )
    depth = Key(
        forms.depth,
        "How far it reaches from the border, as it was said: 0.01 to 500 km. A range makes two "
        'zones; "about" makes its edge uncertain by 5 %.',
        ("15 km", "about 20 mi", "5-14 km"),
    )
    part = Key(
        forms.part,
        'Which of how many equal lengths of the line or stretch: "2 of 3" is the second of three.',
        ("2 of 3",),
    )
    length = Key(
        forms.length,
        "That length of the line, stretch or part, at its anchor.",
        ("140 km", "about 87 mi"),
    )
    anchor = Key(
        ANCHOR,
        "Where `length` lies.",
    )
    minus = Key(
        text,
        "The label of a zone of the same proposal that is taken off; it lies on the same line.",
        ("first",),
    )
    bank = Key(
        forms.bank,
        "What lies on that bank of a river, looking downstream; also north, east, south or west of "
        "it where that is unambiguous.",
        ("left of river:Euphrates", "east of river:Euphrates"),
    )
    draw: Key[Literal["fill", "outline"]] = Key(
        choice(("fill", "filled (the default)"), ("outline", "its outline alone")),
        "How it is drawn; figures stay.",
        stand_in=None,
    )
    assumed = Key(
        list_of(
            choice(
                ("border", "which border, or whose version of it"),
                ("stretch", "where along the border it begins and ends"),
                ("position", "where within the stretch it lies"),
                ("length", "how long it is"),
                ("depth", "how deep it is"),
                ("side", "on which side it lies"),
            ),
            '["depth"]',
            least=0,
        ),
        "What the source does not say and we had to assume.",
        (["position"], []),
        stand_in=(),
    )
    rules = (
        OneOf(
            "It lies along a line or stretch, surrounds a place, or is an area: exactly one.",
            (line, stretch, place, area),
            (
                Needs(
                    "Along a line or stretch it has `depth` and `into`. (No constant depth: use "
                    "`area`.)",
                    {line: (depth, into), stretch: (depth, into)},
                    {
                        depth: 'a depth such as "15 km" (no constant depth: use `area`)',
                        into: 'the countries it extends into, such as ["SYR"] (it is missing)',
                    },
                ),
                Bars(
                    "Around a place or as an area it has no `part`, `length`, `anchor`, `minus` "
                    "and `bank`; an area has no `depth`.",
                    {
                        part: (place, area),
                        length: (place, area),
                        anchor: (place, area),
                        minus: (place, area),
                        bank: (place, area),
                        depth: (area,),
                    },
                    "no {key} in a zone with `{beside}`",
                ),
                Rule(
                    "Around a place or as an area, `into` names countries: there is no left and "
                    "right.",
                    own_schema={"dependencies": {"place": _COUNTRIES, "area": _COUNTRIES}},
                    found=_no_side,
                ),
            ),
        ),
        Needs(
            "`anchor` goes with `length`.",
            {anchor: (length,)},
            alone={anchor: ANCHOR_ALONE},
            with_value=True,
        ),
        Rule(
            "Beside `minus`, `depth` is no range.",
            own_schema={"dependencies": {"minus": _ONE_DEPTH}},
            found=_no_range,
        ),
    )


def _unlabelled(proposal: Proposal) -> Iterator[Fault]:
    if len(proposal.zone) > 1:
        for zone in proposal.zone:
            if not zone.has(Zone.label):
                expected = "a label, since the proposal has several zones"
                yield zone.fault(Zone.label, expected)


# Without additionalProperties the editor plug-in Tombi would refuse all keys but the label.
_LABELLED = {"required": ["label"], "additionalProperties": True}


class Proposal(Entry):
    """Who asked for what."""

    heading = Heading(
        "Proposals",
        "[[proposal]]",
        "Who asked for what, and when. Keep what the source *said* apart from how it is *read*.",
        (
            "an id that another proposal has, a label that another of its zones has",
            SOURCES_KNOWN,
            "a variant of an unknown proposal, of itself or of a variant",
            "`people` whose lowest number does not stand first",
        ),
    )
    id = Needed(
        forms.ident,
        "A name for it. Zones, rows of tables and links are named by it.",
        ("us-section",),
        stand_in="",
    )
    title = Needed(text, "What readers see.", ("US section proposal",), stand_in="-")
    by = Needed(
        list_of(text, '["Turkey"]'),
        "Who asked for it.",
        (["Turkey"], ["Turkey", "United States"]),
        stand_in=("-",),
    )
    stages = Needed(
        tables(Stage, '[{ status = "proposed", from = "2019-08-05" }]', 100),
        "What became of it: its stages, each with a `status` and dates.",
        ([{"status": "proposed", "from": "2019-08-05"}],),
        stand_in=(),
    )
    said = Needed(
        text,
        "What the source says, in your own words.",
        ("15 km deep and 140 km long, in the middle third.",),
        stand_in="-",
    )
    reading = Key(
        text,
        "What had to be added or chosen in order to draw it.",
        ("The 140 km are centred in the middle third by us.",),
        stand_in=None,
    )
    source = Needed(SOURCES, "Ids of the sources that say so.", (["r2019a"],), stand_in=())
    variant_of = Key(
        text,
        "The id of the proposal of which this is another reading. It is off until the reader "
        "switches it on.",
        ("us-section",),
        stand_in=None,
    )
    people = Key(
        forms.people,
        "How many people it speaks of: a whole number, or the lowest and the highest.",
        (1_000_000, [1_000_000, 2_000_000]),
        stand_in=None,
    )
    note = Key(
        text,
        "What else a reader should know of it.",
        ("The report says miles; the talks were in km.",),
        stand_in=None,
    )
    zone = held(
        tables(Zone, "[[proposal.zone]]", 100),
        "Its zones, each under `[[proposal.zone]]`. Without one it is listed, not drawn.",
    )
    rules = (
        Rule(
            "Of several zones each has a `label`.",
            own_schema={
                "properties": {"zone": {"if": {"minItems": 2}, "then": {"items": _LABELLED}}}
            },
            found=_unlabelled,
        ),
    )
