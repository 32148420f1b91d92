"""The page in other languages: as its readers see it, from right to left where they read so."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

import maps
from maps.words.language import ENGLISH, words

pytestmark = [pytest.mark.browser, pytest.mark.one_in(6)]

AXE = files("axe_playwright_python").joinpath("axe.min.js")
RUN = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
  .filter(({ impact }) => impact === "serious" || impact === "critical")
  .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`)"""
STATES = {
    "proposals": "",
    "depth": "#mode=depth",
    "difference": "#mode=pair",
    "swipe": "#mode=pair&pair=turkish-demand~us-section%2Ffirst~swipe~40",
    "time": "#mode=time",
    "embedded": "#embed",
}
# What the page itself says: all text but names on the map and what is marked as another language's;
# and what is said to who cannot see it.
SAID = """() => {
  const own = (element) => !element.closest("script, style, .label, [lang]:not(html)");
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (own(walker.currentNode.parentElement)) texts.push(walker.currentNode.data);
  }
  for (const element of document.querySelectorAll("body *")) {
    if (!own(element)) continue;
    for (const name of ["aria-label", "title", "placeholder", "aria-valuetext", "alt"]) {
      const text = element.getAttribute(name);
      if (text) texts.push(text);
    }
  }
  return texts.map((text) => text.trim()).filter(Boolean);
}"""
ISOLATED = re.compile("\u2068[^\u2068\u2069]*\u2069|\u2066[^\u2066\u2069]*\u2069")
GAP = re.compile(r"\\\{\w+\\\}")
# Names that are Latin in every language.
NAMES = {
    *("Leaflet", "BSD", "Clause", "GeoNames", "WGS", "geozone", "places", "GSHHG"),
    *("Natural", "Earth"),
}


@pytest.fixture(scope="session")
def in_language(study, tmp_path_factory):
    folder = tmp_path_factory.mktemp("languages")

    def made(lang):
        path = folder / f"{lang}.html"
        if not path.exists():
            maps.save(maps.draw(study, language=lang), path)
        return path

    return made


@pytest.fixture(params=["ar", "tr"])
def lang(request):
    return request.param


@pytest.fixture
def open_in(open_page, in_language):
    def open_(lang, width=1280, fragment=""):
        return open_page(in_language(lang), width, fragment=fragment, reduced_motion="reduce")

    return open_


def english_forms(lang):
    """Patterns of all English texts that the language says in another way."""
    mine = words(lang)
    for table in ("page", "text", "rows", "key", "verdict", "status", "notes", "overlay_kind"):
        for key, pattern in getattr(ENGLISH, table).items():
            if getattr(mine, table)[key] == pattern:
                continue
            for english in [pattern] if isinstance(pattern, str) else pattern:
                if len(re.sub(r"\{\w+\}|[^A-Za-z]", "", english)) > 2:
                    yield re.compile(GAP.sub(".*", re.escape(english)))


@pytest.mark.parametrize(("code", "direction"), [("ar", "rtl"), ("tr", "ltr"), ("de", "ltr")])
def test_the_page_has_its_language_and_direction(open_in, code, direction):
    page = open_in(code)
    html = "document.documentElement"
    assert page.evaluate(f"() => {html}.lang") == code
    assert page.evaluate(f"() => getComputedStyle({html}).direction") == direction


def test_what_the_scenario_says_is_marked_as_english(open_in, study, lang):
    page = open_in(lang)
    page.locator("#zones .opener").first.click()
    for text in (study.scenario.title, study.scenario.notes[0], study.scenario.proposals[0].said):
        found = page.evaluate(
            """(text) => [...document.querySelectorAll("[lang=en]")]
              .some((element) => element.textContent === text)""",
            text,
        )
        assert found, text


OVER = """() => [...document.querySelectorAll("#panel *, #heading *, #card *, #strip *")]
  .filter((element) => !element.closest(".unseen, [hidden]"))
  .map((element) => [element, element.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.left < -0.5 || box.right > innerWidth + 0.5))
  .map(([element]) => element.outerHTML.slice(0, 120))"""


def open_a_place(page):
    page.evaluate("() => document.querySelector('#places .opener').click()")


@pytest.mark.parametrize("state", STATES)
def test_no_english_word_of_the_interface_is_left(open_in, lang, state):
    page = open_in(lang, fragment=STATES[state])
    open_a_place(page)
    said = page.evaluate(SAID)
    assert len(said) > 60
    left = [
        text
        for text in said
        for form in english_forms(lang)
        if form.fullmatch(ISOLATED.sub("x", text))
    ]
    assert left == []


