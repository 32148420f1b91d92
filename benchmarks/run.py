"""Side by side with what a user would take instead: two tables from one interleaved run each.

Whatever is compared is run in turns (A B A B …), so that a busy machine troubles both alike; the
medians and their ratio are told. `--write` puts the tables into the README beside this file.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from installed import ROOT, built_wheel, installed

HERE = Path(__file__).resolve().parent
README = HERE / "README.md"
BEGIN, END = "<!-- begin: written by run.py -->", "<!-- end -->"
DEPTHS_KM = (5.0, 15.0, 32.0)
FOUR_DEPTHS_KM = (5.0, 14.0, 15.0, 32.0)
WHOLE, INNER = "whole process, from an installed wheel", "in one process, after import"
INDEX = ROOT / "gazetteer" / "data" / "places.index"
# Variables such as PYTHONDONTWRITEBYTECODE are removed. As on a user's machine, the first round,
# which is not counted, leaves compiled files behind.
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
OPEN_INDEX = """
import time
from gazetteer import Gazetteer
start = time.perf_counter()
Gazetteer().resolve("Manbij")
print(time.perf_counter() - start)
"""


@dataclass(frozen=True)
class Row:
    """A row of a table: task, our time, the other's, their ratio or a verdict, the aim."""

    what: str
    ours: str
    other: str
    got: str
    aim: str


def process(*command: str | Path) -> Callable[[], float]:
    """A function that runs a process and gives its seconds."""
    parts = [str(part) for part in command]

    def once() -> float:
        start = time.perf_counter()
        subprocess.run(parts, check=True, capture_output=True, env=PLAIN)
        return time.perf_counter() - start

    return once


def said(*command: str | Path) -> Callable[[], float]:
    """A function that runs a process and gives the seconds that it prints."""
    parts = [str(part) for part in command]

    def once() -> float:
        ran = subprocess.run(parts, check=True, capture_output=True, text=True, env=PLAIN)
        return float(ran.stdout)

    return once


def call(function: Callable[[], object]) -> Callable[[], float]:
    """A function that calls another and gives the seconds of the call."""

    def once() -> float:
        start = time.perf_counter()
        function()
        return time.perf_counter() - start

    return once


def in_turns(*works: Callable[[], float], times: int) -> list[list[float]]:
    """The seconds of each work in interleaved rounds, after one round that is not counted."""
    for work in works:
        work()
    found: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for seconds, work in zip(found, works, strict=True):
            seconds.append(work())
    return found


def seconds(found: list[float]) -> str:
    """Median with the range beside it."""
    return f"{statistics.median(found):.3f} s ({min(found):.3f}–{max(found):.3f})"


def ratio(ours: list[float], other: list[float]) -> str:
    """Ratio of the medians: ours divided by the other's."""
    return f"{statistics.median(ours) / statistics.median(other):.2f}×"


def whole_rows(times: int, wheel: Path | None) -> list[Row]:
    """Whole processes of an installed wheel, from a cold start to the finished file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = wheel or built_wheel(folder)
        size = _megabytes(wheel)
        geozone = installed(wheel, folder / "venv")
        land = folder / "land.gpkg"
        write_land(land)
        files = [folder / f"ours.{ending}" for ending in ("geojson", "gpkg", "png", "html")]
        kinds = ("export", "export", "figure", "map")
        works = [
            process(sys.executable, "-c", "pass"),
            process(geozone, "--help"),
            process(geozone, "resolve", "Manbij"),
            process(geozone, "compare"),
            *(
                process(geozone, kind, "-o", file, "--force")
                for kind, file in zip(kinds, files, strict=True)
            ),
            process(sys.executable, HERE / "plain_map.py", land, folder / "plain.html"),
        ]
        bare, *ours, plain = in_turns(*works, times=times)
        sizes = [path.stat().st_size // 1000 for path in (files[-1], folder / "plain.html")]
    alone = f"Python alone {seconds(bare)}"
    said = [
        ("--help", alone, 0.15),
        ("resolve Manbij", alone, 0.15),
        ("compare", "", 1.0),
        ("export -o zones.geojson", "", 1.5),
        ("export -o zones.gpkg", "", 1.5),
        ("figure -o zones.png", "", 3.0),
    ]
    rows = [
        Row(f"`geozone {what}`", seconds(found), other, _got(found, most), f"≤ {most:g} s")
        for (what, other, most), found in zip(said, ours, strict=False)
    ]
    pages = f"pages of {sizes[0]} and {sizes[1]} kB"
    plain_text = f"`plain_map.py` {seconds(plain)}"
    rows.append(
        Row(
            f"`geozone map` ({pages})",
            seconds(ours[-1]),
            plain_text,
            ratio(ours[-1], plain),
            "≤ 0.6×",
        )
    )
    return [*rows, Row(f"`{wheel.name}`", size, "", "", "≤ 40 MB")]


def _got(found: list[float], most: float) -> str:
    return "met" if statistics.median(found) <= most else "missed"


def write_land(file: Path) -> None:
    """Write geozone's border and Syria to a file, as other scripts need them."""
    import geopandas as gpd  # noqa: PLC0415  (only here, so that processes start unhindered)

    from geozone.atlas import world  # noqa: PLC0415

    line = [part.line for part in world.border("TUR", "SYR").parts]
    for layer, shapes in (("borders", line), ("countries", [world.land("SYR")])):
        gpd.GeoDataFrame(geometry=shapes, crs=4326).to_file(file, layer=layer, driver="GPKG")


