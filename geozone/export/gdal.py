"""Layers as GeoPackage, FlatGeobuf, GeoParquet and Shapefile, through geopandas and GDAL.

Only this module writes files through pyogrio. The same study gives the same bytes with the same
version of GDAL: nothing depends on the clock, and where a format needs a date, it is the study's.
"""

from __future__ import annotations

import errno
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import geopandas
import pandas as pd
import pyogrio
import shapely

from geozone.export.layers import Layer, Layers, nested_text, replaced_text, without, zones_only
from geozone.files import whole_file

_CRS = "EPSG:4326"
_GPKG_VERSION = "1.3"  # the version of 2020; GDAL 3.6 and older warn about 1.4
_SHAPEFILE_BYTES = 254  # longest text of a Shapefile, in bytes of UTF-8
_SHAPEFILE_NAME = 10  # longest name of a field, characters
# Readable short names for long fields; the others are cut.
_SHORT = {
    "attributions": "attribut",
    "boundary_note": "bound_note",
    "tolerance_m": "toler_m",
}
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest date in a zip archive; a fixed date: same bytes
# GDAL is written in C, where a NUL ends a text; UTF-8 cannot encode surrogates.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def write_gpkg(layers: Layers, file: Path) -> tuple[str, ...]:
    """Write a GeoPackage of all layers; see `geozone.export.write` for the rest."""
    with _dated(layers):
        for layer in layers.filled:
            _write(layer, file, "GPKG", VERSION=_GPKG_VERSION, **_described(layers))
    return (nested_text(*layers.filled), *replaced_text(_UNSTORABLE, *layers.filled))


def write_fgb(layers: Layers, file: Path) -> tuple[str, ...]:
    """Write the zones as FlatGeobuf."""
    _write(layers.zones, file, "FlatGeobuf", **_described(layers))
    return (
        *zones_only(layers),
        "features stand in the order of the file's spatial index",
        nested_text(layers.zones),
        *replaced_text(_UNSTORABLE, layers.zones),
    )


def write_parquet(layers: Layers, file: Path) -> tuple[str, ...]:
    """Write the zones as GeoParquet; lists stay lists."""
    frame = _frame(layers.zones.storable(_UNSTORABLE))
    texts = set(layers.zones.fields) - {*layers.zones.nested, *layers.zones.numbers}
    for name in sorted(texts):
        frame[name] = frame[name].astype("string")  # a column without values would have no type
    frame.to_parquet(file, index=False)
    return (*zones_only(layers), *replaced_text(_UNSTORABLE, layers.zones))


def write_shapefile(layers: Layers, file: Path) -> tuple[str, ...]:
    """Write the zones as zipped Shapefiles: one for outlines and one for markers.

    A Shapefile holds one geometry type, short names and short texts. The archive therefore also has
    ``zones.json`` with the full names and texts.
    """
    names = short_names(layers.zones.fields)
    whole = without(
        {**layers.heading, "fields": names, "zones": list(layers.zones.rows)}, _UNSTORABLE
    )
    with whole_file.scratch("", file.parent) as folder:
        for layer in _one_geometry_type(_shortened(layers.zones, names)):
            made = folder / f"{layer.name}.shp"
            options = {"ENCODING": "UTF-8", "DBF_DATE_LAST_UPDATE": _day(layers)}
            _write(layer, made, "ESRI Shapefile", **options)
        text = json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1)
        (folder / "zones.json").write_bytes(text.encode("utf-8"))
        _zip(folder, file)
    return (
        *zones_only(layers),
        *_shapefile_limits(layers.zones, names),
        *replaced_text(_UNSTORABLE, layers.zones),
    )


def _frame(layer: Layer) -> pd.DataFrame:
    """The rows of a layer as a data frame; a GeoDataFrame if the layer has geometry."""
    numbers = layer.numbers
    frame = pd.DataFrame(
        {
            name: pd.Series(
                [row[name] for row in layer.rows], dtype="float64" if name in numbers else None
            )
            for name in layer.fields
        }
    )
    if layer.shapes is None:
        return frame
    return geopandas.GeoDataFrame(frame, geometry=list(layer.shapes), crs=_CRS)


def _write(layer: Layer, file: Path, driver: str, **options: str) -> None:
    """Add a layer to a file, and check that all of its rows were written.

    Raises
    ------
    OSError
        If GDAL cannot write the layer, or has written only a part of it (a full disk).
    """
    kind = _geometry_type(layer)
    frame = _frame(layer.storable(_UNSTORABLE).flat())
    try:
        pyogrio.write_dataframe(
            frame,
            file,
            layer=layer.name,
            driver=driver,
            geometry_type=kind,
            promote_to_multi=kind is not None and kind.startswith("Multi"),
            **options,
        )
        # GDAL can report success on a full disk: only reading the file tells.
        held = pyogrio.read_info(file, layer=layer.name, force_feature_count=True)["features"]
    except RuntimeError as error:  # the base class of pyogrio's errors from GDAL
        raise OSError(errno.EIO, f"cannot be written: {error}", str(file)) from error
    if held != len(layer.rows):
        raise OSError(errno.EIO, f"holds {held} of {len(layer.rows)} {layer.name}", str(file))


