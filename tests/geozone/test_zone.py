"""Zones against an independent oracle: at their edges, at their cuts, and everywhere else."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import pytest
import shapely
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from geozone import atlas, geodesy
from geozone.border import Border
from geozone.errors import Refused
from geozone.geodesy import LngLat
from geozone.study import Study
from geozone.zone import Side, Zone, disc
from tests.geozone import made, oracle
from tests.geozone.oracle import Floats, Oracle

SAME_DEGREES = 1e-9  # a tenth of a millimetre
PARTED_M = 0.5  # nearer than this to a section's end, a foot belongs to neither side for sure
WHOLE = ("whole/5", "whole/14", "whole/15", "whole/32")
CUT = (
    "turkish-demand-northeast",
    "us-section/first",
    "us-section/later",
    "us-section/third",
)
SCENARIO = (
    "turkish-demand",
    *CUT,
    "us-position/5",
    "us-position/14",
    "us-position-tiers/near",
    "us-position-tiers/far",
    "east-of-euphrates",
)

# Without shrinking: a failure here is dear, and any example of it will do.
FALLS_SHORT = pytest.mark.xfail(
    reason="the cut is looked for within 1.05 depths of its root only, and may run further"
)
PINCHED = pytest.mark.xfail(
    reason="two cuts that meet behind a section are drawn apart there: up to 1,206 m² belong twice"
)
NOTCH = pytest.mark.xfail(
    reason="an edge crosses the notch where two outlines meet, at 36.885 E: it is 22 m off"
)
OFF_SIDEWAYS = pytest.mark.xfail(
    reason="cuts are refined by the difference of distances alone: 4 m off sideways at 41.085 E"
)

few = settings(max_examples=10, phases=[Phase.explicit, Phase.generate])


@dataclass(frozen=True)
class Ground:
    """What the zones are measured against, all of it from the atlas and the oracle."""

    line: Oracle
    syria: BaseGeometry
    turkey: BaseGeometry
    river: BaseGeometry

    @cached_property
    def euphrates_m(self) -> float:
        """Where the river crosses the border."""
        (crossing,) = oracle.of_line(shapely.MultiPoint(self._crossings)).samples
        return float(self.line.find(crossing).chainage_m[0])

    @property
    def _crossings(self) -> Floats:
        line = shapely.LineString(self.line.samples)
        return shapely.get_coordinates(shapely.intersection(line, self.river))

    @cached_property
    def sections_m(self) -> dict[str, list[tuple[float, float]]]:
        """The stretches of the scenario's words."""
        start, end = self.euphrates_m, self.line.length_m
        third = (end - start) / 3
        middle = (start + end) / 2
        first = (middle - 70_000, middle + 70_000)
        return {
            "turkish-demand-northeast": [(start, end)],
            "us-section/third": [(start + third, end - third)],
            "us-section/first": [first],
            "us-section/later": [(start, first[0]), (first[1], end)],
        }

    def parted(self, at_m: float) -> tuple[Oracle, Oracle]:
        return _parted(self.line, at_m)

    def east_of_river(self, points: Floats) -> np.ndarray:
        """Whether points lie left of the Euphrates, which runs south here: by rays to the west."""
        rays = shapely.linestrings([[(30.0, lat), (lon, lat)] for lon, lat in points])
        crossings = shapely.intersection(rays, self.river)
        return np.asarray(shapely.get_num_coordinates(crossings) % 2 == 1)


@cache
def _parted(line: Oracle, at_m: float) -> tuple[Oracle, Oracle]:
    return line.parted(at_m)


@pytest.fixture(scope="module")
def border() -> Border:
    return Border.between("TUR", "SYR")


@pytest.fixture(scope="module")
def ground() -> Ground:
    lines = [part.line for part in atlas.border("TUR", "SYR").parts]
    land = atlas.land("SYR")
    shapely.prepare(land)
    river = atlas.river("Euphrates").line
    return Ground(oracle.of_line(shapely.MultiLineString(lines)), land, atlas.land("TUR"), river)


