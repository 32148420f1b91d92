"""A commented template of a scenario file for a border: valid, to be filled with facts.

This module makes text only: it writes no file and computes no zone. In the template a line that
begins with ``#`` and no space is an example: without its ``#`` it is valid TOML.
"""

from __future__ import annotations

import textwrap
from string import Template
from typing import Any

from geozone.atlas import world
from geozone.errors import printable
from geozone.lines.summary import Survey
from geozone.quantities import number_text
from geozone.scenario.format.entry import Key
from geozone.scenario.format.json_schema import described
from geozone.scenario.format.keys import Overlay, Place, Zone
from geozone.scenario.provenance import border_date

_DEPTH_KM = 10
_COLUMNS = 100  # width of a comment line, characters

_TEXT = Template(
    """\
# A start for zones along the border $a_name–$b_name. Change it with any text editor; then
#
#   geozone check $file      says every fault at once, a line each
#   geozone map $file        draws it
#
# What begins with "#" is not read. Take the "#" away from an example that you need.
# Dates are a year, a year and month, or a day. Ids and labels: a-z, 0-9 and hyphens.

format = 1                          # of this file; leave it
title = "$title"
as_of = "$date"                   # what date the file claims to know; nothing later may stand in it
#language = "en"                    # of the texts in this file, by BCP 47: "tr", "ar", "zh-Hant"
notes = ["An example: its proposal is made up. The date is that of the border data."]

# Places to judge. A name is looked up; a table says more:
$of_places
#places = [{ name = "Example", lon = $lon, lat = $lat, country = "$b", source = ["example"] }]

# What depths are measured from: pairs of neighbours; several pairs make one line.
# Or a line of your own, and the countries on its left and right, looking along it as its file
# draws it (without them, whatever lies there counts; into then says "left" or "right"):
#   file = "line.geojson", left = "$a", right = "$b"
# .geojson, .gpkg, .shp, .shp.zip, .kml or .fgb, beside this file; "lines.gpkg#name" for a layer.
[line.border]
between = [["$a", "$b"]]

# A piece of the line. Its ends (from, to):
#   $ends
#   or a place (its nearest border point).
#[stretch.piece]
#line = "border"
#from = "start"
#to = "end"

# Where claims were published. publisher and url are optional.
[[source]]
id = "example"
title = "An example, not a publication"
date = "$date"
#publisher = "Example Press"
#url = "https://example.org/report"

# Who asked for what. A proposal without a zone is listed, not drawn.
[[proposal]]
id = "example"
title = "Example: $depth km into $b_name"
by = ["Nobody"]
# status: proposed, claimed, agreed, in-force or ended; `to` if a stage has ended.
stages = [{ status = "proposed", from = "$date" }]
# said: what the source says, in your words. reading: what had to be added to draw it.
said = "A zone $depth km deep along the whole border. (Made up.)"
reading = "Nothing had to be added."
source = ["example"]                # ids of sources
#people = [1000, 2000]              # how many it speaks of: a number, or the lowest and highest
#note = "What else a reader should know."

# Its zone, or several, each with a label. It lies along one of: line, stretch, place; or it is
# an area = "area.geojson": polygons that are drawn as they are, without depth and verdicts.
$of_zones
[[proposal.zone]]
line = "border"
into = ["$b"]
depth = "$depth km"
assumed = []

# Another reading of the same words: off until the reader switches it on.
$of_pieces
#[[proposal]]
#id = "example-middle"
#variant_of = "example"
#title = "Example: only in the middle"
#by = ["Nobody"]
#stages = [{ status = "proposed", from = "$date" }]
#said = "A zone $depth km deep along the middle third. (Made up.)"
#source = ["example"]
#
#[[proposal.zone]]
#label = "first"
#stretch = "piece"
#part = "2 of 3"
#length = "$length km"
#anchor = "centre"
#into = ["$b"]
#depth = "$depth km"
#assumed = ["position"]
#
#[[proposal.zone]]
#label = "later"
#stretch = "piece"
#part = "2 of 3"
#minus = "first"
#into = ["$b"]
#depth = "$depth km"
#draw = "outline"

# What happened, or was announced (planned = true); a place and sources belong to it.
#[[event]]
#date = "$date"
#title = "Something happens"
#source = ["example"]
#planned = false

# A layer that others drew, shown beneath the zones and measured by nobody.
$of_overlays
#[[overlay]]
#file = "roads.geojson"
#kind = "road"
#title = "Main roads"
#date = "$date"
#source = ["example"]
"""
)


def starter(survey: Survey, file: str) -> str:
    """Write the template of a scenario file for a border.

    Parameters
    ----------
    survey
        Survey of a border between two countries; the example zone extends into the second.
    file
        Name of the file to be, for the commands in its comments.

    Returns
    -------
    str
        TOML that `geozone check` finds good.

    Examples
    --------
    >>> from geozone.border import Border
    >>> from geozone.lines.summary import survey
    >>> text = starter(survey(Border.between("TUR", "SYR")), "talks.toml")
    >>> text.splitlines()[0]
    '# A start for zones along the border Turkey–Syria. Change it with any text editor; then'
    """
    a, b = survey.border.pairs[0]
    a_name, b_name = world.country_name(a), world.country_name(b)
    middle = survey.border.line.interpolate(0.5, normalized=True)
    return _TEXT.substitute(
        a=a,
        b=b,
        a_name=a_name,
        b_name=b_name,
        title=f"Zones along the border {a_name}–{b_name}",
        date=border_date(),
        depth=_DEPTH_KM,
        # Half of the middle third of the border, in two digits: a length that fits any border.
        length=number_text(float(f"{survey.border.length_km / 6:.2g}")),
        lon=f"{middle.x:.3f}",
        lat=f"{middle.y:.3f}",
        ends=_ends(survey),
        file=printable(file),  # a control character in the name would break a TOML comment
        of_places=_told(
            Place.country,
            Place.near,
            Place.other,
            Place.lon,
            Place.lat,
            Place.uncertainty_km,
            Place.source,
        ),
        of_zones=_told(Zone.into, Zone.depth, Zone.bank, Zone.draw, Zone.assumed),
        of_pieces=_told(Zone.part, Zone.length, Zone.anchor, Zone.minus),
        of_overlays=_told(Overlay.file, Overlay.kind_, Overlay.date),
    )


def _told(*keys: Key[Any]) -> str:
    """The meaning of some keys as comment lines, in the words of the reference page."""
    width = max(len(key.name) for key in keys)
    lines = []
    for key in keys:
        first, then = (f"#   {word:<{width}}  " for word in (key.name, ""))
        lines += textwrap.wrap(
            described(key), _COLUMNS, initial_indent=first, subsequent_indent=then
        )
    return "\n".join(lines)


def _ends(survey: Survey) -> str:
    """The ends that a stretch of this border can have, as a scenario file writes them."""
    # Only an end that occurs once can be named: a country met at two tripoints is ambiguous.
    only = [f'"{end.at}" (km {end.km:.0f})' for end in survey.ends if end.is_only]
    rivers = [
        f'"river:{river.name}" (km {river.crossings_km[0]:.0f})'
        for river in survey.rivers
        if not river.no_end
    ]
    length = f'"km 0" to "km {int(survey.border.length_km)}"'
    return ", ".join(['"start", "end"', *only, *rivers, length])
