"""Texts that would run elsewhere are shown here, and nothing else can run."""

from __future__ import annotations

import random

import folium
import pytest

import maps

pytestmark = pytest.mark.browser

HOSTILE = [
    "{{7*7}}",
    "{% raw",
    "{#",
    "`",
    "${1+1}",
    "</script><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "javascript:window.pwned=1",
    "&lt;b&gt; &amp;",
    "\u2028\u2029",
    "\u202eمنبج‎ עברית",
    "🏔️👩‍👩‍👧",
    "'\"\\",
]
CHANCE = random.Random(2026)  # noqa: S311  (a sample, always the same)
RANDOM = [
    "".join(
        chr(code)
        for code in (
            CHANCE.choice((CHANCE.randrange(0x110000), CHANCE.randrange(0x20, 0x7F)))
            for _ in range(60)
        )
        if not 0xD800 <= code < 0xE000 and code > 0x1F
    )
    for _ in range(12)
]


@pytest.fixture(scope="module")
def hostile(handmade, tmp_path_factory):
    """A page with all of them in every text, and the texts."""
    texts = set()

    def worsened(words):
        text = f"{words} {' '.join(HOSTILE)} {RANDOM[len(words) % len(RANDOM)]}"
        texts.add(text)
        return text

    path = tmp_path_factory.mktemp("hostile") / "map.html"
    maps.save(maps.draw(handmade(worsened)), path)
    return path, texts


@pytest.mark.one_in(2)
@pytest.mark.parametrize("width", [1280, 390])
def test_hostile_texts_show_as_themselves_and_nothing_runs(open_page, hostile, width):
    path, texts = hostile
    page = open_page(path, width, reduced_motion="reduce")
    shown = [page.title(), page.evaluate("() => document.body.textContent")]
    tabs = page.get_by_role("tab").all()
    assert len(tabs) > 2
    for tab in reversed(tabs):  # the first again at the end
        tab.click()
        own = page.locator(f"#{tab.get_attribute('aria-controls')} .opener:visible").all()
        beside = page.locator("#panel > section:not(#proposals) .opener").all()
        for opener in own if tab != tabs[0] else [*own, *beside]:
            opener.click()
            shown.append(page.locator("#card").text_content())
            page.keyboard.press("Escape")
    for shape in page.locator(".leaflet-overlays-pane path").all():
        shape.dispatch_event("click")
        shown.append(page.locator("#card").text_content())
        page.keyboard.press("Escape")
    for shape in page.locator(".leaflet-places-pane path").all():
        shape.hover(force=True)
        shown.append(page.locator("body").text_content())
    # The data block itself is no proof: only what a reader sees counts.
    data = page.locator("#study").text_content()
    everything = "\n".join(shown).replace(data, "")
    missing = [text for text in texts if text not in everything]
    assert missing == []
    assert page.evaluate("() => window.pwned") is None
    assert page.heard == [f"request {path.as_uri()}"]


def test_no_element_came_from_a_text(open_page, hostile):
    page = open_page(hostile[0])
    assert page.locator("img, body script:not([type='application/json']) + b").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0


def test_links_go_to_the_web_only_and_tell_it_nothing(open_page, hostile):
    page = open_page(hostile[0])
    links = page.locator("#sources a")
    assert links.count() == 1
    assert links.first.get_attribute("href") == "https://example.org/a?b=1&c=2"
    assert links.first.get_attribute("rel") == "noopener noreferrer"


ATTEMPTS = {
    "a script": """() => {
      const script = document.createElement("script");
      script.textContent = "window.pwned=1";
      document.body.append(script);
    }""",
    "a handler in a string": """() => {
      const box = document.createElement("div");
      box.innerHTML = "<img src=x onerror=window.pwned=1>";
      document.body.append(box);
    }""",
    "a handler in an attribute": """() => {
      const button = document.createElement("button");
      button.setAttribute("onclick", "window.pwned=1");
      document.body.append(button);
      button.click();
    }""",
    "a frame": """() => {
      const frame = document.createElement("iframe");
      frame.src = "javascript:parent.pwned=1";
      document.body.append(frame);
    }""",
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_policy_stops_scripts_that_are_put_in(open_page, saved, attempt):
    page = open_page(saved)
    page.evaluate(ATTEMPTS[attempt])
    page.wait_for_timeout(100)
    assert page.evaluate("() => window.pwned") is None
    assert any("Content Security Policy" in line for line in page.heard)


def test_the_map_of_a_notebook_draws_in_its_frame(chromium, study, tmp_path):
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><p>{maps.draw(study)._repr_html_()}</p>", encoding="utf-8")
    page = chromium.new_page()
    heard = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("request", lambda request: heard.append(request.url))
    page.goto(path.as_uri())
    page.frame_locator("iframe").locator("html.ready #panel h2").first.wait_for(timeout=4000)
    page.close()
    assert [line for line in heard if not line.startswith(("file:", "about:"))] == []


def test_other_folium_elements_are_drawn_without_a_network(open_page, study, tmp_path):
    drawn = maps.draw(study)
    folium.Marker([36.5, 38.0], tooltip="a tooltip", popup="a popup").add_to(drawn)
    folium.CircleMarker([36.6, 39.0], radius=20).add_to(drawn)
    path = tmp_path / "map.html"
    maps.save(drawn, path)
    page = open_page(path)
    page.locator(".leaflet-marker-icon").click()
    assert page.locator(".leaflet-popup").inner_text().strip().startswith("a popup")
    requests = [line for line in page.heard if not line.startswith("request data:")]
    assert requests == [f"request {path.as_uri()}"]


@pytest.fixture(scope="module")
def unbroken(handmade, tmp_path_factory):
    """A page and a report in whose every text a word is wider than they are."""
    study = handmade(lambda text: f"{text} {'Donaudampfschiff' * 12}")
    folder = tmp_path_factory.mktemp("unbroken")
    maps.save(maps.draw(study), folder / "page.html")
    maps.report(study, folder / "report.html")
    return folder


@pytest.mark.one_in(2)
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(("form", "words"), [("page", ".switch-text"), ("report", "dd")])
def test_a_word_without_a_break_widens_nothing(chromium, unbroken, form, words, width):
    page = chromium.new_page(viewport={"width": width, "height": 844})
    try:
        page.goto((unbroken / f"{form}.html").as_uri())
        page.wait_for_selector(f"{words} >> nth=0")
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
        ends = page.locator(words).evaluate_all(
            "all => all.map((each) => each.getBoundingClientRect().right)"
        )
        assert max(ends) <= width
    finally:
        page.close()