@pytest.fixture(scope="module")
def side(border: Border) -> Side:
    return Side(border, ["SYR"], reach_km=32)


@dataclass(frozen=True)
class Subject:
    """A zone to be tested, and what its outline must consist of."""

    geometry: BaseGeometry
    depth_m: float
    depths_m: tuple[float, ...]
    sections_m: list[tuple[float, float]]
    bank: bool
    ground: Ground

    @property
    def cuts_m(self) -> list[float]:
        ends = {at for section in self.sections_m for at in section}
        return sorted(at for at in ends if 0 < at < self.ground.line.length_m)

    @cached_property
    def edges(self) -> Floats:
        """The outline's edges that lie on no border, coast, river or other boundary."""
        lines = [shapely.boundary(self.ground.syria)]
        if self.bank:
            lines.append(self.ground.river)
        edges = oracle.outline(self.geometry)
        fixed = shapely.union_all([_near(line, self.geometry) for line in lines])
        shapely.prepare(fixed)
        middles = shapely.points(edges.mean(axis=1))
        return edges[~shapely.dwithin(fixed, middles, SAME_DEGREES)]

    @cached_property
    def depth_error_m(self) -> Floats:
        """How far nine points of each edge are from the nearest of the depths, shape (n, 9)."""
        distance = self.ground.line.distance_m(oracle.nine_points(self.edges).reshape(-1, 2))
        errors = [np.abs(distance - depth_m) for depth_m in self.depths_m]
        return np.min(errors, axis=0).reshape(-1, 9)

    @cached_property
    def cut_errors_m(self) -> dict[float, Floats]:
        """By cut: |distance to the line before it - distance to the line after it|, (n, 9)."""
        points = oracle.nine_points(self.edges).reshape(-1, 2)
        errors = {}
        for cut_m in self.cuts_m:
            before, after = self.ground.parted(cut_m)
            difference = before.distance_m(points) - after.distance_m(points)
            errors[cut_m] = np.abs(difference).reshape(-1, 9)
        return errors

    @cached_property
    def cut_error_m(self) -> Floats:
        """The same for the cut that fits each edge best; infinite without a cut."""
        if not self.cuts_m:
            return np.full_like(self.depth_error_m, np.inf)
        return np.min([*self.cut_errors_m.values()], axis=0)

    @cached_property
    def is_cut(self) -> np.ndarray:
        return np.asarray(self.cut_error_m[:, 4] < self.depth_error_m[:, 4])

    def holds(self, points: Floats) -> tuple[np.ndarray, np.ndarray]:
        """Whether points belong to the zone by definition, and whether that is beyond doubt.

        In doubt: within 1 m of a depth, or with a foot within 0.5 m of a section's end.
        """
        found = self.ground.line.find(points)
        inside = shapely.contains_xy(self.ground.syria, *points.T)
        inside &= (found.distance_m <= self.depth_m) & (found.distance_m > self._taken_m)
        sure = np.min([np.abs(found.distance_m - each) for each in self.depths_m], axis=0) > 1
        along = found.chainage_m
        inside &= np.any(
            [(low <= along) & (along <= high) for low, high in self.sections_m], axis=0
        )
        for cut_m in self.cuts_m:
            sure &= np.abs(along - cut_m) > PARTED_M
        if self.bank:
            inside &= self.ground.east_of_river(points)
        return inside, sure

    @property
    def _taken_m(self) -> float:
        """The depth of the zone that was subtracted."""
        return min(self.depths_m) if len(self.depths_m) > 1 else -1.0


def _near(line: BaseGeometry, area: BaseGeometry) -> BaseGeometry:
    return shapely.clip_by_rect(line, *shapely.box(*area.bounds).buffer(0.01).bounds)


@pytest.fixture(scope="module")
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


# The oracle itself


