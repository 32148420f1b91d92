"""Palette, line styles and limits of labels for pages and figures.

The keys of a style are Leaflet's path options; figures translate them for matplotlib. The module
holds data and no code.
"""

from __future__ import annotations

from typing import Any, Final

# One colour a proposal. Okabe and Ito (2008), Color Universal Design, jfly.uni-koeln.de/color/,
# without yellow and black, which are lost on paper or taken for borders; purple, wine and olive are
# Paul Tol's "muted" (SRON/EPS/TN/09-002, 2021).
PROPOSAL_COLOURS: Final = (
    "#d55e00",  # vermilion
    "#0072b2",  # blue
    "#007a5a",  # bluish green, darkened for lines on light ground
    "#aa4499",  # reddish purple
    "#b07800",  # orange, darkened likewise
    "#3a8fc4",  # sky blue, darkened likewise
    "#882255",  # wine
    "#6b6b00",  # olive
)

# A proposal is never drawn as a full line, which would say that the zone exists. The first dash is
# for proposals, the others are for their variants.
DASHES: Final = ("9 5", "2 5", "12 4 2 4", "5 3")

PATHS: Final[dict[str, dict[str, Any]]] = {
    "sea": {"stroke": False, "fillColor": "#dfe9ef", "fillOpacity": 1},
    "land": {"stroke": False, "fillColor": "#f3f0e9", "fillOpacity": 1},
    "side": {"stroke": False, "fillColor": "#fbfaf7", "fillOpacity": 1},
    "lake": {"color": "#a9c4d4", "weight": 0.6, "fillColor": "#d5e3ea", "fillOpacity": 1},
    "river": {"color": "#9dbfd2", "weight": 1.4, "opacity": 1, "lineCap": "round"},
    "coast": {"color": "#9fb4c0", "weight": 0.8, "opacity": 1},
    "border": {"color": "#a39d92", "weight": 1.1, "opacity": 1, "dashArray": "7 3 1.5 3"},
    # Lines that are no agreed border: dots.
    "named": {
        "color": "#5b5b58",
        "weight": 2,
        "opacity": 1,
        "dashArray": "0.1 4.5",
        "lineCap": "round",
    },
    "casing": {"color": "#ffffff", "weight": 5, "opacity": 0.85, "lineCap": "round"},
    "measured": {"color": "#2b2b2b", "weight": 2, "opacity": 1, "lineCap": "round"},
    "measured-named": {
        "color": "#2b2b2b",
        "weight": 2.8,
        "opacity": 1,
        "dashArray": "0.1 5.5",
        "lineCap": "round",
    },
    "disputed": {"color": "#8a8378", "weight": 1, "fillOpacity": 0.8},
    "zone": {"weight": 2, "opacity": 1, "fillOpacity": 0.1, "lineCap": "butt"},
    "outline": {"weight": 1.5, "opacity": 0.9, "fillOpacity": 0, "lineCap": "butt"},
    "band": {"stroke": False, "fillOpacity": 0.12},
    "marker": {"weight": 2, "opacity": 1, "fillOpacity": 0.12, "dashArray": "3 1.5"},
    "place": {
        "radius": 4,
        "color": "#ffffff",
        "weight": 1.5,
        "opacity": 1,
        "fillColor": "#1a1a1a",
        "fillOpacity": 1,
    },
    # Places of a user's list: smaller dots, because there may be hundreds.
    "listed": {
        "radius": 3,
        "color": "#ffffff",
        "weight": 1,
        "opacity": 1,
        "fillColor": "#1a1a1a",
        "fillOpacity": 1,
    },
    # Places of a long list: still smaller, because thousands of dots touch each other.
    "crowd": {
        "radius": 2,
        "color": "#ffffff",
        "weight": 0.5,
        "opacity": 1,
        "fillColor": "#1a1a1a",
        "fillOpacity": 0.85,
    },
    "crowdOnCanvas": {"radius": 1.3, "stroke": False, "fillColor": "#1a1a1a", "fillOpacity": 0.5},
    "town": {
        "radius": 2.2,
        "color": "#ffffff",
        "weight": 1,
        "opacity": 1,
        "fillColor": "#8b857a",
        "fillOpacity": 1,
    },
    # The line at a depth that the reader chooses: dotted, in an ink that no proposal has.
    "depthCasing": {"color": "#ffffff", "weight": 5, "opacity": 0.8, "lineCap": "round"},
    "depth": {
        "color": "#1a1a1a",
        "weight": 2.4,
        "opacity": 1,
        "dashArray": "1 4",
        "lineCap": "round",
    },
    "depthOwn": {"weight": 2, "opacity": 1, "fillOpacity": 0.07, "lineCap": "butt"},
    "reached": {
        "radius": 3.4,
        "color": "#ffffff",
        "weight": 1.5,
        "opacity": 1,
        "fillColor": "#1a1a1a",
        "fillOpacity": 1,
    },
    "farther": {
        "radius": 2.7,
        "color": "#6f6a62",
        "weight": 1.2,
        "opacity": 1,
        "fillColor": "#ffffff",
        "fillOpacity": 1,
    },
    "way": {
        "color": "#1a1a1a",
        "weight": 1.5,
        "opacity": 1,
        "dashArray": "1 4",
        "lineCap": "round",
    },
}