@pytest.mark.parametrize("state", STATES)
def test_the_arabic_page_says_nothing_in_latin_letters_but_names(open_in, study, state):
    """Names within its sentences stand isolated; others are marked as English."""
    page = open_in("ar", fragment=STATES[state])
    open_a_place(page)
    titles = {zone.title for zone in study.zones}
    titles |= {each.title for each in (*study.scenario.proposals, *study.scenario.events)}
    # A choice of a list, a tooltip and an attribute hold text alone, which cannot be marked.
    names = {town.name for town in study.towns} | {found.place.asked for found in study.places}
    for text in page.evaluate(SAID):
        rest = ISOLATED.sub("", text)
        for title in sorted(titles, key=len, reverse=True):
            rest = rest.replace(title, "")
        latin = set(re.findall(r"[A-Za-z]{2,}", rest))
        assert latin <= NAMES or text in names, text


@pytest.mark.parametrize("state", STATES)
def test_nothing_runs_over_the_edge_of_the_page(open_in, lang, state):
    page = open_in(lang, fragment=STATES[state])
    open_a_place(page)
    for width in (1280, 768, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
        assert page.evaluate(OVER) == []


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_no_serious_or_critical_fault(open_in, lang, state):
    page = open_in(lang, fragment=STATES[state])
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(RUN) == []


def test_the_arabic_page_is_mirrored_and_its_map_is_not(open_in):
    page = open_in("ar")
    middle = page.viewport_size["width"] / 2

    def center(selector):
        box = page.locator(selector).first.bounding_box()
        return box["x"] + box["width"] / 2

    assert center("#panel") < middle < center("#stage")
    assert center(".leaflet-control-zoom") > center("#stage")
    assert center(".leaflet-control-scale") > center("#stage")
    assert center(".credit") < center("#stage")
    style = "(selector) => getComputedStyle(document.querySelector(selector)).direction"
    assert page.evaluate(style, ".leaflet-map-pane") == "ltr"
    page.locator("#zones .opener").first.click()
    assert center("#card") < center("#stage")


def test_the_first_zone_of_the_arabic_swipe_lies_on_the_right(open_in):
    page = open_in("ar", fragment=STATES["swipe"])
    stage = page.locator("#stage").bounding_box()
    names = page.locator(".divider-name")
    first, second = (names.nth(at).bounding_box() for at in (0, 1))
    assert first["x"] > second["x"]
    divider = page.locator(".divider-grip").bounding_box()
    middle = divider["x"] + divider["width"] / 2
    assert middle == pytest.approx(stage["x"] + 0.6 * stage["width"], abs=2)
    clip = page.evaluate(
        """() => ["pair-a", "pair-b"].map((name) => {
          const pane = document.querySelector(`.leaflet-${name}-pane`);
          const inset = /inset\\(\\S+ (\\S+)px \\S+ (\\S+)px\\)/;
          return pane.style.clipPath.match(inset).slice(1).map(Number);
        })"""
    )
    (_, left_of_first), (right_of_second, _) = clip
    assert left_of_first == pytest.approx(-right_of_second)


def test_arrow_keys_go_the_way_they_point_in_arabic(open_in):
    page = open_in("ar")
    page.locator("#mode-proposals").focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("() => document.activeElement.id") == "mode-depth"
    slider = page.locator("#panel-depth input[type=range]").first
    before = float(slider.input_value())
    slider.focus()
    page.keyboard.press("ArrowLeft")
    assert float(slider.input_value()) > before


def test_a_figure_in_arabic_reads_number_first(open_in):
    """From the right: the number, its unit, then the bracket."""
    page = open_in("ar")
    page.locator("#zones .opener").nth(2).click()
    order = page.evaluate(
        """() => {
          const text = document.querySelector("#card .facts dd bdi").firstChild;
          const right = (piece) => {
            const range = document.createRange();
            const at = text.data.indexOf(piece);
            range.setStart(text, at);
            range.setEnd(text, at + piece.length);
            return range.getBoundingClientRect().right;
          };
          return ["5", "كم", "3.1", "ميل"].map(right);
        }"""
    )
    assert order == sorted(order, reverse=True)


def test_the_scale_of_the_map_is_in_the_language(open_in):
    assert re.search(r"\d+ كم", open_in("ar").locator(".leaflet-control-scale").inner_text())
    assert re.search(r"\d+ mil$", open_in("tr").locator(".leaflet-control-scale").inner_text())


def test_a_page_in_another_language_is_as_silent_as_the_english_one(open_in, in_language, lang):
    page = open_in(lang, fragment="#mode=time")
    page.locator("#places .opener").first.click()
    assert page.heard == [f"request {in_language(lang).as_uri()}"]
