"""The WGS84 ellipsoid."""

from __future__ import annotations

from typing import NamedTuple


class LngLat(NamedTuple):
    """A place on earth: longitude and latitude on WGS84, degrees."""

    lon: float
    lat: float
