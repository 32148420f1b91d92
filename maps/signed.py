"""Signature of pages: the version of geozone, and whether geozone made a page.

The module imports nothing slow, so that `maps.reports.files` is quick to import too.
"""

from __future__ import annotations

import os
import re
from importlib import metadata

from geozone.files import given_file

try:
    VERSION = metadata.version("geozone")
except metadata.PackageNotFoundError:  # run from a checkout that is not installed
    VERSION = "unreleased"
# The first lines of a page, as `maps.page.compose` writes them.
_OURS = re.compile(
    rb'<!DOCTYPE html>\n<html lang="[A-Za-z-]{1,35}"(?: dir="rtl")?>\n<head>\n'
    rb'<meta charset="utf-8">\n'
    rb'<meta name="generator" content="geozone [^"\n]{1,60}">\n'
)


def is_ours(path: str | os.PathLike[str]) -> bool:
    """Whether a file is a page that geozone wrote; reads its first bytes only.

    Examples
    --------
    >>> is_ours("no such file")
    False
    """
    try:
        with given_file.opened(path) as file:
            return is_page(file.read(1024))
    except OSError:
        return False


def is_page(begin: bytes) -> bool:
    """Whether the first bytes of a file are those of a page that geozone wrote."""
    return _OURS.match(begin) is not None
