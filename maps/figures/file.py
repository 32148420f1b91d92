"""Files of figures: PNG at 300 dpi, SVG and PDF with text as text and with named layers.

The same figure gives the same bytes: no dates, no random ids.

matplotlib writes no layers into a PDF, so two of its classes are extended here.
"""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, Any

from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.backends.backend_pdf import Name, PdfFile, RendererPdf, Verbatim

from geozone.files import signed, whole_file
from maps.figures.layers import LAYER
from maps.figures.rc import print_settings
from maps.look.print_style import DPI, ENDINGS
from maps.signed import VERSION

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_PNG_LEVEL = 3  # compression takes half the time of the usual 6, with a tenth more bytes
_MAKER = f"geozone {VERSION}"


def save(figure: Figure, path: str | os.PathLike[str]) -> None:
    """Write a figure by its file's ending, complete or not at all.

    Parameters
    ----------
    figure
        From `maps.figure` or its companions.
    path
        Ends in .png, .svg or .pdf.

    Raises
    ------
    geozone.errors.Refused
        If the ending is another.
    OSError
        If it cannot be written.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> save(Figure(), "map.gif")
    Traceback (most recent call last):
    geozone.errors.Refused: output = map.gif: expected a name that ends in .png, .svg or .pdf
    """
    ending = whole_file.ending_of(path, ENDINGS)
    with print_settings():
        data = _pdf(figure) if ending == ".pdf" else _printed(figure, ending.removeprefix("."))
    whole_file.write(path, signed.signed(data, "figure", ending))


def png(figure: Figure) -> bytes:
    """The bytes of a figure's PNG, for files that contain it.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> png(Figure())[1:4]
    b'PNG'
    """
    with print_settings():
        return _printed(figure, "png")


def _printed(figure: Figure, form: str) -> bytes:
    maker: dict[str, Any] = (
        {"Software": _MAKER} if form == "png" else {"Creator": _MAKER, "Date": None}
    )
    options: dict[str, Any] = (
        {"pil_kwargs": {"compress_level": _PNG_LEVEL}} if form == "png" else {}
    )
    file = io.BytesIO()
    figure.savefig(file, format=form, dpi=DPI, metadata=maker, **options)
    return file.getvalue()


def _pdf(figure: Figure) -> bytes:
    """A PDF of one page whose layers can be switched off (optional content, ISO 32000-1, 8.11)."""
    file = io.BytesIO()
    pdf = _LayeredFile(file, metadata={"Creator": _MAKER, "Producer": None, "CreationDate": None})
    width, height = figure.get_size_inches()
    dpi = figure.dpi
    try:
        figure.set_dpi(72)  # the backend counts in points
        pdf.newPage(width, height)
        renderer = _Layered(pdf, DPI, height, width)
        mixed: Any = MixedModeRenderer(figure, width, height, DPI, renderer)
        figure.draw(mixed)
        renderer.finalize()
        pdf.finalize()
        return file.getvalue()
    finally:
        pdf.close()
        figure.set_dpi(dpi)


class _LayeredFile(PdfFile):
    """matplotlib's PDF file, with catalogue and resources written last, after all layers."""

    def __init__(self, file: io.BytesIO, metadata: dict[str, Any]) -> None:
        self._held: dict[int, tuple[Any, dict[Any, Any]]] = {}
        self.layers: dict[str, str] = {}
        super().__init__(file, metadata)

    def writeObject(self, object: Any, contents: Any) -> None:  # noqa: A002, N802 - matplotlib's
        """Write an object, but keep back the two that name the layers."""
        if object in (self.rootObject, self.resourceObject):
            self._held[object.id] = (object, contents)
        else:
            super().writeObject(object, contents)

    def finalize(self) -> None:
        """End the page, write the layers and the objects that name them, then the rest."""
        self.endStream()
        references = {}
        for key, name in self.layers.items():
            references[key] = self.reserveObject(name)
            super().writeObject(references[key], {"Type": Name("OCG"), "Name": name})
        shown = list(references.values())
        # Viewers list layers from the top, so the order is reversed.
        more = {"OCGs": shown, "D": {"Order": shown[::-1], "ON": shown, "Name": "Layers"}}
        additions: dict[int, dict[Any, Any]] = {
            self.rootObject.id: {"OCProperties": more, "Version": Name("1.5")},
            self.resourceObject.id: {"Properties": references},
        }
        for held, contents in self._held.values():
            super().writeObject(held, {**contents, **additions[held.id]})
        super().finalize()


class _Layered(RendererPdf):
    """matplotlib's PDF renderer, which ignores groups, with each group as a layer."""

    def open_group(self, s: str, gid: str | None = None) -> None:
        """Begin a layer; groups of matplotlib's own are ignored."""
        if s == LAYER and gid:
            key = f"Layer{len(self.file.layers)}"
            self.file.layers[key] = gid
            self.file.output(Verbatim(f"/OC /{key} BDC".encode("ascii")))

    def close_group(self, s: str) -> None:
        """End a layer."""
        if s == LAYER:
            self.file.output(Verbatim(b"EMC"))
