"""English interface words; gaps in braces are filled by `wording` or the page's script."""

from __future__ import annotations

from geozone.notes import ENGLISH

LANG = "en"
DIRECTION = "ltr"

# What the page's script needs; it gets nothing else.
PAGE = {
    "alsoHere": "Also at this point",
    "area": "Area",
    "close": "Close",
    "comma": ", ",
    "copyLink": "Copy a link to this view",
    "depth": "Depth",
    "depthKey": "Inside at this depth",
    "depthKeyOut": "Farther away, or not on this side",
    "depthLabel": "Depth of the zone",
    "depthMarks": "Depths that were said",
    "depthSide": "Line and side",
    "depthWhose": "That is the depth of",
    "events": "What happened",
    "find": "Find a place or a zone",
    "findAlso": "also “{name}”",
    "findClear": "Clear the search",
    "findCount": "{n} found",
    "findNothing": "Nothing found for “{text}”.",
    "findScope": (
        "Searched are only the zones, the places of this scenario and the towns on this map."
    ),
    "findToBorder": "{distance} to the border",
    "findTown": "Town",
    "fragmentCopied": "Copied: append it to this page’s address wherever it stands.",
    "home": "Show the whole map",
    "inside": "Inside",
    "key": "Key",
    "length": "Length",
    "licences": "Data and licences",
    "linkByHand": "Copy this:",
    "linkCopied": "Link copied.",
    "listed": "Proposals without a stated extent",
    "mapLabel": "Map: {title}. Everything on it can also be reached from the lists beside it.",
    "margin": "Margin",
    "marginNote": (
        "Margin: distance from the place to the nearest edge of the zone that counts, "
        "positive inside. Too close to call: nearer to an edge than the place’s position is known."
    ),
    "modes": "Ways to look at them",
    "name": "Name",
    "notes": "How to read this map",
    "pair": "Compare two",
    "pairBoth": "Both",
    "pairDifference": "Difference",
    "pairFirst": "First zone",
    "pairHint": "Figures come from the exact zones; what is drawn is lighter.",
    "pairListed": "Listed places",
    "pairListedNote": (
        "Listed places: towns of the embedded GeoNames list; most villages are not in it."
    ),
    "pairMore": "and {n} more",
    "pairNone": "none",
    "pairOnly": "Only {zone}",
    "pairPart": "Where",
    "pairSaid": "{part}: {area}, {n} listed places.",
    "pairScenario": "Places of this scenario",
    "pairSecond": "Second zone",
    "pairShares": "In both lie {a} of {first} and {b} of {second}.",
    "pairSlid": "{a} % {first}, {b} % {second}",
    "pairSlider": "Divider between the two zones",
    "pairSwap": "Swap the two zones",
    "pairSwipe": "Swipe",
    "pairTooClose": "Too close to call in one of them",
    "pairView": "How to compare",
    "pairWhich": "Which places",
    "overlays": "Also shown",
    "overlaysHint": "Not proposals: layers that others drew, each as of its own date.",
    "place": "Place",
    "places": "Places",
    "planned": "planned",
    "proposals": "Proposals",
    "proposalsHint": "Switch each on or off. Click a zone on the map for its figures and sources.",
    "scaleFt": "{n} ft",
    "scaleKm": "{n} km",
    "scaleM": "{n} m",
    "scaleMi": "{n} mi",
    "colon": "{term}: {text}",
    "semicolon": "; ",
    "sourceNumber": "Source {n}",
    "sources": "Sources",
    "stripNotes": "Borders for orientation only · data and licences",
    "time": "Time",
    "timeEarlier": "Before that",
    "timeLabel": "Date",
    "timeNext": "Next date",
    "timeNoEvent": "A proposal changed; no other event is listed for this date.",
    "timeNotYet": "not yet",
    "timeNote": (
        "Zones are drawn as proposed, agreed or in force by the date; those still to come and "
        "those that had ended are not. Bars: light for what was proposed or claimed, thin for "
        "what was agreed, full for what was in force, and pale where a year or a month is all that "
        "is known. Time is not to scale."
    ),
    "timePrevious": "Previous date",
    "timeShown": "On the map: {n}",
    "timeSwitchedOff": "switched off",
    "toBorder": "To the border",
    "verdict": "Verdict",
    "verdicts": "In the zones",
    "zone": "Zone",
    "zones": "Zones in figures",
    "zoomIn": "Zoom in",
    "zoomOut": "Zoom out",
}