def test_the_oracle_agrees_with_brute_force_to_a_hundredth_of_a_millimetre(ground: Ground) -> None:
    parts = [ground.line.piece(400_000, 520_000)]
    asked = [(38.0, 36.8), (38.4, 36.55), (37.9, 37.1), (38.9, 36.2)]
    exact = [oracle.brute_force_m(point, parts) for point in asked]
    assert Oracle(parts).distance_m(asked) == pytest.approx(exact, abs=1e-5)


def test_every_zone_of_the_scenario_with_a_depth_is_tested_here(study: Study) -> None:
    assert {zone.id for zone in study.zones if zone.depth is not None} == set(SCENARIO)


# Edges


@pytest.mark.parametrize("id_", [*WHOLE, pytest.param("whole/25", marks=NOTCH), *SCENARIO])
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


@pytest.mark.parametrize("id_", [*CUT[:-1], pytest.param("us-section/third", marks=OFF_SIDEWAYS)])
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
    assert oracle.area_m2(_polygonal(common)) <= 1


@pytest.mark.parametrize("id_", [*WHOLE, *SCENARIO])
def test_a_zone_is_valid_and_right_handed(id_: str, subject: Callable[[str], Subject]) -> None:
    geometry = subject(id_).geometry
    assert geometry.is_valid
    for polygon in shapely.get_parts(geometry):
        assert shapely.is_ccw(polygon.exterior)
        assert not any(shapely.is_ccw(hole) for hole in polygon.interiors)


def _polygonal(geometry: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])


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


# Parts


@pytest.fixture(scope="module")
def thirds(border: Border, side: Side) -> list[Zone]:
    northeast = border.section("river:Euphrates", "IRQ")
    return [side.zone(32, northeast.piece(part=(number, 3))) for number in (1, 2, 3)]


def test_the_areas_of_the_three_parts_add_up_to_their_zone(
    thirds: list[Zone], border: Border, side: Side
) -> None:
    whole = side.zone(32, border.section("river:Euphrates", "IRQ"))
    assert sum(part.area_km2 for part in thirds) == pytest.approx(whole.area_km2, rel=1e-9)


def test_no_two_of_the_three_parts_overlap_by_more_than_a_square_metre(thirds: list[Zone]) -> None:
    for one, other in itertools.combinations(thirds, 2):
        common = shapely.intersection(one.geometry, other.geometry)
        assert geodesy.area_m2(_polygonal(common)) <= 1


def test_a_section_and_the_two_pieces_beside_it_make_the_zone_of_the_whole_line(
    border: Border, side: Side
) -> None:
    ends = [("start", "km 500"), ("km 500", "km 640.5"), ("km 640.5", "end")]
    pieces = [side.zone(15, border.section(*pair)) for pair in ends]
    assert sum(piece.area_km2 for piece in pieces) == pytest.approx(
        side.zone(15).area_km2, rel=1e-9
    )


def test_a_part_of_the_whole_line_is_cut_from_the_zone_of_the_whole_line(
    border: Border, side: Side
) -> None:
    piece = side.zone(15, border.section("km 500", "km 600")).geometry
    beyond = shapely.difference(piece, side.zone(15).geometry)
    assert geodesy.area_m2(_polygonal(beyond)) <= 1


@pytest.mark.parametrize(
    "km", [80, 400, *(pytest.param(km, marks=FALLS_SHORT) for km in (210, 258.37, 330, 882))]
)
def test_a_cut_anywhere_puts_every_point_on_the_side_of_its_nearest_border_point(
    km: float, border: Border, side: Side, ground: Ground
) -> None:
    piece = side.zone(32, border.section("start", f"km {km}")).geometry
    rest = side.zone(32, border.section(f"km {km}", "end")).geometry
    points = np.random.default_rng(7).uniform((35.7, 35.4), (42.4, 37.2), (20_000, 2))
    inside = shapely.contains_xy(side.zone(32).geometry, *points.T)
    chainage = ground.line.find(points[inside]).chainage_m - km * 1000
    sure = np.abs(chainage) > PARTED_M
    for zone, belongs in ((piece, chainage < 0), (rest, chainage > 0)):
        found = shapely.contains_xy(zone, *points[inside].T)
        assert (found[sure] == belongs[sure]).all()


