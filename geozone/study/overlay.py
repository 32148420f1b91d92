"""Layers that others drew, shown beside a scenario's zones: roads, control areas.

Overlays are shown as their files have them: they are not measured, they get no verdicts, and no
zone depends on them. Of the fields of a file only the name is read.
"""

from __future__ import annotations

from dataclasses import dataclass

import shapely
from shapely import LineString, MultiLineString, Point, Polygon

from geozone.ellipsoid.geodesy import Floats
from geozone.errors import Fault, Refused
from geozone.files import vector_file
from geozone.files.vector_file import VectorFile
from geozone.scenario.format.entry import named
from geozone.scenario.values import Overlay, Scenario

_NO_POINTS = "lines and polygons; points can be brought as a list of places (--places)"


@dataclass(frozen=True, slots=True)
class Feature:
    """A part of an overlay.

    Parameters
    ----------
    name
        Its name in the file; ``""`` if it has none.
    geometry
        lon/lat on WGS84: a Polygon, or the line or lines of that name.
    """

    name: str
    geometry: Polygon | LineString | MultiLineString


@dataclass(frozen=True, slots=True)
class StudyOverlay:
    """An overlay of a scenario with the features of its file."""

    overlay: Overlay
    features: tuple[Feature, ...]


def read_overlays(scenario: Scenario) -> tuple[tuple[StudyOverlay, ...], tuple[Fault, ...]]:
    """Read the overlays of a scenario, and list the faults of their files.

    Examples
    --------
    >>> from geozone.scenario.reading import read
    >>> read_overlays(read("turkey-syria")[0])
    ((), ())
    """
    found, faults = [], []
    for position, overlay in enumerate(scenario.overlays, 1):
        try:
            found.append(_read(overlay, scenario))
        except Refused as refused:
            where = named("overlay", overlay.title, position)
            faults.append(Fault(where, refused.key, refused.value, refused.expected))
    return tuple(found), tuple(faults)


def _read(overlay: Overlay, scenario: Scenario) -> StudyOverlay:
    file = vector_file.read_vector_file(
        overlay.file, folder=scenario.folder, confined_to=scenario.confined_to
    )
    if overlay.kind == "road":
        vector_file.lines(file, said=overlay.file)
    elif overlay.kind in ("control", "area"):
        vector_file.polygons(file, said=overlay.file)
    else:
        _check(file, overlay.file)
    return StudyOverlay(overlay, _features(file))


def _check(file: VectorFile, said: str) -> None:
    """Refuse points, and polygons that cross themselves."""
    if any(isinstance(each, Point) for each in file.geometries):
        raise Refused("file", said, _NO_POINTS)
    areas = tuple(each for each in file.geometries if isinstance(each, Polygon))
    if areas:
        vector_file.polygons(VectorFile(file.name, areas), said=said)


def _features(file: VectorFile) -> tuple[Feature, ...]:
    """The features: polygons one by one, since they may overlap; lines of one name as one."""
    lines: dict[str, list[Floats]] = {}
    found = []
    for name, geometry in zip(file.names, file.geometries, strict=True):
        if isinstance(geometry, Polygon):
            found.append(Feature(name, geometry))
        else:
            lines.setdefault(name, []).append(shapely.get_coordinates(geometry))
    joined = (Feature(name, _joined_line(parts)) for name, parts in lines.items())
    return (*found, *joined)


def _joined_line(parts: list[Floats]) -> LineString | MultiLineString:
    """The lines as one geometry, joined at points where exactly two of them meet."""
    # A road that is stored in pieces becomes one line where the pieces meet.
    merged = shapely.get_parts(shapely.line_merge(MultiLineString(parts)))
    lines = [shapely.get_coordinates(line) for line in merged]
    return LineString(lines[0]) if len(lines) == 1 else MultiLineString(lines)
