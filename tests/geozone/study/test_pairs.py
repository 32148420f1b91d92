"""Two zones against each other, also two of one proposal."""

from __future__ import annotations

import itertools

import pytest
import shapely

import geozone
from geozone.ellipsoid import geodesy


@pytest.fixture(scope="module")
def study():
    return geozone.load("turkey-syria")


def areas(study):
    return [zone for zone in study.zones if zone.area_km2 is not None]


def paired(study, a, b):
    return study.pairs_of([study.zones[a], study.zones[b]])[0]


def test_any_two_zones_can_be_compared(study):
    for a, b in itertools.combinations(areas(study), 2):
        pair = paired(study, a.id, b.id)
        assert pair.overlap_km2 + pair.only_a_km2 == pytest.approx(a.area_km2, abs=1e-6)
        assert pair.overlap_km2 + pair.only_b_km2 == pytest.approx(b.area_km2, abs=1e-6)


def test_pairs_of_the_study_are_those_of_different_proposals(study):
    owner = {zone.id: zone.proposal.id for zone in study.zones}
    wanted = [
        paired(study, a.id, b.id)
        for a, b in itertools.combinations(areas(study), 2)
        if owner[a.id] != owner[b.id]
    ]
    assert list(study.pairs) == wanted


def test_the_same_two_the_other_way_round_give_the_same_figures_turned(study):
    there = paired(study, "us-position/14", "turkish-demand-northeast")
    back = paired(study, "turkish-demand-northeast", "us-position/14")
    assert there.overlap_km2 == pytest.approx(back.overlap_km2, rel=1e-9)
    assert there.only_a_km2 == pytest.approx(back.only_b_km2, rel=1e-9)
    assert (there.listed_only_a, there.listed_both) == (back.listed_only_b, back.listed_both)


def test_what_only_one_zone_has_is_the_area_of_the_difference(study):
    """By another way: the difference itself is measured, not the whole less the overlap."""
    a, b = study.zones["turkish-demand-northeast"], study.zones["us-position/14"]
    pair = paired(study, a.id, b.id)
    for one, other, told in ((a, b, pair.only_a_km2), (b, a, pair.only_b_km2)):
        rest = shapely.difference(one.geometry, other.geometry)
        parts = [part for part in shapely.get_parts(rest) if part.geom_type == "Polygon"]
        assert sum(map(geodesy.area_m2, parts)) / 1e6 == pytest.approx(told, abs=0.01)


def test_the_two_ends_of_a_range_lie_in_each_other(study):
    pair = paired(study, "us-position/5", "us-position/14")
    assert pair.only_a_km2 == pytest.approx(0, abs=0.01)
    assert pair.listed_only_a == 0


def test_a_zone_that_the_study_has_not_is_refused(study):
    with pytest.raises(KeyError, match="no zone 'nowhere'"):
        paired(study, "nowhere", "turkish-demand")
