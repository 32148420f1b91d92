"""Which files a figure can be, without matplotlib: quick."""

from __future__ import annotations

import os
from pathlib import Path

from geozone.errors import Refused

ENDINGS = (".png", ".svg", ".pdf")


def check(path: str | os.PathLike[str]) -> str:
    """The ending of a figure's file, refused if it is none that can be written."""
    ending = Path(path).suffix.lower()
    if ending not in ENDINGS:
        raise Refused("output", os.fspath(path), "a name that ends in .png, .svg or .pdf")
    return ending
