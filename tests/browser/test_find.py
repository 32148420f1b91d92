"""The search box: folding as in the gazetteer, what is found by which text, mouse and keyboard."""

from __future__ import annotations

import re
import sys
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest

from gazetteer.index_file.index import open_index
from gazetteer.index_file.spellings import known_spellings
from gazetteer.index_file.supplement import read_supplement
from gazetteer.names import fold, loosen
from tests.sampling import some

pytestmark = [pytest.mark.browser, pytest.mark.one_in(4)]
every_width = pytest.mark.parametrize("width", [1280, 768, 390])

# Characters newer than this are folded by whatever version of Unicode a browser has.
SETTLED = "12.1"


@pytest.fixture
def width():
    return 1280


@pytest.fixture
def page(open_page, saved, width):
    opened = open_page(saved, width, reduced_motion="reduce")
    yield opened
    assert opened.heard == [f"request {saved.as_uri()}"]


@pytest.fixture(scope="module")
def supplement():
    folder = Path(str(files("gazetteer"))) / "data" / "supplement"
    return [name for entry in read_supplement(folder) for name in (entry.key, *entry.spellings)]


def box(page):
    return page.get_by_role("combobox", name="Find a place or a zone")


def search(page, text):
    box(page).fill(text)
    return page.get_by_role("option").all()


def titles(page, text):
    return [option.locator(".find-title").inner_text() for option in search(page, text)]


def folded(page, names):
    return page.evaluate("(names) => names.map(geozone.names.fold)", names)


def loosened(page, names):
    return page.evaluate(
        "(names) => names.map((name) => geozone.names.loosen(geozone.names.fold(name)))", names
    )


# -- folding


def test_names_are_folded_as_the_gazetteer_folds_them(page, supplement):
    index = open_index()
    step = len(index) // 4000
    names = [index.place(number).name for number in range(0, len(index), step)]
    names += supplement
    keys = [index.key(number) for number in range(0, index.keys, index.keys // 4000)]
    names += keys
    names += [name.upper() for name in supplement] + [
        unicodedata.normalize("NFD", name) for name in supplement
    ]
    assert len(names) > 8000
    wanted = [fold(name) for name in names]
    assert [each for each in zip(names, folded(page, names), wanted, strict=True)
            if each[1] != each[2]] == []  # fmt: skip
    loose = [loosen(key) for key in wanted]
    assert [each for each in zip(names, loosened(page, names), loose, strict=True)
            if each[1] != each[2]] == []  # fmt: skip


def test_every_character_is_folded_as_the_gazetteer_folds_it(page):
    old = unicodedata.ucd_3_2_0
    characters = [
        f"x{chr(code)}y"
        for code in range(sys.maxunicode + 1)
        if not 0xD800 <= code <= 0xDFFF and old.category(chr(code)) not in ("Cn", "Co")
        and old.category(chr(code)) == unicodedata.category(chr(code))
    ]  # fmt: skip
    assert len(characters) > 90_000
    wrong = [
        (hex(ord(text[1])), mine, fold(text))
        for text, mine in zip(characters, folded(page, characters), strict=True)
        if mine != fold(text)
    ]
    assert wrong == []


# -- what is found


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Manbij", "Manbij"),
        ("منبج", "Manbij"),
        ("MENBÎC", "Manbij"),
        ("Mambij", "Manbij"),
        ("kobane", "Kobani / Ayn al-Arab"),
        ("كوباني", "Kobani / Ayn al-Arab"),
        ("عين العرب", "Kobani / Ayn al-Arab"),
        ("ayn al arab", "Kobani / Ayn al-Arab"),
        ("ain al-arab", "Kobani / Ayn al-Arab"),
        ("Gire Spi", "Tall Abyad / Girê Spî"),
        ("tel abyad", "Tall Abyad / Girê Spî"),
        ("tell abiad", "Tall Abyad / Girê Spî"),
        ("serekaniye", "Ra's al-Ayn / Serêkaniyê"),
        ("Antep", "Gaziantep"),
        ("halep", "Aleppo"),
        ("raqqah", "Raqqa"),
        ("bab", "Al-Bab"),
        ("qamislo", "Qamishli"),
        ("KIZILTEPE", "Kızıltepe"),
        ("urfa", "Şanlıurfa"),
        ("edessa", "Şanlıurfa"),
        ("section proposal third", "US section proposal: third"),
        ("US section", "US section proposal: first"),
        ("euphrates", "Zone east of the Euphrates"),
        ("refugee", "Refugee zone"),
    ],
)
def test_a_spelling_finds_what_it_means(page, typed, first):
    found = titles(page, typed)
    assert (found[0] if found else None) == first


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Manbji", "Manbij"),  # two letters swapped
        ("Gazientep", "Gaziantep"),  # one wrong
        ("Gaziantp", "Gaziantep"),  # one lost
        ("Jarabbulus", "Jarabulus"),  # one too many
        ("Gasientep", "Gaziantep"),  # two wrong in nine
        ("Akcakele", "Akçakale"),
    ],
)
def test_one_or_two_letters_wrong_find_it_still(page, typed, meant):
    assert meant in [title.split(" / ")[0] for title in titles(page, typed)]


