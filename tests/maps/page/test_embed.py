"""What a page is embedded by: addresses that lead nowhere else, words that stay words."""

from __future__ import annotations

import html
import html.parser
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geozone.errors import Refused
from maps.page import embed

words = st.text(st.characters(exclude_categories=()), max_size=40)


def data(title="A map", proposal="A zone"):
    return {
        "title": title,
        "asOf": {"text": "As known today."},
        "proposals": [{"title": proposal, "on": True}, {"title": "hidden", "on": False}],
    }


class Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def tags(text):
    parser = Tags()
    parser.feed(text)
    return parser.found


@given(words, words)
def test_no_word_of_a_page_leaves_its_attribute(title, proposal):
    found = tags(embed.snippet(data(title, proposal), "map.html", image="map.svg"))
    assert [tag for tag, _ in found] == ["figure", "iframe", "noscript", "a", "img"]
    assert all(not name.startswith("on") for _, attributes in found for name in attributes)
    seen = re.sub(r"[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]", " ", title)
    assert found[1][1]["title"] == seen


def test_the_frame_is_named_lazy_sandboxed_and_tells_nobody_where_it_stands():
    (_, frame) = tags(embed.snippet(data(), "map.html"))[1]
    assert frame["src"] == "map.html#embed"
    assert frame["title"] == "A map"
    assert frame["loading"] == "lazy"
    assert frame["sandbox"] == "allow-scripts allow-downloads allow-popups"
    assert frame["referrerpolicy"] == "no-referrer"
    assert "width: 100%" in frame["style"]


def test_the_picture_says_in_words_what_is_shown_first():
    (_, picture) = tags(embed.snippet(data(), "map.html", image="map.svg"))[-1]
    assert picture["alt"] == "Map: A map. As known today. Shown: A zone."


@pytest.mark.parametrize(
    ("src", "written"),
    [
        ("my map.html", "my%20map.html"),
        ('a"><script>.html', "a%22%3E%3Cscript%3E.html"),
        ("maps\\talks.html", "maps/talks.html"),
        ("https://example.org/خريطة.html?a=1&b=2",
         "https://example.org/%D8%AE%D8%B1%D9%8A%D8%B7%D8%A9.html?a=1&b=2"),
        ("100%25.html", "100%25.html"),
    ],
)  # fmt: skip
def test_an_address_is_encoded_once(src, written):
    (_, frame) = tags(embed.snippet(data(), src))[1]
    assert frame["src"] == f"{written}#embed"


@pytest.mark.parametrize(
    "src",
    ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "file:///etc/x", "a\nb.html", "",
     "vbscript:x"],
)  # fmt: skip
@pytest.mark.parametrize("key", ["src", "image"])
def test_an_address_that_could_do_something_else_is_refused(key, src):
    given = {"src": "map.html", "image": "map.svg"} | {key: src}
    with pytest.raises(Refused) as refused:
        embed.snippet(data(), given["src"], image=given["image"])
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("view", "fragment"),
    [
        ("", "#embed"),
        ("#view=36.8,38.2,8&on=us", "#embed&view=36.8,38.2,8&on=us"),
        ("embed&depth=15", "#embed&depth=15"),
    ],
)
def test_a_copied_fragment_sets_what_the_frame_shows_first(view, fragment):
    (_, frame) = tags(embed.snippet(data(), "map.html", view=view))[1]
    assert frame["src"] == f"map.html{fragment}"


def test_a_view_that_is_no_fragment_is_refused():
    with pytest.raises(Refused, match="view"):
        embed.snippet(data(), "map.html", view='"><script>')


@pytest.mark.parametrize("form", ["md", "quarto"])
def test_forms_without_a_frame_need_the_picture(form):
    with pytest.raises(Refused, match="still picture"):
        embed.snippet(data(), "map.html", form=form)


@given(words)
def test_markdown_holds_one_picture_in_one_link_whatever_the_title(title):
    text = embed.snippet(data(title), "map.html", form="md", image="map.svg")
    plain = re.sub(r"\\.", "", text)
    assert plain.count("](<map.svg>)](<map.html>)") == 1
    assert plain.count("](<") == 3
    assert "<script" not in plain.lower()
    assert text.count("\n") == 2


def test_quarto_shows_the_frame_in_html_and_the_picture_elsewhere():
    text = embed.snippet(data('A "map"'), "map.html", form="quarto", image="map.svg")
    assert text.startswith('::: {.content-visible when-format="html"}\n```{=html}\n<figure')
    assert 'unless-format="html"' in text
    assert '](<map.svg>){fig-alt="Map: A &quot;map&quot;' in text
