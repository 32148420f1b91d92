"""A page that geozone wrote, read back: its data block, and nothing of it believed unread."""

from __future__ import annotations

import json
import os
from typing import Any

from geozone.errors import GeozoneError
from geozone.files import given_file
from maps.signed import is_page

_BEGIN, _END = '<script type="application/json" id="study">', "</script>"
_LARGEST_MB = 100
_MAKE_ONE = "geozone map -o FILE.html makes one"
_NEEDED = ("title", "asOf", "bounds", "base", "lines", "proposals", "zones", "places")


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
        page = given_file.read(path, _LARGEST_MB * 1_000_000)
    except given_file.NotRegular as error:
        raise NotOurPage(f"{path}: {error.strerror}; {_MAKE_ONE}") from None
    except given_file.TooLarge as error:
        size_mb = error.size / 1e6
        raise NotOurPage(
            f"{path}: {size_mb:.0f} MB, no page of geozone has over {_LARGEST_MB} MB"
        ) from None
    if not is_page(page):
        raise NotOurPage(f"{path}: not a page that geozone made; {_MAKE_ONE}")
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
