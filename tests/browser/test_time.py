"""The time line: by mouse and by keyboard, seen and heard."""

from __future__ import annotations

import pytest

import geozone
import maps

pytestmark = [pytest.mark.browser, pytest.mark.one_in(3)]

REST_MS = 1000
DATES = 11


@pytest.fixture
def time(page):
    page.locator("#mode-time").click()
    return page


@pytest.fixture(scope="module")
def ended(chromium, tmp_path_factory):
    path = tmp_path_factory.mktemp("time") / "map.html"
    maps.save(maps.draw(geozone.load("kosovo-ground-safety-zone")), path)
    return path


def slider(page):
    return page.locator("#panel-time input")


def when(page):
    return page.locator(".time-when").inner_text()


def latest(page):
    return page.locator(".time-latest").inner_text()


def zones(page):
    return page.locator(
        ".leaflet-zones-pane path, .leaflet-places-pane path[stroke-dasharray]"
    ).count()


def row(page, title):
    return page.locator(".time-row").filter(has=page.get_by_text(title, exact=True))


def test_it_begins_at_what_the_page_knows(time):
    assert when(time) == "8 September 2019"
    assert latest(time) == "First joint ground patrol"
    assert time.locator(".time-off").count() == 0


def test_every_date_by_keyboard_from_first_to_last(time, study):
    slider(time).focus()
    time.keyboard.press("Home")
    seen, drawn = [], []
    for _ in range(DATES):
        seen.append(when(time))
        drawn.append(zones(time))
        text = slider(time).get_attribute("aria-valuetext")
        assert text.startswith(seen[-1].removesuffix(" planned"))
        time.keyboard.press("ArrowRight")
    assert len(set(seen)) == DATES
    assert (seen[0], seen[-1]) == ("24 August 2016", "30 September 2019 planned")
    assert drawn == sorted(drawn)
    assert drawn[0] == 0 < drawn[-1]
    for event in study.scenario.events[:-1]:
        assert event.title in time.locator("#panel-time .events").inner_text()


def test_the_buttons_step_and_stop_at_the_ends(time):
    next_ = time.get_by_role("button", name="Next date")
    previous = time.get_by_role("button", name="Previous date")
    previous.click()
    assert when(time) == "7 August 2019"
    next_.click()
    next_.click()
    assert when(time).startswith("30 September 2019")
    assert next_.get_attribute("aria-disabled") == "true"
    next_.press("Enter")
    assert when(time).startswith("30 September 2019")
    assert time.evaluate("() => document.activeElement.className") == "time-step"
    while previous.get_attribute("aria-disabled") == "false":
        previous.press("Enter")
    assert when(time) == "24 August 2016"


def test_the_mouse_drags_it_from_date_to_date(time):
    box = slider(time).bounding_box()
    y = box["y"] + box["height"] / 2
    time.mouse.move(box["x"] + 12, y)
    time.mouse.down()
    assert when(time) == "24 August 2016"
    at = time.evaluate("() => geozone.data.time.moments.find(({ date }) => date === '2018').at")
    time.mouse.move(box["x"] + 10 + (box["width"] - 20) * at, y, steps=3)
    time.mouse.up()
    assert when(time) == "2018"
    assert latest(time) == "Turkey and the United States agree on the Manbij roadmap"


def test_zones_not_yet_proposed_are_hidden_and_come_at_their_date(time):
    title = "US section proposal"
    for _ in range(3):
        time.get_by_role("button", name="Previous date").click()
    assert when(time) == "4 August 2019"
    assert row(time, title).locator(".time-stage").inner_text() == "not yet"
    before = zones(time)
    time.get_by_role("button", name="Next date").click()
    assert row(time, title).locator(".time-stage").inner_text() == "proposed 5 August 2019"
    assert "time-new" in row(time, title).get_attribute("class")
    assert zones(time) > before


def test_leaving_it_shows_all_again(time):
    whole = zones(time)
    slider(time).press("Home")
    assert zones(time) == 0
    time.locator("#mode-proposals").click()
    assert zones(time) == whole


def test_what_is_switched_off_stays_off_and_is_said(time):
    stage = row(time, "US position, read as two tiers").locator(".time-stage")
    assert stage.inner_text().endswith("· switched off")
    row(time, "US position, read as two tiers").locator(".opener").click()
    assert not stage.inner_text().endswith("· switched off")
    assert time.locator("#card h2").inner_text().startswith("US position, read as two tiers")


def test_a_proposal_without_extent_opens_from_its_row(time):
    row(time, "Refugee zone").locator(".opener").press("Enter")
    assert time.locator("#card h2").inner_text() == "Refugee zone"


def test_a_planned_event_is_marked(time):
    slider(time).press("End")
    assert time.locator(".time-latest .planned .tag").inner_text() == "planned"
    assert time.locator(".time-when .tag").inner_text() == "planned"


def test_a_voice_hears_what_changed_once_it_rests(time):
    live = time.locator("#panel-time [aria-live=polite]")
    slider(time).press("ArrowLeft")
    slider(time).press("ArrowLeft")
    assert live.text_content() == ""
    time.wait_for_timeout(REST_MS)
    assert live.text_content().startswith(
        "5 August 2019. Second round of the zone talks, in Ankara."
    )
    assert "US section proposal: proposed 5 August 2019" in live.text_content()


def test_the_date_comes_back_from_the_fragment(time, open_page, saved):
    slider(time).press("Home")
    time.wait_for_timeout(600)
    text = time.evaluate("() => location.hash")
    assert text == "#date=2016-08-24&mode=time"
    again = open_page(saved, fragment=text)
    assert when(again) == "24 August 2016"
    assert zones(again) == 0


@pytest.mark.parametrize("text", ["date=2019-08-06", "date=2019-13-45", "date=<b>", "date="])
def test_a_date_that_is_no_moment_is_passed_over(open_page, saved, text):
    page = open_page(saved, fragment=f"#mode=time&{text}")
    assert when(page) == "8 September 2019"
    assert len(page.heard) == 1


def test_what_ended_is_dropped(open_page, ended):
    page = open_page(ended, fragment="#mode=time")
    assert when(page) == "31 May 2001"
    assert zones(page) == 0
    assert page.locator(".time-off").count() == 2
    page.get_by_role("button", name="Previous date").click()
    assert zones(page) == 2
    assert "no other event" in latest(page)


@pytest.mark.parametrize("width", [1280, 768, 390])
def test_nothing_on_the_line_collides(open_page, saved, width):
    page = open_page(saved, width, fragment="#mode=time")
    for name in (".time-year", ".time-event", ".time-readout > *", ".time-head > span"):
        boxes = [box.bounding_box() for box in page.locator(name).all()]
        assert len(boxes) > 2
        for i, a in enumerate(boxes):
            assert a["x"] >= 0
            assert a["x"] + a["width"] <= width
            for b in boxes[i + 1 :]:
                across = a["x"] < b["x"] + b["width"] and b["x"] < a["x"] + a["width"]
                along = a["y"] < b["y"] + b["height"] and b["y"] < a["y"] + a["height"]
                assert not (across and along)
    for button in page.locator(".time-step").all():
        assert button.bounding_box()["height"] >= 40
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
