"""The keys of each entry of a scenario file, their meanings and their forms (``format = 1``).

The descriptions stand only here and in `geozone.scenario.format.proposals`: editors get them from
the JSON Schema, readers from the reference page. A `stand_in` replaces a faulty value for later
stages, so that they can find their own faults; it never reaches an output, since a file with faults
has no output. The numbers of entries are limited: far above any real file, and low enough that a
check takes seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from geozone.errors import Fault
from geozone.scenario.format import forms
from geozone.scenario.format.compound import choice, exactly, list_of, list_or
from geozone.scenario.format.entry import Entry, Heading, Key, Needed, Rule, entries, held
from geozone.scenario.format.forms import text
from geozone.scenario.format.proposals import (
    DATES,
    SOURCES,
    SOURCES_KNOWN,
    Proposal,
    Stage,
    Zone,
)
from geozone.scenario.format.rules import Bars, Needs, OneOf

__all__ = [
    "FORMAT", "KINDS", "PAIR_ONCE", "SIDE_MISSING", "TOP_KEYS",
    "Event", "File", "Line", "Overlay", "Place", "Proposal", "Source", "Stage", "Stretch", "Zone",
]  # fmt: skip

FORMAT = 1
PAIR_ONCE: Final = "each pair of countries once"
SIDE_MISSING: Final = {
    side: f"the country on the {side} of that line (it is missing; or name neither)"
    for side in ("left", "right")
}


class Place(Entry):
    """A place that gets a verdict in every zone."""

    heading = Heading(
        "Places",
        "places = [{ … }]",
        "A place to judge. One that is only looked up is its name alone, in quotes.",
        ("a name that the gazetteer does not know, or that several places bear", SOURCES_KNOWN),
    )
    name = Needed(
        text,
        "The place's name, in any spelling or script. It is looked up, unless `lon` and `lat` "
        "are given.",
        ("Manbij",),
    )
    country = Key(
        forms.country,
        "The country in which to look, where several places bear the name.",
        ("SYR",),
    )
    other = Key(text, "A second name, shown beside the first.", ("Ayn al-Arab",), stand_in=None)
    near = Key(
        forms.lonlat,
        "A point, [longitude, latitude], near the one that is meant, where several places of a "
        "country bear the name.",
        ([37.95, 36.53],),
    )
    lon = Key(
        forms.lon,
        "The longitude of a point of your own that is not looked up, degrees east on WGS84.",
        (37.955,),
    )
    lat = Key(
        forms.lat,
        "The latitude of that point, degrees north on WGS84.",
        (36.528,),
    )
    uncertainty_km = Key(
        forms.uncertainty_km,
        "How far the point may be off, in km; 1 where it is left out. Closer than that to an edge, "
        'the place is "too close to call".',
        (0.2,),
        stand_in=None,
    )
    source = Key(
        list_or(SOURCES, text),
        "Who says that it lies there: ids of sources, or a text. It goes with `lon`, `lat`.",
        (["r2016"], "Survey of 2018"),
        stand_in="-",
    )
    _both = "lon and lat together, or neither"
    rules = (
        Needs(
            "`lon`, `lat` and `source` go together: a point of your own, and who says so.",
            {lon: (lat, source), lat: (lon, source), source: (lon, lat)},
            {
                lon: _both,
                lat: _both,
                source: 'who says that it lies there, such as ["r2016"], with lon, lat',
            },
            {source: "a source only beside lon and lat: the gazetteer names its own"},
        ),
        Bars(
            "`near` does not stand beside `lon` and `lat`.",
            {near: (lon, lat)},
            "no near beside lon and lat",
        ),
    )


@dataclass(frozen=True)
class _BetweenOrFile(OneOf):
    """The rule for `between` and `file`: one of them; `left` and `right` count as `file`."""

    def faults(self, line: Entry) -> Iterator[Fault]:
        """The fault of a line, told at the key that its author has to change."""
        of_file = sorted(
            (key for key in (Line.file, Line.left, Line.right) if line.has(key)),
            key=lambda key: key.name,
        )
        if line.has(Line.between):
            if of_file:
                expected = "between, or file with left and right, not both"
                yield line.fault(of_file[0], expected)
        elif line.has(Line.file):
            yield from super().faults(line)
        else:
            expected = 'pairs of countries, such as [["TUR", "SYR"]] (it is missing)'
            yield line.fault(Line.between, expected)


class Line(Entry):
    """A line that depths are measured from."""

    heading = Heading(
        "Lines",
        "[line.NAME]",
        "What depths are measured from: the land border of neighbours, or a line of your own. "
        "NAME is yours: small letters, digits and hyphens.",
        (
            "a country that does not exist, or a pair without a land border",
            "a pair that is named twice, in whatever order",
            "a file that is not there, or holds no line that can be measured from",
        ),
    )
    id = Needed(forms.ident, "The name in the header.", ("border",), in_header=True)
    between = Key(
        forms.pairs,
        "Pairs of neighbours whose land border it is; several pairs make one line.",
        ([["TUR", "SYR"]],),
    )
    file = Key(
        forms.path,
        "A line of your own, in a file in the folder of the scenario: .geojson, .gpkg, .shp, "
        '.shp.zip, .kml or .fgb. Of several layers one is named behind a "#".',
        ("mdl.geojson", "lines.gpkg#2020"),
    )
    left = Key(
        forms.country,
        "The country on the left of that line, as one goes along it the way its file draws it.",
        ("PRK",),
    )
    right = Key(forms.country, "The country on the right of that line.", ("KOR",))
    rules = (
        _BetweenOrFile(
            "Either `between` or `file`.",
            (between, file),
            (
                Needs(
                    "`left` and `right` go with `file`, both or neither; without them, whatever "
                    "lies there counts, and `into` says `left` or `right`.",
                    {left: (file, right), right: (file, left)},
                    {left: SIDE_MISSING["left"], right: SIDE_MISSING["right"]},
                ),
            ),
        ),
    )


class Stretch(Entry):
    """A piece of a line."""

    heading = Heading(
        "Stretches",
        "[stretch.NAME]",
        "A piece of a line, from one end to another. NAME is yours, as a line's.",
        (
            "a line that is not in the file",
            "an end that the line does not have, a river that crosses it in several places",
            "a place that is not known; both ends at one point",
        ),
    )
    id = Needed(forms.ident, "The name in the header.", ("border",), in_header=True)
    line = Needed(text, "The name of the line that it is a piece of.", ("border",))
    from_ = Needed(
        forms.end,
        'One end: "start", "end", "sea", a country\'s code, "km 120", "river:NAME" or a place.',
        ("river:Euphrates", "start", "km 120", "Jarabulus"),
    )
    to = Needed(
        forms.end,
        "The other end; which of the two lies first along the line does not matter.",
        ("IRQ", "end", "sea"),
    )


class Source(Entry):
    """A publication that a claim comes from."""

    heading = Heading(
        "Sources",
        "[[source]]",
        "Where a claim was published.",
        ("an id that another source has",),
    )
    id = Needed(
        forms.ident,
        "A name for it, by which proposals, events, overlays and places cite it.",
        ("r2019a",),
    )
    title = Needed(
        text,
        "Its headline or title, or a description in your own words.",
        ("News report on the second round of talks in Ankara",),
        stand_in="-",
    )
    date = Needed(forms.date, "When it was published.", DATES, stand_in="0001")
    publisher = Key(text, "Who published it.", ("Middle East Monitor",), stand_in=None)
    url = Key(
        forms.url,
        "Where it can be read, http or https. Pages link it; nothing is fetched.",
        ("https://example.org/report",),
        stand_in=None,
    )


class Event(Entry):
    """Something that happened, or was announced."""

    heading = Heading(
        "Events",
        "[[event]]",
        "Something that happened, or was announced.",
        (
            "a date after `as_of`, but for `planned = true`",
            SOURCES_KNOWN,
            "a place that is not known",
        ),
    )
    date = Needed(forms.date, "When it happened.", DATES, stand_in="0001")
    title = Needed(
        text,
        "What happened, in a line.",
        ("Agreement to set up a joint operations centre",),
        stand_in="-",
    )
    source = Needed(SOURCES, "Ids of the sources that say so.", (["r2019b"],), stand_in=())
    place = Key(text, "Where it happened: a name that is looked up.", ("Ankara",), stand_in=None)
    planned = Key(
        forms.true_or_false,
        "Whether it was only announced. It may then be later than `as_of`.",
        (True,),
        stand_in=True,
    )


class Overlay(Entry):
    """A layer that others drew: shown beneath the zones, not measured."""

    heading = Heading(
        "Overlays",
        "[[overlay]]",
        "A layer that others drew, shown beneath the zones and measured by nobody.",
        (
            "a date after `as_of`",
            SOURCES_KNOWN,
            "a file that is not there, or whose shapes do not fit its kind",
        ),
    )
    file = Needed(
        forms.path,
        "Its file, in the folder of the scenario: .geojson, .gpkg, .shp, .kml or .fgb. A field "
        "`name` is shown.",
        ("roads.geojson",),
    )
    kind_: Needed[Literal["road", "control", "area", "other"]] = Needed(
        choice(
            ("road", "lines"),
            ("control", "polygons, who holds what"),
            ("area", "polygons"),
            ("other", "lines or polygons"),
        ),
        "What it shows, and so how it is drawn.",
    )
    title = Needed(text, "Its name in the key.", ("Main roads",), stand_in="-")
    date = Needed(
        forms.date,
        "Of which day, month or year it is; no later than `as_of`.",
        DATES,
        stand_in="0001",
    )
    source = Needed(SOURCES, "Ids of the sources that it is from.", (["r2019b"],), stand_in=())


def _no_line(file: File) -> Iterator[Fault]:
    if not file.has(File.line):
        expected = 'a line to measure from, such as [line.border] with between = [["TUR", "SYR"]]'
        yield file.fault(File.line, f"{expected} (it is missing)")


def _repeated_places(file: File) -> Iterator[Fault]:
    seen = set()
    for place in file.places:
        says = frozenset(place.values.items())
        if says in seen:
            yield place.fault(Place.name, "each place only once", Place.name.of(place))
        seen.add(says)


class File(Entry):
    """A scenario file."""

    heading = Heading(
        "The top of the file",
        "",
        "What stands before the first header: lower down a key belongs to the table above it.",
    )
    format = Needed(
        exactly(FORMAT),
        "The format of this file, 1. It tells later versions of geozone how to read it.",
        (FORMAT,),
        stand_in=FORMAT,
    )
    title = Needed(
        text,
        "What the file is about, in a line: the title of maps, figures and reports.",
        ("Turkey–Syria safe-zone talks, 2016–2019",),
        stand_in="-",
    )
    as_of = Needed(
        forms.date,
        "What date the file claims to know. No stage, event or overlay may be later, but for "
        "events that were only announced.",
        ("2019-09-08", "2019-09"),
        stand_in="9999",
    )
    language = Key(
        forms.language,
        "The language of the texts in this file, by BCP 47; English where it is left out. Pages "
        "mark the texts with it, for browsers and screen readers; nothing is translated.",
        ("tr", "ar", "zh-Hant"),
        stand_in="en",
    )
    notes = Key(
        list_of(text, '["A note."]', least=0),
        "What a reader should know of the whole file. Every output shows it.",
        (["The map ends on 8 September 2019: it shows what was proposed, not what came of it."],),
        stand_in=(),
    )
    places = held(
        entries(Place, 2_000, short=text),
        "Places to judge: each a name, or a table that says more.",
        (["Manbij", {"name": "Al-Bab", "country": "SYR"}],),
    )
    line = held(
        entries(Line, 100, header=forms.ident),
        "What depths are measured from: each line under `[line.NAME]`.",
    )
    stretch = held(
        entries(Stretch, 500, header=forms.ident), "Pieces of lines: each under `[stretch.NAME]`."
    )
    source = held(entries(Source, 2_000), "Where claims were published: each under `[[source]]`.")
    proposal = held(entries(Proposal, 500), "Who asked for what: each under `[[proposal]]`.")
    event = held(entries(Event, 2_000), "What happened, or was announced: each under `[[event]]`.")
    overlay = held(
        entries(Overlay, 100),
        "Layers of others, shown beneath the zones: each under `[[overlay]]`.",
    )
    rules = (
        Rule(
            "A `[line.NAME]` must be there: zones are measured from it.",
            own_schema={"required": ["line"]},
            found=_no_line,
        ),
        Rule(
            "No place twice.",
            own_schema={"properties": {"places": {"uniqueItems": True}}},
            found=_repeated_places,
        ),
    )


KINDS: Final[tuple[type[Entry], ...]] = (
    File, Place, Line, Stretch, Source, Proposal, Stage, Zone, Event, Overlay,
)  # fmt: skip
TOP_KEYS: Final = frozenset(
    key.name
    for key in (File.format, File.title, File.as_of, File.language, File.notes, File.places)
)
