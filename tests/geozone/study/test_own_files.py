"""Scenarios with a line and with polygons of the user's own files: study, records, outputs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely

from geozone import Study, load
from geozone.atlas import world
from geozone.errors import ScenarioError
from geozone.export import writing
from geozone.export.layers import layers
from geozone.tables import records
from maps import draw
from maps.page import folium_page
from tests.geozone import oracle
from tests.geozone.vector_made import frame, geojson, line

LONLAT = [(37.2, 36.5), (38.2, 36.45), (39.0, 36.6)]
AREA = [(37.6, 36.2), (38.1, 36.2), (38.1, 36.6), (37.6, 36.6), (37.6, 36.2)]
TEXT = """
format = 1
title = "A line of our own"
as_of = "2019-09-08"
places = [
  "Manbij",
  { name = "South", lon = 38.0, lat = 36.40, country = "SYR", source = ["r"], uncertainty_km = 0 },
  { name = "North", lon = 38.0, lat = 36.52, country = "SYR", source = ["r"], uncertainty_km = 0 },
  { name = "Close", lon = 38.0, lat = 36.465, country = "SYR", source = ["r"] },
  { name = "Far", lon = 38.0, lat = 36.20, country = "TUR", source = ["r"], uncertainty_km = 0 },
  { name = "Other", lon = 38.0, lat = 36.40, country = "IRQ", source = ["r"], uncertainty_km = 0 },
]

[line.truce]
file = "lines/truce.geojson"
left = "TUR"
right = "SYR"

[stretch.east]
line = "truce"
from = "river:Euphrates"
to = "end"

[[source]]
id = "r"
title = "A report"
date = "2019"

[[proposal]]
id = "south"
title = "South of it"
by = ["Somebody"]
stages = [{ status = "proposed", from = "2019" }]
said = "Ten kilometres."
source = ["r"]
[[proposal.zone]]
line = "truce"
into = ["SYR"]
depth = "10 km"

[[proposal]]
id = "east"
title = "East of the river"
by = ["Somebody"]
stages = [{ status = "proposed", from = "2019" }]
said = "Ten kilometres on the left."
source = ["r"]
[[proposal.zone]]
stretch = "east"
into = ["left"]
depth = "about 5 km"

[[proposal]]
id = "drawn"
title = "As it was drawn"
by = ["Somebody"]
stages = [{ status = "proposed", from = "2019" }]
said = "A map was shown."
source = ["r"]
[[proposal.zone]]
area = "area.gpkg#outline"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    (folder / "lines").mkdir()
    geojson(folder / "lines" / "truce.geojson", line(*LONLAT))
    two = [shapely.Polygon(AREA), shapely.box(38.0, 36.3, 38.4, 36.4)]
    frame(*two).to_file(folder / "area.gpkg", layer="outline")
    frame(shapely.LineString(LONLAT)).to_file(folder / "area.gpkg", layer="other")
    (folder / "own.toml").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def own(folder: Path) -> Study:
    return load(folder / "own.toml")


