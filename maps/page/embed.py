"""Embedding of a page into another site: an iframe with a still picture, Markdown, Quarto.

The data are read back from the page's data block. The file may have been changed by anybody, so
every text is escaped for its context. The sandboxed frame may run the page's script and has no
access to the site around it.
"""

from __future__ import annotations

import html
import json
import os
import re
from typing import Any, Final
from urllib.parse import quote, urlsplit

from geozone.errors import GeozoneError, Refused
from geozone.files import given_file
from geozone.tables.sheets import markdown_line
from maps.page import still
from maps.page.parts import SANDBOX
from maps.signed import is_page
from maps.words import wording
from maps.words.language import of_page

FORMS: Final = ("html", "md", "quarto")
# Characters that RFC 3986 allows in a fragment.
_FRAGMENT = re.compile(r"#?[A-Za-z0-9_.~!$&'()*+,;=:@/?%-]{0,2000}")
_UNSEEN = re.compile("[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]")
_BEGIN, _END = '<script type="application/json" id="study">', "</script>"
_LARGEST_MB = 100
_MAKE_ONE = "geozone map -o FILE.html makes one"
_NEEDED = ("title", "asOf", "bounds", "base", "lines", "proposals", "zones", "places")


def snippet(
    data: dict[str, Any], src: str, *, form: str = "html", image: str | None = None, view: str = ""
) -> str:
    """The text to paste into the site that shall show a page.

    Parameters
    ----------
    data
        From `maps.page.embed.data_of`.
    src
        Where the page will be: an address of http or https, or a path beside the other page.
    form
        ``html``, ``md`` (a picture that leads to the page: many sites take no frames), or
        ``quarto`` (a frame in HTML, the picture elsewhere).
    image
        Where the still picture will be, as `src`; needed for ``md`` and ``quarto``.
    view
        The fragment of a copied link: what the frame shows first.

    Raises
    ------
    Refused
        If an address could run something, the view is no fragment, or the picture is missing.

    Examples
    --------
    >>> data = {"title": "A & B", "asOf": {"text": "As known today."}, "proposals": []}
    >>> print(snippet(data, "map.html"))
    <figure style="margin: 0">
      <iframe src="map.html#embed" title="A &amp; B" loading="lazy"
        sandbox="allow-scripts allow-downloads allow-popups" referrerpolicy="no-referrer"
        style="width: 100%; height: clamp(420px, 75vw, 640px); border: 0"></iframe>
      <noscript><a href="map.html">A &amp; B</a></noscript>
    </figure>
    """
    page = _address("src", src)
    picture = None if image is None else _address("image", image)
    if form not in FORMS:
        raise Refused("format", form, f"one of {', '.join(FORMS)}")
    if form != "html" and picture is None:
        raise Refused("image", "", "a still picture for this form: --image FILE.svg makes one")
    if form == "md":
        return _markdown(data, page, picture or "")
    frame = _frame(data, page, picture, _fragment(view))
    return frame if form == "html" else _quarto(data, picture or "", frame)


def _frame(data: dict[str, Any], page: str, picture: str | None, fragment: str) -> str:
    title = _attribute(data["title"])
    inside = title
    if picture is not None:
        inside = (
            f'<img src="{_attribute(picture)}" alt="{_attribute(still.alternative(data))}" '
            'style="max-width: 100%; height: auto">'
        )
    say = of_page(data.get("lang"))
    language = "" if say.is_english else f' lang="{say.lang}" dir="{say.direction}"'
    return (
        f'<figure style="margin: 0"{language}>\n'
        f'  <iframe src="{_attribute(page + fragment)}" title="{title}" loading="lazy"\n'
        f'    sandbox="{SANDBOX}" referrerpolicy="no-referrer"\n'
        '    style="width: 100%; height: clamp(420px, 75vw, 640px); border: 0"></iframe>\n'
        f'  <noscript><a href="{_attribute(page)}">{inside}</a></noscript>\n'
        "</figure>"
    )


