"""Vector files made by hand or by GDAL, for the tests of the door that they come through."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas
import shapely

LINE = shapely.LineString([(38.0, 36.5), (38.2, 36.6), (38.5, 36.55)])
SQUARE = shapely.box(38.0, 36.0, 38.1, 36.1)


def frame(*geometries: shapely.Geometry, crs: Any = "EPSG:4326") -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(geometry=list(geometries), crs=crs)


def geojson(path: Path, *geometries: Any, **more: Any) -> Path:
    """A FeatureCollection of geometries: of shapely, or as JSON has them."""
    features = [
        {"type": "Feature", "properties": {}, "geometry": _mapped(each)} for each in geometries
    ]
    content = {"type": "FeatureCollection", **more, "features": features}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def _mapped(geometry: Any) -> Any:
    if isinstance(geometry, shapely.Geometry):
        return json.loads(shapely.to_geojson(geometry))
    return geometry


def line(*lonlat: Sequence[float]) -> dict[str, Any]:
    """A LineString as JSON has it, whatever its coordinates."""
    return {"type": "LineString", "coordinates": [list(point) for point in lonlat]}
