"""Errors of the gazetteer give their advice as a value, so that nobody takes messages apart."""

from __future__ import annotations

import pytest

from gazetteer import AmbiguousName, Gazetteer, UnknownName


def test_an_error_of_the_gazetteer_gives_its_advice_without_the_name() -> None:
    assert UnknownName("a — b").advice == "check the spelling, or give its lon and lat"
    assert UnknownName("a", reason="it is a people — not a place").advice == (
        "it is a people — not a place"
    )
    with pytest.raises(AmbiguousName) as refused:
        Gazetteer().resolve("Tripoli")
    assert refused.value.advice.startswith("Tripoli (LBY at 13.19, 32.89), Tripoli (LBN at ")
    assert str(refused.value).endswith(refused.value.advice)
