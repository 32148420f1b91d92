"""Reading with GDAL in a process of its own, where only one driver is left.

GDAL guesses formats: each of its 64 drivers may claim a file by some bytes of it, whatever the
file's name. Some drivers open further files, ask network addresses or load libraries if the file
tells them to. pyogrio has no option that names the one driver to use. Drivers are registered once
for a process, perhaps by the user's own code before. So a child process
(`geozone.files.gdal_child`) reads the file, in an environment made here: all drivers but one are
left out, GDAL looks for no plugins, and memory and time are limited.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from multiprocessing import spawn
from pathlib import Path
from typing import Any

_CHILD = Path(__file__).with_name("gdal_child.py")
_SECONDS = 120  # time limit of reading; a million features of a GeoPackage take ten seconds
# Vector drivers of GDAL 3.8 to 3.12. The child finds drivers that are missing here, but must then
# start a second time. So a gap in this list costs time, not safety.
_DRIVERS = (
    "ADBC", "AIVector", "AmigoCloud", "AVCBin", "AVCE00", "BAG", "CAD", "Carto", "CSV", "CSW",
    "DGN", "DWG", "DXF", "EDIGEO", "EEDA", "Elasticsearch", "ESRI Shapefile", "ESRIJSON",
    "FlatGeobuf", "GDALG", "GeoJSON", "GeoJSONSeq", "GeoRSS", "GML", "GMLAS", "GPKG", "GPSBabel",
    "GPX", "GTFS", "HTTP", "Idrisi", "Interlis 1", "Interlis 2", "JML", "JP2OpenJPEG", "JSONFG",
    "KML", "LIBKML", "LVBAG", "MapInfo File", "MapML", "MBTiles", "MEM", "Memory",
    "MiraMonVector", "MongoDBv3", "MSSQLSpatial", "MVT", "MySQL", "NAS", "netCDF", "NGW", "OAPIF",
    "ODBC", "ODS", "OGCAPI", "OGR_GMT", "OGR_PDS", "OGR_VRT", "OpenFileGDB", "OSM", "Parquet",
    "Arrow", "PCIDSK", "PDF", "PDS4", "PGDUMP", "PGeo", "PLSCENES", "PMTiles", "PostgreSQL", "S57",
    "Selafin", "SQLite", "SVG", "SXF", "TIGER", "TopoJSON", "UK .NTF", "VDV", "VFK", "VICAR",
    "WAsP", "WFS", "XLS", "XLSX", "XODR",
)  # fmt: skip
# Beginnings of the environment variables that could make GDAL, PROJ or Python open, load or ask for
# more than the one file.
_SETTINGS = ("CPL_", "GDAL_", "OGR_", "PROJ_", "PYTHON", "AWS_", "CURL_")


class Unreadable(Exception):
    """GDAL could not read a file; the message gives the reason, in GDAL's words or in ours."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of a file, as GDAL reads it.

    Parameters
    ----------
    wkb
        The geometry of each feature, without heights; None for a feature without geometry.
    crs
        The definition of the coordinate reference system; None if the file names none.
    rows
        The fields that were asked for, one mapping for each feature.
    """

    wkb: tuple[bytes | None, ...]
    crs: str | None
    rows: tuple[Mapping[str, object], ...]


class TooManyFeatures(Exception):
    """A layer has more features than are read.

    Parameters
    ----------
    features
        How many it has.
    """

    def __init__(self, features: int) -> None:
        super().__init__(features)
        self.features = features


class WhichLayer(Exception):
    """It is not clear which layer is meant.

    Parameters
    ----------
    layers
        The names of the layers that have a geometry.
    """

    def __init__(self, layers: list[str]) -> None:
        super().__init__(layers)
        self.layers = layers


def read_by_gdal(
    path: Path, driver: str, layer: str | None, *, fields: Collection[str], most_features: int
) -> Layer:
    """The geometries and some fields of a layer.

    Parameters
    ----------
    path
        A copy of the file in a folder of ours. GDAL may open other files in that folder too.
    driver
        The one driver that may open the file, such as ``"GPKG"``.
    layer
        Name of the layer; None for the only layer with a geometry.
    fields
        Names of the fields to read, in lower case.
    most_features
        A layer with more features is refused.

    Raises
    ------
    Unreadable
        If the driver cannot read the file within two minutes and 4 GiB of memory.
    WhichLayer
    TooManyFeatures

    Examples
    --------
    >>> read_by_gdal(Path("no such.kml"), "KML", None, fields=(), most_features=1)
    Traceback (most recent call last):
    geozone.files.gdal_process.Unreadable: No such file or directory
    """
    request = {
        "driver": driver,
        "layer": layer,
        "fields": sorted(fields),
        "most_features": most_features,
    }
    answer, data = _asked(path, request)
    if "layers" in answer:
        raise WhichLayer(answer["layers"])
    if "features" in answer:
        raise TooManyFeatures(answer["features"])
    names: list[str] = answer["names"]
    wkb = _cut(data, answer["lengths"])
    rows = tuple(dict(zip(names, row, strict=True)) for row in zip(*answer["columns"], strict=True))
    return Layer(wkb, answer["crs"], rows or ({},) * len(wkb))


def _cut(data: bytes, lengths: list[int]) -> tuple[bytes | None, ...]:
    """The geometries, cut out of one run of bytes; a length of 0 stands for no geometry."""
    if sum(lengths) != len(data):
        raise Unreadable("the process that read it was cut short")
    found: list[bytes | None] = []
    start = 0
    for length in lengths:
        found.append(data[start : start + length] if length else None)
        start += length
    return tuple(found)


def _asked(path: Path, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Run a child and return its answer: the values, and the bytes that follow them."""
    if not path.exists():
        raise Unreadable("No such file or directory")
    # The child starts without site packages (-S) and ignores the environment (-I). It gets the
    # search path only with the request, after its limits are set.
    sent = {**request, "path": str(path.absolute()), "seconds": _SECONDS, "sys_path": _sys_path()}
    command = [spawn.get_executable(), "-I", "-S", str(_CHILD)]
    try:
        done = subprocess.run(  # noqa: S603  (this Python, and a file of ours)
            command,
            input=json.dumps(sent).encode("ascii") + b"\n",
            capture_output=True,
            check=False,
            env=_environment(request["driver"]),
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(f"reading it took more than {_SECONDS} s") from None
    line, _, rest = done.stdout.partition(b"\n")
    if done.returncode or not line:
        raise Unreadable(_why(done))
    answer: dict[str, Any] = json.loads(line)
    if "error" in answer:
        raise Unreadable(answer["error"])
    return answer, rest


def _why(done: subprocess.CompletedProcess[bytes]) -> str:
    """The reason why a child gave no answer, for the message."""
    # A negative code is a signal: the system ended the child, mostly for want of memory or time.
    last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    if "MemoryError" in last or done.returncode < 0:
        return "reading it took too much memory or time"
    return last or "the process that read it ended without an answer"


def _sys_path() -> list[str]:
    """The folders in which this process finds packages; an empty one is the working folder."""
    return [each or str(Path.cwd()) for each in sys.path]


def _environment(driver: str) -> dict[str, str]:
    """The environment of a child: the user's, without variables that steer GDAL or Python."""
    kept = {
        name: value for name, value in os.environ.items() if not name.upper().startswith(_SETTINGS)
    }
    skipped = ",".join(each for each in _DRIVERS if each != driver)
    return {
        **kept,
        "GDAL_SKIP": skipped,
        "GDAL_DRIVER_PATH": "disable",
        # Each thread of BLAS takes address space, which is limited, and nothing is computed here.
        "OPENBLAS_NUM_THREADS": "1",
        "PROJ_NETWORK": "OFF",
        "PYTHONUTF8": "1",
    }
