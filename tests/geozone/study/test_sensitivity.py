"""How far figures move, against brute force and against zones made anew."""

from __future__ import annotations

import numpy as np
import pytest

import geozone
from geozone import Study
from geozone.ellipsoid import geodesy
from geozone.study import counting
from geozone.study.sensitivity import Doubt, doubts
from tests.geozone import oracle
from tests.geozone.made_zones import Ground, Subject


@pytest.fixture(scope="module")
def found(study: Study) -> dict[str, Doubt]:
    return {doubt.zone: doubt for doubt in doubts(study)}


def test_every_zone_with_an_area_has_its_row(study: Study, found: dict[str, Doubt]) -> None:
    assert [*found] == [zone.id for zone in study.zones if zone.area_km2 is not None]


def test_an_area_is_off_by_its_outline_times_the_tolerance(
    study: Study, found: dict[str, Doubt]
) -> None:
    for id_, doubt in found.items():
        metres = abs(oracle.WGS84.geometry_area_perimeter(study.zones[id_].geometry)[1])
        assert doubt.outline_km == pytest.approx(metres / 1000, rel=1e-9)
        assert doubt.area_off_km2 == pytest.approx(metres / 1000 * 0.01, rel=1e-9)


def test_that_is_what_an_outline_moved_by_the_tolerance_gives(
    study: Study, found: dict[str, Doubt]
) -> None:
    zone = study.zones["us-section/first"]
    grown = geozone.buffer(zone.geometry, 10.0, tolerance_m=0.1)
    gained_km2 = geodesy.area_m2(grown) / 1e6 - (zone.area_km2 or 0)
    assert gained_km2 == pytest.approx(found[zone.id].area_off_km2, rel=0.05)
    assert gained_km2 <= found[zone.id].area_off_km2 * 1.001


def test_about_gives_the_areas_of_zones_made_at_95_and_105_percent(
    found: dict[str, Doubt], study: Study
) -> None:
    depth_km = study.zones["turkish-demand"].depth_km
    assert depth_km == 32
    anew = geozone.along("TUR-SYR", into="SYR", depth=[30.4, 33.6])
    expected = [zone.area_km2 for zone in anew.zones]
    assert found["turkish-demand"].about_area_km2 == pytest.approx(expected, rel=1e-9)
    listed = [anew.listed[zone.id].places for zone in anew.zones]
    assert list(found["turkish-demand"].about_listed or ()) == listed


def test_about_keeps_section_and_bank_and_holds_the_zone_between(
    study: Study, found: dict[str, Doubt]
) -> None:
    for id_ in ("turkish-demand", "turkish-demand-northeast", "east-of-euphrates"):
        least, most = found[id_].about_area_km2 or (0, 0)
        assert least < (study.zones[id_].area_km2 or 0) < most
        assert (most - least) / (study.zones[id_].area_km2 or 1) == pytest.approx(0.1, abs=0.03)
    low, high = found["turkish-demand-northeast"].about_area_km2 or (0, 0)
    whole = found["turkish-demand"].about_area_km2 or (0, 0)
    assert high < whole[0]
    assert low < found["east-of-euphrates"].about_area_km2[1]  # type: ignore[index]


def test_a_depth_said_without_about_has_no_range(study: Study, found: dict[str, Doubt]) -> None:
    for zone in study.zones:
        if zone.depth is not None and not zone.depth.about:
            assert (found[zone.id].about_area_km2, found[zone.id].about_listed) == (None, None)


@pytest.mark.parametrize("id_", ["us-position/5", "us-position/14"])
def test_towns_too_close_are_those_of_brute_force(
    study: Study,
    found: dict[str, Doubt],
    ground: Ground,
    subject: object,
    id_: str,
) -> None:
    zone: Subject = subject(id_)  # type: ignore[operator]
    edge = np.unique(np.concatenate([oracle.sampled(each, 20.0) for each in zone.edges]), axis=0)
    towns = [town for town in study.towns if (town.kind, town.country) == ("town", "SYR")]
    points = np.array([(town.lon, town.lat) for town in towns])
    near = np.abs(ground.line.distance_m(points) - zone.depth_m) < 20_000
    nearest_m = np.full(len(points), np.inf)
    for row in np.flatnonzero(near):
        box = np.abs(edge - points[row]).max(axis=1) < 0.3
        here = np.broadcast_to(points[row], (box.sum(), 2))
        if box.any():
            nearest_m[row] = oracle.WGS84.inv(*here.T, *edge[box].T)[2].min()
    limit_m = np.hypot(1000, 10)
    assert np.abs(nearest_m - limit_m).min() > 5, "no town is at the limit itself"
    inside, sure = zone.holds(points)
    assert sure.all()
    assert found[id_].listed_too_close == (nearest_m < limit_m).sum()
    assert found[id_].listed_inside == (inside & (nearest_m >= limit_m)).sum()
    assert found[id_].listed_too_close_by_border == (nearest_m < 10).sum()


def test_the_count_by_points_lies_between_sure_and_possible(
    study: Study, found: dict[str, Doubt]
) -> None:
    for id_, doubt in found.items():
        count = study.listed[id_].places
        least = doubt.listed_inside or 0
        assert least <= count <= least + (doubt.listed_too_close or 0)


def test_places_too_close_are_those_of_the_verdicts(study: Study, found: dict[str, Doubt]) -> None:
    for id_, doubt in found.items():
        verdicts = [place.verdicts[id_] for place in study.places]
        assert doubt.places_too_close == verdicts.count("too-close")


def test_a_depth_that_cannot_be_deeper_has_no_range() -> None:
    deepest = geozone.along("PRK-KOR", into="PRK", depth="about 500 km")
    (doubt,) = doubts(deepest)
    assert doubt.about_area_km2 is None


# --- what is counted ------------------------------------------------------------------------------


class Town:
    kind, country, lon, lat, name = "town", "SYR", 0.5, 0.5, "T"

    def __init__(self, population: int | None) -> None:
        self.population = population


def test_towns_are_sorted_by_size_and_none_is_lost() -> None:
    sizes = [100_000, 99_999, 10_000, 9_999, 1_000, 999, 0, None]
    counted = counting.count([Town(each) for each in sizes])
    assert counted.by_size == (1, 2, 2, 2)
    assert (counted.size_unknown, counted.places, counted.population_known_for) == (1, 8, 7)


@pytest.mark.parametrize(
    ("known", "unknown", "told"), [(4, 1, True), (39, 10, False), (0, 3, False)]
)
def test_populations_are_summed_only_where_four_in_five_are_known(
    known: int, unknown: int, told: bool
) -> None:
    counted = counting.count([Town(10)] * known + [Town(None)] * unknown)
    assert counted.population == (10 * known if told else None)


@pytest.mark.parametrize(
    ("people", "area_km2", "step_km2", "density"),
    [
        (1_000_000, 13_047.4, 1.0, 77),
        (2_000_000, 13_047.4, 1.0, 150),
        (1_234_567, 13_047.4, 1.0, 94.6),
        (1_000_000, 30.0, 10.0, 30_000),
        (600, 13_047.4, 1.0, 0.046),
    ],
)
def test_people_per_km2_have_the_digits_that_are_known(
    people: int, area_km2: float, step_km2: float, density: float
) -> None:
    assert counting.people_per_km2(people, area_km2, step_km2) == pytest.approx(density, rel=1e-12)


def test_people_of_a_claim_stand_only_where_it_names_them(study: Study) -> None:
    with_people = {zone.id: zone.people_per_km2 for zone in study.zones if zone.people_per_km2}
    assert with_people == {"east-of-euphrates": (77.0, 77.0)}
