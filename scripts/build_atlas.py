"""Build `geozone/data`: the world's countries and some rivers in, one GeoPackage a licence out.

Run from anywhere: `python scripts/build_atlas.py`. It fetches its pinned sources into
`scripts/sources` and writes the same bytes at every run. It is never shipped.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import shapely
from atlas import drawn, land, pairs, provenance, rivers, sources, stems

DATA = Path(__file__).resolve().parent.parent / "geozone" / "data"


def main() -> None:
    """Fetch, build, describe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=DATA, help="folder to write (geozone/data)")
    folder = parser.parse_args().into.resolve()
    folder.mkdir(exist_ok=True)
    sources.fetch()
    lines = land.build(folder / "land-odbl.gpkg")
    rivers.build(
        folder / "rivers-lgpl.gpkg",
        stems.GROUPS,
        shapely.multilinestrings([line.part.line for line in lines]),
    )
    drawn.build(folder)
    pairs.write(folder, lines)
    provenance.write(folder)


if __name__ == "__main__":
    main()
