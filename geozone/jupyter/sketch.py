"""A small picture of a geometry, as Jupyter shows a value: a sketch, and no map.

The picture has no base map, no style and no script, and needs no drawing library: `maps` draws maps
for readers. A value must be displayed even if `maps` is not imported, so its picture is made here,
by hand, from its own geometry alone. This module draws lines, areas and texts; it knows neither
borders nor zones, and measures nothing.
"""

from __future__ import annotations

import html
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid import antimeridian
from geozone.ellipsoid.geodesy import Floats, LngLat
from geozone.ellipsoid.plane import EqualArea
from geozone.errors import printable

Look = Literal["context", "line", "area"]

PLAIN = "tex2jax_ignore mathjax_ignore"  # else Jupyter reads dollar signs in a text as formulas
MOST_BYTES = 24_000  # largest picture; a notebook holds many pictures
_WIDE, _TALL, _LEAST_TALL = 520, 300, 60  # size of the drawing, pixels
_MARGIN, _HEAD, _FOOT = 14, 56, 54  # space around the drawing, above and below it, pixels
_ENDS = 46  # space left and right of the drawing for the texts of its marks, pixels
_LIGHT_PX = 0.3  # tolerance of the simplified outlines, pixels
_TINY_PX = 3.0  # pieces with a shorter outline are invisible and left out, except the largest one
_STEP = 10  # coordinates are written as whole numbers of tenths of a pixel, to save bytes
_SMALLEST_KM = 1.0  # smallest width of the area that a picture shows
_AROUND = 0.25  # margin on every side in which a context goes on, as a share of the drawing
_BAR_SHARE = 0.3  # longest scale bar, as a share of the width of the drawing
_LONGEST_TITLE, _LONGEST = 66, 90  # characters that fit into the width, in bold and in small type
_LONGEST_SPOKEN = 300  # characters of the title that a screen reader speaks

_STYLE: dict[Look, str] = {
    "context": "fill:none;stroke:#a8a29a;stroke-width:12",
    "line": "fill:none;stroke:#3b3632;stroke-width:18",
    "area": "fill:#2f6fae;fill-opacity:.3;stroke:#1d4f80;stroke-width:12",
}
_FONT = "font-family:system-ui,'DejaVu Sans',sans-serif"
_BOLD = "font-size:14px;font-weight:600"
_FINE = "font-size:10px;fill:#6b655f"
_HALO = "paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round"


@dataclass(frozen=True, slots=True)
class Layer:
    """A geometry and how it looks; a ``context`` is cut off where the picture ends.

    Parameters
    ----------
    geometry
        lon/lat, WGS84.
    look
        ``context`` is a thin grey line, ``line`` a strong one, ``area`` is filled.
    """

    geometry: BaseGeometry
    look: Look


@dataclass(frozen=True, slots=True)
class Mark:
    """A point with a short text beside it."""

    point: LngLat
    text: str


