"""From a place back to all that it is called."""

from __future__ import annotations

import pytest

from gazetteer import Gazetteer, GazetteerError
from gazetteer.index_file.spellings import known_spellings
from gazetteer.names import fold


def test_every_spelling_leads_back_to_its_place():
    towns = Gazetteer().within(36.0, 36.0, 42.5, 37.5)[:60]
    found = known_spellings(town.source_id for town in towns)
    asked = 0
    for town in towns:
        for spelling in found[town.source_id]:
            bearers = Gazetteer().search(spelling, limit=500)
            assert town.source_id in {place.source_id for place in bearers}, spelling
            asked += 1
    assert asked > 500


def test_the_supplements_spellings_are_as_it_writes_them():
    found = known_spellings(["174186"])["174186"]
    assert {"Afrin", "Efrîn", "عفرين"} <= set(found)


def test_the_main_name_is_not_among_them():
    found = known_spellings(["167357"])["167357"]
    assert "manbij" not in map(fold, found)


def test_what_is_no_number_of_a_town_has_none():
    assert known_spellings(["", "x", "12 3", "²"]) == {}
    assert known_spellings(["999999999", "4294967296"]) == {"999999999": (), "4294967296": ()}
    assert known_spellings([]) == {}


def test_the_order_is_the_same_every_time():
    ids = ["167357", "174186", "170063"]
    assert known_spellings(ids) == known_spellings(reversed(ids))


def test_a_missing_index_is_told(tmp_path):
    with pytest.raises(GazetteerError, match="index of places is missing"):
        known_spellings(["167357"], path=tmp_path / "none.index")
