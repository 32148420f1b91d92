"""Reading with GDAL in a process of its own, where only one driver is left.

GDAL guesses formats: each of its 64 drivers may claim a file by some bytes of it, whatever its
name. Some drivers open further files, ask addresses or load libraries when a file says so. pyogrio
cannot say which driver is meant, and drivers are registered once a process, maybe by the user's own
code. So the file is read by a child (`geozone.files.gdal_child`) whose environment is ours: all
drivers but one are left out, plugins are not looked for, and memory and time are bounded.
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
_SECONDS = 120  # of reading; a million features of a GeoPackage take ten
# Vector drivers of GDAL 3.8 to 3.12. The child finds any other one itself, at the price of a second
# start, so this list is about speed only.
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
# What of the user's settings could make GDAL load or ask for more than the file.
_SETTINGS = ("CPL_", "GDAL_", "OGR_", "PROJ_", "PYTHON", "AWS_", "CURL_")


class Unreadable(Exception):
    """Why GDAL could not read a file, in its own words or ours."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer as GDAL reads it.

    Parameters
    ----------
    wkb
        A geometry each feature, without heights; None where a feature has none.
    crs
        The definition of the coordinate reference system, None where the file names none.
    rows
        The fields that were asked for, a mapping for each feature.
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
        The names of those that have a geometry.
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
        The file; nothing else in its folder belongs to somebody else.
    driver
        The one driver that may open it, such as ``"GPKG"``.
    layer
        Its name; None: the only one that has a geometry.
    fields
        Which fields are read, in small letters.
    most_features
        A layer with more is refused.

    Raises
    ------
    Unreadable
        If the driver cannot read it within two minutes and 4 GiB of memory.
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
    """The geometries out of one run of bytes; a length of 0 is no geometry."""
    if sum(lengths) != len(data):
        raise Unreadable("the process that read it was cut short")
    found: list[bytes | None] = []
    start = 0
    for length in lengths:
        found.append(data[start : start + length] if length else None)
        start += length
    return tuple(found)


def _asked(path: Path, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """What a child answers: the values, and the bytes behind them."""
    if not path.exists():
        raise Unreadable("No such file or directory")
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
    """Why a child gave no answer."""
    last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    if "MemoryError" in last or done.returncode < 0:
        return "reading it took too much memory or time"
    return last or "the process that read it ended without an answer"


def _sys_path() -> list[str]:
    """Where this process finds its packages; the empty string stands for the working folder."""
    return [each or str(Path.cwd()) for each in sys.path]


def _environment(driver: str) -> dict[str, str]:
    """The environment of a child: the user's, without what steers GDAL or Python."""
    kept = {
        name: value for name, value in os.environ.items() if not name.upper().startswith(_SETTINGS)
    }
    skipped = ",".join(each for each in _DRIVERS if each != driver)
    return {
        **kept,
        "GDAL_SKIP": skipped,
        "GDAL_DRIVER_PATH": "disable",
        "OPENBLAS_NUM_THREADS": "1",  # more threads take address space, and nothing is computed
        "PROJ_NETWORK": "OFF",
        "PYTHONUTF8": "1",
    }
