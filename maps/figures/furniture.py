"""Map furniture: graticule, scale bar, north arrow and locator map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import shapely
from matplotlib.patches import Circle, Polygon

from geozone.atlas import world
from geozone.ellipsoid.geodesy import Floats
from geozone.quantities import KM_PER_MI
from maps.figures.frame import Frame, View
from maps.figures.typesetting import ASCENT

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geozone.study.study import Study
    from maps.figures.canvas import Canvas
    from maps.figures.frame import Box


_SECONDS = (5, 10, 15, 30)
# Distances of graticule lines in degrees: round numbers of seconds, minutes and degrees.
_STEPS = (
    *(s / 3600 for s in _SECONDS),
    *(m / 60 for m in (1, 2, 5, 10, 15, 30)),
    1,
    2,
    5,
    10,
    20,
    30,
)
_LINES = 5.0  # lines across the frame, about
_BAR_SHARE = 0.24  # greatest length of the scale bar, as a share of the frame's width
_LOCATOR_KM = (500.0, 3000.0)  # least and most half width of a locator map
_LOCATOR_TIMES = 2.6  # half width of a locator map by the view's larger side
_SEEN_MM = 1.6  # a smaller view is marked by a ring on the locator map


def graticule(canvas: Canvas, frame: Frame, *, labelled: bool) -> None:
    """Draw meridians and parallels, labelled below and at the left of the frame."""
    west, south, east, north = frame.view.extent
    left, top, right, bottom = frame.box
    face = canvas.face(canvas.sheet.small_pt, "muted")
    edges = shapely.box(left, top, right, bottom)
    step = _step(
        (north - south) / _LINES, (east - west) / _LINES * np.cos(np.radians((south + north) / 2))
    )
    meridians = _step_lon(step, (south + north) / 2)
    last = left - 100.0  # right end of the last label: labels must not touch each other
    for lon in _ticks(west, east, meridians):
        line = frame.to_mm(_line((lon, south), (lon, north)))
        _grid_line(canvas, line, edges, frame.box)
        foot = _crossing(line[:, ::-1], bottom)
        words = degrees_text(lon, "EW", meridians)
        width = canvas.type.width_mm(words, face)
        if (
            labelled
            and foot is not None
            and left + width / 2 < foot < right - width / 2
            and foot - width / 2 > last
        ):
            text = canvas.type.text(
                words, face, foot, bottom + 0.6 + face.height_mm * ASCENT, "center"
            )
            canvas.layer("graticule-labels").add(text, canvas.mm)
            last = foot + width / 2 + 1.5
    for lat in _ticks(south, north, step):
        line = frame.to_mm(_line((west, lat), (east, lat)))
        _grid_line(canvas, line, edges, frame.box)
        side = _crossing(line, left)
        words = degrees_text(lat, "NS", step)
        width = canvas.type.width_mm(words, face)
        if labelled and side is not None and top + width / 2 < side < bottom - width / 2:
            text = canvas.type.text(words, face, left - 0.8, side, "center")
            text.set_rotation(90)
            text.set_rotation_mode("anchor")
            canvas.layer("graticule-labels").add(text, canvas.mm)


def _step(*wanted: float) -> float:
    """The step, degrees, that gives about as many lines as are wanted."""
    return min(_STEPS, key=lambda step: abs(np.log(step / max(wanted))))


def _step_lon(step: float, lat: float) -> float:
    """A step of longitudes that is about as long on the ground as a step of latitudes."""
    return _step(step / max(float(np.cos(np.radians(lat))), 0.05))


def _ticks(low: float, high: float, step: float) -> Iterator[float]:
    for nth in range(int(np.ceil(low / step)), int(np.floor(high / step)) + 1):
        yield nth * step


def _line(start: tuple[float, float], end: tuple[float, float]) -> Floats:
    """A meridian or parallel as many points, because the projection bends it."""
    return np.linspace(start, end, 121)


def _grid_line(canvas: Canvas, line: Floats, edges: BaseGeometry, clip: Box) -> None:
    cut = shapely.intersection(shapely.LineString(line), edges)
    canvas.shape(
        "graticule",
        cut,
        clip,
        fill=False,
        edgecolor=canvas.ink("graticule"),
        linewidth=0.3 * canvas.sheet.line,
    )


def _crossing(line: Floats, at: float) -> float | None:
    """The second coordinate at the first point where a line's first coordinate passes a value."""
    over = np.nonzero(np.diff(np.sign(line[:, 0] - at)))[0]
    if not len(over):
        return None
    (x0, y0), (x1, y1) = line[over[0]], line[over[0] + 1]
    return float(y0 + (at - x0) / (x1 - x0) * (y1 - y0))


