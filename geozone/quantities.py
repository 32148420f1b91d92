"""Quantities as people say them ("about 20 mi", "5-14 km") and as text with the digits that are known.

Numbers in, numbers or text out; knows no geometry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

KM_PER_MI = 1.609344  # international mile, exact by definition (1959)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A distance as it was said.

    Parameters
    ----------
    low, high
        The numbers in `unit`; `high` is None unless a range was said.
    unit
        The unit that was said.
    about
        Whether it was said with "about" or "around".
    """

    low: float
    high: float | None
    unit: Literal["km", "mi"]
    about: bool = False
