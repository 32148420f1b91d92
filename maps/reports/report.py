"""Report on a study: a web page, Markdown with its pictures, or a Word document.

This module joins figure, map and texts. `maps.reports.web`, `markdown` and `word` write the files.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from geozone.files import signed, whole_file
from maps.figures import figure as figures
from maps.figures.file import png
from maps.look.print_style import MM_PER_INCH
from maps.page import compose
from maps.reports import files as report_files
from maps.reports import markdown, web
from maps.reports.content import frame, picture, report_of
from maps.signed import VERSION
from maps.words import wording
from maps.words.text import report_en

if TYPE_CHECKING:
    from geozone.study.study import Study
    from maps.look.print_style import HouseStyle
    from maps.reports.blocks import Block, Picture, Report


def report(
    study: Study, path: str | os.PathLike[str], *, style: HouseStyle | None = None
) -> tuple[Path, ...]:
    """Write a report on a study: summary, map, tables, what was said, method, licences, sources.

    Parameters
    ----------
    study
        From `geozone.load` or `geozone.along`.
    path
        Ends in .html (one file that holds the interactive map), .md (with figure and map beside
        it) or .docx (wants ``pip install 'geozone[report]'``). Existing files are replaced; all
        are written, or none.
    style
        Fonts, colours, names and logo of a house for figure and map, from `maps.house_style.read`.

    Returns
    -------
    tuple of Path
        The files that were written, the report itself last.

    Raises
    ------
    geozone.errors.Refused
        If the ending is another, or python-docx is not installed.
    OSError
        If a file cannot be written.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> import geozone
    >>> with TemporaryDirectory() as folder:
    ...     written = report(geozone.load("korea-dmz"), Path(folder, "dmz.md"))
    >>> [file.name for file in written]
    ['dmz-figure.png', 'dmz-map.html', 'dmz.md']
    """
    ending = whole_file.ending_of(path, report_files.ENDINGS)
    write = {".html": _html, ".md": _markdown, ".docx": _docx}[ending]
    files = write(study, Path(path), style)
    whole_file.write_all(
        {file: signed.signed(data, "report", file.suffix.lower()) for file, data in files.items()}
    )
    return tuple(files)


def _html(study: Study, path: Path, style: HouseStyle | None) -> dict[Path, bytes]:
    shown = frame(study, compose.framed(study, style=style))
    whole = _report(study, [shown, *_figure(study, style)])
    return {path: compose.encoded(web.page(whole, _foot(study)))}


def _markdown(study: Study, path: Path, style: HouseStyle | None) -> dict[Path, bytes]:
    figure = _figure(study, style)
    shown = frame(study, compose.html(study, style=style))
    image, page = report_files.picture_of(path), report_files.page_of(path)
    text = markdown.text_of(
        _report(study, [*figure, shown]), _foot(study), picture=image.name, page=page.name
    )
    files = {page: compose.encoded(shown.page), path: text.encode("utf-8")}
    return {image: figure[0].png, **files} if figure else files


def _docx(study: Study, path: Path, style: HouseStyle | None) -> dict[Path, bytes]:
    report_files.check_docx(path)
    from maps.reports import word  # noqa: PLC0415  (an extra)

    whole = _report(study, _figure(study, style))
    return {path: word.data(whole, _foot(study))}


def _report(study: Study, pictures: Sequence[Block]) -> Report:
    return report_of(study, pictures, VERSION)


def _figure(study: Study, style: HouseStyle | None) -> list[Picture]:
    """The figure as a list of one block; empty if there is nothing to draw."""
    if not len(study.zones) and not study.lines:
        return []
    drawn = figures.figure(study, style=style)
    return [picture(study, png(drawn), float(drawn.get_figwidth()) * MM_PER_INCH)]


def _foot(study: Study) -> str:
    return report_en.FOOT.format(version=VERSION, date=wording.date(study.scenario.as_of))
