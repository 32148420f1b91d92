"""The site from disk, in a real browser without a network: it searches, fits, and shows its map."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.docs.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.one_in(3)]

NARROW, WIDE = 390, 1280
SECONDS = 20_000  # milliseconds, on a busy machine
KINDS = (
    "index.html", "definitions.html", "commands.html", "how-exact.html", "data-atlas.html",
    "gallery.html", "api/zone.html", "notebooks/01-first-zone.html", "guide/print.html",
)  # fmt: skip


def opened(chromium: Browser, file: Path, width: int) -> tuple[Page, list[str]]:
    """A page of the site, and what a reader should never hear of."""
    page = chromium.new_page(viewport={"width": width, "height": 844}, offline=True)
    page.set_default_timeout(SECONDS)
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(("file:", "data:", "blob:"))
            else heard.append(request.url)
        ),
    )
    page.goto(file.as_uri())
    return page, heard


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("name", KINDS)
def test_a_page_fits_its_window_and_asks_no_host(
    chromium: Browser, site: Site, name: str, width: int
) -> None:
    page, heard = opened(chromium, site.root / name, width)
    page.wait_for_load_state("load")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert heard == []
    page.close()


def test_the_search_finds_a_word_without_a_network(chromium: Browser, site: Site) -> None:
    page, heard = opened(chromium, site.root / "index.html", WIDE)
    page.get_by_role("textbox", name="Search").first.fill("chainage")
    page.keyboard.press("Enter")
    page.locator("#search-results a", has_text="Definitions").first.wait_for()
    assert heard == []
    page.close()


@pytest.mark.parametrize("name", ["gallery.html", "notebooks/01-first-zone.html"])
def test_a_map_in_a_page_can_be_moved(chromium: Browser, site: Site, name: str) -> None:
    page, heard = opened(chromium, site.root / name, WIDE)
    frame = page.locator("iframe").first
    frame.scroll_into_view_if_needed()
    inside = frame.content_frame
    inside.locator(".leaflet-control-zoom-in").click()
    inside.locator(".leaflet-control-zoom-out:not(.leaflet-disabled)").wait_for()
    assert heard == []
    page.close()
