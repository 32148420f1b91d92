"""House style on a page: colours and names in the data, fonts and inks as a style sheet.

Values of the style file reach the page in two ways only. Some stand in the data block, from which
the script makes text and attributes. The others are values of a style sheet and were checked by
`maps.house_style`: colours of six digits, font names of letters, digits, spaces and hyphens.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from geozone.errors import Refused
from maps.house_style import is_colour, is_font, is_svg
from maps.page.data import place_tip
from maps.page.parts import asset
from maps.words.language import ENGLISH

if TYPE_CHECKING:
    from maps.look.print_style import HouseStyle, Logo
    from maps.words.language import Words

Data = dict[str, Any]

# The path options of `maps.look.style.PATHS` that each ink of a house sets.
_PATH_INKS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "sea": (("sea", "fillColor"),),
    "land": (("land", "fillColor"),),
    "side": (("side", "fillColor"),),
    "lake": (("lake", "fillColor"),),
    "river": (("river", "color"), ("lake", "color")),
    "coast": (("coast", "color"),),
    "border": (("border", "color"),),
    "muted": (("named", "color"),),
    "measured": (("measured", "color"), ("measured-named", "color")),
    "disputed": (("disputed", "color"),),
    "town": (("town", "fillColor"),),
    "ink": (("place", "fillColor"), ("listed", "fillColor"), ("way", "color")),
    "paper": (("place", "color"), ("listed", "color"), ("town", "color"), ("casing", "color")),
}
# The rules for other parts of the page; `{}` is the colour.
_RULES: Mapping[str, str] = {
    "paper": (
        ":root{--paper:{}}.label{--halo:{}}.leaflet-container .tip,.leaflet-bar a,"
        ".leaflet-bar button,.credit,.leaflet-control-scale-line{background:{}}"
    ),
    "ink": ":root{--ink:{}}.label-place,.label-listed,.leaflet-control-scale-line{color:{}}",
    "muted": ":root{--soft:{}}.label-line{color:{}}",
    "accent": ":root{--link:{}}.leaflet-container .credit a{color:{}}",
    "land": ".leaflet-container{background:{}}",
    "country-name": ".label-side,.label-country{color:{}}",
    "river-name": ".label-river{color:{}}",
    "town": ".label-town{color:{}}",
}
# Greys are mixed from ink and paper, so they change with either.
_GREYS = (
    ":root{--line:color-mix(in srgb,var(--ink) 17%,var(--paper));"
    "--hair:color-mix(in srgb,var(--ink) 10%,var(--paper))}"
)
_FALLBACKS = ("Noto Sans", "DejaVu Sans")  # for letters that a house's fonts lack


def restyled(data: Data, house: HouseStyle, say: Words = ENGLISH) -> Data:
    """The data of a page with a house's colours, names and logo.

    Parameters
    ----------
    data
        From `maps.page.data.page_data`, which has the proposals' colours already.
    """
    names = house.labels
    base = data["base"]
    return {
        **data,
        "style": _paths(data["style"], house),
        "base": {
            **base,
            "countries": [_renamed(land, names) for land in base["countries"]],
            "rivers": [_renamed(river, names) for river in base["rivers"]],
        },
        "places": [_renamed_place(place, names, say) for place in data["places"]],
        "towns": [_renamed(town, names) for town in data["towns"] if names.get(town["name"]) != ""],
        "house": {
            "logo": _logo(house.logo, say) if house.logo is not None else None,
            "unnamed": [name for name, words in names.items() if words == ""],
        },
    }


def _paths(paths: Data, house: HouseStyle) -> Data:
    """The path options of the page with the house's inks."""
    found = dict(paths)
    for ink, uses in _PATH_INKS.items():
        if ink in house.colours:
            for path, key in uses:
                found[path] = {**found[path], key: house.ink(ink)}
    return found


def _renamed(named: Data, names: Mapping[str, str]) -> Data:
    """A country, river or town with the house's name, or with its own if the house leaves it out.

    The script hides left-out names; they are still needed to find the entry.
    """
    return {**named, "name": names.get(named["name"]) or named["name"]}


def _renamed_place(place: Data, names: Mapping[str, str], say: Words) -> Data:
    """A place of the scenario with the house's name for its first name, or for both its names."""
    words = names.get(place["name"], names.get(place["title"]))
    if not words:
        return place
    tip = place_tip(words, place["distance"], say)
    return {**place, "name": words, "title": words, "tip": tip}


def _logo(logo: Logo, say: Words) -> Data:
    picture = logo.page or logo.png
    kind = "svg+xml" if is_svg(picture) else "png"
    packed = base64.b64encode(picture).decode("ascii")
    return {"src": f"data:image/{kind};base64,{packed}", "alt": logo.alt or say.text["logo"]}


def sheet(house: HouseStyle) -> str:
    """The style sheet with the changes of a house.

    Parameters
    ----------
    house
        Its fonts and colours are checked again: it may have been made without a file.

    Raises
    ------
    Refused
        If a font or a colour is none.
    """
    for family in (*house.fonts, *house.headings):
        if not is_font(family):
            raise Refused("fonts", family, "a name of letters, digits, spaces and hyphens")
    for name, colour in (*house.colours.items(), *(("proposals", c) for c in house.proposals)):
        if not is_colour(colour):
            raise Refused(name, str(colour), 'a colour, such as "#d6e6f2"')
    return f"<style>\n{''.join(_rules(house))}</style>\n"


def _rules(house: HouseStyle) -> list[str]:
    rules = [
        rule.replace("{}", house.ink(ink)) + "\n"
        for ink, rule in _RULES.items()
        if ink in house.colours
    ]
    if "ink" in house.colours or "paper" in house.colours:
        rules.append(f"{_GREYS}\n")
    text = house.fonts
    if text:
        rules.append(f":root{{--sans:{_families(text)}}}\n")
    if text or house.headings:
        rules.append(f":root{{--serif:{_families((*house.headings, *text))}}}\n")
    if house.logo is not None:
        height = f"{house.logo.height_mm:g}mm"
        rules.append(
            f".house-logo{{float:inline-end;height:{height};max-height:72px;max-width:40%;"
            "object-fit:contain;margin:0 0 8px 16px}\n"
        )
    return rules


def _families(families: tuple[str, ...]) -> str:
    quoted = (f'"{name}"' for name in dict.fromkeys((*families, *_FALLBACKS)))
    return f"{','.join(quoted)},sans-serif"


def script() -> str:
    """The script that puts the logo into the page and hides names."""
    return f"<script>\n{asset('house.js')}</script>\n"