def degrees_text(degrees: float, letters: str, step: float) -> str:
    """An angle as a graticule names it, to the minute or second that its step needs.

    Examples
    --------
    >>> degrees_text(36.5, "NS", 0.5), degrees_text(-5.0, "EW", 1.0), degrees_text(0.0, "EW", 5.0)
    ('36°30′N', '5°W', '0°')
    """
    letter = "" if abs(degrees) < 1e-9 else letters[degrees < 0]
    seconds = round(abs(degrees) * 3600)
    minutes, second = divmod(seconds, 60)
    whole, minute = divmod(minutes, 60)
    text = f"{whole}°"
    if step < 1:
        text += f"{minute:02d}′"
    if step < 1 / 60:
        text += f"{second:02d}″"
    return text + letter


def round_length(most: float) -> float:
    """The largest 1, 2 or 5 times a power of ten that is not above a length.

    Examples
    --------
    >>> round_length(137.0), round_length(0.73), round_length(49.9)
    (100.0, 0.5, 20.0)
    """
    power = 10.0 ** np.floor(np.log10(most))
    return float(max(factor * power for factor in (1, 2, 5) if factor * power <= most * (1 + 1e-9)))


def scale_size(canvas: Canvas, frame: Frame) -> tuple[float, float]:
    """Width and height on the sheet of scale bar and north arrow together, mm."""
    face = canvas.face(canvas.sheet.small_pt)
    ends = [
        km * frame.mm_per_km + canvas.type.width_mm(text, face) / 2
        for km, text in _bars(canvas, frame).values()
    ]
    return max(ends) + face.height_mm * 3.2, face.height_mm * 3.8


def _bars(canvas: Canvas, frame: Frame) -> dict[str, tuple[float, str]]:
    """Length in km and text of the two bars."""
    km, miles = _bar_length(canvas, frame, 1.0, "km"), _bar_length(canvas, frame, KM_PER_MI, "mi")
    return {"km": (km, f"{km:g} km"), "mi": (miles * KM_PER_MI, f"{miles:g} mi")}


def _bar_length(canvas: Canvas, frame: Frame, unit_km: float, unit: str) -> float:
    """A round length for a bar, made longer if the figures at its ends would overlap."""
    face = canvas.face(canvas.sheet.small_pt)
    length = round_length(frame.view.width_km * _BAR_SHARE / unit_km)
    while (
        length * unit_km * frame.mm_per_km
        < canvas.type.width_mm(f"00{length:g} {unit}", face) / 2 + face.height_mm * 0.3
    ):
        length = round_length(length * 2.5)
    return length


def scale_and_north(canvas: Canvas, frame: Frame, corner: Box) -> None:
    """Draw two scale bars, kilometres over miles, and an arrow to true north at its own place."""
    face = canvas.face(canvas.sheet.small_pt)
    left, top, right, bottom = corner
    canvas.box("scale-bar", corner, facecolor=canvas.ink("paper"), alpha=0.82, linewidth=0)
    pad = face.height_mm * 0.55
    start = left + pad
    thick = face.height_mm * 0.26
    middle = (top + bottom) / 2
    for (km, text), up in zip(_bars(canvas, frame).values(), (-1, 1), strict=True):
        length = km * frame.mm_per_km
        level = middle + up * thick / 2
        _bar(canvas, (start, level - thick / 2, start + length, level + thick / 2), filled=up < 0)
        base = middle - thick * 1.7 if up < 0 else middle + thick * 1.7 + face.height_mm * ASCENT
        layer = canvas.layer("scale-bar")
        layer.add(canvas.type.text("0", face, start, base, "center"), canvas.mm)
        layer.add(canvas.type.text(text, face, start + length, base, "center"), canvas.mm)
    _north(canvas, frame, (right - face.height_mm, middle), face.height_mm * 1.25)


def _bar(canvas: Canvas, box: Box, *, filled: bool) -> None:
    """Draw a bar half filled and half empty, so that its middle can be read."""
    left, top, right, bottom = box
    ink, line = canvas.ink("ink"), 0.4 * canvas.sheet.line
    half = (left + right) / 2
    dark, light = ((left, half), (half, right)) if filled else ((half, right), (left, half))
    for (start, end), colour in ((dark, ink), (light, canvas.ink("paper"))):
        canvas.box(
            "scale-bar", (start, top, end, bottom), facecolor=colour, edgecolor=ink, linewidth=line
        )


