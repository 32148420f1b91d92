"""Whatever words a study has, the page has the same elements, and its data say those words."""

from __future__ import annotations

import html.parser
import itertools

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

import maps
from maps.page import embed, folium_page
from maps.page.data import page_data
from tests.maps.handmade import handmade
from tests.sampling import examples

# Halves of surrogates and control characters too: a file may hold anything.
words = st.text(st.characters(exclude_categories=()), max_size=60)
SYNTAX = st.sampled_from(
    ["</script>", "<!--", "-->", "]]>", "{{7*7}}", "{% x %}", "{#", "`${x}`", "\u2028", "&lt;",
     "\\u003c", "'\"", "<img src=x onerror=a()>", "</title>", "\x00", "\ud800", "\u202e"]
)  # fmt: skip
texts = st.lists(words | SYNTAX, min_size=1, max_size=8).map("".join)


class Elements(html.parser.HTMLParser):
    """Every element with the names of its attributes, in the order of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, tuple(name for name, _ in attrs)))


def elements(text: str) -> list[tuple[str, tuple[str, ...]]]:
    parser = Elements()
    parser.feed(text)
    return parser.found


@pytest.fixture(scope="module")
def plain():
    return elements(folium_page.html(maps.draw(handmade())))


@examples(10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(texts, min_size=3, max_size=3))
def test_no_word_becomes_an_element_and_all_come_back(plain, tmp_path_factory, some):
    supply = itertools.cycle(some)
    study = handmade(lambda _: next(supply))
    text = folium_page.html(maps.draw(study))
    assert elements(text) == plain
    path = tmp_path_factory.mktemp("words") / "page.html"
    maps.save(maps.draw(study), path)
    said = embed.data_of(path)["title"]
    assert said == page_data(study)["title"]
