"""Geometry in files: the rules of RFC 7946, decimals, and the cut at the antimeridian."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import shapely

from geozone import Study
from geozone.ellipsoid.antimeridian import cut
from geozone.export import writing
from geozone.export.layers import layers, rounded
from geozone.tables import records
from tests.geozone.exported import EACH, Made, Row, changed, shapes


@pytest.fixture(scope="module")
def made(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(study, tmp_path_factory.mktemp("made"))


# --- RFC 7946 -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def geojson(made: Made) -> Row:
    return json.loads(
        made[".geojson"].read_text(encoding="utf-8"),
        parse_constant=lambda name: pytest.fail(f"{name} in JSON"),
    )


def rings(geometry: Row) -> list[list[list[list[float]]]]:
    """The rings of each polygon."""
    if geometry["type"] == "Point":
        return []
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]


def test_geojson_is_a_collection_with_the_heading_and_no_crs(geojson: Row, study: Study) -> None:
    assert geojson["type"] == "FeatureCollection"
    assert "crs" not in geojson
    heading = json.loads(json.dumps(records.heading(study)))
    assert {key: geojson[key] for key in heading} == heading


def test_a_feature_has_its_type_id_geometry_and_properties(geojson: Row) -> None:
    for feature in geojson["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        assert feature["id"] == feature["properties"]["id"]


def test_rings_are_closed_and_follow_the_right_hand_rule(geojson: Row) -> None:
    for feature in geojson["features"]:
        for outer, *inner in rings(feature["geometry"]):
            assert shapely.LinearRing(outer).is_ccw
            assert not any(shapely.LinearRing(ring).is_ccw for ring in inner)
            assert all(len(ring) >= 4 and ring[0] == ring[-1] for ring in (outer, *inner))


def test_positions_are_lon_lat_with_the_decimals_that_suit_the_tolerance(geojson: Row) -> None:
    digits: list[int] = []
    for feature in geojson["features"]:
        for polygon in rings(feature["geometry"]):
            for lon, lat in [position for ring in polygon for position in ring]:
                assert 35 < lon < 43
                assert 35 < lat < 38
                digits += [len(repr(number).partition(".")[2]) for number in (lon, lat)]
    assert max(digits) <= 8
    assert sum(count > 6 for count in digits) < len(digits) / 2


def test_a_finer_outline_gets_more_decimals(study: Study) -> None:
    fine = changed(study, lambda _: {"tolerance_m": 0.1})
    assert layers(fine).decimals == 7


def test_an_outline_that_rounding_breaks_gets_a_decimal_more() -> None:
    shape = shapely.Polygon([(0, 0), (1, 0), (1, 1.0000002), (0.5, 2e-7), (0, 1)])
    assert not shapely.set_precision(shape, 1e-6, mode="pointwise").is_valid
    found = rounded(shape, 6)
    assert found.is_valid
    assert found.hausdorff_distance(shape) < 1e-7


def test_a_needle_thinner_than_any_decimal_is_taken_off() -> None:
    shape = shapely.Polygon([(0, 0), (1, 0), (1, 1), (1 - 1e-12, 2), (1 - 1e-12, 1), (0, 1)])
    found = rounded(shape, 6)
    assert found.is_valid
    assert found.equals(shapely.box(0, 0, 1, 1))


# --- the antimeridian -----------------------------------------------------------------------------

ROUND_180 = shapely.Polygon(
    [(178.5, 60), (181.5, 60.2), (181.5, 62), (178.5, 62)],
    [[(179.5, 61), (180.5, 61), (180.5, 61.5), (179.5, 61.5)]],
)


@EACH
def test_a_zone_across_180_is_cut_there(ending: str, study: Study, tmp_path: Path) -> None:
    crossing = changed(study, lambda _: {"geometry": ROUND_180}, most=1)
    path = tmp_path / f"zones{ending}"
    writing.write(crossing, path)
    (shape,) = shapes(path).values()
    assert shape.geom_type == "MultiPolygon"
    assert shape.is_valid
    assert len(shape.geoms) == 2
    west, east = sorted(shape.geoms, key=lambda part: -part.bounds[0])
    assert (west.bounds[0], west.bounds[2]) == (178.5, 180.0)
    assert (east.bounds[0], east.bounds[2]) == (-180.0, -178.5)
    assert shape.area == pytest.approx(ROUND_180.area, abs=1e-5)


def test_the_edge_at_180_is_the_same_on_both_sides() -> None:
    west, east = sorted(cut(ROUND_180).geoms, key=lambda part: -part.bounds[0])
    lats = [
        {lat for lon, lat in shapely.get_coordinates(part) if lon == edge}
        for part, edge in ((west, 180.0), (east, -180.0))
    ]
    assert lats[0] == lats[1] == {60.1, 61.0, 61.5, 62.0}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (shapely.Point(180, 1), shapely.Point(180, 1)),
        (shapely.Point(-180, 1), shapely.Point(-180, 1)),
        (shapely.box(179, 0, 180, 1), shapely.box(179, 0, 180, 1)),
        (shapely.box(180, 0, 181, 1), shapely.box(-180, 0, -179, 1)),
        (shapely.box(-181, 0, -180, 1), shapely.box(179, 0, 180, 1)),
        (
            shapely.LineString([(179, 0), (181, 2)]),
            shapely.MultiLineString([[(179, 0), (180, 1)], [(-180, 1), (-179, 2)]]),
        ),
        (
            shapely.LineString([(185, 0), (180, 2)]),
            shapely.LineString([(-175, 0), (-180, 2)]),
        ),
    ],
    ids=lambda shape: shape.wkt,
)
def test_longitudes_are_brought_within_180(given: Any, expected: Any) -> None:
    found = cut(given)
    assert found.geom_type == expected.geom_type
    assert found.equals(expected)
