"""A slider's depths, outlines and places."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
import shapely

import geozone
from geozone import Study
from geozone.study import curve
from geozone.study.depth_lines import DepthLines, DepthScale, depth_lines
from geozone.study.from_options import Own
from tests.geozone.made_zones import Ground


@pytest.fixture(scope="module")
def drawn(study: Study) -> DepthLines:
    return depth_lines(study, "border", ("SYR",), rounding_m=8)


@pytest.mark.parametrize(
    ("said_km", "length_km", "deepest_km", "step_km"),
    [
        ([5, 14, 15, 32], 907, 40, 1),
        ([2], 252, 2.5, 0.1),
        ([5], 200, 7, 0.2),
        ([10], 200, 12.5, 0.5),
        ([45, 32.18688], 907, 60, 2),
        ([500], 900, 500, 20),
        ([0.01], 900, 0.25, 0.05),
        ([32], 7_750, 50, 10),
    ],
)
def test_the_scale_goes_a_quarter_beyond_the_deepest_in_at_most_forty_steps(
    said_km: list[float], length_km: float, deepest_km: float, step_km: float
) -> None:
    scale = DepthScale.of(said_km, length_km=length_km)
    assert (scale.deepest_km, scale.step_km) == (deepest_km, step_km)
    assert scale.depths_km[0] == 0
    assert scale.depths_km[-1] == deepest_km
    assert len(scale.depths_km) <= 41 + len(said_km)
    assert set(said_km) <= set(scale.depths_km)
    assert all(a < b for a, b in itertools.pairwise(scale.depths_km))


def test_the_places_are_those_of_the_depth_curve(study: Study, drawn: DepthLines) -> None:
    exact = geozone.depth_curve(study, deepest_km=40, step_km=20)
    assert drawn.thresholds == exact.thresholds


def test_counts_are_of_exact_distances(drawn: DepthLines, study: Study, ground: Ground) -> None:
    towns = [town for town in study.towns if town.country == "SYR" and town.kind == "town"]
    distance_km = ground.line.distance_m([(town.lon, town.lat) for town in towns]) / 1000
    for depth_km in drawn.scale.depths_km:
        if depth_km <= 30:  # the map's towns reach no farther
            assert len(drawn.listed_within(depth_km)) == (distance_km <= depth_km).sum()


def test_a_said_depth_names_its_zones_and_the_others_none(drawn: DepthLines) -> None:
    said = dict(zip(drawn.scale.depths_km, drawn.said, strict=True))
    assert said[15] == ("us-section/first", "us-section/later", "us-section/third")
    assert said[16] == ()
    assert {depth_km for depth_km, ids in said.items() if ids} == {5, 14, 15, 32}


def test_a_line_for_every_depth_but_none_at_zero(drawn: DepthLines) -> None:
    assert len(drawn.lines) == len(drawn.scale.depths_km)
    assert [line.is_empty for line in drawn.lines] == [True] + [False] * 40
    assert drawn.tolerance_m == 92


def test_on_a_line_of_one_s_own_they_stay_on_their_hand(tmp_path: Path) -> None:
    path = tmp_path / "line.geojson"
    path.write_text(
        '{"type": "LineString", "coordinates": [[38.0, 36.2], [38.5, 36.3], [39.0, 36.2]]}'
    )
    study = geozone.along(Own(line=str(path)), into="left", depth=5)
    ((line, into),) = curve.lines_and_sides(study)
    found = depth_lines(study, line, into)
    (zone,) = study.zones
    at_five = found.lines[found.scale.depths_km.index(5)]
    points = shapely.points(shapely.get_coordinates(at_five))
    far_m = shapely.distance(points, shapely.boundary(zone.geometry)) * 111_000
    assert np.max(far_m) < 120
    assert shapely.get_coordinates(at_five)[:, 1].mean() > 36.25  # left of a line to the east
