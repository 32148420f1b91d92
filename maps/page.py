"""From a folium map to one self-contained file that is the same, byte for byte, every time.

Everything stands in the file; a content-security policy keeps the browser from loading or running
anything else. Knows no study.
"""

from __future__ import annotations

import base64
import hashlib
import html as html_text
import os
import re
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from typing import Any

import folium
from branca.element import Element, Figure

from geozone import whole_file
from maps.controls import Finished, OfflineFolium
from maps.language import ENGLISH, Words
from maps.ours import is_ours

__all__ = ["Page", "html", "is_ours", "save"]

_BEGIN = '<!DOCTYPE html>\n<html lang="{lang}"{direction}>\n<head>\n<meta charset="utf-8">\n'
_DIRECTION = {"ltr": "", "rtl": ' dir="rtl"'}
_MARK = '<meta name="generator" content="geozone {version}">\n'
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_UNSEEN = re.compile("[\x00-\x1f\ud800-\udfff]")  # no file can hold the latter
_OUTSIDE = re.compile(r'<(?:script|link)\b[^>]*?\b(?:src|href)="(https://[^"\s;,\']+)"')
_FRAME = (
    '<iframe srcdoc="{page}" title="{title}" sandbox="allow-scripts allow-downloads allow-popups" '
    'style="width:100%;height:{height};border:0"></iframe>'
)


class Page(Figure):
    """The root of a map: its `render` gives the whole page.

    Other folium elements may be added to the map. Their text is folium's own affair; what they load
    from elsewhere is named in the page's policy, and without any the page loads nothing.

    Parameters
    ----------
    title
        Any text.
    words
        Interface words of the page's language.
    image_host
        An origin that pictures may come from; without one the page loads none.

    Attributes
    ----------
    foot
        What stands after the map in the body.
    """

    def __init__(self, title: str, *, words: Words = ENGLISH, image_host: str = "") -> None:
        super().__init__()
        self.image_host = image_host
        self.title: str = title
        self.words = words
        self.foot: list[Finished] = []
        self.header._children.clear()  # branca's own charset element; ours comes first

    def render(self, **kwargs: Any) -> str:
        """The page as text; the same for the same map, however often it is called."""
        rooms = (self.header, self.html, self.script)
        before = [dict(room._children) for room in rooms]
        try:
            for child in list(self._children.values()):
                child.render(**kwargs)
            return self._composed(kwargs)
        finally:
            for room, children in zip(rooms, before, strict=True):
                room._children.clear()
                room._children.update(children)

    def _composed(self, kwargs: dict[str, Any]) -> str:
        steady = _SteadyIds(self)
        header, body, script = (
            [_finished(child, steady, kwargs) for child in room._children.values()]
            for room in (self.header, self.html, self.script)
        )
        header_of_ours = [e for e in self.header._children.values() if isinstance(e, Finished)]
        if any(child._children for child in self._children.values()):
            header.insert(len(header_of_ours), OfflineFolium().render())
        content = "".join(
            [*header, "</head>\n<body>\n", *body, *(part.render() for part in self.foot)]
        )
        closing = f"<script>\n{''.join(script)}\n</script>\n"
        policy = _policy(content + closing, self.image_host)
        head = [
            _BEGIN.format(lang=self.words.lang, direction=_DIRECTION[self.words.direction]),
            _MARK.format(version=_version()),
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="referrer" content="no-referrer">\n',
            f"<title>{_title(self.title)}</title>\n",
        ]
        return "".join([*head, content, closing, "</body>\n</html>\n"])

    def _repr_html_(self, **kwargs: Any) -> str:
        """The page in a frame that can touch nothing around it, for Jupyter."""
        return _FRAME.format(
            page=html_text.escape(self.render(**kwargs)),
            title=html_text.escape(self.title or self.words.text["frame_title"]),
            height=self.height or "640px",
        )


class _SteadyIds:
    """Ids that count up in the order of their appearance, in place of folium's random ones."""

    def __init__(self, root: Element) -> None:
        ids = sorted({element._id for element in _elements(root)})
        self._pattern = re.compile("|".join(map(re.escape, ids)))
        self._numbers: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        return self._pattern.sub(
            lambda found: self._numbers.setdefault(found[0], str(len(self._numbers) + 1)), text
        )


def _elements(root: Element) -> Iterator[Element]:
    """The element and all below it, also those that folium keeps in attributes (a popup's text)."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if id(element) in seen:
            continue
        seen.add(id(element))
        yield element
        waiting.extend(element._children.values())
        parts = (getattr(element, name, None) for name in ("header", "html", "script"))
        waiting.extend(part for part in parts if isinstance(part, Element))


def _finished(child: Element, steady: _SteadyIds, kwargs: dict[str, Any]) -> str:
    text = str(child.render(**kwargs))
    return text if isinstance(child, Finished) else f"{steady(text).strip()}\n"


def _title(text: str) -> str:
    """Text for the title element, where a browser reads entities and nothing else."""
    return html_text.escape(_UNSEEN.sub(" ", text))


def _policy(content: str, image_host: str = "") -> str:
    """A policy under which exactly the scripts of this text run and nothing is loaded."""
    hashes = []
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


@cache
def _version() -> str:
    try:
        return metadata.version("geozone")
    except metadata.PackageNotFoundError:  # run from a checkout that is not installed
        return "unreleased"


def html(map_: folium.Map) -> str:
    """The whole page of a map as text.

    Parameters
    ----------
    map_
        A map made by `maps.draw`, with or without other folium elements added. Any other folium map
        is rendered as folium does it.
    """
    return str(map_.get_root().render())


def save(map_: folium.Map, path: str | os.PathLike[str]) -> None:
    """Write the page of a map: complete, or not at all.

    Parameters
    ----------
    map_
        As for `html`.
    path
        The file; an existing one is replaced.

    Raises
    ------
    OSError
        If the folder does not exist, or it cannot be written.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> import geozone, maps
    >>> with TemporaryDirectory() as folder:
    ...     page = Path(folder) / "safe-zones.html"
    ...     save(maps.draw(geozone.load("turkey-syria")), page)
    ...     is_ours(page)
    True
    """
    whole_file.write(path, html(map_).encode("utf-8", errors="replace"))
