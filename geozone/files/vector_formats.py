"""What stands in a file of one of the vector formats, before anybody asks what it means.

Every file is checked first: its size, that it is a regular file, and that its content is in the
format that its name tells. Then GDAL opens a copy in a folder of ours, with the one driver for that
format. So no file name can be an address, and no content can be in another format that would fetch
something. GeoJSON is read without GDAL, by `json` and shapely.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.parsers import expat

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from geozone.files import gdal_process, given_file, plain_geopackage

LARGEST_FILE = 100_000_000  # bytes, unpacked; the shipped atlas of the world has fewer
MOST_FEATURES = 1_000_000  # a limit of its own, since a small file may hold very many features
_LISTED = 12  # layers that a message names

_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# The first bytes of each format. FlatGeobuf's eighth byte is the patch level of version 3.
_GPKG, _SHP, _ZIP = (b"SQLite format 3\x00",), (b"\x00\x00\x27\x0a",), (b"PK\x03\x04",)
_FGB = (b"fgb\x03fgb\x00", b"fgb\x03fgb\x01")
_SHAPEFILE_PARTS = (".shx", ".dbf", ".prj", ".cpg")
_FORMATS = ".geojson, .gpkg, .shp, .shp.zip, .kml or .fgb"
# GDAL reads names that begin with "/vsi" by one of its virtual file systems, and takes names with a
# prefix such as "PG:" for a connection. A prefix has two letters or more: "C:" is a Windows drive.
_ADDRESS = re.compile(r"^(/vsi|[A-Za-z][A-Za-z0-9+.-]+:)|://", re.IGNORECASE)
_GEOJSON_TYPES = {
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
    "GeometryCollection",
}  # fmt: skip
# The names that a "crs" of GeoJSON may have. GeoJSON had this member before RFC 7946, and GDAL
# still writes it. A link to a definition is refused, since it would have to be fetched.
_CRS_NAME = re.compile(r"(?:urn:ogc:def:crs:)?(EPSG|OGC)(?::[0-9.]*)?:+([A-Za-z0-9]+)")


class WrongFile(Exception):
    """A file cannot be used; the message is a phrase for what would be right."""


@dataclass(frozen=True, slots=True)
class Raw:
    """The content of a file: its geometries as stored, None for a feature without geometry.

    `crs` is the definition of their coordinate reference system, None if the file names none.
    `rows` are the fields that were asked for, one mapping for each geometry.
    """

    name: str
    geometries: tuple[BaseGeometry | None, ...]
    crs: str | None
    rows: tuple[Mapping[str, object], ...]


def check_is_local(said: str) -> None:
    """Refuse a name that GDAL would take for an address, a connection or a file within another.

    Raises
    ------
    WrongFile

    Examples
    --------
    >>> check_is_local("lines/mdl.geojson")
    >>> check_is_local("/vsicurl/http://example.org/a.geojson")
    Traceback (most recent call last):
    geozone.files.vector_formats.WrongFile: a file on this computer, not an address: download it first
    """  # noqa: E501  (an error's whole line)
    if "\x00" in said:
        raise WrongFile("a file name, without a NUL")
    if _ADDRESS.search(said):
        raise WrongFile("a file on this computer, not an address: download it first")


def read_any_format(
    path: Path, layer: str | None, scratch: Path, *, fields: Collection[str] = frozenset()
) -> Raw:
    """Read a file of any of the formats; the ending of its name tells which.

    Parameters
    ----------
    path
        The file.
    layer
        Name of the layer, if the format has layers; None for the only one.
    scratch
        An empty folder for the copy that GDAL opens.
    fields
        Names of the fields to read beside the geometry, in lower case.

    Raises
    ------
    WrongFile
        If the file cannot be read, is not in the format that its name tells, or has several layers
        and none was named.
    """
    data = _bytes(path)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise WrongFile(f"a vector file whose name ends in {_FORMATS}")
    if not data:
        raise WrongFile("a file with a line or polygon in it: this one is empty")
    geometries, crs, rows = reader(_File(path, data, layer, scratch, fields))
    return Raw(path.name, geometries, crs, rows)


_Fields = Collection[str]
_Rows = tuple[Mapping[str, object], ...]
_Read = tuple[tuple[BaseGeometry | None, ...], str | None, _Rows]


@dataclass(frozen=True, slots=True)
class _File:
    """A file to read, with the layer and the fields that are wanted."""

    path: Path
    data: bytes
    layer: str | None
    scratch: Path
    fields: _Fields


def _bytes(path: Path) -> bytes:
    """The bytes of a file; refused if it is no regular file or too large."""
    try:
        return given_file.read_whole(path, LARGEST_FILE)
    except given_file.NotRegular as error:
        raise WrongFile(f"a vector file, {_FORMATS}: this is {error.strerror}") from None
    except given_file.TooLarge as error:
        raise _too_large(error.size) from None
    except OSError as error:
        raise WrongFile(f"a file that can be read ({error.strerror})") from None


def _too_large(size: int) -> WrongFile:
    return WrongFile(
        f"a file of at most {LARGEST_FILE // 1_000_000} MB, not {size // 1_000_000:,} MB: cut out "
        "what you need, or simplify it"
    )


def _geojson(file: _File) -> _Read:
    _no_layers(file.layer, "GeoJSON")
    found = _json(file.data)
    # RFC 7946 allows a file to hold a collection, one feature, or a bare geometry.
    kind = found.get("type") if isinstance(found, dict) else None
    if kind == "FeatureCollection":
        features = found.get("features")
    else:
        features = [found if kind == "Feature" else {"type": "Feature", "geometry": found}]
    if not isinstance(features, list) or not all(isinstance(each, dict) for each in features):
        raise WrongFile("GeoJSON, whose `features` are a list of objects")
    if len(features) > MOST_FEATURES:
        raise _too_many(len(features))
    geometries = tuple(_geojson_geometry(each.get("geometry")) for each in features)
    rows = tuple(_chosen_fields(each.get("properties"), file.fields) for each in features)
    return geometries, _geojson_crs(found), rows


def _chosen_fields(properties: object, fields: _Fields) -> Mapping[str, object]:
    if not isinstance(properties, dict) or not fields:
        return {}
    return {name: value for name, value in properties.items() if name.casefold() in fields}


def _json(data: bytes) -> Any:
    # Python's `json` accepts NaN and Infinity, which JSON does not have.
    def refused(word: str) -> Any:
        raise WrongFile(f"coordinates that are numbers: it holds {word}")

    try:
        return json.loads(_decoded(data), parse_constant=refused)
    except RecursionError:
        raise WrongFile("GeoJSON, with brackets that are not nested so deeply") from None
    except ValueError as error:
        raise WrongFile(f"GeoJSON: it is no JSON ({error})") from None


def _decoded(data: bytes) -> str:
    if data.startswith(_UTF16) or b"\x00" in data[:4]:
        raise WrongFile('text saved as "UTF-8": this is UTF-16')
    try:
        return data.removeprefix(_UTF8_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise WrongFile(f'text saved as "UTF-8": byte {error.start + 1} is none') from None


def _geojson_geometry(found: object) -> BaseGeometry | None:
    if found is None:
        return None
    kind = found.get("type") if isinstance(found, dict) else None
    if kind not in _GEOJSON_TYPES:
        raise WrongFile("GeoJSON: a FeatureCollection, a Feature or a geometry")
    # GEOS checks the coordinates. It reads text, so the geometry becomes text once more.
    try:
        geometry: BaseGeometry = shapely.from_geojson(json.dumps(found, allow_nan=False))
    except ValueError:  # JSON's 1e999 became an infinite number
        raise WrongFile("coordinates that are numbers: one is infinite") from None
    except ShapelyError as error:
        reason = str(error).rpartition("Exception: ")[2].strip()
        raise WrongFile(f"GeoJSON with sound coordinates: a {kind} is not ({reason})") from None
    return geometry


def _geojson_crs(found: Mapping[str, Any]) -> str | None:
    if found.get("crs") is None:
        return "OGC:CRS84"  # RFC 7946, section 4
    crs = found["crs"]
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    match = _CRS_NAME.fullmatch(name) if isinstance(name, str) else None
    if match is None:
        raise WrongFile("GeoJSON in lon/lat on WGS84 (RFC 7946), or whose `crs` has an EPSG code")
    return f"{match[1]}:{match[2]}"


def _gpkg(file: _File) -> _Read:
    _check_magic(file.data, _GPKG, "GeoPackage")
    copy = _staged(file.scratch / "data.gpkg", file.data)
    # Copy the write-ahead log too: without it, edits in a GIS that has the file open are lost.
    log = _companion(file.path, f"{file.path.name}-wal")
    if log is not None:
        _staged(file.scratch / "data.gpkg-wal", _bytes(log))
    try:
        plain_geopackage.make_plain(copy, file.layer)
    except plain_geopackage.NotPlain as wrong:
        raise WrongFile(str(wrong)) from None
    return _by_gdal(file, copy, "GPKG", file.layer)


def _fgb(file: _File) -> _Read:
    _no_layers(file.layer, "FlatGeobuf")
    _check_magic(file.data, _FGB, "FlatGeobuf")
    return _by_gdal(file, _staged(file.scratch / "data.fgb", file.data), "FlatGeobuf")


def _kml(file: _File) -> _Read:
    # XML may be in many encodings. Only UTF-8 is read, so that this check and GDAL see one text.
    _decoded(file.data)
    root = _root(file.data)
    if root != "kml":
        raise WrongFile(
            f"KML: its outermost element is <{root[:40]}> (a .kmz must be unzipped first)"
        )
    return _by_gdal(file, _staged(file.scratch / "data.kml", file.data), "KML", file.layer)


class _RootFound(Exception):
    """The outermost element of an XML document was found; the message is its name."""


def _root(data: bytes) -> str:
    """The name of the outermost element of an XML document, without its namespace.

    The handler of that element ends the parsing by an exception, so no more of the file is parsed.
    """

    def refuse(*_: object) -> None:
        raise WrongFile("KML without a DOCTYPE")

    def end(name: str, _: object) -> None:
        raise _RootFound(name.rpartition(" ")[2])

    parser = expat.ParserCreate(namespace_separator=" ")
    # A DOCTYPE could define entities that grow without end, or name files to fetch.
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = end
    try:
        parser.Parse(data.removeprefix(_UTF8_BOM), True)
    except _RootFound as found:
        return str(found)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise WrongFile(f"KML: it is no XML ({error})") from None
    raise WrongFile("KML: it holds no element")


def _shapefile(file: _File) -> _Read:
    _no_layers(file.layer, "a Shapefile")
    _check_magic(file.data, _SHP, "Shapefile")
    _staged(file.scratch / "data.shp", file.data)
    for ending in _SHAPEFILE_PARTS:
        for written in (ending, ending.upper()):
            part = _companion(file.path, file.path.with_suffix(written).name)
            if part is not None:
                _staged(file.scratch / f"data{ending}", _bytes(part))
                break
    return _staged_shapefile(file, file.scratch / "data.shp")


def _companion(path: Path, name: str) -> Path | None:
    """A file that belongs to another by its name, if it really lies in the same folder.

    No scenario names these files, so `given_file.inside` does not check them. A symbolic link among
    them could lead out of the scenario's folder.
    """
    found = path.with_name(name)
    if found.is_file() and found.resolve().parent == path.resolve().parent:
        return found
    return None


def _staged_shapefile(file: _File, copy: Path) -> _Read:
    if not copy.with_suffix(".shx").exists():
        raise WrongFile("a whole Shapefile: the .shx beside the .shp is missing")
    return _by_gdal(file, copy, "ESRI Shapefile")


def _zipped_shapefile(file: _File) -> _Read:
    _check_magic(file.data, _ZIP, "zip")
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            members = _members(archive)
            found = {name.removesuffix(".shp"): member for name, member in members.items()
                     if name.endswith(".shp")}  # fmt: skip
            if not found:
                raise WrongFile("a zip with a Shapefile (.shp) in it")
            # Names are compared in lower case, but a layer is named as the archive spells it.
            layers = {Path(member.filename).stem: whole for whole, member in found.items()}
            chosen = layers[_chosen(list(layers), file.layer)]
            for ending in (".shp", *_SHAPEFILE_PARTS):
                member = members.get(chosen + ending)
                if member is not None:
                    _staged(file.scratch / f"data{ending}", archive.read(member))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise WrongFile(f"a zip that can be unpacked ({error})") from None
    copy = file.scratch / "data.shp"
    _check_magic(copy.read_bytes(), _SHP, "Shapefile")
    return _staged_shapefile(file, copy)


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The files of an archive, by name in lower case; refused if they are too large together."""
    # Archives made by macOS hold a second file for each one, with its attributes, in a folder of
    # their own. Its name ends like that of the first, so it must not be taken for a Shapefile.
    found = {
        info.filename.lower(): info
        for info in archive.infolist()
        if not info.is_dir() and not info.filename.startswith("__MACOSX/")
    }
    # The sizes are those that the archive states; zipfile unpacks no more than that.
    size = sum(info.file_size for info in found.values())
    if size > LARGEST_FILE:
        raise _too_large(size)
    return found


