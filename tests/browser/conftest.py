"""A page in headless Chromium: what it asks for and says is kept."""

from __future__ import annotations

import os
import runpy
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

import geozone
import maps

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
MISSING = "no Chromium found: the browser tests need Debian's package chromium"
TIMEOUT_MS = 8000
OPENING_MS = 30_000  # 20,000 places beside another browser; speed has tests of its own


def pytest_terminal_summary(terminalreporter):
    if CHROMIUM is None and any(
        MISSING in str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])
    ):
        terminalreporter.write_line(MISSING)


@pytest.fixture(scope="session")
def chromium():
    if CHROMIUM is None:
        if os.environ.get("GEOZONE_REQUIRE_BROWSER") == "1":
            pytest.fail(MISSING, pytrace=False)
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def study(chromium):
    return geozone.load("turkey-syria")


@pytest.fixture(scope="session")
def handmade(chromium):
    path = Path(__file__).parents[1] / "maps" / "handmade.py"
    return runpy.run_path(str(path))["handmade"]


@pytest.fixture(scope="session")
def saved(study, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "map.html"
    maps.save(maps.draw(study), path)
    return path


@pytest.fixture
def open_page(chromium):
    """Open a file at a size; the page's `heard` lists requests, console messages and errors."""
    contexts = []

    def open_(path, width=1280, fragment="", **options):
        size = {"width": width, "height": 800 if width > 800 else 844}
        context = chromium.new_context(viewport=size, offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(TIMEOUT_MS)
        page.set_default_navigation_timeout(OPENING_MS)
        page.heard = []
        page.on("request", lambda request: page.heard.append(f"request {request.url[:200]}"))
        page.on("console", lambda message: page.heard.append(f"console {message.text}"))
        page.on("pageerror", lambda error: page.heard.append(f"error {error}"))
        page.goto(Path(path).as_uri() + fragment)
        page.wait_for_selector("html.ready", timeout=OPENING_MS)
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture(params=[1280, 390])
def page(request, open_page, saved):
    """The saved page of the shipped scenario; that it stays silent is checked after every test."""
    page = open_page(saved, request.param, reduced_motion="reduce")
    yield page
    assert page.heard == [f"request {saved.as_uri()}"]
