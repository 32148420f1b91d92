"""Towns near lines and in areas: the same as by measuring every town of the world."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

from gazetteer import Gazetteer
from geozone import GeozoneError, distance_km, places_within
from geozone.lines.border import Border
from tests.gazetteer.everywhere import everywhere, points
from tests.sampling import examples

GEOD = Geod(ellps="WGS84")


def ids(found: list) -> set[str]:  # type: ignore[type-arg]
    return {each.place.source_id for each in found}


def in_space(lonlat: np.ndarray) -> np.ndarray:
    """Points on a sphere of 6,378 km, which is nowhere smaller than the ellipsoid."""
    lon, lat = np.radians(lonlat).T
    flat = np.cos(lat)
    return 6378.2 * np.column_stack((flat * np.cos(lon), flat * np.sin(lon), np.sin(lat)))


def by_brute_force(geometry: BaseGeometry, within_km: float) -> set[str]:
    """Every town measured, without those that are 100 km farther by a coarse look."""
    coarse = shapely.get_coordinates(shapely.segmentize(geometry, 0.2))
    chord_km, _ = cKDTree(in_space(coarse)).query(in_space(points()))
    inside = shapely.intersects_xy(geometry, points()[:, 0], points()[:, 1])
    at = np.flatnonzero((chord_km < within_km + 100) | inside)
    near = at[distance_km(points()[at], geometry) <= within_km]
    return {everywhere()[each].source_id for each in near.tolist()}


LINES = {
    "border": Border.between("TUR", "SYR").line,
    "antimeridian": shapely.MultiLineString([[(178, -17), (180, -16)], [(-180, -16), (-179, -15)]]),
    "polar": shapely.LineString([(0, 78), (60, 82)]),
    "long": shapely.LineString([(-10, 50), (60, 40)]),
    "point": shapely.Point(-180, 65),
    "box": shapely.box(36, 36, 38, 37),
    "two": shapely.union(shapely.box(36, 36, 37, 37), shapely.Point(179.9, -17)),
    "hole": shapely.box(30, 30, 40, 40).difference(shapely.box(32, 32, 39, 39)),
    "cut": shapely.union(shapely.box(176, -20, 180, -15), shapely.box(-180, -20, -178, -15)),
}  # fmt: skip


@pytest.mark.one_in(4)
@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("within_km", [0, 20, 333])
def test_they_are_those_of_all_towns(name: str, within_km: float) -> None:
    found = places_within(LINES[name], within_km)
    assert ids(found) == by_brute_force(LINES[name], within_km)
    assert found == sorted(found, key=lambda each: each.distance_km)


@examples(20)
@given(
    st.floats(-180, 180), st.floats(-90, 90), st.floats(0, 360), st.floats(0, 500),
)  # fmt: skip
def test_they_are_those_round_any_point(
    lon: float, lat: float, azimuth: float, within_km: float
) -> None:
    """By pyproj alone: no distance of ours has a part in what is wanted."""
    here = np.tile((lon, lat), (len(points()), 1))
    all_km = GEOD.inv(*here.T, *points().T)[2] / 1000
    wanted = {everywhere()[at].source_id for at in np.flatnonzero(all_km <= within_km).tolist()}
    assert ids(places_within(shapely.Point(lon, lat), within_km)) == wanted


def test_an_area_holds_what_lies_in_it_at_no_distance() -> None:
    area = LINES["hole"]
    found = places_within(area)
    assert {each.distance_km for each in found} == {0.0}
    inside = shapely.intersects_xy(area, points()[:, 0], points()[:, 1])
    assert ids(found) == {everywhere()[at].source_id for at in np.flatnonzero(inside).tolist()}
    people = [each.place.population or 0 for each in found]
    assert people == sorted(people, reverse=True)


def test_a_list_of_ones_own_is_looked_into(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("name,lon,lat\nCamp,37.95,36.531\n", encoding="utf-8")
    found = places_within(shapely.Point(37.95, 36.53), 1, places=Gazetteer().with_places(file))
    assert [each.place.name for each in found] == ["Camp", "Manbij"]
    assert found[0].distance_km == pytest.approx(0.111, abs=0.001)


def test_nothing_near_is_an_empty_list() -> None:
    assert places_within(shapely.Point(-123.4, -48.9), 100) == []


@pytest.mark.parametrize(
    ("geometry", "within_km", "said"),
    [
        (shapely.Point(0, 0), -1, "distance_km must be from 0 to 500, got -1"),
        (shapely.Point(0, 0), 501, "distance_km must be from 0 to 500, got 501"),
        (shapely.Point(0, 0), "5 km", "distance_km = '5 km': expected a number of km"),
        (shapely.Point(0, 0), float("nan"), "distance_km = nan: expected a number of km"),
        (shapely.Point(0, 91), 5, "latitude of 91"),
        (shapely.Point(), 5, "geometry must not be empty"),
        ("POINT (0 0)", 5, "must be a shapely geometry"),
    ],
)
def test_what_cannot_be_right_is_refused(geometry: object, within_km: float, said: str) -> None:
    with pytest.raises(GeozoneError, match=said):
        places_within(geometry, within_km)  # type: ignore[arg-type]
