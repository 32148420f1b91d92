"""Points of rivers, lakes and seas, computed from the atlas that geozone ships.

    python scripts/build_waters.py

The script reads the names in `gazetteer/data/supplement` and writes
`gazetteer/data/waters-lgpl.csv` (rivers) and `waters-odbl.csv` (lakes, seas), with the same bytes
every time. A point shows where a water is; no distance is measured from it:

- The point of a river lies half way along the atlas's line.
- The point of a lake is the centre of the largest circle in a lake of the atlas. That lake is the
  largest one within 60 km of a town of the list.
- The point of a sea is the centre of the largest circle in its water. Gates, which are straight
  lines between two towns, separate the sea from its neighbours.

Circles are computed in a plane in which longitudes are scaled by the cosine of the middle latitude.
That is exact enough for a point that stands for a whole sea.
"""

from __future__ import annotations

import csv
import math
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Point, Polygon, box

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from gazetteer import Gazetteer, Place  # noqa: E402  # of this clone
from gazetteer.index_file import supplement  # noqa: E402  # of this clone
from geozone.atlas import world  # noqa: E402
from geozone.ellipsoid import geodesy  # noqa: E402

DATA = ROOT / "gazetteer" / "data"
LAKE_REACH_DEG = 0.6  # 66 km from south to north
GATE_WIDTH_DEG = 0.02  # about 2 km: this also closes narrower openings beside a gate
SLACK_DEG = 0.01  # tolerance of the centre of a circle
Row = tuple[str, str, str, str, str]


def main() -> None:
    """Write both files and print what is in them."""
    waters = supplement.read_supplement(DATA / "supplement")
    towns = {place.source_id: place for place in Gazetteer().within(-180, -90, 180, 90)}
    _write("waters-lgpl.csv", [_river(one) for one in supplement.of_kind(waters, "river")])
    lakes = [_lake(one, towns) for one in supplement.of_kind(waters, "lake")]
    _write("waters-odbl.csv", [*lakes, *_seas([*supplement.of_kind(waters, "sea")], towns)])


def _river(one: supplement.Entry) -> Row:
    places = shapely.get_coordinates(world.river(one.values["line"]).line)
    chainage_m = geodesy.chainage_m(places)
    half = [np.interp(chainage_m[-1] / 2, chainage_m, column) for column in places.T]
    return _row(one, Point(half), one.values["line"])


def _lake(one: supplement.Entry, towns: dict[str, Place]) -> Row:
    town = _town(one, one.values["near"], towns)
    reach = town.buffer(LAKE_REACH_DEG)
    near = [lake for lake in world.lakes_in(reach.bounds) if lake.intersects(reach)]
    if not near:
        raise one.fault("near", "the atlas has no lake within 60 km of that town")
    return _row(one, _centre(near[0]), one.key)  # `lakes_in` gives the largest first


def _seas(seas: list[supplement.Entry], towns: dict[str, Place]) -> Iterator[Row]:
    land = shapely.union_all([country.geometry for country in world.context_in(world.covered())])
    # The box leaves out the polar caps, where a degree of longitude has almost no length.
    water = box(-180, -80, 180, 85).difference(land)
    for one in seas:
        closed = water
        for ends in one.values.get("gates", []):
            gate = LineString([_town(one, number, towns) for number in ends])
            closed = closed.difference(gate.buffer(GATE_WIDTH_DEG))
        town = _town(one, one.values["near"], towns)
        # The gates have split the water into parts: the sea is the largest one near its town.
        parts = [part for part in closed.geoms if part.distance(town) < LAKE_REACH_DEG]
        yield _row(one, _centre(max(parts, key=lambda part: part.area)), one.key)


def _town(one: supplement.Entry, number: int, towns: dict[str, Place]) -> Point:
    place = towns.get(str(number))
    if place is None:
        raise one.fault("near", f"GeoNames' list has no town {number}")
    return Point(place.lon, place.lat)


def _centre(water: Polygon) -> Point:
    """Centre of the largest circle in a water."""
    _, south, _, north = water.bounds
    stretch = math.cos(math.radians((south + north) / 2))
    plane = affinity.scale(water, xfact=stretch, yfact=1.0, origin=(0, 0))
    radius = shapely.maximum_inscribed_circle(plane, tolerance=SLACK_DEG)
    x, y = radius.coords[0]
    return Point(x / stretch, y)


def _row(one: supplement.Entry, point: Point, reference: str) -> Row:
    print(f"{one.kind:6}{one.key:24}{point.x:10.3f}{point.y:9.3f}")
    return one.kind, one.key, f"{point.x:.3f}", f"{point.y:.3f}", f"{one.kind}:{reference}"


def _write(name: str, rows: list[Row]) -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("kind", "name", "lon", "lat", "reference"))
        writer.writerows(sorted(rows))


if __name__ == "__main__":
    main()
