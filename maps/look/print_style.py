"""Look of a figure in print: sizes, inks, dashes and hatches, and the changes of a house style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from maps.look import style

Width = Literal["column", "page", "slide"]

MM_PER_INCH: Final = 25.4
ENDINGS: Final = (".png", ".svg", ".pdf")  # file formats of figures
DPI: Final = 300
FALLBACK_FONT: Final = "DejaVu Sans"  # comes with matplotlib and has Arabic, Greek and Cyrillic


@dataclass(frozen=True, slots=True)
class Sheet:
    """A width of paper or screen, and what fits on it.

    Parameters
    ----------
    width_mm, height_mm
        Height None: as much as the contents need.
    title_pt, text_pt, small_pt
        Sizes of type; nothing is smaller than `small_pt`.
    least_shape, most_shape
        The map's width over its height lies between these.
    columns
        Of the legend below the map; 0: the legend stands beside the map.
    panels
        Small multiples side by side.
    towns
        How many towns beside the scenario's own places may be named.
    line
        Factor of all line widths.
    legend_pt, place_pt, panel_pt
        Size of the legend's lines, of the names of the scenario's places, and of panels' headings.
    """

    width_mm: float
    height_mm: float | None
    title_pt: float
    text_pt: float
    small_pt: float
    least_shape: float
    most_shape: float
    columns: int
    panels: int
    towns: int
    line: float
    legend_pt: float
    place_pt: float
    panel_pt: float

    @property
    def margin_mm(self) -> float:
        """White at the edges."""
        return self.text_pt * 0.5


# Column and page are those of most journals (89 and 183 mm), the slide is 16:9.
SHEETS: Final[Mapping[Width, Sheet]] = {
    "column": Sheet(89.0, None, 9.5, 6.2, 5.2, 0.8, 1.35, 1, 1, 4, 0.8, 5.4, 5.4, 6.2),
    "page": Sheet(183.0, None, 13.0, 7.0, 5.8, 1.1, 1.75, 2, 3, 14, 1.0, 6.2, 6.8, 7.0),
    "slide": Sheet(338.667, 190.5, 24.0, 11.5, 8.0, 0.9, 1.75, 0, 4, 12, 1.5, 10.0, 9.5, 11.5),
}

# Each proposal has its own dash, so that they differ without colour too. None is a full line, which
# would say that the zone exists. Lengths are in line widths, as in matplotlib.
PRINT_DASHES: Final = (
    (5.0, 1.6),
    (1.1, 1.3),
    (7.0, 1.5, 1.2, 1.5),
    (2.6, 1.4),
    (7.0, 1.4, 1.1, 1.3, 1.1, 1.4),
    (10.0, 2.0),
    (3.5, 1.2, 1.1, 1.2),
    (1.1, 2.6),
)
PRINT_HATCHES: Final = ("////", "....", "\\\\\\\\", "||||", "----", "xxxx", "++++", "oooo")

# Dots with round caps, for lines that are no agreed border; lengths in line widths.
DOTTED: Final = (0, (0.01, 2.2))
OVERLAY_HATCHES: Final = ("---", "///", "|||", "\\\\\\")

COLOURS: Final[Mapping[str, str]] = {
    "paper": "#ffffff",
    "ink": "#1a1a1a",
    "muted": "#5b5b58",
    "accent": "#b3261e",
    "sea": style.PATHS["sea"]["fillColor"],
    "land": style.PATHS["land"]["fillColor"],
    "side": style.PATHS["side"]["fillColor"],
    "lake": style.PATHS["lake"]["fillColor"],
    "river": "#7fa9c1",
    "river-name": "#3f6f8a",
    "coast": "#8ea6b4",
    "border": style.PATHS["border"]["color"],
    "measured": style.PATHS["measured"]["color"],
    "disputed": style.PATHS["disputed"]["color"],
    "graticule": "#c9cdca",
    "country-name": "#77726a",
    "town": "#6d685f",
    "frame": "#3a3a3a",
}


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that a house puts on its figures and pages.

    Parameters
    ----------
    png
        The bytes of a PNG.
    height_mm
        How tall it stands.
    page
        The bytes of a PNG or SVG for pages; None: the same picture.
    alt
        The text for readers who cannot see it; if empty, the page's word for a logo.
    """

    png: bytes
    height_mm: float
    page: bytes | None = None
    alt: str = ""


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """The style of a house: fonts, colours, names on the map, a logo.

    Parameters
    ----------
    fonts
        Families, the first that is installed is used; DejaVu Sans stands in for letters that
        they lack.
    headings
        Families of the title and other headings; none: as the rest.
    colours
        Inks by name, those of `COLOURS` that the house changes.
    proposals
        A colour for each proposal in turn.
    labels
        Other spellings for names of places, countries and rivers; a name with an empty one is left
        out.
    logo
        The picture for figures and pages; None for no logo.
    """

    fonts: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    colours: Mapping[str, str] = field(default_factory=dict)
    proposals: tuple[str, ...] = style.PROPOSAL_COLOURS
    labels: Mapping[str, str] = field(default_factory=dict)
    logo: Logo | None = None

    @property
    def families(self) -> list[str]:
        """Font families of texts; the first that has a letter is used for it."""
        return list(dict.fromkeys([*self.fonts, FALLBACK_FONT]))

    @property
    def heading_families(self) -> list[str]:
        """Font families of headings; the first that has a letter is used for it."""
        return list(dict.fromkeys([*self.headings, *self.families]))

    def ink(self, name: str) -> str:
        """A colour of figures by its name in `COLOURS`.

        Examples
        --------
        >>> house = HouseStyle(colours={"sea": "#d6e6f2"})
        >>> house.ink("sea"), house.ink("paper")
        ('#d6e6f2', '#ffffff')
        """
        return self.colours.get(name, COLOURS[name])

    def label(self, name: str) -> str:
        """How the house writes a name.

        Examples
        --------
        >>> HouseStyle(labels={"Aleppo": "Haleb"}).label("Aleppo")
        'Haleb'
        """
        return self.labels.get(name, name)
