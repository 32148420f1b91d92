"""Commands beside the shipped scenarios: options, lists, names, borders, help, and Python."""

from __future__ import annotations

import shlex

from scripts.outputs import inputs
from scripts.outputs.case import Case, command

COMMANDS = (
    *("map", "figure", "report", "embed", "compare", "places", "export"),
    *("resolve", "nearest", "border", "scenarios", "check", "new", "schema"),
)
ADHOC = "--border AUT-LIE --into LIE --depth '1 km'"
TRUCE = "--line truce.geojson --left TUR --right SYR --into SYR"
SYRIA = "--border TUR-SYR --into SYR"
BORDERS = (
    "TUR-SYR IRQ-SYR LBN-SYR ISR-SYR ARM-AZE KOR-PRK NOR-RUS IND-PAK CHN-IND ESH-MAR EGY-SDN "
    "FIN-RUS ARG-CHL CAN-USA MEX-USA DEU-POL AUT-LIE BEL-NLD RUS-UKR KAZ-RUS IRN-TKM ETH-SOM "
    "ERI-ETH SDN-SSD COD-RWA MNE-XKX SRB-XKX AZE-IRN EGY-PSE ISR-PSE ESP-GIB FRA-ITA IDN-TLS"
)
# Commands that succeed, one on each line; all of them run in the same folder of small files.
ANSWERED = f"""
compare small.toml --format csv
compare small.toml --format md
compare small.toml --format html
compare small.toml --format csv --table pairs
compare small.toml --format csv --table curve
compare small.toml --format csv --table thresholds
compare small.toml --format csv --table sensitivity
compare small.toml --curve --sensitivity
compare small.toml --curve --sensitivity --format md
compare small.toml --curve --sensitivity --format html
compare example.toml --sensitivity --places villages.csv
compare {SYRIA} --depth 2 --depth 5-14 --from river:Euphrates --to IRQ --part '2 of 3' --format json
compare {SYRIA} --depth 2 --bank 'left of river:Euphrates'
compare {SYRIA} --depth 2 --length 20 --anchor to
compare {SYRIA} --depth 2 --border IRQ-SYR
compare {SYRIA} --depth 2 --into TUR --from Jarabulus --to 'km 500'
compare {TRUCE} --depth 2 --depth 5-8 --format json
compare --line truce.geojson --into right --depth 5
places {TRUCE} --depth 20 --place 'Al Bab, SYR' --format json
places {SYRIA} --depth 32 --place Manbij --place Tadif
places {SYRIA} --depth 32
places example.toml --places villages.csv
places example.toml --places villages.csv --format csv
places example.toml --places SY.txt --format md
places example.toml --places camps.csv --format json
map example.toml --places villages.csv --style house.toml -o page.html
map example.toml --tiles OpenStreetMap.Mapnik --language de -o page.html
map {ADHOC} -o page.html
map {TRUCE} --depth 2 -o page.html
figure example.toml --places villages.csv --style house.toml -o figure.svg
figure example.toml --proposal section -o figure.png
figure {ADHOC} --panels -o figure.svg
figure {ADHOC} --curve -o figure.svg
figure {ADHOC} -o other.png --force
report {ADHOC} -o report.html
report example.toml --places villages.csv --style house.toml -o report.md
report {TRUCE} --depth 2 -o report.docx
export {TRUCE} --depth 9 -o zones.geojson
export {ADHOC} -o zones.gpkg
resolve Manbij
resolve Manbij Lodnon Tripoli Raqqa
resolve Manbij Kobani Tripoli Euphrates 'Lake Van' --format json
resolve Manbij Tripoli --format csv
resolve Manbij Tripoli --format md
resolve Manbij Tripoli --format geojson
resolve Tripoli Beirut 'Paris, Texas'
resolve Tripoli --country LBY
resolve Tripoli --country Lebanon --format json
resolve Manbji --country SY
resolve منبج Halab Алеппо Aleppo --format json
resolve --places camps.csv 'camp 7' Manbij 'Mukhayyam as-Salam'
resolve --places SY.txt --places camps.csv 'Sajur Camp' --format json
resolve --file names.csv
resolve --file names.csv --column place --format json
resolve --file names.csv --format geojson
resolve --file names.csv -o found.csv
resolve --file names.csv -o found.geojson --together
resolve --file names.csv -o other.csv --force
resolve --file names.csv --country SY --places camps.csv
resolve --file -
nearest 37.95,36.53
nearest -70.9,-53.2 --count 2 --format csv
nearest 37.95,36.53 36.2,36.2 --within 20 --places villages.csv
nearest 37.95,36.53 --format json
nearest 37.95,36.53 --format md --places camps.csv
nearest 179.9,0 --within 5
border TUR SYR
border TUR SYR --format csv
border TUR SYR --format md
border TR sy
scenarios
scenarios --format json
scenarios --format csv
scenarios --format md
check small.toml
check example.toml --format json
check zones.toml
new talks.toml --border TUR-SYR
new talks.toml --border KOR-PRK --schema
schema
schema -o scenario.schema.json
--help
--version
"""
# Commands with bad input: each is refused in one line.
REFUSED = f"""
compare {SYRIA} --depth 5 --into IRN
compare --border TURSYR --into SYR --depth 5
compare --border TUR-SIR --into SYR --depth 5
compare --border TUR-JOR --into SYR --depth 5
compare {SYRIA} --depth=-5
compare {SYRIA} --depth 14-5
compare {SYRIA} --depth 15 --depth '15 km'
compare {SYRIA} --depth ''
compare {SYRIA} --depth 5 --from Manbji
compare {SYRIA} --depth 5 --to IRN
compare {SYRIA} --depth 5 --part 2/3
compare {SYRIA} --depth 5 --length 2000
compare {SYRIA} --depth 5 --anchor from
compare {SYRIA} --depth 5 --bank 'left of river:Tigris'
map {SYRIA} --depth 5 --place Manbji
places {SYRIA} --depth 5 --place Tripoli
compare --border TUR-SYR --depth 5
compare --border TUR-SYR --into SYR
compare --into SYR
compare --place SYR
compare --border TUR-SIR --into XX --depth x --part 2/3
compare turkey-syria --border TUR-SYR
export turkey-syria --line x --depth 5 -o zones.gpkg
compare --line truce.geojson --into SYR --depth 5
compare --line truce.geojson --left TUR --into TUR --depth 5
compare --line truce.geojson --left XX --right SYR --into SYR --depth 5
compare {TRUCE} --into IRQ --depth 5
compare --line truce.geojson --border TUR-SYR --into left --depth 5
compare --line truce.geojson --into left --from sea --depth 5
compare --left TUR --border TUR-SYR --into SYR --depth 5
compare --line /vsicurl/http://127.0.0.1:9/a.geojson --into left --depth 5
compare --line PG:dbname=x --into left --depth 5
compare --line gone.geojson --into left --depth 5
compare turky-syria
places atlantis
mapp
compare --format xml
compare --colour
compare --table pairs
compare --table pairs --format json
compare turkey-syria another
compare example.toml --population gone.tif
places example.toml --places gone.csv
places --format html
map -o map.txt
map example.toml -o none/page.html
map example.toml --tiles Nobody.Knows -o page.html
map example.toml --style broken.toml -o page.html
figure {ADHOC} -o figure.gif
figure {ADHOC} -o other.png
figure {ADHOC} -o none/zone.png
figure {ADHOC} -o zone.png --style broken.toml
figure {ADHOC} -o zone.png --panels --curve
figure {ADHOC} -o zone.png --proposal x
report {ADHOC} -o report.pdf
report {ADHOC} -o report
export small.toml
export small.toml -o near
export small.toml -o near.shp
export small.toml -o missing/near.gpkg
export small.toml -o other.csv
resolve
resolve Manbij --country XX
resolve Manbij --format kml
resolve Qwxyzzk --format json
resolve --file gone.csv
resolve --file .
resolve --file names.csv Manbij
resolve Manbij --column place
resolve Manbij -o x.csv
resolve Manbij --together
resolve --file names.csv --format md
resolve --file names.csv -o x.xlsx
resolve --file names.csv -o names.csv
resolve --file names.csv -o other.csv
resolve --file names.csv --column town
resolve --file names.csv --country-column in
resolve --file names.csv -o no/x.csv
nearest 37.95
nearest 36.53,137.95
nearest a,b
nearest 37.95,36.53 --count 0
border TUR SIR
border Turkey SYR
border TUR JOR
border TUR TUR
border TUR
border TUR SYR IRQ
border -
border TUR SYR --format html
check
check gone.toml
check turkey-syria --format csv
new talks.txt --border TUR-SYR
new small.toml --border TUR-SYR
new talks.toml
new talks.toml --border TUR-JOR
schema -o small.toml
embed gone.html
embed small.toml
"""
SLASH = "\u2215"  # a name becomes a file name in the folder of --keep, so it must have no slash
EMBEDDED = (
    "map example.toml -o page.html",
    "embed page.html",
    "embed page.html --image still.svg",
    "embed page.html --image still.svg --format md",
    "embed page.html --image still.svg --format quarto --view '#mode=depth'",
    "embed page.html --src https://example.org/a.html --image b.svg --image-src c/b.svg",
    "embed page.html --image a.png",
    "embed page.html --format md",
    "embed page.html --src javascript:1",
    "embed page.html --view '<b>'",
    "map example.toml -o page.html",
    "report example.toml -o report.md",
    "report example.toml -o report.md",
    "figure example.toml -o figure.svg",
    "embed page.html --image figure.svg",
)
PYTHON = {
    "values": """
import geozone
study = geozone.along("AUT-LIE", into="LIE", depth=[1, "2-3 km"])
for value in (study, study.zones, study.zones["1"], study.lines["border"], study.places):
    print(repr(value))
    print(getattr(value, "_repr_html_", str)())
print(study.zones.to_frame().to_csv())
print(study.pairs)
print(geozone.compare(study).to_csv())
""",
    "shipped": """
import geozone
study = geozone.load("turkey-syria")
print(study._repr_html_())
print(study.zones.to_frame().drop(columns="geometry").to_csv())
print(study.places.to_frame().to_csv())
print(study.notes, study.boundary_note, study.attributions, sep="\\n")
""",
    "folium": """
import geozone, maps
maps.save(maps.draw(geozone.along("AUT-LIE", into="LIE", depth=1)), "page.html")
""",
    "gazetteer": """
from gazetteer import Gazetteer
found = Gazetteer()
print(found.resolve("Manbij"), found.resolve("Tripoli", country="LB"), found, sep="\\n")
print(*found.nearest(37.95, 36.53, count=3), sep="\n")
""",
}


