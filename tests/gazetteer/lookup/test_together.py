"""Names of one text settle each other, and a name may say what it lies in."""

from itertools import islice, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import AmbiguousName, Gazetteer, GazetteerError, Match, UnknownCountry, UnknownName
from gazetteer.lookup.context import parts
from tests.sampling import is_sampling

GAZETTEER = Gazetteer()


def countries(*names: str) -> list[str | None]:
    return [
        answer.place.country if isinstance(answer, Match) else type(answer).__name__
        for answer in GAZETTEER.resolve_many(names)
    ]


@pytest.mark.parametrize(
    ("name", "country", "admin"),
    [
        ("Paris, Texas", "USA", "TX"),
        ("Paris, TX", "USA", "TX"),
        ("Paris (Texas)", "USA", "TX"),
        ("Al-Bab, Syria", "SYR", "09"),
        ("Al-Bab, SY", "SYR", "09"),
        ("Tripoli (Lebanon)", "LBN", "09"),
        ("Aleppo, northern Syria", "SYR", "09"),
        ("الباب، حلب", "SYR", "09"),
        ("Springfield, Illinois, USA", "USA", "IL"),
    ],
)
def test_what_a_place_lies_in_stands_behind_it(name: str, country: str, admin: str) -> None:
    place = GAZETTEER.resolve(name)
    assert (place.country, place.admin, place.kind) == (country, admin, "town")


def test_a_name_with_a_comma_of_its_own_is_not_taken_apart() -> None:
    assert GAZETTEER.resolve("Washington, D.C.").admin == "DC"


@pytest.mark.parametrize("name", ["Paris, Xyzzyq", "Tripoli, France", "Manbij, Texas"])
def test_a_place_is_not_sought_outside_what_it_is_said_to_lie_in(name: str) -> None:
    with pytest.raises(UnknownName):
        GAZETTEER.resolve(name)


@given(st.text(alphabet="aé,،()[ ;", max_size=12))
def test_the_parts_of_a_name_hold_neither_commas_nor_space_around_them(name: str) -> None:
    assert all(part == part.strip(" ,،;") and part for part in parts(name))


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        (["Tripoli", "Beirut"], ["LBN", "LBN"]),
        (["Tripoli", "Benghazi"], ["LBY", "LBY"]),
        (["Tripoli", "Lebanon"], ["LBN", "LBN"]),
        (["Georgia", "Tbilisi"], ["GEO", "GEO"]),
        (["Georgia", "Atlanta"], ["USA", "USA"]),
        (["Birmingham", "Alabama"], ["USA", "USA"]),
        (["Birmingham", "London"], ["GBR", "GBR"]),
    ],
)
def test_names_of_one_text_settle_an_ambiguous_one(names: list[str], meant: list[str]) -> None:
    assert countries(*names) == meant


def test_a_clear_name_gives_way_only_to_many_votes() -> None:
    assert countries("Paris", "Dallas") == ["FRA", "USA"]
    assert countries("Paris", "Dallas", "Houston") == ["USA", "USA", "USA"]


def test_an_ambiguous_name_alone_stays_ambiguous() -> None:
    (answer,) = GAZETTEER.resolve_many(["Tripoli"])
    assert isinstance(answer, AmbiguousName)


def test_equal_names_vote_once() -> None:
    assert countries("Paris", "Dallas", "Dallas", "Dallas")[0] == "FRA"


def test_the_order_of_the_names_changes_nothing() -> None:
    names = ["Tripoli", "Beirut", "Georgia", "Manbji", "xqzwvyq", "Paris"]
    expected = dict(zip(names, GAZETTEER.resolve_many(names), strict=True))
    for order in islice(permutations(names), 0, None, 7 if is_sampling() else 1):
        for name, answer in zip(order, GAZETTEER.resolve_many(order), strict=True):
            held = expected[name]
            if isinstance(held, Match):
                assert answer == held
            else:
                assert str(answer) == str(held)


def test_one_unknown_name_spoils_nothing() -> None:
    manbij, lost, empty, number = GAZETTEER.resolve_many(
        ["Manbij", "{{7*7}}", "", 7]  # type: ignore[list-item]
    )
    assert isinstance(manbij, Match)
    assert isinstance(lost, UnknownName)
    assert isinstance(empty, GazetteerError)
    assert isinstance(number, GazetteerError)


def test_an_unknown_name_is_guessed_at_in_the_country_of_the_others() -> None:
    name = "Achterin"
    alone = GAZETTEER.resolve_many([name])[0]
    beside = GAZETTEER.resolve_many([name, "Aleppo", "Raqqa", "Manbij"])[0]
    hinted = GAZETTEER.match(name, country="SY")
    assert not isinstance(alone, Match)
    assert isinstance(beside, Match)
    assert beside.place == hinted.place


def test_a_guess_gives_way_to_one_in_the_country_of_the_others() -> None:
    name = "Sulnuk"
    alone, *_ = GAZETTEER.resolve_many([name])
    beside, *_ = GAZETTEER.resolve_many([name, "Aleppo", "Raqqa", "Manbij"])
    assert isinstance(alone, Match)
    assert isinstance(beside, Match)
    assert (alone.place.country, beside.place.country) == ("HUN", "SYR")
    assert beside.place == GAZETTEER.match(name, country="SY").place


def test_a_hint_holds_for_all_names() -> None:
    found = GAZETTEER.resolve_many(["Tripoli", "Sidon"], country="LB")
    assert [match.place.country for match in found if isinstance(match, Match)] == ["LBN", "LBN"]


def test_an_unknown_country_is_refused_at_once() -> None:
    with pytest.raises(UnknownCountry):
        GAZETTEER.resolve_many(["Manbij"], country="ZZ")


def test_no_names_have_no_answers() -> None:
    assert GAZETTEER.resolve_many([]) == []


NAMES = ["Tripoli", "Beirut", "Paris", "Georgia", "Qabbasin", "Al-Bab", "Manbij", "Damascus"]


@given(st.lists(st.sampled_from(NAMES), max_size=5), st.randoms(use_true_random=False))
def test_any_order_of_any_names_gives_the_same_answers(names: list[str], draw: object) -> None:
    order = [*names]
    draw.shuffle(order)  # type: ignore[attr-defined]
    one = dict(zip(names, map(repr, GAZETTEER.resolve_many(names)), strict=True))
    other = dict(zip(order, map(repr, GAZETTEER.resolve_many(order)), strict=True))
    assert one == other


def test_a_common_word_stays_unknown_beside_towns_of_a_country_that_has_it() -> None:
    *_, camp = Gazetteer().resolve_many(["London", "Manchester", "Leeds", "Camp"])
    assert isinstance(camp, UnknownName)
