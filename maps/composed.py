"""A page composed of its parts, and the whole page of a study, without folium.

Everything stands in the file; a content-security policy keeps the browser from loading or running
anything else. `maps.page` does the same for a folium map that others have added to; without such
additions both give the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import html as html_text
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

from geozone import whole_file
from maps import parts
from maps.pagedata import page_data
from maps.text import en

if TYPE_CHECKING:
    from geozone.study import Study

_BEGIN = '<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
_MARK = '<meta name="generator" content="geozone {version}">\n'
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_UNSEEN = re.compile("[\x00-\x1f\ud800-\udfff]")  # no file can hold the latter
_OUTSIDE = re.compile(r'<(?:script|link)\b[^>]*?\b(?:src|href)="(https://[^"\s;,\']+)"')
_MAP = '<div class="folium-map" id="{id}" data-map></div>'
_START = 'var {id} = geozone.start("{id}");\n'
_ID = "map_1"  # as `maps.page` numbers the first element


@dataclass(frozen=True, slots=True)
class Composition:
    """What a page consists of, in order; finished HTML but for the title.

    Parameters
    ----------
    title
        Any text.
    lang
        Language of the interface words.
    header
        After the title.
    body
        The landmarks, the map and the data.
    script
        What runs last.
    """

    title: str
    lang: str
    header: Iterable[str]
    body: Iterable[str]
    script: Iterable[str]

    @property
    def page(self) -> str:
        """The whole page."""
        content = "".join([*self.header, "</head>\n<body>\n", *self.body])
        closing = f"<script>\n{''.join(self.script)}\n</script>\n"
        head = [
            _BEGIN.format(lang=html_text.escape(self.lang)),
            _MARK.format(version=_version()),
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(content + closing)}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="referrer" content="no-referrer">\n',
            f"<title>{_title(self.title)}</title>\n",
        ]
        return "".join([*head, content, closing, "</body>\n</html>\n"])


def html(study: Study) -> str:
    """The whole page of a study as text."""
    return Composition(
        study.scenario.title,
        en.LANG,
        header=[parts.styles(), parts.scripts()],
        body=[
            parts.head(),
            _MAP.format(id=_ID) + "\n",
            parts.foot(),
            parts.data_block(page_data(study)),
        ],
        script=[_START.format(id=_ID)],
    ).page


def save(study: Study, path: str | os.PathLike[str]) -> None:
    """Write the page of a study: complete, or not at all; an existing file is replaced.

    Raises
    ------
    OSError
        If the folder does not exist, or it cannot be written.
    """
    whole_file.write(path, encoded(html(study)))


def encoded(page: str) -> bytes:
    """A page as it stands in a file."""
    return page.encode("utf-8", errors="replace")


def _title(text: str) -> str:
    """Text for the title element, where a browser reads entities and nothing else."""
    return html_text.escape(_UNSEEN.sub(" ", text))


def _policy(content: str) -> str:
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
            "img-src data: blob:",
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