def _markdown(data: dict[str, Any], page: str, picture: str) -> str:
    say = of_page(data.get("lang"))
    said = _markdown_text(f"{wording.isolated(str(data['title']), say)}. {data['asOf']['text']}")
    opened = _markdown_text(say.text["open_map"])
    return (
        f"[![{_markdown_text(still.alternative(data))}](<{picture}>)](<{page}>)\n\n"
        f"{said} [{opened}](<{page}>)"
    )


def _quarto(data: dict[str, Any], picture: str, frame: str) -> str:
    alternative = _markdown_text(still.alternative(data)).replace('"', "&quot;")
    return (
        '::: {.content-visible when-format="html"}\n'
        f"```{{=html}}\n{frame}\n```\n"
        ":::\n\n"
        '::: {.content-visible unless-format="html"}\n'
        f'![{_markdown_text(str(data["title"]))}](<{picture}>){{fig-alt="{alternative}"}}\n'
        ":::"
    )


def _address(key: str, text: str) -> str:
    """An address of a page or picture, percent-encoded; "javascript:" and the like are refused."""
    encoded = quote(text.replace("\\", "/"), safe="/:?&=%~+,;@!$'()*-._", errors="replace")
    try:
        scheme = urlsplit(encoded).scheme.lower()
    except ValueError:  # such as an unclosed bracket of an IPv6 host
        scheme = "none"
    if not text or _UNSEEN.search(text) or scheme not in ("", "http", "https"):
        raise Refused(key, text, "an address of http or https, or a path such as maps/talks.html")
    # Parentheses and quotes could end a link in Markdown, or an attribute.
    return encoded.replace("(", "%28").replace(")", "%29").replace("'", "%27")


def _fragment(view: str) -> str:
    text = view.strip()
    if not _FRAGMENT.fullmatch(text):
        raise Refused("view", view, "the fragment of a copied link, such as #view=36.8,38.2,8")
    pieces = [piece for piece in text.lstrip("#").split("&") if piece not in ("", "embed")]
    return "#" + "&".join(["embed", *pieces])


def _attribute(text: object) -> str:
    return html.escape(_UNSEEN.sub(" ", str(text)), quote=True)


def _markdown_text(text: str) -> str:
    return markdown_line(_UNSEEN.sub(" ", text))


class NotOurPage(GeozoneError):
    """The file is not a page that geozone made."""


def data_of(path: str | os.PathLike[str]) -> dict[str, Any]:
    """The data block of a page, as `maps.page.data.page_data` made it.

    Parameters
    ----------
    path
        A page that `geozone map` or `maps.save` wrote.

    Raises
    ------
    OSError
        If the file cannot be read.
    NotOurPage
        If it is no page of geozone, or was changed so that its data cannot be read.

    Examples
    --------
    >>> data_of("no such page.html")
    Traceback (most recent call last):
    FileNotFoundError: [Errno 2] No such file or directory: 'no such page.html'
    """
    try:
        page = given_file.read_whole(path, _LARGEST_MB * 1_000_000)
    except given_file.NotRegular as error:
        raise NotOurPage(f"{path}: {error.strerror}; {_MAKE_ONE}") from None
    except given_file.TooLarge as error:
        size_mb = error.size / 1e6
        raise NotOurPage(
            f"{path}: {size_mb:.0f} MB, no page of geozone has over {_LARGEST_MB} MB"
        ) from None
    if not is_page(page):
        raise NotOurPage(f"{path}: not a page that geozone made; {_MAKE_ONE}")
    # The first block is the page's own: in the data every "<" is escaped, so no text of a study can
    # contain the beginning or the end of a block.
    text = page.decode("utf-8", "replace")
    begin = text.find(_BEGIN)
    end = text.find(_END, begin)
    try:
        data = json.loads(text[begin + len(_BEGIN) : end]) if begin >= 0 else None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or not all(key in data for key in _NEEDED):
        raise NotOurPage(f"{path}: its data cannot be read; make it again with geozone map")
    return data
