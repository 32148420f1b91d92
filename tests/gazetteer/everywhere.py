"""Every listed town of the world, read when first wanted and once a process."""

from __future__ import annotations

from functools import cache

import numpy as np

from gazetteer import Gazetteer, Place


@cache
def everywhere() -> list[Place]:
    return Gazetteer().within(-180, -90, 180, 90)


@cache
def points() -> np.ndarray:
    """Their longitudes and latitudes, one row a town."""
    return np.array([(place.lon, place.lat) for place in everywhere()])
