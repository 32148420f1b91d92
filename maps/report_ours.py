"""Which files a report is, and telling those that geozone made from others, without heavy imports.

A report is there to be written on. One that somebody has changed is no longer ours: Word and
LibreOffice put their own name into a .docx, and Markdown carries a digest of its text.
"""

from __future__ import annotations

import hashlib
import os
import re
import zipfile
from importlib.util import find_spec
from pathlib import Path

from geozone.errors import Refused
from maps import figure_ours, ours

ENDINGS = (".html", ".md", ".docx")

GENERATOR = f"geozone {ours.VERSION} report"
APPLICATION = "docProps/app.xml"  # of a .docx: says which program made it
_MADE_BY = f"<Application>{GENERATOR}</Application>"
_BY_US = re.compile(rb"<Application>geozone [^<]{1,60}</Application>")
_MARK = "<!-- geozone report {digest} -->\n"
_MARKED = re.compile(rb"<!-- geozone report ([0-9a-f]{64}) -->\n")
_MOST_BYTES = 4_000_000  # of a text that is compared with its digest


def check(path: str | os.PathLike[str]) -> str:
    """The ending of a report's file, refused if it is none that can be written.

    Examples
    --------
    >>> check("talks.html")
    '.html'
    >>> check("talks.pdf")
    Traceback (most recent call last):
    geozone.errors.Refused: output = talks.pdf: expected a name that ends in .html, .md or .docx
    """
    ending = Path(path).suffix.lower()
    if ending not in ENDINGS:
        raise Refused("output", os.fspath(path), "a name that ends in .html, .md or .docx")
    return ending


def check_docx(path: str | os.PathLike[str]) -> None:
    """Refuse a .docx where what writes it is not installed."""
    if find_spec("docx") is None:
        extra = "python-docx for a .docx: pip install 'geozone[report]'"
        raise Refused("output", os.fspath(path), extra)


def picture_of(path: Path) -> Path:
    """The figure beside a report in Markdown."""
    return path.with_name(f"{path.stem}-figure.png")


def page_of(path: Path) -> Path:
    """The interactive map beside a report in Markdown."""
    return path.with_name(f"{path.stem}-map.html")


def files(path: str | os.PathLike[str]) -> tuple[Path, ...]:
    """All files of a report, itself last.

    Examples
    --------
    >>> [file.name for file in files("talks.md")]
    ['talks-figure.png', 'talks-map.html', 'talks.md']
    """
    own = Path(path)
    return (picture_of(own), page_of(own), own) if check(own) == ".md" else (own,)


def is_ours(path: str | os.PathLike[str]) -> bool:
    """Whether a file of a report is as geozone wrote it.

    Examples
    --------
    >>> is_ours("no such file.md")
    False
    """
    ending = Path(path).suffix.lower()
    try:
        if ending == ".docx":
            return _is_our_docx(Path(path))
        if ending == ".md":
            return _is_our_text(Path(path))
    except (OSError, zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError):
        return False
    return figure_ours.is_ours(path) if ending == ".png" else ours.is_ours(path)


def marked(text: str) -> bytes:
    """A text with the mark that tells whether somebody has changed it since."""
    data = text.encode("utf-8")
    mark = _MARK.format(digest=hashlib.sha256(data).hexdigest())
    return mark.encode("ascii") + data


def application() -> str:
    """What a .docx says of the program that made it."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'extended-properties">{_MADE_BY}</Properties>'
    )


def _is_our_docx(path: Path) -> bool:
    with zipfile.ZipFile(path) as packed, packed.open(APPLICATION) as part:
        return _BY_US.search(part.read(4096)) is not None


def _is_our_text(path: Path) -> bool:
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES + 1)
    found = _MARKED.match(data)
    return (
        found is not None
        and hashlib.sha256(data[found.end() :]).hexdigest().encode("ascii") == found[1]
    )
