"""A user's list laid on the gazetteer: asked first, told apart, kept when it is large."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gazetteer import AmbiguousName, Gazetteer, UnknownName
from gazetteer.lists import cache
from gazetteer.lists.rows import ListError, of_rows
from tests.gazetteer.made_lists import saved

SHIPPED = Gazetteer()


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def camps(tmp_path: Path) -> Gazetteer:
    return SHIPPED.with_places(saved(tmp_path))


# --- the list first -------------------------------------------------------------------------------


def test_a_place_of_the_list_is_found_and_says_where_it_is_from(camps: Gazetteer) -> None:
    match = camps.match("CAMP 7")
    assert (match.method, match.score, match.matched) == ("own", 1.0, "Camp 7")
    place = match.place
    assert (place.lon, place.lat, place.country) == (37.91, 36.6012345, "SYR")
    assert (place.kind, place.source, place.source_id) == ("town", "camps.csv", "2")


@pytest.mark.parametrize("asked", ["Tadamun", "TADAMUN", "Mukhayyam Salam", "mukhayyam al salam"])
def test_another_name_of_the_list_leads_to_its_place(asked: str, camps: Gazetteer) -> None:
    assert camps.resolve(asked, country="SY").name == "Camp 7"


def test_the_list_goes_before_the_shipped_place_of_that_name(camps: Gazetteer) -> None:
    assert camps.resolve("Manbij").source == "camps.csv"
    assert SHIPPED.resolve("Manbij").source == "GeoNames"


def test_a_common_word_is_the_place_of_that_name_in_the_list(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("name,lon,lat\nMarket,37.9,36.6\n")
    assert SHIPPED.with_places(file).resolve("market").source == "own.csv"


def test_a_rival_elsewhere_is_among_the_alternatives_and_the_same_place_is_not(
    camps: Gazetteer,
) -> None:
    found = camps.match("Tripoli")
    assert found.place.source == "camps.csv"
    assert [one.place.country for one in found.alternatives[:2]] == ["LBY", "LBN"]
    near_manbij = [one.place.lon for one in camps.match("Manbij").alternatives]
    assert not any(abs(lon - 37.95) < 0.05 for lon in near_manbij)


def test_what_the_list_has_not_is_answered_as_before(camps: Gazetteer) -> None:
    for name in ("Kobanî", "الرقة", "Syria"):
        assert camps.match(name) == SHIPPED.match(name)
    with pytest.raises(UnknownName, match="Nowhereville"):
        camps.resolve("Nowhereville")


def test_a_place_without_a_country_fits_any(camps: Gazetteer) -> None:
    assert camps.resolve("Tripoli", country="LY").source == "camps.csv"


def test_a_place_of_another_country_than_is_asked_for_is_none(camps: Gazetteer) -> None:
    with pytest.raises(UnknownName, match="Camp 7"):
        camps.resolve("Camp 7", country="TR")


def test_two_places_of_one_name_in_the_list_are_ambiguous(tmp_path: Path) -> None:
    text = "name,lon,lat\nTadif,37.5,36.3\nTadif,38.5,36.4\n"
    places = SHIPPED.with_places(saved(tmp_path, text))
    with pytest.raises(AmbiguousName) as caught:
        places.resolve("Tadif")
    assert [one.place.source_id for one in caught.value.alternatives] == ["2", "3"]
    assert places.resolve("Tadif", near=(38.4, 36.4)).source_id == "3"


def test_a_near_point_chooses_within_the_list_first(camps: Gazetteer) -> None:
    assert camps.resolve("Tripoli", near=(13.19, 32.89)).source == "camps.csv"


def test_a_misspelling_offers_the_lists_place(camps: Gazetteer) -> None:
    with pytest.raises(UnknownName) as caught:
        camps.resolve("Tadamum")
    assert caught.value.alternatives[0].place.name == "Camp 7"


def test_lists_lie_on_each_other_the_latest_on_top(camps: Gazetteer, tmp_path: Path) -> None:
    both = camps.with_places(saved(tmp_path, "name,lon,lat\nCamp 7,1,2\n", "later.csv"))
    assert both.resolve("Camp 7").source == "later.csv"
    assert both.match("Camp 7").alternatives[0].place.source == "camps.csv"
    assert both.resolve("Tadamun").source == "camps.csv"
    assert [each.file for each in both.lists] == ["later.csv", "camps.csv"]
    assert [each.file for each in camps.lists] == ["camps.csv"]


def test_a_row_s_own_source_is_kept(tmp_path: Path) -> None:
    text = "name,lon,lat,source\nCamp 7,37.9,36.6,A survey\nCamp 8,37.9,36.7,\n"
    places = SHIPPED.with_places(saved(tmp_path, text))
    one, other = places.resolve("Camp 7"), places.resolve("Camp 8")
    assert (one.source, one.source_id) == ("A survey (camps.csv)", "2")
    assert (other.source, other.source_id) == ("camps.csv", "3")


def test_a_name_that_is_looked_up_gets_further_names(tmp_path: Path) -> None:
    places = SHIPPED.with_places(saved(tmp_path, "name,aka\nManbij,Emenbij; MNB-1\n"))
    found = places.match("MNB 1")
    assert (found.place.lon, found.method) == (37.95495, "own")


def test_broken_rows_are_told_by_their_number(tmp_path: Path) -> None:
    long = "ب" * 150  # of 300 bytes
    text = f"name,lon,lat\nA,x,1\n{long},1,1\nB,1,1\n"
    (found,) = SHIPPED.with_places(saved(tmp_path, text)).lists
    assert (found.places, found.left_out) == (1, 2)
    assert [(each.row, each.text.partition(":")[0]) for each in found.troubles] == [
        (2, 'lon = "x"'), (3, "a name of 300 bytes"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "camps.csv: an empty file"),
        ("name,lon,lat\n", "camps.csv: no rows"),
        ("name,lon,lat\nA,x,1\n", "camps.csv: its one row cannot be used"),
        ("a,b\n1,2\n", "camps.csv: columns a, b: expected"),
    ],
)
def test_a_broken_list_is_refused_in_one_line(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ListError) as caught:
        SHIPPED.with_places(saved(tmp_path, text))
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (str, "No such file"),
        (os.mkdir, "a folder"),
        (os.mkfifo, "no regular file"),
    ],
    ids=["missing", "folder", "pipe"],
)
def test_what_is_no_file_is_refused(make: object, said: str, tmp_path: Path) -> None:
    assert callable(make)
    make(tmp_path / "list")
    with pytest.raises(ListError, match=f"^list: {said}"):
        SHIPPED.with_places(tmp_path / "list")
    with pytest.raises(ListError, match="not a file name"):
        SHIPPED.with_places("a\0b")


def test_places_that_were_read_already_make_a_layer() -> None:
    rows = [(2, ["Camp 7", 37.9, 36.6]), (3, ["B", "x", 1])]
    listed = of_rows(["name", "lon", "lat"], rows, file="camps.gpkg", gazetteer=SHIPPED)
    places = SHIPPED.with_places(listed)
    assert places.resolve("Camp 7").source == "camps.gpkg"
    assert places.lists[0].left_out == 1
