"""The one door for files of lines and polygons that a user brings.

GeoJSON, GeoPackage, Shapefile (also zipped), KML and FlatGeobuf, in any coordinate reference
system, become lon/lat on WGS84 without heights, no edge longer than 1 km. GDAL opens only copies of
files that were checked before. So it can open no address, no other file and no other format.

`geopandas.read_file` would read all of these formats, but it would let a hostile file do all that
GDAL can do (see `geozone.files.gdal_process`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geozone import quantities
from geozone.ellipsoid.geodesy import Floats
from geozone.ellipsoid.nearest import densify
from geozone.errors import GeozoneError, Refused
from geozone.files import crs, given_file, vector_formats, whole_file
from geozone.files.vector_formats import Raw, WrongFile

# Largest number of vertices in a file. The longest land border of the world has 13,000 vertices at
# a tolerance of 10 m.
MOST_VERTICES = 1_000_000
MOST_GEOMETRIES = 20_000  # single geometries in a file; each costs a step in Python
_LONGEST_NAME = 200  # characters
_WORLD = (180.0, 90.0)  # largest longitude and latitude, degrees
_HALF_WORLD = 180.0  # degrees of longitude: an edge that spans more goes the wrong way round
_POINT, _LINE, _RING, _POLYGON = 0, 1, 2, 3  # shapely's type ids
_WORDS = {_POINT: "point", _LINE: "line", _RING: "line", _POLYGON: "polygon"}


@dataclass(frozen=True, slots=True)
class VectorFile:
    """The geometries of a file, ready to be measured.

    Parameters
    ----------
    name
        The file's name, without its folder.
    geometries
        Points, LineStrings and Polygons, in the file's order: lon/lat on WGS84, no heights, no
        edge longer than 1 km, none empty. Directions are those of the file.
    accuracy_m
        Accuracy of the transformation from the file's coordinate reference system, if it is known;
        else 0.
    names
        For each geometry the text in the file's field `name`, or ``""``.
    """

    name: str
    geometries: tuple[BaseGeometry, ...]
    accuracy_m: float = 0.0
    names: tuple[str, ...] = ()


def read_vector_file(
    said: str, *, folder: Path | None = None, confined_to: Path | None = None, key: str = "file"
) -> VectorFile:
    """Read a vector file.

    Parameters
    ----------
    said
        The file as the user gave it, ``"mdl.geojson"``. If it has several layers, the layer's name
        follows a ``#``: ``"lines.gpkg#armistice"``. A relative path is relative to `folder`.
    folder
        The folder of the scenario file; by default the current one.
    confined_to
        A folder in which the file must lie after symbolic links are resolved; None: anywhere.
    key
        The key or option that names the file, for the error.

    Raises
    ------
    Refused
        With `key` in it: there is no such file, or it holds nothing that can be used.

    Examples
    --------
    >>> read_vector_file("http://example.org/line.geojson")
    Traceback (most recent call last):
    geozone.errors.Refused: file = http://example.org/line.geojson: expected a file on this \
