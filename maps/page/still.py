"""Still picture of a page's map: SVG with text as text, for sites that take no frames.

It is drawn from the page's data block, so picture and page cannot differ, and in Web Mercator as
the page. It has a placer of labels of its own, because Leaflet runs in browsers only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from maps.look import outline
from maps.words import wording
from maps.words.language import of_page

Data = dict[str, Any]
Box = tuple[float, float, float, float]

_SVG = "http://www.w3.org/2000/svg"
_SANS = "Helvetica Neue, Helvetica, Liberation Sans, Arial, Noto Sans, sans-serif"
_ROOT = {"xmlns": _SVG, "class": "geozone-still", "role": "img", "font-family": _SANS}
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDTH, _MARGIN = 1200, 20
_AIR = 0.18  # room for names above and below, as a share of the height
_TALLEST = 1100  # greatest height of the map, for lines that run from north to south
_ADVANCE = 0.6  # width of a letter by font size; the average of a text is rarely more
_GRID = 24  # positions along each side that are tried for a country's name
_POINT_AND_LINE = 2  # a ring with so few points has no area
_PLACE, _SMALL, _KEY = 15, 13, 15  # font sizes
# Anybody may have changed the values in a page. A colour such as "url(http://…)" in a picture would
# make the browser of every viewer request that address.
_COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}|[a-z]{3,20}|rgba?\([0-9., %]{5,40}\)")
_NUMBER = re.compile(r"[0-9]{1,6}(\.[0-9]{1,15})?")
_DASHES = re.compile(r"[0-9., ]{1,80}")
_CAP = re.compile(r"butt|round|square")
# Leaflet's path options: their attributes in SVG, and the forms that are allowed.
_PATH = {
    "color": ("stroke", _COLOUR),
    "weight": ("stroke-width", _NUMBER),
    "opacity": ("stroke-opacity", _NUMBER),
    "dashArray": ("stroke-dasharray", _DASHES),
    "lineCap": ("stroke-linecap", _CAP),
    "fillColor": ("fill", _COLOUR),
    "fillOpacity": ("fill-opacity", _NUMBER),
}


def svg(data: Data) -> bytes:
    """The still picture of a page.

    Parameters
    ----------
    data
        From `maps.page.embed.data_of` or `maps.page.data.page_data`.

    Returns
    -------
    bytes
        UTF-8; the same for the same data. Holds no script and refers to nothing outside.

    Examples
    --------
    >>> import geozone
    >>> from maps.page.data import page_data
    >>> svg(page_data(geozone.load("korea-dmz")))[:38]
    b"<?xml version='1.0' encoding='utf-8'?>"
    """
    return _Still(data).drawn()


def alternative(data: Data) -> str:
    """The alternative text of the map, for readers who cannot see it.

    Examples
    --------
    >>> import geozone
    >>> from maps.page.data import page_data
    >>> alternative(page_data(geozone.load("korea-dmz")))[:27]
    'Map: Demilitarized Zone of '
    """
    say = of_page(data.get("lang"))
    titles = [wording.isolated(str(each["title"]), say) for each in data["proposals"] if each["on"]]
    title = wording.isolated(str(data["title"]), say)
    said = say.text["alternative"].format(title=title, as_of=data["asOf"]["text"])
    if not titles:
        return said
    return f"{said} {say.text['shown'].format(names=say.text['semicolon'].join(titles))}"


class _Still:
    """Draws one picture. `taken` holds the boxes that labels must not overlap."""

    def __init__(self, data: Data) -> None:
        self.data = data
        west, south, east, north = map(float, data["bounds"])
        air = _AIR * (north - south)
        low, high = _northing(np.array([south - air, north + air]))
        self.scale = min(_WIDTH / np.radians(east - west), _TALLEST / (high - low))
        self.west, self.high = np.radians(west), high
        # A narrow map gets a least width for its key and notes, and stays in the middle of it.
        self.width = max(round(np.radians(east - west) * self.scale), 640)
        self.west -= (self.width / self.scale - np.radians(east - west)) / 2
        self.height = round((high - low) * self.scale)
        self.say = of_page(data.get("lang"))
        language = {} if self.say.is_english else {"lang": self.say.lang}
        self.root = ET.Element("svg", {**_ROOT, **language})
        self.taken: list[Box] = []

    def drawn(self) -> bytes:
        title = _under(self.root, "title", {})
        title.text = _clean(alternative(self.data))
        _under(self.root, "rect", {"width": "100%", "height": "100%", "fill": "#ffffff"})
        frame = _under(self.root, "clipPath", {"id": "frame"})
        _under(frame, "rect", {"width": self.width, "height": self.height})
        layer = _under(self.root, "g", {"clip-path": "url(#frame)"})
        self._ground(layer)
        self._zones(layer)
        for line in self.data["lines"]:
            self._lines(layer, line["shape"], "casing")
            self._lines(layer, line["shape"], "measured")
        self._places(layer)
        self._countries(layer)
        bottom = self._words(self._key(self.height + _MARGIN))
        self.root.set("viewBox", f"0 0 {self.width} {round(bottom)}")
        drawn: bytes = ET.tostring(self.root, encoding="utf-8", xml_declaration=True)
        return drawn + b"\n"

    def _ground(self, layer: ET.Element) -> None:
        base, style = self.data["base"], self.data["style"]
        sea = {"width": self.width, "height": self.height, **_look(style["sea"])}
        _under(layer, "rect", sea)
        for country in base["countries"]:
            self._polygons(layer, country["shape"], style["side" if country["side"] else "land"])
        for lake in base["lakes"]:
            self._polygons(layer, lake["shape"], style["lake"])
        for river in base["rivers"]:
            self._lines(layer, river["lines"], "river")
        self._lines(layer, base["coast"], "coast")
        self._lines(layer, base["borders"], "border")
        for overlap in base["overlaps"]:
            look = {
                **style["disputed"],
                "fillColor": style["disputed"]["color"],
                "fillOpacity": 0.2,
            }
            self._polygons(layer, overlap["shape"], look)

    def _zones(self, layer: ET.Element) -> None:
        style = self.data["style"]
        on = {each["id"]: each for each in self.data["proposals"] if each["on"]}
        for band in self.data["bands"]:
            if band["proposal"] in on:
                look = {**style["band"], "fillColor": on[band["proposal"]]["colour"]}
                self._polygons(layer, band["shape"], look)
        # Larger zones first, so that smaller ones lie above them.
        for zone in sorted(self.data["zones"], key=lambda zone: -int(zone["rank"])):
            if zone["proposal"] not in on:
                continue
            proposal = on[zone["proposal"]]
            own = style["outline" if zone["draw"] == "outline" else "zone"]
            look = {**own, "color": proposal["colour"], "fillColor": proposal["colour"]}
            if "point" in zone:
                lat, lon = zone["point"]
                self._lozenge(
                    layer, lon, lat, 9 + 5 * int(zone["nth"]), {**look, **style["marker"]}
                )
            else:
                self._polygons(layer, zone["shape"], {**look, "dashArray": proposal["dash"]})

    def _lozenge(self, layer: ET.Element, lon: float, lat: float, r: float, look: Data) -> None:
        ((x, y),) = self._at(np.array([[lon, lat]]))
        path = f"M{x:.1f} {y - r:.1f}l{r} {r}l{-r} {r}l{-r} {-r}z"
        _under(layer, "path", {"d": path, **_look(look)})

    def _places(self, layer: ET.Element) -> None:
        style = self.data["style"]
        shown = [place for place in self.data["places"] if place["onMap"] and not place["listed"]]
        spots = self._at(np.array([place["at"][::-1] for place in shown]).reshape(-1, 2))
        # All dots take their room before any name is placed: no name may cover a dot.
        self.taken += [(x - 6, y - 6, x + 6, y + 6) for x, y in spots]
        for x, y in spots:
            radius = _checked("radius", style["place"]["radius"], _NUMBER)
            dot = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": radius}
            _under(layer, "circle", {**dot, **_look(style["place"])})
        for place, (x, y) in zip(shown, spots, strict=True):
            self._label(layer, str(place["name"]), x, y)

    def _label(self, layer: ET.Element, text: str, x: float, y: float) -> None:
        """Write a name beside its dot, at the right if possible; without room it is left out."""
        wide, high = len(text) * _PLACE * _ADVANCE, _PLACE * 1.15
        for dx, dy in ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1)):
            cx = x + dx * (9 + wide / 2) if dx else x
            cy = y + dy * (6 + high / 2)
            box = (cx - wide / 2, cy - high / 2, cx + wide / 2, cy + high / 2)
            if _is_free(box, self.taken, self.width, self.height):
                self.taken.append(box)
                anchor = {1: "start", 0: "middle", -1: "end"}[dx]
                at = {"x": f"{x + dx * 9:.1f}", "y": f"{cy + _PLACE * 0.35:.1f}"}
                halo = {"paint-order": "stroke", "stroke": "#fff", "stroke-width": 3}
                look = {"font-size": _PLACE, "font-weight": 600, "fill": "#1a1a1a"}
                label = _under(layer, "text", {**at, **look, **halo, "text-anchor": anchor})
                label.text = _clean(text)
                return

    def _countries(self, layer: ET.Element) -> None:
        """Write countries' names inside the visible land, off the zones and near its centre."""
        zones = shapely.union_all([self._area(zone["shape"]) for zone in self.data["zones"]
                                   if "shape" in zone])  # fmt: skip
        frame = shapely.box(0, 0, self.width, self.height)
        for country in sorted(self.data["base"]["countries"], key=lambda each: not each["side"]):
            text = wording.capitals(_clean(country["name"]), self.say)
            size = 19 if country["side"] else 13
            # 0.35: letter spacing of 0.3 em, and a little room.
            wide, high = len(text) * size * (_ADVANCE + 0.35), size * 1.6
            land = shapely.intersection(self._area(country["shape"]), frame)
            free = shapely.difference(land, zones)
            shapely.prepare(free)
            for x, y in self._spots(land):
                box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
                is_free = _is_free(box, self.taken, self.width, self.height)
                if is_free and shapely.contains(free, shapely.box(*box)):
                    self.taken.append(box)
                    at = {"x": f"{x:.1f}", "y": f"{y + size * 0.35:.1f}", "font-size": size}
                    look = {"fill": "#77726a", "letter-spacing": "0.3em", "text-anchor": "middle"}
                    _under(layer, "text", {**at, **look}).text = text
                    break

    def _area(self, shape: Sequence[Sequence[str]]) -> BaseGeometry:
        """A shape of the page in the picture's coordinates.

        Rounding can make outlines cross themselves, so they are made valid again.
        """
        faces = [
            shapely.Polygon(self._at(outline.decode(rings[0])))
            for rings in shape
            if len(outline.decode(rings[0])) > _POINT_AND_LINE
        ]
        return shapely.union_all(shapely.make_valid(faces))

    def _spots(self, land: BaseGeometry) -> list[tuple[float, float]]:
        """Points of a grid over the picture, the nearest to the centre of the land first."""
        middle = shapely.centroid(land)
        if middle.is_empty:
            return []
        spots = [
            (self.width * (column + 0.5) / _GRID, self.height * (row + 0.5) / _GRID)
            for column in range(_GRID)
            for row in range(_GRID)
        ]
        return sorted(spots, key=lambda at: ((at[0] - middle.x) ** 2 + (at[1] - middle.y) ** 2, at))

    def _key(self, top: float) -> float:
        """Draw the key of proposals; returns where the next part begins."""
        x, y = float(_MARGIN), top
        for proposal in self.data["proposals"]:
            if not proposal["on"]:
                continue
            wide = 40 + len(proposal["title"]) * _KEY * _ADVANCE
            if x > _MARGIN and x + wide > self.width - _MARGIN:
                x, y = float(_MARGIN), y + 26
            look = {
                **self.data["style"]["zone"],
                "color": proposal["colour"],
                "fillColor": proposal["colour"],
                "dashArray": proposal["dash"],
            }
            zones = [zone for zone in self.data["zones"] if zone["proposal"] == proposal["id"]]
            if all("point" in zone for zone in zones):
                sign = f"M{x + 15:.1f} {y - 1:.1f}l8 8l-8 8l-8 -8z"
            else:
                sign = f"M{x:.1f} {y:.1f}h30v14h-30z"
            _under(self.root, "path", {"d": sign, **_look(look)})
            at = {"x": f"{x + 38:.1f}", "y": f"{y + 12:.1f}", "font-size": _KEY}
            _under(self.root, "text", {**at, "fill": "#1a1a1a"}).text = _clean(proposal["title"])
            x += wide + 24
        return y + 44

    def _words(self, top: float) -> float:
        """Write title, date, the note on boundaries and the data; returns where they end."""
        data = self.data
        title = wording.isolated(str(data["title"]), self.say)
        start: Data = {"x": _MARGIN}
        turned: Data = {"x": self.width - _MARGIN, "direction": "rtl"}
        own = start if self.say.direction == "ltr" else turned
        said = [(f"{title}. {data['asOf']['text']}", "#1a1a1a", own)]
        said += [(str(data["boundaryNote"]), "#5a5751", own)]
        # The last attribution is Leaflet's, which draws the page but not this picture.
        said += [(" · ".join(map(str, data["attributions"][:-1])), "#5a5751", start)]
        letters = int((self.width - 2 * _MARGIN) / (_SMALL * _ADVANCE))
        y = top
        for text, colour, side in said:
            for line in _wrapped(_clean(text), letters):
                at = {**side, "y": f"{y:.1f}", "font-size": _SMALL, "fill": colour}
                _under(self.root, "text", at).text = line
                y += _SMALL * 1.4
        return y

    def _polygons(self, layer: ET.Element, shape: Sequence[Sequence[str]], look: Data) -> None:
        rings = [ring for rings in shape for ring in rings]
        if rings:
            path = {"d": self._path(rings, close="z"), "fill-rule": "evenodd", **_look(look)}
            _under(layer, "path", path)

    def _lines(self, layer: ET.Element, lines: Sequence[str], look: str) -> None:
        if lines:
            path = {"d": self._path(lines), **_look(self.data["style"][look]), "fill": "none"}
            _under(layer, "path", path)

    def _path(self, lines: Iterable[str], close: str = "") -> str:
        pieces = []
        for text in lines:
            # A tenth of a pixel is enough; vertices that become equal are left out.
            spots = np.rint(self._at(outline.decode(text)) * 10) / 10
            moved = np.ones(len(spots), dtype=bool)
            moved[1:] = np.any(np.diff(spots, axis=0) != 0, axis=1)
            points = " ".join(f"{x:g},{y:g}" for x, y in spots[moved])
            pieces.append(f"M{points}{close}")
        return "".join(pieces)

    def _at(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        x = (np.radians(lonlat[:, 0]) - self.west) * self.scale
        y = (self.high - _northing(lonlat[:, 1])) * self.scale
        return np.column_stack([x, y])


def _northing(lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """The northing of spherical Mercator in radians; clipped, because poles are infinitely far."""
    return np.asarray(np.arctanh(np.sin(np.radians(np.clip(lat, -85.0, 85.0)))))


def _look(style: Data) -> Data:
    """Leaflet's path options as attributes of SVG, each checked against its allowed form.

    Raises
    ------
    ValueError
        If a value has another form.
    """
    look = {}
    for key, value in style.items():
        if key in _PATH and value is not None:
            name, form = _PATH[key]
            look[name] = _checked(key, value, form)
    if style.get("stroke") is False:
        look["stroke"] = "none"
    return look


def _checked(key: str, value: object, form: re.Pattern[str]) -> str:
    text = str(value)
    if not form.fullmatch(text):
        raise ValueError(f"{key} = {text[:40]!r}")
    return text


def _is_free(box: Box, taken: Iterable[Box], width: float, height: float) -> bool:
    x0, y0, x1, y1 = box
    if x0 < 4 or y0 < 4 or x1 > width - 4 or y1 > height - 4:
        return False
    return all(x1 < a0 or a1 < x0 or y1 < b0 or b1 < y0 for a0, b0, a1, b1 in taken)


def _wrapped(text: str, letters: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > letters:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    if line:
        yield line


def _clean(text: object) -> str:
    """Text without characters that XML 1.0 forbids."""
    return _NO_XML.sub(" ", str(text))


def _under(parent: ET.Element, tag: str, attributes: Data) -> ET.Element:
    return ET.SubElement(parent, tag, {key: _clean(value) for key, value in attributes.items()})