@pytest.mark.parametrize(
    ("low", "high"),
    [
        (60, 80),
        (400, 420),
        (520, 525),
        *(pytest.param(*ends, marks=PINCHED) for ends in ((110, 130), (140, 145), (760, 765))),
    ],
)
def test_a_section_and_what_lies_beside_it_partition_the_zone_anywhere(
    low: float, high: float, border: Border, side: Side
) -> None:
    ends = [("start", f"km {low}"), (f"km {low}", f"km {high}"), (f"km {high}", "end")]
    pieces = [side.zone(32, border.section(*pair)) for pair in ends]
    whole = side.zone(32).area_km2
    assert sum(piece.area_km2 for piece in pieces) == pytest.approx(whole, rel=1e-9)
    for one, other in itertools.combinations(pieces, 2):
        common = shapely.intersection(one.geometry, other.geometry)
        assert geodesy.area_m2(_polygonal(common)) <= 1


# Banks


def test_the_two_banks_of_the_euphrates_add_up_to_the_zone(side: Side) -> None:
    left, right = (side.zone(32, bank=f"{word} of river:Euphrates") for word in ("left", "right"))
    assert left.area_km2 + right.area_km2 == pytest.approx(side.zone(32).area_km2, rel=1e-9)
    common = shapely.intersection(left.geometry, right.geometry)
    assert geodesy.area_m2(_polygonal(common)) <= 1


@pytest.mark.parametrize(("compass", "word"), [("east", "left"), ("west", "right")])
def test_a_compass_word_means_the_bank_that_lies_there(side: Side, compass: str, word: str) -> None:
    by_compass = side.zone(32, bank=f"{compass} of river:Euphrates")
    by_word = side.zone(32, bank=f"{word} of river:Euphrates")
    assert by_compass.geometry.equals(by_word.geometry)


def test_a_bank_is_not_the_cut_at_the_crossing_they_differ_by_a_hundred_km2(
    side: Side, border: Border
) -> None:
    bank = side.zone(32, bank="left of river:Euphrates").geometry
    section = side.zone(32, border.section("river:Euphrates", "IRQ")).geometry
    differ = geodesy.area_m2(shapely.symmetric_difference(bank, section)) / 1e6
    assert differ == pytest.approx(105, abs=10)


def test_a_bank_has_the_stretch_of_its_piece(side: Side, border: Border, ground: Ground) -> None:
    left, right = (side.zone(32, bank=f"{word} of river:Euphrates") for word in ("left", "right"))
    assert left.sections[0] == pytest.approx((ground.euphrates_m / 1000, border.length_km))
    assert right.sections[0] == pytest.approx((0, ground.euphrates_m / 1000))


def test_a_bank_of_a_section_is_the_common_part(side: Side, border: Border) -> None:
    section = border.section("km 400", "km 500")
    both = side.zone(15, section, bank="left of river:Euphrates")
    bank = side.zone(15, bank="left of river:Euphrates")
    common = shapely.intersection(side.zone(15, section).geometry, bank.geometry)
    assert both.area_km2 == pytest.approx(geodesy.area_m2(common) / 1e6, rel=1e-9)
    assert both.sections[0] == pytest.approx((bank.sections[0][0], 500))


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


@pytest.mark.parametrize(
    ("depth_km", "shown"), [(0, "0"), (-5, "-5"), (float("nan"), "nan"), (30_000, "30000")]
)
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
        ("Tigris", r"^bank = river:Tigris: .* the Tigris runs along it for 44 km"),
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


# Laws