computer, not an address: download it first
    """
    try:
        raw = _raw(said, folder or Path(), {"name"}, confined_to)
        parts, feature = _parts(raw.geometries)
        geometries, accuracy_m = _on_wgs84(raw, parts)
    except WrongFile as wrong:
        raise Refused(key, said, str(wrong)) from None
    names = tuple(_name(raw.rows[number]) for number in feature.tolist())
    return VectorFile(raw.name, geometries, accuracy_m, names)


def _name(row: Mapping[str, object]) -> str:
    """The name of a feature: the first field that holds text, on one line and not too long."""
    said = next((value for value in row.values() if isinstance(value, str)), "")
    return " ".join(said.split())[:_LONGEST_NAME]


@dataclass(frozen=True, slots=True)
class PointFile:
    """The points of a file with some of its fields.

    Parameters
    ----------
    lonlat
        The point of each feature, shape (n, 2), degrees on WGS84. The range is not checked. Not a
        number for a feature that is no single point.
    kinds
        The geometry type of each feature: ``"point"``, ``"polygon"``, or ``"nothing"``.
    rows
        The fields of each feature.
    """

    name: str
    lonlat: Floats
    kinds: tuple[str, ...]
    rows: tuple[Mapping[str, object], ...]


def read_points(said: str, *, fields: Collection[str], key: str = "file") -> PointFile:
    """Read the points of a vector file, very many at once.

    Parameters
    ----------
    said, key
        As for `read_vector_file`.
    fields
        Names of the fields to read, in lower case.

    Raises
    ------
    Refused
        With `key` in it: there is no such file, or it holds no feature.
    """
    try:
        raw = _raw(said, Path(), fields, None)
        shapes = shapely.force_2d(np.array(raw.geometries, dtype=object))
        # Some programs write every point as a MultiPoint of one; take that point.
        single = shapely.get_num_geometries(shapes) == 1
        shapes[single] = shapely.get_geometry(shapes[single], 0)
        is_point = (shapely.get_type_id(shapes) == _POINT) & ~shapely.is_empty(shapes)
        lonlat = np.full((len(shapes), 2), np.nan)
        xy = shapely.get_coordinates(shapes[is_point])
        if len(xy):
            lonlat[is_point] = _reference(raw, xy).to_lonlat(xy)
    except WrongFile as wrong:
        raise Refused(key, said, str(wrong)) from None
    kinds = (shape.geom_type.lower() if shape is not None else "nothing" for shape in shapes)
    return PointFile(raw.name, lonlat, tuple(kinds), raw.rows)


def lines(file: VectorFile, *, said: str, key: str = "file") -> tuple[LineString, ...]:
    """The lines of a file that holds nothing else; rings become closed lines.

    Parameters
    ----------
    said, key
        As for `read_vector_file`.

    Raises
    ------
    Refused
        If the file holds other geometries, or a line without length. Polygons are refused because
        nothing tells which part of their outline is meant.
    """
    why = "save the line that you mean as a line, alone in its file or layer"
    _check_all(file, {_LINE, _RING}, f"lines only; {why}", said=said, key=key)
    for line in file.geometries:
        if line.length == 0:
            where = _at(shapely.get_coordinates(line)[0])
            raise Refused(key, said, f"lines with a length: one has no length, at {where}")
    return tuple(LineString(shapely.get_coordinates(line)) for line in file.geometries)


def polygons(file: VectorFile, *, said: str, key: str = "file") -> tuple[Polygon, ...]:
    """The polygons of a file that holds nothing else.

    Raises
    ------
    Refused
        If the file holds other geometries, or a polygon that crosses itself or has no area.
    """
    _check_all(file, {_POLYGON}, "polygons only; close a line to a polygon", said=said, key=key)
    for polygon in file.geometries:
        if not shapely.is_valid(polygon):
            reason = shapely.is_valid_reason(polygon).replace("[", " at ").replace("]", "")
            raise Refused(key, said, f"polygons that do not cross themselves: {reason}")
        if polygon.area == 0:
            where = _at(shapely.get_coordinates(polygon)[0])
            raise Refused(key, said, f"polygons with an area: one has none, at {where}")
    return tuple(polygon for polygon in file.geometries if isinstance(polygon, Polygon))


def _check_all(file: VectorFile, kinds: set[int], what: str, *, said: str, key: str) -> None:
    found = shapely.get_type_id(np.array(file.geometries, dtype=object))
    words = [_WORDS[kind] for kind in found.tolist() if kind not in kinds]
    if words:
        held = (quantities.counted(words.count(word), word) for word in sorted(set(words)))
        raise Refused(key, said, f"{what} (it holds {' and '.join(held)})")


def _raw(said: str, folder: Path, fields: Collection[str], confined_to: Path | None) -> Raw:
    """The content of the file, not yet judged or transformed."""
    vector_formats.check_is_local(said)
    path, layer = _file_and_layer(said, folder)
    if confined_to is not None:
        try:
            given_file.check_inside(confined_to, path)
        except given_file.LeadsOut as error:
            raise WrongFile(f"a file in the folder of the scenario: {error}") from None
    with whole_file.scratch("geozone-") as aside:
        return vector_formats.read_any_format(path, layer, aside, fields=fields)


def _file_and_layer(said: str, folder: Path) -> tuple[Path, str | None]:
    """The file's path and the name of its layer, which follows a ``#``.

    A file's own name may contain a ``#``, so a file of the whole name comes first.
    """
    whole = folder / said
    before, mark, layer = said.rpartition("#")
    if not mark or not before or not layer or whole.exists():
        return whole, None
    return folder / before, layer


def _on_wgs84(raw: Raw, parts: NDArray[np.object_]) -> tuple[tuple[BaseGeometry, ...], float]:
    with np.errstate(invalid="ignore"):  # not-a-numbers are refused below
        lonlat = shapely.get_coordinates(parts)
    if not np.isfinite(lonlat).all():
        raise WrongFile("coordinates that are numbers: one is not a number or infinite")
    of = _reference(raw, lonlat)
    turned = tuple(_turned(part, of) for part in parts)
    _check_range(shapely.get_coordinates(np.array(turned, dtype=object)), of)
    return tuple(_short_edged(part) for part in turned), of.accuracy_m


def _parts(
    geometries: Iterable[BaseGeometry | None],
) -> tuple[NDArray[np.object_], NDArray[np.intp]]:
    """Single geometries without heights, and the number of the feature that each belongs to.

    Empty geometries are left out.
    """
    parts = np.array(list(geometries), dtype=object)
    feature = np.arange(len(parts))
    while len(parts):
        kept = ~(shapely.is_missing(parts) | shapely.is_empty(parts))
        parts, feature = parts[kept], feature[kept]
        if not (shapely.get_type_id(parts) > _POLYGON).any():  # all larger ids are collections
            break
        # Collections may hold collections, so this goes on until no collection is left.
        parts, of = shapely.get_parts(parts, return_index=True)
        feature = feature[of]
    if not len(parts):
        raise WrongFile("a file with a line or polygon in it: this one holds no geometry")
    count = int(shapely.get_num_coordinates(parts).sum())
    if count > MOST_VERTICES:
        raise WrongFile(f"at most {MOST_VERTICES:,} vertices, not {count:,}: simplify it first")
    if len(parts) > MOST_GEOMETRIES:
        raise WrongFile(f"at most {MOST_GEOMETRIES:,} geometries, not {len(parts):,}")
    with np.errstate(invalid="ignore"):  # not-a-numbers are refused later
        return np.asarray(shapely.force_2d(parts)), feature


def _reference(raw: Raw, lonlat: Floats) -> crs.Reference:
    # A file without a coordinate reference system (a Shapefile without its .prj) is taken for
    # lon/lat, unless its coordinates cannot be degrees.
    if raw.crs is None:
        if (np.abs(lonlat).max(axis=0) > _WORLD).any():
            if _looks_swapped(lonlat):
                raise WrongFile(_SWAPPED)
            raise WrongFile(
                "a file that names its coordinate reference system, for its coordinates "
                f"({_at(lonlat[0])}) are no degrees: save it in EPSG:4326, or with its .prj"
            )
        return crs.reference(crs.WGS84)
    try:
        return crs.reference(raw.crs)
    except GeozoneError as error:
        raise WrongFile(f"a file in EPSG:4326: {error}") from None


_SWAPPED = (
    "longitude before latitude: a latitude is beyond 90 degrees, so they may be swapped (x is the "
    "longitude)"
)


def _looks_swapped(lonlat: Floats) -> bool:
    lon, lat = np.abs(lonlat).max(axis=0)
    return bool(lon <= _WORLD[1] and _WORLD[1] < lat <= _WORLD[0])


def _turned(part: BaseGeometry, of: crs.Reference) -> BaseGeometry:
    return _rebuilt(part, lambda xy: crs.straightened(xy, of))


def _short_edged(part: BaseGeometry) -> BaseGeometry:
    return _rebuilt(part, _densified)


def _densified(lonlat: Floats) -> Floats:
    # An edge that spans more than half the world most likely crosses the antimeridian. Measured as
    # it stands it would run the long way round, so it is refused.
    far = np.flatnonzero(np.abs(np.diff(lonlat[:, 0])) > _HALF_WORLD)
    if len(far):
        raise WrongFile(
            f"lines cut at the antimeridian (RFC 7946): the edge after {_at(lonlat[far[0]])} runs "
            "round the world"
        )
    return densify(lonlat)


def _rebuilt(part: BaseGeometry, change: Callable[[Floats], Floats]) -> BaseGeometry:
    """A geometry with changed vertices. Unlike in `shapely.transform`, `change` may add some."""
    if isinstance(part, Polygon):
        shell, *holes = (change(shapely.get_coordinates(ring)) for ring in shapely.get_rings(part))
        return Polygon(shell, holes)
    changed = change(shapely.get_coordinates(part))
    return Point(changed[0]) if part.geom_type == "Point" else LineString(changed)


def _check_range(lonlat: Floats, of: crs.Reference) -> None:
    if not np.isfinite(lonlat).all():
        raise WrongFile(f"coordinates that {of.name} has on earth: one of them is nowhere")
    outside = (np.abs(lonlat) > _WORLD).any(axis=1)
    if outside.any() and of.is_wgs84 and _looks_swapped(lonlat):
        raise WrongFile(_SWAPPED)
    if outside.any():
        at = _at(lonlat[np.flatnonzero(outside)[0]])
        raise WrongFile(
            f"longitudes from -180 to 180 and latitudes from -90 to 90 degrees, not {at}: say in "
            "the file which coordinate reference system it has, or save it in EPSG:4326"
        )


def _at(lonlat: Floats) -> str:
    return f"{lonlat[0]:.10g}, {lonlat[1]:.10g}"
