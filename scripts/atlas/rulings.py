"""The table of rulings: as whose land a place is drawn that the source gives to two countries.

The table lists every place, because no geometric rule can decide such a question. It follows the
lines on maps of the United Nations. If the scale of those maps is too small, or none of their lines
is known to us, a strip is drawn as land of the first of the two countries by code. The table
implies no position, and its notes say only what the source has and what is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ruling:
    """One place that the source gives to both `a` and `b` (a < b); `drawn_as` is one of them.

    Parameters
    ----------
    what
        Name or description of the place.
    near
        Longitude and latitude of a point in it; None for every place that the two share.
    """

    a: str
    b: str
    drawn_as: str
    what: str
    near: tuple[float, float] | None = None


# Territories with a code of their own that the source has a second time in another country. They
# are drawn under their own code, and the rest that the other country has around them is dropped.
TERRITORIES = {
    "AUS": ("CCK", "CXR", "HMD", "NFK"),
    "CHN": ("HKG", "MAC"),
    "ESP": ("GIB",),
    "FIN": ("ALA",),
    "FRA": (
        *("ATF", "BLM", "GLP", "GUF", "MAF", "MTQ", "MYT"),
        *("NCL", "PYF", "REU", "SPM", "WLF"),
    ),
    "NLD": ("ABW", "BES", "CUW", "SXM"),
    "NOR": ("BVT", "SJM"),
    "USA": ("ASM", "GUM", "MNP", "PRI", "VIR"),
}

# Territories with a code of their own that the source has in another country alone: that country.
WITHIN = {"UMI": "USA"}

# Countries inside another country that has no hole for them in the source.
ENCLAVED = {"ITA": ("SMR",), "ZAF": ("LSO",)}

STRIP = "a strip along the line of the two"

CLAIMS = (
    Ruling("ARG", "CHL", "ARG", "the Southern Patagonian Ice Field"),
    Ruling("BOL", "BRA", "BOL", "Isla Suárez / Ilha de Guajará-Mirim", (-65.36, -10.79)),
    Ruling("CHN", "TWN", "TWN", "islands off the mainland (Kinmen, Matsu, Wuqiu)"),
    Ruling("DEU", "LUX", "DEU", "the waters of the Moselle, Sauer and Our"),
    Ruling("ESH", "MAR", "ESH", "Western Sahara"),
    Ruling("GRC", "TUR", "GRC", "Imia / Kardak", (27.151, 37.051)),
    Ruling("HTI", "UMI", "UMI", "Navassa Island"),
    Ruling("RUS", "UKR", "UKR", "Crimea"),
    Ruling("SDN", "SSD", "SDN", "Abyei", (28.43, 9.73)),
    Ruling("SDN", "SSD", "SDN", "Kafia Kingi", (24.1, 9.26)),
)

# Places that the earlier source gives to both and the source to one. The claims did not end with
# that change of the source: the places stay listed, hatched, and are drawn as said here.
EARLIER = (
    Ruling("ARM", "AZE", "AZE", "Artsvashen / Bashkend", (45.52, 40.63)),
    Ruling("ARM", "AZE", "ARM", "Barxudarli and Sofulu", (45.21, 40.995)),
    Ruling("ARM", "AZE", "ARM", "Yukhari Askipara", (45.0, 41.065)),
    Ruling("ISR", "LBN", "LBN", "Ghajar, north of the Blue Line", (35.655, 33.281)),
    Ruling("ISR", "PSE", "PSE", "East Jerusalem", (35.235, 31.78)),
)

# Each of the two draws the common line differently, so both have the strip between the two lines.
# The strips have no names and are drawn as land of the first country by code.
STRIPS = (
    *(("AFG", "TKM"), ("AGO", "COG"), ("BTN", "CHN"), ("BTN", "IND"), ("CAN", "GRL")),
    *(("CAN", "USA"), ("CHN", "IND"), ("CHN", "KAZ"), ("CHN", "KGZ"), ("CHN", "LAO")),
    *(
        ("CHN", "TJK"),
        ("DEU", "NLD"),
        ("FRA", "GGY"),
        ("HRV", "SRB"),
        ("ITA", "SVN"),
        ("MNG", "RUS"),
    ),
    *(("NOR", "SWE"), ("EST", "RUS"), ("GAB", "GNQ"), ("HRV", "SVN"), ("KAZ", "KGZ")),
    *(("MMR", "THA"), ("MWI", "ZMB")),
)

RULINGS = CLAIMS + tuple(Ruling(a, b, a, STRIP) for a, b in STRIPS)

# Cases that are no overlap, since the source has the place in `drawn_as` alone. The box (west,
# south, east, north) was chosen by hand; the land of `drawn_as` inside it is shown as disputed.
BOXES = (("ISR", "SYR", (35.62, 32.68, 35.92, 33.36), "ISR", "Golan Heights"),)

# Places that more than one side claims and that the source maps once: a point in each, and the
# codes of those that claim it. The build looks up as whose land the point is drawn, if any.
MAPPED_ONCE = (
    ("Aksai Chin", (79.3, 35.2), ("CHN", "IND")),
    ("Arunachal Pradesh", (94.5, 28.2), ("CHN", "IND")),
    ("Bir Tawil", (33.75, 21.87), ()),
    ("Essequibo, west of the river", (-59.8, 6.0), ("GUY", "VEN")),
    ("Falkland Islands / Islas Malvinas", (-58.6, -51.75), ("ARG", "FLK")),
    ("Gilgit-Baltistan", (74.5, 35.9), ("IND", "PAK")),
    ("Hala'ib triangle", (35.8, 22.6), ("EGY", "SDN")),
    ("Hatay", (36.2, 36.3), ("SYR", "TUR")),
    ("Ilemi triangle", (35.3, 4.9), ("ETH", "KEN", "SSD")),
    ("Kashmir Valley", (74.8, 34.1), ("IND", "PAK")),
    ("Kosovo", (20.9, 42.6), ("SRB", "XKX")),
    ("Kuril Islands, the southern four", (147.9, 45.0), ("JPN", "RUS")),
    ("Nagorno-Karabakh", (46.75, 39.83), ("AZE",)),
    ("Northern Cyprus", (33.4, 35.25), ("CYP",)),
    ("Olivenza", (-7.1, 38.68), ("ESP", "PRT")),
    ("Shaksgam valley", (76.6, 36.0), ("CHN", "IND")),
    ("Siachen Glacier", (77.1, 35.4), ("IND", "PAK")),
    ("Somaliland", (44.1, 9.6), ("SOM",)),
    ("South Ossetia", (43.97, 42.23), ("GEO",)),
    ("Abkhazia", (41.1, 43.0), ("GEO",)),
    ("Taiwan", (121.0, 23.8), ("CHN", "TWN")),
    ("Transnistria", (29.6, 46.85), ("MDA",)),
    ("West Bank", (35.2, 32.2), ("ISR", "PSE")),
)
