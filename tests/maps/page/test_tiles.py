"""Tiles only by name, from one host that the page's policy then names, and never by themselves."""

from __future__ import annotations

import re

import pytest
import xyzservices.providers as xyz

import maps
from geozone.errors import Refused
from maps.page import folium_page
from maps.page.tiles import tiles
from tests.geozone.cli.test_commands import run

POLICY = re.compile(r'Content-Security-Policy" content="([^"]*)"')


@pytest.mark.parametrize("name", ["OpenStreetMap.Mapnik", "openstreetmap mapnik", "OPENTOPOMAP"])
def test_a_name_is_found_however_it_is_written(name):
    assert tiles(name).host.startswith("https://")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("OpenStreetMap.Mapnick", "such as OpenStreetMap.Mapnik"),
        ("https://evil.example/{z}/{x}/{y}.png", "a provider's name"),
        ("", "a provider's name"),
        ("Thunderforest.Landscape", "wants no key"),
        ("Esri.ArcticImagery", "in Web Mercator"),
        ("nlmaps.grijs", "of the world"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_reason(name, said):
    with pytest.raises(Refused, match=re.escape(said)):
        tiles(name)


def test_every_provider_is_either_one_https_host_or_refused():
    usable = 0
    for name in xyz.flatten():
        try:
            found = tiles(name)
        except Refused:
            continue
        usable += 1
        assert re.fullmatch(r"https://[a-z0-9.-]+", found.host)
        assert found.url.startswith(f"{found.host}/")
        assert not {"{s}", "{r}"} & set(re.findall(r"\{.\}", found.url))
        assert "<" not in found.attribution
    assert usable > 40


def test_the_policy_allows_pictures_of_exactly_that_host(study):
    plain = POLICY.search(folium_page.html(maps.draw(study)))[1]
    tiled = POLICY.search(folium_page.html(maps.draw(study, tiles="OpenStreetMap.Mapnik")))[1]
    assert "https:" not in plain
    asked = "img-src data: blob: https://tile.openstreetmap.org;"
    assert asked in tiled
    assert tiled.count("https:") == 1


def test_only_a_page_with_tiles_tells_their_host_on_which_site_it_stands(study):
    plain = folium_page.html(maps.draw(study))
    tiled = folium_page.html(maps.draw(study, tiles="OpenStreetMap.Mapnik"))
    assert '<meta name="referrer" content="no-referrer">' in plain
    assert '<meta name="referrer" content="strict-origin">' in tiled  # the site, not the page


def test_the_command_says_whom_the_page_will_ask(tmp_path):
    made = tmp_path / "map.html"
    ran = run("map", "korea-dmz", "--tiles", "OpenStreetMap.Mapnik", "-o", str(made))
    assert ran.code == 0
    asks, answers = ran.err.splitlines()
    assert "asks https://tile.openstreetmap.org for its ground" in asks
    assert "answers a page on a web site only" in answers
    assert "tile.openstreetmap.org" in made.read_text(encoding="utf-8")


def test_a_mistyped_name_is_said_before_anything_is_made(tmp_path):
    made = tmp_path / "map.html"
    ran = run("map", "--tiles", "OpenStreetMap.Mapnick", "-o", str(made))
    assert ran.code == 2
    assert "OpenStreetMap.Mapnik" in ran.err
    assert not made.exists()
