"""Composition of a page from its parts, and the whole page of a study, without folium.

The file holds everything. A content-security policy keeps the browser from loading or running
anything else. `maps.page.folium_page` does the same for a folium map, to which users can add
elements of their own; without such additions both give the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import html as html_text
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geozone.files import signed, whole_file
from maps.page import house, parts
from maps.page.data import page_data
from maps.signed import VERSION
from maps.words.language import Words
from maps.words.language import words as words_of

if TYPE_CHECKING:
    from geozone.study.study import Study
    from maps.look.print_style import HouseStyle
    from maps.page.tiles import Tiles

_BEGIN = '<!DOCTYPE html>\n<html lang="{lang}"{direction}>\n<head>\n<meta charset="utf-8">\n'
_DIRECTION = {"ltr": "", "rtl": ' dir="rtl"'}
# Whether requests name the site of the page. With tiles they must: OpenStreetMap's servers refuse
# requests without a site. Without tiles nothing is requested.
_REFERRER = {False: "no-referrer", True: "strict-origin"}
_MARK = '<meta name="generator" content="geozone {version}">\n'
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_UNSEEN = re.compile("[\x00-\x1f\ud800-\udfff]")  # controls, and halves of surrogate pairs
# Addresses that folium elements load. A space, comma or semicolon in one would end its entry in the
# policy, so such addresses are not taken.
_OUTSIDE = re.compile(r'<(?:script|link)\b[^>]*?\b(?:src|href)="(https://[^"\s;,\']+)"')
_MAP = '<div class="folium-map" id="{id}" data-map></div>'
_START = 'var {id} = geozone.start("{id}");\n'
# A browser lays out no text in a frame that is out of view, and labels need its size. So the page
# starts when its frame comes into view.
_WHEN_SEEN = """location.hash = "embed";
new IntersectionObserver(function (entries, observer) {{
  if (!entries.some(function (entry) {{ return entry.isIntersecting; }})) return;
  observer.disconnect();
  geozone.start("{id}");
}}).observe(document.documentElement);
"""
_ID = "map_1"  # as `maps.page.folium_page` numbers the first element


@dataclass(frozen=True, slots=True)
class Composition:
    """The parts of a page in order, as finished HTML except for the title.

    Parameters
    ----------
    title
        Any text.
    words
        Interface words of the page's language.
    header
        After the title.
    body
        The landmarks, the map and the data.
    script
        The statements that run last.
    image_host
        The only origin from which pictures may be loaded; empty for none.
    """

    title: str
    words: Words
    header: Iterable[str]
    body: Iterable[str]
    script: Iterable[str]
    image_host: str = ""

    @property
    def page(self) -> str:
        """The whole page."""
        content = "".join([*self.header, "</head>\n<body>\n", *self.body])
        closing = f"<script>\n{''.join(self.script)}\n</script>\n"
        allowed = policy(content + closing, self.image_host)
        head = [
            _BEGIN.format(lang=self.words.lang, direction=_DIRECTION[self.words.direction]),
            _MARK.format(version=VERSION),
            f'<meta http-equiv="Content-Security-Policy" content="{allowed}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f'<meta name="referrer" content="{_REFERRER[bool(self.image_host)]}">\n',
            f"<title>{_title_text(self.title)}</title>\n",
        ]
        return "".join([*head, content, closing, "</body>\n</html>\n"])


@dataclass(frozen=True, slots=True)
class Contents:
    """The parts of a study's page before and after the map; finished HTML except for the title."""

    title: str
    words: Words
    header: tuple[str, ...]
    head: str
    foot: tuple[str, ...]
    image_host: str


def contents(
    study: Study,
    *,
    style: HouseStyle | None = None,
    tiles: Tiles | None = None,
    language: str = "en",
) -> Contents:
    """The contents of a study's page.

    Parameters
    ----------
    style
        Fonts, colours, names and logo of a house.
    tiles
        A ground of another host.
    language
        A code of `maps.words.language.LANGUAGES`.

    Raises
    ------
    Refused
        If there is no such language.
    """
    words = words_of(language)
    header = [parts.styles(), parts.scripts()]
    if style is None:
        data = page_data(study, tiles=tiles, words=words)
    else:
        header += [house.sheet(style), house.script()]
        data = page_data(study, style.proposals, tiles=tiles, words=words)
        data = house.restyled(data, style, words)
    return Contents(
        title=study.scenario.title,
        words=words,
        header=tuple(header),
        head=parts.head(words),
        foot=(parts.foot(words), parts.data_block(data)),
        image_host=tiles.host if tiles is not None else "",
    )


def html(
    study: Study,
    *,
    style: HouseStyle | None = None,
    tiles: Tiles | None = None,
    language: str = "en",
) -> str:
    """The whole page of a study as text; see `contents`."""
    return _composition(contents(study, style=style, tiles=tiles, language=language), _START).page


def framed(study: Study, *, style: HouseStyle | None = None) -> str:
    """The page of a study for a frame inside another document: without the lists beside the map.

    The frame holds the text of the page and has no address. So the page sets its fragment
    ``#embed`` itself, which otherwise stands in the address.
    """
    return _composition(contents(study, style=style), _WHEN_SEEN).page


def _composition(found: Contents, start: str) -> Composition:
    return Composition(
        found.title,
        found.words,
        header=found.header,
        body=[found.head, _MAP.format(id=_ID) + "\n", *found.foot],
        script=[start.format(id=_ID)],
        image_host=found.image_host,
    )


def save(
    study: Study,
    path: str | os.PathLike[str],
    *,
    style: HouseStyle | None = None,
    tiles: Tiles | None = None,
    language: str = "en",
) -> None:
    """Write the page of a study: complete, or not at all; an existing file is replaced.

    Raises
    ------
    OSError
        If the folder does not exist, or it cannot be written.
    """
    write(html(study, style=style, tiles=tiles, language=language), path)


def write(page: str, path: str | os.PathLike[str]) -> None:
    """Write the text of a page, signed as a map: complete, or not at all."""
    whole_file.write(path, signed.signed(encoded(page), "map", ".html"))


def encoded(page: str) -> bytes:
    """The bytes of a page's file."""
    return page.encode("utf-8", errors="replace")


def _title_text(text: str) -> str:
    """Text for the title element, in which browsers read entities but no tags."""
    return html_text.escape(_UNSEEN.sub(" ", text))


def policy(content: str, image_host: str = "") -> str:
    """A content-security policy that allows exactly the scripts of a text.

    Nothing else is loaded but pictures from `image_host`, and what folium elements refer to.
    """
    hashes = []
    # A script of type application/json is data: browsers do not run it, and it needs no hash.
    for script in _SCRIPT.finditer(content):
        if "application/json" not in script["attributes"] and script["text"]:
            digest = hashlib.sha256(script["text"].encode("utf-8")).digest()
            hashes.append(f"'sha256-{base64.b64encode(digest).decode('ascii')}'")
    outside = list(dict.fromkeys(_OUTSIDE.findall(content)))
    scripts = " ".join([*dict.fromkeys(hashes), *outside])
    styles = " ".join(["'unsafe-inline'", *outside])
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {scripts}",
            f"style-src {styles}",
            f"img-src data: blob: {image_host}".strip(),
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