@st.composite
def lines(draw: st.DrawFn) -> list[tuple[float, float]]:
    """A line of sharp corners from west to east, 3 to 8 vertices over about 100 km."""
    count = draw(st.integers(3, 8))
    lats = st.floats(36.5, 37.0, allow_nan=False)
    return [(38.0 + number / (count - 1), draw(lats)) for number in range(count)]


def _differ_m2(one: Zone, other: Zone) -> float:
    return geodesy.area_m2(_polygonal(shapely.symmetric_difference(one.geometry, other.geometry)))


@few
@given(lines(), st.floats(0.5, 20), st.floats(1.05, 2))
def test_a_deeper_zone_contains_a_shallower_one(
    line: list[tuple[float, float]], depth_km: float, deeper: float
) -> None:
    side = made.side(made.border(line), reach_km=40)
    beyond = shapely.difference(side.zone(depth_km).geometry, side.zone(depth_km * deeper).geometry)
    assert geodesy.area_m2(_polygonal(beyond)) <= 1


@few
@given(lines(), st.floats(0.5, 30))
def test_a_reversed_line_gives_the_same_zone(
    line: list[tuple[float, float]], depth_km: float
) -> None:
    zone, back = (
        made.side(made.border(way), reach_km=30).zone(depth_km) for way in (line, line[::-1])
    )
    assert _differ_m2(zone, back) <= 2 * 1000 * zone.outline_km  # both within 1 m


@few
@given(lines(), st.floats(0.5, 30))
def test_a_line_in_two_parts_gives_the_same_zone(
    line: list[tuple[float, float]], depth_km: float
) -> None:
    zone, parted = (
        made.side(made.border(*parts), reach_km=30).zone(depth_km)
        for parts in ([line], [line[:2], line[1:]])
    )
    assert _differ_m2(zone, parted) <= 2 * 1000 * zone.outline_km


@FALLS_SHORT
@few
@given(lines(), st.floats(0.05, 0.95), st.floats(1, 20))
def test_a_cut_through_a_line_of_sharp_corners_puts_every_point_on_the_right_side(
    line: list[tuple[float, float]], share: float, depth_km: float
) -> None:
    border = made.border(line)
    at_km = share * border.length_km
    side = made.side(border, reach_km=20)
    before = side.zone(depth_km, border.section("start", f"km {at_km:.6f}")).geometry
    after = side.zone(depth_km, border.section(f"km {at_km:.6f}", "end")).geometry
    rng = np.random.default_rng(5)
    points = rng.uniform((37.7, 36.2), (39.3, 37.3), (2000, 2))
    measured = oracle.of_line(border.line)
    found = measured.find(points)
    one, other = (half.distance_m(points) for half in measured.parted(at_km * 1000))
    near = found.distance_m < depth_km * 1000 - 1
    for zone, belongs in ((before, one < other - 2), (after, other < one - 2)):
        assert shapely.contains_xy(zone, *points[near & belongs].T).all()
    assert geodesy.area_m2(_polygonal(shapely.intersection(before, after))) <= 1


@FALLS_SHORT
@few
@given(lines(), st.lists(st.floats(0.02, 0.98), min_size=2, max_size=2, unique=True))
def test_the_parts_of_a_line_of_sharp_corners_partition_its_zone(
    line: list[tuple[float, float]], shares: list[float]
) -> None:
    border = made.border(line)
    side = made.side(border, reach_km=15)
    low, high = (f"km {share * border.length_km:.3f}" for share in sorted(shares))
    ends = [("start", low), (low, high), (high, "end")]
    parts = [side.zone(15, border.section(*pair)) for pair in ends]
    assert sum(part.area_km2 for part in parts) == pytest.approx(side.zone(15).area_km2, rel=1e-9)
    for one, other in itertools.combinations(parts, 2):
        common = shapely.intersection(one.geometry, other.geometry)
        assert geodesy.area_m2(_polygonal(common)) <= 1
