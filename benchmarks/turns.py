"""Ways of doing the same, timed in turns: A B A B."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

_LONG_S = 8.0  # what takes longer is run once, and says so

Result = TypeVar("Result")
Work = Callable[[], tuple[float, Result]]


class Timed(NamedTuple):
    """The seconds of a way's rounds, and what it made in the last."""

    seconds: list[float]
    made: object

    @property
    def median(self) -> float:
        """Seconds."""
        return statistics.median(self.seconds)

    @property
    def told(self) -> str:
        """The median as it stands in a table."""
        once = " (once)" if len(self.seconds) == 1 else ""
        return f"{self.median:.3f} s{once}"


def clocked(work: Callable[[], Result]) -> Callable[[], tuple[float, Result]]:
    """The same, telling its seconds before what it made."""

    def once() -> tuple[float, Result]:
        start = time.perf_counter()
        made = work()
        return time.perf_counter() - start, made

    return once


def in_turns(
    works: Mapping[str, Callable[[], tuple[float, object]]], rounds: int
) -> dict[str, Timed]:
    """Each work's rounds, after one that does not count.

    A work tells its own seconds: those inside another tool's process.
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