@dataclass(frozen=True)
class Sketch:
    """The display of a value: its texts, and the geometries to draw.

    Parameters
    ----------
    title
        Name of the value; any text.
    figures
        Its length, area and other figures, with their units.
    layers
        The geometries to draw, lowest first.
    marks
        Points with texts.
    notes
        Texts below the picture; any text.
    credit
        Attribution of the data. It is drawn in the picture, so that copies of the picture keep it.

    Examples
    --------
    >>> line = shapely.LineString([(38.0, 36.8), (38.4, 36.9)])
    >>> sketch = Sketch("A line", ("37.4 km",), (Layer(line, "line"),))
    >>> sketch.line, sketch.svg[:4], len(sketch.svg) < MOST_BYTES
    ('<A line: 37.4 km>', '<svg', True)
    """

    title: str
    figures: tuple[str, ...]
    layers: tuple[Layer, ...]
    marks: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()
    credit: str = ""

    @property
    def line(self) -> str:
        """The value in one line, for a terminal."""
        return f"<{': '.join(filter(None, (printable(self.title), ', '.join(self.figures))))}>"

    @cached_property
    def svg(self) -> str:
        """The picture, under 24 kB: with title and figures as text, also for screen readers."""
        tolerance = _LIGHT_PX
        # A long coast needs a coarser outline to fit; the picture says how coarse it is.
        while len((text := self._drawn(tolerance)).encode()) > MOST_BYTES and tolerance < _TALL:
            tolerance *= 1.5
        return text

    @property
    def html(self) -> str:
        """The picture, with the notes below it."""
        notes = "".join(f'<p style="margin:2px 0">{escaped(note)}</p>' for note in self.notes)
        below = f'<figcaption style="max-width:60em;font-size:85%">{notes}</figcaption>'
        figure = f'<figure class="{PLAIN}" style="margin:4px 0">'
        return f"{figure}{self.svg}{below if notes else ''}</figure>"

    def _drawn(self, tolerance_px: float) -> str:
        frame = _Frame.of(self.layers, self.marks)
        paths = "".join(_path(layer, frame, tolerance_px) for layer in self.layers)
        marks = "".join(_mark_svg(mark, frame) for mark in self.marks)
        wide, tall = frame.page
        figures = " · ".join(self.figures)
        spoken = _words(": ".join(filter(None, (self.title, figures))), _LONGEST_SPOKEN)
        lightened = f"Drawn to {_km(tolerance_px / frame.px_per_km)}, measured as it is."
        foot = " ".join(filter(None, (lightened, self.credit)))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{wide}" height="{tall}" '
            f'viewBox="0 0 {wide} {tall}" style="max-width:100%;height:auto;{_FONT}">'
            f"<title>{spoken}</title>"
            f'<rect width="{wide}" height="{tall}" fill="#fff" stroke="#d8d4cf"/>'
            f"{_svg_text(_MARGIN, 22, self.title, _BOLD, longest=_LONGEST_TITLE)}"
            f"{_svg_text(_MARGIN, 41, figures, 'font-size:13px')}"
            f'<g transform="scale({1 / _STEP:g})" stroke-linejoin="round">{paths}</g>{marks}'
            f"{_scale_bar(frame)}"
            f"{_svg_text(_MARGIN, tall - 9, foot, _FINE)}"
            "</svg>"
        )


def escaped(text: str) -> str:
    r"""Any text as HTML or SVG text, without control characters and lone surrogates.

    Examples
    --------
    >>> escaped("<b>\x1b & co")
    '&lt;b&gt; &amp; co'
    """
    kept = (char for char in text if char >= " " or char in "\t\n")
    return html.escape("".join(kept).encode(errors="ignore").decode())


@dataclass(frozen=True, slots=True)
class _Frame:
    """The map projection of a picture, the box of it that is shown (km), and the scale."""

    plane: EqualArea
    box_km: tuple[float, float, float, float]
    px_per_km: float
    left_px: float

    @classmethod
    def of(cls, layers: Sequence[Layer], marks: Sequence[Mark]) -> _Frame:
        """The frame around all layers except the context, and around the marks."""
        shown = [layer.geometry for layer in layers if layer.look != "context"]
        shown += [shapely.Point(mark.point) for mark in marks]
        plane = EqualArea(_centre(shown))
        bounds = shapely.total_bounds([plane.project(geometry) for geometry in shown])
        middle, half = (bounds[:2] + bounds[2:]) / 2, (bounds[2:] - bounds[:2]) / 2
        # A point, or a line exactly east–west, has no extent of its own in one direction.
        half = np.maximum(half, (_SMALLEST_KM / 2, _SMALLEST_KM / 100))
        if any(layer.look == "context" for layer in layers):
            half = half + _AROUND * half.max()
        side_px = _ENDS if marks else 0
        room = np.array([_WIDE - 2 * side_px, _TALL])
        px_per_km = float((room / (2 * half)).min())
        half = np.maximum(half, np.array([room[0], _LEAST_TALL]) / 2 / px_per_km)
        west, south, east, north = *(middle - half), *(middle + half)
        box = (float(west), float(south), float(east), float(north))
        return cls(plane, box, px_per_km, _MARGIN + side_px)

    @property
    def page(self) -> tuple[int, int]:
        """Width and height of the whole picture, pixels."""
        _, south, _, north = self.box_km
        return _WIDE + 2 * _MARGIN, round((north - south) * self.px_per_km) + _HEAD + _FOOT

    def pixels(self, km: Floats) -> Floats:
        """Pixels on the page of points in the projection (km)."""
        west, _, _, north = self.box_km
        return np.column_stack(
            [
                self.left_px + (km[:, 0] - west) * self.px_per_km,
                _HEAD + (north - km[:, 1]) * self.px_per_km,
            ]
        )


