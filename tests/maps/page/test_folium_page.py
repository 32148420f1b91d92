from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import folium
import pytest

import maps
from geozone.files.signed import signed
from maps.page import compose, folium_page
from tests.sampling import some

ROOT = Path(__file__).parents[3]
MAKE = "import geozone, maps, sys; maps.save(maps.draw(geozone.load('turkey-syria')), sys.argv[1])"
HOSTILE = "{{7*7}} {% raw {# ` ${1+1} </title></script><script>window.pwned=1</script>"


@pytest.fixture(scope="module")
def drawn(study):
    """For tests that save it: saving changes nothing of it."""
    return maps.draw(study)


@pytest.fixture(scope="module")
def text(drawn):
    return folium_page.html(drawn)


def test_the_page_is_the_same_in_every_process_and_folder(text, tmp_path):
    made = []
    others = [("1", "Asia/Kathmandu", "C.UTF-8"), ("2", "America/St_Johns", "tr_TR.UTF-8")]
    for number, (seed, zone, locale) in enumerate(some(others, one_in=2, of="one beside ours")):
        folder = tmp_path / f"folder {number}"
        folder.mkdir()
        environment = {
            **os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale,
            "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        subprocess.run(
            [sys.executable, "-c", MAKE, "page.html"], cwd=folder, env=environment, check=True
        )
        made.append((folder / "page.html").read_bytes())
    assert set(made) == {signed(text.encode(), "map", ".html")}


def test_without_folium_the_page_is_the_same(text, study, tmp_path):
    program = (
        "import geozone, sys; from maps.page import compose\n"
        "compose.save(geozone.load('turkey-syria'), sys.argv[1])\n"
        "assert not {'branca', 'folium', 'jinja2', 'pandas'} & set(sys.modules)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-c", program, "page.html"], cwd=tmp_path, env=environment, check=True
    )
    assert (tmp_path / "page.html").read_bytes() == signed(text.encode(), "map", ".html")
    assert compose.html(study) == text


def test_rendering_twice_gives_the_same(study):
    drawn = maps.draw(study)
    assert folium_page.html(drawn) == folium_page.html(drawn)


def test_the_page_names_nothing_that_a_browser_would_load(text):
    assert not re.search(r"<(?:link|img|iframe|script[^>]*\bsrc)\b", text)
    assert not re.search(r"url\((?!#)|@import", text.split("</style>")[0])


def test_every_script_is_in_the_policy_by_its_hash(text):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert len(scripts) == 2
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy


def test_a_hostile_title_stays_in_the_title(handmade):
    made = folium_page.html(maps.draw(handmade(lambda words: f"{words} {HOSTILE}")))
    assert made.count("<script>") == 2
    title = re.search("<title>(.*?)</title>", made, re.DOTALL)[1]
    assert title.startswith("A study made by hand {{7*7}} {% raw {# ` ${1+1} &lt;/title&gt;")


def test_drawing_leaves_the_lists_that_all_folium_maps_share_alone(study):
    before = list(folium.Map.default_js)
    maps.draw(study)
    assert folium.Map.default_js == before


def test_other_folium_elements_may_be_added(study):
    drawn = maps.draw(study)
    folium.Marker([36.5, 38.0], tooltip="here", popup=folium.Popup("there")).add_to(drawn)
    made = folium_page.html(drawn)
    assert "L.marker(" in made
    assert made == folium_page.html(drawn)
    again = maps.draw(study)
    folium.Marker([36.5, 38.0], tooltip="here", popup=folium.Popup("there")).add_to(again)
    assert made == folium_page.html(again)


def test_in_jupyter_the_map_shows_itself_in_a_frame_that_can_touch_nothing(study):
    frame = maps.draw(study)._repr_html_()
    assert 'sandbox="allow-scripts allow-downloads allow-popups"' in frame
    assert "<script" not in frame


def test_save_writes_the_page_and_nothing_else(drawn, text, tmp_path):
    maps.save(drawn, tmp_path / "map.html")
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]
    assert (tmp_path / "map.html").read_bytes() == signed(text.encode(), "map", ".html")


def test_a_saved_page_has_the_rights_of_any_new_file(drawn, tmp_path):
    maps.save(drawn, tmp_path / "map.html")
    (tmp_path / "other").touch()
    assert (tmp_path / "map.html").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize("trouble", [OSError("disk full"), KeyboardInterrupt()])
def test_a_write_that_fails_leaves_what_was_there(drawn, tmp_path, monkeypatch, trouble):
    target = tmp_path / "map.html"
    target.write_text("what was there")

    def fail(*_):
        raise trouble

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(type(trouble)):
        maps.save(drawn, target)
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]
    assert target.read_text() == "what was there"


def test_a_folder_that_does_not_exist_is_an_error_of_the_system(drawn, tmp_path):
    with pytest.raises(FileNotFoundError):
        maps.save(drawn, tmp_path / "nowhere" / "map.html")


def test_a_page_of_ours_is_recognised(drawn, tmp_path):
    maps.save(drawn, tmp_path / "map.html")
    assert folium_page.is_ours(tmp_path / "map.html")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html><title>geozone 1</title></html>",
        '<!DOCTYPE html>\n<p><meta name="generator" content="geozone 1">',
    ],
)
def test_any_other_file_is_not_taken_for_ours(tmp_path, text):
    (tmp_path / "other.html").write_text(text)
    assert not folium_page.is_ours(tmp_path / "other.html")
    assert not folium_page.is_ours(tmp_path)
