"""Typesetting on a sheet in millimetres: widths of words, line breaks, text as text.

No text is read as mathematics, so a dollar sign in a name stays a dollar sign.

Lines are broken here, because matplotlib wraps text at the edge of the figure only and knows no
columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from matplotlib import font_manager, patheffects
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from geozone.errors import Refused
from maps.look.print_style import DPI, MM_PER_INCH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure
    from matplotlib.transforms import Transform

    from maps.figures.layers import Layer

Align = Literal["left", "center", "right"]
Family = Literal["text", "heading"]

MM_PER_PT = MM_PER_INCH / 72
ASCENT, DESCENT = 0.76, 0.24  # height and depth of a line's box by its size, whatever its letters
LEADING = 1.28  # distance of lines by their size
_HALO_PT = 1.7
# Controls, halves of surrogate pairs, and characters that XML forbids.
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Ends of lines in a title: matplotlib would set the lines upwards, the first one above the sheet.
_ENDS = re.compile("[\t\n\r\x85\u2028\u2029]+")
_DOT = " · "

# A text, or several texts that are joined by dots.
Parts = str | Sequence[str]
# Spaces where a line may break: not between a number and its unit.
_BREAKS = re.compile(r"(?<!\d)\s+|\s+(?!(?:km|mi|m)²?(?!\w))")


@dataclass(frozen=True, slots=True)
class Face:
    """Size in points, ink, weight, slant and kind of font of a text."""

    size: float
    ink: str
    weight: Literal["normal", "bold"] = "normal"
    slant: Literal["normal", "italic"] = "normal"
    family: Family = "text"

    @property
    def height_mm(self) -> float:
        """The height of a line's box."""
        return self.size * MM_PER_PT

    @property
    def leading_mm(self) -> float:
        """The distance from one line to the next."""
        return self.height_mm * LEADING


class Typesetter:
    """Measures and sets text of one figure.

    Parameters
    ----------
    figure
        At `DPI`; its height may change later.
    families
        For each kind of text the fonts; the first that has a letter is used for it.
    halo
        Colour of the halo round labels on the map.
    """

    def __init__(self, figure: Figure, families: Mapping[Family, Sequence[str]], halo: str) -> None:
        self._renderer = FigureCanvasAgg(figure).get_renderer()
        self._families = families
        self._halo = halo
        self._fonts: dict[tuple[float, str, str, str], FontProperties] = {}
        self._widths: dict[tuple[str, Face], float] = {}

    def font(self, face: Face) -> FontProperties:
        """The font of a face."""
        key = (face.size, face.weight, face.slant, face.family)
        if key not in self._fonts:
            families = list(self._families[face.family])
            self._fonts[key] = FontProperties(
                family=families, size=face.size, weight=face.weight, style=face.slant
            )
        return self._fonts[key]

    def width_mm(self, text: str, face: Face) -> float:
        """The width of a line of text: its words and the spaces between them."""
        words = text.split(" ")
        space = self._word_mm("n n", face) - self._word_mm("nn", face)
        return sum(self._word_mm(word, face) for word in words) + space * (len(words) - 1)

    def _word_mm(self, word: str, face: Face) -> float:
        """The width of a word. It is remembered, because measuring takes most of the time."""
        if not word:
            return 0.0
        if (word, face) not in self._widths:
            width, _, _ = self._renderer.get_text_width_height_descent(
                _settable(word), self.font(face), ismath=False
            )
            self._widths[word, face] = float(width) / DPI * MM_PER_INCH
        return self._widths[word, face]

    def wrap(self, text: Parts, face: Face, width_mm: float) -> list[str]:
        """The text in lines of at most that width; a word that is wider is broken.

        Each part stays on one line if it fits; a dot separates the parts of one line.
        """
        lines = [""]
        for nth, part in enumerate([text.strip()] if isinstance(text, str) else text):
            longer = f"{lines[-1]}{_DOT}{part}" if nth else part
            if self.width_mm(longer, face) <= width_mm:
                lines[-1] = longer
            else:
                words = self._words(part, face, width_mm)
                lines = [*lines, *words] if nth else words
        return lines

    def _words(self, text: str, face: Face, width_mm: float) -> list[str]:
        lines = [""]
        for word in _BREAKS.split(text):
            for piece in self._pieces(word, face, width_mm):
                longer = f"{lines[-1]} {piece}" if lines[-1] else piece
                if lines[-1] and self.width_mm(longer, face) > width_mm:
                    lines.append(piece)
                else:
                    lines[-1] = longer
        return lines

    def _pieces(self, word: str, face: Face, width_mm: float) -> list[str]:
        if self.width_mm(word, face) <= width_mm:
            return [word]
        pieces = [""]
        for letter in word:
            if pieces[-1] and self.width_mm(pieces[-1] + letter, face) > width_mm:
                pieces.append("")
            pieces[-1] += letter
        return pieces

    def text(self, words: str, face: Face, x: float, y: float, align: Align = "left") -> Text:
        """Text as text; `y` is its baseline, in the coordinates of the layer."""
        return Text(
            x, y, _settable(words), color=face.ink, fontproperties=self.font(face), ha=align,
            va="baseline", parse_math=False,
        )  # fmt: skip

    def halo(self, words: str, face: Face, x: float, y: float, align: Align = "left") -> Text:
        """The halo of a label, as a separate text: with path effects text becomes outlines."""
        rim = self.text(words, face, x, y, align)
        stroke = patheffects.Stroke(linewidth=_HALO_PT, foreground=self._halo, joinstyle="round")
        rim.set_path_effects([stroke])
        return rim

    def lines(
        self, layer: Layer, lines: Sequence[str], face: Face, at: tuple[float, float], mm: Transform
    ) -> float:
        """Set lines from a top left corner downwards; returns where the next would begin."""
        x, top = at
        for line in lines:
            baseline = top + face.height_mm * ASCENT + (face.leading_mm - face.height_mm) / 2
            layer.add(self.text(line, face, x, baseline), mm)
            top += face.leading_mm
        return top


def _settable(text: str) -> str:
    """The text with � for characters that fonts or files cannot hold, and spaces for line ends."""
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", _ENDS.sub(" ", text))


def check_fonts(families: Sequence[str]) -> None:
    """Refuse a font that is not installed; matplotlib would draw with another one.

    Examples
    --------
    >>> check_fonts(["No Such Font"])
    Traceback (most recent call last):
    geozone.errors.Refused: fonts = No Such Font: expected a font that is installed here
    """
    installed = {entry.name for entry in font_manager.fontManager.ttflist}
    for family in families:
        if family not in installed:
            raise Refused("fonts", family, "a font that is installed here")
