"""Lengths and directions by chords, against geodesics by PROJ."""

from __future__ import annotations

import numpy as np
import pytest

from geozone.ellipsoid import tangent
from tests.geozone import oracle
from tests.geozone.oracle import WGS84, Floats


def pairs(metres: float) -> tuple[Floats, Floats, Floats]:
    """Points anywhere short of the poles, others so far from them, and where these are seen."""
    rng = np.random.default_rng(11)
    points = np.column_stack([rng.uniform(-180, 180, 5_000), rng.uniform(-85, 85, 5_000)])
    azimuth = rng.uniform(-180, 180, len(points))
    return points, oracle.moved(points, azimuth, metres), azimuth


@pytest.mark.parametrize("metres", [10.0, 5_000.0, tangent.CHORDS_TO_M])
def test_chords_tell_distances_to_a_millimetre(metres: float) -> None:
    points, others, _ = pairs(metres)
    chord_m = np.linalg.norm(oracle.earth_centred(points) - oracle.earth_centred(others), axis=1)
    assert np.abs(tangent.length_m(chord_m) - metres).max() < 1e-3


@pytest.mark.parametrize("metres", [10.0, 30_000.0, 500_000.0])
def test_chords_tell_directions(metres: float) -> None:
    points, others, azimuth = pairs(metres)
    seen = tangent.towards(points, oracle.earth_centred(points), oracle.earth_centred(others))
    turn = (np.degrees(np.arctan2(*seen.T)) - azimuth + 180) % 360 - 180
    assert np.radians(np.abs(turn)).max() < 2e-5
    assert np.hypot(*seen.T) == pytest.approx(np.full(len(points), metres), rel=1e-3)


def test_a_step_of_some_metres_leads_there() -> None:
    points, others, azimuth = pairs(20.0)
    step = 20.0 * np.column_stack([np.sin(np.radians(azimuth)), np.cos(np.radians(azimuth))])
    found = tangent.stepped(points, step)
    assert WGS84.inv(*found.T, *others.T)[2].max() < 2e-3
