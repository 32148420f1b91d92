"""Ranks of towns on maps, and the note on where they come from."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import gazetteer
from gazetteer import Gazetteer
from gazetteer.ranks import Rank, rank_of

DATA = Path(gazetteer.__file__).parent / "data"
TABLE = DATA / "ranks-publicdomain.csv"


def test_a_capital_a_seat_and_another_town_have_their_ranks() -> None:
    found = {
        name: rank_of(Gazetteer().resolve(name, country=country))
        for name, country in (("Seoul", "KOR"), ("Karachi", "PAK"), ("Manbij", "SYR"))
    }
    assert found["Seoul"] == Rank(1, "country")
    assert found["Karachi"] == Rank(2, "division")
    assert found["Manbij"] == Rank(8, "")


def test_a_town_that_natural_earth_does_not_name_has_none() -> None:
    assert rank_of(Gazetteer().resolve("Kobani")) is None


def test_every_row_is_one_town_with_a_rank_from_0_to_10() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["geonames_id"] for row in rows}) == len(rows) == 6180
    assert {int(row["rank"]) for row in rows} <= set(range(11))
    assert {row["seat_of"] for row in rows} == {"country", "division", ""}


def test_the_note_gives_the_hash_of_the_table() -> None:
    digest = hashlib.sha256(TABLE.read_bytes()).hexdigest()
    assert digest in (DATA / "README.md").read_text(encoding="utf-8")
