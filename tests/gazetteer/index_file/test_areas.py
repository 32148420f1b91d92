"""Continents, countries, divisions, regions and waters: what they are called and where they lie."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from gazetteer import AmbiguousName, Gazetteer
from gazetteer.index_file import areas
from gazetteer.index_file.entry import Entry, by_division
from gazetteer.index_file.index import INDEX_PATH
from tests.gazetteer.everywhere import everywhere

GAZETTEER = Gazetteer()
DATA = INDEX_PATH.parent


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("names", "country"),
    [
        (
            "Syria, Suriye, سوريا, Sûriye, Syrien, Syrie, Сирия, Siria, سوریه, ܣܘܪܝܐ, סוריה",
            "SYR",
        ),
        (
            "Turkey, Türkiye, تركيا, Tirkiye, Türkei, Turquie, Турция, Turquía, ترکیه, Թուրքիա",
            "TUR",
        ),
        ("Iraq, Irak, العراق, Iraq, Ирак, عێراق", "IRQ"),
        ("Lebanon, Lübnan, لبنان, Liban, Ливан", "LBN"),
        ("Myanmar, Burma", "MMR"),
        ("Democratic Republic of the Congo, DRC, Zaire", "COD"),
        ("Eswatini, Swaziland", "SWZ"),
        ("North Macedonia, Macedonia, FYROM", "MKD"),
        ("Czechia, Czech Republic, Tschechien, Česko", "CZE"),
        ("Ivory Coast, Côte d'Ivoire", "CIV"),
        ("Cabo Verde, Cape Verde", "CPV"),
        ("Iran, Persia", "IRN"),
        ("Sri Lanka, Ceylon", "LKA"),
        ("United States, USA, U.S., America, ABD, США, الولايات المتحدة", "USA"),
        ("Montenegro, Karadağ", "MNE"),
    ],
)
def test_a_country_is_found_in_the_languages_of_the_news(names: str, country: str) -> None:
    for name in names.split(", "):
        match = GAZETTEER.match(name)
        assert (match.place.kind, match.place.country, match.method) == (
            "country",
            country,
            "country",
        ), name


@pytest.mark.parametrize("name", ["Europe", "Avrupa", "أوروبا", "Ewropa", "Европа", "Europa"])
def test_a_continent_is_found_in_the_languages_of_the_news(name: str) -> None:
    match = GAZETTEER.match(name)
    assert (match.place.name, match.place.kind, match.method) == (
        "Europe",
        "continent",
        "continent",
    )
    assert (match.place.source, match.place.source_id) == ("GeoNames", "6255148")


def test_all_seven_continents_have_a_point() -> None:
    of = ("Africa", "Antarctica", "Asia", "Europe", "North America", "Oceania", "South America")
    assert {GAZETTEER.resolve(name).kind for name in of} == {"continent"}


@pytest.mark.parametrize(
    ("country", "count"), [("SY", 14), ("TR", 81), ("IQ", 19), ("LB", 8), ("US", 51)]
)
def test_the_divisions_of_a_country_are_complete(country: str, count: int) -> None:
    codes = {row["code"].partition(".")[2] for row in rows("divisions-ccby.csv")
             if row["code"].startswith(f"{country}.")}  # fmt: skip
    assert len(codes) == count
    for row in rows("divisions-ccby.csv"):
        if row["code"].startswith(f"{country}."):
            found = GAZETTEER.search(row["name"], country=country, limit=99)
            assert row["code"].partition(".")[2] in {
                place.admin for place in found if place.kind == "division"
            }, row


def test_every_division_with_a_listed_town_can_be_found() -> None:
    with_towns = {(place.country, place.admin) for place in everywhere()}
    lost = []
    for row in rows("divisions-ccby.csv"):
        country, _, code = row["code"].partition(".")
        found = GAZETTEER.search(row["name"], country=country, limit=99)
        if not any(place.kind == "division" and place.admin == code for place in found):
            lost.append((GAZETTEER.country(country), code))
    assert with_towns.isdisjoint(lost)
    assert len(lost) == 83  # as the README of the data says


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Raqqa", "town"),
        ("Raqqa Governorate", "division"),
        ("محافظة الرقة", "division"),
        ("Damascus", "town"),
        ("Dohuk", "town"),
        ("Dohuk Governorate", "division"),
        ("New York", "town"),
        ("State of New York", "division"),
        ("Hatay", "division"),
        ("Oklahoma", "division"),
    ],
)
def test_a_name_of_town_and_division_means_the_town_but_with_words_the_division(
    name: str, kind: str
) -> None:
    assert GAZETTEER.resolve(name).kind == kind


def test_a_tiny_division_is_no_rival_of_a_capital() -> None:
    place = GAZETTEER.resolve("San Salvador")  # an island of the Bahamas bears the name as well
    assert (place.kind, place.country) == ("town", "SLV")


def test_a_division_tells_no_population() -> None:
    assert GAZETTEER.resolve("Texas").population is None
    assert GAZETTEER.resolve("Bavaria").population is None


def test_the_capital_keeps_its_name_from_the_country_of_another_language() -> None:
    assert GAZETTEER.resolve("Tunis").kind == "town"  # Tunisia in Serbian and Uzbek


def test_a_country_and_a_state_of_like_weight_stay_ambiguous() -> None:
    with pytest.raises(AmbiguousName):
        GAZETTEER.resolve("Georgia")


@pytest.mark.parametrize(
    ("names", "place", "kind", "lon", "lat"),
    [
        ("Fırat, الفرات, Ferat, Евфрат, Euphrate, Euphrat", "Euphrates", "river", 41.0, 34.4),
        ("Tigris, Dicle, دجلة, Dîcle, Тигр", "Tigris", "river", 43.8, 34.3),
        ("Khabur, Habur Çayı, الخابور, Xabûr", "Khabur", "river", 40.7, 36.2),
        ("Orontes, Asi, العاصي", "Orontes", "river", 36.3, 35.4),
        ("Akdeniz, البحر المتوسط, Méditerranée", "Mediterranean Sea", "sea", 18.5, 35.1),
        ("Black Sea, Karadeniz, Чёрное море", "Black Sea", "sea", 31.3, 43.4),
        ("Lake Assad, بحيرة الأسد, Esad Gölü", "Lake Assad", "lake", 38.3, 35.9),
        ("Lake Van, Van Gölü, Gola Wanê", "Lake Van", "lake", 42.7, 38.6),
        ("Dead Sea, البحر الميت, ים המלח", "Dead Sea", "lake", 35.5, 31.5),
    ],
)  # fmt: skip
def test_a_water_is_found_in_the_languages_of_the_news(
    names: str, place: str, kind: str, lon: float, lat: float
) -> None:
    for name in names.split(", "):
        found = GAZETTEER.resolve(name)
        assert (found.name, found.kind, found.country) == (place, kind, None), name
        assert (found.lon, found.lat) == (
            pytest.approx(lon, abs=0.1),
            pytest.approx(lat, abs=0.1),
        )


@pytest.mark.parametrize("country", ["Jordan", "Niger", "Senegal"])
def test_a_river_leaves_its_name_to_the_country(country: str) -> None:
    assert GAZETTEER.resolve(country).kind == "country"
    assert GAZETTEER.resolve(f"{country} River").kind == "river"


def test_a_water_says_where_its_point_comes_from() -> None:
    euphrates, van = GAZETTEER.resolve("Euphrates"), GAZETTEER.resolve("Lake Van")
    assert (euphrates.source, euphrates.source_id) == (
        "GSHHG (LGPL-3.0), by geozone's atlas",
        "river:Euphrates",
    )
    assert (van.source, van.source_id) == (
        "© OpenStreetMap contributors (ODbL 1.0), by geozone's atlas",
        "lake:Lake Van",
    )


def test_a_division_that_shares_its_name_with_a_town_in_it_yields_to_it(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("code,name\nXX.1,Alpha\nXX.2,Beta\nXX.3,Gamma\n")
    towns = [
        Entry("Town", 1.0, 1.0, "XX", "town", 7, 1, "1", ["alpha"]),
        Entry("Other", 2.0, 2.0, "XX", "town", 0, 2, "2"),
    ]
    groups = by_division(towns)
    alpha, beta = areas.divisions(tmp_path / "d.csv", {}, groups, [])
    assert (alpha.yields, beta.yields) == (True, False)
    assert (alpha.population, beta.population) == (7, 0)
