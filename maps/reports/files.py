"""Files of a report: their names, and the mark of geozone in a .docx; without heavy imports."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from geozone.errors import Refused
from geozone.files import whole_file
from maps import signed

ENDINGS = (".html", ".md", ".docx")

GENERATOR = f"geozone {signed.VERSION} report"
_MADE_BY = f"<Application>{GENERATOR}</Application>"


def check_docx(path: str | os.PathLike[str]) -> None:
    """Refuse a .docx if python-docx is not installed."""
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
    return (
        (picture_of(own), page_of(own), own)
        if whole_file.ending_of(own, ENDINGS) == ".md"
        else (own,)
    )


def application() -> str:
    """The part of a .docx that names the program which made it."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'extended-properties">{_MADE_BY}</Properties>'
    )
