"""A page in headless Chromium: what it asks for and says is kept."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

import geozone
import maps

TIMEOUT_MS = 8000
OPENING_MS = 30_000  # 20,000 places beside another browser; speed has tests of its own


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
