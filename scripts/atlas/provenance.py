"""What stands beside the data: country names, licence texts, hashes."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

from atlas import sources

HASHED = ("countries-ccby.csv", "land-odbl.gpkg", "rivers-lgpl.gpkg")


def write(folder: Path) -> None:
    """Write the names, the licence texts and the hashes of the data files."""
    (folder / "countries-ccby.csv").write_text(_names(), encoding="utf-8", newline="")
    texts = {
        "LICENSE-ODbL-1.0.txt": sources.licence_text("ODbL-1.0"),
        "LICENSE-LGPL-3.0.txt": sources.lgpl_text(),
        "LICENSE-CC-BY-4.0.txt": sources.licence_text("CC-BY-4.0"),
    }
    for name, text in texts.items():
        (folder / name).write_text(text.rstrip() + "\n", encoding="utf-8")
    sums = [
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in HASHED
    ]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="ascii")


def _names() -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("alpha3", "alpha2", "name"))
    writer.writerows(sources.country_names())
    return text.getvalue()
