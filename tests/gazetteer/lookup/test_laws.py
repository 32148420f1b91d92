"""Laws of names: every place is found by its own name, and no text breaks anything."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import AmbiguousName, Gazetteer, GazetteerError, Place, UnknownName
from gazetteer.names import fold
from gazetteer.sounds import is_c_soft, signature, skeleton, sounds
from tests.gazetteer.everywhere import everywhere
from tests.sampling import examples, is_sampling

GAZETTEER = Gazetteer()
STEP = 1000 if is_sampling() else 1


def lost(place: Place) -> bool:
    """Whether a place is neither the answer to its name nor among the alternatives."""
    try:
        match = GAZETTEER.match(place.name)
    except (AmbiguousName, UnknownName) as error:
        others = [one.place for one in error.alternatives]
    else:
        others = [match.place, *(one.place for one in match.alternatives)]
    if place in others:
        return False
    return place not in GAZETTEER.search(place.name, limit=10_000)


def test_every_main_name_finds_its_place() -> None:
    places = everywhere()[::STEP]
    assert [place for place in places if fold(place.name) and lost(place)] == []


@given(st.text(max_size=30))
@examples(300)
def test_no_text_breaks_the_door(text: str) -> None:
    for country in (None, "SY"):
        try:
            match = GAZETTEER.match(text, country=country)
        except GazetteerError as error:
            said = str(error)
        else:
            said = str(match.score)
            assert 0 < match.score <= 1
        assert said.isprintable()


@given(st.lists(st.text(max_size=12), max_size=4))
@examples(100)
def test_no_texts_together_break_it(texts: list[str]) -> None:
    assert len(GAZETTEER.resolve_many(texts)) == len(texts)


@given(st.text(max_size=30), st.booleans())
def test_sounds_are_few_and_skeletons_have_no_vowels(text: str, is_c_soft: bool) -> None:
    bones = skeleton(sounds(fold(text), is_c_soft=is_c_soft))
    assert not set(bones) & set("aiu ")
    assert 0 <= signature(bones) < 2**64


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Manbij", "منبج"),
        ("Manbij", "Манбидж"),
        ("Manbij", "Menbic"),
        ("Djerablous", "جرابلس"),
        ("Suwayda", "السويداء"),
        ("al-Qahtaniyah", "القحطانية"),
        ("as-Sukhnah", "السخنة"),
        ("Mosul", "Մոսուլ"),
        ("Mosul", "מוסול"),
    ],
)
def test_transliterations_of_one_name_share_a_skeleton(one: str, other: str) -> None:
    def bones(name: str) -> str:
        return skeleton(sounds(fold(name), is_c_soft=is_c_soft("SYR")))

    assert bones(one) == bones(other)


def test_a_megabyte_is_refused_at_once() -> None:
    start = time.perf_counter()
    with pytest.raises(GazetteerError, match="at most 200 characters"):
        GAZETTEER.resolve("ب" * 1_000_000)
    assert time.perf_counter() - start < 0.1


def test_a_guess_is_never_as_sure_as_an_agreement() -> None:
    guess = GAZETTEER.match("Manbji", country="SY")
    assert (guess.method, guess.place.name) == ("fuzzy", "Manbij")
    assert guess.score < GAZETTEER.match("Tell Daman", country="SY").score
