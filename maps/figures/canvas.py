"""Canvas: a sheet to draw on, layer by layer, in millimetres from its top left corner."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.transforms import Affine2D

from maps.figures.layers import Layer, layers, path_of
from maps.figures.rc import print_settings
from maps.figures.typesetting import Face, Family, Parts, Typesetter
from maps.look.print_style import DPI, MM_PER_INCH, HouseStyle, Sheet

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from maps.figures.frame import Box
    from maps.figures.labels import Label

# All layers, bottom first. A layer on which nothing is drawn gives no group in the file.
LAYERS = (
    *("paper", "sea", "land", "lakes", "rivers", "graticule", "coast", "overlays"),
    *("zone-fills", "disputed", "borders", "zone-outlines", "measured-border", "markers"),
    *("leaders", "label-rims", "towns", "places", "zone-letters"),
    *("country-names", "line-names", "river-names", "overlay-names", "town-names", "place-names"),
    *("frame", "locator", "scale-bar", "north-arrow", "graticule-labels"),
    *("curve", "curve-places", "curve-labels", "titles", "panel-titles", "legend", "notes", "logo"),
)

_SCREEN_DPI, _CSS_DPI = 144, 96  # resolution of a picture in Jupyter, and CSS pixels an inch


class ShownFigure(Figure):
    """A figure that shows itself in Jupyter, which does not show matplotlib's without axes."""

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, str], dict[str, dict[str, int]]]:
        """The figure as PNG, and the size at which it is shown."""
        picture = io.BytesIO()
        with print_settings():
            self.savefig(picture, format="png", dpi=_SCREEN_DPI)
        wide, tall = (round(inches * _CSS_DPI) for inches in self.get_size_inches())
        png = base64.b64encode(picture.getvalue()).decode()
        return {"image/png": png}, {"image/png": {"width": wide, "height": tall}}


class Canvas:
    """A figure with its sheet, house style and type.

    Parameters
    ----------
    sheet, house
        The sizes, and the style of a house.
    """

    def __init__(self, sheet: Sheet, house: HouseStyle) -> None:
        height = sheet.height_mm or sheet.width_mm
        self.figure = ShownFigure((sheet.width_mm / MM_PER_INCH, height / MM_PER_INCH), dpi=DPI)
        self.figure.patch.set_facecolor(house.ink("paper"))
        self.sheet: Sheet = sheet
        self.house = house
        families: Mapping[Family, list[str]] = {
            "text": house.families,
            "heading": house.heading_families,
        }
        self.type = Typesetter(self.figure, families, house.ink("paper"))
        self._to_inches = Affine2D()
        self.mm = self._to_inches + self.figure.dpi_scale_trans
        self.set_height_mm(height)

    def ink(self, name: str) -> str:
        """A colour of the house."""
        return self.house.ink(name)

    def face(self, size: float, ink: str = "ink", **manner: Any) -> Face:
        """Type of a size in one of the house's inks."""
        return Face(size, self.ink(ink), **manner)

    def set_height_mm(self, height_mm: float) -> None:
        """Set the sheet's height; what is drawn already keeps its distance from the top."""
        self.figure.set_figheight(height_mm / MM_PER_INCH)
        self._to_inches.clear().scale(1, -1).translate(0, height_mm).scale(1 / MM_PER_INCH)

    def layer(self, name: str) -> Layer:
        """The layer of a name, made at its first use."""
        found = layers(self.figure).get(name)
        return found or Layer(self.figure, name, 1 + LAYERS.index(name))

    def shape(
        self, layer: str, geometry: BaseGeometry, clip: Box | None = None, **look: Any
    ) -> None:
        """Draw a geometry that is already on the sheet, in mm."""
        path = path_of(geometry)
        if path is not None:
            self.patch(layer, PathPatch(path, **look), clip)

    def box(self, layer: str, box: Box, **look: Any) -> None:
        """Draw a rectangle."""
        left, top, right, bottom = box
        self.patch(layer, Rectangle((left, top), right - left, bottom - top, **look))

    def patch(self, layer: str, patch: Any, clip: Box | None = None) -> None:
        """Draw a patch, cut at a box."""
        self.layer(layer).add(patch, self.mm, self._clip(clip) if clip is not None else None)

    def _clip(self, box: Box) -> Rectangle:
        left, top, right, bottom = box
        frame = Rectangle((left, top), right - left, bottom - top)
        frame.set_transform(self.mm)
        return frame

    def label(self, layer: str, label: Label) -> None:
        """Write a placed name as text, with its halo on a layer below all names."""
        x, y = label.baseline
        self.layer("label-rims").add(self.type.halo(label.text, label.face, x, y), self.mm)
        self.layer(layer).add(self.type.text(label.text, label.face, x, y), self.mm)

    def paragraph(
        self, layer: str, text: Parts, face: Face, at: tuple[float, float], width_mm: float
    ) -> float:
        """Set a text in lines; returns where the next would begin."""
        lines = self.type.wrap(text, face, width_mm)
        return self.type.lines(self.layer(layer), lines, face, at, self.mm)

    def height_of(self, text: Parts, face: Face, width_mm: float) -> float:
        """How tall a paragraph is."""
        return len(self.type.wrap(text, face, width_mm)) * face.leading_mm
