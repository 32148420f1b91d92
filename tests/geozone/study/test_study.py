"""A study: the figures and verdicts of the shipped scenario, and how stages and pairs are taken."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
import shapely

from geozone import GeozoneError, Study, along, load
from geozone.atlas import world
from geozone.errors import ScenarioError
from geozone.study.from_options import Piece
from geozone.study.study import StudyPlace
from tests.geozone import oracle

HEAD = 'format = 1\ntitle = "T"\nas_of = "2019-09-08"\n'
LINE = '[line.border]\nbetween = [["TUR", "SYR"]]\n'
SOURCE = '[[source]]\nid = "r1"\ntitle = "Report"\ndate = "2019-08-05"\n'
EAST_OF_EUPHRATES = (
    "turkish-demand-northeast",
    "us-section/first",
    "us-section/later",
    "us-section/third",
    "east-of-euphrates",
)


def proposal(
    id_: str, *zones: str, stages: str = '{ status = "proposed", from = "2019-08-05" }'
) -> str:
    entries = "".join(f"[[proposal.zone]]\n{zone}\n" for zone in zones)
    return (
        f'[[proposal]]\nid = "{id_}"\ntitle = "{id_.upper()}"\nby = ["Turkey"]\n'
        f'stages = [{stages}]\nsaid = "A zone."\nsource = ["r1"]\n{entries}'
    )


def strip(depth: str, **more: str) -> str:
    keys = {"line": "border", "depth": depth, **more}
    return 'into = ["SYR"]\n' + "\n".join(f'{key} = "{value}"' for key, value in keys.items())


def made(folder: Path, *entries: str, head: str = HEAD) -> Study:
    file = folder / "s.toml"
    file.write_text(head + "\n".join([LINE, SOURCE, *entries]), encoding="utf-8")
    return load(file)


def place(study: Study, asked: str) -> StudyPlace:
    return next(each for each in study.places if each.place.asked == asked)


# Gates


def test_manbij_is_29_km_from_the_border(study: Study) -> None:
    assert place(study, "Manbij").distance_km == pytest.approx(29.0, abs=0.05)


def test_manbij_is_inside_32_km_of_the_whole_border(study: Study) -> None:
    assert place(study, "Manbij").verdicts["turkish-demand"] == "inside"


@pytest.mark.parametrize("zone", EAST_OF_EUPHRATES)
def test_manbij_is_outside_every_zone_east_of_the_euphrates(study: Study, zone: str) -> None:
    assert place(study, "Manbij").verdicts[zone] == "outside"


def test_tadif_at_32_km_is_too_close_to_call(study: Study) -> None:
    tadif = place(study, "Tadif")
    assert tadif.distance_km == pytest.approx(32.0, abs=0.05)
    assert tadif.verdicts["turkish-demand"] == "too-close"


def test_tall_abyad_is_outside_the_us_section_and_ras_al_ayn_inside(study: Study) -> None:
    assert place(study, "Tall Abyad").verdicts["us-section/first"] == "outside"
    assert place(study, "Ra's al-Ayn").verdicts["us-section/first"] == "inside"


def test_the_us_section_is_140_km_long(study: Study) -> None:
    assert study.zones["us-section/first"].length_km == pytest.approx(140.0)


# Places


def test_distances_and_nearest_points_of_places_are_those_of_the_oracle(study: Study) -> None:
    exact = oracle.of_line(study.lines["border"].line).find(
        [each.place.point for each in study.places]
    )
    for each, metres, foot, chainage_m in zip(
        study.places, exact.distance_m, exact.foot, exact.chainage_m, strict=True
    ):
        assert each.distance_km is not None
        if each.distance_km > 100:
            continue
        assert each.distance_km == pytest.approx(metres / 1000, abs=1e-6)
        assert (each.nearest_lon, each.nearest_lat) == pytest.approx(tuple(foot), abs=1e-4)
        assert each.chainage_km == pytest.approx(chainage_m / 1000, abs=0.01)


def test_a_place_has_a_verdict_and_a_margin_for_every_zone_with_a_depth(study: Study) -> None:
    ids = [zone.id for zone in study.zones if zone.depth is not None]
    for each in study.places:
        assert list(each.verdicts) == ids
        assert list(each.margins_km) == ids


def test_a_place_in_turkey_is_outside_zones_in_syria_without_a_margin(study: Study) -> None:
    nusaybin = place(study, "Nusaybin")
    assert set(nusaybin.verdicts.values()) == {"outside"}
    assert set(nusaybin.margins_km.values()) == {None}


def test_a_place_whose_point_lies_on_the_other_side_is_outside_without_a_margin(
    tmp_path: Path,
) -> None:
    places = (
        'places = [{ name = "Here", country = "SYR", lon = 38.0, lat = 37.0, source = "r1" }]\n'
    )
    study = made(tmp_path, proposal("a", strip("15 km")), head=HEAD + places)
    assert study.places[0].verdicts == {"a": "outside"}
    assert study.places[0].margins_km == {"a": None}


def test_a_place_counts_by_its_own_uncertainty(tmp_path: Path) -> None:
    at = 'lon = 38.4, lat = 36.77, source = "r1", country = "SYR"'
    places = (
        f'places = [{{ name = "Sure", {at}, uncertainty_km = 0.1 }}, '
        f'{{ name = "Vague", {at}, uncertainty_km = 30 }}]\n'
    )
    study = made(tmp_path, proposal("a", strip("30 km")), head=HEAD + places)
    assert [each.verdicts["a"] for each in study.places] == ["inside", "too-close"]


# Zones


def test_a_range_gives_a_zone_for_each_depth_and_the_band_between_them(study: Study) -> None:
    inner, outer = study.zones["us-position/5"], study.zones["us-position/14"]
    (band,) = study.bands
    assert (band.inner, band.outer) == (inner.id, outer.id)
    assert (inner.depth_km, outer.depth_km) == (5, 14)
    km2 = oracle.WGS84.geometry_area_perimeter(band.geometry)[0] / 1e6
    assert km2 == pytest.approx((outer.area_km2 or 0) - (inner.area_km2 or 0), rel=1e-5)
    assert shapely.intersection(band.geometry, inner.geometry).area < 1e-9


def test_a_band_has_no_row_and_no_verdict(study: Study) -> None:
    assert not any(zone.id == "us-position" for zone in study.zones)


def test_the_far_tier_is_what_14_km_leaves_of_5_km(study: Study) -> None:
    far, near = study.zones["us-position-tiers/far"], study.zones["us-position-tiers/near"]
    whole = study.zones["us-position/14"]
    assert (far.area_km2 or 0) + (near.area_km2 or 0) == pytest.approx(whole.area_km2, rel=1e-9)


def test_a_marker_has_no_side_length_area_verdict_or_pair(study: Study) -> None:
    marker = study.zones["manbij-first"]
    assert (marker.kind, marker.sides, marker.sections) == ("marker", (), ())
    assert (marker.length_km, marker.area_km2, marker.depth_km) == (None, None, None)
    assert not any("manbij" in pair.a or "manbij" in pair.b for pair in study.pairs)
    assert marker.geometry.geom_type == "Point"


def test_titles_tell_the_zones_of_one_proposal_apart(study: Study) -> None:
    titles = [zone.title for zone in study.zones]
    assert len(set(titles)) == len(titles)


def test_the_view_holds_all_zones_and_lines(study: Study) -> None:
    view = shapely.box(*study.bounds)
    assert all(view.contains(zone.geometry) for zone in study.zones)
    assert view.contains(study.lines["border"].line)


def test_a_disc_lies_on_the_land_of_its_side(tmp_path: Path) -> None:
    zone = 'place = "Kobani"\ninto = ["SYR"]\ndepth = "10 km"'
    study = made(tmp_path, proposal("a", zone))
    disc = study.zones["a"]
    assert (disc.kind, disc.sides, disc.sections, disc.length_km) == ("disc", ("SYR",), (), None)
    assert shapely.difference(disc.geometry, world.land("SYR")).area < 1e-10
    assert 150 < (disc.area_km2 or 0) < 314


def test_a_bank_with_a_stretch_is_noted(tmp_path: Path) -> None:
    stretch = '[stretch.east]\nline = "border"\nfrom = "river:Euphrates"\nto = "IRQ"\n'
    zone = 'stretch = "east"\ninto = ["SYR"]\ndepth = "15 km"\nbank = "left of river:Euphrates"'
    study = made(tmp_path, stretch, proposal("a", zone))
    assert any(
        re.search("bank and by the end of a stretch", str(note)) for note in study.zones["a"].notes
    )


def test_miles_are_kept_as_they_were_said(tmp_path: Path) -> None:
    study = made(tmp_path, proposal("a", strip("20 mi")))
    assert study.zones["a"].depth_km == pytest.approx(32.18688)
    assert str(study.zones["a"].depth) == "20 mi"


# Stages


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ("2019-08-06", "proposed"),
        ("2019-08-07", "agreed"),
        ("2019-09-07", "agreed"),
        ("2019-09-08", "in-force"),
    ],
)
def test_the_stage_is_the_last_one_begun_by_the_date_of_the_scenario(
    tmp_path: Path, as_of: str, status: str
) -> None:
    every = ['{ status = "proposed", from = "2019-08-05" }']
    if as_of >= "2019-08-07":
        every.append('{ status = "agreed", from = "2019-08-07" }')
    if as_of >= "2019-09-08":
        every.append('{ status = "in-force", from = "2019-09-08" }')
    head = HEAD.replace("2019-09-08", as_of)
    study = made(tmp_path, proposal("a", strip("5 km"), stages=", ".join(every)), head=head)
    assert study.zones["a"].stage.status == status


# Pairs


def test_pairs_are_only_between_different_proposals(study: Study) -> None:
    owner = {zone.id: zone.proposal.id for zone in study.zones}
    assert study.pairs
    assert all(owner[pair.a] != owner[pair.b] for pair in study.pairs)


def test_every_pair_of_zones_with_an_area_is_there_once(study: Study) -> None:
    zones = [zone for zone in study.zones if zone.area_km2 is not None]
    expected = [
        (a.id, b.id) for a, b in itertools.combinations(zones, 2) if a.proposal.id != b.proposal.id
    ]
    assert [(pair.a, pair.b) for pair in study.pairs] == expected


def test_overlap_and_rest_add_up_to_each_zone(study: Study) -> None:
    for pair in study.pairs:
        a, b = (study.zones[id_].area_km2 for id_ in (pair.a, pair.b))
        assert pair.overlap_km2 + pair.only_a_km2 == pytest.approx(a, rel=1e-9)
        assert pair.overlap_km2 + pair.only_b_km2 == pytest.approx(b, rel=1e-9)


def test_a_shallower_zone_of_the_same_line_lies_wholly_in_a_deeper_one(study: Study) -> None:
    (pair,) = [
        each for each in study.pairs if (each.a, each.b) == ("turkish-demand", "us-position/5")
    ]
    assert pair.only_b_km2 == pytest.approx(0, abs=1e-3)


# Listed places


def test_listed_places_are_towns_of_the_side_inside_the_zone(study: Study) -> None:
    zone = study.zones["us-section/first"]
    inside = [
        town
        for town in study.towns
        if town.kind == "town"
        and town.country == "SYR"
        and zone.geometry.contains(shapely.Point(town.lon, town.lat))
    ]
    listed = study.listed[zone.id]
    assert listed.places == len(inside) > 0
    assert listed.population_known_for <= listed.places


def test_a_population_is_summed_only_where_it_is_known_for_80_per_cent(study: Study) -> None:
    for listed in study.listed.values():
        known = listed.population_known_for >= 0.8 * listed.places and listed.places > 0
        assert (listed.population is not None) == known


# What every output says


def test_notes_attributions_and_the_boundary_note_are_there(study: Study) -> None:
    assert "no position on the status" in study.boundary_note
    assert any("OpenStreetMap" in line and "ODbL" in line for line in study.attributions)
    assert any("GeoNames" in line for line in study.attributions)
    assert set(study.scenario.notes) <= set(study.notes)


# Faults


def test_faults_of_form_and_of_geometry_are_reported_together(tmp_path: Path) -> None:
    stretches = (
        '[stretch.orontes]\nline = "border"\nfrom = "river:Orontes"\nto = "IRQ"\n'
        '[stretch.empty]\nline = "border"\nfrom = "IRQ"\nto = "end"\n'
    )
    faulty = [
        proposal("long", strip("15 km", length="2000 km")),
        proposal("deep", strip("-5 km")),
        proposal("tigris", strip("15 km", bank="left of river:Tigris")),
    ]
    with pytest.raises(ScenarioError) as caught:
        made(tmp_path, stretches, *faulty)
    file = str(tmp_path / "s.toml")
    lines = str(caught.value).splitlines()
    assert len(lines) == len(caught.value.faults) == 5
    assert all(line.startswith(f"{file}: ") and ": expected " in line for line in lines)
    for entry, key in [
        ('zone "deep"', "depth = -5 km"),
        ('stretch "orontes"', "from = river:Orontes"),
        ('stretch "empty"', "from = IRQ to end"),
        ('zone "long"', "length = 2000 km"),
        ('zone "tigris"', "bank = "),
    ]:
        assert sum(line.startswith(f"{file}: {entry}: {key}") for line in lines) == 1


def test_a_third_country_as_a_side_is_a_fault_of_its_zone(tmp_path: Path) -> None:
    with pytest.raises(
        GeozoneError, match=r'zone "a": into = IRQ: expected a country at this line: TUR, SYR'
    ):
        made(tmp_path, proposal("a", strip("5 km").replace("SYR", "IRQ")))


def test_countries_that_do_not_touch_are_a_fault_of_their_line(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    far = LINE.replace("SYR", "JOR")
    zone = strip("5 km").replace("SYR", "JOR")
    file.write_text(HEAD + far + SOURCE + proposal("a", zone), encoding="utf-8")
    with pytest.raises(
        ScenarioError, match=r'line "border": between: expected .*TUR and JOR share no land border'
    ):
        load(file)


def test_a_piece_of_a_line_is_framed_and_not_the_line() -> None:
    study = along("RUS-KAZ", into="KAZ", depth=5, piece=Piece(start="km 100", end="km 130"))
    west, south, east, north = study.bounds
    assert east - west < 2
    assert north - south < 1.5


def test_a_country_too_small_for_the_map_or_too_far_off_has_its_name():
    study = along("VAT-ITA", into="ITA", depth="1 km", places=["Paris"])
    assert study.country_names["VAT"] == "Vatican"
    assert study.country_names["FRA"] == "France"
