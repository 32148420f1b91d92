"""A house's style on the page, as a reader sees it."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

import maps
from maps.house_style import read

pytestmark = pytest.mark.browser

HOSTILE = "</script><img src=x onerror=window.pwned=1>{{7*7}}`${1}`"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" onload="parent.pwned=1">'
    "<script>parent.pwned=1;window.pwned=1</script>"
    '<image href="https://example.org/x.png"/><rect width="40" height="20" fill="#c1272d"/></svg>'
)
HOUSE = f"""
format = 1
[fonts]
families = ["DejaVu Sans Mono"]
headings = ["DejaVu Serif"]
[colours]
paper = "#fff8ee"
sea = "#123456"
side = "#fedcba"
proposals = ["#c1272d", "#0054a6"]
[labels]
"Manbij" = "Membidsch"
"Kobani" = ""
"Syria" = '{HOSTILE}'
[logo]
file = "logo.png"
page = "logo.svg"
alt = '"><b>{HOSTILE}'
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    png = runpy.run_path(str(Path(__file__).parents[1] / "maps" / "test_house_style.py"))["png"]
    (folder / "logo.png").write_bytes(png(4, 2))
    (folder / "logo.svg").write_text(SVG, encoding="utf-8")
    (folder / "house.toml").write_text(HOUSE, encoding="utf-8")
    return read(folder / "house.toml")


@pytest.fixture(scope="module")
def styled(study, house, tmp_path_factory):
    path = tmp_path_factory.mktemp("styled") / "map.html"
    maps.save(maps.draw(study, style=house), path)
    return path


@pytest.fixture
def page(open_page, styled):
    page = open_page(styled, reduced_motion="reduce")
    yield page
    asked = [line for line in page.heard if not line.startswith("request data:image/")]
    assert asked == [f"request {styled.as_uri()}"]
    assert page.evaluate("() => window.pwned") is None


def style_of(page, selector, name):
    return page.locator(selector).first.evaluate(
        "(element, name) => getComputedStyle(element)[name]", name
    )


def shown_labels(page):
    return page.evaluate(
        "() => [...document.querySelectorAll('.label')]"
        ".filter((label) => label.style.display !== 'none').map((label) => label.textContent)"
    )


def test_text_and_headings_are_in_the_houses_fonts(page):
    assert style_of(page, "body", "fontFamily").startswith('"DejaVu Sans Mono"')
    assert style_of(page, ".label-place", "fontFamily").startswith('"DejaVu Sans Mono"')
    assert style_of(page, "h1", "fontFamily").startswith('"DejaVu Serif", "DejaVu Sans Mono"')
    wide, narrow = page.evaluate(
        "() => ['mmmm', 'iiii'].map((text) => { const box = document.createElement('span');"
        "box.textContent = text; document.body.append(box);"
        "const { width } = box.getBoundingClientRect(); box.remove(); return width; })"
    )
    assert wide == pytest.approx(narrow)  # it is that font that is drawn


def test_page_map_and_proposals_are_in_the_houses_colours(page):
    assert style_of(page, "body", "backgroundColor") == "rgb(255, 248, 238)"
    fills = page.locator(".leaflet-ground-pane path").evaluate_all(
        "(paths) => paths.map((path) => path.getAttribute('fill'))"
    )
    assert fills[0] == "#123456"
    assert "#fedcba" in fills
    strokes = page.locator(".leaflet-zones-pane path").evaluate_all(
        "(paths) => paths.map((path) => path.getAttribute('stroke'))"
    )
    assert set(strokes) - {"none"} == {"#c1272d", "#0054a6"}
    swatches = page.locator("#proposals .swatch rect").evaluate_all(
        "(marks) => marks.map((mark) => mark.getAttribute('stroke'))"
    )
    assert set(swatches) == {"#c1272d", "#0054a6"}


def test_names_are_as_the_house_writes_them_or_left_out(page):
    labels = shown_labels(page)
    assert "Membidsch" in labels
    assert "Manbij" not in labels
    assert not any("Kobani" in label for label in labels)
    row = page.locator("#places .opener", has_text="Membidsch")
    row.click()
    assert "Membidsch" in page.locator("#card h2").text_content()
    assert page.locator("#places .opener", has_text="Kobani").count() == 1  # in the list it stays


def test_a_name_that_would_run_elsewhere_shows_as_itself(page):
    assert HOSTILE in page.evaluate(
        "() => [...document.querySelectorAll('.label-side')].map((label) => label.textContent)"
    )
    assert page.locator("b").count() == 0


def test_the_logo_stands_in_the_heading_and_says_its_name(page):
    logo = page.locator("#heading img")
    assert logo.get_attribute("alt") == f'"><b>{HOSTILE}'
    assert logo.evaluate("(image) => image.complete && image.naturalWidth") == 40
    box, title = logo.bounding_box(), page.locator("h1").bounding_box()
    assert box["height"] == pytest.approx(8 / 25.4 * 96, abs=1)
    assert title["width"] > 150  # it leaves room for the title
    assert page.locator("img").count() == 1


def test_the_logo_leaves_the_page_in_its_width_on_a_phone(open_page, styled):
    page = open_page(styled, 390)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_a_page_without_a_style_has_no_logo_and_its_own_colours(open_page, saved):
    page = open_page(saved)
    assert page.locator("img").count() == 0
    assert style_of(page, "body", "backgroundColor") == "rgb(255, 255, 255)"
