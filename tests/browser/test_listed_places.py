"""Places of a user's list on the page: smaller dots, after the scenario's, each with its card."""

from __future__ import annotations

import pytest

import geozone
import maps

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=window.pwned=1>{{7*7}}`${1}`</script>"


@pytest.fixture(scope="module")
def drawn(chromium, tmp_path_factory):
    folder = tmp_path_factory.mktemp("listed")
    rows = "".join(f"Village {row},{38 + row / 100},36.7\n" for row in range(300))
    (folder / "towns.csv").write_text(f"name,lon,lat\n{HOSTILE},37.9,36.6\n{rows}", "utf-8")
    study = geozone.along(
        "TUR-SYR", into="SYR", depth=32, places=["Manbij"], places_file=folder / "towns.csv"
    )
    maps.save(maps.draw(study), folder / "map.html")
    return folder / "map.html"


@pytest.mark.parametrize("width", [1280, 390])
def test_every_place_of_the_list_has_a_dot_and_a_row(open_page, drawn, width):
    page = open_page(drawn, width, reduced_motion="reduce")
    assert page.locator(".leaflet-places-pane path").count() == 302
    assert page.locator("#places tbody tr").count() == 302
    radii = page.evaluate(
        "() => [...document.querySelectorAll('.leaflet-places-pane path')]"
        ".map((path) => path.getBoundingClientRect().width)"
    )
    assert radii[0] > max(radii[1:])
    assert page.locator("#key li", has_text="Place of towns.csv").count() == 1


def test_a_hostile_name_shows_as_itself_and_nothing_runs(open_page, drawn):
    page = open_page(drawn, reduced_motion="reduce")
    page.locator("#places .opener", has_text="onerror").click()
    assert page.locator("#card h2").inner_text() == HOSTILE
    page.keyboard.press("Escape")
    page.locator(".leaflet-places-pane path").nth(1).hover(force=True)
    assert HOSTILE in page.locator(".tip").first.text_content()
    assert page.evaluate("() => window.pwned") is None
    assert page.locator("img").count() == 0
    assert page.heard == [f"request {drawn.as_uri()}"]
