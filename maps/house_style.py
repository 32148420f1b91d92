"""Style file of a publishing house: fonts, colours, labels and a logo, with every value checked.

One file restyles figures and pages. It is TOML; every key may be left out:

    format = 1

    [fonts]
    families = ["Source Sans 3", "Noto Naskh Arabic"]
    headings = ["Source Serif 4"]

    [colours]            # hexadecimal, "#rrggbb"
    sea = "#d6e6f2"
    proposals = ["#c1272d", "#0054a6"]

    [labels]             # a name of the map = how the house writes it; "" leaves it out
    "Aleppo" = "Haleb"

    [logo]
    file = "logo.png"    # in the folder of the style file
    page = "logo.svg"    # for pages, if it is another: PNG or SVG
    height_mm = 8
    alt = "The Daily"    # for those who do not see it
"""

from __future__ import annotations

import os
import re
import struct
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from geozone.errors import Fault, ScenarioError
from geozone.files import given_file
from maps.look.print_style import COLOURS, HouseStyle, Logo
from maps.look.style import PROPOSAL_COLOURS

_MOST_BYTES = 200_000  # in a style file
_MOST_LOGO_BYTES = 4_000_000
_MOST_LABELS = 5_000
_MOST_LETTERS = 120  # in a label or a font's name
_LOGO_MM = (2.0, 60.0)  # least and largest height
_MOST_PIXELS = 8_000  # for a logo's width and for its height
_PNG = b"\x89PNG\r\n\x1a\n"  # the first bytes of every PNG file
_PNG_SIZE = slice(16, 24)  # width and height in the first chunk, IHDR, big-endian
_SVG_HEAD = 4_096  # bytes in which the element <svg> must begin
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# A font's name is written into the page's style sheet. So it must not hold a character that could
# end a string, a rule or an element.
_FONT = re.compile(r"[^\W_][\w .+-]*")
_TABLES = ("fonts", "colours", "labels", "logo")


class StyleError(ScenarioError):
    """All faults of one style file, one line each."""


def read(path: str | os.PathLike[str]) -> HouseStyle:
    r"""A house's style from its file.

    Raises
    ------
    StyleError
        With every fault of the file, a line each.
    OSError
        If it cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "house.toml")
    ...     _ = file.write_text('format = 1\n[labels]\n"Aleppo" = "Haleb"', encoding="utf-8")
    ...     read(file).label("Aleppo")
    'Haleb'
    """
    # Every table is read before anything is raised, so that users see all faults at once.
    file = Path(path)
    values = _values(file)
    faults: list[Fault] = [
        Fault("", key, _shown(values[key]), f"only these keys: format, {', '.join(_TABLES)}")
        for key in values
        if key not in ("format", *_TABLES)
    ]
    if values.get("format") != 1:
        faults.append(Fault("", "format", _shown(values.get("format", "")), "format = 1"))
    tables = {name: _table(values, name, faults) for name in _TABLES}
    _only(tables["fonts"], "fonts", ("families", "headings"), faults)
    house = HouseStyle(
        fonts=_fonts(tables["fonts"], "families", faults),
        headings=_fonts(tables["fonts"], "headings", faults),
        colours=_colours(tables["colours"], faults),
        proposals=_proposals(tables["colours"], faults),
        labels=_labels(tables["labels"], faults),
        logo=_logo(tables["logo"], file.parent, faults),
    )
    if faults:
        raise StyleError(os.fspath(path), faults)
    return house


def _values(file: Path) -> dict[str, Any]:
    try:
        data = given_file.read_whole(file, _MOST_BYTES, from_pipe=True)
    except given_file.TooLarge:
        expected = f"at most {_MOST_BYTES // 1000} kB"
        raise StyleError(str(file), [Fault("", "", "", expected)]) from None
    try:
        # "utf-8-sig" drops the byte order mark that some editors write.
        return tomllib.loads(data.decode("utf-8-sig"))
    # RecursionError: brackets nested thousands of times.
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        expected = f"a TOML file in UTF-8 ({str(error).splitlines()[0]})"
        raise StyleError(str(file), [Fault("", "", "", expected)]) from None


def _table(values: Mapping[str, Any], name: str, faults: list[Fault]) -> dict[str, Any]:
    table = values.get(name, {})
    if isinstance(table, dict):
        return table
    faults.append(Fault("", name, _shown(table), f"a table, [{name}]"))
    return {}


def _only(table: Mapping[str, Any], name: str, keys: tuple[str, ...], faults: list[Fault]) -> None:
    faults.extend(
        Fault(name, key, _shown(table[key]), f"only these keys: {', '.join(keys)}")
        for key in table
        if key not in keys
    )


def _fonts(table: Mapping[str, Any], key: str, faults: list[Fault]) -> tuple[str, ...]:
    families = table.get(key, [])
    if _is_list(families, is_font):
        return tuple(families)
    expected = 'a list of names of letters, digits, spaces and hyphens, such as ["Arial"]'
    faults.append(Fault("fonts", key, _shown(families), expected))
    return ()


