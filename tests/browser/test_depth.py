"""The depth slider: by mouse and by keyboard, seen and heard."""

from __future__ import annotations

import statistics

import pytest

import geozone
import maps

pytestmark = [pytest.mark.browser, pytest.mark.one_in(3)]

FRAME_MS = 60  # generous: 20 is aimed at, and this machine has other work
REST_MS = 1000  # the movement is told within this

MEASURE = """async () => {
  const slider = document.querySelector(".stops-range");
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const times = [];
  for (let km = 1; km <= 40; km++) {
    await frame();
    const from = performance.now();
    slider.value = km;
    slider.dispatchEvent(new Event("input"));
    slider.getBoundingClientRect();
    document.querySelector(".leaflet-depth-pane path:last-child").getBoundingClientRect();
    times.push(performance.now() - from);
  }
  return times;
}"""


@pytest.fixture
def depth(page):
    page.locator("#mode-depth").click()
    return page


@pytest.fixture(scope="module")
def two_sided(chromium, tmp_path_factory):
    path = tmp_path_factory.mktemp("depth") / "map.html"
    maps.save(maps.draw(geozone.load("iraq-kuwait-dmz")), path)
    return path


def slider(page):
    return page.locator(".stops-range:visible")


def value(page):
    return float(slider(page).input_value())


def readout(page):
    return page.locator(".depth-readout:visible").inner_text()


def outline(page):
    """Its box on the screen, and what is drawn."""
    return page.evaluate(
        "() => [...document.querySelectorAll('.leaflet-depth-pane path')].at(-1).getAttribute('d')"
    )


def inside(page):
    return page.evaluate(
        "() => [...document.querySelectorAll('.leaflet-reached-pane path')]"
        ".filter((dot) => dot.getAttribute('fill') === '#1a1a1a').length"
    )


def test_it_begins_at_the_first_proposal_s_depth(depth, study):
    assert value(depth) == study.zones["turkish-demand"].depth_km
    places = study.listed["turkish-demand"].places
    assert readout(depth).split("\n")[-1] == f"{places} listed places inside"


def test_every_stop_by_keyboard_draws_counts_and_says(depth):
    slider(depth).focus()
    depth.keyboard.press("Home")
    assert value(depth) == 0
    drawn = set()
    counts = []
    for km in range(1, 41):
        depth.keyboard.press("ArrowRight" if km % 2 else "ArrowUp")
        assert value(depth) == km
        text = slider(depth).get_attribute("aria-valuetext")
        assert text.replace(": ", " ", 1).split() == readout(depth).split()
        drawn.add(outline(depth))
        counts.append(inside(depth))
    assert len(drawn) == 40
    assert counts == sorted(counts)
    assert counts[0] < counts[19] < counts[-1]


@pytest.mark.parametrize(
    ("key", "to"),
    [("ArrowLeft", 31), ("ArrowDown", 31), ("PageUp", 37), ("PageDown", 27), ("End", 40)],
)
def test_keys_go_from_stop_to_stop(depth, key, to):
    slider(depth).press(key)
    assert value(depth) == to


def test_the_mouse_drags_it_to_whole_kilometres(depth):
    box = slider(depth).bounding_box()
    y = box["y"] + box["height"] / 2
    at = lambda km: box["x"] + 10 + (box["width"] - 20) * km / 40  # noqa: E731
    depth.mouse.move(at(32), y)
    depth.mouse.down()
    for km in (30.4, 24.6, 12.1):
        depth.mouse.move(at(km), y)
        assert value(depth) == round(km)
    depth.mouse.up()
    assert readout(depth).startswith("12 km (7.5 mi)")


def test_a_button_goes_to_a_said_depth_and_tells_whose_it_is(depth):
    button = depth.get_by_role("button", name="15 km", exact=True)
    button.click()
    assert value(depth) == 15
    assert button.get_attribute("aria-pressed") == "true"
    whose = depth.locator(".depth-whose")
    assert whose.inner_text().splitlines()[0] == "That is the depth of"
    assert "US section proposal: first" in whose.inner_text()
    strokes = depth.evaluate(
        "() => [...document.querySelectorAll('.leaflet-depth-pane path')]"
        ".map((path) => path.getAttribute('stroke'))"
    )
    assert "#007a5a" in strokes
    slider(depth).press("ArrowRight")
    assert whose.inner_text() == ""
    assert button.get_attribute("aria-pressed") == "false"


