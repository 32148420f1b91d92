"""The forms that a single value of a scenario file can have.

Each form describes its values three times in one place: to Python, to editors and to readers. A
form depends neither on the key of the value nor on other entries (`geozone.scenario.format.links`
checks those). Forms that consist of other forms stand in `geozone.scenario.format.compound`.

The regular expressions mean the same in JavaScript, Rust and Python, since editors run them too.
Some patterns in Python accept more than those for editors; a second test then gives a more exact
message.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from urllib.parse import urlsplit

from geozone.dates import first_day
from geozone.errors import QuantityError
from geozone.files import given_file
from geozone.lines.said import BANK_WORDS, Bank, End, Part
from geozone.quantities import (
    ABOUT_PATTERN,
    NUMBER_PATTERN,
    UNIT_PATTERN,
    Quantity,
    parse_depth,
    parse_length,
)
from geozone.scenario.format.compound import Form, Json, list_of, number
from geozone.scenario.format.wrong import Wrong, wrong

LONGEST_TEXT = 10_000  # characters: a few printed pages; no caption or reading is longer
LONGEST_ID = 100  # characters: ids become file names, layer names and column names
LONGEST_URL = 2_000  # characters: browsers and proxies accept addresses of this length
MOST_PEOPLE = 10_000_000_000
MOST_PARTS = 1_000
MOST_UNCERTAINTY_KM = 100.0

# Characters that XML cannot write, and so DOCX and KML cannot. The pattern for editors is limited
# to U+FFFF; the one for Python also has the noncharacters of the higher planes.
_CONTROLS = r"\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFFFE\uFFFF"
_BEYOND = "".join(f"\\U{plane:04X}FFFE\\U{plane:04X}FFFF" for plane in range(1, 17))
_UNWRITABLE = re.compile(rf"[{_CONTROLS}\uD800-\uDFFF{_BEYOND}]")
_WRITABLE = rf"(?=\s*\S)[^{_CONTROLS}]*"
_IDENT = "[a-z0-9-]+"
_COUNTRY = "[A-Za-z]{2,3}"
# A part of BCP 47: language, script and region, without variants and extensions.
_LANGUAGE = rf"{_COUNTRY}(-[A-Za-z]{{4}})?(-([A-Za-z]{{2}}|[0-9]{{3}}))?"
_BANK = rf"\s*({'|'.join(BANK_WORDS)})\s+of\s+river:"
_CHAINAGE = rf"[Kk][Mm]\s*{NUMBER_PATTERN}"
_LIKE_A_CHAINAGE = r"[Kk][Mm]\s*[-+]?[0-9]|[-+]?[0-9.]+\s*([Kk][Mm])?\s*$"
_RIVER = r"[Rr][Ii][Vv][Ee][Rr]\s*:"
_URL_CHARACTERS = r"A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-"  # RFC 3986, appendix A
_DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"


def _pattern(pattern: str, longest: int | None = None) -> Json:
    limit = {} if longest is None else {"maxLength": longest}
    return {"type": "string", "pattern": f"^{pattern}$", **limit}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise wrong(value, "text in quotes")
    if not value.strip():
        raise wrong(value, "some text")
    if len(value) > LONGEST_TEXT:
        raise wrong(value, f"at most {LONGEST_TEXT:,} characters, not {len(value):,}")
    if bad := _UNWRITABLE.search(value):
        raise wrong(value, f"text without the control character U+{ord(bad[0]):04X}")
    return value


text = Form(
    "text",
    f"In quotes, at most {LONGEST_TEXT:,} characters, in any script. Not empty, and without "
    "control characters.",
    _text,
    _pattern(_WRITABLE, LONGEST_TEXT),
    taken=("Girê Spî",),
    refused=("", 5),
)


def _ident(value: object) -> str:
    if not isinstance(value, str):
        raise wrong(value, 'an id in quotes, such as "us-section"')
    if not re.fullmatch(_IDENT, value):
        raise wrong(value, 'small letters a-z, digits and hyphens, such as "us-section"')
    # Zones made from options have their depth as id (`15`), so a bare number would read as one.
    if value.isdigit():
        raise wrong(value, f'not a bare number, which would read as a depth: "zone-{value[:20]}"')
    if len(value) > LONGEST_ID:
        raise wrong(value, f"at most {LONGEST_ID} characters, not {len(value):,}")
    return value


ident = Form(
    "id",
    f"Small letters a–z, digits and hyphens, at most {LONGEST_ID}; not a bare number, which would "
    "read as a depth. Names of lines and stretches are ids, too.",
    _ident,
    _pattern(f"(?![0-9]+$){_IDENT}", LONGEST_ID),
    taken=("us-section", "r2019a"),
    refused=("US section", "15"),
)


def _date(value: object) -> str:
    """The date as text; TOML gives a day without quotes as a date object."""
    # A datetime is a date in Python, but a time of day is more precise than any date here.
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
        raise wrong(value, 'a year, a month or a day: "2019", "2019-08" or "2019-08-05"')
    try:
        datetime.date.fromisoformat(first_day(value))
    except ValueError:
        raise wrong(value, "a date that the calendar has, such as 2019-08-05") from None
    return value


date = Form(
    "date",
    "As precise as it is known: a year, a year and month, or a day, in quotes. Only a day may go "
    "without quotes. What is compared is what is known: 2019-08 is not later than 2019-08-05.",
    _date,
    {  # The second form is for Tombi, which does not take a date without quotes for text.
        "anyOf": [
            {"type": "string", "pattern": _DATE},
            {"type": "string", "format": "date", "pattern": _DATE},
        ]
    },
    taken=("2019", "2019-08", "2019-08-05"),
    refused=("5 August 2019", "2019-8-5", "2019-02-30", 2019),
)


def _language(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(_LANGUAGE, value):
        raise wrong(value, 'a language by BCP 47, such as "en", "tr" or "zh-Hant"')
    language, *rest = value.split("-")
    # BCP 47 ignores case. The usual spelling: language "zh", script "Hant", region "TW".
    return "-".join(
        [language.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)]
    )


language = Form(
    "language",
    "A language by BCP 47, with its script and region if that matters.",
    _language,
    _pattern(_LANGUAGE),
    taken=("tr", "zh-Hant", "pt-BR"),
    refused=("english",),
)


def _url(value: object) -> str:
    """An address that a page may link to: http or https, with a host and without a password."""
    expected = 'an http or https address, such as "https://example.org/report"'
    if not isinstance(value, str):
        raise wrong(value, expected)
    if len(value) > LONGEST_URL:
        raise wrong(value, f"an address of at most {LONGEST_URL:,} characters")
    try:
        parts = urlsplit(value)
        secret = parts.username is not None or parts.password is not None
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # from urllib: a bracket without its pair, or a port that is no number
        raise wrong(value, expected) from None
    if not sound or not _is_host(parts.hostname or ""):
        raise wrong(value, expected)
    if secret:
        raise wrong(value, "an address without a user name or password")
    if not re.fullmatch(f"[{_URL_CHARACTERS}]+", value):
        raise wrong(value, "an address with spaces and special letters percent-encoded (%20)")
    return value


def _is_host(host: str) -> bool:
    """Whether a text is a host name with a letter or a digit, or an IPv4 or IPv6 address."""
    return bool(re.fullmatch(r"[A-Za-z0-9._-]*[A-Za-z0-9][A-Za-z0-9._-]*|[0-9A-Fa-f:.]+", host))


url = Form(
    "address",
    "http or https, without user name and password; spaces and special letters are "
    "percent-encoded.",
    _url,
    _pattern(
        rf"[Hh][Tt][Tt][Pp][Ss]?://[A-Za-z0-9._:\[\]-]+([/?#][{_URL_CHARACTERS}]*)?", LONGEST_URL
    ),
    taken=("https://example.org/report?page=2",),
    refused=("example.org", "ftp://example.org/", "https://me@example.org/"),
)


def _path(value: object) -> str:
    """A relative path without "..", so that a file from somebody else reads no other folder."""
    name = text(value)
    try:
        given_file.check_name(name)
    except given_file.LeadsOut:
        expected = 'a file in the folder of the scenario, such as "lines/mdl.geojson"'
        raise wrong(name, expected) from None
    return name


path = Form(
    "file",
    "A file in the folder of the scenario or below it, with forward slashes: so the folder can be "
    'handed on, and reads nothing else of a disk. Of several layers name one behind a "#".',
    _path,
    _pattern(rf"(?![/~])(?!([^/]*/)*\.\.(/|$))(?![\s\S]*[\\:]){_WRITABLE}", LONGEST_TEXT),
    taken=("mdl.geojson", "lines/truce.gpkg#2020"),
    refused=("/home/me/mdl.geojson", "../mdl.geojson", "lines\\mdl.geojson"),
)


def _country(value: object) -> str:
    """A country code by its form alone; `geozone.scenario.names` looks it up."""
    if not isinstance(value, str) or not re.fullmatch(_COUNTRY, value):
        raise wrong(value, 'a country code of two or three letters, such as "SY" or "SYR"')
    return value.upper()


country = Form(
    "country",
    "A code of ISO 3166 with two or three letters.",
    _country,
    _pattern(_COUNTRY),
    taken=("SYR", "SY"),
    refused=("Syria", "S"),
)
side = Form(
    "side",
    "A country; or left or right of a line of your own, as one goes along it the way its file "
    "draws it.",
    lambda value: str(value) if value in ("left", "right") else country(value),
    _pattern(f"({_COUNTRY}|left|right)"),
    taken=("SYR", "left"),
    refused=("south",),
)


def _quantity(parse: Callable[[str], Quantity], like: str) -> Callable[[object], Quantity]:
    def read(value: object) -> Quantity:
        if not isinstance(value, str):
            raise wrong(value, f'a quantity with its unit, in quotes: "{like}"')
        try:
            return parse(value)
        except QuantityError as error:
            raise wrong(value, error.expected) from None

    return read


depth = Form(
    "depth",
    "A number of km or mi from 0.01 to 500 km, or a range, lower number first. The unit that was "
    'said is kept: "20 mi" is 32.19 km, not 32. "about" (or "around") makes its edge uncertain by '
    "5 %. A decimal point, no commas.",
    _quantity(parse_depth, "15 km"),
    _pattern(
        rf"\s*{ABOUT_PATTERN}{NUMBER_PATTERN}(\s*[-–]\s*{NUMBER_PATTERN})?\s*{UNIT_PATTERN}\s*"
    ),
    taken=("15 km", "about 20 mi", "5-14 km", "2.5 km"),
    refused=("15", "15 kilometres", "14-5 km", "1,500 km", "0 km"),
)
length = Form(
    "length",
    "As a depth, but no range, and from 0.01 to 40,000 km.",
    _quantity(parse_length, "140 km"),
    _pattern(rf"\s*{ABOUT_PATTERN}{NUMBER_PATTERN}\s*{UNIT_PATTERN}\s*"),
    taken=("140 km", "about 87 mi"),
    refused=("140", "100-140 km"),
)


def _part(value: object) -> Part:
    if not isinstance(value, str):
        raise wrong(value, 'a part in quotes, such as "2 of 3"')
    # A slash is refused by name: "1/3" could be meant as a third of the whole line.
    if fraction := re.fullmatch(r"\s*([0-9]+)\s*/\s*([0-9]+)\s*", value):
        which, of = fraction[1][:9], fraction[2][:9]
        raise wrong(value, f'"{which} of {of}" (with a slash it reads as a fraction of the whole)')
    found = re.fullmatch(r"([0-9]{1,4}) of ([0-9]{1,4})", value)
    if found is None:
        raise wrong(value, 'a part such as "2 of 3", the second of three equal lengths')
    number, parts = int(found[1]), int(found[2])
    if not 1 <= parts <= MOST_PARTS:
        raise wrong(value, f"from 1 to {MOST_PARTS:,} parts")
    if not 1 <= number <= parts:
        raise wrong(value, f'a part that exists: "1 of {parts}" to "{parts} of {parts}"')
    return Part(number, parts)


part = Form(
    "part",
    "Which of how many equal lengths, counted along the line.",
    _part,
    _pattern("(?!0+ )[0-9]{1,4} of (?!0+$)[0-9]{1,4}"),
    taken=("2 of 3", "1 of 2"),
    refused=("2/3", "4 of 3", "second of three"),
)


def _end(value: object) -> End:
    if not isinstance(value, str) or not value.strip():
        raise wrong(value, 'start, end, sea, a country code, "km 120", "river:NAME" or a place')
    stripped = value.strip()
    if found := re.match(_RIVER, stripped):
        return End("river", _river(stripped[found.end() :], value))
    # A bare number, or "120 km", is an attempt at a chainage and not the name of a place.
    if re.match(_LIKE_A_CHAINAGE, stripped):
        if not re.fullmatch(_CHAINAGE, stripped):
            raise wrong(stripped, 'a chainage of 0 or more, written "km 120"')
        return End("km", stripped[2:].strip())
    end = End.parse(stripped)
    return End(end.kind, text(value).strip()) if end.name else end


def _river(name: str, value: str) -> str:
    try:
        return " ".join(text(name).split())
    except Wrong:
        raise wrong(value, 'a named river, such as "river:Euphrates"') from None


end = Form(
    "end",
    "One end of a piece of a line: `start` or `end` of the line; `sea`, where only one end lies "
    "there; a country's code in capitals, for the tripoint with it; `km 120`, counted along the "
    "line from the west (or from the north, where it runs north–south); `river:NAME`, where the "
    "river crosses it in one place; else the name of a place: the border's point nearest to it. "
    "The name of a line of the atlas, such as `Line of Control`, stands for both its ends: write "
    "it as `from` and as `to`.",
    _end,
    {
        "type": "string",
        "anyOf": [
            {"type": "string", "enum": ["start", "end", "sea"]},
            _pattern(rf"\s*{_CHAINAGE}\s*"),
            _pattern(rf"\s*{_RIVER}{_WRITABLE}"),
            _pattern(rf"(?!\s*({_LIKE_A_CHAINAGE}|{_RIVER})){_WRITABLE}", LONGEST_TEXT),
        ],
    },
    taken=("start", "sea", "IRQ", "km 120", "river:Euphrates", "Jarabulus", "Line of Control"),
    refused=("120", "120 km", "river:"),
)


def _bank(value: object) -> Bank:
    expected = '"left of river:NAME" or "right of river:NAME", looking downstream'
    if not isinstance(value, str):
        raise wrong(value, expected)
    found = re.match(_BANK, value)
    if found is None:
        raise wrong(value, f"{expected} (or north, east, south or west of it)")
    return Bank(found[1], _river(value[found.end() :], value))


bank = Form(
    "bank",
    "`left of river:NAME` or `right of river:NAME`, looking downstream; north, east, south or west "
    "of it where that is unambiguous.",
    _bank,
    _pattern(_BANK + _WRITABLE),
    taken=("left of river:Euphrates", "east of river:Euphrates"),
    refused=("left of Euphrates", "beyond river:Euphrates"),
)


def _people(value: object) -> tuple[int, int]:
    expected = "a whole number of people above 0, or the lowest and the highest: [1000000, 2000000]"
    # One number stands for a range whose two ends are equal.
    said = value if isinstance(value, list) else [value, value]
    numbers = [one for one in said if isinstance(one, int) and not isinstance(one, bool)]
    if len(said) != 2 or len(numbers) != 2 or min(numbers) <= 0:
        raise wrong(value, expected)
    # bool is excluded above: in Python True is an int.
    least, most = numbers
    if least > most:
        raise wrong(value, "the lowest number first")
    if most > MOST_PEOPLE:
        raise wrong(value, f"at most {MOST_PEOPLE:,} people")
    return least, most


_NUMBER_OF_PEOPLE = {"type": "integer", "minimum": 1, "maximum": MOST_PEOPLE}
people = Form(
    "people",
    "A whole number above 0, or the lowest and the highest.",
    _people,
    {
        "anyOf": [
            _NUMBER_OF_PEOPLE,
            {"type": "array", "items": _NUMBER_OF_PEOPLE, "minItems": 2, "maxItems": 2},
        ]
    },
    taken=(1_000_000, [1_000_000, 2_000_000]),
    refused=("a million", 0, [2_000_000, 1_000_000]),
)

lon = number(-180, 180, "a longitude from -180 to 180 degrees, as a number")
lat = number(-90, 90, "a latitude from -90 to 90 degrees, as a number")
uncertainty_km = number(0, MOST_UNCERTAINTY_KM, "a number of km from 0 to 100, without a unit")


def _lonlat(value: object) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2:
        raise wrong(value, "[longitude, latitude], such as [37.95, 36.53]")
    return lon(value[0]), lat(value[1])


lonlat = Form(
    "point",
    "[longitude, latitude] in degrees on WGS84: longitude first.",
    _lonlat,
    {"type": "array", "items": [dict(lon.json), dict(lat.json)], "minItems": 2, "maxItems": 2},
    taken=([37.95, 36.53],),
    refused=([200, 36.53], [37.95]),
)


def _pair(value: object) -> tuple[str, str]:
    if not isinstance(value, list) or len(value) != 2:
        raise wrong(value, 'pairs of countries, such as [["TUR", "SYR"]]')
    one, other = country(value[0]), country(value[1])
    if one == other:
        raise wrong(value, "two different countries")
    return one, other


_limits_of_pair = {"minItems": 2, "maxItems": 2, "uniqueItems": True}
pair = Form(
    "pair",
    "Two neighbours.",
    _pair,
    {"type": "array", "items": dict(country.json), **_limits_of_pair},
    taken=(["TUR", "SYR"],),
    refused=(["TUR"], ["TUR", "TUR"]),
)
_LIST_OF_PAIRS = list_of(pair, '[["TUR", "SYR"]]')


def _pairs_of_countries(value: object) -> tuple[tuple[str, str], ...]:
    """Pairs of countries; a single pair without its own brackets gets a message of its own."""
    if isinstance(value, list) and any(isinstance(one, str) for one in value):
        raise wrong(value, 'double brackets: [["TUR", "SYR"]]')
    return _LIST_OF_PAIRS(value)


pairs = Form(
    "pairs",
    "A list of pairs of countries: double brackets even for one pair.",
    _pairs_of_countries,
    _LIST_OF_PAIRS.json,
    taken=([["TUR", "SYR"]], [["TUR", "SYR"], ["TUR", "IRQ"]]),
    refused=(["TUR", "SYR"], [["TUR"]]),
)


def _true_or_false(value: object) -> bool:
    if not isinstance(value, bool):
        raise wrong(value, "true or false, without quotes")
    return value


true_or_false = Form(
    "true or false",
    "Without quotes.",
    _true_or_false,
    {"type": "boolean"},
    taken=(True, False),
    refused=("yes", 1),
)
FORMS = (
    text, ident, date, language, url, path, country, side, depth, length, part, end, bank, people,
    lonlat, pairs, true_or_false,
)  # fmt: skip
