"""Layers that others drew, on the page: switched by themselves, beneath the zones, clicked open."""

from __future__ import annotations

import pytest

import maps

pytestmark = [pytest.mark.browser, pytest.mark.one_in(3)]


@pytest.fixture(scope="module")
def drawn(handmade, tmp_path_factory):
    path = tmp_path_factory.mktemp("overlays") / "map.html"
    maps.save(maps.draw(handmade()), path)
    return path


@pytest.fixture(params=[1280, 390])
def page(request, open_page, drawn):
    page = open_page(drawn, request.param, reduced_motion="reduce")
    yield page
    assert page.heard == [f"request {drawn.as_uri()}"]


def paths(page):
    return page.locator(".leaflet-overlays-pane path").count()


def test_each_is_switched_by_its_box_and_by_the_keyboard(page):
    boxes = page.locator("#overlays input")
    whole = paths(page)
    assert (boxes.count(), whole) == (2, 3)
    boxes.nth(0).click()
    assert paths(page) == 1
    boxes.nth(0).focus()
    page.keyboard.press("Space")
    assert paths(page) == whole
    boxes.nth(1).click()
    assert paths(page) == 2


def test_they_lie_beneath_the_zones_and_areas_beneath_roads(page):
    level = (
        "name => Number(getComputedStyle(document.querySelector(`.leaflet-${name}-pane`)).zIndex)"
    )
    assert page.evaluate(level, "overlays") < page.evaluate(level, "zones")
    order = (
        "() => [...document.querySelectorAll('.leaflet-overlays-pane path')]"
        ".map((path) => path.getAttribute('fill'))"
    )
    first = page.evaluate(order)
    assert first[0].startswith("url(")
    assert first[1:] == ["none", "none"]
    page.locator("#overlays input").nth(1).click()
    page.locator("#overlays input").nth(1).click()
    assert page.evaluate(order) == first


def test_none_is_broken_as_a_proposal_is(page):
    dashes = page.evaluate(
        "() => [...document.querySelectorAll('.leaflet-overlays-pane path')]"
        ".map((path) => path.getAttribute('stroke-dasharray'))"
    )
    assert dashes == [None] * 3


def test_its_card_says_when_and_whose_and_closes_again(page):
    opener = page.locator("#overlays .opener").first
    opener.click()
    card = page.locator("#card").inner_text()
    for said in ("Main roads", "Roads", "July 2019", "A report on talks", "that others drew"):
        assert said in card
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    assert opener.evaluate("opener => opener === document.activeElement")


def test_a_click_on_a_line_tells_its_name(page):
    page.locator(".leaflet-overlays-pane path[fill=none]").first.dispatch_event("click")
    assert "M4" in page.locator("#card .facts").inner_text()


def test_a_lines_name_is_shown_where_there_is_room_and_goes_with_it(open_page, drawn):
    page = open_page(drawn)
    shown = page.locator(".label-overlay", has_text="M4")
    assert shown.evaluate("label => label.style.display !== 'none'")
    page.locator("#overlays input").first.click()
    assert shown.evaluate("label => label.style.display === 'none'")


def test_without_any_the_page_has_no_list_of_them(open_page, saved):
    page = open_page(saved)
    assert page.locator("#overlays").count() == 0
