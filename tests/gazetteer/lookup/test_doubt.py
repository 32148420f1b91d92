"""What one place bears alone may still be doubtful: other spellings, other places that sound so."""

import pytest

from gazetteer import AmbiguousName, Gazetteer
from gazetteer.index_file.index import open_index

GAZETTEER = Gazetteer()


def ambiguous(name: str) -> list[str | None]:
    with pytest.raises(AmbiguousName) as caught:
        GAZETTEER.resolve(name)
    return [one.place.country for one in caught.value.alternatives]


@pytest.mark.parametrize("name", ["Trypolis", "Триполи", "Трыпалі"])
def test_another_spelling_of_an_ambiguous_name_is_ambiguous_too(name: str) -> None:
    assert {"LBY", "LBN"} <= {*ambiguous(name)}


def test_another_name_that_is_no_spelling_of_the_main_name_stays_clear() -> None:
    assert GAZETTEER.resolve("Stepanakert").name == "Khankendi"


def test_a_hamlets_other_name_that_sounds_like_a_towns_is_ambiguous() -> None:
    assert ambiguous("Слунь")[:2] == ["HRV", "ROU"]


def test_what_only_sounds_alike_and_shares_few_letters_raises_no_doubt() -> None:
    assert GAZETTEER.resolve("Shushi").country == "AZE"


def test_a_country_settles_a_doubt() -> None:
    assert GAZETTEER.resolve("Слунь", country="HR").name == "Slunj"
    assert GAZETTEER.resolve("Слунь, Croatia").name == "Slunj"


def test_a_point_near_it_settles_a_doubt() -> None:
    assert GAZETTEER.resolve("Слунь", near=(15.6, 45.1)).name == "Slunj"


def test_the_other_names_of_a_text_settle_a_doubt() -> None:
    slunj, *_ = GAZETTEER.resolve_many(["Слунь", "Загреб", "Сплит"])
    assert slunj.place.country == "HRV"  # type: ignore[union-attr]


def test_a_large_place_by_a_name_that_all_know_raises_no_doubt() -> None:
    assert [GAZETTEER.resolve(name).name for name in ("Roma", "Wien", "München", "Lvov")] == [
        *("Rome", "Vienna", "Munich", "Lviv")
    ]


def test_an_index_knows_which_of_its_keys_have_twins() -> None:
    index = open_index()
    assert index.has_twins("слунь")
    assert not index.has_twins("a name that nobody bears")
    assert not index.has_twins("kermanshah city that is none")