def faults(folder: Path, old: str, new: str) -> str:
    assert old in TEXT
    (folder / "changed.toml").write_text(TEXT.replace(old, new), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(folder / "changed.toml")
    return str(caught.value)


def test_a_file_is_looked_for_beside_the_scenario(
    own: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    again = load(folder / "own.toml")
    assert again.zones["south"].area_km2 == own.zones["south"].area_km2
    assert own.lines["truce"].name == "truce.geojson"


def test_a_place_lies_where_its_point_is_whatever_its_country(own: Study) -> None:
    verdicts = {found.place.asked: dict(found.verdicts) for found in own.places}
    margins = {found.place.asked: dict(found.margins_km) for found in own.places}
    assert verdicts["South"]["south"] == "inside"
    assert margins["South"]["south"] == pytest.approx(
        min(_to_line_km(38.0, 36.40), 10 - _to_line_km(38.0, 36.40)), abs=0.01
    )
    assert (verdicts["North"]["south"], margins["North"]["south"]) == ("outside", None)
    assert verdicts["Far"]["south"] == "outside"
    assert margins["Far"]["south"] is None  # listed in Turkey, on the land of Syria
    assert margins["Other"]["south"] is None  # listed in a third country


def _to_line_km(lon: float, lat: float) -> float:
    metres = oracle.of_line(shapely.LineString(LONLAT)).distance_m([[lon, lat]])
    return float(metres[0]) / 1000


def test_a_town_too_near_to_the_line_is_on_neither_side_for_sure(own: Study) -> None:
    (close,) = [found for found in own.places if found.place.asked == "Close"]
    assert close.verdicts["south"] == "too-close"
    assert close.margins_km["south"] == pytest.approx(-_to_line_km(38.0, 36.465), abs=0.01)


def test_listed_places_count_where_they_lie(own: Study) -> None:
    zone = own.zones["south"]
    assert zone.places_of == ("TUR", "SYR")
    inside = [
        town.name
        for town in own.towns
        if town.kind == "town"
        and town.country in ("TUR", "SYR")
        and shapely.contains_xy(zone.geometry, town.lon, town.lat)
    ]
    assert own.listed["south"].places == len(inside) > 0


def test_outputs_say_whose_line_it_is_and_never_where_it_lies(own: Study, folder: Path) -> None:
    heading = records.heading(own)
    assert (
        "The line of truce.geojson is the user's own, from that file, and not the atlas'."
        in heading["boundary_note"]
    )
    assert any(note.startswith("truce.geojson: the user's own line") for note in heading["notes"])
    licence = "the user's own file, whose licence is not known here"
    assert heading["attributions"][-2:] == [
        f"Line: truce.geojson, {licence}", f"Area: area.gpkg, {licence}",
    ]  # fmt: skip
    south = records.zone(own.zones["south"])
    assert south["side"] == ["SYR"]
    assert "Right of the line of truce.geojson, as that file draws it." in south["notes"]
    everything = json.dumps([heading, south, records.compared_zones(own)])
    assert str(folder) not in everything
    assert "lines/" not in everything


def test_the_shipped_scenario_says_nothing_of_own_lines(study: Study) -> None:
    assert "user's own" not in study.boundary_note
    assert not any("user's own" in each for each in study.attributions)


def test_an_area_is_drawn_and_not_measured(own: Study) -> None:
    area = own.zones["drawn"]
    assert (area.kind, area.sides, area.sections) == ("area", (), ())
    assert (area.depth_km, area.length_km, area.tolerance_m) == (None, None, 0.0)
    union = shapely.union(shapely.Polygon(AREA), shapely.box(38.0, 36.3, 38.4, 36.4))
    assert area.area_km2 == pytest.approx(oracle.area_m2(union) / 1e6, rel=1e-4)
    assert "drawn, not measured from a border" in str(area.notes[0])
    assert "area.gpkg" in str(area.notes[0])


def test_an_area_has_a_row_listed_places_and_pairs_and_no_verdicts(own: Study) -> None:
    row = next(row for row in records.compared_zones(own) if row["id"] == "drawn")
    assert (row["depth_km"], row["length_km"], row["sections"]) == (None, None, [])
    assert row["area_km2"] > 1_000
    assert row["listed_places"] > 0
    assert {(pair.a, pair.b) for pair in own.pairs} == {
        ("south", "east"), ("south", "drawn"), ("east", "drawn"),
    }  # fmt: skip
    (pair,) = [pair for pair in own.pairs if (pair.a, pair.b) == ("south", "drawn")]
    common = shapely.intersection(own.zones["south"].geometry, own.zones["drawn"].geometry)
    assert pair.overlap_km2 == pytest.approx(oracle.area_m2(common) / 1e6, rel=1e-4)
    assert all(set(found.verdicts) == {"south", "east"} for found in own.places)


def test_the_view_holds_line_and_area(own: Study) -> None:
    view = shapely.box(*own.bounds)
    assert all(view.contains(zone.geometry) for zone in own.zones)


@pytest.mark.parametrize("name", ["z.gpkg", "z.geojson", "z.kml", "z.fgb", "z.shp.zip"])
def test_every_export_takes_them(own: Study, tmp_path: Path, name: str) -> None:
    writing.write(own, tmp_path / name)
    assert (tmp_path / name).stat().st_size > 5_000
    rows = {row["id"]: row for row in layers(own).zones.rows}
    assert rows["drawn"]["depth_km"] is None


def test_the_map_names_the_file_and_shows_the_area_as_drawn(own: Study, tmp_path: Path) -> None:
    file = tmp_path / "own.html"
    folium_page.save(draw(own), file)
    text = file.read_text(encoding="utf-8")
    assert "the user's own line truce.geojson" in text.replace("\\u0027", "'")
    assert "drawn by others, not measured" in text
    assert str(tmp_path) not in text


def test_a_line_of_one_country_parts_its_land(folder: Path) -> None:
    text = TEXT.replace('left = "TUR"', 'left = "SYR"').replace(
        'into = ["SYR"]', 'into = ["right"]'
    )
    (folder / "one.toml").write_text(text, encoding="utf-8")
    zone = load(folder / "one.toml").zones["south"]
    assert zone.sides == ("SYR",)
    assert shapely.difference(zone.geometry, world.land("SYR")).area < 1e-10


def test_a_line_without_countries_takes_whatever_lies_there(folder: Path, own: Study) -> None:
    text = TEXT.replace('left = "TUR"\nright = "SYR"\n', "").replace(
        'into = ["SYR"]', 'into = ["right"]'
    )
    (folder / "none.toml").write_text(text, encoding="utf-8")
    found = load(folder / "none.toml")
    assert found.zones["south"].area_km2 == pytest.approx(own.zones["south"].area_km2, rel=1e-9)
    assert found.zones["south"].sides == ("SYR",)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "lines/truce.geojson", "lines/none.geojson",
            'line "truce": file = lines/none.geojson: expected a file that can be read',
        ),
        (
            "lines/truce.geojson", "../truce.geojson",
            'line "truce": file = ../truce.geojson: expected a file in the folder of the scenario',
        ),
        (
            "lines/truce.geojson", "area.gpkg",
            'line "truce": file = area.gpkg: expected the name of one of its 2 layers behind a #',
        ),
        (
            "lines/truce.geojson", "area.gpkg#outline",
            'line "truce": file = area.gpkg#outline: expected lines only; save the line',
        ),
        (
            "area.gpkg#outline", "area.gpkg#other",
            'zone "drawn": area = area.gpkg#other: expected polygons only',
        ),
        (
            "area.gpkg#outline", "lines/none.fgb",
            'zone "drawn": area = lines/none.fgb: expected a file that can be read',
        ),
        (
            'into = ["SYR"]', 'into = ["IRQ"]',
            'zone "south": into = IRQ: expected TUR or SYR, or left or right, looking along',
        ),
        (
            'to = "end"', 'to = "IRQ"',
            'stretch "east": to = IRQ: expected an end of truce.geojson: start, end, "km 120"',
        ),
        ('area = "area.gpkg#outline"', 'area = "area.gpkg#outline"\ndepth = "5 km"', "no depth in"),
        (
            'right = "SYR"\n', "",
            'line "truce": right: expected the country on the right of that line (it is missing',
        ),
        (
            'left = "TUR"\nright = "SYR"\n', "",
            'into = SYR: expected left or right, looking along the line as its file draws it: no',
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_one_line(folder: Path, old: str, new: str, line: str) -> None:
    assert line in faults(folder, old, new)


def test_all_that_is_wrong_is_told_at_once(folder: Path) -> None:
    text = TEXT.replace("truce.geojson", "none.geojson").replace("area.gpkg", "none.gpkg")
    (folder / "changed.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(folder / "changed.toml")
    assert [fault.key for fault in caught.value.faults] == ["file", "area"]
