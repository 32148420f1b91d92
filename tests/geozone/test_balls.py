"""The tree of balls against measuring every edge."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from geozone.balls import BallTree

Floats = NDArray[np.float64]


def _walks(rng: np.random.Generator, lengths: list[int]) -> list[Floats]:
    """Lines that wander, each from another place."""
    return [
        rng.uniform(-5e5, 5e5, 3) + np.cumsum(rng.normal(0, 500, (length, 3)), axis=0)
        for length in lengths
    ]


def _all_distances(points: Floats, parts: list[Floats]) -> Floats:
    """From every point to every edge, shape (points, edges)."""
    origin = np.concatenate([part[:-1] for part in parts])
    vector = np.concatenate([np.diff(part, axis=0) for part in parts])
    offset = points[:, None] - origin
    square = np.maximum((vector**2).sum(axis=1), 1e-300)
    along = np.clip((offset * vector).sum(axis=2) / square, 0, 1)
    return np.linalg.norm(offset - along[..., None] * vector, axis=2)


LENGTHS = st.lists(st.integers(2, 400), min_size=1, max_size=12)


@settings(max_examples=30, deadline=None)
@given(LENGTHS, st.integers(0, 2**32 - 1))
def test_no_edge_is_nearer_than_the_one_found(lengths: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    parts = _walks(rng, lengths)
    points = rng.uniform(-6e5, 6e5, (50, 3))
    exact = _all_distances(points, parts)
    near = BallTree.of(parts).nearest(points)
    assert near.row.tolist() == list(range(50))
    assert near.distance_m == pytest.approx(exact.min(axis=1), abs=1e-6)
    assert near.distance_m == pytest.approx(exact[near.row, near.edge], abs=1e-6)


@settings(max_examples=20, deadline=None)
@given(LENGTHS, st.integers(0, 2**32 - 1))
def test_every_edge_within_a_distance_is_found(lengths: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    parts = _walks(rng, lengths)
    points = rng.uniform(-6e5, 6e5, (20, 3))
    exact = _all_distances(points, parts)
    reach = exact.min(axis=1) * rng.uniform(0.9, 1.5, 20)
    found = BallTree.of(parts).within(points, reach)
    assert set(zip(found.row, found.edge, strict=True)) == set(
        zip(*np.nonzero(exact <= reach[:, None]), strict=True)
    )


def test_parts_far_from_each_other_do_not_slow_each_other_down() -> None:
    rng = np.random.default_rng(7)
    tree = BallTree.of(_walks(rng, [300] * 8))
    lowest = tree.levels[-1].radius
    assert lowest.max() < 20_000  # no ball reaches from one part to the next


def test_no_points_have_no_edges() -> None:
    tree = BallTree.of(_walks(np.random.default_rng(8), [3]))
    assert tree.nearest(np.empty((0, 3))).edge.shape == (0,)
