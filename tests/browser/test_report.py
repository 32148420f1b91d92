"""A report in a browser: it asks for nothing, its map runs in its frame, everybody can read it."""

from __future__ import annotations

import pytest

import maps
from tests.browser.test_accessibility import faults

pytestmark = [pytest.mark.browser, pytest.mark.one_in(3)]


@pytest.fixture(scope="module")
def report(study, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "talks.html"
    maps.report(study, path)
    return path


@pytest.fixture
def open_report(chromium):
    contexts = []

    def open_(path, width=1280):
        context = chromium.new_context(viewport={"width": width, "height": 900}, offline=True)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.heard = []
        page.on("request", lambda request: page.heard.append(request.url[:200]))
        page.on("console", lambda message: page.heard.append(f"console {message.text}"))
        page.on("pageerror", lambda error: page.heard.append(f"error {error}"))
        page.goto(path.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()


def seen_map(page):
    page.locator("iframe").scroll_into_view_if_needed()
    frame = page.frame_locator("iframe")
    frame.locator("html.ready.embedded").wait_for(state="attached")
    return frame


@pytest.mark.parametrize("width", [1280, 390])
def test_the_map_runs_in_its_frame_and_nothing_is_asked_for(open_report, report, width):
    page = open_report(report, width)
    frame = seen_map(page)
    switch = frame.locator("#proposals input").first
    assert switch.is_checked()
    before = frame.locator(".leaflet-overlays-pane path, .leaflet-zones-pane path").count()
    switch.click()
    assert not switch.is_checked()
    assert before > 0
    assert page.heard == [report.as_uri()]


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_does_not_scroll_sideways(open_report, report, width):
    page = open_report(report, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_names_on_the_map_do_not_lie_on_each_other(open_report, report):
    """They are measured only once the frame is seen: a browser lays out no text before."""
    page = open_report(report)
    page.wait_for_timeout(1000)
    assert page.frame_locator("iframe").locator("html.ready").count() == 0
    frame = seen_map(page)
    frame.locator(".label-place").first.wait_for()
    boxes = frame.locator(".label-place").evaluate_all(
        """all => all.filter((each) => each.checkVisibility({
            visibilityProperty: true })).map((each) => {
          const { left, top, right, bottom } = each.getBoundingClientRect();
          return [left, top, right, bottom];
        })"""
    )
    boxes = [box for box in boxes if box[2] > box[0]]
    overlapping = [
        (a, b)
        for nth, a in enumerate(boxes)
        for b in boxes[nth + 1 :]
        if min(a[2], b[2]) - max(a[0], b[0]) > 2 and min(a[3], b[3]) - max(a[1], b[1]) > 6
    ]
    assert len(boxes) > 8
    assert overlapping == []


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_serious_or_critical_fault(open_report, report, width):
    page = open_report(report, width)
    seen_map(page)
    assert faults(page) == []


def test_contents_lead_to_their_parts_and_the_focus_is_seen(open_report, report):
    page = open_report(report)
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.get_by_role("link", name="May I publish this?").click()
    top = page.locator("#publish").bounding_box()["y"]
    assert 0 <= top < 900


def test_it_prints_on_a4_with_the_figure_in_place_of_the_map(open_report, report):
    page = open_report(report)
    page.emulate_media(media="print")
    assert not page.locator("iframe").is_visible()
    assert page.locator("main img").is_visible()
    pages = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert 6 <= pages <= 16


def test_a_hostile_scenario_runs_nothing(open_report, handmade, tmp_path):
    bad = "</iframe><img src=x onerror=window.pwned=1>\"'></title><script>window.pwned=1</script>"
    path = tmp_path / "bad.html"
    maps.report(handmade(lambda words: f"{words} {bad}"), path)
    page = open_report(path)
    seen_map(page)
    assert bad in page.locator("h1").text_content()
    assert page.evaluate("window.pwned") is None
    assert page.frames[1].evaluate("window.pwned") is None
    assert page.heard == [path.as_uri()]
