"""The forms that a single value of a scenario file can have.

A form takes what TOML gave and returns it checked and in one spelling, or raises `Wrong`. It knows
neither the key it stands under nor any other entry (`geozone.scenario.format.links` does). What is
made of other forms stands in `geozone.scenario.format.compound`.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from urllib.parse import urlsplit

from geozone.dates import first_day
from geozone.errors import QuantityError
from geozone.files import given_file
from geozone.quantities import Quantity, parse_depth, parse_length
from geozone.scenario.format.compound import ListOf, Number
from geozone.scenario.format.wrong import Wrong, wrong

LONGEST_TEXT = 10_000  # characters; a few printed pages, more is no caption or reading
LONGEST_ID = 100  # characters; ids become file names, layer names and column names
LONGEST_URL = 2_000  # characters; what browsers and proxies take without trouble
MOST_PEOPLE = 10_000_000_000
MOST_PARTS = 1_000
MOST_UNCERTAINTY_KM = 100.0
KINDS_OF_END = ("start", "end", "sea")
BANK_SIDES = ("left", "right", "north", "east", "south", "west")

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|[0-9]{3}))?")
_URL_CHARACTERS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")  # RFC 3986, appendix A


def text(value: object) -> str:
    """Take any text as it is, but for what no page, document or terminal can hold.

    Control characters and non-characters are refused: XML (DOCX, KML) has no way to write them.
    """
    if not isinstance(value, str):
        raise wrong(value, "text in quotes")
    if not value.strip():
        raise wrong(value, "some text")
    if len(value) > LONGEST_TEXT:
        raise wrong(value, f"at most {LONGEST_TEXT:,} characters, not {len(value):,}")
    bad = next((char for char in value if _unwritable(char)), None)
    if bad is not None:
        raise wrong(value, f"text without the control character U+{ord(bad):04X}")
    return value


def ident(value: object) -> str:
    """Take an id or a label: small letters, digits and hyphens, not a bare number."""
    if not isinstance(value, str):
        raise wrong(value, 'an id in quotes, such as "us-section"')
    if not re.fullmatch("[a-z0-9-]+", value):
        raise wrong(value, 'small letters a-z, digits and hyphens, such as "us-section"')
    if value.isdigit():
        raise wrong(value, f'not a bare number, which would read as a depth: "zone-{value[:20]}"')
    if len(value) > LONGEST_ID:
        raise wrong(value, f"at most {LONGEST_ID} characters, not {len(value):,}")
    return value


def date(value: object) -> str:
    """Take a year, a year and month, or a day; as text, whether the file quotes it or not."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    expected = 'a year, a month or a day: "2019", "2019-08" or "2019-08-05"'
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
        try:
            datetime.date.fromisoformat(first_day(value))
        except ValueError:
            raise wrong(value, "a date that the calendar has, such as 2019-08-05") from None
        return value
    raise wrong(value, expected)


def language(value: object) -> str:
    """Take a language with its script and region, by the form of BCP 47; in its usual spelling."""
    found = _LANGUAGE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise wrong(value, 'a language by BCP 47, such as "en", "tr" or "zh-Hant"')
    parts = (found[1].lower(), (found[2] or "").title(), (found[3] or "").upper())
    return "-".join(part for part in parts if part)


def url(value: object) -> str:
    """Take an address that a page may link: http or https, a host, nothing hidden in it."""
    expected = 'an http or https address, such as "https://example.org/report"'
    if not isinstance(value, str):
        raise wrong(value, expected)
    if len(value) > LONGEST_URL:
        raise wrong(value, f"an address of at most {LONGEST_URL:,} characters")
    try:
        parts = urlsplit(value)
        secret = parts.username is not None or parts.password is not None
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a bracket or a port that is none
        raise wrong(value, expected) from None
    if not sound or not _is_host(parts.hostname or ""):
        raise wrong(value, expected)
    if secret:
        raise wrong(value, "an address without a user name or password")
    if not _URL_CHARACTERS.fullmatch(value):
        raise wrong(value, "an address with spaces and special letters percent-encoded (%20)")
    return value


def path(value: object) -> str:
    """Take a file beside the scenario file.

    Relative and never upwards: so a scenario can be handed on with its folder, and one that comes
    from somebody else cannot read the rest of a disk.
    """
    name = text(value)
    try:
        given_file.check_name(name)
    except given_file.LeadsOut:
        expected = 'a file in the folder of the scenario, such as "lines/mdl.geojson"'
        raise wrong(name, expected) from None
    return name


def country(value: object) -> str:
    """Take a country code by its form; whether it exists is found later."""
    if not isinstance(value, str) or not re.fullmatch("[A-Za-z]{2,3}", value):
        raise wrong(value, 'a country code of two or three letters, such as "SY" or "SYR"')
    return value.upper()


def side(value: object) -> str:
    """Take a country code, or the left or right of a line of one's own."""
    return value if value in ("left", "right") else country(value)


def depth(value: object) -> Quantity:
    """Take a depth, ``"15 km"`` or ``"5-14 km"``."""
    return _quantity(value, parse_depth, "15 km")


def length(value: object) -> Quantity:
    """Take a length, ``"140 km"``."""
    return _quantity(value, parse_length, "140 km")


def part(value: object) -> tuple[int, int]:
    """Take a part, ``"2 of 3"``."""
    if not isinstance(value, str):
        raise wrong(value, 'a part in quotes, such as "2 of 3"')
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
    return number, parts


