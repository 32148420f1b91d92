"""A study as layers for GIS files: rows with units in the field names, and their geometry.

Geometry is lon/lat on WGS84 within ±180°, cut where it crosses the antimeridian (RFC 7946, section
3.1.9). This module depends on no file format and writes nothing.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid import antimeridian, faces
from geozone.errors import Refused
from geozone.lines.border import Border, Section
from geozone.scenario.reading import Source
from geozone.study.study import Study
from geozone.study.zones import StudyZone
from geozone.tables import records
from geozone.tables.records import Record

HOLDS_ZONES = "holds the zones; .gpkg and .kml hold their sections and the places too"
_NO_OVERLAYS = "overlays are left out; .gpkg, .kml and .geojson hold them"
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_METRE_DECIMALS = 6  # decimals of a degree for an outline good to 1 m: the error is below 0.08 m
_MOST_DECIMALS = 12  # a float has no more decimals of a longitude
# Endings of the names of number fields. Types come from names, not from values: a field whose
# values are all missing must still be a number in every file.
_NUMBERS = ("_km", "_km2", "_m", "_lon", "_lat")


@dataclass(frozen=True, slots=True)
class Layer:
    """Rows of one kind, with their geometry.

    Parameters
    ----------
    name
        ``zones``, ``sections``, ``places``, ``overlays`` or ``sources``.
    rows
        Records that all have the same fields; values are text, numbers, None, lists and dicts.
    shapes
        One geometry for each row, or None for a table without geometry.
    """

    name: str
    rows: tuple[Record, ...]
    shapes: tuple[BaseGeometry, ...] | None

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the fields, in order."""
        return tuple(self.rows[0]) if self.rows else ()

    @property
    def nested(self) -> tuple[str, ...]:
        """The fields that hold lists or dicts."""
        return tuple(
            name
            for name in self.fields
            if any(isinstance(row[name], list | dict) for row in self.rows)
        )

    @property
    def numbers(self) -> tuple[str, ...]:
        """The fields that hold numbers, found by their names, even if every value is missing."""
        return tuple(
            name
            for name in self.fields
            if (name in {"lon", "lat"} or name.endswith(_NUMBERS))
            and not any(isinstance(row[name], str | list | dict) for row in self.rows)
        )

    def storable(self, unstorable: re.Pattern[str]) -> Layer:
        """The same layer with � for each character that a format cannot hold."""
        rows = tuple(
            {key: without(value, unstorable) for key, value in row.items()} for row in self.rows
        )
        return replace(self, rows=rows)

    def flat(self) -> Layer:
        """The same layer with lists and dicts as JSON text."""
        nested = self.nested
        rows = tuple(
            {key: json_text(value) if key in nested else value for key, value in row.items()}
            for row in self.rows
        )
        return replace(self, rows=rows)


@dataclass(frozen=True, slots=True)
class Layers:
    """The layers that are exported of one study.

    Parameters
    ----------
    heading
        The fields that stand in every JSON form beside its rows.
    decimals
        The number of decimals of a degree that suits the most exact outline.
    """

    heading: Record
    zones: Layer
    sections: Layer
    places: Layer
    overlays: Layer
    sources: Layer
    decimals: int

    @property
    def filled(self) -> tuple[Layer, ...]:
        """The layers that have rows."""
        every = (self.zones, self.sections, self.places, self.overlays, self.sources)
        return tuple(layer for layer in every if layer.rows)


def layers(study: Study) -> Layers:
    """Split a study into layers.

    Raises
    ------
    Refused
        If the study has no zone, since the files would be empty.

    Examples
    --------
    >>> from geozone.study.study import load
    >>> made = layers(load("turkey-syria"))
    >>> [layer.name for layer in made.filled], made.decimals
    (['zones', 'sections', 'places', 'sources'], 6)
    """
    zones = tuple(study.zones)
    if not zones:
        raise Refused("zone", "none", f'a zone to export in "{study.scenario.name}"')
    tolerances_m = [zone.tolerance_m for zone in zones if zone.tolerance_m > 0]
    return Layers(
        heading=records.heading(study),
        zones=Layer(
            "zones",
            tuple({**records.zone(zone), **_cited(study, zone.proposal.sources)} for zone in zones),
            tuple(antimeridian.cut(zone.geometry) for zone in zones),
        ),
        sections=_sections(study, zones),
        places=Layer(
            "places",
            tuple({**records.place(each), **records.provenance(study)} for each in study.places),
            tuple(Point(each.place.point) for each in study.places),
        ),
        overlays=_overlays(study),
        sources=Layer("sources", tuple(map(records.source, study.sources)), None),
        decimals=decimals(min(tolerances_m, default=1.0)),
    )


def zones_only(layers_: Layers) -> tuple[str, ...]:
    """Lines that say what a file with zones alone does not hold of a study."""
    return (HOLDS_ZONES, *([_NO_OVERLAYS] if layers_.overlays.rows else []))


def without(value: Any, unstorable: re.Pattern[str]) -> Any:
    r"""A value with � for each character of its texts that a format cannot hold.

    Examples
    --------
    >>> without(["a\0b", 1], re.compile("\0"))
    ['a�b', 1]
    """
    if isinstance(value, str):
        return unstorable.sub(_UNKNOWN, value)
    if isinstance(value, list):
        return [without(each, unstorable) for each in value]
    if isinstance(value, dict):
        return {without(key, unstorable): without(value[key], unstorable) for key in value}
    return value


