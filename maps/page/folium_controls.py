"""Elements of a folium page that render finished text without a template.

folium and branca fill Jinja templates with the texts that they get, so a place named ``{{7*7}}``
would be run as code. These elements return their text unchanged.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from branca.element import Element
from xstatic.pkg import leaflet

from maps.page.parts import asset, escaped_json


class Finished(Element):
    """Text that goes into the page unchanged.

    Parameters
    ----------
    text
        HTML that holds no word of a file or a user, except as `maps.page.parts.data_block` writes
        them.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "Finished"
        self.text = text

    def render(self, **_kwargs: Any) -> str:
        """The text."""
        return self.text


class OfflineFolium(Finished):
    """What folium elements would load from other hosts: their one use of jQuery, and icons."""

    def __init__(self) -> None:
        icons = {
            f"{key}Url": f"data:image/png;base64,{_picture(name)}"
            for key, name in (
                ("icon", "marker-icon.png"),
                ("iconRetina", "marker-icon-2x.png"),
                ("shadow", "marker-shadow.png"),
            )
        }
        super().__init__(
            "<script>\n"
            f"const geozoneIcons = {escaped_json(icons)};\n"
            f"{asset('folium.js')}</script>\n"
        )


def _picture(name: str) -> str:
    return base64.b64encode(Path(leaflet.BASE_DIR, "images", name).read_bytes()).decode("ascii")
