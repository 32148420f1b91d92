"""Base map of a figure: that of the page, but with the atlas' exact lines in a small view."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geozone.atlas import world
from maps.look.ground import Ground, Land, ground_within, linework, without

if TYPE_CHECKING:
    from geozone.study.study import Study
    from maps.figures.frame import View
    from maps.look.ground import Bounds

_NEAR_KM = 450.0  # in a smaller view one would see that coasts and borders are simplified
_ROOM = 0.05  # degrees; longer than any edge of the atlas' borders, so that none is cut in view


def ground_for(study: Study, view: View) -> Ground:
    """The base map of a view; in a small view its borders are exactly those of the zones."""
    ground = ground_within(study, view.extent)
    if max(view.width_km, view.height_km) > _NEAR_KM:
        return ground
    near = [_exact(land, ground.extent) for land in ground.lands]
    coasts, borders = linework([land.geometry for land in near], ground.extent)
    return replace(
        ground,
        lands=tuple(near),
        coasts=shapely.clip_by_rect(coasts, *ground.extent),
        borders=without(shapely.clip_by_rect(borders, *ground.extent), ground.named),
    )


def _exact(land: Land, extent: Bounds) -> Land:
    """A country with the atlas' exact outline, cut well outside the extent.

    `linework` compares edges of neighbours, so no edge inside the extent may be cut.
    """
    if land.code not in world.shipped():
        return land
    west, south, east, north = extent
    box = (west - _ROOM, south - _ROOM, east + _ROOM, north + _ROOM)
    geometry = shapely.clip_by_rect(world.land(land.code, extent), *box)
    if geometry.is_empty:
        return land
    inside = shapely.get_coordinates(shapely.point_on_surface(geometry))
    return replace(land, geometry=geometry, anchors=np.concatenate([land.anchors, inside]))
