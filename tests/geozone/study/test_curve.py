"""The depth curve: exact at each step, and the same places as the zones have."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import numpy as np
import pytest
import shapely

import geozone
from geozone import Study
from geozone.errors import Refused
from geozone.study import curve
from geozone.study.curve import DepthCurve
from geozone.study.from_options import Own
from geozone.tables import records
from tests.geozone import oracle
from tests.geozone.made_zones import Ground


@pytest.fixture(scope="module")
def depth_curve(study: Study) -> DepthCurve:
    return geozone.depth_curve(study, deepest_km=40, step_km=5)


def test_it_begins_with_nothing_and_ends_at_the_largest_depth(depth_curve: DepthCurve) -> None:
    assert depth_curve.depths_km == (0, 5, 10, 15, 20, 25, 30, 35, 40)
    assert (depth_curve.areas_km2[0], depth_curve.listed_places[0]) == (0, 0)


def test_a_deeper_zone_is_larger_and_has_no_fewer_places(depth_curve: DepthCurve) -> None:
    assert all(a < b for a, b in itertools.pairwise(depth_curve.areas_km2))
    assert all(a <= b for a, b in itertools.pairwise(depth_curve.listed_places))


def test_at_the_depth_of_a_zone_it_is_that_zone(study: Study, depth_curve: DepthCurve) -> None:
    zone = study.zones["us-position/5"]
    assert depth_curve.areas_km2[1] == pytest.approx(zone.area_km2, rel=1e-9)
    assert depth_curve.area_steps_km2[1] == zone.area_step_km2
    assert depth_curve.listed_places[1] == study.listed[zone.id].places


def test_about_said_with_a_depth_is_the_same_curve(study: Study) -> None:
    demand = study.zones["turkish-demand"]
    one = geozone.depth_curve(study, deepest_km=32, step_km=32)
    assert one.areas_km2[-1] == pytest.approx(demand.area_km2, rel=1e-9)
    assert one.listed_places[-1] == study.listed[demand.id].places


def test_a_place_is_reached_at_its_distance_by_another_route(
    depth_curve: DepthCurve, ground: Ground
) -> None:
    reached = [each for each in depth_curve.thresholds if each.depth_km is not None]
    assert len(reached) > 80
    distance_km = ground.line.distance_m([(each.lon, each.lat) for each in reached]) / 1000
    assert np.abs(distance_km - [each.depth_km for each in reached]).max() < 1e-4


def test_the_places_counted_are_those_within_the_depth_on_the_side(
    study: Study, depth_curve: DepthCurve, ground: Ground
) -> None:
    towns = [town for town in study.towns if town.country == "SYR" and town.kind == "town"]
    distance_km = ground.line.distance_m([(town.lon, town.lat) for town in towns]) / 1000
    for depth_km, places in zip(depth_curve.depths_km, depth_curve.listed_places, strict=True):
        if depth_km <= 30:  # the map's towns reach no farther
            assert places == (distance_km <= depth_km).sum()


def test_a_place_of_the_scenario_on_the_other_side_has_no_depth(depth_curve: DepthCurve) -> None:
    by_name = {each.name: each.depth_km for each in depth_curve.thresholds if each.kind != "listed"}
    assert by_name["Ankara"] is None
    assert by_name["Manbij"] == pytest.approx(28.97, abs=0.1)
    assert by_name["Raqqa"] > 40  # told for every place, however far


def test_a_zone_a_little_deeper_than_its_threshold_holds_a_place(
    study: Study, depth_curve: DepthCurve
) -> None:
    tadif = next(each for each in depth_curve.thresholds if each.name == "Tādif")
    assert tadif.depth_km is not None
    for apart_km, holds in ((-0.002, False), (0.002, True)):
        grown = geozone.along("TUR-SYR", into="SYR", depth=round(tadif.depth_km + apart_km, 6))
        (zone,) = grown.zones
        assert zone.geometry.contains(geometry_of(tadif)) == holds


def geometry_of(place: curve.Threshold) -> object:

    return shapely.Point(place.lon, place.lat)


def test_its_frame_has_units_in_the_names_and_the_digits_that_are_known(
    depth_curve: DepthCurve,
) -> None:
    frame = depth_curve.to_frame()
    assert (frame.index.name, list(frame.columns)) == ("depth_km", ["area_km2", "listed_places"])
    assert frame.loc[5.0, "area_km2"] == 4010
    assert (
        frame.to_dict("records")[1]["area_km2"] == records.curve_steps(depth_curve)[1]["area_km2"]
    )


def test_every_line_and_side_of_a_scenario_has_a_curve(study: Study) -> None:
    assert curve.lines_and_sides(study) == (("border", ("SYR",)),)
    both = geozone.along("TUR-SYR", into=["SYR", "TUR"], depth=5)
    assert [sides for _, sides in curve.lines_and_sides(both)] == [("SYR", "TUR")]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"line": "river"}, "line = river: expected a line of the study: border"),
        ({"into": ["IRQ"]}, "into = IRQ: expected a country at this line: TUR, SYR"),
        ({"step_km": 0}, "step = 0 km to 40 km: expected a step from 0.01 km"),
        ({"step_km": 50}, "step = 50 km to 40 km"),
        ({"deepest_km": 501}, "step = 1 km to 501 km"),
        ({"step_km": float("nan")}, "step = nan km"),
        ({"deepest_km": 500, "step_km": 0.01}, "at most 1000 steps"),
    ],
)
def test_what_cannot_be_right_is_refused(study: Study, options: dict, said: str) -> None:
    with pytest.raises(Refused, match=re.escape(said)):
        geozone.depth_curve(study, **options)


def test_the_other_side_can_be_asked_for(study: Study) -> None:
    turkish = geozone.depth_curve(study, into="TUR", deepest_km=5, step_km=5)
    assert turkish.sides == ("TUR",)
    assert "Akçakale" in {each.name for each in turkish.thresholds if each.kind == "listed"}


def test_the_area_is_that_of_geographiclib(depth_curve: DepthCurve, ground: Ground) -> None:
    zone = geozone.along("TUR-SYR", into="SYR", depth=10).zones["10"].geometry
    rings = [np.asarray(ring.coords) for part in parts(zone) for ring in (part.exterior,)]
    holes = [np.asarray(ring.coords) for part in parts(zone) for ring in part.interiors]
    area_m2 = sum(map(densified_area_m2, rings)) - sum(map(densified_area_m2, holes))
    assert depth_curve.areas_km2[2] == pytest.approx(area_m2 / 1e6, rel=1e-9)


def parts(area: object) -> list:
    return list(getattr(area, "geoms", [area]))


def densified_area_m2(ring: np.ndarray) -> float:
    """Of a ring straight in lon/lat: geographiclib's edges are geodesics, so short ones."""

    return abs(oracle.area_m2(shapely.Polygon(oracle.sampled(ring))))


def test_a_line_of_ones_own_has_a_curve_on_the_side_that_was_asked_for(tmp_path: Path) -> None:
    line = tmp_path / "line.geojson"
    line.write_text(
        '{"type": "LineString", "coordinates": [[37.0, 36.4], [37.6, 36.5], [38.8, 36.5]]}',
        encoding="utf-8",
    )
    left = geozone.along(Own(line=str(line)), into="left", depth=30)
    grown = geozone.depth_curve(left, deepest_km=30, step_km=10)
    assert grown.into == ("left",)
    assert grown.areas_km2[-1] == pytest.approx(left.zones["30"].area_km2, rel=1e-9)
    assert grown.listed_places[-1] == left.listed["30"].places > 0
    reached = {each.name for each in grown.thresholds if each.kind == "listed"}
    assert reached == {town.name for town in left.listed["30"].towns}
