"""A page with tiles asks their host for pictures and for nothing else, and says whose they are."""

from __future__ import annotations

import base64

import pytest

import maps

pytestmark = pytest.mark.browser
HOST = "https://tile.openstreetmap.org/"
GREY = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFgAJ/hFOjWwAAAABJRU5ErkJggg=="
)


@pytest.fixture(scope="module")
def tiled(study, tmp_path_factory):
    path = tmp_path_factory.mktemp("tiles") / "map.html"
    maps.save(maps.draw(study, tiles="OpenStreetMap.Mapnik"), path)
    return path


@pytest.fixture
def page(chromium, tiled):
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.route(f"{HOST}**", lambda route: route.fulfill(body=GREY, content_type="image/png"))
    page = context.new_page()
    page.heard = []
    page.on("request", lambda request: page.heard.append((request.resource_type, request.url)))
    page.on("console", lambda message: page.heard.append(("console", message.text)))
    page.goto(tiled.as_uri())
    page.wait_for_selector("html.ready")
    yield page
    context.close()


def test_only_pictures_of_that_host_are_asked_for(page):
    page.wait_for_selector(".leaflet-tile-loaded")
    page.wait_for_timeout(300)
    asked = [each for each in page.heard if not each[1].startswith("file:")]
    assert asked
    assert all(kind == "image" and url.startswith(HOST) for kind, url in asked)


def test_whose_tiles_they_are_stands_on_the_map_and_in_the_notes(page):
    assert "(C) OpenStreetMap contributors" in page.locator(".credit").inner_text()
    assert "loaded from https://tile.openstreetmap.org" in page.locator("#notes").inner_text()


def test_our_own_names_of_countries_and_rivers_step_back(page):
    assert page.locator(".label-side, .label-country, .label-river").count() == 0
    assert page.locator(".label-place").count() > 3


def test_without_a_network_our_own_ground_is_there(open_page, tiled):
    page = open_page(tiled)
    assert page.locator(".leaflet-ground-pane path").count() > 2
