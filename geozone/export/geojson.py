"""Zones and overlays of a study as GeoJSON (RFC 7946): one FeatureCollection, lists as lists.

If the study has overlays, the property `kind` distinguishes them from zones. Sections and places
have other fields and are left to the formats with several layers.

The text is written by hand, and not by GDAL: lists stay lists, the file has fields beside its
features, and the same study gives the same bytes without geopandas.
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

_UNSTORABLE = re.compile("[\ud800-\udfff]")  # UTF-8 cannot encode surrogates
_JSON: dict[str, Any] = {"ensure_ascii": False, "allow_nan": False}


def write_geojson(layers: Layers, file: Path) -> tuple[str, ...]:
    """Write zones and overlays; the same study gives the same bytes.

    Parameters
    ----------
    layers
        The layers to export; the heading becomes members of the collection beside `features`.
    file
        The file to write; an existing file is replaced.

    Returns
    -------
    tuple of str
        What the file does not hold, one line for each.
    """
    zones, overlays = (each.storable(_UNSTORABLE) for each in (layers.zones, layers.overlays))
    heading = without(layers.heading, _UNSTORABLE)
    rows = [*zones.rows, *overlays.rows]
    if overlays.rows:  # without overlays all features are zones and need no `kind`
        rows = [
            *({"kind": "zone", **row} for row in zones.rows),
            *({"id": f"overlay-{number}", **row} for number, row in enumerate(overlays.rows, 1)),
        ]
    shapes = [
        rounded(shape, layers.decimals) for each in (zones, overlays) for shape in each.shapes or ()
    ]
    head = json.dumps({"type": "FeatureCollection", "name": zones.name, **heading}, **_JSON)
    features = ",\n".join(map(_feature, rows, shapes))
    # Each feature has a line of its own, so that a diff between two versions of a file is readable.
    text = f'{head[:-1]}, "features": [\n{features}\n]}}\n'
    file.write_bytes(text.encode("utf-8"))
    return (
        HOLDS_ZONES,
        rounding_text(layers.decimals),
        *replaced_text(_UNSTORABLE, layers.zones, layers.overlays),
    )


def _feature(row: Record, shape: BaseGeometry) -> str:
    # RFC 7946 has null for a feature without a geometry.
    geometry = None if shape.is_empty else shapely.geometry.mapping(shape)
    feature = {"type": "Feature", "id": row["id"], "geometry": geometry, "properties": row}
    return json.dumps(feature, **_JSON)
