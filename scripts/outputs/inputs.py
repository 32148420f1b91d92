"""Input files of the cases: small scenarios, lines and areas, lists, tables, a style."""

from __future__ import annotations

import io
import json
import struct
import zlib
from pathlib import Path

import shapely

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
SMALL = """format = 1
title = "=A|<b>small</b> one"
as_of = "2019-09-08"
places = ["Manbij"]
[line.border]
between = [["TUR", "SYR"]]
[[source]]
id = "r"
title = "A report"
date = "2019"
[[proposal]]
id = "near"
title = "@near|zone"
by = ["Turkey"]
stages = [{ status = "proposed", from = "2019" }]
said = "=Five, <i>kilometres."
source = ["r"]
[[proposal.zone]]
line = "border"
into = ["SYR"]
depth = "about 5 km"
"""
ZONES = """format = 1
title = "One zone of every kind"
as_of = "2019-09-08"
notes = ["A note."]
places = [
  "Manbij",
  { name = "Kobani", other = "Ayn al-Arab", country = "SYR", near = [38.35, 36.89] },
  { name = "Camp", lon = 38, lat = 36.7, uncertainty_km = 0.5, source = ["r"] },
]
[line.border]
between = [["TUR", "SYR"]]
[line.truce]
file = "lines/truce.geojson"
left = "TUR"
right = "SYR"
[stretch.east]
line = "border"
from = "river:Euphrates"
to = "IRQ"
[stretch.truce-east]
line = "truce"
from = "river:Euphrates"
to = "end"
[[source]]
id = "r"
title = "A report"
date = "2019"
publisher = "A paper"
url = "https://example.org/a?b=%20c#d"
[[proposal]]
id = "parts"
title = "In parts"
by = ["Turkey", "United States"]
stages = [
  { status = "proposed", from = "2018-12" },
  { status = "agreed", from = "2019-08-07", to = "2019-09" },
]
said = "A part of it."
reading = "The middle."
people = [1000000, 2000000]
note = "N"
source = ["r"]
[[proposal.zone]]
label = "first"
stretch = "east"
into = ["SYR"]
depth = "9 mi"
part = "2 of 3"
length = "140 km"
assumed = ["position", "length"]
[[proposal.zone]]
label = "third"
stretch = "east"
part = "2 of 3"
into = ["SYR"]
depth = "9 mi"
draw = "outline"
[[proposal.zone]]
label = "bank"
line = "border"
into = ["SYR"]
depth = "32 km"
bank = "left of river:Euphrates"
minus = "deep"
[[proposal.zone]]
label = "deep"
line = "border"
into = ["SYR"]
depth = "20 km"
[[proposal]]
id = "read-otherwise"
title = "Read otherwise"
variant_of = "parts"
by = ["Turkey"]
stages = [{ status = "claimed", from = "2019" }]
said = "A range."
source = ["r"]
[[proposal.zone]]
line = "border"
into = ["SYR", "TUR"]
depth = "5-14 km"
[[proposal]]
id = "own"
title = "Along a line of our own"
by = ["Somebody"]
stages = [{ status = "proposed", from = "2019" }]
said = "Ten kilometres."
source = ["r"]
[[proposal.zone]]
label = "south"
line = "truce"
into = ["SYR"]
depth = "10 km"
[[proposal.zone]]
label = "east"
stretch = "truce-east"
into = ["left"]
depth = "about 5 km"
[[proposal]]
id = "drawn"
title = "As it was drawn"
by = ["Somebody"]
stages = [{ status = "proposed", from = "2019" }]
said = "A map was shown."
source = ["r"]
[[proposal.zone]]
label = "map"
area = "area.gpkg#outline"
[[proposal.zone]]
label = "town"
place = "Manbij"
[[proposal.zone]]
label = "round"
place = "Manbij"
depth = "10 km"
[[event]]
date = "2019-08-07"
title = "Talks"
source = ["r"]
place = "Manbij"
[[event]]
date = "2019-09-30"
title = "End of a deadline"
planned = true
source = ["r"]
[[overlay]]
file = "roads.geojson"
kind = "road"
title = "Roads"
date = "2019"
source = ["r"]
"""
TABLE = "id,place,note\n7,Manbij,a\n8,Tripoli,b\n9,Qwxyzzk,c\n10,,d\n11,=Kobanê,e\n12,Manbji,f\n"
CAMPS = """name,lon,lat,country,also,uncertainty_km
Camp 7,37.91,36.6012345,SY,Tadamun|Mukhayyam as-Salam,0.5
Manbij,37.96,36.53,SY,,
Tripoli,40.0,36.0,,,
Nowhere near,x,36,,,
"""
STYLE = """format = 1
[fonts]
families = ["DejaVu Sans"]
headings = ["DejaVu Serif"]
[colours]
sea = "#d6e6f2"
proposals = ["#c1272d", "#0054a6"]
[labels]
"Aleppo" = "Haleb"
[logo]
file = "logo.png"
height_mm = 5
alt = "The Daily"
"""
TRUCE = shapely.LineString([(37.2, 36.5), (38.2, 36.45), (39.0, 36.6)])
AREAS = (shapely.box(37.6, 36.2, 38.1, 36.6), shapely.box(38.0, 36.3, 38.4, 36.4))


def geojson(*geometries: shapely.Geometry) -> bytes:
    """A FeatureCollection of geometries whose only property is a name."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": f"Feature {number}"},
            "geometry": json.loads(shapely.to_geojson(each)),
        }
        for number, each in enumerate(geometries)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def vector(driver: str, *geometries: shapely.Geometry, **options: str) -> bytes:
    """A file of geometries in a format of GDAL, in WGS84."""
    import geopandas  # noqa: PLC0415  (a second to import, once a run)

    target = io.BytesIO()
    frame = geopandas.GeoDataFrame(geometry=list(geometries), crs="EPSG:4326")
    frame.to_file(target, driver=driver, **options)
    return target.getvalue()


def png(width: int, height: int) -> bytes:
    """A black picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * (width * 3 + 1) * height if width < 100 else b"")
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def dump_row(number: int, name: str, kind: str = "P.PPL", lon: float = 37.0) -> str:
    """A line of GeoNames' dump with the columns that are read."""
    cells = [""] * 19
    cells[0], cells[1], cells[4], cells[5] = str(number), name, "36.5", str(lon)
    cells[6:9] = [*kind.split("."), "SY"]
    return "\t".join(cells) + "\n"


def zones_inputs() -> dict[str, bytes]:
    """The scenario with one zone of every kind, and the files that it names."""
    roads = shapely.LineString([(36.2, 36.4), (39, 36.5), (42, 36.8)])
    return {
        "zones.toml": ZONES.encode(),
        "lines/truce.geojson": geojson(TRUCE),
        "area.gpkg": vector("GPKG", *AREAS, layer="outline"),
        "roads.geojson": geojson(roads),
    }


def everyday() -> dict[str, bytes]:
    """Small files for commands that need an input file."""
    return {
        "small.toml": SMALL.encode(),
        "example.toml": (EXAMPLES / "small.toml").read_bytes(),
        "house.toml": STYLE.encode(),
        "broken.toml": b"format = 2",
        "logo.png": png(4, 2),
        "other.png": b"\x89PNG a picture of somebody else",
        "other.csv": b"before",
        "villages.csv": (EXAMPLES / "villages.csv").read_bytes(),
        "camps.csv": CAMPS.encode(),
        "SY.txt": (dump_row(1, "Sajur Camp") + dump_row(2, "Nahr", "H.STM")).encode(),
        "names.csv": TABLE.encode(),
        "truce.geojson": geojson(TRUCE),
    }