def _centre(shown: Sequence[BaseGeometry]) -> LngLat:
    """The middle of the geometries, also if they lie on both sides of the antimeridian."""
    lines = [shapely.get_coordinates(part) for part in shapely.get_parts(shapely.get_parts(shown))]
    turned = np.concatenate(antimeridian.one_frame([line for line in lines if len(line)]))
    lon, lat = (turned.min(axis=0) + turned.max(axis=0)) / 2
    return LngLat(float((lon + 180) % 360 - 180), float(lat))


def _path(layer: Layer, frame: _Frame, tolerance_px: float) -> str:
    plane = frame.plane.project(layer.geometry)
    west, _, east, _ = layer.geometry.bounds
    if layer.look == "area" and (west <= -180 or east >= 180):
        # Without the union the cut at the antimeridian would be drawn as an outline.
        plane = shapely.union_all(shapely.get_parts(plane), grid_size=1e-3)
    if layer.look == "context":
        plane = shapely.clip_by_rect(plane, *frame.box_km)
    light = shapely.simplify(plane, tolerance_px / frame.px_per_km)
    drawn = "".join(_strokes(light, frame, tolerance_px / _LIGHT_PX))
    return f'<path style="{_STYLE[layer.look]}" d="{drawn}"/>' if drawn else ""


def _strokes(plane: BaseGeometry, frame: _Frame, coarser: float) -> Iterator[str]:
    """Lines and rings as relative SVG steps, which are short; invisible pieces are left out."""
    parts = shapely.get_parts(plane)
    sizes = shapely.length(parts) * frame.px_per_km
    for part in parts[(sizes >= _TINY_PX * coarser) | (sizes == sizes.max(initial=0.0))]:
        for ring in shapely.get_rings(part) if part.geom_type == "Polygon" else [part]:
            pixels = np.rint(frame.pixels(shapely.get_coordinates(ring)) * _STEP).astype(int)
            yield _steps(pixels, closed=part.geom_type == "Polygon")


def _steps(pixels: NDArray[np.int_], *, closed: bool) -> str:
    if not len(pixels):
        return ""
    start, moves = pixels[0], np.diff(pixels, axis=0)
    moves = moves[moves.any(axis=1)]  # vertices that fall on the same tenth of a pixel
    moved = " ".join(f"{x} {y}" for x, y in moves.tolist())
    return f"M{start[0]} {start[1]}l{moved or '0 0'}{'z' if closed else ''}"


def _mark_svg(mark: Mark, frame: _Frame) -> str:
    x, y = frame.pixels(frame.plane.to_km([mark.point]))[0].round(1).tolist()
    # The text stands on the side of the mark that is nearer to the middle, so that it fits.
    is_right = x > _MARGIN + _WIDE / 2
    anchor = f"text-anchor:{'end' if is_right else 'start'};font-size:11px;{_HALO}"
    dot = f'<circle cx="{x:g}" cy="{y:g}" r="3" fill="#3b3632" stroke="#fff"/>'
    return dot + _svg_text(x, y + (-8 if y > _HEAD + 14 else 18), mark.text, anchor)


def _scale_bar(frame: _Frame) -> str:
    most = _WIDE * _BAR_SHARE / frame.px_per_km
    # The bar has the largest length of the form 1, 2 or 5 × 10ⁿ km that fits.
    ten = 10.0 ** math.floor(math.log10(most))
    bar_km = max(each * ten for each in (1, 2, 5) if each * ten <= most)
    y, right = frame.page[1] - 30, round(_MARGIN + bar_km * frame.px_per_km, 1)
    path = f"M{_MARGIN} {y - 5}v5H{right}v-5"
    return f'<path d="{path}" fill="none" stroke="#3b3632"/>' + _svg_text(
        right + 6, y, _km(bar_km), "font-size:11px"
    )


def _svg_text(x: float, y: float, text: str, style: str, *, longest: int = _LONGEST) -> str:
    words = _words(text, longest)
    return f'<text x="{x:g}" y="{y:g}" style="{style}">{words}</text>' if words else ""


def _km(km: float) -> str:
    """A rounded length, in km or in m."""
    if km >= 1:
        return f"{km:,.0f} km" if km >= 10 else f"{km:.2g} km"
    return f"{float(f'{km * 1000:.1g}'):g} m"


def _words(text: str, longest: int) -> str:
    """Any text as text of a picture, shortened so that it does not run over the edge."""
    said = printable(text)
    return escaped(said if len(said) <= longest else f"{said[: longest - 1]}…")
