"""Tables of a study: the same figures as its records, as frames."""

from __future__ import annotations

import geozone
from geozone import Study
from geozone.tables import records


def test_zones_become_a_frame_in_epsg_4326_with_their_geometry(study: Study) -> None:
    frame = study.zones.to_frame()
    assert frame.crs.to_epsg() == 4326
    assert list(frame["id"]) == [zone.id for zone in study.zones]
    assert all(
        shape.equals(zone.geometry) for shape, zone in zip(frame.geometry, study.zones, strict=True)
    )


def test_the_columns_are_the_field_names_of_the_records(study: Study) -> None:
    row = records.zone(study.zones["us-section/first"])
    assert set(study.zones.to_frame().columns) == {*row, "geometry"}


def test_compare_has_a_row_for_every_zone_with_the_figures_of_the_records(study: Study) -> None:
    frame = geozone.compare(study)
    assert list(frame.index) == [zone.id for zone in study.zones]
    for row in records.compared_zones(study):
        if row["area_km2"] is not None:
            assert frame.loc[row["id"], "area_km2"] == row["area_km2"]
            assert frame.loc[row["id"], "listed_places"] == row["listed_places"]
