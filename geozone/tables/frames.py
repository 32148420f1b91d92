"""Tables of a study as data frames with units in the column names, by pandas and geopandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas
import pandas as pd

from geozone.tables import records

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geozone.study.curve import DepthCurve
    from geozone.study.study import Study
    from geozone.study.zones import StudyZone


def zones_frame(zones: Iterable[StudyZone]) -> geopandas.GeoDataFrame:
    """Zones with their figures and geometry, EPSG:4326, one row for each zone.

    The columns have the field names of the JSON form; lists stay lists.
    """
    rows: list[dict[str, Any]] = []
    geometry = []
    for zone in zones:
        rows.append(records.zone(zone))
        geometry.append(zone.geometry)
    return geopandas.GeoDataFrame(rows, geometry=geometry, crs="EPSG:4326")


def compare(study: Study) -> pd.DataFrame:
    """Compare the zones of a study: depth, length, area, listed places.

    Returns
    -------
    DataFrame
        One row for each zone, indexed by its id; lengths in km, areas in km² to the known
        precision.

    Examples
    --------
    >>> from geozone.study.study import load
    >>> float(compare(load("turkey-syria")).loc["us-section/first", "length_km"])
    140.0
    """
    return pd.DataFrame(records.compared_zones(study)).set_index("id")


def curve_frame(curve: DepthCurve) -> pd.DataFrame:
    """A depth curve, one row for each depth; areas in km² to the known precision."""
    return pd.DataFrame(records.curve_steps(curve)).set_index("depth_km")
