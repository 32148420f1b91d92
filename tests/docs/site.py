"""The built site as a browser has it: pages, their anchors, what they point to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urlsplit

LOADS = {  # what a browser fetches without being asked, by element and attribute
    ("audio", "src"), ("embed", "src"), ("iframe", "src"), ("image", "href"),
    ("image", "xlink:href"), ("img", "src"), ("img", "srcset"), ("input", "src"), ("link", "href"),
    ("object", "data"), ("script", "src"), ("source", "src"), ("source", "srcset"),
    ("track", "src"), ("use", "href"), ("use", "xlink:href"), ("video", "poster"), ("video", "src"),
}  # fmt: skip
LEADS = {("a", "href"), ("area", "href"), ("form", "action")}
IN_STYLE = re.compile(r"""url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)""")


class Reference(NamedTuple):
    """What something on a page points to, and whether a browser fetches it by itself."""

    target: str
    loads: bool


class Page(HTMLParser):
    """One page: its anchors and its references, those of pages within it (``srcdoc``) too."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.references: list[Reference] = []
        self.images_without_words = 0
        self._in_style = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        given = {name: value or "" for name, value in attrs}
        self.anchors |= {given[name] for name in ("id", "name") if given.get(name)}
        if tag == "img" and "alt" not in given:
            self.images_without_words += 1
        for name, value in given.items():
            if name == "srcdoc":
                # Its own # is read by its script; where else it leads, it leads from here.
                within = Page(value).references
                self.references += [each for each in within if not each.target.startswith("#")]
            elif name == "style":
                self.references += [Reference(each, True) for each in in_style(value)]
            elif (tag, name) in LOADS | LEADS:
                self.references.append(Reference(value.strip(), (tag, name) in LOADS))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._in_style = False

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  (the parser's signature)
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.references += [Reference(each, True) for each in in_style(data)]


def in_style(text: str) -> Iterator[str]:
    """What a style sheet fetches."""
    for found in IN_STYLE.finditer(text):
        yield (found[1] or found[2]).strip()


class Site:
    """All that was built."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pages = {
            path: Page(path.read_text(encoding="utf-8")) for path in sorted(root.rglob("*.html"))
        }

    def references(self) -> Iterator[tuple[Path, Reference]]:
        """Of every page, style sheet and drawing, with the file it stands in."""
        for path, page in self.pages.items():
            for reference in page.references:
                yield path, reference
        for path in sorted(self.root.rglob("*.css")):
            for target in in_style(path.read_text(encoding="utf-8")):
                yield path, Reference(target, loads=True)
        for path in sorted(self.root.rglob("*.svg")):
            for reference in Page(path.read_text(encoding="utf-8")).references:
                yield path, reference

    def leads_somewhere(self, at: Path, target: str) -> bool:
        """Whether a target within the site is there, its anchor too."""
        address, anchor = urldefrag(target)
        split = urlsplit(address)
        there = at if not split.path else (at.parent / unquote(split.path)).resolve()
        if there.is_dir():
            there /= "index.html"
        if not there.is_relative_to(self.root) or not there.is_file():
            return False
        if not anchor or there not in self.pages or there.parent == self.root / "maps":
            return True  # what stands behind the # of a map is read by its script
        return unquote(anchor) in self.pages[there].anchors


def is_within(target: str) -> bool:
    """Whether a reference stays in the site: no host, and no data of its own."""
    split = urlsplit(target)
    return not split.scheme and not split.netloc