def test_what_matches_stands_before_what_nearly_does(page):
    found = titles(page, "Azaz")
    assert found[0] == "Azaz"
    ranks = page.evaluate(
        "() => [...document.querySelectorAll('[role=option]')].map((row) => row.textContent)"
    )
    direct = ["azaz" in fold(text) for text in ranks]
    assert direct == sorted(direct, reverse=True)


def test_every_place_and_town_is_found_by_its_own_name(page, study):
    data = page.evaluate("() => geozone.data.places.map((p) => p.name)"
                         ".concat(geozone.data.towns.map((t) => t.name))")  # fmt: skip
    missing = [
        name
        for name in some(data, one_in=5)
        if not any(fold(name) in fold(title) for title in titles(page, name))
    ]
    assert len(data) > 250
    assert missing == []


def test_every_spelling_of_the_scenarios_places_finds_them(page, study):
    for found in some(study.places[::4], one_in=3):
        id_ = found.place.source.removeprefix("GeoNames ")
        for spelling in known_spellings([id_]).get(id_, ()):
            if len(fold(spelling)) > 3:
                names = [title.split(" / ")[0] for title in titles(page, spelling)]
                assert found.place.asked in names, spelling


def test_names_that_are_alike_are_told_apart(page):
    """Two rows of one title differ in what stands below it."""
    twins = page.evaluate(
        "() => { const names = geozone.data.towns.map(({ name }) => name);"
        " return names.find((name, i) => names.indexOf(name) !== i) ?? null; }"
    )
    for text in filter(None, ["ayn", "Tall", twins]):
        rows = [option.inner_text() for option in search(page, text)]
        assert len(rows) > 1
        assert len(set(rows)) == len(rows)
        assert any(country in " ".join(rows) for country in ("Syria", "Turkey"))


def test_the_spelling_that_was_met_is_shown(page):
    assert "also “Menbij”" in search(page, "Menbij")[0].inner_text()
    assert "also" not in search(page, "Manbij")[0].inner_text()


def test_nothing_found_says_what_was_searched(page):
    search(page, "Timbuktu")
    text = page.locator(".find-nothing").inner_text()
    assert text.startswith("Nothing found for “Timbuktu”.")
    assert "only the zones, the places of this scenario and the towns on this map" in text
    assert page.locator(".find [role=status]").text_content() == text
    assert box(page).get_attribute("aria-expanded") == "false"


@pytest.mark.parametrize("typed", ["", "   ", "…", "'", "-"])
def test_a_text_without_letters_asks_nothing(page, typed):
    assert search(page, typed) == []
    assert page.locator(".find-nothing").is_hidden()


