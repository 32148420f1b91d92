"""Base map: land, coasts, borders, lakes and rivers under a study, simplified for drawing.

The module also chooses the extent of the map, and points where a country's name could stand. No
figure is measured on these shapes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import shapely
from numpy.typing import NDArray

from geozone.atlas import world
from geozone.atlas.named import all_named, drawn_in
from geozone.lines.border import Border
from geozone.lines.named_stretches import DrawnLine
from maps.look import outline, style

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geozone.lines.named_stretches import NamedStretch
    from geozone.study.study import Study

Bounds = tuple[float, float, float, float]

_ASPECT = 1.35  # longer by shorter side of a screen, at most
_ROOM = 1.45  # width of the map by width of the bounds, so that one can zoom out
_ANCHOR_GRID = 26  # candidate positions of a country's name along its longer side
_ANCHORS = 40  # positions that are kept
# Degrees (about 2 km): the countries to draw are simplified to 1 km, the named lines to 150 m.
_BESIDE = 0.02
_COARSE = 0.02  # degrees; simplified so, shapes are exact enough to find where a name fits


@dataclass(frozen=True, slots=True)
class Land:
    """A country as drawn: code, name, simplified polygons, positions for its name (best first)."""

    code: str
    name: str
    geometry: BaseGeometry
    anchors: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ground:
    """The base map, cut to `extent` (west, south, east, north in degrees).

    `named` are lines that are no agreed border; `borders` are all others.
    """

    extent: Bounds
    lands: tuple[Land, ...]
    coasts: BaseGeometry
    borders: BaseGeometry
    named: tuple[tuple[NamedStretch | DrawnLine, BaseGeometry], ...]
    lakes: tuple[BaseGeometry, ...]
    rivers: tuple[tuple[str, BaseGeometry], ...]


def extent_of(bounds: Bounds) -> Bounds:
    """The bounds with room around them, so that no screen shows the end of the map at first sight.

    Examples
    --------
    >>> extent_of((0.0, -1.0, 10.0, 1.0))
    (-2.25, -9.7875, 12.25, 9.7875)
    """
    west, south, east, north = bounds
    # A degree of longitude is shorter than one of latitude by the cosine of the latitude.
    squeeze = float(np.cos(np.radians((south + north) / 2)))
    width = (east - west) * squeeze
    height = north - south
    tall = max(height, width * _ASPECT) * _ROOM / 2
    wide = max(width, height * _ASPECT) * _ROOM / 2 / squeeze
    lon, lat = (west + east) / 2, (south + north) / 2
    extent = (lon - wide, max(lat - tall, -85.0), lon + wide, min(lat + tall, 85.0))
    return tuple(round(edge, 4) for edge in extent)  # type: ignore[return-value]


def ground_of(study: Study) -> Ground:
    """The base map of a study for a page, from the atlas, with room around the study."""
    return ground_within(study, _covered(extent_of(study.bounds), study.bounds))


def ground_within(study: Study, extent: Bounds) -> Ground:
    """The base map of a study, from the atlas, cut to an extent (degrees)."""
    countries = world.context_in(extent)
    shapes = [country.geometry for country in countries]
    coasts, borders = linework(shapes, extent)
    named = named_within(extent)
    strips = [zone.geometry for zone in study.zones if zone.geometry.geom_type != "Point"]
    # Names of countries should not lie on zones.
    keep_off = shapely.union_all(shapely.simplify(strips, _COARSE))
    lands = []
    for country, shape in zip(countries, shapes, strict=True):
        seen = shapely.clip_by_rect(shape, *extent)
        if not seen.is_empty:
            anchors = _anchors(seen, keep_off)
            lands.append(Land(country.code, country.name, seen, anchors))
    return Ground(
        extent,
        tuple(lands),
        shapely.clip_by_rect(coasts, *extent),
        without(shapely.clip_by_rect(borders, *extent), named),
        named,
        tuple(_cut(lake, extent) for lake in world.lakes_in(extent)),
        tuple((river.name, _cut(river.line, extent)) for river in world.rivers_in(extent)),
    )


def _covered(extent: Bounds, bounds: Bounds) -> Bounds:
    """The part of the extent for which the atlas has every country, if it holds the bounds.

    Outside that part land would be drawn as sea.
    """
    known = world.covered()
    west, south = (max(pair) for pair in zip(extent[:2], known[:2], strict=True))
    east, north = (min(pair) for pair in zip(extent[2:], known[2:], strict=True))
    holds = west <= bounds[0] and south <= bounds[1] and east >= bounds[2] and north >= bounds[3]
    return (west, south, east, north) if holds else extent


def _cut(geometry: BaseGeometry, extent: Bounds) -> BaseGeometry:
    cut = shapely.clip_by_rect(geometry, *extent)
    return outline.lighten(cut, style.BASE_LIGHTENED_M)


def named_within(extent: Bounds) -> tuple[tuple[NamedStretch | DrawnLine, BaseGeometry], ...]:
    """The named lines within an extent: borders of the atlas, then those that are only drawn."""
    codes = {country.code for country in world.context_in(extent)}
    pairs = {
        line.between for line in all_named() if line.between and codes.issuperset(line.between)
    }
    found: list[tuple[NamedStretch | DrawnLine, BaseGeometry]] = []
    for border in (Border.between(*pair) for pair in sorted(pairs)):
        for stretch in border.named:
            pieces = border.substring(stretch.start_km, stretch.end_km)
            line = shapely.MultiLineString(pieces)
            if not (seen := _cut(line, extent)).is_empty:
                found.append((stretch, seen))
    for drawn, shape in drawn_in(extent):
        if not (seen := _cut(shape, extent)).is_empty:
            found.append((DrawnLine(drawn), seen))
    return tuple(found)


def without(
    borders: BaseGeometry, named: Sequence[tuple[NamedStretch | DrawnLine, BaseGeometry]]
) -> BaseGeometry:
    """Borders without those stretches that are named lines, which are drawn in another way."""
    if not named:
        return borders
    return shapely.difference(
        borders, shapely.union_all([shapely.buffer(line, _BESIDE) for _, line in named])
    )


def linework(shapes: Sequence[BaseGeometry], extent: Bounds) -> tuple[BaseGeometry, BaseGeometry]:
    """Edges of one country only (coasts), and edges that two share (borders), within the extent.

    Neighbours must share the vertices of their border, as they do in the atlas.
    """
    edges = np.concatenate([np.empty((0, 4)), *map(_edges, _rings(shapes))])
    edges = edges[_near(edges, extent)]
    # Neighbours run along their border in opposite directions. Give every edge the same direction,
    # so that an edge that two countries share is found twice.
    east, north = edges[:, 0] - edges[:, 2], edges[:, 1] - edges[:, 3]
    swapped = (east > 0) | ((east == 0) & (north > 0))
    edges[swapped] = edges[swapped][:, [2, 3, 0, 1]]
    edge, count = np.unique(edges, axis=0, return_counts=True)
    return _merged(edge[count == 1]), _merged(edge[count > 1])


def _rings(shapes: Sequence[BaseGeometry]) -> list[NDArray[np.float64]]:
    rings = shapely.get_rings(shapely.get_parts(np.array(shapes, dtype=object)))
    return [shapely.get_coordinates(ring) for ring in rings]


def _edges(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.concatenate([ring[:-1], ring[1:]], axis=1)


def _near(edges: NDArray[np.float64], extent: Bounds) -> NDArray[np.bool_]:
    """Which edges have a box that meets the extent."""
    west, south, east, north = extent
    ends = edges.reshape(-1, 2, 2)
    low, high = ends.min(axis=1), ends.max(axis=1)
    inside: NDArray[np.bool_] = (
        (low[:, 0] <= east) & (high[:, 0] >= west) & (low[:, 1] <= north) & (high[:, 1] >= south)
    )
    return inside


def _merged(edges: NDArray[np.float64]) -> BaseGeometry:
    if not len(edges):  # inland there is no coast, on an island no border
        return shapely.MultiLineString()
    single = cast("NDArray[np.object_]", shapely.linestrings(edges.reshape(-1, 2, 2)))
    return cast("BaseGeometry", shapely.line_merge(shapely.multilinestrings(list(single))))


def _anchors(land: BaseGeometry, keep_off: BaseGeometry) -> NDArray[np.float64]:
    """Points for a country's name, off the zones and far from its outline, the best first."""
    land = shapely.simplify(land, _COARSE)
    west, south, east, north = shapely.bounds(land)
    step = max(east - west, north - south) / _ANCHOR_GRID
    lon = np.arange(west + step / 2, east, step)
    lat = np.arange(south + step / 2, north, step)
    grid = np.array(np.meshgrid(lon, lat)).reshape(2, -1).T
    shapely.prepare([land, keep_off])
    free = shapely.contains_xy(land, grid) & ~shapely.intersects_xy(keep_off, grid)
    points = grid[free]
    if not len(points):
        return np.asarray(shapely.get_coordinates(shapely.point_on_surface(land)))
    marks = shapely.points(points)
    clearance = np.minimum(
        shapely.distance(marks, shapely.boundary(land)),
        np.inf if keep_off.is_empty else shapely.distance(marks, keep_off),
    )
    # Rounded clearance, then coordinates: the order must not depend on the platform's last digits.
    best = np.lexsort((points[:, 0], points[:, 1], -clearance.round(6)))[:_ANCHORS]
    return np.asarray(points[best])
