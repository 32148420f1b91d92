"""Quantities as people say them ("about 20 mi", "5-14 km") and as text with known digits only.

This module turns numbers into numbers or figures, and knows no geometry. A `Figure` holds the
digits that are known. Its text is English: a decimal point, and commas between thousands. `maps`
writes the same figure in other languages.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from geozone.errors import QuantityError

Unit = Literal["km", "mi"]
FigureUnit = Literal["", "km", "mi", "m", "km²", "sq mi", "%"]

KM_PER_MI = 1.609344  # international mile, exact by definition (1959)
KM2_PER_MI2 = KM_PER_MI**2
DEPTH_LIMITS_KM = (0.01, 500.0)  # the glossary's definition of a depth
TOWN_UNCERTAINTY_KM = 1.0  # of a town's listed point, unless the list gives another value
LENGTH_LIMITS_KM = (0.01, 40_000.0)  # the upper limit is about the earth's circumference
MINUS = "\N{MINUS SIGN}"

# Up to six digits on each side of the point: more than any source states, and exact in a float.
# These patterns also stand in the JSON Schema by which editors check scenario files. So they use
# only syntax that Python, JavaScript and Rust read alike.
NUMBER_PATTERN = r"[0-9]{1,6}(\.[0-9]{1,6})?"
ABOUT_PATTERN = r"([Aa][Bb][Oo][Uu][Tt]\s+|[Aa][Rr][Oo][Uu][Nn][Dd]\s+)?"
# Both cases are listed: with a flag that ignores case, "mı" and "mİ" would match "mi" too.
UNIT_PATTERN = "([Kk][Mm]|[Mm][Ii])"
_DISTANCE = re.compile(
    rf"(?P<about>{ABOUT_PATTERN})(?P<low>{NUMBER_PATTERN})"
    rf"(?:\s*[-–]\s*(?P<high>{NUMBER_PATTERN}))?\s*(?P<unit>{UNIT_PATTERN})?"
)
_LIKE = '"15 km", "about 20 mi" or "5-14 km"'


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the digits that are known and its unit, before any language writes it.

    Parameters
    ----------
    numbers
        One number, or the two of a range. The digits behind the point are those that are written.
    unit
        ``""`` for a count.
    about
        Whether "about" stands before the number.
    is_grouped
        Whether commas separate thousands. A number from a source is written as the source has it,
        without them.
    other
        The same quantity in another unit.

    Examples
    --------
    >>> print(Figure((Decimal("1461.0"),), "km", other=Figure((Decimal("907.8"),), "mi")))
    1,461.0 km (907.8 mi)
    """

    numbers: tuple[Decimal, ...]
    unit: FigureUnit = ""
    about: bool = False
    is_grouped: bool = True
    other: Figure | None = None

    def __str__(self) -> str:
        """In English, the other unit in brackets."""
        numbers = "–".join(map(self.digits, self.numbers))
        text = f"{'about ' if self.about else ''}{numbers}{' ' if self.unit else ''}{self.unit}"
        return f"{text} ({self.other})" if self.other else text

    def digits(self, number: Decimal) -> str:
        """One of its numbers in English."""
        return format(number, ",f" if self.is_grouped else "f").replace("-", MINUS)

    @property
    def own(self) -> Figure:
        """The figure without its other unit."""
        return replace(self, other=None)

    @property
    def bare(self) -> Figure:
        """The figure without unit and other unit."""
        return replace(self, unit="", other=None)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A distance as a source or a user states it.

    Parameters
    ----------
    low, high
        The numbers in `unit`; `high` is None unless a range was given.
    unit
        The unit that was given.
    about
        Whether "about" or "around" stands before the number.

    Examples
    --------
    >>> print(Quantity(5, 14, "km"))
    5–14 km
    >>> print(Quantity(20, None, "mi", about=True))
    about 20 mi
    """

    low: float
    high: float | None
    unit: Unit
    about: bool = False

    def __str__(self) -> str:
        """The distance as it was given, with an en dash in a range; `parse` reads it back."""
        return str(self.figure)

    @property
    def figure(self) -> Figure:
        """The distance as a figure, in the unit in which it was given."""
        numbers = tuple(_shortest(end.low) for end in self.ends())
        return Figure(numbers, self.unit, self.about, is_grouped=False)

    @property
    def is_range(self) -> bool:
        """Whether two numbers were given."""
        return self.high is not None

    @property
    def low_km(self) -> float:
        """The lower or only number in km: 20 mi is 32.18688 km."""
        return self.low * (KM_PER_MI if self.unit == "mi" else 1.0)

    @property
    def high_km(self) -> float:
        """The upper number in km; the only number if no range was given."""
        number = self.low if self.high is None else self.high
        return number * (KM_PER_MI if self.unit == "mi" else 1.0)

    def ends(self) -> tuple[Quantity, ...]:
        """Take it apart into single values: both ends of a range, or the quantity itself.

        Examples
        --------
        >>> [str(end) for end in Quantity(5, 14, "km").ends()]
        ['5 km', '14 km']
        """
        if self.high is None:
            return (self,)
        return (replace(self, high=None), replace(self, low=self.high, high=None))


def parse(text: str, *, bare: Unit | None = None) -> Quantity:
    """Read a distance: ``[about ]N[-N] (km|mi)``, lower number first.

    Parameters
    ----------
    text
        "around" is read as "about", an en dash as a hyphen.
    bare
        The unit of a number without one; without `bare` such a number is refused.

    Raises
    ------
    QuantityError
        If it is anything else; a comma is refused, since 1,500 may mean two things.

    Examples
    --------
    >>> parse("around 5–14 km")
    Quantity(low=5.0, high=14.0, unit='km', about=True)
    >>> parse("15", bare="km")
    Quantity(low=15.0, high=None, unit='km', about=False)
    """
    found = _DISTANCE.fullmatch(text.strip())
    if found is None:
        raise QuantityError(text, _form_expected(text))
    unit = (found["unit"] or bare or "").lower()
    if not unit:
        raise QuantityError(text, f'a unit, km or mi, such as "{text.strip()} km"')
    low, high = float(found["low"]), float(found["high"]) if found["high"] else None
    if high is not None and high <= low:
        raise QuantityError(text, _range_expected(found["low"], found["high"], unit))
    return Quantity(low, high, "mi" if unit == "mi" else "km", bool(found["about"]))


def parse_depth(text: str, *, bare: Unit | None = None) -> Quantity:
    """Read a depth: 0.01 to 500 km, one number or a range.

    Raises
    ------
    QuantityError
        If it is no distance or not within these limits.

    Examples
    --------
    >>> parse_depth("5-14 km").high_km
    14.0
    >>> parse_depth("0 km")
    Traceback (most recent call last):
    geozone.errors.QuantityError: "0 km" cannot be used: expected a depth from 0.01 to 500 km
    """
    return _within(parse(text, bare=bare), DEPTH_LIMITS_KM, "a depth from {} to {} km")


def parse_length(text: str, *, bare: Unit | None = None) -> Quantity:
    """Read the length of a piece of border: one number, no range.

    Raises
    ------
    QuantityError
        If it is no distance, a range, or out of limits.

    Examples
    --------
    >>> parse_length("140 km").low_km
    140.0
    """
    length = parse(text, bare=bare)
    if length.is_range:
        raise QuantityError(text, f'one length, not a range: "{length.ends()[0]}"')
    return _within(length, LENGTH_LIMITS_KM, "a length from {} to {} km")


def counted(count: int, what: str) -> str:
    """A count with its noun; the noun must form its plural with s.

    Examples
    --------
    >>> counted(1, "zone"), counted(0, "zone"), counted(200_000, "place")
    ('1 zone', '0 zones', '200,000 places')
    """
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def number_text(number: float) -> str:
    """Write a number as people do: shortest digits, no exponent, no grouping.

    Zone ids end in it (``proposal/5``, ``proposal/2.5``), so it holds digits and a point only.

    Examples
    --------
    >>> number_text(5.0), number_text(2.5), number_text(1e-05)
    ('5', '2.5', '0.00001')
    """
    return format(_shortest(number), "f")


def as_said(number: float, unit: FigureUnit) -> Figure:
    """A number with its shortest digits, as a person would say it.

    Examples
    --------
    >>> print(as_said(1.0, "km"))
    1 km
    """
    return Figure((_shortest(number),), unit, is_grouped=False)


def both_units(quantity: Quantity) -> Figure:
    """A quantity as it was given, with the other unit beside it.

    A quantity with "about" is known to 5 %, so its conversion has two digits. Any other one is
    converted to 0.1, or to two digits where 0.1 would leave fewer.

    Examples
    --------
    >>> for said in ("20 mi", "about 32 km", "5-14 km"):
    ...     print(both_units(parse(said)))
    20 mi (32.2 km)
    about 32 km (about 20 mi)
    5–14 km (3.1–8.7 mi)
    """
    to_other = 1 / KM_PER_MI if quantity.unit == "km" else KM_PER_MI
    numbers = (end.low * to_other for end in quantity.ends())
    converted = tuple(_converted(number, quantity.about) for number in numbers)
    other = Figure(converted, "mi" if quantity.unit == "km" else "km", quantity.about)
    return replace(quantity.figure, other=other)


def in_km(distance_km: float) -> Figure:
    """A computed length, distance or margin to 0.1 km.

    Examples
    --------
    >>> print(in_km(1460.96), in_km(-0.26), in_km(-0.04), sep=", ")
    1,461.0 km, −0.3 km, 0.0 km
    """
    return Figure((_fixed(distance_km, 1),), "km")


def in_km_and_mi(distance_km: float) -> Figure:
    """A computed length or distance to 0.1 km, with miles beside it.

    Examples
    --------
    >>> print(in_km_and_mi(140.0))
    140.0 km (87.0 mi)
    """
    miles = Figure((_fixed(distance_km / KM_PER_MI, 1),), "mi")
    return replace(in_km(distance_km), other=miles)


def area_step_km2(outline_km: float, tolerance_m: float) -> float:
    """To which power of ten an area is known: the one at or below outline length × tolerance.

    Parameters
    ----------
    outline_km
        Length of the zone's outline, km, above 0.
    tolerance_m
        The larger of the border's and the outline's tolerance, metres, above 0.

    Examples
    --------
    >>> area_step_km2(1900, 10), area_step_km2(100, 10), area_step_km2(250, 1)
    (10.0, 1.0, 0.1)
    """
    uncertain = outline_km * tolerance_m / 1000
    # `_exponent` reads the product with twelve digits: 100 km × 10 m must give 1 km², whatever
    # rounding does to the last bit of the product.
    return float(f"1e{_exponent(uncertain)}")


def rounded_area_km2(area_km2: float, step_km2: float) -> float:
    """Round an area to the step to which it is known.

    Examples
    --------
    >>> rounded_area_km2(23203.7, 10.0), rounded_area_km2(12.3456, 0.01)
    (23200.0, 12.35)
    """
    # `+ 0.0` turns -0.0 into 0.0, so that no minus sign is printed before a zero.
    return round(area_km2, -_exponent(step_km2)) + 0.0


def in_km2(area_km2: float, step_km2: float) -> Figure:
    """An area with the digits that are known.

    Examples
    --------
    >>> print(in_km2(23203.7, 10.0), in_km2(12.3456, 0.1), sep=", ")
    23,200 km², 12.3 km²
    """
    return Figure((_stepped(area_km2, step_km2),), "km²")


def in_km2_and_mi2(area_km2: float, step_km2: float) -> Figure:
    """An area with the digits that are known, with square miles beside it.

    Examples
    --------
    >>> print(in_km2_and_mi2(23203.7, 10.0))
    23,200 km² (8,960 sq mi)
    """
    # The same step serves for square miles: 10 km² are 3.9 sq mi, and of the powers of ten, 10 is
    # nearer to that than 1. The step was rounded down already. Rounding it down once more would
    # print digits that are ten to forty times finer than what is known.
    area_mi2 = area_km2 / KM2_PER_MI2
    is_shown = rounded_area_km2(area_km2, step_km2) > 0
    is_lost = is_shown and area_mi2 <= step_km2 / 2  # 1 km² must not be printed as 0 sq mi
    step_mi2 = step_km2 / 10 if is_lost else step_km2
    miles = Figure((_stepped(area_mi2, step_mi2),), "sq mi")
    return replace(in_km2(area_km2, step_km2), other=miles)


def share_pct(part_km2: float, whole_km2: float, step_km2: float) -> float:
    """A share of an area in percent, to 0.1; to a coarser step if the areas are less well known.

    Examples
    --------
    >>> share_pct(2001.4, 12941.9, 1.0), share_pct(1.0, 3.0, 0.1)
    (15.5, 33.0)
    """
    share = 100 * part_km2 / whole_km2
    return round(share, -_exponent(_share_step(whole_km2, step_km2))) + 0.0


def share(part_km2: float, whole_km2: float, step_km2: float) -> Figure:
    """A share with the digits that are known.

    Examples
    --------
    >>> print(share(2001.4, 12941.9, 1.0), share(1.0, 2.0, 0.001), sep=", ")
    15.5 %, 50.0 %
    """
    return Figure((_stepped(100 * part_km2 / whole_km2, _share_step(whole_km2, step_km2)),), "%")


def _share_step(whole_km2: float, step_km2: float) -> float:
    # The area is known to its step, so the share is known to the same part of 100 %.
    return min(max(100 * step_km2 / whole_km2, 0.1), 10.0)


def density(least: float, most: float) -> Figure:
    """People per km² as a range; one number if both ends are the same.

    Examples
    --------
    >>> print(density(77.0, 77.0), density(77.0, 150.0), density(0.5, 1.0), sep=", ")
    77, 77–150, 0.5–1
    """
    return Figure(tuple(dict.fromkeys(_shortest(round(number, 10)) for number in (least, most))))


def count(number: int) -> Figure:
    """A count.

    Examples
    --------
    >>> print(count(1000000))
    1,000,000
    """
    return Figure((Decimal(number),))


def _within(quantity: Quantity, limits_km: tuple[float, float], expected: str) -> Quantity:
    least, most = limits_km
    if not least <= quantity.low_km <= quantity.high_km <= most:
        raise QuantityError(str(quantity), expected.format(number_text(least), f"{most:,.0f}"))
    return quantity


def _form_expected(text: str) -> str:
    if text.strip().startswith(("-", "–", MINUS)):
        return f"a distance above 0, such as {_LIKE}"
    if "," in text and any(char.isdigit() for char in text):
        return 'a decimal point and no commas, such as "2.5 km" or "1500 km"'
    if re.search(r"\b(?:miles?|kilomet(?:er|re)s?)\b", text, re.IGNORECASE):
        return f'the unit as "km" or "mi", such as {_LIKE}'
    # A unit behind the last number that is neither km nor mi, such as "nm" or "m".
    unit = re.search(r"\d\s*([A-Za-z]+)\s*$", text)
    if unit is not None and unit[1].lower() not in ("km", "mi"):
        return f"a distance in km or mi, such as {_LIKE}"
    return f"a distance such as {_LIKE}"


def _range_expected(first: str, second: str, unit: str) -> str:
    if float(first) == float(second):
        return f'two different numbers in a range, or one: "{first} {unit}"'
    return f'the lower number of a range first: "{second}-{first} {unit}"'


def _shortest(number: float) -> Decimal:
    """A number with the fewest digits that identify the float; 5.0 becomes 5."""
    found = Decimal(repr(float(number)))
    return Decimal(int(found)) if found.is_finite() and found == int(found) else found


def _converted(number: float, about: bool) -> Decimal:
    two_digits = 1 - _exponent(number) if number > 0 else 0
    decimals = two_digits if about else max(1, two_digits)
    return _fixed(round(number, decimals), max(0, decimals))


def _stepped(number: float, step: float) -> Decimal:
    return _fixed(round(number, -_exponent(step)), max(0, -_exponent(step)))


def _fixed(number: float, decimals: int) -> Decimal:
    return Decimal(f"{round(number, decimals) + 0.0:.{decimals}f}")


def _exponent(number: float) -> int:
    if not (number > 0 and math.isfinite(number)):
        raise ValueError(f"a power of ten needs a finite number above 0, got {number}")
    return int(f"{number:.11e}".partition("e")[2])
