"""The tree of balls against measuring every edge."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from geozone.ellipsoid.edge_tree import BallTree, Span
from tests.sampling import examples

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


@examples(30, deadline=None)
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


@examples(20, deadline=None)
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


@examples(30, deadline=None)
@given(LENGTHS, st.integers(0, 2**32 - 1))
def test_of_a_line_before_or_after_a_place_no_point_is_nearer(
    lengths: list[int], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    parts = _walks(rng, lengths)
    edges = sum(length - 1 for length in lengths)
    points = rng.uniform(-6e5, 6e5, (40, 3))
    place = rng.uniform(0.001, edges - 0.001, 40)
    is_after = rng.integers(0, 2, 40).astype(bool)
    span = Span(np.where(is_after, place, -np.inf), np.where(is_after, np.inf, place))
    near = BallTree.of(parts).nearest(points, span)
    on = near.edge + near.fraction
    assert ((on >= place - 1e-9) == is_after)[np.abs(on - place) > 1e-9].all()
    start = np.concatenate([part[:-1] for part in parts])
    vector = np.concatenate([np.diff(part, axis=0) for part in parts])
    for row in range(40):
        cut = int(place[row])
        broken = start[cut] + (place[row] - cut) * vector[cut]
        kept = range(cut, edges) if is_after[row] else range(cut + 1)
        pieces = [np.stack([start[edge], start[edge] + vector[edge]]) for edge in kept]
        if is_after[row]:
            pieces[0][0] = broken
        else:
            pieces[-1][1] = broken
        exact = _all_distances(points[row : row + 1], pieces).min()
        assert near.distance_m[row] == pytest.approx(exact, abs=1e-6)


def test_parts_far_from_each_other_do_not_slow_each_other_down() -> None:
    rng = np.random.default_rng(7)
    tree = BallTree.of(_walks(rng, [300] * 8))
    lowest = tree.levels[-1].radius
    assert lowest.max() < 20_000  # no ball reaches from one part to the next


def test_no_points_have_no_edges() -> None:
    tree = BallTree.of(_walks(np.random.default_rng(8), [3]))
    assert tree.nearest(np.empty((0, 3))).edge.shape == (0,)
