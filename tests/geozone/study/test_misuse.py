"""What is given to the library from Python and cannot be meant is refused in a line."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import geozone
from geozone.errors import GeozoneError
from geozone.lines.border import Border
from geozone.study.from_options import Own
from geozone.study.study import Study
from geozone.zones.side import Side
from maps.page.data import page_data


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ({"start": 10}, "from = 10: expected an end as text"),
        ({"part": "2 of 3"}, "part = '2 of 3': expected two whole numbers"),
        ({"part": (1.5, 3)}, r"part = \(1.5, 3\): expected two whole numbers"),
        ({"length_km": "140 km"}, "length = '140 km': expected a number of km"),
        ({"length_km": 140, "anchor": "left"}, "anchor = 'left': expected centre, from or to"),
    ],
)
def test_a_section_that_cannot_be_meant_is_refused(
    border: Border, section: dict[str, Any], said: str
) -> None:
    with pytest.raises(GeozoneError, match=f"^{said}"):
        border.section(**section)


@pytest.mark.parametrize("depth_km", ["5 km", None, True, math.nan])
def test_a_depth_that_is_no_number_is_refused(border: Border, depth_km: Any) -> None:
    with pytest.raises(GeozoneError, match=r"^depth = .*: expected a number of km$"):
        Side(border, ["SYR"], reach_km=20).zone(depth_km)


def test_a_section_of_another_border_is_refused(border: Border) -> None:
    other = Border.between("PRK", "KOR").section("km 50", "km 100")
    with pytest.raises(GeozoneError, match=r"^section = of PRK-KOR"):
        Side(border, ["SYR"], reach_km=20).zone(5, other)


@pytest.mark.parametrize("tolerance_m", [0, -1, math.nan])
def test_a_tolerance_of_nothing_is_refused(border: Border, tolerance_m: float) -> None:
    with pytest.raises(GeozoneError, match=r"^tolerance = "):
        Side(border, ["SYR"], reach_km=5, tolerance_m=tolerance_m)


@pytest.mark.parametrize(
    "ask",
    [
        lambda border: border.nearest([[math.nan, 36]]),
        lambda border: geozone.distance_km([[37, 36], [math.inf, 36]], border.line),
        lambda border: border.substring(math.nan, 5),
    ],
)
def test_what_is_not_finite_has_no_distance(border: Border, ask: Callable[[Border], Any]) -> None:
    with pytest.raises(GeozoneError, match="expected"):
        ask(border)


def test_numbers_of_numpy_are_numbers() -> None:
    study = geozone.along("AUT-LIE", into="LIE", depth=np.int64(2))
    assert [zone.id for zone in study.zones] == ["2"]
    with pytest.raises(KeyError, match="no zone 'nope': the ids are 2"):
        study.zones["nope"]


def own(folder: Path, *lines: list[list[float]]) -> Study:
    path = folder / "own.geojson"
    path.write_text(json.dumps({"type": "MultiLineString", "coordinates": lines}))
    return geozone.along(Own(line=path), into="left", depth=5)  # type: ignore[arg-type]


def test_pieces_in_opposite_directions_over_a_small_gap_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GeozoneError, match=r"a gap of 896 m two end at 37.40000, 36.50000"):
        own(tmp_path, [[37, 36.5], [37.4, 36.5]], [[37.81, 36.5], [37.41, 36.5]])


def test_pieces_in_one_direction_may_have_gaps(tmp_path: Path) -> None:
    study = own(tmp_path, [[37, 36.5], [37.4, 36.5]], [[37.41, 36.5], [37.81, 36.5]])
    assert len(study.zones) == 1


def test_a_line_shorter_than_it_is_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GeozoneError, match=r"a line of 10 m or more: this one is 4\.5 m"):
        own(tmp_path, [[37, 36.5], [37.00005, 36.5]])


def test_a_line_says_where_its_kilometres_begin(tmp_path: Path) -> None:
    study = own(tmp_path, [[37.4, 36.5], [37, 36.5]])
    assert any("is at 37.000, 36.500 (longitude, latitude)" in str(note) for note in study.notes)


def test_a_line_over_the_antimeridian_has_its_study(tmp_path: Path) -> None:
    study = own(tmp_path, [[179, 66.5], [180, 67]], [[-180, 67], [-179, 67.2]])
    (zone,) = study.zones
    assert 500 < zone.area_km2 < 800
    assert study.bounds[0] >= -180


def test_a_pair_without_land_of_the_zone_is_noted() -> None:
    (zone,) = geozone.along(["SRB-XKX", "MNE-XKX"], into="SRB", depth=5).zones
    assert any("also runs between MNE and XKX" in str(note) for note in zone.notes)


def test_a_strip_that_two_countries_have_is_called_no_claim() -> None:
    data = json.dumps(page_data(geozone.along("MWI-ZMB", into="MWI", depth=5)))
    assert "claimed by Malawi" not in data
    assert "land that maps give to Malawi or to Zambia" in data
