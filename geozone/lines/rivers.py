"""A river at a line: where it crosses, how far it runs along, and whether it can end a section."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from shapely import LineString, MultiLineString

from geozone.atlas import world
from geozone.atlas.values import River
from geozone.ellipsoid import geodesy
from geozone.ellipsoid.nearest import MeasuredLine
from geozone.errors import Refused

CROSSING_SPREAD_KM = 2.0  # crossings farther apart than this do not make one end of a section
# A river that stays within 3 km of the border for more than 20 km is the border there. It does not
# cross it, so it cannot end a section.
ALONG_KM, ALONG_WITHIN_KM = 20.0, 3.0


def river_of_atlas(name: str, key: str) -> River:
    """A river of the atlas, for an end or a bank.

    Raises
    ------
    Refused
        Naming `key`: the atlas does not hold it.

    Examples
    --------
    >>> river_of_atlas("Euphrates", "from").name
    'Euphrates'
    """
    try:
        return world.river(name)
    except world.UnknownRiver as unknown:
        what = f"a river that the atlas holds; {unknown}"
        raise Refused(key, f"river:{name}", what) from None


@dataclass(frozen=True)
class RiverAtLine:
    """A river of the atlas and a line that it may cross.

    Parameters
    ----------
    river
        The river.
    line, measured
        The line as a geometry, cut at ±180, and its vertices with their index.
    name
        The name of the line, for a refusal.

    Examples
    --------
    >>> from geozone.lines.border import Border
    >>> euphrates = Border.between("TUR", "SYR").at_river(world.river("Euphrates"))
    >>> [round(km) for km in euphrates.crossings_km], round(euphrates.length_along_km)
    ([443], 11)
    >>> euphrates.why_not_one_place
    ''
    """

    river: River
    line: LineString | MultiLineString
    measured: MeasuredLine
    name: str

    @cached_property
    def crossings_km(self) -> tuple[float, ...]:
        """Chainages at which it crosses the line, ascending."""
        # Where river and line coincide, the intersection has lines too; these are no crossings.
        crossing = shapely.intersection(self.line, self.river.line)
        points = shapely.get_coordinates(
            [part for part in shapely.get_parts(crossing) if part.geom_type == "Point"]
        )
        if not len(points):
            return ()
        return tuple(sorted((self.measured.index.query(points).chainage_m / 1000).tolist()))

    @cached_property
    def length_along_km(self) -> float:
        """Length of the line that lies within 3 km of the river."""
        # 0.1 degrees of latitude are 11 km. Only the river near the line needs an index.
        box = shapely.box(*self.line.bounds).buffer(0.1)
        pieces = [
            shapely.get_coordinates(piece)
            for piece in shapely.get_parts(shapely.intersection(self.river.line, box))
            if shapely.length(piece) > 0
        ]
        if not pieces:
            return 0.0
        river_line = MultiLineString(pieces)
        shapely.prepare(river_line)
        index = MeasuredLine.of(pieces).index
        total = 0.0
        for vertices in self.measured.parts:
            edges = np.stack([vertices[:-1], vertices[1:]], axis=1)
            # A distance in degrees only selects the edges whose exact distance is measured next.
            degrees = ALONG_WITHIN_KM / 110 / np.cos(np.radians(np.abs(vertices[:, 1]).max() + 0.1))
            middles = shapely.points(edges.mean(axis=1))
            edges = edges[shapely.dwithin(river_line, middles, degrees)]
            near = index.distance_m(edges.mean(axis=1)) <= ALONG_WITHIN_KM * 1000
            total += float(geodesy.distance_m(edges[near, 0], edges[near, 1]).sum())
        return total / 1000

    @cached_property
    def why_not_one_place(self) -> str:
        """Why the river cannot be an end of a section or divide a zone; empty if it can."""
        crossings = self.crossings_km
        if not crossings:
            return "does not cross it"
        wrong = []
        if self.length_along_km > ALONG_KM:
            wrong.append(f"runs along it for {self.length_along_km:.0f} km")
        if crossings[-1] - crossings[0] > CROSSING_SPREAD_KM:
            listed = ", ".join(dict.fromkeys(f"{km:.0f}" for km in crossings))
            wrong.append(f'crosses it {len(crossings)} times (name one as "km …": {listed})')
        return " and ".join(wrong)

    def crossing_km(self, key: str) -> float:
        """The chainage at which the river crosses the line, for an end or a bank.

        Several crossings close together count as one, half-way between the first and the last.

        Raises
        ------
        Refused
            Naming `key`: it runs along the line, does not cross it, or crosses at several places.
        """
        if self.why_not_one_place:
            wrong = f"the {self.river.name} {self.why_not_one_place}"
            what = f"a river that crosses {self.name} at one place: {wrong}"
            raise Refused(key, f"river:{self.river.name}", what)
        return (self.crossings_km[0] + self.crossings_km[-1]) / 2
