"""Badges: a zone's letter in a disc of its colour, on maps, in legends and over charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import Circle

if TYPE_CHECKING:
    from maps.figures.canvas import Canvas


def badge_radius(canvas: Canvas) -> float:
    """The radius of a badge, mm."""
    return canvas.face(canvas.sheet.small_pt).height_mm * 0.72


def badge(canvas: Canvas, layer: str, at: tuple[float, float], colour: str, letter: str) -> None:
    """Draw a letter in a disc of its zone's colour."""
    x, y = at
    face = canvas.face(
        canvas.sheet.small_pt * (0.95 if len(letter) == 1 else 0.78), "paper", weight="bold"
    )
    canvas.patch(
        layer,
        Circle(
            (x, y),
            badge_radius(canvas),
            facecolor=colour,
            edgecolor=canvas.ink("paper"),
            linewidth=0.6 * canvas.sheet.line,
        ),
    )
    base = y + face.height_mm * 0.36  # half the height of a capital
    canvas.layer(layer).add(canvas.type.text(letter, face, x, base, "center"), canvas.mm)
