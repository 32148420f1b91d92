"""A scenario laid out on the ground: zones by their ids, and refusals as faults of entries."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely

from geozone.scenario.reading import read
from geozone.study.layout import Layout, lay_out
from tests.geozone.study.test_study import HEAD, LINE, SOURCE, proposal, strip

STRETCH = '[stretch.east]\nline = "border"\nfrom = "river:Euphrates"\nto = "IRQ"\n'


def laid(folder: Path, *entries: str) -> Layout:
    file = folder / "s.toml"
    file.write_text(HEAD + "\n".join([LINE, STRETCH, SOURCE, *entries]), encoding="utf-8")
    scenario, faults = read(file)
    assert faults == ()
    return lay_out(scenario)


def labelled(label: str, zone: str) -> str:
    return f'label = "{label}"\n{zone}'


@pytest.mark.parametrize(
    ("zones", "ids"),
    [
        ([strip("15 km")], ["a"]),
        ([strip("5-14 km")], ["a/5", "a/14"]),
        ([labelled("near", strip("5 km")), labelled("far", strip("14 km"))], ["a/near", "a/far"]),
        ([labelled("x", strip("2.5-5 mi"))], ["a/x/2.5", "a/x/5"]),
        (['place = "Manbij"'], ["a"]),
    ],
)
def test_zones_are_named_by_proposal_label_and_depth(
    tmp_path: Path, zones: list[str], ids: list[str]
) -> None:
    if len(zones) == 1 and zones[0].startswith("label"):
        zones = [*zones, labelled("y", strip("5 km"))]
        ids = [*ids, "a/y"]
    assert [each.id for each in laid(tmp_path, proposal("a", *zones)).zones] == ids


def test_a_zone_may_subtract_one_that_stands_later_in_the_file(tmp_path: Path) -> None:
    zones = [labelled("far", strip("14 km", minus="near")), labelled("near", strip("5 km"))]
    far, near = (each.zone for each in laid(tmp_path, proposal("a", *zones)).zones)
    assert far is not None
    assert near is not None
    assert shapely.intersection(far.geometry, near.geometry).area < 1e-9


def test_part_and_length_are_taken_of_the_stretch(tmp_path: Path) -> None:
    zone = 'stretch = "east"\ninto = ["SYR"]\ndepth = "5 km"\npart = "2 of 3"\nlength = "140 km"'
    (only,) = laid(tmp_path, proposal("a", zone)).zones
    assert only.zone is not None
    assert only.zone.length_km == pytest.approx(140)


def test_a_length_of_the_whole_line_is_centred(tmp_path: Path) -> None:
    layout = laid(tmp_path, proposal("a", strip("5 km", length="100 km")))
    (only,) = layout.zones
    assert only.zone is not None
    middle = layout.borders["border"].length_km / 2
    assert only.zone.sections[0] == pytest.approx((middle - 50, middle + 50))


def test_what_is_refused_is_a_fault_and_the_rest_is_laid_out(tmp_path: Path) -> None:
    layout = laid(
        tmp_path,
        proposal("long", strip("5 km", length="5000 km")),
        proposal("good", strip("5 km")),
    )
    assert [each.id for each in layout.zones] == ["good"]
    assert [fault.line("f") for fault in layout.faults] == [
        'f: zone "long": length = 5000 km: expected a length above 0 and at most the 907.2 km there'
    ]


def test_a_fault_of_a_stretch_is_told_once_however_many_zones_use_it(tmp_path: Path) -> None:
    bad = '[stretch.bad]\nline = "border"\nfrom = "km 5000"\nto = "IRQ"\n'
    zone = 'stretch = "bad"\ninto = ["SYR"]\ndepth = "5 km"'
    layout = laid(tmp_path, bad, proposal("a", zone), proposal("b", zone))
    assert [fault.entry for fault in layout.faults] == ['stretch "bad"']
    assert layout.zones == ()


def test_progress_tells_each_zone_before_it_is_made(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text(HEAD + LINE + SOURCE + proposal("a", strip("5-14 km")), encoding="utf-8")
    told: list[str] = []
    lay_out(read(file)[0], progress=told.append)
    assert told == ["a/5", "a/14"]
