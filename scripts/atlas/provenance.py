"""What stands beside the data: country names, licence texts, hashes, README."""

from __future__ import annotations

import csv
import hashlib
import io
import sqlite3
from pathlib import Path

import shapely

from atlas import readme, sources

HASHED = (
    *("borders-odbl.csv", "countries-ccby.csv", "land-odbl.gpkg", "lines-odbl.gpkg"),
    *("lines-publicdomain.gpkg", "lines.toml", "rivers-lgpl.gpkg"),
)


# Written by hand, so it is copied to where the other files are built.
NAMED_LINES = Path(__file__).parents[2] / "geozone" / "data" / "lines.toml"


def write(folder: Path) -> None:
    """Write the names, the named lines, the licence texts, the hashes and the README."""
    (folder / "lines.toml").write_bytes(NAMED_LINES.read_bytes())
    (folder / "countries-ccby.csv").write_text(_names(), encoding="utf-8", newline="")
    texts = {
        "LICENSE-ODbL-1.0.txt": sources.licence_text("ODbL-1.0"),
        "LICENSE-LGPL-3.0.txt": sources.lgpl_text(),
        "LICENSE-CC-BY-4.0.txt": sources.licence_text("CC-BY-4.0"),
    }
    for name, text in texts.items():
        (folder / name).write_text(text.rstrip() + "\n", encoding="utf-8")
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in HASHED}
    lines = [f"{sha256}  {name}\n" for name, sha256 in sums.items()]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="ascii")
    versions = {"geos": shapely.geos_version_string, "sqlite": sqlite3.sqlite_version}
    (folder / "README.md").write_text(readme.text(folder, sums, versions), encoding="utf-8")


def _names() -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("alpha3", "alpha2", "name"))
    writer.writerows(sources.country_names())
    return text.getvalue()
