"""The site builds without a warning, asks no other host, and every link in it leads somewhere."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from geozone.cli.program import cli
from tests.docs.site import Page, Site, in_style, is_within


def test_the_site_builds_without_a_warning(built: Path) -> None:
    code, *said = (built / "said").read_text(encoding="utf-8").splitlines()
    assert code == "0", "\n".join(said)


def test_every_link_and_anchor_within_the_site_leads_somewhere(site: Site) -> None:
    lost = {
        f"{path.relative_to(site.root)} → {target}"
        for path, (target, _) in site.references()
        if is_within(target) and not site.leads_somewhere(path, target)
    }
    assert len(site.pages) > 30
    assert sorted(lost) == []


def test_no_page_fetches_anything_from_another_host(site: Site) -> None:
    fetched = {
        f"{path.relative_to(site.root)} → {target}"
        for path, (target, loads) in site.references()
        if loads and not is_within(target) and not target.startswith("data:")
    }
    assert sorted(fetched) == []


def test_a_link_to_another_site_is_well_formed_and_encrypted(site: Site) -> None:
    outside = {
        target
        for _, (target, loads) in site.references()
        if not loads and not is_within(target) and not target.startswith("mailto:")
    }
    assert outside
    assert [
        each for each in sorted(outside) if urlsplit(each).scheme != "https" or "." not in each
    ] == []


def test_every_picture_has_words_for_those_who_do_not_see_it(site: Site) -> None:
    without = {path.name for path, page in site.pages.items() if page.images_without_words}
    assert without == set()


def test_the_gallery_shows_pictures_and_a_map_in_a_sandbox(site: Site) -> None:
    text = (site.root / "gallery.html").read_text(encoding="utf-8")
    loaded = [target for target, loads in Page(text).references if loads]
    assert sum(each.endswith(".svg") and "_images" in each for each in loaded) >= 6
    assert "maps/turkey-syria.html#embed" in loaded
    assert 'sandbox="' in text


def test_a_notebook_is_shown_with_what_it_gave(site: Site) -> None:
    text = (site.root / "notebooks" / "01-first-zone.html").read_text(encoding="utf-8")
    for promised in ("<svg", "1,977 km²", "srcdoc=", "inside"):
        assert promised in text


@pytest.mark.parametrize("name", cli.list_commands(None))  # type: ignore[arg-type]
def test_a_command_stands_in_the_documentation_with_its_options(site: Site, name: str) -> None:
    command = cli.get_command(None, name)  # type: ignore[arg-type]  # it needs no context
    page = site.pages[site.root / "commands.html"]
    text = (site.root / "commands.html").read_text(encoding="utf-8")
    assert f"geozone-{name}" in page.anchors
    for option in (each for each in command.params if each.param_type_name == "option"):
        assert f"--{max(option.opts, key=len).lstrip('-')}" in text


def test_the_search_index_knows_the_field_s_words(site: Site) -> None:
    text = (site.root / "searchindex.js").read_text(encoding="utf-8")
    index = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    assert {"chainag", "geodes", "verdict"} <= set(index["terms"])


def test_the_reader_of_pages_sees_what_a_browser_would_fetch() -> None:
    page = Page(
        '<link href="a.css"><p style="background:url(b.png)"><style>@import "c.css";</style>'
        '<iframe srcdoc="&lt;img src=d.png&gt;"></iframe><a href="e.html" id="f">'
    )
    loaded = {target for target, loads in page.references if loads}
    assert loaded == {"a.css", "b.png", "c.css", "d.png"}
    assert page.anchors == {"f"}
    assert list(in_style("a { src: url('x.woff2') }")) == ["x.woff2"]
