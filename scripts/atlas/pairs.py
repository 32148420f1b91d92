"""The table of all pairs of neighbours: built lengths of borders beside published lengths."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import LineString

from atlas import sources
from atlas.borders import Part
from atlas.earth import DEGREE_M, length_km
from atlas.land import TOLERANCE_M, Line
from atlas.offsets import Lines, Offset

COLUMNS = (
    *("a", "b", "length_km", "parts", "tolerance_m", "ends"),
    *("published_km", "differs_percent", "note"),
    *("from_2017_p50_m", "from_2017_p90_m", "from_2017_most_m", "from_2017_far_percent"),
    *("from_2026_p50_m", "from_2026_p90_m", "from_2026_most_m", "from_2026_far_percent"),
)
NOTED_PERCENT = 5.0
# A published length depends on how coarsely the line was drawn. Our line is simplified to these
# tolerances in turn; the note names the first that gives the published length.
GENERALISED_M = (100.0, 300.0, 1000.0, 3000.0)
# Known reasons of different lengths, other than how coarsely the lines are drawn.
CAUSES = {
    ("ARM", "AZE"): "the source has no exclaves any more, which the published length may count",
    ("CAF", "SDN"): "Kafia Kingi is drawn as SDN here, which moves the end of this border",
    ("CAF", "SSD"): "Kafia Kingi is drawn as SDN here, which moves the end of this border",
    ("EGY", "SDN"): "Bir Tawil belongs to no country here, so the line has a gap there",
    ("KEN", "SSD"): "the Ilemi triangle belongs to no country here, so the line has a gap there",
    ("ARG", "URY"): "the Rio de la Plata counts as land here, so the line goes on to the ocean",
}
# Names of neighbours in the Factbook that neither its own country pages nor GeoNames use.
OTHERWISE = {
    "Botswana": "BWA", "Burma": "MMR", "Cote d'Ivoire": "CIV", "Guantanamo Bay": "",
    "Congo": "COG", "Gaza Strip": "", "West Bank": "PSE", "Holy See": "VAT", "Macau": "MAC",
    "Macedonia": "MKD", "Swaziland": "SWZ", "Czech Republic": "CZE", "Kosovo": "XKX",
    "US": "USA", "UK": "GBR", "UAE": "ARE", "Cabo Verde": "CPV", "The Gambia": "GMB",
    "Gambia": "GMB", "Spain": "ESP", "Saint Martin": "MAF", "Sint Maarten": "SXM",
    "Democratic Republic of the Congo": "COD", "Republic of the Congo": "COG",
    "North Korea": "PRK", "South Korea": "KOR", "East Timor": "TLS", "Timor-Leste": "TLS",
}  # fmt: skip


def write(folder: Path, lines: Sequence[Line]) -> None:
    """Write `borders-odbl.csv`: the borders that were built, one row for each pair."""
    published = published_km(dict(sources.factbook()))
    earlier = {
        code: Lines(shapely.get_rings(shapely.get_parts(country)))
        for code, country in sources.earlier_countries().items()
    }
    time_zones = Lines(shapely.linestrings(ring) for ring in sources.time_zone_rings())
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for pair, same in itertools.groupby(lines, key=lambda line: (line.a, line.b)):
        parts = [line.part for line in same]
        length = sum(part.length_km for part in parts)
        ends = "; ".join(f"{part.start_at or '–'} to {part.end_at or '–'}" for part in parts)
        row = (*pair, f"{length:.3f}", len(parts), f"{TOLERANCE_M:g}", ends)
        drawn = [part.line for part in parts]
        # Where the earlier source has two lines, the border is compared with the nearer one.
        since = min((earlier[code].offset(drawn) for code in pair), key=lambda found: found.p90_m)
        beside = (*_cells(since), *_cells(time_zones.offset(drawn)))
        writer.writerow((*row, *_compared(pair, parts, published.get(pair)), *beside))
    (folder / "borders-odbl.csv").write_text(text.getvalue(), encoding="utf-8", newline="")


def _cells(offset: Offset) -> tuple[str, ...]:
    metres = (offset.p50_m, offset.p90_m, offset.most_m)
    return (*(f"{each:.0f}" for each in metres), f"{offset.far_percent:.1f}")


def _compared(
    pair: tuple[str, str], parts: Sequence[Part], published: float | None
) -> tuple[str, str, str]:
    """The published length, the difference of ours, and a note if the difference is large."""
    if published is None:
        return "", "", ""
    percent = (sum(part.length_km for part in parts) / published - 1) * 100
    note = "" if abs(percent) <= NOTED_PERCENT else _cause(pair, parts, published)
    return f"{published:g}", f"{percent:+.1f}", note


def _cause(pair: tuple[str, str], parts: Sequence[Part], published: float) -> str:
    if pair in CAUSES:
        return CAUSES[pair]
    if sum(part.length_km for part in parts) < published:
        return "shorter although finer: the published line is another one; cause not found"
    for tolerance_m in GENERALISED_M:
        coarser = sum(_generalised_km(part.line, tolerance_m) for part in parts)
        if abs(coarser / published - 1) * 100 <= NOTED_PERCENT:
            return f"finer: generalised to {tolerance_m:.0f} m it measures {coarser:.0f} km"
    return "longer at every generalisation that was tried; cause not found"


def _generalised_km(line: LineString, tolerance_m: float) -> float:
    """Length of a line simplified by Douglas and Peucker, in the scale of its mean latitude."""
    points = shapely.get_coordinates(line)
    scale = np.array([np.cos(np.radians(points[:, 1].mean())), 1.0]) * DEGREE_M
    flat = shapely.simplify(shapely.linestrings(points * scale), tolerance_m)
    return length_km(shapely.linestrings(shapely.get_coordinates(flat) / scale))


def published_km(pages: dict[str, str]) -> dict[tuple[str, str], float]:
    """Length of a border in the Factbook, if the pages of both countries give the same length.

    Parameters
    ----------
    pages
        Alpha-3 code → JSON of the country's page.
    """
    contents = {code: json.loads(text) for code, text in pages.items()}
    codes = {_plain(name): code for code, _, name in sources.country_names()}
    for code, page in contents.items():
        name = page.get("Government", {}).get("Country name", {})
        codes[_plain(name.get("conventional short form", {}).get("text", ""))] = code
    codes |= {_plain(name): code for name, code in OTHERWISE.items()}
    said: dict[tuple[str, str], set[float]] = {}
    for code, page in contents.items():
        bounds = page.get("Geography", {}).get("Land boundaries", {})
        text = bounds.get("border countries", {}).get("text", "")
        for name, km in re.findall(r"([A-Z][^\d,;]*?)\s*(?:\([^)]*\))?\s+([\d,.]+) km", text):
            if other := codes.get(_plain(name)):
                pair = (min(code, other), max(code, other))
                said.setdefault(pair, set()).add(float(km.replace(",", "")))
    return {pair: values.pop() for pair, values in said.items() if len(values) == 1}


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return folded.casefold().removeprefix("the ").strip()
