"""Rows that a user brings become places, or troubles with the row's number; never a wrong place."""

from __future__ import annotations

import itertools
from collections import deque
from inspect import signature

import pytest

from gazetteer import Gazetteer
from gazetteer.lists.rows import MOST_PLACES, ListError, PlaceList, Reading, of_rows
from tests.sampling import is_sampling

HEADING = ["name", "lon", "lat", "country", "population", "uncertainty_km", "source"]


def read(*rows: list[object], heading: list[str] | None = None) -> PlaceList:
    return of_rows(heading or HEADING, enumerate(rows, 2), file="list.csv", gazetteer=Gazetteer())


def trouble(*row: object) -> str:
    """What is said of a row that stands beside good ones."""
    found = read(["A", "38", "36"], ["A", "38", "37"], list(row))
    assert [place.row for place in found.places] == [2, 3]
    (one,) = found.troubles
    assert one.row == 4
    return one.text


def test_a_row_becomes_a_place_with_all_that_it_says() -> None:
    (place,) = read(["Manbij", "37.955", "36.528", "sy", "99,497", "0.5", "A survey"]).places
    assert (place.row, place.name, place.known_as) == (2, "Manbij", "Manbij")
    assert (place.lon, place.lat, place.country) == (37.955, 36.528, "SYR")
    assert (place.population, place.uncertainty_km) == (99_497, 0.5)
    assert (place.source, place.is_looked_up) == ("A survey (list.csv)", False)


def test_what_a_row_leaves_out_is_unknown() -> None:
    (place,) = read(["Camp", "38", "36"]).places
    assert (place.country, place.population, place.uncertainty_km) == (None, None, None)
    assert place.source == "list.csv"


@pytest.mark.parametrize("name", ["name", "Place", "TOWN", " title ", "Village", "City"])
@pytest.mark.parametrize("lon", ["lon", "lng", "Long", "LONGITUDE", "x"])
@pytest.mark.parametrize("lat", ["lat", "Latitude", "Y"])
def test_columns_are_known_by_what_people_call_them(name: str, lon: str, lat: str) -> None:
    (place,) = read(["36", "A", "38"], heading=[lat, name, lon]).places
    assert (place.name, place.lon, place.lat) == ("A", 38.0, 36.0)


@pytest.mark.parametrize(
    ("said", "lon"),
    [("37,95", 37.95), ("37.95°", 37.95), ("+38", 38), ("\u22125", -5), (".5", 0.5), (38, 38.0),
     ("1e1", 10), (37.5, 37.5)],
)  # fmt: skip
def test_a_number_is_read_as_it_is_written(said: object, lon: float) -> None:
    assert read(["A", said, "36"]).places[0].lon == lon


@pytest.mark.parametrize(
    ("said", "population"),
    [("66,138", 66_138), ("66.138", 66_138), ("66 138", 66_138), ("66138.0", 66_138),
     ("1'000'000", 1_000_000), ("0", None), ("many", None), ("", None), (7, 7)],
)  # fmt: skip
def test_a_population_is_a_count_or_unknown(said: object, population: int | None) -> None:
    assert read(["A", "38", "36", None, said]).places[0].population == population


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["B", "east", "36"], 'lon = "east": expected degrees, such as 37.95'),
        (["B", "38", ""], "no lat: expected degrees, such as 36.53"),
        (["B", "38"], "no lat: expected degrees, such as 36.53"),
        (["B", "nan", "36"], 'lon = "nan"'),
        (["B", "1_0", "36"], 'lon = "1_0"'),
        (["B", "1e999", "36"], 'lon = "1e999"'),
        (["B", "10e400", "36"], "lon = "),
        (["B", True, "36"], 'lon = "True"'),
        (["B", "36°31'41\"N", "36"], 'lon = "36°31'),
        (["B", "217", "36"], "lon = 217: expected degrees from -180 to 180"),
        (["B", "412345", "4048000"], "lon = 412345: expected degrees"),
        (["B", "36", "127"], "lat = 127 is beyond 90: expected lon under lon and lat under lat"),
        (["B", "38", "36", "Nowhere"], 'country = "Nowhere": expected a country\'s code or name'),
        (["B", "38", "36", "", "", "far"], 'uncertainty_km = "far": expected a number of km'),
        (["B", "38", "36", "", "", "-1"], "uncertainty_km = -1: expected a number of km from 0"),
        (["B, the town", "38", "36", "", "", "", "", "x"], "8 fields where the heading has 7"),
        (["B\n38,36", "38", "36"], "a name over several lines"),
        (["B" * 201, "38", "36"], "a name of 201 characters"),
        (["x", "a\x1b[31m", "36"], r'lon = "a\x1b[31m"'),
    ],
    ids=repr,
)
def test_a_broken_row_is_left_out_and_told(row: list[object], said: str) -> None:
    assert trouble(*row).startswith(said)


def test_a_row_without_anything_is_no_row() -> None:
    found = read(["A", "38", "36"], ["", " ", None], [])
    assert (len(found.places), found.troubles) == (1, ())


def test_a_point_without_a_name_is_called_by_its_row() -> None:
    assert [place.name for place in read(["", "38", "36"]).places] == ["row 2"]
    assert [place.name for place in read(["38", "36"], heading=["x", "y"]).places] == ["row 2"]


