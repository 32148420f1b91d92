"""Two zones at a time: what is drawn and told of their difference, and the swipe between them."""

from __future__ import annotations

import itertools

import pytest
import shapely

from geozone import quantities
from geozone.tables import records
from maps.page import compose

pytestmark = [pytest.mark.browser, pytest.mark.one_in(4)]
NORTHEAST, FOURTEEN, DEMAND = "turkish-demand-northeast", "us-position/14", "turkish-demand"
CLEAR_DEGREES = 0.03  # from any edge: a pixel of the narrowest map is 2 km

# Of each point of the ground that is in view: where it is on the screen, and which parts lie there.
DRAWN_AT = """(points) => {
  const map = Object.values(window).find((value) => value instanceof L.Map);
  const box = map.getContainer().getBoundingClientRect();
  return points.map(([lon, lat]) => {
    const { x, y } = map.latLngToContainerPoint([lat, lon]);
    const [px, py] = [box.left + x, box.top + y];
    if (px < 60 || x > box.width || y > box.height || py < 0 || py > innerHeight) return null;
    const parts = document.elementsFromPoint(px, py)
      .filter((element) => element.closest(".leaflet-pair-a-pane, .leaflet-pair-b-pane"))
      .map((element) => element.getAttribute("clip-path") ??
        element.closest(".leaflet-pane").className.match(/pair-./)[0]);
    return [px, parts];
  }).filter(Boolean);
}"""
CUTS = {"a": "url(#pair-not-b)", "both": "url(#pair-in-b)", "b": "url(#pair-not-a)"}


def at(*ids, view="difference", share=50):
    return f"#mode=pair&pair={'~'.join(ids).replace('/', '%2F')}~{view}~{share}"


@pytest.fixture
def width():
    return 1280


every_width = pytest.mark.parametrize("width", [1280, 768, 390])


@pytest.fixture
def opened(open_page, saved, width):
    """Open the page with a fragment; that it stays silent is checked afterwards."""
    pages = []

    def open_(fragment=""):
        page = open_page(saved, width, fragment=fragment, reduced_motion="reduce")
        pages.append(page)
        return page

    yield open_
    for page in pages:
        assert [line.partition("#")[0] for line in page.heard] == [f"request {saved.as_uri()}"]


