"""Which keys each entry of a scenario file has, and the form of each (``format = 1``).

A `stand_in` is what later stages see in place of a faulty value, so that they can look for faults
of their own; it never reaches an output, since a file with faults gives none.
"""

from __future__ import annotations

from geozone import schema_forms
from geozone.schema_entries import Key, Table
from geozone.schema_forms import choice, list_of, text

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

_sources = list_of(text, '["r2019a"]')
_sides = list_of(schema_forms.side, '["SYR"]')

TOP: Table = {
    "format": Key(schema_forms.exactly(FORMAT), required=True, stand_in=FORMAT),
    "title": Key(text, required=True, stand_in="-"),
    "as_of": Key(schema_forms.date, required=True, stand_in="9999"),
    "language": Key(schema_forms.language, stand_in="en"),
    "notes": Key(list_of(text, '["A note."]', least=0), stand_in=()),
}
PLACE: Table = {
    "name": Key(text, required=True),
    "country": Key(schema_forms.country),
    "other": Key(text, stand_in=None),
    "near": Key(schema_forms.lonlat),
    "lon": Key(schema_forms.lon),
    "lat": Key(schema_forms.lat),
    "uncertainty_km": Key(schema_forms.uncertainty_km, stand_in=None),
    "source": Key(schema_forms.text_or(_sources), stand_in="-"),
}
LINE: Table = {
    "between": Key(schema_forms.pairs),
    "file": Key(schema_forms.path),
    "left": Key(schema_forms.country),
    "right": Key(schema_forms.country),
}
STRETCH: Table = {
    "line": Key(text, required=True),
    "from": Key(schema_forms.end, required=True),
    "to": Key(schema_forms.end, required=True),
}
NAMED: Table = {"id": Key(schema_forms.ident, required=True)}  # the name in the header
SOURCE: Table = {
    "id": Key(schema_forms.ident, required=True),
    "title": Key(text, required=True, stand_in="-"),
    "date": Key(schema_forms.date, required=True, stand_in="0001"),
    "publisher": Key(text, stand_in=None),
    "url": Key(schema_forms.url, stand_in=None),
}
STAGE: Table = {
    "status": Key(
        choice("proposed", "claimed", "agreed", "in-force", "ended"),
        required=True,
        stand_in="proposed",
    ),
    "from": Key(schema_forms.date, required=True, stand_in="0001"),
    "to": Key(schema_forms.date, stand_in=None),
}
PROPOSAL: Table = {
    "id": Key(schema_forms.ident, required=True, stand_in=""),
    "title": Key(text, required=True, stand_in="-"),
    "by": Key(list_of(text, '["Turkey"]'), required=True, stand_in=("-",)),
    "stages": Key(
        schema_forms.tables('[{ status = "proposed", from = "2019-08-05" }]', MOST["stages"]),
        required=True,
        stand_in=(),
    ),
    "said": Key(text, required=True, stand_in="-"),
    "reading": Key(text, stand_in=None),
    "source": Key(_sources, required=True, stand_in=()),
    "variant_of": Key(text, stand_in=None),
    "people": Key(schema_forms.people, stand_in=None),
    "note": Key(text, stand_in=None),
    "zone": Key(schema_forms.tables("[[proposal.zone]]", MOST["zone"]), stand_in=()),
}
ZONE: Table = {
    "label": Key(schema_forms.ident, stand_in=None),
    "line": Key(text),
    "stretch": Key(text),
    "place": Key(text),
    "area": Key(schema_forms.path),
    "into": Key(_sides),
    "depth": Key(schema_forms.depth),
    "part": Key(schema_forms.part),
    "length": Key(schema_forms.length),
    "anchor": Key(choice("centre", "from", "to")),
    "minus": Key(text),
    "bank": Key(schema_forms.bank),
    "draw": Key(choice("fill", "outline"), stand_in=None),
    "assumed": Key(
        list_of(
            choice("border", "stretch", "position", "length", "depth", "side"), '["depth"]', least=0
        ),
        stand_in=(),
    ),
}
EVENT: Table = {
    "date": Key(schema_forms.date, required=True, stand_in="0001"),
    "title": Key(text, required=True, stand_in="-"),
    "source": Key(_sources, required=True, stand_in=()),
    "place": Key(text, stand_in=None),
    "planned": Key(schema_forms.true_or_false, stand_in=True),
}
OVERLAY: Table = {
    "file": Key(schema_forms.path, required=True),
    "kind": Key(choice("road", "control", "area", "other"), required=True),
    "title": Key(text, required=True, stand_in="-"),
    "date": Key(schema_forms.date, required=True, stand_in="0001"),
    "source": Key(_sources, required=True, stand_in=()),
}
FILE: Table = {
    **TOP,
    **dict.fromkeys(
        ("places", "line", "stretch", "source", "proposal", "event", "overlay"),
        Key(schema_forms.anything),
    ),
}
TOP_KEYS = frozenset({*TOP, "places"})
