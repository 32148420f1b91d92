"""The functions that display each type of value: a sketch, or a line and a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from geozone.jupyter import overview, values
from geozone.jupyter.sketch import Sketch
from geozone.lines.border import Border, Section
from geozone.study.curve import DepthCurve
from geozone.study.places import StudyPlace
from geozone.study.study import Study
from geozone.study.zones import StudyZone, Zones
from geozone.zones.zone import Zone

_SKETCHES: Mapping[type, Callable[[Any], Sketch]] = {
    Border: values.border_sketch,
    Section: values.section_sketch,
    StudyZone: overview.zone,
    Zone: values.zone_sketch,
}
_TABLES: Mapping[type, tuple[Callable[[Any], str], Callable[[Any], str]]] = {
    DepthCurve: (overview.curve_line, overview.curve_table),
    Study: (overview.line, overview.table),
    StudyPlace: (overview.place_line, overview.place_table),
    Zones: (overview.zones_line, overview.zones_table),
}


def line(value: object) -> str:
    """The text of a value in one line, for a terminal."""
    words = _table_of(value)
    return _sketch(value).line if words is None else words[0](value)


def html(value: object) -> str:
    """The table of a value, or its picture with the notes below it."""
    words = _table_of(value)
    return _sketch(value).html if words is None else words[1](value)


def svg(value: object) -> str:
    """The picture of a value alone."""
    return _sketch(value).svg


def _table_of(value: object) -> tuple[Callable[[Any], str], Callable[[Any], str]] | None:
    return next((_TABLES[kind] for kind in type(value).__mro__ if kind in _TABLES), None)


def _sketch(value: object) -> Sketch:
    return next(_SKETCHES[kind] for kind in type(value).__mro__ if kind in _SKETCHES)(value)
