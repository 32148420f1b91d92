"""A line that is no agreed border, on an opened page: dots and a name on map and key."""

from __future__ import annotations

import pytest

import geozone
import maps

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def lebanon(tmp_path_factory):
    path = tmp_path_factory.mktemp("named") / "lebanon.html"
    maps.save(maps.draw(geozone.along("ISR-LBN", into="LBN", depth=10), language="de"), path)
    return path


def test_it_is_dotted_and_named_on_the_map_and_in_the_key(open_page, lebanon):
    page = open_page(lebanon)
    drawn = page.locator(".leaflet-measured-pane path").last
    assert drawn.get_attribute("stroke-dasharray").startswith("0.1 ")
    assert drawn.get_attribute("stroke-linecap") == "round"
    assert page.locator(".label-line", has_text="Blaue Linie").count() == 1
    entry = page.locator(".key li", has_text="keine vereinbarte Grenze")
    assert "Blaue Linie" in entry.inner_text()
    assert entry.locator("line").get_attribute("stroke-linecap") == "round"
    assert "Rückzugslinie, keine vereinbarte Grenze" in page.locator("#panel").inner_text()
    assert page.heard == [f"request {lebanon.as_uri()}"]
