"""Time several ways of one task in turns (A B A B), so that a busy machine slows all alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

_LONG_S = 8.0  # a work that takes longer is timed once only, and the table says so

Result = TypeVar("Result")
Work = Callable[[], tuple[float, Result]]


class Timed(NamedTuple):
    """The seconds of the rounds of one way, and its result in the last round."""

    seconds: list[float]
    made: object

    @property
    def median(self) -> float:
        """Median time, seconds."""
        return statistics.median(self.seconds)

    @property
    def told(self) -> str:
        """The median as text for a table."""
        once = " (once)" if len(self.seconds) == 1 else ""
        return f"{self.median:.3f} s{once}"


def clocked(work: Callable[[], Result]) -> Callable[[], tuple[float, Result]]:
    """The same work; its result follows the seconds that it took."""

    def once() -> tuple[float, Result]:
        start = time.perf_counter()
        made = work()
        return time.perf_counter() - start, made

    return once


def in_turns(
    works: Mapping[str, Callable[[], tuple[float, object]]], rounds: int
) -> dict[str, Timed]:
    """Run every work in interleaved rounds, after one round that is not counted.

    A work measures its own seconds, which can be those inside another tool's process.
    """
    found: dict[str, Timed] = {}
    for number in range(rounds + 1):
        for name, work in works.items():
            if number and found[name].seconds[0] > _LONG_S:
                continue
            seconds, made = work()
            before = found[name].seconds if number > 1 else []
            found[name] = Timed([*before, seconds], made)
    return found
