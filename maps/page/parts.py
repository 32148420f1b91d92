"""The texts that a page is made of: styles, scripts, landmarks, and the one block of data.

No template ever sees a study's words: they travel only in `data_block`, from which the page's
script makes text nodes. Knows neither folium nor a study.
"""

from __future__ import annotations

import html
import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from xstatic.pkg import leaflet

from maps.words.language import ENGLISH, Words

# What the frame of a page may do: run its own script, save and open what a reader asks for.
SANDBOX = "allow-scripts allow-downloads allow-popups"
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
    "crowd.js",
    "card.js",
    "modes.js",
    "panel.js",
    "stops.js",
    "depth.js",
    "pair-map.js",
    "pair.js",
    "time.js",
    "names.js",
    "find.js",
    "share.js",
    "print.js",
    "page.js",
)
STYLES = (
    "page.css",
    "stops.css",
    "depth.css",
    "pair.css",
    "time.css",
    "find.css",
    "embed.css",
    "print.css",
)

# What could end the block or begin a tag or an entity, the line ends that JSON allows and old
# scripts do not, and halves of surrogate pairs, which no file can hold.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def escaped_json(data: object) -> str:
    r"""JSON that cannot leave the script element it stands in.

    Examples
    --------
    >>> escaped_json({"name": "</script><b>&"})
    '{"name":"\\u003c/script\\u003e\\u003cb\\u003e\\u0026"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def data_block(data: object) -> str:
    """The one block of data of a page; a browser does not run it."""
    return f'<script type="application/json" id="study">{escaped_json(data)}</script>\n'


def styles() -> str:
    """Leaflet's style sheet and ours."""
    sheets = "".join([_leaflet("leaflet.css"), "\n", *map(asset, STYLES)])
    return f"<style>\n{sheets}</style>\n"


def scripts() -> str:
    """Leaflet and our scripts, as one inline script."""
    texts = [asset("leaflet-licence.js"), _leaflet("leaflet.js"), *map(asset, SCRIPTS)]
    return "\n".join(["<script>", *texts, "</script>\n"])


def head(words: Words = ENGLISH) -> str:
    """The page's bare landmarks before the map; the script fills them."""
    skip, region, noscript = (
        html.escape(words.text[key]) for key in ("skip", "map_region", "noscript")
    )
    return (
        f'<a class="skip" href="#panel">{skip}</a>\n'
        '<div id="page">\n<header id="heading"></header>\n'
        f'<main id="stage" aria-label="{region}">\n'
        f"<noscript>{noscript}</noscript>\n"
    )


def foot(words: Words = ENGLISH) -> str:
    """Those after it."""
    region = html.escape(words.text["panel_region"])
    return f'</main>\n<aside id="panel" tabindex="-1" aria-label="{region}"></aside>\n</div>\n'


@cache
def asset(name: str) -> str:
    """A file of `maps/assets`."""
    return _line_ends(files("maps").joinpath("assets", name).read_text(encoding="utf-8"))


@cache
def _leaflet(name: str) -> str:
    """A file of Leaflet without its pictures and its source map: the page loads nothing."""
    text = Path(leaflet.BASE_DIR, name).read_text(encoding="utf-8")
    text = re.sub(r"//# sourceMappingURL=\S+", "", text)
    return _line_ends(re.sub(r"url\([^)]*\)", "none", text) if name.endswith(".css") else text)


def _line_ends(text: str) -> str:
    """Line ends as a browser counts them when it takes a script's hash."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip() + "\n"
