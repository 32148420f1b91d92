"""From a name to the place that is meant, or to a refusal."""

import pytest

from gazetteer import (
    AmbiguousName,
    Gazetteer,
    GazetteerError,
    Match,
    UnknownCountry,
    UnknownName,
)
from gazetteer.gazetteer import NO_GUESS
from gazetteer.place import Alternative

GAZETTEER = Gazetteer()

# GeoNames id of a Syrian place -> spellings that readers use, in three alphabets
SPELLINGS = {
    "167357": ["Manbij", "Menbij", "Mambij", "Munbij", "Minbic", "منبج", "Manuja"],
    "169179": ["Jarabulus", "Jarablus", "Jerablus", "Djerablous", "Carablus", "جرابلس"],
    "174186": ["Afrin", "Efrîn", "Afrîn", "عفرين"],
    "172955": ["Raqqa", "Ar-Raqqah", "Rakka", "Raqa", "الرقة"],
    "174018": ["Al-Bab", "El Bab", "Bab", "الباب"],
    "172256": [
        *("Kobani", "Kobane", "Kobanî", "Ayn al-Arab", "Ain al-Arab", "عين العرب", "كوباني"),
    ],
    "163750": ["Tal Abyad", "Tall Abyad", "Tell Abiad", "Tel Abyad", "Girê Spî", "تل أبيض"],
    "165509": ["Ras al-Ayn", "Ras al-Ain", "Ra's al-Ayn", "Serêkaniyê", "Resulayn", "رأس العين"],
    "173377": ["Qamishli", "Kamishli", "Qamişlo", "القامشلي"],
    "172082": ["Azaz", "A'zaz", "أعزاز"],
    "173811": ["Hasakah", "Hasaka", "Hassakeh", "al-Hasakah", "الحسكة"],
    "172134": ["Ain Issa", "Ayn Isa", "عين عيسى"],
    "170063": ["Aleppo", "Halab", "حلب"],
    "169389": ["Idlib", "إدلب"],
    "163476": ["Tell Rifaat"],
    "164895": ["Suluk"],
    "163434": ["Tall Tamr"],
    "170887": ["al-Darbasiyah"],
    "173230": ["Amuda"],
    "165757": ["al-Qahtaniyah"],
    "173530": ["al-Malikiyah", "Dêrik"],
    "383661": ["al-Ya'rubiyah"],
    "164071": ["Sirrin"],
    "163811": ["Tadif"],
    "171212": ["Bilbilê"],
    "169190": ["Cindirêsê"],
    "167245": ["Marea"],
}
TURKISH = {
    "314830": ["Gaziantep"],
    "323786": ["Ankara"],
    "745044": ["Istanbul", "İstanbul"],
    "309134": ["Karkamış", "Karkamis"],
    "324944": ["Akçakale"],
    "318668": ["Ceylanpınar"],
    "303750": ["Nusaybin"],
    "318253": ["Cizre"],
    "300075": ["Suruç", "Pirsûs"],
}
SYRIAN_CASES = [(name, number) for number, names in SPELLINGS.items() for name in names]
TURKISH_CASES = [(name, number) for number, names in TURKISH.items() for name in names]


@pytest.mark.parametrize(("name", "number"), SYRIAN_CASES)
@pytest.mark.parametrize("country", [None, "SY", "SYR"])
def test_a_syrian_place_is_found_under_each_spelling(
    name: str, number: str, country: str | None
) -> None:
    place = GAZETTEER.resolve(name, country=country)
    assert (place.source_id, place.country) == (number, "SYR")


@pytest.mark.parametrize(("name", "number"), TURKISH_CASES)
@pytest.mark.parametrize("country", [None, "TR", "TUR"])
def test_a_turkish_place_is_found_under_each_spelling(
    name: str, number: str, country: str | None
) -> None:
    place = GAZETTEER.resolve(name, country=country)
    assert (place.source_id, place.country) == (number, "TUR")


@pytest.mark.parametrize(
    ("name", "country"),
    [("Paris", "FRA"), ("London", "GBR"), ("Moscow", "RUS"), ("Berlin", "DEU"), ("Roma", "ITA")],
)
def test_a_place_ten_times_larger_than_its_namesakes_is_meant(name: str, country: str) -> None:
    assert GAZETTEER.resolve(name).country == country