# Two zones compared: each in its own colour, and their common part in stripes of both colours, so
# that it can be recognized without colours too.
PAIR: Final[dict[str, Any]] = {
    "part": {"stroke": False, "fillOpacity": 0.34},
    "both": {"stroke": False, "fillOpacity": 1},
    "outline": {"weight": 2, "opacity": 1, "fill": False, "lineCap": "butt"},
    "second": "#3d3a35",  # for the second of two zones that have one colour
    "stripes": {"gap": 6, "line": 2.6, "turn": 45},
}
PAIRED_AT_MOST: Final = 20  # zones to choose from: 190 pairs, each a few milliseconds to compute

# Overlays (layers that others drew): full lines and hatching in brown and grey, so that none looks
# like a proposal (coloured, dashed outlines), a border (dash-dotted) or a river (blue). Layers take
# these styles in turn.
OVERLAY_LINES: Final[tuple[dict[str, Any], ...]] = (
    {"color": "#8d7355", "weight": 2.2, "opacity": 1, "lineCap": "round"},
    {"color": "#6e6a63", "weight": 1.3, "opacity": 1, "lineCap": "round"},
    {"color": "#a8937a", "weight": 3.2, "opacity": 1, "lineCap": "round"},
)
# `gap` and `line` in pixels, `turn` in degrees; disputed land is hatched at 45, line 2, gap 7.
OVERLAY_HATCHES: Final = (
    {"color": "#8f877a", "turn": -45, "gap": 6, "line": 1, "weight": 1},
    {"color": "#8a7458", "turn": 0, "gap": 6, "line": 1, "weight": 1},
    {"color": "#77736c", "turn": 90, "gap": 5, "line": 1, "weight": 1},
    {"color": "#a08c70", "turn": -20, "gap": 9, "line": 2.5, "weight": 1},
)
OVERLAY_VERTICES: Final = 20_000  # for one layer in the page: about 120 kB
OVERLAY_LABELS: Final = 60  # names of lines for which the page seeks room
OVERLAY_PIECES: Final = 1_500  # for one layer; more make a browser slow

# Towns that may be named when the whole map is shown, and the factor for each zoom level.
TOWN_LABELS: Final = {"first": 10, "growth": 2.2}

# Largest distance of drawn outlines from the exact ones. At the deepest zoom of the page a pixel is
# about 15 m.
LIGHTENED_M: Final = 50.0
BASE_LIGHTENED_M: Final = 150.0  # land and rivers far from the measured line
COORDINATE_SCALE: Final = 10_000  # steps a degree of drawn coordinates: about 11 m each
SPELLINGS_AT_MOST: Final = 30_000  # characters of other names in the page
CITIES_AT_MOST: Final = (
    6  # by importance, and as many by population, of the whole map, also outside the study's bounds
)
TOWNS_AT_MOST: Final = 250  # towns in the page; even at the deepest zoom there is room for few more
CROWD_AT_MOST: Final = 50_000  # places drawn as dots only: about 3 MB
SHAPES_AT_MOST: Final = 2_000  # dots with SVG elements of their own; more are drawn on a canvas
LISTED_AT_MOST: Final = 400  # places of a user's list in the page's table, which stays readable