def cases() -> list[Case]:
    """The cases that need no shipped scenario."""
    files = inputs.everyday()
    found = [
        *_listed("answered", ANSWERED, files | inputs.zones_inputs()),
        *_listed("refused", REFUSED, files),
        *(command(f"help/{name}", name, "--help") for name in COMMANDS),
        Case("embed", tuple(tuple(shlex.split(step)) for step in EMBEDDED), files, is_slow=True),
        *(_whole(form) for form in ("html", "docx", "svg", "kml", "gpkg", "json", "toml")),
        *(Case(f"python/{name}", (code,)) for name, code in PYTHON.items()),
    ]
    found += [
        command(f"border/{pair}", "border", pair, "--format", "json") for pair in BORDERS.split()
    ]
    return found


def _listed(kind: str, lines: str, files: dict[str, bytes]) -> list[Case]:
    return [
        command(
            f"{kind}/{line.replace('/', SLASH)}",
            *shlex.split(line),
            inputs=files,
            stdin=inputs.TABLE.encode(),
        )
        for line in lines.strip().splitlines()
    ]


def _whole(form: str) -> Case:
    """The cases of the scenario that has a zone of every kind."""
    made = {
        "html": ("map", "zones.toml", "-o", "page.html"),
        "docx": ("report", "zones.toml", "-o", "report.docx"),
        "svg": ("figure", "zones.toml", "--panels", "-o", "figure.svg"),
        "kml": ("export", "zones.toml", "-o", "zones.kml"),
        "gpkg": ("export", "zones.toml", "-o", "zones.gpkg"),
        "json": ("compare", "zones.toml", "--format", "json", "--sensitivity"),
        "toml": ("places", "zones.toml"),
    }
    return command(f"zones/{form}", *made[form], inputs=inputs.zones_inputs(), is_slow=True)