@pytest.mark.parametrize(
    "typed",
    ["<img src=x onerror=alert(1)>", "${1}", "[(*\\", "\u202eمنبج", "x" * 200, "🏔️", "ا" * 60],
)
def test_a_hostile_text_is_only_searched_for(page, typed):
    search(page, typed)
    assert page.locator("img").count() == 0
    if page.locator(".find-nothing").is_visible():
        assert typed.strip() in page.locator(".find-nothing").inner_text()


# -- what happens then


@every_width
@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
def test_a_town_opens_with_distance_way_and_verdicts(page, study, hand):
    town = next(t for t in study.towns if t.name == "Nubl")
    found = study.judged_towns([town])[0]
    rows = search(page, "Nubl")
    if hand == "mouse":
        rows[0].click()
    else:
        box(page).press("ArrowDown")
        page.keyboard.press("Enter")
    card = page.locator("#card")
    assert card.get_by_role("heading", level=2).inner_text() == "Nubl"
    text = card.inner_text()
    assert f"{found.distance_km:,.1f} km" in text
    assert "± 1 km" in text
    assert f"GeoNames {town.source_id}" in text
    body = card.locator("tbody tr").all()
    assert len(body) == len(found.verdicts)
    words = {"inside": "inside", "outside": "outside", "too-close": "too close to call"}
    for row, (zone, verdict) in zip(body, found.verdicts.items(), strict=True):
        cells = row.locator("th, td").all_inner_texts()
        assert cells[0] == study.zones[zone].title
        assert cells[1] == words[verdict]
        assert cells[2] == f"{found.margins_km[zone]:,.1f} km".replace("-", "−") or (
            cells[2] == f"{found.margins_km[zone]:,.1f} km"
        )
    page.wait_for_timeout(300)
    ends = page.evaluate("""() => {
      const map = Object.values(window).find((value) => value instanceof L.Map);
      const found = [];
      const { dashArray } = geozone.data.style.way;
      map.eachLayer((layer) => {
        if (layer instanceof L.Polyline && layer.options.dashArray === dashArray)
          found.push(layer.getLatLngs().map(({ lat, lng }) => [lng, lat]));
      });
      return found;
    }""")
    assert len(ends) == 1
    assert ends[0][0] == pytest.approx([town.lon, town.lat], abs=1e-4)
    assert ends[0][1] == pytest.approx([found.nearest_lon, found.nearest_lat], abs=1e-5)
    tip = page.locator(".leaflet-tooltip", has_text="Nubl").bounding_box()
    frame = page.locator(".folium-map").bounding_box()
    assert frame["x"] <= tip["x"]
    assert tip["x"] + tip["width"] <= frame["x"] + frame["width"]
    assert tip["y"] + tip["height"] <= min(
        frame["y"] + frame["height"], page.viewport_size["height"]
    )
    page.keyboard.press("Escape")
    assert card.is_hidden()
    assert page.locator(".leaflet-tooltip", has_text="Nubl").count() == 0
    assert page.evaluate("() => document.activeElement.id") == "find"


def test_a_place_of_the_scenario_opens_as_from_the_list(page):
    search(page, "كوباني")[0].click()
    assert page.locator("#card h2").inner_text() == "Kobani / Ayn al-Arab"


def test_a_zone_opens_and_is_switched_on_and_shown(page, study):
    page.get_by_role("tab", name="Compare two").click()
    search(page, "north-east only")[0].click()
    assert page.locator("#card h2").inner_text() == "Turkish demand, north-east only"
    assert page.get_by_role("tab", name="Proposals").get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    label = page.locator("#panel-proposals label", has_text="north-east only")
    assert label.locator("input").is_checked()


def test_a_proposal_without_extent_is_found_too(page):
    search(page, "refugee")[0].click()
    assert "What was said" in page.locator("#card").inner_text()


# -- the box as a combobox


