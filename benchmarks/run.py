"""Side by side with what a user would take instead: one table from one interleaved run.

Whatever is compared is run in turns (A B A B …), so that a busy machine troubles both alike; the
medians and their ratio are told. `--write` puts the table into the README beside this file.
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

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
README = HERE / "README.md"
BEGIN, END = "<!-- begin: written by run.py -->", "<!-- end -->"
DEPTHS_KM = (5.0, 15.0, 32.0)
INDEX = ROOT / "gazetteer" / "data" / "places.index"
# As on a user's machine: the round that does not count leaves compiled files behind.
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
    """A line of the table: what, ours, the other's, the aim."""

    what: str
    ours: str
    other: str
    ratio: str
    aim: str


def process(*command: str | Path) -> Callable[[], float]:
    """Seconds of a whole process."""
    parts = [str(part) for part in command]

    def once() -> float:
        start = time.perf_counter()
        subprocess.run(parts, check=True, stdout=subprocess.DEVNULL, env=PLAIN)
        return time.perf_counter() - start

    return once


def said(*command: str | Path) -> Callable[[], float]:
    """Seconds that a process prints."""
    parts = [str(part) for part in command]

    def once() -> float:
        ran = subprocess.run(parts, check=True, capture_output=True, text=True, env=PLAIN)
        return float(ran.stdout)

    return once


def call(function: Callable[[], object]) -> Callable[[], float]:
    """Seconds of a call."""

    def once() -> float:
        start = time.perf_counter()
        function()
        return time.perf_counter() - start

    return once


def in_turns(*works: Callable[[], float], times: int) -> list[list[float]]:
    """The seconds of each, after one round that does not count."""
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
    """Ours by the other's, of the medians."""
    return f"{statistics.median(ours) / statistics.median(other):.2f}×"


def maps_row(times: int) -> Row:
    """The finished page, from a cold start."""
    with tempfile.TemporaryDirectory() as folder:
        ours, other = in_turns(
            process(sys.executable, "-m", "geozone.cli", "map", "-o", f"{folder}/ours.html"),
            process(sys.executable, HERE / "plain_map.py", f"{folder}/plain.html"),
            times=times,
        )
        pages = [Path(folder, f"{name}.html") for name in ("ours", "plain")]
        sizes = [page.stat().st_size // 1000 for page in pages]
    return Row(
        f"`geozone map`, whole process (pages of {sizes[0]} and {sizes[1]} kB)",
        seconds(ours),
        f"`plain_map.py` {seconds(other)}",
        ratio(ours, other),
        "≤ 0.6×",
    )


def zone_rows(times: int) -> list[Row]:
    """One zone of the whole border, read and imported already."""
    import geopandas as gpd  # noqa: PLC0415  (only here, so that processes start unhindered)
    from exact import Ruler, worst_error_m  # noqa: PLC0415

    from geozone import atlas  # noqa: PLC0415
    from geozone.border import Border  # noqa: PLC0415
    from geozone.zone import Side  # noqa: PLC0415

    land = ROOT / "geozone" / "data" / "land-odbl.gpkg"
    line = gpd.read_file(land, layer="borders", where="a = 'SYR' AND b = 'TUR'").geometry
    syria = gpd.read_file(land, layer="countries", where="code = 'SYR'").geometry
    ruler = Ruler(line.union_all())
    shape = atlas.land("SYR")

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
                    "≤ 0.5×, 1 m",
                )
            )
    return rows


def start_rows(times: int) -> list[Row]:
    """How soon the command line answers, and its index opens."""
    command = (sys.executable, "-m", "geozone.cli")
    bare, shown, resolved, opened = in_turns(
        process(sys.executable, "-c", "pass"),
        process(*command, "--help"),
        process(*command, "resolve", "Manbij"),
        said(sys.executable, "-c", OPEN_INDEX),
        times=times,
    )
    python = f"Python alone {seconds(bare)}"
    return [
        Row("`geozone --help`, whole process", seconds(shown), python, "", "≤ 0.15 s"),
        Row("`geozone resolve Manbij`, whole process", seconds(resolved), python, "", "≤ 0.15 s"),
        Row("index opened and first name found", seconds(opened), "", "", "≤ 0.030 s"),
    ]


def size_rows() -> list[Row]:
    """What is carried home."""
    rows = [Row("index on disk", _megabytes(INDEX), "", "", "")]
    wheels = sorted((ROOT / "dist").glob("*.whl"), key=lambda path: path.stat().st_mtime)
    if wheels:
        rows.append(Row(f"`{wheels[-1].name}`", _megabytes(wheels[-1]), "", "", "≤ 40 MB"))
    return rows


def _megabytes(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.1f} MB"


def table(rows: list[Row], times: int) -> str:
    """Markdown."""
    cpus = os.cpu_count()
    packages = ", ".join(f"{name} {version(name)}" for name in ("geopandas", "shapely", "folium"))
    machine = f"{platform.system()} {platform.machine()}, {cpus} processors"
    today = f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}"
    lines = [
        f"{today}: Python {platform.python_version()}, {packages}, {machine}.",
        f"Medians of {times} rounds (fastest–slowest).",
        "",
        "| what | geozone | beside it | ratio | aim |",
        "|---|---|---|---|---|",
    ]
    lines += [f"| {r.what} | {r.ours} | {r.other} | {r.ratio} | {r.aim} |" for r in rows]
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
    options = parser.parse_args()
    rows = [
        *start_rows(options.rounds * 2),
        maps_row(options.rounds),
        *zone_rows(options.rounds),
        *size_rows(),
    ]
    text = table(rows, options.rounds)
    print(text)
    if options.write:
        write(text)


if __name__ == "__main__":
    main()