def _check_magic(data: bytes, magic: tuple[bytes, ...], what: str) -> None:
    if not data.startswith(magic):
        raise WrongFile(f"{what}, as the name says: it does not begin like one")


def _staged(copy: Path, data: bytes) -> Path:
    copy.write_bytes(data)
    return copy


def _no_layers(layer: str | None, what: str) -> None:
    if layer is not None:
        raise WrongFile(f"no layer behind a #: {what} has none")


def _chosen(layers: list[str], layer: str | None) -> str:
    """The name of the layer that is asked for, or of the only one."""
    chosen = layers[0] if layer is None and len(layers) == 1 else layer
    if chosen is None or chosen not in layers:
        raise _which_layer(layers, layer)
    return chosen


def _which_layer(layers: list[str], layer: str | None) -> WrongFile:
    """The error for a layer that is not there, or for several layers that could be meant."""
    if not layers:
        return WrongFile("a file with a layer of lines or polygons")
    listed = ", ".join(layers[:_LISTED]) + (", …" if len(layers) > _LISTED else "")
    if layer is not None:
        return WrongFile(f"a layer that the file has behind the #: {listed}")
    return WrongFile(
        f'the name of one of its {len(layers)} layers behind a #, such as "…#{layers[0]}" '
        f"(it has {listed})"
    )


