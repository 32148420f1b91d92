"""Buffers of other tools, each timed inside its process (its own, or this one).

A tool that is not installed is left out, and the output says what to install.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.peers import planar
from benchmarks.peers.peer import NotHereError, Peer
from benchmarks.peers.postgis import PostGIS
from benchmarks.peers.process import InProcess, Program

HERE = Path(__file__).resolve().parent
INSTALLED = HERE.parent.parent / "build" / "peers"  # by `make peers`
PYTHON = INSTALLED / "venv" / "bin" / "python"
FINE = 128  # vertices per quarter circle, beside each tool's default

PROGRAMS = (
    Program(
        "Turf",
        ("node", str(HERE / "turf.mjs"), str(INSTALLED)),
        form="geojson",
        setting="steps",
        get="node and `make peers`",
        most_vertices=5_000,
    ),
    Program(
        "terra",
        ("Rscript", "--vanilla", str(HERE / "terra.R")),
        form="wkt",
        setting="quadsegs",
        get="Debian's r-cran-terra",
    ),
    Program(
        "SedonaDB",
        (str(PYTHON), str(HERE / "on_sphere.py")),
        form="wkt",
        setting="quad_segs",
        get="`make peers`",
    ),
)


class Found(NamedTuple):
    """The peers that are installed, and one line for each that is missing."""

    peers: list[Peer]
    missing: list[str]


@contextmanager
def started() -> Iterator[Found]:
    """Start all peers that are installed; they end with the block."""
    found = Found([planar.utm(), planar.equidistant()], [])
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        outside = [partial(InProcess, program, folder / program.name) for program in PROGRAMS]
        for start in (partial(PostGIS, folder / "postgis"), *outside):
            try:
                peer = start()
            except NotHereError as problem:
                found.missing.append(f"- {problem}")
                continue
            stack.callback(peer.close)
            found.peers.append(peer)
        yield found
