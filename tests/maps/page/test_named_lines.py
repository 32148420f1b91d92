"""Lines that are no agreed border: dotted, named, and explained in the key and the notes."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
import shapely

import geozone
import maps
from geozone import Study
from maps.look import style
from maps.look.ground import ground_of
from maps.page.data import page_data
from maps.words.language import LANGUAGES, words

FIGURES = Path(__file__).parents[1] / "figures"
boxes = SimpleNamespace(**runpy.run_path(str(FIGURES / "boxes.py")))


@pytest.fixture(scope="module")
def lebanon() -> Study:
    return geozone.along("ISR-LBN", into="LBN", depth=10)


def begins_with(name: str, notes: list[object]) -> int:
    """How many notes begin with a name, if need be after the name of the border."""
    said = [note["text"] if isinstance(note, dict) else str(note) for note in notes]
    return sum(bool(re.search(rf"(^|: )[\u2066-\u2069]*{re.escape(name)}", text)) for text in said)


def test_a_measured_line_that_is_no_agreed_border_is_drawn_as_dots(lebanon: Study) -> None:
    assert [line["named"] for line in page_data(lebanon)["lines"]] == [True]
    assert style.PATHS["measured-named"]["dashArray"].startswith("0.1 ")
    assert style.PATHS["measured-named"]["lineCap"] == "round"


def test_a_line_that_is_so_in_part_is_drawn_in_pieces() -> None:
    data = page_data(geozone.along("IND-PAK", into="PAK", depth=5))
    assert [line["named"] for line in data["lines"]] == [True, True, True, False]


def test_an_agreed_border_is_drawn_in_one_piece(study: Study) -> None:
    assert [line["named"] for line in page_data(study)["lines"]] == [False]


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_lines_around_are_named_in_the_language_and_in_the_key(lebanon: Study, lang: str) -> None:
    data = page_data(lebanon, words=words(lang))
    names = [line["name"] for line in data["base"]["named"]]
    assert names[0] == {
        "ar": "الخط الأزرق", "de": "Blaue Linie", "en": "Blue Line", "fr": "Ligne bleue",
        "tr": "Mavi Hat",
    }[lang]  # fmt: skip
    (text,) = (entry["text"] for entry in data["key"] if entry["mark"] == "named")
    assert names[0] in text


def test_the_key_has_no_name_of_a_line_outside_the_first_view(study: Study) -> None:
    data = page_data(study)
    (text,) = (entry["text"] for entry in data["key"] if entry["mark"] == "named")
    assert text == "A line that is no agreed border"
    assert data["base"]["named"]


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_each_of_them_is_explained_in_the_notes_once(lebanon: Study, lang: str) -> None:
    data = page_data(lebanon, words=words(lang))
    for line in data["base"]["named"]:
        assert begins_with(line["name"], data["notes"]) == 1, line["name"]


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_a_line_that_is_no_border_is_drawn_and_its_note_says_how_far_it_may_be_off(
    lang: str,
) -> None:
    data = page_data(geozone.along("ESH-MAR", into="ESH", depth=10), words=words(lang))
    berm = data["base"]["named"][-1]["name"]
    (note,) = (each for each in data["notes"] if begins_with(berm, [each]))
    said = note["text"] if isinstance(note, dict) else note
    assert "OpenStreetMap" in said
    assert "20" in said


def test_what_is_drawn_as_dots_is_not_drawn_as_a_border_too(lebanon: Study) -> None:
    ground = ground_of(lebanon)
    dotted = shapely.union_all([line for _, line in ground.named])
    assert shapely.length(dotted) > 1  # degrees: the Blue Line alone has about one
    assert shapely.distance(dotted, ground.borders) > 0.01


def test_the_figure_names_the_line_on_the_map_and_in_the_legend(lebanon: Study) -> None:
    figure = maps.figure(lebanon)
    said = {layer: " ".join(text for text, _ in boxes.texts(figure, layer))
            for layer in ("line-names", "legend", "notes")}  # fmt: skip
    assert "Blue Line" in said["line-names"]
    assert "Blue Line" in said["legend"]
    assert "no agreed border" in said["legend"]
    assert "Blue Line, 105.0 km of this line: a line of withdrawal" in said["notes"]
    assert "Ceasefire line of 1974, 79.6 km of this line" in said["notes"]
