"""What the atlas answers with: lines, countries, disputed land, and where data come from.

Values alone; `geozone.atlas.world` reads them from the shipped files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from shapely.geometry import LineString, MultiPolygon, Polygon

from geozone import dates
from geozone.notes import AtlasWords, CountryCode, Day, Note
from geozone.quantities import as_said

_EARLIER = "2017-12"  # date of the extract that outlines places the present source gives to one


@dataclass(frozen=True, slots=True)
class BorderPart:
    """One open line or closed ring of a border, in the direction of its chainage.

    `start_at` and `end_at` tell what lies there: ``"sea"``, the alpha-3 code of a third country, or
    ``""`` if the source does not tell; ``"ring"`` for a closed part.
    """

    line: LineString
    start_at: str
    end_at: str


@dataclass(frozen=True, slots=True)
class Bridge:
    """A straight line that closes a gap in the source of a border or river."""

    lon: float
    lat: float
    length_km: float

    @property
    def note(self) -> Note:
        """The note on a bridge of a border: how long the gap was, and where."""
        length = as_said(round(self.length_km * 1000), "m")
        return Note("gap", {"length": length, "at": f"({self.lon:.4f}, {self.lat:.4f})"})


@dataclass(frozen=True, slots=True)
class BorderLine:
    """The land border of `a` and `b`, parts in the order of their starts.

    Parameters
    ----------
    tolerance_m
        How far the source, a simplified line, may lie from the line that it was made from.
    bridges
        The straight lines that close gaps in the source.
    """

    a: str
    b: str
    parts: tuple[BorderPart, ...]
    tolerance_m: float
    bridges: tuple[Bridge, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country's simplified outline, to be drawn behind a zone."""

    code: str
    name: str
    geometry: Polygon | MultiPolygon


@dataclass(frozen=True, slots=True)
class River:
    """The main stem of a river, one line drawn downstream; `names` are other spellings.

    `tolerance_m` is the line's median distance from the water bodies of OpenStreetMap (1,000 where
    there are too few). `note` tells this, and which ends were extended to a border.
    """

    name: str
    names: tuple[str, ...]
    line: LineString
    bridges: tuple[Bridge, ...]
    tolerance_m: float
    note: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """Land that two countries claim, and as whose land it is drawn.

    Parameters
    ----------
    place
        The name of the land, or a description.
    source_has_it_in
        ``both`` countries, or the alpha-3 code of the one that the source gives it to.
    outline
        Whose outline it is: of the ``source``, of its ``earlier`` extract of 2017, or of a ``box``.
    """

    a: str
    b: str
    area_km2: float
    drawn_as: str
    place: str
    source_has_it_in: str
    outline: Literal["source", "earlier", "box"]
    geometry: Polygon

    @property
    def note(self) -> Note:
        """The note that names the place and tells to whom the source gives it."""
        place = AtlasWords(self.place)
        holder = CountryCode(self.source_has_it_in)
        match self.outline:
            case "source":
                return Note("in_both", {"place": place})
            case "earlier":
                return Note("in_one_now", {"place": place, "holder": holder, "date": Day(_EARLIER)})
            case "box":
                return Note("in_one", {"place": place, "holder": holder})

    def noted(self, kind: Literal["given_twice", "touches"]) -> Note:
        """The note on a line beside this land, or on a zone that touches it."""
        countries = {"a": self.a, "b": self.b, "drawn": self.drawn_as}
        gaps = {gap: CountryCode(code) for gap, code in countries.items()}
        return Note(kind, {**gaps, "reason": self.note})


@dataclass(frozen=True, slots=True)
class Vintage:
    """The source of a part of the atlas.

    Parameters
    ----------
    date
        ISO text of a year or a month.
    date_is
        ``about`` where the makers do not say of when their data are, and the date is near it.
    edition
        The makers' name of this edition, where it is more than a date.
    licence
        An SPDX identifier.
    """

    title: str
    source: str
    version: str
    date: str
    licence: str
    licence_url: str
    attribution: str
    tolerance_m: float = 0.0
    edition: str = ""
    date_is: Literal["", "about"] = ""

    @property
    def dated(self) -> str:
        """Edition and date in English.

        Examples
        --------
        >>> from geozone.atlas.world import vintages
        >>> [vintage.dated for vintage in vintages()]
        ['about 2024', 'GSHHG 2.3.6 (2016)', 'July 2026']
        """
        date = f"{self.date_is} {dates.in_english(self.date)}".strip()
        return f"{self.edition} ({date})" if self.edition else date
