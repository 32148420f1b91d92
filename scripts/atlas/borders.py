"""Borders from the segments that two countries of a land coverage share."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from atlas.earth import GEOD, length_km, lengths_m

JOIN_M = 1000.0
# An end this near a third country or the sea lies on it, but for rounding.
TOUCH_M = 50.0
# An end this near belongs to it, though the source leaves a gap.
REACH_M = 2000.0

# A ring shorter than this is a slip of the source: ten times its tolerance.
SMALLEST_RING_M = 100.0

Line = NDArray[np.float64]
Find = Callable[[float, float, float], str]


@dataclass(frozen=True, slots=True)
class Part:
    """One row of the table `borders`."""

    line: LineString
    start_at: str
    end_at: str
    length_km: float
    note: str


def shared_lines(land: dict[str, BaseGeometry]) -> dict[tuple[str, str], list[Line]]:
    """Merged lines of each pair of countries that have segments in common."""
    codes = sorted(land)
    segments, owners = [], []
    for index, code in enumerate(codes):
        for ring in shapely.get_rings(shapely.get_parts(land[code])):
            points = shapely.get_coordinates(ring)
            segments.append(np.hstack([points[:-1], points[1:]]))
            owners.append(np.full(len(points) - 1, index))
    edges, owner = np.concatenate(segments), np.concatenate(owners)
    edges = _upright(edges)
    order = np.lexsort((owner, *edges.T[::-1]))
    edges, owner = edges[order], owner[order]
    twin = (edges[1:] == edges[:-1]).all(axis=1) & (owner[1:] != owner[:-1])
    pairs = np.stack([owner[:-1][twin], owner[1:][twin]], axis=1)
    shared = edges[:-1][twin]
    result = {}
    for a, b in sorted({(int(a), int(b)) for a, b in pairs}):
        chosen = shared[(pairs == (a, b)).all(axis=1)]
        merged = shapely.line_merge(shapely.multilinestrings(chosen.reshape(-1, 2, 2)))
        result[codes[a], codes[b]] = [shapely.get_coordinates(p) for p in shapely.get_parts(merged)]
    return result


def _upright(edges: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn every segment so that its smaller end comes first."""
    a, b = edges[:, :2], edges[:, 2:]
    swap = (a[:, 0] > b[:, 0]) | ((a[:, 0] == b[:, 0]) & (a[:, 1] > b[:, 1]))
    return np.where(swap[:, None], np.hstack([b, a]), edges)


def ordered(lines: list[Line], third: Find, sea: Find) -> list[Part]:
    """Join, turn and order the lines of one border, and say where each ends.

    `third` and `sea` give what lies within a distance (m) of a point, `""` for nothing.
    """
    rings = [line for line in lines if _closed(line) and _length_m(line) >= SMALLEST_RING_M]
    joined, gaps = _joined([line for line in lines if not _closed(line)])
    rings += [line for line in joined if _closed(line)]
    eastward = _runs_east(np.concatenate(lines))
    turned = [_turned(line, eastward=eastward) for line in joined if not _closed(line)]
    turned += [_clockwise(ring) for ring in rings]
    turned.sort(key=lambda line: tuple(line[0]) if eastward else (-line[0][1], line[0][0]))
    parts = []
    for line in turned:
        geometry = LineString(line)
        ends = ("ring", "ring")
        if not _closed(line):
            ends = (_end(line[0], third, sea), _end(line[-1], third, sea))
        note = "; ".join(text for point, text in gaps if (line == point).all(axis=1).any())
        parts.append(Part(geometry, *ends, length_km(geometry), note))
    return parts


def _closed(line: Line) -> bool:
    return bool((line[0] == line[-1]).all())


def _length_m(line: Line) -> float:
    return float(lengths_m(line[:-1], line[1:]).sum())


def _joined(lines: list[Line]) -> tuple[list[Line], list[tuple[Line, str]]]:
    """Join the nearest ends first, until no two of different lines lie within `JOIN_M`."""
    lines, gaps = list(lines), []
    while len(lines) > 1:
        ends = np.array([point for line in lines for point in (line[0], line[-1])])
        i, j = np.triu_indices(len(ends), 1)
        other = i // 2 != j // 2
        i, j = i[other], j[other]
        gap = lengths_m(ends[i], ends[j])
        best = int(gap.argmin())
        if gap[best] > JOIN_M:
            break
        first, second = int(i[best]), int(j[best])
        a, b = lines[first // 2], lines[second // 2]
        a = a if first % 2 else a[::-1]
        b = b[::-1] if second % 2 else b
        text = f"gap of {gap[best]:.0f} m joined at ({a[-1][0]:.4f}, {a[-1][1]:.4f})"
        if gap[best] > 0:
            gaps.append((a[-1], text))
        lines = [line for k, line in enumerate(lines) if k not in {first // 2, second // 2}]
        lines.append(np.concatenate([a, b if gap[best] > 0 else b[1:]]))
    return lines, gaps


def _runs_east(points: Line) -> bool:
    """Whether a border runs more west–east than north–south."""
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    return bool((east - west) * math.cos(math.radians((south + north) / 2)) >= north - south)


def _turned(line: Line, *, eastward: bool) -> Line:
    """Start at the end nearest the westernmost (or northernmost) point."""
    extreme = line[line[:, 0].argmin() if eastward else line[:, 1].argmax()]
    to_start, to_end = (GEOD.inv(*extreme, *line[k])[2] for k in (0, -1))
    return line if to_start <= to_end else line[::-1]


def _clockwise(ring: Line) -> Line:
    """Start a ring at its westernmost vertex (the southernmost of several), clockwise."""
    if shapely.is_ccw(shapely.linearrings(ring)):
        ring = ring[::-1]
    start = int(np.lexsort((ring[:-1, 1], ring[:-1, 0]))[0])
    return np.concatenate([ring[start:-1], ring[: start + 1]])


def _end(point: Line, third: Find, sea: Find) -> str:
    for reach in (TOUCH_M, REACH_M):
        for find in (third, sea):
            if found := find(float(point[0]), float(point[1]), reach):
                return found
    return ""