# What it says instead where all zones were agreed, or are nobody's proposals but drawn by options.
PAGE_FORMS: dict[str, dict[str, str]] = {
    "": {},
    "_agreed": {"proposals": "Agreements", "listed": "Agreements without a stated extent"},
    "_unpublished": {"proposals": "Depths"},
}

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

DATES = {
    "day": "{day} {month} {year}",
    "first": "{day} {month} {year}",
    "month": "{month} {year}",
    "year": "{year}",
    "on_day": "{day} {month} {year}",
    "on_first": "{day} {month} {year}",
    "on_month": "{month} {year}",
    "on_year": "{year}",
    "known_day": "on {day} {month} {year}",
    "known_first": "on {day} {month} {year}",
    "known_month": "in {month} {year}",
    "known_year": "in {year}",
}

# English is what `geozone.quantities` writes.
DIGITS = {"point": ".", "group": ",", "minus": "−"}
UNITS = {
    "km": "{n} km",
    "m": "{n} m",
    "mi": "{n} mi",
    "km²": "{n} km²",
    "sq mi": "{n} sq mi",
    "%": "{n} %",
    "range": "{low}–{high}",
    "about": "about {n}",
}
CAPITALS: dict[str, str] = {}

STATUS = {
    "proposed": "proposed",
    "claimed": "claimed",
    "agreed": "agreed",
    "in-force": "in force",
    "ended": "ended",
    "drawn": "drawn with border data of about",
}

VERDICT = {"inside": "inside", "outside": "outside", "too-close": "too close to call"}

OVERLAY_KIND = {
    "road": "Roads",
    "control": "Areas of control",
    "area": "Area",
    "other": "Other layer",
}

ASSUMED = {
    "border": "border",
    "stretch": "stretch",
    "position": "position",
    "length": "length",
    "depth": "depth",
    "side": "side",
}

KEY_UNPUBLISHED = {"place": "Place that was named"}

KEY = {
    "measured": "Line that depths are measured from ({lines})",
    "border": "Other borders",
    "named": "{lines}: no agreed border",
    "named_any": "A line that is no agreed border",
    "river": "River",
    "place": "Place of this scenario",
    "town": "Other town",
    "band": "Between the two depths of a range",
    "outline": "Drawn as an outline only",
    "disputed": "Land that maps give to two countries",
}

ROWS = {
    "depth": "Depth",
    "side": "Into",
    "length": "Length along the border",
    "area": "Area",
    "stage": "Stage",
    "by": "By",
    "people": "People to live there",
    "said": "What was said",
    "reading": "How it is read here",
    "assumed": "Assumed here",
    "exact": "Exactness",
    "border": "Distance to the border",
    "known": "Known to",
    "country": "Country",
    "point": "Position from",
    "listed_as": "Listed as",
    "of": "As of",
}