def _geometry_type(layer: Layer) -> str | None:
    """The geometry type that fits all shapes; "Unknown" if there are both markers and outlines."""
    if layer.shapes is None:
        return None
    # A layer of single and multiple polygons is stored as multipolygons throughout.
    dimensions = {int(shapely.get_dimensions(shape)) for shape in layer.shapes}
    if len(dimensions) > 1:
        return "Unknown"
    return ("Point", "MultiLineString", "MultiPolygon")[dimensions.pop()]


def _described(layers: Layers) -> dict[str, str]:
    """The description of a layer, for formats that have one: date, notes, attributions."""
    about = [f"As of {layers.heading['as_of']}.", layers.heading["boundary_note"]]
    text = " ".join([*about, *layers.heading["attributions"]])
    return {"DESCRIPTION": str(without(text, _UNSTORABLE))}


def _day(layers: Layers) -> str:
    """The study's date as a day; a year or a month is given by its first day."""
    as_of = str(layers.heading["as_of"])
    return as_of + "-01-01"[len(as_of) - 4 :] if len(as_of) < 10 else as_of


@contextmanager
def _dated(layers: Layers) -> Iterator[None]:
    """Make GDAL write the study's date in place of the current time."""
    name = "OGR_CURRENT_DATE"
    before = pyogrio.get_gdal_config_option(name)
    pyogrio.set_gdal_config_options({name: f"{_day(layers)}T00:00:00.000Z"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({name: before})


# --- Shapefile ------------------------------------------------------------------------------------


def short_names(fields: tuple[str, ...]) -> dict[str, str]:
    """Names of at most 10 characters, by field.

    Examples
    --------
    >>> fields = ("id", "boundary_note", "population_known_for", "population_known_at")
    >>> list(short_names(fields).values())
    ['id', 'bound_note', 'population', 'populatio1']
    """
    names: dict[str, str] = {}
    for field in fields:
        # Two long names can have the same first ten characters: the second gets a number.
        short = _SHORT.get(field, field)[:_SHAPEFILE_NAME]
        number = 0
        while short in names.values():
            number += 1
            short = f"{field[: _SHAPEFILE_NAME - len(str(number))]}{number}"
        names[field] = short
    return names


def _shortened(layer: Layer, names: dict[str, str]) -> Layer:
    rows = tuple(
        {names[key]: _short_text(value) for key, value in row.items()}
        for row in layer.storable(_UNSTORABLE).flat().rows
    )
    return Layer(layer.name, rows, layer.shapes)


def _short_text(value: Any) -> Any:
    """The value that a Shapefile returns for a value.

    Texts are cut and padded with blanks, so blanks at the end and empty texts are lost.
    """
    if not isinstance(value, str):
        return value
    # A cut can fall inside a character of several bytes; "ignore" drops that character.
    cut = value.encode("utf-8")[:_SHAPEFILE_BYTES].decode("utf-8", errors="ignore")
    return cut.rstrip(" ") or None


def _one_geometry_type(layer: Layer) -> Iterator[Layer]:
    """The outlines as ``zones``, the markers as ``zones_points``; empty layers are left out."""
    for name, dimension in ((layer.name, 2), (f"{layer.name}_points", 0)):
        kept = [
            (row, shape)
            for row, shape in zip(layer.rows, layer.shapes or (), strict=True)
            if shapely.get_dimensions(shape) == dimension
        ]
        if kept:
            rows, shapes = zip(*kept, strict=True)
            yield Layer(name, rows, shapes)


def _shapefile_limits(zones: Layer, names: dict[str, str]) -> Iterator[str]:
    if any(shapely.get_dimensions(shape) == 0 for shape in zones.shapes or ()):
        yield "one geometry type a file: the markers are in zones_points.shp"
    renamed = [f"{field} as {name}" for field, name in names.items() if field != name]
    yield f"names have {_SHAPEFILE_NAME} characters: {', '.join(renamed)}"
    yield nested_text(zones)
    cut = [
        name
        for name in zones.fields
        if any(
            _short_text(row[name]) != row[name] for row in zones.storable(_UNSTORABLE).flat().rows
        )
    ]
    if cut:
        yield (
            f"texts have {_SHAPEFILE_BYTES} bytes and do not end in blanks: {', '.join(cut)} "
            "(whole in zones.json in the archive)"
        )


def _zip(folder: Path, file: Path) -> None:
    """Put all files of a folder into one archive, with the same bytes every time."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(path.name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # always Unix, so that Windows writes the same bytes
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())
