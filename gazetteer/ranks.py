"""How important a town is on a map: Natural Earth's rank, and whether it is a capital.

The table has the six thousand towns that maps of the world name. A town that is not in it has no
rank, however large it is: it may be a district of a city that has one.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from gazetteer.place import Place

_TABLE = Path(__file__).parent / "data" / "ranks-publicdomain.csv"
SeatOf = Literal["country", "division", ""]


@dataclass(frozen=True, slots=True)
class Rank:
    """The importance of a town on maps.

    Parameters
    ----------
    rank
        0 for the most important cities of the world, 10 for the least of the table.
    seat_of
        ``country`` for a capital, ``division`` for the seat of a first-level division.
    """

    rank: int
    seat_of: SeatOf


def rank_of(place: Place) -> Rank | None:
    """The rank of a town of GeoNames; None if the table does not have it.

    Examples
    --------
    >>> from gazetteer import Gazetteer
    >>> rank_of(Gazetteer().resolve("Seoul")), rank_of(Gazetteer().resolve("Kobani"))
    (Rank(rank=1, seat_of='country'), None)
    """
    return _ranks().get(place.source_id or "") if place.source == "GeoNames" else None


@cache
def _ranks() -> dict[str, Rank]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {
            row["geonames_id"]: Rank(int(row["rank"]), cast("SeatOf", row["seat_of"]))
            for row in csv.DictReader(file)
        }
