"""A study as KML 2.2 (OGC 07-147r2): one folder for each layer, fields as typed extended data.

Viewers show a description as HTML, so its text is escaped twice: once for HTML, once for XML. The
only style fills polygons with transparent white, so that they do not hide the land; users choose
other colours themselves.

The text is written by hand, and not by GDAL, so that the same study gives the same bytes whatever
drivers GDAL has, and no geopandas is needed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geozone.export.layers import (
    Layer,
    Layers,
    nested_text,
    replaced_text,
    rounded,
    rounding_text,
    without,
)
from geozone.tables.records import Record

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">'
_STYLE = (
    '<Style id="plain"><LineStyle><width>2</width></LineStyle>'
    "<PolyStyle><color>40ffffff</color></PolyStyle></Style>"  # white, a quarter opaque
)
# Characters that XML 1.0 cannot hold. The carriage return is one of them here, since an XML parser
# reads it as a line feed.
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# KML readers give every feature its own fields "id" and "name", which would hide ours.
_RENAMED = {
    ("zones", "id"): "zone",
    ("sources", "id"): "source",
    ("places", "name"): "place",
    ("overlays", "name"): "called",
}
_DESCRIBED = {
    "zones": ("said", "reading", "by", "status", "date", "cited", "boundary_note"),
    "sections": ("zone", "border"),
    "places": ("country", "source"),
    "overlays": ("kind", "date", "cited"),
    "sources": ("publisher", "date", "url"),
}
_TITLE = {
    "zones": "title",
    "sections": "zone",
    "places": "name",
    "overlays": "title",
    "sources": "title",
}


def write_kml(layers: Layers, file: Path) -> tuple[str, ...]:
    """Write all layers; the same study gives the same bytes.

    Parameters
    ----------
    layers
        The layers to export.
    file
        The file to write; an existing file is replaced.

    Returns
    -------
    tuple of str
        What the file does not hold, one line for each.
    """
    text = "\n".join([_HEAD, "<Document>", *_document(layers), "</Document>", "</kml>", ""])
    file.write_bytes(text.encode("utf-8"))
    return tuple(_limits(layers))


def _document(layers: Layers) -> Iterator[str]:
    heading = layers.heading
    yield f"<name>{_xml(heading['title'])}</name>"
    notes = [f"As of {heading['as_of']}", heading["boundary_note"], *heading["notes"]]
    yield f"<description>{_described([*notes, *heading['attributions']])}</description>"
    yield _STYLE
    # A schema declares the types of the fields, so that a GIS reads numbers as numbers.
    for layer in layers.filled:
        yield from _schema(layer)
    for layer in layers.filled:
        yield f"<Folder><name>{layer.name}</name>"
        yield from _placemarks(layer, layers.decimals)
        yield "</Folder>"


def _schema(layer: Layer) -> Iterator[str]:
    yield f'<Schema name="{layer.name}" id="{layer.name}">'
    for field in layer.fields:
        kind = "double" if field in layer.numbers else "string"
        yield f'<SimpleField name="{_name(layer, field)}" type="{kind}"/>'
    yield "</Schema>"


def _placemarks(layer: Layer, decimals: int) -> Iterator[str]:
    shapes: Iterable[BaseGeometry | None] = layer.shapes or [None] * len(layer.rows)
    for row, plain, shape in zip(layer.rows, layer.flat().rows, shapes, strict=True):
        yield "<Placemark>"
        yield f"<name>{_xml(str(row[_TITLE[layer.name]]))}</name>"
        yield f"<description>{_described(_described_lines(layer, row))}</description>"
        yield "<styleUrl>#plain</styleUrl>"
        yield f'<ExtendedData><SchemaData schemaUrl="#{layer.name}">'
        for field, value in plain.items():
            if value is not None:
                yield f'<SimpleData name="{_name(layer, field)}">{_xml(str(value))}</SimpleData>'
        yield "</SchemaData></ExtendedData>"
        if shape is not None:
            yield _geometry(rounded(shape, decimals))
        yield "</Placemark>"


def _name(layer: Layer, field: str) -> str:
    return _RENAMED.get((layer.name, field), field)


def _described_lines(layer: Layer, row: Record) -> Iterator[str]:
    for field in _DESCRIBED[layer.name]:
        value = row[field]
        if value:
            yield f"{field}: {'; '.join(value) if isinstance(value, list) else value}"


def _described(lines: Iterable[str]) -> str:
    return _xml("<br>".join(html.escape(line) for line in lines))


def _xml(text: str) -> str:
    return html.escape(without(text, _NOT_XML), quote=False)


def _geometry(shape: BaseGeometry) -> str:
    # KML has no multipolygons: several parts form a MultiGeometry.
    parts = list(shapely.get_parts(shape))
    made = "".join(map(_part, parts))
    return made if len(parts) == 1 else f"<MultiGeometry>{made}</MultiGeometry>"


def _part(part: Any) -> str:
    if part.geom_type == "Point":
        return f"<Point>{_coordinates(part)}</Point>"
    # tessellate: viewers draw edges along the ground and not through hills.
    if part.geom_type == "LineString":
        return f"<LineString><tessellate>1</tessellate>{_coordinates(part)}</LineString>"
    inner = "".join(f"<innerBoundaryIs>{_ring(ring)}</innerBoundaryIs>" for ring in part.interiors)
    outer = f"<outerBoundaryIs>{_ring(part.exterior)}</outerBoundaryIs>"
    return f"<Polygon><tessellate>1</tessellate>{outer}{inner}</Polygon>"


def _ring(ring: BaseGeometry) -> str:
    return f"<LinearRing>{_coordinates(ring)}</LinearRing>"


def _coordinates(shape: BaseGeometry) -> str:
    # `repr` of a float writes all digits that the rounding has left, and no more.
    pairs = np.asarray(shapely.get_coordinates(shape)).tolist()
    return f"<coordinates>{' '.join(f'{lon!r},{lat!r}' for lon, lat in pairs)}</coordinates>"


def _limits(layers: Layers) -> Iterator[str]:
    yield rounding_text(layers.decimals)
    yield nested_text(*layers.filled)
    there = {"zones", "places", "sources", *(layer.name for layer in layers.filled)}
    renamed = [
        f"{old} of {layer} is {new}" for (layer, old), new in _RENAMED.items() if layer in there
    ]
    yield f"fields that KML has of its own are renamed: {', '.join(renamed)}"
    yield from replaced_text(_NOT_XML, *layers.filled)