TEXT = {
    "comma": ", ",
    "semicolon": "; ",
    "stage": "{status} {on}",
    "colon": "{term}: {text}",
    "stage_drawn": "{status} {date}",
    "stage_until": "{stage}, until {end}",
    "logo": "Logo",
    "kicker": "Proposals, not control",
    "kicker_agreed": "Agreed on paper, not control",
    "kicker_unpublished": "Drawn by rule, nobody’s proposal",
    "as_of": "As known {known}. What was proposed, not what came of it.",
    "as_of_agreed": "As known {known}. What was agreed, not what came of it.",
    "as_of_unpublished": "Border data of about {date}. Drawn from options, not from a publication.",
    "to": "to",
    "other_reading": "another reading of “{title}”",
    "nobody": "No proposal",
    "no_depth": "no depth stated",
    "marker": "a place, not a strip",
    "drawn": "drawn by others, not measured",
    "own_line": "the user's own line {file}",
    "sections": "border km {start} to {end}",
    "exact": "outline within {tolerance} of the exact depth everywhere; drawn here within {light}",
    "band_end": "{depth} of {said}",
    "minus": "without “{label}”",
    "listed_point": "{distance} (of the listed point, ± {uncertainty})",
    "elsewhere": "–, in {country}",
    "no_margin": "–",
    "overlay_off_map": "outside this map",
    "overlay_light": "Drawn here within {light} of its file",
    "overlay_note": (
        "A layer that others drew, shown as its source has it. No zone, figure or verdict of this "
        "page depends on it."
    ),
    "place_listed": "Place of {files}",
    "list_left_out": (
        "Of the {places} places of {file} this page lists {shown}: on the map, in the zones first, "
        "then the largest. The command “geozone places” lists them all."
    ),
    "crowd": "{dots} more are dots on the map; click one for its distance and verdicts.",
    "crowd_canvas": (
        "{dots} more are dots on the map, drawn as one picture since they are so many; click one "
        "for its distance and verdicts."
    ),
    "crowd_card": "Margins: the command “geozone places” lists them.",
    "off_map": "{names} lie outside the map and are listed here only.",
    "zones_note": (
        "Geodesic lengths and areas on WGS84. Areas are rounded to what the tolerances allow. "
        "A range of depths has a row for each of its ends."
    ),
    "places_note": (
        "Distance as the crow flies to the border, of the listed point "
        "(± 1 km unless said otherwise). "
        "Full dot: inside the zone of that colour. Ring: too close to call."
    ),
    "note_tiles": (
        "The ground is drawn by {name} and loaded from {host} when this page is opened; the names "
        "and borders on it are that provider’s."
    ),
    "note_border": "Data used: {vintages}.",
    "note_tolerance": (
        "Zones: computed on the ellipsoid, outlines within {tolerance} of the exact depth edge; "
        "the border they are measured from is itself drawn to within {border}. "
        "On this page outlines are lightened to within {light}; figures come from the exact ones."
    ),
    "note_distance": "Depth is distance from the border as the crow flies.",
    "about_day": "about {day}",
    "within": "lines within",
    "or": "or",
    "depth_side": "{line}, into {sides}",
    "depth_none": "no listed place inside",
    "depth_one": "1 listed place inside",
    "depth_many": "{n} listed places inside",
    "depth_last": "The last one taken in: {name}, at {depth}.",
    "depth_only": "It is {name}, at {depth}.",
    "depth_note": (
        "The whole line at one depth, nobody’s proposal. Places count by the exact distance of the "
        "listed point (± 1 km), which is no census: most villages are not listed. The outline "
        "drawn is within {tolerance} of the depth; the slider moves by {step}."
    ),
    "overlap": "Hatched: land that maps give to {a} or to {b}, drawn as {drawn}.",
    "credit": "Data and licences",
    "leaflet": (
        "This page carries Leaflet {version}, © 2010–2022 Vladimir Agafonkin, "
        "© 2010–2011 CloudMade (BSD-2-Clause; the licence stands in the file)."
    ),
    "noscript": "This map is drawn by a script inside this file. Allow scripts to see it.",
    "skip": "Skip the map, go to the lists",
    "map_region": "Map",
    "panel_region": "About the map",
    "frame_title": "Map",
    "open_map": "Open the interactive map",
    "shown": "Shown: {names}.",
    "alternative": "Map: {title}. {as_of}",
}

NOTES = ENGLISH

# Names of the atlas' parts and of rivers, by their English ones.
ATLAS: dict[str, str] = {}
DATASETS: dict[str, str] = {}
RIVERS: dict[str, str] = {}

# What only a printed figure says.
FIGURE = {
    "deep": "{depth} deep",
    "long": "{length} long",
    "sources": "Sources: {sources}.",
    "data": "Data: {attributions}.",
    "projection": "Projection: {name}; the scale bar is true at the centre of the map.",
    "figures": "Lengths and areas are geodesic on WGS84, depth is distance from the border.",
    "unnamed": "On the map without room for a name: {names}.",
    "more": "and {n} more",
    "area_axis": "Area of a zone along the whole line, km²",
    "places_axis": "Listed places inside it",
    "depth_axis": "Depth, km",
    "reached_axis": "From which depth on it contains a place",
    "reached": (
        "Dots: the depth from which on a zone along the whole line contains the place’s listed "
        "point; the stroke is how well that point is known."
    ),
    "beyond": "Deeper than {depth} km: {names}.",
    "unplaced": "Without room here: {names}.",
    "curve": "Uprights: the depths that were said, with the letters of their proposals.",
    "curve_of": "{border}, into {sides}: at {depth} km, {area}.",
    "named": "{letter} {title}",
    "same_scale": "All maps at one scale.",
    "readings": "Other readings of these proposals are not drawn here.",
}
