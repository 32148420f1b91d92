"""The table of all pairs of neighbours: what was built, beside what is published."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path

from atlas import sources

COLUMNS = ("a", "b", "length_km", "parts", "tolerance_m", "ends", "published_km", "differs_percent")
# Names of neighbours in the Factbook that are not those of its own country pages or GeoNames.
OTHERWISE = {
    "Botswana": "BWA", "Burma": "MMR", "Cote d'Ivoire": "CIV", "Guantanamo Bay": "",
    "Congo": "COG", "Gaza Strip": "", "West Bank": "PSE", "Holy See": "VAT", "Macau": "MAC",
    "Macedonia": "MKD", "Swaziland": "SWZ", "Czech Republic": "CZE", "Kosovo": "XKX",
    "US": "USA", "UK": "GBR", "UAE": "ARE", "Cabo Verde": "CPV", "The Gambia": "GMB",
    "Gambia": "GMB", "Spain": "ESP", "Saint Martin": "MAF", "Sint Maarten": "SXM",
    "Democratic Republic of the Congo": "COD", "Republic of the Congo": "COG",
    "North Korea": "PRK", "South Korea": "KOR", "East Timor": "TLS", "Timor-Leste": "TLS",
}  # fmt: skip


def write(folder: Path) -> None:
    """Write `borders.csv` from the file of land that lies in the folder."""
    published = published_km(dict(sources.factbook()))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for (a, b), parts in sorted(_parts(folder / "land-odbl.gpkg").items()):
        length = sum(part[2] for part in parts)
        ends = "; ".join(f"{start or '–'} to {end or '–'}" for start, end, *_ in parts)
        said = published.get((a, b))
        percent = "" if said is None else f"{(length / said - 1) * 100:+.1f}"
        tolerance = max(part[3] for part in parts)
        row = (a, b, f"{length:.3f}", len(parts), f"{tolerance:g}", ends)
        writer.writerow((*row, "" if said is None else f"{said:g}", percent))
    (folder / "borders-odbl.csv").write_text(text.getvalue(), encoding="utf-8", newline="")


def _parts(file: Path) -> dict[tuple[str, str], list[tuple[str, str, float, float]]]:
    query = "SELECT a, b, start_at, end_at, length_km, tolerance_m FROM borders ORDER BY fid"
    result: dict[tuple[str, str], list[tuple[str, str, float, float]]] = {}
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        for a, b, *rest in connection.execute(query):
            result.setdefault((a, b), []).append(tuple(rest))
    return result


def published_km(pages: dict[str, str]) -> dict[tuple[str, str], float]:
    """Length that the Factbook gives a pair, if its two pages do not contradict each other.

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