@pytest.mark.parametrize(
    ("name", "countries"),
    [("Tripoli", {"LBY", "LBN"}), ("Birmingham", {"GBR", "USA"}), ("Georgia", {"GEO", "USA"})],
)
def test_places_of_like_size_in_two_countries_are_ambiguous(name: str, countries: set[str]) -> None:
    with pytest.raises(AmbiguousName, match="give a country") as caught:
        GAZETTEER.resolve(name)
    assert {one.place.country for one in caught.value.alternatives} == countries
    assert caught.value.name == name


def test_a_country_settles_which_tripoli_is_meant() -> None:
    assert GAZETTEER.resolve("Tripoli", country="LB").source_id == "266826"


def test_two_places_in_one_country_stay_ambiguous_with_its_hint() -> None:
    message = (
        r'^ambiguous place "Qabbasin" — Qabbāsīn \(SYR at 38\.16, 36\.31\), '
        r"Kabbasin \(SYR at 37\.57, 36\.43\): give a point near it$"
    )
    with pytest.raises(AmbiguousName, match=message):
        GAZETTEER.resolve("Qabbasin", country="SY")


@pytest.mark.parametrize(("near", "number"), [((38.1, 36.3), "168061"), ((37.5, 36.4), "166285")])
def test_of_two_places_the_one_nearer_to_a_point_is_taken(
    near: tuple[float, float], number: str
) -> None:
    assert GAZETTEER.resolve("Qabbasin", near=near).source_id == number


@pytest.mark.parametrize("near", [(float("nan"), 36.0), (38.0, 91.0), (38.0, float("nan"))])
def test_what_is_no_point_on_earth_is_refused(near: tuple[float, float]) -> None:
    with pytest.raises(GazetteerError, match="near is longitude and latitude in degrees, got"):
        GAZETTEER.resolve("Qabbasin", near=near)


def test_nearness_is_measured_across_the_antimeridian() -> None:
    assert GAZETTEER.resolve("Georgetown", near=(-179.9, -45)).country == "NZL"


def test_a_country_goes_before_the_town_of_its_name() -> None:
    assert GAZETTEER.resolve("Luxembourg").kind == "country"


def test_a_town_goes_before_the_division_that_it_lies_in() -> None:
    place = GAZETTEER.resolve("New York")
    assert (place.kind, place.source_id) == ("town", "5128581")


def test_the_supplement_beats_a_larger_town_with_that_alternate_name() -> None:
    assert GAZETTEER.resolve("Suluk").source_id == "164895"
    assert GAZETTEER.match("Suluk").alternatives[0].place.name == "Jolo"


def test_population_nought_means_unknown() -> None:
    assert GAZETTEER.resolve("Tall Abyad").population is None


@pytest.mark.parametrize("name", ["KAC", "ALP"])
def test_airport_codes_are_no_names(name: str) -> None:
    assert all(place.country != "SYR" for place in GAZETTEER.search(name))


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Syria", "country", "SYR"),
        ("Texas", "division", "USA"),
        ("Aleppo Governorate", "division", "SYR"),
        ("northern Syria", "region", "SYR"),
        ("northeastern Syria", "region", "SYR"),
    ],
)
def test_areas_have_a_kind_and_a_country(name: str, kind: str, country: str) -> None:
    place = GAZETTEER.resolve(name)
    assert (place.kind, place.country, place.population is None) == (
        kind,
        country,
        kind != "country",
    )


def test_the_point_of_a_region_is_the_mean_of_its_listed_towns() -> None:
    region = GAZETTEER.resolve("northern Syria")
    inside = [
        place
        for place in GAZETTEER.within(35, 32, 43, 38)
        if place.country == "SYR" and place.admin in {"01", "04", "09", "12"}
    ]
    assert region.source_id == "SY.01+SY.04+SY.09+SY.12"
    assert region.lon == pytest.approx(sum(one.lon for one in inside) / len(inside), abs=0.02)
    assert region.lat == pytest.approx(sum(one.lat for one in inside) / len(inside), abs=0.02)


def test_a_country_across_the_antimeridian_is_shown_where_it_lies() -> None:
    assert abs(GAZETTEER.resolve("Fiji").lon) > 176


