"""The zones of a study as GeoJSON (RFC 7946): one FeatureCollection, lists as lists.

Sections and places have other fields and are left to the formats that hold several layers.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geozone.export_layers import ZONES_ONLY, Layers, replaced_text, rounded, rounding_text, without
from geozone.records import Record

_UNSTORABLE = re.compile("[\ud800-\udfff]")  # UTF-8 has no surrogates
_JSON: dict[str, Any] = {"ensure_ascii": False, "allow_nan": False}


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
    zones = layers.zones.storable(_UNSTORABLE)
    heading = without(layers.heading, _UNSTORABLE)
    shapes = [rounded(shape, layers.decimals) for shape in zones.shapes or ()]
    head = json.dumps({"type": "FeatureCollection", "name": zones.name, **heading}, **_JSON)
    features = ",\n".join(map(_feature, zones.rows, shapes))
    # A line a feature: a difference between two versions of a file can be read.
    text = f'{head[:-1]}, "features": [\n{features}\n]}}\n'
    file.write_bytes(text.encode("utf-8"))
    return (
        ZONES_ONLY,
        rounding_text(layers.decimals),
        *replaced_text(_UNSTORABLE, layers.zones),
    )


def _feature(row: Record, shape: BaseGeometry) -> str:
    geometry = None if shape.is_empty else shapely.geometry.mapping(shape)
    feature = {"type": "Feature", "id": row["id"], "geometry": geometry, "properties": row}
    return json.dumps(feature, **_JSON)
