"""The page on paper: the map with its key on the first sheet, then every list in words."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
SHEET = {"width": 1032, "height": 703}  # A4 landscape without its margins, in CSS pixels


@pytest.fixture
def paper(open_page, saved):
    def open_(fragment=""):
        page = open_page(saved, reduced_motion="reduce", fragment=fragment)
        page.set_viewport_size(SHEET)
        page.emulate_media(media="print")
        return page

    return open_


def test_map_key_note_and_licences_fit_the_first_sheet(paper, study):
    page = paper()
    printed = page.locator("#printed")
    box = printed.bounding_box()
    assert box["y"] + box["height"] < SHEET["height"]
    assert page.locator("#stage").bounding_box()["height"] > 400
    text = printed.inner_text()
    assert study.boundary_note in text
    assert all(line in text for line in study.attributions)


def test_the_key_names_what_is_switched_on_and_nothing_else(paper, study):
    page = paper("#on=us-position")
    names = page.locator(".print-key li").all_inner_texts()
    title = next(p.title for p in study.scenario.proposals if p.id == "us-position")
    assert names == [title]


def test_what_one_clicks_is_left_out(paper):
    page = paper()
    for what in (".tabs", ".leaflet-control-zoom", ".copy-link", ".home", ".skip", "#strip"):
        assert not page.locator(what).first.is_visible(), what


def test_verdicts_stand_in_words_beside_their_dots(paper):
    page = paper()
    words = page.locator("#places .chip .unseen").first
    box = words.bounding_box()
    assert box["width"] > 40
    assert "inside" in words.inner_text()


def test_nothing_is_cut_at_the_edge_of_the_sheet(paper):
    page = paper()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= SHEET["width"]


def test_it_prints_on_several_sheets(paper):
    page = paper()
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") >= 3
