"""The still picture of a page: drawn from the page's data, nothing of it run or lost."""

from __future__ import annotations

import copy
import json
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import maps
from maps.look import outline
from maps.page import embed, still
from maps.page.data import page_data
from maps.page.folium_controls import escaped_json

pytestmark = pytest.mark.one_in(2)

NS = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def data(study):
    return page_data(study)


@pytest.fixture(scope="module")
def picture(data):
    return ET.fromstring(still.svg(data))  # noqa: S314  (our own)


def texts(root):
    return ["".join(each.itertext()) for each in root.iter(f"{NS}text")]


@given(arrays(np.int64, st.tuples(st.integers(1, 20), st.just(2)),
              elements=st.integers(-1_800_000, 1_800_000)))  # fmt: skip
def test_a_line_that_was_encoded_is_decoded_to_the_same_steps(steps):
    moved = np.concatenate([[True], np.any(np.diff(steps, axis=0) != 0, axis=1)])
    found = outline.decode(outline.encode(steps / 10_000))
    assert np.rint(found * 10_000).astype(int).tolist() == steps[moved].tolist()


@pytest.mark.parametrize("text", ["A", "AAA", "!!", "gg", "é"])
def test_a_text_that_encodes_no_line_is_refused(text):
    with pytest.raises(ValueError, match="encoded line"):
        outline.decode(text)


def test_it_names_the_proposals_that_are_on_and_the_places(picture, data):
    shown = texts(picture)
    for proposal in data["proposals"]:
        assert (proposal["title"] in shown) == proposal["on"]
    assert {"Manbij", "Raqqa", "Kobani", "SYRIA", "TURKEY"} <= set(shown)


def test_it_carries_the_date_the_note_on_borders_and_the_data(picture, data):
    said = " ".join(texts(picture))
    for text in (data["asOf"]["text"], data["boundaryNote"], *data["attributions"][:-1]):
        assert text in said


def test_it_is_the_same_bytes_each_time_and_refers_to_nothing(data):
    drawn = still.svg(data)
    assert drawn == still.svg(copy.deepcopy(data))
    assert drawn.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<svg ")
    assert b"href" not in drawn
    assert b"<script" not in drawn


def test_names_lie_over_no_other_and_inside(picture):
    width, height = map(float, picture.get("viewBox").split()[2:])
    boxes = []
    for label in picture.iter(f"{NS}text"):
        x, y, size = (float(label.get(key)) for key in ("x", "y", "font-size"))
        wide = len(label.text) * size * 0.5
        left = {"middle": x - wide / 2, "end": x - wide}.get(label.get("text-anchor"), x)
        assert left > 0
        assert left + wide < width
        assert y < height
        boxes.append((left, y - size * 0.7, left + wide, y))
    for nth, a in enumerate(boxes):
        for b in boxes[:nth]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_hostile_words_stay_words(data):
    hostile = "</text><script>alert(1)</script>\x00\x0b\ud800 ]]> &lt;"
    bad = copy.deepcopy(data)
    bad["title"] = bad["proposals"][0]["title"] = bad["places"][0]["name"] = hostile
    root = ET.fromstring(still.svg(bad))  # noqa: S314
    assert not [each for each in root.iter() if each.tag.endswith("script")]
    assert any("</text><script>alert(1)</script>" in text for text in texts(root))


@pytest.mark.parametrize(
    "value",
    ['"/><script>', "url(http://127.0.0.1/x)", "URL(#frame)", "var(--x)", "red;x", "", 7, [], {}],
)
@pytest.mark.parametrize(
    "where",
    ["colour", "dash", "sea.fillColor", "zone.weight", "border.lineCap", "place.radius"],
)
def test_no_value_of_a_changed_page_asks_an_address(data, where, value):
    bad = copy.deepcopy(data)
    of, _, key = where.rpartition(".")
    (bad["style"][of] if of else bad["proposals"][0])[key] = value
    try:
        drawn = still.svg(bad)
    except ValueError:
        return
    assert value == 7  # a number of pixels is one wherever it stands
    assert b"url(http" not in drawn


def test_the_data_of_a_saved_page_are_read_back_whole(study, data, tmp_path):
    page = tmp_path / "page.html"
    maps.save(maps.draw(study), page)
    assert embed.data_of(page) == json.loads(json.dumps(data))


@pytest.mark.parametrize("change", ["other", "cut", "list", "lacking"])
def test_a_file_that_is_no_page_of_ours_is_refused(study, data, tmp_path, change):
    page = tmp_path / "page.html"
    maps.save(maps.draw(study), page)
    text = page.read_text(encoding="utf-8")
    block = escaped_json(data)
    page.write_text(
        {
            "other": "<html>",
            "cut": text[: text.index('id="study"') + 400],
            "list": text.replace(block, "[1]"),
            "lacking": text.replace(block, '{"title":1}'),
        }[change],
        encoding="utf-8",
    )
    with pytest.raises(embed.NotOurPage, match=r"page\.html: "):
        embed.data_of(page)
