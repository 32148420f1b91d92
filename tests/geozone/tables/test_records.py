"""Records: the field names that scripts of others build on, and digits that are known."""

from __future__ import annotations

import itertools
import json
import math

import pytest
from shapely.geometry.base import BaseGeometry

from geozone import Study
from geozone.tables import records
from tests.geozone import oracle

HEADING = {"scenario", "as_of", "border_data", "boundary_note", "attributions", "sources"}
ZONE = {
    "id", "proposal", "label", "title", "by", "date", "status", "stages", "side", "depth_km",
    "sections", "length_km", "area_km2", "tolerance_m", "said", "reading", "assumed", "sources",
}  # fmt: skip
COMPARED = {
    "depth_said", "depth_mi", "listed_places", *records.SIZE_FIELDS, "population_known_for",
    "population", "people_least", "people_most", "people_per_km2_least", "people_per_km2_most",
}  # fmt: skip
PLACE = {
    "name", "asked", "lon", "lat", "country", "distance_km", "nearest_lon", "nearest_lat",
    "chainage_km", "verdict", "margin_km",
}  # fmt: skip
PAIR = {
    "a", "b", "overlap_km2", "only_a_km2", "only_b_km2", "overlap_pct_of_a", "overlap_pct_of_b",
    "only_a_pct_of_a", "only_b_pct_of_b", "listed_both", "listed_only_a", "listed_only_b",
}  # fmt: skip


def decimals(value: float | None) -> int:
    text = repr(value)
    return len(text.partition(".")[2]) if value is not None and not text.endswith(".0") else 0


def test_every_form_has_its_heading(study: Study) -> None:
    assert records.heading(study).keys() >= HEADING
    assert records.heading(study)["as_of"] == "2019-09-08"


def test_zones_have_their_fields(study: Study) -> None:
    for zone in study.zones:
        assert records.zone(zone).keys() >= ZONE


def test_zones_that_are_compared_have_some_more(study: Study) -> None:
    plain = records.zone(next(iter(study.zones))).keys()
    for row in records.compared_zones(study):
        assert row.keys() - plain == COMPARED


def test_places_have_their_fields(study: Study) -> None:
    for place in study.places:
        assert records.place(place).keys() >= PLACE


def test_pairs_have_exactly_their_fields(study: Study) -> None:
    for pair in study.pairs:
        assert records.pair(pair).keys() == PAIR


def test_all_records_are_plain_json_without_nan(study: Study) -> None:
    form = {
        **records.heading(study),
        "zones": records.compared_zones(study),
        "pairs": [records.pair(pair) for pair in study.pairs],
        "places": [records.place(place) for place in study.places],
    }
    assert json.loads(json.dumps(form, allow_nan=False)) == form


def test_kilometres_have_three_decimals_at_most(study: Study) -> None:
    for zone in map(records.zone, study.zones):
        values = [zone["depth_km"], zone["length_km"], *itertools.chain(*zone["sections"])]
        assert max(map(decimals, values)) <= 3
    for place in map(records.place, study.places):
        values = [place["distance_km"], place["chainage_km"], *place["margin_km"].values()]
        assert max(map(decimals, values)) <= 3


def test_coordinates_have_six_decimals_at_most(study: Study) -> None:
    for place in map(records.place, study.places):
        values = [place[key] for key in ("lon", "lat", "nearest_lon", "nearest_lat")]
        assert max(map(decimals, values)) <= 6


def test_areas_are_rounded_to_the_power_of_ten_that_is_known(study: Study) -> None:
    for zone in study.zones:
        if zone.area_km2 is None:
            continue
        known = records.zone(zone)["area_km2"]
        assert known % zone.area_step_km2 == pytest.approx(0)
        assert abs(known - zone.area_km2) <= zone.area_step_km2 / 2


def test_the_step_is_at_or_below_the_outline_times_the_10_m_of_the_border(study: Study) -> None:
    for zone in study.zones:
        if zone.area_km2 is None:
            continue
        metres = abs(_perimeter_m(zone.geometry))
        doubt_km2 = metres / 1000 * 0.01
        assert zone.area_step_km2 == 10.0 ** math.floor(math.log10(doubt_km2))


def _perimeter_m(geometry: BaseGeometry) -> float:
    return float(oracle.WGS84.geometry_area_perimeter(geometry)[1])


def test_overlaps_are_rounded_to_the_coarser_step_of_the_two(study: Study) -> None:
    for pair in study.pairs:
        coarser = max(study.zones[id_].area_step_km2 for id_ in (pair.a, pair.b))
        row = records.pair(pair)
        for key in ("overlap_km2", "only_a_km2", "only_b_km2"):
            assert row[key] % coarser == pytest.approx(0)


def test_a_marker_has_nulls_for_what_it_has_not(study: Study) -> None:
    row = records.zone(study.zones["manbij-first"])
    assert [row[key] for key in ("depth_km", "length_km", "area_km2")] == [None] * 3
    assert (row["side"], row["sections"]) == ([], [])


def test_the_verdicts_and_margins_of_a_place_are_keyed_by_zone(study: Study) -> None:
    manbij = next(records.place(place) for place in study.places if place.place.asked == "Manbij")
    assert manbij["verdict"]["turkish-demand"] == "inside"
    assert manbij["margin_km"]["turkish-demand"] == pytest.approx(3.04, abs=0.01)
    turkish = next(records.place(place) for place in study.places if place.place.country == "TUR")
    assert turkish["margin_km"]["turkish-demand"] is None


def test_date_and_status_are_those_of_the_last_stage_begun(study: Study) -> None:
    row = records.zone(study.zones["us-section/first"])
    assert (row["date"], row["status"]) == ("2019-08-05", "proposed")
    assert row["stages"] == [{"status": "proposed", "from": "2019-08-05", "to": None}]


def test_countries_are_alpha_3(study: Study) -> None:
    assert records.zone(study.zones["turkish-demand"])["side"] == ["SYR"]
    assert {records.place(place)["country"] for place in study.places} == {"SYR", "TUR"}


def test_the_length_is_the_sum_of_the_sections(study: Study) -> None:
    row = records.zone(study.zones["us-section/later"])
    assert len(row["sections"]) == 2
    assert sum(end - start for start, end in row["sections"]) == pytest.approx(
        row["length_km"], abs=0.003
    )
