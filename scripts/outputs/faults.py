"""Faulty files: scenarios, files of lines and areas, lists, tables of names, styles."""

from __future__ import annotations

import json
from pathlib import Path

import shapely

from scripts.outputs import inputs
from scripts.outputs.case import Case, command

# Faulty scenarios from the tests: each is a good one with some texts replaced, or a whole text.
FAULTY = Path(__file__).with_name("faulty.json")
SHIPPED = Path(__file__).resolve().parents[2] / "geozone" / "scenarios" / "turkey-syria.toml"
ON_THE_GROUND = (
    ('from = "river:Euphrates"', 'from = "Nowheresville"'),
    ('from = "river:Euphrates"', 'from = "river:Orontes"'),
    ("left of river:Euphrates", "left of river:Nil"),
    ('between = [["TUR", "SYR"]]', 'between = [["TUR", "JOR"]]'),
    ('into = ["SYR"]', 'into = ["IRQ"]'),
    ('length = "140 km"', 'length = "160 km"'),
)
OF_OWN_FILES = (
    ("lines/truce.geojson", "lines/none.geojson"),
    ("lines/truce.geojson", "../truce.geojson"),
    ("lines/truce.geojson", "area.gpkg#outline"),
    ("area.gpkg#outline", "area.gpkg#other"),
    ("area.gpkg#outline", "lines/none.fgb"),
    ("area.gpkg#outline", "lines/truce.geojson"),
    ('label = "south"\nline = "truce"\ninto = ["SYR"]', 'line = "truce"\ninto = ["IRQ"]'),
    ('line = "truce"\nfrom = "river:Euphrates"\nto = "end"', 'line = "truce"\nto = "IRQ"'),
    ('right = "SYR"\n', ""),
    ('left = "TUR"\nright = "SYR"\n', ""),
    ('kind = "road"', 'kind = "railway"'),
    ("roads.geojson", "none.geojson"),
    ('minus = "deep"', 'minus = "first"'),
    ('"Manbij"', '"Manbji"'),
    ('"Manbij"', '"Tripoli"'),
    ("lon = 38, lat = 36.7", "lon = 38"),
    ('place = "Manbij"\n[[event]]', 'place = "Elsewhere"\n[[event]]'),
)
LISTS = {
    "empty": b"",
    "blank": b"\n \n",
    "no-rows": b"name,lon,lat\n",
    "latin-1": b"name,lon,lat\nMenbi\xe7,38,36\n",
    "utf-16": b"\xff\xfen\x00a\x00m",
    "utf-32": b"\xff\xfe\x00\x00n\x00\x00\x00",
    "zip": b"PK\x03\x04rest",
    "database": b"SQLite format 3\x00",
    "picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01",
    "open-quote": b'name,lon,lat\n"A,38,36\nB,38,36\n',
    "long-field": b'name,lon,lat\n"' + b"A" * 200_000 + b'",38,36\n',
    "no-heading": b"Manbij\nAfrin\n",
    "no-lon": b"name,lat\nA,36\n",
    "lon-twice": b"name,lon,lat,Lon\nA,38,36,38\n",
    "all-broken": b"name,lon,lat\nA,x,36\nB,y,36\n",
    "swapped": b"name,lon,lat\nKaesong,37.9,127.4\nPanmunjom,37.95,126.68\n",
    "rows": "\n".join(
        [
            "name,lon,lat,country,population,uncertainty_km,source",
            "A,38,36.6", "B,east,36", "B,38", "B,217,36", "B,36,127", "B,38,36,Nowhere",
            "B,38,36,,,far", "B,38,36,,,-1", "B,38,36,,,,,x", "B,1e999,36", "B,nan,36", "C,38,36.7",
        ]
    ).encode(),
    "names": b"name\nManbij\nManbji\nTripoli\nSyria\n",
    "half-a-dump": (inputs.dump_row(1, "Sajur Camp") + "half a line\n").encode(),
}  # fmt: skip
TABLES = {
    "two-names": b"place,place\nA,B\n",
    "no-names": b"a,b\n1,2\n",
    "long-row": b"place,b\nA,B\nC,D,E\n",
    "taken": b"name,resolved_name\nA,B\n",
    "empty": b"",
    "latin-1": b"place\nMenbi\xe7\n",
    "open-quote": b'place,b\n"A,B\n',
    "countries": b"place,country\nTripoli,LB\nTripoli,LBY\nTripoli,XX\n",
}
STYLES = (
    "",
    "format = 1\nfont = 3",
    "format = 1\ncolours = 3",
    'format = 1\n[colours]\nsea = "red"\nland = "blue"',
    'format = 1\n[colours]\nocean = "#ffffff"',
    "format = 1\n[colours]\nproposals = []",
    "format = 1\n[fonts]\nfamilies = 3",
    'format = 1\n[fonts]\nfamilies = ["No Such Font"]',
    'format = 1\n[fonts]\nheadings = ["\\"}*{}"]',
    "format = 1\n[labels]\nAleppo = 3",
    'format = 1\n[logo]\nfile = "no.png"',
    'format = 1\n[logo]\nfile = "house.toml"',
    'format = 1\n[logo]\nfile = "logo.png"\nheight_mm = 900',
    'format = 1\n[logo]\nfile = "huge.png"',
    'format = 1\n[logo]\nfile = "logo.png"\nfiel = 1',
    "format = ",
    "#" * 300_000,
)


