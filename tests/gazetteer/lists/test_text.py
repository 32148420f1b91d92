"""Lists as text: each way in which spreadsheets and GeoNames write them, and files of no list."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from gazetteer import Gazetteer
from gazetteer.lists import text
from gazetteer.lists.rows import ListError, PlaceList

SHIPPED = Gazetteer()
TEXT = "name,lon,lat\nMenbiç,37.955,36.528\n"
DUMP = (
    "167357\tManbij\tManbij\tMambij,Menbic\t36.52815\t37.95495\tP\tPPLA2\tSY\t\t09\t\t\t\t99497\t\t"
    "470\tAsia/Damascus\t2019-01-01\n"
)


def read(file: Path, **more: Any) -> PlaceList:
    return text.read_list(file, gazetteer=SHIPPED, **more)


def points(folder: Path, data: str | bytes, name: str = "l.csv") -> list[tuple[str, float, float]]:
    file = folder / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return [(place.name, place.lon, place.lat) for place in read(file).places]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"], ids=str
)
def test_utf_8_and_utf_16_are_read(encoding: str, tmp_path: Path) -> None:
    assert points(tmp_path, TEXT.encode(encoding)) == [("Menbiç", 37.955, 36.528)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
def test_a_separator_is_found_by_the_heading(separator: str, end: str, tmp_path: Path) -> None:
    text = TEXT.replace(",", separator).replace("\n", end)
    assert points(tmp_path, text) == [("Menbiç", 37.955, 36.528)]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_decimal_comma_is_read(separator: str, tmp_path: Path) -> None:
    text = TEXT.replace(",", separator).replace(".", ",")
    assert points(tmp_path, text) == [("Menbiç", 37.955, 36.528)]


def test_a_spreadsheets_word_for_the_separator_is_taken(tmp_path: Path) -> None:
    assert points(tmp_path, "sep=;\r\nname;lon;lat\r\nA;38;36\r\n") == [("A", 38, 36)]


def test_quoted_fields_hold_separators(tmp_path: Path) -> None:
    text = 'name,lon,lat\n"Tel Abyad, ""Girê Spî""","38,9",36.7\n'
    assert points(tmp_path, text) == [('Tel Abyad, "Girê Spî"', 38.9, 36.7)]


def test_rows_are_counted_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    file = tmp_path / "l.csv"
    file.write_text("name,lon,lat\n\nA,38,36\nB,x,36\n", encoding="utf-8")
    found = read(file)
    assert [place.row for place in found.places] == [3]
    assert [trouble.row for trouble in found.troubles] == [4]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "an empty file: expected places"),
        (b"\n \n", "an empty file"),
        (b"name,lon,lat\n", "no rows"),
        (b"name,lon,lat\nMenbi\xe7,38,36\n", "line 2: byte 0xe7 is not UTF-8: expected text saved"),
        (b"\xff\xfen\x00a\x00m", "line 1 is not UTF-16"),
        (b"\xff\xfe\x00\x00n\x00\x00\x00", "UTF-32 text: expected text saved as UTF-8"),
        (b"PK\x03\x04rest", "a zip that cannot be read"),
        (b"SQLite format 3\x00", "a database: expected CSV"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01", "no text: expected text saved"),
        (b'name,lon,lat\n"A,38,36\nB,38,36\n', "row 2: unexpected end of data: expected quotation"),
        (b'name,lon,lat\n"' + b"A" * 200_000 + b'",38,36\n', "row 2: field larger than"),
        (b"name,lon,lat\n" + b"A" * 1_000_001, "line 2 has 1,000,000 characters or more"),
        (b"Manbij\nAfrin\n", "columns Manbij: expected a first row that names the columns"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_is_no_list_is_refused_in_one_line(data: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(ListError) as caught:
        points(tmp_path, data)
    assert str(caught.value).startswith(f"l.csv: {said}")
    assert len(str(caught.value).splitlines()) == 1


# GeoNames


def test_a_dump_is_known_by_its_columns_whatever_its_name(tmp_path: Path) -> None:
    for name in ("SY.txt", "places.csv"):
        file = tmp_path / name
        file.write_text(DUMP, encoding="utf-8")
        (place,) = read(file).places
        assert (place.name, place.lon, place.lat) == ("Manbij", 37.95495, 36.52815)
        assert (place.country, place.population) == ("SYR", 99_497)
        assert place.source == f"GeoNames 167357 ({name})"


def test_a_dump_gives_its_populated_places_unless_told_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "SY.txt"
    stream = DUMP.replace("\tP\tPPLA2", "\tH\tSTM").replace("Manbij", "Sajur")
    file.write_text(stream + DUMP, encoding="utf-8")
    assert [(place.row, place.name) for place in read(file).places] == [(2, "Manbij")]
    both = read(file, feature_classes=("H", "P")).places
    assert [place.name for place in both] == ["Sajur", "Manbij"]
    file.write_text(stream, encoding="utf-8")
    with pytest.raises(ListError, match="without a feature of class P: expected a dump with"):
        read(file)


def test_a_broken_line_of_a_dump_is_left_out_and_told(tmp_path: Path) -> None:
    file = tmp_path / "SY.txt"
    file.write_text(DUMP + "half a line\n" + DUMP.replace("37.95495", ""), encoding="utf-8")
    found = read(file)
    assert [place.row for place in found.places] == [1]
    assert [(each.row, each.text[:6]) for each in found.troubles] == [(2, "no lon"), (3, "no lon")]


def test_a_quotation_mark_in_a_dump_is_a_letter(tmp_path: Path) -> None:
    assert points(tmp_path, DUMP.replace("\tManbij\t", '\t"Manbij\t'))[0][0] == '"Manbij'


def test_what_a_dump_leaves_out_is_never_held(tmp_path: Path) -> None:
    file = tmp_path / "SY.txt"
    with file.open("w", encoding="utf-8") as text:
        text.write(DUMP)
        for _ in range(100_000):
            text.write(DUMP.replace("\tP\t", "\tH\t"))
    tracemalloc.start()
    found = read(file)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found.places) == 1
    assert file.stat().st_size > 10_000_000
    assert most < 2_000_000
