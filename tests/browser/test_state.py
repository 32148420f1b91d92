"""What a reader chose stands in the page's fragment, and a fragment brings it back."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.one_in(3)]
WRITTEN_MS = 600  # the fragment follows a change within this


def fragment(page):
    page.wait_for_timeout(WRITTEN_MS)
    return page.evaluate("() => location.hash")


def on(page):
    boxes = page.locator("#panel-proposals input")
    return [box.is_checked() for box in boxes.all()]


def view(page):
    return page.evaluate(
        "() => document.querySelector('.leaflet-zones-pane path').getBoundingClientRect().width"
    )


@pytest.fixture
def at(open_page, saved):
    """Open the page with a fragment."""

    def open_(text):
        return open_page(saved, reduced_motion="reduce", fragment=text)

    return open_


def test_nothing_chosen_leaves_the_address_alone(page):
    assert fragment(page) == ""


def test_switches_and_view_come_back_from_the_fragment(page, at):
    page.locator("#panel-proposals label").first.click()
    page.locator(".leaflet-control-zoom-in").click()
    page.locator(".leaflet-control-zoom-in").click()
    text = fragment(page)
    again = at(text)
    assert on(again) == on(page)
    if page.viewport_size["width"] == 1280:
        assert view(again) == pytest.approx(view(page), rel=0.01)
    assert fragment(again) == text


def test_the_whole_map_again_says_nothing_of_the_view(page):
    page.locator(".leaflet-control-zoom-in").click()
    assert "view=" in fragment(page)
    page.locator(".home").click()
    assert fragment(page) == ""


def test_all_off_is_a_choice_too(page, at):
    while page.locator("#panel-proposals input:checked").count():
        page.locator("#panel-proposals input:checked").first.click()
    assert fragment(page) == "#on="
    assert not any(on(at("#on=")))


def test_a_change_of_the_fragment_is_taken_up(page):
    first = page.locator("#panel-proposals input").first
    was_on = first.is_checked()
    page.evaluate("() => { location.hash = 'on='; }")
    page.wait_for_timeout(100)
    assert was_on
    assert not first.is_checked()


@pytest.mark.parametrize(
    "text",
    [
        "#on=<img src=x onerror=alert(1)>",
        "#view=1e9,NaN,7",
        "#view=,,",
        "#view=36.8,38.5,8,1",
        "#mode=__proto__&on=constructor",
        "#%E0%A4%A=1&on=%E0%A4%A",
        "#=&&=&view",
        "#toString=1",
        "#embed=&x=" + "9" * 5000,
    ],
)
def test_a_fragment_that_means_nothing_does_no_harm(at, text):
    page = at(text)
    page.wait_for_timeout(WRITTEN_MS)
    assert page.locator("#panel-proposals label").count() > 3
    assert len(page.heard) == 1
    assert page.locator("img").count() == 0


def test_the_name_of_a_part_of_the_page_stays_a_link_to_it(at):
    page = at("#licences")
    assert page.evaluate("() => location.hash") == "#licences"
    assert page.evaluate("() => document.querySelector('#licences').matches(':target')")
