"""The spellings that every reader of the news about the border may type, in three alphabets."""

from __future__ import annotations

import pytest

from gazetteer import Gazetteer

GAZETTEER = Gazetteer()
# GeoNames id of a Syrian town -> what it must be found by
REQUIRED = {
    "167357": "Manbij, Menbij, Mambij, Munbij, Minbic, منبج",
    "169179": "Jarabulus, Jarablus, Jerablus, Djerablous, Carablus, جرابلس",
    "174186": "Afrin, Efrîn, Afrîn, عفرين",
    "172955": "Raqqa, Ar-Raqqah, Rakka, Raqa, الرقة",
    "174018": "Al-Bab, El Bab, Bab, الباب",
    "172256": "Kobani, Kobane, Kobanî, Ayn al-Arab, Ain al-Arab, عين العرب, كوباني",
    "163750": "Tal Abyad, Tell Abiad, Tel Abyad, Girê Spî, تل أبيض",
    "165509": "Ras al-Ayn, Ras al-Ain, Serêkaniyê, رأس العين",
    "173377": "Qamishli, Kamishli, Qamişlo, القامشلي",
    "172082": "Azaz, A'zaz, أعزاز",
    "173811": "Hasakah, Hasaka, Hassakeh, الحسكة",
    "172134": "Ain Issa, Ayn Isa, عين عيسى",
}
CASES = [(name, number) for number, names in REQUIRED.items() for name in names.split(", ")]


@pytest.mark.parametrize(("name", "number"), CASES)
@pytest.mark.parametrize("country", [None, "SY"])
def test_a_required_spelling_finds_its_town_with_and_without_a_hint(
    name: str, number: str, country: str | None
) -> None:
    place = GAZETTEER.resolve(name, country=country)
    assert (place.source_id, place.country, place.kind) == (number, "SYR", "town")


@pytest.mark.parametrize(("name", "number"), CASES)
def test_a_required_spelling_is_found_however_it_is_written(name: str, number: str) -> None:
    for written in (name.upper(), name.lower(), f"  {name} ", name.replace("-", " ")):
        assert GAZETTEER.resolve(written).source_id == number, written