@pytest.mark.parametrize("name", ["Balikh", "the Balikh River", "نهر البليخ"])
def test_a_river_without_a_source_has_no_point_and_the_answer_says_so(name: str) -> None:
    with pytest.raises(UnknownName, match="the source of the rivers does not have it"):
        GAZETTEER.resolve(name)


def test_a_border_is_no_place() -> None:
    with pytest.raises(UnknownName, match="it is a border, not a point"):
        GAZETTEER.resolve("the Iraqi border")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Manbji", "Manbij"),
        ("Gazientep", "Gaziantep"),
        ("Ankarra", "Ankara"),
        ("Jarabuluss", "Jarābulus"),
        ("منبح", "Manbij"),
        ("Манбидш", "Manbij"),
        ("Lodnon", "London"),
    ],
)
def test_where_no_guess_is_wanted_a_misspelling_is_answered_with_near_misses(
    name: str, meant: str
) -> None:
    with pytest.raises(UnknownName) as caught:
        GAZETTEER.resolve(name, least_score=NO_GUESS)
    assert meant in [one.place.name for one in caught.value.alternatives]
    assert caught.value.name == name


def test_the_message_on_an_unknown_name_says_what_may_be_meant() -> None:
    with pytest.raises(UnknownName, match=r'^unknown place "Lodnon" — did you mean London \(GBR\)'):
        GAZETTEER.resolve("Lodnon")


def test_near_misses_keep_to_the_country_asked_for() -> None:
    with pytest.raises(UnknownName) as caught:
        GAZETTEER.resolve("Manbji", country="SY", least_score=NO_GUESS)
    assert {one.place.country for one in caught.value.alternatives} == {"SYR"}


def test_a_name_known_in_another_country_says_where() -> None:
    with pytest.raises(
        UnknownName, match=r'^unknown place "Ankara" in SYR — did you mean Ankara \(TUR\)'
    ):
        GAZETTEER.resolve("Ankara", country="SY")


def test_a_name_like_no_other_has_no_near_misses() -> None:
    with pytest.raises(UnknownName, match=r"check the spelling, or give its lon and lat$"):
        GAZETTEER.resolve("{{7*7}}")


def test_of_a_place_and_what_nobody_knows_the_place_is_a_near_miss() -> None:
    with pytest.raises(UnknownName, match=r'^unknown place "Paris, Xyzzy" — did you mean Paris'):
        GAZETTEER.resolve("Paris, Xyzzy")


def test_unknown_and_ambiguous_are_lookup_errors() -> None:
    assert issubclass(UnknownName, LookupError)
    assert issubclass(AmbiguousName, LookupError)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", 'must hold a letter or digit, got ""'),
        ("  \t", "must hold a letter or digit"),
        ("…-'", "must hold a letter or digit"),
        ("x" * 1_000_000, "at most 200 characters, got 1,000,000"),
        ("Man\x1b[31mbij", r'cannot hold control characters, got "Man\\x1b\[31mbij"'),
        ("Man\nbij", r'cannot hold control characters, got "Man\\nbij"'),
        ("Manbij\x00", "cannot hold control characters"),
        (b"Manbij", "must be text, got"),
        (None, 'must be text, got "None"'),
        (7, 'must be text, got "7"'),
    ],
)
def test_what_cannot_be_a_name_is_refused_in_one_short_line(name: object, message: str) -> None:
    with pytest.raises(GazetteerError, match=message) as caught:
        GAZETTEER.resolve(name)  # type: ignore[arg-type]
    text = str(caught.value)
    assert text.isprintable()
    assert len(text) < 200


@pytest.mark.parametrize("name", ["Koban\udcc3\udcaa", "Koban\ufffd", "\udcd9\udc85Manbij"])
def test_a_name_with_lost_letters_is_not_answered_by_another_name(name: str) -> None:
    with pytest.raises(GazetteerError, match="were lost on the way"):
        GAZETTEER.resolve(name)


@pytest.mark.parametrize(
    "name", ["{{7*7}}", "<b>x</b>", "\ud800", "'; drop table", "\u202eManbijx"]
)
def test_hostile_names_are_only_unknown(name: str) -> None:
    with pytest.raises(GazetteerError) as caught:
        GAZETTEER.resolve(name, least_score=NO_GUESS)
    assert str(caught.value).isprintable()