def points(geometry, count=60):
    """Points well inside a geometry, spread over it."""
    inner = geometry.buffer(-CLEAR_DEGREES)
    west, south, east, north = geometry.bounds
    found = []
    for row in range(12):
        for column in range(60):
            lon = west + (east - west) * (column + 0.5) / 60
            lat = south + (north - south) * (row + 0.5) / 12
            if shapely.contains_xy(inner, lon, lat):
                found.append((lon, lat))
    return found[:: max(1, len(found) // count)]


def parts(study, a, b):
    a, b = study.zones[a].geometry, study.zones[b].geometry
    clear = CLEAR_DEGREES
    return {
        "a": a.difference(b.buffer(clear)),
        "both": a.intersection(b),
        "b": b.difference(a.buffer(clear)),
    }


def rows(page):
    found = page.locator(".pair-figures tbody tr").all()
    return [[cell.inner_text() for cell in row.locator("th, td").all()] for row in found]


def grip(page):
    return page.locator(".divider-grip")


def share(page):
    return int(grip(page).get_attribute("aria-valuenow"))


def drag(page, to_x):
    box = grip(page).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move((x + to_x) / 2, y)
    page.mouse.move(to_x, y)
    page.mouse.up()


def position(page):
    return page.evaluate(
        "() => { const map = Object.values(window).find((value) => value instanceof L.Map);"
        " const { lat, lng } = map.getCenter(); return [lat, lng, map.getZoom()]; }"
    )


@every_width
@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
def test_the_tab_shows_two_zones_and_only_them(opened, hand):
    page = opened()
    tab = page.get_by_role("tab", name="Compare two")
    if hand == "mouse":
        tab.click()
    else:
        page.get_by_role("tab", selected=True).press("End")
        while tab.get_attribute("aria-selected") != "true":
            page.keyboard.press("ArrowLeft")
    assert page.locator(".leaflet-zones-pane path").count() == 0
    assert page.locator(".leaflet-pair-a-pane path").count() == 5
    page.get_by_role("tab", name="Proposals").click()
    assert page.locator(".leaflet-zones-pane path").count() > 3
    assert page.locator(".leaflet-pair-a-pane path").count() == 0


@every_width
def test_what_is_drawn_is_the_difference(opened, study):
    page = opened(at(NORTHEAST, FOURTEEN))
    for part, geometry in parts(study, NORTHEAST, FOURTEEN).items():
        drawn = page.evaluate(DRAWN_AT, points(geometry))
        assert len(drawn) >= 5
        assert all(parts == [CUTS[part]] for _, parts in drawn)


def test_it_is_still_so_after_moving_and_zooming(opened, study):
    page = opened(at(NORTHEAST, FOURTEEN))
    page.locator(".leaflet-control-zoom-in").click()
    page.locator(".folium-map").focus()
    page.keyboard.press("ArrowUp")
    page.wait_for_timeout(100)
    seen = 0
    for part, geometry in parts(study, NORTHEAST, FOURTEEN).items():
        drawn = page.evaluate(DRAWN_AT, points(geometry))
        assert all(parts == [CUTS[part]] for _, parts in drawn)
        seen += len(drawn)
    assert seen >= 10


def test_the_figures_are_those_of_compare(opened, study):
    page = opened(at(DEMAND, FOURTEEN))
    pair = next(p for p in study.pairs if (p.a, p.b) == (DEMAND, FOURTEEN))
    record = records.pair(pair)
    found = rows(page)
    assert [row[0] for row in found] == [
        "Only Turkish demand",
        "Both",
        "Only US position: 14 km",
    ]
    for row, field, count in zip(
        found,
        ("only_a_km2", "overlap_km2", "only_b_km2"),
        (pair.listed_only_a, pair.listed_both, pair.listed_only_b),
        strict=True,
    ):
        assert row[1].split("\n")[0] == str(quantities.in_km2(record[field], pair.step_km2))
        assert row[2] == str(count)


def test_every_two_zones_can_be_chosen(opened, study):
    page = opened("#mode=pair")
    first, second = page.get_by_label("First zone"), page.get_by_label("Second zone")
    areas = [zone for zone in study.zones if zone.area_km2 is not None]
    for a, b in [*itertools.pairwise(areas), (areas[-1], areas[0])]:
        first.select_option(a.id)
        second.select_option(b.id)
        assert first.input_value() == a.id
        found = rows(page)
        assert [found[0][0], found[2][0]] == [f"Only {a.title}", f"Only {b.title}"]
        pair = study.pairs_of([a, b])[0]
        assert found[1][1].startswith(str(quantities.in_km2(pair.overlap_km2, pair.step_km2)))


def test_zones_stand_in_the_lists_by_proposal(opened):
    page = opened("#mode=pair")
    groups = page.locator("#pair-first optgroup")
    assert [group.get_attribute("label") for group in groups.all()] == [
        "US position",
        "US position, read as two tiers",
        "US section proposal",
    ]
    assert page.locator("#pair-first > option").count() == 3
    assert page.locator("#pair-first option", has_text="Manbij").count() == 0


@every_width
def test_choosing_the_other_one_exchanges_them_and_so_does_the_button(opened):
    page = opened(at(DEMAND, FOURTEEN))
    page.get_by_label("First zone").select_option(FOURTEEN)
    assert page.get_by_label("Second zone").input_value() == DEMAND
    turned = rows(page)
    page.get_by_role("button", name="Swap the two zones").press("Enter")
    assert page.get_by_label("First zone").input_value() == DEMAND
    assert [row[1:] for row in rows(page)] == [row[1:] for row in reversed(turned)]


def test_the_result_is_told_politely(opened):
    page = opened(at(DEMAND, FOURTEEN))
    status = page.locator("#panel-pair [role=status]")
    assert status.text_content() == ""  # nothing was asked yet
    page.get_by_label("Second zone").select_option("us-position/5")
    assert status.text_content() == (
        "Only Turkish demand: 19,220 km², 50 listed places. Both: 4,010 km², 15 listed places. "
        "Only US position: 5 km: 0 km², 0 listed places."
    )


def test_it_names_the_places_of_each_part(opened, study):
    page = opened(at(NORTHEAST, FOURTEEN))
    blocks = page.locator(".pair-part").all()
    texts = [block.inner_text() for block in blocks]
    in_a, in_b = ({t.name for t in study.listed[id_].towns} for id_ in (NORTHEAST, FOURTEEN))
    for text, names in zip(texts, (in_a - in_b, in_a & in_b, in_b - in_a), strict=False):
        assert set(text.split("\n")[-1].split(", ")) == names
    for found in study.places:
        inside = [found.verdicts[id_] for id_ in (NORTHEAST, FOURTEEN)]
        name = found.place.asked
        buttons = [name in block.get_by_role("button").all_inner_texts() for block in blocks]
        wanted = [inside == ["inside", "outside"], inside == ["inside"] * 2,
                  inside == ["outside", "inside"], "too-close" in inside]  # fmt: skip
        assert buttons == wanted[: len(blocks)]
        assert len(blocks) == 4 or not wanted[3]


def test_a_part_opens_the_zones_that_it_is_of(opened, study):
    page = opened(at(NORTHEAST, FOURTEEN))
    for part, cut in CUTS.items():
        shape = page.locator(f"[clip-path='{cut}']")
        shape.dispatch_event("click")
        card = page.locator("#card")
        title = study.zones[FOURTEEN if part == "b" else NORTHEAST].title
        assert card.get_by_role("heading", level=2).inner_text() == title
        assert card.locator(".also button").count() == (1 if part == "both" else 0)
        page.keyboard.press("Escape")


def test_two_zones_of_one_colour_are_told_apart(opened):
    page = opened(at("us-section/first", "us-section/later"))
    fills = [page.locator(f"[clip-path='{CUTS[p]}']").get_attribute("fill") for p in "ab"]
    assert len(set(fills)) == 2


def test_both_is_hatched_in_the_colours_of_the_two(opened):
    page = opened(at(NORTHEAST, FOURTEEN))
    fills = [page.locator(f"[clip-path='{CUTS[p]}']").get_attribute("fill") for p in "ab"]
    assert page.locator(f"[clip-path='{CUTS['both']}']").get_attribute("fill") == "url(#pair-both)"
    strokes = [each.get_attribute("stroke") for each in page.locator("#pair-both line").all()]
    assert strokes == fills


# -- swipe


def swept(page, study, a=DEMAND, b=FOURTEEN):
    """On each side of the divider the zone of that side, and only it."""
    page.evaluate("() => window.scrollTo(0, 0)")
    line = page.locator(".divider").bounding_box()["x"]
    both = parts(study, a, b)["both"]
    seen = {"pair-a": 0, "pair-b": 0}
    for x, drawn in page.evaluate(DRAWN_AT, points(both, 200)):
        if abs(x - line) > 3:
            wanted = "pair-a" if x < line else "pair-b"
            assert drawn == [wanted]
            seen[wanted] += 1
    return seen


@every_width
def test_the_swipe_shows_one_zone_on_each_side(opened, study):
    page = opened(at(DEMAND, FOURTEEN))
    page.locator(".pair-view", has_text="Swipe").click()
    seen = swept(page, study)
    assert min(seen.values()) >= 5


@every_width
def test_the_divider_is_dragged_and_the_map_stays(opened, study, width):
    page = opened(at(DEMAND, FOURTEEN, view="swipe"))
    page.evaluate("() => window.scrollTo(0, 0)")
    frame = page.locator(".folium-map").bounding_box()
    before = position(page)
    drag(page, frame["x"] + 0.75 * frame["width"])
    assert share(page) == pytest.approx(75, abs=1)
    assert position(page) == before
    line = page.locator(".divider").bounding_box()
    assert line["x"] == pytest.approx(frame["x"] + 0.75 * frame["width"], abs=width / 100)
    swept(page, study)


def test_the_line_itself_can_be_dragged_too(opened):
    page = opened(at(DEMAND, FOURTEEN, view="swipe"))
    box = page.locator(".divider-hold").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 10
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y)
    page.mouse.up()
    assert share(page) < 48
    page.mouse.move(x + 60, y)
    assert share(page) < 48  # let go is let go


def test_the_swipe_stays_right_while_the_map_moves_and_zooms(opened, study):
    page = opened(at(DEMAND, FOURTEEN, view="swipe"))
    page.locator(".leaflet-control-zoom-in").click()
    page.locator(".folium-map").focus()
    for key in ("ArrowRight", "ArrowUp", "ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
    page.wait_for_timeout(100)
    assert share(page) == 50
    assert sum(swept(page, study).values()) >= 5


@every_width
def test_the_divider_is_a_slider_for_the_keyboard(opened, study):
    page = opened(at(DEMAND, FOURTEEN, view="swipe"))
    slider = page.get_by_role("slider", name="Divider between the two zones")
    slider.focus()
    for key, value in (
        ("ArrowRight", 51), ("ArrowLeft", 50), ("ArrowUp", 51), ("PageUp", 61), ("PageDown", 51),
        ("ArrowDown", 50), ("End", 100), ("ArrowRight", 100), ("Home", 0), ("ArrowLeft", 0),
    ):  # fmt: skip
        page.keyboard.press(key)
        assert share(page) == value
    assert slider.get_attribute("aria-valuetext") == "0 % Turkish demand, 100 % US position: 14 km"
    assert swept(page, study)["pair-a"] == 0
    page.keyboard.press("End")
    assert swept(page, study)["pair-b"] == 0


@every_width
def test_from_right_to_left_the_first_zone_is_on_the_right(open_page, study, tmp_path, width):
    path = tmp_path / "rtl.html"
    compose.save(study, path, language="ar")
    page = open_page(
        path, width, fragment=at(DEMAND, FOURTEEN, view="swipe"), reduced_motion="reduce"
    )
    grip(page).focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    assert share(page) == 40
    frame, line = (page.locator(each).bounding_box() for each in (".folium-map", ".divider"))
    assert line["x"] == pytest.approx(frame["x"] + 0.6 * frame["width"], abs=2)
    names = [page.locator(f".divider-name.{each}").bounding_box() for each in ("first", "second")]
    assert names[0]["x"] > line["x"] > names[1]["x"] + names[1]["width"]
    drawn = page.evaluate(DRAWN_AT, points(parts(study, DEMAND, FOURTEEN)["both"]))
    assert drawn
    for x, zones in drawn:
        assert abs(x - line["x"]) < 3 or zones == ["pair-a" if x > line["x"] else "pair-b"]
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


@every_width
@pytest.mark.parametrize("percent", [2, 50, 97])
def test_nothing_hides_the_divider_not_even_the_card(opened, percent):
    page = opened(at(DEMAND, FOURTEEN, view="swipe", share=percent))
    page.evaluate("() => window.scrollTo(0, 0)")
    page.locator(".leaflet-pair-a-pane path").dispatch_event("click")
    assert page.locator("#card").is_visible()
    box = grip(page).bounding_box()
    x = min(max(box["x"] + box["width"] / 2, 3), page.viewport_size["width"] - 3)
    on_top = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).closest('.divider-grip') !== null",
        [x, box["y"] + box["height"] / 2],
    )
    assert on_top


