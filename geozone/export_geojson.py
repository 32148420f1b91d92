"""The zones of a study as GeoJSON (RFC 7946): one FeatureCollection, lists as lists.

Sections and places have other fields and are left to the formats that hold several layers.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geozone.export_layers import Layers, rounded, rounding_text
from geozone.records import Record


def write(layers: Layers, file: Path) -> tuple[str, ...]:
    """Write the zones; the same study gives the same bytes.

    Parameters
    ----------
    layers
        What is exported; the heading becomes members of the collection beside `features`.
    file
        Replaced without asking.

    Returns
    -------
    tuple of str
        What the file does not hold, a line each.
    """
    zones = layers.zones
    shapes = [rounded(shape, layers.decimals) for shape in zones.shapes or ()]
    head = json.dumps({"type": "FeatureCollection", "name": zones.name, **layers.heading}, **_JSON)
    features = ",\n".join(map(_feature, zones.rows, shapes))
    # A line a feature: a difference between two versions of a file can be read.
    text = f'{head[:-1]}, "features": [\n{features}\n]}}\n'
    file.write_bytes(text.encode("utf-8", errors="replace"))
    return (
        "holds the zones; .gpkg and .kml hold their sections and the places too",
        rounding_text(layers.decimals),
    )


_JSON: dict[str, Any] = {"ensure_ascii": False, "allow_nan": False}


def _feature(row: Record, shape: BaseGeometry) -> str:
    geometry = None if shape.is_empty else shapely.geometry.mapping(shape)
    feature = {"type": "Feature", "id": row["id"], "geometry": geometry, "properties": row}
    return json.dumps(feature, **_JSON)
