"""Zones and overlays of a study as GeoJSON (RFC 7946): one FeatureCollection, lists as lists.

A feature's `kind` tells overlays from zones, where there are any. Sections and places have other
fields and are left to the formats that hold several layers.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geozone.export.layers import (
    HOLDS_ZONES,
    Layers,
    replaced_text,
    rounded,
    rounding_text,
    without,
)
from geozone.tables.records import Record

_UNSTORABLE = re.compile("[\ud800-\udfff]")  # UTF-8 has no surrogates
_JSON: dict[str, Any] = {"ensure_ascii": False, "allow_nan": False}


def write_geojson(layers: Layers, file: Path) -> tuple[str, ...]:
    """Write zones and overlays; the same study gives the same bytes.

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
    zones, overlays = (each.storable(_UNSTORABLE) for each in (layers.zones, layers.overlays))
    heading = without(layers.heading, _UNSTORABLE)
    rows = [*zones.rows, *overlays.rows]
    if overlays.rows:  # told apart by their kind
        rows = [
            *({"kind": "zone", **row} for row in zones.rows),
            *({"id": f"overlay-{number}", **row} for number, row in enumerate(overlays.rows, 1)),
        ]
    shapes = [
        rounded(shape, layers.decimals) for each in (zones, overlays) for shape in each.shapes or ()
    ]
    head = json.dumps({"type": "FeatureCollection", "name": zones.name, **heading}, **_JSON)
    features = ",\n".join(map(_feature, rows, shapes))
    # A line a feature: a difference between two versions of a file can be read.
    text = f'{head[:-1]}, "features": [\n{features}\n]}}\n'
    file.write_bytes(text.encode("utf-8"))
    return (
        HOLDS_ZONES,
        rounding_text(layers.decimals),
        *replaced_text(_UNSTORABLE, layers.zones, layers.overlays),
    )


def _feature(row: Record, shape: BaseGeometry) -> str:
    geometry = None if shape.is_empty else shapely.geometry.mapping(shape)
    feature = {"type": "Feature", "id": row["id"], "geometry": geometry, "properties": row}
    return json.dumps(feature, **_JSON)