def _north(canvas: Canvas, frame: Frame, at: tuple[float, float], size: float) -> None:
    """Draw a north arrow with its letter, turned to true north at its own place."""
    # In most projections north is not upwards everywhere on the map.
    spot = frame.km_to_mm.inverted().transform([at])[0]
    turn = np.radians(frame.view.plane.north_at(spot))
    shape = np.array([(0.0, -1.0), (0.3, 0.25), (0.0, 0.08), (-0.3, 0.25)]) * size
    rotation = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    points = shape @ rotation + np.array([at[0], at[1] - size * 0.12])
    canvas.patch(
        "north-arrow", Polygon(points, closed=True, facecolor=canvas.ink("ink"), linewidth=0)
    )
    face = canvas.face(canvas.sheet.small_pt, weight="bold")
    text = canvas.type.text(
        "N", face, at[0], at[1] + size * 0.28 + face.height_mm * ASCENT, "center"
    )
    canvas.layer("north-arrow").add(text, canvas.mm)


def locator(canvas: Canvas, study: Study, view: View, box: Box) -> None:
    """Draw a small map of the wider region with the view marked on it."""
    least, most = _LOCATOR_KM
    half = min(max(_LOCATOR_TIMES * max(view.width_km, view.height_km), least), most)
    wide = Frame(View(view.plane, 2 * half, 2 * half), box)
    canvas.box("locator", box, facecolor=canvas.ink("sea"), linewidth=0)
    coarse = half / 111.0 / 250  # degrees; 111 km a degree, and 1/500 of the locator's width
    sides = {code for border in study.lines.values() for code in border.countries}
    countries = world.context_in(wide.view.extent)
    lands = [country.geometry for country in countries]
    # Without keeping topology this is many times faster; the shapes are made valid below.
    shapes = shapely.simplify(lands, coarse, preserve_topology=False)
    for country, shape in zip(countries, shapes, strict=True):
        canvas.shape(
            "locator",
            wide.drawn(shapely.make_valid(shape)),
            box,
            facecolor=canvas.ink("border" if country.code in sides else "land"),
            edgecolor=canvas.ink("paper"),
            linewidth=0.3 * canvas.sheet.line,
        )
    _mark_view(canvas, wide, view)
    canvas.box(
        "locator", box, fill=False, edgecolor=canvas.ink("frame"), linewidth=0.5 * canvas.sheet.line
    )


def _mark_view(canvas: Canvas, wide: Frame, view: View) -> None:
    left, bottom, right, top = view.corners_km
    corners = wide.km_to_mm.transform([(left, top), (right, bottom)])
    (x0, y0), (x1, y1) = corners.tolist()
    ink, line = canvas.ink("accent"), 0.9 * canvas.sheet.line
    if max(x1 - x0, y1 - y0) < _SEEN_MM:
        canvas.patch(
            "locator",
            Circle(
                ((x0 + x1) / 2, (y0 + y1) / 2),
                _SEEN_MM / 2,
                fill=False,
                edgecolor=ink,
                linewidth=line,
            ),
        )
    else:
        canvas.box("locator", (x0, y0, x1, y1), fill=False, edgecolor=ink, linewidth=line)


def quiet_corner(
    frame: Frame, size: tuple[float, float], busy: BaseGeometry, taken: Sequence[Box]
) -> Box:
    """The corner of a frame where a box of a size hides least of the zones and dots.

    Parameters
    ----------
    busy
        Zones and dots on the sheet, mm.
    taken
        Boxes that are already placed.
    """
    left, top, right, bottom = frame.box
    width, height = size
    gap = 1.2
    corners = [
        (left + gap, bottom - gap - height),
        (right - gap - width, bottom - gap - height),
        (left + gap, top + gap),
        (right - gap - width, top + gap),
    ]
    boxes = [(x, y, x + width, y + height) for x, y in corners]

    def hidden(box: Box) -> float:
        shape = shapely.box(*box)
        clash = any(shapely.intersects(shape, shapely.box(*other)) for other in taken)
        # To cover another box is worse than to hide any part of the map.
        return 1e6 * clash + float(shapely.area(shapely.intersection(busy, shape)))

    return min(boxes, key=hidden)
