"""What the shipped map says, held against a kept copy: a change of the data block is a decision.

Words and figures must be the same; of drawn outlines only their extent and size to a hundredth,
since the last digits belong to the geometry library's version. After a wanted change:
``make golden``.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from maps.page import compose
from maps.page.data import page_data
from tests.maps.golden_digest import KEPT, digest

LARGEST_KB = 900


def alike(kept: Any, found: Any) -> bool:
    """Equal, but for a few points of a line and a hundredth of a degree."""
    if isinstance(kept, dict) and isinstance(found, dict) and kept.keys() == {"box", "points"}:
        few = abs(kept["points"] - found["points"]) <= 2 + kept["points"] // 20
        return few and np.allclose(kept["box"] or [], found["box"] or [], atol=0.011)
    if isinstance(kept, dict) and isinstance(found, dict):
        same = kept.keys() == found.keys()
        return same and all(alike(kept[key], found[key]) for key in kept)
    if isinstance(kept, list) and isinstance(found, list):
        same = len(kept) == len(found)
        return same and all(alike(a, b) for a, b in zip(kept, found, strict=True))
    if isinstance(kept, float) or isinstance(found, float):
        return kept == pytest.approx(found, abs=0.0011)
    return bool(kept == found)


@pytest.fixture(scope="module")
def found(study):
    return json.loads(json.dumps(digest(page_data(study))))


def test_the_data_block_has_the_parts_that_were_kept(found):
    assert sorted(found) == sorted(json.loads(KEPT.read_text(encoding="utf-8")))


@pytest.mark.parametrize("part", sorted(json.loads(KEPT.read_text(encoding="utf-8"))))
def test_each_part_says_what_was_kept(found, part):
    kept = json.loads(KEPT.read_text(encoding="utf-8"))[part]
    assert alike(kept, found[part]), f"{part} has changed: if that was meant, make golden"


def test_the_shipped_page_stays_small(study):
    assert len(compose.encoded(compose.html(study))) <= LARGEST_KB * 1000
