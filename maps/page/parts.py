"""Parts of a page as text: styles, scripts, landmarks, and the block of data.

Texts of a study stand only in `data_block`, from which the page's script makes text nodes. No
template and no HTML is filled with them.
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

# Rights of the frame of a page: run its script, save files and open links that a reader asks for.
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

# Characters that could end the script element or begin a tag or an entity; line ends that JSON
# allows but old scripts do not; halves of surrogate pairs, which UTF-8 cannot encode.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def escaped_json(data: object) -> str:
    r"""JSON that cannot leave the script element it stands in.

    Examples
    --------
    >>> escaped_json({"name": "</script><b>&"})
    '{"name":"\\u003c/script\\u003e\\u003cb\\u003e\\u0026"}'
    """
    # NaN is no JSON: the browser would refuse the whole block. Raise an error here instead.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def data_block(data: object) -> str:
    """The block of data of a page; browsers do not run this type of script."""
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
    """The page's landmarks after the map."""
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
    """Text with LF line ends: browsers convert to these before they hash a script."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip() + "\n"
