"""English words of a report; gaps in braces are filled by the modules `maps.report_…`.

Forms: of proposals ``""``, of agreements ``"_agreed"``, of zones drawn by options
``"_unpublished"`` (`maps.words.wording.form`).
"""

from __future__ import annotations

LANG = "en"
REGION = "en-GB"  # of whose spelling these words are; word processors check by it

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
AND = "and"
OTHERS = ("one other", "{n} others")

PARTS = {
    "summary": "In short",
    "map": "The map",
    "figures": "Zones in figures",
    "places": "Places",
    "said": "What was said, and how it is read",
    "said_agreed": "What was agreed, and how it is read",
    "said_unpublished": "What was asked for",
    "events": "What happened",
    "overlays": "Layers that others drew",
    "notes": "Notes of this scenario",
    "method": "How it was made, and how exact it is",
    "borders": "What the lines imply",
    "publish": "May I publish this?",
    "cite": "How to cite it",
    "sources": "Sources",
}

CONTENTS = "Contents"
FIGURE = "Figure"
TABLE = "Table"
SOURCES = "Sources"
ZONE = "Zone"

# One, several.
THING = {
    "": ("proposal", "proposals"),
    "_agreed": ("agreement", "agreements"),
    "_unpublished": ("depth", "depths"),
}

SUMMARY = {
    "reading_of_one": ", also in another reading",
    "measured": "Depths are measured from {lines}",
    "line": "the border {name}, {length} long in the data used",
    "own_line": "{name}, {length} long",
    "depth_one": "The zone is {depth} deep{into}",
    "into": ", into {countries}",
    "depth_all": "All zones are {depth} deep",
    "depths": "Depths range from {least} {of_least} to {most} {of_most}",
    "of": "for {titles}",
    "of_assumed": "for {titles}, where the depth is assumed",
    "area_one": "It covers {area}",
    "area_all": "Each of them covers {area}",
    "areas": "By area the zones range from {least} {of_least} to {most} {of_most}",
    "places": "Of the {n} places judged, {counts}",
    "place": "{name}, the one place judged, {said}",
    "place_inside": "lies {inside}",
    "place_close": "is too close to an edge to call",
    "place_outside": "lies {outside}",
    "all_inside": "All {n} places judged lie {inside}",
    "all_close": "All {n} places judged are too close to an edge to call",
    "all_outside": "All {n} places judged lie {outside}",
    "readings_counted": ", other readings included",
}

# One, several.
SUMMARY_COUNTED = {
    "mapped": ("{n} {thing} is mapped", "{n} {thing} are mapped"),
    "mapped_unpublished": (
        "{n} {thing} is drawn from options, not from a published proposal",
        "{n} {thing} are drawn from options, not from published proposals",
    ),
    "readings": (
        ", {n} of them also in another reading",
        ", {n} of them also in another reading",
    ),
    "unmapped": (
        "; {n} more has no stated extent and is only listed",
        "; {n} more have no stated extent and are only listed",
    ),
    "none_mapped": (
        "{n} {thing} is listed; it has no stated extent, so nothing of it is mapped",
        "{n} {thing} are listed; they have no stated extent, so nothing of them is mapped",
    ),
    "marked": (
        "; {n} {thing} states no depth and is marked at its place",
        "; {n} {thing} state no depth and are marked at their places",
    ),
    "marked_alone": (
        "{n} {thing} states no depth and is marked at its place",
        "{n} {thing} state no depth and are marked at their places",
    ),
    "inside": ("{n} lies {inside}", "{n} lie {inside}"),
    "close": ("{n} is too close to an edge to call", "{n} are too close to an edge to call"),
    "outside": ("{n} lies {outside}", "{n} lie {outside}"),
}

# Where a place lies, with one zone and with several.
SUMMARY_WHERE = (
    {"inside": "in the zone", "outside": "outside the zone"},
    {"inside": "in at least one zone", "outside": "in no zone"},
)

BODY = {
    "frame_caption": (
        "The interactive map, whole in this file: it asks no host for anything. Outlines on it are "
        "lightened to within {light}; all figures come from the exact ones."
    ),
    "frame_file": "The interactive map, one file that works offline: ",
    "figure_caption": "{title}. {as_of} Other readings are not drawn here.",
    "figure_caption_all": "{title}. {as_of}",
    "figure_alt": "Map: {title}. {as_of} Shown: {shown}.",
    "figures_lead": (
        "A zone is named by its id; what stands behind it is said under the same id further below. "
        "Lengths and areas are geodesic on WGS84."
    ),
    "places_none": "No places are named.",
    "other_reading": "Another reading of “{title}”.",
    "listed_only": "No extent is stated: listed, not drawn.",
    "note": "Note",
    "planned": "(planned)",
    "overlay": ": {kind}, as of {date}.",
    "overlay_lead": "They lie beneath the zones. No zone, figure or verdict depends on them.",
    "more_places": (
        "Of the {places} places of {file} this table has {shown}: in the zones first, then the "
        "largest. The command “geozone places” lists them all."
    ),
}

