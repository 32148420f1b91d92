"""Telling a figure that geozone made from any other file; without matplotlib: quick."""

from __future__ import annotations

import os
from pathlib import Path

from geozone.errors import Refused

ENDINGS = (".png", ".svg", ".pdf")

# How each kind of file begins, and where `maps.figure_file` signs it.
_OURS = (
    (b"\x89PNG", b"Software\0geozone "),
    (b"<?xml", b">geozone "),
    (b"%PDF", b"/Creator (geozone "),
)


def check(path: str | os.PathLike[str]) -> str:
    """The ending of a figure's file, refused if it is none that can be written."""
    ending = Path(path).suffix.lower()
    if ending not in ENDINGS:
        raise Refused("output", os.fspath(path), "a name that ends in .png, .svg or .pdf")
    return ending


def is_ours(path: str | os.PathLike[str]) -> bool:
    """Whether a file is a figure that geozone wrote; reads its two ends only.

    Examples
    --------
    >>> is_ours("no such file")
    False
    """
    try:
        with Path(path).open("rb") as file:
            head = file.read(4096)
            file.seek(0, os.SEEK_END)
            file.seek(max(file.tell() - 65536, 0))
            tail = file.read()
    except OSError:
        return False
    return any(head.startswith(start) and mark in head + tail for start, mark in _OURS)
