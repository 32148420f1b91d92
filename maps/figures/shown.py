"""Contents of a map: base map, zones and lines of a study, projected once to the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geozone.atlas.values import Overlap
    from geozone.study.study import Study
    from geozone.study.zones import StudyZone
    from maps.figures.frame import Frame
    from maps.figures.marks import Mark
    from maps.look.ground import Ground


_SEEN_MM = 0.5  # narrower hatched land would look like a line, and is not drawn


@dataclass(frozen=True, slots=True)
class Shown:
    """The contents of one map.

    Parameters
    ----------
    marks
        The proposals that are drawn, with their zones.
    shapes, border
        The zones by id and the lines they are measured from, on the sheet.
    measured
        The same lines in two: the agreed borders, and the named lines that are none.
    overlaps
        Land claimed by two countries, with its shape, if it is large enough to see.
    plain
        Whether this is a small panel among others. It has base map and zones, names of the
        scenario's places that fit, no locator map and no scale.
    """

    study: Study
    ground: Ground
    marks: tuple[Mark, ...]
    shapes: Mapping[str, BaseGeometry]
    border: BaseGeometry
    measured: tuple[BaseGeometry, BaseGeometry]
    overlaps: tuple[tuple[Overlap, BaseGeometry], ...]
    plain: bool = False

    @classmethod
    def within(
        cls,
        frame: Frame,
        study: Study,
        ground: Ground,
        marks: tuple[Mark, ...],
        *,
        plain: bool = False,
    ) -> Shown:
        """Project the contents of a frame to the sheet."""
        zones = [zone for mark in marks for zone in mark.zones if zone.kind != "marker"]
        shapes = {zone.id: shapely.make_valid(frame.drawn(zone.geometry)) for zone in zones}
        lines = [frame.drawn(border.line) for border in study.lines.values()]
        split = [piece for border in study.lines.values() for piece in border.split_at_names()]
        agreed, named = (
            shapely.union_all([frame.drawn(line) for line, is_named in split if is_named == asked])
            for asked in (False, True)
        )
        inside = shapely.box(*frame.box)
        claimed = ((each, frame.drawn(each.geometry)) for each in study.overlaps)
        # Shrinking by half of a width removes everything that is narrower.
        overlaps = tuple(
            (each, drawn)
            for each, drawn in claimed
            if not shapely.buffer(
                shapely.intersection(shapely.make_valid(drawn), inside), -_SEEN_MM / 2
            ).is_empty
        )
        return cls(
            study, ground, marks, shapes, shapely.union_all(lines), (agreed, named), overlaps, plain
        )

    @property
    def pairs(self) -> list[tuple[Mark, StudyZone]]:
        """Every zone with the mark of its proposal, largest first."""
        pairs = [(mark, zone) for mark in self.marks for zone in mark.zones]
        return sorted(pairs, key=lambda pair: -(pair[1].area_km2 or 0.0))
