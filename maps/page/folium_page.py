"""Page of a folium map: one self-contained file, with the same bytes every time.

The file holds everything. A content-security policy keeps the browser from loading or running
anything else.
"""

from __future__ import annotations

import html as html_text
import os
import re
from collections.abc import Iterator
from typing import Any

import folium
from branca.element import Element, Figure

from maps.page.compose import Composition, write
from maps.page.folium_controls import Finished, OfflineFolium
from maps.page.parts import SANDBOX
from maps.signed import is_ours
from maps.words.language import ENGLISH, Words

__all__ = ["Page", "html", "is_ours", "save"]

_FRAME = (
    f'<iframe srcdoc="{{page}}" title="{{title}}" sandbox="{SANDBOX}" '
    'style="width:100%;height:{height};border:0"></iframe>'
)


class Page(Figure):
    """The root of a map: its `render` gives the whole page.

    Users may add other folium elements to the map. folium renders them, without the escaping done
    here. The hosts that they load from are named in the page's policy; without such elements the
    page loads nothing.

    Parameters
    ----------
    title
        Any text.
    words
        Interface words of the page's language.
    image_host
        The only origin from which pictures may be loaded; empty for none.

    Attributes
    ----------
    foot
        The elements after the map in the body.
    """

    def __init__(self, title: str, *, words: Words = ENGLISH, image_host: str = "") -> None:
        super().__init__()
        self.image_host = image_host
        self.title: str = title
        self.words = words
        self.foot: list[Finished] = []
        self.header._children.clear()  # branca's charset element: `Composition` writes one

    def render(self, **kwargs: Any) -> str:
        """The page as text, the same at every call."""
        # Rendering adds children to the root's parts. Without restoring them a second call would
        # have them twice.
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
        body += [part.render() for part in self.foot]
        return Composition(
            self.title, self.words, header, body, script, image_host=self.image_host
        ).page

    def _repr_html_(self, **kwargs: Any) -> str:
        """The page in a sandboxed frame, which has no access to the notebook around it."""
        return _FRAME.format(
            page=html_text.escape(self.render(**kwargs)),
            title=html_text.escape(self.title or self.words.text["frame_title"]),
            height=self.height or "640px",
        )


class _SteadyIds:
    """Replaces folium's random ids by numbers in the order of their appearance."""

    def __init__(self, root: Element) -> None:
        ids = sorted({element._id for element in _elements(root)})
        self._pattern = re.compile("|".join(map(re.escape, ids)))
        self._numbers: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        return self._pattern.sub(
            lambda found: self._numbers.setdefault(found[0], str(len(self._numbers) + 1)), text
        )


def _elements(root: Element) -> Iterator[Element]:
    """An element and all below it, also those in attributes, such as the text of a popup."""
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
    write(html(map_), path)