def test_the_same_name_twice_is_two_places() -> None:
    found = read(["Tadif", "37.5", "36.3"], ["Tadif", "37.6", "36.4"])
    assert [(place.row, place.lon) for place in found.places] == [(2, 37.5), (3, 37.6)]


def test_a_country_may_be_said_by_its_name() -> None:
    assert read(["A", "38", "36", "Syria"]).places[0].country == "SYR"


# Names alone


def test_names_alone_are_looked_up() -> None:
    found = read(["منبج"], heading=["town"]).places[0]
    assert (found.name, found.known_as, found.country) == ("منبج", "Manbij", "SYR")
    assert (round(found.lon, 1), round(found.lat, 1)) == (38.0, 36.5)
    assert found.source == "GeoNames 167357 (list.csv)"
    assert found.is_looked_up


def test_a_name_that_is_unknown_or_ambiguous_is_told_by_its_row() -> None:
    found = read(["Manbij"], ["Manbji"], ["Tripoli"], ["Syria"], heading=["name"])
    assert [place.row for place in found.places] == [2]
    unknown, ambiguous, country = found.troubles
    assert (unknown.row, ambiguous.row, country.row) == (3, 4, 5)
    assert unknown.text.startswith('unknown place "Manbji" — did you mean')
    assert ambiguous.text.startswith('ambiguous place "Tripoli"')
    assert country.text == '"Syria" is a country: expected a town, or lon and lat'


def test_a_country_beside_a_name_tells_which_is_meant() -> None:
    (place,) = read(["Tripoli", "LB"], heading=["name", "country"]).places
    assert place.country == "LBN"


# Lists in which nothing can be right


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        (["Manbij", "37.95", "36.53"], "columns Manbij, 37.95, 36.53: expected a first row that"),
        (["name", "lat"], "columns name, lat: expected lon beside lat"),
        (["name", "x"], "columns name, x: expected lat beside lon"),
        (["name", "lon", "lat", "Lon"], '2 columns called "lon": expected each once'),
        (["a\x1b[31m"], r"columns a\\x1b\[31m: expected"),
    ],
    ids=repr,
)
def test_a_heading_that_says_too_little_is_refused(heading: list[str], said: str) -> None:
    with pytest.raises(ListError, match=rf"^list\.csv: {said}"):
        read(["A", "38", "36"], heading=heading)


def test_a_list_without_rows_is_refused() -> None:
    with pytest.raises(ListError, match=r"^list\.csv: no rows: expected places under a heading"):
        read()


def test_a_list_of_broken_rows_is_refused_with_the_first() -> None:
    with pytest.raises(ListError, match=r"none of its 2 rows can be used; row 2: lon = \"x\""):
        read(["A", "x", "36"], ["B", "y", "36"])


def test_a_list_with_latitudes_beyond_90_is_refused_as_swapped() -> None:
    expected = r"row 2: lat = 127\.4 is beyond 90: expected lon under lon .* columns swapped\?"
    with pytest.raises(ListError, match=expected):
        read(["Kaesong", "37.9", "127.4"], ["Panmunjom", "37.95", "126.68"], ["x", "1", "2"])


@pytest.mark.parametrize("most", [1_000, MOST_PLACES])
def test_a_list_without_an_end_is_refused(most: int) -> None:
    if is_sampling() and most == MOST_PLACES:
        pytest.skip("a million rows are for `make thorough`")
    endless = ((number, (38.0, 36.0)) for number in itertools.count())
    reading = Reading(["x", "y"], file="l.csv", gazetteer=Gazetteer(), most=most)
    with pytest.raises(ListError, match=f"too many rows: expected at most {most:,} rows"):
        deque(reading.places(endless), maxlen=0)


def test_a_list_may_have_a_million_rows() -> None:
    assert signature(Reading).parameters["most"].default == 1_000_000


# Other names, kinds, numbers


@pytest.mark.parametrize("column", ["alternatenames", "AKA", "also", "Alternate names", "aliases"])
@pytest.mark.parametrize("said", ["Mambij|Menbiç", " Mambij ;Menbiç;", "Mambij| |Menbiç|Mambij"])
def test_other_names_stand_between_bars_or_semicolons(column: str, said: str) -> None:
    (place,) = read(["Manbij", "38", "36", said], heading=["name", "lon", "lat", column]).places
    assert place.also == ("Mambij", "Menbiç")


def test_a_name_that_nobody_could_ask_for_is_passed_over() -> None:
    said = "|".join(["Mambij", "x" * 201, ""])
    (place,) = read(["Manbij", "38", "36", said], heading=["name", "lon", "lat", "also"]).places
    assert place.also == ("Mambij",)


@pytest.mark.parametrize(
    ("said", "kind"), [("River", "river"), ("town", "town"), ("camp", "town"), ("", "town")]
)
def test_a_kind_is_one_of_ours_or_a_town(said: str, kind: str) -> None:
    (place,) = read(["A", "38", "36", said], heading=["name", "lon", "lat", "kind"]).places
    assert place.kind == kind


@pytest.mark.parametrize(
    ("said", "number"),
    [("167357", 167357), (167357.0, 167357), ("0", None), ("x", None), ("", None)],
)  # fmt: skip
def test_a_number_at_geonames_is_kept(said: object, number: int | None) -> None:
    (place,) = read(["A", "38", "36", said], heading=["name", "lon", "lat", "geonameid"]).places
    assert place.geonameid == number
