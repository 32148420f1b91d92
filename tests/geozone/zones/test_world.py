"""Zones along the world's land borders, both sides, against the oracle and the land."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geozone.lines.border import Border
from geozone.zones.side import Side
from tests.geozone import oracle, world


@pytest.mark.one_in(6)
@pytest.mark.parametrize("pair", world.AWKWARD)
def test_zones_of_an_awkward_border_are_exact_on_both_sides(pair: str) -> None:
    a, b = pair.split("-")
    rows = world.checked(a, b, [5, 32])
    assert {row.name: row.faults for row in rows if row.faults} == {}
    assert len(rows) == 4


@pytest.mark.world
@pytest.mark.parametrize("pair", world.pairs(), ids="-".join)
def test_zones_of_every_border_are_exact_on_both_sides(pair: tuple[str, str]) -> None:
    rows = world.checked(*pair, [5, 14, 15, 32])
    assert {row.name: row.faults for row in rows if row.faults} == {}


@pytest.mark.parametrize("pair", ["ITA-SMR", "PRK-KOR", "FIN-NOR"])
def test_the_least_and_the_largest_depths_are_exact(pair: str) -> None:
    a, b = pair.split("-")
    rows = world.checked(a, b, [0.01, 200, 500])
    assert {row.name: row.faults for row in rows if row.faults} == {}


# That the checks find what is wrong


@pytest.fixture(scope="module")
def andorra() -> tuple[shapely.Polygon, shapely.Geometry, oracle.Oracle]:
    border = Border.between("AND", "ESP")
    zone = Side(border, ["ESP"], reach_km=5).zone(5).geometry
    return zone, world.land_near(border.line, "ESP", 5), oracle.of_line(border.line)


def test_a_sound_zone_has_no_fault(andorra: tuple) -> None:
    zone, land, line = andorra
    assert not list(world.shape_faults(zone))
    assert not list(world.point_faults(zone, land, line, 5000, np.random.default_rng(1)))


def test_a_zone_that_is_two_metres_too_shallow_is_found(andorra: tuple) -> None:
    zone, land, line = andorra
    off_m = world.depth_error_m(zone, line, world.edge_tree(land), 5002, np.random.default_rng(2))
    assert off_m > 1


def test_a_zone_with_a_piece_missing_is_found(andorra: tuple) -> None:
    zone, land, line = andorra
    hurt = zone.difference(zone.point_on_surface().buffer(0.02))
    faults = list(world.point_faults(hurt, land, line, 5000, np.random.default_rng(3)))
    assert "missing from it" in faults[0]


def test_a_zone_that_leaves_its_land_is_found(andorra: tuple) -> None:
    zone, land, line = andorra
    too_wide = zone.union(shapely.LineString(line.samples).buffer(0.02))
    faults = list(world.point_faults(too_wide, land, line, 5000, np.random.default_rng(4)))
    assert any("off the land" in fault for fault in faults)


def test_a_ring_the_wrong_way_round_is_found(andorra: tuple) -> None:
    wrong = shapely.Polygon(andorra[0].exterior.coords[::-1])
    assert list(world.shape_faults(wrong)) == ["a ring runs the wrong way round"]
