"""A tool in another language: one process that answers line by line and times itself.

A request is a line of four words separated by tabs: the file of the geometry, the distance in
metres, the vertices of a quarter circle (0: the tool's default), the file for the answer (WKB as
hexadecimal text, or GeoJSON). The reply is the seconds of the buffer alone, or `fault` and the
tool's message.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import shapely
from shapely.geometry.base import BaseGeometry

from benchmarks.peers.peer import Answer, NoAnswerError, NotHereError


@dataclass(frozen=True)
class Program:
    """The program of a tool, and how to start it.

    Parameters
    ----------
    name
        Name of the tool.
    command
        The command that starts it. Its first line of output is its name and version, separated by a
        tab.
    form
        The format that it reads; it writes WKB in the first case, GeoJSON in the second.
    setting
        The tool's name for the number of vertices of a quarter circle.
    get
        What to install if the tool is missing.
    most_vertices
        The longest line that it is given; longer ones would take minutes.
    """

    name: str
    command: tuple[str, ...]
    form: Literal["wkt", "geojson"]
    setting: str
    get: str
    most_vertices: int = 1_000_000


class InProcess:
    """A tool that runs as a process and gets its requests through a pipe.

    Parameters
    ----------
    program
        The program to start.
    folder
        A new folder for the files of requests and answers.
    """

    def __init__(self, program: Program, folder: Path) -> None:
        folder.mkdir()
        self._program, self._folder = program, folder
        self.setting = program.setting
        if shutil.which(program.command[0]) is None:
            raise NotHereError(f"{program.name} is left out: it needs {program.get}")
        with (folder / "said").open("w") as said:
            self._process = subprocess.Popen(
                program.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
            )
        first = self._line()
        if not first:
            self.close()
            raise NotHereError(f"{program.name} is left out: it needs {program.get}")
        self.name, _, self.version = first.partition("\t")

    def buffer(self, geometry: BaseGeometry, distance_m: float, segments: int | None) -> Answer:
        """The buffer that the tool makes, and the seconds that it took."""
        if shapely.get_num_coordinates(geometry) > self._program.most_vertices:
            raise NoAnswerError(f"not asked, minutes over {self._program.most_vertices:,} vertices")
        answer = self._folder / "answer"
        words = [self._file(geometry), f"{distance_m:g}", str(segments or 0), answer]
        print(*words, sep="\t", file=self._process.stdin, flush=True)
        reply = self._line()
        if not reply or reply.startswith("fault"):
            raise NoAnswerError(reply or self._last_words())
        text = answer.read_text(encoding="utf-8").strip()
        is_text = self._program.form == "wkt"
        return Answer(
            float(reply), shapely.from_wkb(text) if is_text else shapely.from_geojson(text)
        )

    def close(self) -> None:
        """End the process; kill it if it does not end within ten seconds."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _file(self, geometry: BaseGeometry) -> Path:
        """The file of a geometry, written once, with all digits of its coordinates."""
        key = hashlib.sha256(geometry.wkb).hexdigest()[:16]
        file = self._folder / f"{key}.{self._program.form}"
        if not file.exists():
            is_text = self._program.form == "wkt"
            shape = geometry.__geo_interface__
            text = shapely.to_wkt(geometry, rounding_precision=15) if is_text else json.dumps(shape)
            file.write_text(text, encoding="utf-8")
        return file

    def _line(self) -> str:
        return self._process.stdout.readline().strip() if self._process.stdout else ""

    def _last_words(self) -> str:
        said = (self._folder / "said").read_text(encoding="utf-8").strip().splitlines()
        return f"it ended: {said[-1][:100]}" if said else "it ended"
