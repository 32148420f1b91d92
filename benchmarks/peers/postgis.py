"""PostGIS geography in a database cluster of its own, in a temporary folder, ended with the run.

The server uses no network: it listens on a socket in that folder. The time is the server's own from
`EXPLAIN ANALYZE`, after a small buffer in the same session has loaded its libraries.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from benchmarks.peers.peer import Answer, NoAnswerError, NotHereError

GET = "Debian's postgresql-15 and postgresql-15-postgis-3"
SERVER = "postgres"  # the user of Debian's packages; the server refuses to run as root
VERSIONS = """
SELECT postgis_lib_version(), current_setting('server_version'), postgis_proj_version()
"""
WARM_UP = "SELECT ST_NPoints(ST_Buffer('POINT(0 0)'::geography, 10)::geometry)"


class PostGIS:
    """A PostGIS server that this process starts and ends."""

    name = "PostGIS geography"
    setting = "quad_segs"

    def __init__(self, folder: Path) -> None:
        self._folder, self._bin = folder, _programs()
        folder.mkdir()
        for parent in (folder, folder.parent):
            parent.chmod(0o755)
        if os.geteuid() == 0:
            user = pwd.getpwnam(SERVER)
            os.chown(folder, user.pw_uid, user.pw_gid)
        self._cluster = folder / "cluster"
        self._run("initdb", "-D", self._cluster, "-A", "trust", "-U", "me", "-E", "UTF8")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c jit=off"
        log = folder / "log"
        self._run("pg_ctl", "-D", self._cluster, "-w", "-l", log, "-o", options, "start")
        try:
            self._sql("CREATE EXTENSION postgis; CREATE TABLE given (key text, shape geography)")
        except NoAnswerError as problem:
            self.close()
            raise NotHereError(f"PostGIS is left out: it needs {GET}") from problem
        postgis, server, proj = self._sql(VERSIONS).strip().split("|")
        self.version = f"{postgis} (PostgreSQL {server.split()[0]}, PROJ {proj.split()[0]})"
        self._given: set[str] = set()

    def buffer(self, geometry: BaseGeometry, distance_m: float, segments: int | None) -> Answer:
        """ST_Buffer of a geography."""
        key = str(hash(geometry.wkb))
        if key not in self._given:
            shape = f"ST_GeomFromWKB('\\x{shapely.to_wkb(geometry, hex=True)}', 4326)::geography"
            self._sql(f"INSERT INTO given VALUES ('{key}', {shape})")  # noqa: S608  (our own)
            self._given.add(key)
        setting = "" if segments is None else f", 'quad_segs={segments}'"
        area = f"ST_Buffer(shape, {distance_m}{setting})"
        asked = f"FROM given WHERE key = '{key}'"
        # EXPLAIN ANALYZE gives the time and no result, so the buffer is computed once more for it.
        told = self._sql(
            f"{WARM_UP}; EXPLAIN (ANALYZE, FORMAT JSON) SELECT {area} {asked};"
            f"SELECT 'is ' || encode(ST_AsBinary({area}), 'hex') {asked}"
        )
        plan, _, area_hex = told.partition("\n")[2].rpartition("is ")
        return Answer(
            json.loads(plan)[0]["Execution Time"] / 1000, shapely.from_wkb(area_hex.strip())
        )

    def close(self) -> None:
        """Stop the server."""
        self._run("pg_ctl", "-D", self._cluster, "-m", "immediate", "stop")

    def _run(self, program: str, *words: str | Path) -> None:
        as_server = ["runuser", "-u", SERVER, "--"] if os.geteuid() == 0 else []
        command: Sequence[str] = [*as_server, str(self._bin / program), *map(str, words)]
        subprocess.run(command, check=True, capture_output=True, cwd=self._folder)

    def _sql(self, text: str) -> str:
        command = ["psql", "-h", self._folder, "-U", "me", "-d", "postgres"]
        options = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", "-"]
        ran = subprocess.run(
            [*command, *options], input=text, capture_output=True, text=True, check=False
        )
        if ran.returncode:
            raise NoAnswerError(f"PostGIS: {ran.stderr.strip().splitlines()[0]}")
        return ran.stdout


def _programs() -> Path:
    """The folder of the newest server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    on_path = shutil.which("initdb")
    if not found and on_path:
        found.append(Path(on_path).resolve())
    if not found or not shutil.which("psql"):
        raise NotHereError(f"PostGIS is left out: it needs {GET}")
    return found[-1].parent


def _version(program: Path) -> int:
    return int(program.parent.parent.name)
