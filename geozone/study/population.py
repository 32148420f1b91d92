"""People in zones by a raster of the user's: WorldPop, GHS-POP, LandScan or any GeoTIFF of counts.

This is the only module that uses rasterio and exactextract, which come with the extra
``population``. A cell at the edge of a zone counts by the fraction of it that lies in the zone. The
zone is projected into the raster's CRS, never the raster into the zone's, since resampling would
change the counts per cell. A sum is good to 1 part in 100 million, since exactextract stores the
covered fraction of a cell in 24 bits.

References
----------
Baston, D., exactextract: fast and accurate raster zonal statistics,
https://github.com/isciences/exactextract.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid import antimeridian
from geozone.ellipsoid.geodesy import Floats
from geozone.errors import GeozoneError, PopulationError
from geozone.files import crs, given_file
from geozone.notes import Note

if TYPE_CHECKING:
    from geozone.study.study import Study

# GDAL must read the raster and no file beside it (mask, overview, statistics). Such a file could
# make GDAL open a network address, and it would change the sums if it belongs to another raster.
_ALONE = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "GDAL_GEOREF_SOURCES": "INTERNAL",
    "GDAL_PAM_ENABLED": "NO",
}
_MOST_BLOCK_MB = 256  # a block is held in memory whole; usual blocks have less than 1 MB
_MOST_CELLS = 2_000_000_000  # in the bounding box of the zones; a second reads 24 million cells
# Least fraction of a zone that the raster must cover. It is below 1 because a raster's coast or
# border may differ from ours by a cell.
_LEAST_COVERED = 0.99
_BOW_OF_CELL = 1e-7  # largest distance of a projected edge from its chord, in cells
_MOST_ROUNDS = 20  # rounds that halve edges, so that hostile coordinates cannot run for ever
_MOST_VERTICES = 5_000_000  # of one ring, for the same reason: memory
# A year in a name or a tag must not be part of a longer number, such as a count or a date.
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_RELEASE = re.compile(r"(?<![A-Za-z0-9])[RVrv](?:19|20)[0-9]{2}[A-Za-z]?(?![A-Za-z0-9])")  # R2023A
_YEAR_TAGS = ("year", "reference_year", "epoch", "population_year")
# Words that mark a raster of people per km² ("density", "ppkm", WorldPop's "pd"): its cells are no
# counts, and their sum is no number of people.
_DENSITY = re.compile(
    r"densit|per[ _]?(?:sq(?:uare)?[ _.]?)?(?:km|kilomet)|/ ?km|km-2|ppkm|(?:^|[_-])pd(?:[_-]|$)",
    re.IGNORECASE,
)
# A raster that names displaced people needs no note that it may leave them out.
_DISPLACED = re.compile(r"displaced|\bIDPs?\b|refugee", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ZoneCount:
    """People of a zone by a raster.

    Parameters
    ----------
    zone
        Id of the zone.
    people
        The sum of the cells; None if the raster cannot give it.
    covered_pct
        The share of the zone's area that the raster covers.
    no_data_pct
        The share of that covered area without a value: no people are counted there.
    reason
        Why there is no number; empty if there is one.
    """

    zone: str
    people: float | None
    covered_pct: float
    no_data_pct: float
    reason: str


@dataclass(frozen=True, slots=True)
class Counted:
    """People of zones by one raster.

    Parameters
    ----------
    file
        Name of the raster's file, without its folder.
    year
        Year of the counts by the file's name or a tag; None if neither gives one.
    zones
        The count of each zone with an area.
    notes
        Notes that must stand beside every total.
    """

    file: str
    year: int | None
    zones: tuple[ZoneCount, ...]
    notes: tuple[Note, ...]

    @property
    def said(self) -> str:
        """File and year, as they stand beside every total."""
        return f"{self.file} ({self.year if self.year is not None else 'year unknown'})"


def count_people(study: Study, file: str | Path) -> Counted:
    """People in the zones of a study.

    Parameters
    ----------
    study
        The study; only its zones with an area are counted.
    file
        A GeoTIFF with one band of people per cell.

    Raises
    ------
    PopulationError
        If the file is no such raster, or the extra is not installed.

    Examples
    --------
    >>> from geozone.study.study import load
    >>> count_people(load("korea-dmz"), "no-such-file.tif")
    Traceback (most recent call last):
    geozone.errors.PopulationError: no-such-file.tif: no such file: expected a GeoTIFF ...
    """
    zones = {zone.id: zone.geometry for zone in study.zones if zone.area_km2 is not None}
    return counted_in(zones, file)


def counted_in(zones: Mapping[str, BaseGeometry], file: str | Path) -> Counted:
    """People in named polygons (lon/lat on WGS84, edges straight in lon/lat).

    The polygons may cross the antimeridian.

    Raises
    ------
    PopulationError
        As `count_people` does.
    """
    with _checked_raster(Path(file)) as raster:
        laid = [_Laid.on(raster, *zone) for zone in zones.items()]
        _check_cells(Path(file), raster, laid)
        found = tuple(_counts(raster, laid))
        texts = list(_texts(raster))
        notes = [Note("counts")]
        if not any(map(_DISPLACED.search, texts)):
            notes.append(Note("displaced"))
        return Counted(Path(file).name, _year(raster), found, tuple(notes))


@contextmanager
def _checked_raster(file: Path) -> Iterator[Any]:
    """Open the raster, and refuse it if it cannot be summed."""
    try:
        import exactextract  # noqa: F401, PLC0415  (an extra)
        import rasterio  # noqa: PLC0415
        from rasterio.errors import NotGeoreferencedWarning, RasterioError  # noqa: PLC0415
    except ImportError as missing:
        what = f"the extra: pip install 'geozone[population]' ({missing.name} is missing)"
        raise PopulationError(file, "cannot be read", what) from None
    _check_file(file)
    with warnings.catch_warnings(), rasterio.Env(**_ALONE):
        # `_wrongs` refuses a raster without a CRS with a message of ours.
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        try:
            # GDAL could take some relative names for addresses, hence the absolute path.
            with rasterio.open(file.absolute(), driver="GTiff") as raster:
                _check(file, raster)
                yield raster
        except RasterioError as error:
            raise PopulationError(file, _one_line(error), "a GeoTIFF that can be read") from None


def _check_file(file: Path) -> None:
    """Refuse what is no regular GeoTIFF file.

    GDAL would also open a folder, a network address or a path of a virtual file system.
    """
    try:
        with given_file.opened(file) as stream:
            head = stream.read(4)
    except FileNotFoundError:
        raise PopulationError(file, "no such file", "a GeoTIFF of people per cell") from None
    except OSError as error:
        what = error.strerror or str(error)
        raise PopulationError(file, what, "a GeoTIFF of people per cell") from None
    # The signatures of TIFF and BigTIFF, in both byte orders.
    if head[:4] not in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        raise PopulationError(file, "no GeoTIFF", "a GeoTIFF of people per cell")


def _check(file: Path, raster: Any) -> None:
    """Refuse a raster whose cells cannot be summed to a number of people."""
    for wrong, got, expected in _wrongs(raster):
        if wrong:
            raise PopulationError(file, got, expected)
    try:
        crs.reference(raster.crs.to_wkt())
    except GeozoneError as error:
        raise PopulationError(file, str(error), "a raster in degrees or UTM") from None


def _wrongs(raster: Any) -> Iterator[tuple[bool, str, str]]:
    """Each possible fault: whether the raster has it, what was found, what is expected."""
    yield (
        raster.count != 1,
        f"{raster.count} bands",
        f"one: gdal_translate -b 1 {Path(raster.name).name} one-band.tif takes the first",
    )
    block = max(height * width for height, width in raster.block_shapes)
    block_mb = block * np.dtype(raster.dtypes[0]).itemsize / 1e6
    yield (
        block_mb > _MOST_BLOCK_MB,
        f"blocks of {block_mb:,.0f} MB",
        f"blocks of at most {_MOST_BLOCK_MB} MB: gdal_translate -co TILED=YES",
    )
    yield raster.crs is None, "no CRS", "one that says its CRS: gdal_edit.py -a_srs EPSG:… sets it"
    yield (
        not (raster.crs.is_geographic or raster.crs.is_projected),
        f"a CRS that is nowhere on earth ({raster.crs.to_string()[:40]})",
        "degrees, or a map projection",
    )
    step = raster.transform
    yield (
        step.is_identity or bool(step.b or step.d) or step.e >= 0 or step.a <= 0,
        "cells that are not laid out north up",
        "a raster that gdalwarp has turned north up",
    )
    yield np.dtype(raster.dtypes[0]).kind not in "iuf", raster.dtypes[0], "numbers of people"
    yield (
        raster.scales[0] != 1 or raster.offsets[0] != 0,
        "scaled values",
        "people as they are: gdal_translate -unscale",
    )
    yield (
        any(map(_DENSITY.search, _texts(raster))),
        "people per km², as its name or tags say",
        "people per cell: the source's count raster",
    )


def _texts(raster: Any) -> Iterator[str]:
    """The texts in the file that may describe its cells: name, tags, bands, units."""
    yield Path(raster.name).stem
    for tags in (raster.tags(), raster.tags(1)):
        yield from (f"{key}: {value}" for key, value in tags.items())
    yield from (text for text in (*raster.descriptions, *raster.units) if text)


def _year(raster: Any) -> int | None:
    """The only year in a tag or in the name; the release of the data (R2023A) does not count."""
    tags = {key.lower(): value for key, value in {**raster.tags(), **raster.tags(1)}.items()}
    stem = _RELEASE.sub("", Path(raster.name).stem.replace("_", " "))
    for text in (*(tags.get(key, "") for key in _YEAR_TAGS), stem):
        years = set(_YEAR.findall(text))
        if len(years) == 1:
            return int(years.pop())
    return None


@dataclass(frozen=True, slots=True)
class _Laid:
    """A zone in the raster's CRS.

    `share` is the fraction of its area that the raster covers. `area` is None if the raster can
    give no number for the zone; `reason` then says why.
    """

    zone: str
    area: BaseGeometry | None
    share: float
    reason: str = ""

    @classmethod
    def on(cls, raster: Any, zone: str, lonlat: BaseGeometry) -> _Laid:
        area = _projected(raster, antimeridian.cut(lonlat))
        if area is None:
            return cls(zone, None, 0.0, "the raster's projection does not reach it")
        covered = shapely.intersection(area, shapely.box(*raster.bounds))
        share = covered.area / area.area
        if share < _LEAST_COVERED:
            return cls(zone, None, share, f"the raster covers {_pct(share):g} % of it")
        return cls(zone, area, share)


def _check_cells(file: Path, raster: Any, zones: Iterable[_Laid]) -> None:
    """Refuse a raster with more cells around the zones than can be read in some minutes."""
    areas = [zone.area for zone in zones if zone.area is not None]
    if not areas:
        return
    west, south, east, north = shapely.total_bounds(areas)
    cells = (east - west) * (north - south) / abs(raster.transform.a * raster.transform.e)
    if cells > _MOST_CELLS:
        raise PopulationError(
            file,
            f"{cells:,.0f} cells around the zones",
            f"at most {_MOST_CELLS:,}: gdalwarp -tr makes larger cells (-r sum keeps the people)",
        )


def _counts(raster: Any, zones: Sequence[_Laid]) -> Iterator[ZoneCount]:
    """People of each zone, in their order; the raster is read once for all zones."""
    from exactextract import exact_extract  # noqa: PLC0415  (an extra)
    from exactextract.feature import JSONFeatureSource  # noqa: PLC0415

    features = [
        {"type": "Feature", "properties": {"zone": zone.zone}, "geometry": mapping(zone.area)}
        for zone in zones
        if zone.area is not None
    ]
    sums: dict[str, dict[str, Any]] = {}
    if features:
        source = JSONFeatureSource(features, srs_wkt=raster.crs.to_wkt())
        operations = ["sum", "count", "min"]
        found = exact_extract(
            raster, source, operations, include_cols=["zone"], strategy="raster-sequential"
        )
        sums = {each["properties"]["zone"]: each["properties"] for each in found}
    for zone in zones:
        yield _count(raster, zone, sums.get(zone.zone, {}))


def _count(raster: Any, zone: _Laid, sums: Mapping[str, Any]) -> ZoneCount:
    covered = _pct(zone.share)
    if zone.area is None:
        return ZoneCount(zone.zone, None, covered, 0.0, zone.reason)
    if not sums["count"]:
        return ZoneCount(zone.zone, None, covered, 100.0, "the raster has no data there")
    cell = abs(raster.transform.a * raster.transform.e)
    # "count" is the number of cells with a value, each weighted by its covered fraction.
    with_data = sums["count"] * cell / (zone.area.area * zone.share)
    no_data = _pct(min(max(1 - with_data, 0.0), 1.0))
    # Some rasters write -9999 or the like for "no data" without a nodata tag.
    if sums["min"] < 0:
        reason = f"the raster has {sums['min']:g} people in a cell and does not call it nodata"
        return ZoneCount(zone.zone, None, covered, no_data, reason)
    return ZoneCount(zone.zone, float(sums["sum"]), covered, no_data, "")


def _pct(share: float) -> float:
    return round(100 * share, 1) + 0.0  # + 0.0 turns -0.0 into 0.0


def _projected(raster: Any, area: BaseGeometry) -> BaseGeometry | None:
    """The area in the raster's CRS; None if the projection is not defined for it."""
    if raster.crs.to_epsg() == 4326:
        return area
    bow = _BOW_OF_CELL * min(abs(raster.transform.a), abs(raster.transform.e))
    polygons = []
    for part in shapely.get_parts(area):
        rings = [_projected_ring(raster, ring, bow) for ring in (part.exterior, *part.interiors)]
        if not all(np.isfinite(ring).all() for ring in rings):
            return None
        polygons.append(shapely.Polygon(rings[0], rings[1:]))
    # Once projected, neighbouring parts may overlap by rounding; the union counts no cell twice.
    whole = shapely.union_all(shapely.make_valid(polygons))
    return whole if whole.area > 0 else None


def _projected_ring(raster: Any, ring: BaseGeometry, bow: float) -> Floats:
    """A ring in the raster's CRS, densified until each edge is within tolerance of its chord.

    An edge that is straight in lon/lat is curved in a projection, so that its end points alone do
    not describe it.
    """
    lonlat = shapely.get_coordinates(ring)
    there = _transformed(raster, lonlat)
    for _ in range(_MOST_ROUNDS):
        middles = (lonlat[1:] + lonlat[:-1]) / 2
        exact = _transformed(raster, middles)
        off = np.hypot(*(exact - (there[1:] + there[:-1]) / 2).T)
        bent = np.flatnonzero(off > bow)
        if not len(bent) or len(lonlat) > _MOST_VERTICES:
            break
        lonlat = np.insert(lonlat, bent + 1, middles[bent], axis=0)
        there = np.insert(there, bent + 1, exact[bent], axis=0)
    return there


def _transformed(raster: Any, lonlat: Floats) -> Floats:
    return crs.reference(raster.crs.to_wkt()).from_lonlat(lonlat)


def _one_line(error: Iterable[str] | Exception) -> str:
    return " ".join(str(error).split())[:120]