@every_width
def test_both_sides_bear_the_names_of_their_zones(opened, width):
    page = opened(at(DEMAND, FOURTEEN, view="swipe"))
    line = page.locator(".divider").bounding_box()["x"]
    first, second = (page.locator(f".divider-name.{each}") for each in ("first", "second"))
    assert first.inner_text() == "Turkish demand"
    assert second.inner_text() == "US position: 14 km"
    left, right = first.bounding_box(), second.bounding_box()
    assert left["x"] >= 0
    assert left["x"] + left["width"] < line < right["x"]
    assert right["x"] + right["width"] <= page.locator(".folium-map").bounding_box()["width"]


# -- state


def test_what_was_chosen_comes_back_from_the_fragment(opened):
    page = opened("#mode=pair")
    page.get_by_label("Second zone").select_option("us-section/first")
    page.locator(".pair-view", has_text="Swipe").click()
    grip(page).press("PageUp")
    page.wait_for_timeout(600)
    fragment = page.evaluate("() => location.hash")
    assert "pair=turkish-demand~us-section/first~swipe~60" in fragment
    again = opened(fragment)
    assert again.get_by_label("Second zone").input_value() == "us-section/first"
    assert share(again) == 60


@pytest.mark.parametrize(
    "text",
    [
        "a~b~swipe~50",
        "turkish-demand~turkish-demand~swipe~50",
        "turkish-demand~us-position%2F5~swipe~1e9",
        "turkish-demand~us-position%2F5~swipe~-1",
        "turkish-demand~us-position%2F5~constructor~50",
        "turkish-demand~us-position%2F5~swipe~50~more",
        "manbij-first~turkish-demand",
        "__proto__~toString~swipe~50",
        "<img src=x onerror=alert(1)>~us-position%2F5~swipe~50",
        "~~~",
        "~" * 4000,
    ],
)
def test_a_pair_that_means_nothing_does_no_harm(open_page, saved, text):
    page = open_page(saved, 1280, fragment=f"#mode=pair&pair={text}", reduced_motion="reduce")
    assert page.get_by_label("First zone").input_value() == DEMAND
    assert grip(page).is_hidden()
    assert len(page.heard) == 1
    assert page.locator("img").count() == 0


def test_another_tab_leaves_no_trace_of_the_swipe(opened):
    page = opened(at(DEMAND, FOURTEEN, view="swipe"))
    page.get_by_role("tab", name="Proposals").click()
    assert grip(page).is_hidden()
    assert page.locator(".leaflet-pair-a-pane path").count() == 0
    assert page.evaluate("() => document.documentElement.className").split() == ["ready"]
