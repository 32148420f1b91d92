"""The outlines of zones against an independent oracle: at edges, at cuts and everywhere else."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import shapely

from geozone.study.study import Study
from tests.geozone import oracle
from tests.geozone.made_zones import CUT, SCENARIO, WHOLE, Ground, Subject, polygonal
from tests.geozone.oracle import Oracle

pytestmark = pytest.mark.one_in(3)

# The oracle itself


def test_the_oracle_agrees_with_brute_force_to_a_hundredth_of_a_millimetre(ground: Ground) -> None:
    parts = [ground.line.piece(400_000, 520_000)]
    asked = [(38.0, 36.8), (38.4, 36.55), (37.9, 37.1), (38.9, 36.2)]
    exact = [oracle.brute_force_m(point, parts) for point in asked]
    assert Oracle(parts).distance_m(asked) == pytest.approx(exact, abs=1e-5)


def test_every_zone_of_the_scenario_with_a_depth_is_tested_here(study: Study) -> None:
    assert {zone.id for zone in study.zones if zone.depth is not None} == set(SCENARIO)


# Edges


@pytest.mark.parametrize("id_", [*WHOLE, "whole/25", *SCENARIO])
def test_the_depth_edge_lies_within_a_metre_of_its_depth_everywhere(
    id_: str, subject: Callable[[str], Subject]
) -> None:
    zone = subject(id_)
    assert zone.depth_error_m[~zone.is_cut].max() <= 1.0


@pytest.mark.parametrize("id_", [*WHOLE, *SCENARIO])
def test_every_depth_of_a_zone_has_its_edge(id_: str, subject: Callable[[str], Subject]) -> None:
    zone = subject(id_)
    distance = zone.ground.line.distance_m(zone.edges[~zone.is_cut].mean(axis=1))
    for depth_m in zone.depths_m:
        assert (np.abs(distance - depth_m) <= 1).sum() > 100


@pytest.mark.parametrize("id_", CUT)
def test_a_section_cut_is_as_far_from_the_section_as_from_the_rest(
    id_: str, subject: Callable[[str], Subject]
) -> None:
    zone = subject(id_)
    assert zone.cut_error_m[zone.is_cut].max() <= 2.0


@pytest.mark.parametrize("id_", CUT)
def test_every_section_cut_runs_from_the_border_to_the_depth(
    id_: str, subject: Callable[[str], Subject]
) -> None:
    zone = subject(id_)
    for errors in zone.cut_errors_m.values():
        here = zone.edges[zone.is_cut & (errors.max(axis=1) <= 2.0)]
        distance = zone.ground.line.distance_m(here.reshape(-1, 2))
        assert distance.min() < 1
        assert distance.max() == pytest.approx(zone.depth_m, abs=2)


# Points


@pytest.mark.parametrize("id_", [*WHOLE, *SCENARIO])
def test_points_1_to_100_m_from_a_depth_edge_are_on_the_right_side(
    id_: str, subject: Callable[[str], Subject]
) -> None:
    zone = subject(id_)
    rng = np.random.default_rng(2019)
    edges = zone.edges[~zone.is_cut]
    points = oracle.beside(edges, rng.uniform(1, 100, 1500), rng)
    expected, sure = zone.holds(points)
    found = shapely.contains_xy(zone.geometry, *points.T)
    assert (found[sure] == expected[sure]).all()
    assert 0.3 < expected[sure].mean() < 0.7
    assert sure.sum() > 1400


@pytest.mark.parametrize("id_", CUT)
def test_points_2_m_beside_every_edge_of_a_section_cut_are_on_the_right_side(
    id_: str, subject: Callable[[str], Subject]
) -> None:
    zone = subject(id_)
    points = oracle.two_metres_beside(zone.edges[zone.is_cut])
    expected, sure = zone.holds(points)
    found = shapely.contains_xy(zone.geometry, *points.T)
    assert (found[sure] == expected[sure]).all()


@pytest.mark.parametrize("id_", CUT)
def test_points_2_to_100_m_from_a_section_cut_are_on_the_right_side(
    id_: str, subject: Callable[[str], Subject]
) -> None:
    zone = subject(id_)
    rng = np.random.default_rng(2016)
    points = oracle.beside(zone.edges[zone.is_cut], rng.uniform(2, 100, 3000), rng)
    expected, sure = zone.holds(points)
    found = shapely.contains_xy(zone.geometry, *points.T)
    assert (found[sure] == expected[sure]).all()
    assert 0.3 < expected[sure].mean() < 0.7
    assert sure.sum() > 2700


@pytest.mark.parametrize("id_", [*WHOLE, *SCENARIO])
def test_random_points_of_the_region_are_in_the_zone_where_its_definition_says(
    id_: str, subject: Callable[[str], Subject]
) -> None:
    zone = subject(id_)
    rng = np.random.default_rng(2016)
    west, south, east, north = zone.geometry.bounds
    points = rng.uniform((west - 0.05, south - 0.05), (east + 0.05, north + 0.05), (5000, 2))
    expected, sure = zone.holds(points)
    found = shapely.contains_xy(zone.geometry, *points.T)
    assert (found[sure] == expected[sure]).all()
    assert expected.sum() > 100


# Land


@pytest.mark.parametrize("id_", [*WHOLE, *SCENARIO])
def test_a_zone_stays_on_the_land_of_its_side(
    id_: str, subject: Callable[[str], Subject], ground: Ground
) -> None:
    beyond = shapely.difference(subject(id_).geometry, ground.syria)
    assert oracle.area_m2(beyond) <= 1


@pytest.mark.parametrize("id_", [*WHOLE, *SCENARIO])
def test_a_zone_does_not_overlap_the_neighbour(
    id_: str, subject: Callable[[str], Subject], ground: Ground
) -> None:
    common = shapely.intersection(subject(id_).geometry, ground.turkey)
    assert oracle.area_m2(polygonal(common)) <= 1


@pytest.mark.parametrize("id_", [*WHOLE, *SCENARIO])
def test_a_zone_is_valid_and_right_handed(id_: str, subject: Callable[[str], Subject]) -> None:
    geometry = subject(id_).geometry
    assert geometry.is_valid
    for polygon in shapely.get_parts(geometry):
        assert shapely.is_ccw(polygon.exterior)
        assert not any(shapely.is_ccw(hole) for hole in polygon.interiors)
