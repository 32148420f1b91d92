"""A page that geozone wrote, read back: its data block, and nothing of it believed unread."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from geozone.errors import GeozoneError
from maps.ours import is_ours

_BEGIN, _END = '<script type="application/json" id="study">', "</script>"
_LARGEST_MB = 100
_NEEDED = ("title", "asOf", "bounds", "base", "lines", "proposals", "zones", "places")


class NotOurPage(GeozoneError):
    """The file is not a page that geozone made."""


def data_of(path: str | os.PathLike[str]) -> dict[str, Any]:
    """The data block of a page, as `maps.pagedata.page_data` made it.

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
    size_mb = Path(path).stat().st_size / 1e6
    if not is_ours(path):
        raise NotOurPage(
            f"{path}: not a page that geozone made; geozone map -o FILE.html makes one"
        )
    if size_mb > _LARGEST_MB:
        raise NotOurPage(f"{path}: {size_mb:.0f} MB, no page of geozone has over {_LARGEST_MB} MB")
    text = Path(path).read_text(encoding="utf-8", errors="replace")
    begin = text.find(_BEGIN)
    end = text.find(_END, begin)
    try:
        data = json.loads(text[begin + len(_BEGIN) : end]) if begin >= 0 else None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or not all(key in data for key in _NEEDED):
        raise NotOurPage(f"{path}: its data cannot be read; make it again with geozone map")
    return data
