"""What the page is told of two zones agrees with the study, and so with `geozone compare`."""

from __future__ import annotations

import itertools

import pytest

import geozone
from geozone.tables import records
from maps.look import style
from maps.page.data_pair import pair_data


@pytest.fixture(scope="module")
def told(study):
    return pair_data(study)


def inside(told, zone_id):
    """The listed places of a zone, read from its bits by another way than the page's."""
    digits = told["listed"][told["zones"].index(zone_id)]
    bits = "".join(f"{int(digit, 16):04b}" for digit in digits)
    return [name for name, bit in zip(told["names"], bits, strict=False) if bit == "1"]


def number(text):
    return float(text.partition(" ")[0].replace(",", ""))


def test_every_two_zones_with_an_area_have_a_row(study, told):
    areas = [zone.id for zone in study.zones if zone.area_km2 is not None]
    assert told["zones"] == areas
    rows = [(told["zones"][i], told["zones"][j]) for i, j, *_ in told["pairs"]]
    assert rows == list(itertools.combinations(areas, 2))


def test_figures_are_those_of_compare(study, told):
    rows = {(told["zones"][i], told["zones"][j]): rest for i, j, *rest in told["pairs"]}
    for pair in study.pairs:
        areas, counts, shares = rows[pair.a, pair.b]
        record = records.pair(pair)
        keys = ("overlap_km2", "only_a_km2", "only_b_km2")
        assert [number(km2) for km2, _ in areas] == [record[key] for key in keys]
        keys = ("listed_both", "listed_only_a", "listed_only_b")
        assert [number(count) for count in counts] == [record[key] for key in keys]
        keys = ("overlap_pct_of_a", "overlap_pct_of_b")
        assert [number(share) for share in shares] == [record[key] for key in keys]


def test_areas_stand_in_square_miles_too(told):
    for _, _, areas, _, _ in told["pairs"]:
        for km2, sq_mi in areas:
            # Each is rounded to what is known: at the coarsest, to 10.
            assert number(km2) / 2.589988 == pytest.approx(number(sq_mi), abs=5 / 2.589988 + 5)


def test_the_names_of_each_zone_are_its_listed_places(study, told):
    for id_ in told["zones"]:
        assert sorted(inside(told, id_)) == sorted(t.name for t in study.listed[id_].towns)


def test_the_counts_are_those_of_the_names(told):
    for i, j, _, counts, _ in told["pairs"]:
        a, b = (set(inside(told, told["zones"][at])) for at in (i, j))
        assert [len(a & b), len(a - b), len(b - a)] == [number(count) for count in counts]


def test_it_begins_with_two_main_proposals_that_overlap(study, told):
    assert told["first"] == ["turkish-demand", "us-position/5"]
    assert all(study.zones[id_].proposal.variant_of is None for id_ in told["first"])


def test_one_zone_is_not_compared(tmp_path):
    path = tmp_path / "one.toml"
    path.write_text(
        """
format = 1
title = "One"
as_of = "2020-01-01"
[line.border]
between = [["LTU", "LVA"]]
[[source]]
id = "s"
title = "A report"
date = "2020-01-01"
[[proposal]]
id = "only"
title = "The only one"
by = ["Somebody"]
stages = [{ status = "proposed", from = "2020-01-01" }]
said = "5 km"
source = ["s"]
[[proposal.zone]]
line = "border"
into = ["LTU"]
depth = "5 km"
""",
        encoding="utf-8",
    )
    assert pair_data(geozone.load(path)) is None


def test_of_very_many_zones_the_first_are_offered(handmade, monkeypatch):
    monkeypatch.setattr(style, "PAIRED_AT_MOST", 3)
    told = pair_data(handmade())
    assert told["zones"] == ["deep", "range/5", "range/14"]
    assert len(told["pairs"]) == 3
