"""How much of a costly law `make test` tries; `make thorough`, like pytest by itself, tries all."""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from typing import Any, TypeVar

from hypothesis import settings

Thing = TypeVar("Thing")

SAMPLE = "GEOZONE_SAMPLE"  # set to 1 by `make test`


def is_sampling() -> bool:
    """Whether a sample of the cases is enough in this run."""
    return os.environ.get(SAMPLE) == "1"


def examples(count: int, **others: Any) -> settings:
    """Settings of a costly law: so many examples, a third of them where a sample is enough."""
    return settings(max_examples=max(3, count // 3) if is_sampling() else count, **others)


def some(things: Sequence[Thing], *, one_in: int, of: str = "") -> Sequence[Thing]:
    """Of many that are alike all, or one in so many where a sample is enough.

    Samples of other names begin elsewhere: between them they have each of the things.
    """
    return things[zlib.crc32(of.encode()) % one_in :: one_in] if is_sampling() else things