def zone_rows(times: int) -> list[Row]:
    """Rows for one zone of the whole border, without the time of imports and of reading."""
    import geopandas as gpd  # noqa: PLC0415  (only here, so that processes start unhindered)
    from exact import Ruler, worst_error_m  # noqa: PLC0415

    from geozone.atlas import world  # noqa: PLC0415
    from geozone.lines.border import Border  # noqa: PLC0415
    from geozone.zones.side import Side  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        land = Path(folder, "land.gpkg")
        write_land(land)
        line = gpd.read_file(land, layer="borders").geometry
        syria = gpd.read_file(land, layer="countries").geometry
    ruler = Ruler(line.union_all())
    shape = world.land("SYR")

    rows = []
    for depth_km in DEPTHS_KM:

        def by_geozone(depth_km: float = depth_km) -> object:
            return Side(Border.between("TUR", "SYR"), ["SYR"], reach_km=depth_km).zone(depth_km)

        def by_utm(depth_km: float = depth_km, segments: int = 16) -> object:
            buffered = line.to_crs(32637).buffer(depth_km * 1000, quad_segs=segments)
            return buffered.intersection(syria.to_crs(32637).union_all()).to_crs(4326)

        def by_fine_utm(depth_km: float = depth_km) -> object:
            return by_utm(depth_km, 128)

        ours, plain, fine = in_turns(call(by_geozone), call(by_utm), call(by_fine_utm), times=times)
        errors = [
            worst_error_m(zone, depth_km * 1000, ruler=ruler, land=shape)
            for zone in (by_geozone().geometry, *(u().union_all() for u in (by_utm, by_fine_utm)))
        ]
        for name, other, error in (
            ("UTM 37N", plain, errors[1]),
            ("UTM 37N, quad_segs=128", fine, errors[2]),
        ):
            rows.append(
                Row(
                    f"zone of the whole border, {depth_km:g} km",
                    f"{seconds(ours)}, worst error {errors[0]:.2f} m",
                    f"{name}: {seconds(other)}, worst error {error:.1f} m",
                    ratio(ours, other),
                    "≤ 0.4×, 1 m",
                )
            )

    def at_four_depths() -> object:
        side = Side(Border.between("TUR", "SYR"), ["SYR"], reach_km=max(FOUR_DEPTHS_KM))
        return [side.zone(depth_km) for depth_km in FOUR_DEPTHS_KM]

    def at_the_deepest() -> object:
        side = Side(Border.between("TUR", "SYR"), ["SYR"], reach_km=max(FOUR_DEPTHS_KM))
        return side.zone(max(FOUR_DEPTHS_KM))

    four, one = in_turns(call(at_four_depths), call(at_the_deepest), times=times)
    depths = ", ".join(f"{depth_km:g}" for depth_km in FOUR_DEPTHS_KM)
    what = f"zones at {depths} km"
    rows.append(
        Row(what, seconds(four), f"the last alone {seconds(one)}", ratio(four, one), "≤ 2×")
    )
    return rows


def index_rows(times: int) -> list[Row]:
    """Rows for the index of names: the time to open it, and its size."""
    (opened,) = in_turns(said(sys.executable, "-c", OPEN_INDEX), times=times)
    return [
        Row("index opened and first name found", seconds(opened), "", "", "≤ 0.030 s"),
        Row("index on disk", _megabytes(INDEX), "", "", ""),
    ]


def _megabytes(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.1f} MB"


def heading(times: int) -> str:
    """The line above the tables: date, versions, machine, number of rounds."""
    cpus = os.cpu_count()
    packages = ", ".join(f"{name} {version(name)}" for name in ("geopandas", "shapely", "folium"))
    machine = f"{platform.system()} {platform.machine()}, {cpus} processors"
    today = f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}"
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{today}: Python {platform.python_version()}, {packages}, {machine} (load {load}).\n"
        f"Medians of {times} rounds (fastest–slowest)."
    )


def table(what: str, rows: list[Row]) -> str:
    """A table in Markdown."""
    lines = [
        f"| {what} | geozone | beside it | got | aim |",
        "|---|---|---|---|---|",
    ]
    lines += [f"| {r.what} | {r.ours} | {r.other} | {r.got} | {r.aim} |" for r in rows]
    return "\n".join(lines)


def write(text: str) -> None:
    """Put the table between its marks in the README."""
    before, rest = README.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    README.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def main() -> None:
    """Run everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="rounds that count (7)")
    parser.add_argument("--write", action="store_true", help="keep the table in README.md")
    parser.add_argument("--wheel", type=Path, help="take this wheel (default: build one)")
    options = parser.parse_args()
    whole = whole_rows(options.rounds, options.wheel)
    inner = [*zone_rows(options.rounds), *index_rows(options.rounds)]
    text = f"{heading(options.rounds)}\n\n{table(WHOLE, whole)}\n\n{table(INNER, inner)}"
    print(text)
    if options.write:
        write(text)


if __name__ == "__main__":
    main()
