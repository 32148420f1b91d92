"""Files written from a study, and read back the way that others read them."""

from __future__ import annotations

import dataclasses
import json
import math
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import geopandas
import pyogrio
import pytest
import shapely

from geozone import Study
from geozone.export import writing
from geozone.export.layers import layers
from geozone.study.zones import Zones

ENDINGS = list(writing.FORMATS)
ROUNDED = (".geojson", ".kml")
PARQUET = pytest.mark.skipif(find_spec("pyarrow") is None, reason="pyarrow is not installed")
OGRINFO = pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="no ogrinfo: apt gdal-bin")
EACH = pytest.mark.parametrize(
    "ending", [pytest.param(each, marks=PARQUET if each == ".parquet" else ()) for each in ENDINGS]
)
BY_GDAL = pytest.mark.parametrize("ending", [each for each in ENDINGS if each != ".parquet"])
HALF_DECIMAL = 0.5e-6 * math.sqrt(2)  # how far rounding to 6 decimals moves a vertex, degrees
HOSTILE = "منبج \u202e<script>x</script>{{7*7}}]]>&amp;\"'`${x}\\\r\n\x00\x1b[31m\ud800 😀 é"

Row = dict[str, Any]


class Made:
    """A file of each format, written once."""

    def __init__(self, study: Study, folder: Path) -> None:
        self.study, self.folder = study, folder
        self.said: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, ending: str) -> Path:
        path = self.folder / f"zones{ending}"
        if ending not in self.said:
            self.said[ending] = writing.write(self.study, path)
        return path


def changed(study: Study, change: Callable[[Any], dict[str, Any]], *, most: int = 2) -> Study:
    """A study of its first zones, each with something replaced."""
    zones = [dataclasses.replace(zone, **change(zone)) for zone in list(study.zones)[:most]]
    return dataclasses.replace(study, zones=Zones(tuple(zones)))


def hostile(study: Study) -> Study:
    """A study whose texts do their worst."""

    def change(zone: Any) -> dict[str, Any]:
        proposal = dataclasses.replace(zone.proposal, said=HOSTILE, by=(HOSTILE, "b"))
        return {"title": HOSTILE, "proposal": proposal, "notes": (HOSTILE,)}

    return changed(study, change)


def frames(path: Path) -> dict[str, Any]:
    """All layers of a file by name, through pyogrio or pyarrow."""
    if path.suffix == ".parquet":
        return {"zones": geopandas.read_parquet(path)}
    names = [name for name, _ in pyogrio.list_layers(path)]
    return {name: pyogrio.read_dataframe(path, layer=name) for name in names}


def rows(path: Path) -> list[Row]:
    """The zones as plain records, fields by the names of the study, in its order of ids."""
    if path.suffix == ".geojson":
        features = json.loads(path.read_bytes())["features"]
        return [feature["properties"] for feature in features]
    found = []
    for name, frame in frames(path).items():
        if name.startswith("zones"):
            found += frame.drop(columns="geometry").to_dict("records")
    return [{key: plain(value) for key, value in row.items()} for row in found]


def plain(value: Any) -> Any:
    """A value of a frame as JSON would have it."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    missing = value is None or (isinstance(value, float) and math.isnan(value))
    return None if missing or str(value) == "<NA>" else value


def expected_rows(study: Study, ending: str) -> dict[str, Row]:
    """By id what a format should hold of each zone, with all that it said it would not."""
    held = {}
    for row in layers(study).zones.rows:
        flat = row
        if ending not in {".geojson", ".parquet"}:
            flat = {
                key: json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
                for key, value in row.items()
            }
        if ending == ".shp.zip":
            short = {"tolerance_m": "toler_m", "attributions": "attribut"}
            short["boundary_note"] = "bound_note"
            flat = {short.get(key, key): cut(value) for key, value in flat.items()}
        if ending == ".kml":
            flat = {"zone" if key == "id" else key: value for key, value in flat.items()}
        held[row["id"]] = flat
    return held


def cut(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return value.encode()[:254].decode(errors="ignore").rstrip(" ") or None


def shapes(path: Path) -> dict[str, Any]:
    """The zones' geometries by id."""
    found = {}
    for name, frame in frames(path).items():
        if name.startswith("zones"):
            ids = frame["zone" if path.suffix == ".kml" else "id"]
            found |= dict(zip(ids, frame.geometry, strict=True))
    return found


def same_place(found: Any, expected: Any, *, exact: bool) -> bool:
    """Whether two outlines are one; where rounded, but for needles thinner than a last decimal."""
    if exact or expected.geom_type == "Point":
        within = 0.0 if exact else HALF_DECIMAL
        a, b = shapely.normalize(found), shapely.normalize(expected)
        return bool(a.equals_exact(b, within)) or bool(shapely.equals(a, b))
    shrunk = [each.buffer(-1e-6, quad_segs=2) for each in (found, expected)]
    grown = [each.buffer(1e-6, quad_segs=4) for each in (found, expected)]
    return bool(grown[0].covers(shrunk[1]) and grown[1].covers(found) and not shrunk[0].is_empty)