def test_the_zone_of_a_said_depth_opens(depth):
    depth.locator(".depth-whose:visible .opener").first.press("Enter")
    assert depth.locator("#card h2").inner_text() == "Turkish demand"


def test_a_voice_hears_of_it_once_it_rests(depth):
    live = depth.locator("#panel-depth [aria-live=polite]")
    slider(depth).press("ArrowLeft")
    slider(depth).press("ArrowLeft")
    assert live.text_content() == ""
    depth.wait_for_timeout(REST_MS)
    assert live.text_content().startswith("30 km (18.6 mi): ")
    assert "The last one taken in" in live.text_content()


def test_what_was_proposed_steps_back_and_comes_again(depth):
    opacity = "() => getComputedStyle(document.querySelector('.leaflet-zones-pane')).opacity"
    assert float(depth.evaluate(opacity)) < 0.5
    assert depth.locator(".leaflet-depth-pane path").count() > 2
    depth.locator("#mode-proposals").click()
    assert float(depth.evaluate(opacity)) == 1
    assert depth.locator(".leaflet-depth-pane path").count() == 0
    assert depth.locator(".leaflet-reached-pane path").count() == 0


def test_the_depth_comes_back_from_the_fragment(depth, open_page, saved):
    depth.get_by_role("button", name="14 km", exact=True).click()
    depth.wait_for_timeout(600)
    text = depth.evaluate("() => location.hash")
    assert text == "#depth=14&mode=depth"
    again = open_page(saved, fragment=text)
    assert value(again) == 14
    assert readout(again) == readout(depth)


@pytest.mark.parametrize("text", ["depth=7.3", "depth=-1", "depth=1e1", "depth=5,9", "depth=,"])
def test_a_depth_that_is_no_stop_is_passed_over(open_page, saved, text):
    page = open_page(saved, fragment=f"#mode=depth&{text}")
    assert value(page) == 32
    assert len(page.heard) == 1


def test_one_chooses_between_two_sides(open_page, two_sided):
    page = open_page(two_sided, fragment="#mode=depth")
    assert (value(page), slider(page).get_attribute("max")) == (10, "12.5")
    page.get_by_label("Line and side").select_option("Iraq–Kuwait, into Kuwait")
    assert (value(page), slider(page).get_attribute("max")) == (5, "7")
    slider(page).press("ArrowRight")
    assert value(page) == 5.2
    page.wait_for_timeout(600)
    assert page.evaluate("() => location.hash") == "#depth=5.2,1&mode=depth"
    again = open_page(two_sided, fragment="#mode=depth&depth=5.2,1")
    assert value(again) == 5.2
    assert again.locator(".stops-range:visible").count() == 1


def test_from_right_to_left_the_arrows_turn_round(depth):
    depth.evaluate("() => { document.documentElement.dir = 'rtl'; }")
    slider(depth).press("ArrowLeft")
    assert value(depth) == 33
    slider(depth).press("ArrowRight")
    slider(depth).press("ArrowUp")
    assert value(depth) == 33


def test_without_a_pointer_the_smallest_push_is_the_next_stop(depth):
    push = "(slider) => { slider.value = 32.2; slider.dispatchEvent(new Event('input')); }"
    slider(depth).evaluate(push)
    assert value(depth) == 33


def test_a_frame_is_quick(depth):
    times = depth.evaluate(MEASURE)
    assert statistics.median(times) < FRAME_MS


@pytest.mark.parametrize("width", [1280, 768, 390])
def test_numbers_and_buttons_do_not_collide(open_page, saved, width):
    page = open_page(saved, width, fragment="#mode=depth&depth=15")
    for name in (".depth-mark", ".depth-said", ".depth-readout p"):
        boxes = [box.bounding_box() for box in page.locator(name).all() if box.is_visible()]
        for i, a in enumerate(boxes):
            assert a["x"] >= 0
            assert a["x"] + a["width"] <= width
            for b in boxes[i + 1 :]:
                across = a["x"] < b["x"] + b["width"] and b["x"] < a["x"] + a["width"]
                along = a["y"] < b["y"] + b["height"] and b["y"] < a["y"] + a["height"]
                assert not (across and along)
    for button in page.locator(".depth-said").all():
        assert button.bounding_box()["height"] >= 40
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
