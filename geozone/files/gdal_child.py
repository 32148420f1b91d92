"""The program of the process in which GDAL reads one file of a user's, with one driver.

`geozone.files.gdal_process` runs this file as a program and never imports it, so nothing of geozone
is loaded in the process. A request comes as one line of JSON on stdin. The answer is one line of
JSON on stdout, followed by the geometries as WKB, one after another. Users' files are read by
pyogrio nowhere else.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

# Packages that pyogrio imports if they are installed. Arrays of WKB are read without them, and it
# takes time to import them.
_NOT_NEEDED = ("geopandas", "pandas", "pyarrow", "pyproj", "shapely")
_SECOND_TRY = "GEOZONE_SECOND_TRY"  # environment variable of the second start, so that none follows
_MEMORY_BYTES = 4 << 30  # limit of address space; a file of 100 MB needs less than a third of it


def _main() -> None:
    request = json.loads(sys.stdin.buffer.readline())
    _limit(request["seconds"])  # before anything of pyogrio or GDAL runs
    sys.path[:] = request["sys_path"]
    for name in _NOT_NEEDED:
        # With None in its place, an import of the package fails at once.
        sys.modules[name] = None  # type: ignore[assignment]
    import pyogrio  # noqa: PLC0415  (after the limits, and from the path of the request)

    others = sorted(set(pyogrio.list_drivers()) - {request["driver"]})
    if others:
        _again_without(others, request)
        return
    # An error of any kind becomes the answer, so that the caller has GDAL's own words for it.
    try:
        answer, wkb = _read(pyogrio, request)
    except Exception as error:
        answer, wkb = {"error": str(error) or type(error).__name__}, []
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii") + b"\n")
    sys.stdout.buffer.writelines(wkb)
    sys.stdout.buffer.flush()


def _limit(seconds: int) -> None:
    """Limit memory, processor time and written files of this process, where the system can.

    A damaged or hostile file can make GDAL allocate or loop without end.
    """
    try:
        import resource  # noqa: PLC0415  (not on Windows)
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, _MEMORY_BYTES),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),  # the process only reads
    ):
        # A process may lower its hard limit but not raise it.
        _, hard = resource.getrlimit(what)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(what, (bound, bound))
        except (OSError, ValueError):  # macOS refuses a limit of address space
            continue


def _again_without(drivers: list[str], request: dict[str, Any]) -> None:
    """Start this program again, without drivers that the caller did not know of.

    GDAL reads the list of drivers to leave out (``GDAL_SKIP``) only once, when pyogrio is imported.
    """
    if os.environ.get(_SECOND_TRY):
        raise SystemExit(f"GDAL keeps drivers that were switched off: {', '.join(drivers)}")
    skipped = ",".join([os.environ["GDAL_SKIP"], *drivers])
    subprocess.run(  # noqa: S603  (this file, by the Python that runs it)
        [sys.executable, "-I", "-S", __file__],
        input=json.dumps(request).encode("ascii") + b"\n",
        env={**os.environ, "GDAL_SKIP": skipped, _SECOND_TRY: "1"},
        check=True,
    )


def _read(pyogrio: Any, request: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    """Read the wanted layer, or list the layers with a geometry if it is not clear which one.

    Returns
    -------
    answer, geometries
        The answer as JSON can hold it, and the geometries as WKB, empty for a missing one.
    """
    path, layer = request["path"], request["layer"]
    listed = pyogrio.list_layers(path)
    layers = [str(name) for name, kind in listed if kind is not None]
    if layer is None and len(layers) == 1:
        layer = layers[0]
    if layer not in layers:
        return {"layers": layers}, []
    # Count the features before any is read: too many of them are refused by their number.
    info = pyogrio.read_info(path, layer=layer, force_feature_count=True)
    if info["features"] > request["most_features"]:
        return {"features": int(info["features"])}, []
    wanted = set(request["fields"])
    columns = [each for each in info["fields"].tolist() if each.casefold() in wanted]
    meta, _, wkb, values = pyogrio.raw.read(
        path, layer=layer, columns=columns, force_2d=True, datetime_as_string=True
    )
    geometries = [bytes(each) if each is not None else b"" for each in wkb]
    answer = {
        "crs": meta["crs"],
        "names": meta["fields"].tolist(),  # in the file's order
        "columns": [[_plain(each) for each in column.tolist()] for column in values],
        "lengths": [len(each) for each in geometries],
    }
    return answer, geometries


def _plain(value: object) -> object:
    """A field's value as JSON can hold it; None for bytes, lists and other values."""
    return value if isinstance(value, str | int | float | None) else None


if __name__ == "__main__":
    _main()
