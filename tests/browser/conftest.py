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


@pytest.fixture(scope="session")
def context_of(chromium, tmp_path_factory):
    """A context for each size and kind of window: a page of ours keeps nothing, and a context of
    its own for every page would take most of the time that opening it takes.

    An empty file stays open in each. Without it Chromium would end its process with every page,
    and the next page would start one and compile the same scripts again: twice the work."""
    contexts = {}
    empty = tmp_path_factory.mktemp("empty") / "empty.html"
    empty.write_text("<!DOCTYPE html><title>empty</title>", encoding="utf-8")

    def of(width, **options):
        key = (width, *sorted(options.items()))
        if key not in contexts:
            size = {"width": width, "height": 800 if width > 800 else 844}
            contexts[key] = chromium.new_context(viewport=size, offline=True, **options)
            contexts[key].new_page().goto(empty.as_uri())
        return contexts[key]

    yield of
    for context in contexts.values():
        context.close()


@pytest.fixture
def open_page(context_of):
    """Open a file at a size; the page's `heard` lists requests, console messages and errors."""
    pages = []

    def open_(path, width=1280, fragment="", **options):
        page = context_of(width, **options).new_page()
        pages.append(page)
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
    for page in pages:
        page.close()


@pytest.fixture(params=[1280, 390])
def page(request, open_page, saved):
    """The saved page of the shipped scenario; that it stays silent is checked after every test."""
    page = open_page(saved, request.param, reduced_motion="reduce")
    yield page
    assert page.heard == [f"request {saved.as_uri()}"]
