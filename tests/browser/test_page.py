"""What a person sees and does on the page, by mouse and by keyboard."""

from __future__ import annotations

import pytest

from tests.sampling import some

pytestmark = [pytest.mark.browser, pytest.mark.one_in(3)]

# Bounding boxes; of a turned name (a river's) those of its pieces.
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(".label")]
    .filter((label) => label.style.display !== "none")
    .flatMap((label) => {
      const { left, right, top, bottom } = label.getBoundingClientRect();
      const text = label.textContent;
      const angle = Number(label.style.transform.match(/rotate\\(([-.e0-9]+)rad/)[1]);
      if (!angle) return [{ text, left, right, top, bottom }];
      const [x, y, half] = [(left + right) / 2, (top + bottom) / 2, label.offsetWidth / 2 - 4];
      return [-1, -0.5, 0, 0.5, 1].map((at) => {
        const [px, py] = [x + at * half * Math.cos(angle), y + at * half * Math.sin(angle)];
        return { text, left: px - 4, right: px + 4, top: py - 4, bottom: py + 4 };
      });
    });
  const over = [];
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
    const across = a.left < b.right && b.left < a.right;
    const along = a.top < b.bottom && b.top < a.bottom;
    if (a.text !== b.text && across && along) {
      over.push(`${a.text} / ${b.text}`);
    }
  }));
  return { count: boxes.length, over };
}"""


def drawn_paths(page):
    return page.evaluate(
        "() => [...document.querySelectorAll('.leaflet-zones-pane path,.leaflet-places-pane path')]"
        ".filter((path) => path.getAttribute('d') !== 'M0 0').length"
    )


def focused(page):
    return page.evaluate("() => document.activeElement.textContent")


def test_the_page_asks_for_nothing_and_says_nothing(page):
    page.wait_for_timeout(300)  # what it asks is checked by the fixture


def test_every_proposal_can_be_switched_by_mouse(page):
    for label in page.locator("#panel-proposals label").all():
        box = label.locator("input")
        before, was_on = drawn_paths(page), box.is_checked()
        label.click()
        assert box.is_checked() != was_on
        assert (drawn_paths(page) < before) == was_on
        label.click()
        assert drawn_paths(page) == before


def test_every_proposal_can_be_switched_by_keyboard(page):
    boxes = page.locator("#panel-proposals input")
    boxes.first.focus()
    for number in range(boxes.count()):
        assert page.evaluate("() => document.activeElement.id") == f"layer-{number}"
        before = drawn_paths(page)
        page.keyboard.press("Space")
        assert drawn_paths(page) != before
        page.keyboard.press("Space")
        assert drawn_paths(page) == before
        page.keyboard.press("Tab")


@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
def test_every_zone_opens_with_its_figures_and_sources(page, study, hand):
    for zone, opener in zip(study.zones, page.locator("#zones .opener").all(), strict=True):
        opener.click() if hand == "mouse" else opener.press("Enter")
        card = page.locator("#card")
        assert card.get_by_role("heading", level=2).inner_text() == zone.title
        text = card.inner_text()
        for word in ("Depth", "Stage", "By", "What was said", "Sources", zone.proposal.said):
            assert word in text
        if zone.length_km is not None:
            assert f"{zone.length_km:,.1f} km" in text
            assert "km²" in text
        page.keyboard.press("Escape")
        assert card.is_hidden()
        assert focused(page) == opener.text_content()


@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
def test_every_place_opens_with_its_distance_and_verdicts(page, study, hand):
    openers = page.locator("#places .opener").all()
    for found, opener in some([*zip(study.places, openers, strict=True)], one_in=6):
        opener.click() if hand == "mouse" else opener.press("Enter")
        card = page.locator("#card")
        text = card.inner_text()
        assert found.place.asked in text
        assert f"{found.distance_km:,.1f} km" in text
        assert "± 1 km" in text
        rows = card.locator("tbody tr")
        assert rows.count() == len(found.verdicts)
        page.keyboard.press("Escape")
        assert card.is_hidden()
        assert focused(page) == opener.text_content()


def test_a_proposal_without_extent_opens_too(page):
    opener = page.locator("#listed .opener").first
    opener.press("Enter")
    assert "What was said" in page.locator("#card").inner_text()
    page.locator(".card-close").click()
    assert focused(page) == opener.text_content()


def test_the_whole_card_can_be_reached_by_scrolling(page):
    page.locator("#zones .opener").first.click()
    last = page.locator("#card .sources li").last
    last.scroll_into_view_if_needed()
    box, size = last.bounding_box(), page.viewport_size
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] + box["height"] <= size["height"]


def test_a_zone_that_is_off_is_switched_on_when_it_is_opened(page):
    off = page.locator("#panel-proposals input:not(:checked)")
    count = off.count()
    assert count
    page.locator("#zones .opener", has_text="north-east only").click()
    assert off.count() == count - 1


def test_a_click_on_the_map_opens_what_lies_there(page):
    page.locator("#proposals").scroll_into_view_if_needed()
    spot = page.evaluate("""() => {
      window.scrollTo(0, 0);
      const paths = document.querySelectorAll(".leaflet-zones-pane path.leaflet-interactive");
      const frame = document.getElementById("stage").getBoundingClientRect();
      for (let x = frame.left + 60; x < frame.right - 20; x += 7)
        for (let y = frame.top + 60; y < frame.bottom - 40; y += 5)
          if ([...paths].includes(document.elementFromPoint(x, y))) return [x, y];
    }""")
    page.mouse.click(*spot)
    card = page.locator("#card")
    assert card.is_visible()
    others = card.locator(".also button")
    if others.count():
        title = others.first.inner_text()
        others.first.click()
        assert card.get_by_role("heading", level=2).inner_text() == title
    page.keyboard.press("Escape")
    assert card.is_hidden()
    assert page.evaluate("() => document.activeElement.className").startswith("folium-map")


def test_names_on_the_map_do_not_lie_over_one_another(page):
    page.evaluate("() => window.scrollTo(0, 0)")
    for _ in range(3):
        found = page.evaluate(OVERLAPS)
        assert found["count"] > 3
        assert found["over"] == []
        page.locator(".leaflet-control-zoom-in").click()
        page.wait_for_timeout(100)


def test_each_side_is_named_at_three_zooms(page):
    for _ in range(3):
        shown = page.evaluate(
            "() => [...document.querySelectorAll('.label-side')]"
            ".filter((label) => label.style.display !== 'none').map((label) => label.textContent)"
        )
        assert sorted(shown) == ["Syria", "Turkey"]
        page.locator(".leaflet-control-zoom-in").click()
        page.wait_for_timeout(100)


def test_the_scale_bar_is_in_both_units(page):
    lines = page.locator(".leaflet-control-scale-line").all_inner_texts()
    assert [line.split()[-1] for line in lines] == ["km", "mi"]


def test_nothing_is_wider_than_the_window(page):
    assert page.evaluate(
        "() => document.documentElement.scrollWidth <= window.innerWidth "
        "&& document.getElementById('panel').scrollWidth <= window.innerWidth"
    )


def test_the_lists_are_two_keys_away(page):
    page.keyboard.press("Tab")
    assert focused(page) == "Skip the map, go to the lists"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    for stop in ("find", "mode-proposals", "layer-0"):
        assert page.evaluate("() => document.activeElement.id") == stop
        page.keyboard.press("Tab")


def test_the_page_has_its_landmarks_and_language(page):
    assert page.evaluate("() => document.documentElement.lang") == "en"
    for role in ("banner", "main", "complementary"):
        assert page.get_by_role(role).count() == 1
    assert page.get_by_role("heading", level=1).count() == 1


def test_shapes_of_the_map_take_no_part_in_tabbing(page):
    page.locator("#map, .folium-map").first.focus()
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.tagName") != "path"


def test_title_and_date_and_notes_stand_on_the_page(page, study):
    text = page.locator("body").inner_text()
    assert study.scenario.title in text
    assert "8 September 2019" in text
    assert study.boundary_note in text
    for line in study.attributions:
        assert line in text
    for source in study.sources:
        assert source.title in text


def test_it_can_be_printed(page):
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_window_made_smaller_still_shows_the_whole(open_page, saved, motion):
    page = open_page(saved, 390, reduced_motion=motion)
    for width, height in ((1000, 700), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(100)  # in the midst of what the first change began
    frame = page.locator(".folium-map").bounding_box()
    zone = page.locator(".leaflet-zones-pane path").first
    before = None
    while (box := zone.bounding_box()) != before:  # until it stands still
        before = box
        page.wait_for_timeout(300)
    assert frame["x"] <= box["x"]
    assert box["x"] + box["width"] <= frame["x"] + frame["width"]