def active(page):
    id_ = box(page).get_attribute("aria-activedescendant")
    marked = page.locator("[role=option][aria-selected=true]")
    assert marked.count() == (1 if id_ else 0)
    assert id_ is None or marked.get_attribute("id") == id_
    return id_


def test_arrows_go_through_the_rows_and_back_to_the_box(page):
    rows = search(page, "tal")
    assert box(page).get_attribute("aria-expanded") == "true"
    assert box(page).get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute(
        "id"
    )
    assert active(page) is None
    box(page).press("ArrowDown")
    assert active(page) == "find-0"
    page.keyboard.press("ArrowUp")
    assert active(page) is None
    page.keyboard.press("ArrowUp")
    assert active(page) == f"find-{len(rows) - 1}"
    page.keyboard.press("ArrowDown")
    assert active(page) is None
    assert page.evaluate("() => document.activeElement.id") == "find"


def test_typing_on_forgets_the_row(page):
    search(page, "ta")
    box(page).press("ArrowDown")
    page.keyboard.type("l")
    assert active(page) is None


def test_enter_takes_the_first_row(page):
    search(page, "Manbij")
    box(page).press("Enter")
    assert page.locator("#card h2").inner_text() == "Manbij"
    assert box(page).input_value() == "Manbij"


def test_escape_clears_the_box_first_and_closes_the_card_then(page):
    search(page, "Manbij")
    box(page).press("Enter")
    box(page).fill("Kob")
    box(page).press("Escape")
    assert box(page).input_value() == ""
    assert page.get_by_role("listbox").count() == 0
    assert page.locator("#card").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()


def test_the_list_closes_when_the_focus_goes_on(page):
    search(page, "tal")
    page.keyboard.press("Tab")  # to the button that clears
    assert page.get_by_role("listbox").count() == 1
    page.keyboard.press("Tab")
    assert page.get_by_role("listbox").count() == 0
    assert box(page).input_value() == "tal"


@every_width
def test_the_button_clears_too(page):
    search(page, "tal")
    clearer = page.get_by_role("button", name="Clear the search")
    size = clearer.bounding_box()
    assert min(size["width"], size["height"]) >= 24
    clearer.click()
    assert box(page).input_value() == ""
    assert clearer.is_hidden()
    assert page.evaluate("() => document.activeElement.id") == "find"


@every_width
def test_the_rows_are_in_the_window_and_large_enough_to_touch(page):
    rows = search(page, "tal")
    for row in rows:
        row.scroll_into_view_if_needed()
        place, size = row.bounding_box(), page.viewport_size
        assert place["height"] >= 40
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= size["width"]
        assert place["y"] + place["height"] <= size["height"]
    assert box(page).bounding_box()["y"] >= 0


def test_how_many_were_found_is_told_politely(page):
    rows = search(page, "tal")
    status = page.locator(".find [role=status]").text_content()
    assert re.fullmatch(rf"{len(rows)} found", status)


def test_a_text_runs_as_its_letters_do_and_the_empty_box_as_the_page(page):
    def direction():
        return box(page).evaluate("(input) => getComputedStyle(input).direction")

    page.evaluate("() => { document.documentElement.dir = 'rtl'; }")
    assert direction() == "rtl"
    search(page, "Manbij")
    assert direction() == "ltr"
    box(page).press("Escape")
    assert direction() == "rtl"


def test_it_is_a_search_by_its_role(page):
    assert page.get_by_role("search").get_by_role("combobox").count() == 1


def test_a_page_without_towns_can_be_searched(open_page, handmade, tmp_path):
    import maps  # noqa: PLC0415

    path = tmp_path / "map.html"
    maps.save(maps.draw(handmade()), path)
    page = open_page(path, reduced_motion="reduce")
    assert titles(page, "Manbij")[0] == "Manuja / منبج"  # its name in the list
    assert titles(page, "deep") == ["Deep demand"]
    assert page.heard == [f"request {path.as_uri()}"]
