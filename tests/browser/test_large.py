"""Twelve proposals and thousands of places: what the page shows then, and that it stays usable."""

from __future__ import annotations

import random

import pytest

import geozone
import maps
from maps.look import style

pytestmark = [pytest.mark.browser, pytest.mark.one_in(2)]

PROPOSALS = 12


def scenario(folder):
    head = (
        'format = 1\ntitle = "Twelve at once"\nas_of = "2020-01-01"\nplaces = ["Manbij"]\n'
        '[line.border]\nbetween = [["TUR", "SYR"]]\n'
        '[[source]]\nid = "s"\ntitle = "A report"\ndate = "2019"\n'
    )
    proposals = (
        f'[[proposal]]\nid = "p{nth}"\ntitle = "Proposal number {nth}"\nby = ["Someone"]\n'
        f'stages = [{{ status = "proposed", from = "2019-0{1 + nth % 9}" }}]\n'
        'said = "so deep"\nsource = ["s"]\n'
        f'[[proposal.zone]]\nline = "border"\ninto = ["SYR"]\ndepth = "{4 + 3 * nth} km"\n'
        for nth in range(PROPOSALS)
    )
    path = folder / "twelve.toml"
    path.write_text("".join([head, *proposals]), encoding="utf-8")
    return path


def places(folder, count):
    chance = random.Random(5)  # noqa: S311  (a sample, always the same)
    rows = "".join(
        f"Village {row},{chance.uniform(36.5, 42):.5f},{chance.uniform(36.0, 37.3):.5f}\n"
        for row in range(count)
    )
    path = folder / f"{count}.csv"
    path.write_text(f"name,lon,lat\n{rows}", encoding="utf-8")
    return path


@pytest.fixture(scope="module", params=[2_000, 20_000])
def large(request, chromium, tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    study = geozone.load(scenario(folder), places_file=places(folder, request.param))
    maps.save(maps.draw(study), folder / "map.html")
    return folder / "map.html", request.param


@pytest.fixture
def page(open_page, large):
    page = open_page(large[0], reduced_motion="reduce")
    yield page
    assert page.heard == [f"request {large[0].as_uri()}"]


def test_all_proposals_can_be_told_apart_and_switched(page):
    boxes = page.locator("#panel-proposals input")
    assert boxes.count() == PROPOSALS
    looks = page.evaluate(
        "() => [...document.querySelectorAll('#panel-proposals .swatch rect')]"
        ".map((mark) => mark.getAttribute('stroke') + mark.getAttribute('stroke-dasharray'))"
    )
    assert len(set(looks)) == PROPOSALS
    boxes.last.click()
    assert not boxes.last.is_checked()


def test_every_place_is_a_dot_on_shapes_or_on_a_canvas(page, large):
    dots = page.locator(".leaflet-crowd-pane path").count()
    canvases = page.locator(".leaflet-crowd-pane canvas").count()
    count = large[1]
    if count > style.SHAPES_AT_MOST:
        assert (dots, canvases) == (0, 1)
        assert "drawn as one picture" in page.locator("#notes").inner_text()
    else:
        assert (dots, canvases) == (count - style.LISTED_AT_MOST, 0)
    listed = page.locator("#places tbody tr").count()
    assert listed == style.LISTED_AT_MOST + 1


def dot(page):
    """Where on the screen a dot of the crowd stands that nothing else covers, and its name."""
    return page.evaluate("""() => {
      const { crowd, scale } = geozone.data;
      const spots = geozone.shapes.line(crowd.at, scale);
      const frame = document.querySelector(".folium-map").getBoundingClientRect();
      for (let i = 0; i < spots.length; i++) {
        const { x, y } = geozone.map.latLngToContainerPoint(spots[i]);
        const top = document.elementFromPoint(frame.left + x, frame.top + y);
        if (x > 80 && y > 80 && x < frame.width - 80 && y < frame.height - 80 && top
            && !top.closest(".leaflet-control, .label, .leaflet-places-pane path")) {
          return [frame.left + x, frame.top + y, crowd.names[i]];
        }
      }
    }""")


def test_a_dot_tells_its_name_and_opens_with_its_verdicts(page):
    x, y, name = dot(page)
    page.mouse.move(x, y)
    tip = page.locator(".leaflet-tooltip.tip").first
    assert tip.inner_text().startswith("Village ")
    page.mouse.click(x, y)
    card = page.locator("#card")
    assert card.get_by_role("heading", level=2).inner_text().startswith("Village ")
    assert card.locator(".verdicts tbody tr").count() == PROPOSALS
    assert name


def test_a_click_beside_the_dots_still_opens_a_zone(page):
    page.locator("#zones .opener").last.click()
    assert "Proposal number 11" in page.locator("#card h2").inner_text()


def test_one_can_go_on_within_a_second(page):
    taken = page.evaluate("""async () => {
      const before = performance.now();
      document.querySelector(".leaflet-control-zoom-in").click();
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return performance.now() - before;
    }""")
    assert taken < 2000


def test_any_of_them_is_found_by_its_name(page, large):
    name = f"Village {large[1] - 1}"
    box = page.locator("#find")
    box.fill(name)
    page.locator("#find-list [role=option]", has_text=name).first.click()
    assert page.locator("#card h2").inner_text() == name
