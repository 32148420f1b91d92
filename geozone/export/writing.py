"""Write a study as a file for a GIS, by the ending of its name; never a part of a file.

`write` returns what the format does not hold; the caller tells the user.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from geozone.errors import Refused
from geozone.export import geojson, kml
from geozone.export.layers import Layers, layers
from geozone.files import whole_file
from geozone.study.study import Study

Writer = Callable[[Layers, Path], tuple[str, ...]]


def _by_frames(name: str) -> Writer:
    """A writer that imports geopandas and pyogrio on first use, since that takes half a second."""

    def write_frames(layers_: Layers, file: Path) -> tuple[str, ...]:
        writer: Writer = getattr(import_module(FRAMES), name)
        return writer(layers_, file)

    return write_frames


FRAMES = "geozone.export.gdal"
FORMATS: dict[str, Writer] = {
    ".geojson": geojson.write_geojson,
    ".gpkg": _by_frames("write_gpkg"),
    ".fgb": _by_frames("write_fgb"),
    ".parquet": _by_frames("write_parquet"),
    ".kml": kml.write_kml,
    ".shp.zip": _by_frames("write_shapefile"),
}
WITHOUT_FRAMES = (".geojson", ".kml")
# Endings of SQLite's files beside a GeoPackage that a program has open. Replacing the GeoPackage
# would leave that program with a log that belongs to another file.
_SQLITE_OPEN = ("-wal", "-journal")


def write(study: Study, path: str | os.PathLike[str]) -> tuple[str, ...]:
    """Write a study: zones, and in several layers also sections, places, overlays, sources.

    The file is written whole or not at all (`geozone.files.whole_file`). The same study gives the
    same bytes with the same versions of GDAL and pyarrow.

    Parameters
    ----------
    study
        The study to export, lon/lat on WGS84; an outline that crosses 180° is cut there.
    path
        ``.geojson``, ``.gpkg``, ``.fgb``, ``.parquet``, ``.kml`` or ``.shp.zip``; an existing file
        is replaced.

    Returns
    -------
    tuple of str
        What the format does not hold of the study, one line for each.

    Raises
    ------
    Refused
        If the name has another ending, the study has no zone, or pyarrow is missing for GeoParquet.
    OSError
        If it cannot be written, or a program has the GeoPackage open.

    Examples
    --------
    >>> import tempfile
    >>> from geozone.study.study import load
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for line in write(load("turkey-syria"), Path(folder, "zones.fgb"))[:2]:
    ...         print(line)
    holds the zones; .gpkg and .kml hold their sections and the places too
    features stand in the order of the file's spatial index
    """
    target = Path(path)
    check(target)
    made = layers(study)
    ending = whole_file.ending_of(target, tuple(FORMATS))
    with whole_file.made_by_path(target, f"export{ending}") as beside:
        return FORMATS[ending](made, beside)


def check(path: str | os.PathLike[str]) -> None:
    """Refuse a path that `write` could not write to, before a study is computed for it.

    Raises
    ------
    Refused
        If the ending of the name is not known, or its format needs a package that is not installed.
    OSError
        If the folder does not exist, the path is something else than a file, or a program has the
        GeoPackage open.

    Examples
    --------
    >>> check("zones.dwg")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    geozone.errors.Refused: output = zones.dwg: expected a name that ends in .geojson, .gpkg, ...
    """
    target = Path(path)
    ending = whole_file.ending_of(target, tuple(FORMATS))
    if ending == ".parquet" and find_spec("pyarrow") is None:
        raise Refused("output", str(target), "pyarrow for it: pip install geozone[parquet]")
    whole_file.check(target)
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(target.parent))
    if ending == ".gpkg" and any(
        target.with_name(target.name + end).exists() for end in _SQLITE_OPEN
    ):
        raise OSError(errno.EBUSY, "a program has it open: close it there first", str(target))