def test_surrounding_space_is_no_part_of_a_name() -> None:
    assert GAZETTEER.resolve(" Manbij\n") == GAZETTEER.resolve("Manbij")


@pytest.mark.parametrize("code", ["SY", "sy", "SYR", " syr "])
def test_a_country_is_given_by_either_code(code: str) -> None:
    assert GAZETTEER.country(code) == "SYR"


@pytest.mark.parametrize(
    ("code", "alpha3"), [("XK", "XKX"), ("TR", "TUR"), ("NO", "NOR"), ("NA", "NAM")]
)
def test_codes_become_alpha_3(code: str, alpha3: str) -> None:
    assert GAZETTEER.country(code) == alpha3


@pytest.mark.parametrize("code", ["", "S", "XX", "Syria", "SYRIA\n", None, 7])
def test_anything_else_is_an_unknown_country(code: object) -> None:
    with pytest.raises(UnknownCountry, match="give its ISO code, such as SY or SYR"):
        GAZETTEER.country(code)  # type: ignore[arg-type]


def test_an_unknown_country_is_refused_even_if_the_name_is_known() -> None:
    with pytest.raises(UnknownCountry, match='unknown country "ZZ"'):
        GAZETTEER.resolve("Manbij", country="ZZ")


@pytest.mark.parametrize(
    ("name", "matched", "method", "score"),
    [
        ("manbij", "Manbij", "exact", 1.0),
        ("Hierapolis", "hierapolis", "alternate", 1.0),
        ("Minbic", "Minbic", "alias", 1.0),
    ],
)
def test_a_match_says_how_it_matched(name: str, matched: str, method: str, score: float) -> None:
    match = GAZETTEER.match(name, country="SY")
    assert (match.asked, match.matched, match.method, match.score) == (name, matched, method, score)


def test_a_loose_match_scores_less() -> None:
    match = GAZETTEER.match("Tell Daman", country="SY")
    assert (match.place.source_id, match.method, match.score) == ("163747", "loose", 0.95)


def test_a_match_keeps_the_alternatives() -> None:
    match: Match = GAZETTEER.match("Paris")
    others = [one.place for one in match.alternatives]
    assert match.place not in others
    assert "USA" in {place.country for place in others}


def test_an_alternative_says_how_it_would_have_matched() -> None:
    jolo = GAZETTEER.match("Suluk").alternatives[0]
    assert (jolo.matched, jolo.method, jolo.score) == ("suluk", "alternate", 1.0)


def test_a_near_miss_says_which_spelling_it_is_near_to_and_how_near() -> None:
    with pytest.raises(UnknownName) as caught:
        GAZETTEER.resolve("Ankarra", least_score=NO_GUESS)
    first = caught.value.alternatives[0]
    assert (first.matched, first.method) == ("Ankara", "fuzzy")
    assert 0 < first.score < NO_GUESS


def test_a_search_lists_each_place_once_the_likeliest_first() -> None:
    found = GAZETTEER.search("Springfield", limit=100)
    assert len({place.source_id for place in found}) == len(found)
    assert found[0].population == max(place.population or 0 for place in found)


def test_a_search_for_an_unknown_name_is_empty() -> None:
    assert GAZETTEER.search("Manbji") == []


def test_a_place_is_a_geojson_point() -> None:
    place = GAZETTEER.resolve("Manbij")
    assert place.__geo_interface__ == {"type": "Point", "coordinates": (37.95495, 36.52815)}


@pytest.mark.parametrize("word", ["Market", "the border", "None", "village", "US army", "السوق"])
def test_a_common_word_is_no_town_that_bears_it_somewhere(word: str) -> None:
    with pytest.raises(UnknownName):
        Gazetteer().resolve(word)


@pytest.mark.parametrize("word", ["No", "None", "Army", "القرية"])
def test_a_common_word_is_not_guessed_at_within_a_country(word: str) -> None:
    with pytest.raises(UnknownName, match=r"and no place of that name is listed in SYR$"):
        Gazetteer().resolve(word, country="SY")


