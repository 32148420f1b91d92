"""Study as a folium map, to which users can add other folium elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import folium
from folium.template import Template

from maps.page import compose
from maps.page.folium_controls import Finished
from maps.page.folium_page import Page
from maps.page.tiles import tiles as tiles_of

if TYPE_CHECKING:
    from geozone.study.study import Study
    from maps.look.print_style import HouseStyle


class StudyMap(folium.Map):
    """A folium map without tiles, drawn by the page's own script from the page's data.

    Parameters
    ----------
    bounds
        West, south, east, north in degrees: what the map shows first.
    """

    # No text of a study passes through this template. folium's own template would forbid readers to
    # zoom the page.
    _template = Template(
        """
        {% macro html(this, kwargs) %}
        <div class="folium-map" id="{{ this.get_name() }}" data-map></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = geozone.start({{ this.get_name()|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, bounds: tuple[float, float, float, float]) -> None:
        west, south, east, north = bounds
        super().__init__(location=[(south + north) / 2, (west + east) / 2], tiles=None)
        # Set lists of this instance. folium's lists belong to the class, so every map shares them,
        # and they name scripts on other hosts.
        self.default_js = []
        self.default_css = []

    def _repr_html_(self, **kwargs: Any) -> str:
        """The page in a sandboxed frame, for Jupyter."""
        root = self.get_root()
        assert isinstance(root, Page)  # noqa: S101 - for the type checker
        return root._repr_html_(**kwargs)


def draw(
    study: Study,
    *,
    style: HouseStyle | None = None,
    tiles: str | None = None,
    language: str = "en",
) -> folium.Map:
    """Draw a study as a map with its legend, figures, sources and notes.

    Parameters
    ----------
    study
        From `geozone.load`.
    style
        Fonts, colours, names and logo of a house, from `maps.house_style.read`.
    tiles
        A provider's name in xyzservices, such as ``OpenStreetMap.Mapnik``: its tiles become the
        ground, and the page asks its host for them when it is opened. Without, it asks nobody.
    language
        Of the interface, a code of `maps.words.language.LANGUAGES`. What the scenario says stays.

    Raises
    ------
    geozone.errors.Refused
        If there are no such tiles, or they want a key; if there is no such language.

    Returns
    -------
    folium.Map
        Shows itself in Jupyter, without a network; `maps.save` writes it to a file. Other folium
        elements can be added.

    Examples
    --------
    >>> import geozone
    >>> map_ = draw(geozone.load("turkey-syria"))
    >>> isinstance(map_, folium.Map)
    True
    """
    ground = tiles_of(tiles) if tiles is not None else None
    contents = compose.contents(study, style=style, tiles=ground, language=language)
    page = Page(contents.title, words=contents.words, image_host=contents.image_host)
    for nth, text in enumerate(contents.header):
        page.header.add_child(Finished(text), name=f"header-{nth}")
    page.html.add_child(Finished(contents.head), name="head")
    page.foot += map(Finished, contents.foot)
    map_ = StudyMap(study.bounds)
    page.add_child(map_, name="map")
    return map_
