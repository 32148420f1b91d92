"""Which keys each entry of a scenario file has, what each means, and its form (``format = 1``).

The words stand here and nowhere else: editors get them by the JSON Schema, readers by the reference
page. A `stand_in` is what later stages see in place of a faulty value, so that they can look for
faults of their own; it never reaches an output, since a file with faults gives none.
"""

from __future__ import annotations

from geozone.scenario.format import forms
from geozone.scenario.format.compound import Choice, Entries, Exactly, ListOf, ListOr, Tables
from geozone.scenario.format.entry import Key, Table
from geozone.scenario.format.forms import text

FORMAT = 1
MOST = {
    "places": 2_000,
    "line": 100,
    "stretch": 500,
    "source": 2_000,
    "proposal": 500,
    "zone": 100,
    "stages": 100,
    "event": 2_000,
    "overlay": 100,
}  # entries; far above any real file, and low enough to be answered in seconds

_sources = ListOf(text, '["r2019a"]')
_stages = Tables("stage", '[{ status = "proposed", from = "2019-08-05" }]', MOST["stages"])
_DATES = ("2019-08-05", "2019-08", "2019")

TOP: Table = {
    "format": Key(
        Exactly(FORMAT),
        "The format of this file, 1. It tells later versions of geozone how to read it.",
        (FORMAT,),
        required=True,
        stand_in=FORMAT,
    ),
    "title": Key(
        text,
        "What the file is about, in a line: the title of maps, figures and reports.",
        ("Turkey–Syria safe-zone talks, 2016–2019",),
        required=True,
        stand_in="-",
    ),
    "as_of": Key(
        forms.date,
        "What date the file claims to know. No stage, event or overlay may be later, but for "
        "events that were only announced.",
        ("2019-09-08", "2019-09"),
        required=True,
        stand_in="9999",
    ),
    "language": Key(
        forms.language,
        "The language of the texts in this file, by BCP 47; English where it is left out. Pages "
        "mark the texts with it, for browsers and screen readers; nothing is translated.",
        ("tr", "ar", "zh-Hant"),
        stand_in="en",
    ),
    "notes": Key(
        ListOf(text, '["A note."]', least=0),
        "What a reader should know of the whole file. Every output shows it.",
        (["The map ends on 8 September 2019: it shows what was proposed, not what came of it."],),
        stand_in=(),
    ),
}
PLACE: Table = {
    "name": Key(
        text,
        "The place's name, in any spelling or script. It is looked up, unless `lon` and `lat` "
        "are given.",
        ("Manbij",),
        required=True,
    ),
    "country": Key(
        forms.country,
        "The country in which to look, where several places bear the name.",
        ("SYR",),
    ),
    "other": Key(text, "A second name, shown beside the first.", ("Ayn al-Arab",), stand_in=None),
    "near": Key(
        forms.lonlat,
        "A point, [longitude, latitude], near the one that is meant, where several places of a "
        "country bear the name.",
        ([37.95, 36.53],),
    ),
    "lon": Key(
        forms.lon,
        "The longitude of a point of your own that is not looked up, degrees east on WGS84.",
        (37.955,),
    ),
    "lat": Key(
        forms.lat,
        "The latitude of that point, degrees north on WGS84.",
        (36.528,),
    ),
    "uncertainty_km": Key(
        forms.uncertainty_km,
        "How far the point may be off, in km; 1 where it is left out. Closer than that to an edge, "
        'the place is "too close to call".',
        (0.2,),
        stand_in=None,
    ),
    "source": Key(
        ListOr(_sources, text),
        "Who says that it lies there: ids of sources, or a text. It goes with `lon`, `lat`.",
        (["r2016"], "Survey of 2018"),
        stand_in="-",
    ),
}
LINE: Table = {
    "between": Key(
        forms.pairs,
        "Pairs of neighbours whose land border it is; several pairs make one line.",
        ([["TUR", "SYR"]],),
    ),
    "file": Key(
        forms.path,
        "A line of your own, in a file in the folder of the scenario: .geojson, .gpkg, .shp, "
        '.shp.zip, .kml or .fgb. Of several layers one is named behind a "#".',
        ("mdl.geojson", "lines.gpkg#2020"),
    ),
    "left": Key(
        forms.country,
        "The country on the left of that line, as one goes along it the way its file draws it.",
        ("PRK",),
    ),
    "right": Key(forms.country, "The country on the right of that line.", ("KOR",)),
}
STRETCH: Table = {
    "line": Key(text, "The name of the line that it is a piece of.", ("border",), required=True),
    "from": Key(
        forms.end,
        'One end: "start", "end", "sea", a country\'s code, "km 120", "river:NAME" or a place.',
        ("river:Euphrates", "start", "km 120", "Jarabulus"),
        required=True,
    ),
    "to": Key(
        forms.end,
        "The other end; which of the two lies first along the line does not matter.",
        ("IRQ", "end", "sea"),
        required=True,
    ),
}
NAMED: Table = {"id": Key(forms.ident, "The name in the header.", ("border",), required=True)}
SOURCE: Table = {
    "id": Key(
        forms.ident,
        "A name for it, by which proposals, events, overlays and places cite it.",
        ("r2019a",),
        required=True,
    ),
    "title": Key(
        text,
        "Its headline or title, or a description in your own words.",
        ("News report on the second round of talks in Ankara",),
        required=True,
        stand_in="-",
    ),
    "date": Key(forms.date, "When it was published.", _DATES, required=True, stand_in="0001"),
    "publisher": Key(text, "Who published it.", ("Middle East Monitor",), stand_in=None),
    "url": Key(
        forms.url,
        "Where it can be read, http or https. Pages link it; nothing is fetched.",
        ("https://example.org/report",),
        stand_in=None,
    ),
}
STAGE: Table = {
    "status": Key(
        Choice(
            (
                ("proposed", "somebody asked for it"),
                ("claimed", "somebody says that it is so; others may not"),
                ("agreed", "the parties said yes"),
                ("in-force", "it applied"),
                ("ended", "it applied no longer, or was given up"),
            )
        ),
        "How far the proposal had come.",
        required=True,
        stand_in="proposed",
    ),
    "from": Key(forms.date, "Since when.", _DATES, required=True, stand_in="0001"),
    "to": Key(forms.date, "Until when, if that stage has ended.", ("2019-10",), stand_in=None),
}
PROPOSAL: Table = {
    "id": Key(
        forms.ident,
        "A name for it. Zones, rows of tables and links are named by it.",
        ("us-section",),
        required=True,
        stand_in="",
    ),
    "title": Key(text, "What readers see.", ("US section proposal",), required=True, stand_in="-"),
    "by": Key(
        ListOf(text, '["Turkey"]'),
        "Who asked for it.",
        (["Turkey"], ["Turkey", "United States"]),
        required=True,
        stand_in=("-",),
    ),
    "stages": Key(
        _stages,
        "What became of it: its stages, each with a `status` and dates.",
        ([{"status": "proposed", "from": "2019-08-05"}],),
        required=True,
        stand_in=(),
    ),
    "said": Key(
        text,
        "What the source says, in your own words.",
        ("15 km deep and 140 km long, in the middle third.",),
        required=True,
        stand_in="-",
    ),
    "reading": Key(
        text,
        "What had to be added or chosen in order to draw it.",
        ("The 140 km are centred in the middle third by us.",),
        stand_in=None,
    ),
    "source": Key(
        _sources,
        "Ids of the sources that say so.",
        (["r2019a"],),
        required=True,
        stand_in=(),
    ),
    "variant_of": Key(
        text,
        "The id of the proposal of which this is another reading. It is off until the reader "
        "switches it on.",
        ("us-section",),
        stand_in=None,
    ),
    "people": Key(
        forms.people,
        "How many people it speaks of: a whole number, or the lowest and the highest.",
        (1_000_000, [1_000_000, 2_000_000]),
        stand_in=None,
    ),
    "note": Key(
        text,
        "What else a reader should know of it.",
        ("The report says miles; the talks were in km.",),
        stand_in=None,
    ),
    "zone": Key(
        Tables("zone", "[[proposal.zone]]", MOST["zone"]),
        "Its zones, each under `[[proposal.zone]]`. Without one it is listed, not drawn.",
        stand_in=(),
    ),
}
ZONE: Table = {
    "label": Key(
        forms.ident,
        "A name for it within its proposal. Several zones of a proposal need one each; the zone's "
        "id is then `proposal/label`.",
        ("first",),
        stand_in=None,
    ),
    "line": Key(text, "The name of the line that it lies along, from end to end.", ("border",)),
    "stretch": Key(text, "The name of the stretch that it lies along.", ("northeast",)),
    "place": Key(
        text,
        "The place that it surrounds: a disc as far as `depth` says, or without one a marker.",
        ("Manbij",),
    ),
    "area": Key(
        forms.path,
        "A file with polygons that are drawn as they are, in the folder of the scenario. They have "
        "an area and listed places, but no depth, no length and no verdicts.",
        ("area.geojson",),
    ),
    "into": Key(
        ListOf(forms.side, '["SYR"]'),
        'The countries that it extends into, by code; "left" or "right" of a line of your own.',
        (["SYR"], ["left"]),
    ),
    "depth": Key(
        forms.depth,
        "How far it reaches from the border, as it was said: 0.01 to 500 km. A range makes two "
        'zones; "about" makes its edge uncertain by 5 %.',
        ("15 km", "about 20 mi", "5-14 km"),
    ),
    "part": Key(
        forms.part,
        'Which of how many equal lengths of the line or stretch: "2 of 3" is the second of three.',
        ("2 of 3",),
    ),
    "length": Key(
        forms.length,
        "That length of the line, stretch or part, at its anchor.",
        ("140 km", "about 87 mi"),
    ),
    "anchor": Key(
        Choice(
            (
                ("centre", "in the middle (the default)"),
                ("from", "at the end that `from` names"),
                ("to", "at the end that `to` names"),
            )
        ),
        "Where `length` lies.",
    ),
    "minus": Key(
        text,
        "The label of a zone of the same proposal that is taken off; it lies on the same line.",
        ("first",),
    ),
    "bank": Key(
        forms.bank,
        "What lies on that bank of a river, looking downstream; also north, east, south or west of "
        "it where that is unambiguous.",
        ("left of river:Euphrates", "east of river:Euphrates"),
    ),
    "draw": Key(
        Choice((("fill", "filled (the default)"), ("outline", "its outline alone"))),
        "How it is drawn; figures stay.",
        stand_in=None,
    ),
    "assumed": Key(
        ListOf(
            Choice(
                (
                    ("border", "which border, or whose version of it"),
                    ("stretch", "where along the border it begins and ends"),
                    ("position", "where within the stretch it lies"),
                    ("length", "how long it is"),
                    ("depth", "how deep it is"),
                    ("side", "on which side it lies"),
                )
            ),
            '["depth"]',
            least=0,
        ),
        "What the source does not say and we had to assume.",
        (["position"], []),
        stand_in=(),
    ),
}
EVENT: Table = {
    "date": Key(forms.date, "When it happened.", _DATES, required=True, stand_in="0001"),
    "title": Key(
        text,
        "What happened, in a line.",
        ("Agreement to set up a joint operations centre",),
        required=True,
        stand_in="-",
    ),
    "source": Key(
        _sources, "Ids of the sources that say so.", (["r2019b"],), required=True, stand_in=()
    ),
    "place": Key(text, "Where it happened: a name that is looked up.", ("Ankara",), stand_in=None),
    "planned": Key(
        forms.true_or_false,
        "Whether it was only announced. It may then be later than `as_of`.",
        (True,),
        stand_in=True,
    ),
}
OVERLAY: Table = {
    "file": Key(
        forms.path,
        "Its file, in the folder of the scenario: .geojson, .gpkg, .shp, .kml or .fgb. A field "
        "`name` is shown.",
        ("roads.geojson",),
        required=True,
    ),
    "kind": Key(
        Choice(
            (
                ("road", "lines"),
                ("control", "polygons, who holds what"),
                ("area", "polygons"),
                ("other", "lines or polygons"),
            )
        ),
        "What it shows, and so how it is drawn.",
        required=True,
    ),
    "title": Key(text, "Its name in the key.", ("Main roads",), required=True, stand_in="-"),
    "date": Key(
        forms.date,
        "Of which day, month or year it is; no later than `as_of`.",
        _DATES,
        required=True,
        stand_in="0001",
    ),
    "source": Key(
        _sources, "Ids of the sources that it is from.", (["r2019b"],), required=True, stand_in=()
    ),
}
FILE: Table = {
    **TOP,
    "places": Key(
        Entries("place", MOST["places"], short=text),
        "Places to judge: each a name, or a table that says more.",
        (["Manbij", {"name": "Al-Bab", "country": "SYR"}],),
    ),
    "line": Key(
        Entries("line", MOST["line"], named=True),
        "What depths are measured from: each line under `[line.NAME]`.",
    ),
    "stretch": Key(
        Entries("stretch", MOST["stretch"], named=True),
        "Pieces of lines: each under `[stretch.NAME]`.",
    ),
    "source": Key(
        Entries("source", MOST["source"]), "Where claims were published: each under `[[source]]`."
    ),
    "proposal": Key(
        Entries("proposal", MOST["proposal"]), "Who asked for what: each under `[[proposal]]`."
    ),
    "event": Key(
        Entries("event", MOST["event"]),
        "What happened, or was announced: each under `[[event]]`.",
    ),
    "overlay": Key(
        Entries("overlay", MOST["overlay"]),
        "Layers of others, shown beneath the zones: each under `[[overlay]]`.",
    ),
}
TOP_KEYS = frozenset({*TOP, "places"})