def bank(value: object) -> str:
    """Take a bank, ``"left of river:Euphrates"``; spaces are put right."""
    expected = '"left of river:NAME" or "right of river:NAME", looking downstream'
    if not isinstance(value, str):
        raise wrong(value, expected)
    found = re.fullmatch(rf"\s*({'|'.join(BANK_SIDES)})\s+of\s+river:(.*)", value, re.DOTALL)
    if found is None:
        raise wrong(value, f"{expected} (or north, east, south or west of it)")
    return f"{found[1]} of {_river(found[2], value)}"


def end(value: object) -> str:
    """Take one end of a stretch.

    ``start``, ``end``, ``sea``, a country code in capitals, ``"km 120"`` and ``"river:NAME"`` come
    back in one spelling; anything else is the name of a place.
    """
    expected = 'start, end, sea, a country code, "km 120", "river:NAME" or a place'
    if not isinstance(value, str) or not value.strip():
        raise wrong(value, expected)
    stripped = value.strip()
    if re.match(r"river\s*:", stripped, re.IGNORECASE):
        return _river(stripped.partition(":")[2], value)
    if re.match(r"(km\s*[-+]?[0-9])|([-+]?[0-9.]+\s*(km)?$)", stripped, re.IGNORECASE):
        return _chainage(stripped)
    return stripped if stripped in KINDS_OF_END else text(value).strip()


def is_country_end(said: str) -> bool:
    """Whether an end of a stretch is a country code rather than a place.

    Examples
    --------
    >>> is_country_end("IRQ"), is_country_end("Van")
    (True, False)
    """
    return bool(re.fullmatch("[A-Z]{2,3}", said))


def is_place_end(said: str) -> bool:
    """Whether an end of a stretch, in one spelling, is the name of a place.

    Examples
    --------
    >>> is_place_end("Jarabulus"), is_place_end("km 120"), is_place_end("river:Euphrates")
    (True, False, False)
    """
    other = said in KINDS_OF_END or said.startswith("river:") or re.fullmatch(r"km [0-9.]+", said)
    return not (other or is_country_end(said))


def people(value: object) -> tuple[int, int]:
    """Take a number of people, or the lowest and the highest that was said."""
    expected = "a whole number of people above 0, or the lowest and the highest: [1000000, 2000000]"
    said = value if isinstance(value, list) else [value, value]
    numbers = [one for one in said if isinstance(one, int) and not isinstance(one, bool)]
    if len(said) != 2 or len(numbers) != 2 or min(numbers) <= 0:
        raise wrong(value, expected)
    least, most = numbers
    if least > most:
        raise wrong(value, "the lowest number first")
    if most > MOST_PEOPLE:
        raise wrong(value, f"at most {MOST_PEOPLE:,} people")
    return least, most


def true_or_false(value: object) -> bool:
    """Take true or false, written without quotes."""
    if not isinstance(value, bool):
        raise wrong(value, "true or false, without quotes")
    return value


lon = Number(-180, 180, "a longitude from -180 to 180 degrees, as a number")
lat = Number(-90, 90, "a latitude from -90 to 90 degrees, as a number")
uncertainty_km = Number(0, MOST_UNCERTAINTY_KM, "a number of km from 0 to 100, without a unit")


def lonlat(value: object) -> tuple[float, float]:
    """Take ``[lon, lat]``."""
    if not isinstance(value, list) or len(value) != 2:
        raise wrong(value, "[longitude, latitude], such as [37.95, 36.53]")
    return lon(value[0]), lat(value[1])


def pairs(value: object) -> tuple[tuple[str, str], ...]:
    """Take a list of pairs; the usual slip is a single pair."""
    if isinstance(value, list) and any(isinstance(one, str) for one in value):
        raise wrong(value, 'double brackets: [["TUR", "SYR"]]')
    found: tuple[tuple[str, str], ...] = LIST_OF_PAIRS(value)
    return found


def pair(value: object) -> tuple[str, str]:
    """Take two neighbours, ``["TUR", "SYR"]``."""
    if not isinstance(value, list) or len(value) != 2:
        raise wrong(value, 'pairs of countries, such as [["TUR", "SYR"]]')
    one, other = country(value[0]), country(value[1])
    if one == other:
        raise wrong(value, "two different countries")
    return one, other


LIST_OF_PAIRS = ListOf(pair, '[["TUR", "SYR"]]')


def _quantity(value: object, parse: Callable[[str], Quantity], like: str) -> Quantity:
    if not isinstance(value, str):
        raise wrong(value, f'a quantity with its unit, in quotes: "{like}"')
    try:
        return parse(value)
    except QuantityError as error:
        raise wrong(value, error.expected) from None


def _river(name: str, value: str) -> str:
    try:
        return f"river:{' '.join(text(name).split())}"
    except Wrong:
        raise wrong(value, 'a named river, such as "river:Euphrates"') from None


def _chainage(said: str) -> str:
    found = re.fullmatch(r"km\s*([0-9]{1,6}(?:\.[0-9]{1,6})?)", said, re.IGNORECASE)
    if found is None:
        raise wrong(said, 'a chainage of 0 or more, written "km 120"')
    return f"km {found[1]}"


def _is_host(host: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z0-9._-]*[A-Za-z0-9][A-Za-z0-9._-]*|[0-9A-Fa-f:.]+", host))


def _unwritable(char: str) -> bool:
    if char in "\t\n\r":
        return False
    return unicodedata.category(char) in {"Cc", "Cs"} or ord(char) & 0xFFFE == 0xFFFE
