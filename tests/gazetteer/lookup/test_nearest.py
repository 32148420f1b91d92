"""The towns nearest to a point: the same as by looking at every town of the world."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from gazetteer import Gazetteer, GazetteerError
from gazetteer.lookup.nearest import boxes
from tests.gazetteer.everywhere import everywhere, points
from tests.sampling import examples

SHIPPED = Gazetteer()
GEOD = Geod(ellps="WGS84")

lons, lats = st.floats(-180, 180), st.floats(-90, 90)


def all_km(lon: float, lat: float) -> np.ndarray:
    here = np.tile((lon, lat), (len(points()), 1))
    return GEOD.inv(*here.T, *points().T)[2] / 1000


@pytest.mark.one_in(4)
@pytest.mark.parametrize(
    ("lon", "lat"),
    [(37.95, 36.53), (0, 90), (123, 90), (0, -90), (180, 0), (-180, 0), (179.999, -16.8),
     (-179.999, -16.8), (-179.2, 52), (-123.4, -48.9), (20, 89.99), (0, 0), (77.1, 28.6),
     (-70.9, -89)],
)  # fmt: skip
@pytest.mark.parametrize("count", [1, 7, 60])
def test_the_nearest_are_those_of_all_towns(lon: float, lat: float, count: int) -> None:
    found = SHIPPED.nearest(lon, lat, count=count)
    wanted = np.sort(all_km(lon, lat))[:count]
    assert [each.distance_km for each in found] == pytest.approx(wanted.tolist(), abs=1e-9)


@examples(20)
@given(lons, lats, st.integers(1, 30))
def test_the_nearest_of_any_point_are_those_of_all_towns(
    lon: float, lat: float, count: int
) -> None:
    found = SHIPPED.nearest(lon, lat, count=count)
    wanted = np.sort(all_km(lon, lat))[:count]
    assert [each.distance_km for each in found] == pytest.approx(wanted.tolist(), abs=1e-9)


@examples(20)
@given(lons, lats, st.floats(0, 2_000))
def test_within_a_distance_are_those_of_all_towns_that_are(
    lon: float, lat: float, within_km: float
) -> None:
    found = SHIPPED.nearest(lon, lat, count=len(everywhere()), within_km=within_km)
    inside = np.flatnonzero(all_km(lon, lat) <= within_km)
    assert {each.place.source_id for each in found} == {
        everywhere()[at].source_id for at in inside.tolist()
    }


@examples(200)
@given(lons, lats, st.floats(0, 360), st.floats(0, 20_003), st.floats(0, 1))
def test_what_lies_within_reach_lies_in_the_boxes(
    lon: float, lat: float, azimuth: float, reach_km: float, share: float
) -> None:
    to_lon, to_lat, _ = GEOD.fwd(lon, lat, azimuth, share * reach_km * 1000)
    assert any(
        west - 1e-9 <= to_lon <= east + 1e-9 and south - 1e-9 <= to_lat <= north + 1e-9
        for west, south, east, north in boxes(lon, lat, reach_km)
    )


def test_distances_are_geodesic_by_another_route() -> None:
    for each in SHIPPED.nearest(-123.4, -48.9, count=10):
        wanted = Geodesic.WGS84.Inverse(-48.9, -123.4, each.place.lat, each.place.lon)
        assert each.distance_km == pytest.approx(wanted["s12"] / 1000, abs=1e-6)


def test_more_than_there_are_gives_all() -> None:
    found = SHIPPED.nearest(0, 0, count=10**6, within_km=1e9)
    assert len(found) == len(everywhere())
    assert found[-1].distance_km <= 20_004


def test_a_longitude_may_have_gone_round_the_earth() -> None:
    round_it, plain = SHIPPED.nearest(37.95 + 360, 36.53), SHIPPED.nearest(37.95, 36.53)
    assert [each.place for each in round_it] == [each.place for each in plain]


def test_areas_are_not_near() -> None:
    syria = SHIPPED.resolve("Syria")
    found = SHIPPED.nearest(syria.lon, syria.lat, count=50)
    assert {each.place.kind for each in found} == {"town"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"lon": math.nan, "lat": 0}, "longitude and latitude in degrees, got nan, 0"),
        ({"lon": 0, "lat": 91}, "longitude and latitude in degrees, got 0, 91"),
        ({"lon": 0, "lat": 0, "count": 0}, "count is how many places, from 1 on, got"),
        ({"lon": 0, "lat": 0, "count": 1.5}, "count is how many places"),
        ({"lon": 0, "lat": 0, "within_km": -1}, "within_km is a number of km from 0 on, got -1"),
        ({"lon": 0, "lat": 0, "within_km": math.nan}, "within_km is a number of km"),
    ],
)
def test_what_cannot_be_right_is_refused(asked: dict[str, float], said: str) -> None:
    with pytest.raises(GazetteerError, match=said):
        SHIPPED.nearest(**asked)  # type: ignore[arg-type]


# --- with lists -----------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path) -> Gazetteer:
    file = tmp_path / "own.csv"
    file.write_text("name,lon,lat\nCamp,37.95,36.531\nMANBIJ,37.96,36.53\n", encoding="utf-8")
    return SHIPPED.with_places(file)


def test_places_of_a_list_are_near_too(own: Gazetteer) -> None:
    found = own.nearest(37.95, 36.53, count=3)
    assert [each.place.name for each in found] == ["Camp", "MANBIJ", "Abū Qalqal"]
    assert [each.place.source for each in found[:2]] == ["own.csv", "own.csv"]


def test_a_box_holds_the_list_s_places_and_each_town_once(own: Gazetteer) -> None:
    found = own.within(37.9, 36.5, 38, 36.6)
    assert sorted(place.name for place in found) == ["Camp", "MANBIJ"]
    assert [place.name for place in SHIPPED.within(37.9, 36.5, 38, 36.6)] == ["Manbij"]