def test_a_common_word_without_a_country_says_what_it_wants() -> None:
    with pytest.raises(UnknownName, match=r"taken only with its country$"):
        Gazetteer().resolve("Market")


def test_a_common_word_is_a_town_within_a_country_and_beside_one() -> None:
    places = Gazetteer()
    assert places.resolve("Hospital", country="IE").country == "IRL"
    assert places.resolve("Hospital, Ireland").country == "IRL"
    assert places.resolve("Congo", country="CG").country == "COG"


def test_a_common_word_offers_the_towns_that_bear_it() -> None:
    with pytest.raises(UnknownName, match="missing") as caught:
        Gazetteer().resolve("None")
    assert caught.value.alternatives[0].place.country == "ITA"


@pytest.mark.parametrize("name", ["Ali", "Hassan", "Maria", "Ömer", "David"])
def test_a_name_of_persons_is_no_town_that_bears_it_somewhere(name: str) -> None:
    with pytest.raises(UnknownName, match="it is a name of persons"):
        Gazetteer().resolve(name)


def test_a_town_is_found_by_a_name_of_persons_within_its_country() -> None:
    assert Gazetteer().resolve("Hassan", country="IN").kind == "town"
    assert Gazetteer().resolve("David, Panama").country == "PAN"


def test_of_near_misses_the_far_larger_place_comes_first() -> None:
    with pytest.raises(UnknownName, match=r'^unknown place "Mosow" — did you mean Moscow \(RUS\)'):
        Gazetteer().resolve("Mosow")


def test_a_division_is_no_near_miss_beside_the_town_of_its_name() -> None:
    with pytest.raises(UnknownName) as caught:
        Gazetteer().resolve("Ankarra", least_score=NO_GUESS)
    kinds = [one.place.kind for one in caught.value.alternatives if one.place.name == "Ankara"]
    assert kinds == ["town"]


def test_places_of_one_name_and_country_are_told_apart_by_their_kinds() -> None:
    found = [place for place in GAZETTEER.search("Tripoli") if place.country == "LBY"]
    others = [Alternative(place, 1.0, "Tripoli", "exact") for place in found]
    said = str(AmbiguousName("Tripoli", others))
    assert "Tripoli, town (LBY at 13.19, 32.89), Tripoli, division (LBY at " in said


def test_a_near_miss_is_said_once_for_all_places_of_its_name_in_a_country() -> None:
    with pytest.raises(UnknownName) as caught:
        GAZETTEER.resolve("Moscw")
    named = [one.place.name for one in caught.value.alternatives if one.place.country == "USA"]
    assert named.count("Moscow") > 1
    assert str(caught.value).count("Moscow (USA)") == 1


@pytest.mark.parametrize("name", ["Raqqa", "Rakka"])
def test_a_town_of_another_country_is_not_guessed_to_be_the_country_itself(name: str) -> None:
    with pytest.raises(UnknownName, match="did you mean Ar Raqqah"):
        Gazetteer().resolve(name, country="IQ")


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Beirut", "LBN", "town"),
        ("US", "USA", "country"),
        ("Sinai", "EGY", "region"),
        ("Golan", "SYR", "region"),
        ("Rafah", "PSE", "town"),
        ("Jenin", "PSE", "town"),
        ("Хомс", "SYR", "town"),
        ("Камышлы", "SYR", "town"),
    ],
)
def test_what_the_news_names_goes_before_a_small_namesake(
    name: str, country: str, kind: str
) -> None:
    place = Gazetteer().resolve(name)
    assert (place.country, place.kind) == (country, kind)


@pytest.mark.parametrize(
    "name",
    ["Aleppo city", "City of Aleppo", "مدينة حلب", "ville de Haleb", "город Алеппо", "Halep şehri"],
)
def test_a_name_may_say_that_it_is_a_towns(name: str) -> None:
    found = Gazetteer().match(name)
    assert (found.place.source_id, found.place.kind) == ("170063", "town")


@pytest.mark.parametrize("name", ["city", "مدينة قرية", "Syria city", "Qwxyzzk village"])
def test_a_word_for_a_town_makes_no_town_of_what_is_none(name: str) -> None:
    with pytest.raises(UnknownName):
        Gazetteer().resolve(name)