def cases() -> list[Case]:
    """A case for each faulty file."""
    return [*_scenarios(), *_own_files(), *_vectors(), *_lists(), *_tables(), *_styles()]


def _scenarios() -> list[Case]:
    kept = json.loads(FAULTY.read_text(encoding="utf-8"))
    texts = [_changed(kept["good"], change) for change in kept["changes"]]
    top = kept["good"].split("[line", 1)[0]
    rest = kept["good"][len(top) :]
    texts += [
        "",
        "\ufeff",
        f"{top}places = {_listing('P', 2001)}\n{rest}",
        f"{top}notes = {_listing('N', 101)}\n{rest}",
        top + "".join(f"z{n}z = 1\n" for n in range(5000)) + rest,
        kept["good"].replace('"T"', '"' + "x" * 10_001 + '"'),
        "a = " + "[" * 5000,
    ]
    shipped = SHIPPED.read_text(encoding="utf-8")
    found = [
        Case(
            f"fault/scenario-{number:03}",
            (("check", "s.toml"), ("check", "s.toml", "--format", "json")),
            {"s.toml": text.encode()},
        )
        for number, text in enumerate(texts)
    ]
    found += [
        command(f"fault/bytes-{number}", "check", "s.toml", inputs={"s.toml": data})
        for number, data in enumerate([b"\xff\xfe\x00", b"title = '\xe7'", b"a = 1\x00"])
    ]
    for number, (old, new) in enumerate(ON_THE_GROUND):
        files = {"s.toml": _replaced(shipped, old, new)}
        found.append(command(f"fault/ground-{number}", "check", "s.toml", inputs=files))
    return found


def _listing(letter: str, count: int) -> str:
    """A TOML list with that many texts."""
    return json.dumps([f"{letter}{number}" for number in range(count)])


def _changed(good: str, change: str | list[list[str]]) -> str:
    if isinstance(change, str):
        return change
    for old, new in change:
        good = _replaced(good, old, new).decode() if old in good else good
    return good


def _replaced(text: str, old: str, new: str) -> bytes:
    if old not in text:
        raise ValueError(f"a text of a faulty scenario is not in the good one any more: {old}")
    return text.replace(old, new).encode()


def _own_files() -> list[Case]:
    files = inputs.zones_inputs()
    good = files["zones.toml"].decode()
    return [
        command(
            f"fault/own-file-{number:02}",
            *("check", "zones.toml"),
            inputs=files | {"zones.toml": _replaced(good, old, new)},
        )
        for number, (old, new) in enumerate(OF_OWN_FILES)
    ]


