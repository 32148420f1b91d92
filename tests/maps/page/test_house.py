"""A house's style on a page: what reaches its data and its style sheet."""

from __future__ import annotations

import pytest

import maps
from geozone.errors import Refused
from maps.look import style
from maps.look.print_style import HouseStyle, Logo
from maps.page import folium_page
from maps.page.data import page_data
from maps.page.house import restyled, sheet


@pytest.fixture(scope="module")
def plain(study):
    return page_data(study)


def named(entries):
    return {entry["name"] for entry in entries}


def test_a_style_that_changes_nothing_changes_no_word_and_no_colour(plain) -> None:
    data = restyled(plain, HouseStyle())
    assert data.pop("house") == {"logo": None, "unnamed": []}
    assert data == plain


def test_colours_go_where_the_figures_have_them_and_nowhere_else(plain) -> None:
    data = restyled(plain, HouseStyle(colours={"sea": "#112233", "ink": "#445566"}))
    assert data["style"]["sea"]["fillColor"] == "#112233"
    assert data["style"]["place"]["fillColor"] == "#445566"
    assert data["style"]["land"] == style.PATHS["land"]
    assert style.PATHS["sea"]["fillColor"] != "#112233"  # the next page is the plain one


def test_proposals_take_the_houses_colours_in_turn(study) -> None:
    colours = [each["colour"] for each in page_data(study, ("#111111", "#222222"))["proposals"]]
    assert colours[0] == "#111111"
    assert set(colours) == {"#111111", "#222222"}


def test_names_are_as_the_house_writes_them(plain) -> None:
    towns = sorted(named(plain["towns"]))
    names = {
        "Manbij": "Membidsch", "Kobani / Ayn al-Arab": "Kobane", "Syria": "Syrien",
        "Euphrates": "Euphrat", towns[0]: "Stadt", towns[1]: "",
    }  # fmt: skip
    data = restyled(plain, HouseStyle(labels=names))
    assert {"Membidsch", "Kobane"} <= named(data["places"])
    assert "Manbij" not in named(data["places"])
    assert "Syrien" in named(data["base"]["countries"])
    assert "Euphrat" in named(data["base"]["rivers"])
    assert "Stadt" in named(data["towns"])
    assert not {towns[0], towns[1]} & named(data["towns"])
    (place,) = (each for each in data["places"] if each["name"] == "Membidsch")
    assert place["title"] == "Membidsch"
    assert place["tip"].startswith("Membidsch · ")


@pytest.mark.parametrize(
    ("house", "said"),
    [
        (HouseStyle(fonts=('"}*{display:none}',)), "fonts = .*: expected a name of letters"),
        (HouseStyle(headings=("</style>",)), "fonts = </style>: expected a name of letters"),
        (HouseStyle(colours={"sea": "red;}"}), "sea = red;}: expected a colour"),
        (HouseStyle(proposals=("</style>",)), "proposals = </style>: expected a colour"),
    ],
)
def test_no_value_leaves_the_style_sheet_even_without_a_file(study, house, said) -> None:
    with pytest.raises(Refused, match=said):
        sheet(house)
    with pytest.raises(Refused, match=said):
        maps.draw(study, style=house)


def test_a_page_without_a_style_has_nothing_of_one(study) -> None:
    text = folium_page.html(maps.draw(study))
    assert not [word for word in ("house-logo", "data.house", "unnamed") if word in text]


def test_a_styled_page_is_the_same_every_time(study) -> None:
    house = HouseStyle(fonts=("Arial",), logo=Logo(b"\x89PNG\r\n\x1a\n", 8.0))
    assert folium_page.html(maps.draw(study, style=house)) == folium_page.html(
        maps.draw(study, style=house)
    )