def _colours(table: Mapping[str, Any], faults: list[Fault]) -> dict[str, str]:
    _only(table, "colours", (*COLOURS, "proposals"), faults)
    faults.extend(
        Fault("colours", key, _shown(value), 'a colour, such as "#d6e6f2"')
        for key, value in table.items()
        if key in COLOURS and not is_colour(value)
    )
    return {key: value for key, value in table.items() if key in COLOURS}


def _proposals(table: Mapping[str, Any], faults: list[Fault]) -> tuple[str, ...]:
    colours = table.get("proposals", list(PROPOSAL_COLOURS))
    if _is_list(colours, is_colour) and colours:
        return tuple(colours)
    faults.append(
        Fault("colours", "proposals", _shown(colours), 'a list of colours, such as ["#c1272d"]')
    )
    return PROPOSAL_COLOURS


def _labels(table: Mapping[str, Any], faults: list[Fault]) -> dict[str, str]:
    if len(table) > _MOST_LABELS:
        faults.append(Fault("labels", "", f"{len(table)} names", f"at most {_MOST_LABELS}"))
    faults.extend(
        Fault("labels", key, _shown(value), f"a line of at most {_MOST_LETTERS} letters")
        for key, value in table.items()
        if value != "" and not _is_text(value)
    )
    return dict(table)


def _logo(table: Mapping[str, Any], folder: Path, faults: list[Fault]) -> Logo | None:
    if not table:
        return None
    before = len(faults)
    _only(table, "logo", ("file", "page", "height_mm", "alt"), faults)
    height, alt = table.get("height_mm", 8), table.get("alt", "")
    least, most = _LOGO_MM
    if not _is_number(height) or not least <= height <= most:
        expected = f"{least:g} to {most:g} millimetres"
        faults.append(Fault("logo", "height_mm", _shown(height), expected))
    if alt != "" and not _is_text(alt):
        faults.append(
            Fault("logo", "alt", _shown(alt), f"a line of at most {_MOST_LETTERS} letters")
        )
    png = _picture(table.get("file", ""), folder, "file", faults)
    page = _picture(table["page"], folder, "page", faults) if "page" in table else None
    # With a fault in this table the values above may be of any type: make no logo of them.
    return Logo(png, float(height), page, alt) if len(faults) == before else None


def _picture(name: object, folder: Path, key: str, faults: list[Fault]) -> bytes:
    """The bytes of a logo's file; empty, with a fault added, if it cannot be used."""
    if not isinstance(name, str) or not _is_text(name):
        faults.append(Fault("logo", key, _shown(name), 'a file name, such as "logo.png"'))
        return b""
    try:
        picture = given_file.read_whole(given_file.inside(folder, name), _MOST_LOGO_BYTES)
    except given_file.LeadsOut as error:
        expected = f'a file in the folder of the style file, such as "logo.png": {error}'
        faults.append(Fault("logo", key, name, expected))
        return b""
    except given_file.TooLarge:
        picture = b""  # the fault below names the allowed size
    except OSError as error:
        reason = error.strerror or "it is not read"
        faults.append(Fault("logo", key, name, f"a file that can be read ({reason})"))
        return b""
    if not (_is_png(picture) or (key == "page" and is_svg(picture))):
        forms = "a PNG or SVG picture" if key == "page" else "a PNG picture"
        size = f"at most {_MOST_LOGO_BYTES // 1_000_000} MB and {_MOST_PIXELS} pixels a side"
        faults.append(Fault("logo", key, name, f"{forms} of {size}"))
    return picture


def _is_png(picture: bytes) -> bool:
    """Whether a file is a PNG whose picture is not too large once it is unpacked.

    A small file can unpack to a huge picture, so the stated size is checked before decoding.
    """
    sides = struct.unpack(">II", picture[_PNG_SIZE]) if len(picture) > _PNG_SIZE.stop else (0, 0)
    return picture.startswith(_PNG) and all(0 < side <= _MOST_PIXELS for side in sides)


def is_svg(picture: bytes) -> bool:
    """Whether a picture is an SVG. A page shows it as an image, so scripts in it cannot run.

    Examples
    --------
    >>> is_svg(b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')
    True
    """
    # A byte order mark and white space may stand before the XML.
    head = picture[:_SVG_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"<") and re.search(rb"<svg[\s>/]", head) is not None


def _is_list(value: object, good: Callable[[object], bool]) -> bool:
    return isinstance(value, list) and all(map(good, value))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _MOST_LETTERS and value.isprintable()


def is_font(value: object) -> bool:
    """Whether a value is safe as the name of a font in a style sheet.

    Examples
    --------
    >>> is_font("Source Sans 3"), is_font('"}*{display:none')
    (True, False)
    """
    return _is_text(value) and isinstance(value, str) and _FONT.fullmatch(value) is not None


def is_colour(value: object) -> bool:
    """Whether a value is a colour of six hexadecimal digits."""
    return isinstance(value, str) and _COLOUR.fullmatch(value) is not None


def _is_number(value: object) -> bool:
    # In Python true and false are integers; in a style file they are a mistake.
    return isinstance(value, int | float) and not isinstance(value, bool)


def _shown(value: object) -> str:
    return value if isinstance(value, str) else str(value)