def _vectors() -> list[Case]:
    line = inputs.TRUCE
    whole = {
        "a.gpkg": inputs.vector("GPKG", line, layer="a"),
        "a.fgb": inputs.vector("FlatGeobuf", line),
        "a.kml": b"<kml><Document/></kml>",
        "square.geojson": inputs.geojson(inputs.AREAS[0]),
        "gap.geojson": _lines([[37, 36.5], [37.4, 36.5]], [[37.81, 36.5], [37.41, 36.5]]),
        "one-way.geojson": _lines([[37, 36.5], [37.4, 36.5]], [[37.41, 36.5], [37.81, 36.5]]),
        "short.geojson": _lines([[37, 36.5], [37.00005, 36.5]]),
        "none.geojson": inputs.geojson(),
        "empty.geojson": inputs.geojson(shapely.LineString()),
        "swapped.geojson": _lines([[38.3, 126.7], [38.6, 128.3]]),
        "metres.geojson": _lines([[300e3, 4e6], [400e3, 4e6]]),
        "nan.geojson": b'{"type": "LineString", "coordinates": [[38, 36], [NaN, 36]]}',
        "point.geojson": b'{"type": "LineString", "coordinates": [[38, 36]]}',
        "no-length.geojson": _lines([[38, 36], [38, 36]]),
        "topology.geojson": b'{"type": "Topology", "objects": {}}',
        "list.geojson": b"[1, 2]",
        "deep.geojson": b"[" * 200_000,
        "latin-1.geojson": b'{"type": "\xff"}',
        "utf-16.geojson": "{}".encode("utf-16"),
        "entities.kml": b'<!DOCTYPE x [<!ENTITY a "b">]><kml>&a;</kml>',
        "a.txt": b"text",
        "a.vrt": b"<OGRVRTDataSource/>",
    }
    vrt = b"<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>/vsicurl/http://127.0.0.1:9/a"
    for ending in ("geojson", "gpkg", "shp", "fgb", "kml", "zip"):
        whole |= {f"vrt.{ending}": vrt, f"nothing.{ending}": b""}
    whole["cut.gpkg"] = whole["a.gpkg"][: len(whole["a.gpkg"]) // 2]
    whole["cut.fgb"] = whole["a.fgb"][: len(whole["a.fgb"]) // 2]
    options = ("--into", "left", "--depth", "5")
    return [
        command(f"fault/line-{name}", "compare", "--line", name, *options, inputs={name: data})
        for name, data in whole.items()
    ]


def _lines(*lines: list[list[float]]) -> bytes:
    return json.dumps({"type": "MultiLineString", "coordinates": lines}).encode()


def _lists() -> list[Case]:
    found = []
    for name, data in LISTS.items():
        files = {"l.csv": data}
        asked = ("places", "--border", "AUT-LIE", "--into", "LIE", "--depth", "1", "--places")
        found.append(command(f"fault/list-{name}", *asked, "l.csv", inputs=files))
        first = ("resolve", "--places", "l.csv", "Manbij")
        found.append(command(f"fault/list-{name}-resolve", *first, inputs=files))
    return found


def _tables() -> list[Case]:
    return [
        command(f"fault/table-{name}", "resolve", "--file", "names.csv", inputs={"names.csv": data})
        for name, data in TABLES.items()
    ]


def _styles() -> list[Case]:
    asked = ("--border", "AUT-LIE", "--into", "LIE", "--depth", "1", "--style", "house.toml")
    return [
        command(
            f"fault/style-{number:02}",
            *("figure", *asked, "-o", "figure.png"),
            inputs={
                "house.toml": text.encode(),
                "logo.png": inputs.png(4, 2),
                "huge.png": inputs.png(40_000, 2),
            },
        )
        for number, text in enumerate(STYLES)
    ]