def replaced_text(unstorable: re.Pattern[str], *layers_: Layer) -> tuple[str, ...]:
    """The line that names the fields in which `without` replaces characters; none without such."""
    fields = [
        f"{layer.name}: {name}"
        for layer in layers_
        for name in layer.fields
        if any(without(row[name], unstorable) != row[name] for row in layer.rows)
    ]
    return (f"characters that it cannot hold became {_UNKNOWN} ({', '.join(fields)})",) * bool(
        fields
    )


def nested_text(*layers_: Layer) -> str:
    """The line that says which fields `Layer.flat` turns into text."""
    nested = [f"{each.name}: {', '.join(each.nested)}" for each in layers_ if each.nested]
    return f"lists stand as JSON text ({'; '.join(nested)})"


def json_text(value: Any) -> str | None:
    """A value as JSON in one line; None stays None."""
    return None if value is None else json.dumps(value, ensure_ascii=False, allow_nan=False)


def decimals(tolerance_m: float) -> int:
    """The decimals of a degree that suit an outline: rounding errs by under a tenth of tolerance.

    Examples
    --------
    >>> decimals(1.0), decimals(0.1), decimals(10.0)
    (6, 7, 5)
    """
    return min(max(_METRE_DECIMALS - math.floor(math.log10(tolerance_m)), 0), _MOST_DECIMALS)


def rounded(geometry: BaseGeometry, digits: int) -> BaseGeometry:
    """A geometry rounded to that many decimals; a valid one stays valid, polygons right-handed.

    An outline that crosses itself once its vertices are rounded gets one or two decimals more. If
    it still crosses itself, it has a spike thinner than the grid, and GEOS removes that spike as it
    snaps the whole outline to the grid (Hobby 1999, doi:10.1016/S0925-7721(99)00021-8).

    Examples
    --------
    >>> rounded(shapely.Point(37.95495123, 36.528149), 5)
    <POINT (37.955 36.528)>
    """
    # "pointwise" rounds every vertex and repairs nothing, hence the test of validity.
    for more in range(3):
        snapped = shapely.set_precision(geometry, _grid(digits + more), mode="pointwise")
        if snapped.is_valid:
            break
    else:
        snapped = shapely.set_precision(geometry, _grid(digits))
    return faces.polygons(snapped) if shapely.get_dimensions(geometry) == 2 else snapped


def rounding_text(digits: int) -> str:
    """The line that tells users of the file what `rounded` did to its coordinates."""
    return (
        f"coordinates are rounded to {digits} decimals (up to {digits + 2} where an outline would "
        "else cross itself; needles thinner than that are taken off)"
    )


def _grid(digits: int) -> float:
    return float(f"1e-{digits}")  # 10.0**-digits is not always the float nearest to it


def _cited(study: Study, ids: Iterable[str]) -> Record:
    """The sources of a row as text, with the row's origin and licence."""
    cited = [_source_text(study.scenario.source(id_)) for id_ in ids]
    return {"cited": cited, **records.provenance(study)}


def _source_text(source: Source) -> str:
    """A source in one line, for files that have no table of sources."""
    known = (source.title, source.publisher, source.date, source.url)
    return ", ".join(text for text in known if text)


def _sections(study: Study, zones: tuple[StudyZone, ...]) -> Layer:
    rows, shapes = [], []
    for zone in zones:
        border = _border(study, zone)
        if border is not None:
            for row, shape in _section_lines(zone, border):
                rows.append({**row, **records.provenance(study)})
                shapes.append(shape)
    return Layer("sections", tuple(rows), tuple(shapes))


def _overlays(study: Study) -> Layer:
    """The overlays, one row for each feature."""
    rows, shapes = [], []
    for each in study.overlays:
        for feature in each.features:
            rows.append({**records.overlay(each, feature), **_cited(study, each.overlay.sources)})
            # Cutting can leave a polygon with its rings in either direction; `faces` orients them.
            shape = antimeridian.cut(feature.geometry)
            shapes.append(faces.polygons(shape) if shape.area else shape)
    return Layer("overlays", tuple(rows), tuple(shapes))


def _border(study: Study, zone: StudyZone) -> Border | None:
    """The line that a zone is measured from; None for places and areas."""
    stretches = {stretch.id: stretch.line for stretch in study.scenario.stretches}
    line = zone.spec.line or stretches.get(zone.spec.stretch or "")
    return study.lines[line] if line is not None else None


def _section_lines(zone: StudyZone, border: Border) -> Iterator[tuple[Record, BaseGeometry]]:
    """Each section of a zone as a line along its border."""
    intervals = records.zone(zone)["sections"]
    for number, ((start, end), said) in enumerate(zip(zone.sections, intervals, strict=True), 1):
        row = {
            "zone": zone.id,
            "section": number,
            "border": border.name,
            "start_km": said[0],
            "end_km": said[1],
            "length_km": round(end - start, 3),
            "tolerance_m": border.tolerance_m,
        }
        yield row, Section(border, start, end).line