METHOD = {
    "zone": (
        "A zone is the land of the stated side whose geodesic distance to the border is at most "
        "the depth and whose nearest border point lies on the stated section: its ends are cut, "
        "not rounded. Distance is as the crow flies, on the ellipsoid (WGS84)."
    ),
    "zone_own": (
        "A zone is the land of the stated side whose geodesic distance to the line is at most the "
        "depth and whose nearest point of the line lies on the stated section: its ends are cut, "
        "not rounded. Distance is as the crow flies, on the ellipsoid (WGS84)."
    ),
    "disc": "Round a place, a depth is a radius.",
    "tolerance": (
        "Outlines are within {tolerance} of the exact depth at every point of every edge, edges "
        "read as straight in longitude and latitude (RFC 7946)."
    ),
    "border": "The line that depths are measured from is itself drawn to within {border}.",
    "rounding": (
        "Lengths are given to 0.1 km. Areas are rounded to what these tolerances allow: to the "
        "power of ten at or below the outline’s length times the larger of the two."
    ),
    "about": (
        "“About” is the source’s word and is kept. The zone is drawn at the number; for verdicts "
        "its depth counts as known to {share} %."
    ),
    "range": (
        "A range of depths gives a zone for each of its ends and a band between them, which is "
        "drawn only: it has no figures."
    ),
    "units": ("The unit that was said stands first, the other is converted (1 mi = 1.609344 km)."),
    "margin": (
        "A margin is the distance from a place’s listed point to the nearest edge of the zone that "
        "counts: depth, section end, river cut, or the edge of a zone taken off; no coast and no "
        "country’s border."
    ),
    "close": (
        "A place is too close to call where that distance is less than what is known of point, "
        "line and depth together (the root of the sum of their squares): {point} km for a point "
        "unless its list says otherwise, {border} for the line, {cut} for a cut at a river or a "
        "place{about}."
    ),
    "close_about": ", and {share} % of a depth said with “about”",
    "listed": (
        "Listed places are towns of the embedded GeoNames list; most villages are not in it. Their "
        "number is no census, and no sum of population is given where fewer than 80 % of them have "
        "one."
    ),
    "river": "Cut at a river, whose line is known to {river}: {zones}.",
    "area": "Drawn from a file of the user’s own, not measured from a border: {zones}.",
    "assumed": "What a source does not say and was added to draw it is named as assumed.",
    "data": "Data used: {data}.",
}

PUBLISH = {
    "yes": (
        "Yes: text, tables, figure and map may be published, also commercially, if these credits "
        "stay with them:"
    ),
    "yes_own": (
        "Text, tables, figure and map may be published, also commercially, as far as the licence "
        "of the user’s own files allows, which is not known here. These credits stay with them:"
    ),
    "produced": (
        "A map, figure or table is a “produced work” of the Open Database License (ODbL 1.0): it "
        "may have any licence, and says that it contains information from OpenStreetMap, which is "
        "available under the ODbL."
    ),
    "database": (
        "The zones as data (a GIS file, also one that is made of the map on a page) are a "
        "derivative database: whoever publishes them does so under the ODbL, with the same "
        "attribution."
    ),
    "river": (
        "Zones cut at a river also derive from GSHHG data (LGPL 3.0 or later): {zones}. Their "
        "outlines as data are passed on under both licences."
    ),
    "names": "Names and positions of towns are those of GeoNames (CC BY 4.0: name it).",
    "leaflet": (
        "The interactive map carries Leaflet (BSD-2-Clause); its licence stands in the file."
    ),
    "said": (
        "What the sources said is told in this scenario’s own words; the sources themselves belong "
        "to their publishers."
    ),
    "advice": "A summary of the licences, which are what counts; no legal advice.",
}

CITE = {
    "this": (
        "{title}, as of {date}. Report made with geozone {version} from the scenario “{name}”."
    ),
    "this_options": "{title}. Report made with geozone {version} from options, as of {date}.",
    "data": "{title}: {attribution}, {date}; {source}, version {version}.",
    "advice": (
        "Please cite the sources of a claim beside this report: it says how their words were "
        "drawn, not that they are true."
    ),
}

FOOT = "Made with geozone {version}. As of {date}."
