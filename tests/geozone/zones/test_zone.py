"""A zone by itself: its figures, its counting edges, subtraction, discs and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid import geodesy
from geozone.ellipsoid.geodesy import LngLat
from geozone.errors import Refused
from geozone.lines.border import Border
from geozone.study.study import Study
from geozone.zones.side import Side
from geozone.zones.zone import disc
from tests.geozone import made, oracle
from tests.geozone.made_zones import SAME_DEGREES, SCENARIO, Subject
from tests.geozone.oracle import Floats, Oracle

# Areas


def test_an_area_is_that_of_geographiclib_for_edges_straight_in_lonlat(study: Study) -> None:
    zone = study.zones["us-section/first"]
    # At 50 m a geodesic and a straight line enclose less than a thousandth of a square metre.
    fine = shapely.segmentize(zone.geometry, oracle.SPACING_M / 111_000)
    assert zone.area_km2 == pytest.approx(oracle.area_m2(fine) / 1e6, rel=1e-9)


@pytest.mark.parametrize("id_", SCENARIO)
def test_areas_with_edges_read_as_geodesics_differ_by_one_part_in_a_million_at_most(
    id_: str, study: Study
) -> None:
    zone = study.zones[id_]
    geodesic = abs(oracle.WGS84.geometry_area_perimeter(zone.geometry)[0]) / 1e6
    assert zone.area_km2 == pytest.approx(geodesic, rel=1e-6)


# Subtraction


def test_a_zone_without_another_and_their_common_part_add_up(side: Side, border: Border) -> None:
    deep = side.zone(32, border.section("km 500", "km 600"))
    shallow = side.zone(15, border.section("km 550", "km 650"))
    common = shapely.intersection(deep.geometry, shallow.geometry)
    left = deep.without(shallow)
    assert left.area_km2 + geodesy.area_m2(common) / 1e6 == pytest.approx(deep.area_km2, rel=1e-9)


def test_a_deeper_zone_without_a_shallower_one_keeps_its_stretch(side: Side) -> None:
    assert side.zone(14).without(side.zone(5)).sections == side.zone(14).sections


def test_a_zone_without_one_as_deep_loses_its_stretch(side: Side, border: Border) -> None:
    left = side.zone(15).without(side.zone(15, border.section("km 300", "km 500")))
    assert left.sections == ((0, 300), (500, border.length_km))
    assert left.length_km == pytest.approx(border.length_km - 200)


def test_the_edge_shared_with_a_subtracted_zone_counts(side: Side) -> None:
    far = side.zone(14).without(side.zone(5))
    depths = sorted(
        round(float(np.median(oracle_of_side(side).distance_m(_vertices(edge.geometry))) / 1000))
        for edge in far.edges
    )
    assert depths == [5, 14]


def test_nothing_left_of_a_zone_is_refused(side: Side) -> None:
    with pytest.raises(
        Refused, match=r"^minus: expected a zone that leaves something of this one$"
    ):
        side.zone(5).without(side.zone(14))


def oracle_of_side(side: Side) -> Oracle:
    return oracle.of_line(side.border.line)


def _vertices(geometry: BaseGeometry) -> Floats:
    return shapely.get_coordinates(geometry)


# Counting edges


def test_the_counting_edges_are_the_outline_but_for_land_borders_and_coasts(
    subject: Callable[[str], Subject], side: Side, border: Border
) -> None:
    zone = side.zone(15, border.section("km 500", "km 600"))
    counting = sum(geodesy.length_m(edge.geometry) for edge in zone.edges)
    line = shapely.boundary(side.land)
    rest = shapely.difference(shapely.boundary(zone.geometry), line.buffer(SAME_DEGREES))
    assert counting == pytest.approx(geodesy.length_m(rest), rel=1e-4)
    assert {edge.kind for edge in zone.edges} == {"cut", "depth"}


def test_the_ends_of_the_line_are_no_cuts(side: Side) -> None:
    assert {edge.kind for edge in side.zone(15).edges} == {"depth"}


def test_a_cut_is_as_uncertain_as_what_gives_it(side: Side, border: Border) -> None:
    def uncertain(*ends: str) -> list[float]:
        edges = side.zone(5, border.section(*ends)).edges
        return [edge.uncertainty_km for edge in edges if edge.kind == "cut"]

    assert uncertain("km 300", "IRQ") == [0.01]
    assert uncertain("river:Euphrates", "IRQ") == [1.0]
    assert uncertain("river:Euphrates", "km 600") == [1.0, 0.01]


def test_a_part_of_a_section_inherits_the_larger_uncertainty_of_its_ends(
    side: Side, border: Border
) -> None:
    part = border.section("river:Euphrates", "IRQ", part=(2, 3))
    edges = side.zone(5, part).edges
    assert [edge.uncertainty_km for edge in edges if edge.kind == "cut"] == [1.0, 1.0]


# Refusals


@pytest.mark.parametrize(("depth_km", "shown"), [(0, "0"), (-5, "-5"), (30_000, "30000")])
def test_a_depth_that_cannot_be_right_is_refused(
    border: Border, depth_km: float, shown: str
) -> None:
    match = rf"^depth = {shown} km: expected a depth from 0\.01 to 500 km$"
    with pytest.raises(Refused, match=match):
        Side(border, ["SYR"], reach_km=depth_km)
    with pytest.raises(Refused, match=match.replace("500", "5")):
        Side(border, ["SYR"], reach_km=5).zone(depth_km)


def test_a_depth_beyond_the_reach_is_refused(side: Side) -> None:
    with pytest.raises(Refused, match=r"^depth = 33 km: expected a depth from 0\.01 to 32 km$"):
        side.zone(33)


def test_a_side_in_a_third_country_is_refused(border: Border) -> None:
    with pytest.raises(Refused, match=r"^into = IRQ: expected a country at this line: TUR, SYR$"):
        Side(border, ["IRQ"], reach_km=5)


@pytest.mark.parametrize(
    ("river", "match"),
    [
        ("Tigris", r"^bank = river:Tigris: .* the Tigris runs along it for 43 km"),
        (
            "Orontes",
            r"^bank = river:Orontes: .* crosses it 33 times \(name one as \"km …\": 81, 82",
        ),
    ],
)
def test_a_river_that_is_no_single_crossing_is_refused_as_a_bank(
    side: Side, river: str, match: str
) -> None:
    with pytest.raises(Refused, match=match):
        side.zone(5, bank=f"left of river:{river}")


# Both sides, and discs


def test_a_zone_into_both_countries_is_the_sum_of_the_zones_into_each(border: Border) -> None:
    areas = [
        Side(border, codes, reach_km=5).zone(5, border.section("km 500", "km 600")).area_km2
        for codes in (["TUR", "SYR"], ["TUR"], ["SYR"])
    ]
    assert areas[0] == pytest.approx(areas[1] + areas[2], rel=1e-9)


def test_a_disc_has_the_area_of_the_geodesic_circle() -> None:
    centre = LngLat(37.95, 36.53)
    zone = disc(centre, 12, made.LAND, sides=("SYR",), uncertainty_km=1)
    azimuth = np.linspace(0, 360, 7200, endpoint=False)
    circle = shapely.Polygon(oracle.moved(np.tile(centre, (7200, 1)), azimuth, 12_000))
    assert zone.area_km2 == pytest.approx(oracle.area_m2(circle) / 1e6, abs=0.075)  # 1 m all round
    assert zone.sections == ()
    assert [edge.uncertainty_km for edge in zone.edges] == [1]


def test_a_disc_without_land_is_refused() -> None:
    with pytest.raises(Refused, match=r"^depth = 5 km: expected a disc with land in it"):
        disc(LngLat(0, 0), 5, made.LAND, sides=(), uncertainty_km=1)
