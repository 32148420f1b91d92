from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geozone.ellipsoid import geodesy
from maps.look import outline, style

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
STEP = 1 / style.COORDINATE_SCALE

points = st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=40)


def decode(text):
    """The page's decoder, written again."""
    values, value, shift = [], 0, 0
    for char in text:
        five = ALPHABET.index(char)
        value |= (five & 31) << shift
        shift += 5
        if not five & 32:
            values.append(~(value >> 1) if value & 1 else value >> 1)
            value, shift = 0, 0
    return np.cumsum(np.array(values).reshape(-1, 2), axis=0) * STEP


@given(points)
def test_decoded_points_are_within_half_a_step(lonlat):
    decoded = decode(outline.encode(np.array(lonlat)))
    steps = np.rint(np.array(lonlat) / STEP)
    kept = steps[np.concatenate([[True], np.any(np.diff(steps, axis=0) != 0, axis=1)])]
    assert np.allclose(decoded, kept * STEP, atol=STEP * 1e-3)


def test_a_point_takes_no_sign_that_html_or_json_would_escape():
    assert set(outline.encode(np.random.default_rng(1).uniform(-90, 90, (500, 2)))) <= set(ALPHABET)


@pytest.mark.parametrize("zone", ["turkish-demand", "us-position/14", "us-section/first"])
def test_the_drawn_outline_is_within_what_the_page_states(study, zone):
    exact = study.zones[zone].geometry
    rings = outline.polygons(outline.lighten(exact, style.LIGHTENED_M))
    lines = [decode(ring) for polygon in rings for ring in polygon]
    drawn = shapely.union_all([shapely.LineString([*line, line[0]]) for line in lines])
    for a, b in ((exact.boundary, drawn), (drawn, exact.boundary)):
        places = shapely.get_coordinates(shapely.segmentize(a, 0.01))
        nearest = shapely.get_coordinates(shapely.shortest_line(shapely.points(places), b))[1::2]
        assert geodesy.distance_m(places, nearest).max() <= style.LIGHTENED_M


def test_a_ring_that_shrinks_to_nothing_is_left_out():
    assert outline.polygons(shapely.box(0, 0, STEP / 4, STEP / 4)) == []


def test_holes_follow_their_outer_ring():
    holed = shapely.box(0, 0, 3, 3).difference(shapely.box(1, 1, 2, 2))
    (rings,) = outline.polygons(holed)
    assert len(rings) == 2
