"""The page in someone else's: from another origin, sandboxed, by the snippet that is printed."""

from __future__ import annotations

import functools
import http.server
import threading

import pytest

from maps.page import embed, still

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def servers(saved, tmp_path_factory):
    """The folder of the page, and an empty one for the host: two origins."""
    folders = [saved.parent, tmp_path_factory.mktemp("host")]
    running = []
    for folder in folders:

        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_):
                pass

        handler = functools.partial(Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
    yield [(folder, f"http://127.0.0.1:{server.server_port}/")
           for folder, server in zip(folders, running, strict=True)]  # fmt: skip
    for server in running:
        server.shutdown()
        server.server_close()


@pytest.fixture
def framed(chromium, saved, servers):
    """A host page with the snippet; gives the page, the frame and what was heard."""
    contexts = []

    def open_(width=900, view="", script=True):
        (_, origin), (host, other) = servers
        data = embed.data_of(saved)
        (saved.parent / "still.svg").write_bytes(still.svg(data))
        text = embed.snippet(data, f"{origin}{saved.name}", image=f"{origin}still.svg", view=view)
        (host / "index.html").write_text(
            f'<!DOCTYPE html><html lang="en"><meta charset="utf-8">'
            f'<link rel="icon" href="data:,"><title>Host</title><body>{text}</body></html>',
            encoding="utf-8",
        )
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        page.heard = []
        page.on("request", lambda request: page.heard.append(request.url))
        page.on("console", lambda message: page.heard.append(f"console {message.text}"))
        page.on("pageerror", lambda error: page.heard.append(f"error {error}"))
        page.goto(f"{other}index.html", wait_until="load")
        if not script:
            return page, None
        frame = page.frames[-1]
        frame.wait_for_selector("html.ready.embedded")
        return page, frame

    yield open_
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [1280, 768, 390])
def test_a_frame_of_another_origin_shows_map_switches_and_strip(framed, width):
    page, frame = framed(width)
    page.wait_for_timeout(300)
    assert len(page.heard) == 2, page.heard  # the host and the page
    stage = frame.locator("#stage").bounding_box()
    assert stage["height"] > 150
    assert not frame.locator("#heading").is_visible()
    assert not frame.locator("#sources").is_visible()
    assert frame.locator("#strip").is_visible()
    assert frame.evaluate("() => document.documentElement.scrollHeight <= window.innerHeight")
    assert frame.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    frame.locator("#panel-proposals label").first.click()
    assert not frame.locator("#panel-proposals input").first.is_checked()


@pytest.mark.parametrize("height", [420, 520])
def test_in_a_low_frame_the_buttons_stand_clear_of_the_scale(open_page, saved, height):
    page = open_page(saved, 390, "#embed")
    page.set_viewport_size({"width": 390, "height": height})
    button = page.locator(".copy-link").bounding_box()
    scale = page.locator(".leaflet-control-scale").bounding_box()
    assert button["y"] + button["height"] <= scale["y"]
    assert page.locator("#panel-proposals label").first.is_visible()


def test_a_zone_opens_and_the_view_can_be_copied_inside_the_frame(framed):
    _, frame = framed(view="#view=36.7,38.2,8")
    frame.locator(".copy-link").click()
    told = frame.locator(".told")
    told.locator("bdi").wait_for()
    by_hand = told.locator("input")
    if by_hand.count():
        assert "view=36.7,38.2,8" in by_hand.input_value()
        assert "embed" not in by_hand.input_value()
    else:
        assert told.inner_text() == "Link copied."


def test_the_strip_opens_to_the_note_on_borders_and_the_licences(framed, study):
    _, frame = framed()
    frame.locator("#strip summary").click()
    text = frame.locator("#strip").inner_text()
    assert study.boundary_note in text
    assert all(line in text for line in study.attributions)


def test_without_scripts_the_still_picture_stands_there_with_its_words(framed):
    page, _ = framed(script=False)
    picture = page.locator("noscript img")
    assert picture.get_attribute("alt").startswith("Map: Turkey–Syria")
    assert picture.bounding_box()["width"] > 300
