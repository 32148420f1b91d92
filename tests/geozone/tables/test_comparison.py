"""Areas and overlaps against other routes: geographiclib, and an overlay in an equal-area plane."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from geozone import Study
from geozone.tables import comparison, records
from geozone.tables.comparison import Comparison
from tests.geozone import oracle
from tests.geozone.made_zones import SCENARIO

pytestmark = pytest.mark.one_in(3)

# Lambert's cylindrical equal-area projection of the ellipsoid: straight in lon/lat are not straight
# there, so outlines are densified first.
EQUAL_AREA = Transformer.from_crs("EPSG:4326", "EPSG:6933", always_xy=True)
DENSE_DEGREES = 1e-3  # about 100 m


def densified(area: BaseGeometry) -> BaseGeometry:
    """The same area with a vertex every 50 m: geographiclib reads edges as geodesics."""
    polygons = [
        shapely.Polygon(
            oracle.sampled(shapely.get_coordinates(part.exterior)),
            [oracle.sampled(shapely.get_coordinates(hole)) for hole in part.interiors],
        )
        for part in shapely.get_parts(area)
    ]
    return shapely.MultiPolygon(polygons)


def in_plane(area: BaseGeometry) -> BaseGeometry:
    dense = shapely.segmentize(area, DENSE_DEGREES)
    return shapely.transform(dense, lambda lonlat: np.column_stack(EQUAL_AREA.transform(*lonlat.T)))


@pytest.mark.one_in(6)
@pytest.mark.parametrize("id_", SCENARIO)
def test_the_area_of_a_zone_is_that_of_geographiclib(study: Study, id_: str) -> None:
    zone = study.zones[id_]
    area_km2 = oracle.area_m2(densified(zone.geometry)) / 1e6
    assert zone.area_km2 == pytest.approx(area_km2, rel=1e-9)


@pytest.fixture(scope="module")
def plane(study: Study) -> dict[str, BaseGeometry]:
    return {zone.id: in_plane(zone.geometry) for zone in study.zones if zone.area_km2 is not None}


def test_overlaps_are_those_of_an_overlay_in_an_equal_area_plane(
    study: Study, plane: dict[str, BaseGeometry]
) -> None:
    for pair in study.pairs:
        a, b = plane[pair.a], plane[pair.b]
        # Edges cut in the plane and in lon/lat differ by the bow of a 100 m chord: under 1 mm.
        assert pair.overlap_km2 == pytest.approx(shapely.intersection(a, b).area / 1e6, abs=1e-3)
        assert pair.only_a_km2 == pytest.approx(shapely.difference(a, b).area / 1e6, abs=1e-3)
        assert pair.only_b_km2 == pytest.approx(shapely.difference(b, a).area / 1e6, abs=1e-3)


def test_listed_places_of_a_pair_are_counted_one_by_one(study: Study) -> None:
    towns = [town for town in study.towns if (town.kind, town.country) == ("town", "SYR")]
    inside = {
        zone.id: {
            town.source_id
            for town in towns
            if shapely.Point(town.lon, town.lat).within(zone.geometry)
        }
        for zone in study.zones
        if zone.area_km2 is not None
    }
    for pair in study.pairs:
        a, b = inside[pair.a], inside[pair.b]
        counted = (pair.listed_both, pair.listed_only_a, pair.listed_only_b)
        assert counted == (len(a & b), len(a - b), len(b - a))


def test_shares_of_a_zone_add_up_to_all_of_it(study: Study) -> None:
    for pair in map(records.pair, study.pairs):
        for zone in ("a", "b"):
            total = pair[f"overlap_pct_of_{zone}"] + pair[f"only_{zone}_pct_of_{zone}"]
            assert total == pytest.approx(100, abs=0.11)


def test_the_command_names_the_tables_that_there_are() -> None:
    from geozone.cli import compare  # noqa: PLC0415

    assert compare._TABLES == comparison.TABLES


def test_the_header_of_an_empty_table_holds_columns_of_a_full_one(study: Study) -> None:
    from geozone.study.curve import depth_curve  # noqa: PLC0415
    from geozone.study.sensitivity import doubts  # noqa: PLC0415

    full = Comparison(study, (depth_curve(study, deepest_km=1),), doubts(study))
    for name in comparison.TABLES:
        rows, columns = comparison.table(full, name)
        assert rows
        assert set(comparison._COLUMNS[name]) <= set(columns) == set(rows[0])
