"""The border, its Syrian side and its zones: what tests of zones share and is dear to make."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
import shapely

from geozone.atlas import world
from geozone.lines.border import Border
from geozone.study.study import Study
from geozone.zones.side import Side
from tests.geozone import oracle
from tests.geozone.made_zones import Ground, Subject


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the sweep of the world out unless it is asked for by name."""
    if "world" in config.getoption("markexpr"):
        return
    left_out = [item for item in items if item.get_closest_marker("world")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def border() -> Border:
    return Border.between("TUR", "SYR")


@pytest.fixture(scope="session")
def ground() -> Ground:
    lines = [part.line for part in world.border("TUR", "SYR").parts]
    land = world.land("SYR")
    shapely.prepare(land)
    river = world.river("Euphrates").line
    return Ground(oracle.of_line(shapely.MultiLineString(lines)), land, world.land("TUR"), river)


@pytest.fixture(scope="session")
def side(border: Border) -> Side:
    return Side(border, ["SYR"], reach_km=32)


@pytest.fixture(scope="session")
def subject(study: Study, side: Side, ground: Ground) -> Callable[[str], Subject]:
    whole = [(0.0, ground.line.length_m)]

    @cache
    def made_of(id_: str) -> Subject:
        if id_.startswith("whole/"):
            depth_m = float(id_.removeprefix("whole/")) * 1000
            geometry = side.zone(depth_m / 1000).geometry
            return Subject(geometry, depth_m, (depth_m,), whole, bank=False, ground=ground)
        zone = study.zones[id_]
        assert zone.depth_km is not None
        depth_m = zone.depth_km * 1000
        depths = (depth_m, 5_000.0) if id_ == "us-position-tiers/far" else (depth_m,)
        sections = ground.sections_m.get(id_, whole)
        bank = id_ == "east-of-euphrates"
        return Subject(zone.geometry, depth_m, depths, sections, bank, ground)

    return made_of
