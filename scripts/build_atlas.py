"""Build `geozone/data`: a box of countries and a list of rivers in, one GeoPackage a licence out.

Run from anywhere: `python scripts/build_atlas.py`. It fetches its pinned sources into
`scripts/sources` and writes the same bytes at every run. It is never shipped.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import shapely
from atlas import land, provenance, rivers, sources
from atlas.rivers import Wanted

DATA = Path(__file__).resolve().parent.parent / "geozone" / "data"

# Every country that meets this box (west, south, east, north) is shipped whole, with the borders
# of all pairs of them; so inside the box the land of the world is complete.
COVERED = (33.0, 32.0, 46.0, 41.0)

# Seeds go downstream, a few per river, each within 5 km of its main stem.
RIVERS = (
    Wanted(
        "Euphrates",
        ("Firat", "Fırat", "Furat", "al-Furat", "Al Furat", "Ferat", "Firat Nehri", "الفرات"),
        (
            (38.74, 38.80),  # Keban, where Karasu and Murat meet
            (37.97, 37.02),  # Birecik
            (38.02, 36.83),  # Jarabulus, on the border
            (39.00, 35.94),  # Raqqa
            (40.15, 35.34),  # Deir ez-Zor
            (41.00, 34.42),  # al-Bukamal
            (42.83, 33.64),  # Hit
            (43.78, 33.35),  # Fallujah
            (44.27, 32.53),  # Hindiya
            (45.28, 31.32),  # Samawah
            (46.25, 31.05),  # Nasiriyah
            (47.43, 31.00),  # Qurna, where it meets the Tigris
        ),
        "begins at Keban, where Karasu and Murat meet",
    ),
    Wanted(
        "Tigris",
        ("Dicle", "Dijla", "Dijlah", "Nahr Dijlah", "Dicle Nehri", "دجلة"),
        (
            (40.23, 37.89),  # Diyarbakır
            (41.41, 37.71),  # Hasankeyf
            (42.18, 37.33),  # Cizre
            (43.13, 36.34),  # Mosul
            (43.70, 34.60),  # Tikrit
            (44.38, 33.33),  # Baghdad
            (45.83, 32.50),  # Kut
            (47.15, 31.84),  # Amarah
            (47.43, 31.00),  # Qurna
        ),
        "begins at Diyarbakır",
    ),
    Wanted(
        "Khabur",
        ("Khabour", "Habur", "Chabur", "al-Khabur", "Xabur", "Xabûr", "الخابور"),
        (
            (40.046, 36.832),  # Ras al-Ayn
            (40.75, 36.50),  # al-Hasakah
            (40.43, 35.15),  # Busayrah, where it meets the Euphrates
        ),
    ),
    Wanted(
        "Orontes",
        ("Asi", "Asi Nehri", "Assi", "Nahr al-Asi", "العاصي"),
        (
            (36.618, 34.666),  # outflow of Lake Homs
            (36.70, 34.73),  # Homs
            (36.75, 35.13),  # Hama
            (36.32, 35.81),  # Jisr ash-Shughur
            (36.16, 36.20),  # Antakya
            (35.96, 36.05),  # the Mediterranean
        ),
        "begins at the outflow of Lake Homs: the source has a gap of 11 km across the lake",
    ),
)


def main() -> None:
    """Fetch, build, describe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=DATA, help="folder to write (geozone/data)")
    folder = parser.parse_args().into.resolve()
    folder.mkdir(exist_ok=True)
    sources.fetch()
    lines = land.build(folder / "land-odbl.gpkg", COVERED)
    rivers.build(folder / "rivers-lgpl.gpkg", RIVERS, shapely.multilinestrings(lines))
    provenance.write(folder)


if __name__ == "__main__":
    main()
