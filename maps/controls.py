"""Our own page elements: each renders finished text, and no template ever sees a study's words.

folium and branca fill Jinja templates with whatever they are given, so a place named ``{{7*7}}``
would run. These elements return their text as it is; the words of a study travel only in
`DataBlock`, from which the page's script makes text nodes.
"""

from __future__ import annotations

import base64
import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from branca.element import Element
from xstatic.pkg import leaflet

from maps.text import en

# Order matters: each script uses what those before it have defined.
SCRIPTS = (
    "dom.js",
    "state.js",
    "shapes.js",
    "labels.js",
    "base.js",
    "overlays.js",
    "zones.js",
    "places.js",
    "card.js",
    "modes.js",
    "panel.js",
    "stops.js",
    "depth.js",
    "time.js",
    "page.js",
)

STYLES = ("page.css", "stops.css", "depth.css", "time.css")

# What could end the block or begin a tag or an entity, the line ends that JSON allows and old
# scripts do not, and halves of surrogate pairs, which no file can hold.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


class Finished(Element):
    """Text that goes into the page exactly as it is.

    Parameters
    ----------
    text
        HTML that holds no word of a file or a user, except as `DataBlock` writes them.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "Finished"
        self.text = text

    def render(self, **_kwargs: Any) -> str:
        """The text."""
        return self.text


def escaped_json(data: object) -> str:
    r"""JSON that cannot leave the script element it stands in.

    Examples
    --------
    >>> escaped_json({"name": "</script><b>&"})
    '{"name":"\\u003c/script\\u003e\\u003cb\\u003e\\u0026"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


class DataBlock(Finished):
    """The one block of data of a page; a browser does not run it."""

    def __init__(self, data: object) -> None:
        super().__init__(
            f'<script type="application/json" id="study">{escaped_json(data)}</script>\n'
        )


class Styles(Finished):
    """Leaflet's style sheet and ours."""

    def __init__(self) -> None:
        parts = [_leaflet("leaflet.css"), *map(_asset, STYLES)]
        super().__init__("\n".join(["<style>", *parts, "</style>\n"]))


class Scripts(Finished):
    """Leaflet and our scripts, as one inline script."""

    def __init__(self) -> None:
        parts = [_asset("leaflet-licence.js"), _leaflet("leaflet.js"), *map(_asset, SCRIPTS)]
        super().__init__("\n".join(["<script>", *parts, "</script>\n"]))


class Frame(Finished):
    """The page's bare landmarks around the map; the script fills them.

    Parameters
    ----------
    part
        ``"head"`` is what stands before the map, ``"foot"`` what follows it.
    """

    _PARTS = {  # noqa: RUF012 - never changed
        "head": (
            f'<a class="skip" href="#panel">{en.TEXT["skip"]}</a>\n'
            '<div id="page">\n<header id="heading"></header>\n'
            f'<main id="stage" aria-label="{en.TEXT["map_region"]}">\n'
            f"<noscript>{en.TEXT['noscript']}</noscript>\n"
        ),
        "foot": (
            "</main>\n"
            f'<aside id="panel" tabindex="-1" aria-label="{en.TEXT["panel_region"]}"></aside>\n'
            "</div>\n"
        ),
    }

    def __init__(self, part: str) -> None:
        super().__init__(self._PARTS[part])


@cache
def _asset(name: str) -> str:
    return _lines(files("maps").joinpath("assets", name).read_text(encoding="utf-8"))


@cache
def _leaflet(name: str) -> str:
    """A file of Leaflet without its pictures and its source map: the page loads nothing."""
    text = Path(leaflet.BASE_DIR, name).read_text(encoding="utf-8")
    text = re.sub(r"//# sourceMappingURL=\S+", "", text)
    return _lines(re.sub(r"url\([^)]*\)", "none", text) if name.endswith(".css") else text)


def _lines(text: str) -> str:
    """Line ends as a browser counts them when it takes a script's hash."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip() + "\n"


class OfflineFolium(Finished):
    """What other folium elements expect: the one use they make of jQuery, and marker icons."""

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
            f"{_asset('folium.js')}</script>\n"
        )


def _picture(name: str) -> str:
    return base64.b64encode(Path(leaflet.BASE_DIR, "images", name).read_bytes()).decode("ascii")