def _too_many(features: int) -> WrongFile:
    return WrongFile(f"at most {MOST_FEATURES:,} features, not {features:,}")


def _by_gdal(file: _File, copy: Path, driver: str, layer: str | None = None) -> _Read:
    """The geometries and some fields of a layer, read by GDAL from a copy of ours."""
    try:
        found = gdal_process.read_by_gdal(
            copy, driver, layer, fields=file.fields, most_features=MOST_FEATURES
        )
        with np.errstate(invalid="ignore"):  # not-a-numbers are refused later
            geometries = tuple(shapely.from_wkb(found.wkb))
    except gdal_process.TooManyFeatures as many:
        raise _too_many(many.features) from None
    except gdal_process.WhichLayer as which:
        raise _which_layer(which.layers, layer) from None
    except (gdal_process.Unreadable, ShapelyError) as error:
        reason = " ".join(str(error).replace(str(copy), file.path.name).split())
        raise WrongFile(f"a sound {driver} file: {reason[:200]}") from None
    return geometries, found.crs, found.rows


_READERS: dict[str, Callable[[_File], _Read]] = {
    ".geojson": _geojson,
    ".json": _geojson,
    ".gpkg": _gpkg,
    ".fgb": _fgb,
    ".kml": _kml,
    ".shp": _shapefile,
    ".zip": _zipped_shapefile,
}
ENDINGS = frozenset(_READERS)
