"""The ground under a figure: the page's, but near at hand as exact as the atlas has it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geozone import atlas
from maps.ground import Ground, Land, ground_within

if TYPE_CHECKING:
    from geozone.study import Study
    from maps.figure_frame import View

_NEAR_KM = 120.0  # a smaller view shows what lighter coasts and borders leave out


def ground_for(study: Study, view: View) -> Ground:
    """The ground of a view: where that is small, its sides from the lines that zones are cut at."""
    ground = ground_within(study, view.extent)
    if max(view.width_km, view.height_km) > _NEAR_KM:
        return ground
    codes = {code for border in study.lines.values() for code in border.countries}
    codes = {code for code in codes if code in atlas.shipped()}
    near = {code: _land(code, ground) for code in sorted(codes)}
    rest = [land for land in ground.lands if land.code not in near]
    exact = shapely.union_all([land.geometry for land in near.values()])
    # A coast of the lighter lands that lies on exact land is none.
    return replace(
        ground,
        lands=(*rest, *near.values()),
        coasts=shapely.difference(ground.coasts, exact),
        borders=shapely.difference(ground.borders, exact),
    )


def _land(code: str, ground: Ground) -> Land:
    geometry = shapely.clip_by_rect(atlas.land(code, ground.extent), *ground.extent)
    known = [land.anchors for land in ground.lands if land.code == code]
    inside = shapely.get_coordinates(shapely.point_on_surface(geometry))
    anchors = np.concatenate([*known, inside])
    return Land(code, atlas.country_name(code), geometry, anchors)
