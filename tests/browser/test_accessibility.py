"""What axe-core finds in every state of the page, and how one gets through it without a mouse."""

from __future__ import annotations

from importlib.resources import files

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.one_in(4)]

AXE = files("axe_playwright_python").joinpath("axe.min.js")
RUN = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
  .filter(({ impact }) => impact === "serious" || impact === "critical")
  .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`)"""
STATES = {
    "proposals": "",
    "depth": "#mode=depth",
    "difference": "#mode=pair",
    "time": "#mode=time",
    "embedded": "#embed",
}


def faults(page):
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(RUN)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("width", [1280, 768, 390])
def test_axe_finds_no_serious_or_critical_fault(open_page, saved, width, state):
    page = open_page(saved, width, reduced_motion="reduce", fragment=STATES[state])
    assert faults(page) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_an_open_card_has_none_either(open_page, saved, width):
    page = open_page(saved, width, reduced_motion="reduce")
    page.locator("#places .opener").first.click()
    assert faults(page) == []


def test_every_control_shows_that_it_has_the_focus(page):
    """Outlines are drawn by :focus-visible; none is taken away."""
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        where = page.evaluate(
            """() => {
              const it = document.activeElement;
              if (it === document.body) return null;
              const { outlineStyle, outlineWidth } = getComputedStyle(it);
              const box = it.getBoundingClientRect();
              const outlined = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
              return [it.outerHTML.slice(0, 90), outlined,
                box.width > 0 && box.height > 0];
            }"""
        )
        if where is None:
            break
        seen.add(where[0])
        assert where[1], f"no outline: {where[0]}"
        assert where[2], f"nothing to be seen: {where[0]}"
    assert len(seen) > 15


def test_the_focus_goes_from_the_map_to_the_panel_in_the_order_of_the_page(page):
    """Down the page as it is read; the map's own controls come as one group."""
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    rooms = []
    for _ in range(40):
        room = page.evaluate(
            "() => document.activeElement.closest('#stage, #heading, #panel')?.id ?? null"
        )
        if room and room not in rooms[-1:]:
            rooms.append(room)
        page.keyboard.press("Tab")
    assert rooms == ["stage", "panel"]
